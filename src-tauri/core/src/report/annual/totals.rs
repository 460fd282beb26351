//! Sheet "Tổng hợp HĐ": activities and attendances by kind and level.

use std::collections::BTreeMap;

use crate::kernel::Date;
use crate::kernel::name::collation_key;
use crate::report::facts::{Activity, Facts};
use crate::report::formula::Formula;
use crate::report::outline::{Cell, Chart, Column, Series, Sheet, Table};

pub const ID: &str = "activity_totals";
const MONTHS: &str = "activity_months";

pub fn sheet(facts: &Facts) -> Sheet {
    let heading = "TỔNG HỢP HOẠT ĐỘNG THEO HÌNH THỨC VÀ CẤP HỌC";
    let mut sheet = Sheet::new(ID, "Tổng hợp HĐ", heading).landscape();
    sheet.tables.push(table(facts));
    sheet.tables.push(months(facts));
    sheet.look.charts.push(Chart {
        title: "Số hoạt động theo tháng".to_owned(),
        table: MONTHS.to_owned(),
        series: Series::Down {
            labels: 1,
            values: 2,
        },
    });
    if facts.levels().len() > 1 {
        sheet.notes.push(
            "Hoạt động chung cho học sinh nhiều cấp ghi một lần ở cột “Nhiều cấp”, không cộng vào \
             từng cấp."
                .to_owned(),
        );
    }
    sheet
}

/// The columns that hold the totals of activities and of attendances.
pub fn total_columns(table: &Table) -> (usize, usize) {
    (table.columns.len() - 2, table.columns.len() - 1)
}

fn table(facts: &Facts) -> Table {
    let groups = groups(facts);
    let mut columns = vec![Column::center("STT", 5.0), Column::left("Hình thức", 32.0)];
    for group in groups.iter().copied().chain(["Cộng"]) {
        columns.push(Column::right(format!("{group}: số hoạt động"), 11.0));
        columns.push(Column::right(format!("{group}: lượt HS"), 11.0));
    }
    let mut table = Table::new(ID, columns);
    for (number, kind) in (1u32..).zip(kinds(facts)) {
        let row = row(facts, &groups, number, &kind);
        table.push_of(row, format!("/activity?kind={}", kind.code));
    }
    let summed: Vec<usize> = (2..table.columns.len()).collect();
    table.push_total(1, "Tổng cộng", &summed);
    table
}

/// Activities and attendances of every month of the period, empty ones included.
fn months(facts: &Facts) -> Table {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::center("Tháng", 12.0),
        Column::right("Số hoạt động", 11.0),
        Column::right("Lượt học sinh", 11.0),
    ];
    let mut table = Table::new(MONTHS, columns);
    table.title = "Hoạt động theo tháng".to_owned();
    let (first, last) = (facts.period.from, facts.period.to);
    let month_of = |day: Date| day.year() * 12 + day.month0();
    for (number, month) in (1u32..).zip(month_of(first)..=month_of(last)) {
        let held: Vec<&Activity> = facts
            .activities
            .iter()
            .filter(|activity| month_of(activity.starts_on) == month)
            .collect();
        let students: i64 = held.iter().map(|it| i64::from(it.students)).sum();
        table.push_of(
            vec![
                Cell::count(number),
                Cell::text(format!("{:02}/{}", month % 12 + 1, month / 12)),
                Cell::Count(i64::try_from(held.len()).unwrap_or(i64::MAX)),
                Cell::Count(students),
            ],
            {
                let first = |month: i32| Date::new(month / 12, month.unsigned_abs() % 12 + 1, 1);
                match (first(month), first(month + 1)) {
                    (Some(from), Some(next)) => {
                        format!("/activity?from={from}&to={}", next.plus_days(-1))
                    }
                    _ => String::new(),
                }
            },
        );
    }
    table.push_total(1, "Tổng cộng", &[2, 3]);
    table
}

/// A column pair for each level of the school, and one for what concerns several levels at once:
/// so each activity counts once and the rows add up to the list.
fn groups(facts: &Facts) -> Vec<&'static str> {
    let mut groups: Vec<_> = facts
        .levels()
        .into_iter()
        .map(|level| level.label())
        .collect();
    if groups.len() != 1 {
        groups.push(SEVERAL);
    }
    groups
}

const SEVERAL: &str = "Nhiều cấp";

struct Kind<'a> {
    code: &'a str,
    label: &'a str,
    activities: Vec<&'a Activity>,
}

/// The kinds that occur, by their Vietnamese names, "Khác" last.
fn kinds(facts: &Facts) -> Vec<Kind<'_>> {
    let mut kinds: BTreeMap<&str, Kind> = BTreeMap::new();
    for activity in &facts.activities {
        let kind = kinds.entry(&activity.kind).or_insert_with(|| Kind {
            code: &activity.kind,
            label: &activity.kind_label,
            activities: Vec::new(),
        });
        kind.activities.push(activity);
    }
    let mut kinds: Vec<Kind> = kinds.into_values().collect();
    kinds.sort_by_cached_key(|kind| (kind.code == "other", collation_key(kind.label)));
    kinds
}

fn row(facts: &Facts, groups: &[&'static str], number: u32, kind: &Kind) -> Vec<Cell> {
    let levels = facts.levels();
    let mut counts = vec![(0i64, 0i64); groups.len()];
    for activity in &kind.activities {
        let own = match activity.levels.as_slice() {
            [level] => levels.iter().position(|known| known == level),
            _ => None,
        };
        let count = &mut counts[own.unwrap_or(groups.len() - 1)];
        count.0 += 1;
        count.1 += i64::from(activity.students);
    }
    let mut row = vec![Cell::count(number), Cell::text(kind.label.to_owned())];
    for (activities, students) in counts {
        row.push(Cell::Count(activities));
        row.push(Cell::Count(students));
    }
    let pairs = |first: usize| (first..2 + 2 * groups.len()).step_by(2).collect::<Vec<_>>();
    let at = number as usize - 1;
    let activities = Formula::add_across(at, &row, &pairs(2));
    let students = Formula::add_across(at, &row, &pairs(3));
    row.push(activities.into());
    row.push(students.into());
    row
}
