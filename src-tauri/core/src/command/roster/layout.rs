//! Columns corrected by hand once are known again where the same headings come back.

use std::collections::BTreeMap;

use super::Staged;
use crate::error::Result;
use crate::import::heading::{self, RosterField};
use crate::import::roster::Mapping;
use crate::import::sheet::{Sheet, Workbook};
use crate::store::layout::Layouts;
use crate::store::{self, Writing};

/// Maps the sheets whose headings are known as they were mapped then; answers their names.
pub fn apply(workbook: &Workbook, mapping: &mut Mapping, layouts: &Layouts) -> Vec<String> {
    let mut known = Vec::new();
    if layouts.is_empty() {
        return known;
    }
    let visible = workbook.sheets.iter().zip(&mut mapping.sheets);
    for (sheet, mapping) in visible {
        let mut rows = heading::searched(sheet);
        let found = rows.find_map(|row| Some((row.number, layouts.get(&key(sheet, row.number)?)?)));
        let Some((row, fields)) = found else { continue };
        if mapping.header_row != Some(row) && !mapping.set_header_row(sheet, row) {
            continue;
        }
        for column in &mut mapping.columns {
            let field = fields.get(&column.at);
            column.field = field.and_then(|code| super::field_named(code).ok());
        }
        mapping.use_pointed();
        known.push(sheet.name.clone());
    }
    known
}

impl Staged {
    /// Keeps the columns of the used sheets that a person corrected.
    pub(super) fn remember_layouts(&self, w: &Writing<'_>) -> Result<()> {
        let sheets = self.workbook.sheets.iter().zip(&self.mapping.sheets);
        for (sheet, mapping) in sheets {
            let is_corrected = self.corrected_sheets.contains(&sheet.name);
            let key = mapping.header_row.and_then(|row| key(sheet, row));
            let Some(key) = key.filter(|_| is_corrected && mapping.is_used) else {
                continue;
            };
            let fields: BTreeMap<String, String> = mapping
                .columns
                .iter()
                .filter_map(|column| Some((column.at.clone(), code(column.field?)?)))
                .collect();
            store::layout::replace(w, &key, &fields)?;
        }
        Ok(())
    }
}

/// What a heading row is known by: a hash, since a row that was taken for headings by mistake may
/// hold a person's name.
fn key(sheet: &Sheet, row: u32) -> Option<String> {
    let text = heading::signature(sheet, row)?;
    Some(blake3::hash(text.as_bytes()).to_hex().to_string())
}

fn code(field: RosterField) -> Option<String> {
    let code = serde_json::to_value(field).ok()?;
    code.as_str().map(str::to_owned)
}
