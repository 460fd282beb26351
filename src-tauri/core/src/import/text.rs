//! Lists saved as text: comma, semicolon, tab or bar between the fields, in whatever encoding.

use super::legacy::{self, Encoding};
use super::sheet::{Budget, CellKind, Gatherer, Kind, Sheet, SheetState, Workbook};
use crate::error::{Error, Result};

/// Reads a text file as a workbook of one sheet, named as the file is.
pub fn read(bytes: &[u8], name: &str) -> Result<Workbook> {
    let (mut text, encoding) = decode(bytes)?;
    if !text.contains('\n') {
        // Lines as a Mac of before 2001 ends them.
        text = text.replace('\r', "\n");
    }
    if text.trim().is_empty() {
        return Err(Error::refused("sheet.empty"));
    }
    let mut budget = Budget::new();
    let mut gatherer = Gatherer::new(&mut budget);
    let (body, delimiter, skipped) = delimiter(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(body.as_bytes());
    let mut record = csv::StringRecord::new();
    // A quoted field may hold line breaks; blank lines count, as they do in Excel.
    let mut inner_breaks = 0_u64;
    let mut next = 0_u64;
    while reader
        .read_record(&mut record)
        .map_err(|_| Error::refused("sheet.unreadable"))?
    {
        let row = record.position().map_or(0, |position| {
            let start = usize::try_from(position.byte()).unwrap_or(0);
            let rest = body.as_bytes().get(start..).unwrap_or_default();
            let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
            let blank = blank.filter(|byte| **byte == b'\n').count() as u64;
            (position.line() + blank).saturating_sub(1 + inner_breaks)
        });
        let row = (row + skipped).max(next);
        next = row + 1;
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        for (column, field) in record.iter().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            gatherer.take(row, column, (field.to_owned(), CellKind::Text), None)?;
            inner_breaks += field.matches('\n').count() as u64;
        }
    }
    let rows = gatherer.rows();
    // One lone text is a message, not a table.
    if let [row] = rows.as_slice()
        && row.cells.len() < 2
    {
        return Err(Error::refused("sheet.wrong_kind"));
    }
    let sheet = Sheet {
        name: name.to_owned(),
        state: SheetState::Visible,
        encoding: encoding.name().to_owned(),
        rows,
        merged: Vec::new(),
        hidden_rows: std::collections::BTreeSet::new(),
    };
    Ok(Workbook {
        kind: Kind::Text,
        sheets: vec![sheet],
        is_1904: false,
        warnings: budget.warning().into_iter().collect(),
    })
}

/// The text of a file and the encoding it is in; of another than Unicode, cell by cell later.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding)> {
    let utf16 = |decoder: &'static encoding_rs::Encoding| {
        let (text, _) = decoder.decode_with_bom_removal(bytes);
        (text.into_owned(), Encoding::Unicode)
    };
    match bytes {
        [0xFF, 0xFE, ..] => return Ok(utf16(encoding_rs::UTF_16LE)),
        [0xFE, 0xFF, ..] => return Ok(utf16(encoding_rs::UTF_16BE)),
        _ => {}
    }
    if bytes.contains(&0) {
        return match zero_places(bytes) {
            (true, false) => Ok(utf16(encoding_rs::UTF_16BE)),
            (false, true) => Ok(utf16(encoding_rs::UTF_16LE)),
            _ => Err(Error::refused("sheet.wrong_kind")),
        };
    }
    let bare = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(bare) {
        Ok(text) => Ok((text.to_owned(), Encoding::Unicode)),
        Err(_) => Ok(legacy::decode_bytes(bare)),
    }
}

/// Whether bytes at even and at odd places are zero, for UTF-16 without its mark.
fn zero_places(bytes: &[u8]) -> (bool, bool) {
    let count = |start: usize| {
        let places = bytes.iter().skip(start).step_by(2);
        places.filter(|byte| **byte == 0).count() * 4 > bytes.len() / 2
    };
    let has = |start: usize| bytes.iter().skip(start).step_by(2).any(|byte| *byte == 0);
    (count(0) && !has(1), count(1) && !has(0))
}

/// The text without an Excel `sep=` line, its delimiter, and how many lines were taken off.
fn delimiter(text: &str) -> (&str, u8, u64) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some((line, body)) = rest.split_once('\n')
        && let [delimiter] = line.trim_end_matches('\r').as_bytes()
    {
        return (body, *delimiter, 1);
    }
    let best = [b';', b'\t', b',', b'|']
        .into_iter()
        .max_by_key(|delimiter| (fit(text, *delimiter), *delimiter == b';'));
    (text, best.unwrap_or(b','), 0)
}

/// How well a delimiter fits: lines that have as many of it as the line with most of its kind.
fn fit(text: &str, delimiter: u8) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    let mut is_quoted = false;
    let mut count = 0_usize;
    let mut lines = 0;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => {
                *counts.entry(count).or_insert(0_usize) += 1;
                count = 0;
                lines += 1;
                if lines == 50 {
                    break;
                }
            }
            _ if byte == delimiter && !is_quoted => count += 1,
            _ => {}
        }
    }
    *counts.entry(count).or_insert(0) += 1;
    let fits = counts.into_iter().filter(|(count, _)| *count > 0);
    fits.map(|(count, lines)| lines * (lines + count))
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let book = read(bytes, "").unwrap();
        let row = |row: &super::super::sheet::Row| {
            let cells = row.cells.iter().map(|cell| cell.text.clone()).collect();
            (row.number, cells)
        };
        book.sheets[0].rows.iter().map(row).collect()
    }

    #[test]
    fn rows_are_counted_as_excel_does() {
        let found = texts(b"a;b\n\n\"x\ny\";2\n3;4\n");
        let numbers: Vec<u32> = found.iter().map(|row| row.0).collect();
        assert_eq!(numbers, [1, 3, 4]);
        assert_eq!(found[1].1, ["x\ny", "2"]);
        for text in ["a;b\r\n1;2\r\n\r\n3;4\r\n", "a;b\r1;2\r\r3;4"] {
            let numbers: Vec<u32> = texts(text.as_bytes()).iter().map(|row| row.0).collect();
            assert_eq!(numbers, [1, 2, 4]);
        }
    }

    #[test]
    fn the_delimiter_is_found() {
        for text in [
            "a,b\n1,2",
            "a;b,c\n1;2,5",
            "a\tb\n1\t2",
            "a|b\n1|2",
            "sep=,\na,b\n1,2",
        ] {
            assert_eq!(texts(text.as_bytes()).last().unwrap().1.len(), 2, "{text}");
        }
    }
}
