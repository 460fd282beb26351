//! The looks of cells, made once for the whole workbook (NĐ 30/2020/NĐ-CP: Times New Roman).

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::report::formula::Value;
use crate::report::outline::{Align, Cell};

/// Points of the letters in tables: portrait and landscape.
pub const TABLE: [f64; 2] = [12.0, 11.0];
/// Points of running text.
pub const TEXT: f64 = 13.0;

pub struct Formats {
    /// The workbook's default.
    pub body: Format,
    tables: [TableFormats; 2],
}

pub struct TableFormats {
    pub heading: Format,
    pub numbering: Format,
    pub title: Format,
    pub note: Format,
    /// By kind of value, alignment and weight.
    cells: Vec<Format>,
}

impl Formats {
    pub fn new() -> Self {
        Formats {
            body: font(11.0),
            tables: TABLE.map(TableFormats::new),
        }
    }

    pub fn of_table(&self, is_landscape: bool) -> &TableFormats {
        &self.tables[usize::from(is_landscape)]
    }
}

impl TableFormats {
    fn new(size: f64) -> Self {
        let mut cells = Vec::new();
        for number in ["", "#,##0", "0.0", "dd/mm/yyyy", "0.00"] {
            for align in [Align::Left, Align::Center, Align::Right] {
                for is_strong in [false, true] {
                    cells.push(cell(size, number, align, is_strong));
                }
            }
        }
        let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_text_wrap();
        let centered = |format: Format| {
            let format = format.set_align(FormatAlign::Center);
            format.set_align(FormatAlign::VerticalCenter)
        };
        TableFormats {
            heading: boxed(centered(font(size).set_bold())),
            numbering: boxed(centered(font(size - 1.0).set_italic())),
            title: font(size).set_bold().set_text_wrap(),
            note: font(size).set_italic().set_text_wrap(),
            cells,
        }
    }

    pub fn cell(&self, cell: &Cell, align: Align, is_strong: bool) -> &Format {
        let kind = match cell {
            Cell::Empty | Cell::Text(_) => 0,
            Cell::Count(_) | Cell::Money(_) => 1,
            Cell::Date(_) => 3,
            Cell::Decimal(_) => 4,
            Cell::Formula(formula) => match formula.value {
                Value::Count(_) | Value::Money(_) => 1,
                Value::Percent(_) => 2,
            },
        };
        &self.cells[kind * 6 + align as usize * 2 + usize::from(is_strong)]
    }
}

fn cell(size: f64, number: &str, align: Align, is_strong: bool) -> Format {
    let format = font(size)
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let format = match align {
        Align::Left => format.set_align(FormatAlign::Left),
        Align::Center => format.set_align(FormatAlign::Center),
        Align::Right => format.set_align(FormatAlign::Right),
    };
    let format = match number {
        "" => format,
        number => format.set_num_format(number),
    };
    if is_strong { format.set_bold() } else { format }
}

/// Times New Roman in points.
pub fn font(points: f64) -> Format {
    Format::new()
        .set_font_name("Times New Roman")
        .set_font_size(points)
}
