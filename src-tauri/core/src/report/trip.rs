//! The list of pupils of a visit: to sign at the bus, at the place and back at school.

use crate::kernel::Date;
use crate::report::outline::{Cell, Column, Frame, Outline, Sheet, Table};

/// A pupil on the list.
pub struct Row<'a> {
    pub name: &'a str,
    pub class: &'a str,
    pub consent: &'a str,
    pub attendance: &'a str,
    pub note: &'a str,
}

/// What stands above the list.
pub struct Head<'a> {
    pub school: &'a str,
    pub title: &'a str,
    pub on: Date,
    pub place: &'a str,
}

/// Lays the list out, one pupil a row, with room for three roll calls.
pub fn outline<'a>(head: &Head<'_>, rows: impl Iterator<Item = Row<'a>>) -> Outline {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Họ và tên", 26.0),
        Column::center("Lớp", 7.0),
        Column::center("Cha mẹ HS", 11.0),
        Column::center("Lên xe", 9.0),
        Column::center("Nơi đến", 9.0),
        Column::center("Về trường", 9.0),
        Column::left("Ghi chú", 18.0),
    ];
    let mut table = Table::new("trip", columns);
    for (number, row) in (1u32..).zip(rows) {
        let called = match row.attendance {
            "present" => "Có mặt",
            "absent" => "Vắng",
            _ => "",
        };
        table.push(vec![
            Cell::count(number),
            Cell::text(row.name.to_owned()),
            Cell::text(row.class.to_owned()),
            Cell::text(match row.consent {
                "given" => "Đồng ý",
                "refused" => "Không",
                _ => "Chưa nộp",
            }),
            Cell::text(called),
            Cell::text(""),
            Cell::text(""),
            Cell::text(row.note.to_owned()),
        ]);
    }
    let sheet = Sheet::new("trip", "Danh sách", "DANH SÁCH HỌC SINH THAM QUAN");
    let place = match head.place.is_empty() {
        true => String::new(),
        false => format!(", {}", head.place),
    };
    let frame = Frame {
        school: head.school.to_owned(),
        subject: format!("{} (ngày {}{place})", head.title, head.on.for_people()),
        ..Frame::default()
    };
    Outline::list(sheet, table, frame)
}
