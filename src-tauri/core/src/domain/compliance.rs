//! What the law asks of a school in a year: rules are dated data, this evaluates them.
//!
//! The law's reading of a minimum is once per level and school year: an activity counts for a level when
//! one of its classes or grades belongs to it, and for every level when it is the whole school's. What
//! grades it reached is information beside it. Shares are the school's own; no rule judges a class or a
//! pupil.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use crate::domain::handover::Handing;
use crate::domain::school::Level;
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

/// A dated set of rules with its source; also the readable file that schools exchange.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct RuleSet {
    pub id: String,
    pub name: String,
    pub document: String,
    /// ISO.
    pub valid_from: String,
    /// ISO; absent while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    pub area: String,
    /// Whether somebody has held it against the original document.
    pub checked_against_original: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct Rule {
    /// `C01` … (mission-table, A.21)
    pub id: String,
    /// Absent for the whole school.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    pub title: String,
    #[serde(default)]
    pub formula: Formula,
    /// Of the formula `activities`: those that carry this duty count.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub duty: String,
    pub kind: RuleKind,
    /// Times, percent, or parts, as the formula counts.
    #[serde(alias = "times")]
    pub value: u32,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u32>,
    /// In a disadvantaged area (địa bàn đặc biệt khó khăn); as elsewhere where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disadvantaged: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disadvantaged_high: Option<u32>,
    /// Of what it is asked: once for the level, or for each of its grades.
    #[serde(default)]
    pub scope: RuleScope,
    /// `MM-DD` inside the school year; absent where no day is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    pub source: String,
}

/// What a rule counts, by name; the facts come from the book.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// Times that an activity with the duty was done (C01–C05).
    #[default]
    Activities,
    /// Share of those who completed THCS and went into vocational education (C07).
    VocationalAfterThcs,
    /// Share of those who completed the level and went to a college (C08, C09).
    CollegeAfterLevel,
    /// Whether a guidance programme tied to the local economy exists (C10).
    GuidanceProgramme,
    /// Teachers who counsel and meet the requirements (C11).
    QualifiedCounselors,
    /// Share of pupils whom guidance reached (C12).
    ReachedStudents,
    /// Share of families whom guidance reached (C12).
    ReachedParents,
    /// Plan issued, in the school's plan, person in charge (C14).
    Plan,
    /// Share of the leaving grade who answered the survey of needs (C15).
    NeedsSurvey,
    /// Whether the list of those not admitted to grade 10 was handed on (C16).
    Handover,
    /// Share of those not admitted to grade 10 of whom it is known whether they agree (C17).
    HandoverAnswers,
    /// Content groups with an activity (C23).
    ContentGroups,
    /// Whether the school assessed itself (C24).
    SelfAssessment,
}

/// How a figure is held against a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// At least so much.
    AtLeast,
    /// The lower end is owed, the upper one is striven for.
    Range,
    /// Exactly so much, as 100 percent.
    Exactly,
    /// Striven for: what is missing is said, nothing is judged.
    Aspire,
}

/// Of what a minimum is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RuleScope {
    /// The law's reading.
    #[default]
    Level,
    /// A stricter one that a school sets itself.
    Grade,
}

/// A figure of a check in tenths; whole ones are sent without a decimal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, JsonSchema, TS)]
#[schemars(with = "f64")]
#[ts(type = "number")]
pub struct Figure(i64);

impl Figure {
    pub fn whole(number: u32) -> Figure {
        Figure(i64::from(number) * 10)
    }

    /// Percent with one decimal, half up; 0 where there is nothing to divide by.
    pub fn percent(part: u32, whole: u32) -> Figure {
        let (part, whole) = (i64::from(part), i64::from(whole));
        Figure(match whole {
            0 => 0,
            whole => (2000 * part + whole).div_euclid(2 * whole),
        })
    }

    /// Without its decimal.
    pub fn number(self) -> u32 {
        u32::try_from(self.0 / 10).unwrap_or_default()
    }

    /// `38,5`, `40`
    pub fn for_people(self) -> String {
        match self.0 % 10 {
            0 => (self.0 / 10).to_string(),
            tenth => format!("{},{tenth}", self.0 / 10),
        }
    }

    /// In tenths.
    pub fn tenths(self) -> i64 {
        self.0
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self.0 % 10 {
            0 => serializer.serialize_i64(self.0 / 10),
            _ => serializer.serialize_f64(self.0 as f64 / 10.0),
        }
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        f64::deserialize(from).map(|number| Figure((number * 10.0).round() as i64))
    }
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Check {
    /// `C01` … (mission-table, A.21)
    pub id: String,
    pub level: Option<Level>,
    /// Of the formula `activities`: those that carry this duty count, whatever the rule's own id.
    pub duty: String,
    pub title: String,
    pub formula: Formula,
    pub kind: RuleKind,
    /// What the figures are: `times percent parts`.
    pub unit: String,
    pub required: Figure,
    /// The upper end of a range.
    pub high: Option<Figure>,
    pub found: Figure,
    /// Of a share: how many of how many.
    pub part: u32,
    pub of: u32,
    /// Activities planned but not done yet.
    pub planned: u32,
    /// The first of them, and the last.
    pub planned_on: Option<Date>,
    pub planned_until: Option<Date>,
    pub met: bool,
    /// A sentence; empty when met.
    pub missing: String,
    pub due: Option<Date>,
    pub source: String,
    /// Name of the rule set.
    pub rule_set: String,
    /// What its reason is kept under: two sets, or pupils and parents, may share an id.
    pub note: String,
    pub by_grade: Vec<GradeCoverage>,
    /// Whether the figures are grades, since the school asks it of each of them.
    pub is_each_grade: bool,
    /// Those that still lack it.
    pub lacking: Vec<u32>,
    /// Of a duty that activities carry: what they reached so far.
    pub coverage: Coverage,
    /// Why it is not met and what makes up for it, as the school wrote it.
    pub reason: String,
    pub plan: String,
}

/// How many classes and pupils of its level a duty has reached: information beside the legal minimum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Coverage {
    pub classes: u32,
    pub of_classes: u32,
    pub students: u32,
    pub of_students: u32,
}

/// How many activities reached a grade: information beside the legal minimum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GradeCoverage {
    pub grade: u32,
    pub found: u32,
    pub planned: u32,
}

/// An activity as the rules see it.
#[derive(Debug, Clone)]
pub struct Counted {
    pub id: String,
    pub duties: Vec<String>,
    pub is_done: bool,
    pub on: Date,
    /// Grades it reached; empty for the whole school.
    pub grades: Vec<u32>,
    /// Levels it reached; empty for the whole school.
    pub levels: Vec<Level>,
    pub students: u32,
    /// Content groups `a b c d đ`.
    pub contents: Vec<String>,
}

/// The facts that rules name.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    pub year: &'a Year,
    pub levels: &'a [Level],
    /// The school's grades by level.
    pub grades: &'a BTreeMap<Level, Vec<u32>>,
    pub is_disadvantaged: bool,
    pub activities: &'a [Counted],
    pub leavers: BTreeMap<Level, Leavers>,
    pub needs: BTreeMap<Level, Share>,
    pub reached_students: Share,
    pub reached_parents: Share,
    /// Absent where the school has no leavers of THCS.
    pub handing: Option<Handing>,
    pub papers: Papers,
}

/// Leavers of a level: how many count in its share, and of whom nothing is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Leavers {
    pub leavers: u32,
    pub counted: u32,
    pub unknown: u32,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub part: u32,
    pub of: u32,
}

/// What the school wrote down about its year; `None` where it did not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Papers {
    pub has_programme: Option<bool>,
    pub qualified: Option<u32>,
    pub has_plan: bool,
    pub is_in_school_plan: Option<bool>,
    pub is_key_task: Option<bool>,
    pub has_person: bool,
    pub is_assessed: bool,
}

impl Facts<'_> {
    /// A year of which only the activities are known.
    pub fn of_activities<'a>(
        year: &'a Year,
        levels: &'a [Level],
        grades: &'a BTreeMap<Level, Vec<u32>>,
        activities: &'a [Counted],
    ) -> Facts<'a> {
        Facts {
            year,
            levels,
            grades,
            is_disadvantaged: false,
            activities,
            leavers: BTreeMap::new(),
            needs: BTreeMap::new(),
            reached_students: Share::default(),
            reached_parents: Share::default(),
            handing: None,
            papers: Papers::default(),
        }
    }
}

/// The shipped rule sets.
pub fn rule_sets() -> &'static [RuleSet] {
    static SETS: OnceLock<Vec<RuleSet>> = OnceLock::new();
    SETS.get_or_init(|| {
        let files = [
            include_str!("../../../../assets/law/tt07-2022.toml"),
            include_str!("../../../../assets/law/tt07-2022-moi-khoi.toml"),
            include_str!("../../../../assets/law/tt16-2026.toml"),
            include_str!("../../../../assets/law/qd522-2025.toml"),
            include_str!("../../../../assets/law/qd522-2020.toml"),
            include_str!("../../../../assets/law/nghe-an-2025.toml"),
            include_str!("../../../../assets/law/nghe-an-2023.toml"),
            include_str!("../../../../assets/law/ba-dinh-2025.toml"),
        ];
        files
            .iter()
            .filter_map(|text| toml::from_str(text).ok())
            .collect()
    })
}

/// The rule set that a year uses unless the school chose others.
pub const DEFAULT_RULE_SET: &str = "tt07-2022";

/// Names that a file of a rule set may use, and the longest list of rules.
const MOST_RULES: usize = 200;

impl RuleSet {
    /// Reads the file of a set; what is wrong in it is said with its line.
    pub fn read(text: &str) -> Result<RuleSet> {
        let set: RuleSet = toml::from_str(text).map_err(|fault| {
            let line = fault
                .span()
                .map(|span| text[..span.start.min(text.len())].lines().count().max(1));
            let problem = Problem::new("rule_set", "rule_set.bad_file")
                .with("line", line.map_or("?".to_owned(), |line| line.to_string()))
                .with("why", fault.message());
            Error::Invalid(vec![problem])
        })?;
        set.check()
    }

    /// The set as its readable file.
    pub fn write(&self) -> Result<String> {
        toml::to_string(self).map_err(|fault| Error::Bug(format!("rule set: {fault}")))
    }

    /// Tidies the texts and names every wrong field at once.
    pub fn check(mut self) -> Result<RuleSet> {
        let mut problems = Vec::new();
        for text in [&mut self.name, &mut self.document, &mut self.area] {
            *text = tidy(text);
        }
        if self.name.is_empty() {
            problems.push(Problem::new("name", "form.required"));
        }
        let days = [
            ("valid_from", Some(&self.valid_from)),
            ("valid_to", self.valid_to.as_ref()),
        ];
        for (field, day) in days {
            if let Some(day) = day.filter(|day| day.parse::<Date>().is_err()) {
                problems.push(Problem::new(field, "form.bad_date").with("value", day));
            }
        }
        if self.rules.len() > MOST_RULES {
            problems.push(Problem::new("rules", "form.too_long").with("max", MOST_RULES));
        }
        for (at, rule) in self.rules.iter_mut().enumerate() {
            rule.check(at, &mut problems);
        }
        match problems.is_empty() {
            true => Ok(self),
            false => Err(Error::Invalid(problems)),
        }
    }
}

impl Rule {
    fn check(&mut self, at: usize, problems: &mut Vec<Problem>) {
        let field = |name: &str| format!("rules.{at}.{name}");
        self.title = tidy(&self.title);
        self.source = tidy(&self.source);
        for (name, text) in [("id", &self.id), ("title", &self.title)] {
            if text.is_empty() {
                problems.push(Problem::new(field(name), "form.required"));
            }
        }
        if self.formula == Formula::Activities && self.duty.is_empty() {
            problems.push(Problem::new(field("duty"), "form.required"));
        }
        let needs_level = matches!(
            self.formula,
            Formula::Activities
                | Formula::VocationalAfterThcs
                | Formula::CollegeAfterLevel
                | Formula::NeedsSurvey
        );
        if needs_level && self.level.is_none() {
            problems.push(Problem::new(field("level"), "form.required"));
        }
        let most = match self.formula.unit() {
            "percent" => 100,
            _ => 1000,
        };
        let values = [
            ("value", Some(self.value)),
            ("high", self.high),
            ("disadvantaged", self.disadvantaged),
            ("disadvantaged_high", self.disadvantaged_high),
        ];
        for (name, value) in values {
            if value.is_some_and(|value| value > most) {
                let problem = Problem::new(field(name), "rule_set.too_much");
                problems.push(problem.with("max", most));
            }
        }
        if self.kind == RuleKind::Range && self.high.is_none_or(|high| high < self.value) {
            problems.push(Problem::new(field("high"), "rule_set.bad_range"));
        }
        if let Some(due) = self.due.as_deref().filter(|due| !is_month_day(due)) {
            problems.push(Problem::new(field("due"), "form.bad_date").with("value", due));
        }
    }

    /// What is owed, and what is striven for at the upper end of a range.
    fn bounds(&self, is_disadvantaged: bool) -> (u32, Option<u32>) {
        match is_disadvantaged {
            true => (
                self.disadvantaged.unwrap_or(self.value),
                self.disadvantaged_high.or(match self.disadvantaged {
                    Some(_) => None,
                    None => self.high,
                }),
            ),
            false => (self.value, self.high),
        }
    }
}

impl Formula {
    /// Its name in the file of a set.
    fn code(self) -> String {
        let code = serde_json::to_value(self).ok();
        code.and_then(|code| code.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// What its figures are.
    pub fn unit(self) -> &'static str {
        match self {
            Formula::Activities | Formula::QualifiedCounselors => "times",
            Formula::GuidanceProgramme
            | Formula::Handover
            | Formula::Plan
            | Formula::ContentGroups
            | Formula::SelfAssessment => "parts",
            Formula::VocationalAfterThcs
            | Formula::CollegeAfterLevel
            | Formula::ReachedStudents
            | Formula::ReachedParents
            | Formula::NeedsSurvey
            | Formula::HandoverAnswers => "percent",
        }
    }
}

/// Evaluates the rules of the sets in use for the school's levels, in the order of the rules. A share
/// of nobody is not asked.
pub fn evaluate(sets: &[&RuleSet], facts: &Facts<'_>) -> Vec<Check> {
    let rules = sets
        .iter()
        .flat_map(|set| set.rules.iter().map(move |rule| (*set, rule)));
    let of_school =
        rules.filter(|(_, rule)| rule.level.is_none_or(|level| facts.levels.contains(&level)));
    of_school
        .filter_map(|(set, rule)| check(set, rule, facts))
        .collect()
}

/// Whether an activity counts for a rule's level and duty.
pub fn counts(activity: &Counted, level: Level, duty: &str) -> bool {
    let reaches = activity.levels.is_empty() || activity.levels.contains(&level);
    reaches && activity.duties.iter().any(|own| own == duty)
}

fn check(set: &RuleSet, rule: &Rule, facts: &Facts<'_>) -> Option<Check> {
    let (value, high) = rule.bounds(facts.is_disadvantaged);
    let blank = Check {
        id: rule.id.clone(),
        level: rule.level,
        duty: rule.duty.clone(),
        title: rule.title.clone(),
        formula: rule.formula,
        kind: rule.kind,
        unit: rule.formula.unit().to_owned(),
        required: Figure::whole(value),
        high: high.map(Figure::whole),
        found: Figure::default(),
        part: 0,
        of: 0,
        planned: 0,
        planned_on: None,
        planned_until: None,
        met: false,
        missing: String::new(),
        due: rule.due.as_deref().and_then(|day| due(day, facts.year)),
        source: rule.source.clone(),
        rule_set: set.name.clone(),
        note: format!("{}/{}/{}", set.id, rule.id, rule.formula.code()),
        by_grade: Vec::new(),
        is_each_grade: rule.scope == RuleScope::Grade,
        coverage: Coverage::default(),
        lacking: Vec::new(),
        reason: String::new(),
        plan: String::new(),
    };
    match (rule.formula, rule.level) {
        (Formula::Activities, Some(level)) => Some(times(rule, level, facts, blank)),
        (Formula::VocationalAfterThcs | Formula::CollegeAfterLevel, Some(level)) => {
            let of = facts.leavers.get(&level)?;
            let share = Share {
                part: of.counted,
                of: of.leavers,
            };
            let unknown = (of.unknown == of.leavers).then(|| {
                format!(
                    "{}: chưa ghi kết quả phân luồng của {} em ra trường trong năm học {}.",
                    rule.title,
                    of.leavers,
                    facts.year.for_people()
                )
            });
            let checked = shared(share, "em", blank)?;
            Some(match unknown.filter(|_| !checked.met) {
                Some(missing) => Check { missing, ..checked },
                None => checked,
            })
        }
        (Formula::NeedsSurvey, Some(level)) => {
            let share = *facts.needs.get(&level)?;
            let checked = shared(share, "em", blank)?;
            Some(match share.part {
                0 => Check {
                    missing: format!("{}: chưa có phiếu nào của {} em.", rule.title, share.of),
                    ..checked
                },
                _ => checked,
            })
        }
        (Formula::ReachedStudents, _) => shared(facts.reached_students, "em", blank),
        (Formula::ReachedParents, _) => shared(facts.reached_parents, "gia đình", blank),
        (Formula::Handover | Formula::HandoverAnswers, _) => handing(rule, facts, blank),
        (Formula::GuidanceProgramme, _) => {
            let has = facts.papers.has_programme == Some(true);
            Some(parts(&[("chương trình giáo dục hướng nghiệp", has)], blank))
        }
        (Formula::QualifiedCounselors, _) => {
            let found = facts.papers.qualified.unwrap_or_default();
            Some(held(Figure::whole(found), blank, |lacks| {
                format!("còn thiếu {lacks} giáo viên tư vấn đạt yêu cầu")
            }))
        }
        (Formula::Plan, _) => {
            let papers = &facts.papers;
            let all = [
                ("kế hoạch hướng nghiệp đã ban hành", papers.has_plan),
                (
                    "nhiệm vụ trong kế hoạch giáo dục nhà trường",
                    papers.is_in_school_plan == Some(true),
                ),
                ("người phụ trách", papers.has_person),
                ("nhiệm vụ trọng tâm", papers.is_key_task == Some(true)),
            ];
            // The fourth is asked where the rule asks four.
            let asked = (rule.value as usize).clamp(1, all.len());
            Some(parts(&all[..asked], blank))
        }
        (Formula::ContentGroups, _) => {
            let has = |group: &str| {
                let mut done = facts.activities.iter().filter(|activity| activity.is_done);
                done.any(|activity| activity.contents.iter().any(|own| own == group))
            };
            let groups = ["a", "b", "c", "d", "đ"].map(|group| (group, has(group)));
            let named = groups.map(|(group, has)| (group_label(group), has));
            Some(parts(&named, blank))
        }
        (Formula::SelfAssessment, _) => {
            let has = facts.papers.is_assessed;
            Some(parts(&[("tự đánh giá của năm học", has)], blank))
        }
        (
            Formula::Activities
            | Formula::VocationalAfterThcs
            | Formula::CollegeAfterLevel
            | Formula::NeedsSurvey,
            None,
        ) => None,
    }
}

/// Handing on the names of those not admitted to grade 10. Nothing is owed where there is nobody.
fn handing(rule: &Rule, facts: &Facts<'_>, blank: Check) -> Option<Check> {
    let handing = facts.handing?;
    let stand = |missing: String| {
        Some(Check {
            missing: format!("{}: {missing}", blank.title),
            ..blank.clone()
        })
    };
    if !handing.is_known {
        return stand("chưa nhập kết quả trúng tuyển lớp 10.".to_owned());
    }
    if handing.not_admitted == 0 {
        return None;
    }
    if rule.formula == Formula::Handover {
        let is_done = [("gói danh sách nào được bàn giao", handing.packages > 0)];
        return Some(parts(&is_done, blank));
    }
    let share = Share {
        part: handing.answered,
        of: handing.not_admitted,
    };
    let checked = shared(share, "em", blank.clone())?;
    let open = share.of - share.part;
    match checked.met {
        true => Some(checked),
        // What is asked of them is an answer, not a yes.
        false => Some(Check {
            missing: format!(
                "{}: chưa hỏi ý kiến của {open} em (cha mẹ và em), trong {} em.",
                blank.title, share.of
            ),
            ..checked
        }),
    }
}

fn group_label(group: &str) -> &'static str {
    match group {
        "a" => "nội dung a) thông tin nghề nghiệp",
        "b" => "nội dung b) nhận thức bản thân",
        "c" => "nội dung c) kỹ năng lựa chọn nghề",
        "d" => "nội dung d) trải nghiệm nghề nghiệp",
        _ => "nội dung đ) ứng dụng công nghệ thông tin",
    }
}

/// A minimum of activities.
fn times(rule: &Rule, level: Level, facts: &Facts<'_>, blank: Check) -> Check {
    let grades = facts
        .grades
        .get(&level)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let counted: Vec<&Counted> = (facts.activities.iter())
        .filter(|activity| counts(activity, level, &rule.duty))
        .collect();
    let number = |is_done: bool, grade: Option<u32>| {
        let reached = counted.iter().filter(|activity| {
            let reaches = |grade| activity.grades.is_empty() || activity.grades.contains(&grade);
            activity.is_done == is_done && grade.is_none_or(reaches)
        });
        u32::try_from(reached.count()).unwrap_or(u32::MAX)
    };
    let owed = blank.required.number();
    let all = number(true, None);
    // Asked of each grade, what counts is how many grades have had it.
    let lacking: Vec<u32> = match rule.scope {
        RuleScope::Level => Vec::new(),
        RuleScope::Grade => {
            let lacks = |grade: &&u32| number(true, Some(**grade)) < owed;
            grades.iter().filter(lacks).copied().collect()
        }
    };
    let of_grades = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (found, required) = match rule.scope {
        RuleScope::Level => (all, owed),
        RuleScope::Grade => (
            of_grades(grades.len() - lacking.len()),
            of_grades(grades.len()),
        ),
    };
    let met = found >= required;
    let planned = || {
        let ahead = counted.iter().filter(|activity| !activity.is_done);
        ahead.map(|activity| activity.on)
    };
    let year = facts.year.for_people();
    let missing = if met {
        String::new()
    } else if rule.scope == RuleScope::Grade {
        let named: Vec<String> = lacking.iter().map(u32::to_string).collect();
        let named = named.join(", ");
        format!(
            "{}: còn thiếu khối {named} trong năm học {year}.",
            rule.title
        )
    } else {
        format!(
            "{}: {} {} lần ở cấp {} trong năm học {year}.",
            rule.title,
            match rule.kind {
                RuleKind::Aspire => "cách mức phấn đấu",
                RuleKind::AtLeast | RuleKind::Range | RuleKind::Exactly => "còn thiếu",
            },
            required - found,
            level.label(),
        )
    };
    Check {
        required: Figure::whole(required),
        found: Figure::whole(found),
        lacking,
        planned: number(false, None),
        planned_on: planned().min(),
        planned_until: planned().max(),
        met,
        missing,
        by_grade: grades
            .iter()
            .map(|grade| GradeCoverage {
                grade: *grade,
                found: number(true, Some(*grade)),
                planned: number(false, Some(*grade)),
            })
            .collect(),
        ..blank
    }
}

/// A share; `None` where there is nobody to share. It is held exactly, not as it is rounded for people.
fn shared(share: Share, whose: &str, blank: Check) -> Option<Check> {
    if share.of == 0 {
        return None;
    }
    let found = Figure::percent(share.part, share.of);
    let (part, of) = (u64::from(share.part), u64::from(share.of));
    let required = u64::from(blank.required.number());
    let met = part * 100 >= required * of;
    let missing = match met {
        true => String::new(),
        false => {
            let lacks = (required * of).div_ceil(100) - part;
            let stands = format!(
                "{}: {}% ({}/{} {whose})",
                blank.title,
                found.for_people(),
                share.part,
                share.of
            );
            match blank.kind {
                RuleKind::Aspire => {
                    format!("{stands}, cách mức phấn đấu {required}% là {lacks} {whose}.")
                }
                RuleKind::Exactly => {
                    format!("{stands}, phải đủ {required}%, còn {lacks} {whose}.")
                }
                RuleKind::AtLeast | RuleKind::Range => {
                    format!("{stands}, dưới mức {required}% của trường {lacks} {whose}.")
                }
            }
        }
    };
    Some(Check {
        found,
        part: share.part,
        of: share.of,
        met,
        missing,
        ..blank
    })
}

/// Things that are there or not.
fn parts(all: &[(&str, bool)], blank: Check) -> Check {
    let lacking: Vec<&str> = all
        .iter()
        .filter(|(_, has)| !has)
        .map(|(name, _)| *name)
        .collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let found = count(all.len() - lacking.len());
    let met = found >= blank.required.number().min(count(all.len()));
    Check {
        found: Figure::whole(found),
        part: found,
        of: count(all.len()),
        missing: match met {
            true => String::new(),
            false => format!("{}: chưa có {}.", blank.title, lacking.join("; ")),
        },
        met,
        ..blank
    }
}

fn held(found: Figure, blank: Check, missing: impl Fn(u32) -> String) -> Check {
    let met = found >= blank.required;
    let lacks = blank.required.number().saturating_sub(found.number());
    Check {
        found,
        met,
        missing: match met {
            true => String::new(),
            false => format!("{}: {}.", blank.title, missing(lacks)),
        },
        ..blank
    }
}

fn is_month_day(due: &str) -> bool {
    // 2024 has a 29th of February.
    format!("2024-{due}").parse::<Date>().is_ok()
}

/// The day `MM-DD` inside the school year.
fn due(month_day: &str, year: &Year) -> Option<Date> {
    let first = year.starts_on.year();
    let days = [first, first + 1].map(|y| format!("{y}-{month_day}").parse::<Date>().ok());
    days.into_iter()
        .flatten()
        .find(|day| year.holds(*day))
        .or(Some(year.ends_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trip(id: &str, is_done: bool, levels: &[Level], grades: &[u32]) -> Counted {
        Counted {
            id: id.to_owned(),
            duties: ["C01", "C02", "C03"].map(str::to_owned).to_vec(),
            is_done,
            on: Date::new(2026, 4, 11).unwrap(),
            grades: grades.to_vec(),
            levels: levels.to_vec(),
            students: 80,
            contents: Vec::new(),
        }
    }

    fn shipped(id: &str) -> &'static RuleSet {
        rule_sets().iter().find(|set| set.id == id).unwrap()
    }

    fn evaluate_all(activities: &[Counted]) -> Vec<Check> {
        let grades = BTreeMap::from([
            (Level::Thcs, vec![6, 7, 8, 9]),
            (Level::Thpt, vec![10, 11, 12]),
        ]);
        let year = Year::check("2025-2026", None, None).unwrap();
        let levels = [Level::Thcs, Level::Thpt];
        let facts = Facts::of_activities(&year, &levels, &grades, activities);
        evaluate(&[shipped(DEFAULT_RULE_SET)], &facts)
    }

    #[test]
    fn each_level_of_a_mixed_school_is_checked_by_itself() {
        let checks = evaluate_all(&[trip("1", true, &[Level::Thcs], &[9])]);
        let found: Vec<_> = checks
            .iter()
            .map(|c| (c.id.as_str(), c.found.number(), c.met))
            .collect();
        assert_eq!(
            found,
            [
                ("C02", 1, true),
                ("C03", 0, false),
                ("C04", 0, false),
                ("C05", 0, false)
            ]
        );
        assert_eq!(
            checks[0]
                .by_grade
                .iter()
                .map(|g| g.found)
                .collect::<Vec<_>>(),
            [0, 0, 0, 1]
        );
    }

    #[test]
    fn what_is_only_planned_is_not_done() {
        let checks = evaluate_all(&[trip("1", false, &[Level::Thpt], &[11])]);
        let trip = &checks[1];
        assert_eq!((trip.found.number(), trip.planned, trip.met), (0, 1, false));
        assert_eq!(trip.planned_on, Date::new(2026, 4, 11));
        assert_eq!(trip.due, Date::new(2026, 5, 31));
        assert!(trip.missing.contains("THPT"), "{}", trip.missing);
    }

    #[test]
    fn what_the_whole_school_does_counts_for_each_level() {
        let checks = evaluate_all(&[trip("1", true, &[], &[])]);
        assert!(checks[0].met && checks[1].met);
    }

    #[test]
    fn a_school_that_asks_it_of_each_grade_is_told_which_grades_lack_it() {
        let grades = BTreeMap::from([(Level::Thcs, vec![6, 7, 8, 9])]);
        let year = Year::check("2025-2026", None, None).unwrap();
        let found = |activities: &[Counted]| {
            let facts = Facts::of_activities(&year, &[Level::Thcs], &grades, activities);
            evaluate(&[shipped("tt07-2022-moi-khoi")], &facts).remove(0)
        };
        let three = [
            trip("1", true, &[Level::Thcs], &[6, 7]),
            trip("2", true, &[Level::Thcs], &[9]),
            trip("3", false, &[Level::Thcs], &[8]),
        ];
        let check = found(&three);
        assert_eq!(
            (check.found.number(), check.required.number(), check.met),
            (3, 4, false)
        );
        assert_eq!(check.lacking, [8]);
        assert!(check.missing.contains("khối 8"), "{}", check.missing);
        assert!(found(&[trip("1", true, &[], &[])]).met);
    }

    #[test]
    fn every_shipped_set_can_be_read_and_cites_its_source() {
        let ids: Vec<&str> = rule_sets().iter().map(|set| set.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "tt07-2022",
                "tt07-2022-moi-khoi",
                "tt16-2026",
                "qd522-2025",
                "qd522-2020",
                "nghe-an-2025",
                "nghe-an-2023",
                "ba-dinh-2025"
            ]
        );
        for set in rule_sets() {
            assert!(
                !set.rules.is_empty() && set.clone().check().is_ok(),
                "{}",
                set.id
            );
            assert!(
                set.rules.iter().all(|rule| !rule.source.is_empty()),
                "{}",
                set.id
            );
            // What a school takes out and in again is the same set.
            assert_eq!(&RuleSet::read(&set.write().unwrap()).unwrap(), set);
        }
    }

    /// A school that just meets every rule of a set, or just misses each.
    fn at_the_edge(set: &RuleSet, is_disadvantaged: bool, misses: u32) -> Vec<Check> {
        let year = Year::check("2024-2025", None, None).unwrap();
        let levels = [Level::TieuHoc, Level::Thcs, Level::Thpt, Level::Gdtx];
        let grades: BTreeMap<Level, Vec<u32>> = levels
            .iter()
            .map(|level| (*level, level.grades().collect()))
            .collect();
        let mut activities = Vec::new();
        let done = |rule: &Rule, of: Vec<u32>| Counted {
            id: String::new(),
            duties: vec![rule.duty.clone()],
            is_done: misses == 0,
            on: year.starts_on,
            grades: of,
            levels: rule.level.into_iter().collect(),
            students: 30,
            contents: Vec::new(),
        };
        for rule in set
            .rules
            .iter()
            .filter(|rule| rule.formula == Formula::Activities)
        {
            match rule.scope {
                RuleScope::Level => activities.push(done(rule, Vec::new())),
                RuleScope::Grade => activities.extend(
                    rule.level
                        .unwrap()
                        .grades()
                        .map(|grade| done(rule, vec![grade])),
                ),
            }
        }
        activities.push(Counted {
            contents: ["a", "b", "c", "d", "đ"][misses as usize..]
                .iter()
                .map(|g| g.to_string())
                .collect(),
            duties: Vec::new(),
            is_done: true,
            ..done(&set.rules[0], Vec::new())
        });
        // A thousand leavers: one fewer is a tenth of a percent.
        let owed = |formula: Formula, level: Option<Level>| {
            let mut rules = set.rules.iter();
            let rule = rules.find(|rule| rule.formula == formula && rule.level == level);
            rule.map_or(0, |rule| rule.bounds(is_disadvantaged).0 * 10)
                .saturating_sub(misses)
        };
        let of = |part| Share { part, of: 1000 };
        let facts = Facts {
            is_disadvantaged,
            leavers: BTreeMap::from(
                [
                    (Level::Thcs, Formula::VocationalAfterThcs),
                    (Level::Thpt, Formula::CollegeAfterLevel),
                    (Level::Gdtx, Formula::CollegeAfterLevel),
                ]
                .map(|(level, formula)| {
                    let counted = owed(formula, Some(level));
                    (
                        level,
                        Leavers {
                            leavers: 1000,
                            counted,
                            unknown: 0,
                        },
                    )
                }),
            ),
            needs: BTreeMap::from(
                levels.map(|level| (level, of(owed(Formula::NeedsSurvey, Some(level))))),
            ),
            reached_students: of(1000 - misses),
            reached_parents: of(1000 - misses),
            handing: Some(Handing {
                is_known: true,
                not_admitted: 1000,
                answered: 1000 - misses,
                packages: 1 - misses,
                ..Handing::default()
            }),
            papers: Papers {
                has_programme: Some(misses == 0),
                qualified: Some(1 - misses),
                has_plan: misses == 0,
                is_in_school_plan: Some(true),
                is_key_task: Some(true),
                has_person: true,
                is_assessed: misses == 0,
            },
            ..Facts::of_activities(&year, &levels, &grades, &activities)
        };
        evaluate(&[set], &facts)
    }

    #[test]
    fn a_school_that_just_meets_every_rule_meets_it_and_one_that_just_misses_is_told() {
        for set in rule_sets() {
            for is_disadvantaged in [false, true] {
                let meets = at_the_edge(set, is_disadvantaged, 0);
                assert_eq!(meets.len(), set.rules.len(), "{}", set.id);
                for check in meets {
                    assert!(
                        check.met && check.missing.is_empty(),
                        "{}: {check:?}",
                        set.id
                    );
                }
                for check in at_the_edge(set, is_disadvantaged, 1) {
                    assert!(!check.met, "{}: {check:?}", set.id);
                    let said = check.missing.starts_with(&check.title);
                    assert!(said && check.missing.ends_with('.'), "{}", check.missing);
                    // Nothing is held against who chose otherwise.
                    let is_share = check.unit == "percent";
                    assert!(
                        !(is_share && check.missing.contains("thiếu")),
                        "{}",
                        check.missing
                    );
                }
            }
        }
    }

    #[test]
    fn a_share_is_rounded_half_up_for_people_and_held_exactly() {
        assert_eq!(Figure::percent(65, 169).for_people(), "38,5");
        assert_eq!(Figure::percent(1, 16).for_people(), "6,3");
        assert_eq!(serde_json::to_string(&Figure::percent(2, 5)).unwrap(), "40");
        assert_eq!(
            serde_json::to_string(&Figure::percent(65, 169)).unwrap(),
            "38.5"
        );
        // 24.96 percent reads 25,0 and is below 25.
        let set = shipped("nghe-an-2025");
        let year = Year::check("2024-2025", None, None).unwrap();
        let grades = BTreeMap::new();
        let facts = Facts {
            leavers: BTreeMap::from([(
                Level::Thcs,
                Leavers {
                    leavers: 625,
                    counted: 156,
                    unknown: 0,
                },
            )]),
            ..Facts::of_activities(&year, &[Level::Thcs], &grades, &[])
        };
        let checks = evaluate(&[set], &facts);
        let share = checks.iter().find(|check| check.id == "C07").unwrap();
        assert_eq!(
            (share.found.for_people().as_str(), share.met),
            ("25", false)
        );
        assert_eq!((share.part, share.of), (156, 625));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_refused_with_its_line() {
        let text = shipped("tt07-2022")
            .write()
            .unwrap()
            .replace("value = 1", "value = \"x\"");
        let Err(Error::Invalid(problems)) = RuleSet::read(&text) else {
            panic!("taken");
        };
        assert_eq!(problems[0].code, "rule_set.bad_file");
        assert!(problems[0].words.iter().any(|(name, _)| *name == "line"));
    }
}
