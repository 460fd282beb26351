//! Remembers what each act changed, row by row, so that an act can be undone as a unit.
//!
//! Temporary triggers (never part of the file) write the row before and after each change into
//! `undo_row` under the act in `current_act`. Undoing is itself an act, so redoing is undoing it.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// Tables that keep their own history or none.
const NOT_WATCHED: &[&str] = &["meta", "audit", "audit_detail", "undo_row", "undo_act"];

/// Days for which an act can be undone.
pub const KEPT_DAYS: i64 = 30;

/// A row that an act changed; `before` is absent where it was added, `after` where it was removed.
/// Of a row that was added `after` holds the key alone.
pub struct Change {
    pub table: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Why an act cannot be undone.
pub enum Obstacle {
    /// A later act changed the same record.
    ChangedLater { act: i64, op: String },
    /// Rows added since rest on what the act added; the table is named.
    UsedBy { table: String, rows: i64 },
}

/// Sets the triggers up; once for each connection.
pub fn watch(connection: &Connection) -> Result<()> {
    connection.execute_batch("CREATE TEMP TABLE current_act (n INTEGER NOT NULL)")?;
    for table in watched(connection)? {
        let columns = columns(connection, &table)?;
        let image = |row: &str, is_taken: &dyn Fn(&Column) -> bool| {
            let pairs: Vec<String> = columns
                .iter()
                .filter(|column| is_taken(column))
                .map(|column| format!("'{0}', {row}.{0}", column.name))
                .collect();
            format!("json_object({})", pairs.join(", "))
        };
        let whole = |row: &str| image(row, &|_| true);
        // Taking a new row away again needs no more than its key, as an import makes thousands.
        let key = image("NEW", &|column| column.is_key);
        let trigger = |event: &str, before: &str, after: &str| {
            format!(
                "CREATE TEMP TRIGGER watch_{table}_{event} AFTER {event} ON main.{table}
                 WHEN EXISTS (SELECT 1 FROM current_act)
                 BEGIN
                   INSERT INTO undo_row (act, name, before, after)
                   SELECT n, '{table}', {before}, {after} FROM current_act;
                 END;"
            )
        };
        connection.execute_batch(&trigger("INSERT", "NULL", &key))?;
        connection.execute_batch(&trigger("UPDATE", &whole("OLD"), &whole("NEW")))?;
        connection.execute_batch(&trigger("DELETE", &whole("OLD"), "NULL"))?;
    }
    Ok(())
}

/// From here on changes belong to `act`.
pub fn begin(w: &Writing<'_>, act: i64) -> Result<()> {
    w.run("DELETE FROM current_act", [])?;
    w.run(
        "INSERT INTO current_act (n) VALUES (:act)",
        named_params! { ":act": act },
    )?;
    Ok(())
}

/// What follows in this act is not remembered.
pub fn pause(w: &Writing<'_>) -> Result<()> {
    w.run("DELETE FROM current_act", [])?;
    Ok(())
}

/// Ends the act; `undoes` names the act that this one took back.
pub fn finish(w: &Writing<'_>, act: i64, undoes: Option<i64>) -> Result<()> {
    w.run("DELETE FROM current_act", [])?;
    w.run(
        "INSERT INTO undo_act (act, undoes) VALUES (:act, :undoes)",
        named_params! { ":act": act, ":undoes": undoes },
    )?;
    if let Some(undone) = undoes {
        w.run(
            "UPDATE undo_act SET undone_by = :act WHERE act = :undone",
            named_params! { ":act": act, ":undone": undone },
        )?;
        // Taking an undo back makes the first act stand, and open to undo, again.
        w.run(
            "UPDATE undo_act SET undone_by = NULL WHERE undone_by = :undone",
            named_params! { ":undone": undone },
        )?;
    }
    Ok(())
}

/// Nothing done so far can be undone from here on; the audit log keeps that it was done.
pub fn close_all(w: &Writing<'_>) -> Result<()> {
    w.run("DELETE FROM undo_row", [])?;
    Ok(())
}

/// What an act changed, in the order in which it did.
pub fn changes(r: &Reading<'_>, act: i64) -> Result<Vec<Change>> {
    r.rows(
        "SELECT name, before, after FROM undo_row WHERE act = :act ORDER BY n",
        named_params! { ":act": act },
        |row| {
            Ok(Change {
                table: row.get(0)?,
                before: row.get(1)?,
                after: row.get(2)?,
            })
        },
    )
}

/// What an act changed, in numbers.
pub struct Tally {
    pub rows: usize,
    /// `student 40, enrolment 40`: names of tables, never of people.
    pub detail: String,
}

/// Counts what the act changed so far.
pub fn tally(r: &Reading<'_>, act: i64) -> Result<Tally> {
    let tables = r.rows(
        "SELECT name, count(*) FROM undo_row WHERE act = :act GROUP BY name ORDER BY name",
        named_params! { ":act": act },
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)),
    )?;
    let rows = tables
        .iter()
        .map(|(_, rows)| usize::try_from(*rows).unwrap_or(0))
        .sum();
    let named: Vec<String> = tables
        .iter()
        .map(|(name, rows)| format!("{name} {rows}"))
        .collect();
    Ok(Tally {
        rows,
        detail: named.join(", "),
    })
}

/// The newest act of the account that undo would take back: neither undone nor an undo itself.
pub fn last_undoable(r: &Reading<'_>, account: &str) -> Result<Option<i64>> {
    r.row(
        "SELECT u.act FROM undo_act u JOIN audit a ON a.n = u.act
         WHERE u.undone_by IS NULL AND u.undoes IS NULL AND a.account_id = :account
           AND EXISTS (SELECT 1 FROM undo_row x WHERE x.act = u.act)
         ORDER BY u.act DESC LIMIT 1",
        named_params! { ":account": account },
        |row| row.get(0),
    )
}

/// The newest undo of the account that nothing followed, so that redo can take it back.
pub fn last_undo(r: &Reading<'_>, account: &str) -> Result<Option<i64>> {
    r.row(
        "SELECT u.act FROM undo_act u JOIN audit a ON a.n = u.act
         WHERE u.undone_by IS NULL AND u.undoes IS NOT NULL AND a.account_id = :account
           AND NOT EXISTS (SELECT 1 FROM undo_act v WHERE v.act > u.act AND v.undoes IS NULL)
           AND NOT EXISTS (SELECT 1 FROM undo_act v
                           WHERE v.act = u.undoes AND v.undoes IS NOT NULL)
         ORDER BY u.act DESC LIMIT 1",
        named_params! { ":account": account },
        |row| row.get(0),
    )
}

/// Whether the act still can be undone at all (exists, not undone yet).
pub fn is_open(r: &Reading<'_>, act: i64) -> Result<bool> {
    let open = r.number(
        "SELECT count(*) FROM undo_act WHERE act = :act AND undone_by IS NULL",
        named_params! { ":act": act },
    )?;
    Ok(open == 1)
}

/// What stands in the way of undoing `act`, if anything.
pub fn obstacle(r: &Reading<'_>, act: i64) -> Result<Option<Obstacle>> {
    let connection = r.connection();
    let changes = changes(r, act)?;
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for change in &changes {
        let keyed = keys.entry(change.table.clone());
        let primary = match keyed {
            std::collections::btree_map::Entry::Occupied(ref known) => known.get().clone(),
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(primary_key(connection, &change.table)?).clone()
            }
        };
        let Some(image) = change.after.as_ref().or(change.before.as_ref()) else {
            continue;
        };
        let same = primary
            .iter()
            .map(|key| {
                format!(
                    "json_extract(coalesce(u.after, u.before), '$.{key}') \
                     = json_extract(:image, '$.{key}')"
                )
            })
            .collect::<Vec<_>>()
            .join(" AND ");
        let later = r.row(
            &format!(
                "SELECT a.n, a.op FROM undo_row u
                 JOIN undo_act v ON v.act = u.act AND v.undone_by IS NULL AND v.undoes IS NULL
                 JOIN audit a ON a.n = u.act
                 WHERE u.act > :act AND u.name = :name AND {same}
                 ORDER BY u.act DESC LIMIT 1"
            ),
            named_params! { ":act": act, ":name": change.table, ":image": image },
            |row| {
                Ok(Obstacle::ChangedLater {
                    act: row.get(0)?,
                    op: row.get(1)?,
                })
            },
        )?;
        if later.is_some() {
            return Ok(later);
        }
    }
    used_by(r, act, &changes)
}

/// Puts every row of the act back as it was, newest change first.
pub fn revert(w: &Writing<'_>, act: i64) -> Result<usize> {
    let mut changes = changes(w, act)?;
    changes.reverse();
    // Children go before their parents come back; the check waits for the end of the transaction.
    w.connection()
        .execute_batch("PRAGMA defer_foreign_keys = ON")?;
    for change in &changes {
        revert_row(w, change)?;
    }
    Ok(changes.len())
}

/// Forgets acts older than the days kept.
pub fn prune(w: &Writing<'_>) -> Result<()> {
    let before = w.now.plus_minutes(-KEPT_DAYS * 24 * 60).to_string();
    w.run(
        "DELETE FROM undo_row WHERE act IN
         (SELECT u.act FROM undo_act u JOIN audit a ON a.n = u.act WHERE a.at < :before)",
        named_params! { ":before": before },
    )?;
    Ok(())
}

fn revert_row(w: &Writing<'_>, change: &Change) -> Result<()> {
    let columns = columns(w.connection(), &change.table)?;
    let table = &change.table;
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let value = |name: &&str| format!("json_extract(:image, '$.{name}')");
    let values: Vec<String> = names.iter().map(value).collect();
    let same_row = columns
        .iter()
        .filter(|column| column.is_key)
        .map(|column| format!("{0} = json_extract(:image, '$.{0}')", column.name))
        .collect::<Vec<_>>()
        .join(" AND ");
    let is_tombstoned = names.contains(&"deleted_at");
    match (&change.before, &change.after) {
        (None, Some(after)) if is_tombstoned => {
            let sql = format!(
                "UPDATE {table} SET deleted_at = :now, changed_at = :now, changed_on = :device
                 WHERE {same_row}"
            );
            let (now, device) = (w.stamp(), w.device);
            w.run(
                &sql,
                named_params! { ":now": now, ":device": device, ":image": after },
            )?;
        }
        (None, Some(after)) => {
            w.run(
                &format!("DELETE FROM {table} WHERE {same_row}"),
                named_params! { ":image": after },
            )?;
        }
        (Some(before), Some(_)) => {
            let sets: Vec<String> = names
                .iter()
                .zip(&values)
                .map(|(name, value)| format!("{name} = {value}"))
                .collect();
            let sql = format!("UPDATE {table} SET {} WHERE {same_row}", sets.join(", "));
            w.run(&sql, named_params! { ":image": before })?;
        }
        (Some(before), None) => {
            let sql = format!(
                "INSERT INTO {table} ({}) VALUES ({})",
                names.join(", "),
                values.join(", ")
            );
            w.run(&sql, named_params! { ":image": before })?;
        }
        (None, None) => {}
    }
    if change.before.is_some() && names.contains(&"changed_at") {
        let sql =
            format!("UPDATE {table} SET changed_at = :now, changed_on = :device WHERE {same_row}");
        let (now, device) = (w.stamp(), w.device);
        w.run(
            &sql,
            named_params! { ":now": now, ":device": device, ":image": change.before },
        )?;
    }
    Ok(())
}

/// Live rows, added by other acts, that refer to a row which undoing would take away.
fn used_by(r: &Reading<'_>, act: i64, changes: &[Change]) -> Result<Option<Obstacle>> {
    let connection = r.connection();
    for table in watched(connection)? {
        for (column, parent, key) in references(connection, &table)? {
            if !changes
                .iter()
                .any(|change| change.table == parent && change.before.is_none())
            {
                continue;
            }
            let live = if columns(connection, &table)?
                .iter()
                .any(|c| c.name == "deleted_at")
            {
                "AND c.deleted_at IS NULL"
            } else {
                ""
            };
            let primary = primary_key(connection, &table)?;
            let same = primary
                .iter()
                .map(|key| format!("json_extract(m.after, '$.{key}') = c.{key}"))
                .collect::<Vec<_>>()
                .join(" AND ");
            let rows = r.number(
                &format!(
                    "SELECT count(*) FROM {table} c
                     WHERE c.{column} IN (SELECT json_extract(u.after, '$.{key}') FROM undo_row u
                                          WHERE u.act = :act AND u.name = :parent
                                            AND u.before IS NULL)
                       {live}
                       AND NOT EXISTS (SELECT 1 FROM undo_row m
                                       WHERE m.act = :act AND m.name = :table
                                         AND m.before IS NULL AND {same})"
                ),
                named_params! { ":act": act, ":parent": parent, ":table": table },
            )?;
            if rows > 0 {
                return Ok(Some(Obstacle::UsedBy { table, rows }));
            }
        }
    }
    Ok(None)
}

struct Column {
    name: String,
    is_key: bool,
}

fn watched(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(
        "SELECT name FROM main.sqlite_schema
         WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let names = names.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(names
        .into_iter()
        .filter(|name| !NOT_WATCHED.contains(&name.as_str()))
        .collect())
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<Column>> {
    let mut statement =
        connection.prepare_cached("SELECT name, pk FROM pragma_table_info(:table)")?;
    let rows = statement.query_map(named_params! { ":table": table }, |row| {
        Ok(Column {
            name: row.get(0)?,
            is_key: row.get::<_, i64>(1)? > 0,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn primary_key(connection: &Connection, table: &str) -> Result<Vec<String>> {
    let columns = columns(connection, table)?;
    Ok(columns
        .into_iter()
        .filter(|column| column.is_key)
        .map(|column| column.name)
        .collect())
}

/// Foreign keys of a table: own column, parent table, parent column.
fn references(connection: &Connection, table: &str) -> Result<Vec<(String, String, String)>> {
    let mut statement = connection.prepare_cached(
        "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(:table)",
    )?;
    let rows = statement.query_map(named_params! { ":table": table }, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
