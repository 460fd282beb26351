//! Opening a pupil's record, the review of a class, and the sheets of a class, in a book of years.

use std::time::Duration;

use serde_json::json;
use support::make::{Seat, texts};

use crate::table::{Table, middle, part, time};

const PUPILS: usize = 100;
const LIMIT: Duration = Duration::from_millis(30);
const SHEETS: Duration = Duration::from_secs(5);

pub fn measure(table: &mut Table, seat: &mut Seat) {
    let classes = texts(&seat.call("class_list", json!({})), "name");
    let leaving = classes.iter().rfind(|name| name.starts_with('9'));
    let class = leaving.or(classes.last()).unwrap().clone();
    let pupils = seat.call("student_list", json!({"limit": PUPILS, "after": 200}));
    let mut opened: Vec<Duration> = texts(&pupils, "id")
        .into_iter()
        .map(|id| time(|| drop(seat.call("record_get", json!({"id": id})))))
        .collect();
    let name = "Mở hồ sơ một em (p99)";
    table.within(name, part(&mut opened, 99), middle(&mut opened), LIMIT);
    let mut listed: Vec<Duration> = (0..20)
        .map(|_| time(|| drop(seat.call("record_list", json!({"class": class})))))
        .collect();
    let name = "Rà soát một lớp (p99)";
    table.within(name, part(&mut listed, 99), middle(&mut listed), LIMIT);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phieu.pdf");
    let export = json!({"class": class, "path": path});
    let sheets = time(|| drop(seat.call("record_export", export)));
    let size = seat.call("student_count", json!({"class": class}));
    table.within(
        &format!("{size} phiếu của một lớp thành PDF"),
        sheets,
        sheets,
        SHEETS,
    );
}
