//! Visits: their page, the pupils on them, the roll call, the end.

use serde_json::{Value, json};
use support::cells::Cells;
use support::make::{School, Seat, activity, fields, texts};
use support::people::{AN, CHI};

/// A visit of 9A and 9B on the Saturday before the tests' day.
fn visit(seat: &mut Seat) -> String {
    seat.add_activity(json!({
        "kind": "field_trip",
        "title": "Tham quan xưởng cơ khí",
        "status": "planned",
        "starts_on": "2026-04-18",
        "classes": ["9A", "9B"],
        "grades": [],
        "counts": {},
        "funding": [],
    }))
}

#[test]
fn a_new_visit_has_its_pupils_and_the_shipped_checklist() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);

    let page = an.call("trip_get", json!({ "id": id }));

    assert_eq!(page["figures"]["listed"], 7);
    assert_eq!(page["figures"]["unanswered"], 7);
    assert!(page["figures"]["tasks"].as_u64().unwrap() >= 5);
    assert_eq!(page["audience"], "Khối 9");
    assert_eq!(page["duties"][0]["id"], "C02");
    assert_eq!(page["duties"][0]["met"], false);
    let stages: Vec<&Value> = page["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stage| &stage["stage"])
        .collect();
    assert_eq!(stages, ["plan", "consent", "day", "review"]);
}

#[test]
fn a_visit_goes_from_plan_to_end_and_its_heads_are_those_who_were_there() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);
    let mut page = an.call("trip_get", json!({ "id": id }));
    let students = texts(&page["students"], "student");

    let mut trip = page["trip"].clone();
    trip["approved_on"] = json!("2026-04-02");
    trip["leaves_at"] = json!("07:00");
    trip["teachers"] =
        json!([{"name": "Lê Văn Thành", "duty": "Trưởng đoàn"}, {"name": "Đỗ Thị Mai"}]);
    trip["reflection"] = json!("Các em thích khâu hàn.");
    for task in trip["tasks"].as_array_mut().unwrap() {
        task["is_done"] = json!(true);
    }
    let funding = json!([
        {"source": "socialised", "item": "activity", "label": "Thuê xe 45 chỗ", "planned_vnd": 6_000_000, "spent_vnd": 5_800_000},
        {"source": "school_revenue", "item": "activity", "label": "Nước uống", "planned_vnd": 200_000, "spent_vnd": 200_000},
    ]);
    an.call(
        "trip_change",
        json!({"id": id, "trip": trip, "funding": funding}),
    );
    an.call(
        "trip_mark",
        json!({"id": id, "students": students, "consent": "given", "attendance": "present"}),
    );
    // One girl of 9B stayed at home.
    let yen = an.pupil("Hoàng Thị Yến");
    an.call(
        "trip_mark",
        json!({"id": id, "students": [yen], "attendance": "absent", "note": "Ốm, có phép"}),
    );
    page = an.call("trip_finish", json!({ "id": id }))["value"].clone();

    assert_eq!(page["activity"]["status"], "done");
    assert_eq!(
        page["activity"]["counts"],
        json!({"students": 6, "female": 3, "parents": 0, "staff": 2, "community": 0})
    );
    assert_eq!(page["activity"]["funding"][0]["label"], "Thuê xe 45 chỗ");
    assert_eq!(page["spent_vnd"], 6_000_000);
    assert_eq!(page["per_student_vnd"], 1_000_000);
    assert!(
        page["stages"]
            .as_array()
            .unwrap()
            .iter()
            .all(|stage| stage["is_done"] == true)
    );
    assert_eq!(page["duties"][0]["met"], true);
    let checks = an.call("check_list", json!({}));
    assert_eq!(
        (&checks[0]["id"], &checks[0]["met"]),
        (&json!("C02"), &json!(true))
    );
    let list = an.call("trip_list", json!({}));
    assert_eq!(
        (&list[0]["stage"], &list[0]["figures"]["present"]),
        (&json!(""), &json!(6))
    );
}

#[test]
fn a_visit_that_lies_ahead_or_was_not_called_is_not_ended() {
    let school = School::new();
    let mut an = school.sit(AN);
    let ahead = an.add_activity(json!({"kind": "field_trip", "status": "planned", "starts_on": "2026-05-09", "classes": ["9A"], "grades": [], "counts": {}}));
    let id = visit(&mut an);

    let too_early = an.refused("trip_finish", json!({ "id": ahead }));
    let not_called = an.refused("trip_finish", json!({ "id": id }));

    assert_eq!(too_early.code, "trip.not_over");
    assert!(
        too_early.message.contains("09/05/2026"),
        "{}",
        too_early.message
    );
    assert_eq!(not_called.code, "trip.not_called");
    assert!(not_called.message.contains('7'), "{}", not_called.message);
    let page = an.call("trip_get", json!({ "id": id }));
    assert_eq!(page["activity"]["status"], "planned");
}

#[test]
fn what_is_wrong_is_named_and_no_pupil_of_another_class_is_marked() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);
    let all = an.call("student_list", json!({"class": "8A"}));

    let bad_time = an.refused(
        "trip_change",
        json!({"id": id, "trip": {"leaves_at": "7h"}}),
    );
    let bad_mark = an.refused(
        "trip_mark",
        json!({"id": id, "students": [], "consent": "maybe"}),
    );
    let stranger = an.refused(
        "trip_mark",
        json!({"id": id, "students": [all[0]["id"]], "attendance": "present"}),
    );
    let talk = an.call("activity_add", activity(json!({"kind": "career_talk"})));
    let no_visit = an.refused("trip_get", json!({"id": talk["value"]["id"]}));

    assert_eq!(fields(&bad_time), [("leaves_at", "trip.bad_time")]);
    assert_eq!(fields(&bad_mark), [("consent", "form.bad_choice")]);
    assert_eq!(stranger.code, "book.not_found");
    assert_eq!(no_visit.code, "book.not_found");
}

#[test]
fn a_roll_call_is_undone_as_a_unit() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);
    let students = texts(
        &an.call("trip_get", json!({ "id": id }))["students"],
        "student",
    );

    let marked = an.call(
        "trip_mark",
        json!({"id": id, "students": students, "attendance": "present"}),
    );
    assert_eq!(marked["value"]["figures"]["present"], 7);
    an.call("act_undo", json!({"act": marked["act"]}));

    let page = an.call("trip_get", json!({ "id": id }));
    assert_eq!(page["figures"]["present"], 0);
    assert_eq!(page["figures"]["uncalled"], 7);
}

#[test]
fn who_does_not_go_is_off_the_list_and_off_the_printed_list() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);
    let page = an.call("trip_get", json!({ "id": id }));
    let students = texts(&page["students"], "student");

    an.call(
        "trip_mark",
        json!({"id": id, "students": [students[0]], "is_listed": false}),
    );
    let path = school.path("danh-sach.xlsx");
    an.call("trip_export", json!({"id": id, "path": path}));

    let page = an.call("trip_get", json!({ "id": id }));
    assert_eq!(page["figures"]["listed"], 6);
    let cells = Cells::read(&path);
    let text = cells.texts().join("\n");
    let left_out = page["students"][0]["name"].as_str().unwrap();
    assert!(!text.contains(left_out), "{text}");
    assert!(text.contains("Hoàng Thị Yến"));
    assert!(
        text.contains("Tham quan xưởng cơ khí (ngày 18/04/2026"),
        "{text}"
    );
}

#[test]
fn evidence_is_sealed_in_the_book_and_comes_out_as_it_went_in() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);
    let photo = school.file("anh-chup-9A.txt", "Hoàng Thị Yến ở xưởng hàn");

    let added = an.call("evidence_add", json!({"activity": id, "path": photo}));
    let evidence = added["value"]["id"].clone();
    // The report says how many files there are, never what they are called.
    let done = an.add_activity(json!({}));
    an.call("evidence_add", json!({"activity": done, "path": photo}));
    let report = an
        .call("report_outline", json!({"period": {"year": "2025-2026"}}))
        .to_string();
    assert!(
        report.contains("1 tệp") && !report.contains("anh-chup-9A"),
        "{report}"
    );
    let copy = school.path("ra.txt");
    an.call("evidence_export", json!({"id": evidence, "path": copy}));

    assert_eq!(
        std::fs::read(&copy).unwrap(),
        std::fs::read(&photo).unwrap()
    );
    assert!(an.call("book_check", json!({}))["ok"].as_bool().unwrap());
    let mut sealed: Vec<_> = support::files_under(&school.book.join("files"));
    let own = evidence.as_str().unwrap();
    sealed.sort_by_key(|path| !path.to_string_lossy().contains(own));
    assert_eq!(sealed.len(), 2);
    let bytes = std::fs::read(&sealed[0]).unwrap();
    let plain = "xưởng hàn".as_bytes();
    assert!(!bytes.windows(plain.len()).any(|part| part == plain));
    assert!(!sealed[0].to_string_lossy().contains("9A"));

    // A file whose bytes were changed is found, and never handed out.
    let mut broken = bytes.clone();
    broken[40] ^= 1;
    std::fs::write(&sealed[0], broken).unwrap();
    let refused = an.refused(
        "evidence_export",
        json!({"id": evidence, "path": school.path("hai.txt")}),
    );
    assert_eq!(refused.code, "evidence.damaged");
    assert!(!school.path("hai.txt").exists());
    assert!(!an.call("book_check", json!({}))["ok"].as_bool().unwrap());

    // Taking it off the activity can be undone: the bytes stayed.
    std::fs::write(&sealed[0], bytes).unwrap();
    let removed = an.call("evidence_remove", json!({ "id": evidence }));
    assert_eq!(an.call("evidence_list", json!({"activity": id})), json!([]));
    an.call("act_undo", json!({"act": removed["act"]}));
    assert_eq!(
        an.call("evidence_list", json!({"activity": id}))[0]["name"],
        "anh-chup-9A.txt"
    );
}

#[test]
fn a_principal_reads_visits_and_changes_none() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);
    an.desk_closed();
    let mut reader = school.sit(CHI);

    assert_eq!(
        reader
            .call("trip_list", json!({}))
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        reader.refused("trip_finish", json!({ "id": id })).code,
        "account.denied"
    );
}

#[test]
fn a_roll_that_is_put_right_after_the_visit_puts_its_heads_right() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);
    let students = texts(
        &an.call("trip_get", json!({ "id": id }))["students"],
        "student",
    );
    an.call(
        "trip_mark",
        json!({"id": id, "students": students, "attendance": "present"}),
    );
    an.call("trip_finish", json!({ "id": id }));

    let marked = an.call(
        "trip_mark",
        json!({"id": id, "students": [students[0]], "attendance": "absent"}),
    );

    let students =
        |an: &mut Seat| an.call("activity_get", json!({ "id": id }))["counts"]["students"].clone();
    assert_eq!(students(&mut an), 6);
    an.call("act_undo", json!({"act": marked["act"]}));
    assert_eq!(students(&mut an), 7);
}

#[test]
fn a_list_that_leaves_the_book_is_in_the_log() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = visit(&mut an);
    let evidence = an.call(
        "evidence_add",
        json!({"activity": id, "path": school.file("a.txt", "a")}),
    );
    let evidence = evidence["value"]["id"].clone();

    an.call(
        "trip_export",
        json!({"id": id, "path": school.path("ds.xlsx")}),
    );
    an.call(
        "evidence_export",
        json!({"id": evidence, "path": school.path("a2.txt")}),
    );

    let log = an.call("audit_list", json!({"limit": 3}));
    let ops: Vec<String> = texts(&log["lines"], "op");
    for op in ["trip_export", "evidence_export"] {
        assert!(ops.iter().any(|logged| logged == op), "{op}: {log}");
    }
}
