//! The log: activities with their classes, partners, contents, duties and money.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Row, ToSql, named_params};

use crate::domain::activity::{Activity, Counts, FundingLine};
use crate::error::Result;
use crate::kernel::fold::fold;
use crate::kernel::{Date, id};
use crate::store::unit::{Reading, Writing};

/// A duty, and the kinds whose activities carry it unless a person chose otherwise.
#[derive(Debug, Clone)]
pub struct DutyFilter {
    pub duty: String,
    pub kinds: Vec<String>,
}

/// Which activities, and in which order.
#[derive(Debug, Default, Clone)]
pub struct ActivityFilter {
    pub year: String,
    /// Codes of kinds; empty for all.
    pub kinds: Vec<String>,
    pub duty: Option<DutyFilter>,
    pub status: Option<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub text: String,
    /// Id of a class: activities that name it, its grade, or the whole school.
    pub class: Option<String>,
    pub grade: Option<u32>,
    pub is_removed: bool,
    /// Of the bin: those put there at this moment or later, RFC 3339.
    pub removed_since: Option<String>,
    pub sort: ActivitySort,
    pub is_ascending: bool,
    pub limit: Option<u32>,
    pub after: u32,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum ActivitySort {
    #[default]
    Date,
    Number,
    Title,
    Kind,
    Students,
}

/// A stored activity with everything it names.
#[derive(Debug, Clone)]
pub struct StoredActivity {
    pub id: String,
    pub year: String,
    pub number: u32,
    pub kind: String,
    pub title: String,
    pub status: String,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub place: String,
    pub counts: Counts,
    pub is_duty_chosen: bool,
    pub note: String,
    pub changed_at: String,
    pub is_removed: bool,
    pub removed_at: Option<String>,
    /// Grade, id and name of each class, in list order.
    pub classes: Vec<(u32, String, String)>,
    pub grades: Vec<u32>,
    pub partners: Vec<String>,
    pub contents: Vec<String>,
    pub duties: Vec<String>,
    pub funding: Vec<FundingLine>,
}

impl StoredActivity {
    /// The day on which it was done; absent where it was not, or lies in the bin.
    pub fn done_on(&self) -> Option<Date> {
        (self.status == "done" && !self.is_removed).then_some(self.starts_on)
    }
}

/// Numbers of a filtered list.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct ActivityFigures {
    pub planned: u32,
    pub done: u32,
    pub cancelled: u32,
    pub students: u32,
    pub spent_vnd: i64,
}

const COLUMNS: &str = "a.id, a.year, a.number, a.kind, a.title, a.status, a.starts_on, a.ends_on,
    a.place, a.students, a.female, a.parents, a.staff, a.community, a.is_duty_chosen, a.note,
    a.changed_at, a.deleted_at IS NOT NULL AS is_removed, a.deleted_at";

const WHERE: &str = "FROM activity a
     WHERE a.year = :year
       AND (a.deleted_at IS NOT NULL) = :is_removed
       AND (:removed_since IS NULL OR a.deleted_at IS NULL OR a.deleted_at >= :removed_since)
       AND (:kinds = '' OR instr(:kinds, ' ' || a.kind || ' ') > 0)
       AND (:duty IS NULL
            OR CASE a.is_duty_chosen
                 WHEN 1 THEN EXISTS (SELECT 1 FROM activity_duty u
                                     WHERE u.activity_id = a.id AND u.duty = :duty)
                 ELSE instr(:duty_kinds, ' ' || a.kind || ' ') > 0 END)
       AND (:status IS NULL OR a.status = :status)
       AND (:from IS NULL OR coalesce(a.ends_on, a.starts_on) >= :from)
       AND (:to IS NULL OR a.starts_on <= :to)
       AND (:text = '' OR instr(a.search, :text) > 0)
       AND (:class IS NULL
            OR EXISTS (SELECT 1 FROM activity_class l
                       WHERE l.activity_id = a.id AND l.class_id = :class)
            OR a.reach = ' * '
            OR instr(a.reach, (SELECT ' ' || c.grade || ' ' FROM class c WHERE c.id = :class)) > 0)
       AND (:grade IS NULL
            OR a.reach = ' * '
            OR instr(a.reach, ' ' || :grade || ' ') > 0
            OR EXISTS (SELECT 1 FROM activity_class l JOIN class c ON c.id = l.class_id
                       WHERE l.activity_id = a.id AND c.grade = :grade))";

/// The activities that the filter gives.
pub fn list(r: &Reading<'_>, filter: &ActivityFilter) -> Result<Vec<StoredActivity>> {
    let column = match filter.sort {
        ActivitySort::Date => "a.starts_on",
        ActivitySort::Number => "a.number",
        ActivitySort::Title => "a.search",
        ActivitySort::Kind => "a.kind",
        ActivitySort::Students => "a.students",
    };
    let direction = if filter.is_ascending { "ASC" } else { "DESC" };
    let sql = format!(
        "SELECT {COLUMNS} {WHERE}
         ORDER BY {column} {direction}, a.number {direction}, a.id
         LIMIT :limit OFFSET :after"
    );
    let limit = filter.limit.map_or(-1, i64::from);
    let found = asked(filter, |values| {
        let page: [Value<'_>; 2] = [(":limit", &limit), (":after", &filter.after)];
        r.rows(&sql, &[values, &page[..]].concat()[..], from_row)
    })?;
    with_links(r, found, Links::All)
}

/// What the rules count of a year's activities, or of those of some days: without words, partners and
/// money, without the grades of its classes, and in no order. A year of ten thousand is read in a quarter of the time of [`list`].
pub fn counted(
    r: &Reading<'_>,
    year: &str,
    days: Option<(Date, Date)>,
) -> Result<Vec<StoredActivity>> {
    let found = r.rows(
        "SELECT a.id, '', 0, a.kind, '', a.status, a.starts_on, NULL, '', a.students, 0, a.parents,
                0, 0, a.is_duty_chosen, '', '', 0, NULL
         FROM activity a
         WHERE a.year = :year AND a.deleted_at IS NULL
           AND (:from IS NULL OR coalesce(a.ends_on, a.starts_on) >= :from)
           AND (:to IS NULL OR a.starts_on <= :to)",
        named_params! {
            ":year": year, ":from": days.map(|(from, _)| from.to_string()),
            ":to": days.map(|(_, to)| to.to_string()),
        },
        from_row,
    )?;
    with_links(r, found, Links::Counted)
}

/// Numbers of everything that the filter gives, whatever its limit.
pub fn figures(r: &Reading<'_>, filter: &ActivityFilter) -> Result<ActivityFigures> {
    let sql = format!(
        "SELECT count(CASE WHEN a.status = 'planned' THEN 1 END) AS planned,
                count(CASE WHEN a.status = 'done' THEN 1 END) AS done,
                count(CASE WHEN a.status = 'cancelled' THEN 1 END) AS cancelled,
                coalesce(sum(CASE WHEN a.status = 'done' THEN a.students END), 0) AS students,
                coalesce(sum(CASE WHEN a.status = 'done' THEN
                    (SELECT sum(f.spent_vnd) FROM activity_funding f WHERE f.activity_id = a.id)
                END), 0) AS spent_vnd
         {WHERE}"
    );
    let figures = asked(filter, |values| {
        r.row(&sql, values, |row| {
            Ok(ActivityFigures {
                planned: row.get("planned")?,
                done: row.get("done")?,
                cancelled: row.get("cancelled")?,
                students: row.get("students")?,
                spent_vnd: row.get("spent_vnd")?,
            })
        })
    })?;
    Ok(figures.unwrap_or_default())
}

/// One activity, in the bin or not.
pub fn get(r: &Reading<'_>, id: &str) -> Result<Option<StoredActivity>> {
    let found = r.rows(
        &format!("SELECT {COLUMNS} FROM activity a WHERE a.id = :id"),
        named_params! { ":id": id },
        from_row,
    )?;
    Ok(with_links(r, found, Links::All)?.pop())
}

/// The newest activity of a kind (of any kind where empty), for “như lần trước”.
pub fn latest(r: &Reading<'_>, kind: Option<&str>) -> Result<Option<String>> {
    r.row(
        "SELECT id FROM activity
         WHERE deleted_at IS NULL AND (:kind IS NULL OR kind = :kind)
         ORDER BY starts_on DESC, number DESC LIMIT 1",
        named_params! { ":kind": kind },
        |row| row.get(0),
    )
}

/// Adds an activity; answers its id and its number in the year.
pub fn insert(w: &Writing<'_>, year: &str, activity: &Activity) -> Result<(String, u32)> {
    let id = id::new();
    let number = w.number(
        "SELECT coalesce(max(number), 0) + 1 FROM activity WHERE year = :year",
        named_params! { ":year": year },
    )?;
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    w.run(
        "INSERT INTO activity (id, year, number, kind, title, search, reach, status, starts_on,
                               ends_on, place, students, female, parents, staff, community,
                               is_duty_chosen, note, changed_at, changed_on)
         VALUES (:id, :year, :number, :kind, :title, :search, :reach, :status, :starts_on,
                 :ends_on, :place, :students, :female, :parents, :staff, :community,
                 :is_duty_chosen, :note, :now, :device)",
        named_params! {
            ":id": id, ":year": year, ":number": number, ":kind": activity.kind,
            ":title": activity.title, ":search": search(activity), ":reach": reach(activity),
            ":status": activity.status, ":starts_on": activity.starts_on.to_string(),
            ":ends_on": activity.ends_on.map(|day| day.to_string()), ":place": activity.place,
            ":students": activity.counts.students, ":female": activity.counts.female,
            ":parents": activity.counts.parents, ":staff": activity.counts.staff,
            ":community": activity.counts.community,
            ":is_duty_chosen": activity.counts_for.is_some(), ":note": activity.note,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    insert_links(w, &id, activity)?;
    Ok((id, number))
}

/// Changes an activity.
pub fn update(w: &Writing<'_>, id: &str, activity: &Activity) -> Result<()> {
    w.run(
        "UPDATE activity SET kind = :kind, title = :title, search = :search, reach = :reach,
                status = :status, starts_on = :starts_on, ends_on = :ends_on, place = :place,
                students = :students, female = :female, parents = :parents, staff = :staff,
                community = :community, is_duty_chosen = :is_duty_chosen, note = :note,
                changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": id, ":kind": activity.kind, ":title": activity.title,
            ":search": search(activity), ":reach": reach(activity), ":status": activity.status,
            ":starts_on": activity.starts_on.to_string(),
            ":ends_on": activity.ends_on.map(|day| day.to_string()), ":place": activity.place,
            ":students": activity.counts.students, ":female": activity.counts.female,
            ":parents": activity.counts.parents, ":staff": activity.counts.staff,
            ":community": activity.counts.community,
            ":is_duty_chosen": activity.counts_for.is_some(), ":note": activity.note,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    for table in LINKS {
        let sql = format!("DELETE FROM {table} WHERE activity_id = :id");
        w.run(&sql, named_params! { ":id": id })?;
    }
    insert_links(w, id, activity)
}

/// Puts an activity into the bin, or takes it out.
pub fn set_removed(w: &Writing<'_>, id: &str, is_removed: bool) -> Result<()> {
    w.run(
        "UPDATE activity SET deleted_at = CASE WHEN :is_removed THEN :now END,
                             changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": id, ":is_removed": is_removed, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// The school's own kinds: code, label, the shipped kind each stands for.
pub fn own_kinds(r: &Reading<'_>) -> Result<Vec<(String, String, String)>> {
    r.rows(
        "SELECT code, label, stands_for FROM activity_kind
         WHERE deleted_at IS NULL ORDER BY label, code",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Adds a kind of the school's own; answers its code.
pub fn insert_kind(w: &Writing<'_>, label: &str, stands_for: &str) -> Result<String> {
    let code = format!("own_{}", id::new());
    w.run(
        "INSERT INTO activity_kind (code, label, stands_for, changed_at, changed_on)
         VALUES (:code, :label, :stands_for, :now, :device)",
        named_params! {
            ":code": code, ":label": label, ":stands_for": stands_for,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(code)
}

/// Names of partners, those used most first.
pub fn partners(r: &Reading<'_>, text: &str) -> Result<Vec<String>> {
    r.rows(
        "SELECT p.name FROM partner p
         LEFT JOIN activity_partner l ON l.partner_id = p.id
         WHERE p.deleted_at IS NULL AND (:text = '' OR instr(p.search, :text) > 0)
         GROUP BY p.id ORDER BY count(l.activity_id) DESC, p.search LIMIT 50",
        named_params! { ":text": fold(text) },
        |row| row.get(0),
    )
}

const LINKS: [&str; 6] = [
    "activity_class",
    "activity_grade",
    "activity_partner",
    "activity_content",
    "activity_duty",
    "activity_funding",
];

fn insert_links(w: &Writing<'_>, id: &str, activity: &Activity) -> Result<()> {
    for class in &activity.classes {
        w.run(
            "INSERT INTO activity_class (activity_id, class_id) VALUES (:id, :class)",
            named_params! { ":id": id, ":class": class },
        )?;
    }
    for grade in &activity.grades {
        w.run(
            "INSERT INTO activity_grade (activity_id, grade) VALUES (:id, :grade)",
            named_params! { ":id": id, ":grade": grade },
        )?;
    }
    for (position, name) in activity.partners.iter().enumerate() {
        let partner = partner_named(w, name)?;
        w.run(
            "INSERT OR IGNORE INTO activity_partner (activity_id, partner_id, position)
             VALUES (:id, :partner, :position)",
            named_params! { ":id": id, ":partner": partner, ":position": position as i64 },
        )?;
    }
    for content in &activity.contents {
        w.run(
            "INSERT INTO activity_content (activity_id, content) VALUES (:id, :content)",
            named_params! { ":id": id, ":content": content },
        )?;
    }
    for duty in activity.counts_for.iter().flatten() {
        w.run(
            "INSERT INTO activity_duty (activity_id, duty) VALUES (:id, :duty)",
            named_params! { ":id": id, ":duty": duty },
        )?;
    }
    for (position, line) in activity.funding.iter().enumerate() {
        w.run(
            "INSERT INTO activity_funding (activity_id, position, source, item, label,
                                           planned_vnd, spent_vnd)
             VALUES (:id, :position, :source, :item, :label, :planned_vnd, :spent_vnd)",
            named_params! {
                ":id": id, ":position": position as i64, ":source": line.source,
                ":item": line.item, ":label": line.label, ":planned_vnd": line.planned_vnd,
                ":spent_vnd": line.spent_vnd,
            },
        )?;
    }
    Ok(())
}

/// The partner of this name, diacritics and case aside; made where there is none.
fn partner_named(w: &Writing<'_>, name: &str) -> Result<String> {
    let known = w.row(
        "SELECT id FROM partner WHERE search = :search AND deleted_at IS NULL",
        named_params! { ":search": fold(name) },
        |row| row.get(0),
    )?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = id::new();
    w.run(
        "INSERT INTO partner (id, name, search, changed_at, changed_on)
         VALUES (:id, :name, :search, :now, :device)",
        named_params! {
            ":id": id, ":name": name, ":search": fold(name), ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(id)
}

/// What the search of the log looks through: title, place, partners.
fn search(activity: &Activity) -> String {
    search_text(&activity.title, &activity.place, &activity.partners)
}

/// The search text of an activity; `verify` holds the stored one against it.
pub fn search_text(title: &str, place: &str, partners: &[String]) -> String {
    fold(&format!("{title} {place} {}", partners.join(" ")))
}

/// Whom it reaches beside the classes it names, as step 0009 of the store says.
fn reach(activity: &Activity) -> String {
    let grades: BTreeSet<u32> = activity.grades.iter().copied().collect();
    reach_text(&grades, activity.classes.is_empty())
}

/// ` * `, ` 8 9 ` or nothing; `verify` holds the stored one against it.
pub fn reach_text(grades: &BTreeSet<u32>, names_no_class: bool) -> String {
    if grades.is_empty() {
        return if names_no_class { " * " } else { "" }.to_owned();
    }
    let each: String = grades.iter().map(|grade| format!("{grade} ")).collect();
    format!(" {each}")
}

type Value<'a> = (&'a str, &'a dyn ToSql);

/// Runs a query with the values that [`WHERE`] names.
fn asked<T>(filter: &ActivityFilter, run: impl FnOnce(&[Value<'_>]) -> T) -> T {
    let (kinds, text) = (spaced(&filter.kinds), fold(&filter.text));
    let duty = filter.duty.as_ref().map(|duty| &duty.duty);
    let duty_kinds = filter.duty.as_ref().map(|duty| spaced(&duty.kinds));
    let [from, to] = [filter.from, filter.to].map(|day| day.map(|day| day.to_string()));
    run(&[
        (":year", &filter.year),
        (":is_removed", &filter.is_removed),
        (":removed_since", &filter.removed_since),
        (":kinds", &kinds),
        (":duty", &duty),
        (":duty_kinds", &duty_kinds),
        (":status", &filter.status),
        (":from", &from),
        (":to", &to),
        (":text", &text),
        (":class", &filter.class),
        (":grade", &filter.grade),
    ])
}

/// Codes in one text, each between spaces; empty where there is none.
fn spaced(codes: &[String]) -> String {
    match codes {
        [] => String::new(),
        codes => format!(" {} ", codes.join(" ")),
    }
}

/// Which links are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Links {
    All,
    /// Those that the rules count, in no order.
    Counted,
}

/// Reads the links of the found activities: by their ids when they are few. Many are read in one
/// run through each table from the first id to the last, since a year's ids follow one another.
fn with_links(
    r: &Reading<'_>,
    mut found: Vec<StoredActivity>,
    links: Links,
) -> Result<Vec<StoredActivity>> {
    if found.is_empty() {
        return Ok(found);
    }
    let mut ids: Vec<&str> = found.iter().map(|activity| activity.id.as_str()).collect();
    let scope = if ids.len() <= 200 {
        "l.activity_id IN (SELECT value FROM json_each(:ids))"
    } else {
        ids.sort_unstable();
        ids = vec![ids[0], ids[ids.len() - 1]];
        "l.activity_id BETWEEN json_extract(:ids, '$[0]') AND json_extract(:ids, '$[1]')"
    };
    let ids = format!("[\"{}\"]", ids.join("\",\""));
    let places: HashMap<String, usize> = found
        .iter()
        .enumerate()
        .map(|(at, activity)| (activity.id.clone(), at))
        .collect();
    let mut each = |sql: &str,
                    take: &mut dyn FnMut(&mut StoredActivity, &Row<'_>) -> rusqlite::Result<()>|
     -> Result<()> {
        let sql = sql.replace("{scope}", scope);
        let mut statement = r.connection().prepare_cached(&sql)?;
        let mut rows = statement.query(named_params! { ":ids": ids })?;
        // Rows of one activity follow one another.
        let mut last: (String, Option<usize>) = (String::new(), None);
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if last.0 != id {
                last = (id.to_owned(), places.get(id).copied());
            }
            if let Some(activity) = last.1.and_then(|at| found.get_mut(at)) {
                take(activity, row)?;
            }
        }
        Ok(())
    };
    let is_whole = links == Links::All;
    each(
        match is_whole {
            true => {
                "SELECT l.activity_id, c.grade, c.id, c.name FROM activity_class l
                 CROSS JOIN class c ON c.id = l.class_id
                 WHERE {scope} ORDER BY l.activity_id, c.sort_key"
            }
            false => "SELECT l.activity_id, 0, l.class_id, '' FROM activity_class l WHERE {scope}",
        },
        &mut |activity, row| {
            activity
                .classes
                .push((row.get(1)?, row.get(2)?, row.get(3)?));
            Ok(())
        },
    )?;
    each(
        "SELECT l.activity_id, l.grade FROM activity_grade l
         WHERE {scope} ORDER BY l.activity_id, l.grade",
        &mut |activity, row| {
            activity.grades.push(row.get(1)?);
            Ok(())
        },
    )?;
    each(
        "SELECT l.activity_id, l.content FROM activity_content l
         WHERE {scope} ORDER BY l.activity_id, instr('abcdđ', l.content)",
        &mut |activity, row| {
            activity.contents.push(row.get(1)?);
            Ok(())
        },
    )?;
    each(
        "SELECT l.activity_id, l.duty FROM activity_duty l
         WHERE {scope} ORDER BY l.activity_id, l.duty",
        &mut |activity, row| {
            activity.duties.push(row.get(1)?);
            Ok(())
        },
    )?;
    if !is_whole {
        return Ok(found);
    }
    each(
        "SELECT l.activity_id, p.name FROM activity_partner l
         CROSS JOIN partner p ON p.id = l.partner_id
         WHERE {scope} ORDER BY l.activity_id, l.position",
        &mut |activity, row| {
            activity.partners.push(row.get(1)?);
            Ok(())
        },
    )?;
    each(
        "SELECT l.activity_id, l.source, l.item, l.label, l.planned_vnd, l.spent_vnd
         FROM activity_funding l
         WHERE {scope} ORDER BY l.activity_id, l.position",
        &mut |activity, row| {
            activity.funding.push(FundingLine {
                source: row.get(1)?,
                item: row.get(2)?,
                label: row.get(3)?,
                planned_vnd: row.get(4)?,
                spent_vnd: row.get(5)?,
            });
            Ok(())
        },
    )?;
    Ok(found)
}

/// By place, in the order of [`COLUMNS`]: names would be looked up for every row.
fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredActivity> {
    Ok(StoredActivity {
        id: row.get(0)?,
        year: row.get(1)?,
        number: row.get(2)?,
        kind: row.get(3)?,
        title: row.get(4)?,
        status: row.get(5)?,
        starts_on: super::day(row, 6)?,
        ends_on: super::day_or_none(row, 7)?,
        place: row.get(8)?,
        counts: Counts {
            students: row.get(9)?,
            female: row.get(10)?,
            parents: row.get(11)?,
            staff: row.get(12)?,
            community: row.get(13)?,
        },
        is_duty_chosen: row.get(14)?,
        note: row.get(15)?,
        changed_at: row.get(16)?,
        is_removed: row.get(17)?,
        removed_at: row.get(18)?,
        classes: Vec::new(),
        grades: Vec::new(),
        partners: Vec::new(),
        contents: Vec::new(),
        duties: Vec::new(),
        funding: Vec::new(),
    })
}
