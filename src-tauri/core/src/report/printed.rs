//! The outline as pages of words, for the writers that draw no live cells: Word and PDF.

use serde::Serialize;

use super::formula::Value;
use super::outline::{Align, Cell, Chart, Form, Outline, Series, Sheet, Table};
use super::words;

/// A whole document (NĐ 30/2020/NĐ-CP, Phụ lục I).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Printed {
    pub title: String,
    pub parent_body: String,
    pub school: String,
    pub number: String,
    pub place_and_date: String,
    pub kind: String,
    pub subject: String,
    pub opening: String,
    pub closing: String,
    pub recipients: Vec<String>,
    pub signer_title: Vec<String>,
    pub signer: String,
    pub preparer: String,
    pub sheets: Vec<PrintedSheet>,
}

/// The cover or an annex.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedSheet {
    /// `cover prose tables`
    pub form: &'static str,
    /// `Phụ lục II`; empty on the cover.
    pub annex: String,
    pub heading: String,
    pub attached_to: String,
    pub is_landscape: bool,
    pub tables: Vec<PrintedTable>,
    pub charts: Vec<PrintedChart>,
    pub notes: Vec<String>,
}

/// Bars of one table, drawn by the writer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedChart {
    pub title: String,
    pub bars: Vec<PrintedBar>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedBar {
    pub label: String,
    /// As people read it.
    pub value: String,
    /// Of the longest bar, 0 to 1.
    pub part: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedTable {
    /// Empty where the sheet's heading says it already.
    pub title: String,
    pub columns: Vec<PrintedColumn>,
    pub rows: Vec<PrintedRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedColumn {
    pub heading: String,
    /// Part of the page's width.
    pub width: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedRow {
    pub cells: Vec<PrintedCell>,
    pub is_strong: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedCell {
    pub text: String,
    /// `left center right`
    pub align: &'static str,
}

/// The same figures as the workbook, as people read them.
pub fn printed(outline: &Outline) -> Printed {
    let frame = &outline.frame;
    Printed {
        title: outline.title.clone(),
        parent_body: frame.parent_body.clone(),
        school: frame.school.clone(),
        number: frame.number.clone(),
        place_and_date: frame.place_and_date.clone(),
        kind: frame.kind.clone(),
        subject: frame.subject.clone(),
        opening: frame.opening.clone(),
        closing: frame.closing.clone(),
        recipients: frame.recipients.clone(),
        signer_title: frame.signer_title.clone(),
        signer: frame.signer.clone(),
        preparer: frame.preparer.clone(),
        sheets: (outline.sheets.iter())
            .map(|sheet| printed_sheet(sheet, &frame.attached_to))
            .collect(),
    }
}

fn printed_sheet(sheet: &Sheet, attached_to: &str) -> PrintedSheet {
    let drawn = sheet.tables.iter().filter(|table| table.is_drawn);
    PrintedSheet {
        form: match sheet.look.form {
            Form::Cover => "cover",
            Form::Prose => "prose",
            Form::Tables => "tables",
        },
        annex: match sheet.look.annex {
            0 => String::new(),
            number => format!("Phụ lục {}", words::roman(number)),
        },
        heading: sheet.look.heading.clone(),
        attached_to: attached_to.to_owned(),
        is_landscape: sheet.look.is_landscape,
        tables: drawn.map(|table| printed_table(sheet, table)).collect(),
        charts: (sheet.look.charts.iter())
            .filter_map(|chart| printed_chart(chart, sheet.table(&chart.table)?))
            .collect(),
        notes: sheet.notes.clone(),
    }
}

fn printed_chart(chart: &Chart, table: &Table) -> Option<PrintedChart> {
    let cells: Vec<(String, i64)> = match chart.series {
        Series::Down { labels, values } => (table.rows.iter().enumerate())
            // Totals are no bars.
            .filter(|(at, _)| !table.strong.contains(at))
            .filter_map(|(_, row)| Some((words_of(row.get(labels)?), row.get(values)?.number()?)))
            .collect(),
        Series::Across { first, last } => {
            let total = table.rows.last()?;
            let columns = table.columns.iter().zip(total);
            let bars = columns.skip(first).take((last + 1).saturating_sub(first));
            bars.filter_map(|(column, cell)| Some((column.heading.to_string(), cell.number()?)))
                .collect()
        }
    };
    let most = cells
        .iter()
        .map(|(_, value)| *value)
        .max()
        .filter(|most| *most > 0)?;
    let bar = |(label, value): (String, i64)| PrintedBar {
        label,
        value: grouped(value),
        part: value.max(0) as f64 / most as f64,
    };
    Some(PrintedChart {
        title: chart.title.clone(),
        bars: cells.into_iter().map(bar).collect(),
    })
}

fn printed_table(sheet: &Sheet, table: &Table) -> PrintedTable {
    let is_said = table.title.to_uppercase() == sheet.look.heading;
    let cell = |cell: &Cell, align: Align| PrintedCell {
        text: words_of(cell),
        align: match (cell, align) {
            (
                Cell::Count(_) | Cell::Money(_) | Cell::Decimal(_) | Cell::Formula(_),
                Align::Left,
            ) => "right",
            (_, Align::Left) => "left",
            (_, Align::Center) => "center",
            (_, Align::Right) => "right",
        },
    };
    PrintedTable {
        title: if is_said {
            String::new()
        } else {
            table.title.clone()
        },
        columns: (table.columns.iter())
            .map(|column| PrintedColumn {
                heading: column.heading.to_string(),
                width: column.width,
            })
            .collect(),
        rows: (table.rows.iter().enumerate())
            .map(|(at, row)| PrintedRow {
                cells: row
                    .iter()
                    .zip(&table.columns)
                    .map(|(own, column)| cell(own, column.align))
                    .collect(),
                is_strong: table.strong.contains(&at),
            })
            .collect(),
    }
}

/// A cell as people read it: dots between thousands, a comma before tenths.
fn words_of(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Count(number) | Cell::Money(number) => grouped(*number),
        Cell::Decimal(number) => decimal(*number),
        Cell::Date(day) => day.for_people(),
        Cell::Formula(formula) => match formula.value {
            Value::Count(number) | Value::Money(number) => grouped(number),
            Value::Percent(Some(tenths)) => format!("{},{}", tenths / 10, tenths % 10),
            Value::Percent(None) => "–".to_owned(),
        },
    }
}

/// A figure as people read it: a comma before two places.
pub fn decimal(number: f64) -> String {
    format!("{number:.2}").replace('.', ",")
}

fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_people_read_them() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(9_350_000), "9.350.000");
        assert_eq!(grouped(-1_200), "-1.200");
    }

    #[test]
    fn every_cell_of_the_outline_stands_on_the_pages() {
        let outline = crate::report::annual::outline(&crate::report::sample::facts());
        let pages = printed(&outline);
        let cells = |sheet: &Sheet| {
            let drawn = sheet.tables.iter().filter(|table| table.is_drawn);
            drawn
                .flat_map(|table| &table.rows)
                .map(Vec::len)
                .sum::<usize>()
        };
        for (sheet, page) in outline.sheets.iter().zip(&pages.sheets) {
            let rows = page.tables.iter().flat_map(|table| &table.rows);
            let own: usize = rows.map(|row| row.cells.len()).sum();
            assert_eq!(own, cells(sheet), "{}", sheet.id);
        }
    }
}
