//! Finding across the book by the folded columns: bounded, newest first.
//!
//! Each look stops after [`CANDIDATES`] rows that fit, so a short text costs no more than a rare one.

use std::collections::HashSet;

use rusqlite::{ToSql, named_params};

use crate::domain::find::{Spellings, Wanted};
use crate::error::Result;
use crate::kernel::Date;
use crate::kernel::fold::fold;
use crate::store::unit::Reading;

/// Rows that fit and are weighed against each other.
const CANDIDATES: u32 = 400;

/// Activities looked at, the newest of the book: more than a school writes in a working life, and no
/// key press waits for more.
const SCANNED: u32 = 20_000;

/// A pupil in one year.
pub struct FoundStudent {
    pub id: String,
    pub name: String,
    pub code: String,
    pub class: String,
    pub year: String,
}

pub struct FoundActivity {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub starts_on: Date,
    pub year: String,
}

pub struct FoundClass {
    pub id: String,
    pub name: String,
    pub homeroom: String,
    pub year: String,
}

pub struct FoundPartner {
    pub id: String,
    pub name: String,
}

/// Pupils, each once: in `year` where they have a class then, else in their newest year.
/// `classes` are the ids of the classes that may be seen; `None` for all.
pub fn students(
    r: &Reading<'_>,
    wanted: &Wanted,
    year: &str,
    classes: Option<&[String]>,
) -> Result<Vec<FoundStudent>> {
    // Those with the accents as typed first: among thousands of An, nobody would come to an Ân.
    let spellings = wanted.spellings();
    let mut found = students_where(r, wanted, year, classes, Some(&spellings))?;
    let known: HashSet<String> = found.iter().map(|one| one.id.clone()).collect();
    let others = students_where(r, wanted, year, classes, None)?.into_iter();
    found.extend(others.filter(|one| !known.contains(&one.id)));
    Ok(found)
}

fn students_where(
    r: &Reading<'_>,
    wanted: &Wanted,
    year: &str,
    classes: Option<&[String]>,
    spellings: Option<&Spellings>,
) -> Result<Vec<FoundStudent>> {
    let [w1, w2, w3, w4] = &wanted.words;
    let classes = classes.map(|ids| ids.join(" "));
    let rest: [(&str, &dyn ToSql); 7] = [
        (":classes", &classes),
        (":year", &year),
        (":w1", w1),
        (":w2", w2),
        (":w3", w3),
        (":w4", w4),
        (":limit", &CANDIDATES),
    ];
    let spelling = spellings.map_or_else(String::new, |_| format!("AND {}", spelt("s.name")));
    let values = [
        &rest[..],
        &spellings.map(spelling_values).unwrap_or_default(),
    ]
    .concat();
    let sql = format!(
        "SELECT s.id, s.name, s.ministry_id, s.school_code, c.name AS class, e.year
         FROM student s
         CROSS JOIN enrolment e ON e.id =
            (SELECT x.id FROM enrolment x
             WHERE x.student_id = s.id AND x.deleted_at IS NULL
               AND (:classes IS NULL OR instr(:classes, x.class_id) > 0)
             ORDER BY x.year = :year DESC, x.year DESC LIMIT 1)
         CROSS JOIN class c ON c.id = e.class_id
         WHERE s.deleted_at IS NULL
           AND instr(s.search, :w1) > 0 AND instr(s.search, :w2) > 0
           AND instr(s.search, :w3) > 0 AND instr(s.search, :w4) > 0
           {spelling}
         ORDER BY s.rowid DESC LIMIT :limit"
    );
    r.rows(&sql, &values[..], |row| {
        let (ministry_id, school_code): (String, String) =
            (row.get("ministry_id")?, row.get("school_code")?);
        Ok(FoundStudent {
            id: row.get("id")?,
            name: row.get("name")?,
            code: if school_code.is_empty() {
                ministry_id
            } else {
                school_code
            },
            class: row.get("class")?,
            year: row.get("year")?,
        })
    })
}

/// The condition that a column has every word with the accents as typed; see [`spelling_values`].
pub(super) fn spelt(column: &str) -> String {
    let word = |n: i32| {
        format!(
            "(instr({column}, :l{n}) > 0 OR instr({column}, :c{n}) > 0 OR instr({column}, :u{n}) > 0)"
        )
    };
    [1, 2, 3, 4].map(word).join(" AND ")
}

/// What [`spelt`] names.
pub(super) fn spelling_values(spellings: &Spellings) -> Vec<(&'static str, &dyn ToSql)> {
    const NAMES: [[&str; 3]; 4] = [
        [":l1", ":c1", ":u1"],
        [":l2", ":c2", ":u2"],
        [":l3", ":c3", ":u3"],
        [":l4", ":c4", ":u4"],
    ];
    let all = NAMES.iter().zip(spellings);
    let values = all.flat_map(|(names, words)| names.iter().zip(words));
    values
        .map(|(name, word)| (*name, word as &dyn ToSql))
        .collect()
}

/// Activities, year by year from the newest, each year from its newest day.
pub fn activities(
    r: &Reading<'_>,
    wanted: &Wanted,
    years: &[String],
) -> Result<Vec<FoundActivity>> {
    let [w1, w2, w3, w4] = &wanted.words;
    let mut found = Vec::new();
    let (mut wanted_rows, mut scanned_rows) = (CANDIDATES, SCANNED);
    for year in years {
        let more = r.rows(
            "SELECT id, title, kind, starts_on, year FROM
                (SELECT id, title, kind, starts_on, year, search FROM activity
                 WHERE year = :year AND deleted_at IS NULL
                 ORDER BY starts_on DESC, number DESC LIMIT :scanned)
             WHERE instr(search, :w1) > 0 AND instr(search, :w2) > 0
               AND instr(search, :w3) > 0 AND instr(search, :w4) > 0
             LIMIT :limit",
            named_params! {
                ":year": year, ":w1": w1, ":w2": w2, ":w3": w3, ":w4": w4,
                ":scanned": scanned_rows, ":limit": wanted_rows,
            },
            |row| {
                Ok(FoundActivity {
                    id: row.get("id")?,
                    title: row.get("title")?,
                    kind: row.get("kind")?,
                    starts_on: super::day(row, "starts_on")?,
                    year: row.get("year")?,
                })
            },
        )?;
        let held = r.number(
            "SELECT count(*) FROM activity WHERE year = :year",
            named_params! { ":year": year },
        )?;
        wanted_rows = wanted_rows.saturating_sub(u32::try_from(more.len()).unwrap_or(CANDIDATES));
        scanned_rows = scanned_rows.saturating_sub(u32::try_from(held).unwrap_or(SCANNED));
        found.extend(more);
        if wanted_rows == 0 || scanned_rows == 0 {
            break;
        }
    }
    Ok(found)
}

/// Classes whose name begins as typed, with or without the word “lớp”.
pub fn classes(r: &Reading<'_>, wanted: &Wanted) -> Result<Vec<FoundClass>> {
    let typed = wanted.folded();
    let typed = typed.strip_prefix("lop ").unwrap_or(&typed).to_owned();
    let all = r.rows(
        "SELECT id, name, homeroom, year FROM class
         WHERE deleted_at IS NULL ORDER BY year DESC, sort_key, id",
        [],
        |row| {
            Ok(FoundClass {
                id: row.get("id")?,
                name: row.get("name")?,
                homeroom: row.get("homeroom")?,
                year: row.get("year")?,
            })
        },
    )?;
    Ok(all
        .into_iter()
        .filter(|class| fold(&class.name).starts_with(&typed))
        .collect())
}

/// Partners, those added last first.
pub fn partners(r: &Reading<'_>, wanted: &Wanted) -> Result<Vec<FoundPartner>> {
    let [w1, w2, w3, w4] = &wanted.words;
    r.rows(
        "SELECT id, name FROM partner
         WHERE deleted_at IS NULL
           AND instr(search, :w1) > 0 AND instr(search, :w2) > 0
           AND instr(search, :w3) > 0 AND instr(search, :w4) > 0
         ORDER BY rowid DESC LIMIT :limit",
        named_params! { ":w1": w1, ":w2": w2, ":w3": w3, ":w4": w4, ":limit": CANDIDATES },
        |row| {
            Ok(FoundPartner {
                id: row.get("id")?,
                name: row.get("name")?,
            })
        },
    )
}
