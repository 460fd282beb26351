//! A list of pupils as a workbook, with the columns that were chosen.

use super::outline::{Cell, Column, Frame, Outline, Sheet, Table};
use crate::domain::student::StudentLine;

/// Code, heading and width of each column besides number and name.
pub const COLUMNS: [(&str, &str, f64); 9] = [
    ("born_on", "Ngày sinh", 12.0),
    ("sex", "Giới tính", 9.0),
    ("class", "Lớp", 9.0),
    ("ministry_id", "Mã định danh Bộ GDĐT", 18.0),
    ("school_code", "Mã học sinh", 15.0),
    ("ethnicity", "Dân tộc", 11.0),
    ("support", "Diện hỗ trợ", 18.0),
    ("status", "Tình trạng", 14.0),
    ("phone", "Điện thoại", 13.0),
];

pub fn outline(school: &str, about: &str, columns: &[String], students: &[StudentLine]) -> Outline {
    let chosen: Vec<_> = COLUMNS
        .iter()
        .filter(|(code, ..)| columns.iter().any(|column| column == code))
        .collect();
    let mut heads = vec![Column::center("STT", 6.0), Column::left("Họ và tên", 28.0)];
    let others = chosen.iter();
    heads.extend(others.map(|(_, heading, width)| Column::left(*heading, *width)));
    let mut table = Table::new("students", heads);
    for (number, student) in (1u32..).zip(students) {
        let mut row = vec![Cell::count(number), Cell::text(student.name.clone())];
        row.extend(chosen.iter().map(|(code, ..)| cell(code, student)));
        table.push(row);
    }
    let mut sheet = Sheet::new("students", "Học sinh", "DANH SÁCH HỌC SINH");
    if columns.len() > 4 {
        sheet = sheet.landscape();
    }
    let frame = Frame {
        school: school.to_owned(),
        subject: about.to_owned(),
        ..Frame::default()
    };
    Outline::list(sheet, table, frame)
}

fn cell(code: &str, student: &StudentLine) -> Cell {
    let words = |text: &str| Cell::text(text.to_owned());
    match code {
        "born_on" => born(student.born_on.as_deref().unwrap_or_default()),
        "sex" => words(match student.sex.as_deref() {
            Some("female") => "Nữ",
            Some("male") => "Nam",
            _ => "",
        }),
        "class" => words(&student.class),
        "ministry_id" => words(&student.ministry_id),
        "school_code" => words(&student.school_code),
        "ethnicity" => words(&student.ethnicity),
        "support" => {
            let all: Vec<&str> = student
                .support
                .iter()
                .map(|one| support_label(one))
                .collect();
            words(&all.join(", "))
        }
        "status" => words(status(&student.status)),
        _ => words(&student.phone),
    }
}

/// A day as a date of the sheet; a year alone as it is.
fn born(text: &str) -> Cell {
    match text.parse() {
        Ok(day) => Cell::Date(day),
        Err(_) => Cell::text(text.to_owned()),
    }
}

/// What people call a support.
pub fn support_label(code: &str) -> &'static str {
    match code {
        "poor" => "Hộ nghèo",
        "near_poor" => "Hộ cận nghèo",
        "policy" => "Gia đình chính sách",
        _ => "Khuyết tật",
    }
}

pub fn status(code: &str) -> &'static str {
    match code {
        "transferred" => "Chuyển đi",
        "left" => "Thôi học",
        "dropped_out" => "Bỏ học",
        "completed" => "Hoàn thành",
        _ => "Đang học",
    }
}
