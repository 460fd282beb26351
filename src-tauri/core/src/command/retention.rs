//! Pupils who left long enough ago that their data need not be kept, and the erasing of many.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Done;
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::consent::kept_years;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::store::retention::Leaver;
use crate::store::{self, Reading};

/// Where the school's own number of years is kept.
const KEEP_YEARS: &str = "retention.years";

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RetentionPage {
    /// Years that data are kept after the school year in which a pupil left.
    pub years: u32,
    /// Those whose time is over, the longest gone first.
    pub due: Vec<RetentionLine>,
    /// How many left and are still within their time.
    pub waiting: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RetentionLine {
    pub student: String,
    pub name: String,
    pub class: String,
    /// The school year in which they were here last.
    pub year: String,
    /// `transferred left dropped_out completed`
    pub status: String,
    /// From this day on they need not be kept.
    pub due_on: Date,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RetentionChange {
    /// 0 to 50.
    pub years: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RetentionErase {
    pub students: Vec<String>,
}

pub fn get(desk: &mut Desk, _: Nothing) -> Result<RetentionPage> {
    let book = desk.book()?;
    let today = book.clock().today();
    book.read(Op::RetentionGet, |r| page(r, today))
}

pub fn change(desk: &mut Desk, request: RetentionChange) -> Result<Done<()>> {
    if request.years > 50 {
        return Err(Error::invalid("years", "retention.years"));
    }
    desk.book_mut()?.write(Op::RetentionChange, "", |w| {
        store::school::set_meta(w, KEEP_YEARS, &request.years.to_string())
    })
}

/// Erases the data of pupils whose time is over; what was counted of them stays.
pub fn erase(desk: &mut Desk, request: RetentionErase) -> Result<Done<u32>> {
    desk.staged = None;
    let book = desk.book_mut()?;
    let today = book.clock().today();
    let due = book.read(Op::RetentionErase, |r| Ok(page(r, today)?.due))?;
    let is_due = |id: &String| due.iter().any(|line| line.student == *id);
    if request.students.is_empty() || !request.students.iter().all(is_due) {
        return Err(Error::refused("retention.not_due"));
    }
    // The list first: should the power go now, the next opening ends what was begun.
    let everybody = book.read(Op::RetentionErase, |r| {
        let mut everybody = Vec::new();
        for student in &request.students {
            everybody.extend(store::consent::same_person(r, student)?);
        }
        Ok(everybody)
    })?;
    book.list_erased(&everybody)?;
    let done = book.write_for_good(Op::RetentionErase, "", |w| {
        store::consent::erase(w, &everybody)?;
        Ok(u32::try_from(request.students.len()).unwrap_or(u32::MAX))
    })?;
    book.shrink()?;
    Ok(done)
}

/// How many pupils' data need not be kept any longer.
pub(super) fn due_count(r: &Reading<'_>, today: Date) -> Result<u32> {
    let due = r.remembered(&format!("retention {today}"), || {
        Ok(page(r, today)?.due.len())
    })?;
    Ok(u32::try_from(*due).unwrap_or(u32::MAX))
}

fn page(r: &Reading<'_>, today: Date) -> Result<RetentionPage> {
    let own = store::school::meta(r, KEEP_YEARS)?.and_then(|years| years.parse().ok());
    let years = own.unwrap_or_else(kept_years);
    let leavers = store::retention::leavers(r)?;
    let all = leavers.len();
    let due: Vec<RetentionLine> = leavers
        .into_iter()
        .map(|leaver| line(leaver, years))
        .filter(|line| line.due_on <= today)
        .collect();
    Ok(RetentionPage {
        years,
        waiting: u32::try_from(all - due.len()).unwrap_or(u32::MAX),
        due,
    })
}

fn line(leaver: Leaver, years: u32) -> RetentionLine {
    RetentionLine {
        due_on: leaver.year_ends_on.years_later(years).plus_days(1),
        student: leaver.student,
        name: leaver.name,
        class: leaver.class,
        year: leaver.year,
        status: leaver.status,
    }
}
