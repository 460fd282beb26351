//! A guidance activity: its kinds, and what makes a draft one that the register takes.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::school::Level;
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

/// A kind as the shipped list knows it (mission-table, A.22).
pub struct Kind {
    pub code: &'static str,
    pub label: &'static str,
    /// For narrow columns.
    pub short: &'static str,
    /// Name of a lucide icon.
    pub icon: &'static str,
    /// Duties of the rule set that an activity of this kind fulfils unless said otherwise.
    pub counts_for: &'static [&'static str],
}

const fn kind(
    code: &'static str,
    label: &'static str,
    short: &'static str,
    icon: &'static str,
    counts_for: &'static [&'static str],
) -> Kind {
    Kind {
        code,
        label,
        short,
        icon,
        counts_for,
    }
}

/// The shipped kinds, in the order of the menu.
pub const KINDS: &[Kind] = &[
    kind(
        "subject_integration",
        "Lồng ghép trong môn học",
        "Lồng ghép",
        "book-open",
        &[],
    ),
    kind(
        "guidance_lesson",
        "Tiết hướng nghiệp",
        "Tiết HN",
        "presentation",
        &[],
    ),
    kind(
        "field_trip",
        "Tham quan, trải nghiệm thực tế",
        "Tham quan",
        "bus",
        &["C01", "C02", "C03"],
    ),
    kind(
        "vocational_practice",
        "Thực hành nghề",
        "Thực hành nghề",
        "briefcase",
        &[],
    ),
    kind(
        "career_fair",
        "Ngày hội tư vấn tuyển sinh, việc làm",
        "Ngày hội",
        "store",
        &["C04"],
    ),
    kind(
        "stem_day",
        "Ngày hội STEM",
        "Ngày hội STEM",
        "lightbulb",
        &[],
    ),
    kind(
        "it_day",
        "Ngày hội công nghệ thông tin",
        "Ngày hội CNTT",
        "monitor",
        &[],
    ),
    kind(
        "startup_forum",
        "Diễn đàn, tọa đàm khởi nghiệp",
        "Khởi nghiệp",
        "mic",
        &["C05"],
    ),
    kind(
        "career_talk",
        "Giao lưu, nói chuyện nghề nghiệp",
        "Giao lưu",
        "messages-square",
        &[],
    ),
    kind(
        "contest",
        "Hội thi tìm hiểu nghề nghiệp",
        "Hội thi",
        "star",
        &[],
    ),
    kind("club", "Câu lạc bộ", "Câu lạc bộ", "users", &[]),
    kind(
        "extracurricular",
        "Ngoại khóa, sinh hoạt dưới cờ",
        "Ngoại khóa",
        "flag",
        &[],
    ),
    kind("stage_show", "Sân khấu hóa", "Sân khấu hóa", "drama", &[]),
    kind(
        "parent_meeting",
        "Họp cha mẹ học sinh",
        "Họp cha mẹ HS",
        "handshake",
        &[],
    ),
    kind(
        "outreach_meeting",
        "Hội nghị tuyên truyền",
        "Tuyên truyền",
        "megaphone",
        &[],
    ),
    kind(
        "job_fair",
        "Phiên giao dịch việc làm",
        "Việc làm",
        "building-2",
        &[],
    ),
    kind(
        "vocational_course",
        "Nghề phổ thông",
        "Nghề phổ thông",
        "wrench",
        &[],
    ),
    kind(
        "skills_course",
        "Bồi dưỡng kỹ năng",
        "Kỹ năng",
        "list-checks",
        &[],
    ),
    kind(
        "startup_project",
        "Dự án, ý tưởng khởi nghiệp",
        "Dự án KN",
        "rocket",
        &[],
    ),
    kind(
        "staff_training",
        "Tập huấn giáo viên",
        "Tập huấn",
        "graduation-cap",
        &[],
    ),
    kind(
        "review_conference",
        "Hội nghị sơ kết, tổng kết",
        "Sơ kết, tổng kết",
        "scroll-text",
        &[],
    ),
    kind(
        "media",
        "Truyền thông, tài liệu",
        "Truyền thông",
        "image",
        &[],
    ),
    kind(
        "movement",
        "Hoạt động phong trào",
        "Phong trào",
        "hand",
        &[],
    ),
    kind("other", "Hoạt động khác", "Khác", "circle-dot", &[]),
];

/// The shipped kind with this code.
pub fn shipped(code: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.code == code)
}

/// A kind as the screen shows it: shipped or the school's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivityKind {
    pub code: String,
    pub label: String,
    pub short: String,
    pub icon: String,
    pub counts_for: Vec<String>,
    /// The shipped kind that a school's own kind stands for.
    pub stands_for: Option<String>,
}

/// States of an activity.
pub const STATUSES: [&str; 3] = ["planned", "done", "cancelled"];
/// Funding sources (kế hoạch Hải Phòng 2023, mục III; Nghệ An 2021, mục IV.1).
pub const SOURCES: [(&str, &str); 7] = [
    ("state_budget", "Ngân sách nhà nước"),
    ("school_revenue", "Nguồn thu hợp pháp của trường"),
    ("donation", "Tài trợ, viện trợ"),
    ("programme", "Lồng ghép chương trình, đề án"),
    ("oda", "Vốn ODA"),
    ("socialised", "Xã hội hóa"),
    ("other", "Nguồn khác"),
];
/// What money is spent on.
pub const ITEMS: [(&str, &str); 6] = [
    ("materials", "Biên soạn tài liệu"),
    ("website", "Trang thông tin, tuyên truyền"),
    ("training", "Bồi dưỡng, tập huấn"),
    ("equipment", "Thiết bị dạy học"),
    ("activity", "Tổ chức hoạt động"),
    ("other", "Chi khác"),
];
/// The five contents of TT 16/2026, Điều 5 (mission-table, row 244).
pub const CONTENTS: [&str; 5] = ["a", "b", "c", "d", "đ"];
/// The duties that an activity can count for.
pub const DUTIES: [&str; 5] = ["C01", "C02", "C03", "C04", "C05"];

/// Heads by audience.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Counts {
    pub students: u32,
    pub female: u32,
    pub parents: u32,
    pub staff: u32,
    pub community: u32,
}

/// Money of one source for one item, in whole đồng.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FundingLine {
    pub source: String,
    pub item: String,
    /// What it is for, in the school's words: `Thuê xe 45 chỗ`.
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    #[ts(type = "number")]
    pub planned_vnd: i64,
    #[serde(default)]
    #[ts(type = "number")]
    pub spent_vnd: i64,
}

/// What a form, a file or the terminal sends. Texts stay texts until they are checked, so that
/// every wrong field can be named at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivityDraft {
    pub kind: String,
    pub title: String,
    /// `planned done cancelled`
    #[serde(default = "done")]
    pub status: String,
    /// ISO day.
    pub starts_on: String,
    #[serde(default)]
    pub ends_on: Option<String>,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub classes: Vec<String>,
    #[serde(default)]
    pub grades: Vec<u32>,
    #[serde(default)]
    pub counts: Counts,
    #[serde(default)]
    pub partners: Vec<String>,
    /// `a b c d đ`
    #[serde(default)]
    pub contents: Vec<String>,
    #[serde(default)]
    pub funding: Vec<FundingLine>,
    /// Duties it fulfils; absent, the kind decides.
    #[serde(default)]
    pub counts_for: Option<Vec<String>>,
    #[serde(default)]
    pub note: String,
    /// The school year; absent, the year that holds the day, else the current one.
    #[serde(default)]
    pub year: Option<String>,
}

fn done() -> String {
    "done".to_owned()
}

/// A class that a draft may name.
#[derive(Debug, Clone)]
pub struct KnownClass {
    pub id: String,
    pub name: String,
    pub grade: u32,
    pub level: Level,
    /// Pupils enrolled.
    pub students: u32,
}

/// What a draft is checked against.
pub struct Known<'a> {
    pub year: &'a Year,
    pub classes: &'a [KnownClass],
    pub levels: &'a [Level],
    /// Codes of the school's own kinds.
    pub own_kinds: &'a [String],
}

/// An activity that the register takes.
#[derive(Debug, Clone)]
pub struct Activity {
    pub kind: String,
    pub title: String,
    pub status: String,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub place: String,
    /// Ids of the classes.
    pub classes: Vec<String>,
    pub grades: Vec<u32>,
    pub counts: Counts,
    pub partners: Vec<String>,
    pub contents: Vec<String>,
    pub funding: Vec<FundingLine>,
    pub counts_for: Option<Vec<String>>,
    pub note: String,
    /// Odd but taken; sentences' problems for the screen.
    pub warnings: Vec<Problem>,
}

impl Activity {
    /// Checks a draft; every wrong field is named at once.
    pub fn check(draft: &ActivityDraft, known: &Known<'_>) -> Result<Activity> {
        let mut problems = Vec::new();
        let title = tidy(&draft.title);
        if title.is_empty() {
            problems.push(Problem::new("title", "form.required"));
        } else if title.chars().count() > 300 {
            problems.push(Problem::new("title", "form.too_long").with("max", 300));
        }
        if shipped(&draft.kind).is_none() && !known.own_kinds.contains(&draft.kind) {
            problems.push(Problem::new("kind", "activity.unknown_kind").with("value", &draft.kind));
        }
        if !STATUSES.contains(&draft.status.as_str()) {
            problems.push(Problem::new("status", "form.bad_choice").with("value", &draft.status));
        }
        let starts_on = check_day("starts_on", &draft.starts_on, known.year, &mut problems);
        let ends_on = draft.ends_on.as_deref().filter(|day| !day.is_empty());
        let ends_on = ends_on.and_then(|day| check_day("ends_on", day, known.year, &mut problems));
        if let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on)
            && ends_on < starts_on
        {
            problems.push(Problem::new("ends_on", "activity.ends_before_start"));
        }
        let classes = check_classes(draft, known, &mut problems);
        let grades = check_grades(draft, known, &mut problems);
        check_counts(draft, known, &classes, &grades, &mut problems);
        check_lists(draft, &mut problems);
        if draft.note.chars().count() > 10_000 {
            problems.push(Problem::new("note", "form.too_long").with("max", "10.000"));
        }
        let (Some(starts_on), true) = (starts_on, problems.is_empty()) else {
            return Err(Error::Invalid(problems));
        };
        let mut partners: Vec<String> = Vec::new();
        for partner in draft.partners.iter().map(|name| tidy(name)) {
            if !partner.is_empty() && !partners.contains(&partner) {
                partners.push(partner);
            }
        }
        let unique = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
        Ok(Activity {
            kind: draft.kind.clone(),
            title,
            status: draft.status.clone(),
            starts_on,
            ends_on: ends_on.filter(|day| *day != starts_on),
            place: tidy(&draft.place),
            classes: classes.iter().map(|class| class.id.clone()).collect(),
            grades,
            counts: draft.counts,
            partners,
            contents: unique(&draft.contents).into_iter().collect(),
            funding: draft
                .funding
                .iter()
                .map(|line| FundingLine {
                    label: tidy(&line.label),
                    ..line.clone()
                })
                .collect(),
            counts_for: draft
                .counts_for
                .as_deref()
                .map(|d| unique(d).into_iter().collect()),
            note: draft.note.trim().to_owned(),
            warnings: warnings(draft),
        })
    }
}

/// Pupils that an activity with these classes and grades can reach.
pub fn enrolled(classes: &[&KnownClass], grades: &[u32], all: &[KnownClass]) -> u32 {
    let is_whole_school = classes.is_empty() && grades.is_empty();
    let reached = all.iter().filter(|class| {
        is_whole_school
            || grades.contains(&class.grade)
            || classes.iter().any(|named| named.id == class.id)
    });
    reached.map(|class| class.students).sum()
}

fn check_day(field: &str, text: &str, year: &Year, problems: &mut Vec<Problem>) -> Option<Date> {
    let Ok(day) = text.parse::<Date>() else {
        let code = if text.is_empty() {
            "form.required"
        } else {
            "form.bad_date"
        };
        problems.push(Problem::new(field, code).with("value", text));
        return None;
    };
    if !year.holds(day) {
        problems.push(
            Problem::new(field, "activity.date_outside_year")
                .with("day", day.for_people())
                .with("year", year.for_people())
                .with("from", year.starts_on.for_people())
                .with("to", year.ends_on.for_people()),
        );
    }
    Some(day)
}

fn check_classes<'a>(
    draft: &ActivityDraft,
    known: &'a Known<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<&'a KnownClass> {
    let mut classes: Vec<&KnownClass> = Vec::new();
    for name in &draft.classes {
        let bare = crate::domain::class::bare_name(name);
        match known.classes.iter().find(|class| class.name == bare) {
            Some(class) if classes.iter().any(|other| other.id == class.id) => {}
            Some(class) => classes.push(class),
            None => problems.push(
                Problem::new("classes", "activity.unknown_class")
                    .with("value", name)
                    .with("year", known.year.for_people()),
            ),
        }
    }
    classes
}

fn check_grades(draft: &ActivityDraft, known: &Known<'_>, problems: &mut Vec<Problem>) -> Vec<u32> {
    let grades: BTreeSet<u32> = draft.grades.iter().copied().collect();
    for grade in &grades {
        if crate::domain::class::level_of(*grade, known.levels).is_none()
            || !(1..=12).contains(grade)
        {
            problems.push(Problem::new("grades", "activity.unknown_grade").with("value", grade));
        }
    }
    grades.into_iter().collect()
}

fn check_counts(
    draft: &ActivityDraft,
    known: &Known<'_>,
    classes: &[&KnownClass],
    grades: &[u32],
    problems: &mut Vec<Problem>,
) {
    let counts = draft.counts;
    if counts.female > counts.students {
        problems.push(
            Problem::new("counts.female", "activity.more_girls_than_students")
                .with("female", counts.female)
                .with("students", counts.students),
        );
    }
    // Without any class list yet there is nothing to hold the number against.
    if known.classes.iter().all(|class| class.students == 0) {
        return;
    }
    let most = enrolled(classes, grades, known.classes);
    let names_all_known = classes.len() >= draft.classes.len();
    if names_all_known && counts.students > most {
        problems.push(
            Problem::new("counts.students", "activity.more_students_than_enrolled")
                .with("students", counts.students)
                .with("most", most),
        );
    }
}

fn check_lists(draft: &ActivityDraft, problems: &mut Vec<Problem>) {
    let mut known = |field: String, value: &str, list: &[&str]| {
        if !list.contains(&value) {
            problems.push(Problem::new(field, "form.bad_choice").with("value", value));
        }
    };
    for content in &draft.contents {
        known("contents".to_owned(), content, &CONTENTS);
    }
    for duty in draft.counts_for.iter().flatten() {
        known("counts_for".to_owned(), duty, &DUTIES);
    }
    for (at, line) in draft.funding.iter().enumerate() {
        known(
            format!("funding.{at}.source"),
            &line.source,
            &SOURCES.map(|(code, _)| code),
        );
        known(
            format!("funding.{at}.item"),
            &line.item,
            &ITEMS.map(|(code, _)| code),
        );
    }
    for (at, line) in draft.funding.iter().enumerate() {
        let amounts = [
            ("planned_vnd", line.planned_vnd),
            ("spent_vnd", line.spent_vnd),
        ];
        for (name, amount) in amounts {
            let field = format!("funding.{at}.{name}");
            if amount < 0 {
                problems.push(Problem::new(field, "form.negative"));
            } else if amount > 1_000_000_000_000 {
                problems.push(Problem::new(field, "activity.too_much_money"));
            }
        }
    }
}

fn warnings(draft: &ActivityDraft) -> Vec<Problem> {
    let mut warnings = Vec::new();
    if draft.status == "done"
        && draft.counts.students == 0
        && draft.counts.parents == 0
        && draft.counts.staff == 0
        && draft.counts.community == 0
    {
        warnings.push(Problem::new("counts.students", "activity.nobody_counted"));
    }
    for (at, line) in draft.funding.iter().enumerate() {
        if line.planned_vnd > 0 && line.spent_vnd > line.planned_vnd {
            let field = format!("funding.{at}.spent_vnd");
            warnings.push(Problem::new(field, "activity.spent_more_than_planned"));
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> ActivityDraft {
        serde_json::from_value(serde_json::json!({
            "kind": "field_trip", "title": "Tham quan xưởng cơ khí", "starts_on": "2026-04-11",
            "classes": ["9A", "9B"], "counts": {"students": 82, "female": 40}
        }))
        .unwrap()
    }

    fn check(draft: &ActivityDraft) -> Result<Activity> {
        let year = Year::check("2025-2026", None, None).unwrap();
        let class = |name: &str, students| KnownClass {
            id: name.to_owned(),
            name: name.to_owned(),
            grade: 9,
            level: Level::Thcs,
            students,
        };
        let classes = [class("9A", 42), class("9B", 43), class("9C", 41)];
        let known = Known {
            year: &year,
            classes: &classes,
            levels: &[Level::Thcs],
            own_kinds: &[],
        };
        Activity::check(draft, &known)
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let bad = ActivityDraft {
            kind: "picnic".into(),
            title: "  ".into(),
            starts_on: "2026-09-11".into(),
            classes: vec!["9Z".into()],
            counts: Counts {
                students: 10,
                female: 11,
                ..Counts::default()
            },
            contents: vec!["e".into()],
            ..draft()
        };
        let Err(Error::Invalid(problems)) = check(&bad) else {
            panic!()
        };
        let fields: Vec<_> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(
            fields,
            [
                "title",
                "kind",
                "starts_on",
                "classes",
                "counts.female",
                "contents"
            ]
        );
    }

    #[test]
    fn no_more_students_than_the_classes_hold() {
        assert!(check(&draft()).is_ok());
        let mut many = draft();
        many.counts.students = 86;
        let Err(Error::Invalid(problems)) = check(&many) else {
            panic!()
        };
        assert_eq!(problems[0].code, "activity.more_students_than_enrolled");
        many.classes.clear();
        assert!(
            check(&many).is_ok(),
            "without classes it is the whole school's"
        );
    }

    #[test]
    fn kinds_and_labels_are_unique() {
        let codes: BTreeSet<_> = KINDS.iter().map(|kind| kind.code).collect();
        let labels: BTreeSet<_> = KINDS.iter().map(|kind| kind.label).collect();
        assert_eq!((codes.len(), labels.len()), (KINDS.len(), KINDS.len()));
    }
}
