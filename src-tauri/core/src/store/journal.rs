//! Remembers what each act changed, row by row, so that an act can be undone as a unit.
//!
//! Temporary triggers (never part of the file) write the row before and after each change into
//! `undo_row` under the act in `current_act`. Undoing is itself an act, so redoing is undoing it.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::kernel::Date;
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
    /// A later act changed the same record: which, on which day, and the full name of who did it.
    ChangedLater { op: String, on: Date, by: String },
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
        let row_key = |row: &str| {
            let keys = columns.iter().filter(|column| column.is_key);
            let keys: Vec<String> = keys.map(|key| format!("{row}.{}", key.name)).collect();
            format!("json_array({})", keys.join(", "))
        };
        let trigger = |event: &str, row_key: &str, before: &str, after: &str| {
            format!(
                "CREATE TEMP TRIGGER watch_{table}_{event} AFTER {event} ON main.{table}
                 WHEN EXISTS (SELECT 1 FROM current_act)
                 BEGIN
                   INSERT INTO undo_row (act, name, row_key, before, after)
                   SELECT n, '{table}', {row_key}, {before}, {after} FROM current_act;
                 END;"
            )
        };
        let (old, new) = (row_key("OLD"), row_key("NEW"));
        connection.execute_batch(&trigger("INSERT", &new, "NULL", &key))?;
        connection.execute_batch(&trigger("UPDATE", &new, &whole("OLD"), &whole("NEW")))?;
        connection.execute_batch(&trigger("DELETE", &old, &whole("OLD"), "NULL"))?;
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

/// What stands in the way of undoing `act`, if anything: the newest later act on one of its rows,
/// else what rests on a row that it added.
pub fn obstacle(r: &Reading<'_>, act: i64) -> Result<Option<Obstacle>> {
    let later = r.row(CHANGED_LATER, named_params! { ":act": act }, |row| {
        Ok(Obstacle::ChangedLater {
            op: row.get("op")?,
            on: super::instant(row, "at")?.day(),
            by: row.get("by")?,
        })
    })?;
    match later {
        Some(later) => Ok(Some(later)),
        None => used_by(r, act),
    }
}

/// The newest act that stands and changed a row of `:act` after it. The order of the joins is
/// given: from the rows of the act to each by its key, never through all that came later.
const CHANGED_LATER: &str = "SELECT a.op, a.at, coalesce(p.full_name, '') AS by
     FROM undo_row own
     CROSS JOIN undo_row u ON u.name = own.name AND u.row_key = own.row_key AND u.act > :act
     CROSS JOIN undo_act v ON v.act = u.act AND v.undone_by IS NULL AND v.undoes IS NULL
     CROSS JOIN audit a ON a.n = u.act
     LEFT JOIN account p ON p.id = a.account_id
     WHERE own.act = :act
     ORDER BY u.act DESC LIMIT 1";

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

/// The moment from which on acts can be undone.
pub fn kept_from(w: &Writing<'_>) -> String {
    w.now.plus_minutes(-KEPT_DAYS * 24 * 60).to_string()
}

/// Forgets acts older than the days kept.
pub fn prune(w: &Writing<'_>) -> Result<()> {
    let before = kept_from(w);
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
fn used_by(r: &Reading<'_>, act: i64) -> Result<Option<Obstacle>> {
    let connection = r.connection();
    let added = r.rows(
        "SELECT DISTINCT name FROM undo_row WHERE act = :act AND before IS NULL",
        named_params! { ":act": act },
        |row| row.get::<_, String>(0),
    )?;
    for table in watched(connection)? {
        for reference in references(connection, &table)? {
            if !added.contains(&reference.parent) {
                continue;
            }
            let rows = r.number(
                &resting(connection, &table, &reference)?,
                named_params! { ":act": act, ":parent": reference.parent, ":table": table },
            )?;
            if rows > 0 {
                return Ok(Some(Obstacle::UsedBy { table, rows }));
            }
        }
    }
    Ok(None)
}

/// Counts the rows of `table` that refer to rows which `:act` added, but for its own.
fn resting(connection: &Connection, table: &str, reference: &Reference) -> Result<String> {
    let columns = columns(connection, table)?;
    let live = match columns.iter().any(|column| column.name == "deleted_at") {
        true => "AND c.deleted_at IS NULL",
        false => "",
    };
    let keys = columns.iter().filter(|column| column.is_key);
    let keys: Vec<String> = keys.map(|key| format!("c.{}", key.name)).collect();
    let Reference { column, key, .. } = reference;
    Ok(format!(
        "SELECT count(*) FROM {table} c
         WHERE c.{column} IN (SELECT json_extract(u.after, '$.{key}') FROM undo_row u
                              WHERE u.act = :act AND u.name = :parent AND u.before IS NULL)
           {live}
           AND NOT EXISTS (SELECT 1 FROM undo_row m
                           WHERE m.name = :table AND m.row_key = json_array({})
                             AND m.act = :act AND m.before IS NULL)",
        keys.join(", ")
    ))
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

/// A foreign key of a table: own column, parent table, parent column.
struct Reference {
    column: String,
    parent: String,
    key: String,
}

fn references(connection: &Connection, table: &str) -> Result<Vec<Reference>> {
    let mut statement = connection.prepare_cached(
        "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(:table)",
    )?;
    let rows = statement.query_map(named_params! { ":table": table }, |row| {
        Ok(Reference {
            column: row.get(0)?,
            parent: row.get(1)?,
            key: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;

    /// A later act is found by the keys of the rows, whatever else was done since: a list of
    /// thousands is asked about at once, and each of its rows looks into its own past alone.
    #[test]
    fn what_stands_in_the_way_of_an_undo_is_found_by_the_keys_of_its_rows() {
        let connection = Connection::open_in_memory().unwrap();
        migrate::to_newest(&connection).unwrap();
        let mut asked = vec![CHANGED_LATER.to_owned()];
        for table in watched(&connection).unwrap() {
            for reference in references(&connection, &table).unwrap() {
                asked.push(resting(&connection, &table, &reference).unwrap());
            }
        }
        assert!(asked.len() > 20);
        for sql in asked {
            let plan = plan(&connection, &sql);
            let by_key = "undo_row_key (name=? AND row_key=?";
            assert!(plan.contains(by_key), "{sql}\n{plan}");
            assert!(
                !plan.contains("SCAN own") && !plan.contains("SCAN u"),
                "{plan}"
            );
            assert!(!plan.contains("SCAN m"), "{plan}");
        }
    }

    fn plan(connection: &Connection, sql: &str) -> String {
        let mut statement = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap();
        let lines = statement.raw_query().mapped(|row| row.get::<_, String>(3));
        lines.map(|line| line.unwrap() + "\n").collect()
    }
}
