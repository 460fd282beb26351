//! One interest survey of grade 9 in each year, with answers like those of real classes.

use crate::kernel::Date;

use super::chance::Chance;
use super::{DemoClass, DemoEnrolment, DemoResponse, DemoSurvey, day};

const INSTRUMENT: &str = "riasec-48";
const GRADE: u8 = 9;
/// The shipped instrument takes its six types in turn, eight times.
const TYPES: usize = 6;
const ITEMS: usize = 48;

pub(super) struct Roster<'a> {
    pub start: i32,
    pub classes: &'a [DemoClass],
    pub enrolments: &'a [DemoEnrolment],
}

/// Makes the survey of a year. With a day given it is the current year: the survey is the last
/// one that began before that day, and one class is entered only in part.
pub(super) fn make(seed: u64, roster: &Roster<'_>, today: Option<Date>) -> Vec<DemoSurvey> {
    let start = roster.start;
    let spring = (day(start + 1, 3, 9), day(start + 1, 3, 31), "đợt tháng 3");
    let autumn = (day(start, 10, 12), day(start, 10, 31), "đợt tháng 10");
    let begun = |opens_on: Date| today.is_none_or(|today| opens_on < today);
    let turn = [spring, autumn].into_iter().find(|turn| begun(turn.0));
    let classes: Vec<usize> = (0..roster.classes.len())
        .filter(|class| roster.classes[*class].grade == GRADE)
        .collect();
    let Some((opens_on, closes_on, when)) = turn.filter(|_| !classes.is_empty()) else {
        return Vec::new();
    };
    let mut chance = Chance::branch(seed, "survey", start.unsigned_abs().into());
    // How much each activity is liked by everybody.
    let liked: Vec<f64> = (0..ITEMS).map(|_| 0.35 * chance.normal()).collect();
    let behind = today.map(|_| classes[classes.len().min(3) - 1]);
    let mut responses = Vec::new();
    for class in &classes {
        responses.extend(class_responses(
            &mut chance,
            roster,
            *class,
            &liked,
            behind == Some(*class),
        ));
    }
    let names = classes.iter();
    vec![DemoSurvey {
        instrument: INSTRUMENT,
        title: format!("Khảo sát sở thích nghề nghiệp khối 9, {when}"),
        classes: names
            .map(|class| roster.classes[*class].name.clone())
            .collect(),
        opens_on,
        closes_on,
        responses,
    }]
}

fn class_responses(
    chance: &mut Chance,
    roster: &Roster<'_>,
    class: usize,
    liked: &[f64],
    is_behind: bool,
) -> Vec<DemoResponse> {
    let pupils: Vec<usize> = roster
        .enrolments
        .iter()
        .filter(|line| line.class == class && !matches!(line.status, "transferred" | "dropped_out"))
        .map(|line| line.student)
        .collect();
    // Whoever types in paper forms goes down the list and stops somewhere.
    let entered = if is_behind {
        pupils.len() * 14 / 41
    } else {
        pupils.len()
    };
    // The odd ones that every class has, at places that a partly entered class reaches too.
    let reach = entered.max(1);
    let [flat, straight, sparse, absent] = [0, 1, 2, 3].map(|nth| (5 + nth * 4) % reach);
    let mut responses = Vec::new();
    for (place, student) in pupils.iter().take(entered).enumerate() {
        let is_absent = reach > 4 && place == absent;
        let mut answers = if is_absent {
            vec![None; ITEMS]
        } else if reach > 4 && place == straight {
            vec![Some(3); ITEMS]
        } else if reach > 4 && place == flat {
            undecided(chance)
        } else {
            believable(chance, liked)
        };
        if reach > 4 && place == sparse && !is_absent {
            leave_out(chance, &mut answers);
        }
        responses.push(DemoResponse {
            student: *student,
            answers,
            is_absent,
        });
    }
    responses
}

/// Answers of one pupil: neighbouring types go together, some tick higher than others, and one in
/// fifteen leaves a line out.
fn believable(chance: &mut Chance, liked: &[f64]) -> Vec<Option<u32>> {
    let own: Vec<f64> = (0..TYPES).map(|_| chance.normal()).collect();
    let interest: Vec<f64> = (0..TYPES)
        .map(|kind| {
            let beside = own[(kind + 1) % TYPES] + own[(kind + TYPES - 1) % TYPES];
            0.85 * own[kind] + 0.37 * beside
        })
        .collect();
    let level = 3.1 + 0.3 * chance.normal();
    let mut answers: Vec<Option<u32>> = (0..ITEMS)
        .map(|item| {
            let wish = level + 0.78 * interest[item % TYPES] + liked[item] + 0.8 * chance.normal();
            Some(wish.round().clamp(1.0, 5.0) as u32)
        })
        .collect();
    if chance.happens(65) {
        let item = chance.below(ITEMS);
        answers[item] = None;
    }
    answers
}

/// Answers of a pupil who likes every type about as much: each row of six alike, but for one answer
/// here and there.
fn undecided(chance: &mut Chance) -> Vec<Option<u32>> {
    let mut answers = Vec::with_capacity(ITEMS);
    for _ in 0..ITEMS / TYPES {
        let row = chance.between(2, 4) as u32;
        answers.extend([Some(row); TYPES]);
    }
    // One step in one item moves its type by three points, too little for a profile.
    let item = chance.below(ITEMS);
    answers[item] = Some(3);
    answers
}

/// Leaves so many items of one type open that it cannot be scored.
fn leave_out(chance: &mut Chance, answers: &mut [Option<u32>]) {
    let kind = chance.below(TYPES);
    for row in 4..ITEMS / TYPES {
        answers[row * TYPES + kind] = None;
    }
}
