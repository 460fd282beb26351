//! Everything that the book holds about one pupil, as a workbook for whoever may ask (Law
//! 91/2025/QH15: the right to see and to get a copy).

use crate::report::outline::{Cell, Column, Frame, Outline, Sheet, Table};

/// One line: which part of the book, when, what.
pub struct Held {
    pub part: &'static str,
    /// As people write it; empty where no day is known.
    pub on: String,
    pub what: String,
    pub detail: String,
}

/// Lays the lines out as one table.
pub fn outline(school: &str, student: &str, rows: Vec<Held>) -> Outline {
    let columns = vec![
        Column::left("Phần của sổ", 20.0),
        Column::center("Ngày", 11.0),
        Column::left("Mục", 30.0),
        Column::left("Nội dung", 56.0),
    ];
    let mut table = Table::new("student", columns);
    for row in rows {
        table.push(vec![
            Cell::text(row.part),
            Cell::text(row.on),
            Cell::text(row.what),
            Cell::text(row.detail),
        ]);
    }
    let sheet = Sheet::new("student", "Dữ liệu", "DỮ LIỆU NHÀ TRƯỜNG ĐANG GIỮ").landscape();
    let frame = Frame {
        school: school.to_owned(),
        subject: student.to_owned(),
        ..Frame::default()
    };
    Outline::list(sheet, table, frame)
}
