//! Sheets that the log alone fills: startup support, partners, communication, funding.

use std::collections::BTreeMap;

use crate::domain::activity::{ITEMS, SOURCES};
use crate::report::facts::{Activity, Facts};
use crate::report::formula::{Formula, Place};
use crate::report::outline::{Cell, Column, Sheet, Table};

/// Support of startups (mission-table, A.8): forums, talks and projects.
pub fn startup(facts: &Facts) -> Sheet {
    let heading = "HỖ TRỢ HỌC SINH KHỞI NGHIỆP";
    let mut sheet = Sheet::new("startup", "Khởi nghiệp", heading).landscape();
    let columns = vec![
        Column::center("STT", 5.0),
        Column::center("Ngày", 11.0),
        Column::left("Tên hoạt động", 34.0),
        Column::left("Hình thức", 20.0),
        Column::left("Lớp, khối", 14.0),
        Column::left("Đơn vị phối hợp", 24.0),
        Column::right("Số HS", 8.0),
        Column::right("Nữ", 8.0),
        Column::left("Kết quả", 20.0),
    ];
    let mut table = Table::new("startup", columns);
    let own = of_kinds(facts, &["startup_forum", "startup_project"]);
    for (number, activity) in (1u32..).zip(own) {
        table.push_of(
            vec![
                Cell::count(number),
                Cell::Date(activity.starts_on),
                Cell::text(activity.title.clone()),
                Cell::text(activity.kind_label.clone()),
                Cell::text(activity.audience.clone()),
                Cell::text(activity.partners.join("; ")),
                Cell::count(activity.students),
                Cell::count(activity.female),
                Cell::text(activity.note.clone()),
            ],
            format!("/activity?id={}", activity.id),
        );
    }
    total_or_note(
        &mut sheet,
        table,
        2,
        &[6, 7],
        "Chưa ghi hoạt động khởi nghiệp nào.",
    );
    sheet
}

/// Whom the school worked with (mission-table, rows 110–117).
pub fn partners(facts: &Facts) -> Sheet {
    let heading = "ĐƠN VỊ PHỐI HỢP";
    let mut sheet = Sheet::new("partners", "Đối tác", heading).landscape();
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Tên đơn vị", 34.0),
        Column::right("Số hoạt động", 9.0),
        Column::left("Hoạt động phối hợp", 44.0),
        Column::right("Lượt HS", 9.0),
    ];
    let mut table = Table::new("partners", columns);
    let mut of_partner: BTreeMap<&str, Vec<&Activity>> = BTreeMap::new();
    for activity in &facts.activities {
        for partner in &activity.partners {
            of_partner.entry(partner).or_default().push(activity);
        }
    }
    for (number, (name, activities)) in (1u32..).zip(of_partner) {
        let mut titles: Vec<String> = activities.iter().map(|it| it.title.clone()).collect();
        titles.dedup();
        if titles.len() > MOST_TITLES {
            let left = titles.len() - MOST_TITLES;
            titles.truncate(MOST_TITLES);
            titles.push(format!("và {left} hoạt động khác"));
        }
        table.push(vec![
            Cell::count(number),
            Cell::text(name.to_owned()),
            Cell::count(u32::try_from(activities.len()).unwrap_or(u32::MAX)),
            Cell::text(titles.join("; ")),
            Cell::count(activities.iter().map(|it| it.students).sum::<u32>()),
        ]);
    }
    if table.rows.is_empty() {
        sheet.notes.push("Chưa ghi đơn vị phối hợp nào.".to_owned());
    }
    sheet.tables.push(table);
    sheet
}

const MOST_TITLES: usize = 6;

/// How pupils and parents were told (mission-table, A.11).
pub fn media(facts: &Facts) -> Sheet {
    let heading = "TUYÊN TRUYỀN, TRUYỀN THÔNG";
    let mut sheet = Sheet::new("media", "Truyền thông", heading).landscape();
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Hình thức", 34.0),
        Column::right("Số lượng", 10.0),
        Column::right("Lượt HS tiếp cận", 12.0),
        Column::right("Lượt CMHS tiếp cận", 12.0),
        Column::right("Lượt người dân tiếp cận", 12.0),
    ];
    let mut table = Table::new("media", columns);
    let kinds = [
        "media",
        "outreach_meeting",
        "parent_meeting",
        "career_fair",
        "job_fair",
        "stage_show",
        "movement",
    ];
    let mut number = 0u32;
    for kind in kinds {
        let kinds = [kind];
        let own: Vec<&Activity> = of_kinds(facts, &kinds).collect();
        let Some(first) = own.first() else {
            continue;
        };
        number += 1;
        let sum = |of: fn(&Activity) -> u32| own.iter().map(|it| of(it)).sum::<u32>();
        table.push(vec![
            Cell::count(number),
            Cell::text(first.kind_label.clone()),
            Cell::count(u32::try_from(own.len()).unwrap_or(u32::MAX)),
            Cell::count(sum(|it| it.students)),
            Cell::count(sum(|it| it.parents)),
            Cell::count(sum(|it| it.community)),
        ]);
    }
    total_or_note(
        &mut sheet,
        table,
        1,
        &[2, 3, 4, 5],
        "Chưa ghi hoạt động tuyên truyền nào.",
    );
    sheet
}

/// Money by item and source, planned and spent (mission-table, rows 162–168). The sums of both ways are the
/// same cells (C21).
pub fn funding(facts: &Facts) -> Sheet {
    let heading = "KINH PHÍ THEO NỘI DUNG CHI VÀ NGUỒN";
    let mut sheet = Sheet::new("funding", "Kinh phí", heading).landscape();
    let mut columns = vec![
        Column::center("STT", 5.0),
        Column::left("Nội dung chi", 26.0),
    ];
    columns.extend(SOURCES.iter().map(|(_, label)| Column::right(*label, 11.0)));
    columns.extend([
        Column::right("Thực hiện (đồng)", 13.0),
        Column::right("Dự toán (đồng)", 13.0),
        Column::right("Tỷ lệ (%)", 8.0),
    ]);
    let mut table = Table::new("funding", columns);
    let (first, spent) = (2, 2 + SOURCES.len());
    for (at, (item, label)) in ITEMS.iter().enumerate() {
        let lines = || facts.money.iter().filter(|line| line.item == *item);
        let mut row = vec![Cell::count(at as u32 + 1), Cell::text(*label)];
        row.extend(SOURCES.iter().map(|(source, _)| {
            let own = lines().filter(|line| line.source == *source);
            Cell::Money(own.map(|line| line.spent_vnd).sum())
        }));
        let columns: Vec<usize> = (first..spent).collect();
        let sum = Formula::add_across(at, &row, &columns);
        row.push(sum.into());
        row.push(Cell::Money(lines().map(|line| line.planned_vnd).sum()));
        row.push(Cell::Empty);
        fill_share(&mut row, at, spent);
        table.push(row);
    }
    let summed: Vec<usize> = (first..=spent + 1).collect();
    table.push_total(1, "Cộng", &summed);
    let last = table.rows.len() - 1;
    fill_share(&mut table.rows[last], last, spent);
    sheet.tables.push(table);
    if facts.money.is_empty() {
        sheet
            .notes
            .push("Chưa ghi kinh phí của hoạt động nào.".to_owned());
    }
    sheet
}

fn fill_share(row: &mut [Cell], at: usize, spent: usize) {
    let number = |column: usize| row[column].number().unwrap_or_default();
    let part = (Place::here(at, spent), number(spent));
    let whole = (Place::here(at, spent + 1), number(spent + 1));
    row[spent + 2] = Formula::percent(part, whole).into();
}

fn of_kinds<'a>(facts: &'a Facts, kinds: &'a [&str]) -> impl Iterator<Item = &'a Activity> {
    let is_own = move |it: &&Activity| kinds.contains(&it.stands_for.as_str());
    facts.activities.iter().filter(is_own)
}

fn total_or_note(sheet: &mut Sheet, mut table: Table, at: usize, summed: &[usize], none: &str) {
    match table.rows.is_empty() {
        true => sheet.notes.push(none.to_owned()),
        false => table.push_total(at, "Tổng cộng", summed),
    }
    sheet.tables.push(table);
}
