//! Lists of pupils: one fact for many, lists that a person keeps, a list as a file, past imports,
//! and data that need not be kept any longer.

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use support::make::{School, Seat, fields, texts};
use support::people::{AN, BINH, CHI};

const LIST: &str = "Họ và tên,Ngày sinh,Lớp\nCao Văn Chanh,01/02/2011,9C\n";

fn give(seat: &mut Seat, students: &[String], field: &str, value: &str, dry_run: bool) -> Value {
    let fact = json!({"field": field, "value": value});
    seat.call(
        "student_many_change",
        json!({"students": students, "fact": fact, "dry_run": dry_run}),
    )
}

#[test]
fn many_pupils_get_one_fact_seen_before_and_taken_back_as_one() {
    let school = School::new();
    let mut an = school.sit(AN);
    let students = vec![an.pupil("Nguyễn Văn Đạt"), an.pupil("Trần Thị Ánh")];
    let poor = json!({"only": {"support": "poor"}});

    let seen = give(&mut an, &students, "support", "poor", true);
    assert_eq!(seen["value"]["changed"], 2);
    assert_eq!(seen["value"]["lines"][0]["before"], "");
    assert_eq!(seen["value"]["lines"][0]["after"], "poor");
    assert_eq!(an.call("student_count", poor.clone()), 0, "only looked at");

    give(&mut an, &students[..1], "support", "poor", false);
    let done = give(&mut an, &students, "support", "poor", false);
    assert_eq!(done["value"]["changed"], 1, "one has it already");
    give(&mut an, &students, "support", "policy", false);
    let both = an.call("student_get", json!({"id": students[0]}));
    assert_eq!(both["support"], json!(["poor", "policy"]));
    give(&mut an, &students, "no_support", "poor", false);
    assert_eq!(an.call("student_count", poor.clone()), 0);
    an.call("act_undo", json!({"act": null}));
    assert_eq!(an.call("student_count", poor), 2);

    let moved = give(&mut an, &students, "class", "8A", false);
    assert_eq!(moved["value"]["changed"], 2);
    assert_eq!(an.call("student_count", json!({"class": "8A"})), 4);
    an.call("act_undo", json!({"act": moved["act"]}));
    assert_eq!(an.call("student_count", json!({"class": "8A"})), 2);
    an.verify();
}

#[test]
fn a_fact_that_is_none_is_named_and_changes_nobody() {
    let school = School::new();
    let mut an = school.sit(AN);
    let students = vec![an.pupil("Nguyễn Văn Đạt")];
    let mut refused = |students: &[String], field: &str, value: &str| {
        let fact = json!({"field": field, "value": value});
        let fault = an.refused(
            "student_many_change",
            json!({"students": students, "fact": fact, "dry_run": false}),
        );
        fields(&fault)
            .into_iter()
            .map(|(field, code)| (field.to_owned(), code.to_owned()))
            .collect::<Vec<_>>()
    };
    let named = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];

    assert_eq!(
        refused(&students, "status", "flown"),
        named("fact.value", "form.bad_choice")
    );
    assert_eq!(
        refused(&students, "class", "7Z"),
        named("class", "activity.unknown_class")
    );
    assert_eq!(
        refused(&students, "name", "Ai đó"),
        named("fact.field", "form.required")
    );
    assert_eq!(
        refused(&[], "sex", "male"),
        named("students", "form.required")
    );
}

#[test]
fn a_list_asks_for_classes_years_of_birth_and_whose_parents_have_not_consented() {
    let school = School::new();
    let mut an = school.sit(AN);
    let all = an.call("student_count", json!({})).as_u64().unwrap();
    let mut count = |only: Value| {
        an.call("student_count", json!({"only": only}))
            .as_u64()
            .unwrap()
    };
    let (a, b) = (
        count(json!({"classes": ["9A"]})),
        count(json!({"classes": ["8A"]})),
    );
    assert_eq!(count(json!({"classes": ["9A", "Lớp 8a"]})), a + b);
    assert!(a > 0 && b > 0 && a + b < all);
    let born = |seat: &mut Seat, only: Value| {
        let rows = seat.call("student_list", json!({"only": only}));
        let rows = rows.as_array().unwrap().clone();
        let years = rows
            .iter()
            .map(|row| row["born_on"].as_str().unwrap()[..4].to_owned());
        years.collect::<Vec<_>>()
    };
    let known = all - count(json!({"missing": "born_on"}));
    let (early, late) = (
        count(json!({"born_to": 2011})),
        count(json!({"born_from": 2012})),
    );
    assert!(early > 0 && early + late >= known, "{early} {late} {known}");
    let years = born(&mut an, json!({"born_from": 2011, "born_to": 2011}));
    assert!(!years.is_empty() && years.iter().all(|year| year == "2011"));

    let lacking = json!({"only": {"unconsented": "record"}});
    assert_eq!(
        an.call("student_count", lacking.clone()),
        all,
        "nobody was asked yet"
    );
    let dat = an.pupil("Nguyễn Văn Đạt");
    let mut answer = |who: &str, answer: &str, on: &str| {
        let consent = json!({"purpose": "record", "who": who, "answer": answer, "stated_on": on,
                             "means": "paper", "name": "Người ký", "proof": "Phiếu"});
        an.call(
            "consent_add",
            json!({"students": [dat], "consent": consent}),
        );
        an.call("student_count", lacking.clone()).as_u64().unwrap()
    };
    assert_eq!(
        answer("student", "given", "2026-01-05"),
        all,
        "a pupil's alone is not enough"
    );
    assert_eq!(answer("parent", "given", "2026-01-05"), all - 1);
    assert_eq!(answer("parent", "withdrawn", "2026-02-05"), all);

    for (only, field, code) in [
        (
            json!({"classes": ["9A", "7Z"]}),
            "only.classes",
            "activity.unknown_class",
        ),
        (
            json!({"unconsented": "fun"}),
            "only.unconsented",
            "form.bad_choice",
        ),
    ] {
        let fault = an.refused("student_list", json!({"only": only}));
        assert_eq!(fields(&fault), [(field, code)]);
    }
}

#[test]
fn a_list_stands_by_any_column_that_it_shows() {
    let school = School::new();
    let mut an = school.sit(AN);
    for column in [
        "school_code",
        "support",
        "phone",
        "ministry_id",
        "ethnicity",
        "born_on",
    ] {
        let mut sorted = |is_descending: bool| {
            let order = json!({"column": column, "is_descending": is_descending});
            let rows = an.call("student_list", json!({"order": order}));
            let rows = rows.as_array().unwrap().clone();
            rows.iter()
                .map(|row| row[column].to_string())
                .collect::<Vec<_>>()
        };
        let (up, down) = (sorted(false), sorted(true));
        let mut back = down.clone();
        back.reverse();
        assert_eq!(up, back, "{column}");
    }
}

#[test]
fn a_list_kept_for_the_school_is_offered_to_everybody_and_kept_by_one() {
    let school = School::new();
    let mut an = school.sit(AN);
    let list = json!({"name": "Khối 9", "only": {"grade": 9}, "columns": ["class"]});
    let mut ours = list.clone();
    ours["is_shared"] = json!(true);
    an.call("student_view_save", ours);
    an.close();

    let mut binh = school.sit(BINH);
    let seen = binh.call("student_view_list", json!({}));
    assert_eq!(texts(&seen, "name"), ["Khối 9"]);
    assert_eq!(
        (&seen[0]["is_own"], &seen[0]["is_shared"]),
        (&json!(false), &json!(true))
    );
    binh.refused("student_view_remove", json!({"id": seen[0]["id"]}));
    // The same name is another person's own list.
    binh.call("student_view_save", list.clone());
    let both = binh.call("student_view_list", json!({}));
    assert_eq!(both.as_array().unwrap().len(), 2);
    assert_eq!(both[0]["is_own"], true);
    binh.close();

    let mut an = school.sit(AN);
    an.call("student_view_save", list);
    let own = an.call("student_view_list", json!({}));
    assert_eq!(
        own.as_array().unwrap().len(),
        1,
        "no longer shared, Bình's is not"
    );
    assert_eq!(own[0]["is_shared"], false);
}

#[test]
fn a_person_keeps_lists_of_their_own() {
    let school = School::new();
    let mut an = school.sit(AN);
    let list = json!({"name": "Nữ khối 9", "only": {"grade": 9, "sex": "female"},
                      "columns": ["class", "support"]});
    an.call("student_view_save", list.clone());
    an.call("student_view_save", list);
    let kept = an.call("student_view_list", json!({}));
    assert_eq!(texts(&kept, "name"), ["Nữ khối 9"], "one of a name");
    let only = kept[0]["only"].clone();
    let count = an.call("student_count", json!({"only": only}));
    assert_eq!(count, 4);
    an.refused(
        "student_view_save",
        json!({"name": " ", "only": {}, "columns": []}),
    );
    an.close();

    let mut binh = school.sit(BINH);
    assert_eq!(binh.call("student_view_list", json!({})), json!([]));
    let id = kept[0]["id"].clone();
    binh.refused("student_view_remove", json!({"id": id}));
    binh.close();

    let mut an = school.sit(AN);
    an.call("student_view_remove", json!({"id": id}));
    assert_eq!(an.call("student_view_list", json!({})), json!([]));
}

#[test]
fn a_list_goes_out_with_the_chosen_columns_and_the_log_says_so() {
    let school = School::new();
    let mut an = school.sit(AN);
    let path = school.path("ds.xlsx");
    an.call(
        "student_list_export",
        json!({"query": {"class": "9B"}, "columns": ["sex", "born_on"], "path": path}),
    );
    let log = an.call("audit_list", json!({"op": "student_list_export"}));
    assert_eq!(log["lines"].as_array().unwrap().len(), 1);
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("Học sinh").unwrap();
    let rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let head = rows.iter().position(|row| row[0] == "STT").unwrap();
    assert_eq!(
        rows[head][..4],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính"]
    );
    assert!(rows[head].len() == 4 || rows[head][4].is_empty(), "no more");
    let first = &rows[head + 2];
    assert_eq!(
        (first[1].as_str(), first[3].as_str()),
        ("Bùi Thị Ánh", "Nữ")
    );
    an.close();

    // A homeroom teacher takes out the own class only.
    let mut binh = school.sit(BINH);
    let path = school.path("lop.xlsx");
    binh.call(
        "student_list_export",
        json!({"query": {}, "columns": ["class"], "path": path}),
    );
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("Học sinh").unwrap();
    let text: String = sheet.rows().flatten().map(ToString::to_string).collect();
    let own = binh.call("student_list", json!({}));
    assert!(texts(&own, "class").iter().all(|class| class == "9A"));
    assert!(text.contains("9A") && !text.contains("9B"));
}

#[test]
fn past_imports_are_listed_and_taken_back_days_later() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file("lop9c.csv", LIST);
    let open = an.call("roster_open", json!({"path": file}));
    an.call("roster_import", json!({"token": open["token"]}));
    an.close();

    let mut an = school.sit_at(AN, "2026-04-29T02:00:00Z");
    let listed = an.call("roster_imports", json!({}));
    assert_eq!(texts(&listed, "file_name"), ["lop9c.csv"]);
    assert_eq!(
        (&listed[0]["new"], &listed[0]["refused"]),
        (&json!(1), &json!(0))
    );
    an.call("act_undo", json!({"act": listed[0]["act"]}));
    assert_eq!(an.call("roster_imports", json!({})), json!([]));
    assert_eq!(an.call("student_count", json!({"text": "Chanh"})), 0);
}

#[test]
fn data_are_due_the_day_after_their_time_and_figures_stay() {
    let school = School::new();
    let mut an = school.sit(AN);
    let dat = an.pupil("Nguyễn Văn Đạt");
    give(
        &mut an,
        std::slice::from_ref(&dat),
        "status",
        "transferred",
        false,
    );
    an.call("retention_change", json!({"years": 2}));
    let before = an.call(
        "report_outline",
        json!({"period": {"year": "2025-2026", "kind": "year"}}),
    );
    an.close();

    // The school year of 2025-2026 ends on 31 July.
    let mut an = school.sit_at(AN, "2028-07-31T02:00:00Z");
    let page = an.call("retention_get", json!({}));
    assert_eq!(
        (page["due"].as_array().unwrap().len(), &page["waiting"]),
        (0, &json!(1))
    );
    an.refused("retention_erase", json!({"students": [dat]}));
    an.close();

    let mut an = school.sit_at(AN, "2028-08-01T02:00:00Z");
    let page = an.call("retention_get", json!({}));
    assert_eq!(texts(&page["due"], "name"), ["Nguyễn Văn Đạt"]);
    let links = |seat: &mut Seat| texts(&seat.call("overview_get", json!({}))["next"], "title");
    let asked = |titles: Vec<String>| titles.iter().any(|it| it.contains("hết hạn lưu dữ liệu"));
    assert_eq!(an.call("backup_get", json!({}))["erased_on"], json!([]));
    an.close();
    let mut chi = school.sit_at(CHI, "2028-08-01T02:00:00Z");
    assert!(!asked(links(&mut chi)), "the page is not open to her");
    chi.close();
    let mut an = school.sit_at(AN, "2028-08-01T02:00:00Z");
    an.call("retention_erase", json!({"students": [dat]}));
    assert_eq!(an.call("retention_get", json!({}))["due"], json!([]));
    assert_eq!(
        an.call("backup_get", json!({}))["erased_on"],
        json!(["2028-08-01"])
    );
    assert_eq!(an.call("student_count", json!({"text": "Đạt"})), 0);
    let after = an.call(
        "report_outline",
        json!({"period": {"year": "2025-2026", "kind": "year"}}),
    );
    assert_eq!(before["sheets"][1]["tables"], after["sheets"][1]["tables"]);
    an.close();
    let mut chi = school.sit(CHI);
    chi.refused("retention_get", json!({}));
}
