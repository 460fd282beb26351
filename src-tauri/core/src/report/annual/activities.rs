//! Sheet "Hoạt động": every activity done in the period, one row each, and their totals.

use crate::report::facts::{Activity, Facts};
use crate::report::outline::{Cell, Column, Sheet, Table};

pub const ID: &str = "activities";
pub const STUDENTS: usize = 8;
pub const FEMALE: usize = 9;
pub const PARENTS: usize = 10;
pub const STAFF: usize = 11;
pub const SPENT: usize = 12;

pub fn sheet(facts: &Facts) -> Sheet {
    let heading = "DANH SÁCH HOẠT ĐỘNG ĐÃ THỰC HIỆN";
    let mut sheet = Sheet::new(ID, "Hoạt động", heading).landscape();
    sheet.tables.push(table(ID, &facts.activities));
    sheet.notes.push(
        "Chỉ ghi hoạt động đã thực hiện trong kỳ báo cáo. Nội dung (a–đ) theo các nhóm nội dung \
         của bộ quy định đang dùng."
            .to_owned(),
    );
    sheet
}

/// The table of activities with its total row.
pub fn table(id: &str, activities: &[Activity]) -> Table {
    let columns = vec![
        Column::center("STT", 6.5),
        Column::center("Ngày", 12.2),
        Column::left("Tên hoạt động", 25.0),
        Column::left("Hình thức", 14.0),
        Column::center("Nội dung (a–đ)", 8.5),
        Column::left("Cấp/khối/lớp", 12.0),
        Column::left("Địa điểm", 14.0),
        Column::left("Đơn vị phối hợp", 15.0),
        Column::right("Số HS", 8.0),
        Column::right("Nữ", 8.0),
        Column::right("Số CMHS", 8.0),
        Column::right("Số CBGV", 7.5),
        Column::right("Kinh phí (đồng)", 13.5),
        Column::left("Kết quả", 16.0),
        Column::left("Minh chứng", 11.5),
    ];
    let mut table = Table::new(id, columns);
    table.rows.reserve(activities.len() + 1);
    for (number, activity) in (1u32..).zip(activities) {
        table.push_of(
            vec![
                Cell::count(number),
                Cell::Date(activity.starts_on),
                Cell::text(activity.title.clone()),
                Cell::text(activity.kind_label.clone()),
                Cell::text(activity.contents.join(", ")),
                Cell::text(activity.audience.clone()),
                Cell::text(activity.place.clone()),
                Cell::text(activity.partners.join("; ")),
                Cell::count(activity.students),
                Cell::count(activity.female),
                Cell::count(activity.parents),
                Cell::count(activity.staff),
                Cell::Money(activity.spent_vnd),
                Cell::text(result(activity)),
                Cell::text(activity.evidence.join("; ")),
            ],
            format!("/activity?id={}", activity.id),
        );
    }
    let summed = [STUDENTS, FEMALE, PARENTS, STAFF, SPENT];
    table.push_total(2, "Tổng cộng", &summed);
    table
}

/// The date column holds one real date, so the last day of a longer activity stands here.
fn result(activity: &Activity) -> String {
    match activity.ends_on {
        Some(last) if last > activity.starts_on => {
            let until = format!("Đến hết ngày {}. {}", last.for_people(), activity.note);
            until.trim_end().to_owned()
        }
        _ => activity.note.clone(),
    }
}
