//! The log of the system, as its screen shows it.

use serde_json::json;
use support::make::{PUPILS, School, texts};
use support::people::{AN, CHI};

#[test]
fn the_log_tells_who_did_what_where_and_when_and_names_no_pupil() {
    let school = School::new();
    let mut an = school.sit_at(AN, "2026-04-13T17:30:00Z");
    let pupil = an.pupil("Ngô Thị Xuân");
    an.call("student_remove", json!({"id": pupil}));
    an.call("act_undo", json!({"act": null}));
    an.desk.close_without_backup().unwrap();
    let mut chi = school.sit_at(CHI, "2026-04-15T01:00:00Z");
    let mut year = chi.call("session_get", json!({}))["year"].clone();
    year["ends_on"] = json!("2026-07-30");
    chi.call("year_change", year);

    let page = chi.call("audit_list", json!({}));

    let lines = &page["lines"];
    assert_eq!(
        texts(lines, "by")[..3],
        [CHI.full_name, AN.full_name, AN.full_name]
    );
    assert_eq!(
        texts(lines, "label")[..3],
        ["Sửa năm học", "Hoàn tác", "Xóa học sinh"]
    );
    assert_eq!(lines[2]["is_removal"], true);
    assert_eq!(lines[2]["is_undone"], true);
    assert_eq!(lines[1]["undoes"], lines[2]["act"]);
    assert_eq!(lines[2]["what"], "học sinh của lớp 1, học sinh 1");
    assert_eq!(page["total"], page["count"]);
    let shown = page.to_string();
    for (name, born_on, _, _) in PUPILS {
        assert!(!shown.contains(name), "{name}");
        assert!(!shown.contains(born_on), "{born_on}");
    }
}

#[test]
fn the_log_is_narrowed_by_person_kind_and_day_in_vietnam() {
    let school = School::new();
    // Half past midnight on the 14th in Vietnam.
    let mut an = school.sit_at(AN, "2026-04-13T17:30:00Z");
    an.add_activity(json!({}));
    an.desk.close_without_backup().unwrap();
    let mut an = school.sit_at(AN, "2026-04-15T01:00:00Z");
    an.add_activity(json!({}));
    an.call("class_add", json!({"name": "7A"}));

    let ops = |page: &serde_json::Value| texts(&page["lines"], "op");
    let day = an.call(
        "audit_list",
        json!({"from": "2026-04-14", "to": "2026-04-14"}),
    );
    assert_eq!(ops(&day), ["activity_add"]);
    assert_eq!(day["count"], 1);
    let kind = an.call(
        "audit_list",
        json!({"op": "class_add", "from": "2026-04-14"}),
    );
    assert_eq!(ops(&kind), ["class_add"]);
    let chi = people(&day, CHI.full_name);
    let none = an.call("audit_list", json!({"account": chi, "from": "2026-04-13"}));
    assert_eq!(none["count"], 0);
    let wrong = an.refused("audit_list", json!({"from": "14/4/2026"}));
    assert_eq!(wrong.fields[0].field, "from");
}

#[test]
fn the_pages_of_the_log_give_every_act_once() {
    let school = School::new();
    let mut an = school.sit(AN);
    for _ in 0..7 {
        an.add_activity(json!({}));
    }
    let whole = an.call("audit_list", json!({"limit": 500}));
    let total = whole["total"].as_u64().unwrap();

    let (mut read, mut after) = (Vec::new(), json!(null));
    loop {
        let page = an.call("audit_list", json!({"limit": 4, "after": after}));
        assert_eq!(page["count"].as_u64().unwrap(), total);
        let lines = page["lines"].as_array().unwrap().clone();
        let Some(last) = lines.last() else { break };
        after = last["act"].clone();
        read.extend(lines);
    }

    assert_eq!(json!(read), whole["lines"]);
    assert_eq!(read.len() as u64, total);
    assert_eq!(read.last().unwrap()["op"], "book_create");
}

#[test]
fn a_removed_person_keeps_their_name_in_the_log() {
    let school = School::new();
    let mut chi = school.sit(CHI);
    chi.call("class_list", json!({}));
    let profile = chi.call("profile_get", json!({}));
    chi.call("profile_change", json!({"profile": profile}));
    chi.desk.close_without_backup().unwrap();
    let mut an = school.sit(AN);
    let page = an.call("audit_list", json!({}));
    let chi = people(&page, CHI.full_name);

    an.call("account_remove", json!({"id": chi}));

    let page = an.call("audit_list", json!({"account": chi}));
    assert_eq!(texts(&page["lines"], "by"), [CHI.full_name]);
}

#[test]
fn the_check_counts_the_links_and_names_the_first_that_does_not_hold() {
    let school = School::new();
    let mut an = school.sit(AN);
    let whole = an.call("audit_check", json!({}));
    assert_eq!(whole["ok"], true);
    let total = an.call("audit_list", json!({}))["total"].clone();
    assert_eq!(whole["links"], total);
    let code = whole["code"].as_str().unwrap();
    assert_eq!((code.len(), code.matches('-').count()), (14, 2));
    an.add_activity(json!({}));
    assert_ne!(an.call("audit_check", json!({}))["code"], whole["code"]);
    an.desk.close_without_backup().unwrap();
    crate::books::behind_the_back(
        &school.book,
        "DROP TRIGGER audit_stays; UPDATE audit SET account_id = 'nobody' WHERE n = 3;",
    );

    let broken = school.sit(CHI).call("audit_check", json!({}));

    assert_eq!(broken["ok"], false);
    assert_eq!(broken["broken_at"], 3);
}

/// The id of the person with this name.
fn people(page: &serde_json::Value, name: &str) -> serde_json::Value {
    let people = page["people"].as_array().unwrap().iter();
    let mut found = people.filter(|person| person["label"] == name);
    found.next().unwrap()["value"].clone()
}

#[test]
fn the_log_is_exported_with_its_chain_and_the_export_is_in_it() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    let path = school.path("nhat-ky.xlsx");

    let code = an.call("audit_check", json!({}))["code"].clone();
    let code = code.as_str().unwrap().replace('-', "");
    an.call("audit_export", json!({"filter": {}, "path": path}));

    let rows = support::cells::Cells::read(&path).table("Nhật ký hệ thống");
    let at = |column: &str| {
        let place = rows[0].iter().position(|head| head == column).unwrap();
        rows[1][place].clone()
    };
    assert_eq!(at("Việc"), "Ghi hoạt động");
    assert_eq!(at("Người"), AN.full_name);
    assert!(at("Mã chuỗi").starts_with(&code), "{code}");
    let log = an.call("audit_list", json!({}));
    assert_eq!(log["lines"][0]["op"], "audit_export");
    assert_eq!(log["total"].as_u64().unwrap(), rows.len() as u64);
}
