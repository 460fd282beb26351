//! Staff, materials and inspections: three lists that are kept in one way.

use rusqlite::{Row, ToSql, named_params};

use crate::domain::means::{Inspection, Material, Means, Staff};
use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// Ids and entries of every list: staff by when their duty began, materials by kind and name,
/// inspections with the newest first.
pub fn list(r: &Reading<'_>) -> Result<Vec<(String, Means)>> {
    let mut all = rows(r, "staff", "from_on, id", |row| {
        Ok(Means::Staff(staff(row)?))
    })?;
    all.extend(rows(r, "material", "form, name, id", |row| {
        Ok(Means::Material(material(row)?))
    })?);
    all.extend(rows(r, "inspection", "held_on DESC, id", |row| {
        Ok(Means::Inspection(inspection(row)?))
    })?);
    Ok(all)
}

/// Adds an entry; answers its id.
pub fn insert(w: &Writing<'_>, means: &Means) -> Result<String> {
    let id = id::new();
    let fields = fields(means);
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let sql = format!(
        "INSERT INTO {} (id, {}, changed_at, changed_on) VALUES (:id, :{}, :now, :device)",
        table(means),
        names.join(", "),
        names.join(", :")
    );
    run(w, &sql, &id, &fields)?;
    Ok(id)
}

/// Changes an entry; answers whether it was there.
pub fn update(w: &Writing<'_>, id: &str, means: &Means) -> Result<bool> {
    let fields = fields(means);
    let sets: Vec<String> = (fields.iter())
        .map(|(name, _)| format!("{name} = :{name}"))
        .collect();
    let sql = format!(
        "UPDATE {} SET {}, changed_at = :now, changed_on = :device
         WHERE id = :id AND deleted_at IS NULL",
        table(means),
        sets.join(", ")
    );
    run(w, &sql, id, &fields)
}

/// Takes an entry away, whichever list it stands in; answers whether it was there.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<bool> {
    let mut found = 0;
    for table in ["staff", "material", "inspection"] {
        found += w.run(
            &format!(
                "UPDATE {table} SET deleted_at = :now, changed_at = :now, changed_on = :device
                 WHERE id = :id AND deleted_at IS NULL"
            ),
            named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
        )?;
    }
    Ok(found > 0)
}

fn rows(
    r: &Reading<'_>,
    table: &str,
    order: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<Means>,
) -> Result<Vec<(String, Means)>> {
    r.rows(
        &format!("SELECT * FROM {table} WHERE deleted_at IS NULL ORDER BY {order}"),
        [],
        |row| Ok((row.get("id")?, read(row)?)),
    )
}

fn run(w: &Writing<'_>, sql: &str, id: &str, fields: &[(&str, &dyn ToSql)]) -> Result<bool> {
    let names: Vec<String> = fields.iter().map(|(name, _)| format!(":{name}")).collect();
    let now = w.stamp();
    let own: [(&str, &dyn ToSql); 3] = [(":id", &id), (":now", &now), (":device", &w.device)];
    let all: Vec<(&str, &dyn ToSql)> = (names.iter().map(String::as_str))
        .zip(fields.iter().map(|(_, value)| *value))
        .chain(own)
        .collect();
    Ok(w.run(sql, all.as_slice())? > 0)
}

fn table(means: &Means) -> &'static str {
    match means {
        Means::Staff(_) => "staff",
        Means::Material(_) => "material",
        Means::Inspection(_) => "inspection",
    }
}

fn fields(means: &Means) -> Vec<(&'static str, &dyn ToSql)> {
    match means {
        Means::Staff(it) => vec![
            ("full_name", &it.full_name),
            ("post", &it.post),
            ("degree", &it.degree),
            ("subject", &it.subject),
            ("duty", &it.duty),
            ("is_counselor", &it.is_counselor),
            ("is_qualified", &it.is_qualified),
            ("training", &it.training),
            ("decision_number", &it.decision_number),
            ("decision_on", &it.decision_on),
            ("from_on", &it.from_on),
            ("to_on", &it.to_on),
            ("note", &it.note),
        ],
        Means::Material(it) => vec![
            ("form", &it.form),
            ("name", &it.name),
            ("unit", &it.unit),
            ("quantity", &it.quantity),
            ("wanted", &it.wanted),
            ("state", &it.state),
            ("source", &it.source),
            ("from_on", &it.from_on),
            ("to_on", &it.to_on),
            ("note", &it.note),
        ],
        Means::Inspection(it) => vec![
            ("form", &it.form),
            ("held_on", &it.held_on),
            ("body", &it.body),
            ("subject", &it.subject),
            ("conclusion", &it.conclusion),
            ("request", &it.request),
            ("due_on", &it.due_on),
            ("done_on", &it.done_on),
            ("decision_number", &it.decision_number),
            ("note", &it.note),
        ],
    }
}

fn staff(row: &Row<'_>) -> rusqlite::Result<Staff> {
    Ok(Staff {
        full_name: row.get("full_name")?,
        post: row.get("post")?,
        degree: row.get("degree")?,
        subject: row.get("subject")?,
        duty: row.get("duty")?,
        is_counselor: row.get("is_counselor")?,
        is_qualified: row.get("is_qualified")?,
        training: row.get("training")?,
        decision_number: row.get("decision_number")?,
        decision_on: row.get("decision_on")?,
        from_on: row.get("from_on")?,
        to_on: row.get("to_on")?,
        note: row.get("note")?,
    })
}

fn material(row: &Row<'_>) -> rusqlite::Result<Material> {
    Ok(Material {
        form: row.get("form")?,
        name: row.get("name")?,
        unit: row.get("unit")?,
        quantity: row.get("quantity")?,
        wanted: row.get("wanted")?,
        state: row.get("state")?,
        source: row.get("source")?,
        from_on: row.get("from_on")?,
        to_on: row.get("to_on")?,
        note: row.get("note")?,
    })
}

fn inspection(row: &Row<'_>) -> rusqlite::Result<Inspection> {
    Ok(Inspection {
        form: row.get("form")?,
        held_on: row.get("held_on")?,
        body: row.get("body")?,
        subject: row.get("subject")?,
        conclusion: row.get("conclusion")?,
        request: row.get("request")?,
        due_on: row.get("due_on")?,
        done_on: row.get("done_on")?,
        decision_number: row.get("decision_number")?,
        note: row.get("note")?,
    })
}
