//! Backups of the open book: where they go, which there are, making one now.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::backup::{self, BackupLine};
use crate::book::Book;
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::store;

/// Key of the setting: where backups go.
pub(super) const MAIN_FOLDER: &str = "backup_folder";
/// Key of the setting: the second place.
pub(super) const SECOND_FOLDER: &str = "second_backup_folder";

/// Where backups of a book go.
pub struct Places {
    pub main: PathBuf,
    pub second: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct BackupAdd {
    /// Another folder than the usual ones.
    pub folder: Option<String>,
}

/// The places that the school chose, or the one beside the book.
pub fn usual_places(book: &Book) -> Result<Places> {
    book.read(Op::SessionGet, |r| {
        let given = |key| -> Result<Option<PathBuf>> {
            let folder = store::school::meta(r, key)?.filter(|folder| !folder.is_empty());
            Ok(folder.map(PathBuf::from))
        };
        Ok(Places {
            main: given(MAIN_FOLDER)?.unwrap_or_else(|| book.folder().usual_backups()),
            second: given(SECOND_FOLDER)?,
        })
    })
}

/// A backup before an act that changes much at once.
pub(super) fn back_up_first(book: &Book) -> Result<()> {
    book.back_up(&usual_places(book)?.main).map(|_| ())
}

/// A backup in each place that the school chose; the second where it is there, as a stick may not
/// be.
pub(crate) fn back_up_everywhere(book: &Book) -> Result<()> {
    let places = usual_places(book)?;
    let main = book.back_up(&places.main);
    if let Some(second) = places.second.filter(|second| second.is_dir()) {
        book.back_up(&second)?;
    }
    main.map(|_| ())
}

/// When the newest backup was made.
pub(super) fn newest(book: &Book) -> Result<Option<String>> {
    Ok(lines(book)?.into_iter().map(|line| line.made_at).max())
}

pub fn list(desk: &mut Desk, _: Nothing) -> Result<Vec<BackupLine>> {
    let book = desk.book()?;
    book.allow(Op::BackupList)?;
    lines(book)
}

pub fn add(desk: &mut Desk, request: BackupAdd) -> Result<BackupLine> {
    let book = desk.book()?;
    book.allow(Op::BackupAdd)?;
    let (folder, place) = match request.folder.filter(|folder| !folder.is_empty()) {
        Some(folder) => (PathBuf::from(folder), "second"),
        None => (usual_places(book)?.main, "main"),
    };
    let file = book.back_up(&folder)?;
    let wanted = file.display().to_string();
    let made = backup::list(&folder, place)
        .into_iter()
        .find(|line| line.file == wanted);
    made.ok_or(Error::Bug("backup not listed".into()))
}

fn lines(book: &Book) -> Result<Vec<BackupLine>> {
    let places = usual_places(book)?;
    let of = |folder: Option<&Path>, place| {
        folder
            .map(|folder| backup::list(folder, place))
            .unwrap_or_default()
    };
    let mut lines = of(Some(&places.main), "main");
    lines.extend(of(places.second.as_deref(), "second"));
    Ok(lines)
}
