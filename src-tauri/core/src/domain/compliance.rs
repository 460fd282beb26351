//! The yearly minimums: rules are dated data, this evaluates them.
//!
//! The law's reading is once per level and school year: an activity counts for a level when one of
//! its classes or grades belongs to it, and for every level when it is the whole school's. What
//! grades it reached is information beside it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::school::Level;
use crate::domain::year::Year;
use crate::kernel::Date;

/// A dated set of rules with its source.
#[derive(Debug, Clone, Deserialize)]
pub struct RuleSet {
    pub id: String,
    pub name: String,
    pub document: String,
    pub valid_from: String,
    pub area: String,
    pub checked_against_original: bool,
    pub rules: Vec<Rule>,
}

/// One minimum.
#[derive(Debug, Clone, Deserialize)]
pub struct Rule {
    pub id: String,
    pub level: Level,
    /// What activities count: those that carry this duty.
    pub duty: String,
    pub title: String,
    pub kind: RuleKind,
    pub times: u32,
    /// Of what it is asked: once for the level, or for each of its grades.
    #[serde(default)]
    pub scope: RuleScope,
    /// `MM-DD` inside the school year.
    pub due: String,
    pub source: String,
}

/// How a figure is held against a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    AtLeast,
}

/// Of what a minimum is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleScope {
    /// The law's reading.
    #[default]
    Level,
    /// A stricter one that a school sets itself.
    Grade,
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Check {
    /// `C01` … (mission-table, A.21)
    pub id: String,
    pub level: Option<Level>,
    pub title: String,
    pub required: u32,
    pub found: u32,
    /// Activities planned but not done yet.
    pub planned: u32,
    /// The first of them.
    pub planned_on: Option<Date>,
    pub met: bool,
    /// A sentence; empty when met.
    pub missing: String,
    pub due: Option<Date>,
    pub source: String,
    /// Name of the rule set.
    pub rule_set: String,
    pub by_grade: Vec<GradeCoverage>,
    /// Grades that still lack it, where the school asks it of each grade.
    pub lacking: Vec<u32>,
}

/// How many activities reached a grade: information beside the legal minimum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GradeCoverage {
    pub grade: u32,
    pub found: u32,
    pub planned: u32,
}

/// An activity as the rules see it.
#[derive(Debug, Clone)]
pub struct Counted {
    pub id: String,
    pub duties: Vec<String>,
    pub is_done: bool,
    pub on: Date,
    /// Grades it reached; empty for the whole school.
    pub grades: Vec<u32>,
    /// Levels it reached; empty for the whole school.
    pub levels: Vec<Level>,
    pub students: u32,
}

/// The shipped rule sets.
pub fn rule_sets() -> &'static [RuleSet] {
    static SETS: OnceLock<Vec<RuleSet>> = OnceLock::new();
    SETS.get_or_init(|| {
        let files = [
            include_str!("../../../../assets/law/tt07-2022.toml"),
            include_str!("../../../../assets/law/tt07-2022-moi-khoi.toml"),
        ];
        files
            .iter()
            .filter_map(|text| toml::from_str(text).ok())
            .collect()
    })
}

/// The rule set that a year uses unless the school chose others.
pub const DEFAULT_RULE_SET: &str = "tt07-2022";

/// Evaluates the rules of the sets in use for the school's levels, in the order of the rules.
///
/// `grades` are the school's grades by level.
pub fn evaluate(
    sets: &[String],
    levels: &[Level],
    grades: &BTreeMap<Level, Vec<u32>>,
    year: &Year,
    activities: &[Counted],
) -> Vec<Check> {
    let used = rule_sets().iter().filter(|set| sets.contains(&set.id));
    let rules = used.flat_map(|set| set.rules.iter().map(move |rule| (set, rule)));
    let of_school = rules.filter(|(_, rule)| levels.contains(&rule.level));
    of_school
        .map(|(set, rule)| {
            let grades = grades
                .get(&rule.level)
                .map(Vec::as_slice)
                .unwrap_or_default();
            check(set, rule, grades, year, activities)
        })
        .collect()
}

/// Whether an activity counts for a rule's level and duty.
pub fn counts(activity: &Counted, level: Level, duty: &str) -> bool {
    let reaches = activity.levels.is_empty() || activity.levels.contains(&level);
    reaches && activity.duties.iter().any(|own| own == duty)
}

fn check(set: &RuleSet, rule: &Rule, grades: &[u32], year: &Year, activities: &[Counted]) -> Check {
    let counted: Vec<&Counted> = activities
        .iter()
        .filter(|activity| counts(activity, rule.level, &rule.duty))
        .collect();
    let number = |is_done: bool, grade: Option<u32>| {
        let reached = counted.iter().filter(|activity| {
            let reaches = |grade| activity.grades.is_empty() || activity.grades.contains(&grade);
            activity.is_done == is_done && grade.is_none_or(reaches)
        });
        u32::try_from(reached.count()).unwrap_or(u32::MAX)
    };
    let all = number(true, None);
    // Asked of each grade, what counts is how many grades have had it.
    let lacking: Vec<u32> = match rule.scope {
        RuleScope::Level => Vec::new(),
        RuleScope::Grade => {
            let lacks = |grade: &&u32| number(true, Some(**grade)) < rule.times;
            grades.iter().filter(lacks).copied().collect()
        }
    };
    let of_grades = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (found, required) = match rule.scope {
        RuleScope::Level => (all, rule.times),
        RuleScope::Grade => (
            of_grades(grades.len() - lacking.len()),
            of_grades(grades.len()),
        ),
    };
    let met = match rule.kind {
        RuleKind::AtLeast => found >= required,
    };
    let planned_on = counted
        .iter()
        .filter(|a| !a.is_done)
        .map(|activity| activity.on)
        .min();
    let missing = if met {
        String::new()
    } else if rule.scope == RuleScope::Grade {
        let named: Vec<String> = lacking.iter().map(u32::to_string).collect();
        format!(
            "{}: còn thiếu khối {} trong năm học {}.",
            rule.title,
            named.join(", "),
            year.for_people()
        )
    } else {
        format!(
            "{}: còn thiếu {} lần ở cấp {} trong năm học {}.",
            rule.title,
            required - found,
            rule.level.label(),
            year.for_people()
        )
    };
    Check {
        id: rule.id.clone(),
        level: Some(rule.level),
        title: rule.title.clone(),
        required,
        lacking,
        found,
        planned: number(false, None),
        planned_on,
        met,
        missing,
        due: due(&rule.due, year),
        source: rule.source.clone(),
        rule_set: set.name.clone(),
        by_grade: grades
            .iter()
            .map(|grade| GradeCoverage {
                grade: *grade,
                found: number(true, Some(*grade)),
                planned: number(false, Some(*grade)),
            })
            .collect(),
    }
}

/// The day `MM-DD` inside the school year.
fn due(month_day: &str, year: &Year) -> Option<Date> {
    let first = year.starts_on.year();
    let days = [first, first + 1].map(|y| format!("{y}-{month_day}").parse::<Date>().ok());
    days.into_iter()
        .flatten()
        .find(|day| year.holds(*day))
        .or(Some(year.ends_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trip(id: &str, is_done: bool, levels: &[Level], grades: &[u32]) -> Counted {
        Counted {
            id: id.to_owned(),
            duties: ["C01", "C02", "C03"].map(str::to_owned).to_vec(),
            is_done,
            on: Date::new(2026, 4, 11).unwrap(),
            grades: grades.to_vec(),
            levels: levels.to_vec(),
            students: 80,
        }
    }

    fn evaluate_all(activities: &[Counted]) -> Vec<Check> {
        let grades = BTreeMap::from([
            (Level::Thcs, vec![6, 7, 8, 9]),
            (Level::Thpt, vec![10, 11, 12]),
        ]);
        let year = Year::check("2025-2026", None, None).unwrap();
        evaluate(
            &[DEFAULT_RULE_SET.to_owned()],
            &[Level::Thcs, Level::Thpt],
            &grades,
            &year,
            activities,
        )
    }

    #[test]
    fn each_level_of_a_mixed_school_is_checked_by_itself() {
        let checks = evaluate_all(&[trip("1", true, &[Level::Thcs], &[9])]);
        let found: Vec<_> = checks
            .iter()
            .map(|c| (c.id.as_str(), c.found, c.met))
            .collect();
        assert_eq!(
            found,
            [
                ("C02", 1, true),
                ("C03", 0, false),
                ("C04", 0, false),
                ("C05", 0, false)
            ]
        );
        assert_eq!(
            checks[0]
                .by_grade
                .iter()
                .map(|g| g.found)
                .collect::<Vec<_>>(),
            [0, 0, 0, 1]
        );
    }

    #[test]
    fn what_is_only_planned_is_not_done() {
        let checks = evaluate_all(&[trip("1", false, &[Level::Thpt], &[11])]);
        let trip = &checks[1];
        assert_eq!((trip.found, trip.planned, trip.met), (0, 1, false));
        assert_eq!(trip.planned_on, Date::new(2026, 4, 11));
        assert_eq!(trip.due, Date::new(2026, 5, 31));
        assert!(trip.missing.contains("THPT"), "{}", trip.missing);
    }

    #[test]
    fn what_the_whole_school_does_counts_for_each_level() {
        let checks = evaluate_all(&[trip("1", true, &[], &[])]);
        assert!(checks[0].met && checks[1].met);
    }

    #[test]
    fn a_school_that_asks_it_of_each_grade_is_told_which_grades_lack_it() {
        let grades = BTreeMap::from([(Level::Thcs, vec![6, 7, 8, 9])]);
        let year = Year::check("2025-2026", None, None).unwrap();
        let found = |activities: &[Counted]| {
            let sets = ["tt07-2022-moi-khoi".to_owned()];
            evaluate(&sets, &[Level::Thcs], &grades, &year, activities).remove(0)
        };
        let three = [
            trip("1", true, &[Level::Thcs], &[6, 7]),
            trip("2", true, &[Level::Thcs], &[9]),
            trip("3", false, &[Level::Thcs], &[8]),
        ];
        let check = found(&three);
        assert_eq!((check.found, check.required, check.met), (3, 4, false));
        assert_eq!(check.lacking, [8]);
        assert!(check.missing.contains("khối 8"), "{}", check.missing);
        assert!(found(&[trip("1", true, &[], &[])]).met);
    }

    #[test]
    fn every_shipped_set_can_be_read_and_cites_its_source() {
        assert_eq!(rule_sets().len(), 2);
        assert!(
            rule_sets()
                .iter()
                .flat_map(|set| &set.rules)
                .all(|rule| !rule.source.is_empty())
        );
    }
}
