//! What is printed: the outline of a small school, and the workbook read back.

mod paper;

use std::fs;

use calamine::Data;
use serde_json::{Value, json};
use support::cells::Cells;
use support::golden;
use support::make::{School, Seat, texts};
use support::people::{AN, BINH, CHI};

#[test]
fn the_outline_of_a_small_school_is_the_one_that_was_agreed() {
    let school = School::new();
    let mut chi = after_a_year(&school);

    let outline = chi.call("report_outline", json!({"period": {"year": "2025-2026"}}));

    golden::compare("annual.json", &shown(&outline));
}

#[test]
fn the_workbook_holds_the_outline_cell_for_cell() {
    let school = School::new();
    let mut chi = after_a_year(&school);
    let period = json!({"year": "2025-2026"});
    let path = school.path("bao-cao.xlsx");

    let outline = chi.call("report_outline", json!({"period": period}));
    let written = chi.call("report_export", json!({"period": period, "path": path}));

    assert_eq!(
        (&written["file_name"], &written["is_renamed"]),
        (&json!("bao-cao.xlsx"), &json!(false))
    );
    let cells = Cells::read(&path);
    let sheets = outline["sheets"].as_array().unwrap();
    assert_eq!(cells.names, texts(&outline["sheets"], "name"));
    let mut compared = 0;
    // The cover shows its head as a letter, and the assessment is prose.
    for sheet in sheets
        .iter()
        .filter(|sheet| sheet["id"] != "cover" && sheet["id"] != "assessment")
    {
        let name = sheet["name"].as_str().unwrap();
        let found: Vec<Vec<String>> = cells
            .rows(name)
            .iter()
            .map(|row| row.iter().map(text).collect())
            .collect();
        for row in sheet["tables"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|table| table["rows"].as_array().unwrap())
        {
            let wanted: Vec<String> = row.as_array().unwrap().iter().filter_map(plain).collect();
            assert!(
                found.contains(&wanted),
                "{name}: {wanted:?} is not in {found:#?}"
            );
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
    let all = cells.texts().join("\n");
    for word in [
        "TRƯỜNG THCS LÊ QUÝ ĐÔN",
        "Trường có 9 học sinh.",
        "Lê Thị Chi",
    ] {
        assert!(all.contains(word), "“{word}” is not printed");
    }
}

#[test]
fn totals_are_formulas_that_excel_can_work_out_again() {
    let school = School::new();
    let mut chi = after_a_year(&school);
    let path = school.path("bao-cao.xlsx");

    chi.call(
        "report_export",
        json!({"period": {"year": "2025-2026"}, "path": path}),
    );

    let cells = Cells::read(&path);
    let sums: Vec<&String> = cells
        .formulas("Hoạt động")
        .iter()
        .filter(|formula| formula.starts_with("SUM("))
        .collect();
    assert!(sums.len() >= 5, "{sums:?}");
    let last = cells
        .rows("Hoạt động")
        .into_iter()
        .rfind(|row| row.len() > 5)
        .unwrap();
    assert!(
        last.iter().all(|cell| !matches!(cell, Data::Error(_))),
        "{last:?}"
    );
}

#[test]
fn what_a_person_typed_stays_text() {
    let school = School::new();
    let mut an = school.sit(AN);
    for title in [
        "=1+1",
        "@SUM(A1)",
        "+84 912",
        "-3",
        "=HYPERLINK(\"http://x\")",
    ] {
        an.add_activity(json!({"title": title, "starts_on": "2025-10-06", "place": title}));
    }
    let path = school.path("bao-cao.xlsx");

    an.call(
        "report_export",
        json!({"period": {"year": "2025-2026"}, "path": path}),
    );

    let cells = Cells::read(&path);
    for title in [
        "=1+1",
        "@SUM(A1)",
        "+84 912",
        "-3",
        "=HYPERLINK(\"http://x\")",
    ] {
        assert!(cells.texts().contains(&title.to_owned()), "{title}");
    }
    for name in &cells.names {
        for formula in cells.formulas(name) {
            assert!(
                !formula.contains("HYPERLINK") && formula != "1+1",
                "{name}: {formula}"
            );
        }
    }
}

#[test]
fn each_period_counts_its_own_days() {
    let school = School::new();
    let mut chi = after_a_year(&school);
    let mut titles = |period: Value| -> Vec<String> {
        let outline = chi.call("report_outline", json!({"period": period}));
        let sheet = outline["sheets"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == "activities")
            .unwrap()
            .clone();
        let rows = sheet["tables"][0]["rows"].as_array().unwrap().clone();
        // The last row is the total.
        rows.iter()
            .filter(|row| row[1].is_string())
            .filter_map(|row| row[2].as_str().map(str::to_owned))
            .collect()
    };
    let year = "2025-2026";

    let (fair, trip) = ("Ngày hội chọn trường", "Tham quan xưởng cơ khí Bến Rừng");
    assert_eq!(titles(json!({"year": year})), [fair, trip]);
    assert_eq!(titles(json!({"year": year, "kind": "semester_1"})), [fair]);
    assert_eq!(titles(json!({"year": year, "kind": "semester_2"})), [trip]);
    assert_eq!(
        titles(json!({"year": year, "kind": "calendar_year"})),
        [fair]
    );
    let some = json!({"year": year, "kind": "custom", "from": "2026-04-11", "to": "2026-04-11"});
    assert_eq!(titles(some), [trip]);
    let backwards =
        json!({"year": year, "kind": "custom", "from": "2026-04-11", "to": "2026-04-10"});
    let refused = chi.refused("report_outline", json!({"period": backwards}));
    assert_eq!(refused.code, "report.ends_before_start");
    assert!(!refused.message.contains('{'), "{}", refused.message);
}

#[test]
fn an_old_file_is_replaced_only_by_a_whole_one() {
    let school = School::new();
    let mut chi = after_a_year(&school);
    let path = school.file("bao-cao.xlsx", "bản cũ");

    let unknown = chi.refused(
        "report_export",
        json!({"period": {"year": "2030-2031"}, "path": path}),
    );
    assert_eq!(unknown.code, "year.unknown");
    assert_eq!(fs::read_to_string(&path).unwrap(), "bản cũ");
    chi.call(
        "report_export",
        json!({"period": {"year": "2025-2026"}, "path": path}),
    );

    assert!(fs::read(&path).unwrap().starts_with(b"PK"));
    let beside: Vec<_> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("bao-cao") || name.ends_with(".tmp"))
        .collect();
    assert_eq!(beside, ["bao-cao.xlsx"]);
}

#[test]
fn a_report_of_a_book_with_nothing_in_it_names_what_is_missing() {
    let school = School::new();
    let mut chi = school.sit(CHI);

    let outline = chi.call("report_outline", json!({"period": {"year": "2025-2026"}}));

    let codes = texts(&outline["missing"], "code");
    for code in [
        "report.no_activity",
        "report.no_survey",
        "report.unmet_minimum",
        "report.no_text",
        "report.blank",
    ] {
        assert!(codes.contains(&code.to_owned()), "{code} in {codes:?}");
    }
    for message in texts(&outline["missing"], "message") {
        assert!(
            message.ends_with('.') && !message.contains('{'),
            "{message}"
        );
    }
    chi.call(
        "report_export",
        json!({"period": {"year": "2025-2026"}, "path": school.path("trong.xlsx")}),
    );
}

/// The school after a year of work, with the principal at the desk.
fn after_a_year(school: &School) -> Seat {
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    an.add_activity(json!({
        "kind": "career_fair", "title": "Ngày hội chọn trường", "starts_on": "2025-11-15", "ends_on": "2025-11-16",
        "place": "Sân trường", "classes": [], "partners": ["Trường Cao đẳng Hàng hải"], "contents": ["b", "đ"],
        "counts": {"students": 9, "female": 5, "parents": 12, "staff": 8, "community": 3},
        "funding": [{"source": "state_budget", "item": "materials", "planned_vnd": 2_000_000, "spent_vnd": 1_850_000}],
    }));
    an.add_activity(
        json!({"title": "Đã hủy", "status": "cancelled", "starts_on": "2026-02-01", "counts": {}}),
    );
    an.add_activity(
        json!({"title": "Sắp tới", "status": "planned", "starts_on": "2026-05-20", "counts": {}}),
    );
    let survey = json!({"instrument": "riasec-48", "title": "Sở thích nghề nghiệp lớp 9", "classes": ["9A", "9B"],
                        "opens_on": "2025-10-01", "closes_on": "2025-10-15"});
    let survey = an.call("survey_open", survey)["value"].clone();
    for (pupil, step) in [
        ("Nguyễn Văn Đạt", 1),
        ("Trần Thị Ánh", 5),
        ("Hoàng Thị Yến", 7),
    ] {
        let pupil = an.pupil(pupil);
        let answers: Vec<u32> = (0..48).map(|at| 1 + (at * step) % 5).collect();
        an.call(
            "answers_change",
            json!({"survey": survey, "student": pupil, "answers": answers}),
        );
    }
    an.desk.close_without_backup().unwrap();
    let mut chi = school.sit(CHI);
    let profile = json!({
        "plan_number": "12/KH-THCSLQĐ", "plan_on": "2025-09-10", "plan_is_in_school_plan": true,
        "person_in_charge": AN.full_name, "decision_number": "30/QĐ", "decision_on": "2025-09-01",
        "staff": 30, "staff_female": 20, "teachers": 24, "counselors": 2, "counselors_qualified": 1,
        "report_number": "15", "report_on": "2026-06-05", "recipients": ["UBND phường (báo cáo);", "Lưu: VT."],
        "signer_name": CHI.full_name, "signer_title": "Hiệu trưởng", "preparer_name": BINH.full_name,
    });
    chi.call("profile_change", json!({"profile": profile}));
    let narrative = json!({"situation": "Trường có 9 học sinh.", "strengths": "Đoàn kết.\nĐúng hạn.",
        "weaknesses": "Thiếu kinh phí.", "causes": "", "proposals": "=Đề nghị hỗ trợ", "directions": "Làm sớm hơn."});
    chi.call("narrative_change", json!({"narrative": narrative}));
    chi
}

/// The outline as text, with the ids that each book makes anew taken out.
fn shown(outline: &Value) -> String {
    let text = serde_json::to_string_pretty(outline).unwrap() + "\n";
    let mut shown = String::new();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        match rest.get(..36).filter(|start| is_id(start)) {
            Some(_) => {
                shown.push('…');
                rest = &rest[36..];
            }
            None => {
                shown.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    shown
}

/// `01a20597-1ebd-70e9-9065-b5ab06fe901a`
fn is_id(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

/// A cell of the workbook as the outline writes it.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => at.as_datetime().unwrap().format("%d/%m/%Y").to_string(),
        other => other.to_string(),
    }
}

/// A cell of the outline as text; nothing where it is empty.
fn plain(cell: &Value) -> Option<String> {
    let number = cell.as_f64().map(|number| number.to_string());
    number.or_else(|| {
        cell.as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    })
}

#[test]
fn the_charts_of_the_workbook_are_drawn_from_its_own_cells() {
    let school = School::new();
    let mut chi = after_a_year(&school);
    let path = school.path("bao-cao.xlsx");
    chi.call(
        "report_export",
        json!({"period": {"year": "2025-2026"}, "path": path}),
    );

    let mut archive = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let mut charts = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        if entry.enclosed_name().unwrap().starts_with("xl/charts") {
            charts.push(std::io::read_to_string(&mut entry).unwrap());
        }
    }

    let months = charts
        .iter()
        .find(|chart| chart.contains("Số hoạt động theo tháng"))
        .expect("the chart of the months");
    assert!(months.contains("'Tổng hợp HĐ'!$C$"), "{months}");
    assert!(months.contains("<c:v>08/2025</c:v>"), "{months}");
    assert!(months.contains("<c:v>07/2026</c:v>"), "{months}");
}

/// What the outline shows on paper, cell by cell, as people read it.
fn said(outline: &Value) -> Vec<String> {
    let sheets = outline["sheets"].as_array().unwrap().iter();
    let tables = sheets.flat_map(|sheet| sheet["tables"].as_array().unwrap());
    let drawn = tables.filter(|table| table["id"] != "head");
    let cells = drawn.flat_map(|table| table["rows"].as_array().unwrap());
    let words = cells.flat_map(|row| row.as_array().unwrap());
    let texts = words.filter_map(|cell| cell.as_str()).flat_map(str::lines);
    texts
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn the_word_document_holds_what_the_workbook_holds_and_nothing_typed_becomes_markup() {
    let school = School::new();
    let mut chi = after_a_year(&school);
    let mut text = chi.call("narrative_get", json!({}));
    text["strengths"] = json!("Tăng <b>10%</b> & hơn thế\u{1}");
    chi.call("narrative_change", json!({"narrative": text}));
    let period = json!({"year": "2025-2026", "kind": "year", "from": null, "to": null});
    let outline = chi.call("report_outline", json!({"period": period}));
    let path = school.path("bao-cao.docx");
    chi.call("report_export", json!({"period": period, "path": path}));

    let mut package = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut read = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut package.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let document = read("word/document.xml");
    assert!(document.contains("Tăng &lt;b&gt;10%&lt;/b&gt; &amp; hơn thế<"));
    assert!(read("word/styles.xml").contains("Times New Roman"));
    // The headings of tables come again on each page; each annex counts its own pages.
    let count = |what: &str| document.matches(what).count();
    let sheets = outline["sheets"].as_array().unwrap().len();
    assert_eq!(count("<w:sectPr>"), sheets);
    assert_eq!(count(r#"<w:pgNumType w:start="1"/>"#), sheets - 1);
    assert!(count("<w:tblHeader/>") >= sheets - 2);
    let words = document
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    for text in said(&outline) {
        let text = text.replace('\u{1}', "").replace('"', "&quot;");
        assert!(words.contains(&text), "{text}");
    }
    // The charts of the workbook are there as bars: a year has months in which something was done.
    assert!(words.contains("Số hoạt động theo tháng"));
    let bars = count(r#"w:fill="46349B""#);
    assert!(bars >= 1, "{bars}");
    // The act stands in the log: the report names the leavers.
    let log = chi.call("audit_list", json!({"op": "report_export"}));
    assert_eq!(log["lines"].as_array().unwrap().len(), 1);
    let wrong = chi.refused(
        "report_export",
        json!({"period": period, "path": school.path("a.odt")}),
    );
    assert_eq!(wrong.fields[0].code, "report.not_xlsx");
}
