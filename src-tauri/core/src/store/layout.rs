//! Layouts of class lists that a person corrected.

use std::collections::BTreeMap;

use rusqlite::named_params;

use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// By the hash of the headings: for each column the code of its field.
pub type Layouts = BTreeMap<String, BTreeMap<String, String>>;

/// Every layout that is known.
pub fn list(r: &Reading<'_>) -> Result<Layouts> {
    let rows = r.rows(
        "SELECT heading_hash, at, field FROM roster_layout ORDER BY heading_hash, at",
        [],
        |row| {
            Ok((
                row.get::<_, String>("heading_hash")?,
                row.get("at")?,
                row.get("field")?,
            ))
        },
    )?;
    let mut layouts = Layouts::new();
    for (hash, at, field) in rows {
        layouts.entry(hash).or_default().insert(at, field);
    }
    Ok(layouts)
}

/// Remembers the columns of a layout in place of those known before.
pub fn replace(w: &Writing<'_>, hash: &str, fields: &BTreeMap<String, String>) -> Result<()> {
    w.run(
        "DELETE FROM roster_layout WHERE heading_hash = :hash",
        named_params! { ":hash": hash },
    )?;
    for (at, field) in fields {
        w.run(
            "INSERT INTO roster_layout (heading_hash, at, field, changed_at, changed_on)
             VALUES (:hash, :at, :field, :now, :device)",
            named_params! {
                ":hash": hash, ":at": at, ":field": field, ":now": w.stamp(), ":device": w.device,
            },
        )?;
    }
    Ok(())
}
