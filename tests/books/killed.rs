//! The program is killed while it writes: what it acknowledged is there.

use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};
use support::make::{School, activity, texts};
use support::people::AN;
use support::program::Terminal;

/// Rounds of a usual run; `HUONG_NGHIEP_KILL_ROUNDS` asks for more.
const ROUNDS: u64 = 50;

#[test]
fn every_acknowledged_activity_survives_a_kill_at_any_moment() {
    let rounds = std::env::var("HUONG_NGHIEP_KILL_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let school = School::new();
    let terminal = Terminal::new(&school.path("home"), &school.book, AN.password);
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..rounds.unwrap_or(ROUNDS) {
        acknowledged.extend(write_until_killed(&terminal, round));

        let mut an = school.sit(AN);
        let there = texts(&an.call("activity_list", json!({})), "id");
        let lost: Vec<&String> = acknowledged
            .iter()
            .filter(|id| !there.contains(id))
            .collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
        // A kill between the commit and its answer leaves one more than was acknowledged.
        assert!(there.len() as u64 <= acknowledged.len() as u64 + round + 1);
        let numbers = an.call(
            "activity_list",
            json!({"sort": "number", "ascending": true}),
        );
        let numbers: Vec<u64> = numbers
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["number"].as_u64().unwrap())
            .collect();
        assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
        // Opening after a kill has looked at every page; the chain of acts takes longer.
        if round % 10 == 0 {
            an.verify();
        }
        an.desk.close_without_backup().unwrap();
    }
    assert!(!acknowledged.is_empty());
    school.sit(AN).verify();
}

/// Feeds the program with activities and kills it at some moment after some acknowledgements;
/// answers the ids that it acknowledged.
pub fn write_until_killed(terminal: &Terminal, round: u64) -> Vec<String> {
    let chance = RandomState::new().hash_one(round);
    let mut command = terminal.command(&["call", "activity_add", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let feeding = std::thread::spawn(move || {
        for number in 0..10_000 {
            let request = activity(json!({"title": format!("Lượt {round}, việc {number}")}));
            if writeln!(stdin, "{request}").is_err() {
                return;
            }
        }
    });
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged: Vec<String> = Vec::new();
    for _ in 0..=chance % 20 {
        let Some(Ok(line)) = lines.next() else { break };
        acknowledged.extend(id_of(&line));
    }
    // Some moments into the next acts.
    for _ in 0..(chance >> 32) % 200_000 {
        std::hint::spin_loop();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said before it died counts too; its last line may be torn.
    acknowledged.extend(lines.map_while(Result::ok).filter_map(|line| id_of(&line)));
    feeding.join().unwrap();
    assert!(
        !acknowledged.is_empty(),
        "nothing was acknowledged in round {round}"
    );
    acknowledged
}

fn id_of(line: &str) -> Option<String> {
    let answer: Value = serde_json::from_str(line).ok()?;
    answer["value"]["id"].as_str().map(str::to_owned)
}
