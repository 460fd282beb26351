//! Sheet "Đánh giá chung": what the school writes beside its figures.

use crate::report::facts::{Facts, Narrative};
use crate::report::outline::{Cell, Column, Form, Sheet, Table};

pub const ID: &str = "assessment";

/// The six texts under their headings.
pub fn texts(narrative: &Narrative) -> [(&'static str, &str); 6] {
    [
        ("Tình hình", &narrative.situation),
        ("Ưu điểm", &narrative.strengths),
        ("Hạn chế", &narrative.weaknesses),
        ("Nguyên nhân", &narrative.causes),
        ("Kiến nghị", &narrative.proposals),
        ("Phương hướng", &narrative.directions),
    ]
}

pub fn sheet(facts: &Facts) -> Sheet {
    let heading = "ĐÁNH GIÁ CHUNG, KIẾN NGHỊ VÀ PHƯƠNG HƯỚNG";
    let mut sheet = Sheet::new(ID, "Đánh giá chung", heading);
    sheet.look.form = Form::Prose;
    let columns = vec![Column::left("Mục", 18.0), Column::left("Nội dung", 70.0)];
    let mut table = Table::new(ID, columns);
    for (heading, text) in texts(&facts.narrative) {
        table.push(vec![
            Cell::text(heading),
            Cell::text(text.trim().to_owned()),
        ]);
    }
    sheet.tables.push(table);
    sheet
}
