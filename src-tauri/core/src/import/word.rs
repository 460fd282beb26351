//! The tables of a Word document, read as the tables of a page: every cell keeps its column, whether
//! anything stands in it or not.

use std::io::{Cursor, Read};

use super::html;
use super::sheet::{Kind, Workbook};
use crate::error::{Error, Result};

/// Reads a document that `zipped::check` has weighed; refuses one without a table.
pub fn read(bytes: &[u8], name: &str) -> Result<Workbook> {
    let unreadable = || Error::refused("sheet.unreadable");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let mut part = archive
        .by_name("word/document.xml")
        .map_err(|_| unreadable())?;
    let mut text = String::new();
    part.read_to_string(&mut text).map_err(|_| unreadable())?;
    // A letter without a table is no list.
    let read = html::read(&as_page(&text), name);
    let mut workbook = read.map_err(|_| Error::refused("sheet.wrong_kind"))?;
    workbook.kind = Kind::Docx;
    Ok(workbook)
}

/// The document with the tags of a page; what is struck out and field codes are left out.
fn as_page(document: &str) -> String {
    let mut page = String::with_capacity(document.len());
    let mut pieces = document.split('<');
    page.push_str(pieces.next().unwrap_or_default());
    // A cell says how many columns it takes after it began.
    let mut cell: Option<Span> = None;
    let mut is_text = false;
    for piece in pieces {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag
            .split([' ', '/'])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        let is_end = tag.starts_with('/');
        let has_said = matches!((name, is_end), ("w:tcPr", true) | ("w:p", false));
        if has_said && let Some(span) = cell.take() {
            page.push_str(&span.tag());
        }
        match (name, is_end) {
            ("w:tbl", false) => page.push_str("<table>"),
            ("w:tbl", true) => page.push_str("</table>"),
            ("w:tr", false) => page.push_str("<tr>"),
            ("w:tr", true) => page.push_str("</tr>"),
            ("w:tc", false) => cell = Some(Span::default()),
            ("w:tc", true) => {
                if let Some(span) = cell.take() {
                    page.push_str(&span.tag());
                }
                page.push_str("</td>");
            }
            ("w:gridSpan", false) => {
                if let (Some(span), Some(columns)) = (&mut cell, value(tag)) {
                    span.columns = columns.parse().unwrap_or(1);
                }
            }
            ("w:p", true) | ("w:br" | "w:cr", false) => page.push_str("<br>"),
            ("w:tab", false) => page.push(' '),
            ("w:t", is_end) => is_text = !is_end && !tag.ends_with('/'),
            _ => {}
        }
        if is_text {
            page.push_str(text);
        }
    }
    page
}

/// The columns that a cell takes.
#[derive(Default)]
struct Span {
    columns: u32,
}

impl Span {
    fn tag(&self) -> String {
        match self.columns {
            0 | 1 => "<td>".to_owned(),
            columns => format!("<td colspan=\"{}\">", columns.min(100)),
        }
    }
}

/// `w:val="3"` of a tag.
fn value(tag: &str) -> Option<&str> {
    let (_, rest) = tag.split_once("w:val=\"")?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_its_column_whether_anything_stands_in_it() {
        let cell =
            |words: &str| format!("<w:tc><w:tcPr/><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>");
        let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t xml:space=\"preserve\">hai &amp; cột</w:t><w:instrText>PAGE</w:instrText></w:r></w:p></w:tc>";
        let page = as_page(&format!(
            "<w:body><w:tbl><w:tr>{}{}{}</w:tr><w:tr>{wide}<w:tc><w:p/></w:tc></w:tr></w:tbl></w:body>",
            cell("1.1"),
            cell(""),
            cell("Sở"),
        ));
        let workbook = html::read(&page, "x").unwrap();
        let rows: Vec<Vec<&str>> = (workbook.sheets[0].rows.iter())
            .map(|row| (0..3).map(|column| row.text(column)).collect())
            .collect();
        assert_eq!(rows, [["1.1", "", "Sở"], ["hai & cột", "", ""]]);
    }
}
