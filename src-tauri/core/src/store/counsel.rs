//! Counselling sessions, their pupils, referrals, and the sealed part as sealed bytes.

use std::collections::BTreeMap;

use rusqlite::{Row, named_params};

use crate::domain::counsel::{CounselDraft, CounselReferral};
use crate::error::Result;
use crate::kernel::{Date, id};
use crate::store::unit::{Reading, Writing};

/// A session as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredSession {
    pub id: String,
    pub year: String,
    /// Its place among the sessions of the year, by day.
    pub number: u32,
    pub held_on: Date,
    pub starts_at: String,
    pub minutes: Option<u32>,
    pub form: String,
    pub counselor: String,
    pub subject: String,
    pub conclusion: String,
    pub is_shared: bool,
    pub next_step: String,
    pub next_on: Option<Date>,
    pub next_at: String,
    pub is_next_done: bool,
    pub has_note: bool,
    pub has_referral: bool,
}

/// A pupil of a session, as they were in its year.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionStudent {
    pub student: String,
    pub name: String,
    pub class: String,
    pub class_id: String,
    pub grade: u32,
    /// Code of the class's level.
    pub level: String,
    pub sex: Option<String>,
    pub born_on: Option<Date>,
}

/// The sealed part: nothing here can be read.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredNote {
    pub key: String,
    pub sealed: String,
}

const COLUMNS: &str = "c.id, c.year, c.held_on, c.starts_at, c.minutes, c.form, c.counselor,
    c.subject, c.conclusion, c.is_shared, c.next_step, c.next_on, c.next_at, c.is_next_done,
    EXISTS (SELECT 1 FROM counsel_note n WHERE n.session_id = c.id) AS has_note,
    EXISTS (SELECT 1 FROM counsel_referral f WHERE f.session_id = c.id) AS has_referral,
    row_number() OVER (ORDER BY c.held_on, c.starts_at, c.id) AS number";

/// The sessions of a year, the newest first.
pub fn list(r: &Reading<'_>, year: &str) -> Result<Vec<StoredSession>> {
    r.rows(
        &format!(
            "SELECT {COLUMNS} FROM counsel_session c
             WHERE c.year = :year AND c.deleted_at IS NULL
             ORDER BY c.held_on DESC, c.starts_at DESC, c.id DESC"
        ),
        named_params! { ":year": year },
        from_row,
    )
}

/// The year of a session that was not removed.
pub fn year_of(r: &Reading<'_>, id: &str) -> Result<Option<String>> {
    r.row(
        "SELECT year FROM counsel_session WHERE id = :id AND deleted_at IS NULL",
        named_params! { ":id": id },
        |row| row.get(0),
    )
}

/// The pupils of the sessions of a year, by session; class by class, in Vietnamese name order.
pub fn students(r: &Reading<'_>, year: &str) -> Result<BTreeMap<String, Vec<SessionStudent>>> {
    let rows = r.rows(
        "SELECT p.session_id, s.id, s.name, s.sex, s.born_on, coalesce(k.name, '') AS class,
                coalesce(k.id, '') AS class_id, coalesce(k.grade, 0) AS grade,
                coalesce(k.level, '') AS level
         FROM counsel_session c
         JOIN counsel_student p ON p.session_id = c.id
         JOIN student s ON s.id = p.student_id AND s.deleted_at IS NULL
         LEFT JOIN enrolment e ON e.student_id = s.id AND e.year = c.year AND e.deleted_at IS NULL
         LEFT JOIN class k ON k.id = e.class_id
         WHERE c.year = :year AND c.deleted_at IS NULL
         ORDER BY k.sort_key, s.sort_key, s.id",
        named_params! { ":year": year },
        |row| {
            let student = SessionStudent {
                student: row.get("id")?,
                name: row.get("name")?,
                class: row.get("class")?,
                class_id: row.get("class_id")?,
                grade: row.get("grade")?,
                level: row.get("level")?,
                sex: row.get("sex")?,
                born_on: super::day_or_none(row, "born_on")?,
            };
            Ok((row.get::<_, String>("session_id")?, student))
        },
    )?;
    let mut by_session: BTreeMap<String, Vec<SessionStudent>> = BTreeMap::new();
    for (session, student) in rows {
        by_session.entry(session).or_default().push(student);
    }
    Ok(by_session)
}

/// Adds a session; answers its id.
pub fn insert(w: &Writing<'_>, year: &str, draft: &CounselDraft) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO counsel_session (id, year, held_on, starts_at, minutes, form, counselor,
                                      subject, conclusion, is_shared, next_step, next_on, next_at,
                                      is_next_done, changed_at, changed_on)
         VALUES (:id, :year, :held_on, :starts_at, :minutes, :form, :counselor, :subject,
                 :conclusion, :is_shared, :next_step, :next_on, :next_at, :is_next_done, :now, :device)",
        named_params! {
            ":id": id, ":year": year, ":held_on": draft.held_on, ":starts_at": draft.starts_at,
            ":minutes": draft.minutes, ":form": draft.form, ":counselor": draft.counselor,
            ":subject": draft.subject, ":conclusion": draft.conclusion,
            ":is_shared": draft.is_shared,
            ":next_step": draft.next_step, ":next_on": draft.next_on, ":next_at": draft.next_at,
            ":is_next_done": draft.is_next_done, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    set_parts(w, &id, draft)?;
    Ok(id)
}

/// Writes a session anew.
pub fn update(w: &Writing<'_>, id: &str, draft: &CounselDraft) -> Result<()> {
    w.run(
        "UPDATE counsel_session SET held_on = :held_on, starts_at = :starts_at,
            minutes = :minutes, form = :form, counselor = :counselor, subject = :subject,
            conclusion = :conclusion, is_shared = :is_shared, next_step = :next_step, next_on = :next_on,
            next_at = :next_at, is_next_done = :is_next_done, changed_at = :now,
            changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": id, ":held_on": draft.held_on, ":starts_at": draft.starts_at,
            ":minutes": draft.minutes, ":form": draft.form, ":counselor": draft.counselor,
            ":subject": draft.subject, ":conclusion": draft.conclusion,
            ":is_shared": draft.is_shared,
            ":next_step": draft.next_step, ":next_on": draft.next_on, ":next_at": draft.next_at,
            ":is_next_done": draft.is_next_done, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    set_parts(w, id, draft)
}

/// Removes a session; it can be taken back like any act.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "UPDATE counsel_session SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

/// The referral of a session.
pub fn referral(r: &Reading<'_>, session: &str) -> Result<Option<CounselReferral>> {
    r.row(
        "SELECT referred_on, receiver, reason, done, asked FROM counsel_referral
         WHERE session_id = :session",
        named_params! { ":session": session },
        |row| {
            Ok(CounselReferral {
                referred_on: row.get("referred_on")?,
                receiver: row.get("receiver")?,
                reason: row.get("reason")?,
                done: row.get("done")?,
                asked: row.get("asked")?,
            })
        },
    )
}

/// The sealed part of a session.
pub fn note(r: &Reading<'_>, session: &str) -> Result<Option<StoredNote>> {
    r.row(
        "SELECT key_id, sealed FROM counsel_note WHERE session_id = :session",
        named_params! { ":session": session },
        |row| {
            Ok(StoredNote {
                key: row.get("key_id")?,
                sealed: row.get("sealed")?,
            })
        },
    )
}

/// Writes the sealed part of a session; nothing takes it away.
pub fn set_note(w: &Writing<'_>, session: &str, note: Option<&StoredNote>) -> Result<()> {
    match note {
        Some(note) => w.run(
            "INSERT INTO counsel_note (session_id, key_id, sealed, changed_at, changed_on)
             VALUES (:session, :key, :sealed, :now, :device)
             ON CONFLICT (session_id) DO UPDATE SET
                key_id = excluded.key_id, sealed = excluded.sealed,
                changed_at = excluded.changed_at, changed_on = excluded.changed_on",
            named_params! {
                ":session": session, ":key": note.key, ":sealed": note.sealed,
                ":now": w.stamp(), ":device": w.device,
            },
        )?,
        None => w.run(
            "DELETE FROM counsel_note WHERE session_id = :session",
            named_params! { ":session": session },
        )?,
    };
    Ok(())
}

/// How many sealed parts lie in the book under keys other than these.
pub fn notes_under_other_keys(r: &Reading<'_>, keys: &[String]) -> Result<u32> {
    let keys = serde_json::to_string(keys).unwrap_or_default();
    let number = r.number(
        "SELECT count(*) FROM counsel_note n
         JOIN counsel_session c ON c.id = n.session_id AND c.deleted_at IS NULL
         WHERE n.key_id NOT IN (SELECT value FROM json_each(:keys))",
        named_params! { ":keys": keys },
    )?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

fn set_parts(w: &Writing<'_>, id: &str, draft: &CounselDraft) -> Result<()> {
    let known = all_students(w, id)?;
    for student in known.iter().filter(|known| !draft.students.contains(known)) {
        w.run(
            "DELETE FROM counsel_student WHERE session_id = :id AND student_id = :student",
            named_params! { ":id": id, ":student": student },
        )?;
    }
    for student in draft
        .students
        .iter()
        .filter(|student| !known.contains(student))
    {
        w.run(
            "INSERT INTO counsel_student (session_id, student_id) VALUES (:id, :student)",
            named_params! { ":id": id, ":student": student },
        )?;
    }
    match &draft.referral {
        Some(referral) => w.run(
            "INSERT INTO counsel_referral (session_id, referred_on, receiver, reason, done, asked,
                                           changed_at, changed_on)
             VALUES (:id, :referred_on, :receiver, :reason, :done, :asked, :now, :device)
             ON CONFLICT (session_id) DO UPDATE SET
                referred_on = excluded.referred_on, receiver = excluded.receiver,
                reason = excluded.reason, done = excluded.done, asked = excluded.asked,
                changed_at = excluded.changed_at, changed_on = excluded.changed_on",
            named_params! {
                ":id": id, ":referred_on": referral.referred_on, ":receiver": referral.receiver,
                ":reason": referral.reason, ":done": referral.done, ":asked": referral.asked,
                ":now": w.stamp(), ":device": w.device,
            },
        )?,
        None => w.run(
            "DELETE FROM counsel_referral WHERE session_id = :id",
            named_params! { ":id": id },
        )?,
    };
    Ok(())
}

/// Every pupil of a session, those who left the book as well.
fn all_students(r: &Reading<'_>, id: &str) -> Result<Vec<String>> {
    r.rows(
        "SELECT student_id FROM counsel_student WHERE session_id = :id ORDER BY student_id",
        named_params! { ":id": id },
        |row| row.get(0),
    )
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredSession> {
    Ok(StoredSession {
        id: row.get("id")?,
        year: row.get("year")?,
        number: row.get("number")?,
        held_on: super::day(row, "held_on")?,
        starts_at: row.get("starts_at")?,
        minutes: row.get("minutes")?,
        form: row.get("form")?,
        counselor: row.get("counselor")?,
        subject: row.get("subject")?,
        conclusion: row.get("conclusion")?,
        is_shared: row.get("is_shared")?,
        next_step: row.get("next_step")?,
        next_on: super::day_or_none(row, "next_on")?,
        next_at: row.get("next_at")?,
        is_next_done: row.get("is_next_done")?,
        has_note: row.get("has_note")?,
        has_referral: row.get("has_referral")?,
    })
}
