//! Workbooks of Excel 2003 as one XML file (SpreadsheetML).

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::legacy;
use super::sheet::{
    Budget, CellKind, Gatherer, Kind, MAX_COLUMNS, MAX_LETTERS, MAX_ROWS, Merge, Row, Sheet,
    SheetState, Workbook,
};
use super::value::number_text;
use crate::error::{Error, Result};

const MAX_MERGES: usize = 20_000;
const MAX_SHEETS: usize = 1_000;

/// Reads the text of such a file.
pub fn read(text: &str) -> Result<Workbook> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut budget = Budget::new();
    let mut book = Book::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if is(&tag, "Worksheet") {
                    if book.sheets.len() >= MAX_SHEETS {
                        return Err(Error::refused("sheet.too_big"));
                    }
                    let sheet = read_sheet(&mut reader, &tag, &book.fonts, &mut budget)?;
                    book.sheets.push(sheet);
                } else {
                    book.start(&tag);
                }
            }
            Ok(Event::Empty(tag)) => book.start(&tag),
            Ok(Event::DocType(_)) => return Err(Error::refused("sheet.doctype")),
            Ok(Event::Eof) => break,
            Ok(
                Event::End(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::GeneralRef(_),
            ) => {}
            Err(_) => return Err(Error::refused("sheet.unreadable")),
        }
    }
    if book.sheets.is_empty() {
        return Err(Error::refused("sheet.unreadable"));
    }
    Ok(Workbook {
        kind: Kind::Xml,
        sheets: book.sheets,
        is_1904: book.is_1904,
        warnings: budget.warning().into_iter().collect(),
    })
}

/// What stands outside the sheets.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    is_1904: bool,
    /// The style that is being read, and the fonts of before Unicode by style.
    style: String,
    fonts: BTreeMap<String, String>,
}

impl Book {
    fn start(&mut self, tag: &BytesStart<'_>) {
        if is(tag, "Style") {
            self.style = attribute(tag, "ID");
        } else if is(tag, "Font") {
            let name = attribute(tag, "FontName");
            if legacy::of_font(&name).is_some() {
                self.fonts.insert(self.style.clone(), name);
            }
        } else if is(tag, "Date1904") {
            self.is_1904 = true;
        }
    }
}

/// A sheet as far as it was read.
struct OpenSheet<'a> {
    gatherer: Gatherer<'a>,
    merged: Vec<Merge>,
    hidden_rows: BTreeSet<u32>,
    state: SheetState,
    /// Of the row and cell that come next, from 0.
    row: u32,
    column: u32,
    font: Option<String>,
    /// Columns that the open cell takes.
    across: u32,
}

fn read_sheet(
    reader: &mut Reader<&[u8]>,
    tag: &BytesStart<'_>,
    fonts: &BTreeMap<String, String>,
    budget: &mut Budget,
) -> Result<Sheet> {
    let mut sheet = OpenSheet {
        gatherer: Gatherer::new(budget),
        merged: Vec::new(),
        hidden_rows: BTreeSet::new(),
        state: SheetState::Visible,
        row: 0,
        column: 0,
        font: None,
        across: 1,
    };
    let mut is_comment = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if is(&tag, "Comment") {
                    is_comment = true;
                } else if is(&tag, "Data") && !is_comment {
                    let kind = attribute(&tag, "Type");
                    let text = text_until(reader, "Data")?;
                    let font = sheet.font.clone();
                    let (row, column) = (sheet.row, sheet.column);
                    let value = value(text, &kind);
                    sheet.gatherer.take(row, column, value, font.as_deref())?;
                } else if is(&tag, "Visible") {
                    sheet.state = match text_until(reader, "Visible")?.trim() {
                        "SheetHidden" => SheetState::Hidden,
                        "SheetVeryHidden" => SheetState::VeryHidden,
                        _ => SheetState::Visible,
                    };
                } else {
                    sheet.start(&tag, fonts);
                }
            }
            Ok(Event::Empty(tag)) => {
                sheet.start(&tag, fonts);
                sheet.end(tag.local_name().as_ref());
            }
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "Worksheet" => break,
                "Comment" => is_comment = false,
                name => sheet.end(name),
            },
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => return Err(Error::refused("sheet.doctype")),
            Ok(
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::GeneralRef(_),
            ) => {}
            Err(_) => return Err(Error::refused("sheet.unreadable")),
        }
    }
    let rows: Vec<Row> = sheet.gatherer.rows();
    Ok(Sheet {
        name: attribute(tag, "Name"),
        state: sheet.state,
        encoding: "unicode".to_owned(),
        rows,
        merged: sheet.merged,
        hidden_rows: sheet.hidden_rows,
    })
}

impl OpenSheet<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, fonts: &BTreeMap<String, String>) {
        if is(tag, "Row") {
            if let Some(index) = number(tag, "Index") {
                self.row = index.saturating_sub(1);
            }
            self.column = 0;
            if attribute(tag, "Hidden") == "1" {
                self.hidden_rows.insert(self.row.saturating_add(1));
            }
            // A row that stands for several is empty but for its height.
            let more = number(tag, "Span").unwrap_or(0);
            self.row = self.row.saturating_add(more);
        } else if is(tag, "Cell") {
            if let Some(index) = number(tag, "Index") {
                self.column = index.saturating_sub(1);
            }
            self.font = fonts.get(&attribute(tag, "StyleID")).cloned();
            let across = number(tag, "MergeAcross").unwrap_or(0).min(MAX_COLUMNS);
            let down = number(tag, "MergeDown").unwrap_or(0).min(MAX_ROWS);
            self.across = across + 1;
            if (across > 0 || down > 0) && self.merged.len() < MAX_MERGES {
                self.merged.push(Merge {
                    first_row: self.row.saturating_add(1),
                    first_column: self.column,
                    last_row: self.row.saturating_add(1 + down),
                    last_column: self.column.saturating_add(across),
                });
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Row" => self.row = self.row.saturating_add(1),
            "Cell" => {
                self.column = self.column.saturating_add(self.across);
                self.across = 1;
                self.font = None;
            }
            _ => {}
        }
    }
}

fn value(text: String, kind: &str) -> (String, CellKind) {
    match kind {
        "Number" => text
            .trim()
            .parse()
            .map_or((text, CellKind::Text), number_text),
        "DateTime" => day(text.trim()),
        "Boolean" if text.trim() == "1" => ("TRUE".to_owned(), CellKind::Bool),
        "Boolean" => ("FALSE".to_owned(), CellKind::Bool),
        "Error" => (text, CellKind::Error),
        _ => (text, CellKind::Text),
    }
}

/// `2011-05-09T00:00:00.000` as a day; times alone stand on the last day of 1899.
fn day(text: &str) -> (String, CellKind) {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let time = time.split('.').next().unwrap_or("");
    match (day, time) {
        ("1899-12-30" | "1899-12-31", time) => (time.to_owned(), CellKind::Text),
        (day, "" | "00:00:00") => (day.to_owned(), CellKind::Date),
        (day, time) => (format!("{day}T{time}"), CellKind::Date),
    }
}

/// The text up to the end of an element, without the tags that dress it.
fn text_until(reader: &mut Reader<&[u8]>, name: &str) -> Result<String> {
    let mut text = String::new();
    let mut push = |more: &str| {
        if text.len() < MAX_LETTERS * 4 {
            text.push_str(more);
        }
    };
    loop {
        match reader.read_event() {
            Ok(Event::Text(part)) => push(&part),
            Ok(Event::CData(part)) => push(&part),
            Ok(Event::GeneralRef(reference)) => {
                if let Ok(Some(letter)) = reference.resolve_char_ref() {
                    push(letter.encode_utf8(&mut [0; 4]));
                } else if let Some(letter) = resolve_xml_entity(&reference) {
                    push(letter);
                }
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == name => break,
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) | Err(_) => return Err(Error::refused("sheet.unreadable")),
            Ok(
                Event::Start(_)
                | Event::End(_)
                | Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_),
            ) => {}
        }
    }
    Ok(text)
}

fn is(tag: &BytesStart<'_>, name: &str) -> bool {
    tag.local_name().as_ref() == name
}

/// An attribute by its name without the prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name);
    let raw = found
        .map(|found| found.value.into_owned())
        .unwrap_or_default();
    match quick_xml::escape::unescape(&raw) {
        Ok(text) => text.into_owned(),
        Err(_) => raw,
    }
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
                  xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Styles><Style ss:ID="s1"><Font ss:FontName=".VnTime"/></Style></Styles>
        <Worksheet ss:Name="9A &amp; 9B"><Table>
         <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">DANH SÁCH</Data></Cell>
              <Cell><Data ss:Type="String">cuối</Data></Cell></Row>
         <Row ss:Index="4" ss:Hidden="1"><Cell ss:StyleID="s1"><ss:Data ss:Type="String"
              xmlns="http://www.w3.org/TR/REC-html40"><B>TrÇn</B> &amp; &#65;</ss:Data>
              <Comment><ss:Data>ghi chú</ss:Data></Comment></Cell>
              <Cell ss:Index="4"><Data ss:Type="DateTime">2011-05-09T00:00:00.000</Data></Cell>
              <Cell><Data ss:Type="Number">912345678</Data></Cell></Row>
         <Row ss:Height="1"/><Row><Cell ss:MergeDown="1"><Data ss:Type="String">x</Data></Cell></Row>
        </Table></Worksheet>
        <Worksheet ss:Name="DM"><Table/><WorksheetOptions><Visible>SheetHidden</Visible>
        </WorksheetOptions></Worksheet></Workbook>"#;

    #[test]
    fn places_merges_days_and_hidden_parts_are_kept() {
        let book = read(BOOK).unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.name, "9A & 9B");
        let cells: Vec<_> = sheet
            .rows
            .iter()
            .flat_map(|row| {
                row.cells
                    .iter()
                    .map(|cell| (row.number, cell.at, &cell.text[..]))
            })
            .collect();
        let want = [
            (1, 0, "DANH SÁCH"),
            (1, 3, "cuối"),
            (4, 0, "TrÇn & A"),
            (4, 3, "2011-05-09"),
            (4, 4, "912345678"),
            (6, 0, "x"),
        ];
        assert_eq!(cells, want);
        assert_eq!(sheet.rows[1].cells[0].font.as_deref(), Some(".VnTime"));
        assert_eq!(sheet.rows[1].cells[1].kind, CellKind::Date);
        assert_eq!(sheet.merged.len(), 2);
        assert!(sheet.hidden_rows.contains(&4));
        assert_eq!(book.sheets[1].state, SheetState::Hidden);
    }

    #[test]
    fn declared_entities_and_broken_files_are_refused() {
        let laughs = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><Workbook/>";
        assert!(matches!(read(laughs), Err(Error::Refused(it)) if it.code == "sheet.doctype"));
        assert!(matches!(read("<Workbook><"), Err(Error::Refused(_))));
        assert!(matches!(read("<Workbook/>"), Err(Error::Refused(_))));
    }
}
