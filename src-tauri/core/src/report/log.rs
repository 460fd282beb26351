//! The log as a workbook: what the filtered list shows, row by row.

use crate::domain::activity::ActivityKind;
use crate::domain::year::Year;
use crate::kernel::Date;
use crate::report::outline::{Cell, Column, Frame, Outline, Sheet, Table};

/// One row of the list.
pub struct LogRow<'a> {
    pub number: u32,
    pub starts_on: Date,
    pub kind: &'a str,
    pub title: &'a str,
    pub audience: &'a str,
    pub place: &'a str,
    pub students: u32,
    pub spent_vnd: i64,
    pub status: &'a str,
}

/// Lays the list out as one table with a total row.
pub fn outline<'a>(
    school: &str,
    year: &Year,
    kinds: &[ActivityKind],
    rows: impl Iterator<Item = LogRow<'a>>,
) -> Outline {
    let columns = vec![
        Column::center("Số", 5.0),
        Column::center("Ngày", 11.0),
        Column::left("Hình thức", 18.0),
        Column::left("Tên hoạt động", 40.0),
        Column::left("Đối tượng", 14.0),
        Column::left("Địa điểm", 22.0),
        Column::right("Số HS", 8.0),
        Column::right("Kinh phí (đồng)", 14.0),
        Column::center("Tình trạng", 11.0),
    ];
    let mut table = Table::new("log", columns);
    for row in rows {
        let kind = kinds.iter().find(|kind| kind.code == row.kind);
        table.push(vec![
            Cell::count(row.number),
            Cell::Date(row.starts_on),
            Cell::text(kind.map(|kind| kind.label.clone()).unwrap_or_default()),
            Cell::text(row.title.to_owned()),
            Cell::text(row.audience.to_owned()),
            Cell::text(row.place.to_owned()),
            Cell::count(row.students),
            Cell::Money(row.spent_vnd),
            Cell::text(match row.status {
                "planned" => "Dự kiến",
                "cancelled" => "Đã hủy",
                _ => "Đã làm",
            }),
        ]);
    }
    table.push_total(3, "Tổng cộng", &[6, 7]);
    let sheet = Sheet::new("log", "Nhật ký", "NHẬT KÝ HOẠT ĐỘNG HƯỚNG NGHIỆP").landscape();
    let frame = Frame {
        school: school.to_owned(),
        subject: format!("Năm học {}", year.for_people()),
        ..Frame::default()
    };
    Outline::list(sheet, table, frame)
}
