//! Where a name stands in what people wrote in their own words.

use crate::error::Result;
use crate::kernel::fold::fold;
use crate::store::unit::Reading;

/// A place that names somebody.
#[derive(Debug, Clone)]
pub struct Mention {
    /// `activity evidence request counsel task document means`
    pub what: &'static str,
    pub title: String,
    /// A route of the interface.
    pub link: String,
}

/// What may name a pupil: kind, title to show, all its words, the route to where it is changed.
const PLACES: [(&str, &str); 7] = [
    (
        "activity",
        "SELECT title, title || ' ' || note || ' ' || place, '/activity?id=' || id FROM activity
         WHERE deleted_at IS NULL ORDER BY starts_on DESC, id",
    ),
    (
        "evidence",
        "SELECT name, name, CASE WHEN activity_id IS NOT NULL THEN '/activity?id=' || activity_id
                                 WHEN task_id IS NOT NULL THEN '/plan' ELSE '/settings/document' END
         FROM evidence WHERE deleted_at IS NULL ORDER BY added_at DESC, id",
    ),
    (
        "request",
        "SELECT outcome, outcome, '/consent' FROM data_request
         WHERE deleted_at IS NULL ORDER BY received_on DESC, id",
    ),
    (
        "counsel",
        "SELECT held_on, subject || ' ' || conclusion || ' ' || next_step, '/counsel'
         FROM counsel_session WHERE deleted_at IS NULL ORDER BY held_on DESC, id",
    ),
    (
        "task",
        "SELECT title, title || ' ' || note || ' ' || lead || ' ' || product, '/plan' FROM task
         WHERE deleted_at IS NULL ORDER BY due_on DESC, id",
    ),
    (
        "document",
        "SELECT title, title || ' ' || note, '/settings/document' FROM document
         WHERE deleted_at IS NULL ORDER BY issued_on DESC, id",
    ),
    (
        "means",
        "SELECT subject, subject || ' ' || conclusion || ' ' || request || ' ' || note, '/settings/means'
         FROM inspection WHERE deleted_at IS NULL ORDER BY held_on DESC, id",
    ),
];

/// Every place that names this person, with diacritics or without, as file names often are.
pub fn list(r: &Reading<'_>, name: &str) -> Result<Vec<Mention>> {
    let wanted = words(name);
    let mut found = Vec::new();
    for (what, sql) in PLACES {
        let rows = r.rows(sql, [], |row| {
            let (title, text): (String, String) = (row.get(0)?, row.get(1)?);
            let link: String = row.get(2)?;
            Ok((title, text, link))
        })?;
        let naming = rows
            .into_iter()
            .filter(|(_, text, _)| words(text).contains(&wanted));
        found.extend(naming.map(|(title, _, link)| Mention { what, title, link }));
    }
    Ok(found)
}

/// Words between single spaces, with one at each end, so that `An` is not found in `Anh`.
fn words(text: &str) -> String {
    let apart = fold(text).replace(|letter: char| !letter.is_alphanumeric(), " ");
    let words: Vec<&str> = apart.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}
