//! What a day of work leaves on the disk holds no name, number or note in the clear.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use support::make::{PUPILS, School};
use support::people::{AN, EVERYONE};
use support::program::Terminal;

#[test]
fn no_file_of_a_whole_day_holds_a_person_in_the_clear() {
    let school = School::new();
    let temporary = school.path("tam");
    fs::create_dir(&temporary).unwrap();
    let terminal = Terminal::new(&school.path("home"), &school.book, AN.password);
    let run = |words: &[&str]| {
        let mut command = terminal.command(words);
        let done = command.env("TMPDIR", &temporary).output().unwrap();
        assert!(done.status.success(), "{words:?}: {done:?}");
    };
    let secrets = [
        "Phùng Thị Lựu",
        "0913572468",
        "031211004321",
        "Mẹ em nhờ giữ kín",
        "Xưởng may Bạch Đằng",
        "mat-khau-rieng-cua-an",
    ];
    let student = json!({
        "name": secrets[0], "born_on": "2011-04-05", "sex": "female", "class": "9A",
        "phone": secrets[1], "citizen_id": secrets[2],
    });
    run(&["call", "student_add", &student.to_string()]);
    let activity = support::make::activity(json!({"title": secrets[3], "place": secrets[4]}));
    run(&["call", "activity_add", &activity.to_string()]);
    let usb = school.path("usb").display().to_string();
    run(&["backup", "--to", &usb]);
    // The window's day: a wrong password, a change of password, a copy on closing.
    let mut an = school.sit(AN);
    an.add_activity(json!({"title": secrets[4]}));
    an.call(
        "password_change",
        json!({"old": AN.password, "new": secrets[5]}),
    );
    // Somebody looks at the disk while the book is open: the log is there as well.
    let files = everything(&school);
    assert!(files.iter().any(|file| file.ends_with("book.db-wal")));
    search(&files, &secrets);
    an.close();
    super::killed::write_until_killed(
        &Terminal::new(&school.path("home"), &school.book, secrets[5]),
        3,
    );
    let files = everything(&school);
    assert!(files.iter().any(|file| file.ends_with("desk.json")));
    search(&files, &secrets);
}

/// Looks for the secrets and for everybody who was in the school before, in the forms a program
/// would write them in.
fn search(files: &[PathBuf], secrets: &[&str]) {
    let pupils = PUPILS.map(|(name, ..)| name);
    let people = EVERYONE.map(|person| person.full_name);
    let passwords = EVERYONE.map(|person| person.password);
    let texts = (secrets.iter().chain(&pupils)).chain(people.iter().chain(&passwords));
    let wanted: Vec<(String, Vec<u8>)> = texts
        .flat_map(|text| {
            let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let escaped = serde_json::to_string(text).unwrap();
            let ascii: String = (text.chars())
                .map(|letter| match letter.is_ascii() {
                    true => letter.to_string(),
                    false => format!("\\u{:04x}", u32::from(letter)),
                })
                .collect();
            [
                (text.to_string(), text.as_bytes().to_vec()),
                (text.to_string(), wide(text)),
                (
                    text.to_string(),
                    escaped.trim_matches('"').as_bytes().to_vec(),
                ),
                (text.to_string(), ascii.into_bytes()),
            ]
        })
        .collect();
    for file in files {
        let bytes = fs::read(file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for (text, form) in &wanted {
            assert!(!contains(&bytes, form), "“{text}” in {}", file.display());
            assert!(!name.contains(text.as_str()), "“{text}” names {name}");
        }
    }
}

fn contains(bytes: &[u8], form: &[u8]) -> bool {
    let Some((first, rest)) = form.split_first() else {
        return false;
    };
    let starts = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    starts
        .map(|(at, _)| bytes.get(at + 1..).unwrap_or_default())
        .any(|after| after.starts_with(rest))
}

/// The book, its copies, the homes, the temporary folder.
fn everything(school: &School) -> Vec<PathBuf> {
    let files = support::files_under(school.book.parent().unwrap());
    files.into_iter().filter(|file| file.is_file()).collect()
}
