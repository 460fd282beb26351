//! Sheet "Bìa": the signed report, its main figures taken live from the annexes.

use crate::report::facts::Facts;
use crate::report::formula::{Formula, Place, Value};
use crate::report::outline::{Cell, Column, Form, Frame, Sheet, Table};

use super::{activities, find, general, minimums, surveys, totals, trips};

pub fn sheet(facts: &Facts, frame: &Frame, annexes: &[Sheet]) -> Sheet {
    let mut sheet = Sheet::new("cover", "Bìa", "");
    sheet.look.form = Form::Cover;
    sheet.tables = vec![head(frame), summary(facts, annexes)];
    sheet
}

/// What the frame draws, for those who read the outline.
fn head(frame: &Frame) -> Table {
    let columns = vec![Column::left("Mục", 30.0), Column::left("Nội dung", 58.0)];
    let mut table = Table::new("head", columns);
    table.is_drawn = false;
    let title = format!("{} {}", frame.kind, frame.subject);
    let rows = [
        ("Cơ quan chủ quản", frame.parent_body.clone()),
        ("Cơ quan ban hành", frame.school.clone()),
        ("Số, ký hiệu", frame.number.clone()),
        ("Địa danh, ngày", frame.place_and_date.clone()),
        ("Tên văn bản", title),
        ("Nơi nhận", frame.recipients.join("\n")),
        ("Chức vụ người ký", frame.signer_title.join("\n")),
        ("Người ký", frame.signer.clone()),
    ];
    for (label, text) in rows {
        table.push(vec![Cell::text(label), Cell::text(text)]);
    }
    table
}

fn summary(facts: &Facts, annexes: &[Sheet]) -> Table {
    let columns = vec![
        Column::center("STT", 6.0).spanning(2),
        Column::left("Nội dung", 52.0).spanning(13),
        Column::center("Đơn vị tính", 14.0).spanning(4),
        Column::right("Số liệu", 16.0).spanning(5),
    ];
    let mut table = Table::new("summary", columns);
    for (number, (label, unit, figure)) in (1u32..).zip(figures(facts, annexes)) {
        let figure = figure.map_or(Cell::Empty, Cell::from);
        table.push(vec![
            Cell::count(number),
            Cell::text(label),
            Cell::text(unit),
            figure,
        ]);
    }
    table
}

type Figure = (&'static str, &'static str, Option<Formula>);

fn figures(facts: &Facts, annexes: &[Sheet]) -> Vec<Figure> {
    let table = |sheet, id: &str| find(annexes, sheet).and_then(|sheet| sheet.table(id));
    let last = |sheet, column| {
        let table = table(sheet, sheet)?;
        Formula::same(sheet, table, table.rows.len().checked_sub(1)?, column)
    };
    let school = |column| {
        let table = table(general::ID, general::GRADES)?;
        let row = general::row_of(table, None)?;
        Formula::same(general::ID, table, row, column)
    };
    let of_totals = table(totals::ID, totals::ID).map(totals::total_columns);
    let duties = table(minimums::ID, minimums::ID);
    let duty = minimums::REQUIREMENT;
    let trip = table(trips::ID, trips::ID).map(trips_done);
    vec![
        ("Tổng số lớp", "lớp", school(general::CLASSES)),
        ("Tổng số học sinh", "học sinh", school(general::STUDENTS)),
        ("Trong đó: học sinh nữ", "học sinh", school(general::FEMALE)),
        (
            "Nhiệm vụ theo bộ quy định đang dùng",
            "nhiệm vụ",
            duties.map(|table| Formula::count_all(minimums::ID, table, duty)),
        ),
        (
            "Trong đó: nhiệm vụ đạt mức tối thiểu",
            "nhiệm vụ",
            duties.map(|table| {
                let (word, condition) = (minimums::MET, ",\"Đạt\"");
                Formula::count_if(minimums::ID, table, minimums::VERDICT, word, condition)
            }),
        ),
        (
            "Hoạt động đã thực hiện",
            "hoạt động",
            of_totals.and_then(|columns| last(totals::ID, columns.0)),
        ),
        ("Trong đó: chuyến tham quan, trải nghiệm", "chuyến", trip),
        (
            "Lượt học sinh tham gia hoạt động",
            "lượt",
            last(activities::ID, activities::STUDENTS),
        ),
        (
            "Trong đó: lượt học sinh nữ",
            "lượt",
            last(activities::ID, activities::FEMALE),
        ),
        (
            "Lượt cha mẹ học sinh tham gia",
            "lượt",
            last(activities::ID, activities::PARENTS),
        ),
        (
            "Lượt cán bộ, giáo viên tham gia",
            "lượt",
            last(activities::ID, activities::STAFF),
        ),
        ("Phiếu khảo sát thu về", "phiếu", forms(facts, annexes)),
        (
            "Kinh phí đã chi cho hoạt động",
            "đồng",
            last(activities::ID, activities::SPENT),
        ),
    ]
}

/// The rows of the sheet of trips but its total.
fn trips_done(table: &Table) -> Formula {
    let mut listed = table.clone();
    listed.rows.pop();
    Formula::count_all(trips::ID, &listed, 0)
}

fn forms(facts: &Facts, annexes: &[Sheet]) -> Option<Formula> {
    let sheet = find(annexes, surveys::ID)?;
    let surveys = facts.surveys.iter().zip(&sheet.tables);
    let total = |table: &Table| {
        let row = table.rows.len().checked_sub(1)?;
        let count = table.rows[row][surveys::COLLECTED].number()?;
        let place = Place::there(surveys::ID, &table.id, row, surveys::COLLECTED);
        Some((place, Value::Count(count)))
    };
    let places = surveys.filter_map(|(_, table)| total(table)).collect();
    Some(Formula::add_places(places))
}
