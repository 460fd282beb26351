//! Lists of pupils that a person keeps, for themselves or for the school.

use rusqlite::named_params;

use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// A stored list.
pub struct StoredView {
    pub id: String,
    pub name: String,
    /// JSON.
    pub content: String,
    pub is_own: bool,
    pub is_shared: bool,
}

/// The lists of an account, by name, then those that others share.
pub fn list(r: &Reading<'_>, account: &str) -> Result<Vec<StoredView>> {
    r.rows(
        "SELECT id, name, content, account_id = :account AS is_own, is_shared FROM student_view
         WHERE account_id = :account OR is_shared
         ORDER BY is_own DESC, name, id",
        named_params! { ":account": account },
        |row| {
            Ok(StoredView {
                id: row.get("id")?,
                name: row.get("name")?,
                content: row.get("content")?,
                is_own: row.get("is_own")?,
                is_shared: row.get("is_shared")?,
            })
        },
    )
}

/// Keeps a list under its name; answers its id.
pub fn save(
    w: &Writing<'_>,
    account: &str,
    name: &str,
    content: &str,
    is_shared: bool,
) -> Result<String> {
    let known = w.row(
        "SELECT id FROM student_view WHERE account_id = :account AND name = :name",
        named_params! { ":account": account, ":name": name },
        |row| row.get::<_, String>(0),
    )?;
    let id = known.unwrap_or_else(id::new);
    w.run(
        "INSERT INTO student_view (id, account_id, name, content, is_shared, changed_at, changed_on)
         VALUES (:id, :account, :name, :content, :is_shared, :now, :device)
         ON CONFLICT (id) DO UPDATE SET content = excluded.content,
             is_shared = excluded.is_shared,
             changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":id": id, ":account": account, ":name": name, ":content": content,
            ":is_shared": is_shared, ":now": w.stamp(), ":device": w.device,
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
