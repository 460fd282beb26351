//! Backups: made in time, checked, restored beside what was there.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::kernel::{Clock, Instant};
use serde_json::{Value, json};
use support::make::{School, Seat};
use support::people::{AN, BINH, CHI};
use support::program::Terminal;

#[test]
fn closing_makes_a_backup_when_something_changed_and_none_when_not() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call("student_list", json!({}));
    an.close();
    assert_eq!(backups(&school), Vec::<PathBuf>::new());

    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    an.close();

    assert_eq!(backups(&school).len(), 1);
    let mut an = school.sit(AN);
    let listed = an.call("backup_list", json!({}));
    assert_eq!(listed[0]["made_at"], "2026-04-20T02:00:00.000Z");
    assert_eq!(listed[0]["file"], backups(&school)[0].display().to_string());
}

#[test]
fn a_backup_restored_elsewhere_is_the_same_book() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    let wanted = everything(&mut an);
    let file = an.call("backup_add", json!({"folder": school.path("usb")}))["file"].clone();
    an.add_activity(json!({"title": "Sau khi sao lưu"}));
    an.close();

    let place = school.path("noi-khac/truong.sohn");
    let mut seat = Seat {
        desk: school.desk(),
    };
    let state = seat.call(
        "book_restore",
        json!({"file": file, "to": place, "name": "chi", "password": CHI.password}),
    );

    assert_eq!(
        (&state["state"], &state["folder"]),
        (&json!("locked"), &json!(place))
    );
    seat.call("book_open", json!({"name": "an", "password": AN.password}));
    assert_eq!(everything(&mut seat), wanted);
    seat.verify();
    seat.add_activity(json!({"title": "Ghi tiếp"}));
}

#[test]
fn what_stood_in_the_place_is_kept_aside_and_opens() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = an.call("backup_add", json!({"folder": school.path("usb")}))["file"].clone();
    an.add_activity(json!({"title": "Sau khi sao lưu"}));
    an.desk.close_without_backup().unwrap();

    let mut seat = Seat {
        desk: school.desk(),
    };
    seat.call(
        "book_restore",
        json!({"file": file, "password": AN.password}),
    );
    seat.call("book_open", json!({"password": AN.password}));

    assert_eq!(seat.call("activity_summary", json!({}))["total"], 0);
    let beside: Vec<PathBuf> = folders(&school)
        .into_iter()
        .filter(|path| *path != school.book)
        .collect();
    let [aside] = beside.as_slice() else {
        panic!("{beside:?}")
    };
    seat.call("book_switch", json!({"folder": aside}));
    seat.call("book_open", json!({"name": "an", "password": AN.password}));
    assert_eq!(
        seat.call("activity_list", json!({}))[0]["title"],
        "Sau khi sao lưu"
    );
}

#[test]
fn a_backup_with_a_flipped_byte_or_a_missing_end_is_refused_and_nothing_is_replaced() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = an.call("backup_add", json!({"folder": school.path("usb")}))["file"].clone();
    an.desk.close_without_backup().unwrap();
    let file = PathBuf::from(file.as_str().unwrap());
    let whole = fs::read(&file).unwrap();
    let mut broken: Vec<Vec<u8>> = [whole.len() / 3, whole.len() / 2, whole.len() - 4000]
        .map(|at| {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            bytes
        })
        .into();
    broken.push(whole[..whole.len() / 2].to_vec());
    broken.push(b"PK khong phai".to_vec());
    let before = fs::read(school.book.join("book.db")).unwrap();
    for (at, bytes) in broken.into_iter().enumerate() {
        fs::write(&file, bytes).unwrap();
        let mut seat = Seat {
            desk: school.desk(),
        };

        let refused = seat.refused(
            "book_restore",
            json!({"file": file, "password": AN.password}),
        );

        assert_eq!(refused.code, "backup.damaged", "{at}");
        assert_eq!(fs::read(school.book.join("book.db")).unwrap(), before);
        assert_eq!(
            folders(&school),
            std::slice::from_ref(&school.book),
            "nothing half-made is left"
        );
    }
}

#[test]
fn a_backup_opens_with_a_password_of_its_own_day_only() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = an.call("backup_add", json!({"folder": school.path("usb")}))["file"].clone();
    an.desk.close_without_backup().unwrap();
    let mut seat = Seat {
        desk: school.desk(),
    };

    let refused = seat.refused(
        "book_restore",
        json!({"file": file, "name": "an", "password": BINH.password}),
    );

    assert_eq!(refused.code, "book.wrong_password");
    assert_eq!(folders(&school), std::slice::from_ref(&school.book));
}

#[test]
fn a_backup_that_cannot_be_written_does_not_keep_the_book_open() {
    let school = School::new();
    let blocked = school.file("day-la-tep", "");
    let mut an = school.sit(AN);
    let mut settings = an.call("settings_get", json!({}));
    settings["backup_folder"] = json!(blocked);
    an.call("settings_change", settings);

    let state = an.call("book_close", json!({}));

    assert_eq!(state["state"], "locked");
    let fault = state["backup_fault"].as_str().unwrap();
    assert!(
        fault.contains("day-la-tep") && fault.ends_with('.'),
        "{fault}"
    );
    assert!(!an.desk.is_open());
    school.sit(CHI).verify();
}

#[test]
fn the_second_place_gets_its_copy_on_closing_when_it_is_there() {
    let school = School::new();
    let usb = school.path("usb");
    fs::create_dir(&usb).unwrap();
    let mut an = school.sit(AN);
    let mut settings = an.call("settings_get", json!({}));
    settings["second_backup_folder"] = json!(usb);
    an.call("settings_change", settings);
    an.close();
    assert_eq!(fs::read_dir(&usb).unwrap().count(), 1);
    assert_eq!(backups(&school).len(), 1);

    // A stick that was pulled out is no reason to lose the first copy, nor to make a folder.
    fs::rename(&usb, school.path("rut-ra")).unwrap();
    let mut an = school.sit_at(AN, "2026-04-21T02:00:00Z");
    an.add_activity(json!({}));
    an.close();
    assert_eq!(backups(&school).len(), 2);
    assert!(!usb.exists());
}

#[test]
fn a_year_of_copies_is_thinned_to_a_ladder_and_what_is_not_ours_stays() {
    let school = School::new();
    let turned: Turned = "2025-09-01T01:00:00Z".parse::<Instant>().unwrap().into();
    let mut an = school.sit_with(AN, turned.clock());
    let folder = school.book.with_file_name("truong-sao-luu");
    fs::create_dir(&folder).unwrap();
    // A copy of another school, one that somebody named, and one that cannot be read.
    let kept = [
        "so-huong-nghiep-20250801-010000.sohn-saoluu",
        "so-huong-nghiep-20250901-005900-tong-ket.sohn-saoluu",
        "so-huong-nghiep-20250901-005800.sohn-saoluu",
        "ghi-chu.txt",
    ];
    let other = copy_of_another_book();
    fs::copy(&other.1, folder.join(kept[0])).unwrap();
    let own = an.call("backup_add", json!({"folder": school.path("usb")}))["file"].clone();
    fs::copy(own.as_str().unwrap(), folder.join(kept[1])).unwrap();
    fs::write(folder.join(kept[2]), "hỏng").unwrap();
    fs::write(folder.join(kept[3]), "của thầy cô").unwrap();

    let mut newest = Value::Null;
    for day in 0..380 {
        turned.set(day * 24 * 60);
        newest = an.call("backup_add", json!({}));
        assert!(Path::new(newest["file"].as_str().unwrap()).is_file());
    }

    let lines = an.call("backup_list", json!({}));
    let lines = lines.as_array().unwrap();
    let on = |rung: &str| lines.iter().filter(|line| line["rung"] == rung).count();
    assert_eq!(lines[0]["file"], newest["file"]);
    assert_eq!(
        (on("recent"), on("day"), on("week"), on("month")),
        (3, 12, 10, 9)
    );
    let oldest = lines.iter().rfind(|line| line["rung"] == "month").unwrap();
    assert!(
        oldest["made_at"].as_str().unwrap() < "2025-11-01",
        "{oldest}"
    );
    for name in kept {
        assert!(folder.join(name).is_file(), "{name}");
    }
    assert_eq!(support::files_under(&folder).len(), 34 + kept.len());
    // The other school's copy is not offered, the torn one is shown as such.
    let file_of = |name: &str| json!(folder.join(name));
    assert!(lines.iter().all(|line| line["file"] != file_of(kept[0])));
    let torn = lines.iter().find(|line| line["file"] == file_of(kept[2]));
    assert_eq!(torn.unwrap()["is_checked"], false);
}

#[test]
fn a_copy_says_why_it_was_made_and_what_is_in_it_and_nothing_of_the_school() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));

    let made = an.call("backup_add", json!({}));

    assert_eq!(made["reason"], "hand");
    assert_eq!(
        made["counts"],
        json!({"students": 9, "activities": 1, "files": 0})
    );
    let about = entry_of(made["file"].as_str().unwrap(), "about.json");
    let about: Value = serde_json::from_slice(&about).unwrap();
    let mut names: Vec<&String> = about.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["book", "counts", "reason", "version"]);
    an.add_activity(json!({}));
    an.close();
    let mut an = school.sit(AN);
    let lines = an.call("backup_list", json!({}));
    assert_eq!(support::make::texts(&lines, "reason"), ["closing", "hand"]);
}

#[test]
fn a_copy_of_the_first_version_without_a_word_about_itself_still_opens() {
    let school = School::new();
    let mut an = school.sit(AN);
    let made = an.call("backup_add", json!({}));
    let file = made["file"].as_str().unwrap();
    without_entry(Path::new(file), "about.json");

    let lines = an.call("backup_list", json!({}));
    assert_eq!(
        (&lines[0]["reason"], &lines[0]["counts"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(lines[0]["rung"], "recent");
    an.call("backup_try", json!({}));
    an.call(
        "book_restore",
        json!({"file": file, "password": AN.password}),
    );
    an.call("book_open", json!({"password": AN.password}));
    an.verify();
}

#[test]
fn half_an_hour_of_work_is_copied_by_itself_and_an_idle_book_is_not() {
    let school = School::new();
    let turned: Turned = "2026-04-20T01:00:00Z".parse::<Instant>().unwrap().into();
    let mut an = school.sit_with(AN, turned.clock());
    turned.set(60);
    assert_eq!(an.call("backup_tick", json!({}))["made_at"], Value::Null);

    an.add_activity(json!({}));
    turned.set(89);
    assert_eq!(an.call("backup_tick", json!({}))["made_at"], Value::Null);
    turned.set(90);
    assert_eq!(
        an.call("backup_tick", json!({}))["made_at"],
        "2026-04-20T02:30:00.000Z"
    );
    turned.set(150);
    assert_eq!(an.call("backup_tick", json!({}))["made_at"], Value::Null);

    assert_eq!(
        an.call("backup_list", json!({}))[0]["reason"],
        json!("interval")
    );
    an.close();
    assert_eq!(
        backups(&school).len(),
        1,
        "nothing was written since the last copy"
    );
}

#[test]
fn a_copy_is_tried_out_and_the_figures_are_remembered() {
    let school = School::new();
    let mut an = school.sit(AN);
    assert_eq!(
        an.refused("backup_try", json!({})).code,
        "backup.none",
        "nothing to try"
    );
    an.add_activity(json!({}));
    let made = an.call("backup_add", json!({}));
    let tried = an.call("backup_try", json!({}))["value"].clone();

    assert_eq!(tried["made_at"], made["made_at"]);
    assert_eq!(tried["counts"], made["counts"]);
    an.close();
    let mut an = school.sit(AN);
    assert_eq!(an.call("backup_get", json!({}))["tried"], tried);

    // The newest one is torn: the try says so, and the figures of before stay.
    let newest = backups(&school).pop().unwrap();
    let mut bytes = fs::read(&newest).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(&newest, bytes).unwrap();
    assert_eq!(an.refused("backup_try", json!({})).code, "backup.damaged");
    assert_eq!(an.call("backup_get", json!({}))["tried"], tried);
}

#[test]
fn a_second_place_is_late_until_it_has_a_copy_of_this_week() {
    let school = School::new();
    let usb = school.path("usb");
    let turned: Turned = "2026-04-20T01:00:00Z".parse::<Instant>().unwrap().into();
    let mut an = school.sit_with(AN, turned.clock());
    assert_eq!(an.call("backup_get", json!({}))["second"], Value::Null);
    let mut settings = an.call("settings_get", json!({}));
    settings["second_backup_folder"] = json!(usb);
    an.call("settings_change", settings);
    let second = |an: &mut Seat| an.call("backup_get", json!({}))["second"].clone();
    let found = second(&mut an);
    assert_eq!(
        (&found["is_late"], &found["days"], &found["is_there"]),
        (&json!(true), &Value::Null, &json!(false))
    );

    let away = an.refused("backup_add", json!({"folder": usb}));
    assert_eq!(away.code, "backup.place_away");
    assert!(
        !usb.exists(),
        "a stick that is not in is no folder of this disk"
    );

    fs::create_dir(&usb).unwrap();
    an.call("backup_add", json!({"folder": usb}));
    turned.set(7 * 24 * 60);
    let found = second(&mut an);
    assert_eq!(
        (&found["is_late"], &found["days"], &found["copies"]),
        (&json!(false), &json!(7), &json!(1))
    );
    turned.set(8 * 24 * 60);
    assert_eq!(second(&mut an)["is_late"], true);
}

#[test]
fn a_stick_that_was_pulled_out_is_still_known_to_hold_the_copy_of_its_day() {
    let school = School::new();
    let usb = school.path("usb");
    fs::create_dir(&usb).unwrap();
    let turned: Turned = "2026-04-20T01:00:00Z".parse::<Instant>().unwrap().into();
    let home = school.path("home");
    // A desk that was told no book remembers the last one.
    let sit = || {
        let mut an = Seat {
            desk: Desk::new(&home, None, support::program::path(), turned.clock()),
        };
        an.call("book_switch", json!({"folder": school.book}));
        an.call("book_open", json!({"password": AN.password}));
        an
    };
    let mut an = sit();
    let mut settings = an.call("settings_get", json!({}));
    settings["second_backup_folder"] = json!(usb);
    an.call("settings_change", settings);
    an.add_activity(json!({}));
    an.close();
    fs::rename(&usb, school.path("rut-ra")).unwrap();

    turned.set(24 * 60);
    let mut an = sit();
    let second = an.call("backup_get", json!({}))["second"].clone();
    assert_eq!(
        (&second["is_there"], &second["days"], &second["is_late"]),
        (&json!(false), &json!(1), &json!(false))
    );
    let steps = an.call("overview_get", json!({}))["next_steps"].to_string();
    assert!(!steps.contains("nơi thứ hai"), "{steps}");
}

#[test]
fn an_account_that_was_removed_does_not_come_back_with_an_older_copy() {
    let school = School::new();
    let mut chi = school.sit(CHI);
    let file = chi.call("backup_add", json!({"folder": school.path("usb")}))["file"].clone();
    let accounts = chi.call("account_list", json!({}));
    let binh = accounts
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["name"] == "binh");
    chi.call("account_remove", json!({"id": binh.unwrap()["id"]}));
    chi.call(
        "password_change",
        json!({"old": CHI.password, "new": "mat-khau-chi-moi"}),
    );
    chi.desk.close_without_backup().unwrap();
    let mut seat = Seat {
        desk: school.desk(),
    };
    seat.call(
        "book_restore",
        json!({"file": file, "name": "chi", "password": "mat-khau-chi-moi"}),
    );

    assert_eq!(
        school.refused_to("binh", BINH.password).code,
        "book.wrong_password"
    );
    assert_eq!(
        school.refused_to("chi", CHI.password).code,
        "book.wrong_password"
    );
    seat.call(
        "book_open",
        json!({"name": "chi", "password": "mat-khau-chi-moi"}),
    );
    seat.call("book_close", json!({}));
    // With the password of its own day it is opened by that one from then on.
    seat.call(
        "book_restore",
        json!({"file": file, "name": "chi", "password": CHI.password}),
    );
    seat.call(
        "book_open",
        json!({"name": "chi", "password": CHI.password}),
    );
}

#[test]
fn what_was_moved_aside_is_listed_beside_the_backups() {
    let school = School::new();
    let mut an = school.sit(AN);
    assert_eq!(an.call("backup_get", json!({}))["aside"], json!([]));
    let file = an.call("backup_add", json!({}))["file"].clone();
    an.call(
        "book_restore",
        json!({"file": file, "password": AN.password}),
    );
    an.call("book_open", json!({"password": AN.password}));

    let aside = an.call("backup_get", json!({}))["aside"].clone();

    assert_eq!(support::make::texts(&aside, "why"), ["restored"]);
    let path = PathBuf::from(aside[0]["path"].as_str().unwrap());
    assert!(path.join("book.db").is_file());
}

#[test]
fn a_wrong_password_for_a_copy_leaves_the_open_book_open() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = an.call("backup_add", json!({}))["file"].clone();

    let refused = an.refused(
        "book_restore",
        json!({"file": file, "password": "sai-mat-khau"}),
    );

    assert_eq!(refused.code, "book.wrong_password");
    an.add_activity(json!({}));
}

#[test]
fn restoring_over_unsaved_work_copies_that_work_first() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = an.call("backup_add", json!({}))["file"].clone();
    an.add_activity(json!({"title": "Vừa ghi"}));

    an.call(
        "book_restore",
        json!({"file": file, "password": AN.password}),
    );

    an.call("book_open", json!({"password": AN.password}));
    let lines = an.call("backup_list", json!({}));
    assert_eq!(support::make::texts(&lines, "reason"), ["restore", "hand"]);
    assert_eq!(lines[0]["counts"]["activities"], 1);
    assert_eq!(an.call("activity_summary", json!({}))["total"], 0);
}

#[test]
fn a_log_that_lies_about_is_not_read_into_a_restored_book() {
    let school = School::new();
    let terminal = Terminal::new(&school.path("home"), &school.book, AN.password);
    let mut an = school.sit(AN);
    let file = an.call("backup_add", json!({"folder": school.path("usb")}))["file"].clone();
    an.desk.close_without_backup().unwrap();
    // A program that is killed leaves its log beside the file.
    super::killed::write_until_killed(&terminal, 1);
    let log = school.book.join("book.db-wal");
    assert!(fs::metadata(&log).unwrap().len() > 0);
    let left = fs::read(&log).unwrap();

    let mut seat = Seat {
        desk: school.desk(),
    };
    seat.call(
        "book_restore",
        json!({"file": file, "password": AN.password}),
    );
    assert!(!log.exists(), "the log went aside with its own file");
    seat.call("book_open", json!({"password": AN.password}));
    assert_eq!(seat.call("activity_summary", json!({}))["total"], 0);
    seat.verify();
    seat.desk_closed();

    // Somebody copies the old log back, as file managers do: it is told as damage, and not one
    // page of it goes into the file.
    let database = school.book.join("book.db");
    let before = fs::read(&database).unwrap();
    fs::write(&log, left).unwrap();
    assert_eq!(
        school.refused_to(AN.login, AN.password).code,
        "book.damaged"
    );
    assert!(fs::read(&database).unwrap() == before);
    fs::remove_file(&log).unwrap();
    let mut an = school.sit(AN);
    assert_eq!(an.call("activity_summary", json!({}))["total"], 0);
    an.verify();
}

/// A clock of the test's own.
struct Turned(Arc<AtomicI64>, Instant);

impl From<Instant> for Turned {
    fn from(start: Instant) -> Turned {
        Turned(Arc::default(), start)
    }
}

impl Turned {
    fn clock(&self) -> Clock {
        let (minutes, start) = (self.0.clone(), self.1);
        Clock::told(move || start.plus_minutes(minutes.load(Ordering::Relaxed)))
    }

    /// Turns it to so many minutes after its start.
    fn set(&self, minutes: i64) {
        self.0.store(minutes, Ordering::Relaxed);
    }
}

fn copy_of_another_book() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("khac.sohn");
    let desk = Desk::new(
        folder.path(),
        Some(&place),
        Path::new("none"),
        Clock::fixed("2025-08-01T01:00:00Z"),
    );
    let mut seat = Seat { desk };
    seat.call("book_create", support::make::new_book(&place));
    let file = seat.call("backup_add", json!({"folder": folder.path().join("sao")}));
    seat.desk.close_without_backup().unwrap();
    (folder, PathBuf::from(file["file"].as_str().unwrap()))
}

fn entry_of(file: &str, name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut bytes = Vec::new();
    let mut entry = archive.by_name(name).unwrap();
    std::io::copy(&mut entry, &mut bytes).unwrap();
    bytes
}

/// Packs the archive again without one of its entries.
fn without_entry(file: &Path, name: &str) {
    let whole = fs::read(file).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
    let mut packed = zip::ZipWriter::new(fs::File::create(file).unwrap());
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).unwrap();
        if entry.name().unwrap() != name {
            packed.raw_copy_file(entry).unwrap();
        }
    }
    packed.finish().unwrap();
}

/// Everything that lists show.
fn everything(seat: &mut Seat) -> Value {
    json!([
        seat.call("student_list", json!({})),
        seat.call("class_list", json!({})),
        seat.call("activity_list", json!({})),
        seat.call("account_list", json!({})),
        seat.call("act_list", json!({"limit": 500})),
    ])
}

/// Backups in the usual place beside the book.
fn backups(school: &School) -> Vec<PathBuf> {
    support::files_under(&school.book.with_file_name("truong-sao-luu"))
}

/// Books beside each other in the test's folder, hidden halves included.
fn folders(school: &School) -> Vec<PathBuf> {
    let entries = fs::read_dir(school.book.parent().unwrap()).unwrap();
    let is_book = |path: &Path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.ends_with(".sohn") || name.starts_with('.')
    };
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| is_book(path))
        .collect();
    folders.sort();
    folders
}
