//! Where each table stands on its sheet, settled before anything is drawn: formulas of one sheet
//! point into others.

use std::collections::BTreeMap;

use crate::report::formula::{Formula, Piece, Place};
use crate::report::outline::{Form, Outline, Sheet, Table};

/// Rows above the table of the cover: head, title, opening (see `frame.rs`).
pub const COVER_ROWS: u32 = 11;
/// Rows above the first table of an annex or a list.
pub const ANNEX_ROWS: u32 = 4;

/// The place of one table.
#[derive(Debug, Clone)]
pub struct Site {
    sheet_name: String,
    /// The row of the column headings.
    pub heading: u32,
    /// The first row of data.
    pub first: u32,
    /// The first and last sheet column of each table column.
    pub columns: Vec<(u16, u16)>,
}

impl Site {
    pub fn sheet_name(&self) -> &str {
        &self.sheet_name
    }
}

/// By sheet id, then table id.
pub struct Sites<'a>(BTreeMap<&'a str, BTreeMap<&'a str, Site>>);

impl<'a> Sites<'a> {
    pub fn of(outline: &'a Outline) -> Self {
        let mut sites: BTreeMap<&str, BTreeMap<&str, Site>> = BTreeMap::new();
        for sheet in &outline.sheets {
            let mut row = match sheet.look.form {
                Form::Cover => COVER_ROWS,
                Form::Prose | Form::Tables => ANNEX_ROWS,
            };
            for table in sheet.tables.iter().filter(|table| table.is_drawn) {
                let heading = row + u32::from(has_title(sheet, table));
                let first = heading + 2;
                let site = Site {
                    sheet_name: sheet.name.clone(),
                    heading,
                    first,
                    columns: spans(table),
                };
                let of_sheet = sites.entry(&sheet.id).or_default();
                of_sheet.insert(&table.id, site);
                row = first + count(table.rows.len()) + 1;
            }
        }
        Sites(sites)
    }

    pub fn get(&self, sheet: &str, table: &str) -> Option<&Site> {
        self.0.get(sheet)?.get(table)
    }

    /// The formula in the words of the file; `None` where it points at a table that is not drawn, or is
    /// settled.
    pub fn words_of(&self, formula: &Formula, own: &Site) -> Option<String> {
        if formula.pieces.is_empty() {
            return None;
        }
        let mut words = String::from("=");
        for piece in &formula.pieces {
            match piece {
                Piece::Word(word) => words.push_str(word),
                Piece::Cell(place) => words.push_str(&self.words_at(place, own)?),
                Piece::Range(from, to) => {
                    words.push_str(&self.words_at(from, own)?);
                    words.push(':');
                    let to = Place {
                        table: None,
                        ..to.clone()
                    };
                    let site = self.site_of(from, own)?;
                    words.push_str(&self.words_at(&to, site)?);
                }
            }
        }
        Some(words)
    }

    fn site_of<'b>(&'b self, place: &Place, own: &'b Site) -> Option<&'b Site> {
        match &place.table {
            Some((sheet, table)) => self.get(sheet, table),
            None => Some(own),
        }
    }

    fn words_at(&self, place: &Place, own: &Site) -> Option<String> {
        let site = self.site_of(place, own)?;
        let (column, _) = site.columns.get(place.column)?;
        let row = site.first + count(place.row);
        let cell = rust_xlsxwriter::utility::row_col_to_cell(row, *column);
        Some(match place.table {
            Some(_) => format!("'{}'!{cell}", site.sheet_name.replace('\'', "''")),
            None => cell,
        })
    }
}

/// A title is drawn only where it says more than the sheet's heading.
pub fn has_title(sheet: &Sheet, table: &Table) -> bool {
    !table.title.is_empty() && table.title.to_uppercase() != sheet.look.heading
}

fn spans(table: &Table) -> Vec<(u16, u16)> {
    let mut next = 0;
    let span = |width: u16| {
        let first = next;
        next += width.max(1);
        (first, next - 1)
    };
    let widths = table.columns.iter().map(|column| column.span);
    widths.map(span).collect()
}

/// Rows as the file counts them.
pub fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
