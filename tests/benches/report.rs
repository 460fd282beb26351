//! The annual report of the largest year, over the same cells written by the writer's library
//! alone, and by openpyxl.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use huong_nghiep_core::command::report::{OutlineQuery, outline};
use huong_nghiep_core::domain::year::Period;
use huong_nghiep_core::report::outline::{Cell, Outline};
use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::{Value, json};
use support::make::Seat;

use crate::table::{Table, middle, time};

const RUNS: usize = 5;

pub fn measure(table: &mut Table, seat: &mut Seat, folder: &Path) {
    let period = json!({"year": largest_year(seat), "kind": "year"});
    let asked: Period = serde_json::from_value(period.clone()).unwrap();
    let laid = outline(&mut seat.desk, OutlineQuery { period: asked }).unwrap();
    let (ours, theirs) = (folder.join("ours.xlsx"), folder.join("theirs.xlsx"));
    let (mut program, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let request = json!({"period": period, "path": ours});
        program.push(time(|| drop(seat.call("report_export", request))));
        bare.push(time(|| write(&laid, &theirs)));
    }
    let (ours, bare) = (middle(&mut program), middle(&mut bare));
    let name = format!("Báo cáo năm, {} ô", cells(&laid));
    table.at_most(&name, ours, ("rust_xlsxwriter", bare), 1.5);
    match openpyxl(&laid, folder) {
        Ok(other) => table.at_least(&name, ours, ("openpyxl", other), 10.0),
        Err(why) => table.skipped(&name, &why),
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

/// The outline's cells, plainly: no frame, no borders, no heights.
fn write(laid: &Outline, path: &Path) {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for sheet in &laid.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&sheet.name).unwrap();
        let mut row = 0;
        for table in &sheet.tables {
            for (column, heading) in (0u16..).zip(&table.columns) {
                worksheet
                    .write_string(row, column, &*heading.heading)
                    .unwrap();
            }
            row += 1;
            for cells in &table.rows {
                for (column, cell) in (0u16..).zip(cells) {
                    match cell {
                        Cell::Empty => continue,
                        Cell::Text(text) => worksheet.write_string(row, column, &**text),
                        Cell::Count(number) | Cell::Money(number) => {
                            worksheet.write_number(row, column, *number as f64)
                        }
                        Cell::Date(date) => {
                            worksheet.write_date_with_format(row, column, date.0, &day)
                        }
                        Cell::Formula(formula) => {
                            let written = Formula::new("=SUM(I9:I99)");
                            let value = formula.value.for_file();
                            worksheet.write_formula(row, column, written.set_result(value))
                        }
                    }
                    .unwrap();
                }
                row += 1;
            }
        }
    }
    workbook.save(path).unwrap();
}

/// Seconds that openpyxl takes for the same cells, or why it is not there.
fn openpyxl(laid: &Outline, folder: &Path) -> Result<Duration, String> {
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
