//! One fact for many pupils, looked at before it is written, taken back as one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::open_year;
use super::student::class_named;
use crate::book::Done;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::domain::student::{StudentDraft, StudentFact, StudentLine};
use crate::error::{Error, Result};
use crate::store::{self, Writing};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentManyChange {
    pub students: Vec<String>,
    pub fact: StudentFact,
    /// Whether only the lines are wanted and nothing is written.
    #[serde(default)]
    pub dry_run: bool,
}

/// What becomes of the pupils.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentManyDone {
    /// Those who get something new.
    pub changed: u32,
    pub lines: Vec<StudentManyLine>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentManyLine {
    pub id: String,
    pub name: String,
    pub class: String,
    /// Codes, as the fact's own.
    pub before: String,
    pub after: String,
}

pub fn change(desk: &mut Desk, request: StudentManyChange) -> Result<Done<StudentManyDone>> {
    let fact = request.fact.check()?;
    if request.students.is_empty() {
        return Err(Error::invalid("students", "form.required"));
    }
    let book = desk.book_mut()?;
    if request.dry_run {
        let value = book.try_out(Op::StudentManyChange, |w| give(w, &request.students, &fact))?;
        return Ok(Done {
            value,
            stale: Vec::new(),
            act: None,
        });
    }
    book.write(Op::StudentManyChange, "", |w| {
        give(w, &request.students, &fact)
    })
}

fn give(w: &Writing<'_>, students: &[String], fact: &StudentFact) -> Result<StudentManyDone> {
    let year = open_year(w, None)?.year;
    let class = match fact.field.as_str() {
        "class" => Some(class_named(w, &year, &fact.value)?),
        _ => None,
    };
    let mut lines = Vec::with_capacity(students.len());
    let mut changed = 0;
    for id in students {
        let known = store::student::get(w, &year, id)?.ok_or(Error::NotFound("student"))?;
        let next = fact.given_to(&known.line);
        lines.push(StudentManyLine {
            id: id.clone(),
            name: known.line.name.clone(),
            class: known.line.class.clone(),
            before: fact.shown(&known.line).into_owned(),
            after: fact.shown(&next).into_owned(),
        });
        if next == known.line {
            continue;
        }
        changed += 1;
        match fact.field.as_str() {
            "class" | "status" => {
                let place = class.as_ref().unwrap_or(&known.class_id);
                store::student::update_enrolment(w, &known.enrolment, place, &next.status)?;
            }
            "support" | "no_support" => store::student::set_support(w, id, &next.support)?,
            _ => store::student::update(w, id, &draft_of(&next))?,
        }
    }
    Ok(StudentManyDone { changed, lines })
}

fn draft_of(line: &StudentLine) -> StudentDraft {
    let line = line.clone();
    StudentDraft {
        name: line.name,
        born_on: line.born_on,
        sex: line.sex,
        class: line.class,
        ministry_id: line.ministry_id,
        school_code: line.school_code,
        citizen_id: line.citizen_id,
        phone: line.phone,
        ethnicity: line.ethnicity,
        address: line.address,
        status: line.status,
    }
}
