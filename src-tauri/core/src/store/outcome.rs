//! Where leavers went, stage by stage.

use std::collections::HashMap;

use rusqlite::{Row, named_params};

use crate::domain::outcome::{OutcomeDraft, last_grade};
use crate::domain::record::Wish;
use crate::domain::school::Level;
use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// A pupil of a last grade at the end of a year.
#[derive(Debug, Clone)]
pub struct LastGrade {
    pub student: String,
    pub name: String,
    pub born_on: Option<String>,
    pub sex: Option<String>,
    pub ethnicity: String,
    pub phone: String,
    pub class: String,
    pub level: Level,
    pub has_disability: bool,
    pub has_completed: bool,
}

/// What is known of a pupil at one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredOutcome {
    pub stage: String,
    pub destination: String,
    pub place: String,
    pub trade: String,
    pub learnt_on: Option<String>,
    pub source: String,
}

/// Pupils of the last grade of a level, by class and name. Who left before the end is none of them, nor who is in
/// the same grade again the year after.
pub fn last_grades(r: &Reading<'_>, year: &str, level: Level) -> Result<Vec<LastGrade>> {
    r.rows(
        "SELECT s.id, s.name, s.born_on, s.sex, s.ethnicity, s.phone, c.name AS class, c.level,
                instr(s.support, ' disability ') > 0 AS has_disability,
                n.student_id IS NULL AND NOT EXISTS (
                    SELECT 1 FROM enrolment later JOIN class d ON d.id = later.class_id
                    WHERE later.student_id = e.student_id AND later.year > e.year
                      AND later.deleted_at IS NULL AND d.level = c.level) AS has_completed
         FROM class c
         CROSS JOIN enrolment e ON e.class_id = c.id
         JOIN student s ON s.id = e.student_id
         LEFT JOIN not_completed n ON n.student_id = e.student_id AND n.year = e.year
         WHERE c.year = :year AND e.deleted_at IS NULL AND e.status IN ('studying', 'completed')
           AND c.deleted_at IS NULL AND s.deleted_at IS NULL
           AND c.level = :level AND c.grade = :grade
         ORDER BY c.sort_key, c.id, s.sort_key, s.id",
        named_params! { ":year": year, ":level": level.code(), ":grade": last_grade(level) },
        |row| {
            Ok(LastGrade {
                student: row.get("id")?,
                name: row.get("name")?,
                born_on: row.get("born_on")?,
                sex: row.get("sex")?,
                ethnicity: row.get("ethnicity")?,
                phone: row.get("phone")?,
                class: row.get("class")?,
                level: super::code(row, "level")?,
                has_disability: row.get("has_disability")?,
                has_completed: row.get("has_completed")?,
            })
        },
    )
}

/// What is known of the leavers of a year, by pupil.
pub fn of_year(r: &Reading<'_>, year: &str) -> Result<HashMap<String, Vec<StoredOutcome>>> {
    let rows = r.rows(
        "SELECT student_id, stage, destination, place, trade, learnt_on, source
         FROM outcome WHERE year = :year",
        named_params! { ":year": year },
        |row| Ok((row.get::<_, String>("student_id")?, from_row(row)?)),
    )?;
    let mut found: HashMap<String, Vec<StoredOutcome>> = HashMap::new();
    for (student, outcome) in rows {
        found.entry(student).or_default().push(outcome);
    }
    Ok(found)
}

/// The first wish of the newest round of each pupil of a year.
pub fn first_wishes(r: &Reading<'_>, year: &str) -> Result<HashMap<String, Wish>> {
    let rows = r.rows(
        "SELECT student_id, round, rank, stream, school, trade, stated_on
         FROM wish WHERE year = :year AND rank = 1 ORDER BY round",
        named_params! { ":year": year },
        |row| {
            let wish = Wish {
                round: row.get("round")?,
                rank: row.get("rank")?,
                stream: row.get("stream")?,
                school: row.get("school")?,
                trade: row.get("trade")?,
                stated_on: row.get("stated_on")?,
            };
            Ok((row.get::<_, String>("student_id")?, wish))
        },
    )?;
    Ok(rows.into_iter().collect())
}

/// What is known of a pupil, with the years they left in.
pub fn of_student(r: &Reading<'_>, student: &str) -> Result<Vec<(String, StoredOutcome)>> {
    r.rows(
        "SELECT year, stage, destination, place, trade, learnt_on, source FROM outcome
         WHERE student_id = :student
         ORDER BY year, instr('registered admitted real verified', stage)",
        named_params! { ":student": student },
        |row| Ok((row.get("year")?, from_row(row)?)),
    )
}

/// Writes a stage; answers whether it says something else than before, and whether it is new.
pub fn set(w: &Writing<'_>, year: &str, draft: &OutcomeDraft) -> Result<Change> {
    let before = w.row(
        "SELECT stage, destination, place, trade, learnt_on, source FROM outcome
         WHERE student_id = :student AND year = :year AND stage = :stage",
        named_params! { ":student": draft.student, ":year": year, ":stage": draft.stage },
        from_row,
    )?;
    let wanted = StoredOutcome {
        stage: draft.stage.clone(),
        destination: draft.destination.clone(),
        place: draft.place.clone(),
        trade: draft.trade.clone(),
        learnt_on: draft.learnt_on.clone(),
        source: draft.source.clone(),
    };
    let change = match &before {
        None => Change::New,
        Some(before) if *before == wanted => return Ok(Change::None),
        Some(_) => Change::Updated,
    };
    w.run(
        "INSERT INTO outcome (student_id, year, stage, destination, place, trade, learnt_on,
                              source, changed_at, changed_on)
         VALUES (:student, :year, :stage, :destination, :place, :trade, :learnt_on, :source,
                 :now, :device)
         ON CONFLICT (student_id, year, stage) DO UPDATE SET
            destination = excluded.destination, place = excluded.place, trade = excluded.trade,
            learnt_on = excluded.learnt_on, source = excluded.source,
            changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":student": draft.student, ":year": year, ":stage": draft.stage,
            ":destination": draft.destination, ":place": draft.place, ":trade": draft.trade,
            ":learnt_on": draft.learnt_on, ":source": draft.source, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(change)
}

/// What a write did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    New,
    Updated,
    None,
}

/// Takes a stage back.
pub fn remove(w: &Writing<'_>, year: &str, student: &str, stage: &str) -> Result<()> {
    w.run(
        "DELETE FROM outcome WHERE student_id = :student AND year = :year AND stage = :stage",
        named_params! { ":student": student, ":year": year, ":stage": stage },
    )?;
    Ok(())
}

/// Writes a wish of a round, or takes it back where it says nothing.
pub fn set_wish(w: &Writing<'_>, year: &str, student: &str, wish: &Wish) -> Result<()> {
    if wish.stream.is_empty() {
        w.run(
            "DELETE FROM wish
             WHERE student_id = :student AND year = :year AND round = :round AND rank = :rank",
            named_params! {
                ":student": student, ":year": year, ":round": wish.round, ":rank": wish.rank,
            },
        )?;
        return Ok(());
    }
    w.run(
        "INSERT INTO wish (student_id, year, round, rank, stream, school, trade, stated_on)
         VALUES (:student, :year, :round, :rank, :stream, :school, :trade, :stated_on)
         ON CONFLICT (student_id, year, round, rank) DO UPDATE SET
            stream = excluded.stream, school = excluded.school, trade = excluded.trade,
            stated_on = excluded.stated_on",
        named_params! {
            ":student": student, ":year": year, ":round": wish.round, ":rank": wish.rank,
            ":stream": wish.stream, ":school": wish.school, ":trade": wish.trade,
            ":stated_on": wish.stated_on,
        },
    )?;
    Ok(())
}

/// Says that a pupil of the last grade completed it, or did not.
pub fn set_completed(w: &Writing<'_>, year: &str, student: &str, has: bool) -> Result<()> {
    let key = named_params! { ":student": student, ":year": year };
    w.run(
        "DELETE FROM not_completed WHERE student_id = :student AND year = :year",
        key,
    )?;
    if !has {
        w.run(
            "INSERT INTO not_completed (student_id, year, changed_at, changed_on)
             VALUES (:student, :year, :now, :device)",
            named_params! {
                ":student": student, ":year": year, ":now": w.stamp(), ":device": w.device,
            },
        )?;
    }
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredOutcome> {
    Ok(StoredOutcome {
        stage: row.get("stage")?,
        destination: row.get("destination")?,
        place: row.get("place")?,
        trade: row.get("trade")?,
        learnt_on: row.get("learnt_on")?,
        source: row.get("source")?,
    })
}
