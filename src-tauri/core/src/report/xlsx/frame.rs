//! Head, titles and signatures around the tables (NĐ 30/2020/NĐ-CP, Phụ lục I).

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::formats::{TEXT, font};
use super::height;
use super::plan::{ANNEX_ROWS, COVER_ROWS};
use super::sheet::{Drawn, Page};
use crate::report::outline::{Cell, Frame};
use crate::report::words;

/// The cover's 24 columns: the issuing body on the left ten, the country on the rest.
const LEFT: (u16, u16) = (0, 9);
const RIGHT: (u16, u16) = (10, 23);
const ALL: (u16, u16) = (0, 23);

/// Draws head, title and opening; the table follows at [`COVER_ROWS`].
pub fn head(page: &mut Page, frame: &Frame) -> Drawn {
    let caps = centered(12.0);
    let strong = centered(12.0).set_bold();
    let parent_body = balanced(&frame.parent_body, 12.0, page.pixels(LEFT), false);
    let school = balanced(&frame.school, 12.0, page.pixels(LEFT), true);
    let subject = balanced(&frame.subject, 14.0, page.pixels(ALL), true);
    page.text(0, LEFT, &parent_body, &caps)?;
    page.text(0, RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &strong)?;
    heighten(page, 0, LEFT, &parent_body, 12.0, false)?;
    page.text(1, LEFT, &school, &strong)?;
    let motto = centered(TEXT).set_bold();
    page.text(1, RIGHT, "Độc lập - Tự do - Hạnh phúc", &motto)?;
    heighten(page, 1, LEFT, &school, 12.5, true)?;
    rule(page, 2, (3, 6))?;
    rule(page, 2, (13, 20))?;
    let number = format!("Số: {}", frame.number);
    page.text(3, LEFT, &number, &centered(TEXT))?;
    let italic = centered(TEXT).set_italic();
    page.text(3, RIGHT, &frame.place_and_date, &italic)?;
    heighten(page, 3, LEFT, &number, TEXT, false)?;
    page.tall(4, 14.0)?;
    let title = centered(14.0).set_bold();
    page.text(5, ALL, &frame.kind, &title)?;
    page.text(6, ALL, &subject, &title)?;
    page.tall(5, 20.0)?;
    heighten(page, 6, ALL, &subject, 14.0, true)?;
    rule(page, 7, (8, 15))?;
    page.tall(8, 6.0)?;
    let opening = indented(&frame.opening);
    page.text(9, ALL, &opening, &paragraph())?;
    heighten(page, 9, ALL, &opening, TEXT, false)?;
    page.tall(COVER_ROWS - 1, 6.0)?;
    page.row = COVER_ROWS;
    Ok(())
}

/// Draws the closing sentence, Nơi nhận on the left and the head's signature on the right.
pub fn signature(page: &mut Page, frame: &Frame) -> Drawn {
    let closing = indented(&frame.closing);
    let (first, last) = ALL;
    page.line(first, last, &closing, &paragraph(), TEXT, false)?;
    page.row += 1;
    let top = page.row;
    let (left, right) = ((0, 10), (12, 23));
    let recipients = frame.recipients.iter().map(String::as_str);
    let mut lines = vec![(
        "Nơi nhận:",
        font(12.0)
            .set_bold()
            .set_italic()
            .set_align(FormatAlign::Top),
        12.0,
    )];
    let list = font(11.0).set_text_wrap().set_align(FormatAlign::Top);
    lines.extend(recipients.map(|line| (line, list.clone(), 11.0)));
    let strong = centered(TEXT).set_bold();
    let mut signing: Vec<&str> = frame.signer_title.iter().map(String::as_str).collect();
    signing.extend([""; 5]);
    signing.push(&frame.signer);
    let rows = lines.len().max(signing.len());
    for at in 0..rows {
        let row = top + super::plan::count(at);
        let mut tall = height::of_lines(1, TEXT);
        if let Some((text, format, points)) = lines.get(at) {
            page.text(row, left, text, format)?;
            let wrapped = height::lines(text, *points, page.pixels(left), false);
            tall = tall.max(height::of_lines(wrapped, *points));
        }
        if let Some(text) = signing.get(at) {
            page.text(row, right, text, &strong)?;
            let wrapped = height::lines(text, TEXT, page.pixels(right), true);
            tall = tall.max(height::of_lines(wrapped, TEXT));
        }
        page.tall(row, tall)?;
    }
    page.row = top + super::plan::count(rows);
    Ok(())
}

/// Draws the heading of an annex, or of a plain list.
pub fn annex(page: &mut Page, frame: &Frame) -> Drawn {
    let look = &page.sheet.look;
    let number = match look.annex {
        0 => frame.school.clone(),
        number => format!("Phụ lục {}", words::roman(number)),
    };
    let attached = match look.annex {
        0 => frame.subject.as_str(),
        _ => frame.attached_to.as_str(),
    };
    let strong = centered(14.0).set_bold();
    let italic = centered(TEXT).set_italic();
    let last = page.last_column();
    page.line(0, last, &number, &strong, 14.0, true)?;
    page.line(0, last, &look.heading, &strong, 14.0, true)?;
    page.line(0, last, attached, &italic, TEXT, false)?;
    page.row = ANNEX_ROWS;
    Ok(())
}

/// Draws headed paragraphs; a long one takes several rows, since a row has a greatest height.
pub fn prose(page: &mut Page) -> Drawn {
    let strong = font(TEXT).set_bold();
    let sheet = page.sheet;
    let rows = sheet.tables.iter().flat_map(|table| &table.rows);
    for (number, row) in (1..).zip(rows) {
        let [Cell::Text(heading), text] = row.as_slice() else {
            continue;
        };
        let heading = format!("{number}. {heading}");
        page.line(0, 0, &heading, &strong, TEXT, true)?;
        if let Cell::Text(text) = text {
            for part in text.lines().map(str::trim).flat_map(pieces) {
                page.line(0, 0, &indented(part), &paragraph(), TEXT, false)?;
            }
        }
        page.tall(page.row, 8.0)?;
        page.row += 1;
    }
    Ok(())
}

/// Draws who drew up the table, beneath it on the right.
///
/// It is one cell: a row is never parted by the end of a page.
pub fn preparer(page: &mut Page, frame: &Frame) -> Drawn {
    if page.sheet.look.annex == 0 && frame.preparer.is_empty() {
        return Ok(());
    }
    page.tall(page.row, 12.0)?;
    page.row += 1;
    let text = format!("NGƯỜI LẬP BIỂU\n\n\n\n\n{}", frame.preparer);
    let span = right_part(page);
    page.text(page.row, span, &text, &centered(TEXT).set_bold())?;
    let tall = height::of_lines(6, TEXT);
    page.tall(page.row, tall)?;
    page.row += 1;
    Ok(())
}

/// The columns of the right two fifths of the page.
fn right_part(page: &Page) -> (u16, u16) {
    let last = page.last_column();
    let total = page.pixels((0, last));
    let starts = (0..=last).rev();
    let is_wide = |first: &u16| page.pixels((*first, last)) >= total * 0.4;
    (starts.into_iter().find(is_wide).unwrap_or(0), last)
}

/// A paragraph cut where a row would grow too high.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((limit, _)) = rest.char_indices().nth(MOST_LETTERS) {
        let end = rest[..limit].rfind(['.', ';']).map(|at| at + 1);
        let end = end.or_else(|| rest[..limit].rfind(' ')).unwrap_or(limit);
        pieces.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    pieces.push(rest);
    pieces
}

/// About 20 lines of running text.
const MOST_LETTERS: usize = 1_600;

/// A thin line under what stands above it.
fn rule(page: &mut Page, row: u32, (first, last): (u16, u16)) -> Drawn {
    let format = font(TEXT).set_border_top(FormatBorder::Thin);
    for column in first..=last {
        page.worksheet.write_blank(row, column, &format)?;
    }
    page.tall(row, 7.0)?;
    Ok(())
}

fn heighten(
    page: &mut Page,
    row: u32,
    span: (u16, u16),
    text: &str,
    points: f64,
    is_bold: bool,
) -> Drawn {
    let lines = height::lines(text, points, page.pixels(span), is_bold);
    let tall = height::of_lines(lines, points);
    page.tall(row, tall)?;
    Ok(())
}

/// Text that takes two lines, broken where both are about as long: no single word beneath.
fn balanced(text: &str, points: f64, pixels: f64, is_bold: bool) -> String {
    if height::lines(text, points, pixels, is_bold) != 2 {
        return text.to_owned();
    }
    let gaps = text.match_indices(' ').map(|(at, _)| at);
    let middle = text.len() / 2;
    match gaps.min_by_key(|at| at.abs_diff(middle)) {
        Some(at) => format!("{}\n{}", &text[..at], &text[at + 1..]),
        None => text.to_owned(),
    }
}

/// The first line of a paragraph stands in by about one centimetre.
fn indented(text: &str) -> String {
    // No-break spaces: the schema allows no plain ones at the start of a string.
    format!("{}{text}", "\u{a0}".repeat(8))
}

fn centered(points: f64) -> Format {
    let format = font(points).set_text_wrap();
    let format = format.set_align(FormatAlign::Center);
    format.set_align(FormatAlign::Top)
}

fn paragraph() -> Format {
    let format = font(TEXT).set_text_wrap();
    let format = format.set_align(FormatAlign::Justify);
    format.set_align(FormatAlign::Top)
}
