//! The year's plan.

use rusqlite::{Row, named_params};

use crate::domain::task::TaskDraft;
use crate::error::Result;
use crate::kernel::{Date, id};
use crate::store::unit::{Reading, Writing};

/// A task as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredTask {
    pub id: String,
    pub year: String,
    pub task: TaskDraft,
    /// Title of the activity that fulfils it.
    pub activity_title: String,
    /// Files that prove it.
    pub files: u32,
}

const COLUMNS: &str = "t.id, t.year, t.title, t.lead, t.partners, t.due_on, t.product, t.state,
    t.done_on, t.source, t.note, a.id AS activity, coalesce(a.title, '') AS activity_title,
    (SELECT group_concat(l.document_id, ' ') FROM task_document l
     JOIN document d ON d.id = l.document_id AND d.deleted_at IS NULL
     WHERE l.task_id = t.id) AS documents,
    (SELECT count(*) FROM evidence e WHERE e.task_id = t.id AND e.deleted_at IS NULL) AS files";
const FROM: &str = "FROM task t
    LEFT JOIN activity a ON a.id = t.activity_id AND a.deleted_at IS NULL";

/// The tasks of a year by their last day; those without one stand last.
pub fn list(r: &Reading<'_>, year: &str) -> Result<Vec<StoredTask>> {
    r.rows(
        &format!(
            "SELECT {COLUMNS} {FROM} WHERE t.year = :year AND t.deleted_at IS NULL
             ORDER BY t.due_on IS NULL, t.due_on, t.position, t.id"
        ),
        named_params! { ":year": year },
        from_row,
    )
}

pub fn get(r: &Reading<'_>, id: &str) -> Result<Option<StoredTask>> {
    r.row(
        &format!("SELECT {COLUMNS} {FROM} WHERE t.id = :id AND t.deleted_at IS NULL"),
        named_params! { ":id": id },
        from_row,
    )
}

/// Adds a task; answers its id.
pub fn insert(w: &Writing<'_>, year: &str, position: u32, task: &TaskDraft) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO task (id, year, position, title, lead, partners, due_on, product, state,
                           done_on, source, note, activity_id, changed_at, changed_on)
         VALUES (:id, :year, :position, :title, :lead, :partners, :due_on, :product, :state,
                 :done_on, :source, :note, :activity, :now, :device)",
        named_params! {
            ":id": id, ":year": year, ":position": position, ":title": task.title,
            ":lead": task.lead, ":partners": task.partners, ":due_on": task.due_on,
            ":product": task.product, ":state": task.state, ":done_on": task.done_on,
            ":source": task.source, ":note": task.note, ":activity": task.activity,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    set_documents(w, &id, &task.documents)?;
    Ok(id)
}

pub fn update(w: &Writing<'_>, id: &str, task: &TaskDraft) -> Result<()> {
    w.run(
        "UPDATE task SET title = :title, lead = :lead, partners = :partners, due_on = :due_on,
                product = :product, state = :state, done_on = :done_on, source = :source,
                note = :note, activity_id = :activity, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! {
            ":id": id, ":title": task.title, ":lead": task.lead, ":partners": task.partners,
            ":due_on": task.due_on, ":product": task.product, ":state": task.state,
            ":done_on": task.done_on, ":source": task.source, ":note": task.note,
            ":activity": task.activity, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    set_documents(w, id, &task.documents)
}

fn set_documents(w: &Writing<'_>, id: &str, documents: &[String]) -> Result<()> {
    w.run(
        "DELETE FROM task_document WHERE task_id = :id",
        named_params! { ":id": id },
    )?;
    for document in documents {
        w.run(
            "INSERT OR IGNORE INTO task_document (task_id, document_id) VALUES (:id, :document)",
            named_params! { ":id": id, ":document": document },
        )?;
    }
    Ok(())
}

/// Takes a task away; answers whether it was there.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<bool> {
    let rows = w.run(
        "UPDATE task SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(rows > 0)
}

/// Tasks follow the activity that fulfils them: closed on the day it was done, open again once it
/// turns out that it was not. `was` and `is` are those days; absent where it is not done.
pub fn follow_activity(
    w: &Writing<'_>,
    activity: &str,
    was: Option<Date>,
    is: Option<Date>,
) -> Result<()> {
    if was == is {
        return Ok(());
    }
    let (was, is) = (
        was.map(|day| day.to_string()),
        is.map(|day| day.to_string()),
    );
    // A task that a person closed on a day of its own stays as they said.
    w.run(
        "UPDATE task SET state = CASE WHEN :is IS NULL THEN 'todo' ELSE 'done' END, done_on = :is,
                changed_at = :now, changed_on = :device
         WHERE activity_id = :activity AND deleted_at IS NULL
           AND ((state <> 'done' AND :is IS NOT NULL) OR (state = 'done' AND done_on = :was))",
        named_params! {
            ":activity": activity, ":was": was, ":is": is, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredTask> {
    let documents: Option<String> = row.get("documents")?;
    Ok(StoredTask {
        id: row.get("id")?,
        year: row.get("year")?,
        task: TaskDraft {
            title: row.get("title")?,
            lead: row.get("lead")?,
            partners: row.get("partners")?,
            due_on: row.get("due_on")?,
            product: row.get("product")?,
            state: row.get("state")?,
            done_on: row.get("done_on")?,
            source: row.get("source")?,
            note: row.get("note")?,
            activity: row.get("activity")?,
            documents: documents
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        },
        files: row.get("files")?,
        activity_title: row.get("activity_title")?,
    })
}
