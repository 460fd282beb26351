//! A list of texts as a workbook: a heading row and rows, nothing drawn around them.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::sheet::fitting;
use super::{PACKING, fault};
use crate::error::{Error, Result};
use crate::report::file::{Written, write_whole};

/// One sheet of texts.
pub struct PlainSheet {
    pub name: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Writes the sheets to `path`, whole or not at all.
pub fn save(sheets: &[PlainSheet], path: &Path) -> Result<Written> {
    let mut workbook = draw(sheets).map_err(|error| fault(path, error))?;
    write_whole(path, |file| {
        let mut out = BufWriter::with_capacity(1 << 18, file);
        workbook
            .save_to_writer(&mut out)
            .map_err(|error| fault(path, error))?;
        out.flush()
            .map_err(|error| Error::file("write", path, error))
    })
}

fn draw(sheets: &[PlainSheet]) -> std::result::Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(PACKING);
    let bold = Format::new().set_bold();
    // A text that looks like a number stays a text when somebody types over it.
    let text = Format::new().set_num_format("@");
    let mut names = BTreeSet::new();
    for (at, sheet) in (1..).zip(sheets) {
        let worksheet = workbook.add_worksheet();
        let name = sheet_name(&sheet.name);
        let is_free = !name.is_empty() && names.insert(name.to_lowercase());
        let name = if is_free { name } else { format!("Trang {at}") };
        worksheet.set_name(name)?;
        for (column, head) in (0..).zip(&sheet.head) {
            worksheet.write_string_with_format(0, column, fitting(head), &bold)?;
            worksheet.set_column_width(column, width(sheet, usize::from(column)))?;
            worksheet.set_column_format(column, &text)?;
        }
        for (row, cells) in (1..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                worksheet.write_string_with_format(row, column, fitting(cell), &text)?;
            }
        }
        worksheet.set_freeze_panes(1, 0)?;
    }
    Ok(workbook)
}

/// The name without what Excel refuses in one.
fn sheet_name(name: &str) -> String {
    let allowed = name.chars().filter(|letter| !"[]:*?/\\".contains(*letter));
    let short: String = allowed.take(31).collect();
    short.trim_matches([' ', '\'']).to_owned()
}

fn width(sheet: &PlainSheet, column: usize) -> f64 {
    let letters = |cells: &Vec<String>| cells.get(column).map_or(0, |cell| cell.chars().count());
    let most = sheet.rows.iter().map(letters).max().unwrap_or(0);
    let most = most.max(letters(&sheet.head)).clamp(6, 80);
    f64::from(u32::try_from(most).unwrap_or(80)) + 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_excel_refuses_are_mended() {
        assert_eq!(sheet_name("9/1 [cũ]"), "91 cũ");
        assert_eq!(sheet_name(&"a".repeat(40)).len(), 31);
    }
}
