//! Packages of names that left the book.

use rusqlite::{Row, named_params};

use crate::domain::consent::Consent;
use crate::error::Result;
use crate::kernel::{Date, id};
use crate::store::unit::{Reading, Writing};

/// A package.
#[derive(Debug, Clone)]
pub struct StoredHandover {
    pub id: String,
    pub year: String,
    pub receiver: String,
    pub contact: String,
    pub purpose: String,
    pub keep_until: String,
    pub columns: Vec<String>,
    pub students: u32,
    pub checksum: String,
    pub made_on: String,
    pub receipt_on: Option<String>,
    pub deleted_on: Option<String>,
    pub withdrawn_on: Option<String>,
    pub reason: String,
}

/// A pupil of a package.
#[derive(Debug, Clone)]
pub struct StoredStudent {
    pub handover: String,
    pub student: String,
    pub name: String,
    pub class: String,
    pub state: String,
}

const FIELDS: &str =
    "id, year, receiver, contact, purpose, keep_until, columns, students, checksum,
    made_on, receipt_on, deleted_on, withdrawn_on, reason";

/// The packages of a year, the newest first.
pub fn list(r: &Reading<'_>, year: &str) -> Result<Vec<StoredHandover>> {
    r.rows(
        &format!("SELECT {FIELDS} FROM handover WHERE year = :year ORDER BY made_on DESC, id DESC"),
        named_params! { ":year": year },
        from_row,
    )
}

pub fn get(r: &Reading<'_>, id: &str) -> Result<Option<StoredHandover>> {
    r.row(
        &format!("SELECT {FIELDS} FROM handover WHERE id = :id"),
        named_params! { ":id": id },
        from_row,
    )
}

/// The pupils of a year's packages, by class and name.
pub fn students(r: &Reading<'_>, year: &str) -> Result<Vec<StoredStudent>> {
    r.rows(
        "SELECT p.handover_id, p.student_id, s.name, coalesce(c.name, '') AS class, p.state
         FROM handover_student p
         JOIN handover h ON h.id = p.handover_id
         JOIN student s ON s.id = p.student_id
         LEFT JOIN enrolment e ON e.student_id = p.student_id AND e.year = h.year
                               AND e.deleted_at IS NULL
         LEFT JOIN class c ON c.id = e.class_id
         WHERE h.year = :year ORDER BY c.sort_key, s.sort_key, s.id",
        named_params! { ":year": year },
        |row| {
            Ok(StoredStudent {
                handover: row.get("handover_id")?,
                student: row.get("student_id")?,
                name: row.get("name")?,
                class: row.get("class")?,
                state: row.get("state")?,
            })
        },
    )
}

/// Every answer on handing data on of the pupils of a year, the oldest first.
pub fn answers(r: &Reading<'_>, year: &str) -> Result<Vec<(String, Consent)>> {
    r.rows(
        "SELECT c.student_id, c.purpose, c.who, c.answer, c.stated_on, c.means, c.name, c.proof,
                c.receiver
         FROM consent c
         JOIN enrolment e ON e.student_id = c.student_id AND e.year = :year AND e.deleted_at IS NULL
         WHERE c.purpose = 'handover' AND c.deleted_at IS NULL
         ORDER BY c.stated_on, c.id",
        named_params! { ":year": year },
        |row| Ok((row.get("student_id")?, super::consent::from_row(row)?)),
    )
}

/// Whom somebody answered about or a package went to, by name.
pub fn receivers(r: &Reading<'_>) -> Result<Vec<String>> {
    r.rows(
        "SELECT receiver FROM (
             SELECT receiver, max(made_on) AS last FROM handover GROUP BY receiver
             UNION ALL
             SELECT receiver, max(stated_on) FROM consent
             WHERE receiver <> '' AND deleted_at IS NULL GROUP BY receiver)
         GROUP BY receiver ORDER BY max(last) DESC, receiver",
        [],
        |row| row.get(0),
    )
}

/// Where a pupil lives.
pub fn address(r: &Reading<'_>, student: &str) -> Result<String> {
    let found = r.row(
        "SELECT address FROM student WHERE id = :id",
        named_params! { ":id": student },
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or_default())
}

/// Writes a package and who is in it.
pub fn insert(w: &Writing<'_>, package: &StoredHandover, students: &[String]) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO handover (id, year, receiver, contact, purpose, keep_until, columns, students,
                               checksum, made_on, changed_at, changed_on)
         VALUES (:id, :year, :receiver, :contact, :purpose, :keep_until, :columns, :students,
                 :checksum, :made_on, :now, :device)",
        named_params! {
            ":id": id, ":year": package.year, ":receiver": package.receiver,
            ":contact": package.contact, ":purpose": package.purpose,
            ":keep_until": package.keep_until, ":columns": package.columns.join(" "),
            ":students": package.students, ":checksum": package.checksum,
            ":made_on": package.made_on, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    for student in students {
        w.run(
            "INSERT INTO handover_student (handover_id, student_id) VALUES (:id, :student)",
            named_params! { ":id": id, ":student": student },
        )?;
    }
    Ok(id)
}

/// Notes what happened to a package on a day: `receipt deleted withdrawn`.
pub fn mark(w: &Writing<'_>, id: &str, event: &str, on: Date, reason: &str) -> Result<()> {
    let column = match event {
        "receipt" => "receipt_on",
        "deleted" => "deleted_on",
        _ => "withdrawn_on",
    };
    w.run(
        &format!(
            "UPDATE handover SET {column} = :on,
                    reason = CASE WHEN :reason = '' THEN reason ELSE :reason END,
                    changed_at = :now, changed_on = :device
             WHERE id = :id"
        ),
        named_params! {
            ":id": id, ":on": on.to_string(), ":reason": reason, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(())
}

/// Notes what became of a pupil; answers whether the pupil is in the package.
pub fn set_state(w: &Writing<'_>, id: &str, student: &str, state: &str) -> Result<bool> {
    let rows = w.run(
        "UPDATE handover_student SET state = :state
         WHERE handover_id = :id AND student_id = :student",
        named_params! { ":id": id, ":student": student, ":state": state },
    )?;
    Ok(rows > 0)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredHandover> {
    let columns: String = row.get("columns")?;
    Ok(StoredHandover {
        id: row.get("id")?,
        year: row.get("year")?,
        receiver: row.get("receiver")?,
        contact: row.get("contact")?,
        purpose: row.get("purpose")?,
        keep_until: row.get("keep_until")?,
        columns: columns.split_whitespace().map(str::to_owned).collect(),
        students: row.get("students")?,
        checksum: row.get("checksum")?,
        made_on: row.get("made_on")?,
        receipt_on: row.get("receipt_on")?,
        deleted_on: row.get("deleted_on")?,
        withdrawn_on: row.get("withdrawn_on")?,
        reason: row.get("reason")?,
    })
}
