//! Spreadsheets that are text with tags, whatever their extension says: web pages with a table, as
//! school systems export them, and the XML that Excel of 2003 saves.

use super::legacy::{self, Encoding};
use super::sheet::{Kind, Workbook};
use super::{html, text, xml2003};
use crate::error::{Error, Result};

/// How much of a file is looked at to tell what it is.
const HEAD: usize = 8 * 1024;

/// The kind of a file that begins with a tag; nothing where it does not.
pub fn recognise(bytes: &[u8]) -> Result<Option<Kind>> {
    let head = head(bytes);
    let start = head.trim_start();
    if start.starts_with("mime-version:") {
        return Err(Error::refused("sheet.markup"));
    }
    if !start.starts_with('<') {
        return Ok(None);
    }
    let has = |part: &str| head.contains(part);
    if start.starts_with("<?xml") && has("urn:schemas-microsoft-com:office:spreadsheet") {
        // A page of Excel's declares the same namespace on its root.
        let is_page = has("<html") && !has("workbook");
        return Ok(Some(if is_page { Kind::Html } else { Kind::Xml }));
    }
    if has("<workbook") && has("office:spreadsheet") && !has("<html") {
        return Ok(Some(Kind::Xml));
    }
    Ok(Some(Kind::Html))
}

/// Reads a file of a kind that [`recognise`] told.
pub fn read(bytes: &[u8], kind: Kind, name: &str) -> Result<Workbook> {
    let (text, encoding) = decode(bytes)?;
    let mut workbook = if kind == Kind::Xml {
        xml2003::read(&text)?
    } else {
        html::read(&text, name)?
    };
    for sheet in &mut workbook.sheets {
        sheet.encoding = encoding.name().to_owned();
    }
    Ok(workbook)
}

/// The beginning of a file in small letters, as far as it is ASCII.
fn head(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let bytes = match bytes {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => rest,
        whole => whole,
    };
    // Without its zeros UTF-16 reads like the others.
    let plain = bytes.iter().take(HEAD).filter(|byte| **byte != 0);
    plain
        .map(|byte| char::from(*byte).to_ascii_lowercase())
        .collect()
}

/// The text of a file. What it declares is believed only where its bytes do not say otherwise:
/// exports often declare one encoding and are written in another.
fn decode(bytes: &[u8]) -> Result<(String, Encoding)> {
    let is_wide = bytes.iter().take(HEAD).any(|byte| *byte == 0);
    let bare = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if is_wide || bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return text::decode(bytes);
    }
    if let Ok(text) = std::str::from_utf8(bare) {
        return Ok((text.to_owned(), Encoding::Unicode));
    }
    // Letters of old fonts are told cell by cell, by the fonts that the page names.
    let (text, encoding) = legacy::decode_bytes(bare);
    let is_1258 = encoding == Encoding::Windows1258
        || is_declared(bytes, "windows-1258")
        || is_declared(bytes, "cp1258");
    let encoding = if is_1258 {
        Encoding::Windows1258
    } else {
        Encoding::Unicode
    };
    Ok((text, encoding))
}

fn is_declared(bytes: &[u8], charset: &str) -> bool {
    let head = head(bytes);
    let declared = ["charset=", "encoding="].iter();
    declared
        .flat_map(|word| head.split(word).skip(1))
        .any(|rest| {
            rest.trim_start_matches(['"', '\'', ' '])
                .starts_with(charset)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_workbooks_are_told_apart() {
        let cases: [(&[u8], Option<Kind>); 6] = [
            (b"<html><table>", Some(Kind::Html)),
            (b"\xEF\xBB\xBF \n<TABLE border=1>", Some(Kind::Html)),
            (b"\xFF\xFE<\0t\0a\0b\0l\0e\0>\0", Some(Kind::Html)),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
                  <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Some(Kind::Xml),
            ),
            (
                b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">",
                Some(Kind::Html),
            ),
            (b"H\xE1\xBB\x8D,T\xC3\xAAn", None),
        ];
        for (bytes, kind) in cases {
            assert_eq!(recognise(bytes).unwrap(), kind);
        }
        assert!(recognise(b"MIME-Version: 1.0\nX-Document-Type: Workbook").is_err());
    }

    #[test]
    fn bytes_are_believed_before_declarations() {
        let utf8 = "<meta charset=windows-1258>Nguyễn".as_bytes();
        assert!(decode(utf8).unwrap().0.ends_with("Nguyễn"));
        let (encoded, _, _) =
            encoding_rs::WINDOWS_1258.encode("Nguyê\u{303}n Thi\u{323} Ha\u{300}");
        let mut page = b"<meta charset='windows-1258'><td>".to_vec();
        page.extend_from_slice(&encoded);
        let (text, encoding) = decode(&page).unwrap();
        let text = legacy::text(&text, encoding);
        assert!(text.ends_with("Nguyễn Thị Hà"), "{text}");
        assert_eq!(encoding, Encoding::Windows1258);
        let wide: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("<td>Nguyễn".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decode(&wide).unwrap().0, "<td>Nguyễn");
    }
}
