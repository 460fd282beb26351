//! Class lists as they are exported or typed in real schools.

use std::path::PathBuf;

use serde_json::Value;

use super::super::sheet;
use super::*;

fn data(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data")
        .join(path)
}

fn roster(file: &str) -> (Mapping, Roster) {
    let workbook = sheet::read(&data("rosters").join(file)).unwrap();
    let mapping = Mapping::open(&workbook).unwrap();
    let roster = rows(&workbook, &mapping, &Corrections::new(), today());
    (mapping, roster)
}

fn today() -> Date {
    Date::new(2026, 9, 1).unwrap()
}

fn codes(student: &ForeignStudent) -> Vec<&str> {
    let problems = student.problems.iter();
    problems.map(|problem| problem.code.as_str()).collect()
}

#[test]
fn class_lists_are_read_as_expected() {
    let files = [
        "csv_tcvn3.csv",
        "csv_utf16le_tab_unicode_text.txt",
        "csv_utf8_bom_comma.csv",
        "moet_csdl_25cols.xlsx",
        "multi_sheet_with_guide_and_hidden.xlsx",
        "thpt_class_list_mixed_dates.xlsx",
        "xlsx_tcvn3_font.xlsx",
    ];
    for file in files {
        let (_, roster) = roster(file);
        let text = std::fs::read_to_string(data("rosters").join(format!("{file}.expected.json")));
        let expected: Value = serde_json::from_str(&text.unwrap()).unwrap();
        let expected = expected["students"].as_array().unwrap();

        assert_eq!(roster.students.len(), expected.len(), "{file}");

        for (student, want) in roster.students.iter().zip(expected) {
            let place = format!("{file} row {}", student.row);
            let is_tcvn3 = file.contains("tcvn3");
            let same = |found: &str, key: &str| {
                let Some(want) = want[key].as_str() else {
                    return;
                };
                let (found, want) = (tidy(found), tidy(want));
                // TCVN3 has no capitals with tones.
                if is_tcvn3 {
                    assert_eq!(found.to_lowercase(), want.to_lowercase(), "{place} {key}");
                } else {
                    assert_eq!(found, want, "{place} {key}");
                }
            };
            let sex = match student.sex {
                Some(Sex::Male) => "Nam",
                Some(Sex::Female) => "Nữ",
                None => "",
            };
            let born = student.born_on.map(|born| born.to_string());
            same(&student.name, "name");
            same(&born.unwrap_or_default(), "dob");
            same(sex, "sex");
            same(&student.class, "cls");
            if let Some(eth) = want["eth"].as_str() {
                let eth = crate::domain::ethnicity::proper(eth);
                let found = (student.ethnicity.to_lowercase(), eth.to_lowercase());
                assert_eq!(found.0, found.1, "{place}");
            }
            same(&student.ministry_id, "code");
            same(&student.citizen_id, "cccd");
            same(&student.phone, "phone");
            same(&student.status, "status");
            assert!(student.is_good(), "{place} {:?}", student.problems);
        }
    }
}

#[test]
fn encodings_are_named() {
    for (file, encoding) in [
        ("csv_tcvn3.csv", "tcvn3"),
        ("xlsx_tcvn3_font.xlsx", "tcvn3"),
        ("csv_utf8_bom_comma.csv", "unicode"),
        ("csv_utf16le_tab_unicode_text.txt", "unicode"),
    ] {
        assert_eq!(roster(file).0.sheets[0].encoding, encoding, "{file}");
    }
}

#[test]
fn a_file_that_lost_its_letters_is_refused() {
    let refused = sheet::read(&data("rosters/csv_ansi_cp1252_lossy.csv")).unwrap_err();
    let Error::Refused(problem) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(problem.code, "roster.lost_letters");
}

#[test]
fn repeated_and_bad_rows_are_told_by_number() {
    let (_, roster) = roster("duplicates_and_bad_rows.xlsx");
    let at = |row: u32| {
        let student = roster.students.iter().find(|student| student.row == row);
        student.unwrap()
    };

    assert_eq!(roster.students.len(), 19);
    for row in 2..=11 {
        assert_eq!(codes(at(row)), [""; 0], "row {row}");
    }
    assert_eq!(codes(at(12)), ["roster.duplicate_row"]);
    assert!(at(13).is_good(), "same name, other birth date");
    let shouted = ["roster.name_case", "roster.duplicate_row"];
    assert_eq!(codes(at(14)), shouted, "{}", at(14).name);
    assert_eq!(codes(at(15)), ["roster.duplicate_row"], "{}", at(15).name);
    assert_eq!(codes(at(16)), ["roster.bad_date"]);
    assert!(!at(16).is_good());
    assert_eq!(codes(at(17)), ["roster.year_only"]);
    assert_eq!(at(17).born_on, Some(Birth::Year(2013)));
    assert_eq!(codes(at(18)), ["roster.short_year"]);
    assert_eq!(at(18).sex, Some(Sex::Male));
    assert_eq!(codes(at(19)), ["roster.no_birth_date", "roster.bad_sex"]);
    assert!(at(19).is_good());
    assert_eq!(codes(at(20)), ["roster.no_name"]);
    assert!(!at(20).is_good());
}

#[test]
fn titles_tell_class_and_year_and_signatures_are_no_pupils() {
    let (mapping, roster) = roster("thpt_class_list_mixed_dates.xlsx");

    assert_eq!(mapping.year(), Some("2026-2027"));
    assert_eq!(mapping.sheets[0].class.as_deref(), Some("10C3"));
    assert_eq!(mapping.sheets[0].header_row, Some(4));
    let ignored: Vec<_> = roster
        .ignored
        .iter()
        .map(|row| (row.row, row.code.as_str()))
        .collect();
    assert_eq!(
        ignored,
        [(45, "roster.summary_row"), (46, "roster.summary_row")]
    );
}

#[test]
fn guides_and_hidden_sheets_are_left_and_zeros_come_back() {
    let (mapping, roster) = roster("multi_sheet_with_guide_and_hidden.xlsx");

    let used: Vec<bool> = mapping.sheets.iter().map(|sheet| sheet.is_used).collect();
    assert_eq!(used, [false, true, true, false]);
    let reasons: Vec<_> = roster.ignored.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(reasons, ["roster.guide_sheet", "roster.hidden_sheet"]);
    let zeros = |student: &&ForeignStudent| codes(student).contains(&"roster.zero_restored");
    let all_zeros = |student: &&ForeignStudent| student.citizen_id.starts_with('0');
    assert_eq!(
        roster.students.iter().filter(zeros).count(),
        roster.students.iter().filter(all_zeros).count()
    );
}

#[test]
fn a_person_may_correct_the_mapping_and_cells() {
    let workbook = sheet::read(&data("rosters/duplicates_and_bad_rows.xlsx")).unwrap();
    let mut mapping = Mapping::open(&workbook).unwrap();
    let mut corrections = Corrections::new();
    corrections.insert(
        ("Sheet".to_owned(), 16, RosterField::BornOn),
        "28/2/2013".to_owned(),
    );
    mapping.sheets[0].set_field("C", None);
    mapping.sheets[0].class = Some("7A2".to_owned());

    let roster = rows(&workbook, &mapping, &corrections, today());

    let row = roster
        .students
        .iter()
        .find(|student| student.row == 16)
        .unwrap();
    assert_eq!((row.class.as_str(), codes(row).len()), ("7A2", 0));
    assert_eq!(row.born_on.unwrap().to_string(), "2013-02-28");
}

#[test]
fn one_code_for_two_names_is_refused_on_the_second() {
    let roster = text_roster(
        "Họ và tên,Lớp,Ngày sinh,Mã định danh Bộ GD&ĐT\n\
         Trần An,9A1,01/02/2011,6756669282\n\
         Lê Bình,9A1,01/03/2011,6756669282\n\
         Trần An,9A1,01/02/2011,6756669283\n",
    );
    let found: Vec<_> = roster.students.iter().map(codes).collect();
    assert_eq!(
        found,
        [
            vec![],
            vec!["roster.duplicate_code"],
            vec!["roster.same_name"]
        ]
    );
}

#[test]
fn girls_are_marked_and_totals_left_out() {
    let roster = text_roster(
        "TRƯỜNG THCS A,,,\nDANH SÁCH LỚP 9A1,,,\nNăm học 2025-2026,,,\nSTT,Họ và tên,Ngày sinh,Nữ\n\
         (1),(2),(3),(4)\n1,Trần An,01/02/2011,\n2,Lê Thị Bình,02/02/2011,x\n3,Cống Văn Tổng,3/2/2011,\n\
         Tổng số: 3 học sinh,,,\n,,Hải Phòng ngày 5 tháng 9 năm 2025,\n,Người lập,Hiệu trưởng,\n,Nguyễn Văn Khải,,\n",
    );
    let found: Vec<_> = roster
        .students
        .iter()
        .map(|student| (student.row, student.sex))
        .collect();
    let (boy, girl) = (Some(Sex::Male), Some(Sex::Female));
    assert_eq!(found, [(6, boy), (7, girl), (8, boy)]);
    assert!(
        roster
            .students
            .iter()
            .all(|student| student.class == "9A1" && student.grade == Some(9))
    );
    assert_eq!(roster.ignored.len(), 5);
}

#[test]
fn a_sheet_may_hold_several_classes() {
    let roster = text_roster(
        "Lớp: 9A1,,\nSTT,Họ và tên,Ngày sinh\n1,Trần An,01/02/2011\n\
         Lớp: 9A2,,\nSTT,Họ và tên,Ngày sinh\n1,Lê Bình,02/02/2011\n",
    );
    let found: Vec<_> = roster
        .students
        .iter()
        .map(|student| student.class.as_str())
        .collect();
    assert_eq!(found, ["9A1", "9A2"]);
}

#[test]
fn given_names_may_stand_in_a_column_without_a_heading() {
    let roster = text_roster(
        "Danh sách lớp 9A1;;;\nSTT;Họ và tên;;Ngày sinh\n1;Trần Văn;An;01/02/2011\n2;Lê Thị;Bình;2/2/2011\n",
    );
    let names: Vec<_> = roster
        .students
        .iter()
        .map(|student| student.name.as_str())
        .collect();
    assert_eq!(names, ["Trần Văn An", "Lê Thị Bình"]);
}

#[test]
fn the_name_of_a_text_file_may_tell_the_class() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Danh sách 9A1.csv");
    std::fs::write(&file, "Họ và tên;Ngày sinh\nTrần An;1/2/2011\n").unwrap();
    let workbook = sheet::read(&file).unwrap();
    let roster = rows(
        &workbook,
        &Mapping::open(&workbook).unwrap(),
        &Corrections::new(),
        today(),
    );
    assert_eq!(roster.students[0].class, "9A1");
}

#[test]
fn a_file_without_headings_is_refused() {
    let workbook = workbook("a,b\n1,2\n");
    assert!(matches!(
        Mapping::open(&workbook),
        Err(Error::Refused(problem)) if problem.code == "roster.no_header"
    ));
}

#[test]
fn headings_in_tcvn3_over_unicode_names_are_understood() {
    let roster =
        text_roster("STT,Hä vµ tªn,Ngµy sinh,Giíi tÝnh,Líp\n1,Nguyễn Thị Đào,01/02/2011,Nữ,9A1\n");
    assert_eq!(roster.students.len(), 1);
    assert_eq!(roster.students[0].name, "Nguyễn Thị Đào");
    assert_eq!(roster.students[0].class, "9A1");
}

#[test]
fn every_code_has_a_sentence() {
    let source = [
        include_str!("../roster.rs"),
        include_str!("field.rs"),
        include_str!("duplicate.rs"),
        include_str!("../child.rs"),
        include_str!("../sheet.rs"),
        include_str!("../excel.rs"),
        include_str!("../zipped.rs"),
        include_str!("../text.rs"),
        include_str!("../legacy.rs"),
    ];
    let known: Vec<&str> = messages::codes().collect();
    for text in source {
        for quoted in text.split('"').skip(1).step_by(1) {
            let is_code = quoted.starts_with("roster.") || quoted.starts_with("sheet.");
            if is_code
                && !quoted
                    .contains(|letter: char| !letter.is_alphabetic() && !"._".contains(letter))
            {
                assert!(known.contains(&quoted), "{quoted}");
            }
        }
    }
}

fn workbook(text: &str) -> Workbook {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.csv");
    std::fs::write(&file, text).unwrap();
    sheet::read(&file).unwrap()
}

fn text_roster(text: &str) -> Roster {
    let workbook = workbook(text);
    rows(
        &workbook,
        &Mapping::open(&workbook).unwrap(),
        &Corrections::new(),
        today(),
    )
}

#[test]
fn a_birth_in_three_columns_is_read_as_one_and_a_year_alone_stays_a_year() {
    let sheet = sheet_of(&[
        &["STT", "Họ và tên", "Ngày", "Tháng", "Năm", "Lớp"],
        &["1", "Trần Thị An", "5", "9", "2011", "9A"],
        &["2", "Lê Văn Bình", "", "", "2012", "8A"],
        &["3", "Phạm Hà", "31", "2", "2011", "9A"],
    ]);
    let workbook = book_of(sheet);
    let mapping = Mapping::open(&workbook).unwrap();
    let roster = rows(&workbook, &mapping, &Corrections::new(), today());
    let births: Vec<_> = (roster.students.iter())
        .map(|student| student.born_on.map(|born| born.to_string()))
        .collect();
    let want = [Some("2011-09-05"), Some("2012"), None];
    assert_eq!(births, want.map(|day| day.map(str::to_owned)));
    assert_eq!(codes(&roster.students[2]), ["roster.bad_date"]);
    assert_eq!(
        roster.students[2].problems[0].column.as_deref(),
        Some("Năm")
    );
}

#[test]
fn letters_of_vps_and_viscii_are_known_where_there_is_enough_to_read() {
    let names = [
        "Nguyễn Thị Hường",
        "Trần Văn Đức",
        "Lê Hồng Phượng",
        "Phạm Quốc Khánh",
        "Đặng Thuỳ Dương",
        "Bùi Đình Chiến",
        "Vũ Thị Ngọc Ánh",
        "Hoàng Minh Tuấn",
        "Đỗ Hữu Nghĩa",
        "Ngô Bảo Châu",
    ];
    for (encoding, file) in [("viscii", "map_viscii.tsv"), ("vps", "map_vps.tsv")] {
        let codes = letters_of(file);
        let raw = |text: &str| -> String {
            let code = |letter: char| codes.get(&letter).copied().unwrap_or(letter);
            text.chars().map(code).collect()
        };
        let rows: Vec<Vec<String>> = std::iter::once(["Họ và tên", "Lớp"].map(raw).to_vec())
            .chain(names.iter().map(|name| vec![raw(name), "9A".to_owned()]))
            .collect();
        let rows: Vec<Vec<&str>> = (rows.iter())
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let mut workbook = book_of(sheet_of(&rows));
        legacy::decode(&mut workbook).unwrap();
        assert_eq!(workbook.sheets[0].encoding, encoding);
        let read: Vec<&str> = workbook.sheets[0].rows[1..]
            .iter()
            .map(|row| row.text(0))
            .collect();
        assert_eq!(read, names, "{encoding}");
        // One name alone could be anything.
        let mut little = book_of(sheet_of(&rows[..2]));
        legacy::decode(&mut little).unwrap();
        assert_ne!(little.sheets[0].encoding, encoding);
    }
}

/// What each letter is in an encoding of one code a letter.
fn letters_of(file: &str) -> BTreeMap<char, char> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("src/import/legacy")
        .join(file);
    let lines = std::fs::read_to_string(path).unwrap();
    let code = |hex: &str| char::from_u32(u32::from_str_radix(hex, 16).ok()?);
    let line = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        Some((code(columns.get(3)?.trim())?, code(columns.get(1)?.trim())?))
    };
    lines.lines().filter_map(line).collect()
}

fn sheet_of(rows: &[&[&str]]) -> Sheet {
    let cell = |(at, text): (u32, &&str)| Cell {
        at,
        text: (*text).to_owned(),
        kind: CellKind::Text,
        font: None,
        raw: None,
    };
    let row = |(number, texts): (u32, &&[&str])| Row {
        number,
        cells: (0..)
            .zip(texts.iter())
            .map(cell)
            .filter(|cell| !cell.text.is_empty())
            .collect(),
    };
    Sheet {
        name: "9A".to_owned(),
        state: SheetState::Visible,
        encoding: "unicode".to_owned(),
        rows: (1..).zip(rows).map(row).collect(),
        merged: Vec::new(),
        hidden_rows: Default::default(),
    }
}

fn book_of(sheet: Sheet) -> Workbook {
    Workbook {
        kind: super::super::sheet::Kind::Xlsx,
        sheets: vec![sheet],
        is_1904: false,
        warnings: Vec::new(),
    }
}

#[test]
fn a_question_mark_in_a_name_is_a_letter_that_was_lost() {
    let roster = text_roster(
        "Họ và tên,Ngày sinh,Lớp\n?oàn Lan,01/02/2011,9A\nNguy??n An,01/02/2011,9A\n\
         Lê V?,01/02/2011,9A\nLê Văn,01/02/2011,9A\n",
    );
    let found: Vec<_> = roster.students.iter().map(codes).collect();
    let lost = vec!["roster.lost_in_name"];
    assert_eq!(found, [lost.clone(), lost.clone(), lost, vec![]]);
}

#[test]
fn where_only_boys_are_marked_the_others_are_girls() {
    let (boy, girl) = (Some(Sex::Male), Some(Sex::Female));
    for (text, want) in [
        (
            "Họ và tên,Nam,Lớp\nTrần An,x,9A\nLê Bình,,9A\n",
            [boy, girl],
        ),
        (
            "Họ và tên,Nam,Nữ,Lớp\nTrần An,x,,9A\nLê Bình,,x,9A\n",
            [boy, girl],
        ),
        (
            "Họ và tên,Nam,Nữ,Lớp\nTrần An,x,,9A\nLê Bình,,,9A\n",
            [boy, girl],
        ),
    ] {
        let roster = text_roster(text);
        let found: Vec<_> = roster.students.iter().map(|student| student.sex).collect();
        assert_eq!(found, want, "{text}");
    }
}

#[test]
fn a_birth_over_three_columns_needs_no_headings_of_its_own() {
    for (row, want) in [
        (["5", "9", "2011"], "2011-09-05"),
        (["2011", "9", "5"], "2011-09-05"),
        (["05/09/2011", "", ""], "2011-09-05"),
    ] {
        let mut sheet = sheet_of(&[
            &["STT", "Họ và tên", "Ngày sinh", "", "", "Lớp"],
            &["1", "Trần Thị An", row[0], row[1], row[2], "9A"],
        ]);
        for is_merged in [false, true] {
            if is_merged {
                sheet.merged.push(super::super::sheet::Merge {
                    first_row: 1,
                    first_column: 2,
                    last_row: 1,
                    last_column: 4,
                });
            }
            let workbook = book_of(sheet.clone());
            let mapping = Mapping::open(&workbook).unwrap();
            let roster = rows(&workbook, &mapping, &Corrections::new(), today());
            let born = roster.students[0].born_on.map(|born| born.to_string());
            assert_eq!(born.as_deref(), Some(want), "{row:?} {is_merged}");
        }
    }
}
