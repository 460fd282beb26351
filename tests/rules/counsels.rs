//! Counselling: sessions, what was agreed, referrals; and what others than the counselor are told.

use serde_json::{Value, json};
use support::make::{School, Seat, fields, over, texts};
use support::people::{AN, BINH, CHI};

/// A session with Nguyễn Văn Đạt of 9A in March, with `changes` laid over it.
pub fn session(an: &mut Seat, changes: Value) -> Value {
    let student = an.pupil("Nguyễn Văn Đạt");
    let draft = json!({
        "held_on": "2026-03-12", "starts_at": "09:15", "minutes": 45, "form": "individual",
        "students": [student], "subject": "Sư phạm mầm non hay thiết kế",
        "conclusion": "Em nghiêng về THPT công lập.", "next_step": "Mời mẹ cùng đến",
        "next_on": "2026-04-15", "next_at": "09:15",
    });
    an.call("counsel_add", over(draft, changes))["value"].clone()
}

#[test]
fn a_session_is_written_down_found_changed_and_removed() {
    let school = School::new();
    let mut an = school.sit(AN);
    let first = session(&mut an, json!({}));
    let (anh, an_9a) = (an.pupil("Trần Thị Ánh"), an.pupil("Phạm Minh An"));
    let yen = an.pupil("Hoàng Thị Yến");
    session(
        &mut an,
        json!({"form": "group", "students": [anh, an_9a, yen], "held_on": "2026-04-09",
               "subject": "Chọn hướng đi sau lớp 9", "next_on": null, "minutes": null}),
    );

    let list = an.call("counsel_list", json!({}));
    assert_eq!(texts(&list, "who"), ["3 em lớp 9A, 9B", "Nguyễn Văn Đạt"]);
    assert_eq!(list[0]["number"], 2);
    assert_eq!(first["draft"]["counselor"], AN.full_name);
    assert_eq!(first["students"][0]["session"], 1);
    let of = |an: &mut Seat, query: Value| texts(&an.call("counsel_list", query), "who").len();
    assert_eq!(of(&mut an, json!({"form": "group"})), 1);
    assert_eq!(of(&mut an, json!({"class": "9B"})), 1);
    assert_eq!(of(&mut an, json!({"student": yen})), 1);
    assert_eq!(of(&mut an, json!({"text": "su pham"})), 1);
    assert_eq!(of(&mut an, json!({"text": "thi yen"})), 1);
    assert_eq!(of(&mut an, json!({"has_note": true})), 0);

    let mut draft = first["draft"].clone();
    draft["conclusion"] = json!("Em chọn thiết kế.");
    draft["is_next_done"] = json!(true);
    let changed = an.call("counsel_change", json!({"id": first["id"], "draft": draft}));
    assert_eq!(changed["value"]["draft"]["conclusion"], "Em chọn thiết kế.");
    let removed = an.call("counsel_remove", json!({"id": first["id"]}));
    assert_eq!(of(&mut an, json!({})), 1);
    assert_eq!(
        an.refused("counsel_get", json!({"id": first["id"]})).code,
        "book.not_found"
    );
    an.call("act_undo", json!({"act": removed["act"]}));
    assert_eq!(
        an.call("counsel_get", json!({"id": first["id"]}))["draft"],
        draft
    );
    an.verify();
}

#[test]
fn what_is_wrong_in_a_session_is_named_field_by_field() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (dat, anh) = (an.pupil("Nguyễn Văn Đạt"), an.pupil("Trần Thị Ánh"));

    let empty = an.refused("counsel_add", json!({}));
    let wrong = an.refused(
        "counsel_add",
        json!({"held_on": "2026-03-12", "form": "individual", "subject": "Chọn trường",
               "students": [dat, anh], "next_on": "2026-03-01"}),
    );
    let stranger = an.refused(
        "counsel_add",
        json!({"held_on": "2026-03-12", "form": "individual", "subject": "Chọn trường",
               "students": ["nobody"]}),
    );

    let named: Vec<&str> = fields(&empty).iter().map(|(field, _)| *field).collect();
    assert_eq!(named, ["held_on", "form", "students", "subject"]);
    assert_eq!(
        fields(&wrong),
        [
            ("form", "counsel.more_than_one"),
            ("next_on", "counsel.next_before")
        ]
    );
    assert_eq!(fields(&stranger), [("students", "counsel.unknown_student")]);
    assert_eq!(an.call("counsel_list", json!({})), json!([]));
}

#[test]
fn the_agenda_tells_what_was_agreed_and_what_lies_ahead() {
    let school = School::new();
    let mut an = school.sit(AN);
    let overdue = session(&mut an, json!({}));
    let ahead = session(
        &mut an,
        json!({"held_on": "2026-04-24", "next_on": null, "subject": "Buổi đầu"}),
    );

    let agenda = an.call("counsel_agenda", json!({}));
    let rows: Vec<(&Value, &Value, &Value, &Value)> = agenda
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["session"], &row["kind"], &row["what"], &row["days"]))
        .collect();
    assert_eq!(
        rows,
        [
            (
                &overdue["id"],
                &json!("next"),
                &json!("Mời mẹ cùng đến"),
                &json!(-5)
            ),
            (&ahead["id"], &json!("ahead"), &json!("Buổi đầu"), &json!(4)),
        ]
    );
    // A session that lies ahead did not take place.
    assert_eq!(an.call("counsel_count", json!({}))["sessions"], 1);

    let mut draft = overdue["draft"].clone();
    draft["is_next_done"] = json!(true);
    an.call(
        "counsel_change",
        json!({"id": overdue["id"], "draft": draft}),
    );
    assert_eq!(
        texts(&an.call("counsel_agenda", json!({})), "kind"),
        ["ahead"]
    );
}

#[test]
fn a_referral_slip_holds_what_its_reader_needs_and_leaves_a_trace() {
    let school = School::new();
    let mut an = school.sit(AN);
    let bare = session(&mut an, json!({}));
    let half = an.refused(
        "counsel_change",
        json!({"id": bare["id"], "draft": over(bare["draft"].clone(), json!({"referral": {"reason": "Em lo lắng nhiều"}}))}),
    );
    assert_eq!(fields(&half), [("referral.receiver", "form.required")]);
    assert_eq!(
        an.refused("counsel_referral_get", json!({"id": bare["id"]}))
            .code,
        "book.not_found"
    );

    let referral = json!({"receiver": "Trung tâm Công tác xã hội trẻ em", "reason": "Em lo lắng nhiều",
                          "done": "Hai buổi tư vấn", "asked": "Tư vấn tâm lý"});
    let draft = over(bare["draft"].clone(), json!({"referral": referral}));
    an.call("counsel_change", json!({"id": bare["id"], "draft": draft}));
    let slip = an.call("counsel_referral_get", json!({"id": bare["id"]}));

    assert_eq!(slip["referral"]["referred_on"], "2026-03-12");
    assert_eq!(slip["students"][0]["name"], "Nguyễn Văn Đạt");
    assert_eq!(slip["students"][0]["born_on"], "2011-05-09");
    assert_eq!(slip["counselor"], AN.full_name);
    let acts = an.call("act_list", json!({"limit": 1}));
    assert_eq!(acts[0]["op"], "counsel_referral_get");
}

#[test]
fn others_than_the_counselor_get_counts_and_a_teacher_whose_pupils_came() {
    let school = School::new();
    let mut an = school.sit(AN);
    session(&mut an, json!({}));
    let (anh, yen) = (an.pupil("Trần Thị Ánh"), an.pupil("Hoàng Thị Yến"));
    session(
        &mut an,
        json!({"form": "group", "students": [anh, yen], "held_on": "2026-04-09"}),
    );
    session(
        &mut an,
        json!({"form": "parents", "students": [yen], "held_on": "2026-04-10"}),
    );
    an.desk_closed();

    let mut chi = school.sit(CHI);
    let counts = chi.call("counsel_count", json!({}));
    assert_eq!(
        (&counts["sessions"], &counts["students"]),
        (&json!(3), &json!(3))
    );
    assert_eq!(
        counts["forms"][1],
        json!({"form": "group", "sessions": 1, "heads": 2})
    );
    assert_eq!(counts["pupils"], json!([]));
    chi.desk_closed();

    let mut binh = school.sit(BINH);
    let counts = binh.call("counsel_count", json!({}));
    assert_eq!(counts["sessions"], 2);
    assert_eq!(
        texts(&counts["pupils"], "name"),
        ["Trần Thị Ánh", "Nguyễn Văn Đạt"]
    );
    let keys: Vec<&String> = counts["pupils"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["class", "last_on", "name", "sessions", "student"]);
    for name in ["counsel_list", "counsel_agenda", "counsel_seal_get"] {
        assert!(binh.try_call(name, json!({})).is_err(), "{name}");
    }
}

#[test]
fn a_principal_takes_no_act_of_counselling_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    session(&mut an, json!({}));
    let act = an.call("act_list", json!({"limit": 1}))[0]["act"].clone();
    an.desk_closed();

    let mut chi = school.sit(CHI);
    let refused = chi.refused("act_undo", json!({ "act": act }));

    assert_eq!(refused.code, "account.denied");
}

#[test]
fn a_locked_year_takes_no_session() {
    let school = School::new();
    let mut an = school.sit(AN);
    let known = session(&mut an, json!({}));
    an.desk_closed();
    let mut chi = school.sit(CHI);
    chi.call("year_lock", json!({"year": "2025-2026", "is_locked": true}));
    chi.desk_closed();

    let mut an = school.sit(AN);
    let id = &known["id"];
    let draft = &known["draft"];
    for (name, request) in [
        ("counsel_add", draft.clone()),
        ("counsel_change", json!({"id": id, "draft": draft})),
        ("counsel_remove", json!({ "id": id })),
    ] {
        assert_eq!(an.refused(name, request).code, "year.locked", "{name}");
    }
}
