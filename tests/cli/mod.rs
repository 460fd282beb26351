//! The terminal program as scripts rely on it: words, answers, refusals, exit status.

use std::fs;

use serde_json::{Value, json};
use support::cells::Cells;
use support::make::{School, activity, new_book, texts};
use support::people::{AN, BINH, CHI};
use support::program::Terminal;

#[test]
fn a_new_book_is_made_from_a_profile_and_answers_its_recovery_key_once() {
    let (folder, terminal) = empty_place();
    let mut profile = new_book(&terminal.book);
    profile.as_object_mut().unwrap().remove("folder");
    let file = folder.path().join("truong.json");
    fs::write(&file, profile.to_string()).unwrap();
    let file = file.display().to_string();

    let made = terminal.json(&["new", "--school", &file]);

    let key = made["recovery_keys"][0]["key"].as_str().unwrap();
    assert_eq!(key.len(), 13 * 4 + 12);
    assert_eq!(terminal.json(&["verify"])["ok"], true);
    let again = terminal.run(&["new", "--school", &file, "--json"]);
    assert_eq!(
        (again.status, &again.fault()["code"]),
        (1, &json!("book.exists"))
    );
    fs::write(folder.path().join("hong.json"), "{\"school\": 1").unwrap();
    let bad = terminal.run(&[
        "new",
        "--school",
        &folder.path().join("hong.json").display().to_string(),
        "--json",
    ]);
    assert_eq!(
        (bad.status, &bad.fault()["code"]),
        (1, &json!("book.bad_profile"))
    );
    let missing = terminal.run(&["new", "--school", "khong-co.json", "--json"]);
    assert_eq!(
        (missing.status, &missing.fault()["code"]),
        (5, &json!("file.refused"))
    );
}

#[test]
fn the_same_seed_gives_the_same_school_and_another_seed_another() {
    let records = |seed: &str| {
        let (_folder, terminal) = empty_place();
        terminal.json(&["demo", "--students", "60", "--years", "1", "--seed", seed]);
        let calls = ["student_list", "class_list", "activity_list"]
            .map(|name| terminal.json(&["call", name]));
        assert_eq!(terminal.json(&["verify"])["ok"], true);
        without_ids(json!(calls))
    };

    let first = records("7");

    assert_eq!(first[0].as_array().unwrap().len(), 60);
    assert!(first == records("7"), "the same seed gave other records");
    assert!(first != records("8"));
}

#[test]
fn look_needs_no_book_and_no_password() {
    let (_folder, mut terminal) = empty_place();
    terminal.password = None;
    let file = support::data("rosters/moet_csdl_25cols.xlsx")
        .display()
        .to_string();

    let seen = terminal.json(&["look", &file]);

    let sheet = &seen["sheets"][0];
    assert!(sheet["header_row"].as_u64().is_some());
    let fields: Vec<Value> = sheet["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["field"].clone())
        .collect();
    for field in ["name", "born_on", "sex"] {
        assert!(fields.contains(&json!(field)), "{field} in {fields:?}");
    }
    assert!(seen["warnings"].is_array());
    let missing = terminal.run(&["look", "khong-co.xlsx", "--json"]);
    assert_eq!(
        (missing.status, &missing.fault()["code"]),
        (5, &json!("file.refused"))
    );
    let odd = support::data("spreadsheets/cal_pass_protected.ods")
        .display()
        .to_string();
    let refused = terminal.run(&["look", &odd, "--json"]);
    assert_eq!(
        (refused.status, &refused.fault()["code"]),
        (1, &json!("sheet.encrypted"))
    );
}

#[test]
fn a_list_is_imported_once_and_a_second_time_changes_nothing() {
    let school = School::new();
    let terminal = terminal_of(&school);
    let list = "Họ và tên,Ngày sinh,Giới tính,Lớp\nMai Thị Bưởi,05/09/2011,Nữ,9A\nCao Văn Cam,31/02/2011,Nam,9C\n";
    let file = school.file("lop.csv", list).display().to_string();

    let planned = terminal.json(&["import", "roster", &file, "--dry-run"]);
    assert_eq!(terminal.json(&["call", "student_count"]), 9);
    let strict = terminal.run(&["import", "roster", &file, "--strict", "--json"]);
    assert_eq!(strict.status, 1);
    assert_eq!(strict.fault()["fields"].as_array().unwrap().len(), 1);
    let done = terminal.json(&["import", "roster", &file, "--year", "2025-2026"]);
    let again = terminal.json(&["import", "roster", &file]);

    assert_eq!(planned, done);
    assert_eq!(
        (&done["read"], &done["new"], &again["unchanged"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!((&again["new"], &again["updated"]), (&json!(0), &json!(0)));
    let refusal = &done["refused"][0];
    assert_eq!(
        (&refusal["row"], &refusal["column"], &refusal["code"]),
        (&json!(3), &json!("Ngày sinh"), &json!("roster.bad_date"))
    );
    assert_eq!(terminal.json(&["call", "student_count"]), 10);
    let none = school
        .file("hong.csv", "Họ và tên,Ngày sinh,Lớp\nA,31/02/2011,9A\n")
        .display()
        .to_string();
    let refused = terminal.run(&["import", "roster", &none, "--json"]);
    assert_eq!(
        (refused.status, &refused.fault()["code"]),
        (1, &json!("roster.no_row_taken"))
    );
    let words = terminal.run(&["import", "roster", &file]);
    assert!(
        words.out.contains("dòng 3, cột “Ngày sinh”"),
        "{}",
        words.out
    );
}

#[test]
fn a_list_whose_headings_nobody_knows_is_refused_where_nobody_can_be_asked() {
    let school = School::new();
    let terminal = terminal_of(&school);
    let file = school
        .file("la.csv", "một,hai\nba,bốn\n")
        .display()
        .to_string();

    for more in [&[][..], &["--dry-run"]] {
        let asked = [&["import", "roster", &file, "--json"], more].concat();
        let refused = terminal.run(&asked);
        assert_eq!(
            (refused.status, &refused.fault()["code"]),
            (1, &json!("roster.no_header"))
        );
    }
}

#[test]
fn answers_are_imported_into_their_survey() {
    let school = School::new();
    let terminal = terminal_of(&school);
    let draft =
        json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9A"]}).to_string();
    let survey = terminal.json(&["call", "survey_open", &draft])["value"]
        .as_str()
        .unwrap()
        .to_owned();
    let items = terminal.json(&["call", "instrument_list"])[0]["items"].clone();
    let heading = texts(&items, "code").join(",");
    let row = vec!["3"; 48].join(",");
    let file = school.file(
        "phieu.csv",
        &format!("Họ và tên,Lớp,{heading}\nLê Thị Ân,9A,{row}\n"),
    );
    let file = file.display().to_string();

    let planned = terminal.json(&["import", "answers", &file, "--survey", &survey, "--dry-run"]);
    let done = terminal.json(&["import", "answers", &file, "--survey", &survey]);
    let again = terminal.json(&["import", "answers", &file, "--survey", &survey]);

    assert_eq!(
        (&planned, &done["new"], &again["unchanged"]),
        (&done, &json!(1), &json!(1))
    );
    let unknown = terminal.run(&["import", "answers", &file, "--survey", "x", "--json"]);
    assert_eq!(
        (unknown.status, &unknown.fault()["code"]),
        (1, &json!("book.not_found"))
    );
}

#[test]
fn checks_and_report_say_the_same_as_the_workbook() {
    let school = School::new();
    let terminal = terminal_of(&school);
    let trip = activity(json!({})).to_string();
    assert_eq!(
        terminal.json(&["call", "activity_add", &trip])["value"]["number"],
        1
    );

    let checks = terminal.json(&["check", "--year", "2025-2026"]);
    let file = school.path("bao-cao.xlsx").display().to_string();
    let outline = terminal.json(&["report", "annual", "--year", "2025-2026", "--out", &file]);

    assert_eq!(
        (&checks[0]["id"], &checks[0]["met"]),
        (&json!("C02"), &json!(true))
    );
    assert_eq!(
        Cells::read(&school.path("bao-cao.xlsx")).names,
        texts(&outline["sheets"], "name")
    );
    assert!(outline["missing"].is_array());
    let days = [
        "report",
        "annual",
        "--year",
        "2025-2026",
        "--from",
        "2025-08-01",
        "--to",
        "2025-12-31",
    ];
    let first_half = terminal.json(&days);
    assert_eq!(
        (&first_half["from"], &first_half["to"]),
        (&json!("2025-08-01"), &json!("2025-12-31"))
    );
    let unknown = terminal.run(&["check", "--year", "2030-2031", "--json"]);
    assert_eq!(
        (unknown.status, &unknown.fault()["code"]),
        (1, &json!("year.unknown"))
    );
    let nowhere = terminal.run(&[
        "report",
        "annual",
        "--year",
        "2025-2026",
        "--out",
        "khong-co/a.xlsx",
        "--json",
    ]);
    assert_eq!(
        (nowhere.status, &nowhere.fault()["code"]),
        (1, &json!("report.no_folder"))
    );
    assert_eq!(
        terminal
            .run(&["report", "annual", "--year", "2025-2026"])
            .status,
        2
    );
}

#[test]
fn a_backup_is_restored_elsewhere_and_verified() {
    let school = School::new();
    let mut terminal = terminal_of(&school);
    let usb = school.path("usb").display().to_string();

    let made = terminal.json(&["backup", "--to", &usb]);
    let file = made["file"].as_str().unwrap().to_owned();
    let place = school.path("moi.sohn");
    let restored = terminal.json(&["restore", &file, "--to", &place.display().to_string()]);

    assert_eq!(restored["folder"], json!(place));
    terminal.book = place;
    let found = terminal.json(&["verify"]);
    assert_eq!(
        (&found["ok"], &found["students"]),
        (&json!(true), &json!(9))
    );
    assert!(terminal.run(&["verify"]).out.contains("9 học sinh"));
    terminal.password = Some("không phải".into());
    let refused = terminal.run(&[
        "restore",
        &file,
        "--to",
        &school.path("x.sohn").display().to_string(),
        "--json",
    ]);
    assert_eq!(
        (refused.status, &refused.fault()["code"]),
        (3, &json!("book.wrong_password"))
    );
    fs::write(&file, "PK").unwrap();
    let damaged = terminal.run(&[
        "restore",
        &file,
        "--to",
        &school.path("x.sohn").display().to_string(),
        "--json",
    ]);
    assert_eq!(
        (damaged.status, &damaged.fault()["code"]),
        (4, &json!("backup.damaged"))
    );
    assert!(!school.path("x.sohn").exists());
}

#[test]
fn a_stream_answers_line_by_line_and_a_refused_line_stops_nothing() {
    let school = School::new();
    let terminal = terminal_of(&school);
    let lines = [
        activity(json!({"title": "Một"})).to_string(),
        "không phải JSON".to_owned(),
        activity(json!({"title": "Sai", "classes": ["9Z"]})).to_string(),
        String::new(),
        activity(json!({"title": "Hai"})).to_string(),
    ];

    let run = terminal.run_with(&["call", "activity_add", "-"], &lines.join("\n"));

    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let answers: Vec<Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(
        (
            &answers[0]["value"]["number"],
            &answers[3]["value"]["number"]
        ),
        (&json!(1), &json!(2))
    );
    assert_eq!(
        (&answers[1]["code"], &answers[2]["code"]),
        (&json!("call.bad_request"), &json!("activity.unknown_class"))
    );
    let good = terminal.run_with(&["call", "activity_add", "-"], &lines[0]);
    assert_eq!(good.status, 0);
    assert_eq!(terminal.json(&["call", "activity_summary"])["total"], 3);
}

#[test]
fn every_kind_of_refusal_has_its_exit_status() {
    let school = School::new();
    let mut terminal = terminal_of(&school);
    let status = |terminal: &Terminal, words: &[&str]| {
        let run = terminal.run(words);
        let words_for_people = terminal.run(
            &words
                .iter()
                .copied()
                .filter(|w| *w != "--json")
                .collect::<Vec<_>>(),
        );
        assert_eq!(words_for_people.out, "");
        assert!(!words_for_people.err.is_empty() && !words_for_people.err.contains("panicked"));
        assert_eq!(run.out, "");
        run.status
    };

    assert_eq!(
        status(
            &terminal,
            &["call", "year_open", "{\"year\": \"2030-2031\"}", "--json"]
        ),
        1
    );
    assert_eq!(status(&terminal, &["call", "khong_co", "--json"]), 2);
    assert_eq!(status(&terminal, &["call", "year_open", "{}", "--json"]), 2);
    assert_eq!(status(&terminal, &["call", "year_open", "{", "--json"]), 2);
    assert_eq!(status(&terminal, &["lam-gi-do"]), 2);
    assert_eq!(
        status(&terminal, &["--user", "ai-do", "verify", "--json"]),
        3
    );
    terminal.password = Some(BINH.password.into());
    assert_eq!(
        status(
            &terminal,
            &["--user", "binh", "call", "activity_list", "--json"]
        ),
        3
    );
    terminal.password = Some(AN.password.into());
    let seat = school.sit(CHI);
    assert_eq!(status(&terminal, &["verify", "--json"]), 5);
    seat.desk_closed();
    crate::books::behind_the_back(&school.book, "PRAGMA user_version = 99");
    assert_eq!(status(&terminal, &["verify", "--json"]), 4);
    crate::books::behind_the_back(&school.book, "PRAGMA user_version = 1");
    let mut bytes = fs::read(school.book.join("book.db")).unwrap();
    bytes[64] ^= 0xff;
    fs::write(school.book.join("book.db"), bytes).unwrap();
    assert_eq!(status(&terminal, &["verify", "--json"]), 4);
    terminal.book = school.path("khong-co.sohn");
    assert_eq!(status(&terminal, &["verify", "--json"]), 1);
}

#[test]
fn a_faulty_book_is_never_verified_as_whole() {
    let school = School::new();
    crate::books::behind_the_back(
        &school.book,
        "UPDATE student SET search = 'x' WHERE name LIKE 'Lê%'",
    );
    let terminal = terminal_of(&school);

    let run = terminal.run(&["verify", "--json"]);

    assert_eq!((run.status, &run.json()["ok"]), (4, &json!(false)));
    assert_eq!(run.json()["findings"].as_array().unwrap().len(), 1);
}

#[test]
fn a_run_leaves_nothing_in_the_folder_it_was_called_in() {
    let school = School::new();
    let terminal = terminal_of(&school);
    let folder = school.path("o-day");
    fs::create_dir(&folder).unwrap();

    let run = terminal
        .command(&["verify", "--json"])
        .current_dir(&folder)
        .output()
        .unwrap();

    assert!(run.status.success());
    let left: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_password_never_comes_from_an_argument() {
    let school = School::new();
    let mut terminal = terminal_of(&school);
    let help = terminal.run(&["--help"]).out + &terminal.run(&["demo", "--help"]).out;
    assert!(help.contains("HUONG_NGHIEP_PASSWORD") && !help.contains("--password"));

    terminal.password = None;
    let run = terminal.run(&["verify", "--json"]);

    // No terminal to type at: it is said, not waited for.
    assert_eq!(
        (run.status, &run.fault()["code"]),
        (1, &json!("account.no_password"))
    );
}

#[test]
fn the_help_lists_what_works_and_only_that() {
    let (_folder, terminal) = empty_place();

    let help = terminal.run(&["--help"]);

    assert_eq!((help.status, help.err.as_str()), (0, ""));
    let listed: Vec<&str> = help
        .out
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.trim().is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(
        listed,
        [
            "new", "demo", "look", "import", "check", "report", "backup", "restore", "verify",
            "call", "commands", "help"
        ]
    );
    for word in listed.iter().filter(|word| **word != "help") {
        assert_eq!(terminal.run(&[word, "--help"]).status, 0, "{word}");
    }
    assert!(
        terminal
            .run(&["--version"])
            .out
            .starts_with("huong-nghiep ")
    );
}

#[test]
fn commands_lists_every_command_with_its_schemas() {
    let (_folder, mut terminal) = empty_place();
    terminal.password = None;

    let commands = terminal.json(&["commands"]);

    let commands = commands.as_array().unwrap();
    assert!(commands.len() > 60);
    for command in commands {
        assert!(
            command["request"].is_object() && command["answer"].is_object(),
            "{command}"
        );
    }
}

#[test]
fn a_book_is_named_by_word_or_surroundings_and_a_user_by_word() {
    let school = School::new();
    let terminal = terminal_of(&school);
    let other = Terminal::new(
        &school.path("home"),
        &school.path("khong-co.sohn"),
        CHI.password,
    );
    let book = school.book.display().to_string();

    let session = other.json(&["--book", &book, "--user", "chi", "call", "session_get"]);

    assert_eq!(session["account"]["full_name"], CHI.full_name);
    assert_eq!(
        terminal.json(&["call", "session_get"])["account"]["name"],
        "an",
        "the first account"
    );
}

/// A terminal in an empty folder, with a place for a book.
fn empty_place() -> (tempfile::TempDir, Terminal) {
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal::new(
        folder.path(),
        &folder.path().join("truong.sohn"),
        AN.password,
    );
    (folder, terminal)
}

fn terminal_of(school: &School) -> Terminal {
    Terminal::new(&school.path("home"), &school.book, AN.password)
}

/// Records without the ids and stamps that every book makes anew.
fn without_ids(mut value: Value) -> Value {
    match &mut value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| *item = without_ids(item.take())),
        Value::Object(fields) => {
            fields.retain(|name, _| name != "id" && name != "changed_at");
            fields
                .values_mut()
                .for_each(|field| *field = without_ids(field.take()));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    value
}
