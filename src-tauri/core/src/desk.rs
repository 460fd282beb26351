//! The desk: what a window or a terminal works at. A book lies on it, open or closed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::command::roster::Staged;
use crate::domain::backup::Reason;
use crate::error::{Error, Result};
use crate::folder::{ENDING, Folder};
use crate::kernel::{Clock, Instant, id};
use crate::progress::{Progress, Silent};

/// One place of work: which book, who sits at it, and what it is told by its host.
pub struct Desk {
    /// Where this person's books lie unless they chose another place.
    home: PathBuf,
    folder: Folder,
    book: Option<Book>,
    clock: Clock,
    /// The host's own program, run again to read spreadsheets in a child process.
    program: PathBuf,
    /// Where the host puts papers that the machine's own viewer opens.
    prints: Option<PathBuf>,
    /// Follows the long act that is under way.
    pub progress: Arc<dyn Progress + Send + Sync>,
    /// A roster being looked at before it is imported.
    pub(crate) staged: Option<Staged>,
    note: Note,
    /// Whether the host named the book: then no other host's memory is changed.
    is_pinned: bool,
    /// A survey that is open to phones.
    pub(crate) lesson: Option<crate::lesson::server::Open>,
    /// Runs a command at this desk from another thread, where its host can.
    pub reach: Option<crate::lesson::server::Reach>,
    /// Why the last closing made no backup; shown on the lock screen.
    pub(crate) backup_fault: Option<String>,
}

/// What a desk remembers between runs: this machine's id, the last book, the last login name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Note {
    device: String,
    last_login: Option<String>,
    folder: Option<PathBuf>,
    /// Where the backups of that book go: the setting itself is inside, out of reach when the book
    /// does not open any more.
    backups: Vec<PathBuf>,
    /// When each account, by id, last opened its book at this machine.
    opened: BTreeMap<String, String>,
    /// When the newest copy seen in each place was made: a stick that is away cannot be asked.
    copied: BTreeMap<PathBuf, String>,
}

/// The name of the school's own book in the home folder.
const OWN: &str = "so-huong-nghiep";
/// The name of the sample school's.
const SAMPLE: &str = "truong-mau";

impl Desk {
    /// A desk over the books in `home`; `book` names another one.
    pub fn new(home: &Path, book: Option<&Path>, program: &Path, clock: Clock) -> Desk {
        let mut note: Note = std::fs::read(home.join("desk.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let is_new = note.device.is_empty();
        if is_new {
            note.device = id::new();
        }
        let own = home.join(format!("{OWN}.{ENDING}"));
        let chosen = book
            .map(Path::to_owned)
            .or_else(|| note.folder.clone())
            .unwrap_or(own);
        let desk = Desk {
            is_pinned: book.is_some(),
            backup_fault: None,
            home: home.to_owned(),
            folder: Folder::at(&chosen),
            book: None,
            clock,
            program: program.to_owned(),
            prints: None,
            progress: Arc::new(Silent),
            staged: None,
            lesson: None,
            reach: None,
            note,
        };
        if is_new {
            desk.write_note();
        }
        desk
    }

    /// The user's data folder of this program.
    pub fn usual_home() -> PathBuf {
        let base = dirs::data_dir().unwrap_or_else(|| PathBuf::from("."));
        base.join("SoHuongNghiep")
    }

    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Lets papers to be printed lie in this folder while a book is open; whatever lies there now goes.
    pub fn print_in(&mut self, folder: &Path) {
        self.prints = Some(folder.to_owned());
        self.clear_prints();
    }

    /// What a viewer still holds goes with the next closing or start.
    fn clear_prints(&self) {
        let entries = self.prints.iter().filter_map(|at| at.read_dir().ok());
        for entry in entries.flatten().flatten() {
            let _ = std::fs::remove_file(entry.path());
        }
    }

    pub fn device(&self) -> &str {
        &self.note.device
    }

    pub fn last_login(&self) -> Option<&str> {
        self.note.last_login.as_deref()
    }

    /// When the account last opened its book at this machine.
    pub fn opened_at(&self, account: &str) -> Option<&str> {
        self.note.opened.get(account).map(String::as_str)
    }

    /// Whether the sample school lies here.
    pub fn is_sample(&self) -> bool {
        self.folder == self.sample()
    }

    /// Where the sample school lies.
    pub fn sample(&self) -> Folder {
        Folder::at(&self.home.join(format!("{SAMPLE}.{ENDING}")))
    }

    /// Where the school's own book lies unless another place was chosen.
    pub fn own(&self) -> Folder {
        Folder::at(&self.home.join(format!("{OWN}.{ENDING}")))
    }

    /// The open book.
    pub fn book(&self) -> Result<&Book> {
        self.book.as_ref().ok_or(Error::Closed)
    }

    /// The open book, to write.
    pub fn book_mut(&mut self) -> Result<&mut Book> {
        self.book.as_mut().ok_or(Error::Closed)
    }

    pub fn is_open(&self) -> bool {
        self.book.is_some()
    }

    /// Lays an opened book on the desk and remembers who opened it.
    pub fn lay(&mut self, book: Book) {
        self.folder = book.folder().clone();
        self.note.last_login = Some(book.account().name.clone());
        self.note.folder = Some(self.folder.path().to_owned());
        let now = self.clock.now().to_string();
        self.note.opened.insert(book.account().id.clone(), now);
        self.remember_backups(&book);
        self.book = Some(book);
        self.staged = None;
        self.remember();
    }

    /// Where backups of the book may lie: the places last chosen, and the one beside it.
    pub fn backups(&self) -> Vec<PathBuf> {
        let usual = self.folder.usual_backups();
        let known = match self.note.folder.as_deref() == Some(self.folder.path()) {
            true => self.note.backups.clone(),
            false => Vec::new(),
        };
        let is_new = !known.contains(&usual);
        known.into_iter().chain(is_new.then_some(usual)).collect()
    }

    /// Notes the places again, after the school chose others.
    pub(crate) fn backups_changed(&mut self) {
        if let Some(book) = self.book.take() {
            self.remember_backups(&book);
            self.book = Some(book);
            self.remember();
        }
    }

    fn remember_backups(&mut self, book: &Book) {
        if let Ok(places) = crate::command::backup::usual_places(book) {
            self.note.backups = std::iter::once(places.main).chain(places.second).collect();
        }
        self.see_copies(book);
    }

    /// Looks at the places that are there, for the days on which they are not.
    fn see_copies(&mut self, book: &Book) {
        for place in &self.note.backups {
            if let Some(at) = crate::command::backup::newest_in(book, place) {
                self.note.copied.insert(place.clone(), at.to_string());
            }
        }
    }

    /// When the newest copy in a place was made: what lies there, else what was seen last.
    pub(crate) fn copied_at(&self, place: &Path, book: &Book) -> Option<Instant> {
        match place.is_dir() {
            true => crate::command::backup::newest_in(book, place),
            false => self.note.copied.get(place)?.parse().ok(),
        }
    }

    /// Turns to another book; the open one is closed first.
    pub fn turn_to(&mut self, folder: Folder) -> Result<()> {
        self.close()?;
        self.note.folder = Some(folder.path().to_owned());
        self.note.last_login = None;
        self.note.backups = Vec::new();
        self.folder = folder;
        self.remember();
        Ok(())
    }

    /// Closes the open book; when it was changed, a verified backup is made first.
    ///
    /// A backup that fails does not keep the book open: the lock screen says why.
    pub fn close(&mut self) -> Result<()> {
        self.close_because(Reason::Closing)
    }

    /// The same where something else than a person leaving is the reason.
    pub fn close_because(&mut self, reason: Reason) -> Result<()> {
        self.staged = None;
        // The port closes before the book does.
        self.lesson = None;
        self.clear_prints();
        let Some(book) = self.book.take() else {
            return Ok(());
        };
        self.backup_fault = None;
        if book.has_changed() {
            let backed_up = crate::command::backup::back_up_everywhere(&book, reason);
            self.backup_fault = backed_up.err().map(|error| error.to_string());
            self.see_copies(&book);
            self.remember();
        }
        book.close()
    }

    /// Closes the open book without a backup.
    pub fn close_without_backup(&mut self) -> Result<()> {
        self.staged = None;
        // The port closes before the book does.
        self.lesson = None;
        self.clear_prints();
        match self.book.take() {
            Some(book) => book.close(),
            None => Ok(()),
        }
    }

    /// A file that cannot be written here only costs the memory of the last login.
    fn remember(&self) {
        if !self.is_pinned {
            self.write_note();
        }
    }

    fn write_note(&self) {
        let Ok(bytes) = serde_json::to_vec_pretty(&self.note) else {
            return;
        };
        if std::fs::create_dir_all(&self.home).is_ok() {
            let path = self.home.join("desk.json");
            let _ = crate::report::file::write_whole(&path, |file| {
                use std::io::Write;
                file.write_all(&bytes)
                    .map_err(|error| Error::file("write", &path, error))
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_to_be_printed_go_at_the_start_and_when_the_book_is_closed() {
        let home = tempfile::tempdir().unwrap();
        let prints = home.path().join("in");
        std::fs::create_dir(&prints).unwrap();
        let print = || std::fs::write(prints.join("phieu.pdf"), "%PDF").unwrap();
        let left = || prints.read_dir().unwrap().count();
        let mut desk = Desk::new(home.path(), None, Path::new(""), Clock::system());
        print();
        desk.print_in(&prints);
        assert_eq!(left(), 0, "of a session that was cut off");
        print();
        desk.close().unwrap();
        assert_eq!(left(), 0, "of this one");
    }
}
