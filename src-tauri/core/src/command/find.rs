//! Finding anything by a few letters, whatever the screen.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::all_kinds;
use super::book::current_year;
use super::trip::trip_kinds;
use crate::book::Scope;
use crate::desk::Desk;
use crate::domain::find::Wanted;
use crate::domain::role::Op;
use crate::error::Result;
use crate::kernel::Date;
use crate::store::{self, Reading};

/// Hits of each kind where the request names no number, and the most that it may ask for.
const LIMIT: u32 = 6;
const MOST: u32 = 50;

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct FindQuery {
    /// As typed; diacritics need not be.
    #[serde(default)]
    pub text: String,
    /// Hits of each kind.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Something of the book that fits what was typed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct FindHit {
    #[ts(type = "'student' | 'activity' | 'trip' | 'class' | 'partner'")]
    pub kind: String,
    pub id: String,
    /// Name, or the title of an activity or visit.
    pub name: String,
    /// Code of a pupil; empty for the others.
    pub code: String,
    /// Class of a pupil, homeroom teacher of a class; empty for the others.
    pub detail: String,
    /// The school year to open it in; none for a partner.
    pub year: Option<String>,
    /// Day of an activity or visit.
    pub on: Option<Date>,
}

/// Pupils, activities, classes and partners, the best of each kind first. A homeroom teacher finds
/// the pupils of their own classes and nothing else.
pub fn list(desk: &mut Desk, query: FindQuery) -> Result<Vec<FindHit>> {
    let Some(wanted) = Wanted::read(&query.text) else {
        return Ok(Vec::new());
    };
    let limit = query.limit.unwrap_or(LIMIT).clamp(1, MOST);
    let limit = usize::try_from(limit).unwrap_or(1);
    let book = desk.book()?;
    let scope = book.scope();
    book.read(Op::FindList, |r| {
        let mut hits = best(students(r, &wanted, &scope)?, limit);
        if scope == Scope::All {
            hits.extend(best(activities(r, &wanted)?, limit));
            hits.extend(classes(r, &wanted)?.into_iter().take(limit));
            hits.extend(best(partners(r, &wanted)?, limit));
        }
        Ok(hits)
    })
}

/// A hit with its rank; smaller is better.
type Ranked = (u8, FindHit);

fn students(r: &Reading<'_>, wanted: &Wanted, scope: &Scope) -> Result<Vec<Ranked>> {
    let year = current_year(r)?.year;
    let classes = match scope {
        Scope::All => None,
        Scope::Classes(ids) => Some(ids.as_slice()),
    };
    let mut found = store::find::students(r, wanted, &year, classes)?;
    found.sort_by(|a, b| b.year.cmp(&a.year));
    Ok(found
        .into_iter()
        .map(|found| {
            let rank = wanted.rank(&format!("{} {}", found.name, found.code));
            let hit = FindHit {
                kind: "student".to_owned(),
                id: found.id,
                name: found.name,
                code: found.code,
                detail: found.class,
                year: Some(found.year),
                on: None,
            };
            (rank, hit)
        })
        .collect())
}

fn activities(r: &Reading<'_>, wanted: &Wanted) -> Result<Vec<Ranked>> {
    let years: Vec<String> = store::year::list(r)?
        .into_iter()
        .map(|year| year.year)
        .collect();
    let visits = trip_kinds(&all_kinds(r)?);
    let found = store::find::activities(r, wanted, &years)?;
    Ok(found
        .into_iter()
        .map(|found| {
            // A visit has a page of its own.
            let is_visit = visits.contains(&found.kind);
            let hit = FindHit {
                kind: if is_visit { "trip" } else { "activity" }.to_owned(),
                id: found.id,
                name: found.title,
                code: String::new(),
                detail: String::new(),
                year: Some(found.year),
                on: Some(found.starts_on),
            };
            (wanted.rank(&hit.name), hit)
        })
        .collect())
}

fn classes(r: &Reading<'_>, wanted: &Wanted) -> Result<Vec<FindHit>> {
    let found = store::find::classes(r, wanted)?;
    Ok(found
        .into_iter()
        .map(|found| FindHit {
            kind: "class".to_owned(),
            id: found.id,
            name: found.name,
            code: String::new(),
            detail: found.homeroom,
            year: Some(found.year),
            on: None,
        })
        .collect())
}

fn partners(r: &Reading<'_>, wanted: &Wanted) -> Result<Vec<Ranked>> {
    let found = store::find::partners(r, wanted)?;
    Ok(found
        .into_iter()
        .map(|found| {
            let hit = FindHit {
                kind: "partner".to_owned(),
                id: found.id,
                name: found.name,
                code: String::new(),
                detail: String::new(),
                year: None,
                on: None,
            };
            (wanted.rank(&hit.name), hit)
        })
        .collect())
}

/// The best hits; equally good ones stay in the order in which they were found.
fn best(mut ranked: Vec<Ranked>, limit: usize) -> Vec<FindHit> {
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(limit).map(|(_, hit)| hit).collect()
}
