//! The tables of a Word document, read as the tables of a page: every cell keeps its column, whether
//! anything stands in it or not.

use std::collections::BTreeMap;
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
    let mut tables = Tables::default();
    // A cell that goes on from the row above has no text of its own.
    let mut is_covered = false;
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
            is_covered = tables.begin_cell(&span, &mut page);
        }
        if is_covered && (name, is_end) != ("w:tc", true) {
            continue;
        }
        match (name, is_end) {
            ("w:tbl", false) => {
                tables.open.push(Table::default());
                page.push_str("<table>");
            }
            ("w:tbl", true) => {
                tables.open.pop();
                page.push_str("</table>");
            }
            ("w:tr", false) => {
                tables.begin_row();
                page.push_str("<tr>");
            }
            ("w:tr", true) => page.push_str("</tr>"),
            ("w:tc", false) => cell = Some(Span::default()),
            ("w:tc", true) => {
                if let Some(span) = cell.take() {
                    is_covered = tables.begin_cell(&span, &mut page);
                }
                if !std::mem::take(&mut is_covered) {
                    page.push_str("</td>");
                }
            }
            ("w:vMerge", false) => {
                if let Some(span) = &mut cell {
                    let is_first = value(tag) == Some("restart");
                    span.down = if is_first { Down::Begins } else { Down::GoesOn };
                }
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
    tables.fill_in(page)
}

/// The columns that a cell takes, and what it has to do with the row above.
#[derive(Default)]
struct Span {
    columns: u32,
    down: Down,
}

#[derive(Default, Clone, Copy)]
enum Down {
    #[default]
    Alone,
    Begins,
    GoesOn,
}

/// The tables under way, the innermost last. How many rows a cell takes is known only later: a mark
/// stands in its place until then.
#[derive(Default)]
struct Tables {
    open: Vec<Table>,
    rows: Vec<u32>,
}

#[derive(Default)]
struct Table {
    column: u32,
    /// The marks of cells that may go on in the next row, by their columns.
    going: BTreeMap<u32, usize>,
}

/// Around the number of a cell that takes several rows; Word has no such letter.
const MARK: char = '\u{1}';

impl Tables {
    fn begin_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.column = 0;
        }
    }

    /// Begins a cell; `true` where it is one with the cell above.
    fn begin_cell(&mut self, span: &Span, page: &mut String) -> bool {
        let mut lone = Table::default();
        let table = self.open.last_mut().unwrap_or(&mut lone);
        let column = table.column;
        table.column += span.columns.max(1);
        match (span.down, table.going.get(&column)) {
            (Down::GoesOn, Some(at)) => {
                self.rows[*at] += 1;
                return true;
            }
            (Down::Begins, _) => {
                table.going.insert(column, self.rows.len());
                page.push_str(&format!("<td rowspan=\"{MARK}{}{MARK}\"", self.rows.len()));
                self.rows.push(1);
            }
            (Down::GoesOn | Down::Alone, _) => {
                table.going.remove(&column);
                page.push_str("<td");
            }
        }
        if span.columns > 1 {
            page.push_str(&format!(" colspan=\"{}\"", span.columns.min(100)));
        }
        page.push('>');
        false
    }

    fn fill_in(&self, page: String) -> String {
        let pieces = page.split(MARK).enumerate();
        let pieces = pieces.map(|(at, piece)| match at % 2 {
            0 => piece.to_owned(),
            _ => {
                let rows = piece.parse().ok().and_then(|at: usize| self.rows.get(at));
                rows.map_or(String::new(), u32::to_string)
            }
        });
        pieces.collect()
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

    #[test]
    fn a_cell_may_take_several_rows() {
        let cell = |down: &str, words: &str| {
            format!("<w:tc><w:tcPr>{down}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>")
        };
        let (begins, goes_on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
        let page = as_page(&format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell(begins, "9A"),
            cell("", "An"),
            cell(goes_on, ""),
            cell("", "Bình"),
            cell(begins, "9B"),
            cell("", "Chi"),
        ));
        let workbook = html::read(&page, "x").unwrap();
        let sheet = &workbook.sheets[0];
        let rows: Vec<&str> = sheet.rows.iter().map(|row| row.text(1)).collect();
        assert_eq!(rows, ["An", "Bình", "Chi"]);
        let merges = sheet.merged.iter();
        let merges: Vec<_> = merges.map(|it| (it.first_row, it.last_row)).collect();
        assert_eq!(merges, [(1, 2)]);
    }
}
