//! Classes and pupils: cohorts that enter, move up, lose and gain a few, and leave.

use std::collections::BTreeMap;

use crate::kernel::Date;
use crate::kernel::name::sort_key;

use super::chance::Chance;
use super::{DemoClass, DemoEnrolment, DemoOutcome, DemoStudent, day, names, outcomes};

/// Everybody, and who was where in each year.
pub(super) struct Roll {
    pub students: Vec<DemoStudent>,
    pub years: Vec<RollYear>,
}

pub(super) struct RollYear {
    pub start: i32,
    pub classes: Vec<DemoClass>,
    pub enrolments: Vec<DemoEnrolment>,
    pub outcomes: Vec<DemoOutcome>,
}

/// Pupils of a full class, between the 38 and 45 that are usual.
const CLASS_SIZE: f64 = 41.4;
const LARGEST_CLASS: usize = 45;
/// How large the grades are beside each other: most of lower secondary's last grade is here
/// because the school's surveys and streaming turn on it.
const GRADE_WEIGHTS: [f64; 7] = [1.0, 1.0, 1.0, 2.0, 1.0, 0.9, 0.8];
const FIRST_GRADE: u8 = 6;
/// No province has this number, so no number made here can be a person's.
const CITIZEN_PROVINCE: &str = "099";
/// No operator has this prefix, so nobody's telephone rings.
const PHONE_PREFIX: &str = "030";

const MINORITIES: &[(&str, u32)] = &[
    ("Tày", 5),
    ("Mường", 5),
    ("Nùng", 3),
    ("Thái", 2),
    ("Sán Dìu", 2),
    ("Dao", 1),
];

/// Pupils who move up together: lower secondary entered in a year, or upper secondary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cohort {
    entered: i32,
    /// 6 or 10.
    first_grade: u8,
}

impl Cohort {
    fn last_grade(self) -> u8 {
        if self.first_grade == FIRST_GRADE {
            9
        } else {
            12
        }
    }

    fn grade_in(self, year: i32) -> Option<u8> {
        let grade = i32::from(self.first_grade) + year - self.entered;
        u8::try_from(grade)
            .ok()
            .filter(|grade| (self.first_grade..=self.last_grade()).contains(grade))
    }

    fn level(self) -> &'static str {
        if self.first_grade == FIRST_GRADE {
            "thcs"
        } else {
            "thpt"
        }
    }
}

struct Maker {
    chance: Chance,
    seed: u64,
    students: Vec<DemoStudent>,
    keys: Vec<String>,
    /// Classes of each grade in the last year.
    by_grade: [usize; 7],
    /// Sizes of the last year's classes, grade after grade.
    sizes: Vec<usize>,
    last: i32,
    /// Members and homeroom teacher of each class, as the last year made left them.
    rooms: BTreeMap<(Cohort, usize), Room>,
    /// Who of a lower cohort goes on to the school's own grade 10.
    going_on: BTreeMap<i32, Vec<usize>>,
}

#[derive(Default)]
struct Room {
    members: Vec<usize>,
    homeroom: String,
}

/// Makes the pupils of the years from `first` to `last`, with `students` of them in the last.
pub(super) fn make(seed: u64, students: usize, first: i32, last: i32) -> Roll {
    let count = (students as f64 / CLASS_SIZE).round() as usize;
    let count = count.max(students.div_ceil(LARGEST_CLASS)).max(1);
    let mut chance = Chance::branch(seed, "pupils", 0);
    let sizes = class_sizes(&mut chance, students, count);
    let mut maker = Maker {
        chance,
        seed,
        students: Vec::new(),
        keys: Vec::new(),
        by_grade: share_out(count),
        sizes,
        last,
        rooms: BTreeMap::new(),
        going_on: BTreeMap::new(),
    };
    let years = (first..=last).map(|start| maker.year(start)).collect();
    Roll {
        students: maker.students,
        years,
    }
}

/// Classes for each grade, by largest remainder; the same pupils always fill the same classes.
fn share_out(count: usize) -> [usize; 7] {
    let total: f64 = GRADE_WEIGHTS.iter().sum();
    let exact = GRADE_WEIGHTS.map(|weight| weight * count as f64 / total);
    let mut shares = exact.map(|share| share.floor() as usize);
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|one, other| {
        let rest = |grade: &usize| exact[*grade] - exact[*grade].floor();
        rest(other).total_cmp(&rest(one))
    });
    let missing = count - shares.iter().sum::<usize>();
    for grade in order.into_iter().take(missing) {
        shares[grade] += 1;
    }
    shares
}

/// Sizes that differ a little and add up.
fn class_sizes(chance: &mut Chance, students: usize, count: usize) -> Vec<usize> {
    let mut sizes: Vec<usize> = (0..count)
        .map(|place| students / count + usize::from(place < students % count))
        .collect();
    for _ in 0..count {
        let (from, to) = (chance.below(count), chance.below(count));
        let moved = chance.between(0, 2);
        // Small schools have small classes; only full ones keep to what is usual.
        let is_usual = |size: usize| size >= 38 || students / count < 38;
        if from != to
            && sizes[from] > moved + 1
            && is_usual(sizes[from] - moved)
            && sizes[to] + moved <= LARGEST_CLASS.max(students / count)
        {
            sizes[from] -= moved;
            sizes[to] += moved;
        }
    }
    sizes
}

impl Maker {
    fn year(&mut self, start: i32) -> RollYear {
        let mut year = RollYear {
            start,
            classes: Vec::new(),
            enrolments: Vec::new(),
            outcomes: Vec::new(),
        };
        for grade in FIRST_GRADE..=12 {
            let first_grade = if grade < 10 { FIRST_GRADE } else { 10 };
            let entered = start - i32::from(grade - first_grade);
            let cohort = Cohort {
                entered,
                first_grade,
            };
            let classes = self.class_count(cohort);
            if grade == 10 {
                self.welcome(cohort, classes);
            }
            for nth in 0..classes {
                self.class(&mut year, cohort, grade, nth, classes);
            }
        }
        year
    }

    /// A cohort keeps its number of classes; those that have left had what is usual.
    fn class_count(&self, cohort: Cohort) -> usize {
        let grade = cohort.grade_in(self.last).unwrap_or_else(|| {
            let turn = cohort.entered.rem_euclid(3) as u8;
            cohort.first_grade + turn.min(cohort.last_grade() - cohort.first_grade)
        });
        self.by_grade[usize::from(grade - FIRST_GRADE)]
    }

    fn size(&self, cohort: Cohort, nth: usize) -> usize {
        let grade = cohort.grade_in(self.last).unwrap_or(cohort.first_grade);
        let before: usize = self.by_grade[..usize::from(grade - FIRST_GRADE)]
            .iter()
            .sum();
        let place = (before + nth) % self.sizes.len();
        self.sizes[place]
    }

    /// Seats the school's own pupils in grade 10, spread over its classes.
    fn welcome(&mut self, cohort: Cohort, classes: usize) {
        let mut own = self.going_on.remove(&cohort.entered).unwrap_or_default();
        self.chance.shuffle(&mut own);
        let each = own.len().div_ceil(classes.max(1));
        for nth in 0..classes {
            let seats = self.size(cohort, nth).min(each);
            let rest = own.split_off(seats.min(own.len()));
            let homeroom = self.homeroom(cohort, nth);
            let room = Room {
                members: own,
                homeroom,
            };
            self.rooms.insert((cohort, nth), room);
            own = rest;
        }
    }

    fn homeroom(&self, cohort: Cohort, nth: usize) -> String {
        let number = i64::from(cohort.entered) * 1000 + i64::from(cohort.first_grade) * 10;
        let number = number.unsigned_abs() * 1000 + nth as u64;
        let mut chance = Chance::branch(self.seed, "homeroom", number);
        let is_female = chance.happens(680);
        names::teacher(&mut chance, is_female)
    }

    fn class(&mut self, year: &mut RollYear, cohort: Cohort, grade: u8, nth: usize, of: usize) {
        let start = year.start;
        let is_past = start < self.last;
        let mut room = self.rooms.remove(&(cohort, nth)).unwrap_or_default();
        if room.homeroom.is_empty() {
            room.homeroom = self.homeroom(cohort, nth);
        }
        // About one in a hundred leaves during the year, on top of those who stay.
        let stay = self.size(cohort, nth);
        let leave = (0..stay).filter(|_| self.chance.happens(9)).count();
        while room.members.len() < stay + leave {
            let student = self.student(start, grade);
            room.members.push(student);
        }
        let mut members = room.members;
        self.chance.shuffle(&mut members);
        let leavers = members.split_off(stay.min(members.len()));
        let status = match grade {
            9 | 12 if is_past => "completed",
            _ => "studying",
        };
        let mut lines: Vec<(usize, &'static str)> = Vec::new();
        lines.extend(members.iter().map(|student| (*student, status)));
        for student in leavers {
            let is_drop_out = self.chance.happens(120);
            let status = if is_drop_out {
                "dropped_out"
            } else {
                "transferred"
            };
            lines.push((student, status));
        }
        lines.sort_by(|one, other| self.keys[one.0].cmp(&self.keys[other.0]));
        let class = year.classes.len();
        year.enrolments
            .extend(lines.iter().map(|(student, status)| DemoEnrolment {
                student: *student,
                class,
                status,
            }));
        year.classes.push(DemoClass {
            name: class_name(grade, nth, of),
            grade,
            level: cohort.level(),
            homeroom: room.homeroom.clone(),
            students: members.len(),
            female: members
                .iter()
                .filter(|student| self.students[**student].is_female)
                .count(),
        });
        match grade {
            9 | 12 if is_past => self.leave(year, grade, &members),
            9 | 12 => {}
            _ => {
                room.members = members;
                self.rooms.insert((cohort, nth), room);
            }
        }
    }

    /// Where the leavers of a class went. Those who stay for grade 10 are remembered.
    fn leave(&mut self, year: &mut RollYear, grade: u8, members: &[usize]) {
        for student in members {
            let outcome = outcomes::make(&mut self.chance, *student, grade);
            if grade == 9 && outcome.place == outcomes::OWN_SCHOOL {
                let next = self.going_on.entry(year.start + 1).or_default();
                next.push(*student);
            }
            year.outcomes.push(outcome);
        }
    }

    fn student(&mut self, start: i32, grade: u8) -> usize {
        let place = self.students.len();
        let chance = &mut self.chance;
        let is_female = chance.happens(486);
        let is_minority = chance.happens(14);
        let name = names::pupil(chance, is_female, is_minority);
        // One in forty is a year older than the class.
        let older = i32::from(chance.happens(25));
        let birth_year = start - 5 - i32::from(grade) - older;
        let born_on = birthday(chance, birth_year);
        let century = if birth_year >= 2000 { 2 } else { 0 };
        let sex = century + u8::from(is_female);
        let number = 100_000 + scatter(place, 899_981, 48_271);
        let entered = start - i32::from(if grade < 10 { grade - 6 } else { grade - 10 });
        self.students.push(DemoStudent {
            born_on,
            is_female,
            ministry_id: format!(
                "31{:08}",
                10_000_000 + scatter(place, 89_999_999, 7_368_787)
            ),
            school_code: format!("SC{:02}{:05}", entered.rem_euclid(100), place + 1),
            citizen_id: format!(
                "{CITIZEN_PROVINCE}{sex}{:02}{number:06}",
                birth_year.rem_euclid(100)
            ),
            // One family in thirty has not left a number.
            phone: if place % 30 == 17 {
                String::new()
            } else {
                format!("{PHONE_PREFIX}{:07}", scatter(place, 9_999_991, 611_953))
            },
            ethnicity: match is_minority {
                true => chance.weighted(MINORITIES),
                false if chance.happens(2) => "Hoa",
                false => "Kinh",
            },
            name,
        });
        self.keys.push(sort_key(&self.students[place].name));
        place
    }
}

/// `9A`, `9B`, … and `10A1`, …; grades of more than 26 classes are numbered.
fn class_name(grade: u8, nth: usize, of: usize) -> String {
    match u8::try_from(nth) {
        Ok(letter) if grade < 10 && of <= 26 => {
            format!("{grade}{}", char::from(b'A' + letter))
        }
        Ok(_) | Err(_) => format!("{grade}A{}", nth + 1),
    }
}

fn birthday(chance: &mut Chance, year: i32) -> Date {
    day(year, 1, 1).plus_days(chance.below(365) as i64)
}

/// Numbers that look drawn by lot and never come twice below `prime`, which `step` does not share
/// a factor with.
fn scatter(place: usize, prime: usize, step: usize) -> usize {
    ((place as u128 + 1) * step as u128 % prime as u128) as usize
}
