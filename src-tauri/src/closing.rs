//! Asking the page to save before the window goes.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the page may take; one that is stuck keeps no window open.
const PATIENCE: Duration = Duration::from_secs(3);

/// Who waits for the page's answer, while somebody does.
#[derive(Default)]
pub struct Closing(Mutex<Option<Sender<bool>>>);

impl Closing {
    /// Asks the page by `tell` and waits: whether the window may go. It may not while it is asked
    /// already. Not for the window's thread.
    pub fn ask(&self, tell: impl FnOnce()) -> bool {
        self.ask_within(PATIENCE, tell)
    }

    fn ask_within(&self, patience: Duration, tell: impl FnOnce()) -> bool {
        let (answer, answered) = channel();
        {
            let mut waiting = self.waiting();
            if waiting.is_some() {
                return false;
            }
            *waiting = Some(answer);
        }
        tell();
        match answered.recv_timeout(patience) {
            // The answer took the sender with it; another press may wait there by now.
            Ok(goes) => goes,
            Err(_) => {
                *self.waiting() = None;
                true
            }
        }
    }

    /// Takes the page's answer to whoever waits for it; false when nobody does.
    pub fn answer(&self, goes: bool) -> bool {
        let waiting = self.waiting().take();
        waiting.is_some_and(|answer| answer.send(goes).is_ok())
    }

    fn waiting(&self) -> MutexGuard<'_, Option<Sender<bool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_decides() {
        let closing = Closing::default();
        for goes in [true, false] {
            let asked = closing.ask(|| assert!(closing.answer(goes)));
            assert_eq!(asked, goes);
        }
    }

    #[test]
    fn a_page_that_says_nothing_keeps_no_window_open() {
        let closing = Closing::default();
        assert!(closing.ask_within(Duration::from_millis(10), || {}));
        assert!(!closing.answer(true), "nobody waits any more");
    }

    #[test]
    fn a_second_press_on_the_cross_asks_nobody() {
        let closing = Closing::default();
        let goes = closing.ask(|| {
            assert!(!closing.ask(|| panic!("asked twice")));
            closing.answer(true);
        });
        assert!(goes);
    }
}
