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
    for survey in &facts.surveys {
        sheet.tables.push(table(survey));
        sheet.tables.extend(means(survey));
        sheet.tables.extend(replies(survey));
    }
    if facts.surveys.is_empty() {
        sheet.tables.push(Table::new("none", columns(&[])));
        sheet.notes.push("Chưa có số liệu.".to_owned());
    } else {
        sheet
            .notes
            .push("Công cụ tham khảo, chưa chuẩn hóa.".to_owned());
    }
    sheet.look.charts = facts.surveys.iter().filter_map(chart).collect();
    for survey in facts.surveys.iter().filter(|it| !it.scales.is_empty()) {
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
        table.push_of(row, format!("/survey/{}", survey.id));
    }
    let mut summed: Vec<usize> = (1..table.columns.len()).collect();
    summed.retain(|column| *column != SHARE);
    table.push_total(0, "Tổng cộng", &summed);
    let last = table.rows.len() - 1;
    fill_share(&mut table.rows[last], last);
    table
}

/// What people answered on average, where the scales are no interests.
fn means(survey: &Survey) -> Option<Table> {
    let columns = vec![
        Column::left("Nội dung", 40.0),
        Column::right("Số phiếu", 12.0),
        Column::center("Thang đo", 12.0),
        Column::right("Trung bình", 12.0),
    ];
    let mut table = Table::new(format!("means_{}", survey.id), columns);
    table.title = format!("Mức trả lời trung bình: {}", survey.title);
    for mean in &survey.means {
        table.push(vec![
            Cell::text(mean.title.clone()),
            Cell::count(mean.forms),
            Cell::text(format!("{}–{}", mean.lowest, mean.highest)),
            Cell::text(decimal(mean.mean)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// How often each choice was taken, and the mean of numbers.
fn replies(survey: &Survey) -> Option<Table> {
    let columns = vec![
        Column::left("Câu hỏi", 36.0),
        Column::left("Trả lời", 30.0),
        Column::right("Số phiếu chọn", 10.0),
        Column::right("Số phiếu trả lời", 10.0),
        Column::right("Tỷ lệ (%)", 10.0),
    ];
    let mut table = Table::new(format!("replies_{}", survey.id), columns);
    table.title = format!("Trả lời các câu hỏi: {}", survey.title);
    for question in &survey.questions {
        let text = || Cell::text(question.text.clone());
        let single = |words: String| {
            let count = Cell::count(question.replied);
            vec![text(), Cell::text(words), Cell::Empty, count, Cell::Empty]
        };
        if question.is_hidden {
            table.push(single("Dưới 5 phiếu, không nêu".to_owned()));
        } else if let Some(mean) = question.mean {
            table.push(single(format!("Trung bình {}", decimal(mean))));
        }
        if question.is_hidden {
            continue;
        }
        for (label, count) in &question.options {
            let at = table.rows.len();
            let part = (Place::here(at, 2), i64::from(*count));
            let whole = (Place::here(at, 3), i64::from(question.replied));
            table.push(vec![
                text(),
                Cell::text(label.clone()),
                Cell::count(*count),
                Cell::count(question.replied),
                Formula::percent(part, whole).into(),
            ]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// With one digit and a comma, as the country writes it.
fn decimal(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

fn fill_share(row: &mut [Cell], at: usize) {
    let number = |column: usize| row[column].number().unwrap_or(0);
    let part = (Place::here(at, COLLECTED), number(COLLECTED));
    let whole = (Place::here(at, HANDED_OUT), number(HANDED_OUT));
    row[SHARE] = Formula::percent(part, whole).into();
}
