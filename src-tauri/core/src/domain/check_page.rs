//! The statutory check on one page: each requirement with what was done, beside the year before on the
//! same day.
//!
//! The share is that of requirements met. What is striven for is shown and not counted: nobody owes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::compliance::{Check, Figure, Formula, RuleKind};
use crate::kernel::Date;

/// One requirement as people read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CheckLine {
    /// `C01`
    pub id: String,
    /// `tieu_hoc thcs thpt gdtx`; absent for the whole school.
    pub level: Option<String>,
    /// `minimums papers reach`: how often, what the school has, whom and what share it reached.
    pub group: String,
    pub title: String,
    /// `tối thiểu 1 lần`, `từ 25% đến 30%`, `đủ 3 mục`
    pub required: String,
    /// `4`, `38,5% (65/169)`
    pub found: String,
    /// Of the year before on the same day; empty where that is not known.
    pub before: String,
    /// `met planned waiting striving unmet`
    pub state: String,
    /// A sentence on what is missing; empty when met.
    pub missing: String,
    pub reason: String,
    pub plan: String,
    pub source: String,
    pub rule_set: String,
    /// What `check_explain` takes as its id.
    pub note: String,
}

/// How many requirements are met.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CheckSum {
    pub met: u32,
    pub all: u32,
    /// `66,7`
    pub percent: String,
    pub unmet: u32,
    /// Planned, or not yet due.
    pub waiting: u32,
}

/// The lines of a year's checks, by group; `before` are those of the year before up to the same day.
pub fn lines(checks: &[Check], before: &[Check], today: Date) -> Vec<CheckLine> {
    let mut lines: Vec<CheckLine> = checks.iter().map(|it| line(it, before, today)).collect();
    let groups = ["minimums", "papers", "reach"];
    lines.sort_by_key(|line| groups.iter().position(|group| line.group == *group));
    lines
}

pub fn sum(lines: &[CheckLine]) -> CheckSum {
    let number = |states: &[&str]| {
        let own = lines
            .iter()
            .filter(|line| states.contains(&line.state.as_str()));
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    };
    let (met, unmet, waiting) = (
        number(&["met"]),
        number(&["unmet"]),
        number(&["planned", "waiting"]),
    );
    let all = met + unmet + waiting;
    CheckSum {
        met,
        all,
        percent: Figure::percent(met, all).for_people(),
        unmet,
        waiting,
    }
}

fn line(check: &Check, before: &[Check], today: Date) -> CheckLine {
    let alike =
        |it: &&Check| it.id == check.id && it.level == check.level && it.title == check.title;
    let mut same_set = before.iter().filter(|it| it.note == check.note);
    let same = same_set.find(alike).or_else(|| before.iter().find(alike));
    CheckLine {
        id: check.id.clone(),
        level: check.level.map(|level| level.code().to_owned()),
        group: group(check).to_owned(),
        title: match check.level {
            Some(level) => format!("{}, {}", check.title, level.label()),
            None => check.title.clone(),
        },
        required: required(check),
        found: found(check),
        before: same.map(found).unwrap_or_default(),
        state: state(check, today).to_owned(),
        missing: check.missing.clone(),
        reason: check.reason.clone(),
        plan: check.plan.clone(),
        source: check.source.clone(),
        rule_set: check.rule_set.clone(),
        note: check.note.clone(),
    }
}

fn group(check: &Check) -> &'static str {
    match (check.formula, check.unit.as_str()) {
        (Formula::Activities, _) => "minimums",
        (_, "percent") => "reach",
        _ => "papers",
    }
}

fn state(check: &Check, today: Date) -> &'static str {
    match check {
        _ if check.met => "met",
        _ if check.kind == RuleKind::Aspire => "striving",
        // A planned day that has passed promises nothing.
        _ if check.planned_until.is_some_and(|on| on >= today) => "planned",
        _ if check.due.is_some_and(|due| due >= today) => "waiting",
        // Where leavers went is known in summer, and nobody can be handed on before.
        _ if is_of_leavers(check) && check.part == 0 => "waiting",
        _ => "unmet",
    }
}

fn is_of_leavers(check: &Check) -> bool {
    matches!(
        check.formula,
        Formula::VocationalAfterThcs | Formula::CollegeAfterLevel | Formula::HandoverAnswers
    )
}

fn required(check: &Check) -> String {
    let unit = match (check.formula, check.unit.as_str()) {
        (Formula::Activities, _) if check.is_each_grade => " khối",
        (Formula::Activities, _) => " lần",
        (_, "percent") => "%",
        (_, "times") => " người",
        _ => " mục",
    };
    let value = check.required.for_people();
    match (check.kind, check.high) {
        (RuleKind::Range, Some(high)) => format!("từ {value}% đến {}%", high.for_people()),
        (RuleKind::Exactly, _) => format!("đủ {value}{unit}"),
        (RuleKind::Aspire, _) => format!("phấn đấu {value}{unit}"),
        (RuleKind::AtLeast | RuleKind::Range, _) => format!("tối thiểu {value}{unit}"),
    }
}

fn found(check: &Check) -> String {
    let found = check.found.for_people();
    match check.unit.as_str() {
        "percent" if check.of == 0 => "–".to_owned(),
        "percent" => format!("{found}% ({}/{})", check.part, check.of),
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::compliance::{Facts, evaluate, rule_sets};
    use crate::domain::school::Level;
    use crate::domain::year::Year;

    fn checks() -> Vec<Check> {
        let year = Year::check("2025-2026", None, None).unwrap();
        let levels = [Level::Thcs];
        let grades = BTreeMap::from([(Level::Thcs, vec![6, 7, 8, 9])]);
        let mut facts = Facts::of_activities(&year, &levels, &grades, &[]);
        facts.papers.qualified = Some(1);
        let sets: Vec<_> = rule_sets()
            .iter()
            .filter(|set| set.id == "nghe-an-2025")
            .collect();
        evaluate(&sets, &facts)
    }

    #[test]
    fn a_duty_that_is_not_due_yet_waits_and_is_unmet_afterwards() {
        let mut checks = checks();
        checks[0].due = "2026-05-29".parse().ok();
        let at = |day: &str| lines(&checks, &[], day.parse().unwrap());
        let state_of = |lines: &[CheckLine]| {
            let own = lines.iter().find(|line| line.id == checks[0].id);
            own.unwrap().state.clone()
        };
        assert_eq!(state_of(&at("2026-05-29")), "waiting");
        assert_eq!(state_of(&at("2026-05-30")), "unmet");
    }

    #[test]
    fn what_is_striven_for_is_not_counted_and_the_rest_closes() {
        let mut checks = checks();
        checks[0].kind = RuleKind::Aspire;
        let lines = lines(&checks, &checks, "2026-04-20".parse().unwrap());
        let sum = sum(&lines);
        assert_eq!(sum.all as usize, lines.len() - 1);
        assert_eq!(sum.met + sum.unmet + sum.waiting, sum.all);
        assert!(lines.iter().all(|line| line.before == line.found));
    }
}
