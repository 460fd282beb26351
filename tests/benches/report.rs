//! The annual report of the largest year, over the same cells written by the writer's library
//! alone, and by openpyxl.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use huong_nghiep_core::command::report::{OutlineQuery, outline};
use huong_nghiep_core::domain::year::Period;
use huong_nghiep_core::report::outline::{Cell, Outline};
use rust_xlsxwriter::{Format, FormatBorder, Formula, Workbook, Worksheet, XlsxError};
use serde_json::{Value, json};
use support::make::Seat;

use crate::table::{Table, middle, time};

const RUNS: usize = 5;

pub fn measure(table: &mut Table, seat: &mut Seat, folder: &Path) {
    let period = json!({"year": largest_year(seat), "kind": "year"});
    let asked: Period = serde_json::from_value(period.clone()).unwrap();
    let laid = outline(&mut seat.desk, OutlineQuery { period: asked }).unwrap();
    let (ours, theirs) = (folder.join("ours.xlsx"), folder.join("theirs.xlsx"));
    let (mut program, mut same, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    let mut anew = Vec::new();
    for _ in 0..RUNS {
        let request = json!({"period": period, "path": ours});
        program.push(time(|| drop(seat.call("report_export", request.clone()))));
        // After a write everything is read from the book again, as by the terminal.
        let text = seat.call("narrative_get", json!({}));
        seat.call("narrative_change", json!({"narrative": text}));
        anew.push(time(|| drop(seat.call("report_export", request))));
        same.push(time(|| write(&laid, &theirs, Look::Same)));
        plain.push(time(|| write(&laid, &theirs, Look::Plain)));
    }
    let ours = middle(&mut program);
    let name = format!("Báo cáo năm, {} ô", cells(&laid));
    let (same, plain) = (middle(&mut same), middle(&mut plain));
    table.at_most(&name, ours, ("rust_xlsxwriter", same), 1.5);
    table.at_most(&name, ours, ("rust_xlsxwriter, ô trơn", plain), 1.5);
    let unread = format!("{name}, chưa xem trước");
    table.at_most(&unread, middle(&mut anew), ("rust_xlsxwriter", same), 1.5);
    for (other, look) in [("openpyxl", Look::Same), ("openpyxl, ô trơn", Look::Plain)] {
        match openpyxl(&laid, folder, look) {
            Ok(taken) => table.at_least(&name, ours, (other, taken), 10.0),
            Err(why) => table.skipped(&name, &why),
        }
    }
}

fn largest_year(seat: &mut Seat) -> String {
    let years = seat.call("year_list", json!({}));
    let years = years.as_array().unwrap().clone();
    let largest = years.iter().max_by_key(|year| {
        let summary = seat.call("activity_summary", json!({"year": year["year"]}));
        summary["done"].as_u64()
    });
    largest.unwrap()["year"].as_str().unwrap().to_owned()
}

fn cells(laid: &Outline) -> usize {
    let tables = laid.sheets.iter().flat_map(|sheet| &sheet.tables);
    tables.flat_map(|table| &table.rows).map(Vec::len).sum()
}

/// How the cells of the others look: as the report's do, in their letters and borders, or plain.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    Same,
    Plain,
}

/// The outline's cells and nothing else: no frame, no heights, no widths, no charts.
fn write(laid: &Outline, path: &Path, look: Look) {
    let mut workbook = Workbook::new();
    let formats = (look == Look::Same).then(Formats::new);
    for sheet in &laid.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name).unwrap();
        let mut row = 0;
        for table in &sheet.tables {
            let headings = table
                .columns
                .iter()
                .map(|it| Cell::text(it.heading.to_string()));
            let headings: Vec<Cell> = headings.collect();
            for cells in std::iter::once(&headings).chain(&table.rows) {
                for (column, cell) in (0u16..).zip(cells) {
                    match &formats {
                        Some(formats) => formats.put(worksheet, (row, column), cell),
                        None => put(worksheet, (row, column), cell),
                    }
                    .unwrap();
                }
                row += 1;
            }
        }
    }
    workbook.save(path).unwrap();
}

fn put(worksheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell) -> Put {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => worksheet.write_string(row, column, &**text),
        Cell::Count(number) | Cell::Money(number) => {
            worksheet.write_number(row, column, *number as f64)
        }
        Cell::Decimal(number) => worksheet.write_number(row, column, *number),
        Cell::Date(day) => {
            let format = Format::new().set_num_format("dd/mm/yyyy");
            worksheet.write_date_with_format(row, column, day.0, &format)
        }
        Cell::Formula(of) => worksheet.write_formula(row, column, formula(of)),
    }
    .map(drop)
}

type Put = Result<(), XlsxError>;

struct Formats {
    text: Format,
    number: Format,
    day: Format,
}

impl Formats {
    fn new() -> Self {
        let text = Format::new()
            .set_font_name("Times New Roman")
            .set_font_size(11.0)
            .set_border(FormatBorder::Thin)
            .set_text_wrap();
        Formats {
            number: text.clone().set_num_format("#,##0"),
            day: text.clone().set_num_format("dd/mm/yyyy"),
            text,
        }
    }

    fn put(&self, worksheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell) -> Put {
        match cell {
            Cell::Empty => worksheet.write_blank(row, column, &self.text),
            Cell::Text(text) => {
                worksheet.write_string_with_format(row, column, &**text, &self.text)
            }
            Cell::Count(number) | Cell::Money(number) => {
                worksheet.write_number_with_format(row, column, *number as f64, &self.number)
            }
            Cell::Decimal(number) => {
                worksheet.write_number_with_format(row, column, *number, &self.number)
            }
            Cell::Date(day) => worksheet.write_date_with_format(row, column, day.0, &self.day),
            Cell::Formula(of) => {
                worksheet.write_formula_with_format(row, column, formula(of), &self.number)
            }
        }
        .map(drop)
    }
}

fn formula(of: &huong_nghiep_core::report::formula::Formula) -> Formula {
    Formula::new("=SUM(I9:I99)").set_result(of.value.for_file())
}

/// Seconds that openpyxl takes for the same cells, or why it is not there.
fn openpyxl(laid: &Outline, folder: &Path, look: Look) -> Result<Duration, String> {
    let sheets: Vec<Value> = laid
        .sheets
        .iter()
        .map(|sheet| {
            let rows = sheet.tables.iter().flat_map(|table| {
                let headings = json!(table.columns);
                let rows = table.rows.iter().map(|row| json!(row));
                std::iter::once(headings).chain(rows)
            });
            json!({"name": sheet.name, "rows": rows.collect::<Vec<_>>()})
        })
        .collect();
    let cells = folder.join("cells.json");
    std::fs::write(&cells, json!(sheets).to_string()).unwrap();
    let script = support::root().join("tests/benches/openpyxl_write.py");
    for python in ["python3", "/usr/bin/python3"] {
        let mut command = Command::new(python);
        command
            .arg(&script)
            .arg(&cells)
            .arg(folder.join("python.xlsx"));
        if look == Look::Plain {
            command.arg("plain");
        }
        let Ok(output) = command.output() else {
            continue;
        };
        let seconds = String::from_utf8_lossy(&output.stdout).trim().parse();
        if let (true, Ok(seconds)) = (output.status.success(), seconds) {
            return Ok(Duration::from_secs_f64(seconds));
        }
    }
    Err("không có openpyxl của Python".to_owned())
}
