//! Sheet "Nhiệm vụ": the year's plan, who did what by when (mission-table, A.17).

use crate::report::facts::Facts;
use crate::report::outline::{Cell, Column, Sheet, Table};

pub const ID: &str = "tasks";

pub fn sheet(facts: &Facts) -> Sheet {
    let heading = "NHIỆM VỤ TRONG KẾ HOẠCH NĂM HỌC";
    let mut sheet = Sheet::new(ID, "Nhiệm vụ", heading).landscape();
    let columns = vec![
        Column::center("STT", 5.0),
        Column::left("Nhiệm vụ", 34.0),
        Column::left("Chủ trì", 17.0),
        Column::left("Phối hợp", 18.0),
        Column::center("Thời hạn", 11.0),
        Column::center("Ngày hoàn thành", 11.0),
        Column::left("Kết quả/sản phẩm", 20.0),
        Column::center("Tình trạng", 12.0),
    ];
    let mut table = Table::new(ID, columns);
    let text = |text: &str| Cell::text(text.to_owned());
    let day = |day: Option<crate::kernel::Date>| day.map_or(Cell::Empty, Cell::Date);
    for (number, task) in (1u32..).zip(&facts.tasks) {
        table.push(vec![
            Cell::count(number),
            text(&task.title),
            text(&task.lead),
            text(&task.partners),
            day(task.due_on),
            day(task.done_on),
            text(&task.product),
            Cell::text(match task.standing.as_str() {
                "done" => "Xong",
                "late" => "Xong, trễ hạn",
                "overdue" => "Quá hạn",
                _ => "Chưa đến hạn",
            }),
        ]);
    }
    sheet.tables.push(table);
    let of = |standing: &str| {
        facts
            .tasks
            .iter()
            .filter(|task| task.standing == standing)
            .count()
    };
    sheet.notes.push(match facts.tasks.is_empty() {
        true => "Chưa lập kế hoạch năm.".to_owned(),
        false => format!(
            "{} nhiệm vụ: {} xong đúng hạn, {} xong trễ hạn, {} quá hạn.",
            facts.tasks.len(),
            of("done"),
            of("late"),
            of("overdue")
        ),
    });
    sheet
}
