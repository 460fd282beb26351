//! What a template can reach: the house's styles, its data and six fonts. No file, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime};
use typst::syntax::{FileId, Source, VirtualPath};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::FONTS;
use crate::papers::HOUSE;

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::builder().build()));
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// One paper being set.
pub struct Desk {
    main: Source,
    house: Source,
    data: FileId,
    /// JSON.
    bytes: Bytes,
}

impl Desk {
    /// Lays the template and its data ready.
    pub fn new(template: &str, data: Vec<u8>) -> Self {
        Desk {
            main: Source::new(id("/main.typ"), template.to_owned()),
            house: Source::new(id("/house.typ"), HOUSE.to_owned()),
            data: id("/data.json"),
            bytes: Bytes::new(data),
        }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.house]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data {
            Ok(self.bytes.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<i64>) -> Option<Datetime> {
        // Days come with the data: the book's clock decides.
        None
    }
}

fn id(path: &str) -> FileId {
    FileId::new(None, VirtualPath::new(path))
}
