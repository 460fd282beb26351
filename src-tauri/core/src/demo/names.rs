//! Names of pupils and staff, as often as they are met in and around Hải Phòng.

use super::chance::Chance;
use lists::*;

/// A pupil's full name.
pub fn pupil(chance: &mut Chance, is_female: bool, is_minority: bool) -> String {
    let family = chance.weighted(if is_minority { FAMILY_MINORITY } else { FAMILY });
    let (middles, givens) = if is_female {
        (MIDDLE_FEMALE, GIVEN_FEMALE)
    } else {
        (MIDDLE_MALE, GIVEN_MALE)
    };
    // Many children carry the mother's family name, or a second middle name.
    let second = match chance.below(100) {
        0..8 => Some(chance.weighted(FAMILY)),
        8..13 => Some(chance.weighted(middles)),
        _ => None,
    };
    put_together(chance, family, second, middles, givens)
}

/// A teacher's full name; their generation is called Thị and Văn more often.
pub fn teacher(chance: &mut Chance, is_female: bool) -> String {
    let family = chance.weighted(FAMILY);
    let (plain, middles, givens) = if is_female {
        ("Thị", MIDDLE_FEMALE, GIVEN_STAFF_FEMALE)
    } else {
        ("Văn", MIDDLE_MALE, GIVEN_STAFF_MALE)
    };
    if chance.happens(450) {
        format!("{family} {plain} {}", chance.weighted(givens))
    } else {
        put_together(chance, family, None, middles, givens)
    }
}

fn put_together(
    chance: &mut Chance,
    family: &str,
    second: Option<&str>,
    middles: &[(&'static str, u32)],
    givens: &[(&'static str, u32)],
) -> String {
    let mut middle = chance.weighted(middles);
    // Nobody is called Hoàng Hoàng or Minh Minh.
    while middle == family {
        middle = chance.weighted(middles);
    }
    let mut given = chance.weighted(givens);
    let mut name = family.to_owned();
    let plain = !middle.contains(' ') && middle != "Thị";
    let second = second.filter(|second| plain && *second != family && *second != middle);
    name.extend(second.iter().flat_map(|second| [" ", second]));
    for _ in 0..8 {
        let is_taken = |word: &str| word == given;
        if !middle.split(' ').any(is_taken) && !name.split(' ').any(is_taken) {
            break;
        }
        given = chance.weighted(givens);
    }
    format!("{name} {middle} {given}")
}

/// Names with the weight of each, several to a line so that they can be read.
#[rustfmt::skip]
mod lists {
    pub const FAMILY: &[(&str, u32)] = &[
        ("Nguyễn", 330), ("Phạm", 105), ("Trần", 95), ("Vũ", 80), ("Lê", 65), ("Hoàng", 48),
        ("Bùi", 42), ("Đỗ", 42), ("Đào", 30), ("Đặng", 26), ("Ngô", 18), ("Đinh", 16),
        ("Lương", 15), ("Đoàn", 15), ("Phan", 14), ("Dương", 13), ("Trịnh", 11), ("Mai", 9),
        ("Cao", 8), ("Lưu", 7), ("Hà", 6), ("Tô", 6), ("Phùng", 5), ("Tạ", 5), ("Lại", 4),
        ("Khúc", 3), ("Quách", 2), ("Tống", 2), ("Nghiêm", 2), ("Lã", 2),
    ];
    pub const FAMILY_MINORITY: &[(&str, u32)] = &[
        ("Nông", 5), ("Hoàng", 4), ("Lương", 3), ("Vi", 3), ("Hà", 2), ("Bùi", 3), ("Lý", 2),
        ("Triệu", 1),
    ];
    pub const MIDDLE_MALE: &[(&str, u32)] = &[
        ("Minh", 80), ("Đức", 70), ("Văn", 55), ("Quang", 48), ("Hoàng", 46), ("Gia", 44),
        ("Tuấn", 40), ("Duy", 32), ("Anh", 30), ("Thành", 30), ("Bảo", 26), ("Việt", 25),
        ("Hải", 24), ("Xuân", 20), ("Mạnh", 20), ("Đình", 20), ("Hữu", 19), ("Quốc", 18),
        ("Trung", 18), ("Tiến", 18), ("Ngọc", 18), ("Nhật", 17), ("Trọng", 15), ("Công", 14),
        ("Thế", 14), ("Khánh", 12), ("Huy", 12), ("Hồng", 8), ("Thái", 8), ("Phúc", 8),
        ("Đăng", 8), ("Nam", 6), ("Bá", 5), ("Khắc", 4), ("Chí", 4), ("Đại", 3),
    ];
    pub const MIDDLE_FEMALE: &[(&str, u32)] = &[
        ("Thị", 90), ("Ngọc", 70), ("Phương", 55), ("Thu", 42), ("Minh", 40), ("Khánh", 36),
        ("Thùy", 30), ("Bảo", 30), ("Quỳnh", 28), ("Hà", 26), ("Thanh", 26), ("Mai", 24),
        ("Hồng", 18), ("Diệu", 16), ("Kim", 14), ("Hải", 14), ("Hoài", 12), ("Yến", 12),
        ("Hương", 12), ("Anh", 12), ("Linh", 10), ("Tú", 10), ("Gia", 10), ("Cẩm", 6),
        ("Thảo", 6), ("Trà", 6), ("Thúy", 6), ("Thị Thu", 12), ("Thị Ngọc", 12),
        ("Thị Thanh", 10), ("Thị Phương", 9), ("Thị Hồng", 8), ("Thị Minh", 7), ("Thị Kim", 5),
        ("Thị Hải", 4), ("Thị Bích", 4),
    ];
    pub const GIVEN_MALE: &[(&str, u32)] = &[
        ("Anh", 62), ("Minh", 50), ("Huy", 40), ("Đức", 38), ("Nam", 36), ("Dũng", 34),
        ("Hiếu", 32), ("Long", 32), ("Phong", 32), ("Khánh", 28), ("Kiên", 26), ("Sơn", 26),
        ("Quân", 26), ("Tùng", 26), ("Tuấn", 26), ("Hoàng", 24), ("Đạt", 32), ("Hưng", 26),
        ("Bảo", 24), ("Khoa", 20), ("Khôi", 22), ("Duy", 22), ("Thắng", 20), ("Trung", 20),
        ("Dương", 22), ("Việt", 18), ("Hải", 20), ("An", 16), ("Phúc", 24), ("Lâm", 18),
        ("Quang", 20), ("Thành", 20), ("Tú", 12), ("Cường", 18), ("Mạnh", 14), ("Vũ", 12),
        ("Hùng", 14), ("Thịnh", 12), ("Toàn", 10), ("Trường", 12), ("Tiến", 12), ("Bách", 12),
        ("Nguyên", 14), ("Đăng", 12), ("Khang", 14), ("Hòa", 6), ("Bình", 8), ("Thái", 10),
        ("Tài", 8), ("Vinh", 8), ("Lộc", 5), ("Giang", 6), ("Công", 5), ("Chiến", 5),
        ("Hiệp", 7), ("Thiện", 5), ("Trí", 6), ("Nghĩa", 6), ("Phát", 5), ("Luân", 3),
        ("Quyết", 4), ("Thuận", 3),
    ];
    pub const GIVEN_FEMALE: &[(&str, u32)] = &[
        ("Anh", 90), ("Linh", 80), ("Trang", 52), ("Chi", 44), ("Ngọc", 42), ("Nhi", 38),
        ("Hà", 36), ("Phương", 42), ("Thảo", 36), ("Mai", 32), ("Hương", 26), ("Vy", 30),
        ("My", 26), ("Ly", 20), ("Huyền", 28), ("Thư", 28), ("Ngân", 28), ("Hân", 18),
        ("Nhung", 18), ("Lan", 14), ("Yến", 18), ("Quỳnh", 22), ("Giang", 22), ("Dương", 16),
        ("Châu", 18), ("Trâm", 14), ("Vân", 20), ("Hiền", 18), ("Hoa", 10), ("Tâm", 12),
        ("Trà", 10), ("Uyên", 16), ("Diệp", 14), ("Hằng", 18), ("Oanh", 8), ("Thủy", 12),
        ("Tuyết", 5), ("Loan", 4), ("Nguyệt", 6), ("Ánh", 14), ("Duyên", 12), ("Khuê", 6),
        ("Minh", 12), ("An", 14), ("Nga", 10), ("Thương", 8), ("Hạnh", 8), ("Dung", 10),
        ("Hường", 6), ("Thanh", 8), ("Thúy", 6), ("Như", 10), ("Tiên", 5), ("Bích", 4),
        ("Xuân", 4), ("Kiều", 2), ("Ngà", 2), ("Lam", 5),
    ];
    pub const GIVEN_STAFF_MALE: &[(&str, u32)] = &[
        ("Hùng", 6), ("Dũng", 6), ("Tuấn", 6), ("Cường", 5), ("Sơn", 5), ("Hải", 5), ("Thắng", 4),
        ("Hưng", 4), ("Long", 3), ("Minh", 3), ("Quang", 3), ("Bình", 3), ("Toàn", 2), ("Thành", 3),
        ("Chung", 2), ("Tuyên", 1), ("Khánh", 1), ("Đông", 1),
    ];
    pub const GIVEN_STAFF_FEMALE: &[(&str, u32)] = &[
        ("Hương", 8), ("Hà", 7), ("Lan", 6), ("Hằng", 6), ("Thủy", 6), ("Hoa", 5), ("Huyền", 5),
        ("Nga", 5), ("Thảo", 5), ("Dung", 4), ("Hạnh", 4), ("Hiền", 5), ("Vân", 4), ("Yến", 4),
        ("Mai", 4), ("Loan", 3), ("Oanh", 2), ("Phượng", 3), ("Thơm", 1), ("Tươi", 1), ("Liên", 3),
        ("Xuân", 2), ("Trang", 3), ("Thu", 3),
    ];
}
