//! The tables of a web page as one sheet, one below the other as Excel lays them out.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::legacy;
use super::sheet::{
    Budget, CellKind, Gatherer, Kind, MAX_COLUMNS, MAX_LETTERS, MAX_ROWS, Merge, Sheet, SheetState,
    Workbook,
};
use super::value::number_text;
use crate::error::{Error, Result};

/// Tables inside tables that are followed; deeper ones belong to the cell around them.
const MAX_DEPTH: usize = 16;
const MAX_MERGES: usize = 20_000;

/// Reads the text of a page; refuses one without a table.
pub fn read(text: &str, name: &str) -> Result<Workbook> {
    let mut budget = Budget::new();
    let mut page = Page::new(Gatherer::new(&mut budget));
    let mut emitter = DefaultEmitter::default();
    // Scripts and styles hold no tags.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.start(&tag)?,
            Token::EndTag(tag) => page.end(&string(&tag.name))?,
            Token::String(text) => page.text(&string(&text)),
            Token::Comment(comment) => page.comment(&string(&comment)),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    let mut sheet = page.finish(name)?;
    if !sheet.rows.iter().any(|row| row.cells.len() > 1) {
        return Err(Error::refused("sheet.markup"));
    }
    sheet.encoding = "unicode".to_owned();
    Ok(Workbook {
        kind: Kind::Html,
        sheets: vec![sheet],
        is_1904: false,
        warnings: budget.warning().into_iter().collect(),
    })
}

/// The sheet as far as the page was read.
struct Page<'a> {
    gatherer: Gatherer<'a>,
    merged: Vec<Merge>,
    hidden_rows: BTreeSet<u32>,
    /// The name that Excel hides in a comment.
    name: Option<String>,
    /// The row that comes next, from 0.
    next: u32,
    tables: Vec<Table>,
    /// Open tables that are too deep to be followed.
    deeper: usize,
    /// Text outside every table, as titles often are.
    line: String,
    /// The element whose text is no content, if one is open.
    silent: Option<String>,
    style: String,
    /// Fonts of before Unicode by the selectors that name them.
    fonts: BTreeMap<String, String>,
}

/// An open table.
struct Table {
    /// For each column, how many rows a cell from above still covers.
    covered: Vec<u32>,
    row: Option<u32>,
    column: u32,
    cell: Option<OpenCell>,
    font: Option<String>,
    row_font: Option<String>,
}

/// A cell whose end has not come.
struct OpenCell {
    row: u32,
    column: u32,
    text: String,
    /// The number behind what is shown.
    number: Option<f64>,
    font: Option<String>,
}

impl<'a> Page<'a> {
    fn new(gatherer: Gatherer<'a>) -> Self {
        Page {
            gatherer,
            merged: Vec::new(),
            hidden_rows: BTreeSet::new(),
            name: None,
            next: 0,
            tables: Vec::new(),
            deeper: 0,
            line: String::new(),
            silent: None,
            style: String::new(),
            fonts: BTreeMap::new(),
        }
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<()> {
        let name = string(&tag.name);
        match name.as_str() {
            "script" | "style" | "title" | "noscript" if !tag.self_closing => {
                self.silent = Some(name);
            }
            "table" if self.tables.len() >= MAX_DEPTH => self.deeper += 1,
            "table" => {
                self.close_line()?;
                let outer = self.tables.last();
                let font = self.font(tag).or_else(|| outer?.font.clone());
                self.tables.push(Table {
                    covered: vec![0; MAX_COLUMNS as usize],
                    row: None,
                    column: 0,
                    cell: None,
                    font,
                    row_font: None,
                });
            }
            _ if self.deeper > 0 => {}
            "tr" => self.open_row(Some(tag))?,
            "td" | "th" => self.open_cell(tag)?,
            "br" => self.text("\n"),
            "font" | "span" | "b" | "p" | "div" => {
                let font = self.font(tag);
                if let Some(cell) = self.cell() {
                    cell.font = font.or(cell.font.take());
                }
                if matches!(name.as_str(), "p" | "div") {
                    self.part()?;
                }
            }
            _ if is_block(&name) => self.part()?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<()> {
        if self.silent.as_deref() == Some(name) {
            self.silent = None;
            if name == "style" {
                self.read_style();
            }
            return Ok(());
        }
        match name {
            "table" if self.deeper > 0 => self.deeper -= 1,
            "table" => self.close_table()?,
            _ if self.deeper > 0 => {}
            "tr" => {
                self.close_cell()?;
                if let Some(table) = self.tables.last_mut() {
                    table.row = None;
                }
            }
            "td" | "th" => self.close_cell()?,
            _ if is_block(name) => self.part()?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(silent) = &self.silent {
            if silent == "style" && self.style.len() < MAX_LETTERS * 8 {
                self.style.push_str(text);
            }
            return;
        }
        if let Some(cell) = self.cell() {
            push(&mut cell.text, text);
        } else if self.tables.is_empty() {
            push(&mut self.line, text);
        }
    }

    /// Excel writes the name of the sheet into a comment for itself.
    fn comment(&mut self, comment: &str) {
        let name = comment.split("<x:Name>").nth(1);
        let name = name.and_then(|rest| rest.split_once("</x:Name>"));
        if let (None, Some((name, _))) = (&self.name, name) {
            self.name = Some(crate::kernel::fold::tidy(name)).filter(|name| !name.is_empty());
        }
    }

    fn finish(mut self, name: &str) -> Result<Sheet> {
        while !self.tables.is_empty() {
            self.close_table()?;
        }
        self.close_line()?;
        Ok(Sheet {
            name: self.name.unwrap_or_else(|| name.to_owned()),
            state: SheetState::Visible,
            encoding: String::new(),
            rows: self.gatherer.rows(),
            merged: self.merged,
            hidden_rows: self.hidden_rows,
        })
    }

    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.tables.last_mut()?.cell.as_mut()
    }

    /// A paragraph begins or ends: a space inside a cell, a row of its own outside every table.
    fn part(&mut self) -> Result<()> {
        if let Some(cell) = self.cell() {
            push(&mut cell.text, " ");
            return Ok(());
        }
        self.close_line()
    }

    fn close_line(&mut self) -> Result<()> {
        let line = std::mem::take(&mut self.line);
        if self.tables.is_empty() && !line.trim().is_empty() {
            let row = self.next_row();
            self.gatherer
                .take(row, 0, (tidy(&line), CellKind::Text), None)?;
        }
        Ok(())
    }

    fn next_row(&mut self) -> u32 {
        let row = self.next;
        self.next = self.next.saturating_add(1);
        row
    }

    fn open_row(&mut self, tag: Option<&StartTag<()>>) -> Result<()> {
        self.close_cell()?;
        if self.tables.is_empty() {
            return Ok(());
        }
        let row = self.next_row();
        if tag.is_some_and(|tag| is_hidden(&attribute(tag, "style"))) {
            self.hidden_rows.insert(row.saturating_add(1));
        }
        let font = tag.and_then(|tag| self.font(tag));
        if let Some(table) = self.tables.last_mut() {
            table.row = Some(row);
            table.column = 0;
            table.row_font = font;
            for rows in &mut table.covered {
                *rows = rows.saturating_sub(1);
            }
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &StartTag<()>) -> Result<()> {
        self.close_cell()?;
        if self.tables.last().is_some_and(|table| table.row.is_none()) {
            self.open_row(None)?;
        }
        let font = self.font(tag);
        let Some(table) = self.tables.last_mut() else {
            return Ok(());
        };
        let Some(row) = table.row else {
            return Ok(());
        };
        let is_covered = |column: u32| {
            let rows = table.covered.get(column as usize);
            rows.is_some_and(|rows| *rows > 0)
        };
        let mut column = table.column;
        while is_covered(column) {
            column += 1;
        }
        let across = span(tag, "colspan", MAX_COLUMNS);
        let down = span(tag, "rowspan", MAX_ROWS);
        let end = column.saturating_add(across).min(MAX_COLUMNS);
        for covered in table
            .covered
            .iter_mut()
            .take(end as usize)
            .skip(column as usize)
        {
            *covered = down;
        }
        table.column = end.max(column);
        if (across > 1 || down > 1) && self.merged.len() < MAX_MERGES && end > column {
            self.merged.push(Merge {
                first_row: row.saturating_add(1),
                first_column: column,
                last_row: row.saturating_add(down),
                last_column: end - 1,
            });
        }
        let number = ["x:num", "sdval"]
            .iter()
            .find_map(|name| attribute(tag, name).parse().ok());
        let font = font.or_else(|| table.row_font.clone().or_else(|| table.font.clone()));
        table.cell = Some(OpenCell {
            row,
            column,
            text: String::new(),
            number,
            font,
        });
        Ok(())
    }

    fn close_cell(&mut self) -> Result<()> {
        let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.take()) else {
            return Ok(());
        };
        let text = tidy(&cell.text);
        // A code may be shown as 1.23E+11 while its digits stand behind.
        let value = match cell.number {
            Some(number) if is_shortened(&text) => number_text(number),
            _ => (text, CellKind::Text),
        };
        self.gatherer
            .take(cell.row, cell.column, value, cell.font.as_deref())
    }

    fn close_table(&mut self) -> Result<()> {
        self.close_cell()?;
        self.tables.pop();
        Ok(())
    }

    /// The font of before Unicode that a tag names, by itself or through a style.
    fn font(&self, tag: &StartTag<()>) -> Option<String> {
        let face = attribute(tag, "face");
        let own = legacy_family(&face).or_else(|| family(&attribute(tag, "style")));
        own.or_else(|| {
            let classes = attribute(tag, "class").to_lowercase();
            let mut classes = classes.split_whitespace();
            classes.find_map(|class| self.fonts.get(&format!(".{class}")).cloned())
        })
        .or_else(|| self.fonts.get(&string(&tag.name)).cloned())
    }

    fn read_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        for rule in style.split('}') {
            let Some((selectors, body)) = rule.split_once('{') else {
                continue;
            };
            let Some(font) = family(body) else { continue };
            let selectors = selectors.trim_start_matches("<!--").split(',');
            for selector in selectors.map(|selector| selector.trim().to_lowercase()) {
                self.fonts.insert(selector, font.clone());
            }
        }
    }
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    let value = tag.attributes.get(name.as_bytes());
    value.map(|value| string(value)).unwrap_or_default()
}

fn span(tag: &StartTag<()>, name: &str, most: u32) -> u32 {
    let number = attribute(tag, name).trim().parse().unwrap_or(1);
    number.clamp(1, most)
}

fn is_hidden(style: &str) -> bool {
    let plain: String = style.split_whitespace().collect();
    let plain = plain.to_lowercase();
    plain.contains("display:none") || plain.contains("mso-hide:all")
}

/// The font of before Unicode among the declarations of a style.
fn family(style: &str) -> Option<String> {
    let mut declared = style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'));
    declared.find_map(|(name, fonts)| {
        let name = name.trim().to_lowercase();
        let is_family = name == "font-family" || name == "font";
        legacy_family(fonts).filter(|_| is_family)
    })
}

fn legacy_family(fonts: &str) -> Option<String> {
    let first = fonts.split(',').next()?;
    let name = first.trim().trim_matches(['"', '\'']);
    legacy::of_font(name).map(|_| name.to_owned())
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "center"
            | "caption"
            | "body"
            | "head"
            | "section"
            | "header"
    )
}

/// Appends as far as a cell may be long.
fn push(text: &mut String, more: &str) {
    if text.len() < MAX_LETTERS * 4 {
        text.push_str(more);
    }
}

/// One line, since a page breaks its lines anywhere. Only ASCII goes: in old fonts a soft hyphen
/// is a letter.
fn tidy(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_ascii_whitespace());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn is_shortened(text: &str) -> bool {
    text.contains(['E', 'e'])
        && text.contains('+')
        && text.starts_with(|l: char| l.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(sheet: &Sheet) -> Vec<(u32, u32, &str)> {
        let rows = sheet.rows.iter();
        rows.flat_map(|row| {
            let cell = |cell: &'_ super::super::sheet::Cell| (row.number, cell.at);
            row.cells
                .iter()
                .map(move |it| (cell(it).0, cell(it).1, it.text.as_str()))
        })
        .collect()
    }

    #[test]
    fn spans_push_cells_to_where_excel_shows_them() {
        let page = "<html><head><title>x</title></head><body><h3>DANH SÁCH LỚP 9A1</h3>\
            <table><tr><th rowspan=2>STT<th colspan=2>Họ và tên<th rowspan='2'>Nữ\
            <tr><td>Họ đệm<td>Tên\
            <tr><td>1</td><td>Trần&nbsp;Thị</td><td>&#193;nh&amp;</td><td>x</td></tr></table>";
        let book = read(page, "lop").unwrap();
        let sheet = &book.sheets[0];
        let want = [
            (1, 0, "DANH SÁCH LỚP 9A1"),
            (2, 0, "STT"),
            (2, 1, "Họ và tên"),
            (2, 3, "Nữ"),
            (3, 1, "Họ đệm"),
            (3, 2, "Tên"),
            (4, 0, "1"),
            (4, 1, "Trần\u{a0}Thị"),
            (4, 2, "Ánh&"),
            (4, 3, "x"),
        ];
        assert_eq!(cells(sheet), want);
        assert_eq!(sheet.merged.len(), 3);
        assert_eq!(sheet.name, "lop");
    }

    #[test]
    fn tables_inside_a_table_stand_below_it() {
        let page = "<table><tr><td>Trường A<table><tr><td>1<td>An</table><tr><td>Cuối<td>x</table>";
        let book = read(page, "").unwrap();
        let want = [
            (1, 0, "Trường A"),
            (2, 0, "1"),
            (2, 1, "An"),
            (3, 0, "Cuối"),
            (3, 1, "x"),
        ];
        assert_eq!(cells(&book.sheets[0]), want);
    }

    #[test]
    fn fonts_numbers_and_hidden_rows_are_seen() {
        let page = "<style>.xl1 {font-family:.VnTime, serif;}</style>\
            <!--[if gte mso 9]><xml><x:Name>9A1</x:Name></xml><![endif]-->\
            <table><tr><td class=xl1>TrÇn<td x:num=\"123456789012\">1.23E+11\
            <tr style='display: none'><td><font face=VNI-Times>Thò</font><td>y</table>";
        let book = read(page, "").unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.name, "9A1");
        let first = &sheet.rows[0].cells;
        assert_eq!(first[0].font.as_deref(), Some(".VnTime"));
        assert_eq!(first[1].text, "123456789012");
        assert_eq!(sheet.rows[1].cells[0].font.as_deref(), Some("VNI-Times"));
        assert!(sheet.hidden_rows.contains(&2));
    }

    #[test]
    fn a_page_without_a_table_is_refused() {
        for page in ["<table<>\n", "<html><body>không phải</body></html>", "<a>"] {
            assert!(read(page, "").is_err(), "{page}");
        }
    }
}
