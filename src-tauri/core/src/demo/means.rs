//! What the sample school's guidance rests on: who does it, with what, and who looked at it.

use crate::domain::means::{Inspection, Material, Means, Staff};

use super::papers::{COUNSELOR, PRINCIPAL};

/// The lists as they stand in the year that began in `start`.
pub(super) fn make(start: i32) -> Vec<Means> {
    let mut all: Vec<Means> = staff(start).into_iter().map(Means::Staff).collect();
    all.extend(materials().into_iter().map(Means::Material));
    all.extend(inspections(start).into_iter().map(Means::Inspection));
    all
}

fn staff(start: i32) -> Vec<Staff> {
    let one = |full_name: &str, post: &str, degree: &str, duty: &str| Staff {
        full_name: full_name.to_owned(),
        post: post.to_owned(),
        degree: degree.to_owned(),
        duty: duty.to_owned(),
        ..Staff::default()
    };
    vec![
        one(
            PRINCIPAL,
            "Hiệu trưởng",
            "Thạc sĩ",
            "Chỉ đạo chung, duyệt kế hoạch",
        ),
        Staff {
            subject: "Công nghệ".to_owned(),
            is_counselor: true,
            is_qualified: Some(true),
            training: "Bồi dưỡng tư vấn hướng nghiệp, Sở GDĐT".to_owned(),
            from_on: Some(format!("{start}-09-09")),
            ..one(
                COUNSELOR,
                "Giáo viên",
                "Đại học",
                "Phụ trách, tổng hợp báo cáo",
            )
        },
        Staff {
            subject: "Hoạt động trải nghiệm, hướng nghiệp".to_owned(),
            is_counselor: true,
            from_on: Some(format!("{start}-09-09")),
            ..one(
                "Lê Thị Thu Hà",
                "Giáo viên",
                "Đại học",
                "Tư vấn khối 9 và khối 12",
            )
        },
    ]
}

fn materials() -> Vec<Material> {
    let one = |form: &str, name: &str, unit: &str, quantity: u32, source: &str| Material {
        form: form.to_owned(),
        name: name.to_owned(),
        unit: unit.to_owned(),
        quantity,
        state: "Dùng tốt".to_owned(),
        source: source.to_owned(),
        ..Material::default()
    };
    vec![
        one(
            "room",
            "Phòng tư vấn, chung với tư vấn học đường",
            "phòng",
            1,
            "Nhà trường",
        ),
        one(
            "equipment",
            "Máy tính để tra cứu nghề",
            "bộ",
            2,
            "Xã hội hóa",
        ),
        Material {
            wanted: Some(40),
            ..one(
                "book",
                "Tài liệu giới thiệu ngành nghề địa phương",
                "quyển",
                25,
                "Sở GDĐT",
            )
        },
    ]
}

fn inspections(start: i32) -> Vec<Inspection> {
    vec![Inspection {
        form: "inspection".to_owned(),
        held_on: format!("{start}-12-05"),
        body: "Sở GDĐT Hải Phòng".to_owned(),
        subject: "Thực hiện Thông tư 07/2022/TT-BGDĐT".to_owned(),
        conclusion: "Đủ hồ sơ, có kế hoạch và minh chứng".to_owned(),
        request: "Bổ sung tài liệu ngành nghề địa phương".to_owned(),
        due_on: Some(format!("{}-03-31", start + 1)),
        ..Inspection::default()
    }]
}
