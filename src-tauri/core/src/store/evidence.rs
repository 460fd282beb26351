//! Evidence files: what each is of. The bytes lie sealed in the book's folder.

use rusqlite::{Row, named_params};

use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// A file that proves an activity.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    pub id: String,
    pub activity: String,
    pub name: String,
    pub bytes: u64,
    /// BLAKE3 of the plain bytes, lower hex.
    pub hash: String,
    pub added_at: String,
}

const COLUMNS: &str = "id, activity_id, name, bytes, hash, added_at";

/// The files of an activity, the oldest first.
pub fn list(r: &Reading<'_>, activity: &str) -> Result<Vec<Evidence>> {
    r.rows(
        &format!(
            "SELECT {COLUMNS} FROM evidence
             WHERE activity_id = :activity AND deleted_at IS NULL ORDER BY id"
        ),
        named_params! { ":activity": activity },
        from_row,
    )
}

/// Every file of the book.
pub fn all(r: &Reading<'_>) -> Result<Vec<Evidence>> {
    r.rows(
        &format!("SELECT {COLUMNS} FROM evidence WHERE deleted_at IS NULL ORDER BY id"),
        [],
        from_row,
    )
}

pub fn get(r: &Reading<'_>, id: &str) -> Result<Option<Evidence>> {
    r.row(
        &format!("SELECT {COLUMNS} FROM evidence WHERE id = :id AND deleted_at IS NULL"),
        named_params! { ":id": id },
        from_row,
    )
}

pub fn insert(w: &Writing<'_>, evidence: &Evidence) -> Result<()> {
    w.run(
        "INSERT INTO evidence (id, activity_id, name, bytes, hash, added_at, changed_at,
                               changed_on)
         VALUES (:id, :activity, :name, :bytes, :hash, :added_at, :now, :device)",
        named_params! {
            ":id": evidence.id, ":activity": evidence.activity, ":name": evidence.name,
            ":bytes": i64::try_from(evidence.bytes).unwrap_or(i64::MAX), ":hash": evidence.hash,
            ":added_at": evidence.added_at, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Takes a file off its activity; its sealed bytes stay, so that this can be undone.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "UPDATE evidence SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        id: row.get("id")?,
        activity: row.get("activity_id")?,
        name: row.get("name")?,
        bytes: u64::try_from(row.get::<_, i64>("bytes")?).unwrap_or(0),
        hash: row.get("hash")?,
        added_at: row.get("added_at")?,
    })
}
