//! The tokens that every store function takes. Only the book's two doors make them, so SQL cannot
//! be reached around the role check, the transaction and the audit row.

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use rusqlite::{Connection, Params, Row};

use crate::error::Result;
use crate::kernel::{Date, Instant};

/// Permission to read the open book.
pub struct Reading<'a> {
    connection: &'a Connection,
    /// None inside a write: what it reads may not stand in the end.
    memory: Option<&'a Memory>,
    /// The year that this person looks at; the book's own where there is none.
    year: Option<&'a str>,
}

/// What was read since the last write. The book forgets it all at the next one.
#[derive(Default)]
pub struct Memory(RefCell<HashMap<String, Arc<dyn Any + Send + Sync>>>);

impl Memory {
    /// A page and the report ask for two or three things; more would only fill the memory.
    const MOST: usize = 4;

    pub(crate) fn forget(&self) {
        self.0.borrow_mut().clear();
    }
}

/// Permission to change the open book, inside one transaction and one act.
pub struct Writing<'a> {
    reading: Reading<'a>,
    /// The moment of the act; it stamps every row.
    pub now: Instant,
    /// Today in Vietnam.
    pub today: Date,
    /// This machine; it stamps every row, so that two machines can be merged.
    pub device: &'a str,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Self {
        Reading {
            connection,
            memory: None,
            year: None,
        }
    }

    pub(crate) fn with_memory(connection: &'a Connection, memory: &'a Memory) -> Self {
        Reading {
            memory: Some(memory),
            ..Reading::new(connection)
        }
    }

    pub(crate) fn turned_to(self, year: Option<&'a str>) -> Self {
        Reading { year, ..self }
    }

    pub(crate) fn year(&self) -> Option<&'a str> {
        self.year
    }

    /// What `read` gives, read once between two writes. `key` says what it is, as exactly as `read`.
    pub(crate) fn remembered<T: Send + Sync + 'static>(
        &self,
        key: &str,
        read: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        let Some(Memory(known)) = self.memory else {
            return Ok(Arc::new(read()?));
        };
        let found = known.borrow().get(key).cloned();
        if let Some(found) = found.and_then(|found| found.downcast().ok()) {
            return Ok(found);
        }
        let fresh = Arc::new(read()?);
        let mut known = known.borrow_mut();
        if known.len() >= Memory::MOST {
            known.clear();
        }
        known.insert(key.to_owned(), fresh.clone());
        Ok(fresh)
    }

    pub(crate) fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// Every row that the query gives, each through `map`.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement
            .query_map(params, map)?
            .collect::<rusqlite::Result<Vec<T>>>()?;
        Ok(rows)
    }

    /// The first row that the query gives, if any.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        Ok(match rows.next()? {
            Some(row) => Some(map(row)?),
            None => None,
        })
    }

    /// The one number that the query gives.
    pub(crate) fn number(&self, sql: &str, params: impl Params) -> Result<i64> {
        Ok(self.row(sql, params, |row| row.get(0))?.unwrap_or(0))
    }
}

impl<'a> Writing<'a> {
    pub(crate) fn new(
        connection: &'a Connection,
        now: Instant,
        today: Date,
        device: &'a str,
    ) -> Self {
        Writing {
            reading: Reading::new(connection),
            now,
            today,
            device,
        }
    }

    pub(crate) fn turned_to(self, year: Option<&'a str>) -> Self {
        let reading = self.reading.turned_to(year);
        Writing { reading, ..self }
    }

    /// Runs one statement; answers how many rows it changed.
    pub(crate) fn run(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.connection.prepare_cached(sql)?.execute(params)?)
    }

    /// The `changed_at` of every row that this act writes.
    pub(crate) fn stamp(&self) -> String {
        self.now.to_string()
    }
}

impl<'a> Deref for Writing<'a> {
    type Target = Reading<'a>;

    fn deref(&self) -> &Reading<'a> {
        &self.reading
    }
}
