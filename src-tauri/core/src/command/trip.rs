//! Visits: their page, the pupils on them, the roll call, and the end of the trip.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::{
    ActivityLine, ActivityPage, all_kinds, audience_of, check, draft_of, duties, keep,
    known_classes, line_of, page,
};
use super::book::{open_year, year_or_current};
use super::check::checks;
use super::report::Exported;
use crate::book::Done;
use crate::command::ById;
use crate::desk::Desk;
use crate::domain::activity::{ActivityKind, FundingLine};
use crate::domain::role::Op;
use crate::domain::trip::{ATTENDANCES, CONSENTS, Trip, TripFigures, TripStage, stages};
use crate::error::{Error, Problem, Result};
use crate::report::trip::{Head, Row, outline};
use crate::store::activity::{ActivityFilter, StoredActivity};
use crate::store::trip::{Mark, TripStudent};
use crate::store::{self, Reading, Writing};

/// The kind that a visit is of, or that its kind stands for.
const KIND: &str = "field_trip";

/// Which visits.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TripQuery {
    pub year: Option<String>,
    #[ts(type = "'planned' | 'done' | 'cancelled' | null")]
    pub status: Option<String>,
    pub text: Option<String>,
    /// At most so many; 200 where it is absent.
    pub limit: Option<u32>,
    /// How many to skip.
    pub after: Option<u32>,
}

/// A row of the list of visits.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripLine {
    pub activity: ActivityLine,
    pub partners: Vec<String>,
    pub figures: TripFigures,
    /// Where it stands: the first stage that is not done; empty when all are.
    #[ts(type = "'plan' | 'consent' | 'day' | 'review' | ''")]
    pub stage: String,
}

/// A pupil on the page of a visit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripStudentLine {
    pub student: String,
    pub name: String,
    pub class: String,
    /// Whether they are to go.
    pub is_listed: bool,
    #[ts(type = "'open' | 'given' | 'refused'")]
    pub consent: String,
    #[ts(type = "'open' | 'present' | 'absent'")]
    pub attendance: String,
    pub note: String,
}

/// A duty that the visit counts for.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripDuty {
    pub id: String,
    pub title: String,
    /// `THCS`
    pub level: String,
    pub met: bool,
    pub source: String,
}

/// One visit in full.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripPage {
    pub activity: ActivityPage,
    /// `9A–9B`
    pub audience: String,
    pub trip: Trip,
    pub figures: TripFigures,
    pub stages: Vec<TripStage>,
    pub students: Vec<TripStudentLine>,
    pub duties: Vec<TripDuty>,
    #[ts(type = "number")]
    pub planned_vnd: i64,
    #[ts(type = "number")]
    pub spent_vnd: i64,
    /// What was spent (planned where nothing was spent yet) for each pupil, in whole đồng; null
    /// while nobody goes.
    #[ts(type = "number | null")]
    pub per_student_vnd: Option<i64>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct TripChange {
    pub id: String,
    pub trip: Trip,
    /// The lines of money; absent, they stay.
    #[serde(default)]
    pub funding: Option<Vec<FundingLine>>,
}

/// What is known of some pupils; what is absent stays as it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct TripMark {
    pub id: String,
    /// Ids of the pupils.
    pub students: Vec<String>,
    #[serde(default)]
    pub is_listed: Option<bool>,
    #[serde(default)]
    #[ts(type = "'open' | 'given' | 'refused' | null")]
    pub consent: Option<String>,
    #[serde(default)]
    #[ts(type = "'open' | 'present' | 'absent' | null")]
    pub attendance: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripExport {
    pub id: String,
    pub path: String,
}

pub fn list(desk: &mut Desk, query: TripQuery) -> Result<Vec<TripLine>> {
    desk.book()?.read(Op::TripList, |r| {
        let year = year_or_current(r, query.year.as_deref())?;
        let filter = ActivityFilter {
            kinds: trip_kinds(&all_kinds(r)?),
            year: year.year,
            status: query.status.filter(|status| !status.is_empty()),
            text: query.text.unwrap_or_default(),
            // The lists of pupils are read for each of them.
            limit: Some(query.limit.unwrap_or(200).min(200)),
            after: query.after.unwrap_or(0),
            ..ActivityFilter::default()
        };
        let names = store::class::names(r, &filter.year)?;
        let found = store::activity::list(r, &filter)?;
        found
            .into_iter()
            .map(|activity| {
                let visit = visit(r, &activity)?;
                let next = stages(&visit.trip, &visit.figures, &activity.status)
                    .into_iter()
                    .find(|stage| !stage.is_done);
                Ok(TripLine {
                    partners: activity.partners.clone(),
                    figures: visit.figures,
                    stage: next.map(|stage| stage.stage).unwrap_or_default(),
                    activity: line_of(activity, &names),
                })
            })
            .collect()
    })
}

pub fn get(desk: &mut Desk, request: ById) -> Result<TripPage> {
    desk.book()?
        .read(Op::TripGet, |r| trip_page(r, &request.id))
}

pub fn change(desk: &mut Desk, request: TripChange) -> Result<Done<TripPage>> {
    let trip = request.trip.check()?;
    desk.book_mut()?.write(Op::TripChange, &request.id, |w| {
        writable(w, &request.id)?;
        store::trip::set(w, &request.id, &trip)?;
        if let Some(funding) = request.funding {
            change_activity(w, &request.id, |draft| draft.funding = funding)?;
        }
        trip_page(w, &request.id)
    })
}

pub fn mark(desk: &mut Desk, request: TripMark) -> Result<Done<TripPage>> {
    check_mark(&request)?;
    desk.book_mut()?.write(Op::TripMark, &request.id, |w| {
        let activity = writable(w, &request.id)?;
        let on_page = visit(w, &activity)?.students;
        let mark = Mark {
            is_listed: request.is_listed,
            consent: request.consent.as_deref(),
            attendance: request.attendance.as_deref(),
            note: request.note.as_deref(),
        };
        for student in &request.students {
            if !on_page.iter().any(|known| &known.student == student) {
                return Err(Error::NotFound("student"));
            }
            store::trip::mark(w, &request.id, student, mark)?;
        }
        // A roll that is put right after the visit puts its heads right as well.
        if activity.status == "done" {
            take_heads(w, &activity)?;
        }
        trip_page(w, &request.id)
    })
}

/// The principal approves the plan of a visit, today.
pub fn approve(desk: &mut Desk, request: ById) -> Result<Done<TripPage>> {
    let today = desk.book()?.clock().today();
    desk.book_mut()?.write(Op::TripApprove, &request.id, |w| {
        writable(w, &request.id)?;
        let mut trip = store::trip::get(w, &request.id)?.unwrap_or_else(Trip::fresh);
        trip.approved_on = Some(today.to_string());
        store::trip::set(w, &request.id, &trip)?;
        trip_page(w, &request.id)
    })
}

/// Ends a visit: it took place, and those who were there are its pupils.
pub fn finish(desk: &mut Desk, request: ById) -> Result<Done<TripPage>> {
    let today = desk.book()?.clock().today();
    desk.book_mut()?.write(Op::TripFinish, &request.id, |w| {
        let activity = writable(w, &request.id)?;
        let last = activity.ends_on.unwrap_or(activity.starts_on);
        if last > today {
            let problem = Problem::new("starts_on", "trip.not_over");
            return Err(Error::Refused(problem.with("day", last.for_people())));
        }
        if activity.status == "cancelled" {
            return Err(Error::refused("trip.cancelled"));
        }
        let visit = visit(w, &activity)?;
        if visit.figures.uncalled > 0 {
            let problem = Problem::new("students", "trip.not_called");
            return Err(Error::Refused(problem.with("n", visit.figures.uncalled)));
        }
        take_heads(w, &activity)?;
        trip_page(w, &request.id)
    })
}

/// The visit took place, with the heads that its list counts.
fn take_heads(w: &Writing<'_>, activity: &StoredActivity) -> Result<()> {
    let visit = visit(w, activity)?;
    let teachers = u32::try_from(visit.trip.teachers.len()).unwrap_or(u32::MAX);
    change_activity(w, &activity.id, |draft| {
        draft.status = "done".to_owned();
        // Without a list the heads stay those that were counted for the log.
        if visit.figures.listed > 0 {
            draft.counts.students = visit.figures.present;
            draft.counts.female = visit.figures.present_female;
        }
        if teachers > 0 {
            draft.counts.staff = teachers;
        }
    })
}

/// Puts the list of a visit into a file: names leave the book, so it is written down first.
pub fn export(desk: &mut Desk, request: TripExport) -> Result<Exported> {
    let progress = desk.progress.clone();
    let path = super::report::check_path(&request.path)?;
    let sheet = desk.book_mut()?.look(Op::TripExport, &request.id, |r| {
        let page = trip_page(r, &request.id)?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let head = Head {
            school: &school.name,
            title: &page.activity.title,
            on: page.activity.starts_on,
            place: &page.activity.place,
        };
        let listed = page.students.iter().filter(|student| student.is_listed);
        let rows = listed.map(|student| Row {
            name: &student.name,
            class: &student.class,
            consent: &student.consent,
            attendance: &student.attendance,
            note: &student.note,
        });
        Ok(outline(&head, rows))
    })?;
    let written = crate::report::xlsx::save(&sheet, path, progress.as_ref())?;
    Ok(Exported::from(written))
}

/// A visit as it was read: its page, its pupils, its heads.
struct Visit {
    trip: Trip,
    students: Vec<TripStudent>,
    figures: TripFigures,
}

fn visit(r: &Reading<'_>, activity: &StoredActivity) -> Result<Visit> {
    let trip = store::trip::get(r, &activity.id)?.unwrap_or_else(Trip::fresh);
    let is_whole_school = activity.classes.is_empty() && activity.grades.is_empty();
    let goes = |grade: u32, id: &str| {
        is_whole_school
            || activity.grades.contains(&grade)
            || activity.classes.iter().any(|(_, known, _)| known == id)
    };
    let classes: Vec<String> = known_classes(r, &activity.year)?
        .into_iter()
        .filter(|class| goes(class.grade, &class.id))
        .map(|class| class.id)
        .collect();
    let students = store::trip::students(r, &activity.id, &activity.year, &classes)?;
    let figures = figures(&trip, &students);
    Ok(Visit {
        trip,
        students,
        figures,
    })
}

fn figures(trip: &Trip, students: &[TripStudent]) -> TripFigures {
    let number = |is: &dyn Fn(&TripStudent) -> bool| {
        let counted = students.iter().filter(|student| student.is_listed);
        u32::try_from(counted.filter(|student| is(student)).count()).unwrap_or(u32::MAX)
    };
    let done = trip.tasks.iter().filter(|task| task.is_done).count();
    TripFigures {
        listed: number(&|_| true),
        consented: number(&|student| student.consent == "given"),
        refused: number(&|student| student.consent == "refused"),
        unanswered: number(&|student| student.consent == "open" && student.attendance != "absent"),
        present: number(&|student| student.attendance == "present"),
        present_female: number(&|student| {
            student.attendance == "present" && student.sex.as_deref() == Some("female")
        }),
        absent: number(&|student| student.attendance == "absent"),
        uncalled: number(&|student| student.attendance == "open"),
        tasks: u32::try_from(trip.tasks.len()).unwrap_or(u32::MAX),
        tasks_done: u32::try_from(done).unwrap_or(u32::MAX),
    }
}

fn trip_page(r: &Reading<'_>, id: &str) -> Result<TripPage> {
    let activity = stored(r, id)?;
    let visit = visit(r, &activity)?;
    let names = store::class::names(r, &activity.year)?;
    let sum = |money: fn(&FundingLine) -> i64| activity.funding.iter().map(money).sum::<i64>();
    let (planned_vnd, spent_vnd) = (sum(|line| line.planned_vnd), sum(|line| line.spent_vnd));
    let (money, heads) = match spent_vnd {
        0 => (planned_vnd, visit.figures.listed),
        spent => (spent, visit.figures.present.max(activity.counts.students)),
    };
    Ok(TripPage {
        audience: audience_of(&activity, &names),
        stages: stages(&visit.trip, &visit.figures, &activity.status),
        duties: counted_for(r, &activity)?,
        planned_vnd,
        spent_vnd,
        per_student_vnd: (heads > 0).then(|| (money + i64::from(heads) / 2) / i64::from(heads)),
        activity: page(r, id)?,
        figures: visit.figures,
        trip: visit.trip,
        students: visit
            .students
            .into_iter()
            .map(|student| TripStudentLine {
                student: student.student,
                name: student.name,
                class: student.class,
                is_listed: student.is_listed,
                consent: student.consent,
                attendance: student.attendance,
                note: student.note,
            })
            .collect(),
    })
}

/// The duties of the rule sets in use that the visit counts for.
fn counted_for(r: &Reading<'_>, activity: &StoredActivity) -> Result<Vec<TripDuty>> {
    let year = year_or_current(r, Some(&activity.year))?;
    let own = duties(activity, &all_kinds(r)?);
    let checked = checks(r, &year, None)?;
    let counts = |id: &str, level| {
        own.iter().any(|duty| duty == id)
            && checked
                .logged
                .iter()
                .find(|logged| logged.activity.id == activity.id)
                .is_some_and(|logged| logged.levels.is_empty() || logged.levels.contains(&level))
    };
    Ok(checked
        .checks
        .iter()
        .filter(|check| check.level.is_some_and(|level| counts(&check.duty, level)))
        .map(|check| TripDuty {
            id: check.id.clone(),
            title: check.title.clone(),
            level: check
                .level
                .map(|level| level.label().to_owned())
                .unwrap_or_default(),
            met: check.met,
            source: check.source.clone(),
        })
        .collect())
}

/// The visit's row of the log; anything else is no visit.
fn stored(r: &Reading<'_>, id: &str) -> Result<StoredActivity> {
    let activity = store::activity::get(r, id)?.filter(|activity| !activity.is_removed);
    let activity = activity.ok_or(Error::NotFound("trip"))?;
    match trip_kinds(&all_kinds(r)?).contains(&activity.kind) {
        true => Ok(activity),
        false => Err(Error::NotFound("trip")),
    }
}

/// As [`stored`], in a year that may be written into.
fn writable(w: &Writing<'_>, id: &str) -> Result<StoredActivity> {
    let activity = stored(w, id)?;
    open_year(w, Some(&activity.year))?;
    Ok(activity)
}

fn change_activity(
    w: &Writing<'_>,
    id: &str,
    change: impl FnOnce(&mut crate::domain::activity::ActivityDraft),
) -> Result<()> {
    let known = writable(w, id)?;
    let year = open_year(w, Some(&known.year))?;
    let mut draft = draft_of(page(w, id)?);
    change(&mut draft);
    let activity = check(w, &draft, &year)?;
    keep(w, &known, &activity)
}

pub(super) fn trip_kinds(kinds: &[ActivityKind]) -> Vec<String> {
    let is_trip = |kind: &&ActivityKind| kind.stands_for.as_deref().unwrap_or(&kind.code) == KIND;
    let found = kinds.iter().filter(is_trip);
    found.map(|kind| kind.code.clone()).collect()
}

fn check_mark(request: &TripMark) -> Result<()> {
    let mut problems = Vec::new();
    for (field, value, known) in [
        ("consent", &request.consent, CONSENTS),
        ("attendance", &request.attendance, ATTENDANCES),
    ] {
        if let Some(value) = value
            && !known.contains(&value.as_str())
        {
            problems.push(Problem::new(field, "form.bad_choice").with("value", value));
        }
    }
    if request
        .note
        .as_ref()
        .is_some_and(|note| note.chars().count() > 500)
    {
        problems.push(Problem::new("note", "form.too_long").with("max", 500));
    }
    match problems.is_empty() {
        true => Ok(()),
        false => Err(Error::Invalid(problems)),
    }
}
