//! Sheet "Mức tối thiểu": each duty of the rule set in force, how often it was done, by whom.

use crate::report::facts::{Check, Facts, Level};
use crate::report::formula::{Formula, Place};
use crate::report::outline::{Cell, Column, Sheet, Table};

use super::general;

pub const ID: &str = "minimums";
pub const REQUIREMENT: usize = 1;
pub const VERDICT: usize = 8;
pub const MET: &str = "Đạt";
pub const UNMET: &str = "Thiếu";
const STRIVING: &str = "Phấn đấu";
const STUDENTS: usize = 6;

pub fn sheet(facts: &Facts) -> Sheet {
    let heading = "NHIỆM VỤ THEO BỘ QUY ĐỊNH ĐANG DÙNG";
    let mut sheet = Sheet::new(ID, "Mức tối thiểu", heading).landscape();
    sheet.tables.push(table(facts));
    let mut sets: Vec<&str> = facts.checks.iter().map(|it| it.rule_set.as_str()).collect();
    sets.retain(|title| !title.is_empty());
    sets.sort_unstable();
    sets.dedup();
    if !sets.is_empty() {
        let note = format!("Bộ quy định đang dùng: {}.", sets.join("; "));
        sheet.notes.push(note);
    }
    if facts.checks.iter().any(|check| !check.is_distinct) {
        sheet.notes.push(
            "Số HS tham gia tính theo lượt ở yêu cầu chưa ghi tên từng em: em dự hai lần được tính \
             hai lần. Tỷ lệ để “–” khi số lượt nhiều hơn số học sinh của cấp."
                .to_owned(),
        );
    }
    if facts.checks.is_empty() {
        sheet.notes.push("Chưa có số liệu.".to_owned());
    }
    sheet
}

fn table(facts: &Facts) -> Table {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Yêu cầu", 24.0),
        Column::center("Cấp học", 8.0),
        Column::right("Tối thiểu/năm học", 11.0),
        Column::right("Đã thực hiện", 8.0),
        Column::center("Ngày thực hiện", 13.0),
        Column::right("Số HS tham gia", 9.0),
        Column::right("Tỷ lệ HS (%)", 8.0),
        Column::center("Đánh giá", 8.0),
        Column::left("Lý do/Minh chứng", 21.0),
        Column::left("Căn cứ", 20.0),
    ];
    let mut table = Table::new(ID, columns);
    table.title = "Nhiệm vụ theo bộ quy định đang dùng".to_owned();
    for (at, check) in (1u32..).zip(&facts.checks) {
        let row = row(facts, check, at);
        table.push_of(row, format!("/activity?duty={}&status=done", check.duty));
    }
    table
}

fn row(facts: &Facts, check: &Check, number: u32) -> Vec<Cell> {
    let level = check.level.map_or("Toàn trường", Level::label);
    let verdict = match check.is_met {
        true => MET,
        false if check.is_striven_for => STRIVING,
        false => UNMET,
    };
    vec![
        Cell::count(number),
        Cell::text(check.title.clone()),
        Cell::text(level),
        Cell::count(check.required),
        Cell::count(check.found),
        days(check),
        Cell::count(check.students),
        share(facts, check, number as usize - 1),
        Cell::text(verdict),
        Cell::text(check.reason.clone()),
        Cell::text(check.source.trim().to_owned()),
    ]
}

/// One day stays a day; several are listed, the later ones of many only counted.
fn days(check: &Check) -> Cell {
    let mut days = check.days.clone();
    days.sort_unstable();
    days.dedup();
    match days.as_slice() {
        [] => Cell::Empty,
        [day] => Cell::Date(*day),
        many => {
            let shown = many.iter().take(MOST_DAYS).map(|day| day.for_people());
            let mut text = shown.collect::<Vec<_>>().join("; ");
            if many.len() > MOST_DAYS {
                text.push_str(&format!("; … ({} ngày)", many.len()));
            }
            Cell::text(text)
        }
    }
}

const MOST_DAYS: usize = 6;

/// Divides by the pupils of the level, which stand on the sheet `general`.
fn share(facts: &Facts, check: &Check, at: usize) -> Cell {
    let whole = general::place_of_students(facts, check.level);
    let part = Place::here(at, STUDENTS);
    // Attendances of several levels or of several trips can be more than the level has pupils; a
    // share above the whole would say nothing.
    let is_share = i64::from(check.students) <= facts.enrolled(check.level);
    match whole.filter(|_| is_share) {
        Some(place) => Formula::percent(
            (part, i64::from(check.students)),
            (place, facts.enrolled(check.level)),
        )
        .into(),
        None => Cell::text("–"),
    }
}
