//! The activities of a year, made from the rhythm for the classes that the school has.

use chrono::Datelike;

use crate::kernel::Date;

use super::calendar::{Audience, Plan, Staff, Weekday, YEAR};
use super::chance::Chance;
use super::{DemoActivity, DemoClass, DemoCounts, DemoFunding, day, papers};

/// A school of this size holds everything in the rhythm once.
const USUAL_STUDENTS: f64 = 620.0;

/// Makes the log of the school year that starts in `start`. With a day given it is the current
/// year: what lies behind that day is done, what lies ahead is planned, and there are gaps.
pub(super) fn make(
    seed: u64,
    start: i32,
    classes: &[DemoClass],
    wanted: Option<usize>,
    today: Option<Date>,
) -> Vec<DemoActivity> {
    let mut chance = Chance::branch(seed, "log", start.unsigned_abs().into());
    let mut log: Vec<DemoActivity> = chosen(classes, wanted)
        .into_iter()
        .filter(|(plan, _)| !(today.is_some() && plan.is_gap))
        .filter_map(|(plan, round)| held(&mut chance, start, classes, plan, round, today))
        .collect();
    log.sort_by(|one, other| {
        let key = |activity: &DemoActivity| (activity.starts_on, activity.title.clone());
        key(one).cmp(&key(other))
    });
    if let Some(today) = today {
        forget_one(&mut log, today);
    }
    log
}

/// The lines of the rhythm that fit the school's size, each with the number of its repetition.
fn chosen(classes: &[DemoClass], wanted: Option<usize>) -> Vec<(&'static Plan, usize)> {
    let students: usize = classes.iter().map(|class| class.students).sum();
    let share = (students as f64 / USUAL_STUDENTS).powf(0.75);
    let usual = ((YEAR.len() as f64 * share).round() as usize).max(8);
    let wanted = wanted.unwrap_or(usual);
    let mut order: Vec<(&'static Plan, usize)> = YEAR.iter().map(|plan| (plan, 0)).collect();
    // The sort is stable: of equal rank, small schools keep those early in the year.
    order.sort_by_key(|(plan, _)| plan.rank);
    order.truncate(wanted);
    let repeated = || {
        let plans = YEAR.iter();
        plans.filter(|plan| matches!(plan.audience, Audience::Some(..)))
    };
    let missing = wanted.saturating_sub(order.len());
    order.extend(
        (1..)
            .flat_map(|round| repeated().map(move |plan| (plan, round)))
            .take(missing),
    );
    order
}

fn held(
    chance: &mut Chance,
    start: i32,
    classes: &[DemoClass],
    plan: &Plan,
    round: usize,
    today: Option<Date>,
) -> Option<DemoActivity> {
    let turn = start.unsigned_abs() as usize + round;
    let (title, place, partner) = plan.turns.get(turn % plan.turns.len())?;
    let group = group(plan.audience, classes, turn)?;
    let starts_on = when(plan, start, round);
    let is_past = today.is_none_or(|today| starts_on < today);
    let status = match is_past {
        true if plan.is_storm && round == 0 => "cancelled",
        true => "done",
        false => "planned",
    };
    let teachers = papers::teachers(classes);
    let counts = match status {
        "done" => counts(chance, plan, &group, teachers),
        _ => DemoCounts::default(),
    };
    let expected = if let Audience::Club(_, size) = plan.audience {
        u64::from(size.min(group.students))
    } else {
        u64::from(group.students) * u64::from(plan.share) / 100
    };
    let funding = plan.costs.iter().map(|cost| {
        let planned = round_vnd(cost.base_vnd + cost.each_vnd * expected);
        let spent = planned as f64 * (0.86 + 0.2 * chance.unit());
        DemoFunding {
            source: cost.source,
            item: cost.item,
            planned_vnd: planned,
            spent_vnd: if status == "done" {
                round_vnd(spent as u64)
            } else {
                0
            },
        }
    });
    Some(DemoActivity {
        kind: plan.kind,
        title: (*title).to_owned(),
        status,
        starts_on,
        ends_on: (plan.days > 1).then(|| starts_on.plus_days(i64::from(plan.days) - 1)),
        place,
        counts,
        partners: partner
            .split("; ")
            .filter(|name| !name.is_empty())
            .collect(),
        contents: plan.contents.to_vec(),
        funding: funding.collect(),
        note: if plan.is_storm && status != "cancelled" || status == "planned" {
            ""
        } else {
            plan.note
        },
        classes: group.classes,
        grades: group.grades,
    })
}

/// Who is asked, as the log names them, and how many pupils that is.
struct Group {
    classes: Vec<String>,
    grades: Vec<u8>,
    students: u32,
    female: u32,
}

/// Nobody where the school has no such grade.
fn group(audience: Audience, classes: &[DemoClass], turn: usize) -> Option<Group> {
    let of = |chosen: &[&DemoClass], grades: Vec<u8>, names: Vec<String>| {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Group {
            classes: names,
            grades,
            students: number(chosen.iter().map(|class| class.students).sum()),
            female: number(chosen.iter().map(|class| class.female).sum()),
        }
    };
    match audience {
        Audience::Whole => Some(of(&classes.iter().collect::<Vec<_>>(), vec![], vec![])),
        Audience::Staff => Some(of(&[], vec![], vec![])),
        Audience::Grades(grades) | Audience::Club(grades, _) => {
            let chosen: Vec<&DemoClass> = classes
                .iter()
                .filter(|class| grades.contains(&class.grade))
                .collect();
            let has = |grade: &u8| chosen.iter().any(|class| class.grade == *grade);
            let grades = grades.iter().copied().filter(has).collect();
            (!chosen.is_empty()).then(|| of(&chosen, grades, vec![]))
        }
        Audience::Some(grade, count) => {
            let all: Vec<&DemoClass> = classes
                .iter()
                .filter(|class| class.grade == grade)
                .collect();
            if all.is_empty() {
                return None;
            }
            let from = if all.len() <= count { 0 } else { turn * count };
            let mut places: Vec<usize> = (0..count.min(all.len()))
                .map(|step| (from + step) % all.len())
                .collect();
            places.sort_unstable();
            let chosen: Vec<&DemoClass> = places.iter().map(|place| all[*place]).collect();
            let names = chosen.iter().map(|class| class.name.clone()).collect();
            Some(of(&chosen, vec![], names))
        }
    }
}

fn counts(chance: &mut Chance, plan: &Plan, group: &Group, teachers: u32) -> DemoCounts {
    let students = if let Audience::Club(_, size) = plan.audience {
        near(chance, size, 12).min(group.students)
    } else if plan.share == 0 {
        0
    } else {
        let least = plan.share.min(97);
        let share = least + chance.below((100 - least) as usize) as u32;
        group.students * share / 100
    };
    // Girls among those present, as in the classes, within what the classes hold.
    let exact = f64::from(students) * f64::from(group.female) / f64::from(group.students.max(1));
    let female = (exact + chance.normal() * exact.sqrt() * 0.15)
        .round()
        .max(0.0) as u32;
    let boys = group.students - group.female;
    let female = female.clamp(students.saturating_sub(boys), group.female.min(students));
    let parents = near(chance, group.students * plan.parents / 100, 8);
    let community = near(chance, plan.community, 20);
    let staff = match plan.staff {
        Staff::Number(staff) => staff,
        Staff::PercentOfTeachers(percent) => near(chance, teachers * percent / 100, 4),
    };
    DemoCounts {
        students,
        female,
        parents: parents.min(group.students),
        staff: staff.min(teachers),
        community,
    }
}

/// A number within so many per cent.
fn near(chance: &mut Chance, number: u32, percent: u32) -> u32 {
    let spread = (number * percent / 100) as usize;
    let number = number as usize + chance.between(0, 2 * spread) - spread;
    u32::try_from(number).unwrap_or(0)
}

/// The day of a line in its year. Repetitions go through the weeks from September to May.
fn when(plan: &Plan, start: i32, round: usize) -> Date {
    let year = if plan.month >= 8 { start } else { start + 1 };
    let first = day(year, plan.month, plan.day);
    if round == 0 {
        return on_weekday(first, plan.weekday);
    }
    let september = day(start, 9, 7);
    // 37 shares no factor with 252, so the repetitions spread over all 252 days.
    let offset = (september.days_until(first) + 37 * round as i64).rem_euclid(252);
    let moved = september.plus_days(offset);
    on_weekday(after_holidays(moved), plan.weekday)
}

/// Nothing is held around the lunar new year and the holidays at the end of April.
fn after_holidays(date: Date) -> Date {
    match (date.month(), date.day()) {
        (1, 21..) | (2, ..=23) => date.plus_days(36),
        (4, 29..) | (5, 1) => date.plus_days(5),
        (_, _) => date,
    }
}

fn on_weekday(first: Date, weekday: Weekday) -> Date {
    let is_wanted = |date: &Date| match weekday {
        Weekday::Monday => date.0.weekday() == chrono::Weekday::Mon,
        Weekday::Saturday => date.0.weekday() == chrono::Weekday::Sat,
        Weekday::Any => date.0.weekday() != chrono::Weekday::Sun,
    };
    let is_fixed = first.month() == 9 && first.day() == 5;
    if is_fixed {
        // Schools open on 5 September whatever the weekday.
        return first;
    }
    (0..7)
        .map(|later| first.plus_days(later))
        .find(is_wanted)
        .unwrap_or(first)
}

/// Leaves one recent line as planned: held, but its result not yet entered.
fn forget_one(log: &mut [DemoActivity], today: Date) {
    let is_recent = |activity: &&mut DemoActivity| {
        let ago = activity.starts_on.days_until(today);
        let is_small = matches!(
            activity.kind,
            "club" | "subject_integration" | "guidance_lesson" | "skills_course"
        );
        activity.status == "done" && is_small && (3..=25).contains(&ago)
    };
    if let Some(activity) = log.iter_mut().rev().find(is_recent) {
        activity.status = "planned";
        activity.counts = DemoCounts::default();
        for line in &mut activity.funding {
            line.spent_vnd = 0;
        }
    }
}

/// To the next lower 50,000 đồng, but not to nothing.
fn round_vnd(amount: u64) -> u64 {
    (amount / 50_000 * 50_000).max(amount.min(50_000))
}
