//! The encrypted file: all SQL is here, and no rules.

pub mod account;
pub mod activity;
pub mod aid;
pub mod audit;
pub mod body;
pub mod class;
pub mod consent;
pub mod counsel;
pub mod document;
pub mod duplicate;
pub mod evidence;
pub mod find;
pub mod handover;
pub mod held;
pub mod issued;
pub mod journal;
pub mod layout;
pub mod means;
pub mod mention;
pub mod migrate;
pub mod occupation;
pub mod open;
pub mod outcome;
pub mod record;
pub mod retention;
pub mod roster_import;
pub mod rule_set;
pub mod school;
pub mod student;
pub mod student_view;
pub mod survey;
pub mod task;
pub mod trip;
pub mod unit;
pub mod verify;
pub mod wal;
pub mod year;

pub use unit::{Memory, Reading, Writing};

use rusqlite::types::{Type, ValueRef};
use rusqlite::{Row, RowIndex};

use crate::kernel::{Date, Instant};

/// A day column.
fn day(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<Date> {
    let at = column.idx(row.as_ref())?;
    let text = row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?;
    let bad = || rusqlite::Error::InvalidColumnType(at, text.to_owned(), Type::Text);
    text.parse().map_err(|()| bad())
}

/// A moment column.
fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Instant> {
    let text: String = row.get(column)?;
    let at = row.as_ref().column_index(column)?;
    let bad = |()| rusqlite::Error::InvalidColumnType(at, column.to_owned(), Type::Text);
    text.parse().map_err(bad)
}

/// A day column that may be empty.
fn day_or_none(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<Option<Date>> {
    let at = column.idx(row.as_ref())?;
    if row.get_ref(at)? == ValueRef::Null {
        return Ok(None);
    }
    day(row, at).map(Some)
}

/// A column whose text is one of our codes.
fn code<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    let at = row.as_ref().column_index(column)?;
    text.parse()
        .map_err(|_| rusqlite::Error::InvalidColumnType(at, column.to_owned(), Type::Text))
}
