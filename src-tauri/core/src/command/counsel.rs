//! Counselling sessions: the list, a session, what was agreed, the referral slip. Others than the
//! counselor get counts.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::{Done, Scope};
use crate::command::{ById, ByYear};
use crate::desk::Desk;
use crate::domain::counsel::{CounselDraft, CounselReferral, FORMS, who};
use crate::domain::role::{Op, Role};
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::fold;
use crate::store::counsel::{SessionStudent, StoredSession};
use crate::store::{self, Reading, Writing};

/// Which sessions.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CounselQuery {
    pub year: Option<String>,
    #[ts(type = "'individual' | 'group' | 'class' | 'parents' | 'online' | null")]
    pub form: Option<String>,
    /// Name of a class.
    pub class: Option<String>,
    /// Id of a pupil.
    pub student: Option<String>,
    /// Words of the subject or of pupils' names; diacritics are ignored.
    pub text: Option<String>,
    /// Only those with a sealed part.
    pub has_note: bool,
}

/// A row of the list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselLine {
    pub id: String,
    /// Its place in the year.
    pub number: u32,
    pub held_on: Date,
    pub starts_at: String,
    #[ts(type = "'individual' | 'group' | 'class' | 'parents' | 'online'")]
    pub form: String,
    /// `Trần Gia Hiếu`, `18 em lớp 9C`
    pub who: String,
    /// `9C`
    pub classes: String,
    pub subject: String,
    pub next_on: Option<Date>,
    pub is_next_done: bool,
    pub has_note: bool,
    pub has_referral: bool,
}

/// A pupil of a session.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselStudent {
    pub student: String,
    pub name: String,
    pub class: String,
    /// How many sessions of the year they took part in, up to this one.
    pub session: u32,
}

/// One session in full, without its sealed part.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselPage {
    pub id: String,
    pub number: u32,
    pub who: String,
    pub draft: CounselDraft,
    pub students: Vec<CounselStudent>,
    pub has_note: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselChange {
    pub id: String,
    pub draft: CounselDraft,
}

/// What was agreed, or a session that lies ahead.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselAppointment {
    /// Id of the session.
    pub session: String,
    /// `ahead`: the session itself; `next`: what was agreed in it.
    #[ts(type = "'ahead' | 'next'")]
    pub kind: String,
    pub on: Date,
    pub at: String,
    pub who: String,
    pub classes: String,
    /// The next step, or the subject.
    pub what: String,
    /// Days until it is due; less than nothing when it is over.
    #[ts(type = "number")]
    pub days: i64,
}

/// Sessions of one form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselFormCount {
    #[ts(type = "'individual' | 'group' | 'class' | 'parents' | 'online'")]
    pub form: String,
    pub sessions: u32,
    /// Pupils who took part, each time counted.
    pub heads: u32,
}

/// A pupil of a homeroom teacher: that there were sessions, and nothing of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselledStudent {
    pub student: String,
    pub name: String,
    pub class: String,
    pub sessions: u32,
    pub last_on: Date,
}

/// What everybody may know of counselling: numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselCounts {
    pub sessions: u32,
    /// Pupils, each counted once.
    pub students: u32,
    pub forms: Vec<CounselFormCount>,
    /// A homeroom teacher's own pupils; empty for everybody else.
    pub pupils: Vec<CounselledStudent>,
}

/// What is printed as a referral slip.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselReferralSlip {
    pub school: String,
    pub parent_body: String,
    pub year: String,
    pub number: u32,
    pub held_on: Date,
    pub counselor: String,
    pub students: Vec<ReferredStudent>,
    pub referral: CounselReferral,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReferredStudent {
    pub name: String,
    pub class: String,
    pub born_on: Option<Date>,
    #[ts(type = "'male' | 'female' | null")]
    pub sex: Option<String>,
}

pub fn list(desk: &mut Desk, query: CounselQuery) -> Result<Vec<CounselLine>> {
    desk.book()?.read(Op::CounselList, |r| {
        let year = year_or_current(r, query.year.as_deref())?;
        let words = fold(query.text.as_deref().unwrap_or_default());
        let taken = |session: &StoredSession, students: &[SessionStudent]| {
            let is = |wanted: &Option<String>, found: &dyn Fn(&str) -> bool| {
                let wanted = wanted.as_deref().filter(|wanted| !wanted.is_empty());
                wanted.is_none_or(found)
            };
            is(&query.form, &|form| form == session.form)
                && is(&query.class, &|class| {
                    students.iter().any(|student| student.class == class)
                })
                && is(&query.student, &|id| {
                    students.iter().any(|student| student.student == id)
                })
                && (!query.has_note || session.has_note)
                && (words.is_empty()
                    || fold(&session.subject).contains(&words)
                    || students.iter().any(|one| fold(&one.name).contains(&words)))
        };
        let sessions = sessions(r, &year.year)?;
        let found = sessions
            .into_iter()
            .filter(|(session, of)| taken(session, of));
        Ok(found
            .map(|(session, students)| CounselLine {
                who: who(&session.form, &named(&students)),
                classes: classes(&students),
                id: session.id,
                number: session.number,
                held_on: session.held_on,
                starts_at: session.starts_at,
                form: session.form,
                subject: session.subject,
                next_on: session.next_on,
                is_next_done: session.is_next_done,
                has_note: session.has_note,
                has_referral: session.has_referral,
            })
            .collect())
    })
}

pub fn count(desk: &mut Desk, query: ByYear) -> Result<CounselCounts> {
    let book = desk.book()?;
    let (scope, role, today) = (book.scope(), book.account().role, book.clock().today());
    book.read(Op::CounselCount, |r| {
        let year = year_or_current(r, query.year.as_deref())?;
        let seen = |student: &SessionStudent| match &scope {
            Scope::All => true,
            Scope::Classes(ids) => ids.contains(&student.class_id),
        };
        let held = sessions(r, &year.year)?
            .into_iter()
            .filter(|(session, _)| session.held_on <= today)
            .map(|(session, students)| {
                let own: Vec<SessionStudent> = students.into_iter().filter(seen).collect();
                (session, own)
            })
            .filter(|(_, students)| role != Role::Teacher || !students.is_empty())
            .collect::<Vec<_>>();
        Ok(counts(&held, role))
    })
}

pub fn get(desk: &mut Desk, request: ById) -> Result<CounselPage> {
    desk.book()?.read(Op::CounselGet, |r| page(r, &request.id))
}

pub fn add(desk: &mut Desk, draft: CounselDraft) -> Result<Done<CounselPage>> {
    let own = desk.book()?.account().full_name.clone();
    desk.book_mut()?.write(Op::CounselAdd, "", |w| {
        let year = open_year(w, None)?;
        let mut draft = draft.check(&year)?;
        if draft.counselor.is_empty() {
            draft.counselor = own;
        }
        check_students(w, &year.year, &draft.students, &[])?;
        let id = store::counsel::insert(w, &year.year, &draft)?;
        page(w, &id)
    })
}

pub fn change(desk: &mut Desk, request: CounselChange) -> Result<Done<CounselPage>> {
    desk.book_mut()?.write(Op::CounselChange, &request.id, |w| {
        let known = page(w, &request.id)?;
        let year = writable(w, &request.id)?;
        let draft = request.draft.check(&year)?;
        check_students(w, &year.year, &draft.students, &known.draft.students)?;
        store::counsel::update(w, &request.id, &draft)?;
        page(w, &request.id)
    })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::CounselRemove, &request.id, |w| {
        writable(w, &request.id)?;
        store::counsel::delete(w, &request.id)
    })
}

pub fn agenda(desk: &mut Desk, query: ByYear) -> Result<Vec<CounselAppointment>> {
    let today = desk.book()?.clock().today();
    desk.book()?.read(Op::CounselAgenda, |r| {
        let year = year_or_current(r, query.year.as_deref())?;
        let mut appointments = Vec::new();
        for (session, students) in sessions(r, &year.year)? {
            let appointment = |kind: &str, on: Date, at: &str, what: &str| CounselAppointment {
                session: session.id.clone(),
                kind: kind.to_owned(),
                on,
                at: at.to_owned(),
                who: who(&session.form, &named(&students)),
                classes: classes(&students),
                what: what.to_owned(),
                days: today.days_until(on),
            };
            if session.held_on > today {
                let ahead = appointment(
                    "ahead",
                    session.held_on,
                    &session.starts_at,
                    &session.subject,
                );
                appointments.push(ahead);
            }
            if let Some(on) = session.next_on.filter(|_| !session.is_next_done) {
                let what = match session.next_step.is_empty() {
                    true => &session.subject,
                    false => &session.next_step,
                };
                appointments.push(appointment("next", on, &session.next_at, what));
            }
        }
        appointments.sort_by(|one, two| {
            (one.on, &one.at, &one.session).cmp(&(two.on, &two.at, &two.session))
        });
        Ok(appointments)
    })
}

/// The slip takes names out of the book, so that it was asked for leaves a trace.
pub fn referral(desk: &mut Desk, request: ById) -> Result<CounselReferralSlip> {
    desk.book_mut()?
        .look(Op::CounselReferralGet, &request.id, |r| {
            let (session, students) = session(r, &request.id)?;
            let referral = store::counsel::referral(r, &request.id)?;
            let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
            Ok(CounselReferralSlip {
                school: school.name,
                parent_body: school.parent_body,
                year: year_or_current(r, Some(&session.year))?.for_people(),
                number: session.number,
                held_on: session.held_on,
                counselor: session.counselor,
                students: students
                    .into_iter()
                    .map(|student| ReferredStudent {
                        name: student.name,
                        class: student.class,
                        born_on: student.born_on,
                        sex: student.sex,
                    })
                    .collect(),
                referral: referral.ok_or(Error::NotFound("counsel_referral"))?,
            })
        })
}

/// The year of a session that may be written into.
pub(super) fn writable(w: &Writing<'_>, id: &str) -> Result<crate::domain::year::Year> {
    let year = store::counsel::year_of(w, id)?.ok_or(Error::NotFound("counsel_session"))?;
    open_year(w, Some(&year))
}

type Session = (StoredSession, Vec<SessionStudent>);

/// The sessions of a year with their pupils, the newest first.
fn sessions(r: &Reading<'_>, year: &str) -> Result<Vec<Session>> {
    let mut students = store::counsel::students(r, year)?;
    let sessions = store::counsel::list(r, year)?;
    Ok(sessions
        .into_iter()
        .map(|session| {
            let own = students.remove(&session.id).unwrap_or_default();
            (session, own)
        })
        .collect())
}

fn session(r: &Reading<'_>, id: &str) -> Result<Session> {
    let year = store::counsel::year_of(r, id)?.ok_or(Error::NotFound("counsel_session"))?;
    let found = sessions(r, &year)?;
    let found = found.into_iter().find(|(session, _)| session.id == id);
    found.ok_or(Error::NotFound("counsel_session"))
}

fn page(r: &Reading<'_>, id: &str) -> Result<CounselPage> {
    let year = store::counsel::year_of(r, id)?.ok_or(Error::NotFound("counsel_session"))?;
    let all = sessions(r, &year)?;
    let (session, students) = all
        .iter()
        .find(|(session, _)| session.id == id)
        .ok_or(Error::NotFound("counsel_session"))?;
    let so_far = |id: &str| {
        let until = all
            .iter()
            .filter(|(other, _)| other.number <= session.number);
        let own = until.filter(|(_, of)| of.iter().any(|student| student.student == id));
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    };
    Ok(CounselPage {
        id: id.to_owned(),
        number: session.number,
        who: who(&session.form, &named(students)),
        students: students
            .iter()
            .map(|student| CounselStudent {
                session: so_far(&student.student),
                student: student.student.clone(),
                name: student.name.clone(),
                class: student.class.clone(),
            })
            .collect(),
        has_note: session.has_note,
        draft: CounselDraft {
            held_on: session.held_on.to_string(),
            starts_at: session.starts_at.clone(),
            minutes: session.minutes,
            form: session.form.clone(),
            counselor: session.counselor.clone(),
            students: students.iter().map(|one| one.student.clone()).collect(),
            subject: session.subject.clone(),
            conclusion: session.conclusion.clone(),
            is_shared: session.is_shared,
            next_step: session.next_step.clone(),
            next_on: session.next_on.map(|day| day.to_string()),
            next_at: session.next_at.clone(),
            is_next_done: session.is_next_done,
            referral: store::counsel::referral(r, id)?,
        },
    })
}

fn counts(held: &[Session], role: Role) -> CounselCounts {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let of = |form: &str| -> Vec<&Session> {
        let same = held.iter().filter(|(session, _)| session.form == form);
        same.collect()
    };
    let all = held.iter().flat_map(|(_, students)| students);
    let everybody: BTreeSet<&str> = all.map(|student| student.student.as_str()).collect();
    let mut pupils: BTreeMap<&str, CounselledStudent> = BTreeMap::new();
    if role == Role::Teacher {
        for (session, students) in held {
            for student in students {
                let known = pupils.entry(&student.student);
                let known = known.or_insert_with(|| CounselledStudent {
                    student: student.student.clone(),
                    name: student.name.clone(),
                    class: student.class.clone(),
                    sessions: 0,
                    last_on: session.held_on,
                });
                known.sessions += 1;
                known.last_on = known.last_on.max(session.held_on);
            }
        }
    }
    let mut pupils: Vec<CounselledStudent> = pupils.into_values().collect();
    pupils.sort_by_cached_key(|pupil| {
        let name = crate::kernel::name::sort_key(&pupil.name);
        (pupil.class.clone(), name, pupil.student.clone())
    });
    CounselCounts {
        sessions: number(held.len()),
        students: number(everybody.len()),
        forms: FORMS
            .iter()
            .map(|form| CounselFormCount {
                form: (*form).to_owned(),
                sessions: number(of(form).len()),
                heads: number(of(form).iter().map(|(_, students)| students.len()).sum()),
            })
            .collect(),
        pupils,
    }
}

/// Refuses pupils who are not of the year; those who were in the session already stay.
fn check_students(
    r: &Reading<'_>,
    year: &str,
    students: &[String],
    known: &[String],
) -> Result<()> {
    for student in students.iter().filter(|student| !known.contains(student)) {
        if store::student::get(r, year, student)?.is_none() {
            let problem = Problem::new("students", "counsel.unknown_student");
            return Err(Error::Invalid(vec![problem]));
        }
    }
    Ok(())
}

fn named(students: &[SessionStudent]) -> Vec<(String, String)> {
    let pairs = students.iter();
    pairs
        .map(|student| (student.name.clone(), student.class.clone()))
        .collect()
}

fn classes(students: &[SessionStudent]) -> String {
    let mut names: Vec<&str> = students.iter().map(|one| one.class.as_str()).collect();
    names.dedup();
    names.join(", ")
}
