//! Help that pupils got.

use rusqlite::named_params;

use crate::domain::aid::{AidDraft, AidLine};
use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// What a pupil got, the newest first.
pub fn list(r: &Reading<'_>, student: &str) -> Result<Vec<AidLine>> {
    r.rows(
        "SELECT id, given_on, kind, amount, source FROM aid
         WHERE student_id = :student AND deleted_at IS NULL
         ORDER BY given_on DESC, id DESC",
        named_params! { ":student": student },
        |row| {
            Ok(AidLine {
                id: row.get("id")?,
                given_on: row.get("given_on")?,
                kind: row.get("kind")?,
                amount: row.get("amount")?,
                source: row.get("source")?,
            })
        },
    )
}

/// Adds a line; answers its id.
pub fn insert(w: &Writing<'_>, student: &str, draft: &AidDraft) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO aid (id, student_id, given_on, kind, amount, source, changed_at, changed_on)
         VALUES (:id, :student, :given_on, :kind, :amount, :source, :now, :device)",
        named_params! {
            ":id": id, ":student": student, ":given_on": draft.given_on, ":kind": draft.kind,
            ":amount": draft.amount, ":source": draft.source, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Takes a line away; answers whether it was there.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<bool> {
    let rows = w.run(
        "UPDATE aid SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(rows > 0)
}
