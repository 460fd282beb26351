//! The rule sets: which there are, and which one a year is judged by.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::Done;
use crate::command::ByYear;
use crate::desk::Desk;
use crate::domain::compliance::rule_sets;
use crate::domain::role::Op;
use crate::error::{Error, Problem, Result};
use crate::store;

/// A rule set as the menu names it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuleSetLine {
    pub id: String,
    pub name: String,
    /// Where it comes from.
    pub document: String,
    pub area: String,
    /// Whether the year is judged by it.
    pub is_used: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct RuleSetUse {
    pub rule_set: String,
    /// The year that is judged by it; the current one where it is absent.
    #[serde(default)]
    pub year: Option<String>,
}

pub fn list(desk: &mut Desk, request: ByYear) -> Result<Vec<RuleSetLine>> {
    desk.book()?.read(Op::RuleSetList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let used = store::school::rule_sets(r, &year.year)?;
        Ok(rule_sets()
            .iter()
            .map(|set| RuleSetLine {
                id: set.id.clone(),
                name: set.name.clone(),
                document: set.document.clone(),
                area: set.area.clone(),
                is_used: used.contains(&set.id),
            })
            .collect())
    })
}

pub fn choose(desk: &mut Desk, request: RuleSetUse) -> Result<Done<()>> {
    if !rule_sets().iter().any(|set| set.id == request.rule_set) {
        let problem = Problem::new("rule_set", "form.bad_choice");
        return Err(Error::Invalid(vec![
            problem.with("value", &request.rule_set),
        ]));
    }
    desk.book_mut()?.write(Op::RuleSetUse, "", |w| {
        let year = open_year(w, request.year.as_deref())?;
        store::school::forget_rule_sets(w, &year.year)?;
        store::school::use_rule_set(w, &year.year, &request.rule_set)
    })
}
