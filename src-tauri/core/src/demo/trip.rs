//! The page of each visit of the sample school: who went, who stayed at home and why.

use super::chance::Chance;
use super::{DemoActivity, DemoSchool, DemoYear, names};
use crate::domain::trip::{Trip, TripTeacher};
use crate::kernel::Date;

/// The page of a visit with what is known of its pupils.
pub struct DemoTrip {
    pub trip: Trip,
    pub marks: Vec<DemoMark>,
}

/// What is known of one pupil.
pub struct DemoMark {
    /// Place in `DemoSchool::students`.
    pub student: usize,
    pub consent: &'static str,
    pub attendance: &'static str,
    pub note: &'static str,
}

const REASONS: [&str; 4] = ["Ốm, có phép", "Việc gia đình", "Chưa nộp phiếu", "Say xe"];
const REFLECTION: &str = "Học sinh hứng thú với phần thực hành, hỏi nhiều về việc làm và trường \
                          nghề. Cần thêm thời gian thao tác tại chỗ.";
const SAFETY: &str = "Mỗi giáo viên phụ trách một nhóm, giữ danh sách và số điện thoại cha mẹ. \
                      Điểm danh ba lần. Có túi thuốc, nước uống; nơi đến hướng dẫn an toàn trước \
                      khi vào xưởng.";

/// The page of a visit; `number` tells the visits of a book apart.
pub fn make(school: &DemoSchool, year: &DemoYear, visit: &DemoActivity, number: u64) -> DemoTrip {
    let mut chance = Chance::branch(number, "trip", 1);
    let is_done = visit.status == "done";
    let mut trip = Trip::fresh();
    trip.leaves_at = "07:00".to_owned();
    trip.returns_at = "11:30".to_owned();
    trip.host = names::teacher(&mut chance, false);
    trip.transport = "Xe 45 chỗ, hợp đồng với đơn vị vận tải".to_owned();
    trip.safety = SAFETY.to_owned();
    trip.approved_on = Some(visit.starts_on.plus_days(-15).to_string());
    trip.teachers = (0..visit.counts.staff.clamp(2, 6))
        .map(|at| TripTeacher {
            name: names::teacher(&mut chance, at % 2 == 0),
            phone: String::new(),
            duty: if at == 0 { "Trưởng đoàn" } else { "" }.to_owned(),
        })
        .collect();
    // The newest visit still has its review to be written, so that there is something to do.
    let is_reviewed = is_done && Some(visit.starts_on) != newest(year);
    for task in &mut trip.tasks {
        task.is_done = is_reviewed || is_done && task.stage != "review";
    }
    if is_reviewed {
        trip.reflection = REFLECTION.to_owned();
        trip.reflections = visit.counts.students * 9 / 10;
    }
    let marks = if is_done {
        marks(&mut chance, school, year, visit)
    } else {
        Vec::new()
    };
    DemoTrip { trip, marks }
}

/// Everyone of the visit's classes: as many there, and as many girls, as the log counted.
fn marks(
    chance: &mut Chance,
    school: &DemoSchool,
    year: &DemoYear,
    visit: &DemoActivity,
) -> Vec<DemoMark> {
    let goes = |class: &super::DemoClass| {
        visit.classes.contains(&class.name) || visit.grades.contains(&class.grade)
    };
    let mut pupils: Vec<usize> = year
        .enrolments
        .iter()
        .filter(|it| matches!(it.status, "studying" | "completed") && goes(&year.classes[it.class]))
        .map(|it| it.student)
        .collect();
    chance.shuffle(&mut pupils);
    let is_girl = |student: &usize| school.students[*student].is_female;
    let (girls, boys): (Vec<usize>, Vec<usize>) = pupils.into_iter().partition(is_girl);
    let counts = visit.counts;
    let there = [
        (girls, counts.female as usize),
        (boys, (counts.students - counts.female) as usize),
    ];
    if there.iter().any(|(all, present)| all.len() < *present) {
        return Vec::new();
    }
    let mut marks = Vec::new();
    for (all, present) in there {
        for (at, student) in all.into_iter().enumerate() {
            let is_present = at < present;
            let reason = chance.below(REASONS.len());
            marks.push(DemoMark {
                student,
                consent: match (is_present, reason) {
                    (false, 2) => "open",
                    _ => "given",
                },
                attendance: if is_present { "present" } else { "absent" },
                note: if is_present { "" } else { REASONS[reason] },
            });
        }
    }
    marks
}

fn newest(year: &DemoYear) -> Option<Date> {
    let done = year.activities.iter();
    let done = done.filter(|it| it.kind == "field_trip" && it.status == "done");
    done.map(|it| it.starts_on).max()
}
