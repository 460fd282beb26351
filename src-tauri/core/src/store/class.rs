//! Classes of a year, with how many pupils they hold.

use rusqlite::{Row, named_params};

use crate::domain::activity::KnownClass;
use crate::domain::class::{Class, ClassLine, sort_key};
use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// The year's classes in the order people expect.
pub fn list(r: &Reading<'_>, year: &str) -> Result<Vec<ClassLine>> {
    r.rows(
        "SELECT c.id, c.name, c.grade, c.level, c.homeroom,
                count(s.id) AS students,
                count(CASE WHEN s.sex = 'female' THEN 1 END) AS female
         FROM class c
         LEFT JOIN enrolment e ON e.class_id = c.id AND e.deleted_at IS NULL
                              AND e.status IN ('studying', 'completed')
         LEFT JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
         WHERE c.year = :year AND c.deleted_at IS NULL
         GROUP BY c.id
         ORDER BY c.sort_key, c.id",
        named_params! { ":year": year },
        from_row,
    )
}

/// The same as an activity is checked against them: a save does not wait for girls to be counted.
/// An enrolment ends no later than its pupil, so the pupils themselves need not be read.
pub fn known(r: &Reading<'_>, year: &str) -> Result<Vec<KnownClass>> {
    r.rows(
        "SELECT c.id, c.name, c.grade, c.level,
                (SELECT count(*) FROM enrolment e
                 WHERE e.class_id = c.id AND e.deleted_at IS NULL
                   AND e.status IN ('studying', 'completed')) AS students
         FROM class c
         WHERE c.year = :year AND c.deleted_at IS NULL
         ORDER BY c.sort_key, c.id",
        named_params! { ":year": year },
        |row| {
            Ok(KnownClass {
                id: row.get("id")?,
                name: row.get("name")?,
                grade: row.get("grade")?,
                level: super::code(row, "level")?,
                students: row.get("students")?,
            })
        },
    )
}

/// Their grades and names alone, for lists.
pub fn names(r: &Reading<'_>, year: &str) -> Result<Vec<(u32, String)>> {
    r.rows(
        "SELECT grade, name FROM class WHERE year = :year AND deleted_at IS NULL
         ORDER BY sort_key, id",
        named_params! { ":year": year },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The year in which a class is.
pub fn year_of(r: &Reading<'_>, id: &str) -> Result<Option<String>> {
    r.row(
        "SELECT year FROM class WHERE id = :id AND deleted_at IS NULL",
        named_params! { ":id": id },
        |row| row.get(0),
    )
}

/// Adds a class; answers its id.
pub fn insert(w: &Writing<'_>, year: &str, class: &Class) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO class (id, year, name, grade, level, homeroom, sort_key, changed_at, changed_on)
         VALUES (:id, :year, :name, :grade, :level, :homeroom, :sort_key, :now, :device)",
        named_params! {
            ":id": id, ":year": year, ":name": class.name, ":grade": class.grade,
            ":level": class.level.code(), ":homeroom": class.homeroom,
            ":sort_key": sort_key(class.grade, &class.name), ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Changes a class.
pub fn update(w: &Writing<'_>, id: &str, class: &Class) -> Result<()> {
    w.run(
        "UPDATE class SET name = :name, grade = :grade, level = :level, homeroom = :homeroom,
                          sort_key = :sort_key, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": id, ":name": class.name, ":grade": class.grade,
            ":level": class.level.code(), ":homeroom": class.homeroom,
            ":sort_key": sort_key(class.grade, &class.name), ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(())
}

/// Takes a class away.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "UPDATE class SET deleted_at = :now, changed_at = :now, changed_on = :device WHERE id = :id",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

/// Records that rest on a class: pupils in it, activities and surveys that name it.
pub fn uses(r: &Reading<'_>, id: &str) -> Result<i64> {
    r.number(
        "SELECT (SELECT count(*) FROM enrolment WHERE class_id = :id AND deleted_at IS NULL)
              + (SELECT count(*) FROM activity_class l JOIN activity a ON a.id = l.activity_id
                 WHERE l.class_id = :id AND a.deleted_at IS NULL)
              + (SELECT count(*) FROM survey_class l JOIN survey s ON s.id = l.survey_id
                 WHERE l.class_id = :id AND s.deleted_at IS NULL)",
        named_params! { ":id": id },
    )
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ClassLine> {
    Ok(ClassLine {
        id: row.get("id")?,
        name: row.get("name")?,
        grade: row.get("grade")?,
        level: super::code(row, "level")?,
        students: row.get("students")?,
        female: row.get("female")?,
        homeroom: row.get("homeroom")?,
    })
}
