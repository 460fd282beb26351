//! Versions: newer books are left alone, steps never change, every table is strict.

use std::fs;

use huong_nghiep_core::store::migrate;
use serde_json::json;
use support::make::School;
use support::people::AN;

/// Makes a book as the program of step 21 left it.
const BEFORE_22: &str = "DROP INDEX undo_row_key;
    ALTER TABLE undo_row DROP COLUMN row_key;
    ALTER TABLE student DROP COLUMN merged_into;
    ALTER TABLE record DROP COLUMN was_written;
    ALTER TABLE data_request DROP COLUMN replied_on;
    ALTER TABLE data_request DROP COLUMN extended_to;
    ALTER TABLE data_request DROP COLUMN reason;
    DROP TABLE staff; DROP TABLE material; DROP TABLE inspection;
    PRAGMA user_version = 21;";

#[test]
fn a_newer_book_is_refused_and_stays_byte_for_byte_as_it_was() {
    let school = School::new();
    super::behind_the_back(
        &school.book,
        &format!("PRAGMA user_version = {}", migrate::NEWEST + 1),
    );
    let snapshot = || -> Vec<_> {
        support::files_under(&school.book)
            .into_iter()
            .map(|file| (fs::read(&file).unwrap(), file))
            .collect()
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

    assert_eq!(
        school.refused_to(AN.login, AN.password).code,
        "book.too_new"
    );
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
    assert_eq!(
        super::number(
            &school.book,
            "SELECT count(*) FROM pragma_foreign_key_check"
        ),
        0
    );
    assert_eq!(
        super::number(&school.book, "PRAGMA user_version"),
        migrate::NEWEST
    );
}

#[test]
fn evidence_of_an_older_book_stays_with_its_activity_and_can_still_be_taken_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let activity = an.add_activity(json!({}));
    let file = school.file("bien-ban.txt", "Biên bản");
    an.call("evidence_add", json!({"activity": activity, "path": file}));
    an.close();
    super::behind_the_back(&school.book, BEFORE_22);
    super::behind_the_back(
        &school.book,
        "CREATE TABLE before (
             id TEXT NOT NULL PRIMARY KEY, activity_id TEXT NOT NULL REFERENCES activity (id),
             name TEXT NOT NULL, bytes INTEGER NOT NULL, hash TEXT NOT NULL, added_at TEXT NOT NULL,
             changed_at TEXT NOT NULL, changed_on TEXT NOT NULL, deleted_at TEXT) STRICT;
         INSERT INTO before SELECT id, activity_id, name, bytes, hash, added_at, changed_at,
                                   changed_on, deleted_at FROM evidence;
         DROP TABLE evidence;
         ALTER TABLE before RENAME TO evidence;
         DROP TABLE task_document;
         PRAGMA user_version = 20;",
    );

    let mut an = school.sit(AN);
    let known = an.call("evidence_list", json!({"activity": activity}));
    assert_eq!(known[0]["name"], "bien-ban.txt");
    let copy = school.path("ra.txt");
    an.call(
        "evidence_export",
        json!({"id": known[0]["id"], "path": copy}),
    );
    assert_eq!(fs::read_to_string(&copy).unwrap(), "Biên bản");
    an.call("act_undo", json!({"act": null}));
    assert_eq!(
        an.call("evidence_list", json!({"activity": activity})),
        json!([])
    );
    an.call("act_redo", json!({}));
    let again = an.call("evidence_list", json!({"activity": activity}));
    assert_eq!(again[0]["id"], known[0]["id"]);
    an.verify();
}

#[test]
fn what_an_older_program_remembered_for_undo_still_stands_in_the_way() {
    let school = School::new();
    let mut an = school.sit(AN);
    let draft =
        json!({"name": "Cao Văn Cam", "born_on": "2011-05-05", "sex": "male", "class": "9A"});
    let added = an.call("student_add", draft.clone());
    let mut moved = draft;
    moved["class"] = json!("9B");
    let request = json!({"id": added["value"], "draft": moved});
    let changed = an.call("student_change", request);
    an.close();
    super::behind_the_back(&school.book, BEFORE_22);

    let mut an = school.sit(AN);
    let refused = an.refused("act_undo", json!({"act": added["act"]}));
    assert_eq!(refused.code, "act.changed_later");
    an.call("act_undo", json!({"act": changed["act"]}));
    an.call("act_undo", json!({"act": added["act"]}));
    assert_eq!(an.call("student_count", json!({})), 9);
}
