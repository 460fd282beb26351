//! What the guidance rests on: sheets "Đội ngũ", "CSVC-Học liệu" and "Kiểm tra-Khen thưởng"
//! (mission-table, rows 17–19, 134, 207–212, 250; annual-report, C.2).

use crate::domain::means::{Inspection, Staff, counselors};
use crate::kernel::Date;
use crate::report::facts::Facts;
use crate::report::outline::{Cell, Column, Sheet, Table};

pub const STAFF: &str = "staff";
pub const MATERIALS: &str = "materials";
pub const INSPECTIONS: &str = "inspections";

/// Who does guidance, by which decision, and whether they meet the requirements.
pub fn staff(facts: &Facts) -> Sheet {
    let heading = "ĐỘI NGŨ LÀM CÔNG TÁC HƯỚNG NGHIỆP";
    let mut sheet = Sheet::new(STAFF, "Đội ngũ", heading).landscape();
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Họ và tên", 24.0),
        Column::left("Chức vụ", 18.0),
        Column::left("Trình độ", 16.0),
        Column::left("Nhiệm vụ được phân công", 30.0),
        Column::left("Quyết định số, ngày", 20.0),
        Column::left("Khóa bồi dưỡng", 24.0),
        Column::center("Đạt yêu cầu", 11.0),
    ];
    let mut table = Table::new(STAFF, columns);
    for (number, one) in (1u32..).zip(&facts.staff) {
        table.push(vec![
            Cell::count(number),
            text(&one.full_name),
            text(&joined(&[&one.post, &one.subject])),
            text(&one.degree),
            text(&duty(one)),
            text(&decision(&one.decision_number, one.decision_on.as_deref())),
            text(&one.training),
            Cell::text(match (one.is_counselor, one.is_qualified) {
                (false, _) => "",
                (true, Some(true)) => "Đạt",
                (true, Some(false)) => "Chưa đạt",
                (true, None) => "Chưa xét",
            }),
        ]);
    }
    sheet.tables.push(table);
    sheet.notes.push(match counselors(&facts.staff) {
        Some((all, qualified)) => {
            format!("{all} giáo viên kiêm nhiệm tư vấn hướng nghiệp, {qualified} đạt yêu cầu.")
        }
        None => "Chưa ghi giáo viên kiêm nhiệm tư vấn hướng nghiệp nào.".to_owned(),
    });
    sheet
}

/// Rooms, equipment, books, and what the standard asks for beside what is there.
pub fn materials(facts: &Facts) -> Sheet {
    let heading = "CƠ SỞ VẬT CHẤT, HỌC LIỆU HƯỚNG NGHIỆP";
    let mut sheet = Sheet::new(MATERIALS, "CSVC-Học liệu", heading).landscape();
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Tên", 36.0),
        Column::left("Loại", 16.0),
        Column::center("ĐVT", 9.0),
        Column::right("Số lượng", 10.0),
        Column::right("Mức cần có", 10.0),
        Column::left("Tình trạng", 20.0),
        Column::left("Nguồn", 22.0),
    ];
    let mut table = Table::new(MATERIALS, columns);
    for (number, one) in (1u32..).zip(&facts.materials) {
        table.push(vec![
            Cell::count(number),
            text(&one.name),
            Cell::text(material_label(&one.form)),
            text(&one.unit),
            Cell::count(one.quantity),
            one.wanted.map_or(Cell::Empty, Cell::count),
            text(&one.state),
            text(&one.source),
        ]);
    }
    sheet.tables.push(table);
    let short: Vec<String> = (facts.materials.iter())
        .filter(|one| one.missing() > 0)
        .map(|one| joined_with(" ", &[&one.missing().to_string(), &one.unit, &one.name]))
        .collect();
    sheet
        .notes
        .push(match (facts.materials.is_empty(), short.is_empty()) {
            (true, _) => "Chưa ghi cơ sở vật chất, học liệu nào.".to_owned(),
            (_, true) => "Không thiếu gì so với mức cần có.".to_owned(),
            (_, false) => format!("Còn thiếu so với mức cần có: {}.", short.join("; ")),
        });
    sheet
}

/// Inspections with what they asked for, then commendations.
pub fn inspections(facts: &Facts) -> Sheet {
    let heading = "KIỂM TRA, KHEN THƯỞNG";
    let mut sheet = Sheet::new(INSPECTIONS, "Kiểm tra-Khen thưởng", heading).landscape();
    let is_praise = |one: &&Inspection| one.form == "commendation";
    let columns = vec![
        Column::center("STT", 5.0),
        Column::center("Ngày", 11.0),
        // First of the words: by it a later report finds the row again.
        Column::left("Nội dung", 28.0),
        Column::left("Hình thức", 14.0),
        Column::left("Đoàn kiểm tra", 22.0),
        Column::left("Kết luận", 24.0),
        Column::left("Kiến nghị", 22.0),
        Column::center("Hạn khắc phục", 11.0),
        Column::center("Đã khắc phục", 11.0),
    ];
    let mut checks = Table::new(INSPECTIONS, columns);
    let own = facts.inspections.iter().filter(|one| !is_praise(one));
    for (number, one) in (1u32..).zip(own) {
        checks.push(vec![
            Cell::count(number),
            day(Some(&one.held_on)),
            text(&one.subject),
            Cell::text(match one.form.as_str() {
                "self_check" => "Tự kiểm tra",
                _ => "Được kiểm tra",
            }),
            text(&one.body),
            text(&one.conclusion),
            text(&one.request),
            day(one.due_on.as_deref()),
            match (one.done_on.as_deref(), one.request.is_empty()) {
                (None, false) => Cell::text("Chưa"),
                (done, _) => day(done),
            },
        ]);
    }
    let columns = vec![
        Column::center("STT", 5.0),
        Column::center("Ngày", 11.0),
        Column::left("Đối tượng, thành tích", 44.0),
        Column::left("Cấp khen", 24.0),
        Column::left("Số quyết định", 20.0),
        Column::left("Ghi chú", 24.0),
    ];
    let mut praises = Table::new("commendations", columns);
    let own = facts.inspections.iter().filter(is_praise);
    for (number, one) in (1u32..).zip(own) {
        praises.push(vec![
            Cell::count(number),
            day(Some(&one.held_on)),
            text(&one.subject),
            text(&one.body),
            text(&one.decision_number),
            text(&one.note),
        ]);
    }
    let open = facts.inspections.iter().filter(|one| one.is_open()).count();
    sheet.notes.push(match (checks.rows.len(), praises.rows.len()) {
        (0, 0) => "Chưa ghi đợt kiểm tra, khen thưởng nào.".to_owned(),
        (checks, praises) => format!(
            "{checks} đợt kiểm tra, {open} kiến nghị chưa khắc phục; {praises} lượt khen thưởng."
        ),
    });
    sheet.tables.push(checks);
    sheet.tables.push(praises);
    sheet
}

fn material_label(form: &str) -> &'static str {
    match form {
        "room" => "Phòng, không gian",
        "equipment" => "Thiết bị",
        "book" => "Sách, tài liệu",
        "software" => "Phần mềm, học liệu số",
        _ => "Khác",
    }
}

fn duty(one: &Staff) -> String {
    match one.is_counselor {
        true => joined_with("; ", &["Tư vấn hướng nghiệp", &one.duty]),
        false => one.duty.clone(),
    }
}

/// `96/QĐ-THCS ngày 09/09/2025`
fn decision(number: &str, on: Option<&str>) -> String {
    match on.and_then(|on| on.parse::<Date>().ok()) {
        Some(on) if !number.is_empty() => format!("{number} ngày {}", on.for_people()),
        Some(on) => on.for_people(),
        None => number.to_owned(),
    }
}

fn day(text: Option<&str>) -> Cell {
    let day = text.and_then(|text| text.parse().ok());
    day.map_or(Cell::Empty, Cell::Date)
}

fn text(text: &str) -> Cell {
    Cell::text(text.to_owned())
}

fn joined(parts: &[&str]) -> String {
    joined_with(", ", parts)
}

fn joined_with(between: &str, parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(between)
}
