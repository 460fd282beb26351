//! The yearly minimums, and the start page built on them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::{Logged, all_kinds, duties, known_classes, logged};
use super::book::year_or_current;
use super::survey::SurveyClass;
use crate::command::ByYear;
use crate::desk::Desk;
use crate::domain::agenda::{self, Deadline, MonthBar, NextStep, Standing};
use crate::domain::compliance::{self, Check, Counted};
use crate::domain::role::Op;
use crate::domain::school::Level;
use crate::domain::year::Year;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::store::{self, Reading};

/// The start page.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Overview {
    pub checks: Vec<Check>,
    pub met: u32,
    pub months: Vec<MonthBar>,
    pub done: u32,
    pub planned: u32,
    /// At most three.
    pub next: Vec<NextStep>,
    pub deadlines: Vec<Deadline>,
    /// The newest survey of the year.
    pub surveys: Option<SurveyProgress>,
    pub students: u32,
    pub classes: u32,
    pub today: Date,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveyProgress {
    pub id: String,
    pub title: String,
    pub classes: Vec<SurveyClass>,
}

pub fn list(desk: &mut Desk, request: ByYear) -> Result<Vec<Check>> {
    desk.book()?.read(Op::CheckList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        Ok(checks(r, &year, None)?.checks)
    })
}

pub fn overview(desk: &mut Desk, request: ByYear) -> Result<Overview> {
    let book = desk.book()?;
    let today = book.clock().today();
    book.read(Op::OverviewGet, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let checked = checks(r, &year, None)?;
        let classes = store::class::list(r, &year.year)?;
        let survey = store::survey::list(r, &year.year)?.into_iter().next();
        let profile = store::school::profile(r, &year.year)?;
        let count = |is_done: bool| {
            let all = checked
                .counted
                .iter()
                .filter(|activity| activity.is_done == is_done);
            u32::try_from(all.count()).unwrap_or(u32::MAX)
        };
        let students: u32 = classes.iter().map(|class| class.students).sum();
        let standing = Standing {
            year: &year,
            today,
            checks: &checked.checks,
            activities: &checked.counted,
            students,
            is_plan_known: !profile.plan_number.is_empty(),
            report_due_on: profile
                .report_due_on
                .as_deref()
                .and_then(|day| day.parse().ok()),
            survey: survey
                .as_ref()
                .filter(|survey| !survey.is_closed)
                .map(|survey| agenda::OpenSurvey {
                    id: survey.id.clone(),
                    title: survey.title.clone(),
                    closes_on: survey.closes_on.as_deref().and_then(|day| day.parse().ok()),
                    classes: survey
                        .classes
                        .iter()
                        .map(|class| {
                            let owed = class.students.saturating_sub(class.absent);
                            (class.name.clone(), owed, class.responses)
                        })
                        .collect(),
                }),
        };
        Ok(Overview {
            met: u32::try_from(checked.checks.iter().filter(|c| c.met).count()).unwrap_or(0),
            months: agenda::months(&year, &checked.counted),
            done: count(true),
            planned: count(false),
            next: agenda::next_steps(&standing),
            deadlines: agenda::deadlines(&standing),
            surveys: survey.map(|survey| SurveyProgress {
                id: survey.id,
                title: survey.title,
                classes: survey.classes.into_iter().map(SurveyClass::from).collect(),
            }),
            students,
            classes: u32::try_from(classes.len()).unwrap_or(u32::MAX),
            checks: checked.checks,
            today,
        })
    })
}

/// The checks of a year with the activities they rest on.
pub(super) struct Checked {
    pub checks: Vec<Check>,
    pub counted: Vec<Counted>,
    pub logged: Vec<Logged>,
}

/// Evaluates the rule sets in use over the year's activities, or those of some days of it.
pub(super) fn checks(r: &Reading<'_>, year: &Year, days: Option<(Date, Date)>) -> Result<Checked> {
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let levels = school.levels();
    let classes = known_classes(r, &year.year)?;
    let kinds = all_kinds(r)?;
    let logged = logged(r, year, days)?;
    let counted: Vec<Counted> = logged
        .iter()
        .filter(|logged| logged.activity.status != "cancelled")
        .map(
            |Logged {
                 activity,
                 grades,
                 levels,
                 ..
             }| Counted {
                id: activity.id.clone(),
                duties: duties(activity, &kinds),
                is_done: activity.status == "done",
                on: activity.starts_on,
                grades: grades.clone(),
                levels: levels.clone(),
                students: activity.counts.students,
            },
        )
        .collect();
    let mut grades: BTreeMap<Level, Vec<u32>> = BTreeMap::new();
    for class in &classes {
        let of_level = grades.entry(class.level).or_default();
        if !of_level.contains(&class.grade) {
            of_level.push(class.grade);
        }
    }
    for level in &levels {
        grades
            .entry(*level)
            .or_insert_with(|| level.grades().collect());
    }
    let sets = store::school::rule_sets(r, &year.year)?;
    let checks = compliance::evaluate(&sets, &levels, &grades, year, &counted);
    Ok(Checked {
        checks,
        counted,
        logged,
    })
}
