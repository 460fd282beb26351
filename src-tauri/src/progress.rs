//! Tells the page how far a long act is, and hears that it should stop.

use std::sync::atomic::{AtomicBool, Ordering};

use huong_nghiep_core::progress::Progress;
use serde::Serialize;
use tauri::{AppHandle, Emitter};

/// The event that the page listens to.
const EVENT: &str = "progress";

/// Progress of the act that is under way.
pub struct WindowProgress {
    app: AppHandle,
    is_cancelled: AtomicBool,
}

#[derive(Clone, Serialize)]
struct Step {
    done: u64,
    total: u64,
}

impl WindowProgress {
    pub fn new(app: AppHandle) -> Self {
        WindowProgress {
            app,
            is_cancelled: AtomicBool::new(false),
        }
    }

    /// Asks the act to stop at its next step.
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// A new act begins: an old wish to stop is forgotten.
    pub fn begin(&self) {
        self.is_cancelled.store(false, Ordering::Relaxed);
    }
}

impl Progress for WindowProgress {
    fn step(&self, done: u64, total: u64) {
        // A page that is gone needs no progress.
        let _ = self.app.emit(EVENT, Step { done, total });
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}
