//! Gathers the facts of the annual report: every read it needs, in one place.

use std::collections::{BTreeSet, HashMap};

use crate::domain::activity::{ActivityKind, SOURCES};
use crate::domain::body::{self, Body};
use crate::domain::compliance::{Check, Counted, RuleKind};
use crate::domain::counsel::{FORMS, form_label};
use crate::domain::means::{Inspection, Material, Means, Staff, counselors};
use crate::domain::school::Level;
use crate::domain::survey::{
    ClassSize, Instrument, QuestionFigures, QuestionKind, SurveyResults, results,
};
use crate::domain::year::{Period, PeriodKind, Year};
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::report::facts::{self, Facts};
use crate::store::activity::StoredActivity;
use crate::store::counsel::SessionStudent;
use crate::store::{self, Reading};

/// What the commands know already and the report needs as well.
pub struct Known<'a> {
    pub year: &'a Year,
    pub period: &'a Period,
    pub days: (Date, Date),
    pub today: Date,
    pub kinds: &'a [ActivityKind],
    pub checks: &'a [Check],
    pub targets: &'a [Check],
    pub outcomes: facts::Outcomes,
    pub bases: Vec<String>,
    pub bodies: Vec<Body>,
    pub tasks: Vec<facts::Task>,
    pub counted: &'a [Counted],
    /// Those done in the period, the oldest first.
    pub done: Vec<Done<'a>>,
}

/// An activity that was done.
pub struct Done<'a> {
    pub activity: &'a StoredActivity,
    pub audience: &'a str,
    pub levels: Vec<Level>,
}

/// Reads everything.
pub fn gather(r: &Reading<'_>, known: Known<'_>) -> Result<Facts> {
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let profile = store::school::profile(r, &known.year.year)?;
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    // Who may be written to is a matter of the day the report is signed on.
    let signed_on: Date = day(&profile.report_on).unwrap_or(known.today);
    let lines = std::iter::once(&school.parent_body).chain(&profile.recipients);
    let ended = lines
        .filter_map(|line| {
            let body = body::ended(line, signed_on, &known.bodies)?;
            let last_day = body
                .valid_to
                .as_deref()
                .and_then(|day| day.parse::<Date>().ok());
            Some(facts::EndedBody {
                line: line.clone(),
                last_day: last_day.map(Date::for_people).unwrap_or_default(),
                successor: body.successor.clone(),
            })
        })
        .collect();
    let whole_year = (known.year.starts_on, known.year.ends_on);
    let is_part_of_year = known.period.kind == PeriodKind::Year && known.days != whole_year;
    let grades = grades(r, &known.year.year)?;
    let (staff, materials, inspections) = means_of(r, known.days)?;
    // The list of staff tells both numbers where the year's profile states neither.
    let listed = match (profile.counselors, profile.counselors_qualified) {
        (None, None) => counselors(&staff),
        (Some(_), _) | (_, Some(_)) => None,
    };
    let mut files = HashMap::new();
    // The days of a calendar year lie in two school years.
    for year in store::year::list(r)? {
        if year.starts_on <= known.days.1 && known.days.0 <= year.ends_on {
            files.extend(store::evidence::names(r, &year.year)?);
        }
    }
    Ok(Facts {
        counselling: counselling(r, &known, &grades)?,
        period: facts::Period {
            year: known.year.year.clone(),
            kind: if is_part_of_year {
                PeriodKind::Custom
            } else {
                known.period.kind
            },
            from: known.days.0,
            to: known.days.1,
        },
        profile: facts::Profile {
            plan_on: day(&profile.plan_on),
            decision_on: day(&profile.decision_on),
            report_on: day(&profile.report_on),
            plan_number: profile.plan_number,
            plan_is_in_school_plan: profile.plan_is_in_school_plan,
            is_key_task: profile.is_key_task,
            has_programme: profile.has_programme,
            programme: profile.programme,
            person_in_charge: profile.person_in_charge,
            decision_number: profile.decision_number,
            staff: profile.staff,
            staff_female: profile.staff_female,
            teachers: profile.teachers,
            counselors: profile.counselors.or(listed.map(|(all, _)| all)),
            counselors_qualified: profile
                .counselors_qualified
                .or(listed.map(|(_, qualified)| qualified)),
            report_number: profile.report_number,
            recipients: profile.recipients,
            signer_name: match profile.signer_name.is_empty() {
                true => school.principal.clone(),
                false => profile.signer_name,
            },
            signer_title: profile.signer_title,
            preparer_name: profile.preparer_name,
        },
        narrative: store::school::narrative(r, &known.year.year)?.unwrap_or_default(),
        grades,
        checks: known
            .checks
            .iter()
            .map(|check| fact_of(check, known.counted))
            .collect(),
        targets: known.targets.iter().map(target_of).collect(),
        outcomes: known.outcomes,
        bases: known.bases,
        ended,
        tasks: known.tasks,
        staff,
        materials,
        inspections,
        money: money(&known.done),
        activities: activities(known.kinds, known.done, &files),
        surveys: surveys(r, &known.year.year)?,
        today: known.today,
        school: facts::School {
            levels: school.levels(),
            name: school.name,
            code: school.code,
            is_private: school.kind == "private",
            province: school.province,
            commune: school.commune,
            parent_body: school.parent_body,
            is_disadvantaged: school.disadvantaged,
            principal: school.principal,
            place: school.place,
            abbreviation: school.abbreviation,
        },
    })
}

fn grades(r: &Reading<'_>, year: &str) -> Result<Vec<facts::Grade>> {
    let grades = store::student::by_grade(r, year)?;
    Ok(grades
        .into_iter()
        .map(|grade| facts::Grade {
            level: grade.level,
            grade: grade.grade,
            classes: grade.classes,
            students: grade.students,
            female: grade.female,
            minority: grade.minority,
            ethnicity_unknown: grade.ethnicity_unknown,
        })
        .collect())
}

/// Sessions that took place in the days of the report, in numbers.
fn counselling(
    r: &Reading<'_>,
    known: &Known<'_>,
    grades: &[facts::Grade],
) -> Result<facts::Counselling> {
    let year = &known.year.year;
    let until = known.days.1.min(known.today);
    let students = store::counsel::students(r, year)?;
    let none = Vec::new();
    let held: Vec<(usize, &Vec<SessionStudent>)> = store::counsel::list(r, year)?
        .iter()
        .filter(|session| known.days.0 <= session.held_on && session.held_on <= until)
        .filter_map(|session| {
            let form = FORMS.iter().position(|form| *form == session.form)?;
            Some((form, students.get(&session.id).unwrap_or(&none)))
        })
        .collect();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let is_female = |student: &&SessionStudent| student.sex.as_deref() == Some("female");
    let reviews = store::record::figures(r, year)?;
    let of_grade = |grade: &facts::Grade| {
        let own = || {
            reviews
                .iter()
                .filter(|of| of.grade == grade.grade && of.level == grade.level)
        };
        let is_own = |student: &&SessionStudent| {
            student.grade == grade.grade && student.level == grade.level.code()
        };
        let all = || held.iter().flat_map(|(_, students)| students.iter());
        let distinct = |is: &dyn Fn(&&SessionStudent) -> bool| {
            let own = all().filter(is_own).filter(|student| is(student));
            let ids: BTreeSet<&str> = own.map(|student| student.student.as_str()).collect();
            number(ids.len())
        };
        let heads = |form: usize| {
            let same = held.iter().filter(|(own, _)| *own == form);
            number(same.flat_map(|(_, of)| of.iter()).filter(is_own).count())
        };
        facts::CounselGrade {
            level: grade.level,
            grade: grade.grade,
            students: grade.students,
            counselled: distinct(&|_| true),
            counselled_female: distinct(&is_female),
            heads: [0, 1, 2, 3, 4].map(heads),
            records: own().map(|of| of.records).sum(),
            reviewed: own().map(|of| of.reviewed).sum(),
        }
    };
    let forms = FORMS.iter().enumerate().map(|(at, form)| {
        let same: Vec<_> = held.iter().filter(|(own, _)| *own == at).collect();
        let all = || same.iter().flat_map(|(_, students)| students.iter());
        facts::CounselForm {
            label: form_label(form).to_owned(),
            sessions: number(same.len()),
            heads: number(all().count()),
            female: number(all().filter(is_female).count()),
        }
    });
    Ok(facts::Counselling {
        grades: grades.iter().map(of_grade).collect(),
        forms: forms.collect(),
    })
}

fn fact_of(check: &Check, counted: &[Counted]) -> facts::Check {
    let done: Vec<&Counted> = counted
        .iter()
        .filter(|activity| activity.is_done)
        .filter(|activity| {
            let level = check.level.unwrap_or(Level::Thcs);
            crate::domain::compliance::counts(activity, level, &check.duty)
        })
        .collect();
    facts::Check {
        id: check.id.clone(),
        duty: check.duty.clone(),
        level: check.level,
        is_striven_for: check.kind == RuleKind::Aspire,
        title: check.title.clone(),
        required: check.required.number(),
        found: check.found.number(),
        days: done.iter().map(|activity| activity.on).collect(),
        students: done.iter().map(|activity| activity.students).sum(),
        is_distinct: false,
        is_met: check.met,
        reason: match check.planned_on {
            _ if !check.reason.is_empty() || !check.plan.is_empty() => {
                let plan = match check.plan.is_empty() {
                    true => String::new(),
                    false => format!("Cách bù: {}", check.plan),
                };
                let said = [check.reason.clone(), plan];
                let said = said.into_iter().filter(|text| !text.is_empty());
                said.collect::<Vec<_>>().join(". ")
            }
            Some(on) if !check.met => format!("Đã lên lịch ngày {}", on.for_people()),
            _ => String::new(),
        },
        source: check.source.clone(),
        rule_set: check.rule_set.clone(),
    }
}

fn target_of(check: &Check) -> facts::Target {
    facts::Target {
        id: check.id.clone(),
        level: check.level,
        title: check.title.clone(),
        kind: check.kind,
        unit: check.unit.clone(),
        required: check.required.number(),
        high: check.high.map(|high| high.number()),
        found: check.found.number(),
        part: check.part,
        of: check.of,
        is_met: check.met,
        reaches_high: check.high.is_some_and(|high| {
            u64::from(check.part) * 100 >= u64::from(high.number()) * u64::from(check.of)
        }),
        reason: check.reason.clone(),
        plan: check.plan.clone(),
        source: check.source.clone(),
    }
}

fn money(done: &[Done<'_>]) -> Vec<facts::Money> {
    let lines = done.iter().flat_map(|done| &done.activity.funding);
    let line = |line: &crate::domain::activity::FundingLine| facts::Money {
        source: line.source.clone(),
        item: line.item.clone(),
        planned_vnd: line.planned_vnd,
        spent_vnd: line.spent_vnd,
    };
    lines.map(line).collect()
}

fn activities(
    kinds: &[ActivityKind],
    done: Vec<Done<'_>>,
    files: &HashMap<String, Vec<String>>,
) -> Vec<facts::Activity> {
    done.into_iter()
        .map(
            |Done {
                 activity,
                 audience,
                 levels,
             }| {
                let kind = kinds.iter().find(|kind| kind.code == activity.kind);
                let shipped = kind
                    .and_then(|kind| kind.stands_for.as_ref())
                    .unwrap_or(&activity.kind);
                facts::Activity {
                    is_trip: shipped == "field_trip",
                    stands_for: shipped.clone(),
                    id: activity.id.clone(),
                    audience: audience.to_owned(),
                    levels,
                    number: activity.number,
                    starts_on: activity.starts_on,
                    ends_on: activity.ends_on,
                    title: activity.title.clone(),
                    kind_label: kind.map(|kind| kind.label.clone()).unwrap_or_default(),
                    kind: activity.kind.clone(),
                    contents: activity.contents.clone(),
                    place: activity.place.clone(),
                    partners: activity.partners.clone(),
                    students: activity.counts.students,
                    female: activity.counts.female,
                    parents: activity.counts.parents,
                    staff: activity.counts.staff,
                    community: activity.counts.community,
                    planned_vnd: activity.funding.iter().map(|line| line.planned_vnd).sum(),
                    spent_vnd: activity.funding.iter().map(|line| line.spent_vnd).sum(),
                    funding: activity
                        .funding
                        .iter()
                        .map(|line| {
                            let label = SOURCES.iter().find(|(code, _)| *code == line.source);
                            let label = label.map(|(_, label)| *label).unwrap_or_default();
                            (label.to_owned(), line.spent_vnd)
                        })
                        .collect(),
                    note: activity.note.clone(),
                    evidence: files
                        .get(&activity.id)
                        .map(|of| counted(of))
                        .unwrap_or_default(),
                }
            },
        )
        .collect()
}

/// `12 ảnh`, `3 tệp`: how many files prove it. Their names may be a pupil's, and stay in the book.
fn counted(names: &[String]) -> Vec<String> {
    let is_photo = |name: &&String| {
        let name = name.to_lowercase();
        let endings = [".jpg", ".jpeg", ".png", ".heic", ".webp"];
        endings.iter().any(|ending| name.ends_with(ending))
    };
    let photos = names.iter().filter(is_photo).count();
    let kinds = [(photos, "ảnh"), (names.len() - photos, "tệp")];
    let there = kinds.into_iter().filter(|(count, _)| *count > 0);
    there
        .map(|(count, kind)| format!("{count} {kind}"))
        .collect()
}

fn surveys(r: &Reading<'_>, year: &str) -> Result<Vec<facts::Survey>> {
    let mut surveys = store::survey::list(r, year)?;
    surveys.reverse();
    surveys
        .into_iter()
        .map(|survey| {
            let instrument = store::survey::instrument(r, &survey.instrument)?
                .ok_or(Error::NotFound("instrument"))?;
            let responses = store::survey::responses(r, &survey.id, &instrument)?;
            let classes = survey.classes.iter().map(|class| {
                let of_class: Vec<_> = responses
                    .iter()
                    .filter(|response| response.class == class.name)
                    .cloned()
                    .collect();
                let size = ClassSize {
                    class: class.name.clone(),
                    students: class.students,
                };
                let found = results(&instrument, &of_class, &[size]);
                let leading = |code: &str| {
                    // A pupil whose interests tie counts for each of them.
                    let named = found
                        .leading
                        .iter()
                        .filter(|leading| leading.code.split('/').any(|one| one == code));
                    named.map(|leading| leading.students).sum()
                };
                facts::SurveyClass {
                    class: class.name.clone(),
                    handed_out: class.students,
                    collected: class.responses,
                    absent: class.absent,
                    leading: instrument
                        .scales
                        .iter()
                        .map(|scale| leading(&scale.code))
                        .collect(),
                }
            });
            let mut classes: Vec<facts::SurveyClass> = classes.collect();
            let whole = results(&instrument, &responses, &[]);
            // Only interests have one that leads.
            let is_interest = instrument.scales.len() == 6;
            if classes.is_empty() {
                classes.push(of_no_class(&instrument, survey.responses));
            }
            Ok(facts::Survey {
                id: survey.id.clone(),
                title: survey.title.clone(),
                instrument_title: instrument.title.clone(),
                classes,
                scales: instrument
                    .scales
                    .iter()
                    .filter(|_| is_interest)
                    .map(|scale| (scale.code.clone(), scale.title.clone()))
                    .collect(),
                means: match is_interest {
                    true => Vec::new(),
                    false => means(&instrument, &whole),
                },
                questions: whole.questions.into_iter().filter_map(question).collect(),
            })
        })
        .collect()
}

/// The mean answer on the items of each scale: its mean sum over the number of its items.
fn means(instrument: &Instrument, whole: &SurveyResults) -> Vec<facts::SurveyMean> {
    let each = whole.scales.iter().filter_map(|scale| {
        let items = instrument.places(&scale.code).len();
        Some(facts::SurveyMean {
            title: scale.title.clone(),
            forms: scale.n,
            mean: scale.mean? / items as f64,
            lowest: instrument.answers.min,
            highest: instrument.answers.max,
        })
    });
    each.collect()
}

fn question(figures: QuestionFigures) -> Option<facts::SurveyQuestion> {
    let is_counted = figures.kind.is_choice() || figures.kind == QuestionKind::Number;
    is_counted.then(|| facts::SurveyQuestion {
        text: figures.text,
        replied: figures.replied,
        is_hidden: figures.is_hidden,
        options: figures
            .options
            .into_iter()
            .map(|option| (option.label, option.count))
            .collect(),
        mean: figures.mean,
    })
}

/// Those who were asked without a class, as teachers are: nobody counted how many got a form.
fn of_no_class(instrument: &Instrument, responses: u32) -> facts::SurveyClass {
    facts::SurveyClass {
        class: "Không theo lớp".to_owned(),
        handed_out: responses,
        collected: responses,
        absent: 0,
        leading: vec![0; instrument.scales.len()],
    }
}

type MeansOfDays = (Vec<Staff>, Vec<Material>, Vec<Inspection>);

/// Staff, materials and inspections of the days of the report.
fn means_of(r: &Reading<'_>, (from, to): (Date, Date)) -> Result<MeansOfDays> {
    let mut own = MeansOfDays::default();
    for (_, entry) in store::means::list(r)? {
        if !entry.is_within(from, to) {
            continue;
        }
        match entry {
            Means::Staff(staff) => own.0.push(staff),
            Means::Material(material) => own.1.push(material),
            Means::Inspection(inspection) => own.2.push(inspection),
        }
    }
    Ok(own)
}
