//! Answers for each purpose, requests about data, and the erasing of a pupil's data.

use rusqlite::{Row, named_params};

use crate::domain::consent::{Consent, DataRequest, RequestSteps};
use crate::error::{Error, Result};
use crate::kernel::fold::fold;
use crate::kernel::{Date, id, name};
use crate::store::journal;
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
    pub replied_on: Option<String>,
    /// The later day that it was given once.
    pub extended_to: Option<String>,
    pub reason: String,
    pub done_on: Option<String>,
    pub outcome: String,
}

/// What a name is replaced with.
pub const ERASED_NAME: &str = "Đã xóa dữ liệu";

/// Of an erased pupil only that they are of an ethnic minority is counted on, not of which.
const OTHER_ETHNICITY: &str = "Khác";

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
                q.kind, q.name, q.received_on, q.due_on, q.replied_on, q.extended_to, q.reason,
                q.done_on, q.outcome
         FROM data_request q LEFT JOIN student s ON s.id = q.student_id
         WHERE q.deleted_at IS NULL
         ORDER BY q.done_on IS NOT NULL,
                  CASE WHEN q.done_on IS NULL THEN coalesce(q.extended_to, q.due_on) END,
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
                replied_on: row.get("replied_on")?,
                extended_to: row.get("extended_to")?,
                reason: row.get("reason")?,
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

/// Writes when a request was answered, and until when it was put off.
pub fn update_request(w: &Writing<'_>, id: &str, steps: &RequestSteps) -> Result<()> {
    w.run(
        "UPDATE data_request SET replied_on = :replied, extended_to = :extended, reason = :reason,
                                 changed_at = :now, changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        named_params! {
            ":id": id, ":replied": steps.replied_on, ":extended": steps.extended_to,
            ":reason": steps.reason, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
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
            "aid",
            "SELECT count(*) FROM aid WHERE student_id = :student AND deleted_at IS NULL",
        ),
        (
            "outcome",
            "SELECT count(*) FROM outcome WHERE student_id = :student",
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

/// The name of a pupil who is in the book.
pub fn name(r: &Reading<'_>, student: &str) -> Result<Option<String>> {
    r.row(
        "SELECT name FROM student WHERE id = :student AND deleted_at IS NULL",
        named_params! { ":student": student },
        |row| row.get(0),
    )
}

/// Everybody in the book who is this pupil: the row itself, and those that were joined with it.
pub fn same_person(r: &Reading<'_>, student: &str) -> Result<Vec<String>> {
    r.rows(
        "WITH RECURSIVE same (id) AS (
             SELECT id FROM student WHERE id = :student
             UNION
             SELECT s.id FROM student s JOIN same ON s.merged_into = same.id)
         SELECT id FROM same ORDER BY id",
        named_params! { ":student": student },
        |row| row.get(0),
    )
}

/// Takes away everything that says who these pupils are. What is counted stays: the place in the
/// class, the sex, what was done with them and when, and the answers to surveys, which nobody can
/// tie to a pupil any more.
///
/// Acts that remember anything of them can no longer be undone.
pub fn erase(w: &Writing<'_>, students: &[String]) -> Result<()> {
    let list = json_list(students)?;
    forget(w, &list)?;
    w.run(
        "INSERT OR IGNORE INTO erased (student_id, erased_on)
         SELECT value, :today FROM json_each(:students)",
        named_params! { ":students": list, ":today": w.today.to_string() },
    )?;
    for student in students {
        // Whoever was changed in the same act cannot be told apart from its rows.
        forget_acts(w, student)?;
    }
    Ok(())
}

/// Takes away who those were that are gone from the book for longer than undo reaches, as a pupil
/// who was removed or whose list was taken back; answers how many.
pub fn purge(w: &Writing<'_>) -> Result<usize> {
    let gone = w.rows(
        "SELECT id FROM student WHERE deleted_at < :before AND name <> :erased ORDER BY id",
        named_params! { ":before": journal::kept_from(w), ":erased": ERASED_NAME },
        |row| row.get::<_, String>(0),
    )?;
    if !gone.is_empty() {
        forget(w, &json_list(&gone)?)?;
    }
    Ok(gone.len())
}

/// What hangs on a pupil and is counted nowhere.
const UNCOUNTED: [&str; 3] = ["guardian", "consent", "handover_student"];

/// What is counted on, and what of it are words, which go.
const WORDS: [(&str, &str); 6] = [
    (
        "record",
        "was_written = was_written OR academic <> '' OR ability <> '' OR forte <> ''
             OR circumstances <> '' OR remark <> '',
         academic = '', ability = '', forte = '', circumstances = '', remark = '', question = ''",
    ),
    ("strength", "title = '', found_by = '', fostered = ''"),
    ("wish", "school = '', trade = '', stated_on = NULL"),
    ("trip_student", "note = ''"),
    ("aid", "kind = '', source = ''"),
    // The school and the trade would tell who it was.
    ("outcome", "place = '', trade = '', source = ''"),
];

/// `students` is a JSON list of ids.
fn forget(w: &Writing<'_>, students: &str) -> Result<()> {
    let key = named_params! { ":students": students };
    w.run(
        "UPDATE student SET name = :name, sort_key = :sort_key, search = :search, born_on = NULL,
                ministry_id = '', school_code = '', citizen_id = '', phone = '', address = '',
                ethnicity = CASE WHEN ethnicity IN ('', 'Kinh', 'Người nước ngoài') THEN ethnicity
                            ELSE :other END,
                changed_at = :now, changed_on = :device
         WHERE id IN (SELECT value FROM json_each(:students))",
        named_params! {
            ":students": students, ":name": ERASED_NAME,
            ":sort_key": name::sort_key(ERASED_NAME), ":search": fold(ERASED_NAME),
            ":other": OTHER_ETHNICITY, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    const WHOSE: &str = "WHERE student_id IN (SELECT value FROM json_each(:students))";
    for table in UNCOUNTED {
        w.run(&format!("DELETE FROM {table} {WHOSE}"), key)?;
    }
    for (table, words) in WORDS {
        w.run(&format!("UPDATE {table} SET {words} {WHOSE}"), key)?;
    }
    // What was chosen is counted on; words of one's own go.
    w.run(
        &format!(
            "UPDATE reply SET text = '' WHERE text <> ''
               AND response_id IN (SELECT id FROM response {WHOSE})"
        ),
        key,
    )?;
    for (table, freed) in [
        ("response", "student_id = NULL, source_key = ''"),
        ("data_request", "student_id = NULL, name = ''"),
    ] {
        w.run(&format!("UPDATE {table} SET {freed} {WHOSE}"), key)?;
    }
    super::issued::erase(w, students)?;
    forget_counselling(w, students)
}

/// Of talks with these pupils alone nothing stays but that they were held, with how many; with
/// others, what was said is theirs.
fn forget_counselling(w: &Writing<'_>, students: &str) -> Result<()> {
    let alone = w.rows(
        "SELECT DISTINCT c.session_id FROM counsel_student c
         WHERE c.student_id IN (SELECT value FROM json_each(:students))
           AND NOT EXISTS (SELECT 1 FROM counsel_student o
                           WHERE o.session_id = c.session_id
                             AND o.student_id NOT IN (SELECT value FROM json_each(:students))
                             AND o.student_id NOT IN (SELECT student_id FROM erased))",
        named_params! { ":students": students },
        |row| row.get::<_, String>(0),
    )?;
    for session in &alone {
        let key = named_params! { ":session": session };
        w.run("DELETE FROM counsel_note WHERE session_id = :session", key)?;
        w.run(
            "UPDATE counsel_referral SET receiver = '', reason = '', done = '', asked = ''
             WHERE session_id = :session",
            key,
        )?;
        w.run(
            "UPDATE counsel_session SET subject = '', conclusion = '', is_shared = 0, next_step = '',
                    next_on = NULL, next_at = '', changed_at = :now, changed_on = :device
             WHERE id = :session",
            named_params! { ":session": session, ":now": w.stamp(), ":device": w.device },
        )?;
        forget_acts(w, session)?;
    }
    Ok(())
}

/// Acts that remember anything with this id can no longer be undone.
fn forget_acts(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "DELETE FROM undo_row WHERE act IN
         (SELECT act FROM undo_row
          WHERE instr(coalesce(before, ''), :id) > 0 OR instr(coalesce(after, ''), :id) > 0)",
        named_params! { ":id": id },
    )?;
    Ok(())
}

fn json_list(students: &[String]) -> Result<String> {
    serde_json::to_string(students).map_err(|_| Error::Bug("ids".into()))
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
        "SELECT e.erased_on FROM erased e
         JOIN student s ON s.id = e.student_id AND s.merged_into IS NULL
         ORDER BY e.erased_on",
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
