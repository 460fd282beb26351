//! Where the sample school's leavers go.

use super::DemoOutcome;
use super::chance::Chance;

pub(super) const OWN_SCHOOL: &str = "Trường THCS và THPT Sông Cấm";
const AFTER_THCS: &[(&str, u32)] = &[
    ("thpt_public", 560),
    ("thpt_private", 70),
    ("gdtx", 45),
    ("gdtx_and_trade", 125),
    ("intermediate", 105),
    ("college_9plus", 45),
    ("elementary", 10),
    ("work", 20),
    ("other", 5),
    ("unknown", 15),
];
const AFTER_THPT: &[(&str, u32)] = &[
    ("university", 480),
    ("college", 270),
    ("intermediate", 50),
    ("elementary", 10),
    ("abroad_study", 25),
    ("work", 90),
    ("work_abroad", 25),
    ("military", 25),
    ("other", 5),
    ("unknown", 20),
];
const TRADES: &[&str] = &[
    "Điện công nghiệp",
    "Hàn",
    "Công nghệ ô tô",
    "Kỹ thuật chế biến món ăn",
    "Chăm sóc sắc đẹp",
    "May thời trang",
    "Cơ khí chế tạo",
    "Kỹ thuật máy lạnh và điều hòa không khí",
    "Logistics",
    "Kế toán doanh nghiệp",
    "Thiết kế đồ họa",
    "Điều dưỡng",
];
const MAJORS: &[&str] = &[
    "Kinh tế vận tải biển",
    "Công nghệ thông tin",
    "Điều dưỡng",
    "Sư phạm Ngữ văn",
    "Kế toán",
    "Ngôn ngữ Anh",
    "Logistics và quản lý chuỗi cung ứng",
    "Kỹ thuật điện",
    "Quản trị khách sạn",
    "Công nghệ kỹ thuật ô tô",
];

/// The real destination of a leaver of grade 9 or 12.
pub(super) fn make(chance: &mut Chance, student: usize, grade: u8) -> DemoOutcome {
    let destination = chance.weighted(if grade == 9 { AFTER_THCS } else { AFTER_THPT });
    let place = pick(chance, places(destination));
    let trade = trade(chance, destination);
    DemoOutcome {
        student,
        destination,
        place,
        trade,
    }
}

pub(super) fn trade(chance: &mut Chance, destination: &str) -> &'static str {
    match destination {
        "intermediate" | "gdtx_and_trade" | "college_9plus" | "elementary" => pick(chance, TRADES),
        "university" | "college" => pick(chance, MAJORS),
        _ => "",
    }
}

pub(super) fn places(destination: &str) -> &'static [&'static str] {
    match destination {
        "thpt_public" => &[
            OWN_SCHOOL,
            OWN_SCHOOL,
            OWN_SCHOOL,
            "Trường THPT An Hòa Đông",
            "Trường THPT Bến Rừng",
        ],
        "thpt_private" => &["Trường THPT Hoa Phượng Đỏ", "Trường THPT Duyên Hải Mới"],
        "gdtx" | "gdtx_and_trade" => &["Trung tâm GDNN-GDTX Cửa Cấm"],
        "intermediate" | "elementary" | "vocational_secondary" => &[
            "Trường Trung cấp nghề Cửa Cấm",
            "Trường Trung cấp Kỹ thuật Bến Rừng",
        ],
        "college_9plus" | "college" => &[
            "Trường Cao đẳng Kỹ thuật Sông Cấm",
            "Trường Cao đẳng Du lịch Đảo Ngọc",
        ],
        "university" => &["Đại học vùng Duyên hải", "Đại học ở Hà Nội"],
        "work" => &["Khu công nghiệp Bến Rừng", "Làm nghề cùng gia đình"],
        _ => &[""],
    }
}

fn pick(chance: &mut Chance, words: &[&'static str]) -> &'static str {
    words.get(chance.below(words.len())).copied().unwrap_or("")
}
