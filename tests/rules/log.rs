//! The log of acts: who did what, when, and that nobody rewrote it.

use serde_json::json;
use support::make::{School, activity, texts};
use support::people::{AN, BINH, CHI};

#[test]
fn every_act_names_who_and_when_in_words() {
    let school = School::new();
    let mut an = school.sit_at(AN, "2026-04-20T02:00:00Z");
    an.add_activity(json!({}));
    an.desk.close_without_backup().unwrap();
    let mut chi = school.sit_at(CHI, "2026-04-21T03:00:00Z");
    let profile = chi.call("profile_get", json!({}));
    chi.call("profile_change", json!({"profile": profile}));

    let acts = chi.call("act_list", json!({"limit": 2}));

    assert_eq!(texts(&acts, "by"), [CHI.full_name, AN.full_name]);
    assert_eq!(
        texts(&acts, "label"),
        ["Sửa thông tin năm học", "Ghi hoạt động"]
    );
    assert_eq!(
        texts(&acts, "at"),
        ["2026-04-21T03:00:00.000Z", "2026-04-20T02:00:00.000Z"]
    );
}

#[test]
fn the_chain_is_whole_after_a_day_of_work() {
    let school = School::new();
    let mut an = school.sit(AN);
    let acts = an.verify()["acts"].as_u64().unwrap();

    let id = an.add_activity(json!({}));
    an.call(
        "activity_change",
        json!({"id": id, "draft": activity(json!({"title": "Sửa"}))}),
    );
    an.call("activity_remove", json!({"id": id}));
    an.call("act_undo", json!({"act": null}));
    an.call("act_redo", json!({}));
    an.call("class_add", json!({"name": "7A"}));
    an.refused("class_add", json!({"name": "7A"}));
    an.call("recovery_add", json!({"password": AN.password}));

    let found = an.verify();
    assert_eq!(
        found["acts"].as_u64().unwrap(),
        acts + 7,
        "one row for each act, none for a refusal"
    );
    an.close();
    school.sit(AN).verify();
}

#[test]
fn an_act_that_was_rewritten_behind_the_programs_back_is_found() {
    for tampering in [
        "UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE n = 3",
        "UPDATE audit SET account_id = 'nobody' WHERE n = 2",
        "DELETE FROM audit_detail WHERE act = 2; DELETE FROM audit WHERE n = 2",
        "UPDATE audit_detail SET detail = 'student 1' WHERE act = 4",
    ] {
        let school = School::new();
        crate::books::behind_the_back(
            &school.book,
            &format!(
                "PRAGMA foreign_keys = OFF; DROP TRIGGER audit_stays; DROP TRIGGER audit_is_kept; {tampering};"
            ),
        );

        let found = school.sit(AN).call("book_check", json!({}));

        assert_eq!(found["ok"], false, "{tampering}");
        assert!(
            texts_of(&found).contains(&"Nhật ký hệ thống không còn nguyên vẹn.".to_owned()),
            "{tampering}"
        );
    }
}

#[test]
fn nothing_is_left_to_undo_in_a_book_where_nothing_was_done() {
    let school = School::new();
    let mut chi = school.sit(CHI);

    assert_eq!(
        chi.refused("act_undo", json!({"act": null})).code,
        "act.nothing_to_undo"
    );
    assert_eq!(
        chi.refused("act_redo", json!({})).code,
        "act.nothing_to_redo"
    );
    assert_eq!(
        chi.refused("act_undo", json!({"act": 99999})).code,
        "act.cannot_undo"
    );
}

#[test]
fn who_may_not_do_a_thing_may_not_take_it_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(json!({}));
    let added = an.call("act_list", json!({"limit": 1}))[0]["act"].clone();
    an.desk_closed();
    let mut chi = school.sit(CHI);

    let refused = chi.refused("act_undo", json!({"act": added}));

    assert_eq!(refused.code, "account.denied");
    assert_eq!(
        chi.call("act_list", json!({"limit": 1}))[0]["can_undo"],
        false
    );
    assert_eq!(
        chi.call("activity_get", json!({"id": id}))["is_removed"],
        false
    );
}

#[test]
fn a_homeroom_teacher_takes_back_the_own_review_and_nobody_elses() {
    let school = School::new();
    let mut an = school.sit(AN);
    let [first, second] = ["Lê Thị Ân", "Phạm Minh An"].map(|name| an.pupil(name));
    let review = |id: &str| json!({"id": id, "review": {"review": "reviewed", "remark": "Em vẽ đẹp.", "question": ""}});
    let of_an = an.call("record_review", review(&first));
    an.desk_closed();
    let mut binh = school.sit(BINH);
    binh.call("record_review", review(&second));

    let others = binh.refused("act_undo", json!({"act": of_an["act"]}));
    binh.call("act_undo", json!({"act": null}));

    assert_eq!(others.code, "account.denied");
    let remark = |seat: &mut support::make::Seat, id: &str| {
        seat.call("record_get", json!({"id": id}))["review"]["remark"].clone()
    };
    assert_eq!(remark(&mut binh, &first), "Em vẽ đẹp.");
    assert_eq!(remark(&mut binh, &second), "");
    binh.call("act_redo", json!({}));
    assert_eq!(remark(&mut binh, &second), "Em vẽ đẹp.");
}

fn texts_of(found: &serde_json::Value) -> Vec<String> {
    let findings = found["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| finding.as_str().unwrap().to_owned())
        .collect()
}
