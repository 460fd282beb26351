//! Years of the book: list, add, change, turn to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{Session, session_of};
use crate::book::Done;
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::class::Class;
use crate::domain::role::Op;
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::store::{self, Reading, Writing};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct YearDraft {
    pub year: String,
    #[serde(default)]
    pub starts_on: Option<String>,
    #[serde(default)]
    pub ends_on: Option<String>,
    /// Whether the classes of the current year are made again, empty, in the new one.
    #[serde(default)]
    pub copy_classes: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct YearChange {
    pub year: String,
    pub starts_on: String,
    pub ends_on: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct YearLock {
    pub year: String,
    pub is_locked: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct YearOpen {
    pub year: String,
}

pub fn list(desk: &mut Desk, _: Nothing) -> Result<Vec<Year>> {
    desk.book()?.read(Op::YearList, store::year::list)
}

pub fn add(desk: &mut Desk, draft: YearDraft) -> Result<Done<Year>> {
    let year = Year::check(
        &draft.year,
        draft.starts_on.as_deref(),
        draft.ends_on.as_deref(),
    )?;
    desk.book_mut()?.write(Op::YearAdd, "", |w| {
        if store::year::get(w, &year.year)?.is_some() {
            return Err(Error::Invalid(vec![
                Problem::new("year", "year.exists").with("year", year.for_people()),
            ]));
        }
        let current = super::book::current_year(w)?;
        store::year::update(w, &year)?;
        let mut sets = store::school::rule_sets(w, &current.year)?;
        if sets.is_empty() {
            sets.push(crate::domain::compliance::DEFAULT_RULE_SET.to_owned());
        }
        for set in sets {
            store::school::use_rule_set(w, &year.year, &set)?;
        }
        if draft.copy_classes {
            copy_classes(w, &current.year, &year.year)?;
        }
        Ok(year.clone())
    })
}

pub fn change(desk: &mut Desk, request: YearChange) -> Result<Done<()>> {
    let year = Year::check(
        &request.year,
        Some(&request.starts_on),
        Some(&request.ends_on),
    )?;
    desk.book_mut()?.write(Op::YearChange, "", |w| {
        super::book::open_year(w, Some(&year.year))?;
        store::year::update(w, &year)
    })
}

/// Closes a year after its report was issued, or opens it again to correct it. What was written
/// before can no longer be undone: taking it back would change a locked year.
pub fn lock(desk: &mut Desk, request: YearLock) -> Result<Done<()>> {
    desk.book_mut()?
        .write_for_good(Op::YearLock, &request.year, |w| {
            let year = super::book::year_or_current(w, Some(&request.year))?;
            store::journal::close_all(w)?;
            store::year::set_locked(w, &year.year, request.is_locked)
        })
}

/// Turns the book to a year; who only looks on turns what they see.
pub fn open(desk: &mut Desk, request: YearOpen) -> Result<Session> {
    let book = desk.book_mut()?;
    let find = |r: &Reading<'_>| super::book::year_or_current(r, Some(&request.year));
    if book.allow(Op::YearChange).is_ok() {
        book.write(Op::YearOpen, "", |w| {
            store::year::set_current(w, &find(w)?.year)
        })?;
    } else {
        let year = book.read(Op::YearOpen, find)?;
        book.turn_to(&year.year);
    }
    book.refresh_account()?;
    session_of(book)
}

fn copy_classes(w: &Writing<'_>, from: &str, to: &str) -> Result<()> {
    for line in store::class::list(w, from)? {
        let class = Class {
            name: line.name,
            grade: line.grade,
            level: line.level,
            homeroom: String::new(),
        };
        store::class::insert(w, to, &class)?;
    }
    Ok(())
}
