//! The class lists that were imported.

use rusqlite::named_params;

use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// A class list that was taken.
#[derive(Debug, Clone)]
pub struct StoredImport {
    /// The act that wrote it.
    pub act: i64,
    /// Id of the account.
    pub account: String,
    pub at: String,
    pub year: String,
    pub file_name: String,
    pub counts: ImportCounts,
}

#[derive(Debug, Clone, Copy)]
pub struct ImportCounts {
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: u32,
}

/// Every import that stands, the newest first. Its act is the one whose row made it; an import
/// whose undo was given up (as after erasing a pupil) has act 0.
pub fn list(r: &Reading<'_>) -> Result<Vec<StoredImport>> {
    r.rows(
        "SELECT coalesce((SELECT max(u.act) FROM undo_row u
                          WHERE u.name = 'roster_import' AND u.after IS NOT NULL
                            AND instr(u.after, i.id) > 0), 0) AS act,
                i.account_id, i.changed_at, i.year, i.file_name, i.added, i.updated,
                i.unchanged, i.refused
         FROM roster_import i ORDER BY i.id DESC LIMIT 200",
        [],
        |row| {
            Ok(StoredImport {
                act: row.get(0)?,
                account: row.get(1)?,
                at: row.get(2)?,
                year: row.get(3)?,
                file_name: row.get(4)?,
                counts: ImportCounts {
                    new: row.get(5)?,
                    updated: row.get(6)?,
                    unchanged: row.get(7)?,
                    refused: row.get(8)?,
                },
            })
        },
    )
}

pub fn insert(
    w: &Writing<'_>,
    account: &str,
    year: &str,
    file_name: &str,
    counts: ImportCounts,
) -> Result<()> {
    w.run(
        "INSERT INTO roster_import (id, account_id, year, file_name, added, updated, unchanged,
                                    refused, changed_at, changed_on)
         VALUES (:id, :account, :year, :file_name, :added, :updated, :unchanged, :refused, :now,
                 :device)",
        named_params! {
            ":id": id::new(), ":account": account, ":year": year, ":file_name": file_name,
            ":added": counts.new, ":updated": counts.updated, ":unchanged": counts.unchanged,
            ":refused": counts.refused, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}
