//! What the report still lacks, each with the place where it can be mended.

use crate::messages;
use crate::report::facts::{Activity, Facts};
use crate::report::outline::Missing;

use super::{activities, assessment, general, minimums, surveys, tasks};

/// Duties and forms first, then the blanks in the order of the sheets.
pub fn list(facts: &Facts) -> Vec<Missing> {
    let mut list = Vec::new();
    duties(facts, &mut list);
    forms(facts, &mut list);
    blanks(facts, &mut list);
    bodies(facts, &mut list);
    texts(facts, &mut list);
    log(facts, &mut list);
    late_tasks(facts, &mut list);
    list
}

fn duties(facts: &Facts, list: &mut Vec<Missing>) {
    let owed = |check: &&crate::report::facts::Check| !check.is_met && !check.is_striven_for;
    for check in facts.checks.iter().filter(owed) {
        let link = match check.duty.as_str() {
            "C01" | "C02" | "C03" => "/activity?new=field_trip",
            "C04" => "/activity?new=career_fair",
            "C05" => "/activity?new=startup_forum",
            _ => "/activity",
        };
        let level = check.level.map_or("toàn trường", |level| level.label());
        let words = [
            ("title", check.title.clone()),
            ("level", level.to_owned()),
            ("found", check.found.to_string()),
            ("required", check.required.to_string()),
        ];
        list.push(gap("report.unmet_minimum", &words, link, minimums::ID).duty());
    }
}

fn bodies(facts: &Facts, list: &mut Vec<Missing>) {
    for ended in &facts.ended {
        let words = [
            ("line", ended.line.clone()),
            ("day", ended.last_day.clone()),
            ("successor", ended.successor.clone()),
        ];
        list.push(gap(
            "report.ended_body",
            &words,
            "/settings/school",
            "cover",
        ));
    }
}

fn forms(facts: &Facts, list: &mut Vec<Missing>) {
    if facts.surveys.is_empty() {
        list.push(gap("report.no_survey", &[], "/survey", surveys::ID));
    }
    for survey in &facts.surveys {
        for class in &survey.classes {
            let owed = class.handed_out.saturating_sub(class.absent);
            let lacking = owed.saturating_sub(class.collected);
            if lacking == 0 {
                continue;
            }
            let words = [
                ("class", class.class.clone()),
                ("count", lacking.to_string()),
                ("survey", survey.title.clone()),
            ];
            let link = format!("/survey/{}/entry?class={}", survey.id, class.class);
            list.push(gap("report.forms_lacking", &words, &link, surveys::ID).duty());
        }
    }
}

fn blanks(facts: &Facts, list: &mut Vec<Missing>) {
    let (school, profile) = (&facts.school, &facts.profile);
    let has_signer = !profile.signer_name.is_empty() || !school.principal.is_empty();
    let no_recipients = profile.recipients.iter().all(|line| line.trim().is_empty());
    // Number and date are put in by the office when the report is signed, so they are no gap.
    let blanks = [
        (school.name.is_empty(), "Tên trường"),
        (school.code.is_empty(), "Mã trường"),
        (school.levels.is_empty(), "Cấp học"),
        (school.commune.is_empty(), "Xã, phường, đặc khu"),
        (school.province.is_empty(), "Tỉnh, thành phố"),
        (school.parent_body.is_empty(), "Cơ quan quản lý trực tiếp"),
        (school.principal.is_empty(), "Hiệu trưởng"),
        (school.place.is_empty(), "Địa danh ghi trên văn bản"),
        (school.abbreviation.is_empty(), "Chữ viết tắt tên trường"),
        (profile.staff.is_none(), "Số cán bộ, giáo viên, nhân viên"),
        (profile.staff_female.is_none(), "Số nữ cán bộ, giáo viên"),
        (profile.teachers.is_none(), "Số giáo viên"),
        (profile.counselors.is_none(), "Số giáo viên tư vấn"),
        (
            profile.counselors_qualified.is_none(),
            "Số giáo viên tư vấn đạt yêu cầu",
        ),
        (profile.plan_number.is_empty(), "Số kế hoạch"),
        (profile.plan_on.is_none(), "Ngày ban hành kế hoạch"),
        (
            profile.plan_is_in_school_plan.is_none(),
            "Là nhiệm vụ trong kế hoạch giáo dục nhà trường",
        ),
        (profile.person_in_charge.is_empty(), "Người phụ trách"),
        (
            profile.decision_number.is_empty(),
            "Số quyết định phân công",
        ),
        (profile.decision_on.is_none(), "Ngày quyết định phân công"),
        (no_recipients, "Nơi nhận"),
        (!has_signer, "Người ký"),
        (profile.preparer_name.is_empty(), "Người lập biểu"),
    ];
    for (_, what) in blanks.into_iter().filter(|(is_blank, _)| *is_blank) {
        let words = [("what", what.to_owned())];
        list.push(gap("report.blank", &words, "/settings/school", general::ID));
    }
    if facts.enrolled(None) == 0 {
        list.push(gap("report.no_students", &[], "/student", general::ID));
    }
    let unknown: u32 = facts
        .grades
        .iter()
        .map(|grade| grade.ethnicity_unknown)
        .sum();
    if unknown > 0 {
        let words = [("count", unknown.to_string())];
        list.push(gap("report.no_ethnicity", &words, "/student", general::ID));
    }
}

fn texts(facts: &Facts, list: &mut Vec<Missing>) {
    let texts = assessment::texts(&facts.narrative).into_iter();
    for (heading, _) in texts.filter(|(_, text)| text.trim().is_empty()) {
        let words = [("what", heading.to_owned())];
        let link = "/settings/narrative";
        list.push(gap("report.no_text", &words, link, assessment::ID));
    }
}

fn log(facts: &Facts, list: &mut Vec<Missing>) {
    type Lacks = fn(&Activity) -> bool;
    let cases: [(&'static str, Lacks); 4] = [
        ("report.no_place", |activity| {
            activity.place.trim().is_empty()
        }),
        ("report.no_heads", |activity| activity.heads() == 0),
        ("report.no_contents", |activity| {
            activity.contents.is_empty()
        }),
        // C21: more was spent than planned.
        ("report.overspent", |activity| {
            activity.planned_vnd > 0 && activity.spent_vnd > activity.planned_vnd
        }),
    ];
    if facts.activities.is_empty() {
        list.push(gap("report.no_activity", &[], "/activity", activities::ID));
    }
    for (code, lacks) in cases {
        let lacking = facts.activities.iter().filter(|activity| lacks(activity));
        let numbers: Vec<String> = lacking.map(|it| it.number.to_string()).collect();
        if numbers.is_empty() {
            continue;
        }
        let words = [
            ("count", numbers.len().to_string()),
            ("numbers", enumerate(&numbers)),
        ];
        list.push(gap(code, &words, "/activity", activities::ID));
    }
}

/// C18: what the year's plan asked for by now.
fn late_tasks(facts: &Facts, list: &mut Vec<Missing>) {
    let late = facts.tasks.iter().filter(|task| task.standing == "overdue");
    let titles: Vec<&str> = late.map(|task| task.title.as_str()).collect();
    if let Some(first) = titles.first() {
        let words = [
            ("count", titles.len().to_string()),
            ("first", (*first).to_owned()),
        ];
        list.push(gap("report.late_tasks", &words, "/plan", tasks::ID).duty());
    }
}

/// `"52 và 58"`, `"3, 5, 8 …"`
fn enumerate(numbers: &[String]) -> String {
    match numbers {
        [rest @ .., last] if numbers.len() <= MOST_NUMBERS => match rest {
            [] => last.clone(),
            _ => format!("{} và {last}", rest.join(", ")),
        },
        _ => format!(
            "{} …",
            numbers[..MOST_NUMBERS.min(numbers.len())].join(", ")
        ),
    }
}

const MOST_NUMBERS: usize = 8;

fn gap(code: &str, words: &[(&str, String)], link: &str, sheet: &str) -> Missing {
    Missing {
        code: code.to_owned(),
        message: messages::sentence(code, words),
        link: link.to_owned(),
        sheet: sheet.to_owned(),
        is_duty: false,
    }
}

impl Missing {
    fn duty(mut self) -> Self {
        self.is_duty = true;
        self
    }
}
