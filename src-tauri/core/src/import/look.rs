//! What the importer sees in a file, as `huong-nghiep look` shows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::heading::{self, RosterField};
use super::roster::Mapping;
use super::sheet::{Sheet, SheetState, Workbook, column_name};

/// The answer of `look`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Look {
    pub sheets: Vec<LookSheet>,
    pub warnings: Vec<String>,
}

/// One sheet as the importer sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LookSheet {
    pub name: String,
    pub state: SheetState,
    /// As Excel counts, from 1; null where no headings were found.
    pub header_row: Option<u32>,
    pub columns: Vec<RosterColumn>,
    pub encoding: String,
    /// Every row from the first of the sheet, each up to its last filled cell.
    pub rows: Vec<Vec<String>>,
}

/// A column with its heading and the field it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterColumn {
    /// Letters of the column: `C`.
    pub at: String,
    pub heading: String,
    pub field: Option<RosterField>,
}

/// Shows a workbook with the headings that are recognised in it.
pub fn look(workbook: &Workbook) -> Look {
    let mapping = Mapping::guess(workbook);
    let sheets = workbook.sheets.iter().zip(&mapping.sheets);
    let sheets = sheets.map(|(sheet, mapped)| LookSheet {
        name: sheet.name.clone(),
        state: sheet.state,
        header_row: mapped.header_row,
        columns: mapped.columns.clone(),
        encoding: sheet.encoding.clone(),
        rows: table(sheet),
    });
    Look {
        sheets: sheets.collect(),
        warnings: workbook.warnings.clone(),
    }
}

/// The columns of a heading row.
pub(super) fn columns(header: &heading::HeaderRow) -> Vec<RosterColumn> {
    let columns = header.headings.iter();
    columns
        .map(|heading| RosterColumn {
            at: column_name(heading.column),
            heading: heading.text.clone(),
            field: heading.field,
        })
        .collect()
}

/// The cells of a sheet as texts, row by row from the first.
pub fn table(sheet: &Sheet) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let at = usize::try_from(row.number - 1).unwrap_or(0);
        rows.resize(at, Vec::new());
        let width = row.cells.last().map_or(0, |cell| cell.at + 1);
        rows.push(
            (0..width)
                .map(|column| row.text(column).to_owned())
                .collect(),
        );
    }
    rows
}
