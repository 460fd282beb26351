//! The school, the profile of a year, and the narrative of its report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::Done;
use crate::command::{ByYear, Nothing};
use crate::desk::Desk;
use crate::domain::report_text::{Narrative, Profile};
use crate::domain::role::Op;
use crate::domain::school::School;
use crate::error::{Error, Result};
use crate::store;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct ProfileChange {
    #[serde(default)]
    pub year: Option<String>,
    pub profile: Profile,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct NarrativeChange {
    #[serde(default)]
    pub year: Option<String>,
    pub narrative: Narrative,
}

/// The narrative of a year, with last year's as a start.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct NarrativePage {
    pub narrative: Narrative,
    pub last_year: Option<Narrative>,
    pub last_year_name: Option<String>,
}

pub fn get(desk: &mut Desk, _: Nothing) -> Result<School> {
    desk.book()?.read(Op::SchoolGet, |r| {
        store::school::get(r)?.ok_or(Error::NotFound("school"))
    })
}

pub fn change(desk: &mut Desk, school: School) -> Result<Done<()>> {
    let school = school.check()?;
    desk.book_mut()?.write(Op::SchoolChange, "school", |w| {
        store::school::update(w, &school)
    })
}

pub fn profile(desk: &mut Desk, request: ByYear) -> Result<Profile> {
    desk.book()?.read(Op::ProfileGet, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        store::school::profile(r, &year.year)
    })
}

pub fn change_profile(desk: &mut Desk, request: ProfileChange) -> Result<Done<()>> {
    let profile = request.profile.check()?;
    desk.book_mut()?.write(Op::ProfileChange, "", |w| {
        let year = open_year(w, request.year.as_deref())?;
        store::school::update_profile(w, &year.year, &profile)
    })
}

pub fn narrative(desk: &mut Desk, request: ByYear) -> Result<NarrativePage> {
    desk.book()?.read(Op::NarrativeGet, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let last_year = store::school::narrative(r, &year.before())?;
        Ok(NarrativePage {
            narrative: store::school::narrative(r, &year.year)?.unwrap_or_default(),
            last_year_name: last_year.as_ref().map(|_| year.before()),
            last_year,
        })
    })
}

pub fn change_narrative(desk: &mut Desk, request: NarrativeChange) -> Result<Done<()>> {
    let narrative = request.narrative.check()?;
    desk.book_mut()?.write(Op::NarrativeChange, "", |w| {
        let year = open_year(w, request.year.as_deref())?;
        store::school::update_narrative(w, &year.year, &narrative)
    })
}
