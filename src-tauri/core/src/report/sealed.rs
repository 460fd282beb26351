//! A workbook that opens with a password only: the encryption that Excel itself uses (ECMA-376 "agile",
//! AES-256, SHA-512; MS-OFFCRYPTO 2.3.4), so that the receiver needs no other program.

use std::io::{Cursor, Write};

use ms_offcrypto_writer::Ecma376AgileWriter;

use crate::error::{Error, Result};

/// The workbook's bytes under a password.
pub fn sealed(workbook: &[u8], password: &str) -> Result<Vec<u8>> {
    let broken = |error: std::io::Error| Error::Bug(format!("seal workbook: {error}"));
    let out = Cursor::new(Vec::new());
    let mut writer = Ecma376AgileWriter::create(&mut rand::rng(), password, out).map_err(broken)?;
    writer.write_all(workbook).map_err(broken)?;
    Ok(writer.into_inner().map_err(broken)?.into_inner())
}
