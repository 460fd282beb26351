//! Sheet "Tham quan, trải nghiệm": the visits among the activities, with both their days.

use crate::report::facts::Facts;
use crate::report::outline::{Cell, Column, Sheet, Table};

pub const ID: &str = "trips";

pub fn sheet(facts: &Facts) -> Sheet {
    let heading = "CÁC CHUYẾN THAM QUAN, TRẢI NGHIỆM THỰC TẾ";
    let mut sheet = Sheet::new(ID, "Tham quan, trải nghiệm", heading).landscape();
    let columns = vec![
        Column::center("STT", 5.0),
        Column::center("Từ ngày", 12.2),
        Column::center("Đến ngày", 12.2),
        Column::left("Tên chuyến tham quan, trải nghiệm", 28.0),
        Column::left("Cấp/khối/lớp", 13.0),
        Column::left("Địa điểm", 17.0),
        Column::left("Đơn vị phối hợp", 18.0),
        Column::right("Số HS", 8.0),
        Column::right("Nữ", 8.0),
        Column::right("Số CMHS", 8.0),
        Column::right("Số CBGV", 8.0),
        Column::right("Kinh phí (đồng)", 13.5),
        Column::left("Kết quả", 18.0),
    ];
    let mut table = Table::new(ID, columns);
    let trips = facts.activities.iter().filter(|activity| activity.is_trip);
    for (number, trip) in (1u32..).zip(trips) {
        table.push_of(
            vec![
                Cell::count(number),
                Cell::Date(trip.starts_on),
                Cell::Date(trip.ends_on.unwrap_or(trip.starts_on)),
                Cell::text(trip.title.clone()),
                Cell::text(trip.audience.clone()),
                Cell::text(trip.place.clone()),
                Cell::text(trip.partners.join("; ")),
                Cell::count(trip.students),
                Cell::count(trip.female),
                Cell::count(trip.parents),
                Cell::count(trip.staff),
                Cell::Money(trip.spent_vnd),
                Cell::text(trip.note.clone()),
            ],
            format!("/trip/{}", trip.id),
        );
    }
    table.push_total(3, "Tổng cộng", &[7, 8, 9, 10, 11]);
    sheet.tables.push(table);
    sheet
}
