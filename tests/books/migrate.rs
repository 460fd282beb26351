//! Versions: newer books are left alone, steps never change, every table is strict.

use std::fs;

use huong_nghiep_core::store::migrate;
use support::make::School;
use support::people::AN;

#[test]
fn a_newer_book_is_refused_and_stays_byte_for_byte_as_it_was() {
    let school = School::new();
    super::behind_the_back(&school.book, &format!("PRAGMA user_version = {}", migrate::NEWEST + 1));
    let snapshot = || -> Vec<_> {
        support::files_under(&school.book).into_iter().map(|file| (fs::read(&file).unwrap(), file)).collect()
    };
    let before = snapshot();

    let refused = school.refused_to(AN.login, AN.password);

    assert_eq!(refused.code, "book.too_new");
    assert!(snapshot() == before, "a file of the newer book changed");
}

#[test]
fn a_key_ring_of_a_newer_format_is_refused_as_newer() {
    let school = School::new();
    let path = school.book.join("keys.json");
    let mut keys: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    keys["format"] = serde_json::json!(2);
    keys["generation"] = serde_json::json!(99);
    fs::write(&path, keys.to_string()).unwrap();

    assert_eq!(school.refused_to(AN.login, AN.password).code, "book.too_new");
}

#[test]
fn every_table_of_a_fresh_book_is_strict_and_every_reference_holds() {
    let school = School::new();
    let loose = super::number(
        &school.book,
        "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    );
    let tables = super::number(
        &school.book,
        "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 1",
    );
    assert_eq!(loose, 0);
    assert!(tables >= 25, "{tables}");
    assert_eq!(super::number(&school.book, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    assert_eq!(super::number(&school.book, "PRAGMA user_version"), migrate::NEWEST);
}
