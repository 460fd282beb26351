//! Pupils of a year.

use serde_json::json;
use support::make::{School, fields};
use support::people::AN;

#[test]
fn pupils_stand_in_vietnamese_name_order() {
    let school = School::new();
    let mut an = school.sit(AN);

    // Given name first: a before â, d before đ, marks last; then middle and family name.
    assert_eq!(
        an.names("student_list", json!({})),
        [
            "Phạm Minh An",
            "Bùi Thị Ánh",
            "Trần Thị Ánh",
            "Lê Thị Ân",
            "Đỗ Quốc Bảo",
            "Vũ Đức Dũng",
            "Nguyễn Văn Đạt",
            "Ngô Thị Xuân",
            "Hoàng Thị Yến",
        ]
    );
}

#[test]
fn a_search_ignores_marks_and_case() {
    let school = School::new();
    let mut an = school.sit(AN);

    for typed in ["dung", "DŨNG", "đức dũng", "vu duc"] {
        assert_eq!(
            an.names("student_list", json!({"text": typed})),
            ["Vũ Đức Dũng"],
            "{typed}"
        );
    }
    assert_eq!(
        an.call("student_count", json!({"text": "anh", "class": "9B"})),
        1
    );
    assert_eq!(an.call("student_count", json!({"text": "không có ai"})), 0);
}

#[test]
fn pages_give_every_pupil_once() {
    let school = School::new();
    let mut an = school.sit(AN);
    let all = an.names("student_list", json!({}));

    let mut paged = Vec::new();
    for after in (0..all.len()).step_by(4) {
        paged.extend(an.names("student_list", json!({"limit": 4, "after": after})));
    }

    assert_eq!(paged, all);
    assert_eq!(an.call("student_count", json!({})), all.len());
}

#[test]
fn every_wrong_field_of_a_pupil_is_named_at_once() {
    let school = School::new();
    let mut an = school.sit(AN);

    let bad = json!({"name": " ", "born_on": "2011-02-30", "sex": "x", "class": ""});
    let refused = an.refused("student_add", bad);

    assert_eq!(
        fields(&refused),
        [
            ("name", "form.required"),
            ("class", "form.required"),
            ("born_on", "form.bad_date"),
            ("sex", "form.bad_choice")
        ]
    );
    assert_eq!(refused.code, "form.invalid");
    assert!(refused.message.contains('4'));
}

#[test]
fn a_ministry_id_belongs_to_one_pupil() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call(
        "student_add",
        json!({"name": "Mai Văn Mới", "class": "8A", "ministry_id": "3130123456"}),
    );

    let twice = json!({"name": "Mai Văn Khác", "class": "8A", "ministry_id": "3130123456"});

    assert_eq!(
        fields(&an.refused("student_add", twice)),
        [("ministry_id", "student.id_taken")]
    );
}

#[test]
fn a_search_takes_words_in_any_order_and_puts_the_accents_as_typed_first() {
    let school = School::new();
    let mut an = school.sit(AN);
    let mut found = |text: &str| an.names("student_list", json!({"text": text}));

    assert_eq!(found("đạt nguyễn"), ["Nguyễn Văn Đạt"]);
    assert_eq!(found("Ân")[0], "Lê Thị Ân");
    assert_eq!(found("an 9A"), Vec::<String>::new());
    assert_eq!(an.call("student_count", json!({"text": "thị ân"})), 5);
}

#[test]
fn a_changed_pupil_moves_and_a_removed_one_comes_back_by_undo() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.pupil("Ngô Thị Xuân");
    let draft =
        json!({"name": "Ngô Thị Xuân Mai", "born_on": "2012", "sex": "female", "class": "9B"});

    an.call("student_change", json!({"id": id, "draft": draft}));
    let found = an.call("student_get", json!({"id": id}));
    assert_eq!(
        (&found["name"], &found["class"]),
        (&json!("Ngô Thị Xuân Mai"), &json!("9B"))
    );
    assert_eq!(
        an.names("student_list", json!({"text": "xuan mai"})),
        ["Ngô Thị Xuân Mai"]
    );
    an.call("student_remove", json!({"id": id}));
    assert_eq!(an.call("student_count", json!({})), 8);
    an.call("act_undo", json!({"act": null}));
    an.call("act_undo", json!({"act": null}));

    let found = an.call("student_get", json!({"id": id}));
    assert_eq!(
        (&found["name"], &found["class"]),
        (&json!("Ngô Thị Xuân"), &json!("8A"))
    );
    assert_eq!(found["born_on"], "2012-12-31");
    an.verify();
}

#[test]
fn a_list_is_narrowed_and_sorted_as_asked_and_counts_the_same() {
    let school = School::new();
    let mut an = school.sit(AN);
    let all = an.call("student_list", json!({}));
    let all = all.as_array().cloned().unwrap_or_default();
    let xuan = an.pupil("Ngô Thị Xuân");
    let draft = json!({"name": "Ngô Thị Xuân", "born_on": "2012", "sex": "female", "class": "8A",
                       "ethnicity": "Mường", "status": "transferred"});
    an.call("student_change", json!({"id": xuan, "draft": draft}));

    for only in [
        json!({"status": "transferred"}),
        json!({"minority": true, "grade": 8}),
        json!({"missing": "born_on", "sex": "female"}),
    ] {
        assert_eq!(
            an.names("student_list", json!({"only": only})),
            ["Ngô Thị Xuân"],
            "{only}"
        );
        assert_eq!(an.call("student_count", json!({"only": only})), 1);
    }
    assert_eq!(
        an.call("student_count", json!({"only": {"record": "none"}})),
        all.len()
    );
    let order = json!({"column": "name", "is_descending": true});
    let down = an.names("student_list", json!({"order": order}));
    let mut up = an.names("student_list", json!({}));
    up.reverse();
    assert_eq!(down, up);
}

#[test]
fn an_unknown_filter_is_named() {
    let school = School::new();
    let mut an = school.sit(AN);

    let refused = an.refused("student_list", json!({"only": {"sex": "x", "record": "y"}}));

    assert_eq!(
        fields(&refused),
        [
            ("only.sex", "form.bad_choice"),
            ("only.record", "form.bad_choice")
        ]
    );
}
