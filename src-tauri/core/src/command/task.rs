//! The year's plan: tasks typed, taken from a ready plan, from last year or from a file.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use super::report::{Exported, check_place, ends_with};
use crate::book::Done;
use crate::command::{ById, ByYear};
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::domain::task::{self, REMINDERS, Standing, TaskDraft, TaskTemplate};
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::import::plan::{Plan, PlanLine};
use crate::kernel::Date;
use crate::kernel::fold::{fold, tidy};
use crate::report::facts;
use crate::report::file::write_bytes;
use crate::store::task::StoredTask;
use crate::store::{self, Reading, Writing};

/// A task of the year.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TaskLine {
    pub id: String,
    #[serde(flatten)]
    pub task: TaskDraft,
    pub activity_title: String,
    /// Files that prove it.
    pub files: u32,
    #[ts(type = "'done' | 'late' | 'overdue' | 'near' | 'ahead'")]
    pub standing: String,
    /// Days left, or days overdue; 0 for the others.
    pub days: i32,
}

/// The plan of a year.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TaskPage {
    pub year: String,
    /// By their last day.
    pub tasks: Vec<TaskLine>,
    pub templates: Vec<TaskTemplate>,
    /// The year before, where it has a plan.
    pub before: Option<String>,
    pub is_locked: bool,
    pub today: Date,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TaskAdd {
    pub year: Option<String>,
    #[serde(flatten)]
    pub task: TaskDraft,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TaskChange {
    pub id: String,
    pub task: TaskDraft,
}

/// Where tasks are taken from: a ready plan, or an earlier year.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TaskCopy {
    pub year: Option<String>,
    /// Id of a ready plan.
    pub template: Option<String>,
    /// An earlier year.
    pub from: Option<String>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TaskImport {
    pub path: String,
    pub year: Option<String>,
    pub dry_run: bool,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TaskCalendar {
    pub path: String,
    pub year: Option<String>,
}

/// What was taken over.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TasksTaken {
    pub read: u32,
    pub new: u32,
    /// In the plan already, by their words.
    pub unchanged: u32,
    /// What each row became, in the order of the file.
    pub tasks: Vec<TaskDraft>,
    /// Headings of columns that were not understood and did not come in.
    pub unknown: Vec<String>,
}

pub fn list(desk: &mut Desk, request: ByYear) -> Result<TaskPage> {
    let book = desk.book()?;
    let today = book.clock().today();
    book.read(Op::TaskList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let levels = school.levels();
        let ready = task::templates().iter().filter(|template| {
            template.levels.is_empty() || template.levels.iter().any(|own| levels.contains(own))
        });
        let before = store::year::list(r)?
            .into_iter()
            .find(|other| other.year < year.year);
        let before = match before {
            Some(before) if !store::task::list(r, &before.year)?.is_empty() => Some(before.year),
            _ => None,
        };
        Ok(TaskPage {
            tasks: (store::task::list(r, &year.year)?.into_iter())
                .map(|stored| line(stored, today))
                .collect(),
            templates: ready.cloned().collect(),
            before,
            is_locked: year.is_locked,
            year: year.year,
            today,
        })
    })
}

pub fn add(desk: &mut Desk, request: TaskAdd) -> Result<Done<String>> {
    let book = desk.book_mut()?;
    let task = request.task.check(book.clock().today())?;
    book.write(Op::TaskAdd, "", |w| {
        let year = open_year(w, request.year.as_deref())?;
        check_documents(w, &task)?;
        let task = fulfilled(w, &year.year, task)?;
        store::task::insert(w, &year.year, next_position(w, &year.year)?, &task)
    })
}

pub fn change(desk: &mut Desk, request: TaskChange) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    let task = request.task.check(book.clock().today())?;
    book.write(Op::TaskChange, &request.id, |w| {
        let stored = store::task::get(w, &request.id)?.ok_or(Error::NotFound("task"))?;
        open_year(w, Some(&stored.year))?;
        check_documents(w, &task)?;
        let is_new_activity = task.activity != stored.task.activity;
        let task = if is_new_activity {
            fulfilled(w, &stored.year, task)?
        } else {
            task
        };
        store::task::update(w, &request.id, &task)
    })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::TaskRemove, &request.id, |w| {
        let stored = store::task::get(w, &request.id)?.ok_or(Error::NotFound("task"))?;
        open_year(w, Some(&stored.year))?;
        store::task::delete(w, &request.id).map(|_| ())
    })
}

pub fn copy(desk: &mut Desk, request: TaskCopy) -> Result<Done<TasksTaken>> {
    desk.book_mut()?.write(Op::TaskCopy, "", |w| {
        let year = open_year(w, request.year.as_deref())?;
        let tasks = match (&request.template, &request.from) {
            (Some(id), _) => {
                let known = task::templates().iter().find(|template| template.id == *id);
                let template = known.ok_or_else(|| bad_choice("template", id))?;
                let own = |one: &task::TemplateTask| PlanLine {
                    number: one.number.clone(),
                    title: one.title.clone(),
                    lead: one.lead.clone(),
                    partners: one.partners.clone(),
                    due: one.due.clone(),
                    product: one.product.clone(),
                    note: String::new(),
                };
                let lines: Vec<PlanLine> = template.tasks.iter().map(own).collect();
                drafts(&lines, &template.name, &year)
            }
            (None, Some(from)) => {
                let years = store::year::list(w)?;
                let before = years.iter().find(|other| other.year == *from);
                let before = before.ok_or_else(|| bad_choice("from", from))?;
                let later = year.starts_on.year() - before.starts_on.year();
                let later = u32::try_from(later).unwrap_or_default();
                let tasks = store::task::list(w, from)?.into_iter();
                tasks.map(|stored| again(stored.task, later)).collect()
            }
            (None, None) => return Err(Error::invalid("template", "form.required")),
        };
        take(w, &year, tasks)
    })
}

pub fn import(desk: &mut Desk, request: TaskImport) -> Result<Done<TasksTaken>> {
    desk.book()?.allow(Op::TaskImport)?;
    let path = Path::new(&request.path);
    let Plan { lines, unknown } = match ends_with(path, "txt") {
        true => {
            let fault = |error| Error::file("read", path, error);
            if std::fs::metadata(path).map_err(fault)?.len() > MOST_BYTES {
                return Err(Error::refused("sheet.too_big"));
            }
            let bytes = std::fs::read(path).map_err(fault)?;
            let text = String::from_utf8(bytes).map_err(|_| Error::refused("task.no_rows"))?;
            crate::import::plan::read_text(&text)?
        }
        false => {
            let limits = crate::import::child::Limits::default();
            let progress = desk.progress.clone();
            let read = crate::import::child::read(desk.program(), path, limits, progress.as_ref())?;
            crate::import::plan::read(&read)?
        }
    };
    let source = path
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned());
    let source = source.unwrap_or_default();
    let book = desk.book_mut()?;
    let write = |w: &Writing<'_>| {
        let year = open_year(w, request.year.as_deref())?;
        let taken = take(w, &year, drafts(&lines, &source, &year))?;
        let unknown = unknown.clone();
        Ok(TasksTaken { unknown, ..taken })
    };
    match request.dry_run {
        true => Ok(Done {
            value: book.try_out(Op::TaskImport, write)?,
            stale: Vec::new(),
            act: None,
        }),
        false => book.write(Op::TaskImport, "", write),
    }
}

/// The days of the plan for any calendar (RFC 5545), each with its reminders.
pub fn calendar(desk: &mut Desk, request: TaskCalendar) -> Result<Exported> {
    let path = check_place(&request.path, "ics", "task.not_ics")?.to_owned();
    let book = desk.book()?;
    let stamp = book.clock().today().to_string().replace('-', "");
    let text = book.read(Op::TaskCalendar, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        Ok(calendar_of(&store::task::list(r, &year.year)?, &stamp))
    })?;
    let written = write_bytes(&path, text.as_bytes())?;
    Ok(Exported::from(written))
}

/// What the annual report says of the plan.
pub(super) fn report_facts(r: &Reading<'_>, year: &str, today: Date) -> Result<Vec<facts::Task>> {
    let tasks = store::task::list(r, year)?.into_iter();
    Ok(tasks
        .map(|stored| {
            let line = line(stored, today);
            facts::Task {
                title: line.task.title,
                lead: line.task.lead,
                partners: line.task.partners,
                due_on: line.task.due_on.as_deref().and_then(|day| day.parse().ok()),
                done_on: line
                    .task
                    .done_on
                    .as_deref()
                    .and_then(|day| day.parse().ok()),
                product: match line.activity_title.is_empty() {
                    true => line.task.product,
                    false => line.activity_title,
                },
                standing: line.standing,
                note: line.task.note,
            }
        })
        .collect())
}

/// The tasks that are called to mind today: overdue, or within the days of a reminder.
pub(super) fn due(r: &Reading<'_>, year: &str, today: Date) -> Result<Vec<(String, Date)>> {
    let tasks = store::task::list(r, year)?.into_iter();
    Ok(tasks
        .filter_map(|stored| {
            let due: Date = stored.task.due_on.as_deref()?.parse().ok()?;
            let done = stored
                .task
                .done_on
                .as_deref()
                .and_then(|day| day.parse().ok());
            match task::standing(&stored.task.state, Some(due), done, today) {
                Standing::Overdue { .. } | Standing::Near { .. } => Some((stored.task.title, due)),
                Standing::Done { .. } | Standing::Ahead => None,
            }
        })
        .collect())
}

const MOST_BYTES: u64 = 5_000_000;

fn bad_choice(field: &'static str, value: &str) -> Error {
    Error::Invalid(vec![
        Problem::new(field, "form.bad_choice").with("value", value),
    ])
}

fn line(stored: StoredTask, today: Date) -> TaskLine {
    let day = |text: &Option<String>| text.as_deref().and_then(|day| day.parse().ok());
    let (due, done) = (day(&stored.task.due_on), day(&stored.task.done_on));
    let (standing, days) = match task::standing(&stored.task.state, due, done, today) {
        Standing::Done { late: true } => ("late", 0),
        Standing::Done { late: false } => ("done", 0),
        Standing::Overdue { days } => ("overdue", days),
        Standing::Near { days } => ("near", days),
        Standing::Ahead => ("ahead", 0),
    };
    TaskLine {
        id: stored.id,
        task: stored.task,
        activity_title: stored.activity_title,
        files: stored.files,
        standing: standing.to_owned(),
        days: i32::try_from(days).unwrap_or(i32::MAX),
    }
}

/// Refuses documents that are not in the register.
fn check_documents(r: &Reading<'_>, task: &TaskDraft) -> Result<()> {
    let known = store::document::list(r)?;
    let is_known = |id: &&String| known.iter().any(|(known, _)| known == *id);
    match task.documents.iter().find(|id| !is_known(id)) {
        Some(other) => Err(bad_choice("documents", other)),
        None => Ok(()),
    }
}

/// A task whose activity was done is done on its day; what was done in another year fulfils nothing.
fn fulfilled(w: &Writing<'_>, year: &str, task: TaskDraft) -> Result<TaskDraft> {
    let Some(id) = &task.activity else {
        return Ok(task);
    };
    let activity = store::activity::get(w, id)?
        .filter(|activity| activity.year == year)
        .ok_or_else(|| bad_choice("activity", id))?;
    Ok(match activity.status.as_str() {
        "done" => TaskDraft {
            state: "done".to_owned(),
            done_on: Some(activity.starts_on.to_string()),
            ..task
        },
        _ => task,
    })
}

fn next_position(r: &Reading<'_>, year: &str) -> Result<u32> {
    let count = store::task::list(r, year)?.len();
    Ok(u32::try_from(count).unwrap_or(u32::MAX) + 1)
}

fn drafts(lines: &[PlanLine], source: &str, year: &Year) -> Vec<TaskDraft> {
    let draft = |line: &PlanLine| {
        let last = task::last_day(&line.due, year);
        TaskDraft {
            title: line.title.clone(),
            lead: line.lead.clone(),
            partners: line.partners.clone(),
            due_on: last.map(|day| day.to_string()),
            product: line.product.clone(),
            source: match line.number.is_empty() {
                true => source.to_owned(),
                false => format!("{source}, mục {}", line.number),
            },
            // What is no day stays readable.
            note: match last {
                None => tidy(&format!("{} {}", line.due, line.note)),
                Some(_) => line.note.clone(),
            },
            ..TaskDraft::default()
        }
    };
    lines.iter().map(draft).collect()
}

/// A task of an earlier year, so many years later, still to be done.
fn again(task: TaskDraft, years: u32) -> TaskDraft {
    let day: Option<Date> = task.due_on.as_deref().and_then(|day| day.parse().ok());
    TaskDraft {
        due_on: day.map(|day| day.years_later(years).to_string()),
        state: String::new(),
        done_on: None,
        activity: None,
        documents: Vec::new(),
        ..task
    }
}

/// Adds those that are not there yet; the same words are the same task.
fn take(w: &Writing<'_>, year: &Year, tasks: Vec<TaskDraft>) -> Result<TasksTaken> {
    let known = store::task::list(w, &year.year)?;
    let mut titles: Vec<String> = known.iter().map(|task| fold(&task.task.title)).collect();
    let mut taken = TasksTaken {
        read: u32::try_from(tasks.len()).unwrap_or(u32::MAX),
        ..TasksTaken::default()
    };
    for task in tasks {
        let task = task.check(w.today)?;
        let title = fold(&task.title);
        match titles.contains(&title) {
            true => taken.unchanged += 1,
            false => {
                let position = u32::try_from(titles.len()).unwrap_or(u32::MAX) + 1;
                store::task::insert(w, &year.year, position, &task)?;
                titles.push(title);
                taken.new += 1;
            }
        }
        taken.tasks.push(task);
    }
    Ok(taken)
}

fn calendar_of(tasks: &[StoredTask], stamp: &str) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//So Huong Nghiep//Ke hoach nam//VI".to_owned(),
    ];
    for stored in tasks.iter().filter(|stored| stored.task.state != "done") {
        let Some(due) = stored
            .task
            .due_on
            .as_deref()
            .and_then(|day| day.parse::<Date>().ok())
        else {
            continue;
        };
        let compact = |day: Date| day.to_string().replace('-', "");
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@so-huong-nghiep", stored.id),
            format!("DTSTAMP:{stamp}T000000Z"),
            format!("DTSTART;VALUE=DATE:{}", compact(due)),
            format!("DTEND;VALUE=DATE:{}", compact(due.plus_days(1))),
            format!("SUMMARY:{}", escaped(&stored.task.title)),
            format!("DESCRIPTION:{}", escaped(&stored.task.product)),
        ]);
        for days in REMINDERS {
            lines.extend([
                "BEGIN:VALARM".to_owned(),
                "ACTION:DISPLAY".to_owned(),
                format!("DESCRIPTION:{}", escaped(&stored.task.title)),
                format!("TRIGGER:-P{days}D"),
                "END:VALARM".to_owned(),
            ]);
        }
        lines.push("END:VEVENT".to_owned());
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// A line of at most 75 bytes; what is longer goes on after a space.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > 74 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(letter);
        used += letter.len_utf8();
    }
    out + "\r\n"
}
