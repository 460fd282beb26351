//! What the book holds about one pupil and no other page reads over all years.

use rusqlite::named_params;

use crate::error::Result;
use crate::store::unit::Reading;

/// A pupil's place in a year, with the state they were in.
#[derive(Debug, Clone)]
pub struct Place {
    pub year: String,
    pub class: String,
    pub status: String,
}

/// A package with the pupil's name that left the book.
#[derive(Debug, Clone)]
pub struct HandedOn {
    pub receiver: String,
    pub purpose: String,
    pub made_on: String,
    pub keep_until: String,
}

/// A talk after which the pupil was sent on.
#[derive(Debug, Clone)]
pub struct Referred {
    pub referred_on: String,
    pub receiver: String,
}

/// The years of a pupil, the newest first.
pub fn places(r: &Reading<'_>, student: &str) -> Result<Vec<Place>> {
    r.rows(
        "SELECT e.year, c.name, e.status FROM enrolment e JOIN class c ON c.id = e.class_id
         WHERE e.student_id = :student AND e.deleted_at IS NULL ORDER BY e.year DESC",
        named_params! { ":student": student },
        |row| {
            Ok(Place {
                year: row.get(0)?,
                class: row.get(1)?,
                status: row.get(2)?,
            })
        },
    )
}

/// To whom the pupil's data were handed on, the newest first.
pub fn handed_on(r: &Reading<'_>, student: &str) -> Result<Vec<HandedOn>> {
    r.rows(
        "SELECT h.receiver, h.purpose, h.made_on, h.keep_until
         FROM handover_student p JOIN handover h ON h.id = p.handover_id
         WHERE p.student_id = :student ORDER BY h.made_on DESC, h.id",
        named_params! { ":student": student },
        |row| {
            Ok(HandedOn {
                receiver: row.get(0)?,
                purpose: row.get(1)?,
                made_on: row.get(2)?,
                keep_until: row.get(3)?,
            })
        },
    )
}

/// To whom the pupil was referred, the newest first.
pub fn referred(r: &Reading<'_>, student: &str) -> Result<Vec<Referred>> {
    r.rows(
        "SELECT f.referred_on, f.receiver FROM counsel_referral f
         JOIN counsel_student p ON p.session_id = f.session_id AND p.student_id = :student
         JOIN counsel_session c ON c.id = f.session_id AND c.deleted_at IS NULL
         ORDER BY f.referred_on DESC, c.id",
        named_params! { ":student": student },
        |row| {
            Ok(Referred {
                referred_on: row.get(0)?,
                receiver: row.get(1)?,
            })
        },
    )
}

/// The years whose last grade the pupil did not complete.
pub fn not_completed(r: &Reading<'_>, student: &str) -> Result<Vec<String>> {
    r.rows(
        "SELECT year FROM not_completed WHERE student_id = :student ORDER BY year",
        named_params! { ":student": student },
        |row| row.get(0),
    )
}

/// Days on which something about this pupil alone was taken out or looked into: the moment, the act.
pub fn taken_out(r: &Reading<'_>, student: &str) -> Result<Vec<(String, String)>> {
    r.rows(
        "SELECT at, op FROM audit
         WHERE subject = :student AND (op GLOB '*_export' OR op GLOB '*_sheets')
         ORDER BY n DESC",
        named_params! { ":student": student },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Files that prove activities on whose roll the pupil stands.
pub fn files(r: &Reading<'_>, student: &str) -> Result<i64> {
    r.number(
        "SELECT count(*) FROM evidence v
         JOIN trip_student p ON p.activity_id = v.activity_id AND p.is_listed = 1
         WHERE p.student_id = :student AND v.deleted_at IS NULL",
        named_params! { ":student": student },
    )
}
