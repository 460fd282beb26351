//! How a long act tells how far it is, and hears that it should stop.

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
