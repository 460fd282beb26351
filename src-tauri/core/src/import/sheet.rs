//! A spreadsheet file as rows of text, whatever program wrote it; its kind is told by content.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{excel, legacy, markup, text};
use crate::error::{Error, Problem, Result};
use crate::messages;

/// The largest file that is opened at all.
pub const MAX_FILE: u64 = 20 * 1024 * 1024;
/// Rows below this one are not read.
pub const MAX_ROWS: u32 = 200_000;
/// Columns right of this one are not read.
pub const MAX_COLUMNS: u32 = 200;
/// Letters of one cell that are kept.
pub const MAX_LETTERS: usize = 32_767;
/// Filled cells of a whole file.
const MAX_CELLS: usize = 2_000_000;
/// Bytes of text of a whole file.
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    pub kind: Kind,
    pub sheets: Vec<Sheet>,
    /// Whether its bare day numbers count from 1904.
    pub is_1904: bool,
    /// Vietnamese sentences for the person.
    pub warnings: Vec<String>,
}

/// What the content of a file says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// A web page with a table, whatever its name says.
    Html,
    /// SpreadsheetML of Excel 2003.
    Xml,
    /// The tables of a Word document.
    Docx,
    Text,
}

/// One sheet; rows without a filled cell are left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    pub name: String,
    pub state: SheetState,
    /// `unicode`, `tcvn3`, `vni`, `viscii`, `vps`, `windows-1258`, or `utf-8` that was misread.
    pub encoding: String,
    pub rows: Vec<Row>,
    pub merged: Vec<Merge>,
    /// Rows that a person who opens the file does not see, as Excel counts.
    #[serde(default)]
    pub hidden_rows: BTreeSet<u32>,
}

/// Whether a person who opens the file sees the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    Visible,
    Hidden,
    VeryHidden,
}

/// One row with its filled cells, in the order of their columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// As Excel counts, from 1.
    #[serde(rename = "n")]
    pub number: u32,
    #[serde(rename = "c")]
    pub cells: Vec<Cell>,
}

/// One filled cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Column, from 0.
    #[serde(rename = "a")]
    pub at: u32,
    /// The Unicode text that would be used; days are ISO.
    #[serde(rename = "t")]
    pub text: String,
    #[serde(rename = "k", default, skip_serializing_if = "CellKind::is_text")]
    pub kind: CellKind,
    /// The name of the font, where it is one of before Unicode.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// The text before it was turned into Unicode, where that changed it.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<String>,
}

/// What a cell held before it became text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    #[default]
    Text,
    Number,
    /// A number of more digits than the file can hold.
    LossyNumber,
    Date,
    Bool,
    Error,
}

impl CellKind {
    fn is_text(&self) -> bool {
        *self == CellKind::Text
    }
}

/// A merged range, rows from 1 and columns from 0, both ends inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub first_row: u32,
    pub first_column: u32,
    pub last_row: u32,
    pub last_column: u32,
}

impl Workbook {
    /// Finds a sheet by its name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

impl Sheet {
    /// Reads every cell anew in another encoding; `false` where there is none of that name.
    pub fn set_encoding(&mut self, name: &str) -> bool {
        let encoding = legacy::Encoding::named(name);
        if let Some(encoding) = encoding {
            legacy::decode_sheet(self, encoding);
        }
        encoding.is_some()
    }

    /// Finds a row by its number in Excel.
    pub fn row(&self, number: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number);
        at.ok().and_then(|at| self.rows.get(at))
    }
}

impl Row {
    /// The cell of a column, if it is filled.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.at);
        at.ok().and_then(|at| self.cells.get(at))
    }

    /// The text of a column, empty where nothing stands.
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |cell| cell.text.as_str())
    }

    /// All its texts, joined by spaces.
    pub fn joined(&self) -> String {
        let texts: Vec<&str> = self.cells.iter().map(|cell| cell.text.as_str()).collect();
        texts.join(" ")
    }
}

/// The letters of a column: 0 → `A`, 27 → `AB`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// The column of its letters: `AB` → 27.
pub fn column_number(name: &str) -> Option<u32> {
    let mut number = 0_u32;
    for letter in name.trim().chars() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        let place = u32::from(letter) - u32::from('A') + 1;
        number = number.checked_mul(26)?.checked_add(place)?;
    }
    number.checked_sub(1)
}

/// Reads a file in this process. Hosts call [`super::child::read`] instead, which bounds what a
/// hostile file can take.
pub fn read(file: &Path) -> Result<Workbook> {
    let bytes = read_bytes(file)?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut workbook = match recognise(&bytes)? {
        Kind::Text => text::read(&bytes, &name)?,
        Kind::Docx => super::word::read(&bytes, &name)?,
        kind @ (Kind::Html | Kind::Xml) => markup::read(&bytes, kind, &name)?,
        kind @ (Kind::Xlsx | Kind::Xlsb | Kind::Xls | Kind::Ods) => excel::read(bytes, kind)?,
    };
    legacy::decode(&mut workbook)?;
    Ok(workbook)
}

fn read_bytes(file: &Path) -> Result<Vec<u8>> {
    let wrap = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::OutOfMemory {
            Error::refused("sheet.too_big")
        } else {
            Error::file("read", file, error)
        }
    };
    let opened = std::fs::File::open(file).map_err(wrap)?;
    check_size(opened.metadata().map_err(wrap)?.len())?;
    let mut bytes = Vec::new();
    opened
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(wrap)?;
    check_size(bytes.len() as u64)?;
    Ok(bytes)
}

/// Refuses what is empty or too long to be a class list.
pub(super) fn check_size(bytes: u64) -> Result<()> {
    if bytes == 0 {
        return Err(Error::refused("sheet.empty"));
    }
    if bytes > MAX_FILE {
        let limit = MAX_FILE / 1024 / 1024;
        let problem = Problem::new("", "sheet.too_long").with("max", limit);
        return Err(Error::Refused(problem));
    }
    Ok(())
}

fn recognise(bytes: &[u8]) -> Result<Kind> {
    if bytes.starts_with(b"PK") {
        return super::zipped::check(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Ok(Kind::Xls);
    }
    // Books of Excel 2 to 4 are a bare stream that begins with a BOF record.
    if matches!(
        bytes,
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06 | 0x08, 0x00, ..]
    ) {
        return Err(Error::refused("sheet.too_old"));
    }
    if [
        b"%PDF".as_slice(),
        b"{\\rtf",
        b"Rar!",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"7z\xbc\xaf",
    ]
    .iter()
    .any(|magic| bytes.starts_with(magic))
    {
        return Err(Error::refused("sheet.wrong_kind"));
    }
    Ok(markup::recognise(bytes)?.unwrap_or(Kind::Text))
}

/// Gathers the cells of one sheet, in any order and within bounds, into rows.
pub(super) struct Gatherer<'a> {
    budget: &'a mut Budget,
    rows: std::collections::BTreeMap<u32, std::collections::BTreeMap<u32, Cell>>,
}

/// What is left of the cells and text that one file may hold.
pub(super) struct Budget {
    cells: usize,
    text: usize,
    is_cut: bool,
}

impl Budget {
    pub(super) fn new() -> Self {
        Budget {
            cells: MAX_CELLS,
            text: MAX_TEXT,
            is_cut: false,
        }
    }

    /// The warning that something far out was left, if so.
    pub(super) fn warning(&self) -> Option<String> {
        self.is_cut.then(|| messages::sentence("sheet.cut", &[]))
    }
}

impl<'a> Gatherer<'a> {
    pub(super) fn new(budget: &'a mut Budget) -> Self {
        Gatherer {
            budget,
            rows: std::collections::BTreeMap::new(),
        }
    }

    /// Takes a cell; `row` and `column` count from 0. Blank cells are dropped, wherever they stand.
    pub(super) fn take(
        &mut self,
        row: u32,
        column: u32,
        (mut text, kind): (String, CellKind),
        font: Option<&str>,
    ) -> Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            self.budget.is_cut = true;
            return Ok(());
        }
        if let Some((end, _)) = text.char_indices().nth(MAX_LETTERS) {
            text.truncate(end);
            self.budget.is_cut = true;
        }
        let too_big = || Error::refused("sheet.too_big");
        self.budget.cells = self.budget.cells.checked_sub(1).ok_or_else(too_big)?;
        let left = self.budget.text.checked_sub(text.len());
        self.budget.text = left.ok_or_else(too_big)?;
        let cell = Cell {
            at: column,
            text,
            kind,
            font: font.map(str::to_owned),
            raw: None,
        };
        self.rows.entry(row).or_default().insert(column, cell);
        Ok(())
    }

    pub(super) fn rows(self) -> Vec<Row> {
        let row = |(number, cells): (u32, std::collections::BTreeMap<u32, Cell>)| Row {
            number: number + 1,
            cells: cells.into_values().collect(),
        };
        self.rows.into_iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_excel() {
        for (number, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (27, "AB"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(column_name(number), name);
            assert_eq!(column_number(name), Some(number));
        }
        assert_eq!(column_number(""), None);
        assert_eq!(column_number("A1"), None);
    }
}
