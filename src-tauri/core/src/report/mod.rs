//! What the school hands in: facts gathered once, laid out as tables, written by one writer each.
//!
//! ```text
//! Facts → annual::outline → Outline → xlsx::write (through file::write_whole) or JSON
//! ```
//!
//! A new sheet is one file under `annual/` and one line in `annual/mod.rs`; writers know no sheet
//! by name. Nothing here runs SQL or asks the clock.

pub mod annual;
pub mod audit;
pub mod docx;
pub mod facts;
pub mod file;
pub mod formula;
pub mod frozen;
pub mod gather;
pub mod handover;
pub mod log;
pub mod outcome_calls;
pub mod outline;
pub mod printed;
pub mod sealed;
pub mod student;
pub mod student_list;
pub mod survey_results;
pub mod trip;
pub mod words;
pub mod xlsx;

pub use facts::Facts;
pub use file::{Written, write_whole};
pub use outline::{Missing, Outline, Sheet, Table};

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
