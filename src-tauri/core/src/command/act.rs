//! Acts: what was done, undo, redo.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::book::{Book, Done};
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::{messages, store};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActQuery {
    pub limit: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActUndo {
    /// Which; one's own newest where null.
    #[ts(type = "number | null")]
    pub act: Option<i64>,
}

/// One act in words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActLine {
    #[ts(type = "number")]
    pub act: i64,
    pub at: String,
    /// Full name of the person.
    pub by: String,
    pub op: String,
    pub label: String,
    pub can_undo: bool,
}

pub fn list(desk: &mut Desk, query: ActQuery) -> Result<Vec<ActLine>> {
    let limit = query.limit.clamp(1, 500);
    let book = desk.book()?;
    let role = book.account().role;
    let may = |op: &str| Op::named(op).is_some_and(|op| op.may(role));
    book.read(Op::ActList, |r| {
        let accounts = store::account::list(r)?;
        let acts = store::audit::list(r, limit)?;
        Ok(acts
            .into_iter()
            .map(|act| ActLine {
                by: accounts
                    .iter()
                    .find(|account| account.id == act.account)
                    .map(|account| account.full_name.clone())
                    .unwrap_or_default(),
                label: messages::sentence(&format!("op.{}", act.op), &[]),
                can_undo: act.has_rows && !act.is_undone && act.undoes.is_none() && may(&act.op),
                act: act.act,
                at: act.at,
                op: act.op,
            })
            .collect())
    })
}

pub fn undo(desk: &mut Desk, request: ActUndo) -> Result<Done<ActLine>> {
    let book = desk.book_mut()?;
    let done = book.undo(request.act)?;
    book.refresh_account()?;
    answer(book, done)
}

pub fn redo(desk: &mut Desk, _: Nothing) -> Result<Done<ActLine>> {
    let book = desk.book_mut()?;
    let done = book.redo()?;
    book.refresh_account()?;
    answer(book, done)
}

/// Names the act that was taken back, or that stands again.
fn answer(book: &Book, done: Done<i64>) -> Result<Done<ActLine>> {
    let line = book.read(Op::ActUndo, |r| {
        let mut act = store::audit::get(r, done.value)?.ok_or(Error::Bug("act".into()))?;
        if let Some(first) = act.undoes {
            act = store::audit::get(r, first)?.ok_or(Error::Bug("act".into()))?;
        }
        Ok(ActLine {
            act: act.act,
            at: act.at,
            by: book.account().full_name.clone(),
            label: messages::sentence(&format!("op.{}", act.op), &[]),
            op: act.op,
            can_undo: false,
        })
    })?;
    Ok(Done {
        value: line,
        stale: done.stale,
        act: done.act,
    })
}
