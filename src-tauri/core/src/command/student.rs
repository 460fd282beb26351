//! Pupils of a year; a homeroom teacher sees those of their own classes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::{Done, Scope};
use crate::command::ById;
use crate::desk::Desk;
use crate::domain::class::same_key;
use crate::domain::role::Op;
use crate::domain::student::{StudentDraft, StudentLine, StudentOnly, StudentOrder};
use crate::error::{Error, Problem, Result};
use crate::store::student::StudentFilter;
use crate::store::{self, Reading};

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct StudentQuery {
    pub year: Option<String>,
    /// Name of a class.
    pub class: Option<String>,
    /// Name or code; diacritics are ignored.
    pub text: Option<String>,
    pub only: Option<StudentOnly>,
    pub order: Option<StudentOrder>,
    pub limit: Option<u32>,
    /// How many to skip.
    pub after: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentChange {
    pub id: String,
    pub draft: StudentDraft,
}

pub fn list(desk: &mut Desk, query: StudentQuery) -> Result<Vec<StudentLine>> {
    let book = desk.book()?;
    let scope = book.scope();
    book.read(Op::StudentList, |r| {
        let (year, filter) = filter(r, &query, &scope)?;
        store::student::list(r, &year, &filter)
    })
}

pub fn count(desk: &mut Desk, query: StudentQuery) -> Result<u32> {
    let book = desk.book()?;
    let scope = book.scope();
    book.read(Op::StudentCount, |r| {
        let (year, filter) = filter(r, &query, &scope)?;
        store::student::count(r, &year, &filter)
    })
}

pub fn get(desk: &mut Desk, request: ById) -> Result<StudentLine> {
    let book = desk.book()?;
    let scope = book.scope();
    book.read(Op::StudentGet, |r| {
        let year = year_or_current(r, None)?;
        let found = store::student::get(r, &year.year, &request.id)?;
        let visible = found.filter(|student| match &scope {
            Scope::All => true,
            Scope::Classes(ids) => ids.contains(&student.class_id),
        });
        visible
            .map(|student| student.line)
            .ok_or(Error::NotFound("student"))
    })
}

pub fn add(desk: &mut Desk, draft: StudentDraft) -> Result<Done<String>> {
    let student = draft.check()?;
    desk.book_mut()?.write(Op::StudentAdd, "", |w| {
        let year = open_year(w, None)?;
        let class = class_named(w, &year.year, &student.class)?;
        refuse_taken_id(w, &student.ministry_id, None)?;
        let id = store::student::insert(w, &student)?;
        store::student::enrol(w, &id, &year.year, &class, &student.status)?;
        Ok(id)
    })
}

pub fn change(desk: &mut Desk, request: StudentChange) -> Result<Done<()>> {
    let student = request.draft.check()?;
    desk.book_mut()?.write(Op::StudentChange, &request.id, |w| {
        let year = open_year(w, None)?;
        let known = store::student::get(w, &year.year, &request.id)?;
        let known = known.ok_or(Error::NotFound("student"))?;
        let class = class_named(w, &year.year, &student.class)?;
        refuse_taken_id(w, &student.ministry_id, Some(&request.id))?;
        store::student::update(w, &request.id, &student)?;
        store::student::update_enrolment(w, &known.enrolment, &class, &student.status)
    })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::StudentRemove, &request.id, |w| {
        let year = open_year(w, None)?;
        let known = store::student::get(w, &year.year, &request.id)?;
        let known = known.ok_or(Error::NotFound("student"))?;
        store::student::delete(w, &request.id, &known.enrolment)
    })
}

pub(super) fn filter(
    r: &Reading<'_>,
    query: &StudentQuery,
    scope: &Scope,
) -> Result<(String, StudentFilter)> {
    let only = query.only.clone().unwrap_or_default();
    only.check()?;
    let year = year_or_current(r, query.year.as_deref())?;
    let mut classes = match scope {
        Scope::All => None,
        Scope::Classes(ids) => Some(ids.clone()),
    };
    let several = only.classes.clone().unwrap_or_default();
    if let Some(name) = query.class.as_deref().filter(|name| !name.is_empty()) {
        let bare = crate::domain::class::bare_name(name);
        let known = store::class::list(r, &year.year)?.into_iter();
        let named = known.filter(|class| class.name == bare);
        classes = Some(seen(named.map(|class| class.id), classes.as_ref()));
    }
    if !several.is_empty() {
        let named: Result<Vec<String>> = (several.iter())
            .map(|name| class_in(r, &year.year, name, "only.classes"))
            .collect();
        classes = Some(seen(named?.into_iter(), classes.as_ref()));
    }
    let filter = StudentFilter {
        classes,
        text: query.text.clone().unwrap_or_default(),
        only,
        order: query.order.clone().unwrap_or_default(),
        limit: query.limit,
        after: query.after.unwrap_or(0),
    };
    Ok((year.year, filter))
}

/// The classes that are among those already asked for.
fn seen(named: impl Iterator<Item = String>, within: Option<&Vec<String>>) -> Vec<String> {
    let is_seen = |id: &String| within.is_none_or(|ids| ids.contains(id));
    named.filter(is_seen).collect()
}

pub(super) fn class_named(r: &Reading<'_>, year: &str, name: &str) -> Result<String> {
    class_in(r, year, name, "class")
}

/// The class that a field names.
fn class_in(r: &Reading<'_>, year: &str, name: &str, field: &str) -> Result<String> {
    let bare = crate::domain::class::bare_name(name);
    let known = store::class::list(r, year)?;
    let same = known.iter().find(|class| class.name == bare);
    // “9a” is typed for 9A.
    let alike = || {
        known
            .iter()
            .find(|class| same_key(&class.name) == same_key(&bare))
    };
    same.or_else(alike)
        .map(|class| class.id.clone())
        .ok_or_else(|| {
            Error::Invalid(vec![
                Problem::new(field, "activity.unknown_class")
                    .with("value", name)
                    .with("year", year.replace('-', "–")),
            ])
        })
}

fn refuse_taken_id(r: &Reading<'_>, ministry_id: &str, own: Option<&str>) -> Result<()> {
    match store::student::with_ministry_id(r, ministry_id)? {
        Some(other) if Some(other.as_str()) != own => {
            Err(Error::invalid("ministry_id", "student.id_taken"))
        }
        _ => Ok(()),
    }
}
