//! Staff, materials and inspections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::year_or_current;
use crate::book::Done;
use crate::command::{ById, ByYear};
use crate::desk::Desk;
use crate::domain::means::{self, Means, Staff};
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::store::{self, Reading};

/// An entry with how it stands in the year.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct MeansLine {
    pub id: String,
    pub entry: Means,
    /// Whether the report of the year names it.
    pub is_within: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct MeansPage {
    pub lines: Vec<MeansLine>,
    /// Those of the year who counsel, and those of them who meet the requirements (C11).
    pub counselors: u32,
    pub qualified: u32,
    /// First day of the year.
    pub starts_on: Date,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct MeansAdd {
    pub entry: Means,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct MeansChange {
    pub id: String,
    pub entry: Means,
}

pub fn list(desk: &mut Desk, request: ByYear) -> Result<MeansPage> {
    let book = desk.book()?;
    book.read(Op::MeansList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let line = |(id, entry): (String, Means)| MeansLine {
            is_within: entry.is_within(year.starts_on, year.ends_on),
            id,
            entry,
        };
        let (counselors, qualified) =
            counselors(r, (year.starts_on, year.ends_on))?.unwrap_or_default();
        Ok(MeansPage {
            lines: store::means::list(r)?.into_iter().map(line).collect(),
            counselors,
            qualified,
            starts_on: year.starts_on,
        })
    })
}

pub fn add(desk: &mut Desk, request: MeansAdd) -> Result<Done<String>> {
    let entry = request.entry.check()?;
    desk.book_mut()?
        .write(Op::MeansAdd, "", |w| store::means::insert(w, &entry))
}

pub fn change(desk: &mut Desk, request: MeansChange) -> Result<Done<()>> {
    let entry = request.entry.check()?;
    desk.book_mut()?.write(
        Op::MeansChange,
        &request.id,
        |w| match store::means::update(w, &request.id, &entry)? {
            true => Ok(()),
            false => Err(Error::NotFound("means")),
        },
    )
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?.write(
        Op::MeansRemove,
        &request.id,
        |w| match store::means::delete(w, &request.id)? {
            true => Ok(()),
            false => Err(Error::NotFound("means")),
        },
    )
}

/// What the list of staff says of the days; nothing where it names nobody who counsels.
pub(crate) fn counselors(r: &Reading<'_>, days: (Date, Date)) -> Result<Option<(u32, u32)>> {
    let all = store::means::list(r)?;
    let staff = all.iter().filter_map(|(_, entry)| match entry {
        Means::Staff(staff) if entry.is_within(days.0, days.1) => Some(staff),
        Means::Staff(_) | Means::Material(_) | Means::Inspection(_) => None,
    });
    Ok(means::counselors(staff.collect::<Vec<&Staff>>()))
}
