//! The log of the system: who did what and when, and whether anybody rewrote it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::report::Exported;
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::error::{Error, Problem, Result};
use crate::kernel::{Date, Instant};
use crate::messages;
use crate::report::audit::AuditRow;
use crate::store::audit::{AuditFilter, Entry};
use crate::store::{self, Reading};

/// Rows of a page where the request names no number, and the most that it may ask for.
const LIMIT: u32 = 100;
const MOST: u32 = 500;

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct AuditQuery {
    /// Id of an account.
    pub account: Option<String>,
    /// Name of a command.
    pub op: Option<String>,
    /// ISO days in Vietnam, both included.
    pub from: Option<String>,
    pub to: Option<String>,
    /// Only acts before this one: the number of the last row read.
    #[ts(type = "number | null")]
    pub after: Option<i64>,
    pub limit: Option<u32>,
}

/// A page of the log, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AuditPage {
    pub lines: Vec<AuditLine>,
    /// Acts that the filter gives in all.
    pub count: u32,
    /// Acts of the whole log, and the moment of the first.
    pub total: u32,
    pub first_at: Option<String>,
    /// Who ever did something, and what can be done: the choices of the filter.
    pub people: Vec<AuditChoice>,
    pub ops: Vec<AuditChoice>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AuditChoice {
    pub value: String,
    pub label: String,
}

/// One act: no name of a pupil, no text of the book.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AuditLine {
    #[ts(type = "number")]
    pub act: i64,
    pub at: String,
    /// Full name of the person; empty where the account is unknown.
    pub by: String,
    pub op: String,
    pub label: String,
    /// Whether something was taken away.
    pub is_removal: bool,
    /// What changed, in words: `hoạt động 1, lớp 2`.
    pub what: String,
    #[ts(type = "number")]
    pub rows: i64,
    /// The act that this one took back or did again.
    #[ts(type = "number | null")]
    pub undoes: Option<i64>,
    pub is_undone: bool,
    /// Done at this very machine.
    pub is_here: bool,
}

/// Whether every link of the chain holds.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AuditCheck {
    pub ok: bool,
    /// Links that were looked at.
    pub links: u32,
    /// The first act that does not fit the one before it.
    #[ts(type = "number | null")]
    pub broken_at: Option<i64>,
    /// The beginning of the last hash, to be noted on paper.
    pub code: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AuditExport {
    /// Narrows as the list does; its page is not looked at.
    pub filter: AuditQuery,
    /// An Excel file.
    pub path: String,
}

pub fn list(desk: &mut Desk, query: AuditQuery) -> Result<AuditPage> {
    let here = desk.device().to_owned();
    let filter = filter(&query)?;
    desk.book()?.read(Op::AuditList, |r| {
        let people: BTreeMap<String, String> = store::account::names(r)?.into_iter().collect();
        let entries = store::audit::entries(r, &filter)?;
        let whole = AuditFilter::default();
        Ok(AuditPage {
            lines: entries
                .into_iter()
                .map(|entry| line(entry, &people, &here))
                .collect(),
            count: store::audit::count(r, &filter)?,
            total: store::audit::count(r, &whole)?,
            first_at: store::audit::first_at(r)?,
            people: choices_of_people(r)?,
            ops: choices_of_ops(),
        })
    })
}

pub fn check(desk: &mut Desk, _: Nothing) -> Result<AuditCheck> {
    desk.book()?.read(Op::AuditCheck, |r| {
        let (broken_at, links) = store::audit::first_break(r)?;
        let newest = store::audit::newest(r)?;
        Ok(AuditCheck {
            ok: broken_at.is_none(),
            links,
            broken_at,
            code: short(&newest.map(|newest| newest.hash).unwrap_or_default()),
        })
    })
}

/// Every act that the filter gives as a workbook, with its link of the chain, so that the file can
/// be compared with the book later.
pub fn export(desk: &mut Desk, request: AuditExport) -> Result<Exported> {
    let path = super::report::check_path(&request.path)?;
    let filter = AuditFilter {
        after: None,
        limit: u32::MAX,
        ..filter(&request.filter)?
    };
    let here = desk.device().to_owned();
    let book = desk.book_mut()?;
    let sheet = book.look(Op::AuditExport, "", |r| {
        let people: BTreeMap<String, String> = store::account::names(r)?.into_iter().collect();
        let entries = store::audit::entries(r, &filter)?;
        let rows = entries.into_iter().map(|entry| {
            let hash = entry.hash.clone();
            row(line(entry, &people, &here), hash)
        });
        Ok(crate::report::audit::sheet(rows))
    })?;
    let written = crate::report::xlsx::plain::save(&[sheet], path)?;
    Ok(Exported::from(written))
}

fn row(line: AuditLine, hash: String) -> AuditRow {
    let at = line.at.parse::<Instant>();
    AuditRow {
        act: line.act,
        at: at.map_or(line.at, Instant::for_people),
        by: line.by,
        label: line.label,
        what: line.what,
        rows: line.rows,
        undoes: line.undoes,
        is_undone: line.is_undone,
        is_here: line.is_here,
        hash,
    }
}

fn filter(query: &AuditQuery) -> Result<AuditFilter> {
    let day = |field: &'static str, text: &Option<String>| match text.as_deref() {
        None | Some("") => Ok(None),
        Some(text) => text.parse::<Date>().map(Some).map_err(|()| {
            let problem = Problem::new(field, "form.bad_date").with("value", text);
            Error::Invalid(vec![problem])
        }),
    };
    Ok(AuditFilter {
        account: query.account.clone().filter(|text| !text.is_empty()),
        op: query.op.clone().filter(|text| !text.is_empty()),
        from: day("from", &query.from)?.map(|day| day.begins().to_string()),
        before: day("to", &query.to)?.map(|day| day.plus_days(1).begins().to_string()),
        after: query.after,
        limit: query.limit.unwrap_or(LIMIT).clamp(1, MOST),
    })
}

fn line(entry: Entry, people: &BTreeMap<String, String>, here: &str) -> AuditLine {
    AuditLine {
        act: entry.act,
        at: entry.at,
        by: people.get(&entry.account).cloned().unwrap_or_default(),
        label: messages::sentence(&format!("op.{}", entry.op), &[]),
        is_removal: entry.op.ends_with("_remove"),
        op: entry.op,
        what: in_words(&entry.detail),
        rows: entry.rows,
        undoes: entry.undoes,
        is_undone: entry.is_undone,
        is_here: entry.device == here,
    }
}

/// `activity 1, activity_class 2` as people say it; each thing once, with the rows of its own.
fn in_words(detail: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for part in detail.split(", ").filter(|part| !part.is_empty()) {
        let Some((table, rows)) = part.rsplit_once(' ') else {
            continue;
        };
        // Rows that belong to another row say nothing of their own.
        if messages::knows_noun(table) && !table.contains("_class") {
            words.push(format!("{} {rows}", messages::noun(table)));
        }
    }
    words.join(", ")
}

fn choices_of_people(r: &Reading<'_>) -> Result<Vec<AuditChoice>> {
    let names = store::account::names(r)?;
    Ok(names
        .into_iter()
        .map(|(value, label)| AuditChoice { value, label })
        .collect())
}

/// Every act that can stand in the log, by its words.
fn choices_of_ops() -> Vec<AuditChoice> {
    let mut ops: Vec<AuditChoice> = messages::codes()
        .filter_map(|code| code.strip_prefix("op."))
        .map(|op| AuditChoice {
            value: op.to_owned(),
            label: messages::sentence(&format!("op.{op}"), &[]),
        })
        .collect();
    ops.sort_by_key(|op| crate::kernel::name::collation_key(&op.label));
    ops
}

/// `5d0c-91fe-77a2`
fn short(hash: &str) -> String {
    let groups: Vec<&str> = (0..3)
        .filter_map(|at| hash.get(at * 4..at * 4 + 4))
        .collect();
    groups.join("-")
}
