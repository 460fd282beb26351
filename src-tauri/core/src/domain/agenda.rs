//! What to do next: at most three steps, the deadlines ahead, and the rhythm of the year.
//!
//! Steps come in the order overdue, then legally required, then the largest gap (design: ui,
//! section 6, “Next-step strip”).

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::compliance::{Check, Counted, Formula, RuleKind};
use crate::domain::year::Year;
use crate::kernel::Date;

/// One thing to do, with where it is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NextStep {
    pub title: String,
    pub detail: String,
    /// A route of the interface.
    pub link: String,
    /// The words of the link.
    pub action: String,
    #[ts(type = "'overdue' | 'legal' | 'gap' | 'setup'")]
    pub urgency: String,
}

/// A day by which something is owed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Deadline {
    pub on: Date,
    pub title: String,
    /// Days left; negative when overdue.
    pub days: i32,
    pub link: String,
}

/// Activities of a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MonthBar {
    /// `2025-09`
    pub month: String,
    pub done: u32,
    pub planned: u32,
}

/// A survey that still takes forms.
#[derive(Debug, Clone)]
pub struct OpenSurvey {
    pub id: String,
    pub title: String,
    pub closes_on: Option<Date>,
    /// Name, pupils who owe a form, forms in.
    pub classes: Vec<(String, u32, u32)>,
}

/// How the year stands.
pub struct Standing<'a> {
    pub year: &'a Year,
    pub today: Date,
    pub checks: &'a [Check],
    /// What else the rule sets ask: shares, papers, surveys.
    pub targets: &'a [Check],
    /// Tasks of the plan that are overdue or near: title and last day.
    pub tasks: &'a [(String, Date)],
    pub activities: &'a [Counted],
    pub students: u32,
    pub is_plan_known: bool,
    /// Whether the recovery slip was put away.
    pub is_recovery_kept: bool,
    /// Days since a copy went to the second place, where the school chose one.
    pub second_backup_days: Option<i64>,
    pub report_due_on: Option<Date>,
    pub survey: Option<OpenSurvey>,
    /// Packages of names that nobody has signed for: the receiver, and the day each was made.
    pub receipts: &'a [(String, Date)],
    /// Pupils whose data need not be kept any longer.
    pub kept_too_long: u32,
    /// Of the requests about data that are open: what is owed next of each, and until when.
    pub requests: &'a [(String, Date)],
    pub review: ReviewStanding,
}

/// How far the records of the grades that leave (9 and 12) are reviewed (mission-table, C26).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReviewStanding {
    pub students: u32,
    pub reviewed: u32,
    /// Of those reviewed: who needs a talk.
    pub counsel: u32,
}

/// The three most pressing steps.
pub fn next_steps(standing: &Standing<'_>) -> Vec<NextStep> {
    let mut steps = Vec::new();
    if !standing.is_recovery_kept {
        steps.push(step(
            "overdue",
            "In và cất khóa khôi phục của sổ",
            "Quên mật khẩu mà không có khóa này thì không ai mở được sổ.",
            "/settings/account",
            "Mở tài khoản và khóa",
        ));
    }
    if standing.students == 0 {
        steps.push(step(
            "setup",
            "Nhập danh sách lớp",
            "Có danh sách thì sổ biết sĩ số từng lớp và tính được tỷ lệ.",
            "/student/import",
            "Nhập từ Excel",
        ));
    }
    steps.extend(request(standing));
    steps.extend(
        standing
            .checks
            .iter()
            .filter(|check| is_owed(check))
            .map(|check| duty(check, standing)),
    );
    steps.extend(
        standing
            .targets
            .iter()
            .filter_map(|target| owed(target, standing)),
    );
    steps.extend(plan(standing));
    steps.extend(survey(standing));
    steps.extend(overdue_plans(standing));
    steps.extend(review(standing));
    steps.extend(receipt(standing));
    steps.extend(retention(standing));
    steps.extend(second_backup(standing));
    if !standing.is_plan_known {
        steps.push(step(
            "setup",
            "Ghi số và ngày kế hoạch hướng nghiệp",
            "Báo cáo năm in mục này ở phần thông tin chung.",
            "/settings/school",
            "Mở thông tin trường",
        ));
    }
    let rank = |step: &NextStep| match step.urgency.as_str() {
        "overdue" => 0,
        "setup" if step.link == "/student/import" => 0,
        "legal" => 1,
        "gap" => 2,
        _ => 3,
    };
    steps.sort_by_key(rank);
    // Two rule sets may ask the same; it is done once.
    let mut said = BTreeSet::new();
    steps.retain(|step| said.insert(step.title.clone()));
    steps.truncate(3);
    steps
}

/// The review of the records, once the last third of the year has begun: streaming waits for it.
fn review(standing: &Standing<'_>) -> Option<NextStep> {
    let ReviewStanding {
        students,
        reviewed,
        counsel,
    } = standing.review;
    let left = students.saturating_sub(reviewed);
    let year = standing.year;
    let all = year.starts_on.days_until(year.ends_on);
    let is_late = year.starts_on.days_until(standing.today) * 3 >= all * 2;
    if left == 0 || !is_late {
        return None;
    }
    let asked = match counsel {
        0 => String::new(),
        number => format!(" {number} em cần tư vấn thêm."),
    };
    Some(step(
        "gap",
        &format!("Rà soát hồ sơ {left} em lớp cuối cấp"),
        &format!("Giáo viên chủ nhiệm đã rà soát {reviewed}/{students} hồ sơ.{asked}"),
        "/review",
        "Xem từng lớp",
    ))
}

/// What is owed and when, the nearest first.
pub fn deadlines(standing: &Standing<'_>) -> Vec<Deadline> {
    let mut found: Vec<Deadline> = Vec::new();
    let mut add = |on: Date, title: String, link: String| {
        let days = i32::try_from(standing.today.days_until(on)).unwrap_or(i32::MAX);
        found.push(Deadline {
            on,
            title,
            days,
            link,
        });
    };
    for (title, due) in standing.tasks {
        add(*due, title.clone(), "/plan".to_owned());
    }
    for target in standing.targets.iter().filter(|target| !target.met) {
        let step = owed(target, standing);
        if let (Some(due), Some(step)) = (target.due, step) {
            add(due, target.title.clone(), step.link);
        }
    }
    for check in standing.checks.iter().filter(|check| is_owed(check)) {
        if let Some(due) = check.planned_on.or(check.due) {
            add(
                due,
                short_title(check),
                format!("/activity?duty={}", check.duty),
            );
        }
    }
    if let Some(survey) = &standing.survey
        && let Some(closes_on) = survey.closes_on
        && survey
            .classes
            .iter()
            .any(|(_, students, forms)| forms < students)
    {
        add(
            closes_on,
            "Thu phiếu khảo sát".to_owned(),
            format!("/survey/{}", survey.id),
        );
    }
    // Without a day from the Sở the end of the school year is shown.
    let report_on = standing.report_due_on.unwrap_or(standing.year.ends_on);
    add(
        report_on,
        "Gửi báo cáo năm".to_owned(),
        "/report".to_owned(),
    );
    found.sort_by(|a, b| a.on.cmp(&b.on).then(a.title.cmp(&b.title)));
    // Two rule sets may ask the same by the same day.
    found.dedup_by(|a, b| a.on == b.on && a.title == b.title);
    found
}

/// Done and planned activities of every month of the school year.
pub fn months(year: &Year, activities: &[Counted]) -> Vec<MonthBar> {
    let mut bars: BTreeMap<String, MonthBar> = BTreeMap::new();
    let mut day = year.starts_on;
    while day.month_text() <= year.ends_on.month_text() {
        let month = day.month_text();
        bars.insert(
            month.clone(),
            MonthBar {
                month,
                done: 0,
                planned: 0,
            },
        );
        day = Date::new(
            day.year() + i32::from(day.month() == 12),
            day.month() % 12 + 1,
            1,
        )
        .unwrap_or_else(|| day.plus_days(31));
    }
    for activity in activities {
        if let Some(bar) = bars.get_mut(&activity.on.month_text()) {
            if activity.is_done {
                bar.done += 1;
            } else {
                bar.planned += 1;
            }
        }
    }
    bars.into_values().collect()
}

/// What is striven for is owed by nobody.
fn is_owed(check: &Check) -> bool {
    !check.met && check.kind != RuleKind::Aspire
}

fn duty(check: &Check, standing: &Standing<'_>) -> NextStep {
    let is_overdue = check.due.is_some_and(|due| due < standing.today);
    let urgency = if is_overdue { "overdue" } else { "legal" };
    let level = check.level.map(|level| level.label()).unwrap_or_default();
    let ahead = (check.planned_until).filter(|on| *on >= standing.today);
    match ahead {
        Some(on) => step(
            "gap",
            &format!("{}, cấp {level}", check.title),
            &format!(
                "Đã lên lịch ngày {}. Làm xong hãy ghi kết quả.",
                on.for_people()
            ),
            &format!("/activity?status=planned&duty={}", check.duty),
            "Mở hoạt động",
        ),
        None => step(
            urgency,
            &short_title(check),
            &match check.due {
                Some(due) => format!(
                    "Tối thiểu {} lần trong năm học. Hạn: {}.",
                    check.required.for_people(),
                    due.for_people()
                ),
                None => format!(
                    "Tối thiểu {} lần trong năm học.",
                    check.required.for_people()
                ),
            },
            &format!("/activity?new={}&duty={}", kind_of(check), check.duty),
            "Ghi hoạt động",
        ),
    }
}

/// The task of the plan that comes first, and how many wait besides.
fn plan(standing: &Standing<'_>) -> Option<NextStep> {
    let (title, due) = standing.tasks.iter().min_by_key(|(_, due)| *due)?;
    let days = standing.today.days_until(*due);
    // A month ahead it stands among the deadlines; a week ahead it is the next step.
    if days > 7 {
        return None;
    }
    let when = match days {
        days if days < 0 => format!("Quá hạn {} ngày.", -days),
        0 => "Hôm nay là ngày cuối.".to_owned(),
        days => format!("Còn {days} ngày, đến {}.", due.for_people()),
    };
    let more = match standing.tasks.len() - 1 {
        0 => String::new(),
        more => format!(" Còn {more} việc khác sắp đến hạn."),
    };
    let urgency = if days < 0 { "overdue" } else { "gap" };
    Some(step(
        urgency,
        title,
        &format!("{when}{more}"),
        "/plan",
        "Mở kế hoạch năm",
    ))
}

/// What a paper or a survey that the rule sets ask for still wants. What is striven for is no step, and
/// a share of leavers only until it is known.
fn owed(target: &Check, standing: &Standing<'_>) -> Option<NextStep> {
    if !is_owed(target) {
        return None;
    }
    let (link, action) = match target.formula {
        Formula::GuidanceProgramme | Formula::QualifiedCounselors | Formula::Plan => {
            ("/settings/school", "Mở thông tin trường")
        }
        Formula::Handover | Formula::HandoverAnswers => ("/outcome/handover", "Mở bàn giao"),
        Formula::SelfAssessment => ("/settings/narrative", "Mở lời văn báo cáo"),
        Formula::NeedsSurvey => ("/survey", "Mở khảo sát"),
        Formula::VocationalAfterThcs | Formula::CollegeAfterLevel if target.part == 0 => {
            ("/outcome", "Ghi kết quả")
        }
        Formula::ReachedStudents | Formula::ReachedParents => {
            ("/activity?new=outreach_meeting", "Ghi hoạt động")
        }
        Formula::Activities
        | Formula::ContentGroups
        | Formula::VocationalAfterThcs
        | Formula::CollegeAfterLevel => return None,
    };
    let is_overdue = target.due.is_some_and(|due| due < standing.today);
    let urgency = if is_overdue { "overdue" } else { "gap" };
    Some(step(urgency, &target.title, &target.missing, link, action))
}

fn survey(standing: &Standing<'_>) -> Option<NextStep> {
    let survey = standing.survey.as_ref()?;
    let (name, students, forms) = survey
        .classes
        .iter()
        .filter(|(_, students, forms)| forms < students)
        .max_by_key(|(_, students, forms)| students - forms)?;
    let is_overdue = survey.closes_on.is_some_and(|day| day < standing.today);
    Some(step(
        if is_overdue { "overdue" } else { "gap" },
        &format!("Nhập {} phiếu khảo sát lớp {name}", students - forms),
        &format!("Lớp {name} mới có {forms}/{students} phiếu."),
        &format!("/survey/{}/entry?class={name}", survey.id),
        "Nhập phiếu",
    ))
}

fn overdue_plans(standing: &Standing<'_>) -> Option<NextStep> {
    let passed = standing
        .activities
        .iter()
        .filter(|activity| !activity.is_done && activity.on < standing.today)
        .count();
    (passed > 0).then(|| {
        step(
            "gap",
            &format!("Ghi kết quả {passed} hoạt động đã qua ngày"),
            "Các hoạt động này vẫn đang để “dự kiến”.",
            "/activity?status=planned",
            "Mở danh sách",
        )
    })
}

/// A package of names that was not signed for within a week.
fn receipt(standing: &Standing<'_>) -> Option<NextStep> {
    let mut late = standing.receipts.iter();
    let (receiver, made_on) =
        late.find(|(_, made_on)| made_on.days_until(standing.today) > RECEIPT_DAYS)?;
    Some(step(
        "overdue",
        "Lấy biên nhận gói danh sách đã bàn giao",
        &format!(
            "Gói gửi {receiver} ngày {} chưa có biên nhận.",
            made_on.for_people()
        ),
        "/outcome/handover",
        "Mở gói đã bàn giao",
    ))
}

/// What parents and pupils asked about their data has its day by law (Luật 91/2025/QH15; Nghị định
/// 356/2025/NĐ-CP).
fn request(standing: &Standing<'_>) -> Option<NextStep> {
    let (what, due) = standing.requests.iter().min_by_key(|(_, due)| *due)?;
    let days = standing.today.days_until(*due);
    let (urgency, when) = match days {
        ..0 => ("overdue", "Đã quá hạn"),
        _ => ("legal", "Hạn"),
    };
    let others = match standing.requests.len() {
        1 => String::new(),
        all => format!(" Còn {} việc khác trong sổ yêu cầu.", all - 1),
    };
    Some(step(
        urgency,
        &format!("Trả lời yêu cầu về dữ liệu: {what}"),
        &format!("{when} {}.{others}", due.for_people()),
        "/consent",
        "Mở sổ yêu cầu",
    ))
}

/// Data that outlived their purpose (Luật 91/2025/QH15: kept no longer than needed).
fn retention(standing: &Standing<'_>) -> Option<NextStep> {
    let count = standing.kept_too_long;
    (count > 0).then(|| {
        step(
            "gap",
            &format!("Xem {count} học sinh cũ đã hết hạn lưu dữ liệu"),
            "Các em ra trường đã lâu, dữ liệu không còn cần giữ; số liệu đã báo cáo vẫn còn.",
            "/consent/retention",
            "Xem danh sách",
        )
    })
}

/// Days in which a receiver signs for a package.
const RECEIPT_DAYS: i64 = 7;

/// A second place is worth what its newest copy is worth: a week is what a school can type again.
fn second_backup(standing: &Standing<'_>) -> Option<NextStep> {
    let days = standing.second_backup_days.filter(|days| *days > 7)?;
    let detail = match days {
        i64::MAX => "Chưa có bản nào ở đó. Cắm ổ rồi bấm sao lưu.".to_owned(),
        days => format!("Bản mới nhất ở đó đã {days} ngày. Cắm ổ rồi bấm sao lưu."),
    };
    Some(step(
        "gap",
        "Sao lưu ra nơi thứ hai",
        &detail,
        "/settings/backup",
        "Mở sao lưu",
    ))
}

fn step(urgency: &str, title: &str, detail: &str, link: &str, action: &str) -> NextStep {
    NextStep {
        title: title.to_owned(),
        detail: detail.to_owned(),
        link: link.to_owned(),
        action: action.to_owned(),
        urgency: urgency.to_owned(),
    }
}

fn short_title(check: &Check) -> String {
    let level = check.level.map(|level| level.label()).unwrap_or_default();
    match check.duty.as_str() {
        "C04" => "Tổ chức ngày hội tư vấn".to_owned(),
        "C05" => "Tổ chức diễn đàn khởi nghiệp".to_owned(),
        _ => format!("Tổ chức tham quan cấp {level}"),
    }
}

fn kind_of(check: &Check) -> &'static str {
    match check.duty.as_str() {
        "C04" => "career_fair",
        "C05" => "startup_forum",
        _ => "field_trip",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::compliance::{DEFAULT_RULE_SET, Facts, evaluate, rule_sets};
    use crate::domain::school::Level;

    #[test]
    fn months_run_through_the_school_year() {
        let year = Year::check("2025-2026", None, None).unwrap();
        let bars = months(&year, &[]);
        assert_eq!(bars.len(), 12);
        assert_eq!(
            (bars[0].month.as_str(), bars[11].month.as_str()),
            ("2025-08", "2026-07")
        );
    }

    #[test]
    fn an_empty_book_first_wants_its_class_lists() {
        let year = Year::check("2025-2026", None, None).unwrap();
        let set = rule_sets()
            .iter()
            .find(|set| set.id == DEFAULT_RULE_SET)
            .unwrap();
        let grades = BTreeMap::from([(Level::Thpt, vec![10, 11, 12])]);
        let facts = Facts::of_activities(&year, &[Level::Thpt], &grades, &[]);
        let checks = evaluate(&[set], &facts);
        let standing = Standing {
            review: ReviewStanding::default(),
            year: &year,
            today: Date::new(2025, 9, 10).unwrap(),
            checks: &checks,
            targets: &[],
            tasks: &[],
            activities: &[],
            students: 0,
            is_plan_known: false,
            is_recovery_kept: true,
            second_backup_days: None,
            report_due_on: None,
            survey: None,
            receipts: &[],
            requests: &[],
            kept_too_long: 0,
        };
        let steps = next_steps(&standing);
        assert_eq!(steps.len(), 3);
        assert_eq!(steps[0].link, "/student/import");
        assert_eq!(steps[1].urgency, "legal");
        assert_eq!(
            deadlines(&standing).last().unwrap().title,
            "Gửi báo cáo năm"
        );
    }

    #[test]
    fn a_missing_receipt_goes_before_all_and_old_data_stand_behind_what_is_owed() {
        let year = Year::check("2025-2026", None, None).unwrap();
        let receipts = [("Trường nghề".to_owned(), Date::new(2025, 9, 1).unwrap())];
        let mut standing = Standing {
            review: ReviewStanding::default(),
            year: &year,
            today: Date::new(2025, 9, 8).unwrap(),
            checks: &[],
            targets: &[],
            tasks: &[],
            activities: &[],
            students: 40,
            is_plan_known: true,
            is_recovery_kept: true,
            second_backup_days: None,
            report_due_on: None,
            survey: None,
            receipts: &receipts,
            requests: &[],
            kept_too_long: 3,
        };
        let links = |standing: &Standing<'_>| -> Vec<String> {
            let steps = next_steps(standing).into_iter();
            steps.map(|step| step.link).collect()
        };
        assert_eq!(
            links(&standing),
            ["/consent/retention"],
            "seven days are given"
        );
        standing.today = Date::new(2025, 9, 9).unwrap();
        assert_eq!(
            links(&standing),
            ["/outcome/handover", "/consent/retention"]
        );
    }
}
