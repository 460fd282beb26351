//! The open book: one file, one signed-in person, one clock, and the only two doors to the store.

mod seal;

use std::cell::Cell;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::backup::Source;
use crate::crypt::{self, DataKey, Keyring, NewKeyring};
use crate::domain::account::{Account, CheckedAccount};
use crate::domain::backup::{Holdings, Reason};
use crate::domain::class::Class;
use crate::domain::role::{Op, Role};
use crate::domain::school::School;
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::folder::Folder;
use crate::kernel::{Clock, Instant, id};
use crate::store::audit::Act;
use crate::store::journal::{self, Obstacle};
use crate::store::{self, Memory, Reading, Writing};

/// What every write answers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Done<T> {
    pub value: T,
    /// Areas whose screens must be read again.
    pub stale: Vec<String>,
    /// What `act_undo` takes; nothing where the act cannot be undone.
    #[ts(type = "number | null")]
    pub act: Option<i64>,
}

/// An open book with the person who signed in.
pub struct Book {
    connection: Connection,
    memory: Memory,
    folder: Folder,
    key: DataKey,
    account: Account,
    /// Ids of the classes that a homeroom teacher sees, of every year.
    classes: Vec<String>,
    /// The year that a person looks at who may not turn the book for everybody.
    year: Option<String>,
    clock: Clock,
    device: String,
    /// The last program on it did not close it.
    pub was_unclean: bool,
    /// Acts that a damaged log held and that could not be read.
    pub lost: u32,
    /// Whether every place that the school chose holds what was written.
    is_copied: Cell<bool>,
    /// The first write that no copy holds.
    changed_at: Cell<Option<Instant>>,
    /// The keys of the sealed part while they are open.
    seal: seal::Seal,
}

/// What a new book starts with.
pub struct NewBook {
    pub school: School,
    pub year: Year,
    pub accounts: Vec<CheckedAccount>,
}

/// Rows a person sees: all, or those of their own classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    All,
    Classes(Vec<String>),
}

impl Book {
    /// Makes a new book in a folder and signs the first account in; answers the recovery slip.
    ///
    /// The folder appears whole or not at all.
    pub fn create(
        folder: &Path,
        new: &NewBook,
        clock: Clock,
        device: &str,
    ) -> Result<(Book, crypt::RecoverySlip)> {
        let building = Folder::build(folder)?;
        let NewKeyring { mut keyring, key } = crypt::new_keyring(&id::new())?;
        let connection = store::open::create(&building.db(), &key)?;
        journal::watch(&connection)?;
        let slip = {
            let transaction = connection.unchecked_transaction()?;
            let w = Writing::new(&connection, clock.now(), clock.today(), device);
            let first = fill(&w, new, &mut keyring, &key)?;
            let act = Act {
                account: &first,
                op: "book_create",
                subject: "",
                rows: 0,
                detail: "",
            };
            store::audit::insert(&w, 1, &act)?;
            transaction.commit()?;
            keyring.add_recovery(&key)?
        };
        store::open::settle(&connection)?;
        // The file has to be closed before its folder gets its name (Windows).
        connection
            .close()
            .map_err(|(_, error)| Error::from(error))?;
        building.write_keyring(&mut keyring)?;
        let folder = building.name_it(folder)?;
        let first = new
            .accounts
            .first()
            .ok_or(Error::Bug("no account".into()))?;
        let book = Book::open(&folder, &first.name, &first.password, clock, device)?;
        Ok((book, slip))
    }

    /// Opens a book with a login name and password.
    pub fn open(
        folder: &Folder,
        name: &str,
        password: &str,
        clock: Clock,
        device: &str,
    ) -> Result<Book> {
        let keyring = folder.keyring()?;
        let (account, key) = keyring.open(&name.trim().to_lowercase(), password)?;
        Book::unlock(folder, &account, key, clock, device)
    }

    /// Opens a book with the recovery slip and gives the account a new password.
    pub fn recover(
        folder: &Folder,
        name: &str,
        slip: &str,
        password: &str,
        clock: Clock,
        device: &str,
    ) -> Result<Book> {
        let keyring = folder.keyring()?;
        let name = name.trim().to_lowercase();
        let key = keyring.recover(slip)?;
        let wrap = keyring.wraps.iter().find(|wrap| wrap.name == name);
        let account = wrap
            .map(|wrap| wrap.account.clone())
            .ok_or(Error::NotFound("account"))?;
        if let Some(problem) = crate::domain::account::check_password("password", password) {
            return Err(Error::Invalid(vec![problem]));
        }
        let mut book = Book::unlock(folder, &account, key, clock, device)?;
        book.write(Op::PasswordChange, &account, |_| Ok(()))?;
        book.set_password(&account, &name, password)?;
        Ok(book)
    }

    fn unlock(
        folder: &Folder,
        account: &str,
        key: DataKey,
        clock: Clock,
        device: &str,
    ) -> Result<Book> {
        let now = clock.now();
        let opened = store::open::open(&folder.db(), &key, |connection| {
            // A copy beside the book before an older one is brought up to date.
            let source = Source {
                connection,
                folder,
                key: &key,
                now,
            };
            crate::backup::write(&source, Reason::Update, &folder.usual_backups()).map(|_| ())
        })?;
        journal::watch(&opened.connection)?;
        let reading = Reading::new(&opened.connection);
        let found = store::account::get(&reading, account)?.ok_or(Error::Locked)?;
        let known = store::account::list(&reading)?;
        folder.drop_strays(|account| known.iter().any(|other| other.id == account))?;
        let classes = store::account::class_ids(&reading, account)?;
        let book = Book {
            folder: folder.clone(),
            key,
            account: found,
            classes,
            year: None,
            clock,
            device: device.to_owned(),
            was_unclean: opened.was_unclean,
            lost: opened.lost,
            is_copied: Cell::new(true),
            changed_at: Cell::new(None),
            seal: seal::Seal::default(),
            connection: opened.connection,
            memory: Memory::default(),
        };
        book.erase_again()?;
        if opened.was_older {
            book.add_shipped()?;
        }
        Ok(book)
    }

    /// Erases who was erased after this copy of the book was made; whoever opens it.
    fn erase_again(&self) -> Result<()> {
        let listed = self.folder.erased();
        let reading = Reading::new(&self.connection);
        let left = store::consent::not_erased(&reading, &listed)?;
        if left.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.unchecked_transaction()?;
        let w = self.writing();
        let number = store::audit::next(&w)?;
        store::consent::erase(&w, &left)?;
        let act = Act {
            account: &self.account.id,
            op: Op::StudentErase.name(),
            subject: "",
            rows: left.len(),
            detail: "",
        };
        store::audit::insert(&w, number, &act)?;
        journal::finish(&w, number, None)?;
        transaction.commit()?;
        store::open::shrink(&self.connection)
    }

    /// Adds the forms that this program ships and the older one did not; those that the school took
    /// away stay away.
    fn add_shipped(&self) -> Result<()> {
        let transaction = self.connection.unchecked_transaction()?;
        let w = self.writing();
        let mut added = 0;
        for draft in crate::domain::survey::shipped()? {
            if !store::survey::was_known(&w, &draft.code)? {
                let instrument = crate::domain::survey::Instrument::check(id::new(), draft)?;
                store::survey::insert_instrument(&w, &instrument)?;
                added += 1;
            }
        }
        if added > 0 {
            let act = Act {
                account: &self.account.id,
                op: Op::InstrumentAdd.name(),
                subject: "",
                rows: added,
                detail: &format!("instrument {added}"),
            };
            store::audit::insert(&w, store::audit::next(&w)?, &act)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Writes down who is erased, beside the book and its copies, before the rows go.
    pub(crate) fn list_erased(&self, students: &[String]) -> Result<()> {
        self.folder.add_erased(students)
    }

    /// Gives what was deleted no place in the file.
    pub(crate) fn shrink(&self) -> Result<()> {
        store::open::shrink(&self.connection)
    }

    /// The person who signed in.
    pub fn account(&self) -> &Account {
        &self.account
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Whether anything was written that not every place for backups holds.
    pub fn has_changed(&self) -> bool {
        !self.is_copied.get()
    }

    /// When the first write happened that no backup holds.
    pub fn changed_at(&self) -> Option<Instant> {
        self.changed_at.get()
    }

    /// Remembers that every place holds what was written until now.
    pub(crate) fn copied(&self) {
        self.is_copied.set(true);
    }

    /// Id of the book, from its key ring.
    pub fn id(&self) -> Result<String> {
        Ok(self.folder.keyring()?.book)
    }

    /// Refuses what the person's role may not do.
    pub fn allow(&self, op: Op) -> Result<()> {
        if op.may(self.account.role) {
            Ok(())
        } else {
            Err(Error::Denied(op.name().to_owned()))
        }
    }

    /// What the person sees: a homeroom teacher their own classes, the others all.
    pub fn scope(&self) -> Scope {
        match self.account.role {
            Role::Counselor | Role::Principal => Scope::All,
            Role::Teacher => Scope::Classes(self.classes.clone()),
        }
    }

    /// Turns what this person sees, and nobody else, to a year of the book.
    pub(crate) fn turn_to(&mut self, year: &str) {
        self.memory.forget();
        self.year = Some(year.to_owned());
    }

    /// Reads, if the role may.
    pub fn read<T>(&self, op: Op, read: impl FnOnce(&Reading<'_>) -> Result<T>) -> Result<T> {
        self.allow(op)?;
        let reading = Reading::with_memory(&self.connection, &self.memory);
        read(&reading.turned_to(self.year.as_deref()))
    }

    /// Reads what leaves a trace: the audit row stands before anything is shown.
    pub fn look<T>(
        &mut self,
        op: Op,
        subject: &str,
        read: impl FnOnce(&Reading<'_>) -> Result<T>,
    ) -> Result<T> {
        // It changes no row that anybody reads again: what was remembered stays true.
        let memory = std::mem::take(&mut self.memory);
        let year = self.year.clone();
        let looked = self.transact(op, subject, None, |w| {
            let reading = Reading::with_memory(w.connection(), &memory);
            read(&reading.turned_to(year.as_deref()))
        });
        self.memory = memory;
        looked.map(|done| done.value)
    }

    /// Writes: role, transaction, act, audit row; all of it or nothing.
    ///
    /// `subject` is the id that the act is about, empty where it is the whole book.
    pub fn write<T>(
        &mut self,
        op: Op,
        subject: &str,
        write: impl FnOnce(&Writing<'_>) -> Result<T>,
    ) -> Result<Done<T>> {
        self.transact(op, subject, None, write)
    }

    /// As [`Book::write`], for what cannot be undone: no row is remembered.
    pub(crate) fn write_for_good<T>(
        &mut self,
        op: Op,
        subject: &str,
        write: impl FnOnce(&Writing<'_>) -> Result<T>,
    ) -> Result<Done<T>> {
        self.transact(op, subject, None, |w| {
            journal::pause(w)?;
            write(w)
        })
    }

    /// Writes and takes everything back at once: what a dry run answers is what would happen.
    pub fn try_out<T>(&self, op: Op, write: impl FnOnce(&Writing<'_>) -> Result<T>) -> Result<T> {
        self.allow(op)?;
        let transaction = self.connection.unchecked_transaction()?;
        let answer = write(&self.writing());
        transaction.rollback()?;
        answer
    }

    /// Takes an act back; the newest of this person where none is named.
    pub fn undo(&mut self, act: Option<i64>) -> Result<Done<i64>> {
        let account = self.account.id.clone();
        let reading = Reading::new(&self.connection);
        let act = match act {
            Some(act) => act,
            None => journal::last_undoable(&reading, &account)?
                .ok_or(Error::refused("act.nothing_to_undo"))?,
        };
        self.revert(Op::ActUndo, act)
    }

    /// Takes the last undo back.
    pub fn redo(&mut self) -> Result<Done<i64>> {
        let reading = Reading::new(&self.connection);
        let act = journal::last_undo(&reading, &self.account.id)?
            .ok_or(Error::refused("act.nothing_to_redo"))?;
        self.revert(Op::ActRedo, act)
    }

    fn revert(&mut self, op: Op, act: i64) -> Result<Done<i64>> {
        let account = self.account.clone();
        self.transact(op, &act.to_string(), Some(act), |w| {
            may_revert(w, &account, act)?;
            if !journal::is_open(w, act)? || journal::changes(w, act)?.is_empty() {
                return Err(Error::refused("act.cannot_undo"));
            }
            if let Some(obstacle) = journal::obstacle(w, act)? {
                return Err(Error::Refused(in_the_way(obstacle)));
            }
            journal::revert(w, act)?;
            Ok(act)
        })
    }

    fn writing(&self) -> Writing<'_> {
        let (now, today) = (self.clock.now(), self.clock.today());
        Writing::new(&self.connection, now, today, &self.device).turned_to(self.year.as_deref())
    }

    fn transact<T>(
        &mut self,
        op: Op,
        subject: &str,
        undoes: Option<i64>,
        write: impl FnOnce(&Writing<'_>) -> Result<T>,
    ) -> Result<Done<T>> {
        self.allow(op)?;
        let transaction = rusqlite::Transaction::new_unchecked(
            &self.connection,
            rusqlite::TransactionBehavior::Immediate,
        )?;
        let w = self.writing();
        let act = store::audit::next(&w)?;
        journal::begin(&w, act)?;
        let value = write(&w)?;
        let changes = store::journal::tally(&w, act)?;
        store::audit::insert(
            &w,
            act,
            &Act {
                account: &self.account.id,
                op: op.name(),
                subject,
                rows: changes.rows,
                detail: &changes.detail,
            },
        )?;
        journal::finish(&w, act, undoes)?;
        transaction.commit()?;
        self.memory.forget();
        self.is_copied.set(false);
        if self.changed_at.get().is_none() {
            self.changed_at.set(Some(self.clock.now()));
        }
        Ok(Done {
            value,
            stale: op.touches().iter().map(|area| (*area).to_owned()).collect(),
            act: (changes.rows > 0).then_some(act),
        })
    }

    /// Wraps the data key for an account under a new password.
    pub(crate) fn set_password(&self, account: &str, name: &str, password: &str) -> Result<()> {
        let mut keyring = self.folder.keyring()?;
        keyring.wrap_for(account, name, password, &self.key)?;
        self.folder.replace_keyring(&mut keyring)
    }

    /// Wraps both keys anew where the person changes their own password: the old one is known, so
    /// the sealed part follows it.
    pub(crate) fn change_own_password(&self, old: &str, new: &str) -> Result<()> {
        let mut keyring = self.folder.keyring()?;
        let (id, name) = (&self.account.id, &self.account.name);
        let sealed = keyring.open_sealed(id, old);
        keyring.wrap_sealed(id, new, &sealed)?;
        keyring.wrap_for(id, name, new, &self.key)?;
        self.folder.replace_keyring(&mut keyring)
    }

    /// Takes an account's way in, to the sealed part as well.
    pub(crate) fn remove_password(&self, account: &str) -> Result<()> {
        let mut keyring = self.folder.keyring()?;
        keyring.remove(account);
        keyring.remove_sealed(account);
        self.folder.replace_keyring(&mut keyring)
    }

    /// Whether the password opens the account.
    pub(crate) fn is_password(&self, name: &str, password: &str) -> Result<bool> {
        match self.folder.keyring()?.open(name, password) {
            Ok(_) => Ok(true),
            Err(Error::Locked) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Refuses a slip that does not open this book.
    pub(crate) fn check_slip(&self, slip: &str) -> Result<()> {
        self.folder.keyring()?.recover(slip).map(|_| ())
    }

    /// A new recovery slip; the old one stops working.
    pub(crate) fn new_slip(&self) -> Result<crypt::RecoverySlip> {
        let mut keyring = self.folder.keyring()?;
        let slip = keyring.add_recovery(&self.key)?;
        self.folder.replace_keyring(&mut keyring)?;
        Ok(slip)
    }

    /// A password for a file that leaves the book; the book does not keep it.
    pub(crate) fn package_password() -> Result<String> {
        crypt::package_password()
    }

    /// Reads the signed-in account anew, after it was changed.
    pub(crate) fn refresh_account(&mut self) -> Result<()> {
        let reading = Reading::new(&self.connection);
        if let Some(account) = store::account::get(&reading, &self.account.id)? {
            self.account = account;
        }
        self.classes = store::account::class_ids(&reading, &self.account.id)?;
        Ok(())
    }

    /// Seals a file's bytes into the book's folder under this id.
    pub(crate) fn seal(&self, id: &str, plain: &[u8]) -> Result<()> {
        let sealed = crypt::seal_bytes(&self.key, id, plain)?;
        self.folder.write_sealed(id, &sealed)
    }

    /// The bytes that were sealed under this id.
    pub(crate) fn unseal(&self, id: &str) -> Result<Vec<u8>> {
        let sealed = self.folder.read_sealed(id)?;
        crypt::open_bytes(&self.key, id, &sealed).ok_or(Error::refused("evidence.damaged"))
    }

    /// A verified copy in `to`.
    pub fn back_up(&self, reason: Reason, to: &Path) -> Result<PathBuf> {
        let source = Source {
            connection: &self.connection,
            folder: &self.folder,
            key: &self.key,
            now: self.clock.now(),
        };
        let file = crate::backup::write(&source, reason, to)?;
        self.changed_at.set(None);
        Ok(file)
    }

    /// Opens a backup of this book aside and answers what it holds.
    pub fn try_backup(&self, file: &Path) -> Result<Holdings> {
        crate::backup::try_out(file, &self.key)
    }

    /// Refuses a file whose pages, rows or indexes do not fit together.
    pub fn check_whole(&self) -> Result<()> {
        store::open::check_whole(&self.connection)
    }

    /// Closes the file without writing to it, as far as SQLite lets it be.
    pub(crate) fn close_as_it_is(self) -> Result<()> {
        self.connection
            .close()
            .map_err(|(_, error)| Error::from(error))
    }

    /// Forgets what can no longer be undone, and who is gone since before then, settles the log, and
    /// closes the file.
    ///
    /// A disk that is full does not make closing fail: what was acknowledged is in the log, and the
    /// next opening reads it from there.
    pub fn close(self) -> Result<()> {
        match self.tidy_up() {
            Ok(()) | Err(Error::DiskFull | Error::File { .. }) => {}
            Err(other) => return Err(other),
        }
        self.connection
            .close()
            .map_err(|(_, error)| Error::from(error))
    }

    fn tidy_up(&self) -> Result<()> {
        let transaction = self.connection.unchecked_transaction()?;
        let w = self.writing();
        journal::prune(&w)?;
        let purged = store::consent::purge(&w)?;
        if purged > 0 {
            let act = Act {
                account: &self.account.id,
                op: Op::RetentionErase.name(),
                subject: "",
                rows: purged,
                detail: &format!("student {purged}"),
            };
            store::audit::insert(&w, store::audit::next(&w)?, &act)?;
        }
        transaction.commit()?;
        match purged {
            0 => store::open::settle(&self.connection),
            _ => self.shrink(),
        }
    }
}

/// Who may not do a thing may not take it back either; and who leads nothing, nobody else's.
fn may_revert(r: &Reading<'_>, account: &Account, act: i64) -> Result<()> {
    let Some(first) = store::audit::origin(r, act)? else {
        return Ok(());
    };
    let is_own = first.account == account.id || account.role != Role::Teacher;
    let may = Op::named(&first.op).is_some_and(|op| op.may(account.role));
    match is_own && may {
        true => Ok(()),
        false => Err(Error::Denied(first.op)),
    }
}

/// What keeps an act from being taken back, so that a person can find it.
fn in_the_way(obstacle: Obstacle) -> Problem {
    match obstacle {
        Obstacle::ChangedLater { op, on, by } => Problem::new("", "act.changed_later")
            .with("what", crate::messages::sentence(&format!("op.{op}"), &[]))
            .with("by", by)
            .with("on", on.for_people()),
        Obstacle::UsedBy { table, rows } => Problem::new("", "act.used_by")
            .with("rows", rows)
            .with("noun", crate::messages::noun(&table)),
    }
}

fn fill(w: &Writing<'_>, new: &NewBook, keyring: &mut Keyring, key: &DataKey) -> Result<String> {
    store::school::set_meta(w, "book_id", &keyring.book)?;
    store::school::update(w, &new.school)?;
    store::year::update(w, &new.year)?;
    store::year::set_current(w, &new.year.year)?;
    store::school::use_rule_set(
        w,
        &new.year.year,
        crate::domain::compliance::DEFAULT_RULE_SET,
    )?;
    for draft in crate::domain::survey::shipped()? {
        let instrument = crate::domain::survey::Instrument::check(id::new(), draft)?;
        store::survey::insert_instrument(w, &instrument)?;
    }
    let mut first = None;
    for account in &new.accounts {
        let CheckedAccount {
            name,
            full_name,
            role,
            title,
            password,
            classes,
        } = account;
        let id = id::new();
        store::account::insert(w, &id, name, full_name, role.code(), title)?;
        keyring.wrap_for(&id, name, password, key)?;
        let classes = make_classes(w, new, classes)?;
        store::account::set_classes(w, &id, &new.year.year, &classes)?;
        first.get_or_insert(id);
    }
    first.ok_or(Error::Bug("no account".into()))
}

/// The classes that a homeroom teacher of a new book is named with: there is no list yet to find
/// them in, so they are made.
fn make_classes(w: &Writing<'_>, new: &NewBook, names: &[String]) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for name in names {
        let class = Class::check(name, None, "", &new.school.levels())
            .map_err(|problem| Error::Invalid(vec![problem]))?;
        let known = store::class::list(w, &new.year.year)?;
        match known.into_iter().find(|other| other.name == class.name) {
            Some(known) => ids.push(known.id),
            None => ids.push(store::class::insert(w, &new.year.year, &class)?),
        }
    }
    Ok(ids)
}
