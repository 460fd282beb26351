//! The sealed part of counselling: opened by typing the password again, read with a trace, written
//! under a key of its own, handed on, and its printed slip.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::RecoveryKey;
use super::counsel::writable;
use crate::book::{Book, Done};
use crate::command::{ById, Nothing};
use crate::desk::Desk;
use crate::domain::counsel::NOTE_LETTERS;
use crate::domain::role::{Op, Role};
use crate::error::{Error, Problem, Result};
use crate::store;
use crate::store::counsel::StoredNote;

/// One's own password, typed again.
#[derive(Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselPassword {
    pub password: String,
}

#[derive(Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselSealRecover {
    /// The sealed slip as it stands on paper, or the password from before.
    pub secret: String,
    pub password: String,
}

#[derive(Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselHandOn {
    /// One's own.
    pub password: String,
    /// Id of the successor's account.
    pub account: String,
    /// Typed by the successor, on the same machine.
    pub successor_password: String,
}

#[derive(Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselNoteSet {
    pub id: String,
    /// Empty takes the sealed part away.
    pub text: String,
}

/// How the sealed part stands for who signed in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselSeal {
    /// Whether there is a key at all.
    pub exists: bool,
    /// Whether the key in use was given to this person.
    pub is_yours: bool,
    /// Until it shuts by itself; null while it is shut.
    #[ts(type = "number | null")]
    pub seconds_left: Option<i64>,
    /// While it is open: sealed parts that lie under a key which is not.
    pub unreadable: u32,
}

/// The sealed part of a session.
#[derive(Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CounselNote {
    pub text: String,
    pub seal: CounselSeal,
}

pub fn get(desk: &mut Desk, _: Nothing) -> Result<CounselSeal> {
    standing(desk.book()?, Op::CounselSealGet)
}

pub fn open(desk: &mut Desk, request: CounselPassword) -> Result<CounselSeal> {
    let book = desk.book_mut()?;
    book.open_seal(&request.password)?;
    // What cannot be recorded is not opened.
    if let Err(error) = book.look(Op::CounselSealOpen, "", |_| Ok(())) {
        book.shut_seal();
        return Err(error);
    }
    standing(book, Op::CounselSealOpen)
}

/// Makes the first key, or a further one where password and slip of the last are lost.
pub fn make(desk: &mut Desk, request: CounselPassword) -> Result<RecoveryKey> {
    let book = desk.book_mut()?;
    check_password(book, "password", &request.password)?;
    book.look(Op::CounselSealNew, "", |_| Ok(()))?;
    Ok(slip(book.new_seal(&request.password)?.0.clone()))
}

pub fn recover(desk: &mut Desk, request: CounselSealRecover) -> Result<CounselSeal> {
    let book = desk.book_mut()?;
    check_password(book, "password", &request.password)?;
    book.sealed_by(&request.secret)?;
    book.look(Op::CounselSealRecover, "", |_| Ok(()))?;
    book.recover_seal(&request.secret, &request.password)?;
    standing(book, Op::CounselSealRecover)
}

pub fn close(desk: &mut Desk, _: Nothing) -> Result<CounselSeal> {
    let book = desk.book()?;
    book.shut_seal();
    standing(book, Op::CounselSealClose)
}

/// Reads the sealed part; that it was read stands in the log.
pub fn note(desk: &mut Desk, request: ById) -> Result<CounselNote> {
    let book = desk.book_mut()?;
    let (keys, _) = book.opened_seal()?;
    let text = book.look(Op::CounselNoteGet, &request.id, |r| {
        store::counsel::year_of(r, &request.id)?.ok_or(Error::NotFound("counsel_session"))?;
        match store::counsel::note(r, &request.id)? {
            None => Ok(String::new()),
            Some(note) => keys
                .open(&note.key, &request.id, &note.sealed)
                .ok_or(Error::refused("counsel.other_key")),
        }
    })?;
    Ok(CounselNote {
        text,
        seal: standing(book, Op::CounselNoteGet)?,
    })
}

pub fn set_note(desk: &mut Desk, request: CounselNoteSet) -> Result<Done<()>> {
    let text = request.text.trim();
    if text.chars().count() > NOTE_LETTERS {
        return Err(Error::Invalid(vec![
            Problem::new("text", "form.too_long").with("max", "20.000"),
        ]));
    }
    let book = desk.book_mut()?;
    let (keys, current) = book.opened_seal()?;
    book.write(Op::CounselNoteSet, &request.id, |w| {
        writable(w, &request.id)?;
        // What cannot be read is not written over.
        if let Some(known) = store::counsel::note(w, &request.id)?
            && keys.open(&known.key, &request.id, &known.sealed).is_none()
        {
            return Err(Error::refused("counsel.other_key"));
        }
        if !keys.holds(&current) {
            return Err(Error::refused("counsel.not_given"));
        }
        let note = match text {
            "" => None,
            text => Some(StoredNote {
                sealed: keys.seal(&current, &request.id, text)?,
                key: current,
            }),
        };
        store::counsel::set_note(w, &request.id, note.as_ref())
    })
}

/// A new slip for the counselor's sealed envelope; the one before stops working.
pub fn new_slip(desk: &mut Desk, request: CounselPassword) -> Result<RecoveryKey> {
    let book = desk.book_mut()?;
    needs_own(book)?;
    book.sealed_keys(&request.password)?;
    // The row first: a slip that nobody was shown must not replace the one in the envelope.
    book.look(Op::CounselSlipNew, "", |_| Ok(()))?;
    Ok(slip(book.new_seal_slip(&request.password)?.0.clone()))
}

/// Makes the sealed part openable by another counselor, who types their password beside.
pub fn hand_on(desk: &mut Desk, request: CounselHandOn) -> Result<Nothing> {
    let book = desk.book_mut()?;
    needs_own(book)?;
    let successor = book.read(Op::CounselHandOn, |r| {
        store::account::get(r, &request.account)?.ok_or(Error::NotFound("account"))
    })?;
    if successor.role != Role::Counselor || successor.id == book.account().id {
        return Err(Error::invalid("account", "counsel.no_successor"));
    }
    book.sealed_keys(&request.password)?;
    if !book.is_password(&successor.name, &request.successor_password)? {
        return Err(Error::invalid(
            "successor_password",
            "account.wrong_old_password",
        ));
    }
    book.look(Op::CounselHandOn, &successor.id, |_| Ok(()))?;
    book.hand_seal_on(
        &request.password,
        &successor.id,
        &request.successor_password,
    )?;
    Ok(Nothing {})
}

fn standing(book: &Book, op: Op) -> Result<CounselSeal> {
    let standing = book.seal_standing()?;
    let unreadable = match standing.seconds_left {
        None => 0,
        Some(_) => book.read(op, |r| {
            store::counsel::notes_under_other_keys(r, &standing.open)
        })?,
    };
    Ok(CounselSeal {
        exists: standing.exists,
        is_yours: standing.is_yours,
        seconds_left: standing.seconds_left,
        unreadable,
    })
}

fn needs_own(book: &Book) -> Result<()> {
    match book.seal_standing()?.is_yours {
        true => Ok(()),
        false => Err(Error::refused("counsel.not_given")),
    }
}

fn check_password(book: &Book, field: &str, password: &str) -> Result<()> {
    match book.is_password(&book.account().name, password)? {
        true => Ok(()),
        false => Err(Error::invalid(field, "account.wrong_old_password")),
    }
}

fn slip(key: String) -> RecoveryKey {
    RecoveryKey {
        opens: "sealed".to_owned(),
        key,
    }
}
