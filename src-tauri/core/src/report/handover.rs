//! Pupils not admitted to grade 10, as the receiver gets them (annual-report, Biểu 4), and as they may be
//! shown to anybody: without what reaches a family.

use super::outline::{Cell, Column, Frame, Outline, Sheet, Table};
use crate::domain::handover::COLUMNS;

/// A pupil's row: the name, then by code what the columns say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    pub name: String,
    pub class: String,
    pub trade: String,
    /// In the order of the package's columns.
    pub cells: Vec<String>,
}

/// The list of a package. `about` are lines on what it may be used for.
pub fn package(
    school: &str,
    about: &str,
    notes: &[String],
    columns: &[String],
    rows: &[Row],
) -> Outline {
    let mut headed = vec![Column::center("STT", 5.0), Column::left("Họ và tên", 26.0)];
    let known = COLUMNS
        .iter()
        .filter(|(code, _)| columns.iter().any(|own| own == code));
    headed.extend(known.map(|(code, heading)| match *code {
        "born_on" | "sex" | "class" => Column::center(*heading, 12.0),
        "address" => Column::left(*heading, 34.0),
        _ => Column::left(*heading, 20.0),
    }));
    // Filled in by the receiver and sent back.
    headed.push(Column::left("Kết quả", 16.0));
    let mut table = Table::new("students", headed);
    for (number, row) in (1u32..).zip(rows) {
        let mut cells = vec![Cell::count(number), Cell::text(row.name.clone())];
        cells.extend(row.cells.iter().map(|cell| Cell::text(cell.clone())));
        cells.push(Cell::Empty);
        table.push(cells);
    }
    let mut sheet = Sheet::new(
        "students",
        "Danh sách",
        "DANH SÁCH HỌC SINH KHÔNG TRÚNG TUYỂN LỚP 10",
    );
    sheet.notes = notes.to_vec();
    list(sheet.landscape(), table, school, about)
}

/// The list without anything that reaches a family. Who did not agree to be named in public is counted only.
pub fn public(school: &str, about: &str, rows: &[Row], unnamed: usize) -> Outline {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Họ và tên", 28.0),
        Column::center("Lớp", 9.0),
        Column::left("Nguyện vọng học nghề", 26.0),
    ];
    let mut table = Table::new("students", columns);
    for (number, row) in (1u32..).zip(rows) {
        table.push(vec![
            Cell::count(number),
            Cell::text(row.name.clone()),
            Cell::text(row.class.clone()),
            Cell::text(row.trade.clone()),
        ]);
    }
    let mut sheet = Sheet::new(
        "students",
        "Danh sách",
        "DANH SÁCH HỌC SINH KHÔNG TRÚNG TUYỂN LỚP 10",
    );
    if unnamed > 0 {
        sheet.notes.push(format!(
            "Còn {unnamed} em không nêu tên: chưa có đồng ý đăng tin của cha mẹ và của em."
        ));
    }
    sheet
        .notes
        .push("Bản công khai không có ngày sinh, địa chỉ, số điện thoại.".to_owned());
    list(sheet, table, school, about)
}

fn list(sheet: Sheet, table: Table, school: &str, about: &str) -> Outline {
    let frame = Frame {
        school: school.to_owned(),
        subject: about.to_owned(),
        ..Frame::default()
    };
    Outline::list(sheet, table, frame)
}
