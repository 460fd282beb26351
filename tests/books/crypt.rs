//! What the files of a book tell somebody without a password: nothing.

use serde_json::json;
use support::make::{PUPILS, School};
use support::people::{AN, BINH, CHI, EVERYONE};

#[test]
fn a_wrong_password_or_name_opens_nothing_and_changes_nothing() {
    let school = School::new();
    let before = bytes(&school);

    for (login, password) in [("an", BINH.password), ("an", ""), ("ai-do", AN.password)] {
        let refused = school.refused_to(login, password);
        assert_eq!(refused.code, "book.wrong_password", "{login}");
    }

    assert_eq!(bytes(&school), before);
}

#[test]
fn nothing_about_people_stands_in_clear_in_any_file() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({"note": "Em Đạt rất thích máy tiện"}));
    let survey = json!({"instrument": "riasec-48", "title": "Sở thích riêng", "classes": ["9A"]});
    an.call("survey_open", survey);
    let backups = school.path("sao-luu");
    an.call("backup_add", json!({"folder": backups}));
    // The log of changes still lies beside the database: it is looked through as well.
    look_through(&school);
    an.close();
    look_through(&school);
}

/// Looks for names and words in every file of the test's folder, the desk's note included.
fn look_through(school: &School) {
    let mut words: Vec<String> =
        ["Lê Quý Đôn", "Bến Rừng", "máy tiện", "Sở thích riêng", "CREATE TABLE"].map(str::to_owned).into();
    words.extend(PUPILS.map(|(name, ..)| name.to_owned()));
    words.extend(EVERYONE.map(|person| person.full_name.to_owned()));
    words.extend(EVERYONE.map(|person| person.password.to_owned()));
    let files = support::files_under(school.path("").as_path());
    assert!(files.iter().any(|file| file.ends_with("book.db")));
    assert!(files.iter().any(|file| file.ends_with("desk.json")));
    assert!(files.iter().any(|file| file.to_string_lossy().ends_with(".sohn-saoluu")));
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        for word in &words {
            let is_there = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!is_there, "“{word}” stands in {}", file.display());
        }
    }
}

#[test]
fn the_lock_screen_knows_no_more_than_the_last_login_name() {
    let school = School::new();
    let mut an = school.sit(AN);

    let state = an.call("book_close", json!({}));

    assert_eq!((&state["state"], &state["last_login"]), (&json!("locked"), &json!("an")));
    assert_eq!(state["session"], json!(null));
    assert!(!state.to_string().contains("Lê Quý Đôn"));
}

#[test]
fn the_keys_of_two_accounts_and_of_two_books_have_nothing_in_common() {
    let keys = |school: &School| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(school.book.join("keys.json")).unwrap()).unwrap()
    };
    let school = School::new();
    let ring = keys(&school);
    let wraps = ring["wraps"].as_array().unwrap();
    assert_eq!(wraps.len(), 3);
    for (at, wrap) in wraps.iter().enumerate() {
        let kdf = &wrap["kdf"];
        assert_eq!(kdf["kind"], "argon2id");
        // Above the floor that OWASP gives: 19 MiB, 2 passes.
        assert!(kdf["memory_kib"].as_u64().unwrap() >= 19 * 1024 && kdf["passes"].as_u64().unwrap() >= 2);
        for other in &wraps[at + 1..] {
            assert_ne!(kdf["salt"], other["kdf"]["salt"]);
            assert_ne!(wrap["wrapped"], other["wrapped"]);
        }
    }
    let mut chi = school.sit(CHI);
    chi.call("password_change", json!({"old": CHI.password, "new": "mat-khau-moi"}));
    let after = keys(&school);
    assert_ne!(after["wraps"][2]["kdf"]["salt"], ring["wraps"][2]["kdf"]["salt"]);
    assert_eq!(after["wraps"][0], ring["wraps"][0], "nobody else's way in was touched");
}

/// Every file of the book with its bytes.
fn bytes(school: &School) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let files = support::files_under(&school.book);
    files.into_iter().map(|file| (file.clone(), std::fs::read(&file).unwrap())).collect()
}
