//! The rows of an .xlsx that a person does not see, which calamine does not tell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;

use super::sheet::MAX_ROWS;
use super::xml::{self, attribute};

/// Hidden rows by the name of their sheet, as Excel counts; nothing where the package is odd.
pub fn rows(bytes: &[u8]) -> BTreeMap<String, BTreeSet<u32>> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return BTreeMap::new();
    };
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut entry = archive.by_name(name).ok()?;
        entry.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let (Some(book), Some(links)) = (part("xl/workbook.xml"), part("xl/_rels/workbook.xml.rels"))
    else {
        return BTreeMap::new();
    };
    let places: BTreeMap<String, String> = elements(&links, "Relationship", |link| {
        Some((attribute(link, "Id")?, attribute(link, "Target")?))
    })
    .into_iter()
    .collect();
    let sheets = elements(&book, "sheet", |sheet| {
        Some((attribute(sheet, "name")?, attribute(sheet, "id")?))
    });
    let mut hidden = BTreeMap::new();
    for (name, id) in sheets {
        let Some(place) = places.get(&id) else {
            continue;
        };
        let place = match place.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{place}"),
        };
        // Most sheets hide nothing, and to look for the word costs little.
        let text = part(&place).filter(|text| text.contains("hidden="));
        let rows = text.map(|text| {
            elements(&text, "row", |row| {
                let is_hidden = matches!(attribute(row, "hidden")?.as_str(), "1" | "true");
                attribute(row, "r")?.parse().ok().filter(|_| is_hidden)
            })
        });
        let rows: BTreeSet<u32> = rows.into_iter().flatten().collect();
        hidden.insert(name, rows);
    }
    hidden
}

/// What `take` makes of every element of a name.
fn elements<T>(
    text: &str,
    name: &str,
    mut take: impl FnMut(&BytesStart<'_>) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    xml::each(text.as_bytes(), |tag| {
        if tag.local_name().as_ref() == name {
            found.extend(take(tag));
        }
        found.len() < MAX_ROWS as usize
    });
    found
}
