//! Backups of the open book: where they go, which there are, making one now, trying one out.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::backup::{self, Aside, BackupLine};
use crate::book::{Book, Done};
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::backup::{Holdings, Reason, is_due};
use crate::domain::role::Op;
use crate::error::{Error, Problem, Result};
use crate::kernel::Instant;
use crate::store;

/// Key of the setting: where backups go.
pub(super) const MAIN_FOLDER: &str = "backup_folder";
/// Key of the setting: the second place.
pub(super) const SECOND_FOLDER: &str = "second_backup_folder";
/// Key of the fact: the last backup that was tried out, and what was in it.
const TRIED: &str = "backup_tried";

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

/// What the page of backups shows beside the list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BackupState {
    pub main: BackupPlace,
    pub second: Option<BackupPlace>,
    /// The last backup that was tried out.
    pub tried: Option<BackupTried>,
    /// The day on which each pupil's data were erased, the oldest first; a copy made before it holds them
    /// until it is opened.
    pub erased_on: Vec<String>,
    /// What was moved aside and is kept beside the book, the newest first.
    pub aside: Vec<Aside>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BackupPlace {
    pub folder: String,
    /// Whether the folder is there now; a stick may not be.
    pub is_there: bool,
    pub newest_at: Option<String>,
    /// Whole days since the newest one.
    #[ts(type = "number | null")]
    pub days: Option<i64>,
    /// None was made here yet, or the newest is older than a week.
    pub is_late: bool,
    pub copies: u32,
    #[ts(type = "number")]
    pub bytes: u64,
}

/// A backup that was opened aside and held what it says.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BackupTried {
    pub at: String,
    /// When that backup was made.
    pub made_at: String,
    pub counts: Holdings,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BackupTicked {
    /// When the copy was made; nothing where none was due.
    pub made_at: Option<String>,
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
    book.back_up(Reason::Import, &usual_places(book)?.main)
        .map(|_| ())
}

/// A backup in each place that the school chose; the second where it is there, as a stick may not
/// be.
pub(crate) fn back_up_everywhere(book: &Book, reason: Reason) -> Result<()> {
    let places = usual_places(book)?;
    let main = book.back_up(reason, &places.main);
    if let Some(second) = places.second.filter(|second| second.is_dir()) {
        book.back_up(reason, &second)?;
    }
    main?;
    book.copied();
    Ok(())
}

/// When the newest copy of the book in a place was made.
pub(crate) fn newest_in(book: &Book, place: &Path) -> Option<Instant> {
    backup::newest(place, &book.id().ok()?)
}

/// When the newest backup was made.
pub(super) fn newest(book: &Book) -> Result<Option<String>> {
    let (places, id) = (usual_places(book)?, book.id()?);
    let folders = [Some(places.main), places.second];
    let found = folders
        .into_iter()
        .flatten()
        .filter_map(|folder| backup::newest(&folder, &id));
    Ok(found.max().map(|at| at.to_string()))
}

/// Whole days since the newest copy at the second place, also while that place is away; nothing where
/// the school chose none.
pub(super) fn second_days(desk: &Desk) -> Result<Option<i64>> {
    let book = desk.book()?;
    let Some(second) = usual_places(book)?.second else {
        return Ok(None);
    };
    let newest = desk.copied_at(&second, book);
    Ok(Some(newest.map_or(i64::MAX, |at| {
        at.day().days_until(book.clock().today())
    })))
}

pub fn list(desk: &mut Desk, _: Nothing) -> Result<Vec<BackupLine>> {
    let book = desk.book()?;
    book.allow(Op::BackupList)?;
    lines(book)
}

/// The places with what they hold, and the last try.
pub fn get(desk: &mut Desk, _: Nothing) -> Result<BackupState> {
    let book = desk.book()?;
    let tried = book.read(Op::BackupGet, |r| store::school::meta(r, TRIED))?;
    let places = usual_places(book)?;
    let lines = lines(book)?;
    let place = |folder: &Path, name: &str| place_of(desk, book, folder, name, &lines);
    Ok(BackupState {
        main: place(&places.main, "main"),
        second: places.second.map(|second| place(&second, "second")),
        tried: tried.and_then(|text| serde_json::from_str(&text).ok()),
        erased_on: book.read(Op::BackupGet, store::consent::erased_on)?,
        aside: backup::aside(book.folder().path()),
    })
}

pub fn add(desk: &mut Desk, request: BackupAdd) -> Result<BackupLine> {
    let book = desk.book()?;
    book.allow(Op::BackupAdd)?;
    let (folder, place) = match request.folder.filter(|folder| !folder.is_empty()) {
        Some(folder) => {
            let folder = PathBuf::from(folder);
            // A stick that is not in must not become a folder of the same name on this disk.
            if usual_places(book)?.second.as_ref() == Some(&folder) && !folder.is_dir() {
                let away = Problem::new("folder", "backup.place_away");
                return Err(Error::Refused(away.with("path", folder.display())));
            }
            (folder, "second")
        }
        None => (usual_places(book)?.main, "main"),
    };
    let file = book.back_up(Reason::Hand, &folder)?;
    let wanted = file.display().to_string();
    let made = list_of(book, &folder, place)?
        .into_iter()
        .find(|line| line.file == wanted);
    made.ok_or(Error::Bug("backup not listed".into()))
}

/// Makes the copies that are due after half an hour of work; cheap where none is.
pub fn tick(desk: &mut Desk, _: Nothing) -> Result<BackupTicked> {
    let book = desk.book()?;
    book.allow(Op::BackupTick)?;
    let now = book.clock().now();
    if !is_due(now, book.changed_at()) {
        return Ok(BackupTicked { made_at: None });
    }
    back_up_everywhere(book, Reason::Interval)?;
    Ok(BackupTicked {
        made_at: Some(now.to_string()),
    })
}

/// Opens the newest backup aside, compares it with what it says, and remembers that it did.
pub fn try_out(desk: &mut Desk, _: Nothing) -> Result<Done<BackupTried>> {
    let book = desk.book_mut()?;
    book.allow(Op::BackupTry)?;
    let lines = lines(book)?;
    let newest = lines.into_iter().max_by(|a, b| a.made_at.cmp(&b.made_at));
    let newest = newest.ok_or(Error::refused("backup.none"))?;
    let tried = BackupTried {
        at: book.clock().now().to_string(),
        made_at: newest.made_at,
        counts: book.try_backup(Path::new(&newest.file))?,
    };
    let text = serde_json::to_string(&tried).map_err(|_| Error::Bug("tried".into()))?;
    let done = book.write_for_good(Op::BackupTry, "", |w| {
        store::school::set_meta(w, TRIED, &text)
    })?;
    Ok(Done {
        value: tried,
        stale: done.stale,
        act: None,
    })
}

/// Days after which a place is reminded of.
const LATE_DAYS: i64 = 7;

fn place_of(
    desk: &Desk,
    book: &Book,
    folder: &Path,
    name: &str,
    lines: &[BackupLine],
) -> BackupPlace {
    let here = || lines.iter().filter(|line| line.place == name);
    let newest = desk.copied_at(folder, book);
    let days = newest.map(|at| at.day().days_until(book.clock().today()));
    BackupPlace {
        folder: folder.display().to_string(),
        is_there: folder.is_dir(),
        newest_at: newest.map(|at| at.to_string()),
        days,
        is_late: days.is_none_or(|days| days > LATE_DAYS),
        copies: u32::try_from(here().count()).unwrap_or(u32::MAX),
        bytes: here().map(|line| line.bytes).sum(),
    }
}

fn lines(book: &Book) -> Result<Vec<BackupLine>> {
    let places = usual_places(book)?;
    let mut lines = list_of(book, &places.main, "main")?;
    if let Some(second) = &places.second {
        lines.extend(list_of(book, second, "second")?);
    }
    Ok(lines)
}

fn list_of(book: &Book, folder: &Path, place: &str) -> Result<Vec<BackupLine>> {
    let now = book.clock().now();
    Ok(backup::list(folder, place, &book.id()?, now))
}
