//! The log of the system as a workbook: every act with its link of the chain.

use crate::report::xlsx::plain::PlainSheet;

/// One act.
pub struct AuditRow {
    pub act: i64,
    /// As people write it.
    pub at: String,
    pub by: String,
    pub label: String,
    pub what: String,
    pub rows: i64,
    pub undoes: Option<i64>,
    pub is_undone: bool,
    pub is_here: bool,
    /// Of this act and the whole chain before it.
    pub hash: String,
}

/// Lays the acts out as one table.
pub fn sheet(rows: impl Iterator<Item = AuditRow>) -> PlainSheet {
    PlainSheet {
        name: "Nhật ký hệ thống".to_owned(),
        head: HEAD.map(str::to_owned).to_vec(),
        rows: rows.map(cells).collect(),
    }
}

const HEAD: [&str; 10] = [
    "Dòng số",
    "Lúc",
    "Người",
    "Việc",
    "Đã đổi",
    "Số dòng đổi",
    "Hoàn tác dòng số",
    "Đã hoàn tác",
    "Ở máy này",
    "Mã chuỗi",
];

fn cells(row: AuditRow) -> Vec<String> {
    let mark = |is: bool| if is { "x" } else { "" }.to_owned();
    vec![
        row.act.to_string(),
        row.at,
        row.by,
        row.label,
        row.what,
        row.rows.to_string(),
        row.undoes.map(|act| act.to_string()).unwrap_or_default(),
        mark(row.is_undone),
        mark(row.is_here),
        row.hash,
    ]
}
