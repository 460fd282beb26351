//! The rows that cannot be taken as a workbook of their own, to be mended and read again.

use super::{Staged, check_token};
use crate::command::report::{Exported, check_path};
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::import::heading::RosterField;
use crate::import::roster::{ForeignStudent, SheetMapping};
use crate::import::sheet::{Row, Sheet, column_number};
use crate::report::xlsx::plain::{self, PlainSheet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterRefusedExport {
    pub token: String,
    /// Where the workbook shall stand.
    pub path: String,
}

pub fn export(desk: &mut Desk, request: RosterRefusedExport) -> Result<Exported> {
    desk.book()?.allow(Op::RosterRefusedExport)?;
    check_token(desk, &request.token)?;
    let path = check_path(&request.path)?.to_owned();
    let staged = desk.staged.as_ref().ok_or(Error::NotFound("roster"))?;
    let sheets = staged.refused_sheets();
    if sheets.is_empty() {
        return Err(Error::refused("roster.none_refused"));
    }
    // Pupils leave the book's surroundings here: the log says who let them.
    desk.book_mut()?
        .write(Op::RosterRefusedExport, "", |_| Ok(()))?;
    Ok(Exported::from(plain::save(&sheets, &path)?))
}

impl Staged {
    /// For each sheet its headings, the refused rows as the file has them, and why.
    fn refused_sheets(&self) -> Vec<PlainSheet> {
        let used = self.workbook.sheets.iter().zip(&self.mapping.sheets);
        let sheets = used.filter_map(|(sheet, mapping)| {
            let refused: Vec<&ForeignStudent> = self
                .roster
                .students
                .iter()
                .filter(|student| student.sheet == sheet.name && !student.is_good())
                .collect();
            (!refused.is_empty()).then(|| refused_sheet(sheet, mapping, &refused))
        });
        sheets.collect()
    }
}

fn refused_sheet(sheet: &Sheet, mapping: &SheetMapping, refused: &[&ForeignStudent]) -> PlainSheet {
    let has_class = mapping
        .columns
        .iter()
        .any(|column| column.field == Some(RosterField::Class));
    let columns: Vec<u32> = mapping
        .columns
        .iter()
        .filter_map(|column| column_number(&column.at))
        .collect();
    let mut head: Vec<String> = mapping
        .columns
        .iter()
        .map(|column| column.heading.clone())
        .collect();
    if !has_class {
        // A title told the class, and titles are not copied.
        head.push("Lớp".to_owned());
    }
    head.push("Dòng trong tệp".to_owned());
    head.push("Lý do không nhập".to_owned());
    let text = |row: Option<&Row>, column: &u32| {
        row.map_or(String::new(), |row| row.text(*column).to_owned())
    };
    let rows = refused.iter().map(|student| {
        let row = sheet.row(student.row);
        let mut cells: Vec<String> = columns.iter().map(|column| text(row, column)).collect();
        if !has_class {
            cells.push(student.class.clone());
        }
        cells.push(student.row.to_string());
        let reasons = student.problems.iter().filter(|problem| problem.is_fatal);
        let reasons: Vec<&str> = reasons.map(|problem| problem.message.as_str()).collect();
        cells.push(reasons.join(" "));
        cells
    });
    PlainSheet {
        name: sheet.name.clone(),
        rows: rows.collect(),
        head,
    }
}
