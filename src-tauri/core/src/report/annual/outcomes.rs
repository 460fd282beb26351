//! Sheets of where leavers went: after THCS, after THPT, and their list (annual-report, C.3).

use crate::domain::handover::Handing;
use crate::domain::outcome::{OutcomeRow, degree};
use crate::report::facts::{Facts, Level, OutcomeLevel};
use crate::report::formula::{Formula, Place};
use crate::report::outline::{Cell, Column, Sheet, Table};

pub const THCS: &str = "outcomes_thcs";
pub const THPT: &str = "outcomes_thpt";
pub const LIST: &str = "outcome_list";

/// Columns before the destinations.
const LEAVERS: usize = 3;
const FIRST: usize = 7;

/// Those of the three that the school's levels have.
pub fn sheets(facts: &Facts) -> Vec<Sheet> {
    let of = |is: fn(Level) -> bool| -> Vec<&OutcomeLevel> {
        facts
            .outcomes
            .levels
            .iter()
            .filter(|own| is(own.level))
            .collect()
    };
    let after_thcs = of(|level| level == Level::Thcs);
    let after_thpt = of(|level| level != Level::Thcs);
    let mut sheets = Vec::new();
    if !after_thcs.is_empty() {
        let heading = "BIỂU 1. PHÂN LUỒNG HỌC SINH SAU TRUNG HỌC CƠ SỞ";
        let mut sheet = sheet(THCS, "Phân luồng THCS", heading, &after_thcs);
        let how = if facts.outcomes.counts_trade {
            "có"
        } else {
            "không"
        };
        sheet.notes.push(format!(
            "Tính em vừa học văn hóa vừa học nghề vào giáo dục nghề nghiệp (GDNN): {how}. \
             Em chỉ học văn hóa ở GDTX không tính."
        ));
        sheet.tables.push(handing(&facts.outcomes.handing));
        sheet.notes.push(
            "Danh sách có tên và số điện thoại chỉ nằm trong gói bàn giao có mật khẩu, của các em mà cha mẹ \
             và em đã đồng ý cho nơi nhận."
                .to_owned(),
        );
        sheets.push(sheet);
    }
    if !after_thpt.is_empty() {
        let heading = "BIỂU 2. PHÂN LUỒNG HỌC SINH SAU TRUNG HỌC PHỔ THÔNG";
        sheets.push(sheet(THPT, "Phân luồng THPT", heading, &after_thpt));
    }
    if !facts.outcomes.levels.is_empty() {
        sheets.push(list(facts));
    }
    sheets
}

fn sheet(id: &'static str, name: &str, heading: &str, levels: &[&OutcomeLevel]) -> Sheet {
    let mut sheet = Sheet::new(id, name, heading).landscape();
    for level in levels {
        // The first level's tables are named by the sheet, a second one's by its level.
        let own = match sheet.tables.is_empty() {
            true => id.to_owned(),
            false => format!("{id}_{}", level.level.code()),
        };
        let classes = classes(&own, level);
        let streams = streams(id, &format!("{own}_streams"), level, &classes);
        sheet.tables.extend([classes, streams]);
    }
    sheet.notes.push(
        "Nơi học, nơi làm thực tế từ tháng 9 sau khi ra trường; chỗ đã xác minh lại thì theo kết quả \
         xác minh. “Chưa xác định” là em chưa biết nơi học, nơi làm, để tổng các luồng bằng số em ra \
         trường."
            .to_owned(),
    );
    sheet
}

fn classes(id: &str, level: &OutcomeLevel) -> Table {
    let grade = if level.level == Level::Thcs { 9 } else { 12 };
    let counted = match level.level {
        Level::Thcs => ("Cộng GDNN", "Tỷ lệ GDNN (%)"),
        Level::TieuHoc | Level::Thpt | Level::Gdtx => ("Vào cao đẳng", "Tỷ lệ cao đẳng (%)"),
    };
    let mut columns = vec![
        Column::center("STT", 4.0),
        Column::center("Lớp", 7.0),
        Column::right(format!("Tổng số HS lớp {grade}"), 7.0),
        Column::right(format!("Số HS {}", level.completed), 8.0),
        Column::right("Nữ", 5.0),
        Column::right("Dân tộc thiểu số", 7.0),
        Column::right("Khuyết tật", 6.0),
    ];
    let streams = level.destinations.iter();
    columns.extend(streams.map(|stream| Column::right(stream.label.clone(), 7.0)));
    columns.extend([Column::right(counted.0, 6.0), Column::right(counted.1, 7.0)]);
    let mut table = Table::new(id, columns);
    table.title = format!("Theo lớp, cấp {}", level.level.label());
    for (number, class) in (1u32..).zip(&level.classes) {
        let row = class_row(number, class, level, table.rows.len());
        let records = format!(
            "/outcome/entry?level={}&class={}",
            level.level.code(),
            class.class
        );
        table.push_of(row, records);
    }
    let summed: Vec<usize> = (2..FIRST + level.destinations.len()).collect();
    table.push_total(1, "Cộng", &summed);
    let total = table.rows.len() - 1;
    fill_counted(&mut table.rows[total], total, level);
    // The share of each stream stands below its sum.
    let leavers = table.rows[total][LEAVERS].number().unwrap_or_default();
    let mut shares = vec![Cell::Empty; table.columns.len()];
    shares[1] = Cell::text("Tỷ lệ (%)");
    for (at, share) in shares
        .iter_mut()
        .enumerate()
        .skip(FIRST)
        .take(level.destinations.len())
    {
        let part = table.rows[total][at].number().unwrap_or_default();
        *share = Formula::percent(
            (Place::here(total, at), part),
            (Place::here(total, LEAVERS), leavers),
        )
        .into();
    }
    table.push(shares);
    table
}

fn class_row(number: u32, class: &OutcomeRow, level: &OutcomeLevel, at: usize) -> Vec<Cell> {
    let mut row = vec![
        Cell::count(number),
        Cell::text(class.class.clone()),
        Cell::count(class.students),
        Cell::count(class.leavers),
        Cell::count(class.female),
        Cell::count(class.minority),
        Cell::count(class.disability),
    ];
    row.extend(class.counts.iter().map(|count| Cell::count(*count)));
    row.extend([Cell::Empty, Cell::Empty]);
    fill_counted(&mut row, at, level);
    row
}

/// Adds up what counts, and divides it by the leavers.
fn fill_counted(row: &mut [Cell], at: usize, level: &OutcomeLevel) {
    let counted: Vec<usize> = (level.destinations.iter().enumerate())
        .filter(|(_, destination)| destination.is_counted)
        .map(|(place, _)| FIRST + place)
        .collect();
    let sum = FIRST + level.destinations.len();
    let added = Formula::add_across(at, row, &counted);
    let part = added.value.number().unwrap_or_default();
    let leavers = row[LEAVERS].number().unwrap_or_default();
    row[sum] = added.into();
    row[sum + 1] = Formula::percent(
        (Place::here(at, sum), part),
        (Place::here(at, LEAVERS), leavers),
    )
    .into();
}

/// Biểu 4 in figures: its names leave in a package only (mission-table, rows 128 and 129).
fn handing(handing: &Handing) -> Table {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Học sinh không trúng tuyển lớp 10", 30.0).spanning(8),
        Column::right("Số HS", 10.0).spanning(3),
    ];
    let mut table = Table::new(format!("{THCS}_handover"), columns);
    table.title = "Biểu 4. Bàn giao danh sách cho cơ sở giáo dục nghề nghiệp".to_owned();
    let lines = [
        (
            "Không trúng tuyển công lập, chưa có nơi học khác",
            handing.not_admitted,
        ),
        ("Trong đó cha mẹ và em đã trả lời", handing.answered),
        ("Đã bàn giao (có đủ đồng ý)", handing.handed_on),
        ("Đã nhập học ở nơi nhận", handing.enrolled),
    ];
    for (number, (label, count)) in (1u32..).zip(lines) {
        let known = match handing.is_known {
            true => Cell::count(count),
            false => Cell::text("Chưa có kết quả"),
        };
        table.push(vec![Cell::count(number), Cell::text(label), known]);
    }
    table
}

/// Each stream by sex, ethnicity and disability.
fn streams(sheet: &'static str, id: &str, level: &OutcomeLevel, classes: &Table) -> Table {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Luồng", 30.0).spanning(5),
        Column::right("Số HS", 10.0).spanning(3),
        Column::right("Tỷ lệ (%)", 10.0).spanning(3),
        Column::right("Nữ", 10.0).spanning(2),
        Column::right("Dân tộc thiểu số", 12.0).spanning(3),
        Column::right("Khuyết tật", 10.0).spanning(3),
    ];
    let mut table = Table::new(id, columns);
    table.title = format!("Theo luồng, cấp {}", level.level.label());
    let total = classes.rows.len().saturating_sub(2);
    for (at, (stream, parts)) in level.destinations.iter().zip(&level.parts).enumerate() {
        let sum = Formula::same(sheet, classes, total, FIRST + at);
        let share = Formula::same(sheet, classes, total + 1, FIRST + at);
        table.push(vec![
            Cell::count(at as u32 + 1),
            Cell::text(stream.label.clone()),
            sum.map_or(Cell::Empty, Cell::from),
            share.map_or(Cell::Empty, Cell::from),
            Cell::count(parts[0]),
            Cell::count(parts[1]),
            Cell::count(parts[2]),
        ]);
    }
    table.push_total(1, "Cộng", &[2, 4, 5, 6]);
    table
}

fn list(facts: &Facts) -> Sheet {
    let heading = "DANH SÁCH HỌC SINH THEO LUỒNG SAU KHI RA TRƯỜNG";
    let mut sheet = Sheet::new(LIST, "DS phân luồng", heading).landscape();
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Họ và tên", 22.0),
        Column::center("Ngày sinh", 11.0),
        Column::center("Nữ", 5.0),
        Column::center("Dân tộc", 9.0),
        Column::center("Lớp", 7.0),
        Column::left("Luồng", 18.0),
        Column::left("Cơ sở tiếp tục học", 26.0),
        Column::left("Ngành/nghề", 20.0),
        Column::left("Trình độ", 11.0),
        Column::left("Ghi chú", 12.0),
    ];
    let mut table = Table::new(LIST, columns);
    for (number, leaver) in (1u32..).zip(&facts.outcomes.list) {
        let born = leaver.born_on.as_deref().unwrap_or_default();
        table.push_of(
            vec![
                Cell::count(number),
                Cell::text(leaver.name.clone()),
                match born.parse() {
                    Ok(day) => Cell::Date(day),
                    Err(()) => Cell::text(born.to_owned()),
                },
                Cell::text(if leaver.is_female { "x" } else { "" }),
                Cell::text(leaver.ethnicity.clone()),
                Cell::text(leaver.class.clone()),
                Cell::text(leaver.label.clone()),
                Cell::text(leaver.place.clone()),
                Cell::text(leaver.trade.clone()),
                Cell::text(degree(&leaver.destination)),
                Cell::text(leaver.note.clone()),
            ],
            format!("/student/{}", leaver.id),
        );
    }
    sheet.tables.push(table);
    sheet.notes.push(
        "Danh sách không có địa chỉ và số điện thoại. Chỉ gửi cho nơi cần đến, theo đồng ý của gia đình."
            .to_owned(),
    );
    sheet
}
