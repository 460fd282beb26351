//! What the commands of every paper share: a page to look at, a file that leaves the book.

use std::path::Path;

use data_encoding::BASE64;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::report::{Exported, check_place};
use crate::book::Book;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::paper::{Paper, Press};
use crate::report::file::write_bytes;

/// A page of a paper as it will be printed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct PaperPreview {
    pub pages: u32,
    /// The page shown, from 1.
    pub page: u32,
    /// PNG in base64.
    pub picture: String,
}

pub(super) fn press(desk: &Desk) -> Press {
    Press::beside(desk.program(), desk.progress.clone())
}

/// A page of a paper that has one page for each of its parts: only the part looked at is set, since
/// a whole class takes seconds on an old machine.
pub(super) fn preview_of<P: Paper, T>(
    press: &Press,
    parts: &[T],
    one: impl Fn(&T) -> P,
    page: u32,
) -> Result<PaperPreview> {
    let pages = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    let page = page.clamp(1, pages.max(1));
    let part = parts.get(page as usize - 1);
    let part = part.ok_or(Error::refused("paper.no_pupils"))?;
    Ok(PaperPreview {
        pages,
        page,
        picture: BASE64.encode(&press.picture(&one(part), 1)?.png),
    })
}

/// A page of a paper that is set as a whole.
pub(super) fn preview_whole<P: Paper>(press: &Press, paper: &P, page: u32) -> Result<PaperPreview> {
    let picture = press.picture(paper, page)?;
    Ok(PaperPreview {
        pages: picture.pages,
        page: page.clamp(1, picture.pages.max(1)),
        picture: BASE64.encode(&picture.png),
    })
}

/// Where a PDF goes.
pub(super) fn check_path(path: &str) -> Result<&Path> {
    check_place(path, "pdf", "paper.not_pdf")
}

/// Puts a paper where the person wants it: from there on it is no longer under the book's lock, so
/// the log says so before the file stands.
pub(super) fn export<P: Paper>(
    book: &mut Book,
    op: Op,
    subject: &str,
    press: &Press,
    paper: &P,
    path: &Path,
) -> Result<Exported> {
    let pdf = press.pdf(paper)?;
    book.look(op, subject, |_| Ok(()))?;
    let written = write_bytes(path, &pdf)?;
    Ok(Exported::from(written))
}
