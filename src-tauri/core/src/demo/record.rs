//! The orientation records of the sample school's leaving grades: factors, wishes, reviews.

use super::chance::Chance;
use super::outcomes::{places, trade};
use super::{DemoSchool, DemoYear, names};
use crate::domain::record::{Record, Review, Strength, Wish};

/// A record with its review, where the homeroom teacher has looked at it.
pub struct DemoRecord {
    /// Place in `DemoSchool::students`.
    pub student: usize,
    pub grade: u8,
    pub record: Record,
    pub review: Option<Review>,
}

const ACADEMIC: [&str; 5] = [
    "Khá; Toán, Văn, Anh trung bình 7,4",
    "Tốt; Toán, Lý, Hóa trung bình 8,3",
    "Đạt; học đều các môn, yếu tiếng Anh",
    "Khá; Văn, Sử, Địa trung bình 7,8",
    "Khá; Công nghệ và Tin học nổi trội",
];
const ABILITY: [&str; 5] = [
    "Trình bày trước lớp, làm việc nhóm",
    "Khéo tay, kiên trì với việc lắp ráp",
    "Tính toán nhanh, cẩn thận",
    "Giao tiếp tốt, biết tổ chức",
    "Tự học qua mạng, thích tìm tòi",
];
const FORTE: [&str; 5] = [
    "Vẽ",
    "Sửa chữa đồ điện",
    "Nấu ăn",
    "Bóng chuyền",
    "Chăm em nhỏ",
];
const CIRCUMSTANCES: [&str; 4] = [
    "Gia đình ủng hộ em học tiếp",
    "Nhà xa trường, em đi xe buýt",
    "Cha mẹ làm ca, em tự lo việc học",
    "Gia đình có nghề truyền thống",
];
const REMARKS: [&str; 5] = [
    "Em hòa đồng, có trách nhiệm với việc được giao.",
    "Em nói trước lớp tốt, cần thêm thông tin về ngành em thích.",
    "Em chăm, làm thực hành tốt hơn lý thuyết.",
    "Em đã trao đổi với gia đình về hướng học tiếp.",
    "Em còn phân vân, nên được gặp người tư vấn.",
];
const QUESTIONS: [&str; 2] = [
    "Em và gia đình chưa thống nhất, nhờ cô trao đổi thêm.",
    "Em muốn biết điều kiện vào trường nghề em chọn.",
];
const THCS: [&str; 5] = [
    "thpt_public",
    "thpt_public",
    "thpt_private",
    "gdtx_and_trade",
    "intermediate",
];
const THPT: [&str; 4] = ["university", "university", "college", "work"];

/// The records of a year's leavers; of the current year some are still to be written and reviewed.
pub fn make(school: &DemoSchool, year: &DemoYear) -> Vec<DemoRecord> {
    let leavers = year.enrolments.iter().filter(|enrolment| {
        matches!(year.classes[enrolment.class].grade, 9 | 12)
            && matches!(enrolment.status, "studying" | "completed")
    });
    let made = leavers.filter_map(|enrolment| {
        let student = &school.students[enrolment.student];
        let seed = student.ministry_id.bytes().map(u64::from);
        let seed = seed.fold(0, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(byte));
        let mut chance = Chance::branch(seed, "record", u64::from(year.is_current));
        let grade = year.classes[enrolment.class].grade;
        if year.is_current && chance.happens(100) {
            return None;
        }
        let mut record = record(&mut chance, year, grade, &student.phone);
        let review = review(&mut chance, year.is_current);
        let went = year
            .outcomes
            .iter()
            .find(|went| went.student == enrolment.student);
        // Most first wishes come true.
        if let (Some(first), Some(went)) = (record.wishes.first_mut(), went)
            && went.destination != "unknown"
            && chance.happens(780)
        {
            first.stream = went.destination.to_owned();
            first.school = went.place.to_owned();
            first.trade = went.trade.to_owned();
        }
        Some(DemoRecord {
            student: enrolment.student,
            grade,
            record,
            review,
        })
    });
    made.collect()
}

fn record(chance: &mut Chance, year: &DemoYear, grade: u8, phone: &str) -> Record {
    let streams: &[&str] = if grade == 9 { &THCS } else { &THPT };
    let stated_on = year.starts_on.plus_days(105);
    let wishes = (1..=chance.between(1, 3) as u32).map(|rank| {
        let stream = word(chance, streams);
        Wish {
            round: 1,
            rank,
            stream: stream.to_owned(),
            school: word(chance, places(stream)).to_owned(),
            trade: trade(chance, stream).to_owned(),
            stated_on: Some(stated_on.to_string()),
        }
    });
    let wishes = wishes.collect();
    let has_strength = chance.happens(350);
    Record {
        academic: word(chance, &ACADEMIC).to_owned(),
        ability: word(chance, &ABILITY).to_owned(),
        forte: word(chance, &FORTE).to_owned(),
        circumstances: match chance.happens(700) {
            true => word(chance, &CIRCUMSTANCES).to_owned(),
            false => String::new(),
        },
        guardian: names::teacher(chance, false),
        guardian_phone: phone.to_owned(),
        strengths: match has_strength {
            true => vec![Strength {
                title: word(chance, &FORTE).to_owned(),
                found_by: "Giáo viên bộ môn".to_owned(),
                fostered: "Câu lạc bộ của trường".to_owned(),
            }],
            false => Vec::new(),
        },
        wishes,
    }
}

fn review(chance: &mut Chance, is_current: bool) -> Option<Review> {
    if is_current && chance.happens(280) {
        return None;
    }
    let needs_talk = chance.happens(110);
    Some(Review {
        review: if needs_talk { "counsel" } else { "reviewed" }.to_owned(),
        remark: match chance.happens(850) {
            true => word(chance, &REMARKS).to_owned(),
            false => String::new(),
        },
        question: match needs_talk {
            true => word(chance, &QUESTIONS).to_owned(),
            false => String::new(),
        },
    })
}

fn word<'a>(chance: &mut Chance, words: &[&'a str]) -> &'a str {
    words.get(chance.below(words.len())).copied().unwrap_or("")
}
