//! From a workbook to pupils: which sheet, row and column means what, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::heading::{self, RosterField};
use super::legacy;
use super::look::{self, RosterColumn};
use super::sheet::{Cell, CellKind, Row, Sheet, SheetState, Workbook, column_name, column_number};
use crate::domain::student::SUPPORTS;
use crate::error::{Error, Result};
use crate::kernel::date::Date;
use crate::kernel::fold::{fold, tidy};
use crate::messages;

mod duplicate;
mod field;

/// How each sheet of a workbook is understood; guessed first, then corrected by a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// As many as the workbook has, in its order.
    pub sheets: Vec<SheetMapping>,
}

/// How one sheet is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetMapping {
    pub name: String,
    pub state: SheetState,
    pub is_used: bool,
    /// Why it is not used: a code of the message table.
    pub reason: Option<&'static str>,
    /// As Excel counts, from 1.
    pub header_row: Option<u32>,
    /// The last row of the headings, the same one unless they stand in two.
    pub header_end: Option<u32>,
    /// The class of pupils whose row names none: from a title or the sheet's name.
    pub class: Option<String>,
    /// `2026-2027`, where a title names a school year.
    pub year: Option<String>,
    pub encoding: String,
    /// Whether rows that the file hides are read.
    pub reads_hidden: bool,
    /// How many rows the file hides below its headings.
    pub hidden_rows: u32,
    pub columns: Vec<RosterColumn>,
}

/// Cells that a person typed over: by sheet, row as Excel counts, and field.
pub type Corrections = BTreeMap<(String, u32, RosterField), String>;

/// What a file holds for the register.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roster {
    pub students: Vec<ForeignStudent>,
    /// Sheets and rows that are no pupils, each with its reason.
    pub ignored: Vec<IgnoredRow>,
}

/// A pupil as a file states them.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignStudent {
    pub sheet: String,
    /// As Excel counts, from 1.
    pub row: u32,
    pub name: String,
    pub born_on: Option<Birth>,
    /// The birth date as it stands in the file.
    pub born_on_text: String,
    pub sex: Option<Sex>,
    pub class: String,
    /// 1 to 12, from the class or from a column of its own.
    pub grade: Option<u8>,
    pub ministry_id: String,
    pub school_code: String,
    pub citizen_id: String,
    pub phone: String,
    pub ethnicity: String,
    pub status: String,
    pub guardian: String,
    pub guardian_phone: String,
    /// Codes of what the family is entitled to.
    pub support: Vec<&'static str>,
    pub problems: Vec<RosterProblem>,
}

/// A birth date, or the year alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Birth {
    Day(Date),
    Year(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

/// What is wrong with a cell, or with a whole row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterProblem {
    /// The heading of the column; null where the row is meant.
    pub column: Option<String>,
    pub field: Option<RosterField>,
    pub code: String,
    pub message: String,
    /// Whether the row cannot be taken.
    pub is_fatal: bool,
    /// What the cell should perhaps hold.
    pub suggestion: Option<String>,
}

/// A row, or a whole sheet where `row` is 0, that holds no pupil.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct IgnoredRow {
    pub sheet: String,
    pub row: u32,
    pub code: String,
    pub message: String,
}

impl ForeignStudent {
    /// Whether nothing fatal is wrong with it.
    pub fn is_good(&self) -> bool {
        !self.problems.iter().any(|problem| problem.is_fatal)
    }
}

impl std::fmt::Display for Birth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Birth::Day(day) => write!(f, "{day}"),
            Birth::Year(year) => write!(f, "{year}"),
        }
    }
}

impl Mapping {
    /// Understands a workbook as well as can be; sheets without headings are not used.
    pub fn guess(workbook: &Workbook) -> Self {
        let mut sheets: Vec<SheetMapping> =
            workbook.sheets.iter().map(SheetMapping::guess).collect();
        if !sheets.iter().any(|sheet| sheet.is_used) {
            // The only list may stand in a sheet that is called a guide.
            for sheet in &mut sheets {
                if sheet.reason == Some("roster.guide_sheet") && sheet.header_row.is_some() {
                    sheet.set_used(true);
                }
            }
        }
        Mapping { sheets }
    }

    /// Understands a workbook, or refuses it when no visible sheet has the headings of a class list.
    pub fn open(workbook: &Workbook) -> Result<Self> {
        let mapping = Mapping::guess(workbook);
        if mapping.sheets.iter().any(|sheet| sheet.is_used) {
            Ok(mapping)
        } else {
            Err(Error::refused("roster.no_header"))
        }
    }

    /// The sheet of a name, to correct it.
    pub fn sheet_mut(&mut self, name: &str) -> Option<&mut SheetMapping> {
        self.sheets.iter_mut().find(|sheet| sheet.name == name)
    }

    /// The school year that the first title with one names.
    pub fn year(&self) -> Option<&str> {
        let used = self.sheets.iter().filter(|sheet| sheet.is_used);
        used.filter_map(|sheet| sheet.year.as_deref()).next()
    }
}

impl SheetMapping {
    /// Understands one sheet.
    pub fn guess(sheet: &Sheet) -> Self {
        let header = heading::find(sheet);
        let reason = if sheet.state != SheetState::Visible {
            Some("roster.hidden_sheet")
        } else if sheet.rows.is_empty() {
            Some("roster.empty_sheet")
        } else if is_guide(&sheet.name) {
            Some("roster.guide_sheet")
        } else {
            let has_births = header.as_ref().is_some_and(|header| {
                let fields = header.headings.iter().map(|heading| heading.field);
                fields
                    .into_iter()
                    .any(|field| matches!(field, Some(RosterField::BornOn | RosterField::BornYear)))
            });
            match (is_catalogue(&sheet.name), header.is_some()) {
                (true, _) if !has_births => Some("roster.catalogue_sheet"),
                (_, true) => None,
                (_, false) => Some("roster.no_header_in_sheet"),
            }
        };
        let mut mapping = SheetMapping {
            name: sheet.name.clone(),
            state: sheet.state,
            is_used: reason.is_none(),
            reason,
            header_row: None,
            header_end: None,
            class: None,
            year: None,
            encoding: sheet.encoding.clone(),
            reads_hidden: true,
            hidden_rows: 0,
            columns: Vec::new(),
        };
        mapping.take_header(sheet, header);
        mapping
    }

    /// Takes the headings from another row; `false` where that row is empty.
    pub fn set_header_row(&mut self, sheet: &Sheet, row: u32) -> bool {
        let header = heading::at(sheet, row);
        let is_there = header.is_some();
        if is_there {
            self.take_header(sheet, header);
        }
        is_there
    }

    /// Uses a sheet that was left because it seemed to be no list, once a person showed its headings.
    pub fn use_pointed(&mut self) {
        let is_left = matches!(
            self.reason,
            Some("roster.no_header_in_sheet" | "roster.catalogue_sheet" | "roster.guide_sheet")
        );
        if is_left {
            self.set_used(true);
        }
    }

    /// Uses or leaves the whole sheet.
    pub fn set_used(&mut self, is_used: bool) {
        self.is_used = is_used && self.header_row.is_some();
        self.reason = (!self.is_used).then_some("roster.unused_sheet");
    }

    /// Says what the column `at` ("C") holds; another column that held it gives it up. `false`
    /// where there is no such column name.
    pub fn set_field(&mut self, at: &str, field: Option<RosterField>) -> bool {
        let Some(number) = column_number(at) else {
            return false;
        };
        for column in &mut self.columns {
            if field.is_some() && column.field == field {
                column.field = None;
            }
        }
        let at = column_name(number);
        match self.columns.iter_mut().find(|column| column.at == at) {
            Some(column) => column.field = field,
            None => self.columns.push(RosterColumn {
                at,
                heading: String::new(),
                field,
            }),
        }
        true
    }

    fn take_header(&mut self, sheet: &Sheet, header: Option<heading::HeaderRow>) {
        let before = header.as_ref().map_or(u32::MAX, |header| header.first);
        let titles = sheet
            .rows
            .iter()
            .take_while(|row| row.number < before)
            .take(30);
        let titles: Vec<String> = titles.map(|row| tidy(&row.joined())).collect();
        let class = titles
            .iter()
            .rev()
            .find_map(|title| field::class_of_title(title));
        self.class = class.or_else(|| field::class_of_sheet(&sheet.name));
        self.year = titles.iter().find_map(|title| field::year_of_title(title));
        self.header_row = header.as_ref().map(|header| header.first);
        self.header_end = header.as_ref().map(|header| header.last);
        self.columns = header.as_ref().map(look::columns).unwrap_or_default();
        let end = self.header_end.unwrap_or(0);
        let is_filled = |row: &&u32| **row > end && sheet.row(**row).is_some();
        let hidden = sheet.hidden_rows.iter().filter(is_filled).count();
        self.hidden_rows = u32::try_from(hidden).unwrap_or(u32::MAX);
        self.tell_identifiers_apart(sheet);
        self.split_name(sheet);
        self.split_birth(sheet);
    }

    /// Takes one "Ngày sinh" over three columns of numbers as day, month and year, whichever of
    /// day and year comes first.
    fn split_birth(&mut self, sheet: &Sheet) {
        let is_birth = |column: &&RosterColumn| column.field == Some(RosterField::BornOn);
        let Some(birth) = self.columns.iter().find(is_birth) else {
            return;
        };
        let (Some(at), Some(end)) = (column_number(&birth.at), self.header_end) else {
            return;
        };
        let is_bare = |column: &RosterColumn| column.heading == birth.heading;
        let next = [at + 1, at + 2].map(column_name);
        let others = self
            .columns
            .iter()
            .filter(|column| next.contains(&column.at));
        if !others.into_iter().all(is_bare) {
            return;
        }
        let below = sheet.rows.iter().filter(|row| row.number > end).take(200);
        let (mut all, mut day_first, mut year_first) = (0, 0, 0);
        for row in below.filter(|row| !row.text(at).trim().is_empty()) {
            let number = |column| -> u32 {
                let text = tidy(row.text(column));
                text.strip_suffix(".0")
                    .unwrap_or(&text)
                    .parse()
                    .unwrap_or(0)
            };
            let numbers = [at, at + 1, at + 2].map(number);
            all += 1;
            day_first += usize::from(matches!(numbers, [1..=31, 1..=12, 1900..=2100]));
            year_first += usize::from(matches!(numbers, [1900..=2100, 1..=12, 1..=31]));
        }
        use RosterField::{BornDay, BornMonth, BornYear};
        let fields = match (day_first * 2 > all, year_first * 2 > all) {
            (true, _) => [BornDay, BornMonth, BornYear],
            (_, true) => [BornYear, BornMonth, BornDay],
            _ => return,
        };
        for (column, field) in (at..).zip(fields) {
            self.set_field(&column_name(column), Some(field));
        }
        self.columns.sort_by_key(|column| column_number(&column.at));
    }

    /// Takes "Họ và tên" as the family and middle names when the column right of it, without a
    /// heading, holds the given names.
    fn split_name(&mut self, sheet: &Sheet) {
        let is_name = |column: &&mut RosterColumn| column.field == Some(RosterField::Name);
        let Some(name) = self.columns.iter_mut().find(is_name) else {
            return;
        };
        let (Some(at), Some(end)) = (column_number(&name.at), self.header_end) else {
            return;
        };
        let below = sheet.rows.iter().filter(|row| row.number > end).take(200);
        let (mut all, mut split) = (0, 0);
        for row in below.filter(|row| !row.text(at).trim().is_empty()) {
            let given = tidy(row.text(at + 1));
            all += 1;
            let is_word = given.starts_with(char::is_uppercase)
                && given.chars().all(char::is_alphabetic)
                && !["Nam", "Nữ", "X", "Kinh"].contains(&given.as_str());
            split += usize::from(!given.is_empty() && is_word);
        }
        let next = column_name(at + 1);
        if split * 2 <= all || self.columns.iter().any(|column| column.at == next) {
            return;
        }
        if let Some(name) = self.columns.iter_mut().find(is_name) {
            name.field = Some(RosterField::FamilyName);
        }
        self.set_field(&next, Some(RosterField::GivenName));
        self.columns.sort_by_key(|column| column_number(&column.at));
    }

    /// "Mã định danh" alone may be the ministry's ten digits or the citizen's twelve.
    fn tell_identifiers_apart(&mut self, sheet: &Sheet) {
        let has_citizen_id = self
            .columns
            .iter()
            .any(|column| column.field == Some(RosterField::CitizenId));
        let Some(column) = self.columns.iter_mut().find(|column| {
            column.field == Some(RosterField::MinistryId)
                && matches!(
                    fold(&column.heading).as_str(),
                    "ma dinh danh" | "ma dinh danh hoc sinh"
                )
        }) else {
            return;
        };
        let (Some(at), Some(end)) = (column_number(&column.at), self.header_end) else {
            return;
        };
        let below = sheet.rows.iter().filter(|row| row.number > end).take(200);
        let (mut all, mut long) = (0, 0);
        for text in below.map(|row| row.text(at).trim()) {
            if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
                all += 1;
                long += usize::from(matches!(text.len(), 11 | 12));
            }
        }
        if !has_citizen_id && long * 2 > all {
            column.field = Some(RosterField::CitizenId);
        }
    }
}

/// Turns the used sheets into pupils, and says of everything else why it is none.
pub fn rows(
    workbook: &Workbook,
    mapping: &Mapping,
    corrections: &Corrections,
    today: Date,
) -> Roster {
    let mut roster = Roster::default();
    for (sheet, mapping) in workbook.sheets.iter().zip(&mapping.sheets) {
        if mapping.is_used {
            let reader = SheetReader::new(workbook, sheet, mapping, corrections, today);
            reader.read(&mut roster);
        } else {
            let code = mapping.reason.unwrap_or("roster.unused_sheet");
            roster.ignored.push(IgnoredRow::new(&sheet.name, 0, code));
        }
    }
    duplicate::mark(&mut roster.students);
    roster
}

impl IgnoredRow {
    fn new(sheet: &str, row: u32, code: &str) -> Self {
        IgnoredRow {
            sheet: sheet.to_owned(),
            row,
            code: code.to_owned(),
            message: messages::sentence(code, &[]),
        }
    }
}

/// What reading one sheet needs to know.
struct SheetReader<'a> {
    sheet: &'a Sheet,
    mapping: &'a SheetMapping,
    corrections: &'a Corrections,
    columns: BTreeMap<RosterField, (u32, &'a str)>,
    /// Whether any row marks a girl in the column "Nữ", a boy in the column "Nam"; without, blanks
    /// say nothing.
    marks_girls: bool,
    marks_boys: bool,
    days: field::Days,
    sex_codes: field::SexCodes,
}

/// The cell of a field in one row.
struct Found<'a> {
    text: String,
    kind: CellKind,
    field: RosterField,
    heading: &'a str,
    /// Written by a person here, or put together from several cells.
    is_typed: bool,
}

impl<'a> SheetReader<'a> {
    fn new(
        workbook: &Workbook,
        sheet: &'a Sheet,
        mapping: &'a SheetMapping,
        corrections: &'a Corrections,
        today: Date,
    ) -> Self {
        let mut columns = BTreeMap::new();
        for column in &mapping.columns {
            if let (Some(field), Some(at)) = (column.field, column_number(&column.at)) {
                let heading = if column.heading.is_empty() {
                    &column.at
                } else {
                    &column.heading
                };
                columns.insert(field, (at, heading.as_str()));
            }
        }
        let sex_heading = columns.get(&RosterField::Sex).map_or("", |column| column.1);
        let end = mapping.header_end.unwrap_or(0);
        let below = || sheet.rows.iter().filter(|row| row.number > end);
        let marks = |field| {
            columns.get(&field).is_some_and(|(at, _)| {
                let mut rows = below().filter(|row| !is_summary(row));
                rows.any(|row| field::is_mark(row.text(*at)))
            })
        };
        let births = columns.get(&RosterField::BornOn).map(|(at, _)| *at);
        let births = births.into_iter().flat_map(|at| {
            let cells = below().filter_map(move |row| row.cell(at));
            let texts = cells.filter(|cell| cell.kind == CellKind::Text);
            texts.map(|cell| cell.text.as_str())
        });
        SheetReader {
            days: field::Days::of_column(workbook.is_1904, today, births),
            marks_girls: marks(RosterField::IsFemale),
            marks_boys: marks(RosterField::IsMale),
            sheet,
            mapping,
            corrections,
            sex_codes: field::SexCodes::of_heading(sex_heading),
            columns,
        }
    }

    fn read(&self, roster: &mut Roster) {
        let mut section = None;
        let mut is_over = false;
        let end = self.mapping.header_end.unwrap_or(0);
        for row in self.sheet.rows.iter().filter(|row| row.number > end) {
            let verdict = self.verdict(row, is_over);
            let is_hidden = self.sheet.hidden_rows.contains(&row.number);
            let ignored = match verdict {
                Verdict::Pupil if is_hidden && !self.mapping.reads_hidden => {
                    "roster.hidden_row_left"
                }
                Verdict::Pupil => {
                    roster.students.push(self.pupil(row, section.as_deref()));
                    continue;
                }
                Verdict::Section(class) => {
                    section = Some(class);
                    is_over = false;
                    "roster.title_row"
                }
                Verdict::Summary => {
                    is_over = true;
                    "roster.summary_row"
                }
                Verdict::Heading => "roster.repeated_heading",
                Verdict::Other => "roster.not_a_pupil",
            };
            let ignored = IgnoredRow::new(&self.sheet.name, row.number, ignored);
            roster.ignored.push(ignored);
        }
    }

    fn verdict(&self, row: &Row, is_over: bool) -> Verdict {
        let has_birth = self.has_birth_column()
            && field::looks_like_birth(&self.text(row, RosterField::BornOn));
        if has_birth {
            return Verdict::Pupil;
        }
        if self.is_heading(row) {
            return Verdict::Heading;
        }
        let codes = [
            RosterField::MinistryId,
            RosterField::CitizenId,
            RosterField::SchoolCode,
        ];
        let has_digits = |field| {
            self.text(row, field)
                .bytes()
                .any(|byte| byte.is_ascii_digit())
        };
        if codes.into_iter().any(has_digits) {
            return Verdict::Pupil;
        }
        let has_sex = self
            .sex_codes
            .read(&self.text(row, RosterField::Sex))
            .is_some();
        if is_summary(row) && !has_sex {
            return Verdict::Summary;
        }
        if let Some(class) = field::class_of_title(&tidy(&row.joined()))
            && row.cells.len() <= 4
            && !has_sex
        {
            return Verdict::Section(class);
        }
        let name = self.name(row);
        let is_name = !name.is_empty()
            && name.chars().any(char::is_alphabetic)
            && !name
                .chars()
                .any(|letter| letter.is_ascii_digit() || letter == ':');
        let has_more = has_sex
            || [
                RosterField::Class,
                RosterField::Ethnicity,
                RosterField::Phone,
            ]
            .into_iter()
            .any(|field| !self.text(row, field).is_empty());
        match (is_name, has_more) {
            (true, true) => Verdict::Pupil,
            // Alone after the totals, a name signs the list.
            (true, false) if !is_over => Verdict::Pupil,
            (false, true) if !is_over && has_sex => Verdict::Pupil,
            _ => Verdict::Other,
        }
    }

    fn is_heading(&self, row: &Row) -> bool {
        let known = row
            .cells
            .iter()
            .filter(|cell| heading::is_known(&cell.text))
            .count();
        known >= 2 && known * 2 > row.cells.len()
    }

    fn pupil(&self, row: &Row, section: Option<&str>) -> ForeignStudent {
        let mut problems = Vec::new();
        let name = self.name(row);
        let name_field = if self.columns.contains_key(&RosterField::Name) {
            RosterField::Name
        } else {
            RosterField::GivenName
        };
        if self.sheet.hidden_rows.contains(&row.number) {
            let code = "roster.hidden_row";
            problems.push(RosterProblem {
                field: None,
                ..RosterProblem::new(name_field, "", code, false)
            });
        }
        if name.is_empty() {
            problems.push(self.problem(name_field, "roster.no_name", true));
        } else if name.contains('?') || legacy::has_lost_letters(&name) {
            problems.push(self.problem(name_field, "roster.lost_in_name", true));
        } else if name.chars().any(|letter| letter.is_ascii_digit()) {
            problems.push(self.problem(name_field, "roster.odd_name", false));
        } else if let Some(proper) = field::proper_case(&name) {
            let problem = self.problem(name_field, "roster.name_case", false);
            problems.push(problem.suggest(Some(proper)));
        }
        let mut take = |field| {
            let found = self.found(row, field);
            let read = field::read(&found, &self.days);
            problems.extend(read.problem);
            read.text
        };
        let ministry_id = take(RosterField::MinistryId);
        let school_code = take(RosterField::SchoolCode);
        let citizen_id = take(RosterField::CitizenId);
        let phone = take(RosterField::Phone);
        let ethnicity = take(RosterField::Ethnicity);
        let status = take(RosterField::Status);
        let mut class = take(RosterField::Class);
        if class.is_empty() {
            class = section
                .or(self.mapping.class.as_deref())
                .unwrap_or("")
                .to_owned();
        }
        if class.is_empty()
            && !problems
                .iter()
                .any(|it| it.field == Some(RosterField::Class))
        {
            problems.push(self.problem(RosterField::Class, "roster.no_class", true));
        }
        let grade = field::grade_of(&class)
            .or_else(|| field::grade_of(&self.text(row, RosterField::Grade)));
        let birth_found = self.found(row, RosterField::BornOn);
        let (born_on, problem) = field::birth(&birth_found, &self.days);
        problems.extend(problem);
        let (sex, problem) = self.sex(row);
        problems.extend(problem);
        let (guardian, guardian_phone) = self.guardian(row);
        ForeignStudent {
            sheet: self.sheet.name.clone(),
            row: row.number,
            name,
            born_on,
            born_on_text: birth_found.text,
            sex,
            class,
            grade,
            ministry_id,
            school_code,
            citizen_id,
            phone,
            ethnicity,
            status,
            guardian,
            guardian_phone,
            support: self.support(row),
            problems,
        }
    }

    /// The one whom the school talks to, else the father, else the mother; with their number, else
    /// any that the row has.
    fn guardian(&self, row: &Row) -> (String, String) {
        use RosterField::{Father, FatherPhone, Guardian, GuardianPhone, Mother, MotherPhone};
        let people = [
            (Guardian, GuardianPhone),
            (Father, FatherPhone),
            (Mother, MotherPhone),
        ];
        let phone = |field| field::read(&self.found(row, field), &self.days).text;
        let is_filled = |text: &String| !text.is_empty();
        let named = people.into_iter().find_map(|(name, phone)| {
            let name = Some(self.text(row, name)).filter(is_filled)?;
            Some((name, phone))
        });
        let own = named.as_ref().map(|(_, phone)| *phone);
        let phones = [GuardianPhone].into_iter().chain(own);
        let mut phones = phones.chain([FatherPhone, MotherPhone]).map(phone);
        let phone = phones.find(is_filled).unwrap_or_default();
        (named.map(|(name, _)| name).unwrap_or_default(), phone)
    }

    fn support(&self, row: &Row) -> Vec<&'static str> {
        let columns = [
            (RosterField::Support, None),
            (RosterField::Poor, Some("poor")),
            (RosterField::NearPoor, Some("near_poor")),
            (RosterField::Policy, Some("policy")),
            (RosterField::Disability, Some("disability")),
        ];
        // What a person types says it all.
        let is_typed = self.corrected(row, RosterField::Support).is_some();
        let columns = columns.into_iter().take(if is_typed { 1 } else { 5 });
        let said: BTreeSet<&str> = columns
            .flat_map(|(field, own)| field::support(&self.text(row, field), own))
            .collect();
        let known = SUPPORTS.into_iter();
        known.filter(|code| said.contains(code)).collect()
    }

    fn name(&self, row: &Row) -> String {
        let whole = self.text(row, RosterField::Name);
        let name = if whole.is_empty() {
            let family = self.text(row, RosterField::FamilyName);
            tidy(&format!(
                "{family} {}",
                self.text(row, RosterField::GivenName)
            ))
        } else {
            whole
        };
        // TCVN3 has no capitals with tones: "ánh" stands for "Ánh".
        if self.sheet.encoding == legacy::Encoding::Tcvn3.name() {
            field::capitalised(&name)
        } else {
            name
        }
    }

    fn sex(&self, row: &Row) -> (Option<Sex>, Option<RosterProblem>) {
        let text = self.text(row, RosterField::Sex);
        if !text.is_empty() {
            let sex = self.sex_codes.read(&text);
            if sex.is_some() {
                return (sex, None);
            }
            let heading = self
                .columns
                .get(&RosterField::Sex)
                .map_or("", |column| column.1);
            let words = [("value", text)];
            let (field, code) = (RosterField::Sex, "roster.bad_sex");
            let problem = RosterProblem::with_words(field, heading, code, false, &words);
            return (None, Some(problem));
        }
        let is_marked = |field| field::is_mark(&self.text(row, field));
        let is_girl = self.marks_girls && is_marked(RosterField::IsFemale);
        let is_boy = self.marks_boys && is_marked(RosterField::IsMale);
        let sex = match (is_girl, is_boy, self.marks_girls, self.marks_boys) {
            (true, false, _, _) => Some(Sex::Female),
            (false, true, _, _) => Some(Sex::Male),
            // Where one sex is marked, who is not marked is of the other.
            (false, false, true, false) => Some(Sex::Male),
            (false, false, false, true) => Some(Sex::Female),
            _ => None,
        };
        (sex, None)
    }

    /// The tidy text of a field, as corrected by hand where it was.
    fn text(&self, row: &Row, field: RosterField) -> String {
        self.found(row, field).text
    }

    fn found(&self, row: &Row, field: RosterField) -> Found<'a> {
        let column = self.columns.get(&field);
        let heading = column.map_or("", |column| column.1);
        let of_year = self.columns.get(&RosterField::BornYear);
        let heading = match of_year.filter(|_| field == RosterField::BornOn && column.is_none()) {
            Some((_, heading)) => heading,
            None => heading,
        };
        let typed = match self.corrected(row, field) {
            Some(text) => Some(tidy(text)),
            None if field == RosterField::BornOn && column.is_none() => self.birth_of_three(row),
            None => None,
        };
        if let Some(text) = typed {
            return Found {
                text,
                kind: CellKind::Text,
                field,
                heading,
                is_typed: true,
            };
        }
        let own = column.and_then(|column| row.cell(column.0));
        let cell: Option<&Cell> = match (own, column) {
            (None, Some((at, _))) if field == RosterField::Class => self.merged_from(row, *at),
            _ => own,
        };
        let kind = cell.map_or(CellKind::Text, |cell| cell.kind);
        let text = match kind {
            CellKind::Error => String::new(),
            CellKind::Text
            | CellKind::Number
            | CellKind::LossyNumber
            | CellKind::Date
            | CellKind::Bool => tidy(cell.map_or("", |cell| &cell.text)),
        };
        Found {
            text,
            kind,
            field,
            heading,
            is_typed: false,
        }
    }

    fn has_birth_column(&self) -> bool {
        [RosterField::BornOn, RosterField::BornYear]
            .iter()
            .any(|field| self.columns.contains_key(field))
    }

    /// "5", "9", "2011" beside each other as 5/9/2011; the year alone where no more is there.
    fn birth_of_three(&self, row: &Row) -> Option<String> {
        let part = |field| {
            let (at, _) = self.columns.get(&field)?;
            let text = tidy(row.text(*at));
            // A number may be shown with its decimals.
            let text = text.strip_suffix(".0").map(str::to_owned).unwrap_or(text);
            Some(text).filter(|text| !text.is_empty())
        };
        let year = part(RosterField::BornYear);
        let day = part(RosterField::BornDay);
        match (day, part(RosterField::BornMonth), year) {
            (None, None, year) => year,
            (day, month, year) => {
                let parts = [day, month, year].map(Option::unwrap_or_default);
                Some(parts.join("/"))
            }
        }
    }

    /// What a person typed over the cell.
    fn corrected(&self, row: &Row, field: RosterField) -> Option<&'a String> {
        if self.corrections.is_empty() {
            return None;
        }
        let key = (self.sheet.name.clone(), row.number, field);
        self.corrections.get(&key)
    }

    /// The cell that a merge spreads down over this row, as with one class beside all its pupils.
    fn merged_from(&self, row: &Row, column: u32) -> Option<&'a Cell> {
        let merge = self.sheet.merged.iter().find(|merge| {
            merge.first_column == column && (merge.first_row..=merge.last_row).contains(&row.number)
        })?;
        self.sheet.row(merge.first_row)?.cell(column)
    }

    fn problem(&self, field: RosterField, code: &str, is_fatal: bool) -> RosterProblem {
        let heading = self.columns.get(&field).map(|column| column.1);
        RosterProblem::new(field, heading.unwrap_or(""), code, is_fatal)
    }
}

/// What a row below the headings is.
enum Verdict {
    Pupil,
    /// The title of another class in the same sheet.
    Section(String),
    Summary,
    Heading,
    Other,
}

impl RosterProblem {
    fn new(field: RosterField, heading: &str, code: &str, is_fatal: bool) -> Self {
        RosterProblem::with_words(field, heading, code, is_fatal, &[])
    }

    fn with_words(
        field: RosterField,
        heading: &str,
        code: &str,
        is_fatal: bool,
        words: &[(&str, String)],
    ) -> Self {
        RosterProblem {
            column: (!heading.is_empty()).then(|| heading.to_owned()),
            field: Some(field),
            code: code.to_owned(),
            message: messages::sentence(code, words),
            is_fatal,
            suggestion: None,
        }
    }

    fn suggest(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }
}

/// How rows begin that sum up or sign a list.
const SUMMARIES: [&str; 22] = [
    "tong so",
    "tong cong",
    "tong",
    "cong",
    "trong do",
    "nguoi lap",
    "nguoi lap bieu",
    "nguoi lap danh sach",
    "hieu truong",
    "pho hieu truong",
    "thu truong",
    "xac nhan",
    "giao vien chu nhiem",
    "gvcn",
    "danh sach nay",
    "danh sach co",
    "danh sach gom",
    "an dinh danh sach",
    "ghi chu",
    "thu ky",
    "ky ten",
    "si so",
];

fn is_summary(row: &Row) -> bool {
    row.cells.iter().any(|cell| {
        let text = fold(&cell.text);
        let starts = SUMMARIES.iter().any(|start| {
            let rest = text.strip_prefix(start);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && is_ending(rest))
        });
        let is_dated = text.contains("ngay")
            && text.contains("thang")
            && text.contains("nam")
            && text
                .contains(|letter: char| letter.is_ascii_digit() || letter == '.' || letter == '…');
        starts || is_dated
    })
}

/// Whether what follows a summary word does not make it a person's name ("Cống Văn An").
fn is_ending(rest: &str) -> bool {
    let words = rest.split_whitespace().count();
    words != 2 || rest.contains(|letter: char| letter.is_ascii_digit() || ":.…,(".contains(letter))
}

fn is_guide(name: &str) -> bool {
    let name = sheet_key(name);
    [
        "huong dan",
        "hdsd",
        "guide",
        "readme",
        "chu thich",
        "ghi chu",
        "luu y",
    ]
    .iter()
    .any(|word| name.contains(word))
}

fn is_catalogue(name: &str) -> bool {
    let name = sheet_key(name);
    let whole = [
        "gioi tinh",
        "dan toc",
        "tinh",
        "xa phuong",
        "phuong xa",
        "quan huyen",
        "ton giao",
        "quoc tich",
        "trang thai",
        "tinh thanh",
        "tinh thanh pho",
        "khoi",
        "lop",
        "dm",
    ];
    whole.contains(&name.as_str())
        || name.starts_with("danh muc")
        || name.starts_with("danhmuc")
        || name.starts_with("dm ")
}

fn sheet_key(name: &str) -> String {
    let plain = fold(name).replace(|letter: char| !letter.is_alphanumeric(), " ");
    tidy(&plain)
}

#[cfg(test)]
mod tests;
