//! Verified copies: one file that holds the database, the key ring and the sealed files.
//!
//! The copy carries the same encryption and opens with the passwords of the day it was made.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::crypt::{DataKey, Keyring};
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::kernel::Instant;
use crate::report::file::write_whole;
use crate::store::open;

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
    /// Whether it was opened and checked when it was made.
    pub is_checked: bool,
    /// `main` or `second`
    pub place: String,
}

/// Writes a backup of the open book into the folder `to`; answers the file.
///
/// The copy is opened and checked before it gets its name.
pub fn write(
    connection: &Connection,
    folder: &Folder,
    key: &DataKey,
    now: Instant,
    to: &Path,
) -> Result<PathBuf> {
    fs::create_dir_all(to).map_err(|error| Error::file("create", to, error))?;
    let work = tempfile::Builder::new()
        .prefix(".sao-luu-")
        .tempdir_in(to)
        .map_err(|error| Error::file("create", to, error))?;
    let copy = work.path().join("book.db");
    open::copy(connection, &copy, key)?;
    let keys =
        serde_json::to_vec_pretty(&folder.keyring()?).map_err(|_| Error::Bug("keys".to_owned()))?;
    let path = free_name(to, now);
    let written = write_whole(&path, |file| {
        pack(file, &copy, &keys, &folder.files())
            .map_err(|error| Error::file("write", &path, error))
    })?;
    check(&written.path, key, work.path())?;
    Ok(written.path)
}

/// A copy beside the book before an older one is brought up to date.
pub fn copy_aside(
    connection: &Connection,
    folder: &Folder,
    key: &DataKey,
    now: Instant,
) -> Result<PathBuf> {
    write(connection, folder, key, now, &folder.usual_backups())
}

/// The backups in a folder, newest first.
pub fn list(folder: &Path, place: &str) -> Vec<BackupLine> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut lines: Vec<BackupLine> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let made_at = made_at(&name)?;
            let bytes = entry.metadata().ok()?.len();
            let file = entry.path().display().to_string();
            Some(BackupLine {
                file,
                made_at,
                bytes,
                is_checked: true,
                place: place.to_owned(),
            })
        })
        .collect();
    lines.sort_by(|a, b| b.made_at.cmp(&a.made_at).then(b.file.cmp(&a.file)));
    lines
}

/// Puts a backup at `place` as a book; answers its folder.
///
/// The password must open an account of the backup. What stood at `place` is moved aside, never
/// deleted.
pub fn restore(
    file: &Path,
    place: &Path,
    name: Option<&str>,
    password: &str,
    now: Instant,
) -> Result<Folder> {
    let mut archive = open_archive(file)?;
    let mut keyring: Keyring =
        serde_json::from_slice(&entry(&mut archive, "keys.json")?).map_err(|_| not_a_backup())?;
    let name = match name {
        Some(name) => name.to_owned(),
        None => keyring
            .wraps
            .first()
            .map(|wrap| wrap.name.clone())
            .unwrap_or_default(),
    };
    let (_, key) = keyring.open(&name, password)?;
    let aside = place.exists().then(|| {
        let stem = place
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        place.with_file_name(format!(
            "{stem}-truoc-khoi-phuc-{}.{}",
            now.for_file(),
            crate::folder::ENDING
        ))
    });
    let parent = place.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| Error::file("create", parent, error))?;
    let beside = parent.join(format!(".khoi-phuc-{}", crate::kernel::id::new()));
    let building = Folder::build(&beside)?;
    unpack(&mut archive, building.path())?;
    let connection = open::open_copy(&building.db(), &key)?;
    open::check_whole(&connection)?;
    drop(connection);
    building.write_keyring(&mut keyring)?;
    if let Some(aside) = aside {
        fs::rename(place, &aside).map_err(|error| Error::file("rename", place, error))?;
    }
    building.name_it(place)
}

fn pack(file: &mut File, db: &Path, keys: &[u8], files: &Path) -> std::io::Result<()> {
    // Encrypted pages do not shrink.
    let stored = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .large_file(true);
    let mut zip = ZipWriter::new(file);
    zip.start_file("keys.json", stored)?;
    zip.write_all(keys)?;
    zip.start_file("book.db", stored)?;
    std::io::copy(&mut File::open(db)?, &mut zip)?;
    if let Ok(entries) = fs::read_dir(files) {
        for entry in entries.flatten().filter(|entry| entry.path().is_file()) {
            zip.start_file(
                format!("files/{}", entry.file_name().to_string_lossy()),
                stored,
            )?;
            std::io::copy(&mut File::open(entry.path())?, &mut zip)?;
        }
    }
    zip.finish()?;
    Ok(())
}

/// Opens the finished backup and checks it whole; a bad one is moved out of the list.
fn check(path: &Path, key: &DataKey, work: &Path) -> Result<()> {
    let whole = || -> Result<()> {
        let mut archive = open_archive(path)?;
        let folder = work.join("check");
        fs::create_dir(&folder).map_err(|error| Error::file("create", &folder, error))?;
        unpack(&mut archive, &folder)?;
        let connection = open::open_copy(&folder.join("book.db"), key)?;
        open::check_whole(&connection)
    };
    whole().inspect_err(|_| {
        // Kept for whoever wants to look, but never offered.
        let _ = fs::rename(path, path.with_extension("hong"));
    })
}

fn unpack<R: Read + Seek>(archive: &mut ZipArchive<R>, folder: &Path) -> Result<()> {
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|_| not_a_backup())?;
        let name = entry.enclosed_name().ok_or_else(not_a_backup)?;
        if !is_ours(&name) {
            return Err(not_a_backup());
        }
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| Error::file("create", parent, error))?;
        }
        let mut file = File::create(&path).map_err(|error| Error::file("create", &path, error))?;
        std::io::copy(&mut entry, &mut file).map_err(|error| {
            // The archive's own checksum: a flipped byte in the backup.
            use std::io::ErrorKind::{InvalidData, Other};
            match matches!(error.kind(), InvalidData | Other) {
                true => not_a_backup(),
                false => Error::file("write", &path, error),
            }
        })?;
        file.sync_all()
            .map_err(|error| Error::file("sync", &path, error))?;
    }
    Ok(())
}

fn is_ours(name: &Path) -> bool {
    let mut parts = name
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let is_sealed = first.as_deref() == Some("files") && second.is_some();
    let is_top = matches!(first.as_deref(), Some("keys.json" | "book.db")) && second.is_none();
    (is_sealed || is_top) && third.is_none()
}

fn open_archive(file: &Path) -> Result<ZipArchive<File>> {
    let opened = File::open(file).map_err(|error| Error::file("open", file, error))?;
    ZipArchive::new(opened).map_err(|_| not_a_backup())
}

fn entry(archive: &mut ZipArchive<File>, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let entry = archive.by_name(name).map_err(|_| not_a_backup())?;
    entry
        .take(16 * 1024 * 1024)
        .read_to_end(&mut bytes)
        .map_err(|_| not_a_backup())?;
    Ok(bytes)
}

fn not_a_backup() -> Error {
    Error::BookDamaged("backup".to_owned())
}

/// `so-huong-nghiep-20261122-211500.sohn-saoluu`: no school, no person.
fn free_name(folder: &Path, now: Instant) -> PathBuf {
    let stem = format!("so-huong-nghiep-{}", now.for_file());
    let plain = folder.join(format!("{stem}.{ENDING}"));
    let numbered = (2..).map(|n| folder.join(format!("{stem}-{n}.{ENDING}")));
    std::iter::once(plain.clone())
        .chain(numbered)
        .find(|path| !path.exists())
        .unwrap_or(plain)
}

fn made_at(name: &str) -> Option<String> {
    let stem = name.strip_suffix(&format!(".{ENDING}"))?;
    let digits = stem.strip_prefix("so-huong-nghiep-")?.get(..15)?;
    let at = chrono::NaiveDateTime::parse_from_str(digits, "%Y%m%d-%H%M%S").ok()?;
    Some(Instant(at.and_utc()).to_string())
}
