//! Consent by purpose, requests with their days, everything held on a pupil, and erasing for good.

use serde_json::{Value, json};
use support::cells::Cells;
use support::make::{School, Seat, fields, texts};
use support::people::{AN, CHI};

fn pupil(seat: &mut Seat) -> (String, String) {
    let first = &seat.call("student_list", json!({"class": "9A"}))[0];
    let text = |field: &str| first[field].as_str().unwrap().to_owned();
    (text("id"), text("name"))
}

fn answer(purpose: &str, who: &str, answer: &str, on: &str) -> Value {
    json!({"purpose": purpose, "who": who, "answer": answer, "stated_on": on, "means": "paper",
           "name": "Mẹ em", "proof": "Phiếu số 12"})
}

#[test]
fn silence_is_no_consent_and_the_newest_answer_holds() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = pupil(&mut an);
    let give = |seat: &mut Seat, consent: Value| {
        seat.call("consent_add", json!({"students": [id], "consent": consent}))
    };
    let before = an.call("consent_list", json!({"class": "9A"}));

    give(&mut an, answer("record", "parent", "given", "2025-09-02"));
    // Handing on is agreed to for a receiver by name, never for all of them.
    let unnamed = answer("handover", "parent", "given", "2025-09-02");
    let asked = json!({"students": [id], "consent": unnamed});
    let fault = an.refused("consent_add", asked);
    assert_eq!(fields(&fault), [("receiver", "consent.no_receiver")]);
    let mut named = unnamed;
    named["receiver"] = json!("Trường Trung cấp Nhân Hòa");
    give(&mut an, named);
    give(
        &mut an,
        answer("handover", "parent", "withdrawn", "2026-04-06"),
    );

    assert_eq!(before["students"][0]["cells"][0]["parent"], "open");
    assert_eq!(
        (&before["complete"], &before["all"]),
        (&json!(0), &json!(9))
    );
    let after = an.call("consent_list", json!({"class": "9A"}));
    let cells = &after["students"][0]["cells"];
    assert_eq!(cells[0]["parent"], "given");
    assert_eq!(cells[0]["student"], "open", "the pupil was not asked yet");
    assert_eq!(cells[2]["parent"], "withdrawn");
    assert_eq!(after["complete"], 1);
    let page = an.call("consent_get", json!({"id": id}));
    assert_eq!(page["history"].as_array().unwrap().len(), 3);
    assert_eq!(page["history"][0]["consent"]["answer"], "withdrawn");
}

#[test]
fn an_answer_is_checked_field_by_field() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = pupil(&mut an);
    let fault = an.refused(
        "consent_add",
        json!({"students": [id], "consent": answer("all", "uncle", "given", "2026-12-01")}),
    );
    assert_eq!(
        fields(&fault),
        [
            ("purpose", "form.bad_choice"),
            ("who", "form.bad_choice"),
            ("stated_on", "consent.future")
        ]
    );
}

#[test]
fn a_request_has_its_day_by_law_and_ends_with_an_outcome() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, name) = pupil(&mut an);
    let request =
        json!({"kind": "see", "student": id, "name": "Cha em", "received_on": "2026-04-14"});
    let added = an.call("request_add", request);

    let open = an.call("consent_list", json!({}))["requests"][0].clone();
    assert_eq!(open["due_on"], "2026-04-24");
    assert_eq!(open["days"], 4);
    assert_eq!(open["student_name"], name);
    an.call(
        "request_end",
        json!({"id": added["value"], "outcome": "Đã in và trao tận tay"}),
    );
    let done = an.call("consent_list", json!({}))["requests"][0].clone();
    assert_eq!(done["done_on"], "2026-04-20");
}

#[test]
fn everything_held_on_a_pupil_leaves_as_a_workbook_and_that_is_written_down() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, name) = pupil(&mut an);
    an.call(
        "consent_add",
        json!({"students": [id], "consent": answer("record", "parent", "given", "2025-09-02")}),
    );
    let path = school.path("em.xlsx");

    an.call("student_export", json!({"id": id, "path": path}));

    let cells = Cells::read(&path).texts();
    assert!(cells.contains(&name));
    assert!(cells.contains(&"Cha mẹ đồng ý. Mẹ em Phiếu số 12".to_owned()));
    let acts = an.call("audit_list", json!({}));
    assert!(acts.to_string().contains("student_export"), "{acts}");
}

#[test]
fn an_erased_pupil_is_gone_from_every_row_and_from_an_older_copy_put_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, name) = pupil(&mut an);
    let kept = an.call(
        "record_change",
        json!({"id": id, "record": {"circumstances": "Nhà xa trường 12 km", "guardian": "Nguyễn Văn Lâm"}}),
    );
    let to = school.path("sao-luu");
    let copy = an.call("backup_add", json!({"folder": to}));
    let before = an.call("student_count", json!({}));

    an.call("student_erase", json!({"id": id}));

    assert_eq!(
        an.call("student_count", json!({})),
        before,
        "the number stays"
    );
    gone(&mut an, &id, &name);
    let undo = an.refused("act_undo", json!({"act": kept["act"]}));
    assert_eq!(undo.code, "act.cannot_undo");
    an.call(
        "book_restore",
        json!({"file": copy["file"], "password": AN.password, "name": AN.login}),
    );
    let mut an = school.sit(AN);
    gone(&mut an, &id, &name);
    let verified = an.call("book_check", json!({}));
    assert_eq!(verified["ok"], true, "{verified}");
    an.close();
    let chi = school.sit(CHI);
    chi.close();
}

/// Neither list, search, record nor page tells who it was.
fn gone(seat: &mut Seat, id: &str, name: &str) {
    assert!(!texts(&seat.call("student_list", json!({})), "name").contains(&name.to_owned()));
    assert!(
        !seat
            .call("find_list", json!({"text": name}))
            .to_string()
            .contains(name)
    );
    let page = seat.call("record_get", json!({"id": id}));
    assert_eq!(page["student"]["name"], "Đã xóa dữ liệu");
    assert_eq!(page["record"]["circumstances"], "");
    assert_eq!(page["record"]["guardian"], "");
}
