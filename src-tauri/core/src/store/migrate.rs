//! Brings an older book up to date: numbered steps, frozen once released.

use rusqlite::Connection;

use crate::error::Result;

/// The steps in order; `user_version` counts those that a book has had.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_trip.sql"),
    include_str!("migrations/0003_index.sql"),
    include_str!("migrations/0004_record.sql"),
    include_str!("migrations/0005_consent.sql"),
    include_str!("migrations/0006_counselling.sql"),
    include_str!("migrations/0007_layout.sql"),
    include_str!("migrations/0008_question.sql"),
    include_str!("migrations/0009_reach.sql"),
    include_str!("migrations/0010_anonymous.sql"),
    include_str!("migrations/0011_list.sql"),
    include_str!("migrations/0012_occupation.sql"),
    include_str!("migrations/0013_outcome.sql"),
    include_str!("migrations/0014_rule.sql"),
    include_str!("migrations/0015_task.sql"),
    include_str!("migrations/0016_handover.sql"),
    include_str!("migrations/0017_issued.sql"),
    include_str!("migrations/0018_document.sql"),
    include_str!("migrations/0019_shared.sql"),
    include_str!("migrations/0020_unclear.sql"),
    include_str!("migrations/0021_evidence.sql"),
    include_str!("migrations/0022_undo_key.sql"),
    include_str!("migrations/0023_erasing.sql"),
    include_str!("migrations/0024_ethnicity.sql"),
    include_str!("migrations/0025_request.sql"),
    include_str!("migrations/0026_means.sql"),
];

/// The version this program writes.
pub const NEWEST: i64 = STEPS.len() as i64;

/// The version of a book.
pub fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Runs the missing steps in one transaction: all of them or none.
pub fn to_newest(connection: &Connection) -> Result<()> {
    let from = usize::try_from(version(connection)?).unwrap_or(0);
    let transaction = connection.unchecked_transaction()?;
    for step in STEPS.iter().skip(from) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", NEWEST)?;
    transaction.commit()?;
    Ok(())
}
