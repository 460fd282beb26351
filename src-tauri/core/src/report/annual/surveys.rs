//! Sheet "Khảo sát": for each survey, forms given out and collected and the leading interests.

use crate::report::facts::{Facts, Survey};
use crate::report::formula::{Formula, Place};
use crate::report::outline::{Cell, Chart, Column, Series, Sheet, Table};

pub const ID: &str = "surveys";
pub const COLLECTED: usize = 2;
const HANDED_OUT: usize = 1;
const SHARE: usize = 3;

pub fn sheet(facts: &Facts) -> Sheet {
    let mut sheet = Sheet::new(ID, "Khảo sát", "KẾT QUẢ KHẢO SÁT HỌC SINH");
    sheet.tables = facts.surveys.iter().map(table).collect();
    if facts.surveys.is_empty() {
        sheet.tables.push(Table::new("none", columns(&[])));
        sheet.notes.push("Chưa có số liệu.".to_owned());
    } else {
        sheet
            .notes
            .push("Công cụ tham khảo, chưa chuẩn hóa.".to_owned());
    }
    sheet.look.charts = facts.surveys.iter().filter_map(chart).collect();
    for survey in &facts.surveys {
        let legend = legend(survey);
        if !sheet.notes.contains(&legend) {
            sheet.notes.push(legend);
        }
    }
    sheet
}

/// The leading interests of everyone who answered; nothing where nobody did.
fn chart(survey: &Survey) -> Option<Chart> {
    let answered = survey.classes.iter().any(|class| class.collected > 0);
    (answered && !survey.scales.is_empty()).then(|| Chart {
        title: format!("Nhóm sở thích nổi trội: {}", survey.title),
        table: table_id(survey),
        series: Series::Across {
            first: SHARE + 1,
            last: SHARE + survey.scales.len(),
        },
    })
}

fn table_id(survey: &Survey) -> String {
    format!("survey_{}", survey.id)
}

fn legend(survey: &Survey) -> String {
    let scales = survey.scales.iter();
    let scales: Vec<String> = scales
        .map(|(code, title)| format!("{code}: {title}"))
        .collect();
    format!(
        "Số học sinh theo nhóm sở thích nổi trội của phiếu “{}” ({}).",
        survey.instrument_title,
        scales.join("; ")
    )
}

fn columns(scales: &[(String, String)]) -> Vec<Column> {
    let mut columns = vec![
        Column::left("Lớp", 16.0),
        Column::right("Số phiếu phát", 11.0),
        Column::right("Số phiếu thu", 11.0),
        Column::right("Tỷ lệ (%)", 10.0),
    ];
    let scales = scales.iter();
    columns.extend(scales.map(|(code, _)| Column::right(code.clone(), 7.0)));
    columns
}

fn table(survey: &Survey) -> Table {
    let mut table = Table::new(table_id(survey), columns(&survey.scales));
    table.title = survey.title.clone();
    for class in &survey.classes {
        let mut row = vec![
            Cell::text(class.class.clone()),
            Cell::count(class.handed_out),
            Cell::count(class.collected),
            Cell::Empty,
        ];
        let leading = class.leading.iter().copied().chain(std::iter::repeat(0));
        row.extend(leading.take(survey.scales.len()).map(Cell::count));
        fill_share(&mut row, table.rows.len());
        table.push(row);
    }
    let mut summed: Vec<usize> = (1..table.columns.len()).collect();
    summed.retain(|column| *column != SHARE);
    table.push_total(0, "Tổng cộng", &summed);
    let last = table.rows.len() - 1;
    fill_share(&mut table.rows[last], last);
    table
}

fn fill_share(row: &mut [Cell], at: usize) {
    let number = |column: usize| row[column].number().unwrap_or(0);
    let part = (Place::here(at, COLLECTED), number(COLLECTED));
    let whole = (Place::here(at, HANDED_OUT), number(HANDED_OUT));
    row[SHARE] = Formula::percent(part, whole).into();
}
