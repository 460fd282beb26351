//! The pages of visits: what they hold beside the log, and what is known of each pupil on them.

use rusqlite::named_params;

use crate::domain::trip::{Trip, TripTask, TripTeacher};
use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// A pupil of the classes that go, with what is known of them.
#[derive(Debug, Clone, PartialEq)]
pub struct TripStudent {
    pub student: String,
    pub name: String,
    pub class: String,
    pub sex: Option<String>,
    pub is_listed: bool,
    pub consent: String,
    pub attendance: String,
    pub note: String,
}

/// What is written of a pupil; what is absent stays as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mark<'a> {
    pub is_listed: Option<bool>,
    pub consent: Option<&'a str>,
    pub attendance: Option<&'a str>,
    pub note: Option<&'a str>,
}

/// The page, where somebody has filled it in.
pub fn get(r: &Reading<'_>, activity: &str) -> Result<Option<Trip>> {
    let page = r.row(
        "SELECT leaves_at, returns_at, host, host_phone, field, transport, approved_on, safety,
                reflection, reflections
         FROM trip WHERE activity_id = :activity",
        named_params! { ":activity": activity },
        |row| {
            Ok(Trip {
                leaves_at: row.get("leaves_at")?,
                returns_at: row.get("returns_at")?,
                host: row.get("host")?,
                host_phone: row.get("host_phone")?,
                field: row.get("field")?,
                transport: row.get("transport")?,
                approved_on: row.get("approved_on")?,
                safety: row.get("safety")?,
                reflection: row.get("reflection")?,
                reflections: row.get("reflections")?,
                teachers: Vec::new(),
                tasks: Vec::new(),
            })
        },
    )?;
    let Some(mut page) = page else {
        return Ok(None);
    };
    page.teachers = r.rows(
        "SELECT name, phone, duty FROM trip_teacher
         WHERE activity_id = :activity ORDER BY position",
        named_params! { ":activity": activity },
        |row| {
            Ok(TripTeacher {
                name: row.get("name")?,
                phone: row.get("phone")?,
                duty: row.get("duty")?,
            })
        },
    )?;
    page.tasks = r.rows(
        "SELECT stage, title, is_done FROM trip_task
         WHERE activity_id = :activity ORDER BY position",
        named_params! { ":activity": activity },
        |row| {
            Ok(TripTask {
                stage: row.get("stage")?,
                title: row.get("title")?,
                is_done: row.get("is_done")?,
            })
        },
    )?;
    Ok(Some(page))
}

/// Writes the page.
pub fn set(w: &Writing<'_>, activity: &str, trip: &Trip) -> Result<()> {
    w.run(
        "INSERT INTO trip (activity_id, leaves_at, returns_at, host, host_phone, field, transport,
                           approved_on, safety, reflection, reflections, changed_at, changed_on)
         VALUES (:activity, :leaves_at, :returns_at, :host, :host_phone, :field, :transport,
                 :approved_on, :safety, :reflection, :reflections, :now, :device)
         ON CONFLICT (activity_id) DO UPDATE SET
            leaves_at = excluded.leaves_at, returns_at = excluded.returns_at,
            host = excluded.host, host_phone = excluded.host_phone, field = excluded.field,
            transport = excluded.transport, approved_on = excluded.approved_on,
            safety = excluded.safety, reflection = excluded.reflection,
            reflections = excluded.reflections,
            changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":activity": activity, ":leaves_at": trip.leaves_at, ":returns_at": trip.returns_at,
            ":host": trip.host, ":host_phone": trip.host_phone, ":field": trip.field,
            ":transport": trip.transport, ":approved_on": trip.approved_on,
            ":safety": trip.safety, ":reflection": trip.reflection,
            ":reflections": trip.reflections, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    for table in ["trip_teacher", "trip_task"] {
        let sql = format!("DELETE FROM {table} WHERE activity_id = :activity");
        w.run(&sql, named_params! { ":activity": activity })?;
    }
    for (position, teacher) in trip.teachers.iter().enumerate() {
        w.run(
            "INSERT INTO trip_teacher (activity_id, position, name, phone, duty)
             VALUES (:activity, :position, :name, :phone, :duty)",
            named_params! {
                ":activity": activity, ":position": position as i64, ":name": teacher.name,
                ":phone": teacher.phone, ":duty": teacher.duty,
            },
        )?;
    }
    for (position, task) in trip.tasks.iter().enumerate() {
        w.run(
            "INSERT INTO trip_task (activity_id, position, stage, title, is_done)
             VALUES (:activity, :position, :stage, :title, :is_done)",
            named_params! {
                ":activity": activity, ":position": position as i64, ":stage": task.stage,
                ":title": task.title, ":is_done": task.is_done,
            },
        )?;
    }
    Ok(())
}

/// The pupils of these classes who are still there, and whoever else something is known of; class
/// by class, in Vietnamese name order.
pub fn students(
    r: &Reading<'_>,
    activity: &str,
    year: &str,
    classes: &[String],
) -> Result<Vec<TripStudent>> {
    r.rows(
        "SELECT s.id, s.name, s.sex, c.name AS class, coalesce(t.is_listed, 1) AS is_listed,
                coalesce(t.consent, 'open') AS consent,
                coalesce(t.attendance, 'open') AS attendance, coalesce(t.note, '') AS note
         FROM enrolment e
         JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
         JOIN class c ON c.id = e.class_id
         LEFT JOIN trip_student t ON t.activity_id = :activity AND t.student_id = s.id
         WHERE e.year = :year AND e.deleted_at IS NULL
           AND ((e.status IN ('studying', 'completed')
                 AND e.class_id IN (SELECT value FROM json_each(:classes)))
                OR t.consent <> 'open' OR t.attendance <> 'open')
         ORDER BY c.sort_key, s.sort_key, s.id",
        named_params! {
            ":activity": activity, ":year": year, ":classes": json(classes),
        },
        |row| {
            Ok(TripStudent {
                student: row.get("id")?,
                name: row.get("name")?,
                class: row.get("class")?,
                sex: row.get("sex")?,
                is_listed: row.get("is_listed")?,
                consent: row.get("consent")?,
                attendance: row.get("attendance")?,
                note: row.get("note")?,
            })
        },
    )
}

/// Writes what is known of a pupil on a visit.
pub fn mark(w: &Writing<'_>, activity: &str, student: &str, mark: Mark<'_>) -> Result<()> {
    w.run(
        "INSERT INTO trip_student (id, activity_id, student_id, is_listed, consent, attendance,
                                   note, changed_at, changed_on)
         VALUES (:id, :activity, :student, coalesce(:is_listed, 1), coalesce(:consent, 'open'),
                 coalesce(:attendance, 'open'), coalesce(:note, ''), :now, :device)
         ON CONFLICT (activity_id, student_id) DO UPDATE SET
            is_listed = coalesce(:is_listed, is_listed), consent = coalesce(:consent, consent),
            attendance = coalesce(:attendance, attendance), note = coalesce(:note, note),
            changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":id": id::new(), ":activity": activity, ":student": student,
            ":is_listed": mark.is_listed, ":consent": mark.consent,
            ":attendance": mark.attendance, ":note": mark.note, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(())
}

fn json(ids: &[String]) -> String {
    serde_json::to_string(ids).unwrap_or_default()
}
