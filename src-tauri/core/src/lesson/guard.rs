//! Slows down whoever tries codes.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Wrong tries that cost nothing: a typing error is human.
const FREE: u32 = 3;
/// The longest pause.
const LONGEST: u64 = 60;
/// Wrong tries of everybody together within a minute after which all wait.
const TOGETHER: usize = 60;

#[derive(Default)]
pub struct Guard {
    /// By address: wrong tries, and until when it waits.
    tries: HashMap<String, (u32, Instant)>,
    lately: Vec<Instant>,
}

impl Guard {
    /// Seconds that an address still waits.
    pub fn pause(&mut self, from: &str, now: Instant) -> Option<u64> {
        let minute = Duration::from_secs(LONGEST);
        self.lately
            .retain(|at| now.saturating_duration_since(*at) < minute);
        let own = self.tries.get(from).map(|(_, until)| *until);
        let all = (self.lately.len() >= TOGETHER).then(|| now + Duration::from_secs(10));
        let until = own.into_iter().chain(all).max()?;
        let left = until.saturating_duration_since(now);
        (!left.is_zero()).then(|| left.as_secs().max(1))
    }

    /// A wrong try: from the fourth on each costs twice the time of the one before.
    pub fn wrong(&mut self, from: &str, now: Instant) {
        self.lately.push(now);
        let (count, until) = self.tries.entry(from.to_owned()).or_insert((0, now));
        *count += 1;
        if *count > FREE {
            let seconds = 2u64.saturating_pow(*count - FREE).min(LONGEST);
            *until = now + Duration::from_secs(seconds);
        }
    }
}
