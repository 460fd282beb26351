//! Where the headings of a class list stand, and which field each of them names.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sheet::{Row, Sheet};
use crate::kernel::fold::{fold, tidy};

/// What a column of a class list can hold for us.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum RosterField {
    Name,
    FamilyName,
    GivenName,
    Class,
    Grade,
    BornOn,
    Sex,
    IsFemale,
    MinistryId,
    SchoolCode,
    CitizenId,
    Phone,
    Ethnicity,
    Status,
    /// The day of birth in three columns.
    BornDay,
    BornMonth,
    BornYear,
    IsMale,
    /// Whom the school talks to, or else the father, or the mother.
    Guardian,
    GuardianPhone,
    Father,
    FatherPhone,
    Mother,
    MotherPhone,
    /// What the family is entitled to: in words, or marked in a column of its own.
    Support,
    Poor,
    NearPoor,
    Policy,
    Disability,
}

/// A column under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 0.
    pub column: u32,
    pub text: String,
    pub field: Option<RosterField>,
}

/// The headings of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderRow {
    /// As Excel counts, from 1.
    pub first: u32,
    /// The same row, or the one below for headings in two rows.
    pub last: u32,
    pub headings: Vec<Heading>,
}

/// Rows that are searched for headings.
const SEARCHED: usize = 30;

/// Finds the headings of a sheet, below whatever titles it has.
pub fn find(sheet: &Sheet) -> Option<HeaderRow> {
    let scored = searched(sheet).filter_map(|row| {
        let header = at(sheet, row.number)?;
        Some((score(&header)?, header))
    });
    // The first of equals: a list that repeats its headings on each page begins with them.
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, header)| header)
}

/// The headings in a row that a person or the search points at.
pub fn at(sheet: &Sheet, row: u32) -> Option<HeaderRow> {
    let upper = sheet.row(row)?;
    let lower = sheet
        .row(row + 1)
        .filter(|lower| is_second(sheet, upper, lower));
    let mut headings = headings(sheet, upper, lower);
    choose(&mut headings);
    Some(HeaderRow {
        first: row,
        last: lower.map_or(row, |lower| lower.number),
        headings,
    })
}

/// The rows in which headings may stand.
pub fn searched(sheet: &Sheet) -> impl Iterator<Item = &Row> {
    sheet.rows.iter().take(SEARCHED)
}

/// The headings of a row with their columns, folded: the same for every list of one layout.
/// Nothing where the row has too little to be known by.
pub fn signature(sheet: &Sheet, row: u32) -> Option<String> {
    let row = sheet.row(row).filter(|row| row.cells.len() > 1)?;
    let cells = row.cells.iter();
    let cells = cells.map(|cell| format!("{}:{}", cell.at, key(&cell.text)));
    Some(cells.collect::<Vec<_>>().join("|"))
}

/// The field that a heading names.
pub fn field_of(heading: &str) -> Option<RosterField> {
    let key = key(heading);
    let known = FIELDS.iter().find(|(_, keys)| keys.contains(&key.as_str()));
    let field = known.map(|(field, _)| *field);
    // "Nam" is a boy, "Năm" a year; folded they are the same.
    field.filter(|field| *field != RosterField::IsMale || !heading.to_lowercase().contains('ă'))
}

/// Whether a text is a heading that class lists have, ours or not.
pub fn is_known(heading: &str) -> bool {
    let key = key(heading);
    field_of(heading).is_some() || OTHERS.contains(&key.as_str()) || is_of_family(&key)
}

/// A heading as it is compared: folded, without brackets, stars and signs.
fn key(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for letter in fold(heading).chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if letter.is_alphanumeric() => plain.push(letter),
            _ => plain.push(' '),
        }
    }
    tidy(&plain)
}

/// Several headings of a field in the order of how well they name it.
const FIELDS: [(RosterField, &[&str]); 20] = [
    (
        RosterField::Name,
        &[
            "ho va ten hoc sinh",
            "ho ten hoc sinh",
            "ho va ten hs",
            "ho ten hs",
            "ho va ten",
            "ho ten",
            "ten hoc sinh",
            "ho chu dem va ten",
            "ho dem va ten",
            "ho va ten khai sinh",
            "ho ten khai sinh",
            "hoten",
            "hovaten",
            "hoc sinh",
            "ho va ten nguoi hoc",
            "ho ten hoc vien",
            "ho va ten hoc vien",
            "full name",
            "name",
        ],
    ),
    (
        RosterField::FamilyName,
        &[
            "ho dem",
            "ho va dem",
            "ho va chu dem",
            "ho chu dem",
            "ho lot",
            "ho va chu lot",
            "ho chu lot",
            "ho va ten dem",
            "ho ten dem",
            "ho va lot",
            "ho va ten lot",
            "ho",
        ],
    ),
    (RosterField::GivenName, &["ten"]),
    (
        RosterField::Class,
        &[
            "lop hoc",
            "ten lop hoc",
            "ten lop",
            "lop",
            "nhom lop",
            "lop hien tai",
            "ma lop",
        ],
    ),
    (
        RosterField::Grade,
        &[
            "khoi",
            "khoi hoc",
            "khoi lop",
            "khoi hoc nhom lop",
            "khoi hoc nhom tuoi",
        ],
    ),
    (
        RosterField::BornOn,
        &[
            "ngay sinh",
            "ngay thang nam sinh",
            "ngay thang sinh",
            "sinh ngay",
            "ngay sinh hs",
            "ngay sinh hoc sinh",
            "ngaysinh",
            "nam sinh",
            "ns",
        ],
    ),
    (
        RosterField::Sex,
        &["gioi tinh", "phai", "nam nu", "gioi", "gt", "gioitinh"],
    ),
    (
        RosterField::IsFemale,
        &["nu", "hoc sinh nu", "la nu", "gioi tinh nu"],
    ),
    (
        RosterField::Support,
        &["dien ho tro", "doi tuong uu tien", "dien uu tien"],
    ),
    (
        RosterField::Poor,
        &[
            "ho ngheo",
            "thuoc ho ngheo",
            "gia dinh ho ngheo",
            "ho ngheo can ngheo",
            "ho ngheo ho can ngheo",
        ],
    ),
    (
        RosterField::NearPoor,
        &["ho can ngheo", "can ngheo", "thuoc ho can ngheo"],
    ),
    (
        RosterField::Policy,
        &[
            "doi tuong chinh sach",
            "dien chinh sach",
            "gia dinh chinh sach",
            "con gia dinh chinh sach",
            "chinh sach",
        ],
    ),
    (
        RosterField::Disability,
        &[
            "khuyet tat",
            "loai khuyet tat",
            "dang khuyet tat",
            "hoc sinh khuyet tat",
            "hs khuyet tat",
        ],
    ),
    (
        RosterField::IsMale,
        &["nam", "hoc sinh nam", "la nam", "gioi tinh nam"],
    ),
    (
        RosterField::MinistryId,
        &[
            "ma dinh danh bo gd dt",
            "ma dinh danh bo gddt",
            "ma dinh danh bo",
            "ma moet",
            "ma dinh danh moet",
            "ma so dinh danh bo gd dt",
            "ma dinh danh hoc sinh",
            "ma dinh danh hs",
            "ma dinh danh nganh",
            "ma dinh danh csdl",
            "ma csdl",
            "ma dinh danh",
            "ma dinh danh cua bo gd dt",
            "ma dinh danh bo giao duc va dao tao",
        ],
    ),
    (
        RosterField::SchoolCode,
        &[
            "ma hoc sinh",
            "ma hs",
            "mahs",
            "ma so hoc sinh",
            "ma so hs",
            "ma so",
            "so hieu hoc sinh",
        ],
    ),
    (
        RosterField::CitizenId,
        &[
            "so dinh danh ca nhan",
            "ma dinh danh ca nhan",
            "ma dinh danh cong dan",
            "so cccd",
            "cccd",
            "so can cuoc cong dan",
            "so can cuoc",
            "can cuoc cong dan",
            "ma so cccd",
            "so dinh danh",
            "ddcn",
            "so ddcn",
            "so cmnd cccd ddcn",
            "so cmnd cccd",
            "cmnd cccd",
            "cccd cmnd",
            "so cccd cmnd",
            "so cccd ma dinh danh",
            "so cmnd",
            "cmnd",
        ],
    ),
    (
        RosterField::Phone,
        &[
            "sdt lien he",
            "sdt",
            "so dien thoai",
            "dien thoai",
            "dien thoai lien he",
            "so dt",
            "so dien thoai lien he",
            "dt",
            "dtdd",
            "sdt hoc sinh",
            "dien thoai di dong",
        ],
    ),
    (
        RosterField::Ethnicity,
        &["dan toc", "ten dan toc", "ma dan toc"],
    ),
    (
        RosterField::Status,
        &[
            "trang thai",
            "trang thai hs",
            "trang thai hoc sinh",
            "tinh trang",
            "trang thai hoc",
        ],
    ),
];

/// Headings that tell a heading row but hold nothing for us.
const OTHERS: [&str; 62] = [
    "stt",
    "tt",
    "so tt",
    "so thu tu",
    "ghi chu",
    "noi sinh",
    "noi sinh chi tiet",
    "dia chi",
    "dia chi thuong tru",
    "dia chi tam tru",
    "cho o hien nay",
    "noi o hien nay",
    "thon xom",
    "thon xom ap hsd",
    "xa phuong",
    "phuong xa hsd",
    "quan huyen hsd",
    "tinh thanh pho",
    "tinh hsd",
    "ma tinh hsd",
    "email",
    "ngay cap",
    "noi cap",
    "ma truong",
    "truong hoc",
    "ten truong",
    "que quan",
    "ton giao",
    "quoc tich",
    "ho ngheo",
    "doi tuong chinh sach",
    "loai khuyet tat",
    "hoc sinh ban tru",
    "hoc sinh hoc nghe",
    "so buoi hoc tren tuan",
    "diem tong ket",
    "nam hoc",
    "hoc ky",
    "giai doan",
    "hoc luc",
    "hanh kiem",
    "danh hieu",
    "ket qua hoc tap",
    "ket qua ren luyen",
    "id tong ket hs",
    "ma thong ke",
    "dien chinh sach",
    "hoc sinh truong",
    "truong thcs",
    "tong diem",
    "diem",
    "chu ky",
    "ky ten",
    "doan vien",
    "khu vuc",
    "to thon ho khau thuong tru",
    "tinh thanh que quan",
    "phuong xa que quan",
    "ho khau thuong tru",
    "nghe nghiep",
    "luu ban",
    "nam",
];

/// Words of headings that speak of somebody else than the pupil.
const FAMILY: [&str; 13] = [
    "cha",
    "me",
    "bo",
    "ba",
    "ma",
    "phu huynh",
    "giam ho",
    "ph",
    "phhs",
    "gvcn",
    "giao vien",
    "chu ho",
    "nguoi than",
];

/// Whether a folded heading speaks of a parent, guardian or teacher.
fn is_of_family(key: &str) -> bool {
    // "mã …" and "… bộ …" fold like mother and father.
    let is_code = key.starts_with("ma ") || key.contains(" bo gd") || key.contains("nguoi hoc");
    let padded = format!(" {key} ");
    !is_code
        && FAMILY
            .iter()
            .any(|word| padded.contains(&format!(" {word} ")))
}

/// The field of a heading that speaks of a parent: a name or a number to call, nothing else.
fn family_field(key: &str) -> Option<RosterField> {
    const OTHERS: [&str; 17] = [
        "nam sinh",
        "ngay sinh",
        "nghe",
        "cccd",
        "cmnd",
        "dinh danh",
        "email",
        "dia chi",
        "noi",
        "que",
        "dan toc",
        "quoc tich",
        "ton giao",
        "co quan",
        "don vi",
        "gvcn",
        "giao vien",
    ];
    let padded = format!(" {key} ");
    let has = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| padded.contains(&format!(" {word} ")))
    };
    if has(&OTHERS) || has(&["chu ho"]) {
        return None;
    }
    let is_both = has(&["cha me", "bo me", "ba me"]);
    let is_phone = has(&["sdt", "dien thoai", "so dt", "dt", "dtdd", "so may"]);
    let is_name = has(&["ten"]) || FAMILY.contains(&key) || is_both;
    let (name, phone) = if has(&["giam ho", "phu huynh", "ph", "phhs", "nguoi than"]) || is_both {
        (RosterField::Guardian, RosterField::GuardianPhone)
    } else if has(&["me", "ma"]) {
        (RosterField::Mother, RosterField::MotherPhone)
    } else {
        (RosterField::Father, RosterField::FatherPhone)
    };
    match (is_phone, is_name) {
        (true, _) => Some(phone),
        (false, true) => Some(name),
        (false, false) => None,
    }
}

/// Whether `lower` goes on with the headings of `upper`: it splits a merged heading or says what a
/// blank above it does not.
fn is_second(sheet: &Sheet, upper: &Row, lower: &Row) -> bool {
    let known = lower
        .cells
        .iter()
        .filter(|cell| is_known(&cell.text))
        .count();
    let is_split = sheet.merged.iter().any(|merge| {
        let spans_here = merge.first_row <= upper.number && merge.last_row == upper.number;
        spans_here
            && merge.last_column > merge.first_column
            && (merge.first_column..=merge.last_column).any(|column| is_known(lower.text(column)))
    });
    let is_tall = sheet
        .merged
        .iter()
        .any(|merge| merge.first_row == upper.number && merge.last_row == lower.number);
    let fills = lower
        .cells
        .iter()
        .filter(|cell| upper.cell(cell.at).is_none() && is_known(&cell.text))
        .count();
    let upper_known = upper
        .cells
        .iter()
        .filter(|cell| is_known(&cell.text))
        .count();
    known > 0 && upper_known > 0 && (is_split || is_tall || (fills > 0 && fills == known))
}

fn headings(sheet: &Sheet, upper: &Row, lower: Option<&Row>) -> Vec<Heading> {
    let end = |row: &Row| row.cells.last().map_or(0, |cell| cell.at + 1);
    let columns = end(upper).max(lower.map_or(0, end));
    let heading = |column| {
        let above = tidy(above(sheet, upper, column));
        let below = tidy(lower.map_or("", |lower| lower.text(column)));
        let text = match (above.is_empty(), below.is_empty()) {
            (true, true) => return None,
            (false, true) => above.clone(),
            (true, false) => below.clone(),
            (false, false) => format!("{above} – {below}"),
        };
        let own = key(&text);
        let field = if is_of_family(&own) {
            family_field(&own)
        } else {
            field_of(&text)
                .or_else(|| field_of(&below))
                .or_else(|| field_of(&above).filter(|_| below.is_empty()))
        };
        Some(Heading {
            column,
            text,
            field,
        })
    };
    (0..columns).filter_map(heading).collect()
}

/// The heading over a column, which may be merged from the left.
fn above<'a>(sheet: &Sheet, row: &'a Row, column: u32) -> &'a str {
    let own = row.text(column);
    if !own.is_empty() {
        return own;
    }
    let merge = sheet.merged.iter().find(|merge| {
        (merge.first_row..=merge.last_row).contains(&row.number)
            && (merge.first_column..=merge.last_column).contains(&column)
    });
    merge.map_or("", |merge| row.text(merge.first_column))
}

/// Leaves each field to the heading that names it best, the leftmost of equals.
fn choose(headings: &mut [Heading]) {
    split_name(headings);
    split_birth(headings);
    for (field, keys) in FIELDS {
        let rank = |heading: &Heading| {
            let key = key(&heading.text);
            keys.iter()
                .position(|known| *known == key)
                .unwrap_or(keys.len())
        };
        let claims = headings
            .iter()
            .filter(|heading| heading.field == Some(field));
        let Some(best) = claims
            .min_by_key(|heading| (rank(heading), heading.column))
            .map(|heading| heading.column)
        else {
            continue;
        };
        for heading in headings.iter_mut() {
            if heading.field == Some(field) && heading.column != best {
                heading.field = None;
            }
        }
    }
    let mut seen = BTreeSet::new();
    for heading in headings.iter_mut() {
        heading.field = heading.field.filter(|field| seen.insert(*field));
    }
    let has = |field| headings.iter().any(|heading| heading.field == Some(field));
    // With "Họ đệm" and "Tên" in columns of their own, a third column "Họ tên" wins over both.
    if has(RosterField::Name) {
        for heading in headings.iter_mut() {
            if let Some(RosterField::FamilyName | RosterField::GivenName) = heading.field {
                heading.field = None;
            }
        }
    }
}

/// Takes one "Họ và tên" merged over two columns as family and middle names, and given name.
fn split_name(headings: &mut [Heading]) {
    let is_pair = |pair: &[Heading]| {
        let [left, right] = pair else { return false };
        let is_name = left.field == Some(RosterField::Name) && right.field == left.field;
        is_name && left.text == right.text && right.column == left.column + 1
    };
    let Some(at) = headings.windows(2).position(is_pair) else {
        return;
    };
    if let Some([left, right]) = headings.get_mut(at..at + 2) {
        left.field = Some(RosterField::FamilyName);
        right.field = Some(RosterField::GivenName);
    }
}

/// Takes "Ngày", "Tháng", "Năm" side by side as one day of birth, where no column has it whole.
fn split_birth(headings: &mut [Heading]) {
    use RosterField::{BornDay, BornMonth, BornYear};
    let own = |heading: &Heading| {
        let text = heading.text.rsplit(" – ").next().unwrap_or_default();
        let key = key(text);
        let key = key.strip_suffix(" sinh").unwrap_or(&key);
        match key {
            "ngay" => Some(BornDay),
            "thang" => Some(BornMonth),
            // Beside day and month, "Nam" without its mark is no boy.
            "nam" => Some(BornYear),
            _ => None,
        }
    };
    let is_birth = |three: &[Heading]| {
        let fields: Vec<_> = three.iter().map(own).collect();
        let is_row = three
            .windows(2)
            .all(|pair| pair[0].column + 1 == pair[1].column);
        let mut wanted = [BornDay, BornMonth, BornYear].map(Some);
        let is_usual = fields == wanted;
        wanted.reverse();
        is_row && (is_usual || fields == wanted)
    };
    let Some(at) = headings.windows(3).position(is_birth) else {
        return;
    };
    let is_whole = |(place, heading): (usize, &Heading)| {
        heading.field == Some(RosterField::BornOn) && !(at..at + 3).contains(&place)
    };
    if headings.iter().enumerate().any(is_whole) {
        return;
    }
    for heading in headings.iter_mut().skip(at).take(3) {
        heading.field = own(heading);
    }
}

/// How much a row looks like the headings of a class list; nothing where no name could be found.
fn score(header: &HeaderRow) -> Option<usize> {
    let has = |field| {
        header
            .headings
            .iter()
            .any(|heading| heading.field == Some(field))
    };
    // "Tên" alone may be the name of anything, as in catalogues.
    let has_given_name = has(RosterField::GivenName)
        && (has(RosterField::FamilyName) || has(RosterField::BornOn) || has(RosterField::BornYear));
    if !has(RosterField::Name) && !has_given_name {
        return None;
    }
    let fields = header
        .headings
        .iter()
        .filter(|heading| heading.field.is_some())
        .count();
    let others = header
        .headings
        .iter()
        .filter(|heading| heading.text.split(" – ").any(is_known))
        .count();
    // A lone "Tên" or "Học sinh" may be any text.
    let is_alone = others < 2;
    let surely = header.headings.iter().any(|heading| {
        key(&heading.text).starts_with("ho va ten") || key(&heading.text).starts_with("ho ten")
    });
    if is_alone && !surely {
        return None;
    }
    Some(2 * fields + others)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::{Cell, CellKind, Merge, SheetState};
    use super::*;

    #[test]
    fn every_known_variant_names_its_field() {
        use RosterField as F;
        let cases: [(&str, Option<F>); 36] = [
            ("Họ và tên (*)", Some(F::Name)),
            ("HỌ VÀ TÊN HỌC SINH", Some(F::Name)),
            ("Họ và chữ đệm", Some(F::FamilyName)),
            ("Họ lót", Some(F::FamilyName)),
            ("Tên", Some(F::GivenName)),
            ("Lớp (*)", Some(F::Class)),
            ("Nhóm/Lớp", Some(F::Class)),
            ("Mã lớp", Some(F::Class)),
            ("Khối học/Nhóm lớp", Some(F::Grade)),
            ("Ngày\nsinh", Some(F::BornOn)),
            ("Ngày, tháng, năm sinh", Some(F::BornOn)),
            ("Giới tính (1: Nam, 2: Nữ)", Some(F::Sex)),
            ("Nữ (x)", Some(F::IsFemale)),
            ("Mã định danh Bộ GD&ĐT", Some(F::MinistryId)),
            ("Mã định danh bộ GDĐT", Some(F::MinistryId)),
            ("Mã HS", Some(F::SchoolCode)),
            ("Mã định danh công dân", Some(F::CitizenId)),
            ("Số định danh cá nhân (12 số)", Some(F::CitizenId)),
            ("Số CMND/CCCD/ĐDCN", Some(F::CitizenId)),
            ("SĐT liên hệ", Some(F::Phone)),
            ("Mã dân tộc", Some(F::Ethnicity)),
            ("Trạng thái HS", Some(F::Status)),
            ("Tên cha", None),
            ("Tên mẹ", None),
            ("Họ tên bố", None),
            ("Họ và tên mẹ (*)", None),
            ("Năm sinh của mẹ (*)", None),
            ("Nghề nghiệp cha", None),
            ("Họ tên người giám hộ", None),
            ("SĐT phụ huynh", None),
            ("Mã trường", None),
            ("Trường học", None),
            ("Ngày cấp CCCD", None),
            ("Nơi sinh", None),
            ("Học sinh học nghề", None),
            ("Năm học", None),
        ];
        for (heading, field) in cases {
            assert_eq!(field_of(heading), field, "{heading}");
        }
    }

    #[test]
    fn of_parents_names_and_numbers_are_taken() {
        use RosterField as F;
        for (heading, field) in [
            ("Họ tên cha", Some(F::Father)),
            ("Tên mẹ", Some(F::Mother)),
            ("Họ và tên mẹ (*)", Some(F::Mother)),
            ("SĐT bố", Some(F::FatherPhone)),
            ("Số điện thoại của mẹ", Some(F::MotherPhone)),
            ("Phụ huynh", Some(F::Guardian)),
            ("Họ tên cha mẹ", Some(F::Guardian)),
            ("Họ tên người giám hộ", Some(F::Guardian)),
            ("SĐT phụ huynh", Some(F::GuardianPhone)),
            ("Họ tên phụ huynh học sinh", Some(F::Guardian)),
            ("Năm sinh của mẹ (*)", None),
            ("Nghề nghiệp cha", None),
            ("Số CCCD cha", None),
            ("Họ tên GVCN", None),
        ] {
            let row = ["Họ và tên", "Lớp", heading];
            let header = find(&sheet(&[(1, &row)], &[])).unwrap();
            assert_eq!(header.headings[2].field, field, "{heading}");
        }
    }

    #[test]
    fn headings_in_two_rows_are_one() {
        let sheet = sheet(
            &[
                (1, &["DANH SÁCH LỚP 9A1"]),
                (3, &["STT", "Họ và tên", "", "Giới tính", "", "Cha", ""]),
                (4, &["", "Họ đệm", "Tên", "Nam", "Nữ", "Họ tên", "Năm sinh"]),
                (5, &["1", "Trần Thị", "An", "", "x", "Trần Bê", "1980"]),
            ],
            &[(3, 1, 3, 2), (3, 3, 3, 4), (3, 5, 3, 6), (3, 0, 4, 0)],
        );

        let header = find(&sheet).unwrap();

        assert_eq!((header.first, header.last), (3, 4));
        let fields: Vec<_> = header
            .headings
            .iter()
            .map(|heading| heading.field)
            .collect();
        use RosterField as F;
        let want = [
            None,
            Some(F::FamilyName),
            Some(F::GivenName),
            Some(F::IsMale),
            Some(F::IsFemale),
            Some(F::Father),
            None,
        ];
        assert_eq!(fields, want);
    }

    #[test]
    fn a_day_of_birth_in_three_columns_is_one() {
        use RosterField as F;
        let fields = |sheet: &Sheet| -> Vec<Option<F>> {
            let header = find(sheet).unwrap();
            header
                .headings
                .iter()
                .map(|heading| heading.field)
                .collect()
        };
        let three = sheet(
            &[
                (
                    1,
                    &["STT", "Họ và tên", "Ngày sinh", "", "", "Giới tính", ""],
                ),
                (2, &["", "", "Ngày", "Tháng", "Năm", "Nam", "Nữ"]),
            ],
            &[(1, 2, 1, 4), (1, 5, 1, 6), (1, 0, 2, 0), (1, 1, 2, 1)],
        );
        let want = [
            None,
            Some(F::Name),
            Some(F::BornDay),
            Some(F::BornMonth),
            Some(F::BornYear),
            Some(F::IsMale),
            Some(F::IsFemale),
        ];
        assert_eq!(fields(&three), want);
        let named = ["Họ tên", "Ngày sinh", "Tháng sinh", "Năm sinh", "Lớp"];
        let named = sheet(&[(1, &named)], &[]);
        assert_eq!(fields(&named)[1..4], want[2..5]);
        for order in [["Ngay", "Thang", "Nam"], ["NĂM", "THÁNG", "NGÀY"]] {
            let typed = [&["Ho ten"][..], &order, &["Lop"]].concat();
            let mut wanted = [F::BornDay, F::BornMonth, F::BornYear].map(Some);
            if order[0] == "NĂM" {
                wanted.reverse();
            }
            assert_eq!(
                fields(&sheet(&[(1, &typed)], &[]))[1..4],
                wanted,
                "{order:?}"
            );
        }
        let whole = ["Họ tên", "Ngày", "Tháng", "Năm", "Ngày sinh"];
        let whole = sheet(&[(1, &whole)], &[]);
        assert_eq!(fields(&whole)[1..], [None, None, None, Some(F::BornOn)]);
    }

    #[test]
    fn a_guide_has_no_headings() {
        let sheet = sheet(&[(1, &["HƯỚNG DẪN"]), (2, &["Không sửa tiêu đề cột"])], &[]);
        assert_eq!(find(&sheet), None);
    }

    fn sheet(rows: &[(u32, &[&str])], merged: &[(u32, u32, u32, u32)]) -> Sheet {
        let cell = |(at, text): (usize, &&str)| Cell {
            at: u32::try_from(at).unwrap(),
            text: (*text).to_owned(),
            kind: CellKind::Text,
            font: None,
            raw: None,
        };
        let row = |(number, texts): &(u32, &[&str])| Row {
            number: *number,
            cells: texts
                .iter()
                .enumerate()
                .map(cell)
                .filter(|cell| !cell.text.is_empty())
                .collect(),
        };
        let merge = |range: &(u32, u32, u32, u32)| Merge {
            first_row: range.0,
            first_column: range.1,
            last_row: range.2,
            last_column: range.3,
        };
        Sheet {
            name: String::new(),
            state: SheetState::Visible,
            encoding: "unicode".to_owned(),
            rows: rows.iter().map(row).collect(),
            merged: merged.iter().map(merge).collect(),
            hidden_rows: Default::default(),
        }
    }
}
