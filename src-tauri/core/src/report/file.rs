//! Files that appear whole or not at all: written beside their place, then moved into it.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{NamedTempFile, PersistError};

use crate::error::{Error, Result};

/// Where a file came to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub path: PathBuf,
    /// The wished name was held by another program, so a second one was used.
    pub is_renamed: bool,
}

/// Lets `write` fill a file and puts it at `path`, whole, on the disk.
///
/// An existing file is replaced only by a complete one. Where another program holds it open, the
/// new one stands beside it as `name (2).xlsx`. On failure nothing is left behind.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut File) -> Result<()>) -> Result<Written> {
    put(path, WhereHeld::SecondName, write)
}

/// Puts these bytes at `path` as a whole file.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<Written> {
    put(path, WhereHeld::SecondName, |file| fill(file, path, bytes))
}

/// Puts these bytes at `path` and nowhere else: what the program itself reads again would not be
/// found under a second name.
pub fn replace_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    put(path, WhereHeld::Refuse, |file| fill(file, path, bytes)).map(|_| ())
}

/// What becomes of a file whose place another program holds.
#[derive(Clone, Copy)]
enum WhereHeld {
    SecondName,
    Refuse,
}

fn fill(file: &mut File, path: &Path, bytes: &[u8]) -> Result<()> {
    file.write_all(bytes)
        .map_err(|error| Error::file("write", path, error))
}

fn put(
    path: &Path,
    held: WhereHeld,
    write: impl FnOnce(&mut File) -> Result<()>,
) -> Result<Written> {
    let folder = folder_of(path);
    let mut wet = beside(folder).map_err(|error| Error::file("create", path, error))?;
    write(wet.as_file_mut())?;
    wet.as_file()
        .sync_all()
        .map_err(|error| Error::file("sync", path, error))?;
    let written = settle(wet, path, held, |wet, path| wet.persist(path))?;
    sync_folder(folder).map_err(|error| Error::file("sync", folder, error))?;
    Ok(written)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A temporary file in the same folder, so that moving it is one step of the file system.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".~").suffix(".tmp");
    #[cfg(unix)]
    {
        // As any document: the umask decides who may read it.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

type Persist = Result<File, PersistError>;

fn settle(
    mut wet: NamedTempFile,
    path: &Path,
    held: WhereHeld,
    mut persist: impl FnMut(NamedTempFile, &Path) -> Persist,
) -> Result<Written> {
    for attempt in 1..=ATTEMPTS {
        match persist(wet, path) {
            Ok(_) => return Ok(written(path.to_owned(), false)),
            Err(failed) => {
                wet = failed.file;
                let is_last = attempt == ATTEMPTS || !cfg!(windows);
                let is_refused = matches!(held, WhereHeld::Refuse) && is_last;
                if is_refused || !is_held(&failed.error, path) {
                    return Err(Error::file("replace", path, failed.error));
                }
            }
        }
        // A virus scanner lets go after a moment; Excel does not. Elsewhere nobody holds files.
        if cfg!(windows) && attempt < ATTEMPTS {
            std::thread::sleep(PAUSE);
        }
    }
    second_name(wet, path)
}

const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);

/// Takes the first free name of `name (2)`, `name (3)` …
fn second_name(mut wet: NamedTempFile, path: &Path) -> Result<Written> {
    let mut last = None;
    for number in 2..100 {
        let name = numbered(path, number);
        match wet.persist_noclobber(&name) {
            Ok(_) => return Ok(written(name, true)),
            Err(taken) => {
                wet = taken.file;
                let is_taken = taken.error.kind() == io::ErrorKind::AlreadyExists;
                last = Some(taken.error);
                if !is_taken {
                    break;
                }
            }
        }
    }
    let error = last.unwrap_or_else(|| io::ErrorKind::AlreadyExists.into());
    Err(Error::file("replace", path, error))
}

/// `report.xlsx` → `report (2).xlsx`
fn numbered(path: &Path, number: u32) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!(" ({number})"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

/// Whether the name is taken by something that cannot be replaced, so that another name helps.
fn is_held(error: &io::Error, path: &Path) -> bool {
    use io::ErrorKind as Kind;
    // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE of Windows.
    let is_windows_lock = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1224));
    let is_refused = matches!(
        error.kind(),
        Kind::PermissionDenied
            | Kind::ResourceBusy
            | Kind::ExecutableFileBusy
            | Kind::IsADirectory
            | Kind::DirectoryNotEmpty
            | Kind::AlreadyExists
    );
    path.exists() && (is_windows_lock || is_refused)
}

fn written(path: PathBuf, is_renamed: bool) -> Written {
    Written { path, is_renamed }
}

/// Makes the new name itself survive a power cut.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network folders cannot do it; the file itself is on the disk.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let name = |entry: io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<_> = entries
            .map(|entry| name(entry).to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_replaces_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("báo cáo.xlsx");
        std::fs::write(&path, "cũ").unwrap();

        let done = write_whole(&path, |file| {
            file.write_all("mới".as_bytes()).unwrap();
            Ok(())
        });

        assert_eq!(done.unwrap(), written(path.clone(), false));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mới");
        assert_eq!(names(folder.path()), ["báo cáo.xlsx"]);
    }

    #[test]
    fn a_full_disk_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, "cũ").unwrap();

        let failed = write_whole(&path, |file| {
            file.write_all(b"half").unwrap();
            let full = io::Error::from(io::ErrorKind::StorageFull);
            Err(Error::file("write", &path, full))
        });

        assert!(matches!(failed, Err(Error::DiskFull)));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "cũ");
        assert_eq!(names(folder.path()), ["a.xlsx"]);
    }

    #[test]
    fn a_file_held_open_gets_a_second_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, "held").unwrap();
        std::fs::write(folder.path().join("a (2).xlsx"), "older").unwrap();
        let mut wet = beside(folder.path()).unwrap();
        wet.write_all(b"new").unwrap();

        let refuse = |file, _: &Path| {
            let error = io::Error::from(io::ErrorKind::PermissionDenied);
            Err(PersistError { error, file })
        };
        let done = settle(wet, &path, WhereHeld::SecondName, refuse).unwrap();

        assert_eq!(done, written(folder.path().join("a (3).xlsx"), true));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "held");
        assert_eq!(std::fs::read_to_string(&done.path).unwrap(), "new");
        assert_eq!(names(folder.path()).len(), 3);
    }

    #[test]
    fn what_the_program_reads_again_takes_no_second_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.json");
        std::fs::create_dir_all(path.join("held")).unwrap();

        let failed = replace_bytes(&path, b"new");

        assert!(matches!(failed, Err(Error::File { act: "replace", .. })));
        assert_eq!(names(folder.path()), ["keys.json"]);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let path = Path::new("/không/có/a.xlsx");
        let failed = write_whole(path, |_| Ok(()));
        assert!(matches!(failed, Err(Error::File { act: "create", .. })));
    }
}
