//! The year's plan: tasks typed, copied and taken from files, closed by activities, called to mind.

use serde_json::{Value, json};
use support::make::{School, Seat, fields, texts};
use support::people::{AN, BINH, CHI};

fn add(an: &mut Seat, title: &str, due_on: &str) -> String {
    let task = json!({"title": title, "lead": "Cô An", "due_on": due_on, "product": "Biên bản"});
    an.call("task_add", task)["value"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn task(an: &mut Seat, id: &str) -> Value {
    let page = an.call("task_list", json!({}));
    let tasks = page["tasks"].as_array().unwrap();
    tasks.iter().find(|task| task["id"] == id).unwrap().clone()
}

#[test]
fn a_task_says_how_it_stands_and_is_called_to_mind() {
    let school = School::new();
    let mut an = school.sit(AN);
    // Today is 20 April 2026.
    let late = add(&mut an, "Nhập phiếu lớp 9C", "2026-04-16");
    let near = add(&mut an, "Chốt nguyện vọng", "2026-04-23");
    let far = add(&mut an, "Báo cáo năm", "2026-07-01");
    let stands = |an: &mut Seat, id: &str| {
        let task = task(an, id);
        (
            task["standing"].as_str().unwrap().to_owned(),
            task["days"].as_i64().unwrap(),
        )
    };
    assert_eq!(stands(&mut an, &late), ("overdue".to_owned(), 4));
    assert_eq!(stands(&mut an, &near), ("near".to_owned(), 3));
    assert_eq!(stands(&mut an, &far), ("ahead".to_owned(), 0));
    let start = an.call("overview_get", json!({}));
    let titles = texts(&start["deadlines"], "title");
    assert!(
        titles.contains(&"Chốt nguyện vọng".to_owned()),
        "{titles:?}"
    );
    assert!(!titles.contains(&"Báo cáo năm".to_owned()), "{titles:?}");

    let mut done = task(&mut an, &late);
    done["state"] = json!("done");
    an.call("task_change", json!({"id": late, "task": done}));
    let done = task(&mut an, &late);
    assert_eq!(
        (&done["standing"], &done["done_on"]),
        (&json!("late"), &json!("2026-04-20"))
    );
    an.call("act_undo", json!({"act": null}));
    assert_eq!(stands(&mut an, &late).0, "overdue");

    let wrong = an.refused(
        "task_add",
        json!({"title": " ", "due_on": "31/02", "state": "later", "done_on": "2030-01-01"}),
    );
    assert_eq!(
        fields(&wrong),
        [
            ("title", "form.required"),
            ("state", "form.bad_choice"),
            ("due_on", "form.bad_date"),
            ("done_on", "consent.future"),
        ]
    );
    an.call("task_remove", json!({"id": far}));
    assert_eq!(
        an.call("task_list", json!({}))["tasks"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    an.verify();
}

#[test]
fn an_activity_that_fulfils_a_task_closes_it() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = add(&mut an, "Tham quan khối 9", "2026-05-15");
    let visit =
        an.add_activity(json!({"status": "planned", "counts": {}, "starts_on": "2026-05-05"}));
    let mut wanted = task(&mut an, &id);
    wanted["activity"] = json!(visit);
    an.call("task_change", json!({"id": id, "task": wanted}));
    assert_eq!(task(&mut an, &id)["state"], "todo", "a plan is no deed");

    let done = support::make::activity(json!({"starts_on": "2026-04-18"}));
    an.call("activity_change", json!({"id": visit, "draft": done}));
    let closed = task(&mut an, &id);
    assert_eq!(
        (&closed["state"], &closed["done_on"]),
        (&json!("done"), &json!("2026-04-18"))
    );
    assert_eq!(closed["activity_title"], "Tham quan xưởng cơ khí Bến Rừng");
    an.verify();
}

#[test]
fn a_task_opens_again_when_what_fulfilled_it_turns_out_not_to_be_done() {
    let school = School::new();
    let mut an = school.sit(AN);
    let visit = an.add_activity(json!({"starts_on": "2026-04-11"}));
    let closed = |an: &mut Seat, title: &str| {
        let id = add(an, title, "2026-05-15");
        let mut wanted = task(an, &id);
        wanted["activity"] = json!(visit);
        an.call("task_change", json!({"id": id, "task": wanted}));
        assert_eq!(task(an, &id)["done_on"], "2026-04-11");
        id
    };
    let (id, by_hand) = (closed(&mut an, "Tham quan"), closed(&mut an, "Báo cáo"));
    let mut wanted = task(&mut an, &by_hand);
    wanted["done_on"] = json!("2026-04-15");
    an.call("task_change", json!({"id": by_hand, "task": wanted}));
    let states = |an: &mut Seat| {
        let state = |task: Value| (task["state"].clone(), task["done_on"].clone());
        (state(task(an, &id)), state(task(an, &by_hand)))
    };
    let kept = (json!("done"), json!("2026-04-15"));
    let open = (json!("todo"), json!(null));
    let on = |day: &str| (json!("done"), json!(day));

    // The day moves, and the task with it; what a person dated stays.
    let moved = support::make::activity(json!({"starts_on": "2026-04-12"}));
    an.call("activity_change", json!({"id": visit, "draft": moved}));
    assert_eq!(states(&mut an), (on("2026-04-12"), kept.clone()));

    let cancelled = json!({"starts_on": "2026-04-12", "status": "cancelled", "counts": {}});
    let cancelled = support::make::activity(cancelled);
    an.call("activity_change", json!({"id": visit, "draft": cancelled}));
    assert_eq!(states(&mut an), (open.clone(), kept.clone()));
    an.call("act_undo", json!({}));
    assert_eq!(states(&mut an), (on("2026-04-12"), kept.clone()));

    // Into the bin and out again.
    an.call("activity_remove", json!({"id": visit}));
    assert_eq!(states(&mut an), (open, kept.clone()));
    an.call("activity_restore", json!({"id": visit}));
    assert_eq!(states(&mut an), (on("2026-04-12"), kept));
    an.verify();
}

#[test]
fn what_was_done_in_another_year_fulfils_nothing() {
    let school = School::new();
    let mut an = school.sit(AN);
    let visit = an.add_activity(json!({"starts_on": "2026-04-11"}));
    an.call(
        "year_add",
        json!({"year": "2026-2027", "copy_classes": true}),
    );
    let wanted = json!({"year": "2026-2027", "title": "Tham quan", "due_on": "2027-04-30",
                        "activity": visit});
    let refused = an.refused("task_add", wanted);
    assert_eq!(refused.fields[0].field, "activity");
    an.verify();
}

#[test]
fn a_ready_plan_goes_in_once_and_last_years_plan_comes_again_a_year_later() {
    let school = School::new();
    let mut an = school.sit(AN);
    let page = an.call("task_list", json!({}));
    assert_eq!(texts(&page["templates"], "id"), ["nghe-an", "thcs"]);
    let taken = an.call("task_copy", json!({"template": "nghe-an"}))["value"].clone();
    assert_eq!((&taken["new"], &taken["read"]), (&json!(12), &json!(12)));
    let again = an.call("task_copy", json!({"template": "nghe-an"}))["value"].clone();
    assert_eq!(
        (&again["new"], &again["unchanged"]),
        (&json!(0), &json!(12))
    );
    let page = an.call("task_list", json!({}));
    // "Xong trước ngày 05/9" is done by the 4th.
    assert_eq!(page["tasks"][0]["due_on"], "2025-09-04");
    let mut first = page["tasks"][0].clone();
    first["state"] = json!("done");
    an.call("task_change", json!({"id": first["id"], "task": first}));
    let outline = an.call(
        "report_outline",
        json!({"period": {"year": "2025-2026", "kind": "year", "from": null, "to": null}}),
    );
    let sheets = outline["sheets"].as_array().unwrap();
    let sheet = sheets.iter().find(|sheet| sheet["id"] == "tasks").unwrap();
    assert_eq!(sheet["tables"][0]["rows"].as_array().unwrap().len(), 12);

    an.call(
        "year_add",
        json!({"year": "2026-2027", "copy_classes": true}),
    );
    an.call("year_open", json!({"year": "2026-2027"}));
    let page = an.call("task_list", json!({}));
    assert_eq!(page["before"], "2025-2026");
    let taken = an.call("task_copy", json!({"from": "2025-2026"}))["value"].clone();
    assert_eq!(taken["new"], 12);
    let first = an.call("task_list", json!({}))["tasks"][0].clone();
    assert_eq!(
        (&first["due_on"], &first["state"]),
        (&json!("2026-09-04"), &json!("todo"))
    );
    an.verify();
}

/// The annex of Nghệ An as a Word table, a spreadsheet's text, and the text of the document: 27 tasks, one of
/// them without its lead, two without what comes of them.
const ROWS: [[&str; 6]; 5] = [
    ["1", "Nâng cao nhận thức", "", "", "", ""],
    [
        "1.1",
        "Xây dựng Kế hoạch truyền thông",
        "",
        "Sở TT&TT, Báo",
        "Xong trước ngày 05/9 hàng năm",
        "Sở GDĐT",
    ],
    [
        "1.2",
        "Tổ chức hội nghị",
        "Sở LĐTBXH",
        "Sở GDĐT",
        "Xong trước ngày 30/9 hàng năm",
        "Sở LĐTBXH",
    ],
    [
        "4.1",
        "Đoàn cấp tỉnh",
        "UBND tỉnh",
        "Các sở",
        "Xong trước ngày 10/12 hàng năm",
        "",
    ],
    [
        "5.1",
        "Rà soát, đánh giá",
        "UBND huyện",
        "Sở GDĐT",
        "Xong trước ngày 20/12 hàng năm",
        "Báo cáo",
    ],
];

#[test]
fn a_plan_from_a_word_table_keeps_every_cell_in_its_column() {
    let school = School::new();
    let mut an = school.sit(AN);
    let cell = |text: &str| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"900\"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        )
    };
    let rows: String = (ROWS.iter())
        .map(|row| {
            format!(
                "<w:tr>{}</w:tr>",
                row.iter()
                    .map(|text| cell(&text.replace('&', "&amp;")))
                    .collect::<String>()
            )
        })
        .collect();
    let document = format!(
        "<?xml version=\"1.0\"?><w:document><w:body><w:p><w:r><w:t>PHỤ LỤC</w:t></w:r></w:p><w:tbl>{rows}</w:tbl></w:body></w:document>"
    );
    let path = school.path("ke-hoach.docx");
    let mut package = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    package
        .start_file(
            "word/document.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .unwrap();
    std::io::Write::write_all(&mut package, document.as_bytes()).unwrap();
    package.finish().unwrap();

    let tried = an.call("task_import", json!({"path": path, "dry_run": true}))["value"].clone();
    assert_eq!(tried["new"], 4, "{tried}");
    assert_eq!(
        an.call("task_list", json!({}))["tasks"],
        json!([]),
        "only tried"
    );
    let taken = an.call("task_import", json!({"path": path}))["value"].clone();
    for (row, task) in ROWS[1..].iter().zip(taken["tasks"].as_array().unwrap()) {
        assert_eq!(
            [
                &task["title"],
                &task["lead"],
                &task["partners"],
                &task["product"]
            ],
            [row[1], row[2], row[3], row[5]]
                .map(|text| json!(text))
                .each_ref(),
        );
        assert_eq!(task["source"], json!(format!("ke-hoach, mục {}", row[0])));
    }
    assert_eq!(taken["tasks"][0]["due_on"], "2025-09-04");
    let again = an.call("task_import", json!({"path": path}))["value"].clone();
    assert_eq!((&again["new"], &again["unchanged"]), (&json!(0), &json!(4)));

    let none = school.file("khac.csv", "Họ và tên,Lớp\nNguyễn Văn Đạt,9A\n");
    assert_eq!(
        an.refused("task_import", json!({"path": none})).code,
        "task.no_rows"
    );
    an.verify();
}

#[test]
fn the_text_of_an_annex_is_read_whole_and_a_missing_cell_moves_no_other() {
    let school = School::new();
    let mut an = school.sit(AN);
    let text = "Trên đây là Kế hoạch.\n \tNâng cao nhận thức\n\t\u{a0}\n\t\u{a0}\n\t\u{a0}\n\t\u{a0}\n\n\
        \t1.1\n\tXây dựng Kế hoạch truyền thông\n \tSở TT&TT, Báo\n\tXong trước ngày 05/9 hàng năm\n\tSở GDĐT\n\n\
        \t2.1\n\tChỉ đạo các trường\n\tSở GDĐT\n\tUBND các huyện \nCác cơ sở giáo dục\n\tXong trước ngày 30/9 hàng năm\n\tSở GDĐT\n\n\
        \t4\n\tTổ chức kiểm tra\n\t\u{a0}\n\t\u{a0}\n\t\u{a0}\n\t\u{a0}\n\n\
        \t4.1\n\tĐoàn cấp tỉnh\n\tUBND tỉnh\n\tCác sở\n\tXong trước ngày 10/12 hàng năm\n\t\u{a0}\n";
    let path = school.file("phu-luc.txt", text);
    let taken = an.call("task_import", json!({"path": path}))["value"].clone();
    let said: Vec<[&str; 4]> = (taken["tasks"].as_array().unwrap().iter())
        .map(|task| {
            ["title", "lead", "partners", "product"].map(|field| task[field].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        said,
        [
            [
                "Xây dựng Kế hoạch truyền thông",
                "",
                "Sở TT&TT, Báo",
                "Sở GDĐT"
            ],
            [
                "Chỉ đạo các trường",
                "Sở GDĐT",
                "UBND các huyện Các cơ sở giáo dục",
                "Sở GDĐT"
            ],
            ["Đoàn cấp tỉnh", "UBND tỉnh", "Các sở", ""],
        ]
    );
}

#[test]
fn the_annex_of_nghe_an_comes_in_whole() {
    let school = School::new();
    let mut an = school.sit(AN);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/plans/nghe-an-3129.txt");
    let taken = an.call("task_import", json!({"path": path}))["value"].clone();
    let tasks = taken["tasks"].as_array().unwrap();
    assert_eq!((tasks.len(), &taken["new"]), (27, &json!(27)));
    let without = |field: &str| -> Vec<&str> {
        let open = tasks.iter().filter(|task| task[field] == "");
        open.map(|task| task["source"].as_str().unwrap()).collect()
    };
    assert_eq!(without("lead"), ["nghe-an-3129, mục 1.1"]);
    assert_eq!(
        without("product"),
        ["nghe-an-3129, mục 4.1", "nghe-an-3129, mục 4.2"]
    );
    assert!(without("title").is_empty() && without("partners").is_empty());
    let first = &tasks[0];
    assert_eq!(
        (&first["due_on"], &first["product"]),
        (&json!("2025-09-04"), &json!("Sở Giáo dục và Đào tạo"))
    );
    // A deadline of one year long ago stays in its words.
    let undated = tasks.iter().filter(|task| task["due_on"].is_null());
    for task in undated {
        assert_ne!(task["note"], "", "{task}");
    }
}

#[test]
fn who_does_a_task_is_not_taken_for_its_deadline() {
    let school = School::new();
    let mut an = school.sit(AN);
    let path = school.file(
        "ke-hoach.csv",
        "STT,Nội dung công việc,Bộ phận thực hiện,Kinh phí,Thời gian,Ghi chú\n\
         1,Tư vấn chọn nghề,Ban hướng nghiệp,2 triệu,Xong trước 30/5,Khối 9\n",
    );
    let taken = an.call("task_import", json!({"path": path}))["value"].clone();
    let task = &taken["tasks"][0];
    assert_eq!(
        [&task["lead"], &task["due_on"], &task["note"]],
        [
            &json!("Ban hướng nghiệp"),
            &json!("2026-05-29"),
            &json!("Khối 9")
        ]
    );
    assert_eq!(taken["unknown"], json!(["Kinh phí"]));
    let other = school.file(
        "khac.csv",
        "STT,Công việc,Cá nhân phụ trách,Thời gian thực hiện\n1,Mở hội thảo,Cô An,Tháng 3\n",
    );
    let taken = an.call("task_import", json!({"path": other}))["value"].clone();
    let task = &taken["tasks"][0];
    assert_eq!(
        [&task["lead"], &task["due_on"]],
        [&json!("Cô An"), &json!("2026-03-31")]
    );
}

#[test]
fn a_column_of_who_is_told_off_is_no_column_of_tasks() {
    let school = School::new();
    let mut an = school.sit(AN);
    let path = school.file(
        "phan-cong.csv",
        "STT,Phân công nhiệm vụ,Nội dung,Thời hạn\n1,Cô Hà,Ngày hội hướng nghiệp,30/5/2026\n",
    );
    let taken = an.call("task_import", json!({"path": path}))["value"].clone();
    let task = &taken["tasks"][0];
    assert_eq!(
        [&task["title"], &task["lead"]],
        [&json!("Ngày hội hướng nghiệp"), &json!("Cô Hà")]
    );
}

#[test]
fn the_calendar_is_one_that_other_programs_read() {
    let school = School::new();
    let mut an = school.sit(AN);
    add(
        &mut an,
        "Chốt nguyện vọng, đợt 2; khối 9 của toàn trường trong tháng tư này",
        "2026-04-23",
    );
    let path = school.path("ke-hoach.ics");
    an.call("task_calendar", json!({"path": path}));
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert!(text.contains("DTSTART;VALUE=DATE:20260423\r\nDTEND;VALUE=DATE:20260424"));
    let whole = text.replace("\r\n ", "");
    assert!(whole.contains("SUMMARY:Chốt nguyện vọng\\, đợt 2\\; khối 9"));
    assert_eq!(text.matches("TRIGGER:-P").count(), 3);
    let wrong = an.refused("task_calendar", json!({"path": school.path("a.txt")}));
    assert_eq!(wrong.fields[0].code, "task.not_ics");
}

#[test]
fn a_locked_year_and_a_teacher_change_no_plan() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = add(&mut an, "Báo cáo năm", "2026-06-10");
    let kept = task(&mut an, &id);
    an.desk_closed();
    school
        .sit(CHI)
        .call("year_lock", json!({"year": "2025-2026", "is_locked": true}));
    let mut an = school.sit(AN);
    for (name, request) in [
        ("task_add", json!({"title": "Việc mới"})),
        ("task_change", json!({"id": id, "task": kept})),
        ("task_remove", json!({"id": id})),
        ("task_copy", json!({"template": "thcs"})),
    ] {
        assert_eq!(an.refused(name, request).code, "year.locked", "{name}");
    }
    an.desk_closed();
    let mut binh = school.sit(BINH);
    assert_eq!(binh.refused("task_list", json!({})).code, "account.denied");
}

#[test]
fn a_task_carries_its_proof_and_the_documents_it_rests_on() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = add(&mut an, "Ban hành kế hoạch", "2026-05-01");
    let plan = json!({"kind": "plan", "form": "Kế hoạch", "number": "15/KH", "title": "Kế hoạch hướng nghiệp",
                      "issued_on": "2025-09-05", "issuer": "Trường"});
    let plan = an.call("document_add", json!({"document": plan}))["value"].clone();
    let mut own = task(&mut an, &id);
    own["documents"] = json!([plan]);
    an.call("task_change", json!({"id": id, "task": own}));
    let file = school.file("bien-ban.txt", "Cuộc họp ngày 20/4");
    let added = an.call("evidence_add", json!({"task": id, "path": file}));
    let known = task(&mut an, &id);
    assert_eq!(
        (&known["documents"], &known["files"]),
        (&json!([plan]), &json!(1))
    );
    assert_eq!(
        texts(&an.call("evidence_list", json!({"task": id})), "name"),
        ["bien-ban.txt"]
    );

    // The document has its own file; neither is the other's.
    an.call("evidence_add", json!({"document": plan, "path": file}));
    let of_plan = an.call("evidence_list", json!({"document": plan}));
    assert_eq!(of_plan.as_array().unwrap().len(), 1);
    assert!(an.call("book_check", json!({}))["ok"].as_bool().unwrap());
    an.call("act_undo", json!({"act": added["act"]}));
    assert_eq!(task(&mut an, &id)["files"], 0);
    assert_eq!(
        an.call("evidence_list", json!({"document": plan}))
            .as_array()
            .unwrap()
            .len(),
        1
    );

    // A document that is taken out of the register is no longer named; an unknown one is refused.
    an.call("document_remove", json!({"id": plan}));
    assert_eq!(task(&mut an, &id)["documents"], json!([]));
    own["documents"] = json!(["nothing"]);
    let fault = an.refused("task_change", json!({"id": id, "task": own}));
    assert_eq!(
        fields(&fault),
        [("documents", "form.bad_choice")],
        "{fault:?}"
    );
    let nowhere = an.refused(
        "evidence_add",
        json!({"task": id, "document": plan, "path": file}),
    );
    assert_eq!(fields(&nowhere), [("activity", "form.required")]);
    an.verify();
}
