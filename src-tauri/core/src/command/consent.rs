//! Consent for each purpose, requests about data, everything held on a pupil, and its erasing.

use std::collections::HashMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::year_or_current;
use super::record::{RecordQuery, asked_class, studying};
use super::report::{Exported, check_path, ends_with};
use super::{held, paper};
use crate::book::Done;
use crate::command::ById;
use crate::desk::Desk;
use crate::domain::consent::{
    self, Consent, DataRequest, PEOPLE, PURPOSES, RequestKind, RequestSteps,
};
use crate::domain::role::Op;
use crate::domain::student::StudentLine;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::paper::student::{StudentPaper, parts};
use crate::report::student::outline;
use crate::store::consent::{StoredConsent, StoredRequest};
use crate::store::mention::Mention;
use crate::store::{self, Reading};

/// Where one purpose stands for a pupil.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ConsentCell {
    #[ts(type = "'record' | 'media' | 'handover'")]
    pub purpose: String,
    /// The newest answer of the parent; `open` without one.
    #[ts(type = "'open' | 'given' | 'refused' | 'withdrawn'")]
    pub parent: String,
    /// Of the pupil, likewise.
    #[ts(type = "'open' | 'given' | 'refused' | 'withdrawn'")]
    pub student: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ConsentLine {
    pub student: String,
    pub name: String,
    /// In the order of the purposes.
    pub cells: Vec<ConsentCell>,
    /// ISO; the newest answer's day.
    pub stated_on: Option<String>,
}

/// A request with its state.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RequestLine {
    pub id: String,
    /// Empty once the pupil's data are erased.
    pub student: String,
    pub student_name: String,
    pub kind: String,
    pub label: String,
    pub name: String,
    pub received_on: String,
    /// The day by which it is answered at all, and the day it was.
    pub reply_due_on: String,
    pub replied_on: Option<String>,
    /// The day by which it is done: the later one where it was given more time.
    pub due_on: String,
    pub extended_to: Option<String>,
    pub reason: String,
    /// Days left; negative when overdue.
    pub days: i32,
    pub done_on: Option<String>,
    pub outcome: String,
}

/// The register of a class, and the requests of the school.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ConsentList {
    pub classes: Vec<String>,
    pub class: String,
    pub students: Vec<ConsentLine>,
    /// Pupils of the year with a parent's standing consent for the record, and all.
    pub complete: u32,
    pub all: u32,
    pub requests: Vec<RequestLine>,
    pub kinds: Vec<RequestKind>,
    /// The law behind the days.
    pub source: String,
    /// Working days within which a request is answered at all.
    pub reply_days: u32,
    pub today: Date,
}

/// An answer in a pupil's history.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ConsentEntry {
    pub id: String,
    pub consent: Consent,
}

/// How many rows of one kind the book holds about a pupil.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Holding {
    /// A table's name; the page has the words.
    pub what: String,
    pub count: u32,
}

/// Everything about the consent of one pupil.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ConsentPage {
    pub student: String,
    pub name: String,
    pub class: String,
    /// The newest first.
    pub history: Vec<ConsentEntry>,
    pub holdings: Vec<Holding>,
}

/// The same answer for some pupils, as when a class's slips come back.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ConsentAdd {
    pub students: Vec<String>,
    pub consent: Consent,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RequestChange {
    pub id: String,
    pub steps: RequestSteps,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RequestEnd {
    pub id: String,
    #[serde(default)]
    pub outcome: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentExport {
    pub id: String,
    pub path: String,
}

/// A place in the book where the name of an erased pupil still stands, in somebody's own words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Mentioned {
    #[ts(type = "'activity' | 'evidence' | 'request' | 'counsel' | 'task' | 'document' | 'means'")]
    pub what: String,
    pub title: String,
    /// A route of the interface.
    pub link: String,
}

pub fn list(desk: &mut Desk, query: RecordQuery) -> Result<ConsentList> {
    let book = desk.book()?;
    let today = book.clock().today();
    book.read(Op::ConsentList, |r| {
        let year = year_or_current(r, None)?.year;
        let classes = store::class::list(r, &year)?;
        let class = asked_class(&classes, query.class.as_deref())?;
        let (complete, all) = store::consent::complete(r, &year)?;
        let requests = store::consent::requests(r)?.into_iter();
        let (source, reply_days) = consent::rights();
        Ok(ConsentList {
            students: match class {
                Some(class) => lines(r, &year, &class.id)?,
                None => Vec::new(),
            },
            class: class.map(|class| class.name.clone()).unwrap_or_default(),
            classes: classes.into_iter().map(|class| class.name).collect(),
            complete,
            all,
            requests: requests
                .map(|request| request_line(request, today))
                .collect(),
            kinds: consent::request_kinds().to_vec(),
            source: source.to_owned(),
            reply_days,
            today,
        })
    })
}

pub fn get(desk: &mut Desk, request: ById) -> Result<ConsentPage> {
    desk.book()?.read(Op::ConsentGet, |r| {
        let student = pupil(r, &request.id)?;
        let history = store::consent::of_student(r, &request.id)?
            .into_iter()
            .rev();
        let holdings = store::consent::holdings(r, &request.id)?.into_iter();
        Ok(ConsentPage {
            history: history
                .map(|stored| ConsentEntry {
                    id: stored.id,
                    consent: stored.consent,
                })
                .collect(),
            holdings: holdings
                .map(|(what, count)| Holding { what, count })
                .collect(),
            student: student.id,
            name: student.name,
            class: student.class,
        })
    })
}

pub fn add(desk: &mut Desk, request: ConsentAdd) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    let consent = request.consent.check(book.clock().today())?;
    let subject = match request.students.as_slice() {
        [one] => one.clone(),
        _ => String::new(),
    };
    book.write(Op::ConsentAdd, &subject, |w| {
        for student in &request.students {
            pupil(w, student)?;
            store::consent::insert(w, student, &consent)?;
        }
        Ok(())
    })
}

pub fn add_request(desk: &mut Desk, request: DataRequest) -> Result<Done<String>> {
    let book = desk.book_mut()?;
    let (request, due) = request.check(book.clock().today())?;
    let student = request.student.clone();
    book.write(Op::RequestAdd, &student, |w| {
        pupil(w, &student)?;
        store::consent::insert_request(w, &request, due)
    })
}

/// Notes that a request was answered, or given more time.
pub fn change_request(desk: &mut Desk, request: RequestChange) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    book.write(Op::RequestChange, &request.id, |w| {
        let open = store::consent::requests(w)?.into_iter();
        let mut open = open.filter(|known| known.done_on.is_none());
        let known = open.find(|known| known.id == request.id);
        let known = known.ok_or(Error::NotFound("data_request"))?;
        let due = known.due_on.parse().unwrap_or(w.today);
        let steps = request.steps.check(due, w.today)?;
        if known.extended_to.is_some() && known.extended_to != steps.extended_to {
            return Err(Error::invalid("extended_to", "consent.extended"));
        }
        store::consent::update_request(w, &request.id, &steps)
    })
}

/// What is owed next of each open request: an answer first, then that it is done.
pub(super) fn owed(r: &Reading<'_>) -> Result<Vec<(String, Date)>> {
    let requests = store::consent::requests(r)?.into_iter();
    let open = requests.filter(|request| request.done_on.is_none());
    let owed = open.filter_map(|request| {
        let label = kind_label(&request.kind).to_lowercase();
        let received = request.received_on.parse::<Date>().ok()?;
        match request.replied_on {
            None => Some((label, consent::reply_due(received))),
            Some(_) => {
                let due = request.extended_to.unwrap_or(request.due_on);
                Some((label, due.parse().ok()?))
            }
        }
    });
    Ok(owed.collect())
}

pub fn end_request(desk: &mut Desk, request: RequestEnd) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::RequestEnd, &request.id, |w| {
        let outcome = crate::kernel::fold::tidy(&request.outcome);
        match store::consent::end_request(w, &request.id, w.today, &outcome)? {
            true => Ok(()),
            false => Err(Error::NotFound("data_request")),
        }
    })
}

/// Everything the book holds about a pupil, as a workbook or, where the path says so, as a PDF; that
/// it was taken out is written down before the file stands.
pub fn export(desk: &mut Desk, request: StudentExport) -> Result<Exported> {
    let (progress, press) = (desk.progress.clone(), paper::press(desk));
    let is_pdf = ends_with(Path::new(&request.path), "pdf");
    let path = match is_pdf {
        true => paper::check_path(&request.path)?,
        false => check_path(&request.path)?,
    };
    let book = desk.book_mut()?;
    let today = book.clock().today();
    let (school, name, rows) = book.read(Op::StudentExport, |r| {
        let student = pupil(r, &request.id)?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let rows = held::rows(r, &student, today)?;
        Ok((school.name, student.name, rows))
    })?;
    if is_pdf {
        let sheet = StudentPaper {
            school,
            name,
            printed_on: today.for_people(),
            parts: parts(rows),
        };
        return paper::export(book, Op::StudentExport, &request.id, &press, &sheet, path);
    }
    let outline = outline(&school, &name, rows);
    book.look(Op::StudentExport, &request.id, |_| Ok(()))?;
    let written = crate::report::xlsx::save(&outline, path, progress.as_ref())?;
    Ok(Exported::from(written))
}

/// Erases who a pupil is, for good: rows, search, drafts, what undo remembers; an older copy that
/// is put back erases them again when it is opened.
///
/// What people wrote elsewhere in words of their own is not the program's to change: it answers where
/// the name still stands.
pub fn erase(desk: &mut Desk, request: ById) -> Result<Done<Vec<Mentioned>>> {
    desk.staged = None;
    let book = desk.book_mut()?;
    let (everybody, name) = book.read(Op::StudentErase, |r| {
        let name = store::consent::name(r, &request.id)?.ok_or(Error::NotFound("student"))?;
        Ok((store::consent::same_person(r, &request.id)?, name))
    })?;
    // The list first: should the power go now, the next opening ends what was begun.
    book.list_erased(&everybody)?;
    let done = book.write_for_good(Op::StudentErase, "", |w| {
        store::consent::erase(w, &everybody)?;
        let found = store::mention::list(w, &name)?.into_iter();
        Ok(found.map(Mentioned::from).collect())
    })?;
    book.shrink()?;
    Ok(done)
}

impl From<Mention> for Mentioned {
    fn from(found: Mention) -> Self {
        Mentioned {
            what: found.what.to_owned(),
            title: found.title,
            link: found.link,
        }
    }
}

fn lines(r: &Reading<'_>, year: &str, class: &str) -> Result<Vec<ConsentLine>> {
    let mut answers: HashMap<String, Vec<StoredConsent>> = HashMap::new();
    for stored in store::consent::of_class(r, class)? {
        answers
            .entry(stored.student.clone())
            .or_default()
            .push(stored);
    }
    Ok(studying(r, year, class)?
        .into_iter()
        .map(|pupil| {
            let own = answers.remove(&pupil.id).unwrap_or_default();
            ConsentLine {
                cells: PURPOSES.iter().map(|purpose| cell(purpose, &own)).collect(),
                stated_on: own.last().map(|stored| stored.consent.stated_on.clone()),
                student: pupil.id,
                name: pupil.name,
            }
        })
        .collect())
}

fn cell(purpose: &str, answers: &[StoredConsent]) -> ConsentCell {
    let [parent, student] = PEOPLE.map(|who| {
        let of = |stored: &&StoredConsent| {
            stored.consent.purpose == purpose && stored.consent.who == who
        };
        // They come the oldest first.
        let newest = answers.iter().rev().find(of);
        newest.map_or_else(|| "open".to_owned(), |stored| stored.consent.answer.clone())
    });
    ConsentCell {
        purpose: purpose.to_owned(),
        parent,
        student,
    }
}

fn request_line(stored: StoredRequest, today: Date) -> RequestLine {
    let due_on = stored.extended_to.clone().unwrap_or(stored.due_on);
    let due = due_on.parse::<Date>().unwrap_or(today);
    let received = stored.received_on.parse::<Date>().unwrap_or(today);
    RequestLine {
        label: kind_label(&stored.kind).to_owned(),
        reply_due_on: consent::reply_due(received).to_string(),
        replied_on: stored.replied_on,
        extended_to: stored.extended_to,
        reason: stored.reason,
        days: i32::try_from(today.days_until(due)).unwrap_or(i32::MAX),
        id: stored.id,
        student: stored.student,
        student_name: stored.student_name,
        kind: stored.kind,
        name: stored.name,
        received_on: stored.received_on,
        due_on,
        done_on: stored.done_on,
        outcome: stored.outcome,
    }
}

/// What is asked, in words.
pub(super) fn kind_label(code: &str) -> &'static str {
    let kinds = consent::request_kinds().iter();
    let mut known = kinds.filter(|kind| kind.code == code);
    known.next().map_or("", |kind| kind.label.as_str())
}

/// A pupil of the book, also one who left: rights over data do not end with school.
fn pupil(r: &Reading<'_>, id: &str) -> Result<StudentLine> {
    store::student::find(r, id)?.ok_or(Error::NotFound("student"))
}
