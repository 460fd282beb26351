//! Everything of Sổ Hướng Nghiệp that is true without a screen.
//!
//! Data flows one way: a *command* (a name and JSON) is checked against the *domain*, goes through
//! the one door of the *book*, and is kept by the *store*; facts gathered from the store become
//! the *report*. The layers may look only downwards, and `tests/tidy` holds them to it:
//!
//! ```text
//! command → desk → book → store → domain ← report
//!    └────────── import · backup · crypt ──────┘      all → error, kernel
//! ```
//!
//! - `domain` imports nothing of ours but `error` and `kernel`, and does no IO, SQL or clock.
//! - `store` holds all SQL and no rules; its functions take a [`store::Reading`] or
//!   [`store::Writing`], which only the book can hand out.
//! - `report` never runs SQL: `report/gather.rs` asks the store.
//! - `command` holds no SQL and no arithmetic.

pub mod backup;
pub mod book;
pub mod command;
pub mod crypt;
pub mod demo;
pub mod desk;
pub mod domain;
pub mod error;
pub mod folder;
pub mod import;
pub mod kernel;
pub mod lesson;
pub mod messages;
pub mod paper;
pub mod progress;
pub mod report;
pub mod store;

pub use error::{Error, Fault, Result};
