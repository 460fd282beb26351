//! Handing names on: only with the consent of both for this receiver, sealed, written down, taken back.

use std::path::PathBuf;

use serde_json::{Value, json};
use support::cells::Cells;
use support::make::{School, Seat, fields, texts};
use support::people::{AN, BINH, CHI};

const SUMMER: &str = "2026-07-07T02:00:00Z";
const NHAN_HOA: &str = "Trường Trung cấp Nhân Hòa";

/// The seven of grade 9 in July: Đạt is admitted to a public school, Dũng has another place; of the five
/// others both sides agree for two, one pupil says no, one parent has not answered, and one family was
/// asked for another school.
fn results(an: &mut Seat) {
    let mut set = |name: &str, stage: &str, destination: &str| {
        let student = an.pupil(name);
        let result = json!({"student": student, "stage": stage, "destination": destination,
                            "learnt_on": "2026-07-01"});
        an.call("outcome_set", result);
    };
    set("Nguyễn Văn Đạt", "admitted", "thpt_public");
    set("Vũ Đức Dũng", "admitted", "intermediate");
    // Admitted stays admitted, wherever he is found later.
    set("Nguyễn Văn Đạt", "real", "unknown");
    let wish = json!({"student": an.pupil("Phạm Minh An"), "stage": "wish", "rank": 1,
                      "destination": "intermediate", "trade": "Sửa chữa ô tô"});
    an.call("outcome_set", wish);
    for (name, who, said, receiver) in [
        ("Phạm Minh An", "parent", "given", NHAN_HOA),
        ("Phạm Minh An", "student", "given", NHAN_HOA),
        (
            "Hoàng Thị Yến",
            "parent",
            "given",
            "trường trung cấp nhân hòa",
        ),
        ("Hoàng Thị Yến", "student", "given", NHAN_HOA),
        ("Trần Thị Ánh", "parent", "given", NHAN_HOA),
        ("Trần Thị Ánh", "student", "refused", ""),
        ("Lê Thị Ân", "student", "given", NHAN_HOA),
        ("Bùi Thị Ánh", "parent", "given", "Trường Cao đẳng Sông Đào"),
        (
            "Bùi Thị Ánh",
            "student",
            "given",
            "Trường Cao đẳng Sông Đào",
        ),
    ] {
        say(an, name, who, said, receiver, "2026-06-20");
    }
}

fn say(an: &mut Seat, name: &str, who: &str, said: &str, receiver: &str, on: &str) {
    let students = [an.pupil(name)];
    let consent = json!({"purpose": "handover", "who": who, "answer": said, "stated_on": on,
                         "means": "paper", "receiver": receiver});
    an.call(
        "consent_add",
        json!({"students": students, "consent": consent}),
    );
}

fn asked(school: &School, more: Value) -> Value {
    let base = json!({"receiver": NHAN_HOA, "contact": "bà Vũ Thị Lan", "purpose": "Tư vấn tuyển sinh đợt 2",
                      "keep_until": "2026-09-30", "columns": ["trade", "born_on", "class"],
                      "path": package(school)});
    support::make::over(base, more)
}

fn package(school: &School) -> PathBuf {
    school.path("goi.xlsx")
}

fn left_out(page: &Value) -> Vec<(String, Vec<String>)> {
    let groups = page["left_out"].as_array().unwrap().iter();
    groups
        .map(|group| {
            let reason = group["reason"].as_str().unwrap().to_owned();
            (reason, texts(&group["students"], "name"))
        })
        .collect()
}

fn of(name: &str) -> Vec<String> {
    vec![name.to_owned()]
}

#[test]
fn the_list_is_of_those_with_both_consents_for_this_receiver_and_says_why_others_are_not_in_it() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);

    let before = an.call("handover_get", json!({}));
    assert_eq!(
        before["is_known"], false,
        "no results yet: nobody is known as not admitted"
    );
    let fault = an.refused("handover_make", asked(&school, json!({})));
    assert_eq!(fault.code, "handover.no_results");

    results(&mut an);
    let page = an.call("handover_get", json!({"receiver": NHAN_HOA}));
    // A class without any result is named, so that nobody takes it for one that was refused.
    assert_eq!(
        page["unknown_classes"],
        json!([]),
        "each class has one with a result"
    );
    assert_eq!(page["not_admitted"], 6);
    assert_eq!(page["known_on"], "2026-07-01");
    assert_eq!(
        texts(&page["ready"], "name"),
        ["Phạm Minh An", "Hoàng Thị Yến"]
    );
    assert_eq!(page["ready"][0]["trade"], "Sửa chữa ô tô");
    assert_eq!(
        left_out(&page),
        [
            ("refused".to_owned(), of("Trần Thị Ánh")),
            (
                "open".to_owned(),
                vec!["Lê Thị Ân".to_owned(), "Bùi Thị Ánh".to_owned()]
            ),
            ("placed".to_owned(), of("Vũ Đức Dũng")),
        ]
    );
    let other = an.call(
        "handover_get",
        json!({"receiver": "Trường Cao đẳng Sông Đào"}),
    );
    assert_eq!(texts(&other["ready"], "name"), ["Bùi Thị Ánh"]);
}

#[test]
fn a_package_without_consent_is_refused_and_leaves_no_file() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    results(&mut an);

    let student = an.pupil("Trần Thị Ánh");
    let fault = an.refused(
        "handover_make",
        asked(&school, json!({"students": [student]})),
    );
    assert_eq!(fields(&fault), [("students", "handover.without_consent")]);
    assert!(fault.message.contains("1"), "{}", fault.message);
    let nobody = json!({"receiver": "Trường Trung cấp Khác"});
    let fault = an.refused("handover_make", asked(&school, nobody));
    assert_eq!(fields(&fault), [("students", "handover.nobody")]);
    let blank = json!({"receiver": " ", "purpose": "", "keep_until": "2026-07-07"});
    let fault = an.refused("handover_make", asked(&school, blank));
    assert_eq!(
        fields(&fault),
        [
            ("receiver", "form.required"),
            ("purpose", "form.required"),
            ("keep_until", "handover.kept_too_short"),
        ]
    );
    assert!(!package(&school).exists());
    assert_eq!(an.call("handover_get", json!({}))["packages"], json!([]));
}

#[test]
fn a_package_opens_with_its_password_alone_and_holds_what_was_shown() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    results(&mut an);

    let made = an.call("handover_make", asked(&school, json!({})))["value"].clone();
    assert_eq!(made["students"], 2);
    let password = made["password"].as_str().unwrap();
    let letters = password.chars().filter(|letter| *letter != ' ').count();
    assert_eq!(letters, 16, "{password}");

    let sealed = std::fs::read(package(&school)).unwrap();
    for name in ["Phạm", "xl/workbook.xml", "sharedStrings"] {
        let is_there = sealed
            .windows(name.len())
            .any(|part| part == name.as_bytes());
        assert!(!is_there, "“{name}” stands in clear");
    }
    let wrong = office_crypto::decrypt_from_file(package(&school), "2222 2222 2222 2222");
    assert!(!wrong.is_ok_and(|bytes| bytes.starts_with(b"PK")));
    let open = school.path("mo.xlsx");
    let bytes = office_crypto::decrypt_from_file(package(&school), password).unwrap();
    std::fs::write(&open, bytes).unwrap();
    let rows = Cells::read(&open).table("Danh sách");
    let row = |name: &str| {
        rows.iter()
            .find(|row| row.iter().any(|cell| cell == name))
            .unwrap()
    };
    // In the order of the list, not of the request; the last column is the receiver's.
    assert_eq!(
        row("Họ và tên")[..6],
        [
            "STT",
            "Họ và tên",
            "Ngày sinh",
            "Lớp",
            "Nguyện vọng học nghề",
            "Kết quả"
        ]
    );
    assert_eq!(
        row("Phạm Minh An")[2..5],
        ["02/03/2011", "9A", "Sửa chữa ô tô"]
    );
    let all: String = rows.concat().join(" ");
    assert!(all.contains("Được giữ đến hết ngày 30/09/2026"));
    assert!(!all.contains("Trần Thị Ánh") && !all.contains("Vũ Đức Dũng"));

    // The log knows that it left; no password and no name is in it, and nothing takes the note back.
    let audit = an.call("audit_list", json!({"limit": 5}));
    let text = audit.to_string();
    assert!(text.contains("Lập gói bàn giao"), "{text}");
    assert!(!text.contains(password) && !text.contains("Phạm Minh An"));
    let _ = an.try_call("act_undo", json!({"act": null}));
    let page = an.call("handover_get", json!({"receiver": NHAN_HOA}));
    let line = &page["packages"][0];
    assert_eq!(
        (&line["count"], &line["receiver"]),
        (&json!(2), &json!(NHAN_HOA))
    );
    assert_eq!(
        texts(&line["students"], "name"),
        ["Phạm Minh An", "Hoàng Thị Yến"]
    );
    let whole = page.to_string();
    assert!(!whole.contains(password), "the book keeps the password");
}

#[test]
fn a_package_that_nobody_signed_for_within_a_week_is_called_to_mind() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    results(&mut an);
    let made = an.call("handover_make", asked(&school, json!({})))["value"].clone();
    an.close();
    let reminded = |day: &str| {
        let mut an = school.sit_at(AN, day);
        let steps = an.call("overview_get", json!({}))["next"].clone();
        an.close();
        texts(&steps, "detail")
            .iter()
            .any(|it| it.contains("Gói gửi Trường Trung cấp Nhân Hòa"))
    };
    assert!(!reminded("2026-07-14T02:00:00Z"), "seven days are given");
    assert!(reminded("2026-07-15T02:00:00Z"));
    let mut an = school.sit_at(AN, "2026-07-15T02:00:00Z");
    an.call(
        "handover_mark",
        json!({"id": made["id"], "event": "receipt"}),
    );
    an.close();
    assert!(!reminded("2026-07-16T02:00:00Z"));
}

#[test]
fn a_withdrawn_consent_calls_for_the_pupil_to_be_deleted_there() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    results(&mut an);
    let made = an.call("handover_make", asked(&school, json!({})))["value"].clone();
    let id = made["id"].as_str().unwrap();

    say(
        &mut an,
        "Hoàng Thị Yến",
        "parent",
        "withdrawn",
        "",
        "2026-07-07",
    );
    let line = an.call("handover_get", json!({}))["packages"][0].clone();
    assert_eq!(line["to_withdraw"], 1);
    assert_eq!(line["students"][1]["must_withdraw"], true);

    let student = an.pupil("Hoàng Thị Yến");
    an.call(
        "handover_state",
        json!({"id": id, "student": student, "state": "withdrawn"}),
    );
    let student = an.pupil("Phạm Minh An");
    an.call(
        "handover_state",
        json!({"id": id, "student": student, "state": "enrolled"}),
    );
    let line = an.call("handover_get", json!({}))["packages"][0].clone();
    assert_eq!(line["to_withdraw"], 0);

    let early = json!({"id": id, "event": "receipt", "on": "2026-07-01"});
    assert_eq!(
        fields(&an.refused("handover_mark", early)),
        [("on", "handover.bad_day")]
    );
    an.call("handover_mark", json!({"id": id, "event": "receipt"}));
    let bare = json!({"id": id, "event": "withdrawn"});
    assert_eq!(
        fields(&an.refused("handover_mark", bare)),
        [("reason", "form.required")]
    );
    an.call(
        "handover_mark",
        json!({"id": id, "event": "withdrawn", "reason": "Nơi nhận dừng tuyển"}),
    );
    let line = an.call("handover_get", json!({}))["packages"][0].clone();
    assert_eq!(line["receipt_on"], "2026-07-07");
    assert_eq!(
        (&line["withdrawn_on"], &line["reason"]),
        (&json!("2026-07-07"), &json!("Nơi nhận dừng tuyển"))
    );
}

#[test]
fn the_public_list_names_only_who_may_be_named_and_reaches_no_family() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    results(&mut an);
    for who in ["parent", "student"] {
        let students = [an.pupil("Phạm Minh An")];
        let consent = json!({"purpose": "media", "who": who, "answer": "given",
                             "stated_on": "2026-06-20", "means": "paper"});
        an.call(
            "consent_add",
            json!({"students": students, "consent": consent}),
        );
    }
    let path = school.path("cong-khai.xlsx");
    an.call("handover_public", json!({"path": path}));
    let rows = Cells::read(&path).table("Danh sách");
    let text = rows.concat().join("|");
    assert!(text.contains("Phạm Minh An") && text.contains("Còn 4 em không nêu tên"));
    assert!(
        !text.contains("2011") && !text.contains("Hoàng Thị Yến"),
        "{text}"
    );
}

#[test]
fn the_rules_know_whether_families_were_asked_and_the_list_handed_on() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    an.call(
        "rule_set_use",
        json!({"rule_sets": ["tt07-2022", "nghe-an-2025"]}),
    );
    let check = |an: &mut Seat, id: &str| -> Value {
        let checks = an.call("check_list", json!({}));
        let found = checks
            .as_array()
            .unwrap()
            .iter()
            .find(|check| check["id"] == id);
        found.unwrap().clone()
    };
    let before = check(&mut an, "C16");
    assert_eq!(
        (&before["met"], &before["due"]),
        (&json!(false), &json!("2026-06-29"))
    );
    assert!(
        before["missing"]
            .as_str()
            .unwrap()
            .ends_with("chưa nhập kết quả trúng tuyển lớp 10.")
    );

    results(&mut an);
    // Five are without a place; of four of them both sides said something.
    let asked_of = check(&mut an, "C17");
    assert_eq!((&asked_of["part"], &asked_of["of"]), (&json!(4), &json!(5)));
    assert!(
        asked_of["missing"]
            .as_str()
            .unwrap()
            .contains("chưa hỏi ý kiến của 1 em")
    );
    say(&mut an, "Lê Thị Ân", "parent", "refused", "", "2026-07-02");
    assert_eq!(check(&mut an, "C17")["met"], true, "a no is an answer");
    assert_eq!(check(&mut an, "C16")["met"], false);
    an.call("handover_make", asked(&school, json!({})));
    assert_eq!(check(&mut an, "C16")["met"], true);

    let outline = an.call(
        "report_outline",
        json!({"period": {"year": "2025-2026", "kind": "year"}}),
    );
    let sheets = outline["sheets"].as_array().unwrap();
    let sheet = sheets
        .iter()
        .find(|sheet| sheet["id"] == "outcomes_thcs")
        .unwrap();
    let tables = sheet["tables"].as_array().unwrap();
    let table = tables
        .iter()
        .find(|table| table["id"] == "outcomes_thcs_handover")
        .unwrap();
    let counts: Vec<&Value> = table["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row[2])
        .collect();
    assert_eq!(counts, [&json!(5), &json!(5), &json!(2), &json!(0)]);
}

#[test]
fn a_pupil_who_was_withdrawn_is_not_counted_as_handed_on() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    results(&mut an);
    let made = an.call("handover_make", asked(&school, json!({})))["value"].clone();
    let student = an.pupil("Phạm Minh An");
    an.call(
        "handover_state",
        json!({"id": made["id"], "student": student, "state": "withdrawn"}),
    );
    let outline = an.call(
        "report_outline",
        json!({"period": {"year": "2025-2026", "kind": "year"}}),
    );
    let tables = (outline["sheets"].as_array().unwrap().iter())
        .flat_map(|sheet| sheet["tables"].as_array().unwrap());
    let mut tables = tables.filter(|table| table["id"] == "outcomes_thcs_handover");
    assert_eq!(tables.next().unwrap()["rows"][2][2], json!(1));
}

#[test]
fn an_erased_pupil_leaves_the_package_and_its_number_stays() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    results(&mut an);
    an.call("handover_make", asked(&school, json!({})));
    let student = an.pupil("Phạm Minh An");
    an.call("student_erase", json!({"id": student}));
    let line = an.call("handover_get", json!({}))["packages"][0].clone();
    assert_eq!(
        (&line["count"], texts(&line["students"], "name").len()),
        (&json!(2), 1)
    );
}

// What poppler reads; the setup of Windows' tests has none.
#[cfg(unix)]
#[test]
fn a_receipt_has_a_copy_for_each_side_and_names_no_pupil() {
    let school = School::new();
    let mut an = school.sit_at(AN, SUMMER);
    results(&mut an);
    let made = an.call("handover_make", asked(&school, json!({})))["value"].clone();
    let path = school.path("bien-ban.pdf");
    an.call("handover_receipt", json!({"id": made["id"], "path": path}));
    let text = support::program::poppler("pdftotext", &["-layout"], &path);
    assert!(
        text.contains("nhà trường giữ") && text.contains("nơi nhận giữ"),
        "{text}"
    );
    assert!(text.contains(NHAN_HOA) && text.contains("30/09/2026") && text.contains("2 em"));
    assert!(!text.contains("Phạm Minh An"));
}

#[test]
fn a_principal_looks_and_a_homeroom_teacher_does_not() {
    let school = School::new();
    results(&mut school.sit_at(AN, SUMMER));
    let denied = |seat: &mut Seat, name: &str, request: Value| {
        let error = seat.try_call(name, request).unwrap_err();
        assert_eq!(
            huong_nghiep_core::Fault::from(&error).code,
            "account.denied"
        );
    };
    let mut binh = school.sit_at(BINH, SUMMER);
    denied(&mut binh, "handover_get", json!({}));
    drop(binh);
    let mut chi = school.sit_at(CHI, SUMMER);
    let page = chi.call("handover_get", json!({"receiver": NHAN_HOA}));
    assert_eq!(page["ready"].as_array().unwrap().len(), 2);
    denied(&mut chi, "handover_make", asked(&school, json!({})));
}
