//! The sample school: the invented records of `demo` written as a book.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{BookMade, make as make_book};
use crate::book::{Done, NewBook};
use crate::command::activity::known_classes;
use crate::demo::{self, DemoActivity, DemoSchool, DemoYear};
use crate::desk::Desk;
use crate::domain::account::AccountDraft;
use crate::domain::activity::{Activity, ActivityDraft, Counts, FundingLine, Known};
use crate::domain::class::{Class, level_of};
use crate::domain::outcome::OutcomeDraft;
use crate::domain::report_text::{Narrative, Profile};
use crate::domain::role::{Op, Role};
use crate::domain::school::{Level, School};
use crate::domain::student::StudentDraft;
use crate::domain::year::Year;
use crate::error::{Error, Result};
use crate::store::{self, Writing};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct DemoDraft {
    /// The password of every account.
    pub password: String,
    #[serde(default)]
    pub students: Option<u32>,
    #[serde(default)]
    pub years: Option<u32>,
    /// Activities of each year, for measuring; as many as fit the school's size where it is absent.
    #[serde(default)]
    pub activities: Option<u32>,
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seed: Option<u64>,
    /// Where it goes; the usual place of the sample school where it is absent.
    #[serde(default)]
    pub folder: Option<String>,
}

/// Fills the open, still empty book with the sample school.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DemoFill {
    pub students: Option<u32>,
    pub years: Option<u32>,
    #[ts(type = "number | null")]
    pub seed: Option<u64>,
}

pub fn make(desk: &mut Desk, draft: DemoDraft) -> Result<BookMade> {
    let sample = generate(
        desk,
        draft.students,
        draft.years,
        draft.activities,
        draft.seed,
    );
    let folder = match &draft.folder {
        Some(folder) => std::path::PathBuf::from(folder),
        None => desk.sample().path().to_owned(),
    };
    let new = new_book(&sample, &draft.password)?;
    let made = make_book(desk, &folder, &new, None)?;
    write(desk, &sample)?;
    let session = super::book::session_of(desk.book()?)?;
    Ok(BookMade { session, ..made })
}

pub fn fill(desk: &mut Desk, request: DemoFill) -> Result<Done<()>> {
    let sample = generate(desk, request.students, request.years, None, request.seed);
    let is_empty = desk.book()?.read(Op::DemoFill, |r| {
        let years = store::year::list(r)?;
        Ok(years.len() == 1 && store::class::list(r, &years[0].year)?.is_empty())
    })?;
    if !is_empty {
        return Err(Error::refused("demo.not_empty"));
    }
    write(desk, &sample)
}

fn generate(
    desk: &Desk,
    students: Option<u32>,
    years: Option<u32>,
    activities: Option<u32>,
    seed: Option<u64>,
) -> DemoSchool {
    let students = students.map_or(demo::DEFAULT_STUDENTS, |number| number as usize);
    let years = years.map_or(demo::DEFAULT_YEARS, |number| number as usize);
    let seed = seed.unwrap_or(demo::DEFAULT_SEED);
    demo::make_busy(
        seed,
        students.clamp(7, 20_000),
        years.clamp(1, 12),
        activities.map(|number| number.min(20_000) as usize),
        desk.clock().today(),
    )
}

fn new_book(sample: &DemoSchool, password: &str) -> Result<NewBook> {
    let accounts = sample.accounts.iter().map(|account| {
        let draft = AccountDraft {
            name: account.name.to_owned(),
            full_name: account.full_name.clone(),
            role: account.role.to_owned(),
            password: password.to_owned(),
            title: account.title.to_owned(),
            // Their classes come with the years.
            classes: Vec::new(),
        };
        draft.check("").map_err(Error::Invalid)
    });
    let first = sample.years.first().ok_or(Error::Bug("no year".into()))?;
    Ok(NewBook {
        school: school(sample).check()?,
        year: Year::check(&first.year, None, None)?,
        accounts: accounts.collect::<Result<_>>()?,
    })
}

fn write(desk: &mut Desk, sample: &DemoSchool) -> Result<Done<()>> {
    let progress = desk.progress.clone();
    desk.book_mut()?.write_for_good(Op::DemoFill, "", |w| {
        // Nobody puts the slip of a sample into a safe.
        super::account::confirm(w, &w.now.to_string())?;
        let school = school(sample).check()?;
        store::school::update(w, &school)?;
        let mut students: BTreeMap<usize, String> = BTreeMap::new();
        let total = sample.years.len() as u64;
        for (done, year) in (0..).zip(&sample.years) {
            progress.advance(done, total)?;
            write_year(w, sample, year, &school, &mut students)?;
        }
        for entry in &sample.means {
            store::means::insert(w, &entry.clone().check()?)?;
        }
        let accounts = store::account::list(w)?;
        if let Some(current) = sample.years.last() {
            let classes = store::class::list(w, &current.year)?;
            for account in &sample.accounts {
                let known = accounts.iter().find(|known| known.name == account.name);
                let of_account = classes.iter().filter(|c| account.classes.contains(&c.name));
                let ids: Vec<String> = of_account.map(|class| class.id.clone()).collect();
                if let Some(known) = known {
                    store::account::set_classes(w, &known.id, &current.year, &ids)?;
                }
            }
        }
        Ok(())
    })
}

fn write_year(
    w: &Writing<'_>,
    sample: &DemoSchool,
    demo: &DemoYear,
    school: &School,
    students: &mut BTreeMap<usize, String>,
) -> Result<()> {
    let year = Year::check(&demo.year, None, None)?;
    store::year::update(w, &year)?;
    store::school::use_rule_set(w, &year.year, crate::domain::compliance::DEFAULT_RULE_SET)?;
    if demo.is_current {
        store::year::set_current(w, &year.year)?;
    }
    let levels = school.levels();
    let mut classes = Vec::new();
    for class in &demo.classes {
        let grade = Some(u32::from(class.grade));
        let checked = Class::check(&class.name, grade, &class.homeroom, &levels)
            .map_err(|problem| Error::Invalid(vec![problem]))?;
        classes.push(store::class::insert(w, &year.year, &checked)?);
    }
    for enrolment in &demo.enrolments {
        let id = match students.get(&enrolment.student) {
            Some(id) => id.clone(),
            None => {
                let id = store::student::insert(w, &student(sample, enrolment.student))?;
                students.insert(enrolment.student, id.clone());
                id
            }
        };
        let class = &classes[enrolment.class];
        store::student::enrol(w, &id, &year.year, class, enrolment.status)?;
    }
    let known = known_classes(w, &year.year)?;
    for activity in &demo.activities {
        let known = Known {
            year: &year,
            classes: &known,
            levels: &levels,
            own_kinds: &[],
        };
        let checked = Activity::check(&draft(activity), &known)?;
        let (id, number) = store::activity::insert(w, &year.year, &checked)?;
        if activity.kind == "field_trip" && activity.status != "cancelled" {
            let made = demo::trip::make(sample, demo, activity, number.into());
            write_trip(w, &id, made, students)?;
        }
    }
    write_sessions(w, sample, demo, &year, students)?;
    for survey in &demo.surveys {
        write_survey(w, &year, survey, &demo.enrolments, &classes, students)?;
    }
    let accounts = store::account::list(w)?;
    let reviewer = accounts
        .iter()
        .find(|account| account.role == Role::Teacher);
    for made in demo::record::make(sample, demo) {
        let Some(id) = students.get(&made.student) else {
            continue;
        };
        let level = level_of(u32::from(made.grade), &levels).unwrap_or(Level::Thcs);
        store::record::set(w, id, &year.year, &made.record.check(level)?)?;
        if let (Some(review), Some(by)) = (made.review, reviewer) {
            store::record::set_review(w, id, &year.year, &review.check()?, &by.id, true)?;
        }
    }
    for outcome in &demo.outcomes {
        let Some(id) = students.get(&outcome.student) else {
            continue;
        };
        let stage = |stage: &str, destination: &str| OutcomeDraft {
            student: id.clone(),
            stage: stage.to_owned(),
            destination: destination.to_owned(),
            place: outcome.place.to_owned(),
            trade: outcome.trade.to_owned(),
            ..OutcomeDraft::default()
        };
        store::outcome::set(w, &year.year, &stage("real", outcome.destination))?;
    }
    let papers = &demo.papers;
    let day = |day: Option<crate::kernel::Date>| day.map(|day| day.to_string());
    let profile = Profile {
        plan_number: papers.plan_number.to_string(),
        plan_on: day(papers.plan_on),
        plan_is_in_school_plan: papers.plan_is_in_school_plan,
        is_key_task: papers.plan_is_in_school_plan,
        has_programme: papers.plan_is_in_school_plan,
        programme: "Hướng nghiệp gắn với nghề cơ khí, logistics và thủy sản của địa phương"
            .to_owned(),
        person_in_charge: papers.person_in_charge.to_string(),
        decision_number: papers.decision_number.to_string(),
        decision_on: day(papers.decision_on),
        staff: papers.staff,
        staff_female: papers.staff_female,
        teachers: papers.teachers,
        counselors: papers.counselors,
        counselors_qualified: papers.counselors_qualified,
        report_number: papers.report_number.to_string(),
        report_on: day(papers.report_on),
        report_due_on: day(papers.report_due_on),
        recipients: papers.recipients.iter().map(ToString::to_string).collect(),
        signer_name: papers.signer_name.to_string(),
        signer_title: papers.signer_title.to_string(),
        preparer_name: papers.preparer_name.to_string(),
    };
    store::school::update_profile(w, &year.year, &profile.check()?)?;
    let words = &demo.narrative;
    let narrative = Narrative {
        situation: words.situation.to_string(),
        strengths: words.strengths.to_string(),
        weaknesses: words.weaknesses.to_string(),
        causes: words.causes.to_string(),
        proposals: words.proposals.to_string(),
        directions: words.directions.to_string(),
    };
    store::school::update_narrative(w, &year.year, &narrative)
}

fn write_survey(
    w: &Writing<'_>,
    year: &Year,
    survey: &demo::DemoSurvey,
    enrolments: &[demo::DemoEnrolment],
    classes: &[String],
    students: &BTreeMap<usize, String>,
) -> Result<()> {
    let instrument = store::survey::instrument(w, survey.instrument)?;
    let instrument = instrument.ok_or(Error::NotFound("instrument"))?;
    let known = store::class::list(w, &year.year)?;
    let asked = known
        .into_iter()
        .filter(|class| survey.classes.contains(&class.name));
    let asked: Vec<String> = asked.map(|class| class.id).collect();
    let (opens_on, closes_on) = (survey.opens_on.to_string(), survey.closes_on.to_string());
    let days = (Some(opens_on.as_str()), Some(closes_on.as_str()));
    let id = store::survey::insert(w, &instrument.id, &year.year, &survey.title, days, &asked)?;
    for response in &survey.responses {
        let enrolment = enrolments
            .iter()
            .find(|enrolment| enrolment.student == response.student);
        let class = enrolment.map(|enrolment| classes[enrolment.class].as_str());
        let student = students.get(&response.student).map(String::as_str);
        let form = store::survey::insert_response(w, &id, student, class, "paper", "")?;
        let codes = instrument.items.iter().map(|item| item.code.clone());
        let answers: Vec<_> = codes.zip(response.answers.iter().copied()).collect();
        store::survey::set_answers(w, &form, &answers)?;
        if response.is_absent {
            store::survey::set_absent(w, &form, true)?;
        }
    }
    Ok(())
}

fn school(sample: &DemoSchool) -> School {
    let profile = &sample.profile;
    School {
        name: profile.name.to_owned(),
        code: profile.code.to_owned(),
        levels: profile
            .levels
            .iter()
            .map(|level| (*level).to_owned())
            .collect(),
        kind: profile.kind.to_owned(),
        province: profile.province.to_owned(),
        commune: profile.commune.to_owned(),
        parent_body: profile.parent_body.to_owned(),
        disadvantaged: profile.is_disadvantaged,
        principal: profile.principal.to_owned(),
        place: profile.place.to_owned(),
        abbreviation: profile.abbreviation.to_owned(),
        address: profile.address.to_owned(),
        phone: profile.phone.to_owned(),
        email: profile.email.to_owned(),
    }
}

fn student(sample: &DemoSchool, at: usize) -> StudentDraft {
    let student = &sample.students[at];
    StudentDraft {
        name: student.name.clone(),
        born_on: Some(student.born_on.to_string()),
        sex: Some(student.sex().to_owned()),
        class: String::new(),
        ministry_id: student.ministry_id.clone(),
        school_code: student.school_code.clone(),
        citizen_id: student.citizen_id.clone(),
        phone: student.phone.clone(),
        ethnicity: student.ethnicity.to_owned(),
        address: String::new(),
        status: String::new(),
    }
}

fn write_sessions(
    w: &Writing<'_>,
    sample: &DemoSchool,
    demo: &DemoYear,
    year: &Year,
    students: &BTreeMap<usize, String>,
) -> Result<()> {
    let counselor = sample.accounts.first().map(|account| &account.full_name);
    for session in demo::counsel::make(demo, w.today) {
        let ids = session.students.iter().filter_map(|at| students.get(at));
        let mut draft = session.draft;
        draft.students = ids.cloned().collect();
        draft.counselor = counselor.cloned().unwrap_or_default();
        store::counsel::insert(w, &year.year, &draft.check(year)?)?;
    }
    Ok(())
}

fn write_trip(
    w: &Writing<'_>,
    activity: &str,
    made: demo::trip::DemoTrip,
    students: &BTreeMap<usize, String>,
) -> Result<()> {
    store::trip::set(w, activity, &made.trip.check()?)?;
    for known in &made.marks {
        let Some(student) = students.get(&known.student) else {
            continue;
        };
        let mark = store::trip::Mark {
            is_listed: None,
            consent: Some(known.consent),
            attendance: Some(known.attendance),
            note: Some(known.note),
        };
        store::trip::mark(w, activity, student, mark)?;
    }
    Ok(())
}

fn draft(activity: &DemoActivity) -> ActivityDraft {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    ActivityDraft {
        kind: activity.kind.to_owned(),
        title: activity.title.clone(),
        status: activity.status.to_owned(),
        starts_on: activity.starts_on.to_string(),
        ends_on: activity.ends_on.map(|day| day.to_string()),
        place: activity.place.to_owned(),
        classes: activity.classes.clone(),
        grades: activity
            .grades
            .iter()
            .map(|grade| u32::from(*grade))
            .collect(),
        counts: Counts {
            students: activity.counts.students,
            female: activity.counts.female,
            parents: activity.counts.parents,
            staff: activity.counts.staff,
            community: activity.counts.community,
        },
        partners: owned(&activity.partners),
        contents: owned(&activity.contents),
        funding: activity
            .funding
            .iter()
            .map(|line| FundingLine {
                source: line.source.to_owned(),
                item: line.item.to_owned(),
                label: String::new(),
                planned_vnd: i64::try_from(line.planned_vnd).unwrap_or(0),
                spent_vnd: i64::try_from(line.spent_vnd).unwrap_or(0),
            })
            .collect(),
        counts_for: None,
        note: activity.note.to_owned(),
        year: None,
    }
}
