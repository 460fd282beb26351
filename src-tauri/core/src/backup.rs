//! Verified copies: one file that holds the database, the key ring and the sealed files.
//!
//! The copy carries the same encryption and opens with the passwords of the day it was made.

mod archive;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::crypt::{DataKey, Keyring};
use crate::domain::backup::{About, Holdings, Reason, Rung, ladder};
use crate::error::{Error, Result};
use crate::folder::{self, Building, Folder};
use crate::kernel::Instant;
use crate::report::file::{sync_folder, write_whole};
use crate::store::{self, Reading, open};
use archive::Archive;

/// The ending of a backup file.
pub const ENDING: &str = "sohn-saoluu";

/// A backup as the list shows it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BackupLine {
    pub file: String,
    /// RFC 3339, from the file's name.
    pub made_at: String,
    #[ts(type = "number")]
    pub bytes: u64,
    /// Whether its parts can still be read; it was opened and checked when it was made.
    pub is_checked: bool,
    /// `main` or `second`
    pub place: String,
    /// Nothing where it does not say.
    pub reason: Option<Reason>,
    pub counts: Option<Holdings>,
    /// Version of the program that made it.
    pub version: Option<String>,
    /// The rung that keeps it; nothing for a copy that the next one may push out.
    pub rung: Option<Rung>,
}

/// A book, or the torn log of one, that was moved aside; nothing of it is ever deleted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Aside {
    pub path: String,
    /// `restored` over, `damaged` book, or damaged `log`.
    #[ts(type = "'restored' | 'damaged' | 'log'")]
    pub why: String,
    /// When it was last written to.
    pub at: Option<String>,
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What was moved aside from the book at `place`, the newest first.
pub fn aside(place: &Path) -> Vec<Aside> {
    let stem = place.file_stem().unwrap_or_default().to_string_lossy();
    let beside = |word: &str| format!("{stem}-{word}-");
    let (restored, damaged) = (beside(RESTORED), beside(DAMAGED));
    let books = entries(place.parent().unwrap_or(Path::new(".")));
    let books = books.into_iter().filter_map(|(name, path)| {
        let why = match name {
            _ if name.starts_with(&restored) => "restored",
            _ if name.starts_with(&damaged) => "damaged",
            _ => return None,
        };
        Folder::at(&path).is_book().then(|| aside_of(&path, why))
    });
    let logs = entries(place).into_iter();
    let logs = logs.filter(|(name, _)| name.starts_with("book.db-wal.hong-"));
    let mut found: Vec<Aside> = books
        .chain(logs.map(|(_, path)| aside_of(&path, "log")))
        .collect();
    found.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.path.cmp(&b.path)));
    found
}

fn entries(folder: &Path) -> Vec<(String, PathBuf)> {
    let found = fs::read_dir(folder).into_iter().flatten().flatten();
    found
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, entry.path())
        })
        .collect()
}

fn aside_of(path: &Path, why: &str) -> Aside {
    let file = match path.is_dir() {
        true => Folder::at(path).db(),
        false => path.to_owned(),
    };
    let about = fs::metadata(file).ok();
    let at = about.as_ref().and_then(|about| about.modified().ok());
    Aside {
        path: path.display().to_string(),
        why: why.to_owned(),
        at: at.map(|at| Instant(at.into()).to_string()),
        bytes: about.map_or(0, |about| about.len()),
    }
}

/// What a copy is made of.
pub struct Source<'a> {
    pub connection: &'a Connection,
    pub folder: &'a Folder,
    pub key: &'a DataKey,
    pub now: Instant,
}

/// Writes a backup of the open book into the folder `to`; answers the file.
///
/// The copy is opened and checked before it gets its name; only then older ones make room.
pub fn write(source: &Source<'_>, reason: Reason, to: &Path) -> Result<PathBuf> {
    fs::create_dir_all(to).map_err(|error| Error::file("create", to, error))?;
    let work = tempfile::Builder::new()
        .prefix(".sao-luu-")
        .tempdir_in(to)
        .map_err(|error| Error::file("create", to, error))?;
    let copy = work.path().join("book.db");
    open::copy(source.connection, &copy, source.key)?;
    let keyring = source.folder.keyring()?;
    let about = About {
        book: keyring.book.clone(),
        reason,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        counts: counts(source.connection, source.folder).ok(),
    };
    let json = |value: serde_json::Result<Vec<u8>>| value.map_err(|_| Error::Bug("keys".into()));
    let about = json(serde_json::to_vec_pretty(&about))?;
    let keys = json(serde_json::to_vec_pretty(&keyring))?;
    let packed = work.path().join("copy");
    write_whole(&packed, |file| {
        archive::pack(file, &about, &keys, &copy, &source.folder.files())
            .map_err(|error| Error::file("write", to, error))
    })?;
    let path = free_name(to, source.now);
    check(&packed, source.key, work.path()).inspect_err(|_| {
        // Kept for whoever wants to look, but never offered.
        let _ = fs::rename(&packed, path.with_extension("hong"));
    })?;
    fs::rename(&packed, &path).map_err(|error| Error::file("rename", &path, error))?;
    sync_folder(to).map_err(|error| Error::file("sync", to, error))?;
    // Whoever puts an older copy back erases them again.
    folder::add_erased(&erased_beside(to, &keyring.book), &source.folder.erased())?;
    thin(to, &keyring.book, source.now);
    Ok(path)
}

/// The backups of one book in a folder, newest first. A file that cannot be read is listed as
/// such: it may be the one somebody looks for.
pub fn list(folder: &Path, place: &str, book: &str, now: Instant) -> Vec<BackupLine> {
    let found: Vec<(Named, Result<Inside>)> = named(folder)
        .into_iter()
        .map(|named| (look(&named.path), named))
        .map(|(inside, named)| (named, inside))
        .filter(|(_, inside)| inside.as_ref().map_or(true, |inside| inside.book == book))
        .collect();
    let counted: Vec<Instant> = (found.iter())
        .filter(|(named, inside)| named.is_plain && inside.is_ok())
        .map(|(named, _)| named.at)
        .collect();
    let mut rungs = ladder(now, &counted).into_iter();
    let line = |(named, inside): (Named, Result<Inside>)| {
        let is_checked = inside.is_ok();
        let rung = match named.is_plain && is_checked {
            true => rungs.next().flatten(),
            false => None,
        };
        let about = inside.ok().and_then(|inside| inside.about);
        BackupLine {
            file: named.path.display().to_string(),
            made_at: named.at.to_string(),
            bytes: named.bytes,
            is_checked,
            place: place.to_owned(),
            reason: about.as_ref().map(|about| about.reason),
            counts: about.as_ref().and_then(|about| about.counts),
            version: about.map(|about| about.version),
            rung,
        }
    };
    found.into_iter().map(line).collect()
}

/// When the newest backup of a book in a folder was made.
pub fn newest(folder: &Path, book: &str) -> Option<Instant> {
    let is_ours = |named: &Named| look(&named.path).is_ok_and(|inside| inside.book == book);
    named(folder)
        .into_iter()
        .find(is_ours)
        .map(|named| named.at)
}

/// The files in these folders that are named as backups, newest first.
pub fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<Named> = folders.iter().flat_map(|folder| named(folder)).collect();
    found.sort_by_key(|named| std::cmp::Reverse(named.at));
    found.into_iter().map(|named| named.path).collect()
}

/// When a backup was made, from its name.
pub fn made_at(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_string_lossy();
    moment(&name).map(|(at, _)| at.to_string())
}

/// A backup that was unpacked beside its place, opened and checked, and has no name yet.
pub struct Unpacked {
    building: Building,
}

/// Unpacks a backup beside `place`. The password must open an account of the backup, by its own ring
/// or by the one of the same book at `place`; nothing that stands there is touched.
pub fn unpack(file: &Path, place: &Path, name: Option<&str>, password: &str) -> Result<Unpacked> {
    let mut archive = Archive::open(file)?;
    let copied = archive.keyring()?;
    let today = Folder::at(place).keyring().ok();
    let today = today.filter(|today| today.book == copied.book);
    let (mut keyring, key) = open_ring(copied, today, name, password)?;
    let parent = place.parent().unwrap_or(Path::new("."));
    let building = Folder::build(&parent.join(format!(".khoi-phuc-{}", crate::kernel::id::new())))?;
    archive.unpack(building.path())?;
    whole(&building.db(), &key, |_| Ok(()))?;
    building.write_keyring(&mut keyring)?;
    let folder = Folder::at(building.path());
    folder.add_erased(&Folder::at(place).erased())?;
    if let Some(beside) = file.parent() {
        folder.add_erased(&folder::read_erased(&erased_beside(beside, &keyring.book)))?;
    }
    Ok(Unpacked { building })
}

/// The list of erased pupils that stands beside the backups of a book.
fn erased_beside(folder: &Path, book: &str) -> PathBuf {
    folder.join(format!("{book}.erased.json"))
}

impl Unpacked {
    /// Gives the book its place. What stood there is moved aside, never deleted; `word` says why
    /// in its name.
    pub fn put(self, place: &Path, word: &str, now: Instant) -> Result<Folder> {
        if !place.exists() {
            return self.building.name_it(place);
        }
        let aside = free_aside(place, word, now);
        fs::rename(place, &aside).map_err(|error| Error::file("rename", place, error))?;
        self.building.name_it(place).inspect_err(|_| {
            // Better the book of before than none.
            let _ = fs::rename(&aside, place);
        })
    }
}

/// Opens a backup in a folder of its own, checks it whole, and answers what it holds; the folder
/// is thrown away.
pub fn try_out(file: &Path, key: &DataKey) -> Result<Holdings> {
    let work =
        tempfile::tempdir().map_err(|error| Error::file("create", &std::env::temp_dir(), error))?;
    let mut archive = Archive::open(file)?;
    let about = archive.about();
    let folder = Folder::at(work.path());
    archive.unpack(folder.path())?;
    let found = whole(&folder.db(), key, |connection| counts(connection, &folder))?;
    match about.and_then(|about| about.counts) {
        Some(said) if said != found => Err(Error::BackupDamaged),
        _ => Ok(found),
    }
}

/// The newest backup of `files` that this password opens and that is whole, unpacked beside
/// `place`; with the file that it came from. `book` is the id, where it is known.
pub fn newest_good(
    files: &[PathBuf],
    place: &Path,
    book: Option<&str>,
    name: Option<&str>,
    password: &str,
) -> Result<(Unpacked, PathBuf)> {
    // A password costs a third of a second; copies between two changes carry the same wraps.
    let mut shut: Vec<String> = Vec::new();
    for file in files {
        let Ok(keyring) = Archive::open(file).and_then(|mut archive| archive.keyring()) else {
            continue;
        };
        let wraps: String = (keyring.wraps.iter())
            .map(|wrap| wrap.wrapped.as_str())
            .collect();
        if book.is_some_and(|book| book != keyring.book) || shut.contains(&wraps) {
            continue;
        }
        match unpack(file, place, name, password) {
            Ok(unpacked) => return Ok((unpacked, file.clone())),
            Err(Error::Locked) => shut.push(wraps),
            Err(full @ Error::DiskFull) => return Err(full),
            Err(_) => {}
        }
    }
    Err(Error::refused(match shut.is_empty() {
        true => "backup.none_good",
        false => "backup.none_opens",
    }))
}

/// Pupils, activities and sealed files of an open book.
fn counts(connection: &Connection, folder: &Folder) -> Result<Holdings> {
    let (students, activities) = store::verify::counts(&Reading::new(connection))?;
    let files = fs::read_dir(folder.files()).map_or(0, |entries| {
        entries
            .flatten()
            .filter(|entry| entry.path().is_file())
            .count()
    });
    Ok(Holdings {
        students,
        activities,
        files: u32::try_from(files).unwrap_or(u32::MAX),
    })
}

/// Checks the finished archive by opening it.
fn check(packed: &Path, key: &DataKey, work: &Path) -> Result<()> {
    let folder = work.join("check");
    fs::create_dir(&folder).map_err(|error| Error::file("create", &folder, error))?;
    Archive::open(packed)?.unpack(&folder)?;
    whole(&folder.join("book.db"), key, |_| Ok(()))
}

/// Opens an unpacked database, checks every page and index, and reads from it.
fn whole<T>(db: &Path, key: &DataKey, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let opened = || {
        let connection = open::open_copy(db, key)?;
        open::check_whole(&connection)?;
        if store::migrate::version(&connection)? > store::migrate::NEWEST {
            return Err(Error::BookTooNew);
        }
        read(&connection)
    };
    opened().map_err(|error| match matches!(error, Error::BookDamaged(_)) {
        true => Error::BackupDamaged,
        false => error,
    })
}

/// The ring that a copy gets and the data key: today's ring where the book has one, for the accounts
/// of the copy; opened by today's password or by that of the copy's day.
fn open_ring(
    copied: Keyring,
    today: Option<Keyring>,
    name: Option<&str>,
    password: &str,
) -> Result<(Keyring, DataKey)> {
    let first = || (copied.wraps.first()).map_or_else(String::new, |wrap| wrap.name.clone());
    let name = match name.map(|name| name.trim().to_lowercase()) {
        Some(name) if !name.is_empty() => name,
        _ => first(),
    };
    let Some(today) = today else {
        let (_, key) = copied.open(&name, password)?;
        return Ok((copied, key));
    };
    let is_copied = |account: &str| copied.wraps.iter().any(|wrap| wrap.account == account);
    if let Ok((account, key)) = today.open(&name, password)
        && is_copied(&account)
    {
        return Ok((today.for_copy(&copied, None), key));
    }
    let (account, key) = copied.open(&name, password)?;
    Ok((today.for_copy(&copied, Some(&account)), key))
}

/// Drops the copies that no rung keeps. A file with another name, of another book or that cannot
/// be read is left alone; one that cannot be dropped costs room and nothing else.
fn thin(folder: &Path, book: &str, now: Instant) {
    let copies: Vec<Named> = named(folder)
        .into_iter()
        .filter(|named| named.is_plain)
        .filter(|named| look(&named.path).is_ok_and(|inside| inside.book == book))
        .collect();
    let moments: Vec<Instant> = copies.iter().map(|copy| copy.at).collect();
    for (copy, rung) in copies.iter().zip(ladder(now, &moments)) {
        if rung.is_none() {
            let _ = fs::remove_file(&copy.path);
        }
    }
}

struct Inside {
    book: String,
    about: Option<About>,
}

fn look(file: &Path) -> Result<Inside> {
    let mut archive = Archive::open(file)?;
    Ok(Inside {
        book: archive.keyring()?.book,
        about: archive.about(),
    })
}

/// A file named as ours are.
struct Named {
    path: PathBuf,
    at: Instant,
    bytes: u64,
    /// Named by this program and not by a person who wants to keep it.
    is_plain: bool,
}

fn named(folder: &Path) -> Vec<Named> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<Named> = entries
        .flatten()
        .filter_map(|entry| {
            let (at, is_plain) = moment(&entry.file_name().to_string_lossy())?;
            let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Some(Named {
                path: entry.path(),
                at,
                bytes: about.len(),
                is_plain,
            })
        })
        .collect();
    found.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| by_name(&b.path, &a.path)));
    found
}

/// `…-2` was made after the plain name of the same second, and `…-10` after `…-9`.
fn by_name(a: &Path, b: &Path) -> std::cmp::Ordering {
    let key = |path: &Path| {
        let name = path.file_stem().unwrap_or_default().to_owned();
        (name.len(), name)
    };
    key(a).cmp(&key(b))
}

/// `so-huong-nghiep-20261122-211500.sohn-saoluu`: no school, no person.
fn free_name(folder: &Path, now: Instant) -> PathBuf {
    let stem = format!("{STEM}{}", now.for_file());
    first_free(&folder.join(format!("{stem}.{ENDING}")), |n| {
        folder.join(format!("{stem}-{n}.{ENDING}"))
    })
}

fn free_aside(place: &Path, word: &str, now: Instant) -> PathBuf {
    let name = place.file_stem().unwrap_or_default().to_string_lossy();
    let stem = format!("{name}-{word}-{}", now.for_file());
    let ending = folder::ENDING;
    first_free(&place.with_file_name(format!("{stem}.{ending}")), |n| {
        place.with_file_name(format!("{stem}-{n}.{ending}"))
    })
}

fn first_free(plain: &Path, numbered: impl Fn(u32) -> PathBuf) -> PathBuf {
    std::iter::once(plain.to_owned())
        .chain((2..).map(numbered))
        .find(|path| !path.exists())
        .unwrap_or_else(|| plain.to_owned())
}

/// In the name of a book that a copy took the place of.
pub const RESTORED: &str = "truoc-khoi-phuc";
/// In the name of a book that could not be opened.
pub const DAMAGED: &str = "hong";
const STEM: &str = "so-huong-nghiep-";

/// When a file of this name was made, and whether nobody added to the name.
fn moment(name: &str) -> Option<(Instant, bool)> {
    let stem = name.strip_suffix(&format!(".{ENDING}"))?;
    let rest = stem.strip_prefix(STEM)?;
    let (digits, tail) = rest.split_at_checked(15)?;
    let at = chrono::NaiveDateTime::parse_from_str(digits, "%Y%m%d-%H%M%S").ok()?;
    let number = tail.strip_prefix('-').unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    Some((Instant(at.and_utc()), tail.is_empty() || is_number))
}
