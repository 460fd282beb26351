//! What an .xlsx says of its sheets that calamine does not tell, or only by going through them once
//! more: which rows a person does not see, which cells are merged (ECMA-376, 18.3.1).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;

use super::sheet::{MAX_ROWS, Merge, column_number};
use super::xml::{self, attribute};

/// Beyond this a list has no merged cells worth the time.
const MAX_MERGES: usize = 20_000;

/// The merged cells and hidden rows of one sheet, as Excel counts.
#[derive(Debug, Default)]
pub struct Layout {
    pub merged: Vec<Merge>,
    pub hidden_rows: BTreeSet<u32>,
}

/// By the name of the sheet; nothing where the package is odd.
pub fn layouts(bytes: &[u8]) -> BTreeMap<String, Layout> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return BTreeMap::new();
    };
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut entry = archive.by_name(name).ok()?;
        entry.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let workbook = part("_rels/.rels").and_then(|links| place_of_workbook(&links));
    let workbook = workbook.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let links = format!("{folder}/_rels/{file}.rels");
    let (Some(book), Some(links)) = (part(&workbook), part(links.trim_start_matches('/'))) else {
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
    let mut layouts = BTreeMap::new();
    for (name, id) in sheets {
        let Some(place) = places.get(&id) else {
            continue;
        };
        let place = match place.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("{folder}/{place}")
                .trim_start_matches('/')
                .to_owned(),
        };
        let layout = part(&place).map(|text| layout(&text));
        layouts.insert(name, layout.unwrap_or_default());
    }
    layouts
}

/// Where the package says that its workbook is.
fn place_of_workbook(links: &str) -> Option<String> {
    let places = elements(links, "Relationship", |link| {
        let is_workbook = attribute(link, "Type")?.ends_with("/officeDocument");
        let place = attribute(link, "Target").filter(|_| is_workbook)?;
        Some(place.trim_start_matches('/').to_owned())
    });
    places.into_iter().next()
}

fn layout(text: &str) -> Layout {
    // Merges stand behind the cells, and most sheets hide nothing: to look for words costs little.
    let behind = text.rfind("sheetData>").map_or("", |at| &text[at..]);
    let behind = behind.split_once('>').map_or("", |(_, behind)| behind);
    let merged = elements(behind, "mergeCell", |cell| merge(&attribute(cell, "ref")?));
    Layout {
        merged: merged.into_iter().take(MAX_MERGES).collect(),
        hidden_rows: match text.contains("hidden=") {
            true => hidden_rows(text),
            false => BTreeSet::new(),
        },
    }
}

fn hidden_rows(text: &str) -> BTreeSet<u32> {
    // A row without a number follows the one before it.
    let mut number = 0_u32;
    let rows = elements(text, "row", |row| {
        let own = attribute(row, "r").and_then(|text| text.parse().ok());
        number = own.unwrap_or(number.saturating_add(1));
        let is_hidden = matches!(attribute(row, "hidden")?.as_str(), "1" | "true");
        is_hidden.then_some(number)
    });
    rows.into_iter().collect()
}

/// `B3:D4`.
fn merge(range: &str) -> Option<Merge> {
    let place = |cell: &str| {
        let cell = cell.replace('$', "");
        let at = cell.find(|letter: char| letter.is_ascii_digit())?;
        let (column, row) = cell.split_at(at);
        Some((row.parse().ok()?, column_number(column)?))
    };
    let (first, last) = range.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) = (place(first)?, place(last)?);
    Some(Merge {
        first_row,
        first_column,
        last_row,
        last_column,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_where_they_have_no_number_and_merges_stand_behind_them() {
        let found = layout(
            "<x:worksheet><x:sheetData><x:row/><x:row hidden=\"1\"/><x:row r=\"7\"/>\
             <x:row hidden=\"true\"/></x:sheetData><x:mergeCells count=\"1\">\
             <x:mergeCell ref=\"B3:D4\"/></x:mergeCells></x:worksheet>",
        );
        assert_eq!(found.hidden_rows, BTreeSet::from([2, 8]));
        let merge = Merge {
            first_row: 3,
            first_column: 1,
            last_row: 4,
            last_column: 3,
        };
        assert_eq!(found.merged, [merge]);
    }

    #[test]
    fn a_package_may_keep_its_workbook_anywhere() {
        let links = "<Relationships><Relationship Type=\"http://x/core-properties\" Target=\"a\"/>\
            <Relationship Type=\"http://x/officeDocument\" Target=\"/book/wb.xml\"/></Relationships>";
        assert_eq!(place_of_workbook(links).as_deref(), Some("book/wb.xml"));
    }
}
