//! How a long act tells how far it is, and hears that it should stop.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};

/// Follows one long act.
pub trait Progress {
    /// Says that `done` of `total` parts are done; `total` 0 means it is not known.
    fn step(&self, done: u64, total: u64);

    /// Whether the person asked to stop.
    fn is_cancelled(&self) -> bool;

    /// Reports a step and stops with [`Error::Cancelled`] when asked to.
    fn advance(&self, done: u64, total: u64) -> Result<()> {
        self.step(done, total);
        if self.is_cancelled() {
            Err(Error::Cancelled)
        } else {
            Ok(())
        }
    }
}

/// Nobody watches.
pub struct Silent;

impl Progress for Silent {
    fn step(&self, _done: u64, _total: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// How far the act under way is, as the page reads it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    #[ts(type = "number")]
    pub done: u64,
    /// 0 where it is not known.
    #[ts(type = "number")]
    pub total: u64,
}

/// Progress that another thread looks at, and through which it asks the act to stop.
#[derive(Debug, Default)]
pub struct Watched {
    done: AtomicU64,
    total: AtomicU64,
    is_cancelled: AtomicBool,
}

impl Watched {
    /// A new act begins: an old wish to stop is forgotten.
    pub fn begin(&self) {
        self.step(0, 0);
        self.is_cancelled.store(false, Ordering::Relaxed);
    }

    /// Asks the act to stop at its next step.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// How far the act is.
    pub fn now(&self) -> Step {
        Step {
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
        }
    }

    /// What a host answers beside the queue of commands, while one of them is under way.
    pub fn answer(&self, name: &str) -> Option<serde_json::Value> {
        match name {
            "cancel" => {
                self.cancel();
                Some(serde_json::Value::Null)
            }
            "progress" => serde_json::to_value(self.now()).ok(),
            _ => None,
        }
    }
}

impl Progress for Watched {
    fn step(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}
