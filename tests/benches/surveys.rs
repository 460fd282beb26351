//! Answers of a file taken over reading it with calamine and inserting them into SQLCipher; results
//! of many forms; forty phones that save their pages at once.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use calamine::{Reader, open_workbook_auto};
use huong_nghiep_core::command;
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::Fault;
use rusqlite::params;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use support::make::School;
use support::people::AN;

use crate::bare;
use crate::table::{Table, middle, part, time};

const ITEMS: u32 = 48;
const PHONES: usize = 40;
const PAGES: usize = 8;

pub fn measure(table: &mut Table, forms: u32, folder: &Path) {
    files(table, forms, folder);
    phones(table);
}

fn files(table: &mut Table, forms: u32, folder: &Path) {
    let file = folder.join("tra-loi.xlsx");
    let school = School::new();
    let mut seat = school.sit(AN);
    write(&file, &seat.call("instrument_list", json!({}))[0], forms);
    let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9A"]});
    let survey = seat.call("survey_open", survey)["value"].clone();
    let asked = json!({"path": file, "survey": survey, "anonymous": true});
    let ours = time(|| {
        let done = seat.call("answers_import", asked);
        assert_eq!(done["value"]["new"], forms);
    });
    let connection = bare::open(&folder.join("answers.db"));
    let alone = time(|| read_and_insert(&file, connection, forms));
    let name = format!("Nhập {} câu trả lời từ tệp", forms * ITEMS);
    table.at_most(&name, ours, ("calamine + SQLCipher", alone), 3.0);
    let mut shown: Vec<Duration> = (0..5)
        .map(|_| time(|| drop(seat.call("survey_results", json!({"survey": survey})))))
        .collect();
    let name = format!("Kết quả khảo sát {} câu trả lời", forms * ITEMS);
    let half = middle(&mut shown);
    table.within(
        &name,
        part(&mut shown, 99),
        half,
        Duration::from_millis(200),
    );
}

/// A table as a form on the internet gives it: one row for each person.
fn write(path: &Path, instrument: &Value, forms: u32) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "Lớp").unwrap();
    for (column, item) in (1u16..).zip(instrument["items"].as_array().unwrap()) {
        let text = item["text"].as_str().unwrap();
        sheet.write_string(0, column, text).unwrap();
    }
    for row in 1..=forms {
        sheet.write_string(row, 0, "9A").unwrap();
        for column in 1..=ITEMS {
            let answer = f64::from((row * 7 + column * 3) % 5 + 1);
            sheet.write_number(row, column as u16, answer).unwrap();
        }
    }
    workbook.save(path).unwrap();
}

fn read_and_insert(file: &Path, mut connection: rusqlite::Connection, forms: u32) {
    let mut workbook = open_workbook_auto(file).unwrap();
    let range = workbook.worksheet_range_at(0).unwrap().unwrap();
    let transaction = connection.transaction().unwrap();
    {
        let mut form = transaction
            .prepare(
                "INSERT INTO response (id, survey_id, source, changed_at, changed_on)
                 VALUES (?1, 's', 'file', '2026-04-20T02:00:00Z', 'd')",
            )
            .unwrap();
        let mut answer = transaction
            .prepare("INSERT INTO answer (response_id, item, value) VALUES (?1, ?2, ?3)")
            .unwrap();
        for (number, row) in range.rows().skip(1).enumerate() {
            let id = format!("0190a000-0000-7000-8000-{number:012}");
            form.execute(params![id]).unwrap();
            for (item, cell) in row.iter().skip(1).enumerate() {
                let value: i64 = cell.to_string().parse().unwrap();
                answer
                    .execute(params![id, format!("R{item}"), value])
                    .unwrap();
            }
        }
    }
    transaction.commit().unwrap();
    assert_eq!(range.height(), forms as usize + 1);
}

/// Each phone saves its eight pages one after another, all phones at once.
fn phones(table: &mut Table) {
    let school = School::new();
    let desk: Arc<Mutex<Desk>> = Arc::new(Mutex::new(school.sit(AN).desk));
    let reached = desk.clone();
    desk.lock().unwrap().reach = Some(Arc::new(move |name, request| {
        let mut desk = reached.lock().unwrap();
        command::call(&mut desk, name, request).map_err(|error| Fault::from(&error))
    }));
    let call = |name: &str, request: Value| {
        command::call(&mut desk.lock().unwrap(), name, request).unwrap()
    };
    call("class_add", json!({"name": "9D"}));
    for number in 0..PHONES {
        let name = format!("Em {}", "abcdefgh".chars().nth(number / 8).unwrap());
        let name = format!("{name} {}", "klmnopqr".chars().nth(number % 8).unwrap());
        call("student_add", json!({"name": name, "class": "9D"}));
    }
    let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9D"]});
    let survey = call("survey_open", survey)["value"].clone();
    let asked = json!({"survey": survey, "class": "9D", "way": "codes", "minutes": 30});
    let lesson = call("lesson_open", asked);
    let address = lesson["addresses"][0].as_str().unwrap();
    let port: u16 = address.rsplit(':').next().unwrap().parse().unwrap();
    let waiting: Vec<_> = lesson["seats"]
        .as_array()
        .unwrap()
        .iter()
        .map(|seat| seat["code"].clone())
        .map(|code| std::thread::spawn(move || answer(port, &code)))
        .collect();
    let mut saved: Vec<Duration> = waiting
        .into_iter()
        .flat_map(|phone| phone.join().unwrap())
        .collect();
    call("lesson_close", json!({}));
    let half = middle(&mut saved);
    let name = format!("{PHONES} điện thoại cùng lưu trang (p95)");
    table.within(
        &name,
        part(&mut saved, 95),
        half,
        Duration::from_millis(300),
    );
}

fn answer(port: u16, code: &Value) -> Vec<Duration> {
    let form = post(port, "/enter", &json!({"code": code}));
    (1..=PAGES)
        .map(|page| {
            let answers: Vec<Value> = (0..ITEMS as usize)
                .map(|place| {
                    if place < page * 6 {
                        json!(3)
                    } else {
                        Value::Null
                    }
                })
                .collect();
            let body = json!({"token": form["token"], "answers": answers, "replies": {},
                              "is_final": page == PAGES});
            time(|| assert_eq!(post(port, "/page", &body)["saved"], true))
        })
        .collect()
}

fn post(port: u16, path: &str, body: &Value) -> Value {
    let mut phone = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let body = body.to_string();
    write!(
        phone,
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    phone.read_to_string(&mut answer).unwrap();
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    serde_json::from_str(body).unwrap()
}
