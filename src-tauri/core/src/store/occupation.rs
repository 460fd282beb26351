//! The school's own occupations, and where occupations are taught.

use rusqlite::{Row, named_params};

use crate::domain::occupation::{Occupation, OccupationDraft, profile_of};
use crate::error::Result;
use crate::kernel::fold::fold;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// Where an occupation is taught.
#[derive(Debug, Clone)]
pub struct StoredTraining {
    pub id: String,
    pub occupation: String,
    pub school: String,
    pub place: String,
    pub level: String,
    pub note: String,
    /// When it was noted, RFC 3339.
    pub noted_at: String,
}

/// The school's own, by name.
pub fn list(r: &Reading<'_>) -> Result<Vec<(Occupation, String)>> {
    r.rows(
        "SELECT id, name, does, levels, interests FROM occupation
         WHERE deleted_at IS NULL ORDER BY search, id",
        [],
        |row| {
            let (levels, interests): (String, String) = (row.get(3)?, row.get(4)?);
            let occupation = Occupation {
                id: row.get(0)?,
                name: row.get(1)?,
                does: row.get(2)?,
                levels: levels.split_whitespace().map(str::to_owned).collect(),
                group: String::new(),
                group_name: String::new(),
                profile: profile_of(&interests),
                is_own: true,
            };
            Ok((occupation, interests))
        },
    )
}

/// Adds one; answers its id.
pub fn insert(w: &Writing<'_>, draft: &OccupationDraft) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO occupation (id, name, search, does, levels, interests, changed_at, changed_on)
         VALUES (:id, :name, :search, :does, :levels, :interests, :now, :device)",
        named_params! {
            ":id": id, ":name": draft.name, ":search": fold(&draft.name), ":does": draft.does,
            ":levels": draft.levels.join(" "), ":interests": draft.interests, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Changes one; false where there is none of this id.
pub fn update(w: &Writing<'_>, id: &str, draft: &OccupationDraft) -> Result<bool> {
    let changed = w.run(
        "UPDATE occupation SET name = :name, search = :search, does = :does, levels = :levels,
                interests = :interests, changed_at = :now, changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        named_params! {
            ":id": id, ":name": draft.name, ":search": fold(&draft.name), ":does": draft.does,
            ":levels": draft.levels.join(" "), ":interests": draft.interests, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(changed > 0)
}

/// Takes one away; false where there is none of this id.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<bool> {
    gone(w, "occupation", id)
}

/// Every place where something is taught, by school.
pub fn trainings(r: &Reading<'_>) -> Result<Vec<StoredTraining>> {
    r.rows(
        "SELECT id, occupation, school, place, level, note, changed_at FROM training
         WHERE deleted_at IS NULL ORDER BY school, id",
        [],
        training,
    )
}

/// Notes where an occupation is taught; answers the note's id.
pub fn insert_training(w: &Writing<'_>, training: &StoredTraining) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO training (id, occupation, school, place, level, note, changed_at, changed_on)
         VALUES (:id, :occupation, :school, :place, :level, :note, :now, :device)",
        named_params! {
            ":id": id, ":occupation": training.occupation, ":school": training.school,
            ":place": training.place, ":level": training.level, ":note": training.note,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Takes a note away; false where there is none of this id.
pub fn delete_training(w: &Writing<'_>, id: &str) -> Result<bool> {
    gone(w, "training", id)
}

fn gone(w: &Writing<'_>, table: &str, id: &str) -> Result<bool> {
    let rows = w.run(
        &format!(
            "UPDATE {table} SET deleted_at = :now, changed_at = :now, changed_on = :device
             WHERE id = :id AND deleted_at IS NULL"
        ),
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(rows > 0)
}

fn training(row: &Row<'_>) -> rusqlite::Result<StoredTraining> {
    Ok(StoredTraining {
        id: row.get(0)?,
        occupation: row.get(1)?,
        school: row.get(2)?,
        place: row.get(3)?,
        level: row.get(4)?,
        note: row.get(5)?,
        noted_at: row.get(6)?,
    })
}
