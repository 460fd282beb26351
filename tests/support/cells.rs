//! Reads workbooks back with calamine, which had no part in writing them.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

/// A workbook as a reader sees it.
pub struct Cells {
    /// Sheets in their order.
    pub names: Vec<String>,
    sheets: BTreeMap<String, Vec<Vec<Data>>>,
    formulas: BTreeMap<String, Vec<String>>,
}

impl Cells {
    pub fn read(path: &Path) -> Cells {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let names = book.sheet_names();
        let (mut sheets, mut formulas) = (BTreeMap::new(), BTreeMap::new());
        for name in &names {
            let range = book.worksheet_range(name).unwrap();
            sheets.insert(name.clone(), range.rows().map(<[Data]>::to_vec).collect());
            let range = book.worksheet_formula(name).unwrap();
            let used = range.used_cells().map(|(_, _, text)| text.clone());
            formulas.insert(name.clone(), used.filter(|text| !text.is_empty()).collect());
        }
        Cells {
            names,
            sheets,
            formulas,
        }
    }

    /// Rows of a sheet, without its empty cells.
    pub fn rows(&self, sheet: &str) -> Vec<Vec<Data>> {
        let full = |row: &Vec<Data>| row.iter().filter(|cell| !is_empty(cell)).cloned().collect();
        self.sheets[sheet].iter().map(full).collect()
    }

    /// Rows of a sheet as texts, empty cells too.
    pub fn table(&self, sheet: &str) -> Vec<Vec<String>> {
        let text = |cell: &Data| cell.to_string();
        let rows = self.sheets[sheet].iter();
        rows.map(|row| row.iter().map(text).collect()).collect()
    }

    /// Formulas of a sheet.
    pub fn formulas(&self, sheet: &str) -> &[String] {
        &self.formulas[sheet]
    }

    /// Every text of the workbook.
    pub fn texts(&self) -> Vec<String> {
        let cells = self.sheets.values().flatten().flatten();
        cells
            .filter_map(|cell| match cell {
                Data::String(text) => Some(text.clone()),
                _ => None,
            })
            .collect()
    }
}

fn is_empty(cell: &Data) -> bool {
    matches!(cell, Data::Empty) || matches!(cell, Data::String(text) if text.is_empty())
}
