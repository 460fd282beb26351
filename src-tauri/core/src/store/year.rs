//! The years of the book.

use rusqlite::{Row, named_params};

use crate::domain::year::Year;
use crate::error::Result;
use crate::store::school;
use crate::store::unit::{Reading, Writing};

/// Key of the year that the book is turned to.
const CURRENT: &str = "current_year";

/// Every year, newest first.
pub fn list(r: &Reading<'_>) -> Result<Vec<Year>> {
    let current = match r.year() {
        Some(own) => own.to_owned(),
        None => school::meta(r, CURRENT)?.unwrap_or_default(),
    };
    let years = r.rows(
        "SELECT year, starts_on, ends_on, is_locked FROM school_year ORDER BY year DESC",
        [],
        from_row,
    )?;
    Ok(years
        .into_iter()
        .map(|year| Year {
            is_current: year.year == current,
            ..year
        })
        .collect())
}

/// One year.
pub fn get(r: &Reading<'_>, name: &str) -> Result<Option<Year>> {
    Ok(list(r)?.into_iter().find(|year| year.year == name))
}

/// The year that the book is turned to, or the person who reads.
pub fn current(r: &Reading<'_>) -> Result<Option<Year>> {
    Ok(list(r)?.into_iter().find(|year| year.is_current))
}

/// Turns the book to a year.
pub fn set_current(w: &Writing<'_>, name: &str) -> Result<()> {
    school::set_meta(w, CURRENT, name)
}

/// Adds a year or changes its days.
pub fn update(w: &Writing<'_>, year: &Year) -> Result<()> {
    w.run(
        "INSERT INTO school_year (year, starts_on, ends_on, changed_at, changed_on)
         VALUES (:year, :starts_on, :ends_on, :now, :device)
         ON CONFLICT (year) DO UPDATE SET
             starts_on = excluded.starts_on, ends_on = excluded.ends_on,
             changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":year": year.year, ":starts_on": year.starts_on.to_string(),
            ":ends_on": year.ends_on.to_string(), ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Closes a year to every change, or opens it again.
pub fn set_locked(w: &Writing<'_>, name: &str, is_locked: bool) -> Result<()> {
    w.run(
        "UPDATE school_year SET is_locked = :is_locked, changed_at = :now, changed_on = :device
         WHERE year = :year",
        named_params! {
            ":year": name, ":is_locked": is_locked, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Year> {
    Ok(Year {
        year: row.get("year")?,
        starts_on: super::day(row, "starts_on")?,
        ends_on: super::day(row, "ends_on")?,
        is_locked: row.get("is_locked")?,
        is_current: false,
    })
}
