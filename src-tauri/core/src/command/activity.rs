//! The log: list, record, change, bin, export.

use std::collections::HashMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use super::report::Exported;
use crate::book::Done;
use crate::command::{ById, Nothing};
use crate::desk::Desk;
use crate::domain::activity::{
    Activity, ActivityDraft, ActivityKind, Counts, FundingLine, KINDS, Known, KnownClass, enrolled,
    shipped,
};
use crate::domain::class::{audience, bare_name};
use crate::domain::role::Op;
use crate::domain::school::Level;
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;
use crate::kernel::{Date, Instant};
use crate::messages;
use crate::report::log::LogRow;
use crate::store::activity::{ActivityFilter, ActivitySort, DutyFilter, StoredActivity};
use crate::store::{self, Reading, Writing};

/// Days for which the bin shows an activity and gives it back.
const BIN_DAYS: i64 = 30;

/// What the log shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ActivityQuery {
    pub year: Option<String>,
    pub kind: Option<String>,
    #[ts(type = "'planned' | 'done' | 'cancelled' | null")]
    pub status: Option<String>,
    /// ISO days, both included.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Title, place, partner; diacritics are ignored.
    pub text: Option<String>,
    /// Name of a class.
    pub class: Option<String>,
    pub grade: Option<u32>,
    /// A duty as `C04`.
    pub duty: Option<String>,
    /// Whether the bin is shown.
    pub removed: Option<bool>,
    #[ts(type = "'date' | 'number' | 'title' | 'kind' | 'students' | null")]
    pub sort: Option<String>,
    pub ascending: Option<bool>,
    pub limit: Option<u32>,
    /// How many to skip.
    pub after: Option<u32>,
}

/// A row of the log.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivityLine {
    pub id: String,
    pub number: u32,
    pub kind: String,
    pub title: String,
    #[ts(type = "'planned' | 'done' | 'cancelled'")]
    pub status: String,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub place: String,
    pub classes: Vec<String>,
    pub grades: Vec<u32>,
    /// `9A–9D`, `Khối 9`, `Toàn trường`
    pub audience: String,
    pub students: u32,
    #[ts(type = "number")]
    pub spent_vnd: i64,
    /// In the bin: the day it was put there.
    pub removed_on: Option<Date>,
}

/// One activity in full.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivityPage {
    pub id: String,
    pub number: u32,
    pub year: String,
    pub kind: String,
    pub title: String,
    #[ts(type = "'planned' | 'done' | 'cancelled'")]
    pub status: String,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub place: String,
    pub classes: Vec<String>,
    pub grades: Vec<u32>,
    pub counts: Counts,
    pub partners: Vec<String>,
    pub contents: Vec<String>,
    pub funding: Vec<FundingLine>,
    pub counts_for: Option<Vec<String>>,
    pub note: String,
    /// Pupils that its classes and grades hold.
    pub enrolled: u32,
    pub changed_at: String,
    pub is_removed: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivitySummary {
    pub total: u32,
    pub planned: u32,
    pub done: u32,
    pub cancelled: u32,
    pub students: u32,
    #[ts(type = "number")]
    pub spent_vnd: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivityAdded {
    pub id: String,
    pub number: u32,
    /// Odd but taken.
    pub warnings: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct ActivityChange {
    pub id: String,
    pub draft: ActivityDraft,
    /// What the form read; absent, nothing is compared.
    #[serde(default)]
    pub changed_at: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivityLike {
    pub kind: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivityExport {
    pub filter: ActivityQuery,
    pub path: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct KindDraft {
    pub label: String,
    pub stands_for: String,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct PartnerQuery {
    pub text: Option<String>,
}

pub fn kinds(desk: &mut Desk, _: Nothing) -> Result<Vec<ActivityKind>> {
    desk.book()?.read(Op::ActivityKinds, all_kinds)
}

pub fn list(desk: &mut Desk, query: ActivityQuery) -> Result<Vec<ActivityLine>> {
    let book = desk.book()?;
    let now = book.clock().now();
    book.read(Op::ActivityList, |r| {
        let filter = filter(r, &query, now)?;
        lines(r, &filter)
    })
}

pub fn summary(desk: &mut Desk, query: ActivityQuery) -> Result<ActivitySummary> {
    let book = desk.book()?;
    let now = book.clock().now();
    book.read(Op::ActivitySummary, |r| {
        let figures = store::activity::figures(r, &filter(r, &query, now)?)?;
        Ok(ActivitySummary {
            total: figures.planned + figures.done + figures.cancelled,
            planned: figures.planned,
            done: figures.done,
            cancelled: figures.cancelled,
            students: figures.students,
            spent_vnd: figures.spent_vnd,
        })
    })
}

pub fn get(desk: &mut Desk, request: ById) -> Result<ActivityPage> {
    desk.book()?.read(Op::ActivityGet, |r| page(r, &request.id))
}

pub fn latest(desk: &mut Desk, like: ActivityLike) -> Result<Option<ActivityDraft>> {
    desk.book()?.read(Op::ActivityLatest, |r| {
        let kind = like.kind.as_deref().filter(|kind| !kind.is_empty());
        let Some(id) = store::activity::latest(r, kind)? else {
            return Ok(None);
        };
        Ok(Some(draft_of(page(r, &id)?)))
    })
}

pub fn add(desk: &mut Desk, draft: ActivityDraft) -> Result<Done<ActivityAdded>> {
    desk.book_mut()?.write(Op::ActivityAdd, "", |w| {
        let year = year_of_draft(w, &draft)?;
        let activity = check(w, &draft, &year)?;
        let (id, number) = store::activity::insert(w, &year.year, &activity)?;
        let warnings = activity.warnings.iter();
        let warnings = warnings
            .map(|problem| messages::sentence(problem.code, &problem.words))
            .collect();
        Ok(ActivityAdded {
            id,
            number,
            warnings,
        })
    })
}

pub fn change(desk: &mut Desk, request: ActivityChange) -> Result<Done<ActivityPage>> {
    desk.book_mut()?
        .write(Op::ActivityChange, &request.id, |w| {
            let known = store::activity::get(w, &request.id)?;
            let known = known
                .filter(|known| !known.is_removed)
                .ok_or(Error::NotFound("activity"))?;
            if request
                .changed_at
                .as_deref()
                .is_some_and(|read| read != known.changed_at)
            {
                return Err(Error::Stale);
            }
            let year = open_year(w, Some(&known.year))?;
            let activity = check(w, &request.draft, &year)?;
            keep(w, &known, &activity)?;
            page(w, &request.id)
        })
}

/// Writes a changed activity; the tasks of the plan that it fulfils follow it.
pub(super) fn keep(w: &Writing<'_>, known: &StoredActivity, activity: &Activity) -> Result<()> {
    store::activity::update(w, &known.id, activity)?;
    let is_done = activity.status == "done";
    let is = is_done.then_some(activity.starts_on);
    store::task::follow_activity(w, &known.id, known.done_on(), is)
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    set_removed(desk, Op::ActivityRemove, &request.id, true)
}

pub fn restore(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    set_removed(desk, Op::ActivityRestore, &request.id, false)
}

pub fn export(desk: &mut Desk, request: ActivityExport) -> Result<Exported> {
    let progress = desk.progress.clone();
    let book = desk.book()?;
    let now = book.clock().now();
    let list = book.read(Op::ActivityExport, |r| {
        let query = ActivityQuery {
            limit: None,
            after: None,
            ..request.filter.clone()
        };
        let filter = filter(r, &query, now)?;
        let year = year_or_current(r, Some(&filter.year))?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let lines = lines(r, &filter)?;
        let rows = lines.iter().map(|line| LogRow {
            number: line.number,
            starts_on: line.starts_on,
            kind: &line.kind,
            title: &line.title,
            audience: &line.audience,
            place: &line.place,
            students: line.students,
            spent_vnd: line.spent_vnd,
            status: &line.status,
        });
        Ok(crate::report::log::outline(
            &school.name,
            &year,
            &all_kinds(r)?,
            rows,
        ))
    })?;
    let path = super::report::check_path(&request.path)?;
    let written = crate::report::xlsx::save(&list, path, progress.as_ref())?;
    Ok(Exported::from(written))
}

pub fn add_kind(desk: &mut Desk, draft: KindDraft) -> Result<Done<String>> {
    let label = tidy(&draft.label);
    let mut problems = Vec::new();
    if label.is_empty() {
        problems.push(Problem::new("label", "form.required"));
    }
    if shipped(&draft.stands_for).is_none() {
        let problem = Problem::new("stands_for", "activity.unknown_kind");
        problems.push(problem.with("value", &draft.stands_for));
    }
    desk.book_mut()?.write(Op::KindAdd, "", |w| {
        if all_kinds(w)?.iter().any(|kind| kind.label == label) {
            problems.push(Problem::new("label", "activity.kind_exists"));
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        store::activity::insert_kind(w, &label, &draft.stands_for)
    })
}

pub fn partners(desk: &mut Desk, query: PartnerQuery) -> Result<Vec<String>> {
    desk.book()?.read(Op::PartnerList, |r| {
        store::activity::partners(r, query.text.as_deref().unwrap_or_default())
    })
}

/// Shipped kinds, then the school's own.
pub(super) fn all_kinds(r: &Reading<'_>) -> Result<Vec<ActivityKind>> {
    let mut kinds: Vec<ActivityKind> = KINDS
        .iter()
        .map(|kind| ActivityKind {
            code: kind.code.to_owned(),
            label: kind.label.to_owned(),
            short: kind.short.to_owned(),
            icon: kind.icon.to_owned(),
            counts_for: kind
                .counts_for
                .iter()
                .map(|duty| (*duty).to_owned())
                .collect(),
            stands_for: None,
        })
        .collect();
    for (code, label, stands_for) in store::activity::own_kinds(r)? {
        let like = shipped(&stands_for).ok_or(Error::Bug("kind".into()))?;
        kinds.push(ActivityKind {
            code,
            short: label.clone(),
            label,
            icon: like.icon.to_owned(),
            counts_for: like
                .counts_for
                .iter()
                .map(|duty| (*duty).to_owned())
                .collect(),
            stands_for: Some(stands_for),
        });
    }
    Ok(kinds)
}

/// What an activity counts for: what the person chose, else what its kind says.
pub(super) fn duties(activity: &StoredActivity, kinds: &[ActivityKind]) -> Vec<String> {
    if activity.is_duty_chosen {
        return activity.duties.clone();
    }
    let kind = kinds.iter().find(|kind| kind.code == activity.kind);
    kind.map(|kind| kind.counts_for.clone()).unwrap_or_default()
}

/// The year's classes as a draft is checked against them.
pub(super) fn known_classes(r: &Reading<'_>, year: &str) -> Result<Vec<KnownClass>> {
    store::class::known(r, year)
}

/// An activity with what its classes and grades mean.
pub(super) struct Logged {
    pub activity: StoredActivity,
    /// Grades it reached; empty for the whole school.
    pub grades: Vec<u32>,
    /// Levels it reached; empty for the whole school.
    pub levels: Vec<Level>,
    pub audience: String,
}

/// The activities of a year, or of some days, whatever years those days lie in: a calendar year
/// takes the end of one school year and the beginning of the next. The oldest first.
pub(super) fn logged(
    r: &Reading<'_>,
    year: &Year,
    days: Option<(Date, Date)>,
) -> Result<Arc<Vec<Logged>>> {
    r.remembered(&key("logged", year, days), || {
        let mut found = logged_by(r, year, days, true)?;
        found.sort_by_key(|logged| (logged.activity.starts_on, logged.activity.number));
        Ok(found)
    })
}

/// As [`logged`], for who only counts: without words, partners and money, in no order.
pub(super) fn counted(
    r: &Reading<'_>,
    year: &Year,
    days: Option<(Date, Date)>,
) -> Result<Arc<Vec<Logged>>> {
    r.remembered(&key("counted", year, days), || {
        logged_by(r, year, days, false)
    })
}

/// What a reading of the log is remembered by.
fn key(what: &str, year: &Year, days: Option<(Date, Date)>) -> String {
    match days {
        None => format!("{what} {}", year.year),
        // Days take in every year that they lie in.
        Some((from, to)) => format!("{what} {from} {to}"),
    }
}

fn logged_by(
    r: &Reading<'_>,
    year: &Year,
    days: Option<(Date, Date)>,
    is_whole: bool,
) -> Result<Vec<Logged>> {
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let levels = school.levels();
    let years = match days {
        None => vec![year.clone()],
        Some((from, to)) => store::year::list(r)?
            .into_iter()
            .filter(|year| year.starts_on <= to && from <= year.ends_on)
            .collect(),
    };
    let mut found = Vec::new();
    for year in years {
        let classes = known_classes(r, &year.year)?;
        let names = class_names(&classes);
        let filter = ActivityFilter {
            year: year.year,
            from: days.map(|(from, _)| from),
            to: days.map(|(_, to)| to),
            is_ascending: true,
            ..ActivityFilter::default()
        };
        let of_year = match is_whole {
            true => store::activity::list(r, &filter)?,
            false => store::activity::counted(r, &filter.year, days)?,
        };
        let grade_of: HashMap<&str, u32> = (classes.iter())
            .map(|class| (class.id.as_str(), class.grade))
            .collect();
        for mut activity in of_year {
            if !is_whole {
                for (grade, id, _) in &mut activity.classes {
                    *grade = grade_of.get(id.as_str()).copied().unwrap_or_default();
                }
            }
            let (grades, levels) = reach(&activity, &levels, &classes);
            let audience = match is_whole {
                true => audience_of(&activity, &names),
                false => String::new(),
            };
            found.push(Logged {
                activity,
                grades,
                levels,
                audience,
            });
        }
    }
    Ok(found)
}

/// Grades and levels that an activity reached; empty for the whole school.
fn reach(
    activity: &StoredActivity,
    levels: &[Level],
    classes: &[KnownClass],
) -> (Vec<u32>, Vec<Level>) {
    let mut grades: Vec<u32> = activity.grades.clone();
    grades.extend(activity.classes.iter().map(|(grade, _, _)| *grade));
    grades.sort_unstable();
    grades.dedup();
    let of_grade = |grade: &u32| crate::domain::class::level_of(*grade, levels);
    let mut reached: Vec<Level> = activity.grades.iter().filter_map(of_grade).collect();
    let ids = activity.classes.iter().map(|(_, id, _)| id);
    reached.extend(
        ids.filter_map(|id| classes.iter().find(|class| &class.id == id))
            .map(|c| c.level),
    );
    reached.sort();
    reached.dedup();
    (grades, reached)
}

/// The audience of a stored activity in words.
pub(super) fn audience_of(activity: &StoredActivity, all: &[(u32, String)]) -> String {
    let named: Vec<(u32, String)> = activity
        .classes
        .iter()
        .map(|(grade, _, name)| (*grade, name.clone()))
        .collect();
    audience(&named, &activity.grades, all)
}

/// Grade and name of every class of the year, in list order.
pub(super) fn class_names(classes: &[KnownClass]) -> Vec<(u32, String)> {
    classes
        .iter()
        .map(|class| (class.grade, class.name.clone()))
        .collect()
}

fn lines(r: &Reading<'_>, filter: &ActivityFilter) -> Result<Vec<ActivityLine>> {
    let all = store::class::names(r, &filter.year)?;
    let found = store::activity::list(r, filter)?;
    Ok(found
        .into_iter()
        .map(|activity| line_of(activity, &all))
        .collect())
}

/// A stored activity as a list shows it; `all` are grade and name of the year's classes.
pub(super) fn line_of(activity: StoredActivity, all: &[(u32, String)]) -> ActivityLine {
    ActivityLine {
        audience: audience_of(&activity, all),
        removed_on: activity
            .removed_at
            .as_deref()
            .and_then(|at| at.parse().ok())
            .map(Instant::day),
        id: activity.id,
        number: activity.number,
        kind: activity.kind,
        title: activity.title,
        status: activity.status,
        starts_on: activity.starts_on,
        ends_on: activity.ends_on,
        place: activity.place,
        classes: activity
            .classes
            .into_iter()
            .map(|(_, _, name)| name)
            .collect(),
        grades: activity.grades,
        students: activity.counts.students,
        spent_vnd: activity.funding.iter().map(|line| line.spent_vnd).sum(),
    }
}

pub(super) fn page(r: &Reading<'_>, id: &str) -> Result<ActivityPage> {
    let activity = store::activity::get(r, id)?.ok_or(Error::NotFound("activity"))?;
    let known = known_classes(r, &activity.year)?;
    let named: Vec<&KnownClass> = known
        .iter()
        .filter(|class| activity.classes.iter().any(|(_, id, _)| *id == class.id))
        .collect();
    Ok(ActivityPage {
        enrolled: enrolled(&named, &activity.grades, &known),
        id: activity.id,
        number: activity.number,
        year: activity.year,
        kind: activity.kind,
        title: activity.title,
        status: activity.status,
        starts_on: activity.starts_on,
        ends_on: activity.ends_on,
        place: activity.place,
        classes: activity
            .classes
            .into_iter()
            .map(|(_, _, name)| name)
            .collect(),
        grades: activity.grades,
        counts: activity.counts,
        partners: activity.partners,
        contents: activity.contents,
        funding: activity.funding,
        counts_for: activity.is_duty_chosen.then_some(activity.duties),
        note: activity.note,
        changed_at: activity.changed_at,
        is_removed: activity.is_removed,
    })
}

/// An activity as a form would send it.
pub(super) fn draft_of(page: ActivityPage) -> ActivityDraft {
    ActivityDraft {
        kind: page.kind,
        title: page.title,
        status: page.status,
        starts_on: page.starts_on.to_string(),
        ends_on: page.ends_on.map(|day| day.to_string()),
        place: page.place,
        classes: page.classes,
        grades: page.grades,
        counts: page.counts,
        partners: page.partners,
        contents: page.contents,
        funding: page.funding,
        counts_for: page.counts_for,
        note: page.note,
        year: None,
    }
}

fn set_removed(desk: &mut Desk, op: Op, id: &str, is_removed: bool) -> Result<Done<()>> {
    desk.book_mut()?.write(op, id, |w| {
        let known = store::activity::get(w, id)?.ok_or(Error::NotFound("activity"))?;
        open_year(w, Some(&known.year))?;
        store::activity::set_removed(w, id, is_removed)?;
        let is = store::activity::get(w, id)?.and_then(|activity| activity.done_on());
        store::task::follow_activity(w, id, known.done_on(), is)
    })
}

pub(super) fn check(r: &Reading<'_>, draft: &ActivityDraft, year: &Year) -> Result<Activity> {
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let own: Vec<String> = store::activity::own_kinds(r)?
        .into_iter()
        .map(|(code, _, _)| code)
        .collect();
    let classes = known_classes(r, &year.year)?;
    let levels = school.levels();
    Activity::check(
        draft,
        &Known {
            year,
            classes: &classes,
            levels: &levels,
            own_kinds: &own,
        },
    )
}

/// The year a new activity belongs to: the one it names, else the one that holds its day, else the
/// current one, which then refuses the day.
fn year_of_draft(r: &Reading<'_>, draft: &ActivityDraft) -> Result<Year> {
    if draft.year.as_deref().is_some_and(|year| !year.is_empty()) {
        return open_year(r, draft.year.as_deref());
    }
    let current = year_or_current(r, None)?;
    let holds = draft
        .starts_on
        .parse::<Date>()
        .ok()
        .filter(|day| !current.holds(*day));
    let other = match holds {
        None => None,
        Some(day) => store::year::list(r)?
            .into_iter()
            .find(|year| year.holds(day)),
    };
    open_year(r, Some(&other.unwrap_or(current).year))
}

fn filter(r: &Reading<'_>, query: &ActivityQuery, now: Instant) -> Result<ActivityFilter> {
    let year = year_or_current(r, query.year.as_deref())?;
    let mut problems = Vec::new();
    let mut day = |field: &str, text: &Option<String>| {
        let text = text.as_deref().filter(|text| !text.is_empty())?;
        let day = text.parse::<Date>();
        if day.is_err() {
            problems.push(Problem::new(field, "form.bad_date").with("value", text));
        }
        day.ok()
    };
    let (from, to) = (day("from", &query.from), day("to", &query.to));
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let sort = match given(&query.sort).as_deref() {
        None | Some("date") => ActivitySort::Date,
        Some("number") => ActivitySort::Number,
        Some("title") => ActivitySort::Title,
        Some("kind") => ActivitySort::Kind,
        Some("students") => ActivitySort::Students,
        Some(other) => {
            problems.push(Problem::new("sort", "form.bad_choice").with("value", other));
            ActivitySort::Date
        }
    };
    let class = match given(&query.class) {
        None => None,
        Some(name) => {
            let bare = bare_name(&name);
            let known = store::class::list(r, &year.year)?;
            // A class that is not there has no activities.
            let id = known
                .into_iter()
                .find(|class| class.name == bare)
                .map(|class| class.id);
            Some(id.unwrap_or_default())
        }
    };
    let kinds: Vec<String> = given(&query.kind).into_iter().collect();
    let duty = match given(&query.duty) {
        None => None,
        Some(duty) => {
            let mut counting = all_kinds(r)?;
            counting.retain(|kind| kind.counts_for.contains(&duty));
            Some(DutyFilter {
                kinds: counting.into_iter().map(|kind| kind.code).collect(),
                duty,
            })
        }
    };
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    Ok(ActivityFilter {
        year: year.year,
        kinds,
        duty,
        status: given(&query.status),
        from,
        to,
        text: query.text.clone().unwrap_or_default(),
        class,
        grade: query.grade,
        is_removed: query.removed.unwrap_or(false),
        removed_since: Some(now.plus_minutes(-BIN_DAYS * 24 * 60).to_string()),
        sort,
        is_ascending: query.ascending.unwrap_or(false),
        limit: query.limit,
        after: query.after.unwrap_or(0),
    })
}
