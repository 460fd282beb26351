//! Help that a pupil got: what, when, how much, from whom.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct AidDraft {
    pub given_on: String,
    /// In people's words: học bổng, sách vở.
    pub kind: String,
    /// In đồng; null where it is not money or not known.
    #[ts(type = "number | null")]
    pub amount: Option<i64>,
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AidLine {
    pub id: String,
    pub given_on: String,
    pub kind: String,
    #[ts(type = "number | null")]
    pub amount: Option<i64>,
    pub source: String,
}

const MOST_VND: i64 = 1_000_000_000_000;

impl AidDraft {
    /// Tidies the texts and names every wrong field at once.
    pub fn check(&self, today: Date) -> Result<AidDraft> {
        let draft = AidDraft {
            given_on: self.given_on.clone(),
            kind: tidy(&self.kind),
            amount: self.amount,
            source: tidy(&self.source),
        };
        let mut problems = Vec::new();
        match draft.given_on.parse::<Date>() {
            Ok(day) if day > today => problems
                .push(Problem::new("given_on", "consent.future").with("value", day.for_people())),
            Ok(_) => {}
            Err(()) => problems
                .push(Problem::new("given_on", "form.bad_date").with("value", &draft.given_on)),
        }
        if draft.kind.is_empty() {
            problems.push(Problem::new("kind", "form.required"));
        }
        for (field, text) in [("kind", &draft.kind), ("source", &draft.source)] {
            if text.chars().count() > 100 {
                problems.push(Problem::new(field, "form.too_long").with("max", 100));
            }
        }
        if draft.amount.is_some_and(|amount| amount < 0) {
            problems.push(Problem::new("amount", "form.negative"));
        }
        if draft.amount.is_some_and(|amount| amount > MOST_VND) {
            problems.push(Problem::new("amount", "aid.too_much"));
        }
        match problems.is_empty() {
            true => Ok(draft),
            false => Err(Error::Invalid(problems)),
        }
    }
}
