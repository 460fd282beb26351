//! Accounts and the classes that homeroom teachers see.

use rusqlite::{Row, named_params};

use crate::domain::account::Account;
use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// Every account, in the order in which they were made.
pub fn list(r: &Reading<'_>) -> Result<Vec<Account>> {
    let accounts = r.rows(
        "SELECT id, name, full_name, role, title FROM account
         WHERE deleted_at IS NULL ORDER BY position, id",
        [],
        from_row,
    )?;
    accounts
        .into_iter()
        .map(|account| {
            Ok(Account {
                classes: classes(r, &account.id)?,
                ..account
            })
        })
        .collect()
}

/// Id and full name of everybody who ever had an account, removed ones too: the log keeps them.
pub fn names(r: &Reading<'_>) -> Result<Vec<(String, String)>> {
    r.rows(
        "SELECT id, full_name FROM account ORDER BY position, id",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// One account.
pub fn get(r: &Reading<'_>, id: &str) -> Result<Option<Account>> {
    Ok(list(r)?.into_iter().find(|account| account.id == id))
}

/// Adds an account; answers its id.
pub fn insert(
    w: &Writing<'_>,
    id: &str,
    name: &str,
    full_name: &str,
    role: &str,
    title: &str,
) -> Result<()> {
    w.run(
        "INSERT INTO account (id, name, full_name, role, title, position, changed_at, changed_on)
         VALUES (:id, :name, :full_name, :role, :title,
                 (SELECT coalesce(max(position), 0) + 1 FROM account), :now, :device)",
        named_params! {
            ":id": id, ":name": name, ":full_name": full_name, ":role": role, ":title": title,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Changes who the person is.
pub fn update(w: &Writing<'_>, id: &str, full_name: &str, role: &str, title: &str) -> Result<()> {
    w.run(
        "UPDATE account SET full_name = :full_name, role = :role, title = :title,
                            changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": id, ":full_name": full_name, ":role": role, ":title": title,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Takes the account away; what the person did stays under their id.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "UPDATE account SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

/// Sets the classes (ids) of one year that the account sees; other years' stay.
pub fn set_classes(w: &Writing<'_>, id: &str, year: &str, classes: &[String]) -> Result<()> {
    w.run(
        "DELETE FROM account_class WHERE account_id = :id
           AND class_id IN (SELECT c.id FROM class c WHERE c.year = :year)",
        named_params! { ":id": id, ":year": year },
    )?;
    for class in classes {
        w.run(
            "INSERT OR IGNORE INTO account_class (account_id, class_id) VALUES (:id, :class)",
            named_params! { ":id": id, ":class": class },
        )?;
    }
    Ok(())
}

/// Ids of all classes, of any year, that the account sees.
pub fn class_ids(r: &Reading<'_>, id: &str) -> Result<Vec<String>> {
    r.rows(
        "SELECT class_id FROM account_class WHERE account_id = :id ORDER BY class_id",
        named_params! { ":id": id },
        |row| row.get(0),
    )
}

/// Names of the classes of the newest year first.
fn classes(r: &Reading<'_>, id: &str) -> Result<Vec<String>> {
    r.rows(
        "SELECT DISTINCT c.name FROM account_class a JOIN class c ON c.id = a.class_id
         WHERE a.account_id = :id AND c.deleted_at IS NULL
           AND c.year = coalesce((SELECT value FROM meta WHERE key = 'current_year'), c.year)
         ORDER BY c.sort_key",
        named_params! { ":id": id },
        |row| row.get(0),
    )
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get("id")?,
        name: row.get("name")?,
        full_name: row.get("full_name")?,
        role: super::code(row, "role")?,
        title: row.get("title")?,
        classes: Vec::new(),
        is_active: true,
    })
}
