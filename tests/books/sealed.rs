//! The sealed part of counselling: who opens it, who cannot, and what the file holds of it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use huong_nghiep_core::folder::Folder;
use huong_nghiep_core::kernel::{Clock, Instant};
use huong_nghiep_core::store;
use serde_json::{Value, json};
use support::make::{School, Seat, TODAY, fields};
use support::people::{AN, CHI, Person};

use crate::rules::counsels::session;

const SECRET: &str = "Em lo nhà không đủ tiền nếu học xa";

/// A session whose sealed part holds the secret; answers its id and the sealed slip.
fn sealed(an: &mut Seat) -> (Value, String) {
    let id = session(an, json!({}))["id"].clone();
    let slip = an.call("counsel_seal_new", json!({"password": AN.password}));
    assert_eq!(slip["opens"], "sealed");
    an.call("counsel_note_set", json!({"id": id, "text": SECRET}));
    (id, slip["key"].as_str().unwrap().to_owned())
}

fn open(seat: &mut Seat, password: &str) -> Value {
    seat.call("counsel_seal_open", json!({ "password": password }))
}

fn note(seat: &mut Seat, id: &Value) -> Value {
    seat.call("counsel_note_get", json!({ "id": id }))["text"].clone()
}

#[test]
fn the_sealed_part_opens_with_the_counselors_password_and_reading_it_leaves_a_trace() {
    let school = School::new();
    let mut an = school.sit(AN);
    assert_eq!(an.call("counsel_seal_get", json!({}))["exists"], false);
    let (id, _) = sealed(&mut an);
    an.desk_closed();

    let mut an = school.sit(AN);
    let standing = an.call("counsel_seal_get", json!({}));
    assert_eq!(
        standing,
        json!({"exists": true, "is_yours": true, "seconds_left": null, "unreadable": 0})
    );
    assert_eq!(
        an.refused("counsel_note_get", json!({ "id": id })).code,
        "counsel.sealed"
    );
    let wrong = an.refused("counsel_seal_open", json!({"password": "sai-mat-khau"}));
    assert_eq!(fields(&wrong), [("password", "account.wrong_old_password")]);

    assert_eq!(open(&mut an, AN.password)["seconds_left"], 300);
    assert_eq!(note(&mut an, &id), SECRET);
    assert_eq!(an.call("counsel_list", json!({}))[0]["has_note"], true);
    let acts = an.call("act_list", json!({"limit": 2}));
    assert_eq!(
        support::make::texts(&acts, "op"),
        ["counsel_note_get", "counsel_seal_open"]
    );

    an.call("counsel_seal_close", json!({}));
    assert_eq!(
        an.refused("counsel_note_get", json!({ "id": id })).code,
        "counsel.sealed"
    );
    an.verify();
}

#[test]
fn left_alone_it_shuts_by_itself() {
    let school = School::new();
    let minutes = Arc::new(AtomicI64::new(0));
    let start: Instant = TODAY.parse().unwrap();
    let clock = {
        let minutes = Arc::clone(&minutes);
        Clock::told(move || start.plus_minutes(minutes.load(Ordering::Relaxed)))
    };
    let mut an = school.sit_with(AN, clock);
    let (id, _) = sealed(&mut an);

    minutes.store(4, Ordering::Relaxed);
    assert_eq!(note(&mut an, &id), SECRET);
    // Each use holds it open again; asking how it stands does not.
    minutes.store(8, Ordering::Relaxed);
    assert_eq!(an.call("counsel_seal_get", json!({}))["seconds_left"], 60);
    minutes.store(9, Ordering::Relaxed);

    assert_eq!(
        an.refused("counsel_note_get", json!({ "id": id })).code,
        "counsel.sealed"
    );
    let set = an.refused("counsel_note_set", json!({"id": id, "text": "thêm"}));
    assert_eq!(set.code, "counsel.sealed");
    assert_eq!(
        an.call("counsel_seal_get", json!({}))["seconds_left"],
        json!(null)
    );
}

#[test]
fn with_the_principals_key_no_sealed_sentence_is_found_in_the_file_or_a_backup() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = sealed(&mut an);
    // Rows before and after a change, a removal and its undo.
    an.call(
        "counsel_note_set",
        json!({"id": id, "text": format!("{SECRET}. Thêm một câu.")}),
    );
    let removed = an.call("counsel_note_set", json!({"id": id, "text": ""}));
    assert_eq!(note(&mut an, &id), "");
    an.call("act_undo", json!({"act": removed["act"]}));
    assert_eq!(note(&mut an, &id), format!("{SECRET}. Thêm một câu."));
    let found = an.call("find_list", json!({"text": "không đủ tiền"}));
    assert_eq!(found, json!([]));
    let found = an.call("counsel_list", json!({"text": "khong du tien"}));
    assert_eq!(found, json!([]));
    let backup = an.call("backup_add", json!({"folder": school.path("usb")}))["file"].clone();
    an.close();

    let rows = every_value(&school.book);
    assert!(rows.iter().any(|row| row.contains("Sư phạm mầm non")));
    assert!(rows.iter().any(|row| row.contains("counsel_note_set")));
    silent(&rows);

    let copy = school.path("khoi-phuc.sohn");
    let mut seat = Seat {
        desk: school.desk(),
    };
    seat.call(
        "book_restore",
        json!({"file": backup, "to": copy, "name": CHI.login, "password": CHI.password}),
    );
    let rows = every_value(&copy);
    assert!(rows.iter().any(|row| row.contains("Sư phạm mầm non")));
    silent(&rows);
    let rings = ["keys.json", "keys.before.json"];
    let rings = rings.map(|name| std::fs::read_to_string(school.book.join(name)).unwrap());
    silent(&rings);
}

#[test]
fn a_changed_password_opens_it_and_the_old_one_does_not() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = sealed(&mut an);
    an.call(
        "password_change",
        json!({"old": AN.password, "new": "mat-khau-moi-cua-an"}),
    );
    an.desk_closed();

    let mut an = school.sit(Person {
        password: "mat-khau-moi-cua-an",
        ..AN
    });
    let old = an.refused("counsel_seal_open", json!({"password": AN.password}));
    assert_eq!(fields(&old), [("password", "account.wrong_old_password")]);
    open(&mut an, "mat-khau-moi-cua-an");
    assert_eq!(note(&mut an, &id), SECRET);
}

#[test]
fn a_principal_who_resets_the_password_opens_the_book_and_not_the_sealed_part() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, slip) = sealed(&mut an);
    an.desk_closed();
    let mut chi = school.sit(CHI);
    let account = chi.account(AN.login);
    chi.call(
        "password_change",
        json!({"account": account, "new": "chi-dat-lai-day"}),
    );
    chi.desk_closed();

    let reset = Person {
        password: "chi-dat-lai-day",
        ..AN
    };
    let mut an = school.sit(reset);
    let shut = an.refused("counsel_seal_open", json!({"password": reset.password}));
    assert_eq!(shut.code, "counsel.other_password");
    assert_eq!(
        an.refused("counsel_note_get", json!({ "id": id })).code,
        "counsel.sealed"
    );
    // The slip of the book is not that of the sealed part.
    let other = an.refused(
        "counsel_seal_recover",
        json!({"secret": school.recovery_key, "password": reset.password}),
    );
    assert_eq!(fields(&other), [("secret", "counsel.wrong_slip")]);

    let typed = slip.to_lowercase().replace('-', " ");
    an.call(
        "counsel_seal_recover",
        json!({"secret": typed, "password": reset.password}),
    );
    assert_eq!(note(&mut an, &id), SECRET);
    an.desk_closed();
    // From here on the new password opens it.
    let mut an = school.sit(reset);
    open(&mut an, reset.password);
    assert_eq!(note(&mut an, &id), SECRET);
}

#[test]
fn who_still_knows_the_old_password_needs_no_slip() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = sealed(&mut an);
    an.desk_closed();
    let mut desk = Seat {
        desk: school.desk(),
    };
    desk.call(
        "book_recover",
        json!({"name": AN.login, "recovery_key": school.recovery_key, "password": "dat-bang-phieu-so"}),
    );

    let shut = desk.refused(
        "counsel_seal_open",
        json!({"password": "dat-bang-phieu-so"}),
    );
    assert_eq!(shut.code, "counsel.other_password");
    desk.call(
        "counsel_seal_recover",
        json!({"secret": AN.password, "password": "dat-bang-phieu-so"}),
    );

    assert_eq!(note(&mut desk, &id), SECRET);
}

#[test]
fn a_new_sealed_slip_replaces_the_one_in_the_envelope() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (_, old) = sealed(&mut an);
    let wrong = an.refused("counsel_slip_new", json!({"password": "sai-mat-khau"}));
    assert_eq!(fields(&wrong), [("password", "account.wrong_old_password")]);

    let new = an.call("counsel_slip_new", json!({"password": AN.password}))["key"].clone();

    let refused = an.refused(
        "counsel_seal_recover",
        json!({"secret": old, "password": AN.password}),
    );
    assert_eq!(fields(&refused), [("secret", "counsel.wrong_slip")]);
    an.call(
        "counsel_seal_recover",
        json!({"secret": new, "password": AN.password}),
    );
}

#[test]
fn a_second_counselor_opens_it_only_after_it_was_handed_on() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = sealed(&mut an);
    let hoa = Person {
        login: "hoa",
        full_name: "Vũ Thị Hòa",
        role: "counselor",
        password: "mat-khau-cua-hoa",
        classes: &[],
    };
    let draft = json!({"name": hoa.login, "full_name": hoa.full_name, "role": hoa.role,
                       "password": hoa.password});
    let account = an.call("account_add", draft)["value"].clone();
    an.desk_closed();
    let mut seat = school.sit(hoa);
    assert_eq!(
        seat.refused("counsel_seal_open", json!({"password": hoa.password}))
            .code,
        "counsel.not_given"
    );
    seat.desk_closed();

    let mut an = school.sit(AN);
    let chi = an.account(CHI.login);
    let not_a_counselor = an.refused(
        "counsel_hand_on",
        json!({"password": AN.password, "account": chi, "successor_password": CHI.password}),
    );
    assert_eq!(
        fields(&not_a_counselor),
        [("account", "counsel.no_successor")]
    );
    let stranger = an.refused(
        "counsel_hand_on",
        json!({"password": AN.password, "account": account, "successor_password": "khong-phai"}),
    );
    assert_eq!(
        fields(&stranger),
        [("successor_password", "account.wrong_old_password")]
    );
    an.call(
        "counsel_hand_on",
        json!({"password": AN.password, "account": account, "successor_password": hoa.password}),
    );
    an.desk_closed();

    let mut seat = school.sit(hoa);
    open(&mut seat, hoa.password);
    assert_eq!(note(&mut seat, &id), SECRET);
    seat.desk_closed();
    let mut an = school.sit(AN);
    open(&mut an, AN.password);
    assert_eq!(note(&mut an, &id), SECRET);
}

#[test]
fn handing_the_book_on_hands_the_sealed_part_on() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = sealed(&mut an);
    let successor = json!({"name": "hoa", "full_name": "Vũ Thị Hòa", "role": "counselor",
                           "password": "mat-khau-cua-hoa"});
    an.call(
        "account_hand_on",
        json!({"password": AN.password, "successor": successor}),
    );

    let mut seat = school.sit(Person {
        login: "hoa",
        full_name: "Vũ Thị Hòa",
        role: "counselor",
        password: "mat-khau-cua-hoa",
        classes: &[],
    });
    open(&mut seat, "mat-khau-cua-hoa");
    assert_eq!(note(&mut seat, &id), SECRET);
    // The one who left has no wrap left in either generation.
    let rings = ["keys.json", "keys.before.json"];
    for ring in rings.map(|name| std::fs::read(school.book.join(name)).unwrap()) {
        let ring: Value = serde_json::from_slice(&ring).unwrap();
        assert_eq!(
            ring["sealed"]["keys"][0]["wraps"].as_array().unwrap().len(),
            1
        );
    }
}

#[test]
fn where_everything_is_lost_a_new_key_serves_what_is_new_and_says_what_it_cannot_read() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (old, slip) = sealed(&mut an);
    an.desk_closed();
    let mut chi = school.sit(CHI);
    let account = chi.account(AN.login);
    let new = "chi-dat-lai-day";
    chi.call("password_change", json!({"account": account, "new": new}));
    chi.desk_closed();

    let mut an = school.sit(Person {
        password: new,
        ..AN
    });
    an.call("counsel_seal_new", json!({ "password": new }));
    let young = session(&mut an, json!({"held_on": "2026-04-17", "next_on": null}))["id"].clone();
    an.call("counsel_note_set", json!({"id": young, "text": "Buổi mới"}));

    assert_eq!(note(&mut an, &young), "Buổi mới");
    assert_eq!(an.call("counsel_seal_get", json!({}))["unreadable"], 1);
    for (name, request) in [
        ("counsel_note_get", json!({ "id": old })),
        ("counsel_note_set", json!({"id": old, "text": "đè lên"})),
        ("counsel_note_set", json!({"id": old, "text": ""})),
    ] {
        assert_eq!(
            an.refused(name, request).code,
            "counsel.other_key",
            "{name}"
        );
    }
    // The envelope turns up.
    an.call(
        "counsel_seal_recover",
        json!({"secret": slip, "password": new}),
    );
    assert_eq!(note(&mut an, &old), SECRET);
    assert_eq!(note(&mut an, &young), "Buổi mới");
    assert_eq!(an.call("counsel_seal_get", json!({}))["unreadable"], 0);
}

/// Every value of every row of a book, as the principal's key gives it.
fn every_value(book: &Path) -> Vec<String> {
    let folder = Folder::at(book);
    let ring = folder.keyring().unwrap();
    let (_, key) = ring.open(CHI.login, CHI.password).unwrap();
    let connection = store::open::open_copy(&folder.db(), &key).unwrap();
    let texts = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        let mut values = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            for at in 0..columns {
                let value = row.get_ref(at).unwrap();
                let bytes = value.as_bytes_or_null().unwrap_or(None).unwrap_or_default();
                values.push(String::from_utf8_lossy(bytes).into_owned());
            }
        }
        values
    };
    let tables = texts("SELECT name FROM sqlite_schema WHERE type = 'table'");
    tables
        .iter()
        .flat_map(|table| texts(&format!("SELECT * FROM \"{table}\"")))
        .collect()
}

/// Nothing of the secret stands in these texts, as it is or as programs write it.
fn silent(texts: &[String]) {
    let words = ["không đủ tiền", "Em lo nhà", "học xa", "Thêm một câu"];
    for text in texts {
        let plain = match serde_json::from_str::<Value>(text) {
            Ok(value) => value.to_string(),
            Err(_) => String::new(),
        };
        for word in words {
            assert!(
                !text.contains(word) && !plain.contains(word),
                "“{word}” in {text}"
            );
        }
    }
}
