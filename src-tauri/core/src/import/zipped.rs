//! Zipped spreadsheets are weighed before any reader unpacks them.

use std::io::{Cursor, Read, Write};

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
    weigh_all(bytes).map(|(kind, _)| kind)
}

/// The package with its UTF-16 parts written anew in UTF-8, the only one that the reader knows;
/// as it is where it has none.
pub fn in_utf8(bytes: Vec<u8>) -> Result<Vec<u8>> {
    let (_, has_wide) = weigh_all(&bytes)?;
    if has_wide { rewrite(&bytes) } else { Ok(bytes) }
}

fn rewrite(bytes: &[u8]) -> Result<Vec<u8>> {
    let unreadable = || Error::refused("sheet.unreadable");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|_| unreadable())?;
        let name = entry.name().map_err(|_| unreadable())?.into_owned();
        let mut part = Vec::new();
        entry.read_to_end(&mut part).map_err(|_| unreadable())?;
        if is_markup(&name) && is_wide(&part) {
            let decoder = if part.starts_with(&[0xFF, 0xFE]) {
                encoding_rs::UTF_16LE
            } else {
                encoding_rs::UTF_16BE
            };
            let (text, _) = decoder.decode_with_bom_removal(&part);
            // What the first line declares must not be believed any more.
            let body = match text.split_once("?>") {
                Some((declaration, body)) if declaration.starts_with("<?xml") => body,
                _ => &text,
            };
            part = body.as_bytes().to_vec();
        }
        let started = package.start_file(name, options);
        started.map_err(|_| unreadable())?;
        package.write_all(&part).map_err(|_| unreadable())?;
    }
    let written = package.finish().map_err(|_| unreadable())?;
    Ok(written.into_inner())
}

fn is_wide(part: &[u8]) -> bool {
    part.starts_with(&[0xFF, 0xFE]) || part.starts_with(&[0xFE, 0xFF])
}

fn weigh_all(bytes: &[u8]) -> Result<(Kind, bool)> {
    let unreadable = |_| Error::refused("sheet.unreadable");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if archive.len() > MAX_ENTRIES {
        return Err(Error::refused("sheet.too_big"));
    }
    let mut names = Vec::new();
    let mut sum = 0_u64;
    let mut has_wide = false;
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
        let (weight, is_wide) = weigh(&mut entry, left, is_markup(&name))?;
        sum += weight;
        has_wide |= is_wide;
        if sum > SMALL && sum / MAX_RATIO > bytes.len() as u64 {
            return Err(Error::refused("sheet.too_big"));
        }
        names.push(name.to_lowercase());
    }
    Ok((kind(&names)?, has_wide))
}

fn kind(names: &[String]) -> Result<Kind> {
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("xl/workbook.bin") {
        Ok(Kind::Xlsb)
    } else if names.iter().any(|name| name.starts_with("xl/")) || has("workbook.xml") {
        Ok(Kind::Xlsx)
    } else if has("word/document.xml") {
        Ok(Kind::Docx)
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

/// Counts the inflated bytes of one entry, at most `left`, looks for a DOCTYPE at its head and
/// tells whether it is in UTF-16.
fn weigh(entry: &mut impl Read, left: u64, is_markup: bool) -> Result<(u64, bool)> {
    let mut block = vec![0_u8; 64 * 1024];
    let mut count = 0_u64;
    let mut is_head = true;
    let mut has_wide = false;
    loop {
        let read = match entry.read(&mut block) {
            Ok(0) => return Ok((count, has_wide)),
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
        has_wide |= is_head && is_markup && is_wide(&block[..read.min(2)]);
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
