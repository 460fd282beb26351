//! Issued reports: frozen with their hash, held against the book, corrected, and true after an erasing.

use serde_json::{Value, json};
use support::cells::Cells;
use support::make::{School, Seat, fields};
use support::people::{AN, CHI};

fn period() -> Value {
    json!({"year": "2025-2026", "kind": "year"})
}

fn number(seat: &mut Seat, number: &str, on: Option<&str>) {
    let profile = json!({"report_number": number, "report_on": on, "signer_title": "Hiệu trưởng",
                         "signer_name": "Lê Thị Chi"});
    seat.call("profile_change", json!({"profile": profile}));
}

fn issue(seat: &mut Seat) -> String {
    let done = seat.call("report_issue", json!({"period": period()}));
    done["value"].as_str().unwrap().to_owned()
}

#[test]
fn a_report_is_issued_once_with_number_and_day_and_stays_as_it_was() {
    let school = School::new();
    let mut chi = school.sit(AN);
    chi.add_activity(json!({}));

    number(&mut chi, "", None);
    let fault = chi.refused("report_issue", json!({"period": period()}));
    assert_eq!(
        fields(&fault),
        [
            ("number", "report.no_number"),
            ("issued_on", "report.no_day")
        ]
    );
    number(&mut chi, "15", Some("2026-04-20"));
    let id = issue(&mut chi);
    let fault = chi.refused("report_issue", json!({"period": period()}));
    assert_eq!(fields(&fault), [("number", "report.number_taken")]);

    let same = chi.call("issued_get", json!({"id": id}));
    assert_eq!(
        (&same["is_whole"], &same["difference_count"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(same["line"]["hash"].as_str().unwrap().len(), 64);
    assert_eq!(same["rule_sets"], json!(["Thông tư 07/2022"]));

    // What is written afterwards does not change it, and shows.
    let title = "Ngày hội nghề nghiệp";
    chi.add_activity(json!({"title": title, "counts": {"students": 5}}));
    let now = chi.call("issued_get", json!({"id": id}));
    assert_eq!(now["outline"], same["outline"]);
    let differences = now["differences"].as_array().unwrap();
    let added = differences
        .iter()
        .find(|one| one["sheet"] == "Hoạt động" && one["row"] == title)
        .unwrap();
    assert_eq!(
        (&added["before"], &added["after"]),
        (&json!("chưa có"), &json!("có"))
    );
    assert!(
        added["records"]
            .as_str()
            .unwrap()
            .starts_with("/activity?id=")
    );
    let total = differences
        .iter()
        .find(|one| one["row"] == "Tổng cộng" && one["column"] == "Số HS")
        .unwrap();
    assert_ne!(total["before"], total["after"]);

    // It cannot be taken back, but corrected with a reason.
    number(&mut chi, "16", Some("2026-04-20"));
    let bare = json!({"period": period(), "corrects": id});
    assert_eq!(
        fields(&chi.refused("report_issue", bare)),
        [("reason", "form.required")]
    );
    let why = json!({"period": period(), "corrects": id, "reason": "Bổ sung ngày hội"});
    chi.call("report_issue", why);
    let list = chi.call("issued_list", json!({}));
    assert_eq!(list[0]["corrects_number"], "15");
    assert_eq!(
        (&list[1]["number"], &list[1]["is_corrected"]),
        (&json!("15"), &json!(true))
    );
}

#[test]
fn an_issued_report_is_written_again_with_the_figures_of_its_day() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({"title": "Nói chuyện nghề"}));
    number(&mut an, "15", Some("2026-04-20"));
    let id = issue(&mut an);
    let before = school.path("truoc.xlsx");
    an.call("report_export", json!({"period": period(), "path": before}));
    an.add_activity(json!({"title": "Ghi sau khi ký"}));

    for ending in ["xlsx", "docx", "pdf"] {
        let path = school.path(&format!("bao-cao.{ending}"));
        an.call("issued_export", json!({"id": id, "path": path}));
        assert!(path.exists(), "{ending}");
    }
    let (was, now) = (
        Cells::read(&before),
        Cells::read(&school.path("bao-cao.xlsx")),
    );
    assert_eq!(was.names, now.names);
    // The issued one vouches for the log besides.
    let figures = |cells: &Cells, sheet: &str| {
        let mut rows = cells.table(sheet);
        rows.retain(|row| !row[0].starts_with("Nhật ký hệ thống"));
        rows
    };
    for sheet in &was.names {
        assert_eq!(figures(&was, sheet), figures(&now, sheet), "{sheet}");
    }
    assert!(now.texts().contains(&"Nói chuyện nghề".to_owned()));
    assert!(!now.texts().contains(&"Ghi sau khi ký".to_owned()));
    let log = an.call("audit_list", json!({"op": "issued_export"}));
    assert_eq!(log["lines"].as_array().unwrap().len(), 3);
}

#[test]
fn an_erased_pupil_is_gone_from_an_issued_report_which_still_proves_true() {
    let school = School::new();
    let mut an = school.sit(AN);
    number(&mut an, "15", Some("2026-04-20"));
    let id = issue(&mut an);
    let name = "Hoàng Thị Yến";
    let before = an.call("issued_get", json!({"id": id}));
    assert!(before.to_string().contains(name));

    let student = an.pupil(name);
    an.call("student_erase", json!({"id": student}));
    let after = an.call("issued_get", json!({"id": id}));
    assert!(!after.to_string().contains(name) && !after.to_string().contains(&student));
    assert!(after.to_string().contains("Đã xóa dữ liệu"));
    assert_eq!(after["is_whole"], true);
    assert_eq!(after["line"]["hash"], before["line"]["hash"]);
}

#[test]
fn a_pupil_who_was_joined_with_another_is_erased_from_issued_reports_too() {
    let school = School::new();
    let mut an = school.sit(AN);
    number(&mut an, "15", Some("2026-04-20"));
    let other = json!({"name": "Hoàng Thị Yến", "born_on": "2011-08-15", "class": "9A"});
    an.call("student_add", other);
    let id = issue(&mut an);
    let pair = an.call("duplicate_list", json!({}))[0].clone();
    let (kept, other) = (&pair["first"]["id"], &pair["second"]["id"]);
    let decision = json!({"kept": kept, "other": other, "is_same": true});
    an.call("duplicate_decide", decision);

    an.call("student_erase", json!({"id": kept}));
    let after = an.call("issued_get", json!({"id": id}));
    assert!(!after.to_string().contains("Hoàng Thị Yến"));
    assert_eq!(after["is_whole"], true);
}

#[test]
fn a_locked_year_still_issues_and_refuses_changes() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    number(&mut an, "15", Some("2026-04-20"));
    drop(an);
    let mut chi = school.sit(CHI);
    chi.call("year_lock", json!({"year": "2025-2026", "is_locked": true}));
    let id = issue(&mut chi);
    drop(chi);
    let mut an = school.sit(AN);
    let more = an.refused("activity_add", support::make::activity(json!({})));
    assert_eq!(more.code, "year.locked");
    assert_eq!(
        an.call("issued_get", json!({"id": id}))["difference_count"],
        0
    );
}

#[test]
fn every_figure_of_the_report_says_where_its_records_are() {
    let school = School::new();
    let mut an = school.sit(AN);
    let activity = an.add_activity(json!({}));
    let outline = an.call("report_outline", json!({"period": period()}));
    for sheet in outline["sheets"].as_array().unwrap() {
        let own = sheet["records"].as_str().unwrap();
        assert!(
            sheet["id"] == "cover" || own.starts_with('/'),
            "{}",
            sheet["id"]
        );
    }
    let table = |id: &str| -> Value {
        let sheets = outline["sheets"].as_array().unwrap().iter();
        let mut tables = sheets.flat_map(|sheet| sheet["tables"].as_array().unwrap());
        tables.find(|table| table["id"] == id).unwrap().clone()
    };
    assert_eq!(
        table("activities")["records"],
        json!([format!("/activity?id={activity}")])
    );
    let leavers = table("outcome_list");
    let records = leavers["records"].as_array().unwrap();
    assert_eq!(records.len(), leavers["rows"].as_array().unwrap().len());
    assert!(
        records
            .iter()
            .all(|own| own.as_str().unwrap().starts_with("/student/"))
    );
    let duty = table("minimums")["records"][0].clone();
    assert!(duty.as_str().unwrap().starts_with("/activity?duty=C0"));
}

#[test]
fn a_signed_report_proves_how_the_log_of_the_system_stood() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    number(&mut an, "15", Some("2026-04-20"));
    let before = an.call("audit_list", json!({}))["total"].as_u64().unwrap();
    let id = issue(&mut an);

    let path = school.path("bao-cao.xlsx");
    an.call("issued_export", json!({"id": id, "path": path}));
    let printed = Cells::read(&path).rows("Thông tin chung");
    let said = printed.iter().flatten().map(ToString::to_string);
    let said = said.filter(|text| text.contains("mã chuỗi"));
    let said = said.collect::<Vec<_>>().join("\n");
    assert!(said.contains(&format!(": {before} dòng,")), "{said}");

    // The same line of the log, exported later, has the same code.
    let path = school.path("nhat-ky.xlsx");
    an.call("audit_export", json!({"filter": {}, "path": path}));
    let log = Cells::read(&path).table("Nhật ký hệ thống");
    let line = log.iter().find(|row| row[0] == before.to_string());
    let code = line.unwrap().last().unwrap();
    assert_eq!(code.len(), 64);
    assert!(said.contains(code), "{said}");

    // A draft vouches for nothing.
    let draft = an.call("report_outline", json!({"period": period()}));
    assert!(!draft.to_string().contains("mã chuỗi"));
}
