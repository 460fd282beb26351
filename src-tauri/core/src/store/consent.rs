//! Answers for each purpose, requests about data, and the erasing of a pupil's data.

use rusqlite::{Row, named_params};

use crate::domain::consent::{Consent, DataRequest};
use crate::error::Result;
use crate::kernel::fold::fold;
use crate::kernel::{Date, id, name};
use crate::store::unit::{Reading, Writing};

/// A stored answer.
#[derive(Debug, Clone)]
pub struct StoredConsent {
    pub id: String,
    pub student: String,
    pub consent: Consent,
}

/// A stored request with the pupil's name and class.
#[derive(Debug, Clone)]
pub struct StoredRequest {
    pub id: String,
    pub student: String,
    pub student_name: String,
    pub kind: String,
    pub name: String,
    pub received_on: String,
    pub due_on: String,
    pub done_on: Option<String>,
    pub outcome: String,
}

/// What a name is replaced with.
pub const ERASED_NAME: &str = "Đã xóa dữ liệu";

/// The answers of the pupils of a class, the oldest first.
pub fn of_class(r: &Reading<'_>, class: &str) -> Result<Vec<StoredConsent>> {
    answers(
        r,
        "JOIN enrolment e ON e.student_id = c.student_id AND e.deleted_at IS NULL
         WHERE e.class_id = :key",
        class,
    )
}

/// The answers about one pupil, the oldest first.
pub fn of_student(r: &Reading<'_>, student: &str) -> Result<Vec<StoredConsent>> {
    answers(r, "WHERE c.student_id = :key", student)
}

/// How many pupils of a year have a parent's standing consent for the record, and how many there are.
pub fn complete(r: &Reading<'_>, year: &str) -> Result<(u32, u32)> {
    let found = r.row(
        "SELECT count(*), count(CASE WHEN (SELECT c.answer FROM consent c
                    WHERE c.student_id = e.student_id AND c.purpose = 'record'
                      AND c.who = 'parent' AND c.deleted_at IS NULL
                    ORDER BY c.stated_on DESC, c.id DESC LIMIT 1) = 'given' THEN 1 END)
         FROM enrolment e JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
         WHERE e.year = :year AND e.deleted_at IS NULL AND e.status IN ('studying', 'completed')",
        named_params! { ":year": year },
        |row| Ok((row.get(1)?, row.get(0)?)),
    )?;
    Ok(found.unwrap_or_default())
}

/// Writes an answer; answers its id.
pub fn insert(w: &Writing<'_>, student: &str, consent: &Consent) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO consent (id, student_id, purpose, who, answer, stated_on, means, name, proof,
                              receiver, changed_at, changed_on)
         VALUES (:id, :student, :purpose, :who, :answer, :on, :means, :name, :proof, :receiver,
                 :now, :device)",
        named_params! {
            ":id": id, ":student": student, ":purpose": consent.purpose, ":who": consent.who,
            ":answer": consent.answer, ":on": consent.stated_on, ":means": consent.means,
            ":name": consent.name, ":proof": consent.proof,
            ":receiver": consent.receiver, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(id)
}

/// The requests, those still open first, then the newest.
pub fn requests(r: &Reading<'_>) -> Result<Vec<StoredRequest>> {
    r.rows(
        "SELECT q.id, coalesce(q.student_id, '') AS student, coalesce(s.name, '') AS student_name,
                q.kind, q.name, q.received_on, q.due_on, q.done_on, q.outcome
         FROM data_request q LEFT JOIN student s ON s.id = q.student_id
         WHERE q.deleted_at IS NULL
         ORDER BY q.done_on IS NOT NULL, CASE WHEN q.done_on IS NULL THEN q.due_on END,
                  q.received_on DESC, q.id DESC",
        [],
        |row| {
            Ok(StoredRequest {
                id: row.get("id")?,
                student: row.get("student")?,
                student_name: row.get("student_name")?,
                kind: row.get("kind")?,
                name: row.get("name")?,
                received_on: row.get("received_on")?,
                due_on: row.get("due_on")?,
                done_on: row.get("done_on")?,
                outcome: row.get("outcome")?,
            })
        },
    )
}

/// Writes a request; answers its id.
pub fn insert_request(w: &Writing<'_>, request: &DataRequest, due: Date) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO data_request (id, student_id, kind, name, received_on, due_on, changed_at,
                                   changed_on)
         VALUES (:id, :student, :kind, :name, :on, :due, :now, :device)",
        named_params! {
            ":id": id, ":student": request.student, ":kind": request.kind, ":name": request.name,
            ":on": request.received_on, ":due": due.to_string(), ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Ends a request; answers whether it was there.
pub fn end_request(w: &Writing<'_>, id: &str, on: Date, outcome: &str) -> Result<bool> {
    let changed = w.run(
        "UPDATE data_request SET done_on = :on, outcome = :outcome, changed_at = :now,
                                 changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        named_params! {
            ":id": id, ":on": on.to_string(), ":outcome": outcome, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(changed == 1)
}

/// What the book holds about a pupil: table by table, how many rows.
pub fn holdings(r: &Reading<'_>, student: &str) -> Result<Vec<(String, u32)>> {
    let counts = [
        (
            "student",
            "SELECT count(*) FROM student WHERE id = :student",
        ),
        (
            "enrolment",
            "SELECT count(*) FROM enrolment WHERE student_id = :student AND deleted_at IS NULL",
        ),
        (
            "record",
            "SELECT count(*) FROM record WHERE student_id = :student",
        ),
        (
            "strength",
            "SELECT count(*) FROM strength WHERE student_id = :student",
        ),
        (
            "wish",
            "SELECT count(*) FROM wish WHERE student_id = :student",
        ),
        (
            "response",
            "SELECT count(*) FROM response WHERE student_id = :student AND deleted_at IS NULL",
        ),
        (
            "trip_student",
            "SELECT count(*) FROM trip_student WHERE student_id = :student",
        ),
        (
            "counsel_student",
            "SELECT count(*) FROM counsel_student WHERE student_id = :student",
        ),
        (
            "consent",
            "SELECT count(*) FROM consent WHERE student_id = :student AND deleted_at IS NULL",
        ),
        (
            "handover",
            "SELECT count(*) FROM handover_student WHERE student_id = :student",
        ),
        (
            "data_request",
            "SELECT count(*) FROM data_request WHERE student_id = :student AND deleted_at IS NULL",
        ),
    ];
    counts
        .into_iter()
        .map(|(name, sql)| {
            let number = r.number(sql, named_params! { ":student": student })?;
            Ok((name.to_owned(), u32::try_from(number).unwrap_or(u32::MAX)))
        })
        .collect()
}

/// Takes away everything that says who a pupil is. What is counted stays: the place in the class,
/// the sex, and the answers to surveys, which nobody can tie to the pupil any more.
///
/// Acts that remember anything of the pupil can no longer be undone.
pub fn erase(w: &Writing<'_>, student: &str) -> Result<()> {
    let key = named_params! { ":student": student };
    w.run(
        "UPDATE student SET name = :name, sort_key = :sort_key, search = :search, born_on = NULL,
                ministry_id = '', school_code = '', citizen_id = '', phone = '', address = '', ethnicity = '', support = '',
                changed_at = :now, changed_on = :device
         WHERE id = :student",
        named_params! {
            ":student": student, ":name": ERASED_NAME,
            ":sort_key": name::sort_key(ERASED_NAME), ":search": fold(ERASED_NAME), ":now": w.stamp(), ":device": w.device,
        },
    )?;
    for table in [
        "guardian",
        "strength",
        "wish",
        "record",
        "trip_student",
        "consent",
        "aid",
        "not_completed",
        "handover_student",
    ] {
        w.run(
            &format!("DELETE FROM {table} WHERE student_id = :student"),
            key,
        )?;
    }
    // Where leavers went is counted on; the school and the trade would tell who it was.
    w.run(
        "UPDATE outcome SET place = '', trade = '', source = '' WHERE student_id = :student",
        key,
    )?;
    // What was chosen is counted on; words of one's own go.
    w.run(
        "UPDATE reply SET text = '' WHERE text <> ''
           AND response_id IN (SELECT id FROM response WHERE student_id = :student)",
        key,
    )?;
    w.run(
        "UPDATE response SET student_id = NULL, source_key = '' WHERE student_id = :student",
        key,
    )?;
    w.run(
        "UPDATE data_request SET student_id = NULL, name = '' WHERE student_id = :student",
        key,
    )?;
    super::issued::erase(w, student)?;
    erase_counselling(w, student)?;
    w.run(
        "INSERT OR IGNORE INTO erased (student_id, erased_on) VALUES (:student, :today)",
        named_params! { ":student": student, ":today": w.today.to_string() },
    )?;
    // Whoever was changed in the same act cannot be told apart from its rows.
    w.run(
        "DELETE FROM undo_row WHERE act IN
         (SELECT act FROM undo_row
          WHERE instr(coalesce(before, ''), :student) > 0
             OR instr(coalesce(after, ''), :student) > 0)",
        key,
    )?;
    Ok(())
}

/// Of a talk with this pupil alone nothing stays but that it was held; with others, only the name
/// on its list goes.
fn erase_counselling(w: &Writing<'_>, student: &str) -> Result<()> {
    let alone = w.rows(
        "SELECT session_id FROM counsel_student GROUP BY session_id
         HAVING count(*) = 1 AND max(student_id) = :student",
        named_params! { ":student": student },
        |row| row.get::<_, String>(0),
    )?;
    for session in &alone {
        let key = named_params! { ":session": session };
        w.run("DELETE FROM counsel_note WHERE session_id = :session", key)?;
        w.run(
            "DELETE FROM counsel_referral WHERE session_id = :session",
            key,
        )?;
        w.run(
            "UPDATE counsel_session SET subject = '', conclusion = '', is_shared = 0, next_step = '',
                    next_on = NULL, next_at = '', changed_at = :now, changed_on = :device
             WHERE id = :session",
            named_params! { ":session": session, ":now": w.stamp(), ":device": w.device },
        )?;
        w.run(
            "DELETE FROM undo_row WHERE act IN
             (SELECT act FROM undo_row
              WHERE instr(coalesce(before, ''), :session) > 0
                 OR instr(coalesce(after, ''), :session) > 0)",
            key,
        )?;
    }
    w.run(
        "DELETE FROM counsel_student WHERE student_id = :student",
        named_params! { ":student": student },
    )?;
    Ok(())
}

/// Of these pupils, those whose data are still in the book.
pub fn not_erased(r: &Reading<'_>, students: &[String]) -> Result<Vec<String>> {
    let mut left = Vec::new();
    for student in students {
        let is_there = r.number(
            "SELECT count(*) FROM student s WHERE s.id = :student
               AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.student_id = s.id)",
            named_params! { ":student": student },
        )?;
        if is_there > 0 {
            left.push(student.clone());
        }
    }
    Ok(left)
}

/// Every pupil whose data were erased.
pub fn erased(r: &Reading<'_>) -> Result<Vec<String>> {
    r.rows(
        "SELECT student_id FROM erased ORDER BY student_id",
        [],
        |row| row.get(0),
    )
}

/// The day of each erasing, the oldest first.
pub fn erased_on(r: &Reading<'_>) -> Result<Vec<String>> {
    r.rows(
        "SELECT erased_on FROM erased ORDER BY erased_on",
        [],
        |row| row.get(0),
    )
}

fn answers(r: &Reading<'_>, which: &str, key: &str) -> Result<Vec<StoredConsent>> {
    r.rows(
        &format!(
            "SELECT c.id, c.student_id, c.purpose, c.who, c.answer, c.stated_on, c.means, c.name,
                    c.proof, c.receiver
             FROM consent c {which} AND c.deleted_at IS NULL
             ORDER BY c.stated_on, c.id"
        ),
        named_params! { ":key": key },
        |row| {
            Ok(StoredConsent {
                id: row.get("id")?,
                student: row.get("student_id")?,
                consent: from_row(row)?,
            })
        },
    )
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Consent> {
    Ok(Consent {
        purpose: row.get("purpose")?,
        who: row.get("who")?,
        answer: row.get("answer")?,
        stated_on: row.get("stated_on")?,
        means: row.get("means")?,
        name: row.get("name")?,
        proof: row.get("proof")?,
        receiver: row.get("receiver")?,
    })
}
