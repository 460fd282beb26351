//! A class list from a spreadsheet: looked at, corrected, then taken in one act.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::Done;
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::class::{self, Class};
use crate::domain::role::Op;
use crate::domain::roster::{self, Family, Incoming, Known, Plan, Verdict};
use crate::domain::student::{StudentDraft, status_named};
use crate::error::{Error, FieldFault, Problem, Result};
use crate::import::child;
use crate::import::heading::RosterField;
use crate::import::roster::{
    Corrections, ForeignStudent, IgnoredRow, Mapping, Roster, RosterProblem, Sex, SheetMapping,
    rows,
};
use crate::import::sheet::{Sheet, SheetState, Workbook};
use crate::kernel::id;
use crate::messages;
use crate::report::student_list::support_label;
use crate::store::roster_import::ImportCounts;
use crate::store::{self, Reading, Writing};

mod layout;
pub mod refused;

/// How much of a sheet without headings is shown.
const TOP_ROWS: usize = 12;
const TOP_LETTERS: usize = 120;

/// A roster that lies on the desk.
pub struct Staged {
    token: String,
    path: PathBuf,
    year: String,
    workbook: Workbook,
    /// Sheets as they were before a person chose their encoding.
    as_found: BTreeMap<String, Sheet>,
    mapping: Mapping,
    corrections: Corrections,
    /// Corrections that came with all suggestions at once.
    taken: BTreeSet<(String, u32, RosterField)>,
    roster: Roster,
    plans: Vec<Plan>,
    /// Sheets whose columns a person corrected.
    corrected_sheets: BTreeSet<String>,
    /// Sheets whose columns are those of an earlier list.
    known_sheets: Vec<String>,
    /// Once it was taken nothing but its refused rows is asked for.
    is_imported: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct RosterOpen {
    pub path: String,
    #[serde(default)]
    pub year: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ByToken {
    pub token: String,
}

/// What would happen, before anything is written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterPreview {
    pub token: String,
    pub file_name: String,
    pub year: String,
    pub sheets: Vec<RosterSheet>,
    pub counts: RosterCounts,
    /// Classes that the import would make.
    pub new_classes: Vec<String>,
    pub warnings: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterSheet {
    pub name: String,
    pub state: SheetState,
    pub is_used: bool,
    pub header_row: Option<u32>,
    pub class: Option<String>,
    pub encoding: String,
    /// Whether a person chose the encoding; `auto` takes that back.
    pub is_encoding_chosen: bool,
    /// The first rows of a sheet without headings, for a person to point at them.
    pub top: Vec<RosterTop>,
    pub columns: Vec<crate::import::look::RosterColumn>,
    /// Rows that are pupils.
    pub rows: u32,
    /// Rows below the headings that the file hides, and whether they are read.
    pub hidden_rows: u32,
    pub reads_hidden: bool,
}

/// A row that may hold the headings.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterTop {
    /// As Excel counts.
    pub row: u32,
    pub text: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterCounts {
    pub read: u32,
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: u32,
    /// Taken, with something worth a look.
    pub warned: u32,
    pub ignored: u32,
    /// Suggestions that nobody took or overruled.
    pub suggested: u32,
    /// Suggestions that were taken all at once.
    pub taken: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterQuery {
    pub token: String,
    #[ts(type = "'all' | 'problems' | 'good'")]
    pub show: String,
    pub limit: u32,
    pub after: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterPage {
    pub total: u32,
    pub rows: Vec<RosterRow>,
}

/// One row as it would be taken.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterRow {
    pub sheet: String,
    pub row: u32,
    #[ts(type = "'new' | 'updated' | 'unchanged' | 'refused' | 'ignored'")]
    pub verdict: String,
    pub name: String,
    pub born_on: String,
    pub sex: String,
    pub class: String,
    pub ministry_id: String,
    pub school_code: String,
    pub citizen_id: String,
    pub phone: String,
    pub ethnicity: String,
    pub status: String,
    pub guardian: String,
    pub guardian_phone: String,
    /// In words: `Hộ nghèo, Khuyết tật`.
    pub support: String,
    pub problems: Vec<RosterProblem>,
    /// The fields that were typed over.
    pub corrected: Vec<RosterField>,
}

/// A correction of the guess: a sheet's use, heading row, class or column, or one cell.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RosterChange {
    #[ts(optional = false)]
    pub token: String,
    #[ts(optional = false)]
    pub sheet: String,
    pub is_used: Option<bool>,
    pub header_row: Option<u32>,
    /// The encoding that the sheet is in, as a person sees it; the headings are sought again.
    pub encoding: Option<String>,
    /// Whether rows that the file hides are read.
    pub reads_hidden: Option<bool>,
    /// The class of rows that name none.
    pub class: Option<String>,
    /// A column, as `C`, with the field it holds; empty for none.
    pub at: Option<String>,
    /// A field of the row that is corrected, or of the column.
    pub field: Option<String>,
    pub row: Option<u32>,
    /// The cell as it should read.
    pub value: Option<String>,
    /// The cell as the file has it, whatever was typed over it.
    pub is_reset: Option<bool>,
    /// Takes every suggestion of the file, or gives back those that were taken so; of all sheets.
    pub suggestions: Option<bool>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterDone {
    pub read: u32,
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: Vec<Refusal>,
    pub ignored: Vec<Refusal>,
    pub new_classes: Vec<String>,
    /// Pairs of the book that may be one pupil, for a person to decide.
    pub duplicates: u32,
}

/// A row that was not taken, and why.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Refusal {
    pub sheet: String,
    pub row: u32,
    pub column: Option<String>,
    pub code: String,
    pub message: String,
}

impl Refusal {
    /// As a field of a fault: `9A!17 Ngày sinh`.
    pub(super) fn into_fault(self) -> FieldFault {
        let column = self
            .column
            .map(|column| format!(" {column}"))
            .unwrap_or_default();
        FieldFault {
            field: format!("{}!{}{column}", self.sheet, self.row),
            code: self.code,
            message: self.message,
        }
    }
}

pub fn open(desk: &mut Desk, request: RosterOpen) -> Result<RosterPreview> {
    desk.book()?.allow(Op::RosterOpen)?;
    let path = PathBuf::from(&request.path);
    let limits = child::Limits::default();
    let workbook = child::read(desk.program(), &path, limits, desk.progress.as_ref())?;
    let (year, layouts) = desk.book()?.read(Op::RosterOpen, |r| {
        let year = open_year(r, request.year.as_deref())?;
        Ok((year, store::layout::list(r)?))
    })?;
    let mut mapping = Mapping::guess(&workbook);
    let known_sheets = layout::apply(&workbook, &mut mapping, &layouts);
    // What has no headings that are known is shown all the same: a person points at them.
    if workbook.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(Error::refused("roster.no_header"));
    }
    let roster = Roster::default();
    let mut staged = Staged {
        token: id::new(),
        path,
        year: year.year,
        workbook,
        as_found: BTreeMap::new(),
        mapping,
        corrections: Corrections::new(),
        taken: BTreeSet::new(),
        roster,
        plans: Vec::new(),
        corrected_sheets: BTreeSet::new(),
        known_sheets,
        is_imported: false,
    };
    staged.read(desk)?;
    let preview = staged.preview(desk)?;
    desk.staged = Some(staged);
    Ok(preview)
}

pub fn list(desk: &mut Desk, query: RosterQuery) -> Result<RosterPage> {
    let staged = staged(desk, &query.token)?;
    let is_shown = |at: &usize| {
        let student = &staged.roster.students[*at];
        match query.show.as_str() {
            "problems" => !student.problems.is_empty(),
            "good" => student.problems.is_empty(),
            _ => true,
        }
    };
    let mut places: Vec<usize> = (0..staged.roster.students.len()).filter(is_shown).collect();
    // Rows to look at stand first; within them the order of the file.
    places.sort_by_key(|at| {
        let student = &staged.roster.students[*at];
        (student.is_good(), student.problems.is_empty(), *at)
    });
    let page = places
        .iter()
        .skip(query.after as usize)
        .take(query.limit.min(1000) as usize);
    Ok(RosterPage {
        total: u32::try_from(places.len()).unwrap_or(u32::MAX),
        rows: page.map(|at| staged.row(*at)).collect(),
    })
}

pub fn change(desk: &mut Desk, change: RosterChange) -> Result<RosterPreview> {
    let mut staged = take(desk, &change.token)?;
    let changed = staged.change(&change).and_then(|()| {
        staged.read(desk)?;
        staged.preview(desk)
    });
    desk.staged = Some(staged);
    changed
}

pub fn import(desk: &mut Desk, request: ByToken) -> Result<Done<RosterDone>> {
    let mut staged = take(desk, &request.token)?;
    // The list may have changed since it was looked at.
    let planned = staged.plan(desk);
    let done = planned.and_then(|()| write(desk, &staged));
    staged.is_imported = done.is_ok();
    desk.staged = Some(staged);
    done
}

pub fn close(desk: &mut Desk, _: ByToken) -> Result<Nothing> {
    desk.staged = None;
    Ok(Nothing {})
}

fn staged<'a>(desk: &'a Desk, token: &str) -> Result<&'a Staged> {
    let staged = check_token(desk, token)?;
    if staged.is_imported {
        return Err(Error::NotFound("roster"));
    }
    Ok(staged)
}

/// The roster of a token, whether it was taken already or not.
fn check_token<'a>(desk: &'a Desk, token: &str) -> Result<&'a Staged> {
    desk.book()?;
    let staged = desk.staged.as_ref().filter(|staged| staged.token == token);
    staged.ok_or(Error::NotFound("roster"))
}

fn take(desk: &mut Desk, token: &str) -> Result<Staged> {
    staged(desk, token)?;
    desk.staged.take().ok_or(Error::NotFound("roster"))
}

impl Staged {
    fn change(&mut self, change: &RosterChange) -> Result<()> {
        match change.suggestions {
            Some(true) => {
                self.take_suggestions();
                return Ok(());
            }
            Some(false) => {
                for key in std::mem::take(&mut self.taken) {
                    self.corrections.remove(&key);
                }
                return Ok(());
            }
            None => {}
        }
        if let Some(encoding) = &change.encoding {
            self.set_encoding(&change.sheet, encoding)?;
        }
        let sheet = self
            .workbook
            .sheet(&change.sheet)
            .ok_or(Error::NotFound("roster"))?;
        let mapping = self
            .mapping
            .sheet_mut(&change.sheet)
            .ok_or(Error::NotFound("roster"))?;
        let field = match change.field.as_deref() {
            None | Some("") => None,
            Some(code) => Some(field_named(code)?),
        };
        if let Some(is_used) = change.is_used {
            mapping.set_used(is_used);
        }
        if let Some(row) = change.header_row
            && !mapping.set_header_row(sheet, row)
        {
            return Err(Error::invalid("header_row", "roster.no_header"));
        }
        if change.header_row.is_some() {
            mapping.use_pointed();
            self.corrected_sheets.insert(change.sheet.clone());
        }
        if let Some(reads_hidden) = change.reads_hidden {
            mapping.reads_hidden = reads_hidden;
        }
        if let Some(class) = &change.class {
            let class = crate::domain::class::bare_name(class);
            mapping.class = Some(class).filter(|class| !class.is_empty());
        }
        if let (Some(row), Some(field), Some(true)) = (change.row, field, change.is_reset) {
            let key = (change.sheet.clone(), row, field);
            self.taken.remove(&key);
            self.corrections.remove(&key);
        } else if let (Some(row), Some(field), Some(value)) = (change.row, field, &change.value) {
            let key = (change.sheet.clone(), row, field);
            self.taken.remove(&key);
            self.corrections.insert(key, value.clone());
        } else if let Some(at) = &change.at {
            if !mapping.set_field(at, field) {
                return Err(Error::invalid("at", "roster.no_column"));
            }
            self.corrected_sheets.insert(change.sheet.clone());
        }
        Ok(())
    }

    fn set_encoding(&mut self, name: &str, encoding: &str) -> Result<()> {
        let mut sheets = self.workbook.sheets.iter_mut();
        let sheet = sheets.find(|sheet| sheet.name == name);
        let sheet = sheet.ok_or(Error::NotFound("roster"))?;
        if encoding == AS_FOUND {
            if let Some(found) = self.as_found.remove(name) {
                *sheet = found;
            }
        } else if !set_by_hand(sheet, encoding, &mut self.as_found) {
            let problem = Problem::new("encoding", "form.bad_choice").with("value", encoding);
            return Err(Error::Invalid(vec![problem]));
        }
        if let Some(mapping) = self.mapping.sheet_mut(name) {
            *mapping = SheetMapping::guess(sheet);
        }
        Ok(())
    }

    /// Types every suggestion over its cell, except where a person typed already.
    fn take_suggestions(&mut self) {
        for (key, value) in self.roster.students.iter().flat_map(suggestions) {
            if !self.corrections.contains_key(&key) {
                self.corrections.insert(key.clone(), value);
                self.taken.insert(key);
            }
        }
    }

    /// Reads the rows as they are understood, and holds them against the book.
    fn read(&mut self, desk: &Desk) -> Result<()> {
        self.roster = rows(
            &self.workbook,
            &self.mapping,
            &self.corrections,
            desk.book()?.clock().today(),
        );
        let existing = class_names(desk, &self.year)?;
        let mut by_key: BTreeMap<String, Option<String>> = BTreeMap::new();
        for name in &existing {
            let seen = by_key.entry(class::same_key(name));
            seen.and_modify(|one| *one = None)
                .or_insert_with(|| Some(name.clone()));
        }
        for student in &mut self.roster.students {
            if existing.contains(&student.class) {
                continue;
            }
            // A class that the book, or a row further up, spells another way is that class.
            let known = by_key.entry(class::same_key(&student.class));
            if let Some(name) = known.or_insert_with(|| Some(student.class.clone())) {
                student.class.clone_from(name);
            }
        }
        self.plan(desk)
    }

    /// Holds every row against the book.
    fn plan(&mut self, desk: &Desk) -> Result<()> {
        self.check_classes(desk)?;
        let known = desk
            .book()?
            .read(Op::RosterOpen, |r| known(r, &self.year))?;
        let incoming: Vec<Incoming> = self.roster.students.iter().map(incoming).collect();
        self.plans = roster::plan(&incoming, &known);
        for (student, plan) in self.roster.students.iter_mut().zip(&self.plans) {
            if plan.has_foreign_id {
                let words = [("value", student.ministry_id.clone())];
                let field = RosterField::MinistryId;
                let message = messages::sentence("roster.other_pupil", &words);
                refuse(student, field, "roster.other_pupil", message);
            }
        }
        Ok(())
    }

    /// Refuses rows whose class is none that the school could have.
    fn check_classes(&mut self, desk: &Desk) -> Result<()> {
        let levels = desk.book()?.read(Op::RosterOpen, |r| {
            Ok(store::school::get(r)?
                .ok_or(Error::NotFound("school"))?
                .levels())
        })?;
        let existing = class_names(desk, &self.year)?;
        for student in &mut self.roster.students {
            if !student.is_good() || existing.contains(&student.class) {
                continue;
            }
            let grade = student.grade.map(u32::from);
            if let Err(problem) = Class::check(&student.class, grade, "", &levels) {
                let message = messages::sentence(problem.code, &problem.words);
                refuse(student, RosterField::Class, problem.code, message);
            }
        }
        Ok(())
    }

    fn preview(&self, desk: &Desk) -> Result<RosterPreview> {
        let name = self.path.file_name().unwrap_or_default();
        let mut warnings = self.workbook.warnings.clone();
        if let Some(year) = self.mapping.year().filter(|year| *year != self.year) {
            let words = [
                ("found", year.replace('-', "–")),
                ("year", self.year.replace('-', "–")),
            ];
            warnings.push(messages::sentence("roster.other_year", &words));
        }
        if !self.mapping.sheets.iter().any(|sheet| sheet.is_used) {
            warnings.push(messages::sentence("roster.choose_header", &[]));
        }
        for sheet in &self.known_sheets {
            let words = [("sheet", sheet.clone())];
            warnings.push(messages::sentence("roster.layout_known", &words));
        }
        let in_sheet = |sheet: &str| {
            let rows = self
                .roster
                .students
                .iter()
                .filter(|student| student.sheet == sheet);
            u32::try_from(rows.count()).unwrap_or(u32::MAX)
        };
        Ok(RosterPreview {
            token: self.token.clone(),
            file_name: name.to_string_lossy().into_owned(),
            year: self.year.clone(),
            sheets: self
                .mapping
                .sheets
                .iter()
                .map(|sheet| RosterSheet {
                    name: sheet.name.clone(),
                    state: sheet.state,
                    is_used: sheet.is_used,
                    header_row: sheet.header_row,
                    class: sheet.class.clone(),
                    encoding: sheet.encoding.clone(),
                    is_encoding_chosen: self.as_found.contains_key(&sheet.name),
                    top: self.top(sheet),
                    columns: sheet.columns.clone(),
                    rows: in_sheet(&sheet.name),
                    hidden_rows: sheet.hidden_rows,
                    reads_hidden: sheet.reads_hidden,
                })
                .collect(),
            counts: self.counts(),
            new_classes: self
                .new_classes(desk)?
                .into_iter()
                .map(|(name, _)| name)
                .collect(),
            warnings,
        })
    }

    /// Rows to choose the headings from, where none were found.
    fn top(&self, mapping: &SheetMapping) -> Vec<RosterTop> {
        let sheet = self.workbook.sheet(&mapping.name);
        let Some(sheet) = sheet.filter(|_| mapping.header_row.is_none()) else {
            return Vec::new();
        };
        let rows = sheet.rows.iter().take(TOP_ROWS);
        rows.map(|row| RosterTop {
            row: row.number,
            text: row.joined().chars().take(TOP_LETTERS).collect(),
        })
        .collect()
    }

    fn counts(&self) -> RosterCounts {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let of = |verdict: Verdict| {
            number(
                self.plans
                    .iter()
                    .filter(|plan| plan.verdict == verdict)
                    .count(),
            )
        };
        let warned = self
            .roster
            .students
            .iter()
            .filter(|s| s.is_good() && !s.problems.is_empty());
        RosterCounts {
            read: number(self.roster.students.len()),
            new: of(Verdict::New),
            updated: of(Verdict::Updated),
            unchanged: of(Verdict::Unchanged),
            refused: of(Verdict::Refused),
            warned: number(warned.count()),
            ignored: number(self.roster.ignored.len()),
            suggested: number(
                self.roster
                    .students
                    .iter()
                    .flat_map(suggestions)
                    .filter(|(key, _)| !self.corrections.contains_key(key))
                    .count(),
            ),
            taken: number(self.taken.len()),
        }
    }

    /// Classes that the good rows name and the year lacks, with their grades.
    fn new_classes(&self, desk: &Desk) -> Result<Vec<(String, Option<u32>)>> {
        let existing = class_names(desk, &self.year)?;
        let mut wanted: BTreeMap<(String, String), Option<u32>> = BTreeMap::new();
        for (student, plan) in self.roster.students.iter().zip(&self.plans) {
            if plan.verdict == Verdict::Refused || existing.contains(&student.class) {
                continue;
            }
            let grade = student.grade.map(u32::from);
            let key = crate::domain::class::sort_key(grade.unwrap_or(0), &student.class);
            // 9D and 9Đ stand beside each other and are two.
            wanted.entry((key, student.class.clone())).or_insert(grade);
        }
        let wanted = wanted.into_iter();
        Ok(wanted.map(|((_, name), grade)| (name, grade)).collect())
    }

    fn corrected(&self, student: &ForeignStudent) -> Vec<RosterField> {
        let of_row =
            |key: &&(String, u32, RosterField)| key.1 == student.row && key.0 == student.sheet;
        let keys = self.corrections.keys().filter(of_row);
        keys.map(|key| key.2).collect()
    }

    fn row(&self, at: usize) -> RosterRow {
        let student = &self.roster.students[at];
        let sex = match student.sex {
            Some(Sex::Male) => "Nam",
            Some(Sex::Female) => "Nữ",
            None => "",
        };
        RosterRow {
            sheet: student.sheet.clone(),
            row: student.row,
            verdict: self.plans[at].verdict.code().to_owned(),
            name: student.name.clone(),
            born_on: student.born_on_text.clone(),
            sex: sex.to_owned(),
            class: student.class.clone(),
            ministry_id: student.ministry_id.clone(),
            school_code: student.school_code.clone(),
            citizen_id: student.citizen_id.clone(),
            phone: student.phone.clone(),
            ethnicity: student.ethnicity.clone(),
            status: student.status.clone(),
            guardian: student.guardian.clone(),
            guardian_phone: student.guardian_phone.clone(),
            support: support_words(&student.support),
            problems: student.problems.clone(),
            corrected: self.corrected(student),
        }
    }
}

fn write(desk: &mut Desk, staged: &Staged) -> Result<Done<RosterDone>> {
    let refused: Vec<Refusal> = staged.roster.students.iter().flat_map(refusals).collect();
    let counts = staged.counts();
    if counts.new + counts.updated + counts.unchanged == 0 {
        return Err(Error::Rows(
            refused.into_iter().map(Refusal::into_fault).collect(),
        ));
    }
    let new_classes = staged.new_classes(desk)?;
    if counts.new + counts.updated > 0 {
        super::backup::back_up_first(desk.book()?)?;
    }
    let progress = desk.progress.clone();
    let file_name = staged.path.file_name().unwrap_or_default();
    let file_name = file_name.to_string_lossy().into_owned();
    let book = desk.book_mut()?;
    let account = book.account().id.clone();
    book.write(Op::RosterImport, "", |w| {
        open_year(w, Some(&staged.year))?;
        let levels = store::school::get(w)?
            .ok_or(Error::NotFound("school"))?
            .levels();
        for (name, grade) in &new_classes {
            let class = Class::check(name, *grade, "", &levels)
                .map_err(|problem| Error::Invalid(vec![problem]))?;
            store::class::insert(w, &staged.year, &class)?;
        }
        let classes: BTreeMap<String, String> = store::class::list(w, &staged.year)?
            .into_iter()
            .map(|class| (class.name, class.id))
            .collect();
        staged.remember_layouts(w)?;
        let total = staged.plans.len() as u64;
        for (done, (student, plan)) in (1..).zip(staged.roster.students.iter().zip(&staged.plans)) {
            progress.advance(done, total)?;
            let class = || classes.get(&student.class).ok_or(Error::NotFound("class"));
            match (plan.verdict, &plan.student) {
                (Verdict::New, None) => {
                    let id = store::student::insert(w, &plan.draft)?;
                    store::student::enrol(w, &id, &staged.year, class()?, &plan.draft.status)?;
                    write_family(w, &id, plan)?;
                }
                (Verdict::New | Verdict::Updated, Some(id)) => {
                    if plan.is_person_changed {
                        store::student::update(w, id, &plan.draft)?;
                    }
                    write_family(w, id, plan)?;
                    match &plan.enrolment {
                        Some(enrolment) => store::student::update_enrolment(
                            w,
                            enrolment,
                            class()?,
                            &plan.draft.status,
                        )?,
                        None => store::student::enrol(
                            w,
                            id,
                            &staged.year,
                            class()?,
                            &plan.draft.status,
                        )?,
                    }
                }
                (Verdict::Updated | Verdict::Unchanged | Verdict::Refused, _) => {}
            }
        }
        let taken = ImportCounts {
            new: counts.new,
            updated: counts.updated,
            unchanged: counts.unchanged,
            refused: u32::try_from(refused.len()).unwrap_or(u32::MAX),
        };
        if taken.new + taken.updated > 0 {
            store::roster_import::insert(w, &account, &staged.year, &file_name, taken)?;
        }
        Ok(RosterDone {
            read: counts.read,
            new: counts.new,
            updated: counts.updated,
            unchanged: counts.unchanged,
            refused: refused.clone(),
            ignored: staged.roster.ignored.iter().map(ignored).collect(),
            new_classes: new_classes.iter().map(|(name, _)| name.clone()).collect(),
            duplicates: super::duplicate::count(w)?,
        })
    })
}

fn write_family(w: &Writing<'_>, student: &str, plan: &Plan) -> Result<()> {
    let family = &plan.family;
    if !plan.is_family_changed {
        return Ok(());
    }
    if !(family.guardian.is_empty() && family.phone.is_empty()) {
        store::record::set_guardian(w, student, &family.guardian, &family.phone)?;
    }
    store::student::set_support(w, student, &family.support)
}

/// A class list that was imported and still stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RosterImportLine {
    /// What `act_undo` takes back; null where it no longer can be.
    #[ts(type = "number | null")]
    pub act: Option<i64>,
    pub at: String,
    /// Full name of the person.
    pub by: String,
    pub year: String,
    pub file_name: String,
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: u32,
}

pub fn imports(desk: &mut Desk, _: Nothing) -> Result<Vec<RosterImportLine>> {
    desk.book()?.read(Op::RosterImports, |r| {
        let names: BTreeMap<String, String> = store::account::names(r)?.into_iter().collect();
        let lines = store::roster_import::list(r)?.into_iter();
        Ok(lines
            .map(|line| RosterImportLine {
                act: Some(line.act).filter(|act| *act > 0),
                at: line.at,
                by: names.get(&line.account).cloned().unwrap_or_default(),
                year: line.year,
                file_name: line.file_name,
                new: line.counts.new,
                updated: line.counts.updated,
                unchanged: line.counts.unchanged,
                refused: line.counts.refused,
            })
            .collect())
    })
}

/// The import as the terminal calls it, without stopping to look.
pub struct Direct<'a> {
    pub path: &'a Path,
    pub year: Option<&'a str>,
    pub is_dry_run: bool,
    /// Whether one bad row refuses the file.
    pub is_strict: bool,
}

/// Opens and takes a class list in one go.
pub fn import_directly(desk: &mut Desk, direct: &Direct<'_>) -> Result<RosterDone> {
    let preview = open(
        desk,
        RosterOpen {
            path: direct.path.display().to_string(),
            year: direct.year.map(str::to_owned),
        },
    )?;
    let staged = take(desk, &preview.token)?;
    if !staged.mapping.sheets.iter().any(|sheet| sheet.is_used) {
        // Nobody is asked at the terminal.
        return Err(Error::refused("roster.no_header"));
    }
    let refused: Vec<Refusal> = staged.roster.students.iter().flat_map(refusals).collect();
    if direct.is_strict && !refused.is_empty() {
        return Err(Error::Rows(
            refused.into_iter().map(Refusal::into_fault).collect(),
        ));
    }
    if direct.is_dry_run {
        let counts = staged.counts();
        if counts.new + counts.updated + counts.unchanged == 0 {
            return Err(Error::Rows(
                refused.into_iter().map(Refusal::into_fault).collect(),
            ));
        }
        return Ok(RosterDone {
            read: counts.read,
            new: counts.new,
            updated: counts.updated,
            unchanged: counts.unchanged,
            refused,
            ignored: staged.roster.ignored.iter().map(ignored).collect(),
            new_classes: preview.new_classes,
            duplicates: desk.book()?.read(Op::RosterOpen, super::duplicate::count)?,
        });
    }
    Ok(write(desk, &staged)?.value)
}

/// What the cells of a row should perhaps hold.
fn suggestions(
    student: &ForeignStudent,
) -> impl Iterator<Item = ((String, u32, RosterField), String)> + '_ {
    student.problems.iter().filter_map(|problem| {
        let field = problem.field?;
        // A name in two columns is corrected as one.
        let is_part = matches!(field, RosterField::GivenName | RosterField::FamilyName);
        let field = if is_part { RosterField::Name } else { field };
        let key = (student.sheet.clone(), student.row, field);
        Some((key, problem.suggestion.clone()?))
    })
}

fn refusals(student: &ForeignStudent) -> Vec<Refusal> {
    let fatal = student.problems.iter().filter(|problem| problem.is_fatal);
    fatal
        .map(|problem| Refusal {
            sheet: student.sheet.clone(),
            row: student.row,
            column: problem.column.clone(),
            code: problem.code.clone(),
            message: problem.message.clone(),
        })
        .collect()
}

fn ignored(row: &IgnoredRow) -> Refusal {
    Refusal {
        sheet: row.sheet.clone(),
        row: row.row,
        column: None,
        code: row.code.clone(),
        message: row.message.clone(),
    }
}

fn support_words(codes: &[&str]) -> String {
    let words: Vec<&str> = codes.iter().map(|code| support_label(code)).collect();
    words.join(", ")
}

/// Refuses a row for what the file alone does not tell.
fn refuse(student: &mut ForeignStudent, field: RosterField, code: &str, message: String) {
    student.problems.push(RosterProblem {
        column: None,
        field: Some(field),
        code: code.to_owned(),
        message,
        is_fatal: true,
        suggestion: None,
    });
}

fn incoming(student: &ForeignStudent) -> Incoming {
    Incoming {
        draft: draft_of(student),
        family: Family {
            guardian: student.guardian.clone(),
            phone: student.guardian_phone.clone(),
            support: (student.support.iter())
                .map(|code| (*code).to_owned())
                .collect(),
        },
        is_good: student.is_good(),
    }
}

fn draft_of(student: &ForeignStudent) -> StudentDraft {
    let sex = student.sex.map(|sex| match sex {
        Sex::Male => "male".to_owned(),
        Sex::Female => "female".to_owned(),
    });
    StudentDraft {
        name: student.name.clone(),
        born_on: student.born_on.map(|born| born.to_string()),
        sex,
        class: student.class.clone(),
        ministry_id: student.ministry_id.clone(),
        school_code: student.school_code.clone(),
        citizen_id: student.citizen_id.clone(),
        phone: student.phone.clone(),
        ethnicity: student.ethnicity.clone(),
        // Lists bring addresses of every pupil; the book needs those of few, so they are typed.
        address: String::new(),
        status: match student.status.as_str() {
            "" => String::new(),
            words => status_named(words).to_owned(),
        },
    }
}

fn known(r: &Reading<'_>, year: &str) -> Result<Vec<Known>> {
    let students = store::student::known(r, year)?;
    let mut guardians = store::record::guardians(r)?;
    Ok(students
        .into_iter()
        .map(|(line, place)| {
            let (guardian, phone) = guardians.remove(&line.id).unwrap_or_default();
            Known {
                enrolment: place.map(|(enrolment, _)| enrolment),
                family: Family {
                    guardian,
                    phone,
                    support: line.support.clone(),
                },
                line,
            }
        })
        .collect())
}

fn class_names(desk: &Desk, year: &str) -> Result<BTreeSet<String>> {
    desk.book()?.read(Op::RosterOpen, |r| {
        let year = year_or_current(r, Some(year))?;
        let classes = store::class::list(r, &year.year)?;
        Ok(classes.into_iter().map(|class| class.name).collect())
    })
}

/// What a person chooses to have the encoding of a sheet told by its letters again.
const AS_FOUND: &str = "auto";

/// Reads a sheet in the encoding that a person chose; `false` where there is none of that name.
fn set_by_hand(sheet: &mut Sheet, encoding: &str, as_found: &mut BTreeMap<String, Sheet>) -> bool {
    let before = sheet.clone();
    let is_set = sheet.set_encoding(encoding);
    if is_set {
        as_found.entry(sheet.name.clone()).or_insert(before);
    }
    is_set
}

fn field_named(code: &str) -> Result<RosterField> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).map_err(|_| {
        Error::Invalid(vec![
            Problem::new("field", "form.bad_choice").with("value", code),
        ])
    })
}
