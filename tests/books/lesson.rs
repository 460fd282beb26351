//! A survey on the pupils' phones: real requests over the machine's own network, a real book.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};

use huong_nghiep_core::command;
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::Fault;
use serde_json::{Value, json};
use support::make::School;
use support::people::AN;
use support::program::Terminal;

/// The desk as a window has it: one after another, from whichever thread.
#[derive(Clone)]
struct Host(Arc<Mutex<Desk>>);

impl Host {
    fn new(school: &School) -> Host {
        let host = Host(Arc::new(Mutex::new(school.desk())));
        let reached = host.clone();
        host.0.lock().unwrap().reach = Some(Arc::new(move |name, request| {
            let mut desk = reached.0.lock().unwrap();
            command::call(&mut desk, name, request).map_err(|error| Fault::from(&error))
        }));
        host.call(
            "book_open",
            json!({"name": AN.login, "password": AN.password}),
        );
        host
    }

    fn call(&self, name: &str, request: Value) -> Value {
        let mut desk = self.0.lock().unwrap();
        let answer = command::call(&mut desk, name, request.clone());
        answer.unwrap_or_else(|error| panic!("{name} {request}: {error:?}"))
    }

    /// Opens the 48 items for a class; answers the survey and the lesson.
    fn open(&self, class: &str, way: &str) -> (Value, Value) {
        let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": [class]});
        let survey = self.call("survey_open", survey)["value"].clone();
        let asked = json!({"survey": survey, "class": class, "way": way, "minutes": 45});
        let lesson = self.call("lesson_open", asked);
        (survey, lesson)
    }
}

/// The port of a lesson on this machine.
fn port(lesson: &Value) -> u16 {
    let address = lesson["addresses"][0].as_str().unwrap();
    address.rsplit(':').next().unwrap().parse().unwrap()
}

/// One request as a phone sends it: status and body.
fn send(port: u16, head: &str, body: &str) -> std::io::Result<(u16, String)> {
    let mut phone = TcpStream::connect(("127.0.0.1", port))?;
    write!(
        phone,
        "{head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    phone.read_to_string(&mut answer)?;
    let status = answer.split(' ').nth(1).and_then(|it| it.parse().ok());
    let status = status.ok_or(std::io::ErrorKind::UnexpectedEof)?;
    let body = answer
        .split_once("\r\n\r\n")
        .map(|(_, body)| body.to_owned());
    Ok((status, body.unwrap_or_default()))
}

fn post(port: u16, path: &str, body: &Value) -> std::io::Result<(u16, Value)> {
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json");
    let (status, answer) = send(port, &head, &body.to_string())?;
    Ok((status, serde_json::from_str(&answer).unwrap_or(Value::Null)))
}

/// Sixty pupils of a class 9D.
fn fill_class(host: &Host) {
    host.call("class_add", json!({"name": "9D"}));
    for number in 0..60 {
        let name = format!("Phạm Thị Số {}", number_word(number));
        host.call("student_add", json!({"name": name, "class": "9D"}));
    }
}

/// A name that no other pupil has.
fn number_word(number: usize) -> String {
    let syllables = ["An", "Bích", "Chi", "Dung", "Em", "Giang", "Hà", "Lan"];
    format!("{} {}", syllables[number / 8], syllables[number % 8])
}

#[test]
fn sixty_phones_at_once_lose_no_answer() {
    let school = School::new();
    let host = Host::new(&school);
    fill_class(&host);
    let (survey, lesson) = host.open("9D", "codes");
    let port = port(&lesson);
    let seats = lesson["seats"].as_array().unwrap().clone();
    assert_eq!(seats.len(), 60);

    let phones: Vec<_> = (0u32..)
        .zip(seats.clone())
        .map(|(number, seat)| {
            std::thread::spawn(move || {
                let (status, form) = post(port, "/enter", &json!({"code": seat["code"]})).unwrap();
                assert_eq!(status, 200, "{form}");
                assert_eq!(form["items"].as_array().unwrap().len(), 48);
                let mut answers = vec![Value::Null; 48];
                for page in 0..8 {
                    for (place, answer) in answers.iter_mut().enumerate().skip(page * 6).take(6) {
                        *answer = json!((number + place as u32) % 5 + 1);
                    }
                    let body = json!({"token": form["token"], "answers": answers, "replies": {},
                                      "is_final": page == 7});
                    let (status, said) = post(port, "/page", &body).unwrap();
                    assert_eq!((status, &said["saved"]), (200, &json!(true)), "{said}");
                }
                answers
            })
        })
        .collect();
    let given: Vec<Vec<Value>> = phones.into_iter().map(|it| it.join().unwrap()).collect();

    let sheet = host.call("survey_sheet", json!({"survey": survey, "class": "9D"}));
    let rows = sheet["rows"].as_array().unwrap();
    for (seat, answers) in seats.iter().zip(&given) {
        let row = rows
            .iter()
            .find(|row| row["student"] == seat["student"])
            .unwrap();
        assert_eq!(row["answers"], json!(answers), "{}", seat["name"]);
    }
    let now = host.call("lesson_get", json!({}));
    let states = now["seats"].as_array().unwrap().iter();
    assert!(states.clone().all(|seat| seat["state"] == "done"));
    // What phones sent is not what the counselor did last.
    let mut desk = host.0.lock().unwrap();
    let undone = command::call(&mut desk, "act_undo", json!({"act": null}));
    assert_eq!(Fault::from(&undone.unwrap_err()).code, "act.used_by");
}

#[test]
fn the_same_answers_give_the_same_results_by_all_four_ways() {
    let school = School::new();
    let host = Host::new(&school);
    fill_class(&host);
    let pupils = host.call("student_list", json!({"class": "9D"}));
    let pupils = pupils.as_array().unwrap().clone();
    assert_eq!(pupils.len(), 60);
    // No two alike, some with gaps, some the same throughout.
    let given = |number: usize| -> Vec<Value> {
        let answer = |item: usize| match (number % 7, item) {
            (0, 20..) => Value::Null,
            (1, _) => json!(3),
            _ => json!((number * 5 + item * (number % 4 + 1)) % 5 + 1),
        };
        (0..48).map(answer).collect()
    };
    let open = || {
        let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9D"]});
        host.call("survey_open", survey)["value"].clone()
    };

    let typed = |way: Value| {
        let survey = open();
        for (number, pupil) in pupils.iter().enumerate() {
            let form = json!({"survey": survey, "student": pupil["id"], "answers": given(number),
                              "way": way});
            host.call("answers_change", form);
        }
        survey
    };
    let (paper, kiosk) = (typed(Value::Null), typed(json!("kiosk")));

    let phones = open();
    let lesson = json!({"survey": phones, "class": "9D", "way": "codes", "minutes": 45});
    let lesson = host.call("lesson_open", lesson);
    let port = port(&lesson);
    for seat in lesson["seats"].as_array().unwrap() {
        let of = |pupil: &Value| pupil["id"] == seat["student"];
        let number = pupils.iter().position(of).unwrap();
        let (_, form) = post(port, "/enter", &json!({"code": seat["code"]})).unwrap();
        let page = json!({"token": form["token"], "answers": given(number), "replies": {},
                          "is_final": true});
        assert_eq!(post(port, "/page", &page).unwrap().0, 200);
    }
    host.call("lesson_close", json!({}));

    let instruments = host.call("instrument_list", json!({}));
    let mut instruments = instruments.as_array().unwrap().iter();
    let riasec = instruments.find(|it| it["code"] == "riasec-48").unwrap();
    let items = riasec["items"].as_array().unwrap().iter();
    let codes: Vec<String> = items.map(|item| item["code"].to_string()).collect();
    let mut table = format!("Họ và tên,Lớp,{}\n", codes.join(","));
    for (number, pupil) in pupils.iter().enumerate() {
        let cells = given(number).into_iter().map(|answer| match answer {
            Value::Null => String::new(),
            other => other.to_string(),
        });
        let cells: Vec<String> = cells.collect();
        table += &format!(
            "{},9D,{}\n",
            pupil["name"].as_str().unwrap(),
            cells.join(",")
        );
    }
    let file = open();
    let path = school.file("phieu.csv", &table);
    host.call("answers_import", json!({"path": path, "survey": file}));

    let results = |survey: &Value| {
        let mut found = host.call("survey_results", json!({"survey": survey}));
        let scores = host.call("survey_scores", json!({"survey": survey}));
        found["scores"] = scores["scales"].clone();
        // Two surveys differ in when and how each form came, not in what is counted of it.
        for row in found["rows"].as_array_mut().unwrap() {
            row.as_object_mut().unwrap().remove("response");
        }
        found
    };
    let want = results(&paper);
    assert_eq!(want["responses"], 60);
    assert!(want["incomplete"].as_u64().unwrap() > 0 && want["straight"].as_u64().unwrap() > 0);
    for (way, survey) in [("kiosk", kiosk), ("phones", phones), ("file", file)] {
        assert_eq!(results(&survey), want, "{way}");
    }
}

#[test]
fn everything_but_the_survey_is_refused_on_that_port() {
    let school = School::new();
    let host = Host::new(&school);
    let (_, lesson) = host.open("9A", "codes");
    let port = port(&lesson);
    let own = format!("Host: 127.0.0.1:{port}");
    let kind = "Content-Type: application/json";

    let (status, page) = send(port, &format!("GET / HTTP/1.1\r\n{own}"), "").unwrap();
    assert_eq!(status, 200);
    let (_, script) = send(port, &format!("GET /phone.js HTTP/1.1\r\n{own}"), "").unwrap();
    assert!(page.len() + script.len() < 100_000);
    for name in ["Nguyễn Văn Đạt", "Lê Quý Đôn", "9A", "Sở thích"] {
        assert!(!page.contains(name) && !script.contains(name), "{name}");
    }

    for head in [
        format!("GET /call/student_list HTTP/1.1\r\n{own}"),
        format!("GET /enter HTTP/1.1\r\n{own}"),
        format!("GET /../book.db HTTP/1.1\r\n{own}"),
        format!("GET /desk.json HTTP/1.1\r\n{own}"),
        format!("PUT / HTTP/1.1\r\n{own}"),
        format!("DELETE /page HTTP/1.1\r\n{own}"),
        format!("OPTIONS /enter HTTP/1.1\r\n{own}"),
        format!("POST /lesson_save HTTP/1.1\r\n{own}\r\n{kind}"),
        "GET / HTTP/1.1\r\nHost: truong.example".to_owned(),
        format!("POST /enter HTTP/1.1\r\nHost: truong.example:{port}\r\n{kind}"),
        format!("POST /enter HTTP/1.1\r\n{own}\r\nContent-Type: text/plain"),
        format!("POST /page HTTP/1.1\r\n{own}\r\n{kind}"),
    ] {
        let (status, body) = send(port, &head, "").unwrap();
        assert_eq!((status, body.as_str()), (404, ""), "{head}");
    }
    let long = format!("POST /page HTTP/1.1\r\n{own}\r\n{kind}");
    let refused = send(port, &long, &"x".repeat(100_000));
    assert!(refused.is_err() || refused.is_ok_and(|(status, _)| status == 413 || status == 404));
}

#[test]
fn wrong_codes_wait_and_a_form_belongs_to_one_phone() {
    let school = School::new();
    let host = Host::new(&school);
    let (_, lesson) = host.open("9A", "codes");
    let port = port(&lesson);
    let code = |at: usize| lesson["seats"][at]["code"].clone();

    let (_, first) = post(port, "/enter", &json!({"code": code(0)})).unwrap();
    let (_, other) = post(port, "/enter", &json!({"code": code(1)})).unwrap();
    let text = first.to_string();
    for seat in lesson["seats"].as_array().unwrap() {
        let (name, id) = (
            seat["name"].as_str().unwrap(),
            seat["student"].as_str().unwrap(),
        );
        assert!(
            !text.contains(name) && !text.contains(id),
            "a phone is told no name"
        );
    }
    let page = |token: &Value, answer: u32, is_final: bool| {
        let mut answers = vec![Value::Null; 48];
        answers[0] = json!(answer);
        json!({"token": token, "answers": answers, "replies": {}, "is_final": is_final})
    };
    assert_eq!(
        post(port, "/page", &page(&first["token"], 5, false))
            .unwrap()
            .0,
        200
    );
    let (status, said) = post(port, "/page", &page(&json!("0123"), 1, false)).unwrap();
    assert_eq!((status, &said["gone"]), (403, &json!(true)));
    let bad = post(port, "/page", &page(&other["token"], 9, false)).unwrap();
    assert_eq!(bad.0, 422, "{}", bad.1);

    // The pupil comes back with another phone: what was saved is there, the old phone is out.
    let (_, again) = post(port, "/enter", &json!({"code": code(0)})).unwrap();
    assert_eq!(again["answers"][0], 5);
    assert_eq!(
        post(port, "/page", &page(&first["token"], 1, false))
            .unwrap()
            .0,
        403
    );
    assert_eq!(
        post(port, "/page", &page(&again["token"], 4, true))
            .unwrap()
            .0,
        200
    );
    let (status, said) = post(port, "/enter", &json!({"code": code(0)})).unwrap();
    assert_eq!(status, 403);
    assert!(said["said"].as_str().unwrap().contains("đã nộp"), "{said}");
    host.call(
        "lesson_reopen",
        json!({"student": lesson["seats"][0]["student"]}),
    );
    assert_eq!(
        post(port, "/enter", &json!({"code": code(0)})).unwrap().0,
        200
    );

    let mut last = (0, Value::Null);
    for _ in 0..6 {
        last = post(port, "/enter", &json!({"code": "AAAAAA"})).unwrap();
    }
    assert_eq!(last.0, 429);
    assert!(last.1["wait"].as_u64().unwrap() >= 1);
    assert_eq!(
        post(port, "/enter", &json!({"code": code(2)})).unwrap().0,
        429
    );
    assert!(
        host.call("lesson_get", json!({}))["wrong"]
            .as_u64()
            .unwrap()
            >= 4
    );
}

#[test]
fn the_lock_and_the_end_of_the_lesson_close_the_port() {
    let school = School::new();
    let host = Host::new(&school);
    let (survey, lesson) = host.open("9A", "names");
    let first = port(&lesson);
    let enter = json!({"code": lesson["class_code"], "name": "tran thi anh"});
    assert_eq!(post(first, "/enter", &enter).unwrap().0, 200);
    let bare = json!({"code": lesson["class_code"]});
    assert_eq!(post(first, "/enter", &bare).unwrap().1["need"], "name");

    host.call("lesson_close", json!({}));
    assert!(TcpStream::connect(("127.0.0.1", first)).is_err());
    assert_eq!(host.call("lesson_get", json!({})), Value::Null);

    let asked = json!({"survey": survey, "class": "9A", "way": "codes", "minutes": 45});
    let second = port(&host.call("lesson_open", asked));
    assert!(TcpStream::connect(("127.0.0.1", second)).is_ok());
    host.call("book_close", json!({}));
    assert!(TcpStream::connect(("127.0.0.1", second)).is_err());
}

#[test]
fn forms_without_names_take_the_code_of_the_class() {
    let school = School::new();
    let host = Host::new(&school);
    let survey =
        json!({"instrument": "danh-gia-hoat-dong", "title": "Sau ngày hội", "classes": ["9A"]});
    let survey = host.call("survey_open", survey)["value"].clone();
    let asked = json!({"survey": survey, "class": "9A", "way": "codes", "minutes": 30});
    let lesson = host.call("lesson_open", asked);
    assert_eq!(lesson["seats"], json!([]));
    let port = port(&lesson);
    for answer in 1..=3 {
        let (_, form) = post(port, "/enter", &json!({"code": lesson["class_code"]})).unwrap();
        let answers = vec![json!(answer); form["items"].as_array().unwrap().len()];
        let page =
            json!({"token": form["token"], "answers": answers, "replies": {}, "is_final": true});
        // Sent twice, as after an answer that got lost, it stays one form.
        assert_eq!(post(port, "/page", &page).unwrap().0, 200);
    }
    let page = host.call("survey_get", json!({"survey": survey}));
    assert_eq!(page["survey"]["responses"], 3);
    let results = host.call("survey_results", json!({"survey": survey}));
    assert_eq!(
        results["scales"][0]["mean_score"],
        Value::Null,
        "fewer than five"
    );
    assert_eq!(results["rows"], json!([]));
}

#[test]
fn a_killed_program_keeps_every_page_that_a_phone_was_told_is_saved() {
    for round in 0..5u32 {
        let school = School::new();
        let terminal = Terminal::new(&school.path("home"), &school.book, AN.password);
        let (mut child, door) = serve(&terminal, &school);
        let call = |name: &str, request: Value| {
            let (status, answer) = post(door, &format!("/call/{name}"), &request).unwrap();
            assert_eq!(status, 200, "{name}: {answer}");
            answer
        };
        call(
            "book_open",
            json!({"name": AN.login, "password": AN.password}),
        );
        let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9A"]});
        let survey = call("survey_open", survey)["value"].clone();
        let asked = json!({"survey": survey, "class": "9A", "way": "codes", "minutes": 45});
        let lesson = call("lesson_open", asked);
        let port = port(&lesson);
        let seats = lesson["seats"].as_array().unwrap().clone();
        let saved: Arc<Mutex<Vec<(String, u32)>>> = Arc::default();
        let phones: Vec<_> = seats
            .into_iter()
            .map(|seat| {
                let saved = saved.clone();
                std::thread::spawn(move || {
                    let Ok((200, form)) = post(port, "/enter", &json!({"code": seat["code"]}))
                    else {
                        return;
                    };
                    for page in 1..=48 {
                        let answers: Vec<Value> = (1..=48)
                            .map(|place| if place <= page { json!(3) } else { Value::Null })
                            .collect();
                        let body = json!({"token": form["token"], "answers": answers,
                                          "replies": {}, "is_final": false});
                        let Ok((200, _)) = post(port, "/page", &body) else {
                            return;
                        };
                        let student = seat["student"].as_str().unwrap().to_owned();
                        saved.lock().unwrap().push((student, page));
                    }
                })
            })
            .collect();
        while saved.lock().unwrap().len() < 5 + 12 * round as usize {
            assert!(!phones.iter().all(|phone| phone.is_finished()), "refused");
            std::thread::yield_now();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        phones.into_iter().for_each(|phone| phone.join().unwrap());

        let mut an = school.sit(AN);
        let sheet = an.call("survey_sheet", json!({"survey": survey, "class": "9A"}));
        for (student, page) in saved.lock().unwrap().iter() {
            let mut rows = sheet["rows"].as_array().unwrap().iter();
            let row = rows.find(|row| row["student"] == *student).unwrap();
            let there = row["answers"].as_array().unwrap().iter();
            let there = there.filter(|answer| !answer.is_null()).count();
            assert!(there >= *page as usize, "round {round}: {there} of {page}");
        }
        an.verify();
    }
}

/// The program with its door for browsers, and the door's port.
fn serve(terminal: &Terminal, school: &School) -> (Child, u16) {
    let ui = school.path("ui");
    std::fs::create_dir_all(&ui).unwrap();
    let ui = ui.display().to_string();
    let mut command = terminal.command(&["serve", "--ui", &ui, "--port", "0"]);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let port = line.trim().rsplit(':').next().unwrap().parse().unwrap();
    (child, port)
}
