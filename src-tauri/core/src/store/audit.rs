//! The audit log: one row for each act, chained by hash.
//!
//! The chain covers ids, act, time and a salted hash of the detail; the detail itself lies in a
//! side table that erasing a pupil may empty without breaking the chain.

use rusqlite::named_params;

use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// One act to be recorded.
pub struct Act<'a> {
    pub account: &'a str,
    pub op: &'a str,
    /// Id of what it was done to; empty where it is the whole book.
    pub subject: &'a str,
    /// Rows it changed.
    pub rows: usize,
    /// Names of the changed tables with their numbers; never a person's name.
    pub detail: &'a str,
}

/// A recorded act.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub act: i64,
    pub at: String,
    pub account: String,
    pub op: String,
    pub is_undone: bool,
    pub undoes: Option<i64>,
    pub has_rows: bool,
}

/// Which acts.
#[derive(Debug, Default, Clone)]
pub struct AuditFilter {
    pub account: Option<String>,
    pub op: Option<String>,
    /// Moments: from this one on, and before that one.
    pub from: Option<String>,
    pub before: Option<String>,
    /// Only acts with a smaller number, for the next page.
    pub after: Option<i64>,
    pub limit: u32,
}

/// An act as the log of the system shows it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub act: i64,
    pub at: String,
    pub account: String,
    pub device: String,
    pub op: String,
    pub rows: i64,
    /// Empty where it was erased.
    pub detail: String,
    pub undoes: Option<i64>,
    pub is_undone: bool,
    /// Of this act and the whole chain before it.
    pub hash: String,
}

/// The number that the next act gets.
pub fn next(r: &Reading<'_>) -> Result<i64> {
    r.number("SELECT coalesce(max(n), 0) + 1 FROM audit", [])
}

/// Writes the act as number `n` behind the last one.
pub fn insert(w: &Writing<'_>, n: i64, act: &Act<'_>) -> Result<()> {
    let previous: String = w
        .row(
            "SELECT hash FROM audit WHERE n = :n - 1",
            named_params! { ":n": n },
            |row| row.get(0),
        )?
        .unwrap_or_default();
    let salt = crate::kernel::id::new();
    let detail_hash = blake3::hash(format!("{salt}\n{}", act.detail).as_bytes()).to_hex();
    let at = w.stamp();
    let rows = i64::try_from(act.rows).unwrap_or(i64::MAX);
    let hash = chain(
        &previous,
        n,
        &at,
        act.account,
        w.device,
        act.op,
        act.subject,
        rows,
        &detail_hash,
    );
    w.run(
        "INSERT INTO audit (n, at, account_id, device, op, subject, rows, detail_hash, hash)
         VALUES (:n, :at, :account, :device, :op, :subject, :rows, :detail_hash, :hash)",
        named_params! {
            ":n": n, ":at": at, ":account": act.account, ":device": w.device, ":op": act.op,
            ":subject": act.subject, ":rows": rows, ":detail_hash": detail_hash.as_str(),
            ":hash": hash,
        },
    )?;
    w.run(
        "INSERT INTO audit_detail (act, salt, detail) VALUES (:n, :salt, :detail)",
        named_params! { ":n": n, ":salt": salt, ":detail": act.detail },
    )?;
    Ok(())
}

/// The newest acts that changed something.
pub fn list(r: &Reading<'_>, limit: u32) -> Result<Vec<Recorded>> {
    r.rows(
        "SELECT a.n, a.at, a.account_id, a.op, u.undone_by IS NOT NULL AS is_undone, u.undoes,
                EXISTS (SELECT 1 FROM undo_row x WHERE x.act = a.n) AS has_rows
         FROM audit a LEFT JOIN undo_act u ON u.act = a.n
         ORDER BY a.n DESC LIMIT :limit",
        named_params! { ":limit": limit },
        from_row,
    )
}

/// A page of the acts that the filter gives, newest first.
pub fn entries(r: &Reading<'_>, filter: &AuditFilter) -> Result<Vec<Entry>> {
    r.rows(
        &format!(
            "SELECT a.n, a.at, a.account_id, a.device, a.op, a.rows, coalesce(d.detail, ''),
                    u.undoes, u.undone_by IS NOT NULL, a.hash
             FROM audit a
             LEFT JOIN audit_detail d ON d.act = a.n
             LEFT JOIN undo_act u ON u.act = a.n
             WHERE {FILTER} AND (:after IS NULL OR a.n < :after)
             ORDER BY a.n DESC LIMIT :limit"
        ),
        named_params! {
            ":account": filter.account, ":op": filter.op, ":from": filter.from,
            ":before": filter.before, ":after": filter.after, ":limit": filter.limit,
        },
        |row| {
            Ok(Entry {
                act: row.get(0)?,
                at: row.get(1)?,
                account: row.get(2)?,
                device: row.get(3)?,
                op: row.get(4)?,
                rows: row.get(5)?,
                detail: row.get(6)?,
                undoes: row.get(7)?,
                is_undone: row.get(8)?,
                hash: row.get(9)?,
            })
        },
    )
}

/// The newest act; its hash stands for the whole chain.
pub fn newest(r: &Reading<'_>) -> Result<Option<Entry>> {
    let one = AuditFilter {
        limit: 1,
        ..AuditFilter::default()
    };
    Ok(entries(r, &one)?.pop())
}

/// How many acts the filter gives, on all its pages.
pub fn count(r: &Reading<'_>, filter: &AuditFilter) -> Result<u32> {
    let number = r.number(
        &format!("SELECT count(*) FROM audit a WHERE {FILTER}"),
        named_params! {
            ":account": filter.account, ":op": filter.op, ":from": filter.from,
            ":before": filter.before,
        },
    )?;
    Ok(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The filter's condition without its page.
const FILTER: &str = "(:account IS NULL OR a.account_id = :account)
             AND (:op IS NULL OR a.op = :op)
             AND (:from IS NULL OR a.at >= :from)
             AND (:before IS NULL OR a.at < :before)";

/// When the book was made.
pub fn first_at(r: &Reading<'_>) -> Result<Option<String>> {
    r.row("SELECT at FROM audit ORDER BY n LIMIT 1", [], |row| {
        row.get(0)
    })
}

/// One act.
pub fn get(r: &Reading<'_>, act: i64) -> Result<Option<Recorded>> {
    r.row(
        "SELECT a.n, a.at, a.account_id, a.op, u.undone_by IS NOT NULL AS is_undone, u.undoes,
                EXISTS (SELECT 1 FROM undo_row x WHERE x.act = a.n) AS has_rows
         FROM audit a LEFT JOIN undo_act u ON u.act = a.n
         WHERE a.n = :act",
        named_params! { ":act": act },
        from_row,
    )
}

/// The act itself, or what was first done where it is an undo, or the undo of one.
pub fn origin(r: &Reading<'_>, act: i64) -> Result<Option<Recorded>> {
    let mut found = get(r, act)?;
    while let Some(undone) = found.as_ref().and_then(|found| found.undoes) {
        found = get(r, undone)?;
    }
    Ok(found)
}

/// The first act whose hash does not fit, or `None` where the log is whole; and how many there are.
pub fn first_break(r: &Reading<'_>) -> Result<(Option<i64>, u32)> {
    let mut statement = r.connection().prepare(
        "SELECT a.n, a.at, a.account_id, a.device, a.op, a.subject, a.rows, a.detail_hash, a.hash,
                d.salt, d.detail
         FROM audit a LEFT JOIN audit_detail d ON d.act = a.n ORDER BY a.n",
    )?;
    let mut rows = statement.query([])?;
    let (mut previous, mut expected) = (String::new(), 1i64);
    while let Some(row) = rows.next()? {
        let n: i64 = row.get(0)?;
        let text = |at: usize| row.get::<_, String>(at);
        let (detail_hash, hash) = (text(7)?, text(8)?);
        let wanted = chain(
            &previous,
            n,
            &text(1)?,
            &text(2)?,
            &text(3)?,
            &text(4)?,
            &text(5)?,
            row.get(6)?,
            &detail_hash,
        );
        let detail = row
            .get::<_, Option<String>>(9)?
            .zip(row.get::<_, Option<String>>(10)?);
        let is_detail_true = detail.is_none_or(|(salt, detail)| {
            blake3::hash(format!("{salt}\n{detail}").as_bytes())
                .to_hex()
                .as_str()
                == detail_hash
        });
        if n != expected || hash != wanted || !is_detail_true {
            return Ok((Some(expected), u32::try_from(expected).unwrap_or(u32::MAX)));
        }
        previous = hash;
        expected += 1;
    }
    Ok((None, u32::try_from(expected - 1).unwrap_or(u32::MAX)))
}

/// When the book was last changed.
pub fn last_at(r: &Reading<'_>) -> Result<Option<String>> {
    r.row("SELECT at FROM audit ORDER BY n DESC LIMIT 1", [], |row| {
        row.get(0)
    })
}

fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Recorded> {
    Ok(Recorded {
        act: row.get(0)?,
        at: row.get(1)?,
        account: row.get(2)?,
        op: row.get(3)?,
        is_undone: row.get(4)?,
        undoes: row.get(5)?,
        has_rows: row.get(6)?,
    })
}

#[expect(
    clippy::too_many_arguments,
    reason = "the row itself, column by column"
)]
fn chain(
    previous: &str,
    n: i64,
    at: &str,
    account: &str,
    device: &str,
    op: &str,
    subject: &str,
    rows: i64,
    detail_hash: &str,
) -> String {
    let row = format!(
        "{previous}\n{n}\n{at}\n{account}\n{device}\n{op}\n{subject}\n{rows}\n{detail_hash}"
    );
    blake3::hash(row.as_bytes()).to_hex().to_string()
}
