//! What an .ods says of its cells that calamine does not tell: which are merged, which rows are hidden
//! (OpenDocument 1.2, 9.1).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor};

use quick_xml::events::BytesStart;

use super::sheet::{MAX_ROWS, Merge};
use super::xml::{self, attribute};

/// Beyond this a list has no merged cells worth the time.
const MAX_MERGES: usize = 20_000;

/// The merged cells and hidden rows of one sheet.
#[derive(Debug, Default)]
pub struct Layout {
    pub merged: Vec<Merge>,
    pub hidden_rows: BTreeSet<u32>,
    /// Of the row under way, as Excel counts; 0 before the first.
    row: u32,
    /// How often the row under way stands in the sheet.
    repeated: u32,
    column: u32,
}

/// By the name of the sheet; nothing where the package is odd.
pub fn layouts(bytes: &[u8]) -> BTreeMap<String, Layout> {
    let mut layouts = BTreeMap::new();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return layouts;
    };
    let Ok(content) = archive.by_name("content.xml") else {
        return layouts;
    };
    let mut now: Option<(String, Layout)> = None;
    xml::each(BufReader::new(content), |tag| {
        match (tag.local_name().as_ref(), &mut now) {
            ("table", _) => {
                layouts.extend(now.take());
                now = attribute(tag, "name").map(|name| (name, Layout::default()));
            }
            (name, Some((_, layout))) => layout.take(name, tag),
            (_, None) => {}
        }
        true
    });
    layouts.extend(now);
    layouts
}

impl Layout {
    fn take(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "table-row" => self.begin_row(tag),
            "table-cell" | "covered-table-cell" => self.pass_cell(tag),
            _ => {}
        }
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        self.row = self.row.saturating_add(self.repeated.max(1));
        self.repeated = number(tag, "number-rows-repeated");
        self.column = 0;
        let is_hidden = attribute(tag, "visibility").is_some_and(|how| how != "visible");
        // The empty rest of a sheet is one row, repeated a million times.
        let last = self.row.saturating_add(self.repeated - 1).min(MAX_ROWS);
        if is_hidden && self.repeated < MAX_ROWS / 2 {
            self.hidden_rows.extend(self.row..=last);
        }
    }

    fn pass_cell(&mut self, tag: &BytesStart<'_>) {
        let (across, down) = (
            number(tag, "number-columns-spanned"),
            number(tag, "number-rows-spanned"),
        );
        if (across > 1 || down > 1) && self.merged.len() < MAX_MERGES {
            self.merged.push(Merge {
                first_row: self.row,
                first_column: self.column,
                last_row: self.row.saturating_add(down - 1),
                last_column: self.column.saturating_add(across - 1),
            });
        }
        let repeated = number(tag, "number-columns-repeated");
        self.column = self.column.saturating_add(repeated);
    }
}

/// A count; 1 where it is not said or is none.
fn number(tag: &BytesStart<'_>, name: &str) -> u32 {
    let said = attribute(tag, name).and_then(|text| text.parse().ok());
    said.unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    #[test]
    fn merged_cells_and_hidden_rows_are_told_by_sheet() {
        let content = r#"<office:document-content><table:table table:name="9A">
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/></table:table-row>
            <table:table-row><table:table-cell table:number-rows-spanned="2"/>
              <table:table-cell table:number-columns-spanned="2"><text:p>Giới tính</text:p></table:table-cell>
              <table:covered-table-cell/><table:table-cell/></table:table-row>
            <table:table-row table:visibility="collapse" table:number-rows-repeated="2"><table:covered-table-cell/></table:table-row>
            <table:table-row table:visibility="collapse" table:number-rows-repeated="1048571"><table:table-cell/></table:table-row>
            </table:table><table:table table:name="Trống"/></office:document-content>"#;
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default();
        package.start_file("content.xml", plain).unwrap();
        package.write_all(content.as_bytes()).unwrap();
        let bytes = package.finish().unwrap().into_inner();

        let layouts = layouts(&bytes);
        let merge = |first_row, first_column, last_row, last_column| Merge {
            first_row,
            first_column,
            last_row,
            last_column,
        };
        assert_eq!(layouts["9A"].merged, [merge(3, 0, 4, 0), merge(3, 1, 3, 2)]);
        assert_eq!(layouts["9A"].hidden_rows, BTreeSet::from([4, 5]));
        assert!(layouts["Trống"].merged.is_empty());
        assert!(super::layouts(b"no package").is_empty());
    }
}
