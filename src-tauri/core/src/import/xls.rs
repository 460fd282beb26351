//! What calamine does not tell of an .xls: whether it is locked, and the font of each text cell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use super::legacy;
use crate::error::{Error, Result};

/// Refuses a compound file that is no workbook, or one locked by a password.
pub fn check(bytes: &[u8]) -> Result<()> {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        // Odd compound files are left to the reader of the workbook.
        return Ok(());
    };
    let has = |name: &str| file.exists(name);
    if has("/EncryptedPackage") || has("/EncryptionInfo") {
        return Err(Error::refused("sheet.encrypted"));
    }
    if has("/WordDocument") || has("/PowerPoint Document") {
        return Err(Error::refused("sheet.wrong_kind"));
    }
    Ok(())
}

/// The fonts of before Unicode, by sheet (in the order of the book) and cell; rows and columns
/// count from 0. Empty where the stream cannot be followed.
pub fn fonts(bytes: &[u8]) -> BTreeMap<usize, BTreeMap<(u32, u32), String>> {
    let Some(stream) = workbook_stream(bytes) else {
        return BTreeMap::new();
    };
    let globals = Globals::read(&stream);
    if globals.fonts.iter().all(Option::is_none) {
        return BTreeMap::new();
    }
    let sheets = globals.sheets.iter().enumerate();
    sheets
        .map(|(at, start)| (at, globals.cells(&stream, *start)))
        .collect()
}

/// The rows that a person does not see, by sheet in the order of the book; rows as Excel counts.
pub fn hidden_rows(bytes: &[u8]) -> BTreeMap<usize, BTreeSet<u32>> {
    let Some(stream) = workbook_stream(bytes) else {
        return BTreeMap::new();
    };
    let globals = Globals::read(&stream);
    let sheets = globals.sheets.iter().enumerate();
    sheets
        .map(|(at, start)| (at, rows_hidden(&stream, *start)))
        .collect()
}

fn rows_hidden(stream: &[u8], start: usize) -> BTreeSet<u32> {
    const HIDDEN: u16 = 0x0020;
    let mut rows = BTreeSet::new();
    for (kind, body) in Records::new(stream, start) {
        match kind {
            EOF => break,
            ROW => {
                let is_hidden = word(body, 12).is_some_and(|flags| flags & HIDDEN != 0);
                if let (true, Some(row)) = (is_hidden, word(body, 0)) {
                    rows.insert(u32::from(row) + 1);
                }
            }
            _ => {}
        }
    }
    rows
}

fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"]
        .into_iter()
        .find(|name| file.is_stream(name))?;
    let mut stream = Vec::new();
    let opened = file.open_stream(name).ok()?;
    opened
        .take(super::sheet::MAX_FILE)
        .read_to_end(&mut stream)
        .ok()?;
    Some(stream)
}

/// What stands before the sheets: fonts, cell formats and where each sheet begins.
#[derive(Default)]
struct Globals {
    /// `None` where a font needs no decoding.
    fonts: Vec<Option<String>>,
    /// Font index of each cell format.
    formats: Vec<usize>,
    sheets: Vec<usize>,
}

// Record types of [MS-XLS] 2.3.
const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000A;
const FONT: u16 = 0x0031;
const BOUND_SHEET: u16 = 0x0085;
const RSTRING: u16 = 0x00D6;
const XF: u16 = 0x00E0;
const LABEL_SST: u16 = 0x00FD;
const LABEL: u16 = 0x0204;
const ROW: u16 = 0x0208;
const BOF: u16 = 0x0809;

impl Globals {
    fn read(stream: &[u8]) -> Self {
        let mut globals = Globals::default();
        let mut is_biff8 = true;
        for (kind, body) in Records::new(stream, 0) {
            match kind {
                BOF => is_biff8 = word(body, 0) == Some(0x0600),
                FONT => globals.fonts.push(font_name(body, is_biff8)),
                XF => globals
                    .formats
                    .push(usize::from(word(body, 0).unwrap_or(0))),
                BOUND_SHEET => {
                    let low = word(body, 0).map_or(0, usize::from);
                    let high = word(body, 2).map_or(0, usize::from);
                    globals.sheets.push(high << 16 | low);
                }
                EOF => break,
                _ => {}
            }
        }
        globals
    }

    fn cells(&self, stream: &[u8], start: usize) -> BTreeMap<(u32, u32), String> {
        let mut cells = BTreeMap::new();
        let mut depth = 0;
        for (kind, body) in Records::new(stream, start) {
            match kind {
                BOF => depth += 1,
                // Charts inside the sheet have a BOF and an EOF of their own.
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                FORMULA | RSTRING | LABEL_SST | LABEL => {
                    let (row, column) = (word(body, 0), word(body, 2));
                    let font = word(body, 4).and_then(|format| self.font(format));
                    if let (Some(row), Some(column), Some(font)) = (row, column, font) {
                        cells.insert((row.into(), column.into()), font.to_owned());
                    }
                }
                _ => {}
            }
        }
        cells
    }

    fn font(&self, format: u16) -> Option<&str> {
        let font = *self.formats.get(usize::from(format))?;
        // There is no font 4: the fifth one has index 5.
        let at = if font > 4 { font - 1 } else { font };
        self.fonts.get(at)?.as_deref()
    }
}

fn font_name(body: &[u8], is_biff8: bool) -> Option<String> {
    let length = usize::from(*body.get(14)?);
    let name: String = if !is_biff8 {
        body.get(15..15 + length)?
            .iter()
            .map(|byte| char::from(*byte))
            .collect()
    } else if body.get(15)? & 1 == 0 {
        body.get(16..16 + length)?
            .iter()
            .map(|byte| char::from(*byte))
            .collect()
    } else {
        let pairs = body.get(16..16 + 2 * length)?.chunks_exact(2);
        let units: Vec<u16> = pairs
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    legacy::of_font(&name).map(|_| name)
}

fn word(body: &[u8], at: usize) -> Option<u16> {
    let pair = body.get(at..at + 2)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

/// The records of a stream, each with its type and body.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn new(stream: &'a [u8], at: usize) -> Self {
        Records { stream, at }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = word(self.stream, self.at)?;
        let length = usize::from(word(self.stream, self.at + 2)?);
        let body = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, body))
    }
}
