//! Accounts, passwords, recovery slips.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{BookState, RecoveryKey, current_year};
use crate::book::{Book, Done};
use crate::command::{ById, Nothing};
use crate::desk::Desk;
use crate::domain::account::{Account, AccountDraft, CheckedAccount, check_password};
use crate::domain::role::{Op, Role};
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;
use crate::kernel::id;
use crate::store::{self, Reading};

/// An account in the list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AccountLine {
    #[serde(flatten)]
    pub account: Account,
    /// When it last opened the book at this machine; the book itself notes no reading.
    pub opened_at: Option<String>,
    /// Whether it was given the key of the sealed part of counselling.
    pub has_seal: bool,
}

/// How the recovery slip of the book stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Recovery {
    /// When it was last typed back or tried; absent while nobody has put one away.
    pub kept_at: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecoveryCheck {
    /// As it stands on paper.
    pub recovery_key: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AccountHandOn {
    /// One's own, so that an open window does not hand the book on.
    pub password: String,
    pub successor: AccountDraft,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AccountChange {
    pub id: String,
    pub full_name: String,
    pub role: Role,
    pub title: String,
    pub classes: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct PasswordChange {
    /// Whose; one's own where absent.
    #[serde(default)]
    pub account: Option<String>,
    /// The old one, needed for one's own.
    #[serde(default)]
    pub old: Option<String>,
    pub new: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecoveryAdd {
    /// One's own password again: who finds an open window must not print a key.
    pub password: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OwnPassword {
    pub password: String,
}

pub fn list(desk: &mut Desk, _: Nothing) -> Result<Vec<AccountLine>> {
    let book = desk.book()?;
    let accounts = book.read(Op::AccountList, store::account::list)?;
    let holders = book.seal_holders()?;
    let line = |account: Account| AccountLine {
        has_seal: holders.contains(&account.id),
        opened_at: desk.opened_at(&account.id).map(str::to_owned),
        account,
    };
    Ok(accounts.into_iter().map(line).collect())
}

pub fn add(desk: &mut Desk, draft: AccountDraft) -> Result<Done<String>> {
    let account = draft.check("").map_err(Error::Invalid)?;
    let book = desk.book_mut()?;
    book.read(Op::AccountAdd, |r| {
        refuse_taken_name(r, "name", &account.name)
    })?;
    // The way in comes with the account, so the act cannot be undone.
    with_way_in(book, &account, |book, id| {
        book.write_for_good(Op::AccountAdd, "", |w| {
            insert(w, id, &account)?;
            let (year, classes) = class_ids(w, &account.classes)?;
            store::account::set_classes(w, id, &year, &classes)?;
            Ok(id.to_owned())
        })
    })
}

/// Adds an account's way in, then what `write` does with its id; a way in alone opens nothing and is
/// taken again where the rows cannot be written. The other way round an account could be left that
/// nobody opens and whose name is taken.
fn with_way_in<T>(
    book: &mut Book,
    account: &CheckedAccount,
    write: impl FnOnce(&mut Book, &str) -> Result<T>,
) -> Result<T> {
    let id = id::new();
    book.set_password(&id, &account.name, &account.password)?;
    write(book, &id).inspect_err(|_| {
        // What stays is dropped at the next opening.
        let _ = book.remove_password(&id);
    })
}

fn insert(w: &store::Writing<'_>, id: &str, account: &CheckedAccount) -> Result<()> {
    let role = account.role.code();
    store::account::insert(
        w,
        id,
        &account.name,
        &account.full_name,
        role,
        &account.title,
    )
}

pub fn change(desk: &mut Desk, request: AccountChange) -> Result<Done<()>> {
    let full_name = tidy(&request.full_name);
    if full_name.is_empty() {
        return Err(Error::invalid("full_name", "form.required"));
    }
    let book = desk.book_mut()?;
    // Undone later, it could leave a book without a counselor.
    let done = book.write_for_good(Op::AccountChange, &request.id, |w| {
        let accounts = store::account::list(w)?;
        let known = accounts.iter().find(|account| account.id == request.id);
        let known = known.ok_or(Error::NotFound("account"))?;
        if known.role == Role::Counselor && request.role != Role::Counselor {
            keep_one_counselor(&accounts, &request.id)?;
        }
        let role = request.role.code();
        store::account::update(w, &request.id, &full_name, role, &tidy(&request.title))?;
        let (year, classes) = class_ids(w, &request.classes)?;
        store::account::set_classes(w, &request.id, &year, &classes)
    })?;
    book.refresh_account()?;
    Ok(done)
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    if request.id == book.account().id {
        return Err(Error::refused("account.own"));
    }
    // The way in goes with the account, so the act cannot be undone.
    let done = book.write_for_good(Op::AccountRemove, &request.id, |w| {
        let accounts = store::account::list(w)?;
        if !accounts.iter().any(|account| account.id == request.id) {
            return Err(Error::NotFound("account"));
        }
        keep_one_counselor(&accounts, &request.id)?;
        store::account::delete(w, &request.id)
    })?;
    book.remove_password(&request.id)?;
    Ok(done)
}

/// Hands the book on: the successor becomes a counselor with a password of their own, the one who
/// leaves loses theirs, and the book is closed. What was done stays under who did it.
pub fn hand_on(desk: &mut Desk, request: AccountHandOn) -> Result<BookState> {
    let book = desk.book_mut()?;
    book.allow(Op::AccountHandOn)?;
    let own = book.account().clone();
    let draft = AccountDraft {
        role: Role::Counselor.code().to_owned(),
        ..request.successor
    };
    let account = draft.check("successor.").map_err(Error::Invalid)?;
    if !book.is_password(&own.name, &request.password)? {
        return Err(Error::invalid("password", "account.wrong_old_password"));
    }
    book.read(Op::AccountHandOn, |r| {
        refuse_taken_name(r, "successor.name", &account.name)
    })?;
    // The new ways in first: at no moment is there none.
    with_way_in(book, &account, |book, id| {
        match book.hand_seal_on(&request.password, id, &account.password) {
            // There is none, or it lies under another password: then its slip opens it.
            Ok(()) | Err(Error::Refused(_) | Error::Invalid(_)) => {}
            Err(other) => return Err(other),
        }
        book.write_for_good(Op::AccountHandOn, &own.id, |w| {
            insert(w, id, &account)?;
            store::account::delete(w, &own.id)
        })
    })?;
    book.remove_password(&own.id)?;
    super::book::close(desk, Nothing {})
}

/// Whether a slip of the book was put away, and when somebody last had it in hand.
pub fn recovery(desk: &mut Desk, _: Nothing) -> Result<Recovery> {
    desk.book()?.read(Op::RecoveryGet, |r| {
        Ok(Recovery {
            kept_at: store::school::meta(r, RECOVERY_KEPT)?,
        })
    })
}

/// Tries a printed slip: a slip that cannot be read is better found while a password is known.
pub fn check_recovery(desk: &mut Desk, request: RecoveryCheck) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    book.allow(Op::RecoveryCheck)?;
    book.check_slip(&request.recovery_key)?;
    let now = book.clock().now();
    book.write_for_good(Op::RecoveryCheck, "", |w| confirm(w, &now.to_string()))
}

fn refuse_taken_name(r: &Reading<'_>, field: &str, name: &str) -> Result<()> {
    let accounts = store::account::list(r)?;
    match accounts.iter().any(|other| other.name == name) {
        true => Err(Error::invalid(field, "account.name_taken")),
        false => Ok(()),
    }
}

/// Whether it is one's own password: pupils at this computer do not leave their page without it.
pub fn check_own_password(desk: &mut Desk, request: OwnPassword) -> Result<Nothing> {
    let book = desk.book()?;
    book.read(Op::PasswordCheck, |_| Ok(()))?;
    match book.is_password(&book.account().name, &request.password)? {
        true => Ok(Nothing {}),
        false => Err(Error::invalid("password", "account.wrong_old_password")),
    }
}

pub fn change_password(desk: &mut Desk, request: PasswordChange) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    let own = book.account().clone();
    let id = request.account.unwrap_or_else(|| own.id.clone());
    if id != own.id && own.role == Role::Teacher {
        return Err(Error::Denied(Op::PasswordChange.name().to_owned()));
    }
    let mut problems: Vec<Problem> = check_password("new", &request.new).into_iter().collect();
    let old = request.old.unwrap_or_default();
    if id == own.id && !book.is_password(&own.name, &old)? {
        problems.push(Problem::new("old", "account.wrong_old_password"));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let account = book.read(Op::PasswordChange, |r| {
        store::account::get(r, &id)?.ok_or(Error::NotFound("account"))
    })?;
    // The row first: where it cannot be written, the old password still opens the book.
    let done = book.write(Op::PasswordChange, &id, |_| Ok(()))?;
    match id == own.id {
        true => book.change_own_password(&old, &request.new)?,
        // The sealed part stays under the password that its owner knows.
        false => book.set_password(&id, &account.name, &request.new)?,
    }
    Ok(done)
}

pub fn add_recovery(desk: &mut Desk, request: RecoveryAdd) -> Result<RecoveryKey> {
    let book = desk.book_mut()?;
    let name = book.account().name.clone();
    if !book.is_password(&name, &request.password)? {
        return Err(Error::invalid("password", "account.wrong_old_password"));
    }
    // The row first: a slip that nobody was shown must not replace the one in the envelope. From
    // here on that one opens nothing, so it no longer counts as put away.
    book.write(Op::RecoveryAdd, "", |w| {
        store::school::unset_meta(w, RECOVERY_KEPT)
    })?;
    let slip = book.new_slip()?;
    Ok(RecoveryKey {
        opens: "book".to_owned(),
        key: slip.0.clone(),
    })
}

/// The slip was printed, typed back and put away; from here on nothing asks for it.
pub fn confirm_recovery(desk: &mut Desk, _: Nothing) -> Result<Done<()>> {
    let now = desk.book()?.clock().now();
    desk.book_mut()?
        .write_for_good(Op::RecoveryConfirm, "", |w| confirm(w, &now.to_string()))
}

/// Key of the setting: when the slip was put away.
const RECOVERY_KEPT: &str = "recovery_kept_at";

/// Whether a slip was put away.
pub(super) fn is_recovery_kept(r: &Reading<'_>) -> Result<bool> {
    Ok(store::school::meta(r, RECOVERY_KEPT)?.is_some())
}

pub(super) fn confirm(w: &store::Writing<'_>, at: &str) -> Result<()> {
    store::school::set_meta(w, RECOVERY_KEPT, at)
}

/// The current year and the ids of its classes with these names.
fn class_ids(r: &Reading<'_>, names: &[String]) -> Result<(String, Vec<String>)> {
    let year = current_year(r)?;
    let known = store::class::list(r, &year.year)?;
    let mut ids = Vec::new();
    for name in names {
        let bare = crate::domain::class::bare_name(name);
        match known.iter().find(|class| class.name == bare) {
            Some(class) => ids.push(class.id.clone()),
            None => {
                return Err(Error::Invalid(vec![
                    Problem::new("classes", "activity.unknown_class")
                        .with("value", name)
                        .with("year", year.for_people()),
                ]));
            }
        }
    }
    Ok((year.year, ids))
}

fn keep_one_counselor(accounts: &[Account], leaving: &str) -> Result<()> {
    let stays = |account: &&Account| account.role == Role::Counselor && account.id != leaving;
    match accounts.iter().find(stays) {
        Some(_) => Ok(()),
        None => Err(Error::refused("account.last_counselor")),
    }
}
