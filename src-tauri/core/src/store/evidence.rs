//! Evidence files: what each is of. The bytes lie sealed in the book's folder.

use std::collections::HashMap;

use rusqlite::{Row, named_params};

use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// What a file belongs to, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    Activity(String),
    Task(String),
    /// The file is the document.
    Document(String),
}

impl Owner {
    /// The ids as the columns hold them: one of them is there.
    fn ids(&self) -> [Option<&str>; 3] {
        match self {
            Owner::Activity(id) => [Some(id), None, None],
            Owner::Task(id) => [None, Some(id), None],
            Owner::Document(id) => [None, None, Some(id)],
        }
    }

    pub fn id(&self) -> &str {
        match self {
            Owner::Activity(id) | Owner::Task(id) | Owner::Document(id) => id,
        }
    }
}

/// A file that proves something.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    pub id: String,
    pub of: Owner,
    pub name: String,
    pub bytes: u64,
    /// BLAKE3 of the plain bytes, lower hex.
    pub hash: String,
    pub added_at: String,
}

const COLUMNS: &str = "id, activity_id, task_id, document_id, name, bytes, hash, added_at";

/// The files of one owner, the oldest first.
pub fn list(r: &Reading<'_>, of: &Owner) -> Result<Vec<Evidence>> {
    let [activity, task, document] = of.ids();
    r.rows(
        &format!(
            "SELECT {COLUMNS} FROM evidence
             WHERE (activity_id = :activity OR task_id = :task OR document_id = :document)
               AND deleted_at IS NULL
             ORDER BY id"
        ),
        named_params! { ":activity": activity, ":task": task, ":document": document },
        from_row,
    )
}

/// The names of the files of a year's activities, by activity.
pub fn names(r: &Reading<'_>, year: &str) -> Result<HashMap<String, Vec<String>>> {
    let rows: Vec<(String, String)> = r.rows(
        "SELECT e.activity_id, e.name FROM evidence e JOIN activity a ON a.id = e.activity_id
         WHERE a.year = :year AND e.deleted_at IS NULL ORDER BY e.id",
        named_params! { ":year": year },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for (activity, name) in rows {
        names.entry(activity).or_default().push(name);
    }
    Ok(names)
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
    let [activity, task, document] = evidence.of.ids();
    w.run(
        "INSERT INTO evidence (id, activity_id, task_id, document_id, name, bytes, hash, added_at,
                               changed_at, changed_on)
         VALUES (:id, :activity, :task, :document, :name, :bytes, :hash, :added_at, :now, :device)",
        named_params! {
            ":id": evidence.id, ":activity": activity, ":task": task, ":document": document,
            ":name": evidence.name,
            ":bytes": i64::try_from(evidence.bytes).unwrap_or(i64::MAX), ":hash": evidence.hash,
            ":added_at": evidence.added_at, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Takes a file off what it belongs to; its sealed bytes stay, so that this can be undone.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "UPDATE evidence SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    let activity: Option<String> = row.get("activity_id")?;
    let task: Option<String> = row.get("task_id")?;
    let of = match (activity, task) {
        (Some(id), _) => Owner::Activity(id),
        (None, Some(id)) => Owner::Task(id),
        (None, None) => Owner::Document(row.get("document_id")?),
    };
    Ok(Evidence {
        id: row.get("id")?,
        of,
        name: row.get("name")?,
        bytes: u64::try_from(row.get::<_, i64>("bytes")?).unwrap_or(0),
        hash: row.get("hash")?,
        added_at: row.get("added_at")?,
    })
}
