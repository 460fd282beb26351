//! The one file of a backup: a zip, stored, of what a book's folder holds.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::Path;

use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::crypt::Keyring;
use crate::domain::backup::About;
use crate::error::{Error, Result};

const ABOUT: &str = "about.json";
const KEYS: &str = "keys.json";
const DB: &str = "book.db";
const FILES: &str = "files";

/// An opened backup.
pub struct Archive(ZipArchive<File>);

impl Archive {
    pub fn open(file: &Path) -> Result<Archive> {
        let opened = File::open(file).map_err(|error| Error::file("open", file, error))?;
        ZipArchive::new(opened)
            .map(Archive)
            .map_err(|_| Error::BackupDamaged)
    }

    /// What it says of itself; nothing in those of the first version.
    pub fn about(&mut self) -> Option<About> {
        serde_json::from_slice(&entry(&mut self.0, ABOUT).ok()?).ok()
    }

    pub fn keyring(&mut self) -> Result<Keyring> {
        let keyring: Keyring =
            serde_json::from_slice(&entry(&mut self.0, KEYS)?).map_err(|_| Error::BackupDamaged)?;
        match keyring.format > crate::crypt::FORMAT {
            true => Err(Error::BookTooNew),
            false => Ok(keyring),
        }
    }

    /// Lays everything that belongs to a book into a folder.
    pub fn unpack(&mut self, folder: &Path) -> Result<()> {
        for at in 0..self.0.len() {
            let mut entry = self.0.by_index(at).map_err(|_| Error::BackupDamaged)?;
            let name = entry.enclosed_name().ok_or(Error::BackupDamaged)?;
            if name == Path::new(ABOUT) {
                continue;
            }
            if !is_ours(&name) {
                return Err(Error::BackupDamaged);
            }
            write(&mut entry, &folder.join(&name))?;
        }
        Ok(())
    }
}

/// Fills a new archive.
pub fn pack(
    file: &mut File,
    about: &[u8],
    keys: &[u8],
    db: &Path,
    files: &Path,
) -> std::io::Result<()> {
    // Encrypted pages do not shrink.
    let stored = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .large_file(true);
    let mut zip = ZipWriter::new(file);
    for (name, bytes) in [(ABOUT, about), (KEYS, keys)] {
        zip.start_file(name, stored)?;
        zip.write_all(bytes)?;
    }
    zip.start_file(DB, stored)?;
    std::io::copy(&mut File::open(db)?, &mut zip)?;
    if let Ok(entries) = fs::read_dir(files) {
        for entry in entries.flatten().filter(|entry| entry.path().is_file()) {
            let name = format!("{FILES}/{}", entry.file_name().to_string_lossy());
            zip.start_file(name, stored)?;
            std::io::copy(&mut File::open(entry.path())?, &mut zip)?;
        }
    }
    zip.finish()?;
    Ok(())
}

fn write(from: &mut impl Read, to: &Path) -> Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(|error| Error::file("create", parent, error))?;
    }
    let mut file = File::create(to).map_err(|error| Error::file("create", to, error))?;
    std::io::copy(from, &mut file).map_err(|error| {
        // The archive's own checksum: a flipped byte in the backup.
        use std::io::ErrorKind::{InvalidData, Other, UnexpectedEof};
        match matches!(error.kind(), InvalidData | Other | UnexpectedEof) {
            true => Error::BackupDamaged,
            false => Error::file("write", to, error),
        }
    })?;
    file.sync_all()
        .map_err(|error| Error::file("sync", to, error))
}

/// A log never belongs to a backup: SQLite would replay it into the restored file.
fn is_ours(name: &Path) -> bool {
    let mut parts = name
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let is_sealed = first.as_deref() == Some(FILES) && second.is_some();
    let is_top = matches!(first.as_deref(), Some(KEYS | DB)) && second.is_none();
    (is_sealed || is_top) && third.is_none()
}

fn entry<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let entry = archive.by_name(name).map_err(|_| Error::BackupDamaged)?;
    entry
        .take(16 * 1024 * 1024)
        .read_to_end(&mut bytes)
        .map_err(|_| Error::BackupDamaged)?;
    Ok(bytes)
}
