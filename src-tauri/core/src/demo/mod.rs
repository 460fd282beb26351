//! The sample school: plain records of an invented school that looks like a real one.
//!
//! The same seed, size and day give the same school on every machine. Nothing here reads the
//! clock or writes a book; the caller turns the records into a book's.

mod calendar;
mod chance;
pub mod counsel;
mod log;
mod means;
mod names;
mod outcomes;
mod papers;
mod pupils;
pub mod record;
mod survey;
pub mod trip;

use crate::domain::means::Means;
use crate::kernel::Date;

/// Seed, pupils and years of the sample school when nobody says otherwise.
pub const DEFAULT_SEED: u64 = 2022;
pub const DEFAULT_STUDENTS: usize = 620;
pub const DEFAULT_YEARS: usize = 2;

/// A whole school. Pupils and classes are referred to by their place in the lists.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoSchool {
    pub profile: DemoProfile,
    /// The first is the counselor.
    pub accounts: Vec<DemoAccount>,
    /// Everybody who was ever enrolled.
    pub students: Vec<DemoStudent>,
    /// The oldest first, the current one last.
    pub years: Vec<DemoYear>,
    /// As they stand in the current year.
    pub means: Vec<Means>,
}

/// The contract's `School`.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoProfile {
    pub name: &'static str,
    pub code: &'static str,
    pub levels: Vec<&'static str>,
    pub kind: &'static str,
    pub province: &'static str,
    pub commune: &'static str,
    pub parent_body: &'static str,
    pub is_disadvantaged: bool,
    pub principal: &'static str,
    pub place: &'static str,
    pub abbreviation: &'static str,
    pub address: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
}

/// The contract's `AccountDraft` without a password.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoAccount {
    pub name: &'static str,
    pub full_name: String,
    pub role: &'static str,
    pub title: &'static str,
    /// Names of classes of the current year.
    pub classes: Vec<String>,
}

/// What stays the same about a pupil over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoStudent {
    pub name: String,
    pub born_on: Date,
    pub is_female: bool,
    /// Ten digits.
    pub ministry_id: String,
    pub school_code: String,
    /// Twelve digits with the right sex and birth year, of a province code nobody has.
    pub citizen_id: String,
    /// A parent's; ten digits of a prefix that is not in use.
    pub phone: String,
    pub ethnicity: &'static str,
}

impl DemoStudent {
    /// `male` or `female`
    pub fn sex(&self) -> &'static str {
        if self.is_female { "female" } else { "male" }
    }
}

/// One school year with everything in it.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoYear {
    /// `"2025-2026"`
    pub year: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub is_current: bool,
    pub classes: Vec<DemoClass>,
    /// By class, in the order of class lists.
    pub enrolments: Vec<DemoEnrolment>,
    /// In the order of their days.
    pub activities: Vec<DemoActivity>,
    pub surveys: Vec<DemoSurvey>,
    /// Where the leavers of grades 9 and 12 went; empty in the current year.
    pub outcomes: Vec<DemoOutcome>,
    pub papers: DemoPapers,
    pub narrative: DemoNarrative,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoClass {
    pub name: String,
    pub grade: u8,
    /// `thcs` or `thpt`
    pub level: &'static str,
    pub homeroom: String,
    /// Pupils who are there to the end of the year, and girls among them.
    pub students: usize,
    pub female: usize,
}

/// A pupil in a class of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoEnrolment {
    /// Place in `DemoSchool::students`.
    pub student: usize,
    /// Place in `DemoYear::classes`.
    pub class: usize,
    /// `studying transferred dropped_out completed`
    pub status: &'static str,
}

/// The contract's `ActivityDraft`.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoActivity {
    pub kind: &'static str,
    pub title: String,
    /// `planned done cancelled`
    pub status: &'static str,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub place: &'static str,
    /// Names of classes; with `grades` empty too it is the whole school's.
    pub classes: Vec<String>,
    pub grades: Vec<u8>,
    pub counts: DemoCounts,
    pub partners: Vec<&'static str>,
    /// Content groups `a b c d đ`.
    pub contents: Vec<&'static str>,
    pub funding: Vec<DemoFunding>,
    pub note: &'static str,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct DemoCounts {
    pub students: u32,
    pub female: u32,
    pub parents: u32,
    pub staff: u32,
    pub community: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoFunding {
    pub source: &'static str,
    pub item: &'static str,
    pub planned_vnd: u64,
    pub spent_vnd: u64,
}

/// An interest survey with the shipped instrument `riasec-48`.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoSurvey {
    pub instrument: &'static str,
    pub title: String,
    pub classes: Vec<String>,
    pub opens_on: Date,
    pub closes_on: Date,
    pub responses: Vec<DemoResponse>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DemoResponse {
    /// Place in `DemoSchool::students`.
    pub student: usize,
    /// In the order of the instrument's items; all empty where absent.
    pub answers: Vec<Option<u32>>,
    pub is_absent: bool,
}

/// `outcome_set` of stage `real`.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoOutcome {
    /// Place in `DemoSchool::students`.
    pub student: usize,
    pub destination: &'static str,
    pub place: &'static str,
    pub trade: &'static str,
}

/// The contract's `Profile`.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoPapers {
    pub plan_number: String,
    pub plan_on: Option<Date>,
    pub plan_is_in_school_plan: Option<bool>,
    pub person_in_charge: String,
    pub decision_number: String,
    pub decision_on: Option<Date>,
    pub staff: Option<u32>,
    pub staff_female: Option<u32>,
    pub teachers: Option<u32>,
    pub counselors: Option<u32>,
    pub counselors_qualified: Option<u32>,
    pub report_number: String,
    pub report_on: Option<Date>,
    pub report_due_on: Option<Date>,
    pub recipients: Vec<String>,
    pub signer_name: String,
    pub signer_title: String,
    pub preparer_name: String,
}

/// The contract's `Narrative`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DemoNarrative {
    pub situation: String,
    pub strengths: String,
    pub weaknesses: String,
    pub causes: String,
    pub proposals: String,
    pub directions: String,
}

/// Makes the sample school as it stands on the morning of `today`: `students` pupils in the
/// current year, and `years` school years of which the current one is the last.
pub fn make(seed: u64, students: usize, years: usize, today: Date) -> DemoSchool {
    make_busy(seed, students, years, None, today)
}

/// The same with so many activities in each year, for measuring; of its size where none are given.
pub fn make_busy(
    seed: u64,
    students: usize,
    years: usize,
    activities: Option<usize>,
    today: Date,
) -> DemoSchool {
    let last = school_year_of(today);
    let first = last - i32::try_from(years.clamp(1, 50)).unwrap_or(1) + 1;
    let roll = pupils::make(seed, students.max(1), first, last);
    let mut made = Vec::new();
    for year in roll.years {
        let start = year.start;
        let is_current = start == last;
        let morning = is_current.then_some(today);
        let activities = log::make(seed, start, &year.classes, activities, morning);
        let roster = survey::Roster {
            start,
            classes: &year.classes,
            enrolments: &year.enrolments,
        };
        made.push(DemoYear {
            year: format!("{start}-{}", start + 1),
            starts_on: day(start, 8, 1),
            ends_on: day(start + 1, 7, 31),
            is_current,
            activities,
            surveys: survey::make(seed, &roster, morning),
            papers: papers::papers(start, &year.classes, is_current),
            narrative: papers::narrative(start, &year.classes, is_current),
            outcomes: year.outcomes,
            enrolments: year.enrolments,
            classes: year.classes,
        });
    }
    let accounts = accounts(made.last().map(|year| year.classes.as_slice()));
    DemoSchool {
        profile: papers::profile(),
        accounts,
        students: roll.students,
        years: made,
        means: means::make(last),
    }
}

/// The year in which the school year of a day began.
fn school_year_of(today: Date) -> i32 {
    if today.month() >= 8 {
        today.year()
    } else {
        today.year() - 1
    }
}

/// A day that exists; days past the end of a month are its 28th.
fn day(year: i32, month: u32, day: u32) -> Date {
    Date::new(year, month, day)
        .or_else(|| Date::new(year, month, 28))
        .unwrap_or(Date(chrono::NaiveDate::MIN))
}

fn accounts(classes: Option<&[DemoClass]>) -> Vec<DemoAccount> {
    let classes = classes.unwrap_or_default();
    let mut accounts = vec![
        DemoAccount {
            name: "nhung",
            full_name: papers::COUNSELOR.to_owned(),
            role: "counselor",
            title: "Giáo viên tư vấn hướng nghiệp",
            classes: Vec::new(),
        },
        DemoAccount {
            name: "khai",
            full_name: papers::PRINCIPAL.to_owned(),
            role: "principal",
            title: "Hiệu trưởng",
            classes: Vec::new(),
        },
    ];
    let of_grade = |grade: u8, nth: usize| {
        classes
            .iter()
            .enumerate()
            .filter(|(_, class)| class.grade == grade)
            .nth(nth)
            .map(|(place, _)| place)
    };
    let wanted = [
        ("gvcn1", of_grade(9, 0)),
        ("gvcn2", of_grade(9, 2).or(of_grade(9, 1))),
        ("gvcn3", of_grade(12, 0)),
    ];
    for (name, place) in wanted {
        if let Some(class) = place.and_then(|place| classes.get(place)) {
            accounts.push(DemoAccount {
                name,
                full_name: class.homeroom.clone(),
                role: "teacher",
                title: "Giáo viên chủ nhiệm",
                classes: vec![class.name.clone()],
            });
        }
    }
    accounts
}

#[cfg(test)]
mod tests;
