//! Lists of pupils that a person keeps.

use rusqlite::named_params;

use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// Id, name and content of the lists of an account, by name.
pub fn list(r: &Reading<'_>, account: &str) -> Result<Vec<(String, String, String)>> {
    r.rows(
        "SELECT id, name, content FROM student_view WHERE account_id = :account ORDER BY name, id",
        named_params! { ":account": account },
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Keeps a list under its name; answers its id.
pub fn save(w: &Writing<'_>, account: &str, name: &str, content: &str) -> Result<String> {
    let known = w.row(
        "SELECT id FROM student_view WHERE account_id = :account AND name = :name",
        named_params! { ":account": account, ":name": name },
        |row| row.get::<_, String>(0),
    )?;
    let id = known.unwrap_or_else(id::new);
    w.run(
        "INSERT INTO student_view (id, account_id, name, content, changed_at, changed_on)
         VALUES (:id, :account, :name, :content, :now, :device)
         ON CONFLICT (id) DO UPDATE SET content = excluded.content,
             changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":id": id, ":account": account, ":name": name, ":content": content,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Takes a list away; false where the account keeps none of this id.
pub fn delete(w: &Writing<'_>, account: &str, id: &str) -> Result<bool> {
    let gone = w.run(
        "DELETE FROM student_view WHERE id = :id AND account_id = :account",
        named_params! { ":id": id, ":account": account },
    )?;
    Ok(gone > 0)
}
