//! The report as a Word document: NĐ 30/2020/NĐ-CP, Phụ lục I, each annex a section of its own.
//!
//! WordprocessingML is written here as the schema orders it (ECMA-376, Part 1, 17): the libraries there
//! are leave out the repeated heading of a table and put properties where Word does not look for them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::write::{SimpleFileOptions, ZipWriter};

use super::file::{Written, write_bytes};
use super::printed::{Printed, PrintedChart, PrintedRow, PrintedSheet, PrintedTable};
use crate::error::{Error, Result};

/// Twentieths of a point: A4, and the margins of mục I.3 (20 mm above and below, 30 left, 15 right).
const SHORT: u32 = 11906;
const LONG: u32 = 16838;
const MARGINS: &str = r#"<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>"#;
/// Between the margins, portrait and landscape.
const ROOM: [u32; 2] = [SHORT - 1701 - 850, LONG - 1701 - 850];
/// Half points: running text, tables portrait and landscape.
const TEXT: u32 = 26;
const TABLE: [u32; 2] = [24, 20];

/// Writes the document to `path`, whole or not at all.
pub fn save(printed: &Printed, path: &Path) -> Result<Written> {
    let bytes = bytes(printed).map_err(|fault| Error::Bug(format!("docx: {fault}")))?;
    write_bytes(path, &bytes)
}

fn bytes(printed: &Printed) -> zip::result::ZipResult<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default();
    let core = CORE.replace("{title}", &escaped(&printed.title));
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("docProps/core.xml", core.as_str()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/header1.xml", HEADER),
    ];
    for (name, text) in parts {
        package.start_file(name, packed)?;
        package.write_all(text.as_bytes())?;
    }
    package.start_file("word/document.xml", packed)?;
    package.write_all(document(printed).as_bytes())?;
    Ok(package.finish()?.into_inner())
}

/// The text of the document: one section for each sheet.
fn document(printed: &Printed) -> String {
    let mut body = String::new();
    let last = printed.sheets.len().saturating_sub(1);
    for (at, sheet) in printed.sheets.iter().enumerate() {
        match sheet.form {
            "cover" => cover(&mut body, printed, sheet),
            _ => annex(&mut body, printed, sheet),
        }
        // A section's properties stand in its last paragraph; the last section's after all of them.
        let section = section(sheet);
        match at == last {
            true => body.push_str(&section),
            false => {
                let _ = write!(body, "<w:p><w:pPr>{section}</w:pPr></w:p>");
            }
        }
    }
    format!("{DOCUMENT_HEAD}<w:body>{body}</w:body></w:document>")
}

/// Page, margins and numbers: none on the cover, top centre of each annex, which counts its own (mục I.8).
fn section(sheet: &PrintedSheet) -> String {
    let (width, height, orient) = match sheet.is_landscape {
        true => (LONG, SHORT, r#" w:orient="landscape""#),
        false => (SHORT, LONG, ""),
    };
    let (header, number) = match sheet.form {
        "cover" => ("", ""),
        _ => (
            r#"<w:headerReference w:type="default" r:id="rId2"/>"#,
            r#"<w:pgNumType w:start="1"/>"#,
        ),
    };
    format!(
        r#"<w:sectPr>{header}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/>{MARGINS}{number}</w:sectPr>"#
    )
}

/// Issuing body and country side by side, title, opening, the main figures, signature.
fn cover(body: &mut String, printed: &Printed, sheet: &PrintedSheet) {
    let left = [
        line(&printed.parent_body, Look::middle(24)),
        line(&printed.school, Look::middle(24).bold()),
        line("―――――", Look::middle(14)),
        line(&format!("Số: {}", printed.number), Look::middle(TEXT)),
    ];
    let right = [
        line(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            Look::middle(24).bold(),
        ),
        line("Độc lập - Tự do - Hạnh phúc", Look::middle(TEXT).bold()),
        line("――――――――――――", Look::middle(14)),
        line(&printed.place_and_date, Look::middle(TEXT).italic()),
    ];
    beside(body, &left.concat(), &right.concat(), 4000, ROOM[0] - 4000);
    body.push_str(&line("", Look::left(16)));
    body.push_str(&line(&printed.kind, Look::middle(28).bold()));
    body.push_str(&line(&printed.subject, Look::middle(28).bold()));
    body.push_str(&line("――――――――", Look::middle(14)));
    body.push_str(&line(&printed.opening, Look::running()));
    tables(body, sheet);
    body.push_str(&line(&printed.closing, Look::running()));
    let mut left = line("Nơi nhận:", Look::left(24).bold().italic());
    for one in &printed.recipients {
        left.push_str(&line(one, Look::left(22)));
    }
    let mut right = String::new();
    for one in &printed.signer_title {
        right.push_str(&line(one, Look::middle(TEXT).bold()));
    }
    right.push_str(&signed(&printed.signer));
    beside(body, &left, &right, ROOM[0] / 2, ROOM[0] - ROOM[0] / 2);
}

fn annex(body: &mut String, printed: &Printed, sheet: &PrintedSheet) {
    body.push_str(&line(&sheet.annex, Look::middle(28).bold()));
    body.push_str(&line(&sheet.heading, Look::middle(28).bold().heading()));
    body.push_str(&line(&sheet.attached_to, Look::middle(TEXT).italic()));
    body.push_str(&line("", Look::left(12)));
    match sheet.form {
        "prose" => prose(body, sheet),
        _ => {
            tables(body, sheet);
            for chart in &sheet.charts {
                bars(body, chart, sheet.is_landscape);
            }
        }
    }
    for note in &sheet.notes {
        body.push_str(&line(note, Look::left(21).italic()));
    }
    if !printed.preparer.is_empty() {
        let who = line("NGƯỜI LẬP BIỂU", Look::middle(TEXT).bold()) + &signed(&printed.preparer);
        let room = ROOM[usize::from(sheet.is_landscape)];
        beside(body, &line("", Look::left(TEXT)), &who, room - 5000, 5000);
    }
}

/// Room for the hand, and the name beneath it.
fn signed(name: &str) -> String {
    line("", Look::middle(TEXT)).repeat(4) + &line(name, Look::middle(TEXT).bold())
}

fn prose(body: &mut String, sheet: &PrintedSheet) {
    let rows = sheet.tables.iter().flat_map(|table| &table.rows);
    for (number, row) in (1..).zip(rows) {
        let [heading, text] = row.cells.as_slice() else {
            continue;
        };
        let heading = format!("{number}. {}", heading.text);
        body.push_str(&line(&heading, Look::left(TEXT).bold().kept()));
        let lines = text.text.lines().map(str::trim);
        for one in lines.filter(|line| !line.is_empty()) {
            body.push_str(&line(one, Look::running()));
        }
    }
}

fn tables(body: &mut String, sheet: &PrintedSheet) {
    for table in &sheet.tables {
        if !table.title.is_empty() {
            let points = TABLE[usize::from(sheet.is_landscape)];
            body.push_str(&line(&table.title, Look::left(points).bold().kept()));
        }
        grid(body, table, sheet.is_landscape);
        body.push_str(&line("", Look::left(12)));
    }
}

/// A table with lines; its heading comes again on every page, no row is parted.
fn grid(body: &mut String, table: &PrintedTable, is_landscape: bool) {
    let room = f64::from(ROOM[usize::from(is_landscape)]);
    let total: f64 = table.columns.iter().map(|column| column.width).sum();
    let widths: Vec<u32> = (table.columns.iter())
        .map(|column| (column.width / total * room) as u32)
        .collect();
    // Many columns take smaller letters.
    let points = match table.columns.len() {
        15.. => 16,
        11.. => 18,
        _ => TABLE[usize::from(is_landscape)],
    };
    open_table(body, &widths, BORDERS, MARGINS_OF_CELLS);
    body.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in table.columns.iter().zip(&widths) {
        cell(
            body,
            *width,
            &line(&column.heading, Look::middle(points).bold()),
        );
    }
    body.push_str("</w:tr>");
    for PrintedRow { cells, is_strong } in &table.rows {
        body.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (one, width) in cells.iter().zip(&widths) {
            let mut look = Look::left(points);
            look.align = one.align;
            look.is_bold = *is_strong;
            cell(body, *width, &line(&one.text, look));
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl>");
}

/// Steps in which the length of a bar is told.
const STEPS: u32 = 40;

/// Bars as rows of a table without lines, so that they can be mended where the figures are: the label,
/// a shaded cell as long as the value, the value.
fn bars(body: &mut String, chart: &PrintedChart, is_landscape: bool) {
    let points = TABLE[usize::from(is_landscape)];
    body.push_str(&line(&chart.title, Look::left(points).bold().kept()));
    let room = ROOM[usize::from(is_landscape)];
    let label = room / 4;
    let step = (room - label) / (STEPS + STEPS / 10);
    let mut widths = vec![label];
    widths.extend(std::iter::repeat_n(step, (STEPS + STEPS / 10) as usize));
    open_table(body, &widths, "", MARGINS_OF_CELLS);
    for bar in &chart.bars {
        let long = (bar.part * f64::from(STEPS)).round() as u32;
        let rest = STEPS + STEPS / 10 - long;
        body.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        cell(body, label, &line(&bar.label, Look::left(points)));
        if long > 0 {
            let _ = write!(
                body,
                r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:gridSpan w:val="{long}"/><w:shd w:val="clear" w:color="auto" w:fill="{INK}"/></w:tcPr>{}</w:tc>"#,
                step * long,
                line("", Look::left(points)),
            );
        }
        let _ = write!(
            body,
            r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:gridSpan w:val="{rest}"/><w:vAlign w:val="center"/></w:tcPr>{}</w:tc>"#,
            step * rest,
            line(&bar.value, Look::left(points)),
        );
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl>");
    body.push_str(&line("", Look::left(12)));
}

/// The violet of the register; in grey print it stays dark enough.
const INK: &str = "46349B";

/// Two columns of lines without borders.
fn beside(body: &mut String, left: &str, right: &str, left_width: u32, right_width: u32) {
    open_table(body, &[left_width, right_width], "", "");
    body.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (lines, width) in [(left, left_width), (right, right_width)] {
        let _ = write!(
            body,
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{lines}</w:tc>"#
        );
    }
    body.push_str("</w:tr></w:tbl>");
}

fn open_table(body: &mut String, widths: &[u32], borders: &str, margins: &str) {
    let room: u32 = widths.iter().sum();
    let _ = write!(
        body,
        r#"<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>{margins}</w:tblPr><w:tblGrid>"#
    );
    for width in widths {
        let _ = write!(body, r#"<w:gridCol w:w="{width}"/>"#);
    }
    body.push_str("</w:tblGrid>");
}

fn cell(body: &mut String, width: u32, lines: &str) {
    let _ = write!(
        body,
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>"#
    );
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy)]
struct Look {
    half_points: u32,
    /// `left center right both`
    align: &'static str,
    is_bold: bool,
    is_italic: bool,
    is_heading: bool,
    /// Stays with what follows.
    is_kept: bool,
}

impl Look {
    fn left(half_points: u32) -> Look {
        Look {
            half_points,
            align: "left",
            is_bold: false,
            is_italic: false,
            is_heading: false,
            is_kept: false,
        }
    }

    fn middle(half_points: u32) -> Look {
        Look {
            align: "center",
            ..Look::left(half_points)
        }
    }

    /// Justified, the first line a centimetre in, 6 points between paragraphs.
    fn running() -> Look {
        Look {
            align: "both",
            ..Look::left(TEXT)
        }
    }

    fn bold(self) -> Look {
        Look {
            is_bold: true,
            ..self
        }
    }

    fn italic(self) -> Look {
        Look {
            is_italic: true,
            ..self
        }
    }

    fn heading(self) -> Look {
        Look {
            is_heading: true,
            ..self
        }
    }

    fn kept(self) -> Look {
        Look {
            is_kept: true,
            ..self
        }
    }
}

/// A paragraph, with a break wherever the text has one.
fn line(text: &str, look: Look) -> String {
    let style = if look.is_heading {
        r#"<w:pStyle w:val="Heading1"/>"#
    } else {
        ""
    };
    let kept = if look.is_kept { "<w:keepNext/>" } else { "" };
    let room = match look.align {
        "both" => r#"<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="567"/>"#,
        _ => r#"<w:spacing w:before="0" w:after="0"/>"#,
    };
    let bold = if look.is_bold { "<w:b/><w:bCs/>" } else { "" };
    let italic = if look.is_italic { "<w:i/><w:iCs/>" } else { "" };
    let Look {
        half_points, align, ..
    } = look;
    let of_run = format!(
        r#"<w:rPr>{bold}{italic}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>"#
    );
    let words: Vec<String> = (text.split('\n'))
        .map(|part| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escaped(part)))
        .collect();
    let run = match text.is_empty() {
        true => String::new(),
        false => format!("<w:r>{of_run}{}</w:r>", words.join("<w:br/>")),
    };
    format!(r#"<w:p><w:pPr>{style}{kept}{room}<w:jc w:val="{align}"/>{of_run}</w:pPr>{run}</w:p>"#)
}

/// As XML holds it; letters that it does not hold are left out.
fn escaped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => kept.push_str("&amp;"),
            '<' => kept.push_str("&lt;"),
            '>' => kept.push_str("&gt;"),
            '"' => kept.push_str("&quot;"),
            '\t' => kept.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter < ' ' => {}
            letter => kept.push(letter),
        }
    }
    kept
}

const BORDERS: &str = r#"<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders>"#;
const MARGINS_OF_CELLS: &str = r#"<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>"#;

const DOCUMENT_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#;

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>"#;

/// Title alone: the file names neither a person nor a machine.
const CORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#;

const HEADER: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#;
