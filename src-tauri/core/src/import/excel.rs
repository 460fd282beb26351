//! Workbooks of Excel and LibreOffice, read by calamine cell by cell.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Dimensions, Ods, Range, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use calamine::{OdsError, XlsError, XlsbError, XlsxError};

use super::legacy;
use super::ods;
use super::sheet::{Budget, Gatherer, Kind, Merge, Row, Sheet, SheetState, Workbook};
use super::value::text_of;
use super::{xls, xlsx, zipped};
use crate::error::{Error, Result};
use crate::messages;

type Bytes = Cursor<Vec<u8>>;

/// Reads a workbook whose kind is known.
pub fn read(bytes: Vec<u8>, kind: Kind) -> Result<Workbook> {
    let has_macros = holds(&bytes, b"vbaProject.bin");
    let (mut sheets, is_1904, cut) = match kind {
        Kind::Xlsx => {
            let bytes = zipped::in_utf8(bytes)?;
            let mut layouts = xlsx::layouts(&bytes);
            let mut read = read_xlsx(Cursor::new(bytes))?;
            for sheet in &mut read.0 {
                let layout = layouts.remove(&sheet.name).unwrap_or_default();
                (sheet.merged, sheet.hidden_rows) = (layout.merged, layout.hidden_rows);
            }
            read
        }
        Kind::Xlsb => read_xlsb(Cursor::new(bytes))?,
        Kind::Xls => read_xls(bytes)?,
        Kind::Ods | Kind::Html | Kind::Xml | Kind::Docx | Kind::Text => {
            let mut layouts = ods::layouts(&bytes);
            let mut read = read_ods(Cursor::new(bytes))?;
            for sheet in &mut read.0 {
                let layout = layouts.remove(&sheet.name).unwrap_or_default();
                (sheet.merged, sheet.hidden_rows) = (layout.merged, layout.hidden_rows);
            }
            read
        }
    };
    if sheets.is_empty() {
        return Err(Error::refused("sheet.unreadable"));
    }
    for sheet in &mut sheets {
        sheet.encoding = "unicode".to_owned();
    }
    let macros = has_macros.then(|| messages::sentence("sheet.macros", &[]));
    Ok(Workbook {
        kind,
        sheets,
        is_1904,
        warnings: macros.into_iter().chain(cut).collect(),
    })
}

type Read = (Vec<Sheet>, bool, Option<String>);

fn read_xlsx(bytes: Bytes) -> Result<Read> {
    let mut book: Xlsx<_> = Xlsx::new(bytes).map_err(xlsx_refusal)?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    for meta in worksheets(book.sheets_metadata()) {
        let mut gatherer = Gatherer::new(&mut budget);
        match book.worksheet_cells_reader(&meta.name) {
            Ok(mut reader) => {
                let fonts: Vec<Option<String>> = reader.styles().iter().map(legacy_font).collect();
                while let Some((cell, style)) =
                    reader.next_cell_with_style_id().map_err(xlsx_refusal)?
                {
                    let font = fonts.get(style).and_then(Option::as_deref);
                    let (row, column) = cell.get_position();
                    gatherer.take(row, column, text_of(cell.get_value()), font)?;
                }
            }
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(xlsx_refusal(error)),
        }
        sheets.push(sheet(&meta, gatherer.rows(), Vec::new()));
    }
    Ok((sheets, book.has_1904_epoch(), budget.warning()))
}

fn read_xlsb(bytes: Bytes) -> Result<Read> {
    let mut book: Xlsb<_> = Xlsb::new(bytes).map_err(xlsb_refusal)?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    for meta in worksheets(book.sheets_metadata()) {
        let mut gatherer = Gatherer::new(&mut budget);
        let mut reader = book
            .worksheet_cells_reader(&meta.name)
            .map_err(xlsb_refusal)?;
        while let Some(cell) = reader.next_cell().map_err(xlsb_refusal)? {
            let (row, column) = cell.get_position();
            gatherer.take(row, column, text_of(cell.get_value()), None)?;
        }
        sheets.push(sheet(&meta, gatherer.rows(), Vec::new()));
    }
    Ok((sheets, book.has_1904_epoch(), budget.warning()))
}

fn read_xls(bytes: Vec<u8>) -> Result<Read> {
    xls::check(&bytes)?;
    let fonts = xls::fonts(&bytes);
    let mut hidden = xls::hidden_rows(&bytes);
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes))
        .map_err(|error| refusal(matches!(error, XlsError::Password)))?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    for (at, meta) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let range = book.worksheet_range(&meta.name).unwrap_or_default();
        let rows = rows_of(&range, &mut budget, fonts.get(&at))?;
        let merged = book.merge_cells_by_sheet_name(&meta.name);
        let mut sheet = sheet(&meta, rows, merged.unwrap_or_default());
        sheet.hidden_rows = hidden.remove(&at).unwrap_or_default();
        sheets.push(sheet);
    }
    Ok((sheets, book.has_1904_epoch(), budget.warning()))
}

fn read_ods(bytes: Bytes) -> Result<Read> {
    let mut book: Ods<_> = Ods::new(bytes).map_err(|error| {
        if matches!(error, OdsError::CellLimitExceeded { .. }) {
            return Error::refused("sheet.too_big");
        }
        refusal(matches!(error, OdsError::Password))
    })?;
    let mut budget = Budget::new();
    let mut sheets = Vec::new();
    for meta in worksheets(book.sheets_metadata()) {
        let range = book.worksheet_range(&meta.name).unwrap_or_default();
        sheets.push(sheet(
            &meta,
            rows_of(&range, &mut budget, None)?,
            Vec::new(),
        ));
    }
    Ok((sheets, false, budget.warning()))
}

fn rows_of(
    range: &Range<calamine::Data>,
    budget: &mut Budget,
    fonts: Option<&BTreeMap<(u32, u32), String>>,
) -> Result<Vec<Row>> {
    let mut gatherer = Gatherer::new(budget);
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
        let column = left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX));
        let font = fonts.and_then(|fonts| fonts.get(&(row, column)));
        gatherer.take(
            row,
            column,
            text_of(&as_ref(value)),
            font.map(String::as_str),
        )?;
    }
    Ok(gatherer.rows())
}

fn as_ref(value: &calamine::Data) -> DataRef<'_> {
    use calamine::Data;
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn worksheets(sheets: &[calamine::Sheet]) -> Vec<calamine::Sheet> {
    sheets
        .iter()
        .filter(|meta| meta.typ == SheetType::WorkSheet)
        .cloned()
        .collect()
}

fn sheet(meta: &calamine::Sheet, rows: Vec<Row>, merged: Vec<Dimensions>) -> Sheet {
    let merge = |range: Dimensions| Merge {
        first_row: range.start.0.saturating_add(1),
        first_column: range.start.1,
        last_row: range.end.0.saturating_add(1),
        last_column: range.end.1,
    };
    Sheet {
        name: meta.name.clone(),
        state: match meta.visible {
            SheetVisible::Visible => SheetState::Visible,
            SheetVisible::Hidden => SheetState::Hidden,
            SheetVisible::VeryHidden => SheetState::VeryHidden,
        },
        encoding: String::new(),
        rows,
        merged: merged.into_iter().take(20_000).map(merge).collect(),
        hidden_rows: BTreeSet::new(),
    }
}

fn legacy_font(style: &calamine::Style) -> Option<String> {
    let name = style.font.as_ref()?.name.as_ref()?;
    legacy::of_font(name).map(|_| name.clone())
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn xlsx_refusal(error: XlsxError) -> Error {
    refusal(matches!(error, XlsxError::Password))
}

fn xlsb_refusal(error: XlsbError) -> Error {
    refusal(matches!(error, XlsbError::Password))
}

fn refusal(is_locked: bool) -> Error {
    Error::refused(if is_locked {
        "sheet.encrypted"
    } else {
        "sheet.unreadable"
    })
}
