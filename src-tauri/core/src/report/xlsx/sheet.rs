//! One sheet: page, frame, tables.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Formula as FileFormula, Worksheet, XlsxError};

use super::chart;
use super::formats::{Formats, TABLE, TableFormats};
use super::frame;
use super::height;
use super::plan::{Site, Sites, has_title};
use crate::report::outline::{Align, Cell, Form, Outline, Series, Sheet, Table};

pub type Drawn = Result<(), XlsxError>;

/// Draws `sheet` onto an empty worksheet.
pub fn draw(
    worksheet: &mut Worksheet,
    outline: &Outline,
    sheet: &Sheet,
    sites: &Sites,
    formats: &Formats,
) -> Drawn {
    worksheet.set_name(&sheet.name)?;
    let widths = widths(sheet);
    let mut page = Page {
        worksheet,
        sheet,
        sites,
        formats: formats.of_table(sheet.look.is_landscape),
        points: TABLE[usize::from(sheet.look.is_landscape)],
        widths,
        row: 0,
        used: 0.0,
    };
    page.set_up()?;
    match sheet.look.form {
        Form::Cover => {
            frame::head(&mut page, &outline.frame)?;
            page.tables()?;
            frame::signature(&mut page, &outline.frame)?;
        }
        Form::Prose => {
            frame::annex(&mut page, &outline.frame)?;
            frame::prose(&mut page)?;
            frame::preparer(&mut page, &outline.frame)?;
        }
        Form::Tables => {
            frame::annex(&mut page, &outline.frame)?;
            page.tables()?;
            page.notes()?;
            page.charts()?;
            frame::preparer(&mut page, &outline.frame)?;
        }
    }
    page.close()
}

/// A sheet being drawn: where it is, and how wide its columns are.
pub struct Page<'a> {
    pub worksheet: &'a mut Worksheet,
    pub sheet: &'a Sheet,
    sites: &'a Sites<'a>,
    formats: &'a TableFormats,
    points: f64,
    /// Pixels of each column.
    pub widths: Vec<f64>,
    /// The next free row.
    pub row: u32,
    /// Points of all rows so far.
    used: f64,
}

impl Page<'_> {
    /// A4, margins of NĐ 30/2020/NĐ-CP (Phụ lục I, mục I.3), one page wide.
    fn set_up(&mut self) -> Drawn {
        let worksheet = &mut *self.worksheet;
        worksheet.set_paper_size(9);
        if self.sheet.look.is_landscape {
            worksheet.set_landscape();
        }
        let inches = |millimetres: f64| millimetres / 25.4;
        let (left, right, edge) = (inches(30.0), inches(15.0), inches(20.0));
        worksheet.set_margins(left, right, edge, edge, inches(10.0), inches(10.0));
        worksheet.set_screen_gridlines(false);
        for (column, pixels) in (0u16..).zip(&self.widths) {
            worksheet.set_column_width_pixels(column, pixels.round() as u32)?;
        }
        if self.sheet.look.form == Form::Cover {
            worksheet.set_print_fit_to_pages(1, 1);
        } else {
            // Phụ lục I, mục I.8: top centre; each annex counts its own pages.
            worksheet.set_print_fit_to_pages(1, 0);
            worksheet.set_header("&C&\"Times New Roman,Regular\"&13&P");
            worksheet.set_print_first_page_number(1);
        }
        Ok(())
    }

    fn tables(&mut self) -> Drawn {
        let sheet = self.sheet;
        for table in sheet.tables.iter().filter(|table| table.is_drawn) {
            let Some(site) = self.sites.get(&sheet.id, &table.id) else {
                continue;
            };
            self.table(table, site)?;
        }
        self.repeat_headings()
    }

    fn table(&mut self, table: &Table, site: &Site) -> Drawn {
        if has_title(self.sheet, table) {
            self.row = site.heading - 1;
            let format = self.formats.title.clone();
            self.line(
                0,
                self.last_column(),
                &table.title,
                &format,
                self.points,
                true,
            )?;
        }
        self.row = site.heading;
        self.headings(table, site)?;
        let mut strong = table.strong.iter().peekable();
        for (at, cells) in table.rows.iter().enumerate() {
            let is_strong = strong.next_if_eq(&&at).is_some();
            self.cells(table, site, cells, is_strong)?;
        }
        self.tall(self.row, 15.0)?;
        self.row += 1;
        Ok(())
    }

    fn headings(&mut self, table: &Table, site: &Site) -> Drawn {
        let mut most = 1;
        for (number, (column, span)) in table.columns.iter().zip(&site.columns).enumerate() {
            let formats = self.formats;
            self.text(self.row, *span, &column.heading, &formats.heading)?;
            let words = format!("({})", number + 1);
            self.text(self.row + 1, *span, &words, &formats.numbering)?;
            let pixels = self.pixels(*span);
            most = most.max(height::lines(&column.heading, self.points, pixels, true));
        }
        let tall = height::of_lines(most, self.points);
        self.tall(self.row, tall)?;
        self.row += 2;
        Ok(())
    }

    fn cells(&mut self, table: &Table, site: &Site, cells: &[Cell], is_strong: bool) -> Drawn {
        let mut most = 1;
        for ((cell, column), span) in cells.iter().zip(&table.columns).zip(&site.columns) {
            let align = match (cell, column.align) {
                // On a sheet of two columns numbers stand right, words left.
                (
                    Cell::Count(_) | Cell::Money(_) | Cell::Decimal(_) | Cell::Formula(_),
                    Align::Left,
                ) => Align::Right,
                (_, align) => align,
            };
            let format = self.formats.cell(cell, align, is_strong);
            self.cell(site, *span, cell, format)?;
            if let Cell::Text(text) = cell {
                let pixels = self.pixels(*span);
                most = most.max(height::lines(text, self.points, pixels, is_strong));
            }
        }
        let tall = height::of_lines(most, self.points);
        self.tall(self.row, tall)?;
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, site: &Site, span: (u16, u16), cell: &Cell, format: &Format) -> Drawn {
        let (row, (first, last)) = (self.row, span);
        if last > first {
            self.worksheet
                .merge_range(row, first, row, last, "", format)?;
        }
        let worksheet = &mut *self.worksheet;
        match cell {
            Cell::Empty => worksheet.write_blank(row, first, format)?,
            Cell::Text(text) => {
                worksheet.write_string_with_format(row, first, &*fitting(text), format)?
            }
            Cell::Count(number) | Cell::Money(number) => {
                worksheet.write_number_with_format(row, first, *number as f64, format)?
            }
            Cell::Decimal(number) => {
                worksheet.write_number_with_format(row, first, *number, format)?
            }
            Cell::Date(day) => worksheet.write_date_with_format(row, first, day.0, format)?,
            Cell::Formula(formula) => {
                let value = formula.value.for_file();
                match self.sites.words_of(formula, site) {
                    Some(words) => {
                        let formula = FileFormula::new(words).set_result(value);
                        worksheet.write_formula_with_format(row, first, formula, format)?
                    }
                    None => match value.parse::<f64>() {
                        Ok(number) => {
                            worksheet.write_number_with_format(row, first, number, format)?
                        }
                        Err(_) => worksheet.write_string_with_format(row, first, value, format)?,
                    },
                }
            }
        };
        Ok(())
    }

    /// Repeats the headings on every printed page: those all tables share, else those of the
    /// table that is most likely to run over a page.
    fn repeat_headings(&mut self) -> Drawn {
        let drawn = self.sheet.tables.iter().filter(|table| table.is_drawn);
        let tables: Vec<&Table> = drawn.collect();
        let longest = tables.iter().max_by_key(|table| table.rows.len());
        let (Some(first), Some(longest)) = (tables.first(), longest) else {
            return Ok(());
        };
        let headings = |table: &Table| {
            let columns = table.columns.iter();
            columns.map(|it| it.heading.clone()).collect::<Vec<_>>()
        };
        let is_shared = tables
            .iter()
            .all(|table| headings(table) == headings(first));
        let table = if is_shared { first } else { longest };
        if let Some(site) = self.sites.get(&self.sheet.id, &table.id) {
            let (heading, numbering) = (site.heading, site.heading + 1);
            self.worksheet.set_repeat_rows(heading, numbering)?;
            if tables.len() == 1 && table.rows.len() > LONG {
                self.worksheet.set_freeze_panes(site.first, 0)?;
            }
        }
        Ok(())
    }

    fn notes(&mut self) -> Drawn {
        let format = self.formats.note.clone();
        for note in &self.sheet.notes {
            self.line(0, self.last_column(), note, &format, self.points, false)?;
        }
        Ok(())
    }

    fn charts(&mut self) -> Drawn {
        let sheet = self.sheet;
        for chart in &sheet.look.charts {
            let table = sheet.table(&chart.table);
            let site = self.sites.get(&sheet.id, &chart.table);
            let (Some(table), Some(site)) = (table, site) else {
                continue;
            };
            let all: f64 = self.widths.iter().sum();
            match chart.series {
                Series::Down { .. } => {
                    let next = site.columns.last().map_or(0, |(_, last)| last + 1);
                    let own = self.pixels((0, next.max(1) - 1));
                    let high = (table.rows.len() as f64 + 3.0) * ROW_PIXELS;
                    let size = (all - own - GAP, high);
                    if let Some(drawn) = chart::made(chart, table, site, size) {
                        let worksheet = &mut *self.worksheet;
                        worksheet.insert_chart_with_offset(site.heading, next, &drawn, 12, 0)?;
                    }
                }
                Series::Across { .. } => {
                    let size = (all, f64::from(CHART_ROWS - 1) * ROW_PIXELS);
                    if let Some(drawn) = chart::made(chart, table, site, size) {
                        self.worksheet.insert_chart(self.row, 0, &drawn)?;
                        for _ in 0..CHART_ROWS {
                            self.tall(self.row, 15.0)?;
                            self.row += 1;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn close(&mut self) -> Drawn {
        let last = self.row.max(1) - 1;
        // A signature alone on a second page looks lost: what nearly fits one page is made to.
        let page = usize::from(self.sheet.look.is_landscape);
        let width: f64 = self.widths.iter().sum();
        let printed = self.used * (PAGE[page] / width).min(1.0);
        if printed < PAGE_HEIGHT[page] * NEARLY {
            self.worksheet.set_print_fit_to_pages(1, 1);
        }
        self.worksheet
            .set_print_area(0, 0, last, self.last_column())?;
        Ok(())
    }

    /// Writes a line over some columns, as high as it needs, and goes to the next row.
    pub fn line(
        &mut self,
        first: u16,
        last: u16,
        text: &str,
        format: &Format,
        points: f64,
        is_bold: bool,
    ) -> Drawn {
        self.text(self.row, (first, last), text, format)?;
        let lines = height::lines(text, points, self.pixels((first, last)), is_bold);
        let tall = height::of_lines(lines, points);
        self.tall(self.row, tall)?;
        self.row += 1;
        Ok(())
    }

    /// Writes text over some columns of a row.
    pub fn text(&mut self, row: u32, span: (u16, u16), text: &str, format: &Format) -> Drawn {
        let (first, last) = span;
        let text = &*fitting(text);
        if last > first {
            self.worksheet
                .merge_range(row, first, row, last, text, format)?;
        } else {
            self.worksheet
                .write_string_with_format(row, first, text, format)?;
        }
        Ok(())
    }

    /// Sets the height of a row in points.
    pub fn tall(&mut self, row: u32, points: f64) -> Drawn {
        self.used += points;
        self.worksheet.set_row_height(row, points)?;
        Ok(())
    }

    pub fn pixels(&self, (first, last): (u16, u16)) -> f64 {
        let columns = self.widths.iter().skip(usize::from(first));
        columns.take(usize::from(last - first) + 1).sum()
    }

    pub fn last_column(&self) -> u16 {
        u16::try_from(self.widths.len().max(1) - 1).unwrap_or(0)
    }
}

/// Rows of 15 points that a chart below its table covers, and the pixels of one.
const CHART_ROWS: u32 = 13;
const ROW_PIXELS: f64 = 20.0;
/// Pixels between a table and the chart beside it.
const GAP: f64 = 16.0;

/// Tables with more rows keep their headings in sight on the screen.
const LONG: usize = 25;

/// Pixels between the margins of A4, portrait and landscape.
const PAGE: [f64; 2] = [620.0, 948.0];

/// Points between the margins, likewise.
const PAGE_HEIGHT: [f64; 2] = [728.0, 481.0];
/// Letters become at most an eighth smaller for it.
const NEARLY: f64 = 1.14;

/// Pixels of the sheet's columns, by its table of most columns; stretched to fill the page. Wider
/// tables are made smaller by the printer ("one page wide").
fn widths(sheet: &Sheet) -> Vec<f64> {
    let page = PAGE[usize::from(sheet.look.is_landscape)];
    let drawn = sheet.tables.iter().filter(|table| table.is_drawn);
    let spans = |table: &&Table| {
        table
            .columns
            .iter()
            .map(|it| usize::from(it.span))
            .sum::<usize>()
    };
    let Some(table) = drawn.max_by_key(spans) else {
        return vec![page];
    };
    if sheet.look.form == Form::Prose {
        return vec![page];
    }
    let mut widths = Vec::new();
    for column in &table.columns {
        let each = column.width * PIXELS / f64::from(column.span.max(1));
        widths.extend((0..column.span.max(1)).map(|_| each));
    }
    if sheet.look.form == Form::Cover {
        // The head is laid out on even columns.
        let count = widths.len();
        return vec![page / count as f64; count];
    }
    let total: f64 = widths.iter().sum();
    let stretch = (page / total).max(1.0);
    widths.into_iter().map(|width| width * stretch).collect()
}

/// Pixels of one unit of a column's width.
const PIXELS: f64 = 6.2;

/// The text as the file can hold it: no spaces at its ends, at most 32,767 letters.
///
/// rust_xlsxwriter takes a string from `<r>` to `</r>` for XML of its own and would write it
/// unescaped, so such a text gets an invisible letter at its end.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let is_marked = text.starts_with("<r>") && text.ends_with("</r>");
    let is_bad = |letter: char| matches!(letter, '\r' | '\u{fffe}' | '\u{ffff}');
    if text.len() <= MOST_LETTERS && !is_marked && !text.contains(is_bad) {
        return Cow::Borrowed(text);
    }
    let mut room = MOST_LETTERS - 1;
    let mut short = String::new();
    for letter in text.chars().filter(|letter| !is_bad(*letter)) {
        let Some(left) = room.checked_sub(letter.len_utf16()) else {
            break;
        };
        room = left;
        short.push(letter);
    }
    if is_marked {
        short.push('\u{200b}');
    }
    Cow::Owned(short)
}

const MOST_LETTERS: usize = 32_767;
