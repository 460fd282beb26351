//! What the same work costs by the libraries alone: SQLCipher with the program's own tables and
//! durability, without roles, checks, undo or audit.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// The program's own tables, empty.
const TABLES: &str = include_str!("../../src-tauri/core/src/store/migrations/0001_start.sql");

/// An encrypted, durable database with the program's tables.
pub fn open(path: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).unwrap();
    let key = format!("x'{}'", "5a".repeat(32));
    connection.pragma_update(None, "key", key).unwrap();
    connection
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -40000;")
        .unwrap();
    let mode: String = connection
        .query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))
        .unwrap();
    assert_eq!(mode, "wal");
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;")
        .unwrap();
    connection.execute_batch(TABLES).unwrap();
    connection
}
