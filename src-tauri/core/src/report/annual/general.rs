//! Sheet "Thông tin chung": the school, its plan, its people, its classes.

use crate::kernel::Date;
use crate::report::facts::{Facts, Grade, Level};
use crate::report::formula::{Formula, Place};
use crate::report::outline::{Cell, Column, Sheet, Table};

pub const ID: &str = "general";
/// The table of grades; other sheets divide by its numbers of pupils.
pub const GRADES: &str = "grades";
pub const CLASSES: usize = 1;
pub const STUDENTS: usize = 2;
pub const FEMALE: usize = 3;
const MINORITY: usize = 5;

pub fn sheet(facts: &Facts) -> Sheet {
    let mut sheet = Sheet::new(ID, "Thông tin chung", "THÔNG TIN CHUNG VỀ NHÀ TRƯỜNG");
    let grades = grades(facts);
    sheet.tables = vec![school(facts, &grades), grades];
    let unknown: u32 = facts
        .grades
        .iter()
        .map(|grade| grade.ethnicity_unknown)
        .sum();
    if unknown > 0 {
        sheet.notes.push(format!(
            "Dân tộc thiểu số không tính {unknown} học sinh chưa ghi dân tộc."
        ));
    }
    sheet
}

/// The row of the table of grades that holds the pupils of a level, or of the school.
pub fn row_of(table: &Table, level: Option<Level>) -> Option<usize> {
    let label = match level {
        Some(level) => subtotal_label(level),
        None => WHOLE_SCHOOL.to_owned(),
    };
    let says = |row: &Vec<Cell>| matches!(row.first(), Some(Cell::Text(text)) if *text == label);
    table.rows.iter().position(says)
}

/// Where the pupils of a level, or of the school, stand; nowhere if the school lacks the level.
pub fn place_of_students(facts: &Facts, level: Option<Level>) -> Option<Place> {
    let levels = facts.levels();
    if level.is_some_and(|level| !levels.contains(&level)) {
        return None;
    }
    let row = row_of(&grades(facts), level)?;
    Some(Place::there(ID, GRADES, row, STUDENTS))
}

const WHOLE_SCHOOL: &str = "Toàn trường";

fn subtotal_label(level: Level) -> String {
    format!("Cộng cấp {}", level.label())
}

fn school(facts: &Facts, grades: &Table) -> Table {
    let columns = vec![
        Column::left("Chỉ tiêu", 50.0).spanning(4),
        Column::center("Số liệu", 40.0).spanning(3),
    ];
    let mut table = Table::new(ID, columns);
    let (school, profile) = (&facts.school, &facts.profile);
    let whole = row_of(grades, None).unwrap_or(0);
    let total = |column| Formula::same(ID, grades, whole, column).map_or(Cell::Empty, Cell::from);
    let levels: Vec<&str> = facts.levels().into_iter().map(Level::label).collect();
    let kind = if school.is_private {
        "Ngoài công lập"
    } else {
        "Công lập"
    };
    let rows = [
        ("Tên trường", text(&school.name)),
        ("Mã trường", text(&school.code)),
        ("Cấp học", Cell::text(levels.join(", "))),
        ("Loại hình", Cell::text(kind)),
        ("Xã, phường, đặc khu", text(&school.commune)),
        ("Tỉnh, thành phố", text(&school.province)),
        ("Cơ quan quản lý trực tiếp", text(&school.parent_body)),
        (
            "Thuộc vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn",
            yes_or_no(Some(school.is_disadvantaged)),
        ),
        ("Hiệu trưởng (thủ trưởng đơn vị)", text(&school.principal)),
        ("Tổng số lớp", total(CLASSES)),
        ("Tổng số học sinh", total(STUDENTS)),
        ("Trong đó: học sinh nữ", total(FEMALE)),
        ("Trong đó: học sinh dân tộc thiểu số", total(MINORITY)),
        ("Tổng số cán bộ, giáo viên, nhân viên", count(profile.staff)),
        (
            "Trong đó: nữ cán bộ, giáo viên, nhân viên",
            count(profile.staff_female),
        ),
        ("Số giáo viên", count(profile.teachers)),
        (
            "Số giáo viên kiêm nhiệm tư vấn hướng nghiệp",
            count(profile.counselors),
        ),
        (
            "Trong đó: đã được bồi dưỡng, đạt yêu cầu",
            count(profile.counselors_qualified),
        ),
        ("Số kế hoạch", text(&profile.plan_number)),
        ("Ngày ban hành kế hoạch", date(profile.plan_on)),
        (
            "Là nhiệm vụ trong kế hoạch giáo dục nhà trường",
            yes_or_no(profile.plan_is_in_school_plan),
        ),
        (
            "Là nhiệm vụ trọng tâm của năm học",
            yes_or_no(profile.is_key_task),
        ),
        (
            "Chương trình giáo dục hướng nghiệp gắn với địa phương",
            match (profile.has_programme, profile.programme.as_str()) {
                (Some(true), name) if !name.is_empty() => Cell::text(format!("Có: {name}")),
                (has, _) => yes_or_no(has),
            },
        ),
        ("Người phụ trách", text(&profile.person_in_charge)),
        ("Số quyết định phân công", text(&profile.decision_number)),
        ("Ngày quyết định phân công", date(profile.decision_on)),
    ];
    for (label, cell) in rows {
        table.push(vec![Cell::text(label), cell]);
    }
    table
}

fn grades(facts: &Facts) -> Table {
    let columns = vec![
        Column::left("Khối", 22.0),
        Column::right("Số lớp", 9.0),
        Column::right("Số học sinh", 12.0),
        Column::right("Nữ", 9.0),
        Column::right("Tỷ lệ nữ (%)", 12.0),
        Column::right("Dân tộc thiểu số", 12.0),
        Column::right("Tỷ lệ dân tộc thiểu số (%)", 14.0),
    ];
    let mut table = Table::new(GRADES, columns);
    table.title = "Lớp và học sinh theo khối".to_owned();
    let levels = facts.levels();
    let mut subtotals = Vec::new();
    for level in &levels {
        let start = table.rows.len();
        let of_level = |grade: &&Grade| grade.level == *level;
        for grade in facts.grades.iter().filter(of_level) {
            let row = grade_row(grade, table.rows.len());
            table.push(row);
        }
        let over = start..table.rows.len();
        let label = Cell::text(subtotal_label(*level));
        let row = total_row(&table, label, |column| {
            Formula::sum(&table.rows, column, over.clone())
        });
        subtotals.push(table.rows.len());
        table.push_strong(row);
    }
    let row = total_row(&table, Cell::text(WHOLE_SCHOOL), |column| {
        Formula::add_down(&table.rows, column, &subtotals)
    });
    table.push_strong(row);
    table
}

fn grade_row(grade: &Grade, at: usize) -> Vec<Cell> {
    // In continuing education the grade number alone would name two kinds of class.
    let label = match grade.level {
        Level::Gdtx => format!("Khối {} (GDTX)", grade.grade),
        Level::TieuHoc | Level::Thcs | Level::Thpt => format!("Khối {}", grade.grade),
    };
    let mut row = vec![
        Cell::text(label),
        Cell::count(grade.classes),
        Cell::count(grade.students),
        Cell::count(grade.female),
        Cell::Empty,
        Cell::count(grade.minority),
        Cell::Empty,
    ];
    fill_shares(&mut row, at);
    row
}

fn total_row(table: &Table, label: Cell, sum: impl Fn(usize) -> Formula) -> Vec<Cell> {
    let mut row = vec![label];
    for column in 1..table.columns.len() {
        row.push(match column {
            CLASSES | STUDENTS | FEMALE | MINORITY => sum(column).into(),
            _ => Cell::Empty,
        });
    }
    fill_shares(&mut row, table.rows.len());
    row
}

fn fill_shares(row: &mut [Cell], at: usize) {
    let whole = row[STUDENTS].number().unwrap_or(0);
    for part in [FEMALE, MINORITY] {
        let count = row[part].number().unwrap_or(0);
        let places = (Place::here(at, part), Place::here(at, STUDENTS));
        row[part + 1] = Formula::percent((places.0, count), (places.1, whole)).into();
    }
}

fn text(text: &str) -> Cell {
    Cell::text(text.to_owned())
}

fn count(count: Option<u32>) -> Cell {
    count.map_or(Cell::Empty, Cell::count)
}

fn date(day: Option<Date>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

fn yes_or_no(answer: Option<bool>) -> Cell {
    match answer {
        Some(true) => Cell::text("Có"),
        Some(false) => Cell::text("Không"),
        None => Cell::Empty,
    }
}
