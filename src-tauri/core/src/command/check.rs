//! The yearly minimums, and the start page built on them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::{Logged, all_kinds, duties, known_classes, logged};
use super::book::year_or_current;
use super::survey::SurveyClass;
use super::trip::trip_kinds;
use crate::command::ByYear;
use crate::desk::Desk;
use crate::domain::activity::{ActivityKind, FundingLine, KnownClass, SOURCES};
use crate::domain::agenda::{self, Deadline, MonthBar, NextStep, Standing};
use crate::domain::compliance::{self, Check, Counted, Coverage, Formula, Leavers, Papers, Share};
use crate::domain::outcome;
use crate::domain::role::Op;
use crate::domain::school::Level;
use crate::domain::year::Year;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::store::{self, Reading};

/// The start page.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Overview {
    /// How often something is to be done.
    pub checks: Vec<Check>,
    /// What else the rule sets in use ask: shares, papers, surveys.
    pub targets: Vec<Check>,
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
    pub rule_set: String,
    pub figures: Figures,
    /// The year before up to the same day, where the book holds one.
    pub before: Option<YearBefore>,
    /// What was spent, by source, the largest first.
    pub funding: Vec<FundingSum>,
    #[ts(type = "number")]
    pub planned_vnd: i64,
    #[ts(type = "number")]
    pub spent_vnd: i64,
    /// Visits whose plan waits for the principal.
    pub to_approve: Vec<TripToApprove>,
    /// Records of the grades that leave.
    pub review: agenda::ReviewStanding,
    pub is_locked: bool,
    /// Years that were locked, newest first.
    pub locked_years: Vec<String>,
}

/// Figures of what was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Figures {
    pub activities: u32,
    /// Attendances: a pupil counts once for each activity.
    pub students: u32,
    pub parents: u32,
    pub staff: u32,
    pub community: u32,
    pub visits: u32,
}

/// How the year before stood on the same day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct YearBefore {
    pub year: String,
    pub met: u32,
    pub checks: Vec<Check>,
    pub figures: Figures,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct FundingSum {
    pub source: String,
    pub label: String,
    #[ts(type = "number")]
    pub spent_vnd: i64,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripToApprove {
    pub id: String,
    pub title: String,
    pub starts_on: Date,
    pub audience: String,
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
        all_checks(r, &year, None)
    })
}

pub fn overview(desk: &mut Desk, request: ByYear) -> Result<Overview> {
    let book = desk.book()?;
    let today = book.clock().today();
    let role = book.account().role;
    let second_backup_days = super::backup::second_days(desk)?;
    book.read(Op::OverviewGet, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let checked = checks(r, &year, None)?;
        let classes = store::class::list(r, &year.year)?;
        let kinds = all_kinds(r)?;
        // What people think without names is nobody's to hand in.
        let survey = store::survey::list(r, &year.year)?
            .into_iter()
            .find(|survey| !survey.is_anonymous);
        let profile = store::school::profile(r, &year.year)?;
        let before = year_before(r, &year, today)?;
        let used = super::rule_set::used(r, &year.year)?.into_iter().next();
        let funding = funding(&checked.logged);
        let years = store::year::list(r)?;
        let count = |is_done: bool| {
            let all = checked
                .counted
                .iter()
                .filter(|activity| activity.is_done == is_done);
            u32::try_from(all.count()).unwrap_or(u32::MAX)
        };
        let students: u32 = classes.iter().map(|class| class.students).sum();
        let tasks = super::task::due(r, &year.year, today)?;
        let review = super::record::standing(r, &year.year)?;
        let receipts = super::handover::without_receipt(r, &year.year)?;
        let requests = super::consent::owed(r)?;
        let standing = Standing {
            receipts: &receipts,
            // Nobody is sent to a page that is not open to them.
            kept_too_long: match Op::RetentionGet.may(role) {
                true => super::retention::due_count(r, today)?,
                false => 0,
            },
            requests: &requests,
            review,
            year: &year,
            today,
            checks: &checked.checks,
            targets: &checked.targets,
            tasks: &tasks,
            activities: &checked.counted,
            students,
            second_backup_days,
            is_recovery_kept: super::account::is_recovery_kept(r)?,
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
            rule_set: used.map(|set| set.name).unwrap_or_default(),
            figures: figures(&checked.logged, &kinds),
            before,
            planned_vnd: sum(&checked.logged, |line| line.planned_vnd),
            spent_vnd: sum(&checked.logged, |line| line.spent_vnd),
            funding,
            to_approve: to_approve(r, &checked.logged, &kinds)?,
            review,
            is_locked: year.is_locked,
            locked_years: years
                .into_iter()
                .filter(|year| year.is_locked)
                .map(|year| year.year)
                .collect(),
            checks: checked.checks,
            targets: checked.targets,
            today,
        })
    })
}

/// The year before, up to the day that today is in it.
fn year_before(r: &Reading<'_>, year: &Year, today: Date) -> Result<Option<YearBefore>> {
    let Some((before, days)) = before(r, year, today)? else {
        return Ok(None);
    };
    let checked = checks(r, &before, Some(days))?;
    Ok(Some(YearBefore {
        met: u32::try_from(checked.checks.iter().filter(|c| c.met).count()).unwrap_or(0),
        figures: figures(&checked.logged, &all_kinds(r)?),
        checks: checked.checks,
        year: before.year,
    }))
}

/// The year before, and its days up to the one that today is in it.
pub(super) fn before(
    r: &Reading<'_>,
    year: &Year,
    today: Date,
) -> Result<Option<(Year, (Date, Date))>> {
    let years = store::year::list(r)?;
    let Some(before) = years.into_iter().find(|other| other.year < year.year) else {
        return Ok(None);
    };
    let passed = year.starts_on.days_until(today.min(year.ends_on));
    let until = before.starts_on.plus_days(passed.max(0));
    let days = (before.starts_on, until.min(before.ends_on));
    Ok(Some((before, days)))
}

fn figures(logged: &[Logged], kinds: &[ActivityKind]) -> Figures {
    let mut figures = Figures::default();
    let visits = trip_kinds(kinds);
    for done in logged.iter().filter(|it| it.activity.status == "done") {
        let counts = done.activity.counts;
        figures.activities += 1;
        figures.students += counts.students;
        figures.parents += counts.parents;
        figures.staff += counts.staff;
        figures.community += counts.community;
        figures.visits += u32::from(visits.contains(&done.activity.kind));
    }
    figures
}

fn sum(logged: &[Logged], money: fn(&FundingLine) -> i64) -> i64 {
    let lines = logged.iter().flat_map(|it| &it.activity.funding);
    lines.map(money).sum()
}

fn funding(logged: &[Logged]) -> Vec<FundingSum> {
    let mut sums: Vec<FundingSum> = SOURCES
        .iter()
        .map(|(source, label)| FundingSum {
            source: (*source).to_owned(),
            label: (*label).to_owned(),
            spent_vnd: logged
                .iter()
                .flat_map(|it| &it.activity.funding)
                .filter(|line| line.source == *source)
                .map(|line| line.spent_vnd)
                .sum(),
        })
        .filter(|sum| sum.spent_vnd > 0)
        .collect();
    sums.sort_by_key(|sum| -sum.spent_vnd);
    sums
}

fn to_approve(
    r: &Reading<'_>,
    logged: &[Logged],
    kinds: &[ActivityKind],
) -> Result<Vec<TripToApprove>> {
    let visits = trip_kinds(kinds);
    let mut found = Vec::new();
    let planned = logged
        .iter()
        .filter(|it| it.activity.status == "planned" && visits.contains(&it.activity.kind));
    for visit in planned {
        let page = store::trip::get(r, &visit.activity.id)?;
        if page.is_none_or(|page| page.approved_on.is_none()) {
            found.push(TripToApprove {
                id: visit.activity.id.clone(),
                title: visit.activity.title.clone(),
                starts_on: visit.activity.starts_on,
                audience: visit.audience.clone(),
            });
        }
    }
    Ok(found)
}

/// The checks of a year with the activities they rest on.
pub(super) struct Checked {
    pub checks: Vec<Check>,
    pub targets: Vec<Check>,
    pub counted: Vec<Counted>,
    pub logged: Arc<Vec<Logged>>,
}

/// The checks alone, for who does not need the activities they rest on.
pub(super) fn all_checks(
    r: &Reading<'_>,
    year: &Year,
    days: Option<(Date, Date)>,
) -> Result<Vec<Check>> {
    let checked = checked(r, year, super::activity::counted(r, year, days)?)?;
    Ok(checked.checks.into_iter().chain(checked.targets).collect())
}

/// Evaluates the rule sets in use over the year's activities, or those of some days of it.
pub(super) fn checks(r: &Reading<'_>, year: &Year, days: Option<(Date, Date)>) -> Result<Checked> {
    checked(r, year, logged(r, year, days)?)
}

fn checked(r: &Reading<'_>, year: &Year, logged: Arc<Vec<Logged>>) -> Result<Checked> {
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let levels = school.levels();
    let classes = known_classes(r, &year.year)?;
    let kinds = all_kinds(r)?;
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
                contents: activity.contents.clone(),
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
    let profile = store::school::profile(r, &year.year)?;
    let narrative = store::school::narrative(r, &year.year)?.unwrap_or_default();
    let sets = super::rule_set::used(r, &year.year)?;
    // What no rule asks is not read: a survey of a large school is many rows.
    let is_asked = |formulas: &[Formula]| {
        let mut rules = sets.iter().flat_map(|set| &set.rules);
        rules.any(|rule| formulas.contains(&rule.formula))
    };
    let of_leavers = [Formula::VocationalAfterThcs, Formula::CollegeAfterLevel];
    let of_handing = [Formula::Handover, Formula::HandoverAnswers];
    let meant = Meant::of(&classes);
    let facts = compliance::Facts {
        year,
        levels: &levels,
        grades: &grades,
        is_disadvantaged: school.disadvantaged,
        activities: &counted,
        leavers: match is_asked(&of_leavers) {
            true => leavers(r, &year.year, &levels)?,
            false => BTreeMap::new(),
        },
        needs: match is_asked(&[Formula::NeedsSurvey]) {
            true => needs(r, &year.year, &levels)?,
            false => BTreeMap::new(),
        },
        reached_students: reached(&logged, &meant, |it, pupils| {
            f64::from(it.activity.counts.students) / pupils
        }),
        // Each parent who came stands for one family of the pupils who were meant.
        reached_parents: reached(&logged, &meant, |it, pupils| {
            f64::from(it.activity.counts.parents) / pupils
        }),
        handing: match levels.contains(&Level::Thcs) && is_asked(&of_handing) {
            true => Some(super::handover::handing(r, &year.year)?),
            false => None,
        },
        papers: Papers {
            has_programme: profile.has_programme,
            // The list of staff tells it where the year's profile states neither number.
            qualified: match (profile.counselors, profile.counselors_qualified) {
                (None, None) => super::means::counselors(r, (year.starts_on, year.ends_on))?
                    .map(|(_, qualified)| qualified),
                (_, stated) => stated,
            },
            has_plan: !profile.plan_number.is_empty(),
            is_in_school_plan: profile.plan_is_in_school_plan,
            is_key_task: profile.is_key_task,
            has_person: !profile.person_in_charge.is_empty(),
            is_assessed: !narrative.strengths.is_empty() && !narrative.weaknesses.is_empty(),
        },
    };
    let sets: Vec<&compliance::RuleSet> = sets.iter().collect();
    let mut all = compliance::evaluate(&sets, &facts);
    let notes = store::rule_set::notes(r, &year.year)?;
    for check in &mut all {
        if check.formula == Formula::Activities {
            let held = logged.iter().filter(|it| it.activity.status != "cancelled");
            check.coverage = coverage(check, counted.iter().zip(held), &meant);
        }
        let level = check.level.map(Level::code).unwrap_or_default();
        let under = |name: &str| {
            let mut own = notes.iter();
            own.find(|note| note.check == name && note.level == level)
        };
        if let Some(note) = under(&check.note).or_else(|| under(&check.id)) {
            check.reason.clone_from(&note.reason);
            check.plan.clone_from(&note.plan);
        }
    }
    let (checks, targets) =
        (all.into_iter()).partition(|check| check.formula == Formula::Activities);
    Ok(Checked {
        checks,
        targets,
        counted,
        logged,
    })
}

/// Leavers of each level, and how many of them its share counts.
fn leavers(r: &Reading<'_>, year: &str, levels: &[Level]) -> Result<BTreeMap<Level, Leavers>> {
    let counts_trade = super::outcome::counts_trade(r)?;
    let mut found = BTreeMap::new();
    for level in levels
        .iter()
        .filter(|level| outcome::last_grade(**level).is_some())
    {
        let known = super::outcome::Known::without_wishes(r, year, *level)?;
        let destinations = outcome::destinations(*level, counts_trade);
        let (_, school) = outcome::rows(&known.leavers("real"), &destinations);
        let of_level = Leavers {
            leavers: school.leavers,
            counted: outcome::counted(&school, &destinations),
            unknown: school.counts.last().copied().unwrap_or_default(),
        };
        found.insert(*level, of_level);
    }
    Ok(found)
}

/// Pupils of the last grades who answered a survey of what they need (mission-table, row 93).
fn needs(r: &Reading<'_>, year: &str, levels: &[Level]) -> Result<BTreeMap<Level, Share>> {
    let mut surveys = store::survey::list(r, year)?;
    let codes: BTreeMap<String, String> = store::survey::instrument_codes(r)?.into_iter().collect();
    let code_of = |id: &String| codes.get(id).map(String::as_str).unwrap_or_default();
    surveys.retain(|survey| is_of_needs(code_of(&survey.instrument)));
    let classes = store::class::list(r, year)?;
    let mut found = BTreeMap::new();
    for level in levels {
        let Some(grade) = outcome::last_grade(*level) else {
            continue;
        };
        let own = classes
            .iter()
            .filter(|class| class.level == *level && class.grade == grade);
        let mut share = Share::default();
        for class in own {
            let answered = surveys.iter().flat_map(|survey| &survey.classes);
            let answered = answered.filter(|asked| asked.id == class.id);
            share.of += class.students;
            share.part += answered
                .map(|asked| asked.responses.min(class.students))
                .max()
                .unwrap_or_default();
        }
        found.insert(*level, share);
    }
    Ok(found)
}

/// The shipped forms on what pupils need after THCS and after THPT, and what a school made of them.
fn is_of_needs(instrument: &str) -> bool {
    ["sau-thcs", "sau-thpt"]
        .iter()
        .any(|code| instrument.starts_with(code))
}

/// Pupils, or families, whom guidance reached: of each class the activity that reached the largest
/// part of it, by the heads that were counted over the `pupils` who were meant. Who came twice is
/// counted once; what was done without them, as training of teachers, reaches nobody.
fn reached(logged: &[Logged], meant: &Meant<'_>, part: impl Fn(&Logged, f64) -> f64) -> Share {
    let done = logged.iter().filter(|it| it.activity.status == "done");
    let shares = best_shares(done, meant, part);
    Share {
        part: heads(shares.iter().zip(meant.classes)),
        of: meant.classes.iter().map(|class| class.students).sum(),
    }
}

/// Of each class the largest part that an activity reached; none where nothing was done for it.
fn best_shares<'a>(
    done: impl Iterator<Item = &'a Logged>,
    meant: &Meant<'_>,
    part: impl Fn(&Logged, f64) -> f64,
) -> Vec<Option<f64>> {
    let mut best = vec![None; meant.classes.len()];
    for it in done {
        let classes = meant.by(it);
        let pupils: u32 = classes.iter().map(|at| meant.classes[*at].students).sum();
        let share = part(it, f64::from(pupils.max(1))).min(1.0);
        for at in classes {
            best[at] = Some(best[at].unwrap_or(0.0_f64).max(share));
        }
    }
    best
}

fn heads<'a>(shares: impl Iterator<Item = (&'a Option<f64>, &'a KnownClass)>) -> u32 {
    let heads: f64 = shares
        .map(|(share, class)| f64::from(class.students) * share.unwrap_or_default())
        .sum();
    // Six of seven in two classes are six, however the sevenths are written.
    (heads + 1e-6).floor() as u32
}

/// What the activities that carry a duty reached in its level; `counted` and `logged` go together.
fn coverage<'a>(
    check: &Check,
    done: impl Iterator<Item = (&'a Counted, &'a Logged)>,
    meant: &Meant<'_>,
) -> Coverage {
    let carrying = done
        .filter(|(counted, _)| counted.is_done && counted.duties.contains(&check.duty))
        .map(|(_, logged)| logged);
    let shares = best_shares(carrying, meant, |it, pupils| {
        f64::from(it.activity.counts.students) / pupils
    });
    let own: Vec<_> = (shares.iter().zip(meant.classes))
        .filter(|(_, class)| check.level.is_none_or(|level| class.level == level))
        .collect();
    let classes = own.iter().filter(|(share, _)| share.is_some()).count();
    Coverage {
        classes: u32::try_from(classes).unwrap_or(u32::MAX),
        of_classes: u32::try_from(own.len()).unwrap_or(u32::MAX),
        of_students: own.iter().map(|(_, class)| class.students).sum(),
        students: heads(own.into_iter()),
    }
}

/// The classes of a year, to be found by id and grade: a large school asks ten thousand times.
struct Meant<'a> {
    classes: &'a [KnownClass],
    by_id: HashMap<&'a str, usize>,
    by_grade: BTreeMap<u32, Vec<usize>>,
}

impl<'a> Meant<'a> {
    fn of(classes: &'a [KnownClass]) -> Self {
        let mut by_grade: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, class) in classes.iter().enumerate() {
            by_grade.entry(class.grade).or_default().push(at);
        }
        Meant {
            by_id: (classes.iter().enumerate())
                .map(|(at, class)| (class.id.as_str(), at))
                .collect(),
            by_grade,
            classes,
        }
    }

    /// The places of the classes that an activity was meant for.
    fn by(&self, it: &Logged) -> Vec<usize> {
        let (named, grades) = (&it.activity.classes, &it.activity.grades);
        if named.is_empty() && grades.is_empty() {
            return (0..self.classes.len()).collect();
        }
        let of_grades = grades.iter().filter_map(|grade| self.by_grade.get(grade));
        let mut found: Vec<usize> = of_grades.flatten().copied().collect();
        found.extend(
            named
                .iter()
                .filter_map(|(_, id, _)| self.by_id.get(id.as_str())),
        );
        found.sort_unstable();
        found.dedup();
        found
    }
}
