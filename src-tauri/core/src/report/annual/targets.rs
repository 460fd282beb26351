//! Sheet "Chỉ tiêu": what the rule sets ask beside the yearly minimums, and how the school stands.

use crate::domain::compliance::RuleKind;
use crate::report::facts::{Facts, Level, Target};
use crate::report::formula::{Formula, Place};
use crate::report::outline::{Cell, Column, Sheet, Table};

pub const ID: &str = "targets";
const WHOLE: usize = 4;
const PART: usize = 5;

pub fn sheet(facts: &Facts) -> Sheet {
    let heading = "CHỈ TIÊU VÀ KẾT QUẢ THỰC HIỆN";
    let mut sheet = Sheet::new(ID, "Chỉ tiêu", heading).landscape();
    sheet.tables.push(table(facts));
    if facts.targets.is_empty() {
        sheet
            .notes
            .push("Bộ quy định đang dùng không đặt chỉ tiêu.".to_owned());
    }
    sheet.notes.push(
        "Chỉ tiêu là của nhà trường, không đặt cho lớp hay học sinh. “Phấn đấu” cho biết còn cách bao \
         nhiêu, không xếp đạt hay chưa đạt."
            .to_owned(),
    );
    sheet
}

fn table(facts: &Facts) -> Table {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Nội dung chỉ tiêu", 26.0),
        Column::left("Căn cứ", 22.0),
        Column::center("Đơn vị tính", 9.0),
        Column::right("Mẫu số", 8.0),
        Column::right("Thực hiện", 8.0),
        Column::right("Tỷ lệ (%)", 8.0),
        Column::center("Mức yêu cầu", 13.0),
        Column::center("Đánh giá", 10.0),
        Column::left("Ghi chú", 20.0),
    ];
    let mut table = Table::new(ID, columns);
    for (at, target) in facts.targets.iter().enumerate() {
        table.push(row(at, target));
    }
    table
}

fn row(at: usize, target: &Target) -> Vec<Cell> {
    let is_share = target.unit == "percent";
    let level = target.level.map_or("", Level::label);
    let title = match target.title.contains(level) || level.is_empty() {
        true => target.title.clone(),
        false => format!("{} (cấp {level})", target.title),
    };
    let (part, of) = (i64::from(target.part), i64::from(target.of));
    vec![
        Cell::count(at as u32 + 1),
        Cell::text(title),
        Cell::text(target.source.clone()),
        Cell::text(match target.unit.as_str() {
            "percent" => "%",
            "times" => "người",
            _ => "mục",
        }),
        match is_share || target.of > 0 {
            true => Cell::count(target.of),
            false => Cell::Empty,
        },
        match is_share || target.of > 0 {
            true => Cell::count(target.part),
            false => Cell::count(target.found),
        },
        match is_share {
            true => {
                Formula::percent((Place::here(at, PART), part), (Place::here(at, WHOLE), of)).into()
            }
            false => Cell::text("–"),
        },
        Cell::text(asked(target)),
        Cell::text(verdict(target)),
        Cell::text(note(target)),
    ]
}

/// `từ 25% đến 30%`, `phấn đấu 40%`, `đủ 100%`
fn asked(target: &Target) -> String {
    let unit = if target.unit == "percent" { "%" } else { "" };
    let value = target.required;
    match (target.kind, target.high) {
        (RuleKind::Range, Some(high)) => format!("từ {value}{unit} đến {high}{unit}"),
        (RuleKind::Exactly, _) => format!("đủ {value}{unit}"),
        (RuleKind::Aspire, _) => format!("phấn đấu {value}{unit}"),
        _ => format!("tối thiểu {value}{unit}"),
    }
}

fn verdict(target: &Target) -> &'static str {
    match (target.is_met, target.kind) {
        (true, RuleKind::Range) if target.reaches_high => "Đạt mức phấn đấu",
        (true, RuleKind::Range) => "Đạt mức tối thiểu",
        (true, _) => "Đạt",
        (false, RuleKind::Aspire) => "Đang phấn đấu",
        (false, _) => "Chưa đạt",
    }
}

fn note(target: &Target) -> String {
    let plan = match target.plan.is_empty() {
        true => String::new(),
        false => format!("Cách bù: {}", target.plan),
    };
    let all = [target.reason.as_str(), plan.as_str()];
    let said: Vec<&str> = all.into_iter().filter(|text| !text.is_empty()).collect();
    said.join(". ")
}
