//! Help that a pupil got.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::year_or_current;
use crate::book::Done;
use crate::command::ById;
use crate::desk::Desk;
use crate::domain::aid::{AidDraft, AidLine};
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::store;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AidAdd {
    pub student: String,
    pub draft: AidDraft,
}

pub fn list(desk: &mut Desk, request: ById) -> Result<Vec<AidLine>> {
    desk.book()?
        .read(Op::AidList, |r| store::aid::list(r, &request.id))
}

pub fn add(desk: &mut Desk, request: AidAdd) -> Result<Done<String>> {
    let book = desk.book_mut()?;
    let draft = request.draft.check(book.clock().today())?;
    book.write(Op::AidAdd, &request.student, |w| {
        let year = year_or_current(w, None)?;
        store::student::get(w, &year.year, &request.student)?.ok_or(Error::NotFound("student"))?;
        store::aid::insert(w, &request.student, &draft)
    })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::AidRemove, &request.id, |w| {
        match store::aid::delete(w, &request.id)? {
            true => Ok(()),
            false => Err(Error::NotFound("aid")),
        }
    })
}
