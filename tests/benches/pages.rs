//! Search and list pages: what a keystroke or a click waits for, in a book of one year and of all.

use std::time::Duration;

use serde_json::{Value, json};
use support::make::Seat;

use crate::table::{Table, middle, part, time};

const ROUNDS: usize = 30;
const LIMIT: Duration = Duration::from_millis(30);
/// The rows that the window asks for first.
const PAGE: u32 = 200;

pub fn measure(table: &mut Table, one: &mut Seat, ten: &mut Seat) {
    let asked = questions();
    let (mut of_one, mut of_ten) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        for (name, request) in &asked {
            let first = time(|| drop(one.call(name, request.clone())));
            let second = time(|| drop(ten.call(name, request.clone())));
            // The first round reads the file; a person waits for that once.
            if round > 0 {
                of_one.push((*name, request, first));
                of_ten.push((*name, request, second));
            }
        }
    }
    slowest(&of_ten);
    let (mut of_one, mut of_ten) = (times(&of_one), times(&of_ten));
    let (p99_one, p99_ten) = (part(&mut of_one, 99), part(&mut of_ten, 99));
    let name = "Tìm và mở trang danh sách (p99)";
    table.within(
        &format!("{name}, sổ 1 năm"),
        p99_one,
        middle(&mut of_one),
        LIMIT,
    );
    table.within(
        &format!("{name}, sổ 10 năm"),
        p99_ten,
        middle(&mut of_ten),
        LIMIT,
    );
    table.at_most(
        &format!("{name}, 10 năm so với 1 năm"),
        p99_ten,
        ("1 năm", p99_one),
        1.2,
    );
}

/// What the log, the pupils and the start page ask while a person types and looks around.
fn questions() -> Vec<(&'static str, Value)> {
    let mut asked = Vec::new();
    for text in [
        "",
        "n",
        "nghề",
        "tin học",
        "kĩ năng",
        "xưởng ô tô",
        "không có ai",
    ] {
        asked.push(("activity_list", json!({"text": text, "limit": PAGE})));
        asked.push(("activity_summary", json!({"text": text})));
    }
    for text in ["", "a", "nguyễn", "minh anh", "trần thị"] {
        asked.push(("student_list", json!({"text": text, "limit": PAGE})));
        asked.push(("student_count", json!({"text": text})));
    }
    asked.extend([
        (
            "student_list",
            json!({"only": {"grade": 9, "record": "open"}, "order": {"column": "born_on"}, "limit": PAGE}),
        ),
        ("activity_list", json!({"limit": PAGE, "after": 5000})),
        (
            "activity_list",
            json!({"status": "done", "sort": "title", "limit": PAGE}),
        ),
        ("activity_list", json!({"grade": 9, "limit": PAGE})),
        (
            "activity_list",
            json!({"from": "2025-11-01", "to": "2025-11-30", "limit": PAGE}),
        ),
        ("class_list", json!({})),
        ("survey_list", json!({})),
    ]);
    asked
}

fn times(measured: &[(&str, &Value, Duration)]) -> Vec<Duration> {
    measured.iter().map(|(.., time)| *time).collect()
}

/// Names the slowest question, for who wants to mend it.
fn slowest(measured: &[(&str, &Value, Duration)]) {
    let mut all: Vec<_> = measured.to_vec();
    all.sort_by_key(|(.., time)| *time);
    let mut named: Vec<String> = Vec::new();
    for (name, request, time) in all.iter().rev() {
        let question = format!("{name} {request}");
        if !named.contains(&question) {
            eprintln!("chậm nhất: {time:.1?} {question}");
            named.push(question);
        }
        if named.len() == 6 {
            break;
        }
    }
}
