//! The encrypted files: old, locked, newer, torn and moved ones.

mod backup;
mod crypt;
mod damage;
mod full;
mod killed;
mod lesson;
mod migrate;
mod sealed;
mod secret;

use std::path::Path;

use huong_nghiep_core::folder::Folder;
use huong_nghiep_core::store;
use support::people::AN;

/// Runs SQL in a closed book as somebody would who has a password and ill will, or as a later
/// version of the program.
pub fn behind_the_back(book: &Path, sql: &str) {
    let folder = Folder::at(book);
    let (_, key) = folder
        .keyring()
        .unwrap()
        .open(AN.login, AN.password)
        .unwrap();
    let connection = store::open::create_copy(&folder.db(), &key).unwrap();
    connection.execute_batch(sql).unwrap();
    store::open::settle(&connection).unwrap();
    connection.close().unwrap();
}

/// The one number that a query over a closed book gives.
pub fn number(book: &Path, sql: &str) -> i64 {
    let folder = Folder::at(book);
    let (_, key) = folder
        .keyring()
        .unwrap()
        .open(AN.login, AN.password)
        .unwrap();
    let connection = store::open::open_copy(&folder.db(), &key).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}
