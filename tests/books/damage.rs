//! Broken, busy and missing books.

use std::fs;
use std::path::Path;

use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::kernel::Clock;
use serde_json::json;
use support::make::{School, Seat, TODAY};
use support::people::{AN, CHI, Person};
use support::program::{self, Terminal};

#[test]
fn a_book_that_is_open_elsewhere_is_busy_and_free_again_afterwards() {
    let school = School::new();
    let first = school.sit(AN);
    let refused = school.refused_to(CHI.login, CHI.password);
    assert_eq!(refused.code, "book.busy");

    first.close();

    let mut second = school.sit(CHI);
    second.verify();
}

#[test]
fn a_damaged_first_page_is_told_as_damage_and_the_file_is_kept_as_it_is() {
    let school = School::new();
    let file = school.book.join("book.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[100] ^= 0xff;
    fs::write(&file, &bytes).unwrap();

    let refused = school.refused_to(AN.login, AN.password);

    assert_eq!(refused.code, "book.damaged");
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_flipped_byte_anywhere_is_found() {
    let school = School::new();
    let file = school.book.join("book.db");
    let whole = fs::read(&file).unwrap();
    let pages = whole.len() / 4096;
    for page in [1, pages / 3, pages / 2, pages - 1] {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2000] ^= 1;
        fs::write(&file, &bytes).unwrap();
        let mut desk = Seat {
            desk: school.desk(),
        };

        let opened = desk.try_call(
            "book_open",
            json!({"name": AN.login, "password": AN.password}),
        );
        let is_found = match opened {
            Err(error) => matches!(error, huong_nghiep_core::Error::BookDamaged(_)),
            Ok(_) => match desk.try_call("book_check", json!({})) {
                Ok(found) => found["ok"] == false,
                Err(error) => matches!(error, huong_nghiep_core::Error::BookDamaged(_)),
            },
        };

        assert!(is_found, "page {page} of {pages}");
        let _ = desk.desk.close_without_backup();
        assert!(file.is_file());
    }
}

#[test]
fn a_torn_key_ring_gives_way_to_the_generation_before() {
    let school = School::new();
    let keys = school.book.join("keys.json");
    // A new book has its second generation from the first day.
    let whole = fs::read(&keys).unwrap();
    fs::write(&keys, &whole[..whole.len() / 2]).unwrap();
    school.sit(AN).desk.close_without_backup().unwrap();
    fs::write(&keys, &whole).unwrap();

    let mut chi = school.sit(CHI);
    chi.call(
        "password_change",
        json!({"old": CHI.password, "new": "mat-khau-moi"}),
    );
    chi.desk.close_without_backup().unwrap();
    let whole = fs::read(&keys).unwrap();
    fs::write(&keys, &whole[..whole.len() / 2]).unwrap();
    let changed = Person {
        password: "mat-khau-moi",
        ..CHI
    };
    // Neither generation opens by the password of before.
    assert_eq!(
        school.refused_to(CHI.login, CHI.password).code,
        "book.wrong_password"
    );
    // The next change writes a whole pair again.
    let mut chi = school.sit(changed);
    chi.call(
        "password_change",
        json!({"old": changed.password, "new": "mat-khau-nua"}),
    );
    chi.desk.close_without_backup().unwrap();
    school.sit(Person {
        password: "mat-khau-nua",
        ..CHI
    });
}

#[test]
fn without_any_key_ring_the_book_is_damaged_and_kept() {
    let school = School::new();
    for name in ["keys.json", "keys.before.json"] {
        fs::write(school.book.join(name), "{").unwrap();
    }
    let database = fs::read(school.book.join("book.db")).unwrap();

    assert_eq!(
        school.refused_to(AN.login, AN.password).code,
        "book.damaged"
    );
    assert_eq!(fs::read(school.book.join("book.db")).unwrap(), database);
}

#[test]
fn a_missing_book_is_said_to_be_missing_and_none_is_made() {
    let school = School::new();
    let nowhere = school.path("khong-co.sohn");
    let mut seat = Seat {
        desk: school.desk(),
    };
    seat.call("book_switch", json!({"folder": nowhere}));

    let refused = seat.refused("book_open", json!({"name": "an", "password": AN.password}));

    assert_eq!(refused.code, "book.missing");
    assert!(!nowhere.exists());
}

#[test]
fn a_new_book_never_takes_the_place_of_another() {
    let school = School::new();
    let before = fs::read(school.book.join("book.db")).unwrap();
    let mut seat = Seat {
        desk: school.desk(),
    };

    let refused = seat.refused("book_create", support::make::new_book(&school.book));

    assert_eq!(refused.code, "book.exists");
    assert_eq!(fs::read(school.book.join("book.db")).unwrap(), before);
    let beside = fs::read_dir(school.book.parent().unwrap()).unwrap();
    let halves: Vec<_> = beside
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(
        halves.is_empty(),
        "half a book is left beside it: {halves:?}"
    );
}

#[test]
fn a_refused_new_book_names_every_field_and_leaves_no_folder() {
    let school = School::new();
    let place = school.path("moi.sohn");
    let mut draft = support::make::new_book(&place);
    draft["school"]["name"] = json!("");
    draft["year"] = json!("2025");
    draft["accounts"][0]["password"] = json!("ngan");
    draft["accounts"][1]["name"] = json!("Bình");
    let mut seat = Seat {
        desk: school.desk(),
    };

    let refused = seat.refused("book_create", draft);

    assert_eq!(
        support::make::fields(&refused),
        [
            ("school.name", "form.required"),
            ("year", "year.bad_name"),
            ("accounts.0.password", "account.short_password"),
            ("accounts.1.name", "account.bad_name")
        ]
    );
    assert!(!place.exists());
}

#[test]
#[cfg(target_os = "linux")]
fn an_export_to_a_place_that_takes_no_files_is_refused_and_leaves_nothing() {
    let school = School::new();
    let mut an = school.sit(AN);

    let refused = an.refused(
        "activity_export",
        json!({"filter": {}, "path": "/proc/self/nhat-ky.xlsx"}),
    );
    assert_eq!(refused.code, "file.refused");
    assert!(refused.message.contains("nhat-ky.xlsx"));
    let nowhere = school.path("khong-co").join("nhat-ky.xlsx");
    let refused = an.refused("activity_export", json!({"filter": {}, "path": nowhere}));
    assert_eq!(refused.code, "report.no_folder");
    let backup = an.refused("backup_add", json!({"folder": "/proc/self/sao-luu"}));
    assert_eq!(backup.code, "file.refused");
}

#[test]
fn a_damaged_book_gives_way_to_its_newest_good_copy_and_is_kept_aside() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({"title": "Việc một"}));
    an.close();
    let mut an = school.sit_at(AN, "2026-04-21T02:00:00Z");
    an.add_activity(json!({"title": "Việc hai"}));
    an.close();
    let mut an = school.sit_at(AN, "2026-04-22T02:00:00Z");
    an.add_activity(json!({"title": "Việc ba"}));
    an.close();
    // The book and the newest copy are torn.
    let newest = support::files_under(&school.path("truong-sao-luu"))
        .pop()
        .unwrap();
    flip(&newest, 2);
    for page in 0..4 {
        flip_at(&school.book.join("book.db"), page * 4096 + 100);
    }
    let torn = fs::read(school.book.join("book.db")).unwrap();
    let mut seat = Seat {
        desk: school.desk(),
    };
    let request = json!({"name": AN.login, "password": AN.password});
    assert_eq!(
        seat.refused("book_open", request.clone()).code,
        "book.damaged"
    );

    let rescued = seat.call("book_rescue", request.clone());

    assert_eq!(rescued["made_at"], "2026-04-21T02:00:00.000Z");
    assert_eq!(rescued["book"]["state"], "locked");
    seat.call("book_open", request);
    let titles = support::make::texts(&seat.call("activity_list", json!({})), "title");
    assert_eq!(titles, ["Việc hai", "Việc một"]);
    seat.verify();
    let aside = school.path("truong-hong-20260420-020000.sohn");
    assert_eq!(fs::read(aside.join("book.db")).unwrap(), torn);
}

#[test]
fn a_second_program_is_told_that_the_book_is_busy_and_changes_nothing() {
    let school = School::new();
    let terminal = Terminal::new(&school.path("home"), &school.book, AN.password);
    let mut an = school.sit(AN);
    an.add_activity(json!({}));

    let add = support::make::activity(json!({})).to_string();
    for words in [
        &["call", "activity_add", &add, "--json"] as &[&str],
        &["verify", "--json"],
    ] {
        let run = terminal.run(words);
        assert_eq!(
            (run.status, &run.fault()["code"]),
            (5, &json!("book.busy")),
            "{words:?}"
        );
    }

    an.add_activity(json!({}));
    an.close();
    assert_eq!(terminal.json(&["verify"])["activities"], 2);
}

#[test]
fn a_torn_log_never_puts_half_an_act_into_the_book() {
    for part in [2, 3, 5] {
        let school = School::new();
        let terminal = Terminal::new(&school.path("home"), &school.book, AN.password);
        let acknowledged = super::killed::write_until_killed(&terminal, 7);
        let log = school.book.join("book.db-wal");
        flip(&log, part);

        let mut seat = Seat {
            desk: school.desk(),
        };
        let request = json!({"name": AN.login, "password": AN.password});
        match seat.try_call("book_open", request) {
            // What stands before the torn place is whole acts, in their order.
            Ok(_) => {
                let lines = seat.call(
                    "activity_list",
                    json!({"sort": "number", "ascending": true}),
                );
                let there = support::make::texts(&lines, "id");
                let both = there.len().min(acknowledged.len());
                assert_eq!(there[..both], acknowledged[..both]);
                seat.verify();
                // Whoever opens it is told that acts are missing, and the torn log is kept.
                let lost = seat.call("book_state", json!({}))["lost"].as_u64().unwrap();
                let missing = acknowledged.len().saturating_sub(there.len()) as u64;
                assert!(lost >= missing, "{missing} missing, {lost} told");
                let kept = school.book.join("book.db-wal.hong-1");
                assert_eq!(kept.exists(), lost > 0);
                seat.close();
                let mut again = school.sit(AN);
                assert_eq!(again.call("book_state", json!({}))["lost"], 0);
            }
            Err(error) => assert!(
                matches!(error, huong_nghiep_core::Error::BookDamaged(_)),
                "{error:?}"
            ),
        }
    }
}

#[test]
fn a_program_that_was_killed_is_not_said_to_have_lost_anything() {
    let school = School::new();
    let terminal = Terminal::new(&school.path("home"), &school.book, AN.password);
    for round in 0..4 {
        super::killed::write_until_killed(&terminal, round);
        let mut seat = school.sit(AN);
        let state = seat.call("book_state", json!({}));
        assert_eq!(
            (&state["unclean"], &state["lost"]),
            (&json!(true), &json!(0))
        );
        seat.close();
    }
}

#[test]
fn a_page_torn_in_the_middle_is_rescued_too() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    an.close();
    flip(&school.book.join("book.db"), 2);
    let mut seat = Seat {
        desk: school.desk(),
    };

    seat.call(
        "book_rescue",
        json!({"name": AN.login, "password": AN.password}),
    );

    seat.call(
        "book_open",
        json!({"name": AN.login, "password": AN.password}),
    );
    assert_eq!(seat.call("activity_summary", json!({}))["total"], 1);
    seat.verify();
}

#[test]
fn a_whole_book_is_never_replaced_by_a_rescue() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    an.close();
    let mut seat = Seat {
        desk: school.desk(),
    };

    let refused = seat.refused(
        "book_rescue",
        json!({"name": AN.login, "password": AN.password}),
    );
    assert_eq!(refused.code, "book.not_damaged");
    let refused = seat.refused(
        "book_rescue",
        json!({"name": AN.login, "password": "sai-roi"}),
    );
    assert_eq!(refused.code, "book.wrong_password");
}

#[test]
fn without_a_good_copy_a_rescue_changes_nothing_and_says_what_to_do() {
    let school = School::new();
    flip_at(&school.book.join("book.db"), 100);
    let torn = fs::read(school.book.join("book.db")).unwrap();
    let mut seat = Seat {
        desk: school.desk(),
    };
    let request = json!({"name": AN.login, "password": AN.password});
    assert_eq!(
        seat.refused("book_rescue", request.clone()).code,
        "backup.none_good"
    );

    let backups = school.path("truong-sao-luu");
    fs::create_dir(&backups).unwrap();
    let other = School::new();
    let mut an = other.sit(AN);
    an.call(
        "password_change",
        json!({"old": AN.password, "new": "mat-khau-khac"}),
    );
    an.call("backup_add", json!({"folder": backups}));
    an.desk_closed();
    let keys = ["keys.json", "keys.before.json"].map(|name| school.book.join(name));
    let rings = keys.clone().map(|ring| fs::read(ring).unwrap());
    for ring in &keys {
        fs::write(ring, "torn").unwrap();
    }
    assert_eq!(
        seat.refused("book_rescue", request.clone()).code,
        "backup.none_opens"
    );
    assert_eq!(fs::read(school.book.join("book.db")).unwrap(), torn);
    // Where the ring beside the torn book can be read, it knows today's password.
    for (ring, bytes) in keys.iter().zip(rings) {
        fs::write(ring, bytes).unwrap();
    }
    seat.call("book_rescue", request);
}

#[test]
fn the_place_that_the_school_chose_is_found_again_when_the_book_is_torn() {
    let school = School::new();
    let usb = school.path("usb");
    fs::create_dir(&usb).unwrap();
    let home = school.path("home");
    let clock = || Clock::fixed(TODAY);
    let mut an = Seat {
        desk: Desk::new(&home, None, program::path(), clock()),
    };
    an.call("book_switch", json!({"folder": school.book}));
    an.call("book_open", json!({"password": AN.password}));
    let mut settings = an.call("settings_get", json!({}));
    settings["backup_folder"] = json!(usb);
    an.call("settings_change", settings);
    an.add_activity(json!({}));
    an.close();
    flip_at(&school.book.join("book.db"), 100);

    let mut seat = Seat {
        desk: Desk::new(&home, None, program::path(), clock()),
    };
    seat.call("book_rescue", json!({"password": AN.password}));

    seat.call("book_open", json!({"password": AN.password}));
    assert_eq!(seat.call("activity_summary", json!({}))["total"], 1);
}

/// Flips a bit at one half, one third … of a file.
fn flip(file: &Path, part: usize) {
    let len = fs::metadata(file).unwrap().len();
    flip_at(file, usize::try_from(len).unwrap() / part);
}

fn flip_at(file: &Path, at: usize) {
    let mut bytes = fs::read(file).unwrap();
    bytes[at] ^= 1;
    fs::write(file, bytes).unwrap();
}
