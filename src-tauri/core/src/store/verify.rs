//! What `verify` looks at: the file, the references, the search texts, the audit chain.

use crate::error::{Error, Result};
use crate::kernel::name::sort_key;
use crate::store::activity::{reach_text, search_text};
use crate::store::unit::Reading;
use crate::store::{audit, open};

/// What was found; codes of the message table.
#[derive(Debug, Default)]
pub struct Findings {
    pub problems: Vec<&'static str>,
    pub students: u32,
    pub activities: u32,
    pub acts: u32,
}

/// Checks the whole book.
pub fn verify(r: &Reading<'_>) -> Result<Findings> {
    let mut findings = Findings::default();
    match open::check_whole(r.connection()) {
        Ok(()) => {}
        Err(Error::BookDamaged(_)) => findings.problems.push("verify.damaged"),
        Err(other) => return Err(other),
    }
    let strays = r.rows("PRAGMA foreign_key_check", [], |_| Ok(()))?;
    if !strays.is_empty() {
        findings.problems.push("verify.stray_rows");
    }
    if !search_is_true(r)? {
        findings.problems.push("verify.search");
    }
    let (broken, acts) = audit::first_break(r)?;
    if broken.is_some() {
        findings.problems.push("verify.audit");
    }
    findings.acts = acts;
    (findings.students, findings.activities) = counts(r)?;
    Ok(findings)
}

/// Pupils and activities of the whole book.
pub fn counts(r: &Reading<'_>) -> Result<(u32, u32)> {
    let count = |sql: &str| {
        r.number(sql, [])
            .map(|n| u32::try_from(n).unwrap_or(u32::MAX))
    };
    Ok((
        count("SELECT count(*) FROM student WHERE deleted_at IS NULL")?,
        count("SELECT count(*) FROM activity WHERE deleted_at IS NULL")?,
    ))
}

fn search_is_true(r: &Reading<'_>) -> Result<bool> {
    let activities = r.rows(
        "SELECT a.title, a.place, a.search,
                coalesce((SELECT group_concat(name, char(10)) FROM
                    (SELECT p.name FROM activity_partner l JOIN partner p ON p.id = l.partner_id
                     WHERE l.activity_id = a.id ORDER BY l.position)), '') AS partners,
                a.reach,
                coalesce((SELECT group_concat(grade) FROM activity_grade g
                          WHERE g.activity_id = a.id), '') AS grades,
                NOT EXISTS (SELECT 1 FROM activity_class l
                            WHERE l.activity_id = a.id) AS names_no_class
         FROM activity a",
        [],
        |row| {
            let partners: String = row.get("partners")?;
            let partners: Vec<String> = partners.lines().map(str::to_owned).collect();
            let (title, place): (String, String) = (row.get("title")?, row.get("place")?);
            let grades: String = row.get("grades")?;
            let grades = grades.split(',').filter_map(|grade| grade.parse().ok());
            let reach = reach_text(&grades.collect(), row.get("names_no_class")?);
            Ok(
                search_text(&title, &place, &partners) == row.get::<_, String>("search")?
                    && reach == row.get::<_, String>("reach")?,
            )
        },
    )?;
    let students = r.rows("SELECT name, sort_key, search FROM student", [], |row| {
        let name: String = row.get("name")?;
        let search: String = row.get("search")?;
        let is_found = search.starts_with(&crate::kernel::fold::fold(&name));
        Ok(is_found && sort_key(&name) == row.get::<_, String>("sort_key")?)
    })?;
    Ok(activities
        .into_iter()
        .chain(students)
        .all(|is_true| is_true))
}
