//! Classes of a year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::{Done, Scope};
use crate::command::{ById, ByYear};
use crate::desk::Desk;
use crate::domain::class::{Class, ClassLine};
use crate::domain::role::Op;
use crate::error::{Error, Problem, Result};
use crate::store::{self, Reading};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct ClassDraft {
    #[serde(default)]
    pub year: Option<String>,
    pub name: String,
    /// Told by the name where it is absent.
    #[serde(default)]
    pub grade: Option<u32>,
    #[serde(default)]
    pub homeroom: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ClassChange {
    pub id: String,
    pub name: String,
    pub grade: u32,
    pub homeroom: String,
}

pub fn list(desk: &mut Desk, request: ByYear) -> Result<Vec<ClassLine>> {
    let book = desk.book()?;
    let scope = book.scope();
    book.read(Op::ClassList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let classes = store::class::list(r, &year.year)?;
        Ok(match scope {
            Scope::All => classes,
            Scope::Classes(ids) => classes
                .into_iter()
                .filter(|class| ids.contains(&class.id))
                .collect(),
        })
    })
}

pub fn add(desk: &mut Desk, draft: ClassDraft) -> Result<Done<String>> {
    desk.book_mut()?.write(Op::ClassAdd, "", |w| {
        let year = open_year(w, draft.year.as_deref())?;
        let homeroom = draft.homeroom.as_deref().unwrap_or_default();
        let class = check(w, &draft.name, draft.grade, homeroom, &year.year, None)?;
        store::class::insert(w, &year.year, &class)
    })
}

pub fn change(desk: &mut Desk, request: ClassChange) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::ClassChange, &request.id, |w| {
        let year = store::class::year_of(w, &request.id)?.ok_or(Error::NotFound("class"))?;
        open_year(w, Some(&year))?;
        let grade = Some(request.grade);
        let class = check(
            w,
            &request.name,
            grade,
            &request.homeroom,
            &year,
            Some(&request.id),
        )?;
        store::class::update(w, &request.id, &class)
    })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::ClassRemove, &request.id, |w| {
        let year = store::class::year_of(w, &request.id)?.ok_or(Error::NotFound("class"))?;
        open_year(w, Some(&year))?;
        if store::class::uses(w, &request.id)? > 0 {
            return Err(Error::refused("class.in_use"));
        }
        store::class::delete(w, &request.id)
    })
}

fn check(
    r: &Reading<'_>,
    name: &str,
    grade: Option<u32>,
    homeroom: &str,
    year: &str,
    own: Option<&str>,
) -> Result<Class> {
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let class = Class::check(name, grade, homeroom, &school.levels())
        .map_err(|problem| Error::Invalid(vec![problem]))?;
    let known = store::class::list(r, year)?;
    match known
        .iter()
        .find(|other| other.name == class.name && Some(other.id.as_str()) != own)
    {
        Some(_) => Err(Error::Invalid(vec![
            Problem::new("name", "class.exists").with("name", class.name),
        ])),
        None => Ok(class),
    }
}
