//! A plan's table of tasks, from a spreadsheet, a Word table, or the text of an annex. A cell that is
//! missing moves no other: a heading says which column is which, and without one the deadline does.

use crate::error::{Error, Result};
use crate::kernel::fold::{fold, tidy};

use super::look::table;
use super::sheet::{SheetState, Workbook};

/// Headings stand within the first rows.
const HEADER_WITHIN: usize = 30;

/// A task as a plan states it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanLine {
    /// `2.11`; empty where it has none.
    pub number: String,
    pub title: String,
    pub lead: String,
    pub partners: String,
    /// In the plan's words: `Xong trước ngày 05/9 hàng năm`.
    pub due: String,
    pub product: String,
    pub note: String,
}

/// What a file says of a plan.
#[derive(Debug, Default)]
pub struct Plan {
    pub lines: Vec<PlanLine>,
    /// Headings of columns that say nothing this program keeps, as the file writes them.
    pub unknown: Vec<String>,
}

/// The columns of a plan, in the order in which they stand where nothing names them.
const FIELDS: [&str; 6] = ["number", "title", "lead", "partners", "due", "product"];

/// Reads every visible sheet; what is no task is left out.
pub fn read(workbook: &Workbook) -> Result<Plan> {
    let visible = workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.state == SheetState::Visible);
    let (mut lines, mut unknown) = (Vec::new(), Vec::new());
    for sheet in visible {
        let rows = table(sheet);
        match find_header(&rows) {
            Some((at, fields)) => {
                let headings = rows.get(at).into_iter().flatten().zip(&fields);
                let left = headings.filter(|(_, field)| field.is_none());
                unknown.extend(left.map(|(it, _)| tidy(it)).filter(|it| !it.is_empty()));
                lines.extend(
                    rows.iter()
                        .skip(at + 1)
                        .filter_map(|cells| named(cells, &fields)),
                );
            }
            None => lines.extend(rows.iter().filter_map(|cells| bare(cells))),
        }
    }
    some(lines, unknown)
}

/// Reads the text of an annex: a number on a line of its own, then a cell a line after a tab. A space
/// before the tab is a cell with nothing in it.
pub fn read_text(text: &str) -> Result<Plan> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let is_cell = line.starts_with('\t');
        let bare = line.trim();
        if is_cell && is_number(bare) {
            rows.push(vec![bare.to_owned()]);
            is_open = true;
        } else if line.is_empty() {
            is_open = false;
        } else if is_open && let Some(row) = rows.last_mut() {
            match line.split_once('\t') {
                Some(("", cell)) => row.push(tidy(cell)),
                Some((blank, cell)) if blank.trim().is_empty() => {
                    row.extend([String::new(), tidy(cell)]);
                }
                // A line of the cell before.
                _ => {
                    if let Some(last) = row.last_mut() {
                        *last = tidy(&format!("{last} {bare}"));
                    }
                }
            }
        }
    }
    let lines = rows.iter().filter_map(|cells| bare(cells)).collect();
    some(lines, Vec::new())
}

fn some(lines: Vec<PlanLine>, unknown: Vec<String>) -> Result<Plan> {
    match lines.is_empty() {
        true => Err(Error::refused("task.no_rows")),
        false => Ok(Plan { lines, unknown }),
    }
}

fn find_header(rows: &[Vec<String>]) -> Option<(usize, Vec<Option<&'static str>>)> {
    rows.iter()
        .take(HEADER_WITHIN)
        .enumerate()
        .find_map(|(at, cells)| {
            let mut taken: Vec<&str> = Vec::new();
            let fields: Vec<Option<&str>> = (cells.iter())
                .map(|cell| {
                    let field = field_named(cell).filter(|field| !taken.contains(field));
                    taken.extend(field);
                    field
                })
                .collect();
            let is_header = taken.contains(&"title") && taken.len() >= 2;
            is_header.then_some((at, fields))
        })
}

/// What a heading names by whole words, the more telling first: `Thời gian thực hiện` is a deadline
/// though `thực hiện` alone is who does it.
const HEADINGS: [(&str, &[&str]); 8] = [
    ("number", &["stt", "tt", "so tt"]),
    ("partners", &["phoi hop"]),
    (
        "due",
        &[
            "thoi gian",
            "thoi han",
            "thoi diem",
            "ngay hoan thanh",
            "han hoan thanh",
            "han thuc hien",
            "han chot",
            "han cuoi",
            "han xong",
        ],
    ),
    ("lead", &["chu tri", "phu trach", "phan cong nhiem vu"]),
    ("product", &["san pham", "ket qua", "bao cao"]),
    ("title", &["nhiem vu", "noi dung", "viec", "cong viec"]),
    ("note", &["ghi chu"]),
    (
        "lead",
        &[
            "nguoi thuc hien",
            "bo phan thuc hien",
            "don vi thuc hien",
            "ca nhan thuc hien",
            "phan cong",
        ],
    ),
];

fn field_named(heading: &str) -> Option<&'static str> {
    let folded = fold(&tidy(heading));
    if folded.len() > 60 {
        return None;
    }
    if folded == "han" {
        return Some("due");
    }
    let words: Vec<&str> = (folded.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let padded = format!(" {} ", words.join(" "));
    let says = |name: &&str| padded.contains(&format!(" {name} "));
    let mut known = HEADINGS.iter();
    known
        .find(|(_, names)| names.iter().any(says))
        .map(|(field, _)| *field)
}

/// A row below headings.
fn named(cells: &[String], fields: &[Option<&'static str>]) -> Option<PlanLine> {
    let mut line = PlanLine::default();
    for (cell, field) in cells.iter().zip(fields) {
        if let Some(field) = field {
            *slot(&mut line, field) = blank_dash(&tidy(cell));
        }
    }
    task(line)
}

/// A row without headings. Where it is shorter than a whole one, the deadline says where it stands: the
/// cells before it fill from the left, and the partners stand nearest to it.
fn bare(cells: &[String]) -> Option<PlanLine> {
    let mut cells: Vec<String> = cells.iter().map(|cell| blank_dash(&tidy(cell))).collect();
    if !cells.first().is_some_and(|cell| is_number(cell)) {
        cells.insert(0, String::new());
    }
    let due = cells.iter().position(|cell| is_deadline(cell))?;
    for _ in due..4 {
        cells.insert(2.min(cells.len()), String::new());
    }
    let mut line = PlanLine::default();
    for (cell, field) in cells.into_iter().zip(FIELDS) {
        *slot(&mut line, field) = cell;
    }
    task(line)
}

fn slot<'a>(line: &'a mut PlanLine, field: &str) -> &'a mut String {
    match field {
        "number" => &mut line.number,
        "title" => &mut line.title,
        "lead" => &mut line.lead,
        "partners" => &mut line.partners,
        "due" => &mut line.due,
        "note" => &mut line.note,
        _ => &mut line.product,
    }
}

/// A heading of a group of tasks has a title and nothing else.
fn task(line: PlanLine) -> Option<PlanLine> {
    let says_more = [&line.lead, &line.partners, &line.due, &line.product];
    let is_task = !line.title.is_empty() && says_more.iter().any(|text| !text.is_empty());
    is_task.then_some(line)
}

/// `2`, `2.11`
fn is_number(text: &str) -> bool {
    let bare = text.trim_end_matches('.');
    !bare.is_empty()
        && bare.len() <= 8
        && bare
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit()))
}

fn is_deadline(text: &str) -> bool {
    let folded = fold(text);
    folded.len() < 80
        && (folded.contains("truoc ngay")
            || folded.contains("hang nam")
            || folded.contains("xong truoc")
            || folded.contains("thanh truoc")
            || folded.contains("thang "))
}

fn blank_dash(text: &str) -> String {
    match text {
        "-" | "–" => String::new(),
        text => text.to_owned(),
    }
}
