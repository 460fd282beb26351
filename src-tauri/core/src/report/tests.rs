//! The report as a whole: the outline against a golden one, and real cells of the workbook.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::facts::{Facts, Period, PeriodKind};
use super::outline::{Cell, Column, Frame, Outline, Sheet, Table};
use super::sample::{self, day};
use super::{annual, xlsx};
use crate::progress::Silent;

/// Written anew with `GOLDEN=write cargo test -p huong-nghiep-core report`.
const GOLDEN: &str = "src/report/golden/annual.json";

#[test]
fn the_outline_is_the_golden_one() {
    let outline = annual::outline(&sample::facts());
    let found = serde_json::to_string_pretty(&outline).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(GOLDEN);
    if std::env::var_os("GOLDEN").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let golden = std::fs::read_to_string(&path)
        .unwrap()
        .replace("\r\n", "\n");
    assert!(found == golden, "the outline differs from {GOLDEN}");
}

#[test]
fn the_workbook_holds_the_same_cells_as_the_outline() {
    let folder = tempfile::tempdir().unwrap();
    let facts = sample::facts();
    let outline = annual::outline(&facts);
    let path = saved(&outline, folder.path());
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();

    for sheet in outline.sheets.iter().filter(|it| it.id != "assessment") {
        let cells = book.worksheet_range(&sheet.name).unwrap();
        let found: Vec<Vec<String>> = cells
            .rows()
            .map(|row| row.iter().map(shown).filter(|it| !it.is_empty()).collect())
            .collect();
        for table in sheet.tables.iter().filter(|table| table.is_drawn) {
            for row in &table.rows {
                let want = serde_json::to_value(row).unwrap();
                let want = want.as_array().unwrap().iter().map(|cell| {
                    let number = cell.as_f64().map(|number| number.to_string());
                    number.unwrap_or_else(|| cell.as_str().unwrap_or_default().to_owned())
                });
                let want: Vec<String> = want.filter(|it| !it.is_empty()).collect();
                assert!(found.contains(&want), "{}: {want:?}", sheet.name);
            }
        }
    }
}

#[test]
fn what_a_person_typed_never_becomes_a_formula() {
    let folder = tempfile::tempdir().unwrap();
    let mut facts = sample::facts();
    facts.school.name = "=HYPERLINK(\"http://x\")".to_owned();
    facts.profile.signer_name = "+cmd|' /C calc'!A0".to_owned();
    facts.narrative.causes = "@SUM(1)".to_owned();
    facts.surveys[0].title = "-1+1".to_owned();
    facts.activities[1].title = "<r><t>x</t></r>".to_owned();
    facts.activities[2].title = "  \r\n _x0041_ & <b>\u{1}\u{ffff} ".to_owned();
    facts.surveys[0].scales[0].0 = "=R".to_owned();
    let outline = annual::outline(&facts);
    keep(&outline, "hostile.xlsx");
    let path = saved(&outline, folder.path());
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();

    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        for (_, _, formula) in formulas.used_cells() {
            let is_ours = ["SUM(", "IF(", "COUNT", "'", "0"]
                .iter()
                .any(|start| formula.starts_with(start));
            let is_sum_of_cells = formula
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || it == '+');
            assert!(is_ours || is_sum_of_cells, "{name}: {formula}");
            assert!(!formula.contains("http") && !formula.contains("cmd"));
        }
        let range = book.worksheet_range(&name).unwrap();
        assert!(range.rows().len() > 3, "{name}");
    }
    let range = book.worksheet_range("Hoạt động").unwrap();
    let titles = range.rows().filter_map(|row| row.get(2));
    assert!(
        titles
            .into_iter()
            .any(|it| *it == Data::String("=1+1".into()))
    );
}

#[test]
fn totals_are_live_and_hold_their_values() {
    let folder = tempfile::tempdir().unwrap();
    let path = saved(&annual::outline(&sample::facts()), folder.path());
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();

    let formulas = book.worksheet_formula("Hoạt động").unwrap();
    let texts: Vec<&String> = formulas.used_cells().map(|(_, _, it)| it).collect();
    assert_eq!(
        texts,
        [
            "SUM(I7:I10)",
            "SUM(J7:J10)",
            "SUM(K7:K10)",
            "SUM(L7:L10)",
            "SUM(M7:M10)"
        ]
    );
    let range = book.worksheet_range("Hoạt động").unwrap();
    let sums = [(8, 843.0), (9, 427.0), (12, 59_000_000.0)];
    for (column, sum) in sums {
        assert_eq!(range.get_value((10, column)), Some(&Data::Float(sum)));
    }
}

#[test]
fn a_school_without_records_still_gets_a_whole_report() {
    let folder = tempfile::tempdir().unwrap();
    let facts = Facts {
        grades: Vec::new(),
        checks: Vec::new(),
        activities: Vec::new(),
        surveys: Vec::new(),
        counselling: super::facts::Counselling::default(),
        targets: Vec::new(),
        bases: Vec::new(),
        ended: Vec::new(),
        outcomes: super::facts::Outcomes::default(),
        money: Vec::new(),
        tasks: Vec::new(),
        staff: Vec::new(),
        materials: Vec::new(),
        inspections: Vec::new(),
        school: super::facts::School::default(),
        profile: super::facts::Profile::default(),
        narrative: super::facts::Narrative::default(),
        ..sample::facts()
    };
    let outline = annual::outline(&facts);
    let ids: Vec<&str> = outline
        .sheets
        .iter()
        .map(|sheet| sheet.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "cover",
            "general",
            "assessment",
            "targets",
            "minimums",
            "activities",
            "activity_totals",
            "trips",
            "counselling",
            "surveys",
            "startup",
            "staff",
            "materials",
            "partners",
            "media",
            "funding",
            "tasks",
            "inspections"
        ]
    );
    saved(&outline, folder.path());
    keep(&outline, "empty.xlsx");
}

#[test]
fn every_gap_has_its_sentence_and_place() {
    let outline = annual::outline(&sample::facts());
    let by_code: BTreeMap<&str, &str> = outline
        .missing
        .iter()
        .map(|it| (it.code.as_str(), it.message.as_str()))
        .collect();
    assert_eq!(
        by_code["report.no_place"],
        "2 hoạt động chưa ghi địa điểm: số 3 và 52. Hãy bổ sung trong nhật ký hoạt động."
    );
    assert!(by_code["report.forms_lacking"].contains("Lớp 9C thiếu 27 phiếu"));
    assert!(by_code["report.no_text"].contains("Nguyên nhân"));
    for gap in &outline.missing {
        assert!(
            !gap.message.contains('{') && gap.message.ends_with('.'),
            "{gap:?}"
        );
        assert!(
            gap.link.starts_with('/') && gap.message != gap.code,
            "{gap:?}"
        );
        assert!(outline.sheets.iter().any(|sheet| sheet.id == gap.sheet));
    }
    let duties = outline.missing.iter().filter(|gap| gap.is_duty).count();
    assert_eq!(duties, 2);
}

#[test]
fn a_title_says_which_days_it_covers() {
    let (from, to) = (day("2025-09-01"), day("2026-07-31"));
    let said = |kind| {
        Period {
            year: "2025-2026".to_owned(),
            kind,
            from,
            to,
        }
        .in_words()
    };
    assert_eq!(said(PeriodKind::Semester1), "học kỳ I năm học 2025–2026");
    assert_eq!(said(PeriodKind::CalendarYear), "năm 2025");
    assert_eq!(
        said(PeriodKind::Custom),
        "từ ngày 01/09/2025 đến ngày 31/07/2026"
    );
}

#[test]
fn a_plain_list_can_be_written_too() {
    let folder = tempfile::tempdir().unwrap();
    let columns = vec![Column::center("STT", 5.0), Column::left("Tên", 40.0)];
    let mut table = Table::new("list", columns);
    table.push(vec![Cell::count(1u32), Cell::text("=A1")]);
    let frame = Frame {
        school: "TRƯỜNG THPT A".to_owned(),
        subject: "Năm học 2025–2026".to_owned(),
        ..Frame::default()
    };
    let sheet = Sheet::new("list", "Danh sách", "DANH SÁCH");
    let outline = Outline::list(sheet, table, frame);
    saved(&outline, folder.path());
    keep(&outline, "list.xlsx");
}

#[test]
fn ten_thousand_activities_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let outline = annual::outline(&sample::many(10_000));
    let path = saved(&outline, folder.path());
    assert!(std::fs::metadata(path).unwrap().len() > 100_000);
    keep(&outline, "many.xlsx");
}

#[test]
fn the_sample_can_be_looked_at() {
    keep(&annual::outline(&sample::facts()), "sample.xlsx");
}

/// Times ours against rust_xlsxwriter alone with the same cells, for who asks with `REPORT_OUT`.
#[test]
fn the_writer_costs_little_more_than_its_crate() {
    let Some(folder) = std::env::var_os("REPORT_OUT") else {
        return;
    };
    let facts = sample::many(10_000);
    let outline = annual::outline(&facts);
    let best = |act: &dyn Fn()| {
        let timed = |_| {
            let start = std::time::Instant::now();
            act();
            start.elapsed()
        };
        (0..3).map(timed).min().unwrap()
    };
    let path = Path::new(&folder).join("timed.xlsx");
    let gathered = best(&|| drop(annual::outline(&facts)));
    let ours = best(&|| drop(xlsx::save(&outline, &path, &Silent).unwrap()));
    let bare = best(&|| bare(&outline, &path));
    let report = format!("outline {gathered:?}\nours {ours:?}\nbare {bare:?}\n");
    std::fs::write(Path::new(&folder).join("times.txt"), report).unwrap();
}

fn bare(outline: &Outline, path: &Path) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let format = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for sheet in &outline.sheets {
        let worksheet = workbook.add_worksheet();
        let rows = sheet.tables.iter().flat_map(|table| &table.rows);
        for (row, cells) in (0u32..).zip(rows) {
            for (column, cell) in (0u16..).zip(cells) {
                let done = match cell {
                    Cell::Empty => worksheet.write_blank(row, column, &format),
                    Cell::Text(text) => {
                        worksheet.write_string_with_format(row, column, &**text, &format)
                    }
                    Cell::Count(number) | Cell::Money(number) => {
                        worksheet.write_number_with_format(row, column, *number as f64, &format)
                    }
                    Cell::Decimal(number) => {
                        worksheet.write_number_with_format(row, column, *number, &format)
                    }
                    Cell::Date(day) => {
                        worksheet.write_date_with_format(row, column, day.0, &format)
                    }
                    Cell::Formula(_) => worksheet.write_formula(row, column, "=1"),
                };
                done.unwrap();
            }
        }
    }
    workbook.save(path).unwrap();
}

fn saved(outline: &Outline, folder: &Path) -> PathBuf {
    let path = folder.join("a.xlsx");
    let written = xlsx::save(outline, &path, &Silent).unwrap();
    assert!(!written.is_renamed);
    written.path
}

/// Leaves the file for the validator where `REPORT_OUT` names a folder.
fn keep(outline: &Outline, name: &str) {
    if let Some(folder) = std::env::var_os("REPORT_OUT") {
        xlsx::save(outline, &Path::new(&folder).join(name), &Silent).unwrap();
    }
}

fn shown(cell: &Data) -> String {
    if let Data::DateTime(at) = cell {
        let at = at.as_datetime().unwrap();
        return at.format("%d/%m/%Y").to_string();
    }
    cell.to_string()
}
