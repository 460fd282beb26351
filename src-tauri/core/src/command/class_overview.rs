//! The start page of a homeroom teacher: the own class, and nothing of any other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::ActivityLine;
use super::activity::{all_kinds, line_of};
use super::book::year_or_current;
use super::record::{RecordFigures, figures_of};
use crate::book::Scope;
use crate::desk::Desk;
use crate::domain::activity::ActivityKind;
use crate::domain::class::ClassLine;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::store::activity::ActivityFilter;
use crate::store::student::StudentFilter;
use crate::store::{self, Reading};

/// How many activities the page shows.
const MOST: u32 = 12;

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ClassQuery {
    /// Name of a class; the first one the person sees where it is absent.
    pub class: Option<String>,
}

/// A pupil whose entry lacks something.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ClassGap {
    pub student: String,
    pub name: String,
    /// `born_on sex ministry_id`
    pub lacks: Vec<String>,
}

/// A survey that the class takes part in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ClassSurvey {
    pub id: String,
    pub title: String,
    pub closes_on: Option<String>,
    pub is_closed: bool,
    pub students: u32,
    pub responses: u32,
    /// Names of those whose form is still missing, while it is open.
    pub missing: Vec<String>,
}

/// The class at a glance.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ClassOverview {
    /// Names of the classes the person sees.
    pub classes: Vec<String>,
    /// Absent where they have none in this year.
    pub class: Option<ClassLine>,
    pub kinds: Vec<ActivityKind>,
    pub activities_done: u32,
    /// What reached the class, the newest first, planned ones included.
    pub activities: Vec<ActivityLine>,
    pub surveys: Vec<ClassSurvey>,
    pub gaps: Vec<ClassGap>,
    /// How far the review of the records is.
    pub review: RecordFigures,
    pub today: Date,
}

pub fn get(desk: &mut Desk, query: ClassQuery) -> Result<ClassOverview> {
    let book = desk.book()?;
    let (scope, today) = (book.scope(), book.clock().today());
    book.read(Op::ClassOverviewGet, |r| {
        let year = year_or_current(r, None)?;
        let visible: Vec<ClassLine> = store::class::list(r, &year.year)?
            .into_iter()
            .filter(|class| match &scope {
                Scope::All => true,
                Scope::Classes(ids) => ids.contains(&class.id),
            })
            .collect();
        let asked = query.class.as_deref().filter(|name| !name.is_empty());
        let class = match asked {
            None => visible.first().cloned(),
            Some(name) => {
                let bare = crate::domain::class::bare_name(name);
                let found = visible.iter().find(|class| class.name == bare);
                Some(found.cloned().ok_or(Error::NotFound("class"))?)
            }
        };
        let mut page = ClassOverview {
            classes: visible.into_iter().map(|class| class.name).collect(),
            kinds: all_kinds(r)?,
            activities_done: 0,
            activities: Vec::new(),
            surveys: Vec::new(),
            gaps: Vec::new(),
            today,
            review: RecordFigures::default(),
            class: None,
        };
        if let Some(class) = class {
            fill(r, &mut page, &year.year, &class)?;
            page.class = Some(class);
        }
        Ok(page)
    })
}

fn fill(r: &Reading<'_>, page: &mut ClassOverview, year: &str, class: &ClassLine) -> Result<()> {
    page.review = figures_of(r, year, &class.id)?;
    let names = store::class::names(r, year)?;
    let filter = ActivityFilter {
        year: year.to_owned(),
        class: Some(class.id.clone()),
        limit: Some(MOST),
        ..ActivityFilter::default()
    };
    page.activities_done = store::activity::figures(r, &filter)?.done;
    let found = store::activity::list(r, &filter)?;
    page.activities = found
        .into_iter()
        .map(|activity| ActivityLine {
            // Money is the school's, not the class's.
            spent_vnd: 0,
            ..line_of(activity, &names)
        })
        .collect();
    for survey in store::survey::list(r, year)? {
        let Some(own) = survey.classes.iter().find(|of| of.name == class.name) else {
            continue;
        };
        let sheet = store::survey::sheet(r, &survey.id, &class.id)?;
        let missing = sheet
            .into_iter()
            // Who handed in a form without a name is not known.
            .filter(|line| !survey.is_closed && !survey.is_anonymous && !line.is_absent)
            .filter(|line| line.answers.is_empty() && line.replies.is_empty())
            .map(|line| line.name);
        page.surveys.push(ClassSurvey {
            students: own.students.saturating_sub(own.absent),
            responses: own.responses,
            missing: missing.collect(),
            id: survey.id,
            title: survey.title,
            closes_on: survey.closes_on,
            is_closed: survey.is_closed,
        });
    }
    let filter = StudentFilter {
        classes: Some(vec![class.id.clone()]),
        ..StudentFilter::default()
    };
    let pupils = store::student::list(r, year, &filter)?;
    let gaps = pupils
        .into_iter()
        .filter(|pupil| pupil.status == "studying");
    page.gaps = gaps
        .map(|pupil| {
            let lacks = [
                ("born_on", pupil.born_on.is_none()),
                ("sex", pupil.sex.is_none()),
                ("ministry_id", pupil.ministry_id.is_empty()),
            ];
            ClassGap {
                student: pupil.id,
                name: pupil.name,
                lacks: lacks
                    .into_iter()
                    .filter(|(_, is_missing)| *is_missing)
                    .map(|(field, _)| field.to_owned())
                    .collect(),
            }
        })
        .filter(|gap| !gap.lacks.is_empty())
        .collect();
    Ok(())
}
