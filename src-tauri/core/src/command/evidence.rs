//! Evidence of an activity or a task: photographs, minutes, lists; and the files of documents. Each is
//! sealed into the book's folder; the file it came from is left where it was.

use std::fs;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::open_year;
use super::report::Exported;
use crate::book::{Book, Done};
use crate::command::ById;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::error::{Error, Problem, Result};
use crate::kernel::id;
use crate::report::file::write_bytes;
use crate::store::evidence::{Evidence, Owner};
use crate::store::{self, Reading};

/// A photograph of a telephone is a few megabytes; backups carry every file.
const MOST_MB: u64 = 25;

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct EvidenceQuery {
    /// One of the three: what the files belong to.
    pub activity: Option<String>,
    pub task: Option<String>,
    pub document: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct EvidenceDraft {
    /// One of the three: what the file belongs to.
    #[serde(default)]
    pub activity: Option<String>,
    #[serde(default)]
    pub task: Option<String>,
    #[serde(default)]
    pub document: Option<String>,
    /// A file on this machine.
    pub path: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct EvidenceExport {
    pub id: String,
    /// Where the copy goes.
    pub path: String,
}

/// A file as the panel of its activity shows it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct EvidenceLine {
    pub id: String,
    pub name: String,
    #[ts(type = "number")]
    pub bytes: u64,
    pub added_at: String,
}

pub fn list(desk: &mut Desk, query: EvidenceQuery) -> Result<Vec<EvidenceLine>> {
    desk.book()?.read(Op::EvidenceList, |r| {
        let of = owner(&query.activity, &query.task, &query.document)?;
        let found = store::evidence::list(r, &of)?;
        Ok(found.into_iter().map(line).collect())
    })
}

pub fn add(desk: &mut Desk, draft: EvidenceDraft) -> Result<Done<EvidenceLine>> {
    let book = desk.book_mut()?;
    let of = owner(&draft.activity, &draft.task, &draft.document)?;
    // Before the bytes are sealed: nothing would point at them, and every copy would carry them.
    book.read(Op::EvidenceAdd, |r| writable(r, &of))?;
    let path = Path::new(&draft.path);
    let (name, plain) = read(path)?;
    let evidence = Evidence {
        id: id::new(),
        of: of.clone(),
        name,
        bytes: plain.len() as u64,
        hash: blake3::hash(&plain).to_hex().to_string(),
        added_at: book.clock().now().to_string(),
    };
    // The bytes lie there before the row does: a row without its file would be a loss.
    book.seal(&evidence.id, &plain)?;
    book.write(Op::EvidenceAdd, of.id(), |w| {
        writable(w, &of)?;
        store::evidence::insert(w, &evidence)?;
        Ok(line(evidence))
    })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?
        .write(Op::EvidenceRemove, &request.id, |w| {
            let known = store::evidence::get(w, &request.id)?.ok_or(Error::NotFound("evidence"))?;
            writable(w, &known.of)?;
            store::evidence::delete(w, &request.id)
        })
}

/// Puts a copy where the person wants it: from there on it is no longer under the book's lock.
pub fn export(desk: &mut Desk, request: EvidenceExport) -> Result<Exported> {
    let book = desk.book_mut()?;
    let known = book.read(Op::EvidenceExport, |r| {
        store::evidence::get(r, &request.id)?.ok_or(Error::NotFound("evidence"))
    })?;
    let plain = book.unseal(&known.id)?;
    book.look(Op::EvidenceExport, &known.id, |_| Ok(()))?;
    let path = Path::new(&request.path);
    let written = write_bytes(path, &plain)?;
    Ok(Exported::from(written))
}

/// Whether every file of the book is there and whole.
pub(super) fn is_whole(book: &Book) -> Result<bool> {
    let all = book.read(Op::BookCheck, store::evidence::all)?;
    Ok(all.iter().all(|evidence| {
        book.unseal(&evidence.id)
            .is_ok_and(|plain| blake3::hash(&plain).to_hex().as_str() == evidence.hash)
    }))
}

fn owner(
    activity: &Option<String>,
    task: &Option<String>,
    document: &Option<String>,
) -> Result<Owner> {
    match (activity, task, document) {
        (Some(id), None, None) => Ok(Owner::Activity(id.clone())),
        (None, Some(id), None) => Ok(Owner::Task(id.clone())),
        (None, None, Some(id)) => Ok(Owner::Document(id.clone())),
        _ => Err(Error::invalid("activity", "form.required")),
    }
}

/// Refuses what is not there, or lies in a locked year. A document is of no year.
fn writable(r: &Reading<'_>, of: &Owner) -> Result<()> {
    match of {
        Owner::Activity(id) => {
            let known = store::activity::get(r, id)?.filter(|known| !known.is_removed);
            let known = known.ok_or(Error::NotFound("activity"))?;
            open_year(r, Some(&known.year)).map(drop)
        }
        Owner::Task(id) => {
            let known = store::task::get(r, id)?.ok_or(Error::NotFound("task"))?;
            open_year(r, Some(&known.year)).map(drop)
        }
        Owner::Document(id) => {
            let known = store::document::list(r)?;
            match known.iter().any(|(known, _)| known == id) {
                true => Ok(()),
                false => Err(Error::NotFound("document")),
            }
        }
    }
}

fn read(path: &Path) -> Result<(String, Vec<u8>)> {
    let name = path.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    let about = fs::metadata(path).map_err(|error| Error::file("read", path, error))?;
    let refused = |code| Problem::new("path", code).with("name", &name);
    if about.len() > MOST_MB * 1024 * 1024 {
        let problem = refused("evidence.too_big")
            .with("size", about.len() / 1024 / 1024)
            .with("max", MOST_MB);
        return Err(Error::Refused(problem));
    }
    let plain = fs::read(path).map_err(|error| Error::file("read", path, error))?;
    if plain.is_empty() {
        return Err(Error::Refused(refused("evidence.empty")));
    }
    Ok((name, plain))
}

fn line(evidence: Evidence) -> EvidenceLine {
    EvidenceLine {
        id: evidence.id,
        name: evidence.name,
        bytes: evidence.bytes,
        added_at: evidence.added_at,
    }
}
