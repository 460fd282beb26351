//! Sheet "Tư vấn": pupils and sessions by grade and by form; numbers alone, nothing of a session.

use crate::report::facts::{CounselGrade, Facts, Level};
use crate::report::formula::{Formula, Place};
use crate::report::outline::{Cell, Column, Sheet, Table};

pub const ID: &str = "counselling";
const FORMS: &str = "counselling_forms";
const STUDENTS: usize = 2;
const COUNSELLED: usize = 3;
const SHARE: usize = 5;

pub fn sheet(facts: &Facts) -> Sheet {
    let mut sheet = Sheet::new(ID, "Tư vấn", "TƯ VẤN HƯỚNG NGHIỆP CHO HỌC SINH").landscape();
    sheet.tables.push(grades(facts));
    sheet.tables.push(forms(facts));
    sheet.notes.push(
        "HS được tư vấn: mỗi em tính một lần. Lượt: em dự hai buổi được tính hai lần. Nội dung \
         từng buổi được giữ kín, không có trong báo cáo."
            .to_owned(),
    );
    sheet
}

fn grades(facts: &Facts) -> Table {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Khối", 14.0),
        Column::right("Tổng HS", 10.0),
        Column::right("HS được tư vấn", 11.0),
        Column::right("Trong đó: nữ", 10.0),
        Column::right("Tỷ lệ (%)", 9.0),
        Column::right("Lượt cá nhân", 10.0),
        Column::right("Lượt nhóm", 10.0),
        Column::right("Lượt lớp", 10.0),
        Column::right("Lượt với CMHS", 10.0),
        Column::right("Lượt trực tuyến", 10.0),
        Column::right("Hồ sơ định hướng", 10.0),
        Column::right("Hồ sơ đã rà soát", 10.0),
    ];
    let mut table = Table::new(ID, columns);
    table.title = "Học sinh được tư vấn theo khối".to_owned();
    for (number, grade) in (1u32..).zip(&facts.counselling.grades) {
        let mut row = vec![
            Cell::count(number),
            Cell::text(label(grade, facts)),
            Cell::count(grade.students),
            Cell::count(grade.counselled),
            Cell::count(grade.counselled_female),
            Cell::Empty,
        ];
        row.extend(grade.heads.iter().map(|heads| Cell::count(*heads)));
        row.extend([Cell::count(grade.records), Cell::count(grade.reviewed)]);
        fill_share(&mut row, table.rows.len());
        table.push(row);
    }
    table.push_total(1, "Tổng cộng", &[2, 3, 4, 6, 7, 8, 9, 10, 11, 12]);
    let last = table.rows.len() - 1;
    fill_share(&mut table.rows[last], last);
    table
}

fn forms(facts: &Facts) -> Table {
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Hình thức", 20.0),
        Column::right("Số buổi", 10.0),
        Column::right("Lượt HS", 10.0),
        Column::right("Lượt HS nữ", 10.0),
    ];
    let mut table = Table::new(FORMS, columns);
    table.title = "Số buổi tư vấn theo hình thức".to_owned();
    for (number, form) in (1u32..).zip(&facts.counselling.forms) {
        table.push(vec![
            Cell::count(number),
            Cell::text(form.label.clone()),
            Cell::count(form.sessions),
            Cell::count(form.heads),
            Cell::count(form.female),
        ]);
    }
    table.push_total(1, "Tổng cộng", &[2, 3, 4]);
    table
}

/// `Khối 10`, and the level where two of the school's have the grade.
fn label(grade: &CounselGrade, facts: &Facts) -> String {
    let same = facts.counselling.grades.iter();
    let is_shared = same.filter(|other| other.grade == grade.grade).count() > 1;
    match is_shared {
        true => format!("Khối {} {}", grade.grade, Level::label(grade.level)),
        false => format!("Khối {}", grade.grade),
    }
}

fn fill_share(row: &mut [Cell], at: usize) {
    let number = |column: usize| row[column].number().unwrap_or(0);
    let part = (Place::here(at, COUNSELLED), number(COUNSELLED));
    let whole = (Place::here(at, STUDENTS), number(STUDENTS));
    row[SHARE] = Formula::percent(part, whole).into();
}
