//! Pupils that may be one person twice, those told apart, and making one of two.

use std::collections::BTreeSet;

use rusqlite::{ToSql, named_params};

use crate::domain::duplicate::{Pair, Person, pair};
use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// Every pupil of the book.
pub fn people(r: &Reading<'_>) -> Result<Vec<Person>> {
    r.rows(
        "SELECT s.id, s.name, coalesce(s.born_on, '') AS born_on, s.citizen_id, s.school_code,
                coalesce((SELECT e.year || ' ' || c.name
                          FROM enrolment e JOIN class c ON c.id = e.class_id
                          WHERE e.student_id = s.id AND e.deleted_at IS NULL
                          ORDER BY e.year DESC LIMIT 1), '') AS place
         FROM student s
         WHERE s.deleted_at IS NULL AND s.id NOT IN (SELECT student_id FROM erased)
         ORDER BY s.sort_key, s.id",
        [],
        |row| {
            Ok(Person {
                id: row.get("id")?,
                name: row.get("name")?,
                born_on: row.get("born_on")?,
                citizen_id: row.get("citizen_id")?,
                school_code: row.get("school_code")?,
                place: row.get("place")?,
            })
        },
    )
}

/// The pairs that a person told apart.
pub fn told_apart(r: &Reading<'_>) -> Result<BTreeSet<Pair>> {
    let pairs = r.rows(
        "SELECT first_id, second_id FROM student_distinct ORDER BY first_id, second_id",
        [],
        |row| Ok((row.get("first_id")?, row.get("second_id")?)),
    )?;
    Ok(pairs.into_iter().collect())
}

/// Remembers that two pupils are two people.
pub fn tell_apart(w: &Writing<'_>, one: &str, other: &str) -> Result<()> {
    let (first, second) = pair(one, other);
    w.run(
        "INSERT OR IGNORE INTO student_distinct (first_id, second_id, changed_at, changed_on)
         VALUES (:first, :second, :now, :device)",
        named_params! {
            ":first": first, ":second": second, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Years and classes of a pupil, the newest first.
pub fn places(r: &Reading<'_>, student: &str) -> Result<Vec<(String, String)>> {
    r.rows(
        "SELECT e.year, c.name FROM enrolment e JOIN class c ON c.id = e.class_id
         WHERE e.student_id = :student AND e.deleted_at IS NULL
         ORDER BY e.year DESC",
        named_params! { ":student": student },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// How many forms a pupil filled in.
pub fn responses(r: &Reading<'_>, student: &str) -> Result<u32> {
    let count = r.number(
        "SELECT count(*) FROM response WHERE student_id = :student AND deleted_at IS NULL",
        named_params! { ":student": student },
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What is taken from the pupil who is gone, once the other has it.
const LEFT: [&str; 9] = [
    "trip_student",
    "record",
    "guardian",
    "strength",
    "wish",
    "counsel_student",
    "outcome",
    "not_completed",
    "handover_student",
];

/// Gives a pupil everything that hangs on another, who then is gone. Where both have the same, as
/// a class in one year or a form of one survey, that of `to` stays.
pub fn merge(w: &Writing<'_>, from: &str, to: &str) -> Result<()> {
    // Of each table first what both have, then what is left.
    const STEPS: [&str; 18] = [
        "UPDATE enrolment SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE student_id = :from AND deleted_at IS NULL
           AND year IN (SELECT year FROM enrolment
                        WHERE student_id = :to AND deleted_at IS NULL)",
        "UPDATE enrolment SET student_id = :to, changed_at = :now, changed_on = :device
         WHERE student_id = :from AND deleted_at IS NULL",
        "UPDATE response SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE student_id = :from AND deleted_at IS NULL
           AND survey_id IN (SELECT survey_id FROM response
                             WHERE student_id = :to AND deleted_at IS NULL)",
        "UPDATE response SET student_id = :to, changed_at = :now, changed_on = :device
         WHERE student_id = :from AND deleted_at IS NULL",
        "UPDATE trip_student SET student_id = :to, changed_at = :now, changed_on = :device
         WHERE student_id = :from
           AND activity_id NOT IN (SELECT activity_id FROM trip_student WHERE student_id = :to)",
        "UPDATE consent SET student_id = :to, changed_at = :now, changed_on = :device
         WHERE student_id = :from",
        "UPDATE aid SET student_id = :to, changed_at = :now, changed_on = :device
         WHERE student_id = :from",
        "UPDATE data_request SET student_id = :to, changed_at = :now, changed_on = :device
         WHERE student_id = :from",
        // Rows whose key is the pupil are written anew: undo finds rows by their keys.
        "INSERT OR IGNORE INTO record
         SELECT :to, year, academic, ability, forte, circumstances, remark, review, question,
                reviewed_on, reviewed_by, :now, :device, was_written
         FROM record WHERE student_id = :from",
        "INSERT OR IGNORE INTO guardian
         SELECT :to, name, phone, :now, :device FROM guardian WHERE student_id = :from",
        "INSERT OR IGNORE INTO strength
         SELECT :to, position, title, found_by, fostered FROM strength WHERE student_id = :from",
        "INSERT OR IGNORE INTO wish
         SELECT :to, year, round, rank, stream, school, trade, stated_on FROM wish
         WHERE student_id = :from",
        "INSERT OR IGNORE INTO outcome
         SELECT :to, year, stage, destination, place, trade, learnt_on, source, :now, :device
         FROM outcome WHERE student_id = :from",
        "INSERT OR IGNORE INTO not_completed
         SELECT :to, year, :now, :device FROM not_completed WHERE student_id = :from",
        "INSERT OR IGNORE INTO handover_student
         SELECT handover_id, :to, state FROM handover_student WHERE student_id = :from",
        // Erasing finds a pupil's rows of issued reports by the id; no hash has it in it.
        "UPDATE issued_report SET content = replace(content, :from, :to)
         WHERE instr(content, :from) > 0",
        "INSERT OR IGNORE INTO counsel_student
         SELECT session_id, :to FROM counsel_student WHERE student_id = :from",
        // Erasing the one who stays has to find the one who is gone, in older copies as well.
        "UPDATE student SET deleted_at = :now, merged_into = :to, changed_at = :now,
                changed_on = :device
         WHERE id = :from AND id <> :to",
    ];
    let now = w.stamp();
    let named: [(&str, &dyn ToSql); 4] = [
        (":from", &from),
        (":to", &to),
        (":now", &now),
        (":device", &w.device),
    ];
    for step in STEPS {
        // Not every step stamps its rows.
        let used: Vec<_> = named
            .into_iter()
            .filter(|(name, _)| step.contains(name))
            .collect();
        w.run(step, used.as_slice())?;
    }
    for table in LEFT {
        w.run(
            &format!("DELETE FROM {table} WHERE student_id = :from"),
            named_params! { ":from": from },
        )?;
    }
    Ok(())
}
