//! Finding anything by a few letters.

use serde_json::{Value, json};
use support::make::{School, Seat, texts};
use support::people::{AN, BINH, CHI};

#[test]
fn a_few_letters_without_marks_find_pupils_activities_classes_and_partners() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({
        "title": "Tham quan xưởng cơ khí Bến Rừng",
        "partners": ["Công ty Đóng tàu Bạch Đằng"],
    }));

    assert_eq!(
        names(&an.call("find_list", json!({"text": "xuan"})), "student"),
        ["Ngô Thị Xuân"]
    );
    let found = an.call("find_list", json!({"text": "ben rung co khi"}));
    assert_eq!(names(&found, "trip"), ["Tham quan xưởng cơ khí Bến Rừng"]);
    assert_eq!(found[0]["year"], "2025-2026");
    let found = an.call("find_list", json!({"text": "dong tau"}));
    assert_eq!(names(&found, "partner"), ["Công ty Đóng tàu Bạch Đằng"]);
    for typed in ["9a", "lớp 9A", "LOP 9A"] {
        let found = an.call("find_list", json!({"text": typed}));
        assert_eq!(names(&found, "class"), ["9A"], "{typed}");
    }
    for typed in ["", "  ", "%", "khongcoai"] {
        assert_eq!(an.call("find_list", json!({"text": typed})), json!([]));
    }
}

#[test]
fn a_visit_is_found_as_one_also_under_a_kind_of_the_schools_own() {
    let school = School::new();
    let mut an = school.sit(AN);
    let own = json!({"label": "Thăm làng nghề", "stands_for": "field_trip"});
    let kind = an.call("kind_add", own)["value"].clone();
    an.add_activity(json!({"title": "Tham quan xưởng may", "kind": "field_trip"}));
    an.add_activity(json!({"title": "Về làng gốm", "kind": kind}));
    an.add_activity(json!({"title": "Nói chuyện nghề gốm", "kind": "guidance_lesson"}));

    let found = |an: &mut Seat, text: &str| {
        an.call("find_list", json!({ "text": text }))[0]["kind"].clone()
    };

    assert_eq!(found(&mut an, "xuong may"), "trip");
    assert_eq!(found(&mut an, "lang gom"), "trip");
    assert_eq!(found(&mut an, "noi chuyen"), "activity");
}

#[test]
fn accents_as_typed_come_first() {
    let school = School::new();
    let mut an = school.sit(AN);

    assert_eq!(
        names(&an.call("find_list", json!({"text": "ân"})), "student")[0],
        "Lê Thị Ân"
    );
    assert_eq!(
        names(&an.call("find_list", json!({"text": "minh an"})), "student"),
        ["Phạm Minh An"]
    );
    let two = an.call("find_list", json!({"text": "thi", "limit": 2}));
    assert_eq!(names(&two, "student").len(), 2);
}

#[test]
fn a_pupils_code_finds_them_and_their_class_stands_beside_the_name() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call(
        "student_add",
        json!({"name": "Mai Văn Mới", "class": "8A", "ministry_id": "3130123456"}),
    );

    let found = an.call("find_list", json!({"text": "3130123456"}));

    assert_eq!(texts(&found, "name"), ["Mai Văn Mới"]);
    assert_eq!(texts(&found, "detail"), ["8A"]);
    assert_eq!(texts(&found, "code"), ["3130123456"]);
}

#[test]
fn a_homeroom_teacher_finds_the_own_pupils_and_nothing_else() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({"title": "Ngày hội Ánh sáng nghề nghiệp", "partners": ["Ánh Dương"]}));
    an.desk.close_without_backup().unwrap();
    let mut binh = school.sit(BINH);

    let found = binh.call("find_list", json!({"text": "anh"}));
    assert_eq!(texts(&found, "kind"), ["student"]);
    assert_eq!(texts(&found, "name"), ["Trần Thị Ánh"]);
    for hidden in ["Hoàng Thị Yến", "9B", "9A", "Ngày hội", "Ánh Dương"] {
        let found = binh.call("find_list", json!({"text": hidden}));
        let strangers: Vec<_> = texts(&found, "detail")
            .into_iter()
            .filter(|class| class != "9A")
            .collect();
        assert!(strangers.is_empty(), "{hidden}: {found}");
        assert!(
            texts(&found, "kind").iter().all(|kind| *kind == "student"),
            "{hidden}"
        );
    }
}

#[test]
fn what_lies_in_the_bin_is_not_found_and_a_pupil_is_found_once_in_the_open_year() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(json!({"title": "Diễn đàn khởi nghiệp"}));
    an.call("activity_remove", json!({"id": id}));
    let gone = an.pupil("Ngô Thị Xuân");
    an.call("student_remove", json!({"id": gone}));

    assert_eq!(
        an.call("find_list", json!({"text": "khoi nghiep"})),
        json!([])
    );
    assert_eq!(an.call("find_list", json!({"text": "xuan"})), json!([]));
    an.call("act_undo", json!({"act": null}));
    assert_eq!(
        names(&an.call("find_list", json!({"text": "xuan"})), "student"),
        ["Ngô Thị Xuân"]
    );
    an.desk.close_without_backup().unwrap();
    let mut chi = school.sit(CHI);
    let found = chi.call("find_list", json!({"text": "vũ đức"}));
    assert_eq!(texts(&found, "year"), ["2025-2026"]);
}

fn names(found: &Value, kind: &str) -> Vec<String> {
    let hits = found.as_array().unwrap().iter();
    hits.filter(|hit| hit["kind"] == kind)
        .map(|hit| hit["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn an_accent_as_typed_is_found_among_hundreds_of_others() {
    let school = School::new();
    let mut an = school.sit(AN);
    let mut list = String::from("Họ và tên,Ngày sinh,Giới tính,Lớp\n");
    for n in 0..600 {
        list += &format!(
            "Trần An {n},{:02}/{:02}/2011,Nam,8/{}\n",
            n % 28 + 1,
            n % 12 + 1,
            n / 28 + 1
        );
    }
    let path = school.file("lop.csv", &list);
    let preview = an.call("roster_open", json!({"path": path}));
    an.call("roster_import", json!({"token": preview["token"]}));

    let hits = an.call("find_list", json!({"text": "ân", "limit": 8}));

    assert_eq!(hits[0]["name"], "Lê Thị Ân");
}
