//! Counselling sessions of the sample school: enough to fill a list, nothing sealed.

use super::chance::Chance;
use super::{DemoClass, DemoYear};
use crate::domain::counsel::{CounselDraft, CounselReferral};
use crate::kernel::Date;

/// A session; its pupils stand beside it.
pub struct DemoSession {
    pub draft: CounselDraft,
    /// Places in `DemoSchool::students`.
    pub students: Vec<usize>,
}

const LOWER: [&str; 8] = [
    "Sở thích và kết quả phiếu RIASEC",
    "Chọn giữa sửa chữa ô tô và THPT",
    "Điều kiện vào trung cấp điện",
    "Sư phạm mầm non hay thiết kế",
    "Học nghề kết hợp học văn hóa",
    "Chọn nguyện vọng vào lớp 10",
    "Học phí, đường đi lại của trường nghề",
    "Tìm hiểu nghề hàn và cơ khí",
];
const UPPER: [&str; 7] = [
    "Tổ hợp môn và ngành kinh tế",
    "Chọn trường đại học, cao đẳng",
    "Ngành công nghệ thông tin và năng lực của em",
    "Du học nghề, điều kiện và chi phí",
    "Thi năng khiếu, ngành kiến trúc",
    "Thứ tự nguyện vọng xét tuyển",
    "Ngành điều dưỡng và việc làm tại địa phương",
];
const TOGETHER: [&str; 4] = [
    "Chọn hướng đi sau khi học xong cấp học",
    "Trường trung cấp, cao đẳng trong vùng",
    "Nhu cầu việc làm ở khu công nghiệp gần trường",
    "Cách tự tìm hiểu một nghề",
];
const CONCLUSIONS: [&str; 5] = [
    "Em đã có hai hướng để cân nhắc, sẽ bàn thêm với gia đình.",
    "Em nghiêng về học nghề, muốn đi thăm trường trước khi quyết định.",
    "Em chọn THPT công lập, giữ trung cấp làm dự phòng.",
    "Em cần thêm thông tin về điều kiện và học phí.",
    "Em tự tin hơn với lựa chọn của mình.",
];
const STEPS: [&str; 4] = [
    "Gặp lại, mời cha mẹ cùng đến nếu em đồng ý",
    "Em tìm hiểu thêm ba ngành rồi gặp lại",
    "Gửi em thông tin tuyển sinh của trường nghề",
    "Xem lại kết quả học kỳ rồi quyết định",
];

/// The sessions of a year up to `today`, by day.
pub fn make(year: &DemoYear, today: Date) -> Vec<DemoSession> {
    let mut chance = Chance::branch(
        u64::from(year.starts_on.year().unsigned_abs()),
        "counsel",
        1,
    );
    let first = year.starts_on.plus_days(40);
    let last = year.ends_on.plus_days(-60).min(today);
    let span = usize::try_from(first.days_until(last)).unwrap_or(0);
    let there: Vec<_> = year
        .enrolments
        .iter()
        .filter(|it| matches!(it.status, "studying" | "completed"))
        .collect();
    if span == 0 || there.is_empty() {
        return Vec::new();
    }
    let most = (year.enrolments.len() / 8).clamp(3, 90);
    let mut days: Vec<usize> = (0..most).map(|_| chance.below(span + 1)).collect();
    days.sort_unstable();
    let mut made: Vec<DemoSession> = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let on = school_day(first.plus_days(i64::try_from(*day).unwrap_or(0)), first);
        let one = there[chance.below(there.len())];
        let class = &year.classes[one.class];
        let form = chance.weighted(&[
            ("individual", 62),
            ("group", 14),
            ("class", 6),
            ("parents", 10),
            ("online", 8),
        ]);
        let of_class = there.iter().filter(|it| it.class == one.class);
        let mut students: Vec<usize> = of_class.map(|it| it.student).collect();
        match form {
            "class" => {}
            "group" => {
                chance.shuffle(&mut students);
                students.truncate(chance.between(3, 9));
            }
            _ => students = vec![one.student],
        }
        let is_late = year.is_current && at + 6 >= days.len();
        let next_on = match (is_late, chance.happens(350)) {
            (true, true) => {
                Some(today.plus_days(i64::try_from(chance.between(1, 12)).unwrap_or(1) - 2))
            }
            (true, false) if at + 1 == days.len() => Some(today.plus_days(3)),
            (false, true) => Some(on.plus_days(14)),
            _ => None,
        };
        let next_on = next_on.map(|day| school_day(day.max(on), on));
        made.push(DemoSession {
            draft: CounselDraft {
                held_on: on.to_string(),
                starts_at: format!(
                    "{:02}:{}",
                    chance.between(7, 16),
                    ["00", "15", "30", "45"][chance.below(4)]
                ),
                minutes: Some(if form == "class" { 45 } else { 30 }),
                form: form.to_owned(),
                subject: subject(&mut chance, form, class).to_owned(),
                conclusion: CONCLUSIONS[chance.below(CONCLUSIONS.len())].to_owned(),
                next_step: match next_on {
                    Some(_) => STEPS[chance.below(STEPS.len())].to_owned(),
                    None => String::new(),
                },
                next_at: next_on.map_or(String::new(), |_| "09:15".to_owned()),
                is_next_done: !is_late,
                next_on: next_on.map(|day| day.to_string()),
                referral: (form == "individual" && at == days.len() / 2).then(referral),
                ..CounselDraft::default()
            },
            students,
        });
    }
    made
}

fn subject(chance: &mut Chance, form: &str, class: &DemoClass) -> &'static str {
    let subjects: &[&str] = match form {
        "group" | "class" => &TOGETHER,
        _ if class.grade >= 10 => &UPPER,
        _ => &LOWER,
    };
    subjects[chance.below(subjects.len())]
}

fn referral() -> CounselReferral {
    CounselReferral {
        referred_on: String::new(),
        receiver: "Tổ tư vấn học đường của trường".to_owned(),
        reason: "Em căng thẳng kéo dài trước kỳ thi, cần người hỗ trợ về tâm lý.".to_owned(),
        done: "Hai buổi trò chuyện, đã trao đổi với cha mẹ khi em đồng ý.".to_owned(),
        asked: "Gặp em trong tuần, báo lại cách phối hợp.".to_owned(),
    }
}

/// The day itself, or the Friday before a weekend where that is not before `first`.
fn school_day(day: Date, first: Date) -> Date {
    let friday = match day.weekday() {
        5 => day.plus_days(-1),
        6 => day.plus_days(-2),
        _ => day,
    };
    match friday < first {
        true => day,
        false => friday,
    }
}
