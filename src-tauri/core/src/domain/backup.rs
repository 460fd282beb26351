//! Backups: why one was made, what it says of itself, and which of them are kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::kernel::{Date, Instant};

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The book was closed after a change.
    Closing,
    /// Many rows were about to come in at once.
    Import,
    /// A person asked for it.
    Hand,
    /// Half an hour of work lay behind.
    Interval,
    /// Another copy was about to take the book's place.
    Restore,
    /// A newer program was about to bring the file up to date.
    Update,
}

/// How much a book holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Holdings {
    pub students: u32,
    pub activities: u32,
    /// Sealed evidence files.
    pub files: u32,
}

/// What a backup says of itself, readable without a password: nothing about a person, nothing
/// about the school.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Id of the book.
    pub book: String,
    pub reason: Reason,
    /// Version of the program that made it.
    pub version: String,
    /// Absent where the file was of an older format.
    #[serde(default)]
    pub counts: Option<Holdings>,
}

/// Which rung of the ladder keeps a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    Recent,
    Day,
    Week,
    Month,
}

/// Hours in which every copy is kept.
const RECENT_HOURS: i64 = 48;
/// Then so many copies, one a day, one a week, one a month; about a year, as Anki keeps them.
const RUNGS: [(Rung, usize); 3] = [(Rung::Day, 12), (Rung::Week, 10), (Rung::Month, 9)];
/// Work that may be lost by a broken disk, in minutes.
pub const INTERVAL_MINUTES: i64 = 30;

/// The rung of each copy, in the order given; nothing for a copy that may go.
///
/// The rungs count copies and not time, so that neither a summer without work nor a clock that
/// runs wrong empties the ladder. The newest copy is always kept.
pub fn ladder(now: Instant, copies: &[Instant]) -> Vec<Option<Rung>> {
    let mut newest_first: Vec<usize> = (0..copies.len()).collect();
    newest_first.sort_by_key(|at| std::cmp::Reverse(copies.get(*at)));
    let recent = now.plus_minutes(-RECENT_HOURS * 60);
    let mut rungs = RUNGS.into_iter();
    let mut rung = rungs.next();
    let mut last: Option<Date> = None;
    let mut kept = vec![None; copies.len()];
    for at in newest_first {
        let (Some(copy), Some(place)) = (copies.get(at), kept.get_mut(at)) else {
            continue;
        };
        let day = copy.day();
        if *copy >= recent {
            *place = Some(Rung::Recent);
            last = Some(day);
            continue;
        }
        let Some((on, left)) = rung.as_mut() else {
            continue;
        };
        if last.is_some_and(|last| same_span(*on, last, day)) {
            continue;
        }
        *place = Some(*on);
        last = Some(day);
        *left -= 1;
        if *left == 0 {
            rung = rungs.next();
        }
    }
    kept
}

/// Whether a copy is due: the first change that no copy holds is half an hour old.
pub fn is_due(now: Instant, changed_at: Option<Instant>) -> bool {
    changed_at.is_some_and(|at| now >= at.plus_minutes(INTERVAL_MINUTES))
}

fn same_span(rung: Rung, a: Date, b: Date) -> bool {
    match rung {
        Rung::Recent => false,
        Rung::Day => a == b,
        Rung::Week => a.week() == b.week(),
        Rung::Month => a.month_text() == b.month_text(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    /// Copies `hours` before `now`.
    fn before(now: Instant, hours: &[i64]) -> Vec<Instant> {
        hours.iter().map(|h| now.plus_minutes(-h * 60)).collect()
    }

    fn dropped(now: Instant, copies: &[Instant]) -> Vec<usize> {
        let kept = ladder(now, copies);
        (0..copies.len()).filter(|at| kept[*at].is_none()).collect()
    }

    #[test]
    fn every_copy_of_two_days_is_kept() {
        let now = at("2026-04-20T10:00:00Z");
        let copies = before(now, &[0, 1, 2, 3, 20, 21, 30, 47, 48]);
        assert_eq!(dropped(now, &copies), Vec::<usize>::new());
    }

    #[test]
    fn of_an_older_day_the_last_copy_is_kept() {
        let now = at("2026-04-20T10:00:00Z");
        let copies = ["2026-04-15T01:00:00Z", "2026-04-15T09:00:00Z"].map(at);
        assert_eq!(dropped(now, &copies), [0]);
    }

    #[test]
    fn a_day_is_a_day_in_vietnam() {
        let now = at("2026-04-20T10:00:00Z");
        // 23:00 on the 14th and 01:00 on the 15th in Vietnam.
        let copies = ["2026-04-14T16:00:00Z", "2026-04-14T18:00:00Z"].map(at);
        assert_eq!(dropped(now, &copies), Vec::<usize>::new());
    }

    #[test]
    fn a_single_copy_stays_however_old_it_is_and_whatever_the_clock_says() {
        for now in [
            "2026-04-20T10:00:00Z",
            "2099-01-01T00:00:00Z",
            "1999-01-01T00:00:00Z",
        ] {
            assert_eq!(dropped(at(now), &[at("2020-01-01T00:00:00Z")]), [0; 0]);
        }
    }

    #[test]
    fn a_clock_that_runs_years_ahead_empties_nothing() {
        let now = at("2026-04-20T10:00:00Z");
        let days: Vec<i64> = (0..12).map(|day| day * 24).collect();
        let copies = before(now, &days);
        assert_eq!(dropped(at("2066-01-01T00:00:00Z"), &copies), [0; 0]);
    }

    #[test]
    fn a_year_of_three_copies_a_day_leaves_the_whole_ladder_and_no_more() {
        let first = at("2025-09-01T00:30:00Z");
        let mut kept: Vec<Instant> = Vec::new();
        let mut now = first;
        for day in 0..400 {
            for hour in [1, 5, 9] {
                now = first.plus_minutes((day * 24 + hour) * 60);
                kept.push(now);
                let rungs = ladder(now, &kept);
                assert_eq!(rungs.last(), Some(&Some(Rung::Recent)), "the newest stays");
                let mut rungs = rungs.into_iter();
                kept.retain(|_| rungs.next().flatten().is_some());
            }
        }

        let rungs = ladder(now, &kept);
        let on = |rung: Rung| -> Vec<Date> {
            let pairs = kept.iter().zip(&rungs);
            let on = pairs.filter(|(_, found)| **found == Some(rung));
            on.map(|(copy, _)| copy.day()).collect()
        };
        assert!(on(Rung::Recent).len() >= 6);
        assert_eq!(on(Rung::Day).len(), 12);
        assert_eq!(
            on(Rung::Week)
                .iter()
                .map(|day| day.week())
                .collect::<BTreeSet<_>>()
                .len(),
            10
        );
        let months = on(Rung::Month);
        assert_eq!(
            months
                .iter()
                .map(|day| day.month_text())
                .collect::<BTreeSet<_>>()
                .len(),
            9
        );
        let oldest = months.iter().min().unwrap();
        assert!(oldest.days_until(now.day()) > 330, "{oldest}");
        assert!(kept.len() <= 7 + 12 + 10 + 9, "{}", kept.len());
    }

    #[test]
    fn a_copy_is_due_half_an_hour_after_the_first_change() {
        let now = at("2026-04-20T10:00:00Z");
        assert!(!is_due(now, None));
        assert!(!is_due(now, Some(now.plus_minutes(-29))));
        assert!(is_due(now, Some(now.plus_minutes(-30))));
    }
}
