//! Backups: made in time, checked, restored beside what was there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::make::{School, Seat};
use support::people::{AN, BINH, CHI};

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

        assert_eq!(refused.code, "book.damaged", "{at}");
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
