//! An invented school for the tests of the report.

use super::facts::*;
use crate::domain::compliance::RuleKind;
use crate::domain::handover::Handing;
use crate::domain::means::{Inspection, Material, Staff};
use crate::domain::outcome::OutcomeRow;
use crate::kernel::Date;

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A school with two levels, a user text that looks like a formula, and one unmet duty.
pub fn facts() -> Facts {
    Facts {
        school: School {
            name: "Trường THCS và THPT Sông Cấm".to_owned(),
            code: "31303512".to_owned(),
            levels: vec![Level::Thcs, Level::Thpt],
            province: "Hải Phòng".to_owned(),
            commune: "Phường Hồng Bàng".to_owned(),
            parent_body: "Sở Giáo dục và Đào tạo Hải Phòng".to_owned(),
            principal: "Nguyễn Văn Khải".to_owned(),
            place: "Hải Phòng".to_owned(),
            abbreviation: "THCSTHPTSC".to_owned(),
            ..School::default()
        },
        period: Period {
            year: "2025-2026".to_owned(),
            kind: PeriodKind::Year,
            from: day("2025-08-01"),
            to: day("2026-07-31"),
        },
        profile: Profile {
            plan_number: "12/KH-THCSTHPTSC".to_owned(),
            plan_on: Some(day("2025-09-12")),
            plan_is_in_school_plan: Some(true),
            is_key_task: Some(true),
            has_programme: Some(true),
            programme: "Nghề cơ khí và làng nghề mộc".to_owned(),
            person_in_charge: "Trần Thị Hồng Nhung".to_owned(),
            staff: Some(86),
            staff_female: Some(59),
            teachers: Some(74),
            counselors: Some(3),
            report_on: Some(day("2026-06-05")),
            recipients: vec![
                "Sở GDĐT Hải Phòng (để báo cáo)".to_owned(),
                "UBND phường Hồng Bàng;".to_owned(),
            ],
            preparer_name: "Trần Thị Hồng Nhung".to_owned(),
            ..Profile::default()
        },
        narrative: Narrative {
            situation: "Năm học 2025–2026, trường có 12 lớp ở hai cấp học. Cha mẹ học sinh phần \
                        lớn làm việc ở cảng, khu công nghiệp và buôn bán nhỏ.\nTổ tư vấn gồm ba \
                        giáo viên kiêm nhiệm, họp mỗi tháng một lần."
                .to_owned(),
            strengths: "Nhà trường phối hợp thường xuyên với doanh nghiệp trong khu công nghiệp; \
                        học sinh lớp 9 và lớp 12 đều được khảo sát sở thích nghề nghiệp và được \
                        giáo viên chủ nhiệm trao đổi kết quả với gia đình."
                .to_owned(),
            weaknesses: "Khối 8 chưa có chuyến tham quan riêng.".to_owned(),
            causes: String::new(),
            proposals: "Đề nghị Sở mở thêm lớp bồi dưỡng cho giáo viên kiêm nhiệm.".to_owned(),
            directions: "+ Tổ chức ngày hội tư vấn tuyển sinh chung với cụm trường.".to_owned(),
        },
        grades: grades(),
        checks: checks(),
        targets: targets(),
        bases: Vec::new(),
        ended: Vec::new(),
        outcomes: outcomes(),
        money: money(),
        tasks: vec![Task {
            title: "Khảo sát nhu cầu học tiếp".to_owned(),
            lead: "Tổ tư vấn".to_owned(),
            partners: "GVCN".to_owned(),
            due_on: Some(day("2026-05-29")),
            done_on: Some(day("2026-05-20")),
            product: "Bảng tổng hợp".to_owned(),
            standing: "done".to_owned(),
            note: String::new(),
        }],
        staff: staff(),
        materials: vec![Material {
            form: "equipment".to_owned(),
            name: "Máy tính tra cứu nghề".to_owned(),
            unit: "bộ".to_owned(),
            quantity: 2,
            wanted: Some(5),
            state: "Dùng được".to_owned(),
            source: "Xã hội hóa".to_owned(),
            ..Material::default()
        }],
        inspections: inspections(),
        activities: activities(),
        surveys: vec![survey()],
        counselling: counselling(),
        today: day("2026-06-05"),
    }
}

fn staff() -> Vec<Staff> {
    let counselor = Staff {
        full_name: "Trần Thị Hồng Nhung".to_owned(),
        post: "Giáo viên".to_owned(),
        degree: "Đại học".to_owned(),
        subject: "Công nghệ".to_owned(),
        is_counselor: true,
        is_qualified: Some(true),
        training: "Bồi dưỡng tư vấn hướng nghiệp 2024".to_owned(),
        decision_number: "96/QĐ-THCSTHPTSC".to_owned(),
        decision_on: Some("2025-09-09".to_owned()),
        ..Staff::default()
    };
    let head = Staff {
        full_name: "Nguyễn Văn Khải".to_owned(),
        post: "Hiệu trưởng".to_owned(),
        duty: "Chỉ đạo chung".to_owned(),
        ..Staff::default()
    };
    vec![counselor, head]
}

fn inspections() -> Vec<Inspection> {
    let held = Inspection {
        form: "inspection".to_owned(),
        held_on: "2025-12-08".to_owned(),
        body: "Sở GDĐT Hải Phòng".to_owned(),
        subject: "Thực hiện Thông tư 07/2022".to_owned(),
        conclusion: "Đủ hồ sơ".to_owned(),
        request: "Bổ sung học liệu".to_owned(),
        due_on: Some("2026-03-31".to_owned()),
        ..Inspection::default()
    };
    let praised = Inspection {
        form: "commendation".to_owned(),
        held_on: "2026-05-30".to_owned(),
        body: "Sở GDĐT Hải Phòng".to_owned(),
        subject: "Tổ tư vấn, hoàn thành xuất sắc".to_owned(),
        decision_number: "1042/QĐ-SGDĐT".to_owned(),
        ..Inspection::default()
    };
    vec![praised, held]
}

/// The same school with so many activities.
pub fn many(count: u32) -> Facts {
    let mut facts = facts();
    let seeds = facts.activities.clone();
    facts.activities = (0..count)
        .map(|number| {
            let mut activity = seeds[number as usize % seeds.len()].clone();
            activity.number = number + 1;
            activity.title = format!("{} lần {number}", activity.title);
            activity.starts_on = day("2025-08-01").plus_days(i64::from(number % 360));
            activity.ends_on = None;
            activity
        })
        .collect();
    facts
}

fn grades() -> Vec<Grade> {
    let grade = |level, grade, classes, students, female, minority| Grade {
        level,
        grade,
        classes,
        students,
        female,
        minority,
        ethnicity_unknown: 0,
    };
    vec![
        grade(Level::Thcs, 8, 4, 164, 80, 3),
        grade(Level::Thcs, 9, 4, 169, 83, 0),
        grade(Level::Thpt, 10, 2, 90, 47, 2),
        Grade {
            ethnicity_unknown: 5,
            ..grade(Level::Thpt, 12, 2, 85, 45, 1)
        },
    ]
}

/// Two grades with sessions, one form that was never held.
fn counselling() -> Counselling {
    let grade = |level, grade, students, counselled, counselled_female, heads| CounselGrade {
        level,
        grade,
        students,
        counselled,
        counselled_female,
        heads,
        records: students - 9,
        reviewed: students / 2,
    };
    let form = |label: &str, sessions, heads, female| CounselForm {
        label: label.to_owned(),
        sessions,
        heads,
        female,
    };
    Counselling {
        grades: vec![
            grade(Level::Thcs, 9, 169, 61, 33, [28, 39, 42, 6, 2]),
            grade(Level::Thpt, 12, 85, 40, 21, [33, 0, 40, 0, 3]),
        ],
        forms: vec![
            form("Cá nhân", 61, 61, 34),
            form("Nhóm", 3, 39, 20),
            form("Lớp", 2, 82, 43),
            form("Với cha mẹ", 6, 6, 2),
            form("Trực tuyến", 0, 0, 0),
        ],
    }
}

fn targets() -> Vec<Target> {
    let share = |id: &str, title: &str, kind, required, high: Option<u32>, part, of| Target {
        id: id.to_owned(),
        level: Some(Level::Thcs),
        title: title.to_owned(),
        kind,
        unit: "percent".to_owned(),
        required,
        high,
        found: part * 100 / of,
        part,
        of,
        is_met: part * 100 >= required * of,
        reaches_high: high.is_some_and(|high| part * 100 >= high * of),
        reason: String::new(),
        plan: String::new(),
        source: "Kế hoạch phân luồng của tỉnh, mục II.2".to_owned(),
    };
    let vocational = "Sau THCS vào giáo dục nghề nghiệp";
    vec![
        share("C07", vocational, RuleKind::Range, 25, Some(30), 65, 169),
        share("C07", vocational, RuleKind::Aspire, 40, None, 65, 169),
        Target {
            level: None,
            unit: "parts".to_owned(),
            reason: "Chờ quyết định của hiệu trưởng".to_owned(),
            plan: "ban hành trong tháng 9".to_owned(),
            ..share(
                "C14",
                "Kế hoạch và người phụ trách",
                RuleKind::AtLeast,
                3,
                None,
                2,
                3,
            )
        },
    ]
}

/// The 169 leavers of the invented year: two classes of them are enough for the page.
fn outcomes() -> Outcomes {
    let destinations = crate::domain::outcome::destinations(Level::Thcs, true);
    let row = |class: &str, female, counts: [u32; 11]| OutcomeRow {
        class: class.to_owned(),
        students: counts.iter().sum::<u32>() + 1,
        leavers: counts.iter().sum(),
        female,
        minority: 2,
        disability: 1,
        counts: counts.to_vec(),
    };
    let leaver =
        |name: &str, destination: &str, label: &str, place: &str, trade: &str| OutcomeLeaver {
            id: name.to_owned(),
            name: name.to_owned(),
            born_on: Some("2010-11-05".to_owned()),
            is_female: true,
            ethnicity: "Kinh".to_owned(),
            class: "9A".to_owned(),
            destination: destination.to_owned(),
            label: label.to_owned(),
            place: place.to_owned(),
            trade: trade.to_owned(),
            note: String::new(),
        };
    Outcomes {
        levels: vec![OutcomeLevel {
            level: Level::Thcs,
            completed: "hoàn thành chương trình THCS".to_owned(),
            parts: vec![[20, 2, 0]; destinations.len()],
            destinations,
            classes: vec![
                row("9A", 20, [26, 4, 2, 7, 0, 4, 0, 1, 0, 0, 0]),
                row("9B", 21, [21, 4, 2, 9, 0, 5, 1, 0, 0, 0, 1]),
            ],
        }],
        list: vec![
            leaver(
                "Lê Thị Thu An",
                "thpt_public",
                "THPT công lập",
                "Trường THPT Bến Rừng",
                "",
            ),
            leaver(
                "Phạm Bảo Châu",
                "intermediate",
                "Trung cấp",
                "Trường Trung cấp Kỹ thuật Bến Rừng",
                "Chăm sóc sắc đẹp",
            ),
        ],
        counts_trade: true,
        handing: Handing {
            is_known: true,
            not_admitted: 31,
            answered: 27,
            handed_on: 19,
            enrolled: 6,
            packages: 1,
        },
    }
}

fn money() -> Vec<Money> {
    let line = |source: &str, planned_vnd, spent_vnd| Money {
        source: source.to_owned(),
        item: "activity".to_owned(),
        planned_vnd,
        spent_vnd,
    };
    vec![
        line("state_budget", 4_000_000, 3_500_000),
        line("socialised", 9_000_000, 9_350_000),
    ]
}

fn checks() -> Vec<Check> {
    let trip = "Tham quan, trải nghiệm thực tế tại cơ sở sản xuất, kinh doanh, cơ sở giáo dục nghề \
                nghiệp";
    let check = |id: &str, level, title: &str, days: &[&str], students| Check {
        duty: id.to_owned(),
        is_striven_for: false,
        id: id.to_owned(),
        level: Some(level),
        title: title.to_owned(),
        required: 1,
        found: u32::try_from(days.len()).unwrap(),
        days: days.iter().map(|it| day(it)).collect(),
        students,
        is_distinct: id == "C02",
        is_met: !days.is_empty(),
        reason: String::new(),
        source: "Điều 8 khoản 2 Thông tư 07/2022/TT-BGDĐT".to_owned(),
        rule_set: "Thông tư 07/2022/TT-BGDĐT".to_owned(),
    };
    let fair = "Ngày hội tư vấn tuyển sinh, hướng nghiệp, việc làm";
    let mut forum = check(
        "C05",
        Level::Thpt,
        "Diễn đàn, tọa đàm, giao lưu khởi nghiệp",
        &[],
        0,
    );
    forum.reason = "Dự kiến ngày 09/05/2026 nhưng hoãn vì mưa bão.".to_owned();
    let days = ["2025-11-15", "2026-04-11"];
    vec![
        check("C02", Level::Thcs, trip, &days, 169),
        check("C03", Level::Thpt, trip, &["2026-03-07"], 175),
        check("C04", Level::Thpt, fair, &["2026-03-21"], 175),
        forum,
    ]
}

fn activities() -> Vec<Activity> {
    let base = Activity {
        id: String::new(),
        number: 0,
        starts_on: day("2025-11-15"),
        ends_on: None,
        title: String::new(),
        kind: "field_trip".to_owned(),
        kind_label: "Tham quan, trải nghiệm thực tế".to_owned(),
        contents: vec!["d".to_owned()],
        audience: "Khối 9".to_owned(),
        levels: vec![Level::Thcs],
        place: "KCN Bến Rừng".to_owned(),
        partners: vec!["Công ty CP Cơ khí Bến Rừng".to_owned()],
        students: 160,
        female: 80,
        parents: 6,
        staff: 9,
        community: 0,
        planned_vnd: 0,
        spent_vnd: 18_400_000,
        funding: vec![("Xã hội hóa".to_owned(), 18_400_000)],
        note: String::new(),
        evidence: Vec::new(),
        is_trip: true,
        stands_for: "field_trip".to_owned(),
    };
    vec![
        Activity {
            number: 3,
            starts_on: day("2025-10-06"),
            title: "=1+1".to_owned(),
            kind: "guidance_lesson".to_owned(),
            kind_label: "Tiết hoạt động trải nghiệm, hướng nghiệp".to_owned(),
            contents: vec!["a".to_owned(), "đ".to_owned()],
            place: String::new(),
            partners: vec!["@SUM(A1)".to_owned(), "-2+3".to_owned()],
            students: 0,
            female: 0,
            parents: 0,
            staff: 0,
            planned_vnd: 0,
            spent_vnd: 0,
            funding: Vec::new(),
            is_trip: false,
            stands_for: "career_talk".to_owned(),
            ..base.clone()
        },
        Activity {
            number: 11,
            title: "Tham quan xưởng cơ khí Bến Rừng và Trường Cao đẳng Kỹ thuật".to_owned(),
            ends_on: Some(day("2025-11-16")),
            note: "Học sinh được xem dây chuyền, nghe kỹ sư nói về nghề hàn và tiện CNC."
                .to_owned(),
            evidence: vec!["12 ảnh".to_owned()],
            ..base.clone()
        },
        Activity {
            number: 40,
            starts_on: day("2026-03-21"),
            title: "Ngày hội tư vấn tuyển sinh, hướng nghiệp, việc làm".to_owned(),
            kind: "career_fair".to_owned(),
            kind_label: "Ngày hội tư vấn tuyển sinh, việc làm".to_owned(),
            audience: "Toàn trường".to_owned(),
            levels: vec![Level::Thcs, Level::Thpt],
            place: "Sân trường".to_owned(),
            partners: Vec::new(),
            students: 508,
            female: 255,
            parents: 41,
            staff: 70,
            planned_vnd: 0,
            spent_vnd: 31_250_000,
            is_trip: false,
            stands_for: "career_talk".to_owned(),
            ..base.clone()
        },
        Activity {
            number: 52,
            starts_on: day("2026-04-11"),
            title: "Tham quan nhà máy đóng tàu".to_owned(),
            audience: "10A–10B, 12A–12B".to_owned(),
            levels: vec![Level::Thpt],
            place: String::new(),
            students: 175,
            female: 92,
            planned_vnd: 0,
            spent_vnd: 9_350_000,
            ..base
        },
    ]
}

fn survey() -> Survey {
    let scales = [
        ("R", "Kỹ thuật"),
        ("I", "Nghiên cứu"),
        ("A", "Nghệ thuật"),
        ("S", "Xã hội"),
        ("E", "Quản lý"),
        ("C", "Nghiệp vụ"),
    ];
    let class = |class: &str, handed_out, collected, leading: [u32; 6]| SurveyClass {
        class: class.to_owned(),
        handed_out,
        collected,
        absent: 0,
        leading: leading.to_vec(),
    };
    Survey {
        id: "0198".to_owned(),
        title: "Khảo sát sở thích nghề nghiệp khối 9".to_owned(),
        instrument_title: "Trắc nghiệm sở thích RIASEC".to_owned(),
        means: Vec::new(),
        questions: vec![SurveyQuestion {
            text: "Em muốn biết thêm điều gì?".to_owned(),
            replied: 80,
            is_hidden: false,
            options: vec![
                ("Điểm chuẩn vào lớp 10".to_owned(), 52),
                ("Học nghề ở đâu".to_owned(), 28),
            ],
            mean: None,
        }],
        scales: scales
            .map(|(code, title)| (code.to_owned(), title.to_owned()))
            .to_vec(),
        classes: vec![
            class("9A", 42, 42, [9, 5, 7, 8, 8, 5]),
            class("9B", 43, 43, [12, 6, 4, 9, 7, 5]),
            class("9C", 42, 15, [4, 2, 1, 3, 3, 2]),
            class("9D", 0, 0, [0; 6]),
        ],
    }
}
