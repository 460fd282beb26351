//! The only place that prints.
#![expect(clippy::print_stderr, reason = "printing is what it is for")]

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use huong_nghiep_core::Fault;
use huong_nghiep_core::error::{Error, Result};
use huong_nghiep_core::progress::Progress;
use indicatif::ProgressBar;
use serde::Serialize;

/// Prints for people or as JSON.
pub struct Printer {
    is_json: bool,
}

impl Printer {
    pub fn new(is_json: bool) -> Self {
        Printer { is_json }
    }

    /// One answer: JSON when it was asked for, else the words that `words` gives.
    pub fn answer<T: Serialize>(&self, answer: &T, words: impl FnOnce(&T) -> String) -> Result<()> {
        if self.is_json {
            self.json(answer)
        } else {
            line(&words(answer))
        }
    }

    /// One JSON value, always.
    pub fn json<T: Serialize>(&self, answer: &T) -> Result<()> {
        let text = serde_json::to_string_pretty(answer).map_err(|_| Error::Bug("json".into()))?;
        line(&text)
    }

    /// One compact JSON value on a line of its own, written out at once.
    pub fn compact<T: Serialize>(&self, answer: &T) -> Result<()> {
        line(&serde_json::to_string(answer).map_err(|_| Error::Bug("json".into()))?)
    }

    /// Text as it is.
    pub fn text(&self, text: &str) -> Result<()> {
        line(text.trim_end())
    }

    /// Says why nothing was done, and with which exit status.
    pub fn refuse(&self, error: &Error) -> ExitCode {
        let fault = Fault::from(error);
        if self.is_json {
            eprintln!("{}", serde_json::to_string(&fault).unwrap_or_default());
        } else {
            eprintln!("{}", fault.message);
            for field in &fault.fields {
                eprintln!("  {}: {}", field.field, field.message);
            }
        }
        ExitCode::from(error.exit())
    }

    /// Shows a bar on standard error for what takes more than a second, on a terminal only.
    pub fn progress(&self) -> Arc<dyn Progress + Send + Sync> {
        let is_shown = !self.is_json && std::io::stderr().is_terminal();
        Arc::new(Bar {
            is_shown,
            begun: Mutex::new(None),
        })
    }
}

/// What clap says of wrong words: help on standard output, errors on standard error, status 2.
pub fn misused(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

fn line(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    match written {
        // Whoever reads us has enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Error::file("write", std::path::Path::new("stdout"), error)),
    }
}

struct Bar {
    is_shown: bool,
    begun: Mutex<Option<(Instant, Option<ProgressBar>)>>,
}

impl Progress for Bar {
    fn step(&self, done: u64, total: u64) {
        let Ok(mut begun) = self.begun.lock() else {
            return;
        };
        let (since, bar) = begun.get_or_insert_with(|| (Instant::now(), None));
        if self.is_shown && bar.is_none() && since.elapsed() > Duration::from_secs(1) {
            *bar = Some(ProgressBar::new(total));
        }
        if let Some(bar) = bar {
            bar.set_length(total);
            bar.set_position(done);
        }
        if total > 0
            && done >= total
            && let Some((_, Some(bar))) = begun.take()
        {
            bar.finish_and_clear();
        }
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}
