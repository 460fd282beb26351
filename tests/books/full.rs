//! Full disks and places that take no files: what was acknowledged stays, what failed is told in
//! words and leaves no half of anything.

#![cfg(unix)]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::make::{School, activity, new_book};
use support::people::AN;
use support::program::{Run, Terminal};

/// Blocks of 512 bytes that a file may grow to: from nothing at all to most of a book.
const LIMITS: [u32; 4] = [0, 8, 40, 160];

#[test]
fn a_new_book_on_a_full_disk_is_told_and_leaves_no_half() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("so");
    fs::create_dir(&place).unwrap();
    let profile = folder.path().join("truong.json");
    fs::write(&profile, new_book(&place.join("truong.sohn")).to_string()).unwrap();
    let terminal = terminal(folder.path(), &place.join("truong.sohn"));
    let words = ["new", "--school", profile.to_str().unwrap(), "--json"];
    for blocks in LIMITS {
        let run = terminal.run_on_full_disk(blocks, &words);

        told(&run, blocks);
        assert_eq!(names(&place), Vec::<String>::new(), "{blocks} blocks");
    }
    terminal.json(&words[..3]);
    assert_eq!(terminal.json(&["verify"])["ok"], true);
}

#[test]
fn no_write_on_a_full_disk_is_acknowledged_and_lost_or_leaves_a_half() {
    let school = School::new();
    let terminal = terminal(&school.path("home"), &school.book);
    let out = school.path("ra");
    fs::create_dir(&out).unwrap();
    let roster = school.file(
        "lop.csv",
        "Họ và tên,Ngày sinh,Lớp\nMai Thị Bưởi,05/09/2011,9A\nCao Văn Cam,01/02/2011,9C\n",
    );
    let report = out.join("bao-cao.xlsx");
    let (roster, usb, report) = (text(&roster), text(&out), text(&report));
    let add = activity(json!({})).to_string();
    let student =
        json!({"name": "Lý Văn Mận", "born_on": "2011-01-01", "sex": "male", "class": "9A"})
            .to_string();
    let writes: [&[&str]; 5] = [
        &["call", "activity_add", &add, "--json"],
        &["call", "student_add", &student, "--json"],
        &["import", "roster", &roster, "--json"],
        &["backup", "--to", &usb, "--json"],
        &[
            "report",
            "annual",
            "--year",
            "2025-2026",
            "--out",
            &report,
            "--json",
        ],
    ];
    let mut held = figures(&terminal);
    for write in writes {
        for blocks in LIMITS {
            let run = terminal.run_on_full_disk(blocks, write);

            let now = figures(&terminal);
            assert_eq!(now["ok"], true, "{write:?} with {blocks} blocks");
            match run.status {
                // It fitted: then it is there.
                0 => held = now,
                _ => {
                    told(&run, blocks);
                    assert_eq!(now, held, "{write:?} with {blocks} blocks left something");
                }
            }
            let hidden: Vec<String> = (names(&out).into_iter())
                .chain(names(school.book.parent().unwrap()))
                .filter(|name| name.starts_with('.'))
                .collect();
            assert_eq!(
                hidden,
                Vec::<String>::new(),
                "{write:?} with {blocks} blocks"
            );
        }
        let run = terminal.run(write);
        assert_eq!(run.status, 0, "{write:?}: {run:?}");
        held = figures(&terminal);
    }
    assert!(Path::new(&report).is_file());
}

#[test]
fn no_evidence_paper_or_undo_on_a_full_disk_leaves_a_half() {
    let school = School::new();
    let terminal = terminal(&school.path("home"), &school.book);
    let out = school.path("ra");
    fs::create_dir(&out).unwrap();
    let made = terminal.json(&["call", "activity_add", &activity(json!({})).to_string()]);
    let photo = school.file("anh.jpg", &"ảnh ngày hội ".repeat(200));
    let evidence = json!({"activity": made["value"]["id"], "path": text(&photo)}).to_string();
    let sheets = json!({"class": "9A", "path": text(&out.join("phieu.pdf"))}).to_string();
    let log = json!({"filter": {}, "path": text(&out.join("nhat-ky.xlsx"))}).to_string();
    let undo = json!({"act": null}).to_string();
    let writes: [&[&str]; 4] = [
        &["call", "evidence_add", &evidence, "--json"],
        &["call", "record_export", &sheets, "--json"],
        &["call", "audit_export", &log, "--json"],
        &["call", "act_undo", &undo, "--json"],
    ];
    // A sealed file that nothing points at may stay: taken away, a row that the disk kept after all would
    // have lost its file.
    let is_half = |name: &String| name != "files" && !name.ends_with(".sealed");
    let left = || {
        let folders = [&out, &school.book, &school.book.join("files")];
        let there = folders.into_iter().filter(|folder| folder.is_dir());
        there
            .flat_map(|folder| names(folder))
            .filter(is_half)
            .collect::<Vec<_>>()
    };
    for write in writes {
        let (held, files) = (figures(&terminal), left());
        for blocks in LIMITS {
            let run = terminal.run_on_full_disk(blocks, write);
            if run.status == 0 {
                break;
            }
            told(&run, blocks);
            assert_eq!(figures(&terminal), held, "{write:?} with {blocks} blocks");
            assert_eq!(left(), files, "{write:?} with {blocks} blocks");
        }
        let run = terminal.run(write);
        assert_eq!(run.status, 0, "{write:?}: {run:?}");
    }
    assert_eq!(terminal.json(&["verify"])["ok"], true);
    assert!(out.join("phieu.pdf").is_file() && out.join("nhat-ky.xlsx").is_file());
}

#[test]
fn an_erasing_that_the_disk_cut_off_is_ended_by_the_next_opening() {
    let school = School::new();
    let terminal = terminal(&school.path("home"), &school.book);
    for blocks in LIMITS {
        let name = format!("Lý Văn Mận {blocks}");
        let pupil = json!({"name": name, "born_on": "2011-01-01", "sex": "male", "class": "9A"});
        let added = terminal.json(&["call", "student_add", &pupil.to_string()]);
        let erase = json!({"id": added["value"]}).to_string();
        let run = terminal.run_on_full_disk(blocks, &["call", "student_erase", &erase, "--json"]);

        let is_listed = terminal.json(&["call", "student_list", "{}"]).to_string();
        if run.status != 0 {
            told(&run, blocks);
        }
        // Refused before it began, it is asked for again; begun, it is ended.
        if is_listed.contains(&name) {
            terminal.json(&["call", "student_erase", &erase]);
        }
        let listed = terminal.json(&["call", "student_list", "{}"]).to_string();
        assert!(!listed.contains(&name), "{blocks} blocks");
        assert_eq!(terminal.json(&["verify"])["ok"], true, "{blocks} blocks");
    }
}

#[test]
fn a_password_that_could_not_be_changed_is_still_the_old_one() {
    let school = School::new();
    let mut terminal = terminal(&school.path("home"), &school.book);
    let change = json!({"old": AN.password, "new": "mat-khau-moi-tinh"}).to_string();
    let slip = json!({"password": AN.password}).to_string();
    for blocks in LIMITS {
        let words = ["call", "recovery_add", &slip, "--json"];
        let made = terminal.run_on_full_disk(blocks, &words);
        let slip_now = match made.status {
            0 => made.json()["key"].as_str().unwrap().to_owned(),
            _ => {
                told(&made, blocks);
                school.recovery_key.clone()
            }
        };
        let opens =
            json!({"name": "chi", "recovery_key": slip_now, "password": "mat-khau-chi-moi"});
        if made.status != 0 {
            let run = terminal.run(&["call", "book_recover", &opens.to_string(), "--json"]);
            assert_eq!(run.status, 0, "the slip in the envelope: {run:?}");
        }
        let words = ["call", "password_change", &change, "--json"];
        let run = terminal.run_on_full_disk(blocks, &words);
        if run.status == 0 {
            terminal.password = Some("mat-khau-moi-tinh".into());
            assert_eq!(terminal.json(&["verify"])["ok"], true);
            return;
        }
        told(&run, blocks);
        assert_eq!(terminal.json(&["verify"])["ok"], true, "{blocks} blocks");
    }
    panic!("no limit was wide enough for two rings");
}

#[test]
fn a_copy_put_back_on_a_full_disk_leaves_the_book_as_it_was() {
    let school = School::new();
    let terminal = terminal(&school.path("home"), &school.book);
    let usb = text(&school.path("usb"));
    let made = terminal.json(&["backup", "--to", &usb]);
    let file = made["file"].as_str().unwrap().to_owned();
    terminal.json(&["call", "activity_add", &activity(json!({})).to_string()]);
    let held = figures(&terminal);
    let beside = names(school.book.parent().unwrap());
    let to = text(&school.book);
    for blocks in LIMITS {
        let run = terminal.run_on_full_disk(blocks, &["restore", &file, "--to", &to, "--json"]);

        told(&run, blocks);
        assert_eq!(figures(&terminal), held, "{blocks} blocks");
        assert_eq!(names(school.book.parent().unwrap()), beside);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_that_takes_no_files_is_named_whatever_was_to_be_written() {
    let school = School::new();
    let terminal = terminal(&school.path("home"), &school.book);
    let made = terminal.json(&["backup", "--to", &text(&school.path("usb"))]);
    let file = made["file"].as_str().unwrap().to_owned();
    // Nobody can write here, whoever they are.
    let nowhere = "/proc/self";
    let mut profile = new_book(Path::new(nowhere));
    profile["folder"] = json!(format!("{nowhere}/truong.sohn"));
    let profile = profile.to_string();
    let writes: [&[&str]; 4] = [
        &["call", "book_create", &profile, "--json"],
        &["backup", "--to", "/proc/self/sao-luu", "--json"],
        &["restore", &file, "--to", "/proc/self/truong.sohn", "--json"],
        &[
            "report",
            "annual",
            "--year",
            "2025-2026",
            "--out",
            "/proc/self/bao-cao.xlsx",
            "--json",
        ],
    ];
    for write in writes {
        let run = terminal.run(write);
        let fault = run.fault();
        assert_eq!(fault["code"], "file.refused", "{write:?}");
        assert!(fault["message"].as_str().unwrap().contains(nowhere));
        assert_eq!(terminal.json(&["verify"])["ok"], true);
    }
}

fn terminal(home: &Path, book: &Path) -> Terminal {
    Terminal::new(home, book, AN.password)
}

/// A refusal that names the disk or the file, as a sentence; nothing on standard output.
fn told(run: &Run, blocks: u32) {
    let fault = run.fault();
    let code = fault["code"].as_str().unwrap();
    assert!(
        matches!(code, "file.disk_full" | "file.refused"),
        "{blocks} blocks: {run:?}"
    );
    assert!(fault["message"].as_str().unwrap().ends_with('.'));
    assert_eq!(run.status, 5, "{blocks} blocks");
}

/// What the book holds and whether it is whole, seen without any limit. Acts are left out: a
/// refused change of the key ring may have left its row.
fn figures(terminal: &Terminal) -> Value {
    let found = terminal.json(&["verify"]);
    json!({"ok": found["ok"], "students": found["students"], "activities": found["activities"]})
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
