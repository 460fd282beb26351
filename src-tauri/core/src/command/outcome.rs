//! Where leavers went: entered pupil by pupil or from lists, shown as tables that close.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::answers::{Roll, Who};
use super::book::{open_year, year_or_current};
use super::report::{Exported, check_path};
use super::roster::Refusal;
use crate::book::Done;
use crate::desk::Desk;
use crate::domain::ethnicity;
use crate::domain::outcome::{
    self, Destination, Leaver, OutcomeDraft, OutcomeRow, STAGES, UNKNOWN,
};
use crate::domain::record::{Wish, stream_label};
use crate::domain::role::Op;
use crate::domain::school::Level;
use crate::error::{Error, Problem, Result};
use crate::import::outcomes::OutcomeLine;
use crate::messages;
use crate::report::outcome_calls::{Call, outline as outline_of_calls};
use crate::store::outcome::{Change, LastGrade, StoredOutcome};
use crate::store::student::StudentFilter;
use crate::store::{self, Reading, Writing};

/// Which tables.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OutcomeAsk {
    pub year: Option<String>,
    /// `thcs thpt gdtx`; the school's lowest where it is absent.
    pub level: Option<String>,
    /// `real` where it is absent.
    pub stage: Option<String>,
}

/// Where the leavers of a level and year went.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomePage {
    pub year: String,
    pub level: String,
    /// Levels of the school that pupils leave.
    pub levels: Vec<String>,
    pub stage: String,
    /// `hoàn thành chương trình THCS`
    pub completed: String,
    pub destinations: Vec<Destination>,
    pub classes: Vec<OutcomeRow>,
    pub school: OutcomeRow,
    /// Of the leavers, how many count as vocational education (after THCS) or college.
    pub counted: u32,
    /// Whether learning a trade beside GDTX counts as vocational education.
    pub counts_trade: bool,
    /// Leavers of whom something is known, by stage.
    pub known: BTreeMap<String, u32>,
    /// From the first wish to this stage; both by destination.
    pub flows: Vec<OutcomeFlow>,
    /// The same figures of every year of the book, the newest first.
    pub years: Vec<OutcomeYear>,
    pub is_locked: bool,
}

/// Pupils who wished one and went to another destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomeFlow {
    pub from: String,
    pub to: String,
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomeYear {
    pub year: String,
    pub leavers: u32,
    pub counted: u32,
    pub unknown: u32,
    pub counts: Vec<u32>,
}

/// The pupils of a last grade with what is known of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomeStudent {
    pub id: String,
    pub name: String,
    pub class: String,
    pub sex: Option<String>,
    pub born_on: Option<String>,
    pub has_completed: bool,
    /// One entry for each stage that is known; a wish is the first of its newest round.
    pub stages: Vec<OutcomeStage>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomeStage {
    pub stage: String,
    pub destination: String,
    pub label: String,
    pub place: String,
    pub trade: String,
    pub learnt_on: Option<String>,
    pub source: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OutcomeListAsk {
    pub year: Option<String>,
    pub level: Option<String>,
    /// Name of a class; all of the level where it is absent.
    pub class: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct OutcomeCompleted {
    pub student: String,
    #[serde(default)]
    pub year: Option<String>,
    pub has_completed: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomeCounting {
    pub counts_trade: bool,
}

/// A file with where leavers went.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OutcomeImport {
    pub path: String,
    pub year: Option<String>,
    /// `registered admitted real verified`; `real` where it is absent.
    pub stage: Option<String>,
    pub dry_run: bool,
    pub strict: bool,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OutcomeCalls {
    pub year: Option<String>,
    pub level: Option<String>,
    pub path: String,
}

/// What an import took.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomesDone {
    pub read: u32,
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: Vec<Refusal>,
    /// Headings of columns that were not taken.
    pub ignored: Vec<String>,
}

const COUNTS_TRADE: &str = "counts_trade";

pub fn get(desk: &mut Desk, request: OutcomeAsk) -> Result<OutcomePage> {
    let stage = stage_of(request.stage.as_deref())?;
    desk.book()?.read(Op::OutcomeGet, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let levels = left_levels(r)?;
        let level = level_of(request.level.as_deref(), &levels)?;
        let counts_trade = counts_trade(r)?;
        let destinations = outcome::destinations(level, counts_trade);
        let known = Known::of(r, &year.year, level)?;
        let (classes, school) = outcome::rows(&known.leavers(stage), &destinations);
        let mut years = Vec::new();
        for other in store::year::list(r)? {
            let of_year = match other.year == year.year {
                true => known.leavers("real"),
                false => Known::without_wishes(r, &other.year, level)?.leavers("real"),
            };
            let (_, sum) = outcome::rows(&of_year, &destinations);
            if sum.leavers > 0 {
                years.push(OutcomeYear {
                    year: other.year,
                    leavers: sum.leavers,
                    counted: outcome::counted(&sum, &destinations),
                    unknown: sum.counts.last().copied().unwrap_or_default(),
                    counts: sum.counts,
                });
            }
        }
        Ok(OutcomePage {
            completed: outcome::completed_label(level, &year.year).to_owned(),
            is_locked: year.is_locked,
            year: year.year,
            level: level.code().to_owned(),
            levels: levels.iter().map(|level| level.code().to_owned()).collect(),
            stage: stage.to_owned(),
            counted: outcome::counted(&school, &destinations),
            counts_trade,
            known: (STAGES.into_iter())
                .map(|stage| (stage.to_owned(), known.number(stage)))
                .collect(),
            flows: known.flows(stage, &destinations),
            destinations,
            classes,
            school,
            years,
        })
    })
}

pub fn list(desk: &mut Desk, request: OutcomeListAsk) -> Result<Vec<OutcomeStudent>> {
    desk.book()?.read(Op::OutcomeList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let level = level_of(request.level.as_deref(), &left_levels(r)?)?;
        let known = Known::of(r, &year.year, level)?;
        let class = request.class.as_deref();
        let own = (known.students.iter())
            .filter(|student| class.is_none_or(|class| class == student.class));
        Ok(own.map(|student| known.student(student)).collect())
    })
}

pub fn set(desk: &mut Desk, request: OutcomeDraft) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    let today = book.clock().today();
    let student = request.student.clone();
    book.write(Op::OutcomeSet, &student, |w| {
        let year = open_year(w, request.year.as_deref())?;
        let (level, is_last) = place_of(w, &year.year, &student)?;
        let draft = request.check(level, today)?;
        if draft.stage != "wish" && !is_last {
            return Err(Error::invalid("student", "outcome.not_last_grade"));
        }
        write_stage(w, &year.year, &draft).map(|_| ())
    })
}

pub fn set_completed(desk: &mut Desk, request: OutcomeCompleted) -> Result<Done<()>> {
    let student = request.student.clone();
    desk.book_mut()?.write(Op::OutcomeCompleted, &student, |w| {
        let year = open_year(w, request.year.as_deref())?;
        let (_, is_last) = place_of(w, &year.year, &student)?;
        if !is_last {
            return Err(Error::invalid("student", "outcome.not_last_grade"));
        }
        store::outcome::set_completed(w, &year.year, &student, request.has_completed)
    })
}

pub fn set_counting(desk: &mut Desk, request: OutcomeCounting) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::OutcomeCounting, "", |w| {
        let value = if request.counts_trade { "1" } else { "0" };
        store::school::set_meta(w, COUNTS_TRADE, value)
    })
}

/// Leavers of whom nothing is known, class by class with whom to call: for the homeroom teachers.
pub fn calls(desk: &mut Desk, request: OutcomeCalls) -> Result<Exported> {
    let path = check_path(&request.path)?;
    let progress = desk.progress.clone();
    let book = desk.book_mut()?;
    let outline = book.look(Op::OutcomeCalls, "", |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let level = level_of(request.level.as_deref(), &left_levels(r)?)?;
        let known = Known::of(r, &year.year, level)?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let homerooms: HashMap<String, String> = (store::class::list(r, &year.year)?.into_iter())
            .map(|class| (class.name, class.homeroom))
            .collect();
        let mut calls = Vec::new();
        let missing = known
            .students
            .iter()
            .filter(|student| student.has_completed);
        for student in missing {
            let at = known.at(&student.student, "real");
            if at.is_some_and(|at| at.destination != UNKNOWN) {
                continue;
            }
            let record = store::record::get(r, &student.student, &year.year)?.record;
            calls.push(Call {
                class: student.class.clone(),
                homeroom: homerooms.get(&student.class).cloned().unwrap_or_default(),
                name: student.name.clone(),
                wish: known
                    .at(&student.student, "wish")
                    .map(|wish| wish.label)
                    .unwrap_or_default(),
                guardian: record.guardian,
                phone: match record.guardian_phone.is_empty() {
                    true => student.phone.clone(),
                    false => record.guardian_phone,
                },
            });
        }
        let about = format!(
            "Học sinh {} năm học {}, chưa biết nơi học, nơi làm",
            outcome::completed_label(level, &year.year),
            year.for_people()
        );
        Ok(outline_of_calls(&school.name, &about, &calls))
    })?;
    let written = crate::report::xlsx::save(&outline, path, progress.as_ref())?;
    Ok(Exported::from(written))
}

pub fn import(desk: &mut Desk, request: OutcomeImport) -> Result<Done<OutcomesDone>> {
    desk.book()?.allow(Op::OutcomeImport)?;
    let stage = stage_of(request.stage.as_deref())?;
    if stage == "wish" {
        let problem = Problem::new("stage", "form.bad_choice").with("value", stage);
        return Err(Error::Invalid(vec![problem]));
    }
    let limits = crate::import::child::Limits::default();
    let path = Path::new(&request.path);
    let workbook =
        crate::import::child::read(desk.program(), path, limits, desk.progress.as_ref())?;
    let found = crate::import::outcomes::read(&workbook)?;
    let book = desk.book_mut()?;
    if request.dry_run {
        let done = book.try_out(Op::OutcomeImport, |w| take(w, &request, stage, &found))?;
        return Ok(Done {
            value: done,
            stale: Vec::new(),
            act: None,
        });
    }
    super::backup::back_up_first(book)?;
    book.write(Op::OutcomeImport, "", |w| take(w, &request, stage, &found))
}

/// What the annual report says of the leavers of a year.
pub(super) fn facts(r: &Reading<'_>, year: &str) -> Result<crate::report::facts::Outcomes> {
    let counts_trade = counts_trade(r)?;
    let mut found = crate::report::facts::Outcomes {
        counts_trade,
        handing: super::handover::handing(r, year)?,
        ..Default::default()
    };
    for level in left_levels(r)? {
        let known = Known::of(r, year, level)?;
        let destinations = outcome::destinations(level, counts_trade);
        let leavers = known.leavers("real");
        let (classes, _) = outcome::rows(&leavers, &destinations);
        let last = destinations.len() - 1;
        let mut parts = vec![[0; 3]; destinations.len()];
        for leaver in leavers.iter().filter(|leaver| leaver.has_completed) {
            let at = destinations
                .iter()
                .position(|known| known.code == leaver.destination);
            let part = &mut parts[at.unwrap_or(last)];
            part[0] += u32::from(leaver.is_female);
            part[1] += u32::from(leaver.is_minority);
            part[2] += u32::from(leaver.has_disability);
        }
        let completed = known
            .students
            .iter()
            .filter(|student| student.has_completed);
        found.list.extend(completed.map(|student| {
            let at = known.at(&student.student, "real");
            let destination = at.as_ref().map_or(UNKNOWN, |at| at.destination.as_str());
            crate::report::facts::OutcomeLeaver {
                id: student.student.clone(),
                name: student.name.clone(),
                born_on: student.born_on.clone(),
                is_female: student.sex.as_deref() == Some("female"),
                ethnicity: student.ethnicity.clone(),
                class: student.class.clone(),
                label: stream_label(destination).to_owned(),
                destination: destination.to_owned(),
                place: at.as_ref().map(|at| at.place.clone()).unwrap_or_default(),
                trade: at.as_ref().map(|at| at.trade.clone()).unwrap_or_default(),
                note: match &at {
                    Some(at) if at.stage == "verified" => "Đã xác minh".to_owned(),
                    _ => String::new(),
                },
            }
        }));
        found.levels.push(crate::report::facts::OutcomeLevel {
            level,
            completed: outcome::completed_label(level, year).to_owned(),
            destinations,
            classes,
            parts,
        });
    }
    Ok(found)
}

/// What a pupil's record says of where they went, the newest stage last.
pub(super) fn of_student(r: &Reading<'_>, student: &str) -> Result<Vec<(String, OutcomeStage)>> {
    let stages = store::outcome::of_student(r, student)?.into_iter();
    Ok(stages.map(|(year, stage)| (year, stage.into())).collect())
}

/// Whether learning a trade beside GDTX counts as vocational education; it does unless the school
/// says otherwise.
pub(super) fn counts_trade(r: &Reading<'_>) -> Result<bool> {
    Ok(store::school::meta(r, COUNTS_TRADE)?.is_none_or(|value| value != "0"))
}

/// The levels of the school that pupils leave.
pub(super) fn left_levels(r: &Reading<'_>) -> Result<Vec<Level>> {
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let levels = school.levels().into_iter();
    let left = levels.filter(|level| outcome::last_grade(*level).is_some());
    Ok(left.collect())
}

/// What is known of those in the last grade of a level in a year.
pub(super) struct Known {
    pub students: Vec<LastGrade>,
    stages: HashMap<String, Vec<StoredOutcome>>,
    wishes: HashMap<String, Wish>,
}

impl Known {
    pub fn of(r: &Reading<'_>, year: &str, level: Level) -> Result<Known> {
        Ok(Known {
            wishes: store::outcome::first_wishes(r, year)?,
            ..Known::without_wishes(r, year, level)?
        })
    }

    /// For who asks only where leavers went.
    pub fn without_wishes(r: &Reading<'_>, year: &str, level: Level) -> Result<Known> {
        Ok(Known {
            students: store::outcome::last_grades(r, year, level)?,
            stages: store::outcome::of_year(r, year)?,
            wishes: HashMap::new(),
        })
    }

    /// What stands at a stage; where it was verified later, that is where the pupil really is.
    pub fn at(&self, student: &str, stage: &str) -> Option<OutcomeStage> {
        if stage == "wish" {
            return self.wishes.get(student).map(wish_stage);
        }
        let stages = self.stages.get(student)?;
        let named = |name: &str| stages.iter().find(|known| known.stage == name);
        let found = match stage {
            "real" => named("verified").or_else(|| named("real")),
            other => named(other),
        };
        found.cloned().map(OutcomeStage::from)
    }

    pub fn leavers(&self, stage: &str) -> Vec<Leaver> {
        let leaver = |student: &LastGrade| Leaver {
            student: student.student.clone(),
            class: student.class.clone(),
            is_female: student.sex.as_deref() == Some("female"),
            is_minority: ethnicity::is_minority(&student.ethnicity),
            has_disability: student.has_disability,
            has_completed: student.has_completed,
            destination: self
                .at(&student.student, stage)
                .map(|at| at.destination)
                .unwrap_or_default(),
        };
        self.students.iter().map(leaver).collect()
    }

    /// Leavers of whom a stage says something.
    fn number(&self, stage: &str) -> u32 {
        let known = (self.leavers(stage).into_iter())
            .filter(|leaver| leaver.has_completed)
            .filter(|leaver| !matches!(leaver.destination.as_str(), "" | UNKNOWN));
        u32::try_from(known.count()).unwrap_or(u32::MAX)
    }

    fn flows(&self, stage: &str, destinations: &[Destination]) -> Vec<OutcomeFlow> {
        if stage == "wish" {
            return Vec::new();
        }
        let wished = self.leavers("wish");
        let went = self.leavers(stage);
        let mut counts: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        let at = |code: &str| {
            let known = destinations.iter().position(|known| known.code == code);
            known.unwrap_or(destinations.len() - 1)
        };
        for (from, to) in wished.iter().zip(&went).filter(|(_, to)| to.has_completed) {
            *counts
                .entry((at(&from.destination), at(&to.destination)))
                .or_default() += 1;
        }
        let flow = |((from, to), count): ((usize, usize), u32)| OutcomeFlow {
            from: destinations[from].code.clone(),
            to: destinations[to].code.clone(),
            count,
        };
        counts.into_iter().map(flow).collect()
    }

    fn student(&self, student: &LastGrade) -> OutcomeStudent {
        let wish = self.wishes.get(&student.student).map(wish_stage);
        let stages = self.stages.get(&student.student).into_iter().flatten();
        let own = STAGES[1..].iter().filter_map(|stage| {
            let mut own = stages.clone().filter(|own| own.stage == *stage);
            own.next().cloned().map(OutcomeStage::from)
        });
        OutcomeStudent {
            id: student.student.clone(),
            name: student.name.clone(),
            class: student.class.clone(),
            sex: student.sex.clone(),
            born_on: student.born_on.clone(),
            has_completed: student.has_completed,
            stages: wish.into_iter().chain(own).collect(),
        }
    }
}

fn wish_stage(wish: &Wish) -> OutcomeStage {
    OutcomeStage {
        stage: "wish".to_owned(),
        label: stream_label(&wish.stream).to_owned(),
        destination: wish.stream.clone(),
        place: wish.school.clone(),
        trade: wish.trade.clone(),
        learnt_on: wish.stated_on.clone(),
        source: String::new(),
    }
}

impl From<StoredOutcome> for OutcomeStage {
    fn from(stored: StoredOutcome) -> Self {
        OutcomeStage {
            label: stream_label(&stored.destination).to_owned(),
            stage: stored.stage,
            destination: stored.destination,
            place: stored.place,
            trade: stored.trade,
            learnt_on: stored.learnt_on,
            source: stored.source,
        }
    }
}

fn stage_of(stage: Option<&str>) -> Result<&'static str> {
    let wanted = stage.unwrap_or("real");
    let known = STAGES.into_iter().find(|known| *known == wanted);
    known.ok_or_else(|| {
        Error::Invalid(vec![
            Problem::new("stage", "form.bad_choice").with("value", wanted),
        ])
    })
}

fn level_of(level: Option<&str>, levels: &[Level]) -> Result<Level> {
    let Some(code) = level else {
        return levels
            .first()
            .copied()
            .ok_or(Error::refused("outcome.no_level"));
    };
    let known = levels.iter().copied().find(|level| level.code() == code);
    known.ok_or_else(|| {
        Error::Invalid(vec![
            Problem::new("level", "form.bad_choice").with("value", code),
        ])
    })
}

/// The level of a pupil's class in a year, and whether it is the last grade.
fn place_of(r: &Reading<'_>, year: &str, student: &str) -> Result<(Level, bool)> {
    let known = store::student::get(r, year, student)?.ok_or(Error::NotFound("student"))?;
    let classes = store::class::list(r, year)?;
    let class = classes.into_iter().find(|class| class.id == known.class_id);
    let class = class.ok_or(Error::NotFound("class"))?;
    let is_last = outcome::last_grade(class.level) == Some(class.grade);
    Ok((class.level, is_last))
}

fn write_stage(w: &Writing<'_>, year: &str, draft: &OutcomeDraft) -> Result<Change> {
    if draft.stage == "wish" {
        let known = store::record::wishes(w, &draft.student)?;
        let of_year = known.iter().filter(|(of, _)| of == year);
        let newest = of_year.map(|(_, wish)| wish.round).max();
        let wish = Wish {
            // Without a round it is the newest, which is the one that is shown.
            round: draft.round.or(newest).unwrap_or(1),
            rank: draft.rank.unwrap_or(1),
            stream: draft.destination.clone(),
            school: draft.place.clone(),
            trade: draft.trade.clone(),
            stated_on: draft.learnt_on.clone(),
        };
        store::outcome::set_wish(w, year, &draft.student, &wish)?;
        return Ok(Change::Updated);
    }
    if draft.destination.is_empty() {
        store::outcome::remove(w, year, &draft.student, &draft.stage)?;
        return Ok(Change::Updated);
    }
    store::outcome::set(w, year, draft)
}

fn take(
    w: &Writing<'_>,
    request: &OutcomeImport,
    stage: &str,
    found: &crate::import::outcomes::OutcomeTable,
) -> Result<OutcomesDone> {
    let year = open_year(w, request.year.as_deref())?;
    let mut last: HashMap<String, Level> = HashMap::new();
    for level in left_levels(w)? {
        let of_level = store::outcome::last_grades(w, &year.year, level)?.into_iter();
        last.extend(of_level.map(|student| (student.student, level)));
    }
    let students = store::student::list(w, &year.year, &StudentFilter::default())?;
    let roll = Roll::of(&students);
    let mut done = OutcomesDone {
        read: u32::try_from(found.lines.len()).unwrap_or(u32::MAX),
        ignored: found.ignored.clone(),
        ..OutcomesDone::default()
    };
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for line in &found.lines {
        match take_line(w, &year.year, stage, line, &roll, &last, &mut seen) {
            Ok(Change::New) => done.new += 1,
            Ok(Change::Updated) => done.updated += 1,
            Ok(Change::None) => done.unchanged += 1,
            Err(Error::Invalid(problems)) => {
                done.refused
                    .extend(problems.into_iter().map(|problem| {
                        Refusal {
                            sheet: line.sheet.clone(),
                            row: line.row,
                            column: (problem.field == "destination")
                                .then(|| found.destination_heading.clone()),
                            code: problem.code.to_owned(),
                            message: messages::sentence(problem.code, &problem.words),
                        }
                    }));
            }
            Err(other) => return Err(other),
        }
    }
    let taken = done.new + done.updated + done.unchanged;
    if taken == 0 || (request.strict && !done.refused.is_empty()) {
        return Err(match done.refused.is_empty() {
            true => Error::refused("outcome.no_rows"),
            false => Error::Rows(done.refused.into_iter().map(Refusal::into_fault).collect()),
        });
    }
    Ok(done)
}

fn take_line<'a>(
    w: &Writing<'_>,
    year: &str,
    stage: &str,
    line: &OutcomeLine,
    roll: &Roll<'a>,
    last: &HashMap<String, Level>,
    seen: &mut HashMap<&'a str, u32>,
) -> Result<Change> {
    let who = Who {
        code: &line.code,
        name: &line.name,
        class: &line.class,
        born_on: &line.born_on,
    };
    let student = match roll.find(&who) {
        Ok(student) => student,
        Err("answers.doubtful_student") => {
            return Err(Error::invalid("name", "outcome.doubtful_student"));
        }
        Err(_) => return Err(Error::invalid("name", "outcome.unknown_student")),
    };
    let Some(level) = last.get(&student.id) else {
        return Err(Error::invalid("name", "outcome.not_last_grade"));
    };
    if let Some(row) = seen.insert(&student.id, line.row) {
        let problem = Problem::new("name", "outcome.student_twice").with("row", row);
        return Err(Error::Invalid(vec![problem]));
    }
    let named = outcome::destination_named(&line.destination, *level);
    let draft = OutcomeDraft {
        student: student.id.clone(),
        stage: stage.to_owned(),
        // What nobody understands is named with the words that would be.
        destination: named.unwrap_or(&line.destination).to_owned(),
        place: blank_dash(&line.place),
        trade: blank_dash(&line.trade),
        learnt_on: super::answers::iso_day(&line.learnt_on),
        source: line.source.clone(),
        ..OutcomeDraft::default()
    };
    store::outcome::set(w, year, &completed(w, year, draft.check(*level, w.today)?)?)
}

/// What a file leaves blank stays as it is known, as long as it names the same destination.
fn completed(w: &Writing<'_>, year: &str, draft: OutcomeDraft) -> Result<OutcomeDraft> {
    let known = store::outcome::of_student(w, &draft.student)?;
    let known = known
        .into_iter()
        .find(|(of, own)| of == year && own.stage == draft.stage);
    let Some((_, known)) = known.filter(|(_, own)| own.destination == draft.destination) else {
        return Ok(draft);
    };
    let or = |said: String, known: String| if said.is_empty() { known } else { said };
    Ok(OutcomeDraft {
        place: or(draft.place, known.place),
        trade: or(draft.trade, known.trade),
        source: or(draft.source, known.source),
        learnt_on: draft.learnt_on.or(known.learnt_on),
        student: draft.student,
        year: draft.year,
        stage: draft.stage,
        round: draft.round,
        rank: draft.rank,
        destination: draft.destination,
    })
}

fn blank_dash(text: &str) -> String {
    match text {
        "-" | "–" => String::new(),
        text => text.to_owned(),
    }
}
