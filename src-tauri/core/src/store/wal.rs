//! The log beside the book (`book.db-wal`), read as bytes: what a torn one held.
//!
//! SQLite reads a log up to its first damaged frame and says nothing of what follows. What follows
//! may be acts that were acknowledged, so it is counted here, and the log is kept. The format is
//! SQLite's own (sqlite.org/fileformat2.html, 4.1 to 4.3); SQLCipher encrypts the pages alone, so
//! that no key is needed.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The log that belongs to the file of a book.
pub fn beside(db: &Path) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// How many acts stand in the log behind a damaged place: SQLite will not read them. What an
/// earlier use of the log left behind is not counted; it bears another salt.
pub fn lost(log: &Path) -> Result<u32> {
    let file = match File::open(log) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(Error::file("read", log, error)),
    };
    behind_damage(&mut BufReader::with_capacity(1 << 16, file))
        .map_err(|error| Error::file("read", log, error))
}

/// Keeps a copy of a damaged log beside it, which nothing opens or deletes.
pub fn keep(log: &Path) -> Result<()> {
    let numbered = |n: u32| {
        let mut name = log.as_os_str().to_owned();
        name.push(format!(".hong-{n}"));
        PathBuf::from(name)
    };
    let free = (1..).map(numbered).find(|path| !path.exists());
    let to = free.unwrap_or_else(|| numbered(0));
    std::fs::copy(log, &to)
        .and_then(|_| File::open(&to)?.sync_all())
        .map_err(|error| Error::file("write", &to, error))
}

const HEADER: usize = 32;
const FRAME: usize = 24;
const MAGIC: u32 = 0x377f_0682;

fn behind_damage(log: &mut impl Read) -> std::io::Result<u32> {
    let mut header = [0; HEADER];
    if !fill(log, &mut header)? || word(&header, 0) & !1 != MAGIC {
        return Ok(0);
    }
    let mut sum = Sum::new(word(&header, 0) & 1 == 1);
    sum.add(&header[..24]);
    let mut is_whole = sum.stands_in(&header, 24);
    let page = usize::try_from(word(&header, 8)).unwrap_or(0);
    if !(512..=65_536).contains(&page) {
        return Ok(0);
    }
    let mut frame = vec![0; FRAME + page];
    let mut lost = 0;
    while fill(log, &mut frame)? {
        if frame[8..16] != header[16..24] {
            break;
        }
        sum.add(&frame[..8]);
        sum.add(&frame[FRAME..]);
        is_whole &= sum.stands_in(&frame, 16);
        let is_commit = word(&frame, 4) != 0;
        lost += u32::from(is_commit && !is_whole);
    }
    Ok(lost)
}

/// Fills `place`; `false` where the log ends before.
fn fill(log: &mut impl Read, place: &mut [u8]) -> std::io::Result<bool> {
    match log.read_exact(place) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4]
        .iter()
        .fold(0, |word, byte| word << 8 | u32::from(*byte))
}

/// The running sum over the whole log.
struct Sum {
    is_big: bool,
    parts: (u32, u32),
}

impl Sum {
    fn new(is_big: bool) -> Self {
        Sum {
            is_big,
            parts: (0, 0),
        }
    }

    fn add(&mut self, bytes: &[u8]) {
        let (mut one, mut two) = self.parts;
        for pair in bytes.chunks_exact(8) {
            one = one.wrapping_add(self.word(pair, 0)).wrapping_add(two);
            two = two.wrapping_add(self.word(pair, 4)).wrapping_add(one);
        }
        self.parts = (one, two);
    }

    fn word(&self, bytes: &[u8], at: usize) -> u32 {
        let word = word(bytes, at);
        if self.is_big { word } else { word.swap_bytes() }
    }

    /// The sum itself always stands with its highest byte first.
    fn stands_in(&self, bytes: &[u8], at: usize) -> bool {
        (word(bytes, at), word(bytes, at + 4)) == self.parts
    }
}
