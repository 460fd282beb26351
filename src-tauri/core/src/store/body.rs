//! What the school says of the bodies it writes to.

use rusqlite::named_params;

use crate::domain::body::Body;
use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// The school's own entries.
pub fn list(r: &Reading<'_>) -> Result<Vec<Body>> {
    r.rows(
        "SELECT code, name, also, valid_from, valid_to, successor, source FROM body ORDER BY code",
        [],
        |row| {
            let also: String = row.get("also")?;
            Ok(Body {
                code: row.get("code")?,
                name: row.get("name")?,
                also: also.lines().map(str::to_owned).collect(),
                valid_from: row.get("valid_from")?,
                valid_to: row.get("valid_to")?,
                successor: row.get("successor")?,
                source: row.get("source")?,
            })
        },
    )
}

pub fn set(w: &Writing<'_>, body: &Body) -> Result<()> {
    w.run(
        "INSERT INTO body (code, name, also, valid_from, valid_to, successor, source, changed_at,
                           changed_on)
         VALUES (:code, :name, :also, :valid_from, :valid_to, :successor, :source, :now, :device)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, also = excluded.also,
            valid_from = excluded.valid_from, valid_to = excluded.valid_to,
            successor = excluded.successor, source = excluded.source,
            changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":code": body.code, ":name": body.name, ":also": body.also.join("\n"),
            ":valid_from": body.valid_from, ":valid_to": body.valid_to,
            ":successor": body.successor, ":source": body.source, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(())
}

/// Takes the school's own entry away; answers whether it was there.
pub fn delete(w: &Writing<'_>, code: &str) -> Result<bool> {
    let rows = w.run(
        "DELETE FROM body WHERE code = :code",
        named_params! { ":code": code },
    )?;
    Ok(rows > 0)
}
