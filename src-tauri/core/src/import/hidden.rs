//! The rows of an .xlsx that a person does not see, which calamine does not tell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sheet::MAX_ROWS;

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
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut found = Vec::new();
    while found.len() < MAX_ROWS as usize {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if tag.local_name().as_ref() == name {
                    found.extend(take(&tag));
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(
                Event::End(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_),
            ) => {}
        }
    }
    found
}

/// The text of an attribute, whatever its namespace.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let text = quick_xml::escape::unescape(&found.value).ok()?;
    Some(text.into_owned())
}
