//! What the sample school's papers say: profile, plan and decision numbers, the narrative.

use crate::kernel::Date;

use super::{DemoClass, DemoNarrative, DemoPapers, DemoProfile, day};

pub(super) const COUNSELOR: &str = "Trần Thị Hồng Nhung";
pub(super) const PRINCIPAL: &str = "Nguyễn Văn Khải";
const ABBREVIATION: &str = "THCSTHPTSC";

pub(super) fn profile() -> DemoProfile {
    DemoProfile {
        name: "Trường THCS và THPT Sông Cấm",
        code: "31303512",
        levels: vec!["thcs", "thpt"],
        kind: "public",
        province: "Hải Phòng",
        commune: "Phường Hồng Bàng",
        parent_body: "Sở Giáo dục và Đào tạo Hải Phòng",
        is_disadvantaged: false,
        principal: PRINCIPAL,
        place: "Hải Phòng",
        abbreviation: ABBREVIATION,
        address: "Số 12 đường Bến Cũ, phường Hồng Bàng, thành phố Hải Phòng",
        phone: "0225 000 0000",
        email: "vanthu@songcam.example",
    }
}

/// Teachers of a school with these classes, by the usual 1.9 and 2.25 for a class.
pub(super) fn teachers(classes: &[DemoClass]) -> u32 {
    let needed: f64 = classes
        .iter()
        .map(|class| if class.level == "thcs" { 1.9 } else { 2.25 })
        .sum();
    (needed.ceil() as u32).max(8)
}

/// The papers of a year. In the current year the decision and the report are still to come, so
/// that the report has something to list as missing.
pub(super) fn papers(start: i32, classes: &[DemoClass], is_current: bool) -> DemoPapers {
    let teachers = teachers(classes);
    let staff = teachers + 6;
    let number = |of: i32, kind: &str| {
        let number = of + start.rem_euclid(7) * 3;
        format!("{number}/{kind}-{ABBREVIATION}")
    };
    let past = |on: Date| (!is_current).then_some(on);
    DemoPapers {
        plan_number: number(121, "KH"),
        plan_on: Some(day(start, 9, 12)),
        plan_is_in_school_plan: Some(true),
        person_in_charge: format!("{COUNSELOR}, giáo viên tư vấn hướng nghiệp"),
        decision_number: if is_current {
            String::new()
        } else {
            number(96, "QĐ")
        },
        decision_on: past(day(start, 9, 9)),
        staff: Some(staff),
        staff_female: Some(staff * 68 / 100),
        teachers: Some(teachers),
        counselors: Some(1 + teachers / 25),
        counselors_qualified: Some(1 + teachers / 60),
        report_number: if is_current {
            String::new()
        } else {
            number(208, "BC")
        },
        report_on: past(day(start + 1, 6, 10)),
        report_due_on: Some(day(start + 1, 6, 15)),
        recipients: [
            "Sở Giáo dục và Đào tạo Hải Phòng (để báo cáo)",
            "UBND phường Hồng Bàng (để báo cáo)",
            "Lưu: VT, hồ sơ hướng nghiệp",
        ]
        .map(str::to_owned)
        .to_vec(),
        signer_name: PRINCIPAL.to_owned(),
        signer_title: "HIỆU TRƯỞNG".to_owned(),
        preparer_name: COUNSELOR.to_owned(),
    }
}

/// The narrative of a year; in the current one only the situation has been written so far.
pub(super) fn narrative(start: i32, classes: &[DemoClass], is_current: bool) -> DemoNarrative {
    let students: usize = classes.iter().map(|class| class.students).sum();
    let female: usize = classes.iter().map(|class| class.female).sum();
    let situation = format!(
        "Năm học {start}-{}, trường có {} lớp với {students} học sinh, trong đó {female} nữ. \
         Địa bàn phường gần cảng và khu công nghiệp, nhiều gia đình làm nghề vận tải, cơ khí, \
         may mặc, buôn bán nhỏ. Trường đã phân công một giáo viên phụ trách tư vấn hướng nghiệp \
         và đưa nhiệm vụ này vào kế hoạch giáo dục của trường.",
        start + 1,
        classes.len(),
    );
    if is_current {
        return DemoNarrative {
            situation,
            ..DemoNarrative::default()
        };
    }
    DemoNarrative {
        situation,
        strengths: "Hoạt động trải nghiệm gắn với nghề ở địa phương, học sinh hào hứng. Các trường \
                    nghề trong vùng phối hợp thường xuyên. Giáo viên chủ nhiệm lớp 9 nắm được \
                    nguyện vọng của từng em."
            .to_owned(),
        weaknesses: "Số buổi thực hành nghề còn ít. Một số cha mẹ học sinh chỉ muốn con vào trung \
                     học phổ thông công lập. Việc theo dõi học sinh sau khi ra trường chưa đầy đủ."
            .to_owned(),
        causes: "Phòng thực hành thiếu thiết bị, giáo viên tư vấn kiêm nhiệm. Thông tin về học phí \
                 và việc làm sau học nghề đến với gia đình còn chậm."
            .to_owned(),
        proposals: "Đề nghị Sở mở thêm lớp bồi dưỡng giáo viên tư vấn và hỗ trợ thiết bị thực hành. \
                    Đề nghị phường kết nối thêm doanh nghiệp nhận học sinh tham quan."
            .to_owned(),
        directions: "Mỗi khối có ít nhất một chuyến tham quan. Làm khảo sát sở thích nghề cho toàn \
                     khối 9 trong học kỳ II. Họp riêng với cha mẹ học sinh chưa rõ hướng đi của con."
            .to_owned(),
    }
}
