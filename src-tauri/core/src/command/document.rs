//! The register of documents, and the bodies that the school writes to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::Done;
use crate::command::{ById, Nothing};
use crate::desk::Desk;
use crate::domain::body::{Body, shipped};
use crate::domain::document::DocumentDraft;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::store::{self, Reading};

/// A document with how it stands today.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentLine {
    pub id: String,
    pub document: DocumentDraft,
    /// As it is cited.
    pub citation: String,
    #[ts(type = "'draft' | 'ahead' | 'valid' | 'replaced' | 'ended'")]
    pub standing: String,
    /// Of the document that took its place.
    pub replaced_by: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BodyLine {
    pub body: Body,
    /// The school wrote it, or wrote it otherwise than it was shipped.
    pub is_own: bool,
    pub is_shipped: bool,
    pub has_ended: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentPage {
    pub documents: Vec<DocumentLine>,
    pub bodies: Vec<BodyLine>,
    pub today: Date,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentAdd {
    pub document: DocumentDraft,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct DocumentChange {
    pub id: String,
    pub document: DocumentDraft,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BodyChange {
    pub body: Body,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ByCode {
    pub code: String,
}

pub fn list(desk: &mut Desk, _: Nothing) -> Result<DocumentPage> {
    let book = desk.book()?;
    let today = book.clock().today();
    book.read(Op::DocumentList, |r| {
        let all = store::document::list(r)?;
        let citation = |id: &Option<String>| {
            let found = all.iter().find(|(own, _)| Some(own) == id.as_ref());
            found
                .map(|(_, document)| document.citation())
                .unwrap_or_default()
        };
        let documents = all.iter().map(|(id, document)| DocumentLine {
            id: id.clone(),
            citation: document.citation(),
            standing: document
                .standing(today, successor(&all, document))
                .to_owned(),
            replaced_by: citation(&document.replaced_by),
            document: document.clone(),
        });
        let own = store::body::list(r)?;
        let bodies = bodies(r)?.into_iter().map(|body| BodyLine {
            is_own: own.iter().any(|it| it.code == body.code),
            is_shipped: shipped().iter().any(|it| it.code == body.code),
            has_ended: body.has_ended(today),
            body,
        });
        Ok(DocumentPage {
            documents: documents.collect(),
            bodies: bodies.collect(),
            today,
        })
    })
}

pub fn add(desk: &mut Desk, request: DocumentAdd) -> Result<Done<String>> {
    let document = request.document.check()?;
    desk.book_mut()?.write(Op::DocumentAdd, "", |w| {
        check_replacing(w, "", &document)?;
        store::document::insert(w, &document)
    })
}

pub fn change(desk: &mut Desk, request: DocumentChange) -> Result<Done<()>> {
    let document = request.document.check()?;
    desk.book_mut()?
        .write(Op::DocumentChange, &request.id, |w| {
            check_replacing(w, &request.id, &document)?;
            match store::document::update(w, &request.id, &document)? {
                true => Ok(()),
                false => Err(Error::NotFound("document")),
            }
        })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?
        .write(Op::DocumentRemove, &request.id, |w| {
            let all = store::document::list(w)?;
            if all
                .iter()
                .any(|(_, other)| other.replaced_by.as_ref() == Some(&request.id))
            {
                return Err(Error::refused("document.is_named"));
            }
            match store::document::delete(w, &request.id)? {
                true => Ok(()),
                false => Err(Error::NotFound("document")),
            }
        })
}

pub fn change_body(desk: &mut Desk, request: BodyChange) -> Result<Done<()>> {
    let body = request.body.check()?;
    desk.book_mut()?
        .write(Op::BodyChange, "", |w| store::body::set(w, &body))
}

/// Takes the school's own entry away; what was shipped under the code holds again.
pub fn remove_body(desk: &mut Desk, request: ByCode) -> Result<Done<()>> {
    desk.book_mut()?.write(Op::BodyRemove, "", |w| {
        match store::body::delete(w, &request.code)? {
            true => Ok(()),
            false => Err(Error::NotFound("body")),
        }
    })
}

/// The shipped bodies with what the school says of them.
pub(super) fn bodies(r: &Reading<'_>) -> Result<Vec<Body>> {
    let own = store::body::list(r)?;
    let left = shipped()
        .iter()
        .filter(|body| !own.iter().any(|it| it.code == body.code));
    Ok(own.iter().chain(left).cloned().collect())
}

fn successor<'a>(
    all: &'a [(String, DocumentDraft)],
    document: &DocumentDraft,
) -> Option<&'a DocumentDraft> {
    let id = document.replaced_by.as_ref()?;
    all.iter()
        .find(|(own, _)| own == id)
        .map(|(_, successor)| successor)
}

/// What a report rests on at a day, as it is cited, higher law first.
pub(super) fn bases(r: &Reading<'_>, on: Date) -> Result<Vec<String>> {
    let all = store::document::list(r)?;
    let is_valid = |it: &&DocumentDraft| it.standing(on, successor(&all, it)) == "valid";
    let mut bases: Vec<&DocumentDraft> = (all.iter())
        .map(|(_, document)| document)
        .filter(|document| document.kind == "basis" && is_valid(document))
        .collect();
    bases.sort_by_key(|document| document.rank());
    Ok(bases.into_iter().map(DocumentDraft::citation).collect())
}

/// The document that takes another's place is there, and does not lead back to it.
fn check_replacing(r: &Reading<'_>, id: &str, document: &DocumentDraft) -> Result<()> {
    let all = store::document::list(r)?;
    let mut next = document.replaced_by.clone();
    let mut steps = 0;
    while let Some(at) = next {
        let found = all.iter().find(|(own, _)| *own == at);
        let (_, other) = found.ok_or(Error::NotFound("document"))?;
        steps += 1;
        if at == id || steps > all.len() {
            return Err(Error::invalid("replaced_by", "document.replaces_itself"));
        }
        next = other.replaced_by.clone();
    }
    Ok(())
}
