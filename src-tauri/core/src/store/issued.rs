//! Reports as they were issued.

use std::collections::BTreeSet;

use rusqlite::{Row, named_params};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// An issued report without its content.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StoredIssued {
    pub id: String,
    pub year: String,
    /// As JSON.
    pub period: String,
    pub number: String,
    pub issued_on: String,
    pub signer: String,
    pub signer_title: String,
    /// Id of the report that it corrects.
    pub corrects: Option<String>,
    pub reason: String,
    pub hash: String,
}

const FIELDS: &str = "id, year, period, number, issued_on, signer, signer_title, corrects,
    reason, hash";

/// Those of a year, the newest first.
pub fn list(r: &Reading<'_>, year: &str) -> Result<Vec<StoredIssued>> {
    r.rows(
        &format!("SELECT {FIELDS} FROM issued_report WHERE year = :year ORDER BY id DESC"),
        named_params! { ":year": year },
        from_row,
    )
}

pub fn get(r: &Reading<'_>, id: &str) -> Result<Option<StoredIssued>> {
    r.row(
        &format!("SELECT {FIELDS} FROM issued_report WHERE id = :id"),
        named_params! { ":id": id },
        from_row,
    )
}

/// What was issued, as JSON.
pub fn content(r: &Reading<'_>, id: &str) -> Result<String> {
    let found = r.row(
        "SELECT content FROM issued_report WHERE id = :id",
        named_params! { ":id": id },
        |row| row.get(0),
    )?;
    found.ok_or(Error::NotFound("issued_report"))
}

pub fn insert(w: &Writing<'_>, issued: &StoredIssued, content: &str) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO issued_report (id, year, period, number, issued_on, signer, signer_title,
                                    corrects, reason, hash, content, changed_at, changed_on)
         VALUES (:id, :year, :period, :number, :issued_on, :signer, :signer_title,
                 :corrects, :reason, :hash, :content, :now, :device)",
        named_params! {
            ":id": id, ":year": issued.year, ":period": issued.period, ":number": issued.number, ":issued_on": issued.issued_on,
            ":signer": issued.signer, ":signer_title": issued.signer_title,
            ":corrects": issued.corrects, ":reason": issued.reason, ":hash": issued.hash,
            ":content": content, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Takes the words about these pupils (a JSON list of ids) out of every issued report; the hashes of
/// the rows stay, so that the reports still prove to be those that were issued.
pub fn erase(w: &Writing<'_>, students: &str) -> Result<()> {
    let about = w.rows(
        "SELECT id, content FROM issued_report
         WHERE EXISTS (SELECT 1 FROM json_each(:students) s WHERE instr(content, s.value) > 0)",
        named_params! { ":students": students },
        |row| {
            Ok((
                row.get::<_, String>("id")?,
                row.get::<_, String>("content")?,
            ))
        },
    )?;
    let broken = |fault| Error::Bug(format!("issued report: {fault}"));
    let students: BTreeSet<String> = serde_json::from_str(students).map_err(broken)?;
    for (id, content) in about {
        let mut content: Value = serde_json::from_str(&content).map_err(broken)?;
        forget(&mut content, &students);
        w.run(
            "UPDATE issued_report SET content = :content WHERE id = :id",
            named_params! { ":id": id, ":content": content.to_string() },
        )?;
    }
    Ok(())
}

fn forget(value: &mut Value, students: &BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            let own = fields.get("student").and_then(Value::as_str);
            if own.is_some_and(|own| students.contains(own)) {
                for name in ["student", "salt", "cells"] {
                    fields.remove(name);
                }
            }
            fields.values_mut().for_each(|own| forget(own, students));
        }
        Value::Array(values) => values.iter_mut().for_each(|own| forget(own, students)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredIssued> {
    Ok(StoredIssued {
        id: row.get("id")?,
        year: row.get("year")?,
        period: row.get("period")?,
        number: row.get("number")?,
        issued_on: row.get("issued_on")?,
        signer: row.get("signer")?,
        signer_title: row.get("signer_title")?,
        corrects: row.get("corrects")?,
        reason: row.get("reason")?,
        hash: row.get("hash")?,
    })
}
