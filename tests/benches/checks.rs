//! All checks of a year, and the tables of where the leavers of every year went.

use std::time::Duration;

use serde_json::json;
use support::make::Seat;

use crate::table::{Table, middle, part, time};

const ROUNDS: usize = 20;
const CHECKS: Duration = Duration::from_millis(50);
const STREAMS: Duration = Duration::from_millis(100);

pub fn measure(table: &mut Table, seat: &mut Seat) {
    let sets = ["tt07-2022", "nghe-an-2025", "ba-dinh-2025", "tt16-2026"];
    seat.call("rule_set_use", json!({"rule_sets": sets}));
    for (name, command, limit) in [
        ("Mọi kiểm tra của một năm (p99)", "check_list", CHECKS),
        ("Bảng phân luồng của mọi năm (p99)", "outcome_get", STREAMS),
    ] {
        // The first call reads the file; a person waits for that once.
        seat.call(command, json!({}));
        let mut taken: Vec<Duration> = (0..ROUNDS)
            .map(|_| time(|| drop(seat.call(command, json!({})))))
            .collect();
        table.within(name, part(&mut taken, 99), middle(&mut taken), limit);
    }
}
