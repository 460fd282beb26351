//! The book as a whole: make, open, recover, lock, restore; who sits at it; its settings.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Book, Done, NewBook};
use crate::command::{Nothing, backup};
use crate::desk::Desk;
use crate::domain::account::{Account, AccountDraft};
use crate::domain::backup::Reason;
use crate::domain::role::{Op, Role};
use crate::domain::school::{Level, School};
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::folder::{ENDING, Folder};
use crate::{messages, store};

/// What the lock screen may know: nothing that is inside the book.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BookState {
    /// `none`, `locked` or `open`
    #[ts(type = "'none' | 'locked' | 'open'")]
    pub state: String,
    pub folder: String,
    pub is_sample: bool,
    pub last_login: Option<String>,
    /// The last program on it did not close it; it was checked and is whole.
    pub unclean: bool,
    /// Acts that stood in its log behind a damaged place, and are not in the book.
    pub lost: u32,
    /// Why the last closing made no backup.
    pub backup_fault: Option<String>,
    pub session: Option<Session>,
}

/// Who sits at the open book, and what they may do.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Session {
    pub account: Account,
    pub school: SchoolHead,
    pub year: Year,
    pub years: Vec<Year>,
    /// Names of the commands that the role may call.
    pub may: Vec<String>,
    pub idle_minutes: u32,
    pub last_backup_at: Option<String>,
    pub saved_at: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SchoolHead {
    pub name: String,
    pub levels: Vec<Level>,
}

/// What `new --school` and the wizard send.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct NewBookDraft {
    pub school: School,
    pub year: String,
    pub accounts: Vec<AccountDraft>,
    /// Where the book goes; the usual place where it is absent.
    #[serde(default)]
    pub folder: Option<String>,
    #[serde(default)]
    pub backup_folder: Option<String>,
}

/// A recovery slip, shown this once.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecoveryKey {
    /// What it opens: `book`.
    pub opens: String,
    /// 13 groups of four.
    pub key: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BookMade {
    pub folder: String,
    pub recovery_keys: Vec<RecoveryKey>,
    pub session: Session,
}

/// Which book to turn to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SwitchBook {
    /// A folder; `sample` for the sample school; null for the school's own book.
    pub folder: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct OpenBook {
    /// Login name; the first account's where it is absent.
    #[serde(default)]
    pub name: Option<String>,
    pub password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecoverBook {
    pub name: String,
    pub recovery_key: String,
    /// The new password.
    pub password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct RestoreBook {
    pub file: String,
    /// Where the book goes; where this desk's book lies if absent.
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub name: Option<String>,
    /// The password of an account in the backup.
    pub password: String,
}

/// A book that a backup took the place of.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BookRescued {
    /// When the backup was made; what was written afterwards is not in it.
    pub made_at: Option<String>,
    pub book: BookState,
}

/// Settings of the book.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Settings {
    /// Minutes without a key or pointer after which the window locks.
    pub idle_minutes: u32,
    pub backup_folder: String,
    /// A second place, as a USB stick; empty where none was chosen.
    pub second_backup_folder: String,
}

/// What `verify` found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CheckUp {
    pub ok: bool,
    pub findings: Vec<String>,
    pub students: u32,
    pub activities: u32,
    pub acts: u32,
}

pub fn state(desk: &mut Desk, _: Nothing) -> Result<BookState> {
    let session = match desk.book() {
        Ok(book) => Some(session_of(book)?),
        Err(_) => None,
    };
    let state = match (&session, desk.folder().is_book()) {
        (Some(_), _) => "open",
        (None, true) => "locked",
        (None, false) => "none",
    };
    Ok(BookState {
        state: state.to_owned(),
        folder: desk.folder().path().display().to_string(),
        is_sample: desk.is_sample(),
        last_login: desk.last_login().map(str::to_owned),
        unclean: desk.book().is_ok_and(|book| book.was_unclean),
        lost: desk.book().map_or(0, |book| book.lost),
        backup_fault: desk.backup_fault.clone(),
        session,
    })
}

pub fn create(desk: &mut Desk, draft: NewBookDraft) -> Result<BookMade> {
    let new = check_new(&draft)?;
    let folder = match &draft.folder {
        Some(folder) => with_ending(Path::new(folder)),
        None if desk.is_sample() => desk.own().path().to_owned(),
        None => desk.folder().path().to_owned(),
    };
    make(desk, &folder, &new, draft.backup_folder.as_deref())
}

/// Makes a book and lays it on the desk.
pub(super) fn make(
    desk: &mut Desk,
    folder: &Path,
    new: &NewBook,
    backup_folder: Option<&str>,
) -> Result<BookMade> {
    desk.close()?;
    let (clock, device) = (desk.clock().clone(), desk.device().to_owned());
    let (mut book, slip) = Book::create(folder, new, clock, &device)?;
    if let Some(backup_folder) = backup_folder.filter(|folder| !folder.is_empty()) {
        book.write(Op::SettingsChange, "", |w| {
            store::school::set_meta(w, backup::MAIN_FOLDER, backup_folder)
        })?;
    }
    let session = session_of(&book)?;
    desk.lay(book);
    Ok(BookMade {
        folder: desk.folder().path().display().to_string(),
        recovery_keys: vec![RecoveryKey {
            opens: "book".to_owned(),
            key: slip.0.clone(),
        }],
        session,
    })
}

pub fn switch(desk: &mut Desk, request: SwitchBook) -> Result<BookState> {
    let folder = match request.folder.as_deref() {
        None | Some("") => desk.own(),
        Some("sample") => desk.sample(),
        Some(path) => Folder::at(Path::new(path)),
    };
    desk.turn_to(folder)?;
    state(desk, Nothing {})
}

pub fn open(desk: &mut Desk, request: OpenBook) -> Result<Session> {
    desk.close()?;
    let name = match request.name.filter(|name| !name.is_empty()) {
        Some(name) => name,
        None => first_login(desk.folder())?,
    };
    let (clock, device) = (desk.clock().clone(), desk.device().to_owned());
    let book = Book::open(desk.folder(), &name, &request.password, clock, &device)?;
    let session = session_of(&book)?;
    desk.lay(book);
    Ok(session)
}

pub fn recover(desk: &mut Desk, request: RecoverBook) -> Result<Session> {
    desk.close()?;
    let (clock, device) = (desk.clock().clone(), desk.device().to_owned());
    let book = Book::recover(
        desk.folder(),
        &request.name,
        &request.recovery_key,
        &request.password,
        clock,
        &device,
    )?;
    let session = session_of(&book)?;
    desk.lay(book);
    Ok(session)
}

pub fn close(desk: &mut Desk, _: Nothing) -> Result<BookState> {
    desk.close()?;
    state(desk, Nothing {})
}

/// Puts a backup in the book's place. Until the copy is unpacked and whole, the book that is open
/// stays open and untouched.
pub fn restore(desk: &mut Desk, request: RestoreBook) -> Result<BookState> {
    let to = match &request.to {
        Some(to) => with_ending(Path::new(to)),
        None => desk.folder().path().to_owned(),
    };
    let name = request.name.as_deref();
    let file = Path::new(&request.file);
    let unpacked = crate::backup::unpack(file, &to, name, &request.password)?;
    desk.close_because(Reason::Restore)?;
    let folder = unpacked.put(&to, crate::backup::RESTORED, desk.clock().now())?;
    desk.turn_to(folder)?;
    state(desk, Nothing {})
}

/// Puts the newest backup that is whole and opens with this password in the place of a damaged
/// book, which is moved aside.
pub fn rescue(desk: &mut Desk, request: OpenBook) -> Result<BookRescued> {
    desk.close()?;
    let name = request.name.as_deref();
    if let Some(other) = refuse_rescue(desk, name, &request.password) {
        return Err(other);
    }
    let folder = desk.folder().clone();
    let places = desk.backups();
    let book = folder.keyring().ok().map(|keyring| keyring.book);
    let (unpacked, file) = crate::backup::newest_good(
        &crate::backup::files(&places),
        folder.path(),
        book.as_deref(),
        name,
        &request.password,
    )?;
    let folder = unpacked.put(folder.path(), crate::backup::DAMAGED, desk.clock().now())?;
    desk.turn_to(folder)?;
    Ok(BookRescued {
        made_at: crate::backup::made_at(&file),
        book: state(desk, Nothing {})?,
    })
}

/// Why the book needs no rescue; nothing where it is damaged.
fn refuse_rescue(desk: &Desk, name: Option<&str>, password: &str) -> Option<Error> {
    let opened = || -> Result<()> {
        let name = match name.filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None => first_login(desk.folder())?,
        };
        let (clock, device) = (desk.clock().clone(), desk.device());
        let book = Book::open(desk.folder(), &name, password, clock, device)?;
        let is_whole = book.check_whole();
        book.close_as_it_is()?;
        is_whole
    };
    match opened() {
        Ok(()) => Some(Error::refused("book.not_damaged")),
        Err(Error::BookDamaged(_)) => None,
        Err(other) => Some(other),
    }
}

pub fn session(desk: &mut Desk, _: Nothing) -> Result<Session> {
    session_of(desk.book()?)
}

pub fn settings(desk: &mut Desk, _: Nothing) -> Result<Settings> {
    let book = desk.book()?;
    let places = backup::usual_places(book)?;
    book.read(Op::SettingsGet, |r| {
        Ok(Settings {
            idle_minutes: idle_minutes(r)?,
            backup_folder: places.main.display().to_string(),
            second_backup_folder: places
                .second
                .map(|place| place.display().to_string())
                .unwrap_or_default(),
        })
    })
}

pub fn change_settings(desk: &mut Desk, settings: Settings) -> Result<Done<()>> {
    let mut problems = Vec::new();
    if !(1..=240).contains(&settings.idle_minutes) {
        problems.push(Problem::new("idle_minutes", "settings.idle_minutes"));
    }
    let folders = [
        ("backup_folder", &settings.backup_folder),
        ("second_backup_folder", &settings.second_backup_folder),
    ];
    for (field, folder) in folders {
        if !folder.is_empty() && !Path::new(folder).is_absolute() {
            problems.push(Problem::new(field, "settings.folder_not_absolute"));
        }
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let done = desk.book_mut()?.write(Op::SettingsChange, "", |w| {
        store::school::set_meta(w, IDLE_MINUTES, &settings.idle_minutes.to_string())?;
        store::school::set_meta(w, backup::MAIN_FOLDER, &settings.backup_folder)?;
        store::school::set_meta(w, backup::SECOND_FOLDER, &settings.second_backup_folder)
    })?;
    desk.backups_changed();
    Ok(done)
}

pub fn check(desk: &mut Desk, _: Nothing) -> Result<CheckUp> {
    let book = desk.book()?;
    let mut findings = book.read(Op::BookCheck, store::verify::verify)?;
    if !super::evidence::is_whole(book)? {
        findings.problems.push("verify.evidence");
    }
    Ok(CheckUp {
        ok: findings.problems.is_empty(),
        findings: findings
            .problems
            .iter()
            .map(|code| messages::sentence(code, &[]))
            .collect(),
        students: findings.students,
        activities: findings.activities,
        acts: findings.acts,
    })
}

/// The session of the person who signed in.
pub(super) fn session_of(book: &Book) -> Result<Session> {
    let may = Op::ALL.iter().filter(|op| op.may(book.account().role));
    let last_backup_at = backup::newest(book)?;
    book.read(Op::SessionGet, |r| {
        let school = store::school::get(r)?.ok_or(Error::Bug("no school".into()))?;
        Ok(Session {
            account: book.account().clone(),
            school: SchoolHead {
                name: school.name.clone(),
                levels: school.levels(),
            },
            year: current_year(r)?,
            years: store::year::list(r)?,
            may: may.map(|op| op.name().to_owned()).collect(),
            idle_minutes: idle_minutes(r)?,
            last_backup_at,
            saved_at: store::audit::last_at(r)?,
        })
    })
}

/// The year that the book is turned to.
pub(super) fn current_year(r: &store::Reading<'_>) -> Result<Year> {
    store::year::current(r)?.ok_or(Error::Bug("no current year".into()))
}

/// The year of a request; the current one where it names none.
pub(super) fn year_or_current(r: &store::Reading<'_>, year: Option<&str>) -> Result<Year> {
    match year.filter(|year| !year.is_empty()) {
        None => current_year(r),
        Some(name) => store::year::get(r, name)?.ok_or_else(|| {
            Error::Invalid(vec![
                Problem::new("year", "year.unknown").with("year", name),
            ])
        }),
    }
}

/// The year of a request to write into; a locked one is refused.
pub(super) fn open_year(r: &store::Reading<'_>, year: Option<&str>) -> Result<Year> {
    let year = year_or_current(r, year)?;
    if year.is_locked {
        let problem = Problem::new("year", "year.locked").with("year", year.for_people());
        return Err(Error::Refused(problem));
    }
    Ok(year)
}

const IDLE_MINUTES: &str = "idle_minutes";

fn idle_minutes(r: &store::Reading<'_>) -> Result<u32> {
    let stored = store::school::meta(r, IDLE_MINUTES)?;
    // Five minutes, as trusted password safes have it (design: trust.md, D.6).
    Ok(stored.and_then(|text| text.parse().ok()).unwrap_or(5))
}

fn first_login(folder: &Folder) -> Result<String> {
    let keyring = folder.keyring()?;
    keyring
        .wraps
        .first()
        .map(|wrap| wrap.name.clone())
        .ok_or(Error::Locked)
}

fn with_ending(path: &Path) -> PathBuf {
    match path.extension() {
        Some(ending) if ending == ENDING => path.to_owned(),
        _ => {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            path.with_file_name(format!("{name}.{ENDING}"))
        }
    }
}

fn check_new(draft: &NewBookDraft) -> Result<NewBook> {
    let mut problems = Vec::new();
    let school = match draft.school.clone().check() {
        Ok(school) => Some(school),
        Err(Error::Invalid(found)) => {
            let at_school = |problem: Problem| Problem {
                field: format!("school.{}", problem.field),
                ..problem
            };
            problems.extend(found.into_iter().map(at_school));
            None
        }
        Err(other) => return Err(other),
    };
    let year = match Year::check(&draft.year, None, None) {
        Ok(year) => Some(year),
        Err(Error::Invalid(found)) => {
            problems.extend(found);
            None
        }
        Err(other) => return Err(other),
    };
    let mut accounts: Vec<crate::domain::account::CheckedAccount> = Vec::new();
    for (at, account) in draft.accounts.iter().enumerate() {
        match account.check(&format!("accounts.{at}.")) {
            Ok(account) if accounts.iter().any(|other| other.name == account.name) => {
                let field = format!("accounts.{at}.name");
                problems.push(Problem::new(field, "account.name_taken"));
            }
            Ok(account) => accounts.push(account),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty()
        && !accounts
            .iter()
            .any(|account| account.role == Role::Counselor)
    {
        problems.push(Problem::new("accounts", "account.no_counselor"));
    }
    match (school, year) {
        (Some(school), Some(year)) if problems.is_empty() => Ok(NewBook {
            school,
            year,
            accounts,
        }),
        _ => Err(Error::Invalid(problems)),
    }
}
