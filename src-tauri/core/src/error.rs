//! What can go wrong, as a person can act on it, and what of it crosses the wire.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::messages;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A code of the message table with the words that its sentence needs.
///
/// The words are shown to the person who typed or chose the file; they never go to a log. No
/// pupil's name belongs in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Request field, as in `funding.0.spent_vnd`; empty where the whole request is meant.
    pub field: String,
    /// `noun.problem`, a key of `assets/messages/vi.toml`.
    pub code: &'static str,
    /// Words for the `{name}` places of the sentence.
    pub words: Vec<(&'static str, String)>,
}

impl Problem {
    /// States a problem of one field.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Problem {
            field: field.into(),
            code,
            words: Vec::new(),
        }
    }

    /// Gives the sentence a word for its place `{name}`.
    pub fn with(mut self, name: &'static str, word: impl ToString) -> Self {
        self.words.push((name, word.to_string()));
        self
    }
}

/// Everything that can stop a command; one variant for each thing a person can do about it.
#[derive(Debug)]
pub enum Error {
    /// Correct these fields. All of them are named at once.
    Invalid(Vec<Problem>),
    /// The input as a whole cannot be taken; nothing was changed.
    Refused(Problem),
    /// No row of a file could be taken; every row's reason is named.
    Rows(Vec<FieldFault>),
    /// What was asked for is not there (any more); the noun is named.
    NotFound(&'static str),
    /// This account may not do this; the command is named.
    Denied(String),
    /// Somebody changed the record since it was read.
    Stale,
    /// The password or recovery key does not fit.
    Locked,
    /// No book is open.
    Closed,
    /// The words of the call are wrong: unknown command, malformed request.
    Call(Problem),
    /// The book was written by a newer version of the program.
    BookTooNew,
    /// The book is damaged; the detail is for the developer and holds no data.
    BookDamaged(String),
    /// The backup is damaged or none of ours; the book itself is not touched.
    BackupDamaged,
    /// Another program has the book open.
    Busy,
    /// No space left on the device.
    DiskFull,
    /// The machine refused a file.
    File {
        act: &'static str,
        path: PathBuf,
        reason: String,
    },
    /// The person stopped it.
    Cancelled,
    /// Ours to mend; the detail is for the developer and holds no data.
    Bug(String),
}

impl Error {
    /// One invalid field.
    pub fn invalid(field: impl Into<String>, code: &'static str) -> Self {
        Error::Invalid(vec![Problem::new(field, code)])
    }

    /// The whole input refused, with a code of the message table.
    pub fn refused(code: &'static str) -> Self {
        Error::Refused(Problem::new("", code))
    }

    /// Wraps what the file system said about `path`.
    pub fn file(act: &'static str, path: &Path, error: std::io::Error) -> Self {
        if is_disk_full(&error) {
            return Error::DiskFull;
        }
        Error::File {
            act,
            path: path.to_owned(),
            reason: error.to_string(),
        }
    }

    /// Exit status of the terminal program (design: cli.md, "Exit status").
    pub fn exit(&self) -> u8 {
        match self {
            Error::Invalid(_) | Error::Refused(_) | Error::Rows(_) | Error::NotFound(_) => 1,
            Error::Stale | Error::Cancelled => 1,
            Error::Call(_) => 2,
            Error::Denied(_) | Error::Locked | Error::Closed => 3,
            Error::BookTooNew | Error::BookDamaged(_) | Error::BackupDamaged => 4,
            Error::Busy | Error::DiskFull | Error::File { .. } | Error::Bug(_) => 5,
        }
    }

    fn problem(&self) -> Problem {
        let plain = |code| Problem::new("", code);
        match self {
            Error::Invalid(problems) => match problems.as_slice() {
                [one] => one.clone(),
                many => plain("form.invalid").with("count", many.len()),
            },
            Error::Refused(problem) | Error::Call(problem) => problem.clone(),
            Error::Rows(rows) => plain("roster.no_row_taken").with("count", rows.len()),
            Error::NotFound(noun) => plain("book.not_found").with("noun", messages::noun(noun)),
            Error::Denied(_) => plain("account.denied"),
            Error::Stale => plain("book.stale"),
            Error::Locked => plain("book.wrong_password"),
            Error::Closed => plain("book.closed"),
            Error::BookTooNew => plain("book.too_new"),
            Error::BookDamaged(_) => plain("book.damaged"),
            Error::BackupDamaged => plain("backup.damaged"),
            Error::Busy => plain("book.busy"),
            Error::DiskFull => plain("file.disk_full"),
            Error::File { path, .. } => plain("file.refused").with("path", path.display()),
            Error::Cancelled => plain("book.cancelled"),
            Error::Bug(_) => plain("book.bug"),
        }
    }
}

/// What crosses the wire when a command fails.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Fault {
    /// `noun.problem`
    pub code: String,
    /// A Vietnamese sentence: what is wrong, where, what to do.
    pub message: String,
    /// The fields to correct, empty when no field is at fault.
    pub fields: Vec<FieldFault>,
}

/// One field to correct.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FieldFault {
    pub field: String,
    pub code: String,
    pub message: String,
}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        let problem = error.problem();
        let fields = if let Error::Invalid(problems) = error {
            problems.iter().map(FieldFault::from).collect()
        } else if let Error::Rows(rows) = error {
            rows.clone()
        } else {
            Vec::new()
        };
        Fault {
            code: problem.code.to_owned(),
            message: messages::sentence(problem.code, &problem.words),
            fields,
        }
    }
}

impl From<&Problem> for FieldFault {
    fn from(problem: &Problem) -> Self {
        FieldFault {
            field: problem.field.clone(),
            code: problem.code.to_owned(),
            message: messages::sentence(problem.code, &problem.words),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Fault::from(self).message)
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "SQLite's codes are not ours to list"
    )]
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        // SQLite's own words can quote values, so only its codes are kept.
        match error.sqlite_error() {
            None => Error::Bug(match error {
                rusqlite::Error::QueryReturnedNoRows => "no row".to_owned(),
                rusqlite::Error::InvalidColumnName(name) => format!("column {name}"),
                _ => "sqlite: misuse".to_owned(),
            }),
            Some(inner) => match inner.code {
                Code::DatabaseCorrupt | Code::NotADatabase => {
                    Error::BookDamaged(format!("sqlite {}", inner.extended_code))
                }
                Code::DatabaseBusy | Code::DatabaseLocked => Error::Busy,
                Code::DiskFull => Error::DiskFull,
                Code::ReadOnly
                | Code::CannotOpen
                | Code::PermissionDenied
                | Code::SystemIoFailure => Error::File {
                    act: "open",
                    path: PathBuf::from("book.db"),
                    reason: format!("sqlite {}", inner.extended_code),
                },
                _ => Error::Bug(format!("sqlite {}", inner.extended_code)),
            },
        }
    }
}

fn is_disk_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind as Kind;
    matches!(
        error.kind(),
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge
    )
}
