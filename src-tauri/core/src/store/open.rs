//! Opens the encrypted file: key, lock, pragmas, in the one order that is safe.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::crypt::DataKey;
use crate::error::{Error, Result};
use crate::store::{migrate, wal};

/// Marks our files (`SoHN`).
const APPLICATION_ID: i32 = 0x536F_484E;

/// What opening found.
pub struct Opened {
    pub connection: Connection,
    /// The last program on this book did not close it; it was checked and is whole.
    pub was_unclean: bool,
    /// An older program wrote it; it was brought up to date.
    pub was_older: bool,
    /// Acts that stood in the log behind a damaged place; the log is kept.
    pub lost: u32,
}

/// Makes the file of a new book.
pub fn create(path: &Path, key: &DataKey) -> Result<Connection> {
    let connection = unlock(path, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    prepare(&connection)?;
    migrate::to_newest(&connection)?;
    Ok(connection)
}

/// Opens an existing book, or refuses it untouched.
///
/// `copy_aside` is called once, before an older book is brought up to date.
pub fn open(
    path: &Path,
    key: &DataKey,
    copy_aside: impl FnOnce(&Connection) -> Result<()>,
) -> Result<Opened> {
    if !path.is_file() {
        return Err(Error::NotFound("book"));
    }
    refuse_newer(path, key)?;
    let log = wal::beside(path);
    let was_unclean = std::fs::metadata(&log).is_ok_and(|found| found.len() > 0);
    let lost = wal::lost(&log)?;
    if lost > 0 {
        wal::keep(&log)?;
    }
    let connection = unlock(path, key, OpenFlags::empty())?;
    // A log that was copied beside this file by hand may be another file's. Until both together
    // are whole, closing must not move the one into the other.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, was_unclean)?;
    prepare(&connection)?;
    if was_unclean {
        check_whole(&connection)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    }
    if lost > 0 {
        // The log begins anew: what is left of this one is not counted again. Where the disk is
        // full it is, which does no harm.
        let _ = settle(&connection);
    }
    let found = migrate::version(&connection)?;
    match found {
        version if version > migrate::NEWEST => return Err(Error::BookTooNew),
        version if version < migrate::NEWEST => {
            copy_aside(&connection)?;
            migrate::to_newest(&connection)?;
        }
        _ => {}
    }
    Ok(Opened {
        connection,
        was_unclean,
        was_older: found < migrate::NEWEST,
        lost,
    })
}

/// Opens a copy for reading, as a check of a backup does.
pub fn open_copy(path: &Path, key: &DataKey) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = keyed(Connection::open_with_flags(path, flags)?, key)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

/// Makes an empty file under the same key, for the backup API to fill.
pub fn create_copy(path: &Path, key: &DataKey) -> Result<Connection> {
    let connection = unlock(path, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.execute_batch("PRAGMA temp_store = MEMORY;")?;
    Ok(connection)
}

/// Copies the open book into one file that needs no log beside it.
pub fn copy(connection: &Connection, to: &Path, key: &DataKey) -> Result<()> {
    let mut target = create_copy(to, key)?;
    {
        let backup = rusqlite::backup::Backup::new(connection, &mut target)?;
        backup.run_to_completion(4096, std::time::Duration::ZERO, None)?;
    }
    let _mode: String = target.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    target.close().map_err(|(_, error)| Error::from(error))
}

/// Refuses a file whose pages, rows or indexes do not fit together.
pub fn check_whole(connection: &Connection) -> Result<()> {
    let cipher: Vec<String> = column(connection, "PRAGMA cipher_integrity_check")?;
    if !cipher.is_empty() {
        return Err(Error::BookDamaged("cipher_integrity_check".to_owned()));
    }
    let rows: Vec<String> = column(connection, "PRAGMA integrity_check(1)")?;
    match rows.first().map(String::as_str) {
        Some("ok") => Ok(()),
        _ => Err(Error::BookDamaged("integrity_check".to_owned())),
    }
}

/// Moves what the log still holds into the file, so that a copy of the file alone is whole.
pub fn settle(connection: &Connection) -> Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// Gives what was deleted no place in the file or its log.
pub fn shrink(connection: &Connection) -> Result<()> {
    connection.execute_batch("VACUUM")?;
    settle(connection)
}

fn column(connection: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Reads the version without a lock, a log or a write: a newer book stays byte for byte as it was.
fn refuse_newer(path: &Path, key: &DataKey) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let peek = Connection::open_with_flags(immutable_uri(path), flags)
        .map_err(Error::from)
        .and_then(|connection| keyed(connection, key))
        .and_then(|connection| migrate::version(&connection));
    match peek {
        Ok(version) if version > migrate::NEWEST => Err(Error::BookTooNew),
        // Another program may be writing at this moment; opening it properly will tell.
        _ => Ok(()),
    }
}

fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') && text.chars().nth(1) == Some(':') {
        uri.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                uri.push(char::from(byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri + "?immutable=1"
}

fn unlock(path: &Path, key: &DataKey, create: OpenFlags) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    keyed(Connection::open_with_flags(path, flags)?, key)
}

fn keyed(connection: Connection, key: &DataKey) -> Result<Connection> {
    // A wrong key or a damaged page is answered by an error, not by lines on standard error.
    connection
        .execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA cipher_log = off;")
        .ok();
    connection.pragma_update(None, "key", key.pragma())?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<()> {
    // One act runs some forty statements; each prepared anew costs more than it does.
    connection.set_prepared_statement_cache_capacity(256);
    // EXCLUSIVE before WAL: no shared-memory file, and SQLite itself refuses a second program.
    connection.execute_batch(
        "PRAGMA busy_timeout = 0;
         PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = 0;
         PRAGMA cache_size = -40000;",
    )?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::Bug(format!("journal_mode {mode}")));
    }
    // A commit costs 2–3 ms with FULL; NORMAL may lose the last ones when the power goes.
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    // Reading alone does not take the lock of a book that nobody has written to.
    connection.execute_batch("BEGIN IMMEDIATE; COMMIT;")?;
    Ok(())
}
