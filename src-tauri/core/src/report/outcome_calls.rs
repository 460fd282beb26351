//! Leavers of whom nothing is known, as a list for the teachers who call their families.

use super::outline::{Cell, Column, Frame, Outline, Sheet, Table};

/// A family to call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub class: String,
    pub homeroom: String,
    pub name: String,
    /// What the pupil wished, to begin the talk with.
    pub wish: String,
    pub guardian: String,
    pub phone: String,
}

pub fn outline(school: &str, about: &str, calls: &[Call]) -> Outline {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::center("Lớp", 7.0),
        Column::left("Giáo viên chủ nhiệm", 20.0),
        Column::left("Họ và tên", 24.0),
        Column::left("Nguyện vọng", 18.0),
        Column::left("Cha mẹ, người giám hộ", 22.0),
        Column::left("Điện thoại", 13.0),
        Column::left("Luồng", 16.0),
        Column::left("Cơ sở tiếp tục học", 22.0),
        Column::left("Ngành/nghề", 16.0),
    ];
    let mut table = Table::new("calls", columns);
    for (number, call) in (1u32..).zip(calls) {
        let text = |text: &str| Cell::text(text.to_owned());
        table.push(vec![
            Cell::count(number),
            text(&call.class),
            text(&call.homeroom),
            text(&call.name),
            text(&call.wish),
            text(&call.guardian),
            text(&call.phone),
            // Filled in by hand, and taken in again as it is (`outcome_import`).
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ]);
    }
    let mut sheet = Sheet::new("calls", "Cần gọi", "DANH SÁCH CẦN GỌI").landscape();
    if calls.is_empty() {
        sheet
            .notes
            .push("Đã biết nơi học, nơi làm của mọi em.".to_owned());
    }
    let frame = Frame {
        school: school.to_owned(),
        subject: about.to_owned(),
        ..Frame::default()
    };
    Outline::list(sheet, table, frame)
}
