//! Pupils that may be one person twice: listed, and decided by a person.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::Done;
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::duplicate::{pair, pairs};
use crate::domain::role::Op;
use crate::domain::student::{SUPPORTS, StudentDraft, StudentLine};
use crate::error::{Error, Result};
use crate::store::{self, Reading};

/// Two pupils that may be one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct DuplicatePair {
    #[ts(
        type = "'same_citizen_id' | 'same_name_and_birth' | 'same_school_code' | 'same_name_and_class'"
    )]
    pub reason: String,
    pub first: DuplicatePupil,
    pub second: DuplicatePupil,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct DuplicatePupil {
    #[serde(flatten)]
    pub line: StudentLine,
    /// Classes of every year, the newest first: `9A (2025-2026)`.
    pub places: Vec<String>,
    /// Forms that the pupil filled in.
    pub responses: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct DuplicateDecision {
    /// The pupil who stays, where both are one.
    pub kept: String,
    pub other: String,
    /// One person; otherwise two, and nobody asks again.
    pub is_same: bool,
}

/// How many pairs wait for a decision.
pub(super) fn count(r: &Reading<'_>) -> Result<u32> {
    let told_apart = store::duplicate::told_apart(r)?;
    let found = pairs(&store::duplicate::people(r)?, &told_apart);
    Ok(u32::try_from(found.len()).unwrap_or(u32::MAX))
}

pub fn list(desk: &mut Desk, _: Nothing) -> Result<Vec<DuplicatePair>> {
    desk.book()?.read(Op::DuplicateList, |r| {
        let told_apart = store::duplicate::told_apart(r)?;
        let found = pairs(&store::duplicate::people(r)?, &told_apart);
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let lines = lines(r)?;
        let pupil = |id: &String| -> Result<DuplicatePupil> {
            let line = lines.get(id).cloned().ok_or(Error::NotFound("student"))?;
            let places = store::duplicate::places(r, id)?.into_iter();
            Ok(DuplicatePupil {
                line,
                places: places
                    .map(|(year, class)| format!("{class} ({year})"))
                    .collect(),
                responses: store::duplicate::responses(r, id)?,
            })
        };
        found
            .into_iter()
            .map(|(reason, (first, second))| {
                Ok(DuplicatePair {
                    reason: reason.code().to_owned(),
                    first: pupil(&first)?,
                    second: pupil(&second)?,
                })
            })
            .collect()
    })
}

pub fn decide(desk: &mut Desk, decision: DuplicateDecision) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    book.write(Op::DuplicateDecide, &decision.kept, |w| {
        let (first, second) = pair(&decision.kept, &decision.other);
        let lines = lines(w)?;
        let (Some(kept), Some(other)) = (lines.get(&decision.kept), lines.get(&decision.other))
        else {
            return Err(Error::NotFound("student"));
        };
        if first == second {
            return Err(Error::NotFound("student"));
        }
        if !decision.is_same {
            return store::duplicate::tell_apart(w, &first, &second);
        }
        for (year, _) in store::duplicate::places(w, &decision.other)? {
            open_year(w, Some(&year))?;
        }
        store::duplicate::merge(w, &decision.other, &decision.kept)?;
        let either = [&kept.support[..], &other.support[..]].concat();
        let support: Vec<String> = SUPPORTS
            .iter()
            .filter(|code| either.iter().any(|own| own == *code))
            .map(|code| (*code).to_owned())
            .collect();
        store::student::set_support(w, &decision.kept, &support)?;
        store::student::update(w, &decision.kept, &together(kept, other))
    })
}

/// What the pupil who stays says, and what only the other one said.
fn together(kept: &StudentLine, other: &StudentLine) -> StudentDraft {
    let known = |own: &String, more: &String| if own.is_empty() { more } else { own }.clone();
    StudentDraft {
        name: kept.name.clone(),
        born_on: kept.born_on.clone().or_else(|| other.born_on.clone()),
        sex: kept.sex.clone().or_else(|| other.sex.clone()),
        class: kept.class.clone(),
        ministry_id: known(&kept.ministry_id, &other.ministry_id),
        school_code: known(&kept.school_code, &other.school_code),
        citizen_id: known(&kept.citizen_id, &other.citizen_id),
        phone: known(&kept.phone, &other.phone),
        ethnicity: known(&kept.ethnicity, &other.ethnicity),
        address: known(&kept.address, &other.address),
        status: kept.status.clone(),
    }
}

fn lines(r: &Reading<'_>) -> Result<BTreeMap<String, StudentLine>> {
    let year = year_or_current(r, None)?;
    let known = store::student::known(r, &year.year)?.into_iter();
    Ok(known.map(|(line, _)| (line.id.clone(), line)).collect())
}
