//! Saving one activity, over one durable commit of a bare row in SQLCipher.

use std::path::Path;

use rusqlite::params;
use serde_json::json;
use support::make::{Seat, over};

use crate::bare;
use crate::table::{Table, middle, time};

const RUNS: i64 = 200;

pub fn measure(table: &mut Table, seat: &mut Seat, folder: &Path) {
    let connection = bare::open(&folder.join("save.db"));
    let mut insert = connection
        .prepare(
            "INSERT INTO activity (id, year, number, kind, title, search, status, starts_on,
                 place, students, changed_at, changed_on)
             VALUES (?1, '2025-2026', ?2, 'club', ?3, ?3, 'done', '2026-03-04', 'Sân trường', 40,
                 '2026-04-20T02:00:00Z', 'd')",
        )
        .unwrap();
    let (mut program, mut alone) = (Vec::new(), Vec::new());
    for run in 1..=RUNS {
        let title = format!("Câu lạc bộ nhà sáng chế, buổi {run}");
        let draft = over(
            json!({
                "kind": "club", "status": "done", "starts_on": "2026-03-04",
                "place": "Sân trường", "grades": [9],
                "counts": {"students": 40, "female": 20, "parents": 0, "staff": 2, "community": 0},
            }),
            json!({"title": title}),
        );
        program.push(time(|| drop(seat.call("activity_add", draft))));
        let id = format!("0190a000-0000-7000-8000-{run:012}");
        alone.push(time(|| {
            insert.execute(params![id, run, title]).unwrap();
        }));
    }
    let bare = ("một lần ghi bền của SQLCipher", middle(&mut alone));
    table.at_most("Ghi một hoạt động", middle(&mut program), bare, 3.0);
}
