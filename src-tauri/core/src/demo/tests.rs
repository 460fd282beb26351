//! The sample school is the same for the same seed, and nothing in it contradicts itself.

use std::collections::BTreeSet;

use super::*;
use crate::domain::survey::{Instrument, Response, scores, shipped};
use crate::kernel::name::sort_key;

fn april() -> Date {
    day(2026, 4, 14)
}

fn usual() -> DemoSchool {
    make(DEFAULT_SEED, DEFAULT_STUDENTS, DEFAULT_YEARS, april())
}

#[test]
fn the_same_seed_is_the_same_school() {
    assert_eq!(usual(), usual());
    assert_ne!(
        usual().students[0].name,
        make(1, 620, 2, april()).students[0].name
    );
}

#[test]
fn classes_and_pupils_are_as_many_as_wished() {
    for (students, years) in [(620, 2), (40, 1), (1, 1), (300, 3), (1500, 4), (10_000, 2)] {
        let school = make(5, students, years, april());

        assert_eq!(school.years.len(), years);
        for year in &school.years {
            let mut names = BTreeSet::new();
            for (place, class) in year.classes.iter().enumerate() {
                assert!(names.insert(&class.name), "{}", class.name);
                let is_here = |line: &&DemoEnrolment| {
                    line.class == place && matches!(line.status, "studying" | "completed")
                };
                let here = year.enrolments.iter().filter(is_here);
                assert_eq!(here.clone().count(), class.students);
                let female = here.filter(|line| school.students[line.student].is_female);
                assert_eq!(female.count(), class.female);
                if students >= 600 {
                    assert!((38..=45).contains(&class.students), "{}", class.students);
                }
            }
        }
        let last = school.years.last().unwrap();
        let total: usize = last.classes.iter().map(|class| class.students).sum();
        assert_eq!(total, students);
    }
}

#[test]
fn the_usual_school_has_the_classes_of_the_pictures() {
    let school = usual();
    let last = school.years.last().unwrap();

    let names: Vec<&str> = last.classes.iter().map(|c| c.name.as_str()).collect();

    assert_eq!(names.len(), 15);
    for name in ["6A", "9A", "9B", "9C", "9D", "10A1", "12A1"] {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(last.year, "2025-2026");
    assert!(school.accounts.iter().all(|account| {
        account
            .classes
            .iter()
            .all(|class| names.contains(&class.as_str()))
    }));
    assert_eq!(school.accounts.len(), 5);
}

#[test]
fn pupils_are_believable() {
    let school = make(3, 620, 4, april());

    let mut ministry = BTreeSet::new();
    let mut citizen = BTreeSet::new();
    for student in &school.students {
        assert!(ministry.insert(&student.ministry_id) && student.ministry_id.len() == 10);
        assert!(citizen.insert(&student.citizen_id) && student.citizen_id.len() == 12);
        let sex = if student.is_female { "3" } else { "2" };
        assert_eq!(&student.citizen_id[3..4], sex);
        let born = student.born_on.to_string();
        assert_eq!(student.citizen_id[4..6], born[2..4]);
        assert!(student.phone.is_empty() || student.phone.len() == 10);
        assert!(
            (2..=5).contains(&student.name.split(' ').count()),
            "{}",
            student.name
        );
    }
    let girls = school.students.iter().filter(|student| student.is_female);
    let share = girls.count() as f64 / school.students.len() as f64;
    assert!((0.42..0.55).contains(&share), "{share}");
    for year in &school.years {
        let start = year.starts_on.year();
        for line in &year.enrolments {
            let age = start - school.students[line.student].born_on.year();
            let grade = i32::from(year.classes[line.class].grade);
            assert!((grade + 5..=grade + 6).contains(&age));
        }
        let lines = year
            .enrolments
            .windows(2)
            .filter(|pair| pair[0].class == pair[1].class);
        for pair in lines {
            let [one, other] = [&pair[0], &pair[1]].map(|line| &school.students[line.student].name);
            assert!(sort_key(one) <= sort_key(other), "{one}, {other}");
        }
    }
}

#[test]
fn pupils_move_up_and_some_come_and_go() {
    let school = usual();
    let [before, now] = [&school.years[0], &school.years[1]];

    let grade_in = |year: &DemoYear, student: usize| {
        let line = year.enrolments.iter().find(|line| line.student == student);
        line.map(|line| (year.classes[line.class].grade, line.status))
    };
    let mut gone = 0;
    let mut went_on_here = 0;
    for line in &before.enrolments {
        let (grade, status) = grade_in(before, line.student).unwrap();
        match (grade, status, grade_in(now, line.student)) {
            (12, _, next) => assert_eq!(next, None),
            (9, "completed", Some((10, _))) => went_on_here += 1,
            (9, "completed", None) => {}
            (_, "studying", Some((next, _))) => assert_eq!(next, grade + 1),
            (_, "transferred" | "dropped_out", None) => gone += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(gone > 0 && went_on_here > 10, "{gone} {went_on_here}");
    let leavers = before
        .enrolments
        .iter()
        .filter(|line| line.status == "completed");
    assert_eq!(leavers.count(), before.outcomes.len());
    assert!(now.outcomes.is_empty());
}

#[test]
fn activities_keep_to_the_rules_of_the_log() {
    for (students, seed) in [(620, 1), (90, 2), (3000, 3)] {
        let school = make(seed, students, 3, april());
        for year in &school.years {
            for activity in &year.activities {
                let last = activity.ends_on.unwrap_or(activity.starts_on);
                assert!(year.starts_on <= activity.starts_on && last <= year.ends_on);
                let enrolled: usize = year
                    .classes
                    .iter()
                    .filter(|class| {
                        let is_all = activity.classes.is_empty() && activity.grades.is_empty();
                        is_all
                            || activity.classes.contains(&class.name)
                            || activity.grades.contains(&class.grade)
                    })
                    .map(|class| class.students)
                    .sum();
                let counts = activity.counts;
                assert!(counts.female <= counts.students, "{}", activity.title);
                assert!(counts.students as usize <= enrolled, "{}", activity.title);
                if activity.status == "done" {
                    let anybody = counts.students + counts.parents + counts.staff;
                    assert!(anybody > 0, "{}", activity.title);
                    assert!(activity.starts_on < april());
                }
                let spends = activity.funding.iter().any(|line| line.spent_vnd > 0);
                assert!(!spends || activity.status == "done");
            }
        }
    }
}

#[test]
fn a_usual_year_has_sixty_to_seventy_activities_and_every_duty() {
    let school = usual();
    let [before, now] = [&school.years[0], &school.years[1]];

    assert!(
        (60..=75).contains(&before.activities.len()),
        "{}",
        before.activities.len()
    );
    assert!((60..=75).contains(&now.activities.len()));
    let done = |year: &DemoYear, kind: &str| {
        let of_kind = year.activities.iter().filter(|a| a.kind == kind);
        of_kind.filter(|activity| activity.status == "done").count()
    };
    for kind in ["field_trip", "career_fair", "startup_forum"] {
        assert!(done(before, kind) > 0, "{kind}");
    }
    assert!(done(now, "field_trip") > 3 && done(now, "career_fair") > 0);
    assert!(!now.activities.iter().any(|a| a.kind == "startup_forum"));
    let planned = now.activities.iter().filter(|a| a.status == "planned");
    assert!(
        planned
            .clone()
            .any(|activity| activity.starts_on >= april())
    );
    assert_eq!(
        planned
            .filter(|activity| activity.starts_on < april())
            .count(),
        1
    );
    assert!(before.activities.iter().all(|a| a.status != "planned"));
}

#[test]
fn survey_answers_look_like_a_real_grade() {
    let school = usual();
    let instrument = Instrument::check("1", shipped().unwrap().remove(0)).unwrap();
    for year in &school.years {
        let [survey] = year.surveys.as_slice() else {
            panic!("one survey")
        };
        assert_eq!(survey.instrument, instrument.code);
        assert!(year.starts_on <= survey.opens_on && survey.closes_on <= year.ends_on);
        let responses: Vec<Response> = survey
            .responses
            .iter()
            .filter(|response| !response.is_absent)
            .map(|response| Response {
                answers: response.answers.clone(),
                ..Response::default()
            })
            .collect();
        assert!(
            responses
                .iter()
                .all(|response| response.answers.len() == 48)
        );

        let found = scores(&instrument, &responses);

        for scale in &found.scales {
            let alpha = scale.alpha.unwrap();
            assert!((0.65..0.95).contains(&alpha), "{} {alpha}", scale.code);
        }
        let rows = &found.responses;
        assert!(rows.iter().any(|row| row.is_straight));
        assert!(rows.iter().any(|row| row.is_flat && !row.is_straight));
        assert!(rows.iter().any(|row| !row.is_enough));
        let ties = rows.iter().filter(|row| row.code.contains('/')).count();
        assert!(
            (5..60).contains(&(ties * 100 / rows.len())),
            "{ties} of {}",
            rows.len()
        );
    }
    let pupils = |year: &DemoYear| {
        let of_nine = year.classes.iter().filter(|class| class.grade == 9);
        of_nine.map(|class| class.students).sum::<usize>()
    };
    let [before, now] = [&school.years[0], &school.years[1]];
    assert_eq!(before.surveys[0].responses.len(), pupils(before));
    let missing = pupils(now) - now.surveys[0].responses.len();
    assert!((20..35).contains(&missing), "{missing}");
}

#[test]
fn any_day_of_the_year_gives_a_school() {
    for today in [
        day(2025, 8, 1),
        day(2025, 11, 20),
        day(2026, 1, 31),
        day(2026, 7, 31),
    ] {
        let school = make(9, 620, 2, today);

        let now = school.years.last().unwrap();
        assert!(now.starts_on <= today && today <= now.ends_on);
        for activity in &now.activities {
            assert!(activity.status != "done" || activity.starts_on < today);
        }
    }
}
