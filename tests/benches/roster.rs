//! A class list looked at and imported, over reading it with calamine and inserting its rows into
//! SQLCipher in one transaction.

use std::path::Path;

use calamine::{Reader, open_workbook_auto};
use huong_nghiep_core::demo::{self, DemoStudent};
use huong_nghiep_core::kernel::Clock;
use rusqlite::params;
use rust_xlsxwriter::Workbook;
use serde_json::json;
use support::make::School;
use support::people::AN;

use crate::bare;
use crate::table::{Table, middle, time};

const RUNS: usize = 5;
const HEADINGS: [&str; 8] = [
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Lớp",
    "Mã định danh Bộ GD&ĐT",
    "Số ĐDCN/CMND",
    "Điện thoại",
    "Dân tộc",
];

pub fn measure(table: &mut Table, rows: usize, folder: &Path) {
    let list = folder.join("danh-sach.xlsx");
    write(&list, rows);
    let (mut program, mut alone) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        let school = School::new();
        let mut seat = school.sit(AN);
        program.push(time(|| {
            let looked = seat.call("roster_open", json!({"path": list}));
            assert_eq!(looked["counts"]["new"], rows, "{looked}");
            let done = seat.call("roster_import", json!({"token": looked["token"]}));
            assert_eq!(done["value"]["new"], rows);
        }));
        seat.desk_closed();
        let connection = bare::open(&folder.join(format!("bare-{run}.db")));
        alone.push(time(|| read_and_insert(&list, connection, rows)));
    }
    let name = format!("Nhập danh sách {rows} em, kể cả xem trước");
    let bare = ("calamine + SQLCipher", middle(&mut alone));
    table.at_most(&name, middle(&mut program), bare, 2.0);
}

/// A list of one sheet, as schools keep it: texts, days as texts.
fn write(path: &Path, rows: usize) {
    let today = Clock::fixed("2026-04-20T02:00:00Z").today();
    let school = demo::make(7, rows, 1, today);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0u16..).zip(HEADINGS) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (row, student) in (1u32..).zip(school.students.iter().take(rows)) {
        let grade = 6 + row % 4;
        let class = format!("{grade}A{}", 1 + row / 4 % 18);
        for (column, text) in (0u16..).zip(texts(student, class)) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    workbook.save(path).unwrap();
}

fn texts(student: &DemoStudent, class: String) -> [String; 8] {
    [
        student.name.clone(),
        student.born_on.for_people(),
        if student.is_female { "Nữ" } else { "Nam" }.to_owned(),
        class,
        student.ministry_id.clone(),
        student.citizen_id.clone(),
        student.phone.clone(),
        student.ethnicity.to_owned(),
    ]
}

fn read_and_insert(list: &Path, mut connection: rusqlite::Connection, rows: usize) {
    let mut workbook = open_workbook_auto(list).unwrap();
    let range = workbook.worksheet_range_at(0).unwrap().unwrap();
    let transaction = connection.transaction().unwrap();
    let mut inserted = 0;
    {
        let mut student = transaction
            .prepare(
                "INSERT INTO student (id, name, sort_key, search, born_on, sex, ministry_id,
                     citizen_id, phone, ethnicity, changed_at, changed_on)
                 VALUES (?1, ?2, ?2, ?2, ?3, 'male', ?4, ?5, ?6, ?7, '2026-04-20T02:00:00Z', 'd')",
            )
            .unwrap();
        let mut enrolment = transaction
            .prepare(
                "INSERT INTO enrolment (id, student_id, year, class_id, changed_at, changed_on)
                 VALUES (?1, ?2, '2025-2026', ?3, '2026-04-20T02:00:00Z', 'd')",
            )
            .unwrap();
        for (number, row) in range.rows().skip(1).enumerate() {
            let text = |column: usize| row[column].to_string();
            let id = format!("0190a000-0000-7000-8000-{number:012}");
            student
                .execute(params![
                    id,
                    text(0),
                    text(1),
                    text(4),
                    text(5),
                    text(6),
                    text(7)
                ])
                .unwrap();
            enrolment
                .execute(params![format!("e{id}"), id, text(3)])
                .unwrap();
            inserted += 1;
        }
    }
    transaction.commit().unwrap();
    assert_eq!(inserted, rows);
}
