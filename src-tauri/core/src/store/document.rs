//! The register of documents.

use rusqlite::{Row, named_params};

use crate::domain::document::DocumentDraft;
use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

const FIELDS: &str =
    "id, kind, form, number, issued_on, issuer, title, valid_from, valid_to, replaced_by, note";

/// Ids and documents, the newest first, drafts before them.
pub fn list(r: &Reading<'_>) -> Result<Vec<(String, DocumentDraft)>> {
    r.rows(
        &format!(
            "SELECT {FIELDS} FROM document WHERE deleted_at IS NULL
             ORDER BY issued_on IS NOT NULL, issued_on DESC, id DESC"
        ),
        [],
        |row| Ok((row.get("id")?, from_row(row)?)),
    )
}

/// Adds a document; answers its id.
pub fn insert(w: &Writing<'_>, document: &DocumentDraft) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO document (id, kind, form, number, issued_on, issuer, title, valid_from,
                               valid_to, replaced_by, note, changed_at, changed_on)
         VALUES (:id, :kind, :form, :number, :issued_on, :issuer, :title, :valid_from, :valid_to,
                 :replaced_by, :note, :now, :device)",
        named_params! {
            ":id": id, ":kind": document.kind, ":form": document.form, ":number": document.number,
            ":issued_on": document.issued_on, ":issuer": document.issuer, ":title": document.title,
            ":valid_from": document.valid_from, ":valid_to": document.valid_to,
            ":replaced_by": document.replaced_by, ":note": document.note, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Changes a document; answers whether it was there.
pub fn update(w: &Writing<'_>, id: &str, document: &DocumentDraft) -> Result<bool> {
    let rows = w.run(
        "UPDATE document SET kind = :kind, form = :form, number = :number, issued_on = :issued_on,
                issuer = :issuer, title = :title, valid_from = :valid_from, valid_to = :valid_to,
                replaced_by = :replaced_by, note = :note, changed_at = :now, changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        named_params! {
            ":id": id, ":kind": document.kind, ":form": document.form, ":number": document.number,
            ":issued_on": document.issued_on, ":issuer": document.issuer, ":title": document.title,
            ":valid_from": document.valid_from, ":valid_to": document.valid_to,
            ":replaced_by": document.replaced_by, ":note": document.note, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(rows > 0)
}

/// Takes a document out of the register; answers whether it was there.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<bool> {
    let rows = w.run(
        "UPDATE document SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(rows > 0)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<DocumentDraft> {
    Ok(DocumentDraft {
        kind: row.get("kind")?,
        form: row.get("form")?,
        number: row.get("number")?,
        issued_on: row.get("issued_on")?,
        issuer: row.get("issuer")?,
        title: row.get("title")?,
        valid_from: row.get("valid_from")?,
        valid_to: row.get("valid_to")?,
        replaced_by: row.get("replaced_by")?,
        note: row.get("note")?,
    })
}
