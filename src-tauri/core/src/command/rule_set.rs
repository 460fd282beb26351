//! The rule sets: which there are, which a year is judged by, and the school's own.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use super::report::{Exported, check_place};
use crate::book::Done;
use crate::command::{ById, ByYear};
use crate::desk::Desk;
use crate::domain::compliance::{RuleSet, rule_sets};
use crate::domain::role::Op;
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;
use crate::kernel::id;
use crate::report::file::write_bytes;
use crate::store::rule_set::{CheckNote, StoredRuleSet};
use crate::store::{self, Reading, Writing};

/// A rule set as the menu names it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuleSetLine {
    pub id: String,
    pub name: String,
    /// Where it comes from.
    pub document: String,
    pub area: String,
    pub valid_from: String,
    pub valid_to: Option<String>,
    /// Whether the year is judged by it.
    pub is_used: bool,
    /// Of the school; a shipped one is copied before it is changed.
    pub is_own: bool,
    pub rules: u32,
}

/// A rule set, whole.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuleSetPage {
    pub set: RuleSet,
    pub is_own: bool,
    /// Name of the set it was copied from; empty for none.
    pub based_on: String,
    /// The years that are judged by it, the newest first.
    pub years: Vec<String>,
    /// One of them is locked: the set can be read and copied, not changed.
    pub is_kept: bool,
}

/// What a year is judged by from now on.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RuleSetUse {
    pub rule_sets: Vec<String>,
    /// The year that is judged by them; the current one where it is absent.
    pub year: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuleSetCopy {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuleSetChange {
    pub set: RuleSet,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuleSetFile {
    pub path: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuleSetExport {
    pub id: String,
    pub path: String,
}

/// Why a duty is not met, and what makes up for it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CheckExplain {
    /// Id of the rule, or the `note` of its check, which no other rule shares.
    pub id: String,
    pub level: Option<String>,
    pub reason: String,
    pub plan: String,
    pub year: Option<String>,
}

pub fn list(desk: &mut Desk, request: ByYear) -> Result<Vec<RuleSetLine>> {
    desk.book()?.read(Op::RuleSetList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let used = store::school::rule_sets(r, &year.year)?;
        let all = known(r)?.into_iter();
        Ok(all
            .map(|(set, own)| RuleSetLine {
                is_used: used.contains(&set.id),
                is_own: own.is_some(),
                rules: u32::try_from(set.rules.len()).unwrap_or(u32::MAX),
                id: set.id,
                name: set.name,
                document: set.document,
                area: set.area,
                valid_from: set.valid_from,
                valid_to: set.valid_to,
            })
            .collect())
    })
}

pub fn get(desk: &mut Desk, request: ById) -> Result<RuleSetPage> {
    desk.book()?.read(Op::RuleSetGet, |r| {
        let all = known(r)?;
        let (set, own) = find(&all, &request.id)?;
        let years = store::rule_set::years_of(r, &set.id)?;
        let based_on = own.clone().unwrap_or_default();
        let based_on = all.iter().find(|(other, _)| other.id == based_on);
        Ok(RuleSetPage {
            set: set.clone(),
            is_own: own.is_some(),
            based_on: based_on
                .map(|(set, _)| set.name.clone())
                .unwrap_or_default(),
            is_kept: years.iter().any(|(_, is_locked)| *is_locked),
            years: years.into_iter().map(|(year, _)| year).collect(),
        })
    })
}

pub fn choose(desk: &mut Desk, request: RuleSetUse) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::RuleSetUse, "", |w| {
        let year = open_year(w, request.year.as_deref())?;
        let all = known(w)?;
        let mut problems = Vec::new();
        if request.rule_sets.is_empty() {
            problems.push(Problem::new("rule_sets", "form.required"));
        }
        for (at, id) in request.rule_sets.iter().enumerate() {
            if find(&all, id).is_err() {
                let problem = Problem::new(format!("rule_sets.{at}"), "form.bad_choice");
                problems.push(problem.with("value", id));
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        store::school::forget_rule_sets(w, &year.year)?;
        for id in &request.rule_sets {
            store::school::use_rule_set(w, &year.year, id)?;
        }
        Ok(())
    })
}

/// Copies a set, shipped or own, into one that can be changed; answers its id.
pub fn copy(desk: &mut Desk, request: RuleSetCopy) -> Result<Done<String>> {
    desk.book_mut()?.write(Op::RuleSetCopy, "", |w| {
        let all = known(w)?;
        let (set, _) = find(&all, &request.id)?;
        let copy = RuleSet {
            id: id::new(),
            name: tidy(&request.name),
            ..set.clone()
        };
        keep(w, copy, &set.id)
    })
}

pub fn change(desk: &mut Desk, request: RuleSetChange) -> Result<Done<()>> {
    let id = request.set.id.clone();
    desk.book_mut()?.write(Op::RuleSetChange, &id, |w| {
        let own = own_of(w, &id)?;
        keep(w, request.set, &own.based_on).map(|_| ())
    })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::RuleSetRemove, &request.id, |w| {
        own_of(w, &request.id)?;
        if !store::rule_set::years_of(w, &request.id)?.is_empty() {
            return Err(Error::refused("rule_set.in_use"));
        }
        store::rule_set::delete(w, &request.id).map(|_| ())
    })
}

/// Takes a set from its file in; answers its id.
pub fn import(desk: &mut Desk, request: RuleSetFile) -> Result<Done<String>> {
    desk.book()?.allow(Op::RuleSetImport)?;
    let path = Path::new(&request.path);
    let fault = |error| Error::file("read", path, error);
    if std::fs::metadata(path).map_err(fault)?.len() > MOST_BYTES {
        return Err(Error::refused("rule_set.not_text"));
    }
    let bytes = std::fs::read(path).map_err(fault)?;
    let text = String::from_utf8(bytes).map_err(|_| Error::refused("rule_set.not_text"))?;
    let set = RuleSet::read(text.trim_start_matches('\u{feff}'))?;
    desk.book_mut()?.write(Op::RuleSetImport, "", |w| {
        // The same file twice is the same set; a shipped id, or one that a locked year keeps, gets a new one.
        let is_free = !rule_sets().iter().any(|shipped| shipped.id == set.id)
            && !set.id.is_empty()
            && !store::rule_set::years_of(w, &set.id)?
                .iter()
                .any(|(_, is_locked)| *is_locked);
        let id = if is_free { set.id.clone() } else { id::new() };
        keep(w, RuleSet { id, ..set }, "")
    })
}

pub fn export(desk: &mut Desk, request: RuleSetExport) -> Result<Exported> {
    let path = check_place(&request.path, "toml", "rule_set.not_toml")?.to_owned();
    let text = desk.book()?.read(Op::RuleSetExport, |r| {
        let all = known(r)?;
        find(&all, &request.id)?.0.write()
    })?;
    let written = write_bytes(&path, text.as_bytes())?;
    Ok(Exported::from(written))
}

pub fn explain(desk: &mut Desk, request: CheckExplain) -> Result<Done<()>> {
    let note = CheckNote {
        check: request.id.clone(),
        level: request.level.clone().unwrap_or_default(),
        reason: tidy(&request.reason),
        plan: tidy(&request.plan),
    };
    for (field, text) in [("reason", &note.reason), ("plan", &note.plan)] {
        if text.chars().count() > MOST_LETTERS {
            let problem = Problem::new(field, "form.too_long").with("max", MOST_LETTERS);
            return Err(Error::Invalid(vec![problem]));
        }
    }
    desk.book_mut()?.write(Op::CheckExplain, "", |w| {
        let year = open_year(w, request.year.as_deref())?;
        store::rule_set::set_note(w, &year.year, &note)
    })
}

/// A file of rules is a few pages.
const MOST_BYTES: u64 = 1_000_000;
const MOST_LETTERS: usize = 500;

/// Every set, the shipped first; of the school's own the id of the set it was copied from.
pub(super) fn known(r: &Reading<'_>) -> Result<Vec<(RuleSet, Option<String>)>> {
    let mut all: Vec<(RuleSet, Option<String>)> =
        rule_sets().iter().map(|set| (set.clone(), None)).collect();
    for own in store::rule_set::list(r)? {
        let set = RuleSet::read(&own.body)?;
        all.push((RuleSet { id: own.id, ..set }, Some(own.based_on)));
    }
    Ok(all)
}

/// The sets that a year is judged by.
pub(super) fn used(r: &Reading<'_>, year: &str) -> Result<Vec<RuleSet>> {
    let ids = store::school::rule_sets(r, year)?;
    let all = known(r)?.into_iter().map(|(set, _)| set);
    Ok(all.filter(|set| ids.contains(&set.id)).collect())
}

fn find<'a>(
    all: &'a [(RuleSet, Option<String>)],
    id: &str,
) -> Result<&'a (RuleSet, Option<String>)> {
    let found = all.iter().find(|(set, _)| set.id == id);
    found.ok_or(Error::NotFound("rule_set"))
}

/// One of the school's own sets that may still be changed.
fn own_of(w: &Writing<'_>, id: &str) -> Result<StoredRuleSet> {
    let own = store::rule_set::list(w)?
        .into_iter()
        .find(|own| own.id == id);
    let Some(own) = own else {
        return match rule_sets().iter().any(|set| set.id == id) {
            true => Err(Error::refused("rule_set.is_shipped")),
            false => Err(Error::NotFound("rule_set")),
        };
    };
    // An old year keeps the rules it was judged by.
    match store::rule_set::years_of(w, id)?
        .iter()
        .any(|(_, is_locked)| *is_locked)
    {
        true => Err(Error::refused("rule_set.is_kept")),
        false => Ok(own),
    }
}

fn keep(w: &Writing<'_>, set: RuleSet, based_on: &str) -> Result<String> {
    let set = set.check()?;
    let stored = StoredRuleSet {
        id: set.id.clone(),
        body: set.write()?,
        based_on: based_on.to_owned(),
    };
    store::rule_set::set(w, &stored)?;
    Ok(set.id)
}
