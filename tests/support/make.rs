//! The school of the tests, and what a person does at its desk.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use huong_nghiep_core::command;
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::kernel::Clock;
use huong_nghiep_core::{Error, Fault};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::people::{AN, EVERYONE, Person};
use crate::program;

/// The day on which every test happens unless it says otherwise: a Monday in April.
pub const TODAY: &str = "2026-04-20T02:00:00Z";

/// Pupils of the school: name, birth date, sex, class.
pub const PUPILS: [(&str, &str, &str, &str); 9] = [
    ("Nguyễn Văn Đạt", "2011-05-09", "male", "9A"),
    ("Trần Thị Ánh", "2011-11-20", "female", "9A"),
    ("Lê Thị Ân", "2011-01-30", "female", "9A"),
    ("Phạm Minh An", "2011-03-02", "male", "9A"),
    ("Hoàng Thị Yến", "2011-08-15", "female", "9B"),
    ("Vũ Đức Dũng", "2011-07-07", "male", "9B"),
    ("Bùi Thị Ánh", "2011-09-01", "female", "9B"),
    ("Đỗ Quốc Bảo", "2012-02-12", "male", "8A"),
    ("Ngô Thị Xuân", "2012-12-31", "female", "8A"),
];

/// A folder of one test with a book in it.
pub struct School {
    folder: TempDir,
    pub book: PathBuf,
    pub recovery_key: String,
}

/// Somebody at the desk with the book open.
pub struct Seat {
    pub desk: Desk,
}

impl School {
    /// Trường THCS Lê Quý Đôn in the year 2025-2026, with three accounts, three classes and nine
    /// pupils; nothing else has been done in it.
    pub fn new() -> School {
        let (template, recovery_key) = template();
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("truong.sohn");
        crate::copy_folder(&template.path().join("truong.sohn"), &book);
        School {
            folder,
            book,
            recovery_key: recovery_key.clone(),
        }
    }

    /// A place of this test outside the book.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of this test.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A desk at which nobody has signed in.
    pub fn desk(&self) -> Desk {
        self.desk_at(TODAY)
    }

    /// The same at another moment.
    pub fn desk_at(&self, now: &str) -> Desk {
        let home = self.path("home");
        Desk::new(&home, Some(&self.book), program::path(), Clock::fixed(now))
    }

    /// The person signed in.
    pub fn sit(&self, person: Person) -> Seat {
        self.sit_at(person, TODAY)
    }

    /// The person signed in at another moment.
    pub fn sit_at(&self, person: Person, now: &str) -> Seat {
        self.sit_with(person, Clock::fixed(now))
    }

    /// The person signed in with a clock of the test's own.
    pub fn sit_with(&self, person: Person, clock: Clock) -> Seat {
        let home = self.path("home");
        let mut seat = Seat {
            desk: Desk::new(&home, Some(&self.book), program::path(), clock),
        };
        seat.call(
            "book_open",
            json!({"name": person.login, "password": person.password}),
        );
        seat
    }

    /// Why the book does not open with this name and password.
    pub fn refused_to(&self, login: &str, password: &str) -> Fault {
        let mut seat = Seat { desk: self.desk() };
        seat.refused("book_open", json!({"name": login, "password": password}))
    }
}

impl Default for School {
    fn default() -> Self {
        School::new()
    }
}

impl Seat {
    /// Calls a command that is expected to work.
    pub fn call(&mut self, name: &str, request: Value) -> Value {
        match self.try_call(name, request.clone()) {
            Ok(answer) => answer,
            Err(error) => panic!("{name} {request}: {:?} {error:?}", Fault::from(&error)),
        }
    }

    /// Calls a command that is expected to be refused, and checks that it wrote nothing.
    pub fn refused(&mut self, name: &str, request: Value) -> Fault {
        let acts = self.acts();
        match self.try_call(name, request.clone()) {
            Ok(answer) => panic!("{name} {request} was taken: {answer}"),
            Err(error) => {
                assert_eq!(self.acts(), acts, "a refused {name} left an act behind");
                let fault = Fault::from(&error);
                let messages = fault
                    .fields
                    .iter()
                    .map(|field| &field.message)
                    .chain([&fault.message]);
                for message in messages {
                    assert!(!message.contains('{'), "a place is left open: {message}");
                    assert!(message.ends_with('.'), "no sentence: {message}");
                }
                fault
            }
        }
    }

    pub fn try_call(&mut self, name: &str, request: Value) -> Result<Value, Error> {
        command::call(&mut self.desk, name, request)
    }

    /// Closes the book, with the backup that belongs to it.
    pub fn close(mut self) {
        self.call("book_close", json!({}));
    }

    /// Stands up without a backup.
    pub fn desk_closed(mut self) {
        self.desk.close_without_backup().unwrap();
    }

    /// Whether everything in the book fits together.
    pub fn verify(&mut self) -> Value {
        let found = self.call("book_check", json!({}));
        assert_eq!(found["ok"], true, "{found}");
        found
    }

    /// Records an activity over the usual one; answers its id.
    pub fn add_activity(&mut self, changes: Value) -> String {
        let done = self.call("activity_add", activity(changes));
        done["value"]["id"].as_str().unwrap().to_owned()
    }

    /// Makes the school one of THCS and THPT with a class 10A.
    pub fn teach_thpt(&mut self) {
        let mut school = self.call("school_get", json!({}));
        school["levels"] = json!(["thcs", "thpt"]);
        self.call("school_change", school);
        self.call("class_add", json!({"name": "10A"}));
    }

    /// The id of the pupil with this name.
    pub fn pupil(&mut self, name: &str) -> String {
        let list = self.call("student_list", json!({}));
        let found = list
            .as_array()
            .unwrap()
            .iter()
            .find(|pupil| pupil["name"] == name);
        found.unwrap_or_else(|| panic!("no {name}"))["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The id of the class with this name.
    pub fn class(&mut self, name: &str) -> String {
        let list = self.call("class_list", json!({}));
        let found = list
            .as_array()
            .unwrap()
            .iter()
            .find(|class| class["name"] == name);
        found.unwrap_or_else(|| panic!("no {name}"))["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// The id of the account with this login name.
    pub fn account(&mut self, login: &str) -> String {
        let list = self.call("account_list", json!({}));
        let found = list
            .as_array()
            .unwrap()
            .iter()
            .find(|account| account["name"] == login);
        found.unwrap_or_else(|| panic!("no {login}"))["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Names of a list's rows, in its order.
    pub fn names(&mut self, command: &str, request: Value) -> Vec<String> {
        texts(&self.call(command, request), "name")
    }

    /// How many acts the log holds, where the role may look.
    fn acts(&mut self) -> Option<Value> {
        let list = self.try_call("act_list", json!({"limit": 1})).ok()?;
        Some(list[0]["act"].clone())
    }
}

/// One text of every row of a list.
pub fn texts(list: &Value, field: &str) -> Vec<String> {
    let rows = list.as_array().unwrap_or_else(|| panic!("no list: {list}"));
    rows.iter()
        .map(|row| row[field].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Fields and codes of a fault, in its order.
pub fn fields(fault: &Fault) -> Vec<(&str, &str)> {
    fault
        .fields
        .iter()
        .map(|field| (field.field.as_str(), field.code.as_str()))
        .collect()
}

/// A field trip of 9A and 9B with `changes` laid over it.
pub fn activity(changes: Value) -> Value {
    over(
        json!({
            "kind": "field_trip", "title": "Tham quan xưởng cơ khí Bến Rừng", "status": "done",
            "starts_on": "2026-04-11", "place": "KCN Bến Rừng", "classes": ["9A", "9B"],
            "counts": {"students": 6, "female": 3, "parents": 0, "staff": 2, "community": 0},
            "partners": ["Công ty CP Cơ khí Bến Rừng"], "contents": ["d"],
            "funding": [{"source": "socialised", "item": "activity", "label": "",
                         "planned_vnd": 9_000_000, "spent_vnd": 9_350_000}],
        }),
        changes,
    )
}

/// `changes` laid over `base`, field by field.
pub fn over(mut base: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        base[name] = value.clone();
    }
    base
}

/// What the wizard sends for this school.
pub fn new_book(folder: &Path) -> Value {
    let accounts = EVERYONE.iter().map(|person| {
        json!({"name": person.login, "full_name": person.full_name, "role": person.role,
               "password": person.password, "classes": person.classes})
    });
    json!({
        "school": {"name": "Trường THCS Lê Quý Đôn", "code": "31303512", "levels": ["thcs"],
                   "kind": "public", "province": "Hải Phòng", "commune": "Phường Hồng Bàng",
                   "parent_body": "Ủy ban nhân dân phường Hồng Bàng", "disadvantaged": false,
                   "principal": "Lê Thị Chi"},
        "year": "2025-2026",
        "accounts": accounts.collect::<Vec<_>>(),
        "folder": folder,
    })
}

/// The one school that is made; every test has a copy of its folder.
fn template() -> &'static (TempDir, String) {
    static MADE: OnceLock<(TempDir, String)> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("truong.sohn");
        let clock = Clock::fixed("2025-09-05T01:00:00Z");
        let desk = Desk::new(folder.path(), Some(&book), Path::new("none"), clock);
        let mut an = Seat { desk };
        let made = an.call("book_create", new_book(&book));
        for class in ["9B", "8A"] {
            an.call("class_add", json!({"name": class}));
        }
        for (name, born_on, sex, class) in PUPILS {
            an.call(
                "student_add",
                json!({"name": name, "born_on": born_on, "sex": sex, "class": class}),
            );
        }
        an.desk.close_without_backup().unwrap();
        assert_eq!(made["session"]["account"]["name"], AN.login);
        (
            folder,
            made["recovery_keys"][0]["key"].as_str().unwrap().to_owned(),
        )
    })
}
