//! What every test of this crate stands on.
//!
//! A test tells what a person was promised. It therefore sits down at a real desk with a real
//! encrypted book, as somebody with a role, and calls commands by name with JSON, as the window
//! and the terminal do. Nothing is set up by SQL, nothing is played by a stand-in, and the clock
//! stands still.
//!
//! - [`people`]: who works at the school of the tests, with their passwords.
//! - [`make`]: the school itself. It is made once, through commands, and its folder is copied for
//!   each test, since every password costs a third of a second.
//! - [`program`]: the terminal program, built as it is shipped.
//! - [`cells`]: reads workbooks back with a library that did not write them.
//! - [`golden`]: compares with a text that is kept; `UPDATE=1` writes it anew.

pub mod cells;
pub mod golden;
pub mod make;
pub mod people;
pub mod program;

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A file of `tests/data`.
pub fn data(name: &str) -> PathBuf {
    root().join("tests/data").join(name)
}

/// Every file under a folder, in order.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in files_under(from) {
        let place = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::copy(&file, &place).unwrap();
    }
}
