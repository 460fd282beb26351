//! The folder of a book, `NAME.sohn/`: `book.db`, `keys.json` in two generations, `files/`.

mod risk;

use std::fs;
use std::path::{Path, PathBuf};

use crate::crypt::Keyring;
use crate::error::{Error, Problem, Result};
use crate::report::file::replace_bytes;

pub use risk::{Risk, risk};

/// The ending of a book's folder.
pub const ENDING: &str = "sohn";

/// Where a book lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at this path, whether a book is in it or not.
    pub fn at(path: &Path) -> Folder {
        Folder {
            path: path.to_owned(),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn db(&self) -> PathBuf {
        self.path.join("book.db")
    }

    /// Sealed evidence files.
    pub fn files(&self) -> PathBuf {
        self.path.join("files")
    }

    /// Writes a sealed file whole.
    pub fn write_sealed(&self, id: &str, sealed: &[u8]) -> Result<()> {
        let folder = self.files();
        fs::create_dir_all(&folder).map_err(|error| Error::file("create", &folder, error))?;
        replace_bytes(&self.sealed(id), sealed)
    }

    /// Reads a sealed file.
    pub fn read_sealed(&self, id: &str) -> Result<Vec<u8>> {
        let path = self.sealed(id);
        if !path.is_file() {
            return Err(Error::refused("evidence.file_missing"));
        }
        fs::read(&path).map_err(|error| Error::file("read", &path, error))
    }

    fn sealed(&self, id: &str) -> PathBuf {
        self.files().join(format!("{id}.sealed"))
    }

    /// Ids of the pupils whose data were erased: beside the book, since an older copy that takes its
    /// place does not know of them. They say nothing about anybody.
    pub fn erased(&self) -> Vec<String> {
        read_erased(&self.path.join(ERASED))
    }

    /// Adds to the list of erased pupils.
    pub fn add_erased(&self, students: &[String]) -> Result<()> {
        add_erased(&self.path.join(ERASED), students)
    }

    /// Where the backups of this book go unless the school chose a place: beside the book.
    pub fn usual_backups(&self) -> PathBuf {
        let name = self
            .path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        self.path.with_file_name(format!("{name}-sao-luu"))
    }

    /// Whether a book is here.
    pub fn is_book(&self) -> bool {
        self.db().is_file()
            && (self.path.join(KEYS).is_file() || self.path.join(KEYS_BEFORE).is_file())
    }

    /// Starts a new book's folder beside its place; it gets its name when it is whole.
    pub fn build(place: &Path) -> Result<Building> {
        if place.exists() && !is_empty_folder(place) {
            return Err(Error::Refused(
                Problem::new("folder", "book.exists").with("path", place.display()),
            ));
        }
        let parent = place.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(|error| Error::file("create", parent, error))?;
        let building = tempfile::Builder::new()
            .prefix(".so-moi-")
            .tempdir_in(parent)
            .map_err(|error| Error::file("create", parent, error))?;
        let files = building.path().join("files");
        fs::create_dir(&files).map_err(|error| Error::file("create", &files, error))?;
        Ok(Building {
            temporary: building,
        })
    }

    /// The key ring: the newest generation that can be read.
    pub fn keyring(&self) -> Result<Keyring> {
        if !self.db().is_file() {
            return Err(Error::Refused(
                Problem::new("", "book.missing").with("path", self.path.display()),
            ));
        }
        let read = |name: &str| -> Option<Keyring> {
            serde_json::from_slice(&fs::read(self.path.join(name)).ok()?).ok()
        };
        let newest = [read(KEYS), read(KEYS_BEFORE)]
            .into_iter()
            .flatten()
            .max_by_key(|keyring| keyring.generation);
        match newest {
            Some(keyring) if keyring.format > crate::crypt::FORMAT => Err(Error::BookTooNew),
            Some(keyring) => Ok(keyring),
            None => Err(Error::BookDamaged("keys.json".to_owned())),
        }
    }

    /// Writes the key ring as both generations: a password that was changed, an account that was
    /// removed or a slip that was replaced must not open the book by the older one.
    pub fn replace_keyring(&self, keyring: &mut Keyring) -> Result<()> {
        self.write_keyring(keyring)?;
        self.write_keyring(keyring)
    }

    /// Drops the ways in of accounts that the book does not have: a machine that stopped between
    /// the two files may have left one. Where the ring cannot be written it is tried again at the
    /// next opening, as such a way opens nothing.
    pub fn drop_strays(&self, is_known: impl Fn(&str) -> bool) -> Result<()> {
        let mut keyring = self.keyring()?;
        if keyring.keep(is_known) {
            let _ = self.replace_keyring(&mut keyring);
        }
        Ok(())
    }

    /// Writes the key ring as the next generation; the one before stays beside it.
    pub fn write_keyring(&self, keyring: &mut Keyring) -> Result<()> {
        write_keyring(&self.path, keyring)
    }
}

/// The list of erased pupils as a file; none where it cannot be read.
pub fn read_erased(file: &Path) -> Vec<String> {
    let read = fs::read(file).ok();
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Adds pupils to a list of erased ones; nothing is ever taken from it.
pub fn add_erased(file: &Path, students: &[String]) -> Result<()> {
    let mut all = read_erased(file);
    let before = all.len();
    all.extend(students.iter().cloned());
    all.sort();
    all.dedup();
    if all.len() == before {
        return Ok(());
    }
    let json = serde_json::to_vec_pretty(&all).map_err(|_| Error::Bug("erased".into()))?;
    replace_bytes(file, &json)
}

const ERASED: &str = "erased.json";
const KEYS: &str = "keys.json";
const KEYS_BEFORE: &str = "keys.before.json";

/// A folder that is being filled and has no name yet; it vanishes when dropped.
pub struct Building {
    temporary: tempfile::TempDir,
}

impl Building {
    pub fn path(&self) -> &Path {
        self.temporary.path()
    }

    pub fn db(&self) -> PathBuf {
        self.path().join("book.db")
    }

    pub fn write_keyring(&self, keyring: &mut Keyring) -> Result<()> {
        write_keyring(self.path(), keyring)
    }

    /// Gives the finished folder its name.
    pub fn name_it(self, place: &Path) -> Result<Folder> {
        if place.exists() {
            // Only an empty folder comes this far.
            fs::remove_dir(place).map_err(|error| Error::file("replace", place, error))?;
        }
        let from = self.temporary.keep();
        fs::rename(&from, place).map_err(|error| Error::file("rename", place, error))?;
        Ok(Folder::at(place))
    }
}

fn write_keyring(folder: &Path, keyring: &mut Keyring) -> Result<()> {
    keyring.generation += 1;
    let bytes = serde_json::to_vec_pretty(keyring).map_err(|_| Error::Bug("keys".to_owned()))?;
    let path = folder.join(KEYS);
    // A torn ring must not become the one before; the first has itself beside it.
    let old = fs::read(&path).ok();
    let old = old.filter(|old| serde_json::from_slice::<Keyring>(old).is_ok());
    match old {
        Some(old) => replace_bytes(&folder.join(KEYS_BEFORE), &old)?,
        None if !folder.join(KEYS_BEFORE).is_file() => {
            replace_bytes(&folder.join(KEYS_BEFORE), &bytes)?
        }
        None => {}
    }
    replace_bytes(&path, &bytes)
}

fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}
