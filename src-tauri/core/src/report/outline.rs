//! The report as sheets of tables: what `--json` prints and what every writer draws from.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use ts_rs::TS;

use super::formula::Formula;
use crate::kernel::Date;

/// A whole document.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Outline {
    pub title: String,
    /// First day covered, ISO.
    pub from: String,
    /// Last day covered, ISO.
    pub to: String,
    pub sheets: Vec<Sheet>,
    pub missing: Vec<Missing>,
    /// Head, number, signatures: drawn around the tables by each writer in its own way.
    #[serde(skip)]
    pub frame: Frame,
}

#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
#[serde(rename = "ReportSheet")]
#[schemars(rename = "ReportSheet")]
#[ts(rename = "ReportSheet")]
pub struct Sheet {
    pub id: String,
    /// On the sheet's tab; at most 31 characters.
    pub name: String,
    pub tables: Vec<Table>,
    pub notes: Vec<String>,
    /// Where in the window its figures come from; empty where they are worked out.
    pub records: String,
    #[serde(skip)]
    pub look: Look,
}

#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
#[serde(rename = "ReportTable")]
#[schemars(rename = "ReportTable")]
#[ts(rename = "ReportTable")]
pub struct Table {
    pub id: String,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Where in the window the records of a row are, in the order of the rows; empty for the sheet's own,
    /// and shorter than the rows where the last have none (C25).
    pub records: Vec<String>,
    /// Rows in bold: totals and subtotals.
    #[serde(skip)]
    pub strong: Vec<usize>,
    /// False where the frame already shows what the table says.
    #[serde(skip)]
    pub is_drawn: bool,
}

/// One thing the report lacks.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, TS)]
pub struct Missing {
    pub code: String,
    pub message: String,
    /// Where in the window it can be mended.
    pub link: String,
    /// Id of the sheet that shows the gap.
    pub sheet: String,
    /// A duty not met or forms not collected, as against a blank in the report.
    pub is_duty: bool,
}

/// How a sheet is set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    pub form: Form,
    /// Heading above the tables.
    pub heading: String,
    pub is_landscape: bool,
    /// Its number among the annexes, from 1; 0 for none.
    pub annex: usize,
    pub charts: Vec<Chart>,
}

/// A chart of one table, drawn by the spreadsheet from the table's own cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    pub title: String,
    /// Id of the table.
    pub table: String,
    pub series: Series,
}

/// Which cells of the table are the bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Series {
    /// A bar for each row of data, drawn beside a narrow table: the column of its names, and the
    /// column of its values.
    Down { labels: usize, values: usize },
    /// A bar for each of these columns, drawn below the table: their headings and the total row.
    Across { first: usize, last: usize },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Form {
    /// The signed first page.
    Cover,
    /// Headed paragraphs: first column the heading, second the text.
    Prose,
    /// Tables one under another.
    #[default]
    Tables,
}

/// What stands around the tables of an official document (NĐ 30/2020/NĐ-CP, Phụ lục I).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    pub parent_body: String,
    pub school: String,
    /// `15/BC-THCSTHPTSC`, with dots where the number is not given yet.
    pub number: String,
    /// `Hải Phòng, ngày 05 tháng 6 năm 2026`
    pub place_and_date: String,
    /// Tên loại: `BÁO CÁO`; empty for a plain list.
    pub kind: String,
    /// Trích yếu nội dung.
    pub subject: String,
    /// `(Kèm theo Báo cáo số … ngày … của …)`
    pub attached_to: String,
    /// Before and after the cover's table.
    pub opening: String,
    pub closing: String,
    /// Each line of Nơi nhận.
    pub recipients: Vec<String>,
    /// `HIỆU TRƯỞNG`, or two lines for a deputy.
    pub signer_title: Vec<String>,
    pub signer: String,
    pub preparer: String,
    /// The day written into the file's properties.
    pub made_on: Option<Date>,
}

impl Outline {
    /// A document of one plain table, as the export of a filtered list.
    ///
    /// `frame.school` stands above the sheet's heading, `frame.subject` beneath it.
    pub fn list(mut sheet: Sheet, table: Table, frame: Frame) -> Self {
        sheet.tables.push(table);
        Outline {
            title: sheet.look.heading.clone(),
            from: String::new(),
            to: String::new(),
            sheets: vec![sheet],
            missing: Vec::new(),
            frame,
        }
    }
}

impl Sheet {
    pub fn new(id: &str, name: &str, heading: impl Into<String>) -> Self {
        Sheet {
            id: id.to_owned(),
            name: name.to_owned(),
            tables: Vec::new(),
            notes: Vec::new(),
            records: String::new(),
            look: Look {
                heading: heading.into(),
                ..Look::default()
            },
        }
    }

    pub fn landscape(mut self) -> Self {
        self.look.is_landscape = true;
        self
    }

    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id == id)
    }
}

impl Table {
    pub fn new(id: impl Into<String>, columns: Vec<Column>) -> Self {
        Table {
            id: id.into(),
            title: String::new(),
            columns,
            rows: Vec::new(),
            records: Vec::new(),
            strong: Vec::new(),
            is_drawn: true,
        }
    }

    pub fn push(&mut self, row: Vec<Cell>) {
        debug_assert_eq!(row.len(), self.columns.len(), "table {}", self.id);
        self.rows.push(row);
    }

    /// Adds a row with where its records are.
    pub fn push_of(&mut self, row: Vec<Cell>, records: String) {
        self.records.resize(self.rows.len(), String::new());
        self.records.push(records);
        self.push(row);
    }

    /// Adds a row in bold.
    pub fn push_strong(&mut self, row: Vec<Cell>) {
        self.strong.push(self.rows.len());
        self.push(row);
    }

    /// Closes the table: `label` in the column `at`, sums under `summed`, the rest empty.
    pub fn push_total(&mut self, at: usize, label: &'static str, summed: &[usize]) {
        let last = self.rows.len();
        let cell = |column: usize| match column {
            _ if column == at => Cell::text(label),
            _ if summed.contains(&column) => Cell::from(Formula::sum(&self.rows, column, 0..last)),
            _ => Cell::Empty,
        };
        let row = (0..self.columns.len()).map(cell).collect();
        self.push_strong(row);
    }
}

/// One column: its heading goes over the wire, the rest is for the page.
#[derive(Debug, Clone, TS)]
#[ts(type = "string")]
pub struct Column {
    pub heading: Cow<'static, str>,
    /// Share of the page's width.
    pub width: f64,
    pub align: Align,
    /// Columns of the sheet that it covers.
    pub span: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Align {
    Left,
    Center,
    Right,
}

impl Column {
    pub fn left(heading: impl Into<Cow<'static, str>>, width: f64) -> Self {
        Column::new(heading, width, Align::Left)
    }

    pub fn center(heading: impl Into<Cow<'static, str>>, width: f64) -> Self {
        Column::new(heading, width, Align::Center)
    }

    pub fn right(heading: impl Into<Cow<'static, str>>, width: f64) -> Self {
        Column::new(heading, width, Align::Right)
    }

    pub fn spanning(mut self, span: u16) -> Self {
        self.span = span;
        self
    }

    fn new(heading: impl Into<Cow<'static, str>>, width: f64, align: Align) -> Self {
        Column {
            heading: heading.into(),
            width,
            align,
            span: 1,
        }
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.heading)
    }
}

impl JsonSchema for Column {
    fn schema_name() -> Cow<'static, str> {
        "Column".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

/// One cell; over the wire a string, a number or null.
#[derive(Debug, Clone, PartialEq, TS)]
#[ts(type = "string | number | null")]
pub enum Cell {
    Empty,
    Text(Cow<'static, str>),
    Count(i64),
    Money(i64),
    /// Shown with two places.
    Decimal(f64),
    Date(Date),
    Formula(Box<Formula>),
}

impl Cell {
    /// Text, or an empty cell where there is none.
    pub fn text(text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    }

    pub fn count(count: impl Into<i64>) -> Self {
        Cell::Count(count.into())
    }

    /// A figure, or an empty cell where there is none.
    pub fn decimal(number: Option<f64>) -> Self {
        number.map_or(Cell::Empty, Cell::Decimal)
    }

    /// The number in it, where there is one to add up.
    pub fn number(&self) -> Option<i64> {
        match self {
            Cell::Count(number) | Cell::Money(number) => Some(*number),
            Cell::Formula(formula) => formula.value.number(),
            Cell::Empty | Cell::Text(_) | Cell::Decimal(_) | Cell::Date(_) => None,
        }
    }
}

impl From<Formula> for Cell {
    fn from(formula: Formula) -> Self {
        Cell::Formula(Box::new(formula))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Count(number) | Cell::Money(number) => serializer.serialize_i64(*number),
            Cell::Decimal(number) => serializer.serialize_f64(*number),
            Cell::Date(day) => serializer.serialize_str(&day.for_people()),
            Cell::Formula(formula) => formula.value.serialize(serializer),
        }
    }
}

impl JsonSchema for Cell {
    fn schema_name() -> Cow<'static, str> {
        "Cell".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "number", "null"] })
    }
}
