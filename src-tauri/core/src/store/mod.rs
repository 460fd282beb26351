//! The encrypted file: all SQL is here, and no rules.

pub mod account;
pub mod activity;
pub mod audit;
pub mod class;
pub mod evidence;
pub mod find;
pub mod journal;
pub mod migrate;
pub mod open;
pub mod school;
pub mod student;
pub mod survey;
pub mod trip;
pub mod unit;
pub mod verify;
pub mod year;

pub use unit::{Reading, Writing};

use rusqlite::Row;
use rusqlite::types::Type;

use crate::kernel::Date;

/// A day column.
fn day(row: &Row<'_>, column: &str) -> rusqlite::Result<Date> {
    let text: String = row.get(column)?;
    let at = row.as_ref().column_index(column)?;
    let bad = || rusqlite::Error::InvalidColumnType(at, column.to_owned(), Type::Text);
    text.parse().map_err(|()| bad())
}

/// A day column that may be empty.
fn day_or_none(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Date>> {
    match row.get::<_, Option<String>>(column)? {
        None => Ok(None),
        Some(_) => day(row, column).map(Some),
    }
}

/// A column whose text is one of our codes.
fn code<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    let at = row.as_ref().column_index(column)?;
    text.parse()
        .map_err(|_| rusqlite::Error::InvalidColumnType(at, column.to_owned(), Type::Text))
}
