//! Pupils and their enrolments.

use rusqlite::{Row, ToSql, named_params};

use crate::domain::find::Wanted;
use crate::domain::student::{StudentDraft, StudentLine, StudentOnly, StudentOrder};
use crate::error::Result;
use crate::kernel::fold::fold;
use crate::kernel::{id, name};
use crate::store::find::{spelling_values, spelt};
use crate::store::unit::{Reading, Writing};

/// Which pupils of a year.
#[derive(Debug, Default, Clone)]
pub struct StudentFilter {
    /// Ids of the classes; `None` for all.
    pub classes: Option<Vec<String>>,
    /// Words in any order, diacritics ignored.
    pub text: String,
    pub only: StudentOnly,
    pub order: StudentOrder,
    pub limit: Option<u32>,
    pub after: u32,
}

/// One pupil as the importer compares them.
#[derive(Debug, Clone, PartialEq)]
pub struct Enrolled {
    pub enrolment: String,
    pub class_id: String,
    pub line: StudentLine,
}

/// Ids of an enrolment and of its class.
pub type Place = (String, String);

const COLUMNS: &str = "s.id, s.name, s.born_on, s.sex, c.name AS class, s.ministry_id,
    s.school_code, s.citizen_id, s.phone, s.ethnicity, s.address,
    s.support, e.status";

/// The filter's condition; it names the same parameters whatever is asked. One class is found by
/// its index, several are looked for in every pupil of the year.
const WHERE: &str = "FROM enrolment e
     JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
     JOIN class c ON c.id = e.class_id
     WHERE e.year = :year AND e.deleted_at IS NULL
       AND {classes}
       AND instr(s.search, :w1) > 0 AND instr(s.search, :w2) > 0
       AND instr(s.search, :w3) > 0 AND instr(s.search, :w4) > 0
       AND (:grade IS NULL OR c.grade = :grade)
       AND (:sex IS NULL OR coalesce(s.sex, 'unknown') = :sex)
       AND (:status IS NULL OR e.status = :status)
       AND (:support IS NULL OR (:support = 'any' AND s.support <> '')
            OR instr(s.support, ' ' || :support || ' ') > 0)
       AND (:minority IS NULL OR (s.ethnicity NOT IN ('', 'Kinh', 'Người nước ngoài')) = :minority)
       AND CASE :missing
             WHEN 'born_on' THEN coalesce(length(s.born_on), 0) < 10
             WHEN 'ministry_id' THEN s.ministry_id = ''
             WHEN 'ethnicity' THEN s.ethnicity = ''
             WHEN 'phone' THEN NOT EXISTS (SELECT 1 FROM guardian g
                               WHERE g.student_id = s.id AND g.phone <> '')
             ELSE 1 END
       AND (:born_from IS NULL OR (s.born_on IS NOT NULL AND substr(s.born_on, 1, 4) >= :born_from))
       AND (:born_to IS NULL OR (s.born_on IS NOT NULL AND substr(s.born_on, 1, 4) <= :born_to))
       AND (:unconsented IS NULL
            OR coalesce((SELECT k.answer FROM consent k
                         WHERE k.student_id = s.id AND k.purpose = :unconsented
                           AND k.who = 'parent' AND k.deleted_at IS NULL
                         ORDER BY k.stated_on DESC, k.id DESC LIMIT 1), '') <> 'given')
       AND CASE :record
             WHEN 'none' THEN NOT EXISTS (SELECT 1 FROM record d
                              WHERE d.student_id = s.id AND d.year = e.year)
             WHEN 'open' THEN NOT EXISTS (SELECT 1 FROM record d
                              WHERE d.student_id = s.id AND d.year = e.year AND d.review <> 'open')
             WHEN 'reviewed' THEN EXISTS (SELECT 1 FROM record d
                              WHERE d.student_id = s.id AND d.year = e.year
                                AND d.review = 'reviewed')
             WHEN 'counsel' THEN EXISTS (SELECT 1 FROM record d
                              WHERE d.student_id = s.id AND d.year = e.year
                                AND d.review = 'counsel')
             ELSE 1 END";

/// The pupils, in Vietnamese name order (given, middle, family) where no other is asked for.
pub fn list(r: &Reading<'_>, year: &str, filter: &StudentFilter) -> Result<Vec<StudentLine>> {
    let limit = filter.limit.map_or(-1, i64::from);
    let wanted = Wanted::read(&filter.text).filter(|_| filter.order.is_by_name());
    let spellings = wanted.map(|wanted| wanted.spellings());
    // Who is written with the accents as typed comes first.
    let first = match spellings {
        Some(_) => format!("NOT ({}), ", spelt("s.name")),
        None => String::new(),
    };
    let sql = format!(
        "SELECT {COLUMNS} {}
         ORDER BY {first}{}
         LIMIT :limit OFFSET :after",
        condition(filter),
        order(&filter.order)
    );
    asked(year, filter, |values| {
        let page: [Value<'_>; 2] = [(":limit", &limit), (":after", &filter.after)];
        let spelt = spellings.as_ref().map(spelling_values).unwrap_or_default();
        r.rows(&sql, &[values, &page[..], &spelt].concat()[..], from_row)
    })
}

/// How many pupils the filter gives.
pub fn count(r: &Reading<'_>, year: &str, filter: &StudentFilter) -> Result<u32> {
    let sql = format!("SELECT count(*) {}", condition(filter));
    let number = asked(year, filter, |values| r.number(&sql, values))?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

/// One pupil in the year.
pub fn get(r: &Reading<'_>, year: &str, student: &str) -> Result<Option<Enrolled>> {
    r.row(
        &format!(
            "SELECT {COLUMNS}, e.id AS enrolment, e.class_id
             FROM enrolment e
             JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
             JOIN class c ON c.id = e.class_id
             WHERE e.year = :year AND e.deleted_at IS NULL AND e.student_id = :student"
        ),
        named_params! { ":year": year, ":student": student },
        |row| {
            Ok(Enrolled {
                enrolment: row.get("enrolment")?,
                class_id: row.get("class_id")?,
                line: from_row(row)?,
            })
        },
    )
}

/// One pupil of the book in the newest class they had, whether they are still here or not.
pub fn find(r: &Reading<'_>, student: &str) -> Result<Option<StudentLine>> {
    r.row(
        &format!(
            "SELECT {COLUMNS}
             FROM student s
             JOIN enrolment e ON e.student_id = s.id AND e.deleted_at IS NULL
             JOIN class c ON c.id = e.class_id
             WHERE s.id = :student AND s.deleted_at IS NULL
             ORDER BY e.year DESC LIMIT 1"
        ),
        named_params! { ":student": student },
        from_row,
    )
}

/// Every pupil of the book, with the place they have in `year` where they have one: what an
/// import compares its rows with.
pub fn known(r: &Reading<'_>, year: &str) -> Result<Vec<(StudentLine, Option<Place>)>> {
    r.rows(
        "SELECT s.id, s.name, s.born_on, s.sex, coalesce(c.name, '') AS class, s.ministry_id,
                s.school_code, s.citizen_id, s.phone, s.ethnicity, s.address, s.support,
                coalesce(e.status, 'studying') AS status, e.id AS enrolment, e.class_id
         FROM student s
         LEFT JOIN enrolment e ON e.student_id = s.id AND e.year = :year
                              AND e.deleted_at IS NULL
         LEFT JOIN class c ON c.id = e.class_id
         WHERE s.deleted_at IS NULL
         ORDER BY s.id",
        named_params! { ":year": year },
        |row| {
            let enrolment: Option<String> = row.get("enrolment")?;
            let class_id: Option<String> = row.get("class_id")?;
            Ok((from_row(row)?, enrolment.zip(class_id)))
        },
    )
}

/// Adds a pupil; answers their id.
pub fn insert(w: &Writing<'_>, student: &StudentDraft) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO student (id, name, sort_key, search, born_on, sex, ministry_id, school_code,
                              citizen_id, phone, ethnicity, address, changed_at, changed_on)
         VALUES (:id, :name, :sort_key, :search, :born_on, :sex, :ministry_id, :school_code,
                 :citizen_id, :phone, :ethnicity, :address, :now, :device)",
        named_params! {
            ":id": id, ":name": student.name, ":sort_key": name::sort_key(&student.name),
            ":search": search(student), ":born_on": student.born_on, ":sex": student.sex,
            ":ministry_id": student.ministry_id, ":school_code": student.school_code,
            ":citizen_id": student.citizen_id, ":phone": student.phone,
            ":ethnicity": student.ethnicity, ":address": student.address, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Changes who a pupil is.
pub fn update(w: &Writing<'_>, id: &str, student: &StudentDraft) -> Result<()> {
    w.run(
        "UPDATE student SET name = :name, sort_key = :sort_key, search = :search,
                born_on = :born_on, sex = :sex, ministry_id = :ministry_id,
                school_code = :school_code, citizen_id = :citizen_id, phone = :phone,
                ethnicity = :ethnicity, address = :address, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": id, ":name": student.name, ":sort_key": name::sort_key(&student.name),
            ":search": search(student), ":born_on": student.born_on, ":sex": student.sex,
            ":ministry_id": student.ministry_id, ":school_code": student.school_code,
            ":citizen_id": student.citizen_id, ":phone": student.phone,
            ":ethnicity": student.ethnicity, ":address": student.address, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Changes what the family is entitled to.
pub fn set_support(w: &Writing<'_>, id: &str, support: &[String]) -> Result<()> {
    let text = match support.is_empty() {
        true => String::new(),
        false => format!(" {} ", support.join(" ")),
    };
    w.run(
        "UPDATE student SET support = :support, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": id, ":support": text, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Puts a pupil into a class for a year.
pub fn enrol(w: &Writing<'_>, student: &str, year: &str, class: &str, status: &str) -> Result<()> {
    w.run(
        "INSERT INTO enrolment (id, student_id, year, class_id, status, changed_at, changed_on)
         VALUES (:id, :student, :year, :class, :status, :now, :device)",
        named_params! {
            ":id": id::new(), ":student": student, ":year": year, ":class": class,
            ":status": status, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Changes a pupil's class or state in a year.
pub fn update_enrolment(w: &Writing<'_>, enrolment: &str, class: &str, status: &str) -> Result<()> {
    w.run(
        "UPDATE enrolment SET class_id = :class, status = :status,
                              changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": enrolment, ":class": class, ":status": status,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Takes a pupil out of a year, and out of the book when no other year holds them.
pub fn delete(w: &Writing<'_>, student: &str, enrolment: &str) -> Result<()> {
    w.run(
        "UPDATE enrolment SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! { ":id": enrolment, ":now": w.stamp(), ":device": w.device },
    )?;
    w.run(
        "UPDATE student SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :student
           AND NOT EXISTS (SELECT 1 FROM enrolment
                           WHERE student_id = :student AND deleted_at IS NULL)",
        named_params! { ":student": student, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

/// Another living pupil with this ministry id.
pub fn with_ministry_id(r: &Reading<'_>, ministry_id: &str) -> Result<Option<String>> {
    r.row(
        "SELECT id FROM student WHERE ministry_id = :ministry_id AND ministry_id <> ''
           AND deleted_at IS NULL",
        named_params! { ":ministry_id": ministry_id },
        |row| row.get(0),
    )
}

/// Classes, pupils, girls and pupils of ethnic minorities by grade, for the report.
pub fn by_grade(r: &Reading<'_>, year: &str) -> Result<Vec<GradeFigures>> {
    r.rows(
        "SELECT c.grade, c.level, count(DISTINCT c.id) AS classes, count(s.id) AS students,
                count(CASE WHEN s.sex = 'female' THEN 1 END) AS female,
                count(CASE WHEN s.ethnicity NOT IN ('', 'Kinh', 'Người nước ngoài') THEN 1 END)
                  AS minority,
                count(CASE WHEN s.ethnicity = '' THEN 1 END) AS ethnicity_unknown
         FROM class c
         LEFT JOIN enrolment e ON e.class_id = c.id AND e.deleted_at IS NULL
                              AND e.status IN ('studying', 'completed')
         LEFT JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
         WHERE c.year = :year AND c.deleted_at IS NULL
         GROUP BY c.grade, c.level
         ORDER BY c.grade, c.level",
        named_params! { ":year": year },
        |row| {
            Ok(GradeFigures {
                grade: row.get("grade")?,
                level: super::code(row, "level")?,
                classes: row.get("classes")?,
                students: row.get("students")?,
                female: row.get("female")?,
                minority: row.get("minority")?,
                ethnicity_unknown: row.get("ethnicity_unknown")?,
            })
        },
    )
}

/// Figures of one grade.
pub struct GradeFigures {
    pub grade: u32,
    pub level: crate::domain::school::Level,
    pub classes: u32,
    pub students: u32,
    pub female: u32,
    pub minority: u32,
    pub ethnicity_unknown: u32,
}

/// What the search of a pupil looks through.
pub fn search(student: &StudentDraft) -> String {
    let codes = [&student.ministry_id, &student.school_code];
    let codes = codes.into_iter().filter(|code| !code.is_empty()).cloned();
    let texts: Vec<String> = std::iter::once(fold(&student.name)).chain(codes).collect();
    texts.join(" ")
}

/// A parameter and its value.
type Value<'a> = (&'a str, &'a dyn ToSql);

/// Runs a query with what the filter's condition names.
fn asked<T>(year: &str, filter: &StudentFilter, run: impl FnOnce(&[Value<'_>]) -> T) -> T {
    let only = &filter.only;
    let classes = filter.classes.as_ref().map(|classes| classes.join(" "));
    let [w1, w2, w3, w4] = match Wanted::read(&filter.text) {
        Some(wanted) => wanted.words,
        None => [
            fold(&filter.text),
            String::new(),
            String::new(),
            String::new(),
        ],
    };
    // Days of birth are texts, some of them four digits; so are the years they are held to.
    let [from, to] = [only.born_from, only.born_to].map(|year| year.map(|year| year.to_string()));
    run(&[
        (":year", &year),
        (":classes", &classes),
        (":w1", &w1),
        (":w2", &w2),
        (":w3", &w3),
        (":w4", &w4),
        (":grade", &only.grade),
        (":sex", &only.sex),
        (":status", &only.status),
        (":minority", &only.minority),
        (":missing", &only.missing),
        (":record", &only.record),
        (":support", &only.support),
        (":born_from", &from),
        (":born_to", &to),
        (":unconsented", &only.unconsented),
    ])
}

fn condition(filter: &StudentFilter) -> String {
    let is_one = filter.classes.as_ref().is_some_and(|ids| ids.len() == 1);
    let classes = match is_one {
        true => "e.class_id = :classes",
        false => "(:classes IS NULL OR instr(:classes, e.class_id) > 0)",
    };
    WHERE.replace("{classes}", classes)
}

/// Names decide where the chosen column says the same.
fn order(order: &StudentOrder) -> String {
    let way = match order.is_descending {
        true => "DESC",
        false => "ASC",
    };
    let by_name = "s.sort_key, c.sort_key, s.id";
    match order.column.as_str() {
        "born_on" => format!("s.born_on {way}, {by_name}"),
        "sex" => format!("s.sex {way}, {by_name}"),
        "class" => format!("c.sort_key {way}, {by_name}"),
        "ministry_id" => format!("s.ministry_id {way}, {by_name}"),
        "school_code" => format!("s.school_code {way}, {by_name}"),
        "support" => format!("s.support {way}, {by_name}"),
        "phone" => format!("s.phone {way}, {by_name}"),
        "ethnicity" => format!("s.ethnicity {way}, {by_name}"),
        "status" => format!("e.status {way}, {by_name}"),
        _ => format!("s.sort_key {way}, c.sort_key, s.id"),
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StudentLine> {
    Ok(StudentLine {
        id: row.get("id")?,
        name: row.get("name")?,
        born_on: row.get("born_on")?,
        sex: row.get("sex")?,
        class: row.get("class")?,
        ministry_id: row.get("ministry_id")?,
        school_code: row.get("school_code")?,
        citizen_id: row.get("citizen_id")?,
        phone: row.get("phone")?,
        ethnicity: row.get("ethnicity")?,
        address: row.get("address")?,
        support: supports(row)?,
        status: row.get("status")?,
    })
}

fn supports(row: &Row<'_>) -> rusqlite::Result<Vec<String>> {
    let at = row.as_ref().column_index("support")?;
    let text = row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}
