//! Everything a report is made from, gathered once, as plain data without ids of the store.

use crate::domain::compliance::RuleKind;
use crate::domain::handover::Handing;
use crate::domain::means::{Inspection, Material, Staff};
use crate::domain::outcome::{Destination, OutcomeRow};
pub use crate::domain::report_text::Narrative;
pub use crate::domain::school::Level;
pub use crate::domain::year::PeriodKind;
use crate::kernel::Date;

/// What the annual report is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// What the report rests on, as it is cited, higher law first.
    pub bases: Vec<String>,
    /// Lines of the head or the recipients that name a body which is no longer there.
    pub ended: Vec<EndedBody>,
    pub school: School,
    pub period: Period,
    pub profile: Profile,
    pub narrative: Narrative,
    /// One for each grade and level that has a class, lowest first.
    pub grades: Vec<Grade>,
    /// How often something is to be done.
    pub checks: Vec<Check>,
    /// What else the rule sets ask.
    pub targets: Vec<Target>,
    /// Those done in the period, oldest first; planned and cancelled ones stay out.
    pub activities: Vec<Activity>,
    pub surveys: Vec<Survey>,
    pub counselling: Counselling,
    pub outcomes: Outcomes,
    /// The plan of the year, by last day.
    pub tasks: Vec<Task>,
    /// Who did guidance on one of the days, and what there was for it.
    pub staff: Vec<Staff>,
    pub materials: Vec<Material>,
    /// Inspections and commendations of the days, the newest first.
    pub inspections: Vec<Inspection>,
    /// Lines of money of the activities done.
    pub money: Vec<Money>,
    /// Stands in the document properties; the report carries no other trace of when it was made.
    pub today: Date,
}

impl Facts {
    /// Pupils of one level, or of the whole school.
    pub fn enrolled(&self, level: Option<Level>) -> i64 {
        let of_level = |grade: &&Grade| level.is_none_or(|level| grade.level == level);
        let counts = self.grades.iter().filter(of_level);
        counts.map(|grade| i64::from(grade.students)).sum()
    }

    /// The levels that have a column or row of their own: those of the school, in their order.
    pub fn levels(&self) -> Vec<Level> {
        let known = Level::ALL.into_iter();
        known
            .filter(|level| self.school.levels.contains(level))
            .collect()
    }
}

/// A share, a paper or a survey that the rule sets ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub id: String,
    pub level: Option<Level>,
    pub title: String,
    pub kind: RuleKind,
    /// `times percent parts`
    pub unit: String,
    pub required: u32,
    pub high: Option<u32>,
    /// Without its decimal; a share is `part` of `of`.
    pub found: u32,
    pub part: u32,
    pub of: u32,
    pub is_met: bool,
    /// Whether the upper end of a range is reached.
    pub reaches_high: bool,
    pub reason: String,
    pub plan: String,
    pub source: String,
}

/// Where the leavers of the year went.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcomes {
    /// One for each level that pupils leave.
    pub levels: Vec<OutcomeLevel>,
    /// By level, class and name.
    pub list: Vec<OutcomeLeaver>,
    /// Whether learning a trade beside GDTX counts as vocational education.
    pub counts_trade: bool,
    /// Of those not admitted to grade 10: who was asked, who was handed on.
    pub handing: Handing,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeLevel {
    pub level: Level,
    /// `hoàn thành chương trình THCS`
    pub completed: String,
    pub destinations: Vec<Destination>,
    pub classes: Vec<OutcomeRow>,
    /// Of each destination: girls, ethnic minority, disability.
    pub parts: Vec<[u32; 3]>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeLeaver {
    /// Of the pupil.
    pub id: String,
    pub name: String,
    /// ISO, or just the year.
    pub born_on: Option<String>,
    pub is_female: bool,
    pub ethnicity: String,
    pub class: String,
    pub destination: String,
    pub label: String,
    pub place: String,
    pub trade: String,
    pub note: String,
}

/// A body that a report should no longer be sent to.
#[derive(Debug, Clone, PartialEq)]
pub struct EndedBody {
    pub line: String,
    pub last_day: String,
    pub successor: String,
}

/// A task of the year's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    pub title: String,
    pub lead: String,
    pub partners: String,
    pub due_on: Option<Date>,
    pub done_on: Option<Date>,
    pub product: String,
    /// `done late overdue near ahead`
    pub standing: String,
    pub note: String,
}

/// A line of an activity's money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    pub source: String,
    pub item: String,
    pub planned_vnd: i64,
    pub spent_vnd: i64,
}

/// Counselling in numbers; the report knows nothing else of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counselling {
    /// One for each grade and level that has a class, lowest first.
    pub grades: Vec<CounselGrade>,
    pub forms: Vec<CounselForm>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CounselGrade {
    pub level: Level,
    pub grade: u32,
    /// Enrolled.
    pub students: u32,
    /// Each counted once.
    pub counselled: u32,
    pub counselled_female: u32,
    /// Heads of each form, in the order of the forms.
    pub heads: [u32; 5],
    /// Orientation records with anything in them, and those that were reviewed.
    pub records: u32,
    pub reviewed: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CounselForm {
    pub label: String,
    pub sessions: u32,
    pub heads: u32,
    pub female: u32,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct School {
    pub name: String,
    pub code: String,
    pub levels: Vec<Level>,
    pub is_private: bool,
    pub province: String,
    pub commune: String,
    pub parent_body: String,
    pub is_disadvantaged: bool,
    pub principal: String,
    /// Địa danh on documents.
    pub place: String,
    /// In document numbers: `15/BC-THCSTHPTSC`.
    pub abbreviation: String,
}

/// The days a report covers, both included.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// `"2025-2026"`
    pub year: String,
    pub kind: PeriodKind,
    pub from: Date,
    pub to: Date,
}

impl Period {
    /// As titles say it: `"năm học 2025–2026"`.
    pub fn in_words(&self) -> String {
        let year = self.year.replace('-', "–");
        match self.kind {
            PeriodKind::Year => format!("năm học {year}"),
            PeriodKind::Semester1 => format!("học kỳ I năm học {year}"),
            PeriodKind::Semester2 => format!("học kỳ II năm học {year}"),
            PeriodKind::CalendarYear => format!("năm {}", self.from.year()),
            PeriodKind::Custom => format!(
                "từ ngày {} đến ngày {}",
                self.from.for_people(),
                self.to.for_people()
            ),
        }
    }
}

/// What the school fills in once a year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    pub plan_number: String,
    pub plan_on: Option<Date>,
    pub plan_is_in_school_plan: Option<bool>,
    pub is_key_task: Option<bool>,
    pub has_programme: Option<bool>,
    pub programme: String,
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
    pub recipients: Vec<String>,
    pub signer_name: String,
    pub signer_title: String,
    pub preparer_name: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Grade {
    pub level: Level,
    pub grade: u32,
    pub classes: u32,
    pub students: u32,
    pub female: u32,
    /// Pupils whose ethnicity is known and not Kinh.
    pub minority: u32,
    pub ethnicity_unknown: u32,
}

/// One duty of the rule set in force, or a stricter one the school set itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// `C01`
    pub id: String,
    /// What activities carry that count for it.
    pub duty: String,
    /// `None`: the whole school.
    pub level: Option<Level>,
    /// Nobody owes it: what is missing is said, nothing is judged.
    pub is_striven_for: bool,
    pub title: String,
    pub required: u32,
    pub found: u32,
    /// The days it was done on.
    pub days: Vec<Date>,
    /// Pupils who took part.
    pub students: u32,
    /// Whether each pupil is counted once; else attendances are added up.
    pub is_distinct: bool,
    pub is_met: bool,
    /// Why not, or the evidence.
    pub reason: String,
    /// Where it stands: `"Điều 8 khoản 2 Thông tư 07/2022/TT-BGDĐT"`.
    pub source: String,
    /// Title of its rule set, for people.
    pub rule_set: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// What was meant to be spent, in đồng; 0 where nothing was planned.
    pub planned_vnd: i64,
    pub id: String,
    pub number: u32,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub title: String,
    /// Code of the kind; a school's own kind has its own.
    pub kind: String,
    pub kind_label: String,
    /// Letters of the content groups, in their order.
    pub contents: Vec<String>,
    /// `"9A–9D"`, `"Khối 9"`, `"Toàn trường"`
    pub audience: String,
    /// The levels it concerns.
    pub levels: Vec<Level>,
    pub place: String,
    pub partners: Vec<String>,
    pub students: u32,
    pub female: u32,
    pub parents: u32,
    pub staff: u32,
    pub community: u32,
    pub spent_vnd: i64,
    /// What was spent, by source: the label and đồng.
    pub funding: Vec<(String, i64)>,
    /// What came of it.
    pub note: String,
    /// Names of what proves it.
    pub evidence: Vec<String>,
    /// Visits and experience outside the classroom (C01–C03).
    pub is_trip: bool,
    /// The shipped kind that it counts as.
    pub stands_for: String,
}

impl Activity {
    /// Everybody who was counted.
    pub fn heads(&self) -> u64 {
        [self.students, self.parents, self.staff, self.community]
            .into_iter()
            .map(u64::from)
            .sum()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    pub id: String,
    pub title: String,
    pub instrument_title: String,
    /// Code and title, in the instrument's order; none where it does not measure interests.
    pub scales: Vec<(String, String)>,
    pub classes: Vec<SurveyClass>,
    /// Scales that are no interests, as how content people were.
    pub means: Vec<SurveyMean>,
    /// Questions of choices and numbers; words that people wrote stay in the book.
    pub questions: Vec<SurveyQuestion>,
}

/// What was answered on average on the items of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyMean {
    pub title: String,
    pub forms: u32,
    /// Between `lowest` and `highest`.
    pub mean: f64,
    pub lowest: u32,
    pub highest: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SurveyQuestion {
    pub text: String,
    pub replied: u32,
    /// Too few replied without a name: nothing more is told.
    pub is_hidden: bool,
    /// Label, and forms that chose it.
    pub options: Vec<(String, u32)>,
    /// Of numbers.
    pub mean: Option<f64>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SurveyClass {
    pub class: String,
    pub handed_out: u32,
    pub collected: u32,
    /// Pupils marked as having handed in none: nothing is missing from them.
    pub absent: u32,
    /// Pupils whose leading scale it is, one count for each of the survey's scales.
    pub leading: Vec<u32>,
}
