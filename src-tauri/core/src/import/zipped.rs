//! Zipped spreadsheets are weighed before any reader unpacks them.

use std::io::{Cursor, Read};

use super::sheet::Kind;
use crate::error::{Error, Result};

const MAX_ENTRIES: usize = 2_000;
const MAX_ENTRY: u64 = 150 * 1024 * 1024;
const MAX_SUM: u64 = 300 * 1024 * 1024;
const MAX_RATIO: u64 = 200;
/// Below this the ratio says nothing: a small file of zeros is harmless.
const SMALL: u64 = 8 * 1024 * 1024;

/// Unpacks every entry into nothing, counting; refuses what is too much, encrypted or declares its
/// own entities, and tells the kind of spreadsheet.
pub fn check(bytes: &[u8]) -> Result<Kind> {
    let unreadable = |_| Error::refused("sheet.unreadable");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if archive.len() > MAX_ENTRIES {
        return Err(Error::refused("sheet.too_big"));
    }
    let mut names = Vec::new();
    let mut sum = 0_u64;
    for at in 0..archive.len() {
        let mut entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::UnsupportedArchive(_)) => {
                return Err(Error::refused("sheet.encrypted"));
            }
            Err(_) => return Err(Error::refused("sheet.unreadable")),
        };
        let name = entry.name().map_err(unreadable)?.replace('\\', "/");
        let left = MAX_ENTRY.min(MAX_SUM - sum);
        sum += weigh(&mut entry, left, is_markup(&name))?;
        if sum > SMALL && sum / MAX_RATIO > bytes.len() as u64 {
            return Err(Error::refused("sheet.too_big"));
        }
        names.push(name.to_lowercase());
    }
    kind(&names)
}

fn kind(names: &[String]) -> Result<Kind> {
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if names.iter().any(|name| name.starts_with("xl/")) || has("workbook.xml") {
        Ok(Kind::Xlsx)
    } else if has("content.xml") {
        Ok(Kind::Ods)
    } else {
        Err(Error::refused("sheet.wrong_kind"))
    }
}

fn is_markup(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// Counts the inflated bytes of one entry, at most `left`, and looks for a DOCTYPE at its head.
fn weigh(entry: &mut impl Read, left: u64, is_markup: bool) -> Result<u64> {
    let mut block = vec![0_u8; 64 * 1024];
    let mut count = 0_u64;
    let mut is_head = true;
    loop {
        let read = match entry.read(&mut block) {
            Ok(0) => return Ok(count),
            Ok(read) => read,
            Err(_) => return Err(Error::refused("sheet.unreadable")),
        };
        count += read as u64;
        if count > left {
            return Err(Error::refused("sheet.too_big"));
        }
        if is_markup && is_head && has_doctype(&block[..read.min(4096)]) {
            return Err(Error::refused("sheet.doctype"));
        }
        is_head = false;
    }
}

fn has_doctype(head: &[u8]) -> bool {
    // Without its zeros a UTF-16 part reads like the others.
    let plain: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let mark = b"<!DOCTYPE";
    plain
        .windows(mark.len())
        .any(|window| window.eq_ignore_ascii_case(mark))
}
