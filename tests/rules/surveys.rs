//! Surveys: opening one, paper forms, files, scores, results.

use std::collections::BTreeMap;

use calamine::{Reader, Xlsx, open_workbook};
use serde_json::{Value, json};
use support::make::{School, Seat, fields, texts};
use support::people::AN;

#[test]
fn a_survey_needs_a_title_an_instrument_and_classes_of_the_year() {
    let school = School::new();
    let mut an = school.sit(AN);

    let bad = json!({"instrument": "x", "title": " ", "classes": ["9A", "9Z"],
                     "opens_on": "2026-05-02", "closes_on": "2026-05-01"});

    assert_eq!(
        fields(&an.refused("survey_open", bad)),
        [
            ("title", "form.required"),
            ("instrument", "form.bad_choice"),
            ("classes", "activity.unknown_class"),
            ("closes_on", "activity.ends_before_start")
        ]
    );
    let none = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": []});
    assert_eq!(
        fields(&an.refused("survey_open", none)),
        [("classes", "survey.no_class")]
    );
}

#[test]
fn paper_forms_are_typed_row_by_row_and_every_row_stays_as_typed() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = open(&mut an, &["9A"]);
    let sheet = |an: &mut Seat| {
        an.call("survey_sheet", json!({"survey": survey, "class": "9A"}))["rows"].clone()
    };
    assert_eq!(
        texts(&sheet(&mut an), "name"),
        [
            "Phạm Minh An",
            "Trần Thị Ánh",
            "Lê Thị Ân",
            "Nguyễn Văn Đạt"
        ]
    );
    let id = |rows: &Value, at: usize| rows[at]["student"].clone();
    let rows = sheet(&mut an);
    let mut half: Vec<Option<u32>> = vec![Some(4); 48];
    half[40..].fill(None);

    an.call(
        "answers_change",
        json!({"survey": survey, "student": id(&rows, 0), "answers": vec![5; 48]}),
    );
    an.call(
        "answers_change",
        json!({"survey": survey, "student": id(&rows, 1), "answers": half}),
    );
    an.call("answers_change", json!({"survey": survey, "student": id(&rows, 2), "answers": vec![Value::Null; 48], "is_absent": true}));

    let rows = sheet(&mut an);
    let flags = |row: &Value| {
        (
            row["is_complete"] == true,
            row["is_begun"] == true,
            row["is_absent"] == true,
        )
    };
    assert_eq!(flags(&rows[0]), (true, true, false));
    assert_eq!(flags(&rows[1]), (false, true, false));
    assert_eq!(flags(&rows[2]), (false, false, true));
    assert_eq!(flags(&rows[3]), (false, false, false));
    assert_eq!(rows[1]["answers"], json!(half));
    let refused = json!({"survey": survey, "student": id(&rows, 0), "answers": vec![6; 48]});
    assert_eq!(
        an.refused("answers_change", refused).fields[0].code,
        "answers.out_of_range"
    );
    let short = json!({"survey": survey, "student": id(&rows, 0), "answers": [1, 2]});
    assert_eq!(an.refused("answers_change", short).code, "answers.count");
    let other = an.pupil("Đỗ Quốc Bảo");
    let stranger = json!({"survey": survey, "student": other, "answers": vec![1; 48]});
    assert_eq!(
        an.refused("answers_change", stranger).code,
        "survey.student_not_asked"
    );
    an.verify();
}

#[test]
fn scores_give_the_three_strongest_letters_and_show_ties_and_absent_pupils_as_such() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = open(&mut an, &["9A"]);
    let strong = ["R", "I", "A"];
    let instruments = an.call("instrument_list", json!({}));
    let scales = texts(&instruments[0]["items"], "scale");
    let letter = |wanted: &[(&str, u32)]| -> Vec<u32> {
        let value = |scale: &String| {
            wanted
                .iter()
                .find(|(code, _)| code == scale)
                .map_or(1, |(_, n)| *n)
        };
        scales.iter().map(value).collect()
    };
    let clear = letter(&[(strong[0], 5), (strong[1], 4), (strong[2], 3)]);
    let tied = letter(&[("S", 5), ("E", 5), ("C", 3)]);
    let (dat, anh, absent) = (
        an.pupil("Nguyễn Văn Đạt"),
        an.pupil("Trần Thị Ánh"),
        an.pupil("Lê Thị Ân"),
    );
    an.call(
        "answers_change",
        json!({"survey": survey, "student": dat, "answers": clear}),
    );
    an.call(
        "answers_change",
        json!({"survey": survey, "student": anh, "answers": tied}),
    );
    an.call("answers_change", json!({"survey": survey, "student": absent, "answers": vec![Value::Null; 48], "is_absent": true}));

    let scores = an.call("survey_scores", json!({"survey": survey}));

    let by: BTreeMap<String, Value> = scores["responses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|response| {
            (
                response["student"].as_str().unwrap().to_owned(),
                response.clone(),
            )
        })
        .collect();
    assert_eq!(by[&dat]["code"], "R-I-A");
    assert_eq!(by[&dat]["scores"]["R"]["sum"], 40);
    assert_eq!(by[&dat]["scores"]["R"]["score"], 100.0);
    assert!(
        by[&anh]["code"].as_str().unwrap().contains('/'),
        "{}",
        by[&anh]["code"]
    );
    assert!(!by.contains_key(&absent), "who was absent has no scores");
    let r = scores["scales"]
        .as_array()
        .unwrap()
        .iter()
        .find(|scale| scale["code"] == "R")
        .unwrap()
        .clone();
    assert_eq!((&r["n"], &r["mean"]), (&json!(2), &json!(24.0)));
    // Sums 40 and 8: with n − 1 the deviation is √512.
    assert!((r["sd"].as_f64().unwrap() - 512f64.sqrt()).abs() < 1e-9);
    let results = an.call("survey_results", json!({"survey": survey, "class": "9A"}));
    let number = |field: &str| results[field].as_u64().unwrap();
    assert_eq!(
        (number("students"), number("responses"), number("scored")),
        (4, 2, 2)
    );
    let leading = results["leading"].as_array().unwrap();
    assert!(leading.len() > 6, "six letters and the tie that occurs");
}

#[test]
fn a_forms_file_gives_the_sums_that_were_worked_out_elsewhere_and_twice_changes_nothing() {
    let school = School::new();
    let mut an = school.sit(AN);
    let path = support::data("riasec/googleforms_riasec48_vi.csv");
    let expected = std::fs::read(support::data(
        "riasec/googleforms_riasec48_vi.csv.expected.json",
    ))
    .unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let expected = expected["students"].as_array().unwrap();
    let survey = survey_of_the_form(&mut an, expected);
    let import = json!({"path": path, "survey": survey, "dry_run": false});

    let planned = an.call(
        "answers_import",
        json!({"path": path, "survey": survey, "dry_run": true}),
    );
    assert_eq!(
        an.call("survey_scores", json!({"survey": survey}))["responses"],
        json!([])
    );
    let done = an.call("answers_import", import.clone());
    let again = an.call("answers_import", import);

    assert_eq!(planned["value"], done["value"]);
    let (value, again) = (&done["value"], &again["value"]);
    assert_eq!(value["read"], expected.len());
    assert_eq!(
        value["new"].as_u64().unwrap() + value["refused"].as_array().unwrap().len() as u64,
        200
    );
    assert_eq!(
        (&again["new"], &again["updated"], &again["unchanged"]),
        (&json!(0), &json!(0), &value["new"])
    );
    let scores = an.call("survey_scores", json!({"survey": survey}));
    let responses = scores["responses"].as_array().unwrap();
    assert_eq!(responses.len() as u64, value["new"].as_u64().unwrap());
    let mut compared = 0;
    for want in expected {
        let mine: Vec<_> = responses
            .iter()
            .filter(|it| it["name"] == want["name"] && it["class"] == want["cls"])
            .collect();
        let [mine] = mine.as_slice() else { continue };
        for scale in ["R", "I", "A", "S", "E", "C"] {
            assert_eq!(
                mine["scores"][scale]["sum"], want[scale],
                "{} {scale}",
                want["name"]
            );
        }
        compared += 1;
    }
    assert!(compared > 190, "{compared}");
    an.verify();
}

#[test]
fn anonymous_rows_that_are_equal_are_different_people() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = small_survey(&mut an);
    let file = school.file(
        "phieu.csv",
        "Lớp,Thích máy móc,Thích đọc sách\n9A,5,1\n9A,5,1\n9A,2,3\n",
    );
    let import = json!({"path": file, "survey": survey, "anonymous": true});

    let done = an.call("answers_import", import.clone());
    let again = an.call("answers_import", import);

    assert_eq!(
        (&done["value"]["new"], &again["value"]["unchanged"]),
        (&json!(3), &json!(3))
    );
    let scores = an.call("survey_scores", json!({"survey": survey}));
    assert_eq!(scores["responses"].as_array().unwrap().len(), 3);
    assert_eq!(scores["responses"][0]["student"], json!(null));
}

/// Real answers of 1,455 people to a form that is not ours: what we count of them is what
/// `statistics` of Python counts.
#[test]
fn sums_means_spread_and_reliability_of_real_answers_are_what_others_compute() {
    let file = support::data("riasec/jobcannon_riasec_1455.csv");
    let expected = std::fs::read_to_string(support::data(
        "riasec/jobcannon_riasec_1455.csv.expected.json",
    ));
    let expected: Value = serde_json::from_str(&expected.unwrap()).unwrap();
    let school = School::new();
    let mut an = school.sit(AN);
    let codes = ["R", "I", "A", "S", "E", "C"];
    let scales = codes.map(|code| json!({"code": code, "title": code}));
    let items: Vec<Value> = (1..=60)
        .zip(codes.iter().cycle())
        .map(|(number, scale)| {
            json!({"code": format!("q{number}"), "text": format!("Câu số {number}"), "scale": scale})
        })
        .collect();
    an.call(
        "instrument_add",
        json!({"code": "JOBCANNON", "title": "Phiếu 60 câu", "scales": scales, "items": items,
               "answers": {"min": 0, "max": 5, "labels": []}}),
    );
    let survey = an.call(
        "survey_open",
        json!({"instrument": "JOBCANNON", "title": "1.455 người", "classes": ["9A"]}),
    )["value"]
        .clone();
    let import = json!({"path": file, "survey": survey, "anonymous": true});
    let done = an.call("answers_import", import.clone());
    assert_eq!(
        (&done["value"]["new"], &done["value"]["refused"]),
        (&json!(1455), &json!([]))
    );
    let again = an.call("answers_import", import);
    assert_eq!(again["value"]["unchanged"], 1455);

    let found = an.call("survey_scores", json!({"survey": survey}));
    for scale in found["scales"].as_array().unwrap() {
        let want = &expected["scales"][scale["code"].as_str().unwrap()];
        assert_eq!(scale["n"], want["n"]);
        for figure in ["mean", "sd", "alpha"] {
            let (ours, theirs) = (
                scale[figure].as_f64().unwrap(),
                want[figure].as_f64().unwrap(),
            );
            assert!(
                (ours - theirs).abs() < 0.00005,
                "{} {figure}: {ours} {theirs}",
                scale["code"]
            );
        }
    }
    let sums = |scores: &Value| -> Vec<i64> {
        let sum = |code: &&str| scores["scores"][code]["sum"].as_i64().unwrap();
        codes.iter().map(sum).collect()
    };
    let mut ours: Vec<Vec<i64>> = found["responses"]
        .as_array()
        .unwrap()
        .iter()
        .map(sums)
        .collect();
    let mut theirs: Vec<Vec<i64>> = serde_json::from_value(expected["people"].clone()).unwrap();
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs);
}

#[test]
fn results_go_out_as_a_file_and_names_only_where_they_are_asked_for() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = small_survey(&mut an);
    let dat = an.pupil("Nguyễn Văn Đạt");
    let form = json!({"survey": survey, "student": dat, "answers": [5, 2]});
    an.call("answers_change", form);
    let mut cells = |with_names: bool| {
        let path = school.path("ket-qua.xlsx");
        let request = json!({"survey": survey, "with_names": with_names, "path": path});
        an.call("survey_export", request);
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let mut found = Vec::new();
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).unwrap();
            let cells = range.used_cells().map(|(_, _, cell)| cell.to_string());
            found.push((name, cells.collect::<Vec<_>>()));
        }
        found
    };
    let bare = cells(false);
    assert_eq!(
        bare.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(),
        ["Kết quả"]
    );
    assert!(bare[0].1.contains(&"Máy".to_owned()) && bare[0].1.contains(&"9A".to_owned()));
    let names = ["Nguyễn Văn Đạt", "Trần Thị Ánh"];
    assert!(!names.iter().any(|name| format!("{bare:?}").contains(name)));

    let whole = cells(true);
    let sheets: Vec<&str> = whole.iter().map(|it| it.0.as_str()).collect();
    assert_eq!(sheets, ["Kết quả", "Từng em", "Câu trả lời", "Chưa nộp"]);
    let has = |sheet: usize, text: &str| whole[sheet].1.iter().any(|cell| cell == text);
    assert!(has(1, names[0]) && has(2, names[0]) && !has(3, names[0]));
    assert!(has(2, "M1") && has(2, "5") && has(2, "2"));
    assert!(has(3, names[1]) && !has(1, names[1]));
    let log = an.call("audit_list", json!({})).to_string();
    assert!(log.contains("survey_export") && !log.contains(names[0]));
}

#[test]
fn what_cannot_be_read_on_paper_is_said_and_counts_as_not_answered() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = small_survey(&mut an);
    let dat = an.pupil("Nguyễn Văn Đạt");
    let mut type_in = |answers: Value, unclear: Value| {
        let form = json!({"survey": survey, "student": dat, "answers": answers,
                          "unclear": unclear});
        an.call("answers_change", form);
        let sheet = an.call("survey_sheet", json!({"survey": survey, "class": "9A"}));
        let rows = sheet["rows"].as_array().unwrap().clone();
        let row = rows.into_iter().find(|row| row["student"] == dat).unwrap();
        let results = an.call("survey_results", json!({"survey": survey}));
        (row, results["rows"][0]["unclear"].clone())
    };
    let (row, unclear) = type_in(json!([5, null]), json!(["S1"]));
    assert_eq!(
        (&row["unclear"], &row["is_complete"]),
        (&json!(["S1"]), &json!(true))
    );
    assert_eq!((&row["answers"], unclear), (&json!([5, null]), json!(1)));
    // What is answered is no longer unclear; who does not say leaves it as it is.
    let (row, _) = type_in(json!([5, 2]), json!(["S1"]));
    assert_eq!(row["unclear"], json!([]));
    type_in(json!([5, null]), json!(["S1"]));
    let (row, unclear) = type_in(json!([4, null]), Value::Null);
    assert_eq!((&row["unclear"], unclear), (&json!(["S1"]), json!(1)));
    let bad = json!({"survey": survey, "student": dat, "answers": [1, 1], "unclear": ["X9"]});
    let fault = an.refused("answers_change", bad);
    assert_eq!(fields(&fault), [("unclear", "form.bad_choice")]);
    an.verify();
}

#[test]
fn a_person_says_what_columns_hold_and_whose_a_doubtful_row_is() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = small_survey(&mut an);
    let file = school.file(
        "phieu.csv",
        "Người làm,Ý một,Ý hai\nNguyễn Văn Đạt,5,1\nTran Thi Anhh,4,2\nNgười Lạ Mặt,3,3\n",
    );
    let mut request = json!({"path": file, "survey": survey, "dry_run": true, "matching": true});
    let strict = json!({"path": file, "survey": survey, "dry_run": true});
    let taken = json!({"path": file, "survey": survey, "matching": true});
    for asked in [strict, taken] {
        assert_eq!(an.refused("answers_import", asked).code, "answers.no_items");
    }

    let seen = an.call("answers_import", request.clone())["value"].clone();
    assert!(
        seen["needs"]
            .as_str()
            .unwrap()
            .contains("Không thấy cột nào"),
        "{seen}"
    );
    assert_eq!(
        texts(&seen["columns"], "heading"),
        ["Người làm", "Ý một", "Ý hai"]
    );
    assert_eq!(texts(&seen["asked"], "code"), ["M1", "S1"]);

    request["columns"] = json!([{"at": "B", "code": "M1"}, {"at": "C", "code": "S1"}]);
    let seen = an.call("answers_import", request.clone())["value"].clone();
    assert!(seen["needs"].as_str().unwrap().contains("họ tên"), "{seen}");
    request["columns"]
        .as_array_mut()
        .unwrap()
        .push(json!({"at": "A", "code": "name"}));
    let seen = an.call("answers_import", request.clone())["value"].clone();
    assert_eq!((&seen["needs"], &seen["new"]), (&json!(""), &json!(1)));
    let doubts = seen["doubtful"].as_array().unwrap();
    assert_eq!(
        texts(&seen["doubtful"], "name"),
        ["Tran Thi Anhh", "Người Lạ Mặt"]
    );
    assert_eq!(doubts[0]["choices"][0]["name"], "Trần Thị Ánh");
    assert_eq!(doubts[0]["student"], Value::Null);

    let anh = doubts[0]["choices"][0]["student"].clone();
    request["students"] = json!([{"row": 3, "student": anh}, {"row": 4, "student": ""}]);
    request["dry_run"] = json!(false);
    let done = an.call("answers_import", request.clone())["value"].clone();
    assert_eq!((&done["new"], &done["refused"]), (&json!(2), &json!([])));
    assert_eq!(done["ignored"][0]["row"], 4);
    let sheet = an.call("survey_sheet", json!({"survey": survey, "class": "9A"}));
    let rows = sheet["rows"].as_array().unwrap();
    let of = |id: &Value| rows.iter().find(|row| row["student"] == *id).unwrap();
    assert_eq!(of(&anh)["answers"], json!([4, 2]));

    let again = an.call("answers_import", request.clone())["value"].clone();
    assert_eq!((&again["new"], &again["unchanged"]), (&json!(0), &json!(2)));
    request["columns"] = json!([{"at": "B", "code": "nowhere"}]);
    let fault = an.refused("answers_import", request);
    assert_eq!(fields(&fault), [("columns", "form.bad_choice")]);
    an.verify();
}

#[test]
fn a_form_typed_from_paper_is_not_overwritten_by_a_file() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = small_survey(&mut an);
    let sheet = json!({"survey": survey, "class": "9A"});
    let rows = an.call("survey_sheet", sheet.clone())["rows"].clone();
    assert_eq!(rows[2]["name"], "Lê Thị Ân");
    an.call(
        "answers_change",
        json!({"survey": survey, "student": rows[2]["student"], "answers": [2, 3]}),
    );
    let file = school.file(
        "phieu.csv",
        "Họ và tên,Lớp,Thích máy móc,Thích đọc sách\nLê Thị Ân,9A,5,1\nTrần Thị Ánh,9A,4,4\n",
    );

    let done = an.call("answers_import", json!({"path": file, "survey": survey}));

    assert_eq!(done["value"]["new"], 1);
    assert_eq!(done["value"]["refused"][0]["code"], "answers.has_paper");
    let rows = an.call("survey_sheet", sheet)["rows"].clone();
    assert_eq!(rows[2]["answers"], json!([2, 3]));
    assert_eq!(rows[1]["answers"], json!([4, 4]));
}

#[test]
fn a_bad_answer_is_named_with_its_row_and_column_and_strict_takes_nothing() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = small_survey(&mut an);
    let file = school.file(
        "phieu.csv",
        "Họ và tên,Lớp,Thích máy móc,Thích đọc sách\n\
         Lê Thị Ân,9A,5,1\nKhông Có Ai,9A,1,1\nTrần Thị Ánh,9A,9,1\n",
    );

    let strict = an.refused(
        "answers_import",
        json!({"path": file, "survey": survey, "strict": true}),
    );
    assert_eq!(
        (strict.code.as_str(), strict.fields.len()),
        ("roster.no_row_taken", 2)
    );
    let done = an.call("answers_import", json!({"path": file, "survey": survey}));

    let mut refused: Vec<_> = done["value"]["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (
                row["row"].as_u64().unwrap(),
                row["code"].as_str().unwrap().to_owned(),
                row["column"].clone(),
            )
        })
        .collect();
    refused.sort_by_key(|(row, _, _)| *row);
    assert_eq!(
        refused,
        [
            (3, "answers.unknown_student".to_owned(), json!(null)),
            (4, "answers.out_of_range".to_owned(), json!("Thích máy móc"))
        ]
    );
    assert_eq!(done["value"]["new"], 1);
    for message in texts(&done["value"]["refused"], "message") {
        assert!(
            message.ends_with('.') && !message.contains('{'),
            "{message}"
        );
    }
}

#[test]
fn every_fault_of_an_instrument_is_named_at_once() {
    let school = School::new();
    let mut an = school.sit(AN);
    let mut bad = small();
    bad["title"] = json!("");
    bad["items"][1]["scale"] = json!("Z");
    bad["answers"] = json!({"min": 5, "max": 1, "labels": []});

    let codes: Vec<String> = an
        .refused("instrument_add", bad)
        .fields
        .into_iter()
        .map(|field| field.code)
        .collect();

    for code in [
        "form.required",
        "instrument.unknown_scale",
        "instrument.bad_range",
    ] {
        assert!(codes.contains(&code.to_owned()), "{code} in {codes:?}");
    }
    an.call("instrument_add", small());
    assert_eq!(
        an.refused("instrument_add", small()).code,
        "instrument.exists"
    );
}

#[test]
fn a_removed_survey_comes_back_with_its_answers() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = open(&mut an, &["9A"]);
    let dat = an.pupil("Nguyễn Văn Đạt");
    an.call(
        "answers_change",
        json!({"survey": survey, "student": dat, "answers": vec![3; 48]}),
    );
    let before = an.call("survey_scores", json!({"survey": survey}));

    an.call("survey_remove", json!({"survey": survey}));
    assert_eq!(an.call("survey_list", json!({})), json!([]));
    an.call("act_undo", json!({"act": null}));

    assert_eq!(an.call("survey_scores", json!({"survey": survey})), before);
    an.call("survey_close", json!({"survey": survey}));
    assert_eq!(an.call("survey_list", json!({}))[0]["is_closed"], true);
    an.verify();
}

fn open(an: &mut Seat, classes: &[&str]) -> Value {
    let draft =
        json!({"instrument": "riasec-48", "title": "Sở thích nghề nghiệp", "classes": classes});
    an.call("survey_open", draft)["value"].clone()
}

/// An instrument of two questions.
/// A survey of two items for 9A.
fn small_survey(an: &mut Seat) -> Value {
    an.call("instrument_add", small());
    let asked = json!({"instrument": "NHO", "title": "Nhỏ", "classes": ["9A"]});
    an.call("survey_open", asked)["value"].clone()
}

fn small() -> Value {
    json!({"code": "NHO", "title": "Phiếu nhỏ",
           "scales": [{"code": "M", "title": "Máy"}, {"code": "S", "title": "Sách"}],
           "items": [{"code": "M1", "text": "Thích máy móc", "scale": "M"},
                     {"code": "S1", "text": "Thích đọc sách", "scale": "S"}],
           "answers": {"min": 1, "max": 5, "labels": []}})
}

/// The pupils of the form, and a survey with its English sentences for their classes.
fn survey_of_the_form(an: &mut Seat, expected: &[Value]) -> Value {
    let form =
        std::fs::read_to_string(support::data("riasec/googleforms_riasec48_vi.csv")).unwrap();
    let heading = form.lines().next().unwrap();
    let sentences: Vec<&str> = heading.trim_matches('"').split("\",\"").skip(4).collect();
    let mut draft = an.call("instrument_list", json!({}))[0].clone();
    draft.as_object_mut().unwrap().remove("id");
    draft["code"] = json!("FORM");
    for (item, sentence) in draft["items"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .zip(&sentences)
    {
        item["text"] = json!(sentence.split_once(". ").unwrap().1);
    }
    an.call("instrument_add", draft);
    for class in ["9A1", "9A2", "9A3", "9A4", "9A5"] {
        if expected.iter().any(|pupil| pupil["cls"] == class) {
            an.call("class_add", json!({"name": class}));
        }
    }
    for pupil in expected {
        an.call(
            "student_add",
            json!({"name": pupil["name"], "class": pupil["cls"]}),
        );
    }
    let classes: Vec<_> = an
        .names("class_list", json!({}))
        .into_iter()
        .filter(|name| name.len() == 3)
        .collect();
    an.call(
        "survey_open",
        json!({"instrument": "FORM", "title": "Biểu mẫu", "classes": classes}),
    )["value"]
        .clone()
}

#[test]
fn a_form_of_questions_is_typed_counted_and_told_by_choice() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = an.call(
        "survey_open",
        json!({"instrument": "sau-thcs", "title": "Sau lớp 9", "classes": ["9A"]}),
    );
    let survey = survey["value"].as_str().unwrap().to_owned();
    let pupils = an.call("student_list", json!({"class": "9A"}));
    let ids = texts(&pupils, "id");
    let fill = |an: &mut Seat, at: usize, replies: Value| {
        let form = json!({"survey": survey, "student": ids[at], "answers": [], "replies": replies});
        an.try_call("answers_change", form)
    };

    let first = json!({"huong": {"choices": [5], "text": ""}, "nghe": {"choices": [], "text": "Điện"},
                       "lydo": {"choices": [6, 1], "text": ""}});
    fill(&mut an, 0, first).unwrap();
    // “Khác” keeps its words; a question that is not asked keeps none.
    let second = json!({"huong": {"choices": [9], "text": "Học đá bóng"}, "nghe": {"choices": [], "text": "cũ"}});
    fill(&mut an, 1, second).unwrap();
    let bad = json!({"lydo": {"choices": [1, 2, 3, 4], "text": ""}});
    let refused = fill(&mut an, 2, bad).unwrap_err();

    assert!(format!("{refused:?}").contains("answers.too_many"));
    let sheet = an.call("survey_sheet", json!({"survey": survey, "class": "9A"}));
    let row = |at: usize| {
        sheet["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["student"] == ids[at].as_str())
            .unwrap()
    };
    assert_eq!(row(0)["is_complete"], true);
    assert_eq!(row(1)["replies"]["nghe"], Value::Null);
    assert_eq!(row(2)["is_begun"], false);
    let results = an.call("survey_results", json!({"survey": survey}));
    assert_eq!(results["responses"], 2);
    let asked = &results["questions"][0];
    assert_eq!(
        (&asked["replied"], &asked["options"][4]["count"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(asked["texts"], json!(["Học đá bóng"]));
    let why = results["questions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|q| q["code"] == "lydo")
        .unwrap();
    assert_eq!(why["options"][5]["first"], 1);

    // Erasing a pupil leaves the count and takes the words.
    an.call(
        "student_erase",
        json!({"id": ids[1], "name": texts(&pupils, "name")[1]}),
    );
    let results = an.call("survey_results", json!({"survey": survey}));
    assert_eq!(results["questions"][0]["texts"], json!([]));
    assert!(!results.to_string().contains("đá bóng"));
}

#[test]
fn questions_are_changed_until_a_survey_asks_them() {
    let school = School::new();
    let mut an = school.sit(AN);
    let draft = |text: &str| {
        json!({"code": "lop", "title": "Phiếu của trường",
               "questions": [{"code": "c1", "text": text, "kind": "long"}]})
    };
    let id = an.call("instrument_add", draft("Em nghĩ gì?"))["value"].clone();

    let changed = an.call(
        "instrument_change",
        json!({"id": id, "draft": draft("Em muốn gì?")}),
    );
    let id = changed["value"].clone();
    an.call(
        "survey_open",
        json!({"instrument": id, "title": "Ý kiến", "classes": ["9A"]}),
    );

    let fault = an.refused(
        "instrument_change",
        json!({"id": id, "draft": draft("Khác")}),
    );
    assert_eq!(fault.code, "instrument.in_use");
    assert_eq!(
        an.refused("instrument_remove", json!({"id": id})).code,
        "instrument.in_use"
    );
    let forms = an.call("instrument_list", json!({}));
    let form = forms
        .as_array()
        .unwrap()
        .iter()
        .find(|form| form["code"] == "lop")
        .unwrap();
    assert_eq!(
        (&form["is_used"], &form["questions"][0]["text"]),
        (&json!(true), &json!("Em muốn gì?"))
    );
}
