//! The outline as an Excel workbook: the same cells, with live formulas, set for A4.
//!
//! What a person typed is written as a string, which Excel never evaluates; formulas are built
//! from our own words only (see `formula.rs`). Nothing is written as a link.

mod chart;
mod formats;
mod frame;
mod height;
pub mod plain;
mod plan;
mod sheet;

use std::error::Error as _;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::file::{Written, write_whole};
use super::outline::Outline;
use crate::error::{Error, Result};
use crate::progress::Progress;

/// Writes the workbook to `path`, whole or not at all.
pub fn save(outline: &Outline, path: &Path, progress: &dyn Progress) -> Result<Written> {
    let mut workbook = draw(outline, progress)?;
    let written = write_whole(path, |file| {
        let mut out = BufWriter::with_capacity(1 << 18, file);
        workbook
            .save_to_writer(&mut out)
            .map_err(|error| fault(path, error))?;
        out.flush()
            .map_err(|error| Error::file("write", path, error))
    });
    // Giving back a large workbook's cells takes as long as a tenth of drawing them; nobody has to
    // wait for it.
    std::thread::spawn(move || drop(workbook));
    written
}

/// The workbook's bytes, for what is sealed before it becomes a file.
pub fn bytes(outline: &Outline, progress: &dyn Progress) -> Result<Vec<u8>> {
    let mut workbook = draw(outline, progress)?;
    let nowhere = Path::new("");
    workbook
        .save_to_buffer()
        .map_err(|error| fault(nowhere, error))
}

fn draw(outline: &Outline, progress: &dyn Progress) -> Result<Workbook> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(PACKING);
    let sites = plan::Sites::of(outline);
    let formats = formats::Formats::new();
    let nowhere = Path::new("");
    workbook
        .set_default_format(&formats.body, 20, 64)
        .map_err(|error| fault(nowhere, error))?;
    workbook.set_properties(&properties(outline));
    let total = outline.sheets.len() as u64;
    for (done, sheet) in (0u64..).zip(&outline.sheets) {
        progress.advance(done, total)?;
        let worksheet = workbook.add_worksheet();
        sheet::draw(worksheet, outline, sheet, &sites, &formats)
            .map_err(|error| fault(nowhere, error))?;
    }
    progress.advance(total, total)?;
    Ok(workbook)
}

/// How hard workbooks are packed, 1 to 9. Packing was a quarter of the time that a large report
/// takes; at 1 it is a fifth of that, and the file stays small enough for any e-mail.
pub(super) const PACKING: u8 = 1;

/// Title and school; no author, so that the file names neither a person nor a machine.
fn properties(outline: &Outline) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(outline.title.chars().take(250).collect::<String>())
        .set_company(&outline.frame.school);
    match outline.frame.made_on {
        Some(day) => properties.set_creation_datetime(&day.0),
        None => properties,
    }
}

/// What the file system said stays what it was; anything else is ours to mend.
fn fault(path: &Path, error: XlsxError) -> Error {
    let io = if let XlsxError::IoError(io) = &error {
        Some(io)
    } else {
        error.source().and_then(|it| it.downcast_ref::<io::Error>())
    };
    match io {
        Some(io) => Error::file("write", path, io::Error::new(io.kind(), io.to_string())),
        None => Error::Bug(format!("xlsx: {error}")),
    }
}
