//! Rule sets of the school's own, and the notes on duties that are not met.

use rusqlite::named_params;

use crate::error::Result;
use crate::store::unit::{Reading, Writing};

/// A set as it is kept: its id and its readable file.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRuleSet {
    pub id: String,
    pub body: String,
    pub based_on: String,
}

/// Why a duty is not met, and what makes up for it.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckNote {
    pub check: String,
    /// Empty for the whole school.
    pub level: String,
    pub reason: String,
    pub plan: String,
}

/// The school's own sets, the oldest first.
pub fn list(r: &Reading<'_>) -> Result<Vec<StoredRuleSet>> {
    r.rows(
        "SELECT id, body, based_on FROM rule_set WHERE deleted_at IS NULL ORDER BY id",
        [],
        |row| {
            Ok(StoredRuleSet {
                id: row.get("id")?,
                body: row.get("body")?,
                based_on: row.get("based_on")?,
            })
        },
    )
}

/// Writes one of the school's own sets.
pub fn set(w: &Writing<'_>, set: &StoredRuleSet) -> Result<()> {
    w.run(
        "INSERT INTO rule_set (id, body, based_on, changed_at, changed_on)
         VALUES (:id, :body, :based_on, :now, :device)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, deleted_at = NULL,
            changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":id": set.id, ":body": set.body, ":based_on": set.based_on,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Takes a set away; answers whether it was there.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<bool> {
    let rows = w.run(
        "UPDATE rule_set SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(rows > 0)
}

/// The years that are judged by a set, and whether each is locked.
pub fn years_of(r: &Reading<'_>, id: &str) -> Result<Vec<(String, bool)>> {
    r.rows(
        "SELECT u.year, y.is_locked FROM rule_set_use u JOIN school_year y ON y.year = u.year
         WHERE u.rule_set = :id ORDER BY u.year DESC",
        named_params! { ":id": id },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The notes of a year.
pub fn notes(r: &Reading<'_>, year: &str) -> Result<Vec<CheckNote>> {
    r.rows(
        "SELECT check_id, level, reason, plan FROM check_note WHERE year = :year",
        named_params! { ":year": year },
        |row| {
            Ok(CheckNote {
                check: row.get("check_id")?,
                level: row.get("level")?,
                reason: row.get("reason")?,
                plan: row.get("plan")?,
            })
        },
    )
}

/// Writes a note, or takes it away where it says nothing.
pub fn set_note(w: &Writing<'_>, year: &str, note: &CheckNote) -> Result<()> {
    if note.reason.is_empty() && note.plan.is_empty() {
        w.run(
            "DELETE FROM check_note WHERE year = :year AND check_id = :check AND level = :level",
            named_params! { ":year": year, ":check": note.check, ":level": note.level },
        )?;
        return Ok(());
    }
    w.run(
        "INSERT INTO check_note (year, check_id, level, reason, plan, changed_at, changed_on)
         VALUES (:year, :check, :level, :reason, :plan, :now, :device)
         ON CONFLICT (year, check_id, level) DO UPDATE SET
            reason = excluded.reason, plan = excluded.plan,
            changed_at = excluded.changed_at, changed_on = excluded.changed_on",
        named_params! {
            ":year": year, ":check": note.check, ":level": note.level, ":reason": note.reason,
            ":plan": note.plan, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}
