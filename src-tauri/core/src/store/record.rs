//! Orientation records: factors and review by year, strengths, wishes, and what a pupil went through.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Row, named_params};

use crate::domain::record::{Record, Review, Strength, Wish};
use crate::domain::school::Level;
use crate::error::Result;
use crate::kernel::Date;
use crate::store::unit::{Reading, Writing};

/// A pupil's place in one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    pub year: String,
    pub class_id: String,
    pub class: String,
    pub grade: u32,
    pub homeroom: String,
}

/// A record of a year with its review.
#[derive(Debug, Clone, Default)]
pub struct StoredRecord {
    pub record: Record,
    pub review: Review,
    pub reviewed_on: Option<String>,
    /// Full name of the account.
    pub reviewed_by: Option<String>,
}

/// A line of the review of a class.
#[derive(Debug, Clone)]
pub struct ReviewRow {
    pub student: String,
    pub review: String,
    pub has_remark: bool,
    pub question: String,
}

/// Something that reached a pupil's class.
#[derive(Debug, Clone)]
pub struct Attended {
    pub id: String,
    pub kind: String,
    pub title: String,
    pub starts_on: Date,
}

/// A pupil in the roll of a visit.
#[derive(Debug, Clone)]
pub struct Roll {
    pub is_listed: bool,
    /// `open present absent`
    pub attendance: String,
    pub note: String,
}

/// How many records of a class have something in them, were reviewed, and ask for a talk.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewFigures {
    pub class_id: String,
    pub class: String,
    pub grade: u32,
    pub level: Level,
    pub students: u32,
    pub records: u32,
    pub reviewed: u32,
    pub counsel: u32,
}

/// The years of a pupil, the newest first.
pub fn passages(r: &Reading<'_>, student: &str) -> Result<Vec<Passage>> {
    r.rows(
        "SELECT e.year, c.id AS class_id, c.name AS class, c.grade, c.homeroom
         FROM enrolment e JOIN class c ON c.id = e.class_id
         WHERE e.student_id = :student AND e.deleted_at IS NULL
         ORDER BY e.year DESC",
        named_params! { ":student": student },
        |row| {
            Ok(Passage {
                year: row.get("year")?,
                class_id: row.get("class_id")?,
                class: row.get("class")?,
                grade: row.get("grade")?,
                homeroom: row.get("homeroom")?,
            })
        },
    )
}

/// The record of a year; a blank one where nothing was written.
pub fn get(r: &Reading<'_>, student: &str, year: &str) -> Result<StoredRecord> {
    let found = r.row(
        "SELECT r.academic, r.ability, r.forte, r.circumstances, r.remark, r.review, r.question,
                r.reviewed_on, a.full_name AS reviewed_by
         FROM record r LEFT JOIN account a ON a.id = r.reviewed_by
         WHERE r.student_id = :student AND r.year = :year",
        named_params! { ":student": student, ":year": year },
        from_row,
    )?;
    let mut found = found.unwrap_or_default();
    let guardian = r.row(
        "SELECT name, phone FROM guardian WHERE student_id = :student",
        named_params! { ":student": student },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    (found.record.guardian, found.record.guardian_phone) = guardian.unwrap_or_default();
    found.record.strengths = r.rows(
        "SELECT title, found_by, fostered FROM strength
         WHERE student_id = :student AND title <> '' ORDER BY position",
        named_params! { ":student": student },
        |row| {
            Ok(Strength {
                title: row.get(0)?,
                found_by: row.get(1)?,
                fostered: row.get(2)?,
            })
        },
    )?;
    let wishes = wishes(r, student)?.into_iter();
    let own = wishes.filter(|(of, _)| of == year).map(|(_, wish)| wish);
    found.record.wishes = own.collect();
    Ok(found)
}

/// The wishes of every year with their years; rounds and ranks in order.
pub fn wishes(r: &Reading<'_>, student: &str) -> Result<Vec<(String, Wish)>> {
    r.rows(
        "SELECT year, round, rank, stream, school, trade, stated_on FROM wish
         WHERE student_id = :student ORDER BY year, round, rank",
        named_params! { ":student": student },
        wish_from_row,
    )
}

/// Whom the school talks to, name and phone, by pupil.
pub fn guardians(r: &Reading<'_>) -> Result<BTreeMap<String, (String, String)>> {
    let rows = r.rows(
        "SELECT student_id, name, phone FROM guardian ORDER BY student_id",
        [],
        |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))),
    )?;
    Ok(rows.into_iter().collect())
}

/// Writes whom the school talks to about a pupil.
pub fn set_guardian(w: &Writing<'_>, student: &str, name: &str, phone: &str) -> Result<()> {
    w.run(
        "INSERT INTO guardian (student_id, name, phone, changed_at, changed_on)
         VALUES (:student, :name, :phone, :now, :device)
         ON CONFLICT (student_id) DO UPDATE SET name = excluded.name, phone = excluded.phone,
            changed_at = excluded.changed_at, changed_on = excluded.changed_on
         WHERE name <> excluded.name OR phone <> excluded.phone",
        named_params! {
            ":student": student, ":name": name, ":phone": phone,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Writes factors, guardian, strengths and the wishes of the year.
pub fn set(w: &Writing<'_>, student: &str, year: &str, record: &Record) -> Result<()> {
    w.run(
        "INSERT INTO record (student_id, year, academic, ability, forte, circumstances,
                             changed_at, changed_on)
         VALUES (:student, :year, :academic, :ability, :forte, :circumstances, :now, :device)
         ON CONFLICT (student_id, year) DO UPDATE SET
            academic = excluded.academic, ability = excluded.ability, forte = excluded.forte,
            circumstances = excluded.circumstances,
            changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":student": student, ":year": year, ":academic": record.academic,
            ":ability": record.ability, ":forte": record.forte,
            ":circumstances": record.circumstances, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    set_guardian(w, student, &record.guardian, &record.guardian_phone)?;
    w.run(
        "DELETE FROM strength WHERE student_id = :student",
        named_params! { ":student": student },
    )?;
    for (position, strength) in (0i64..).zip(&record.strengths) {
        w.run(
            "INSERT INTO strength (student_id, position, title, found_by, fostered)
             VALUES (:student, :position, :title, :found_by, :fostered)",
            named_params! {
                ":student": student, ":position": position, ":title": strength.title,
                ":found_by": strength.found_by, ":fostered": strength.fostered,
            },
        )?;
    }
    w.run(
        "DELETE FROM wish WHERE student_id = :student AND year = :year",
        named_params! { ":student": student, ":year": year },
    )?;
    for wish in &record.wishes {
        w.run(
            "INSERT INTO wish (student_id, year, round, rank, stream, school, trade, stated_on)
             VALUES (:student, :year, :round, :rank, :stream, :school, :trade, :stated_on)",
            named_params! {
                ":student": student, ":year": year, ":round": wish.round, ":rank": wish.rank,
                ":stream": wish.stream, ":school": wish.school, ":trade": wish.trade,
                ":stated_on": wish.stated_on,
            },
        )?;
    }
    Ok(())
}

/// Writes the review; `account` is who reviewed. Whoever else adds to it later (`is_reviewer` says
/// no) does not become the one who reviewed, unless they decide otherwise.
pub fn set_review(
    w: &Writing<'_>,
    student: &str,
    year: &str,
    review: &Review,
    account: &str,
    is_reviewer: bool,
) -> Result<()> {
    let is_open = review.review == "open";
    w.run(
        "INSERT INTO record (student_id, year, remark, review, question, reviewed_on, reviewed_by,
                             changed_at, changed_on)
         VALUES (:student, :year, :remark, :review, :question, :on, :by, :now, :device)
         ON CONFLICT (student_id, year) DO UPDATE SET
            remark = excluded.remark, review = excluded.review, question = excluded.question,
            reviewed_on = CASE WHEN :is_reviewer OR record.review <> excluded.review
                          THEN excluded.reviewed_on ELSE record.reviewed_on END,
            reviewed_by = CASE WHEN :is_reviewer OR record.review <> excluded.review
                          THEN excluded.reviewed_by ELSE record.reviewed_by END,
            changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":is_reviewer": is_reviewer,
            ":student": student, ":year": year, ":remark": review.remark,
            ":review": review.review, ":question": review.question,
            ":on": (!is_open).then(|| w.today.to_string()),
            ":by": (!is_open).then_some(account), ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// The reviews of the pupils of a class.
pub fn reviews(r: &Reading<'_>, class: &str) -> Result<Vec<ReviewRow>> {
    r.rows(
        "SELECT e.student_id, coalesce(r.review, 'open'), coalesce(r.remark, '') <> '',
                coalesce(r.question, '')
         FROM enrolment e
         LEFT JOIN record r ON r.student_id = e.student_id AND r.year = e.year
         WHERE e.class_id = :class AND e.deleted_at IS NULL",
        named_params! { ":class": class },
        |row| {
            Ok(ReviewRow {
                student: row.get(0)?,
                review: row.get(1)?,
                has_remark: row.get(2)?,
                question: row.get(3)?,
            })
        },
    )
}

/// The first wish of the newest round of each pupil of a class.
pub fn first_wishes(r: &Reading<'_>, class: &str) -> Result<Vec<(String, Wish)>> {
    r.rows(
        "SELECT e.student_id, w.round, w.rank, w.stream, w.school, w.trade, w.stated_on
         FROM enrolment e
         JOIN wish w ON w.student_id = e.student_id AND w.year = e.year AND w.rank = 1
         WHERE e.class_id = :class AND e.deleted_at IS NULL
         ORDER BY w.round",
        named_params! { ":class": class },
        wish_from_row,
    )
}

/// How far the classes of a year are, in list order.
pub fn figures(r: &Reading<'_>, year: &str) -> Result<Vec<ReviewFigures>> {
    r.rows(
        "SELECT c.id, c.name, c.grade, c.level, count(e.id),
                count(CASE WHEN r.academic <> '' OR r.ability <> '' OR r.forte <> ''
                             OR r.circumstances <> '' OR r.remark <> '' OR r.was_written
                             OR EXISTS (SELECT 1 FROM wish w
                                        WHERE w.student_id = e.student_id AND w.year = e.year)
                      THEN 1 END),
                count(CASE WHEN r.review <> 'open' THEN 1 END),
                count(CASE WHEN r.review = 'counsel' THEN 1 END)
         FROM class c
         LEFT JOIN enrolment e ON e.class_id = c.id AND e.deleted_at IS NULL
                              AND e.status IN ('studying', 'completed')
         LEFT JOIN record r ON r.student_id = e.student_id AND r.year = e.year
         WHERE c.year = :year AND c.deleted_at IS NULL
         GROUP BY c.id ORDER BY c.sort_key, c.id",
        named_params! { ":year": year },
        |row| {
            Ok(ReviewFigures {
                class_id: row.get(0)?,
                class: row.get(1)?,
                grade: row.get(2)?,
                level: super::code(row, "level")?,
                students: row.get(4)?,
                records: row.get(5)?,
                reviewed: row.get(6)?,
                counsel: row.get(7)?,
            })
        },
    )
}

/// The activities done that reached a class, the newest first.
pub fn reached(r: &Reading<'_>, of: &Passage) -> Result<Vec<Attended>> {
    r.rows(
        "SELECT id, kind, title, starts_on FROM
             (SELECT id, kind, title, starts_on, number FROM activity
              WHERE year = :year AND reach <> '' AND deleted_at IS NULL AND status = 'done'
                AND (reach = ' * ' OR instr(reach, ' ' || :grade || ' ') > 0)
              UNION
              SELECT a.id, a.kind, a.title, a.starts_on, a.number
              FROM activity_class l CROSS JOIN activity a ON a.id = l.activity_id
              WHERE l.class_id = :class AND a.deleted_at IS NULL AND a.status = 'done')
         ORDER BY starts_on DESC, number DESC",
        named_params! { ":year": of.year, ":class": of.class_id, ":grade": of.grade },
        |row| {
            Ok(Attended {
                id: row.get(0)?,
                kind: row.get(1)?,
                title: row.get(2)?,
                starts_on: super::day(row, 3)?,
            })
        },
    )
}

/// What is known of a pupil on visits, by activity.
pub fn rolls(r: &Reading<'_>, student: &str) -> Result<HashMap<String, Roll>> {
    let found = r.rows(
        "SELECT activity_id, is_listed, attendance, note FROM trip_student
         WHERE student_id = :student",
        named_params! { ":student": student },
        |row| {
            let roll = Roll {
                is_listed: row.get(1)?,
                attendance: row.get(2)?,
                note: row.get(3)?,
            };
            Ok((row.get(0)?, roll))
        },
    )?;
    Ok(found.into_iter().collect())
}

/// A talk that a pupil took part in: when, in which form and for how long, never about what.
#[derive(Debug, Clone)]
pub struct Talk {
    pub held_on: String,
    pub form: String,
    pub minutes: Option<u32>,
    /// What the counselor lets the homeroom teacher know; empty where they do not.
    pub conclusion: String,
}

/// The counselling that a pupil took part in in a year, the newest first.
pub fn counselled(r: &Reading<'_>, student: &str, year: &str) -> Result<Vec<Talk>> {
    r.rows(
        "SELECT c.held_on, c.form, c.minutes,
                CASE WHEN c.is_shared THEN c.conclusion ELSE '' END AS conclusion
         FROM counsel_session c
         JOIN counsel_student s ON s.session_id = c.id AND s.student_id = :student
         WHERE c.year = :year AND c.deleted_at IS NULL
         ORDER BY c.held_on DESC, c.id DESC",
        named_params! { ":student": student, ":year": year },
        |row| {
            Ok(Talk {
                held_on: row.get("held_on")?,
                form: row.get("form")?,
                minutes: row.get("minutes")?,
                conclusion: row.get("conclusion")?,
            })
        },
    )
}

/// What the wish belongs to, then the wish.
fn wish_from_row(row: &Row<'_>) -> rusqlite::Result<(String, Wish)> {
    let wish = Wish {
        round: row.get(1)?,
        rank: row.get(2)?,
        stream: row.get(3)?,
        school: row.get(4)?,
        trade: row.get(5)?,
        stated_on: row.get(6)?,
    };
    Ok((row.get(0)?, wish))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredRecord> {
    Ok(StoredRecord {
        record: Record {
            academic: row.get("academic")?,
            ability: row.get("ability")?,
            forte: row.get("forte")?,
            circumstances: row.get("circumstances")?,
            ..Record::default()
        },
        review: Review {
            review: row.get("review")?,
            remark: row.get("remark")?,
            question: row.get("question")?,
        },
        reviewed_on: row.get("reviewed_on")?,
        reviewed_by: row.get("reviewed_by")?,
    })
}
