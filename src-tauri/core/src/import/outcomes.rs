//! Lists of where leavers went: the columns of the sheet `outcome_list`, in any order, on any sheet.

use crate::error::{Error, Result};
use crate::kernel::fold::{fold, tidy};

use super::look::table;
use super::sheet::{SheetState, Workbook};

/// Headings stand within the first rows; below are pupils.
const HEADER_WITHIN: usize = 30;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Name,
    BornOn,
    Class,
    Code,
    Destination,
    Place,
    Trade,
    LearntOn,
    Source,
}

/// A row that names a pupil and says where they went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutcomeLine {
    pub sheet: String,
    /// As Excel counts, from 1.
    pub row: u32,
    pub name: String,
    pub born_on: String,
    pub class: String,
    pub code: String,
    pub destination: String,
    pub place: String,
    pub trade: String,
    pub learnt_on: String,
    pub source: String,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutcomeTable {
    pub lines: Vec<OutcomeLine>,
    /// Headings of columns that were not taken.
    pub ignored: Vec<String>,
    /// Heading of the column of destinations, as refusals name it.
    pub destination_heading: String,
}

/// Reads every visible sheet that has such a heading.
pub fn read(workbook: &Workbook) -> Result<OutcomeTable> {
    let mut found = OutcomeTable::default();
    let mut is_any = false;
    let visible = workbook.sheets.iter();
    for sheet in visible.filter(|sheet| sheet.state == SheetState::Visible) {
        let rows = table(sheet);
        let Some((header, fields)) = find_header(&rows) else {
            continue;
        };
        is_any = true;
        for (at, heading) in rows[header].iter().enumerate() {
            let heading = tidy(heading);
            match fields.get(at).copied().flatten() {
                Some(Field::Destination) => found.destination_heading = heading,
                Some(_) => {}
                None if heading.is_empty() || is_number(&heading) => {}
                None => found.ignored.push(heading),
            }
        }
        let below = rows.iter().enumerate().skip(header + 1);
        found.lines.extend(below.filter_map(|(at, cells)| {
            let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
            line(&sheet.name, row, cells, &fields)
        }));
    }
    match is_any {
        true => Ok(found),
        false => Err(Error::refused("outcome.no_columns")),
    }
}

fn find_header(rows: &[Vec<String>]) -> Option<(usize, Vec<Option<Field>>)> {
    rows.iter()
        .take(HEADER_WITHIN)
        .enumerate()
        .find_map(|(at, cells)| {
            let mut taken = Vec::new();
            let fields: Vec<Option<Field>> = (cells.iter())
                .map(|cell| {
                    let field = field_named(cell).filter(|field| !taken.contains(field));
                    taken.extend(field);
                    field
                })
                .collect();
            let has = |field| taken.contains(&field);
            let names_pupil = has(Field::Name) || has(Field::Code);
            (names_pupil && has(Field::Destination)).then_some((at, fields))
        })
}

fn field_named(heading: &str) -> Option<Field> {
    let folded = fold(&tidy(heading)).replace(['(', ')', '*', '/', '-', '.'], " ");
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let field = match folded.as_str() {
        "ho va ten" | "ho ten" | "ho va ten hoc sinh" | "ho ten hoc sinh" => Field::Name,
        "ngay sinh" | "ngay thang nam sinh" | "nam sinh" => Field::BornOn,
        "lop" | "ten lop" | "lop hoc" => Field::Class,
        "ma dinh danh"
        | "ma dinh danh bo gd&dt"
        | "ma dinh danh bo gddt"
        | "ma hoc sinh"
        | "ma hs" => Field::Code,
        "luong" | "huong di" | "phan luong" | "ket qua phan luong" | "noi tiep tuc" => {
            Field::Destination
        }
        "co so tiep tuc hoc"
        | "noi hoc"
        | "truong"
        | "co so"
        | "truong tiep tuc hoc"
        | "noi hoc noi lam" => Field::Place,
        "nganh nghe" | "nganh" | "nghe" | "nganh nghe hoc" => Field::Trade,
        "ngay xac minh" | "ngay biet" | "ngay" => Field::LearntOn,
        "nguon" | "nguon tin" => Field::Source,
        _ => return None,
    };
    Some(field)
}

/// `None` where the row names nobody or says nothing of where they went.
fn line(sheet: &str, row: u32, cells: &[String], fields: &[Option<Field>]) -> Option<OutcomeLine> {
    let mut line = OutcomeLine {
        sheet: sheet.to_owned(),
        row,
        ..OutcomeLine::default()
    };
    for (cell, field) in cells.iter().zip(fields) {
        let text = tidy(cell);
        match field {
            Some(Field::Name) => line.name = text,
            Some(Field::BornOn) => line.born_on = text,
            Some(Field::Class) => line.class = text,
            Some(Field::Code) => line.code = text,
            Some(Field::Destination) => line.destination = text,
            Some(Field::Place) => line.place = text,
            Some(Field::Trade) => line.trade = text,
            Some(Field::LearntOn) => line.learnt_on = text,
            Some(Field::Source) => line.source = text,
            None => {}
        }
    }
    let is_named = !is_blank(&line.name) || !is_blank(&line.code);
    let says = !is_blank(&line.destination);
    (is_named && says && !is_number(&line.name)).then_some(line)
}

/// `(1)` below headings numbers the columns.
fn is_number(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')']);
    !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit())
}

fn is_blank(text: &str) -> bool {
    matches!(text, "" | "-" | "–")
}
