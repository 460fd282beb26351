//! A report as it was issued: every figure, the rules it was held against, and where its records are, under
//! one hash. What is written in the book afterwards does not change it; it shows as differences.
//!
//! A row about a pupil stands in the hash by a salted hash of its own. Erasing the pupil takes its words and
//! the salt away and leaves that hash, so the report still proves to be the one that was issued.

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::formula::{Formula, Value};
use super::outline::{Align, Cell, Column, Frame, Look, Outline, Sheet, Table};
use super::printed::decimal;
use crate::error::{Error, Result};
use crate::kernel::{Date, id};

/// The content of an issued report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    pub title: String,
    pub from: String,
    pub to: String,
    pub frame: Frame,
    pub sheets: Vec<FrozenSheet>,
    /// The rule sets in use, each as its readable file.
    pub rules: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenSheet {
    id: String,
    name: String,
    notes: Vec<String>,
    records: String,
    look: Look,
    tables: Vec<FrozenTable>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenTable {
    id: String,
    title: String,
    columns: Vec<FrozenColumn>,
    rows: Vec<FrozenRow>,
    strong: Vec<usize>,
    is_drawn: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct FrozenColumn {
    heading: String,
    width: f64,
    align: Align,
    span: u16,
}

/// `student`, `salt` and `hash` are those of a row about a pupil; once erased the hash alone is left.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct FrozenRow {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    student: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cells: Option<Vec<FrozenCell>>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    records: String,
}

/// A cell whose formula was worked out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FrozenCell {
    Empty,
    Text(String),
    Count(i64),
    Money(i64),
    Date(Date),
    /// Tenths of a percent.
    Percent(Option<i64>),
}

/// One thing that the book says otherwise than the report did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Difference {
    /// Name of the sheet.
    pub sheet: String,
    /// What the row is about.
    pub row: String,
    /// Heading of the column; empty where the whole row came or went.
    pub column: String,
    pub before: String,
    pub after: String,
    /// Where in the window the records are.
    pub records: String,
}

const PUPIL: &str = "/student/";
const ERASED: &str = "Đã xóa dữ liệu";

impl Frozen {
    pub fn of(outline: &Outline, rules: Vec<String>) -> Result<Frozen> {
        let sheets = outline.sheets.iter().map(FrozenSheet::of);
        Ok(Frozen {
            title: outline.title.clone(),
            from: outline.from.clone(),
            to: outline.to.clone(),
            frame: outline.frame.clone(),
            sheets: sheets.collect::<Result<_>>()?,
            rules,
        })
    }

    /// The report as it was, with plain numbers where formulas stood.
    pub fn outline(&self) -> Outline {
        Outline {
            title: self.title.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            sheets: self.sheets.iter().map(FrozenSheet::sheet).collect(),
            missing: Vec::new(),
            frame: self.frame.clone(),
        }
    }

    /// SHA-256 in hex over everything but the words about pupils, who stand in it by their rows' hashes.
    pub fn hash(&self) -> Result<String> {
        let mut bare = self.clone();
        for row in bare.rows_mut().filter(|row| row.hash.is_some()) {
            let hash = row.hash.take();
            *row = FrozenRow {
                hash,
                ..FrozenRow::default()
            };
        }
        Ok(sha256(&json(&bare)?))
    }

    /// Whether every row about a pupil that is still there is the one that was issued.
    pub fn has_true_rows(&self) -> Result<bool> {
        for row in self.rows() {
            if let (Some(hash), Some(salt), Some(cells)) = (&row.hash, &row.salt, &row.cells)
                && *hash != hash_of(salt, cells)?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn rows(&self) -> impl Iterator<Item = &FrozenRow> {
        let tables = self.sheets.iter().flat_map(|sheet| &sheet.tables);
        tables.flat_map(|table| &table.rows)
    }

    fn rows_mut(&mut self) -> impl Iterator<Item = &mut FrozenRow> {
        let tables = self.sheets.iter_mut().flat_map(|sheet| &mut sheet.tables);
        tables.flat_map(|table| &mut table.rows)
    }
}

impl FrozenSheet {
    fn of(sheet: &Sheet) -> Result<FrozenSheet> {
        let tables = sheet.tables.iter().map(FrozenTable::of);
        Ok(FrozenSheet {
            id: sheet.id.clone(),
            name: sheet.name.clone(),
            notes: sheet.notes.clone(),
            records: sheet.records.clone(),
            look: sheet.look.clone(),
            tables: tables.collect::<Result<_>>()?,
        })
    }

    fn sheet(&self) -> Sheet {
        Sheet {
            id: self.id.clone(),
            name: self.name.clone(),
            tables: self.tables.iter().map(FrozenTable::table).collect(),
            notes: self.notes.clone(),
            records: self.records.clone(),
            look: self.look.clone(),
        }
    }
}

impl FrozenTable {
    fn of(table: &Table) -> Result<FrozenTable> {
        let columns = table.columns.iter().map(|column| FrozenColumn {
            heading: column.heading.clone().into_owned(),
            width: column.width,
            align: column.align,
            span: column.span,
        });
        let rows = table.rows.iter().enumerate().map(|(at, cells)| {
            let cells: Vec<FrozenCell> = cells.iter().map(FrozenCell::of).collect();
            let records = table
                .records
                .get(at)
                .map(String::as_str)
                .unwrap_or_default();
            let Some(student) = records.strip_prefix(PUPIL) else {
                return Ok(FrozenRow {
                    cells: Some(cells),
                    records: records.to_owned(),
                    ..FrozenRow::default()
                });
            };
            let salt = id::new();
            Ok(FrozenRow {
                student: Some(student.to_owned()),
                hash: Some(hash_of(&salt, &cells)?),
                salt: Some(salt),
                cells: Some(cells),
                records: String::new(),
            })
        });
        Ok(FrozenTable {
            id: table.id.clone(),
            title: table.title.clone(),
            columns: columns.collect(),
            rows: rows.collect::<Result<_>>()?,
            strong: table.strong.clone(),
            is_drawn: table.is_drawn,
        })
    }

    fn table(&self) -> Table {
        let columns: Vec<Column> = (self.columns.iter())
            .map(|column| Column {
                heading: column.heading.clone().into(),
                width: column.width,
                align: column.align,
                span: column.span,
            })
            .collect();
        let erased = || {
            let mut cells = vec![Cell::Empty; columns.len()];
            if let Some(cell) = cells.get_mut(1) {
                *cell = Cell::text(ERASED);
            }
            cells
        };
        let rows = self.rows.iter().map(|row| match &row.cells {
            Some(cells) => cells.iter().map(FrozenCell::cell).collect(),
            None => erased(),
        });
        let mut records: Vec<String> = (self.rows.iter())
            .map(|row| match &row.student {
                Some(student) => format!("{PUPIL}{student}"),
                None => row.records.clone(),
            })
            .collect();
        let used = records.iter().rposition(|own| !own.is_empty());
        records.truncate(used.map_or(0, |last| last + 1));
        Table {
            id: self.id.clone(),
            title: self.title.clone(),
            rows: rows.collect(),
            records,
            strong: self.strong.clone(),
            is_drawn: self.is_drawn,
            columns,
        }
    }
}

impl FrozenCell {
    fn of(cell: &Cell) -> FrozenCell {
        match cell {
            Cell::Empty => FrozenCell::Empty,
            Cell::Text(text) => FrozenCell::Text(text.clone().into_owned()),
            Cell::Count(number) => FrozenCell::Count(*number),
            Cell::Money(number) => FrozenCell::Money(*number),
            // No annual report has one yet; its words would be what is kept.
            Cell::Decimal(number) => FrozenCell::Text(decimal(*number)),
            Cell::Date(day) => FrozenCell::Date(*day),
            Cell::Formula(formula) => match formula.value {
                Value::Count(number) => FrozenCell::Count(number),
                Value::Money(number) => FrozenCell::Money(number),
                Value::Percent(tenths) => FrozenCell::Percent(tenths),
            },
        }
    }

    fn cell(&self) -> Cell {
        match self {
            FrozenCell::Empty => Cell::Empty,
            FrozenCell::Text(text) => Cell::Text(text.clone().into()),
            FrozenCell::Count(number) => Cell::Count(*number),
            FrozenCell::Money(number) => Cell::Money(*number),
            FrozenCell::Date(day) => Cell::Date(*day),
            FrozenCell::Percent(tenths) => Formula::settled(Value::Percent(*tenths)).into(),
        }
    }

    fn words(&self) -> String {
        match self {
            FrozenCell::Empty => String::new(),
            FrozenCell::Text(text) => text.clone(),
            FrozenCell::Count(number) | FrozenCell::Money(number) => number.to_string(),
            FrozenCell::Date(day) => day.for_people(),
            FrozenCell::Percent(Some(tenths)) => format!("{},{}", tenths / 10, tenths % 10),
            FrozenCell::Percent(None) => "–".to_owned(),
        }
    }
}

/// What `after` says otherwise, sheet by sheet. Running numbers and the head of the document are none.
pub fn differences(before: &Outline, after: &Outline) -> Vec<Difference> {
    let mut found = Vec::new();
    for sheet in &before.sheets {
        let other = after.sheets.iter().find(|other| other.id == sheet.id);
        for table in sheet.tables.iter().filter(|table| table.id != "head") {
            let other = other.and_then(|sheet| sheet.table(&table.id));
            compare(&sheet.name, Some(table), other, &mut found);
        }
    }
    for sheet in &after.sheets {
        let other = before.sheets.iter().find(|other| other.id == sheet.id);
        for table in sheet.tables.iter().filter(|table| table.id != "head") {
            if other.and_then(|sheet| sheet.table(&table.id)).is_none() {
                compare(&sheet.name, None, Some(table), &mut found);
            }
        }
    }
    found
}

fn compare(
    sheet: &str,
    before: Option<&Table>,
    after: Option<&Table>,
    found: &mut Vec<Difference>,
) {
    let (old, new) = (before.map(Keyed::of), after.map(Keyed::of));
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let whole = |row: &KeyedRow, before: &str, after: &str| Difference {
        sheet: sheet.to_owned(),
        row: row.label.clone(),
        column: String::new(),
        before: before.to_owned(),
        after: after.to_owned(),
        records: row.records.clone(),
    };
    for row in &old.rows {
        let Some(other) = new.at.get(&row.key).map(|at| &new.rows[*at]) else {
            // An erased pupil is no change of the report.
            if row.label != ERASED {
                found.push(whole(row, "có", "không còn"));
            }
            continue;
        };
        for (heading, text) in &row.cells {
            let now = other.cells.iter().find(|(own, _)| own == heading);
            let now = now.map(|(_, text)| text.as_str()).unwrap_or_default();
            if now != text {
                found.push(Difference {
                    column: heading.clone(),
                    ..whole(other, text, now)
                });
            }
        }
    }
    for row in new
        .rows
        .iter()
        .filter(|row| !old.at.contains_key(&row.key) && row.label != ERASED)
    {
        found.push(whole(row, "chưa có", "có"));
    }
}

/// A table's rows by what they are about.
#[derive(Default)]
struct Keyed {
    rows: Vec<KeyedRow>,
    at: HashMap<String, usize>,
}

struct KeyedRow {
    key: String,
    label: String,
    records: String,
    cells: Vec<(String, String)>,
}

impl Keyed {
    fn of(table: &Table) -> Keyed {
        let mut seen: HashMap<String, u32> = HashMap::new();
        let mut records: HashSet<&str> = HashSet::new();
        // Rows that share a place of records are told apart by their labels.
        let shared: HashSet<&str> = (table.records.iter())
            .filter(|own| !records.insert(own))
            .map(String::as_str)
            .collect();
        let mut keyed = Keyed::default();
        for (at, row) in table.rows.iter().enumerate() {
            let headed = table.columns.iter().zip(row);
            let cells: Vec<(String, String)> = headed
                .filter(|(column, _)| column.heading != "STT")
                .map(|(column, cell)| (column.heading.to_string(), FrozenCell::of(cell).words()))
                .collect();
            let first = row.iter().find(|cell| matches!(cell, Cell::Text(_)));
            let label = first.map(|cell| FrozenCell::of(cell).words());
            let label = label.unwrap_or_default();
            let records = table.records.get(at).cloned().unwrap_or_default();
            let base = match records.is_empty() || shared.contains(records.as_str()) {
                true => label.clone(),
                false => records.clone(),
            };
            let time = seen.entry(base.clone()).or_default();
            *time += 1;
            let key = format!("{base}#{time}");
            keyed.at.insert(key.clone(), keyed.rows.len());
            keyed.rows.push(KeyedRow {
                key,
                label,
                records,
                cells,
            });
        }
        keyed
    }
}

fn hash_of(salt: &str, cells: &[FrozenCell]) -> Result<String> {
    Ok(sha256(&format!("{salt}{}", json(&cells)?)))
}

fn sha256(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes()))
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|fault| Error::Bug(format!("frozen report: {fault}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::annual;
    use crate::report::sample;

    #[test]
    fn a_report_comes_back_as_it_was_and_its_hash_holds() {
        let outline = annual::outline(&sample::facts());
        let frozen = Frozen::of(&outline, vec!["id = \"x\"".to_owned()]).unwrap();
        let text = serde_json::to_string(&frozen).unwrap();
        let read: Frozen = serde_json::from_str(&text).unwrap();
        assert_eq!(read.hash().unwrap(), frozen.hash().unwrap());
        assert!(read.has_true_rows().unwrap());
        let back = read.outline();
        assert_eq!(differences(&outline, &back), []);
        assert_eq!(
            serde_json::to_value(&outline.sheets).unwrap(),
            serde_json::to_value(&back.sheets).unwrap()
        );
    }

    #[test]
    fn a_changed_figure_breaks_the_hash_and_an_erased_pupil_does_not() {
        let outline = annual::outline(&sample::facts());
        let frozen = Frozen::of(&outline, Vec::new()).unwrap();
        let hash = frozen.hash().unwrap();

        let mut erased = frozen.clone();
        let pupil = erased.rows_mut().find(|row| row.student.is_some()).unwrap();
        (pupil.student, pupil.salt, pupil.cells) = (None, None, None);
        assert_eq!(erased.hash().unwrap(), hash);
        assert!(erased.has_true_rows().unwrap());

        let mut forged = frozen.clone();
        let row = forged.rows_mut().find(|row| row.student.is_some()).unwrap();
        row.cells.as_mut().unwrap()[1] = FrozenCell::Text("Người khác".to_owned());
        assert!(!forged.has_true_rows().unwrap());

        let mut forged = frozen;
        let row = forged.rows_mut().find(|row| row.student.is_none()).unwrap();
        row.cells.as_mut().unwrap()[0] = FrozenCell::Count(7);
        assert_ne!(forged.hash().unwrap(), hash);
    }

    #[test]
    fn what_changed_is_said_row_by_row() {
        let before = annual::outline(&sample::facts());
        let mut facts = sample::facts();
        facts.activities[0].students += 3;
        let gone = facts.activities.pop().unwrap();
        let after = annual::outline(&facts);
        let found = differences(&before, &after);
        let title = &facts.activities[0].title;
        let students = found
            .iter()
            .find(|one| one.sheet == "Hoạt động" && one.row == *title && one.column == "Số HS");
        let students = students.unwrap();
        assert_ne!(students.before, students.after);
        let left = found
            .iter()
            .find(|one| one.row == gone.title && one.column.is_empty());
        assert_eq!(left.unwrap().after, "không còn");
    }
}
