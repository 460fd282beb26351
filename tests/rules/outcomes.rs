//! Where leavers went: tables that close, lists in, and the targets that rest on them.

use huong_nghiep_core::command::roster::{Direct, import_directly};
use serde_json::{Value, json};
use support::make::{School, Seat, fields, texts};
use support::people::{AN, BINH, CHI};

/// One invented year of 169 leavers of grade 9 and 188 of grade 12, counted by hand: class, girls among its
/// pupils, and pupils by destination in the order of the contract.
const THCS: [(&str, u32, [u32; 11]); 4] = [
    ("9D", 20, [26, 4, 2, 7, 0, 4, 0, 1, 0, 0, 0]),
    ("9E", 21, [21, 4, 2, 9, 0, 5, 1, 0, 0, 0, 1]),
    ("9G", 20, [18, 3, 1, 10, 0, 6, 2, 0, 1, 0, 1]),
    ("9H", 18, [14, 3, 1, 11, 0, 6, 2, 1, 1, 1, 0]),
];
const THPT: [(&str, u32, [u32; 10]); 4] = [
    ("12A", 24, [31, 10, 2, 0, 1, 2, 0, 1, 0, 0]),
    ("12B", 22, [25, 13, 2, 1, 0, 4, 1, 1, 0, 0]),
    ("12C", 23, [20, 16, 3, 0, 0, 5, 1, 1, 0, 1]),
    ("12D", 19, [12, 21, 3, 1, 0, 6, 2, 1, 1, 0]),
];
const AFTER_THCS: [&str; 11] = [
    "thpt_public",
    "thpt_private",
    "gdtx",
    "gdtx_and_trade",
    "vocational_secondary",
    "intermediate",
    "elementary",
    "college_9plus",
    "work",
    "other",
    "unknown",
];
const AFTER_THPT: [&str; 10] = [
    "university",
    "college",
    "intermediate",
    "elementary",
    "abroad_study",
    "work",
    "work_abroad",
    "military",
    "other",
    "unknown",
];

/// Everybody of the two tables in the book, each where they went; who is unknown has no entry.
fn leavers(school: &School, an: &mut Seat) {
    an.teach_thpt();
    let mut list = String::from("Họ và tên,Ngày sinh,Giới tính,Lớp,Dân tộc\n");
    let mut went: Vec<(String, &str)> = Vec::new();
    let mut add = |class: &str, female: u32, counts: &[u32], codes: &[&'static str]| {
        let mut at = 0;
        for (count, code) in counts.iter().zip(codes) {
            for _ in 0..*count {
                at += 1;
                let name = format!("Trần Số {class} {at}");
                let sex = if at <= female { "Nữ" } else { "Nam" };
                let ethnicity = if at % 20 == 0 { "Tày" } else { "Kinh" };
                list.push_str(&format!("{name},,{sex},{class},{ethnicity}\n"));
                went.push((name, code));
            }
        }
    };
    for (class, female, counts) in THCS {
        add(class, female, &counts, &AFTER_THCS);
    }
    for (class, female, counts) in THPT {
        add(class, female, &counts, &AFTER_THPT);
    }
    let path = school.file("lop.csv", &list);
    let direct = Direct {
        path: &path,
        year: None,
        is_dry_run: false,
        is_strict: true,
    };
    let done = import_directly(&mut an.desk, &direct).unwrap();
    assert_eq!(done.new, 169 + 188);
    let pupils = an.call("student_list", json!({}));
    let ids: std::collections::HashMap<&str, &str> = (pupils.as_array().unwrap().iter())
        .map(|pupil| {
            (
                pupil["name"].as_str().unwrap(),
                pupil["id"].as_str().unwrap(),
            )
        })
        .collect();
    // The three that are in grade 9 of the usual school are none of this year's table.
    for (name, code) in &went {
        if *code != "unknown" {
            set(an, ids[name.as_str()], "real", code);
        }
    }
    for pupil in pupils.as_array().unwrap() {
        if matches!(pupil["class"].as_str(), Some("9A" | "9B")) {
            let gone = json!({"student": pupil["id"], "has_completed": false});
            an.call("outcome_completed", gone);
        }
    }
}

fn set(an: &mut Seat, student: &str, stage: &str, destination: &str) -> Value {
    an.call(
        "outcome_set",
        json!({"student": student, "stage": stage, "destination": destination}),
    )
}

fn row<'a>(rows: &'a Value, class: &str) -> &'a Value {
    let rows = rows.as_array().unwrap();
    rows.iter().find(|row| row["class"] == class).unwrap()
}

#[test]
fn tables_of_an_invented_year_are_those_counted_by_hand() {
    let school = School::new();
    let mut an = school.sit(AN);
    leavers(&school, &mut an);

    let after_thcs = an.call("outcome_get", json!({"level": "thcs"}));
    for (class, female, counts) in THCS {
        let row = row(&after_thcs["classes"], class);
        assert_eq!(row["counts"], json!(counts), "{class}");
        assert_eq!(row["leavers"], counts.iter().sum::<u32>());
        assert_eq!(row["female"], female);
    }
    let sum = &after_thcs["school"];
    assert_eq!(sum["counts"], json!([79, 14, 6, 37, 0, 21, 5, 2, 2, 1, 2]));
    // Seven of the usual school are in grade 9 too; they did not complete it.
    assert_eq!(
        (&sum["leavers"], &sum["students"]),
        (&json!(169), &json!(176))
    );
    assert_eq!((&sum["female"], &sum["minority"]), (&json!(79), &json!(8)));
    // 37 + 21 + 5 + 2 of 169: 38.46 percent.
    assert_eq!(after_thcs["counted"], 65);
    let codes = texts(&after_thcs["destinations"], "code");
    assert_eq!(codes, AFTER_THCS);

    let after_thpt = an.call("outcome_get", json!({"level": "thpt"}));
    assert_eq!(
        after_thpt["school"]["counts"],
        json!([88, 60, 10, 2, 1, 17, 4, 4, 1, 1])
    );
    assert_eq!(after_thpt["school"]["leavers"], 188);
    assert_eq!(after_thpt["counted"], 60);

    // A trade beside GDTX counts by default, and not where the school says so; GDTX alone never.
    an.call("outcome_counting", json!({"counts_trade": false}));
    let narrow = an.call("outcome_get", json!({"level": "thcs"}));
    assert_eq!(narrow["counted"], 28);
    an.call("outcome_counting", json!({"counts_trade": true}));
    assert_eq!(an.call("outcome_get", json!({}))["counted"], 65);

    // The report prints the same figures, and they close there too.
    let period = json!({"year": "2025-2026", "kind": "year", "from": null, "to": null});
    let outline = an.call("report_outline", json!({"period": period}));
    let sheets = outline["sheets"].as_array().unwrap();
    let sheet = |id: &str| sheets.iter().find(|sheet| sheet["id"] == id).unwrap();
    let table = &sheet("outcomes_thcs")["tables"][0];
    let rows = table["rows"].as_array().unwrap();
    let total = rows.iter().find(|row| row[1] == "Cộng").unwrap();
    assert_eq!(total[3], 169);
    let streams: Vec<i64> = (7..18).map(|at| total[at].as_i64().unwrap()).collect();
    assert_eq!(streams, [79, 14, 6, 37, 0, 21, 5, 2, 2, 1, 2]);
    assert_eq!((&total[18], &total[19]), (&json!(65), &json!(38.5)));
    assert_eq!(table["columns"][3], "Số HS hoàn thành chương trình THCS");
    let total = &sheet("outcomes_thpt")["tables"][0]["rows"];
    let total = total
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row[1] == "Cộng")
        .unwrap();
    assert_eq!(
        (&total[3], &total[17], &total[18]),
        (&json!(188), &json!(60), &json!(31.9))
    );
    let list = sheet("outcome_list")["tables"][0]["rows"]
        .as_array()
        .unwrap();
    assert_eq!(list.len(), 169 + 188);
    an.verify();
}

#[test]
fn the_shares_are_held_against_the_rule_sets_that_the_year_uses() {
    let school = School::new();
    let mut an = school.sit(AN);
    leavers(&school, &mut an);
    let usual = an.call("check_list", json!({}));
    let chosen = json!({"rule_sets": ["tt07-2022", "nghe-an-2025", "ba-dinh-2025"]});
    an.call("rule_set_use", chosen);

    let checks = an.call("check_list", json!({}));
    let all = checks.as_array().unwrap();
    let of = |id: &str, set: &str| {
        let mut found = all
            .iter()
            .filter(|check| check["id"] == id && check["rule_set"] == set);
        found
            .next()
            .unwrap_or_else(|| panic!("no {id} of {set}"))
            .clone()
    };
    let nghe_an = of("C07", "Nghệ An 2025");
    assert_eq!(
        (
            &nghe_an["required"],
            &nghe_an["high"],
            &nghe_an["found"],
            &nghe_an["met"]
        ),
        (&json!(25), &json!(30), &json!(38.5), &json!(true))
    );
    let ba_dinh = of("C07", "Ba Đình 2021–2025");
    assert_eq!(
        (&ba_dinh["kind"], &ba_dinh["met"]),
        (&json!("aspire"), &json!(false))
    );
    let said = ba_dinh["missing"].as_str().unwrap();
    assert!(said.contains("cách mức phấn đấu 40% là 3 em"), "{said}");
    let college = of("C08", "Nghệ An 2025");
    assert_eq!(
        (&college["found"], &college["met"]),
        (&json!(31.9), &json!(false))
    );
    // The yearly minimums stand first and are what they were.
    let minimums = usual.as_array().unwrap().len();
    assert_eq!(all[..minimums], usual.as_array().unwrap()[..]);

    // A disadvantaged school is asked less.
    let mut profile = an.call("school_get", json!({}));
    profile["disadvantaged"] = json!(true);
    an.call("school_change", profile);
    let checks = an.call("check_list", json!({}));
    let college = checks
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "C08")
        .unwrap();
    assert_eq!(
        (&college["required"], &college["met"]),
        (&json!(35), &json!(false))
    );

    let unknown = an.refused("rule_set_use", json!({"rule_sets": ["khong-co"]}));
    assert_eq!(fields(&unknown), [("rule_sets.0", "form.bad_choice")]);
    assert_eq!(
        an.refused("rule_set_use", json!({"rule_sets": []})).code,
        "form.required"
    );
}

#[test]
fn stages_stand_beside_each_other_and_what_was_verified_is_where_the_pupil_is() {
    let school = School::new();
    let mut an = school.sit(AN);
    let dat = an.pupil("Nguyễn Văn Đạt");
    let wish = json!({"student": dat, "stage": "wish", "round": 1,
                      "destination": "thpt_public", "place": "Trường THPT Bến Rừng"});
    an.call("outcome_set", wish);
    let second = json!({"student": dat, "stage": "wish", "round": 2, "destination": "gdtx"});
    an.call("outcome_set", second);
    set(&mut an, &dat, "registered", "thpt_public");
    set(&mut an, &dat, "real", "gdtx");

    let list = an.call("outcome_list", json!({"class": "9A"}));
    let own = list
        .as_array()
        .unwrap()
        .iter()
        .find(|own| own["id"] == dat.as_str())
        .unwrap();
    let stages: Vec<(&str, &str)> = (own["stages"].as_array().unwrap().iter())
        .map(|at| {
            (
                at["stage"].as_str().unwrap(),
                at["destination"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        stages,
        [
            ("wish", "gdtx"),
            ("registered", "thpt_public"),
            ("real", "gdtx")
        ]
    );
    let record = an.call("record_get", json!({"id": dat}));
    let events = record["years"][0]["events"].as_array().unwrap();
    let is = |what: &str| events.iter().filter(|event| event["what"] == what).count();
    assert_eq!((is("wish"), is("outcome")), (2, 2));

    set(&mut an, &dat, "verified", "work");
    let page = an.call("outcome_get", json!({}));
    let at = |code: &str| AFTER_THCS.iter().position(|own| *own == code).unwrap();
    assert_eq!(page["school"]["counts"][at("work")], 1);
    assert_eq!(page["school"]["counts"][at("gdtx")], 0);
    let to_work = json!({"from": "gdtx", "to": "work", "count": 1});
    assert!(
        page["flows"].as_array().unwrap().contains(&to_work),
        "{}",
        page["flows"]
    );

    // Taken back, the stage before is what is known.
    let none = json!({"student": dat, "stage": "verified", "destination": ""});
    an.call("outcome_set", none);
    assert_eq!(
        an.call("outcome_get", json!({}))["school"]["counts"][at("gdtx")],
        1
    );
    an.verify();
}

#[test]
fn what_cannot_be_is_refused_with_its_field() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (dat, bao) = (an.pupil("Nguyễn Văn Đạt"), an.pupil("Đỗ Quốc Bảo"));
    let wrong = json!({"student": dat, "stage": "later", "destination": "university",
                       "learnt_on": "2027-01-01", "round": 99});
    let fault = an.refused("outcome_set", wrong);
    assert_eq!(
        fields(&fault),
        [
            ("stage", "form.bad_choice"),
            ("destination", "outcome.bad_destination"),
            ("round", "form.bad_choice"),
            ("learnt_on", "consent.future"),
        ]
    );
    assert!(
        fault.fields[1].message.contains("THPT công lập"),
        "{:?}",
        fault.fields[1]
    );
    let early = json!({"student": bao, "stage": "real", "destination": "work"});
    assert_eq!(
        an.refused("outcome_set", early).code,
        "outcome.not_last_grade"
    );
    let nobody = json!({"student": "khong-co", "stage": "real", "destination": "work"});
    assert_eq!(an.refused("outcome_set", nobody).code, "book.not_found");
    an.desk_closed();

    school
        .sit(CHI)
        .call("year_lock", json!({"year": "2025-2026", "is_locked": true}));
    let mut an = school.sit(AN);
    let late = json!({"student": dat, "stage": "real", "destination": "work"});
    assert_eq!(an.refused("outcome_set", late).code, "year.locked");
    let sets = json!({"rule_sets": ["tt16-2026"]});
    assert_eq!(an.refused("rule_set_use", sets).code, "year.locked");
}

#[test]
fn a_list_of_where_leavers_went_goes_in_and_a_second_time_changes_nothing() {
    let school = School::new();
    let mut an = school.sit(AN);
    let list = "DANH SÁCH HỌC SINH THEO LUỒNG\n\
        STT,Họ và tên,Ngày sinh,Lớp,Luồng,Cơ sở tiếp tục học,Ngành/nghề,Điện thoại\n\
        (1),(2),(3),(4),(5),(6),(7),(8)\n\
        1,Nguyễn Văn Đạt,09/05/2011,9A,THPT công lập,Trường THPT Bến Rừng,,0912\n\
        2,trần thị ánh,,9A,vừa học văn hóa vừa học nghề,Trung tâm GDNN-GDTX,Hàn,\n\
        3,Hoàng Thị Yến,,,Cao đẳng 9+,,May thời trang,\n\
        4,Vũ Đức Dũng,,9B,Đại học,,,\n\
        5,Không Có Ai,,9B,Lao động,,,\n\
        6,Đỗ Quốc Bảo,,8A,Lao động,,,\n\
        7,Bùi Thị Ánh,,9B,,,,\n\
        ,Người lập biểu,,,,,,\n";
    let path = school.file("phan-luong.csv", list);
    let request = json!({"path": path});

    let tried = an.call("outcome_import", json!({"path": path, "dry_run": true}));
    assert_eq!(tried["value"]["new"], 3);
    assert_eq!(
        an.call("outcome_get", json!({}))["known"]["real"],
        0,
        "only tried"
    );

    let done = &an.call("outcome_import", request.clone())["value"];
    assert_eq!(
        (&done["read"], &done["new"]),
        (&json!(6), &json!(3)),
        "{done}"
    );
    assert_eq!(done["ignored"], json!(["STT", "Điện thoại"]));
    let refused: Vec<(u64, &str)> = (done["refused"].as_array().unwrap().iter())
        .map(|one| (one["row"].as_u64().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        refused,
        [
            (7, "outcome.bad_destination"),
            (8, "outcome.unknown_student"),
            (9, "outcome.not_last_grade"),
        ]
    );
    assert_eq!(done["refused"][0]["column"], "Luồng");
    let page = an.call("outcome_get", json!({}));
    assert_eq!(
        page["school"]["counts"],
        json!([1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 4])
    );

    let again = &an.call("outcome_import", request)["value"];
    assert_eq!(
        (&again["new"], &again["updated"], &again["unchanged"]),
        (&json!(0), &json!(0), &json!(3))
    );

    let strict = an.refused("outcome_import", json!({"path": path, "strict": true}));
    assert_eq!(strict.fields.len(), 3);
    let none = school.file("khac.csv", "Họ và tên,Lớp\nNguyễn Văn Đạt,9A\n");
    assert_eq!(
        an.refused("outcome_import", json!({"path": none})).code,
        "outcome.no_columns"
    );
    an.verify();
}

#[test]
fn what_a_file_does_not_say_and_a_wish_without_its_round_lose_nothing() {
    let school = School::new();
    let mut an = school.sit(AN);
    let dat = an.pupil("Nguyễn Văn Đạt");
    let went = json!({"student": dat, "stage": "real", "destination": "intermediate",
                      "place": "Trường Trung cấp Bến Rừng", "trade": "Hàn",
                      "learnt_on": "2026-04-01", "source": "Gọi điện"});
    an.call("outcome_set", went.clone());
    let path = school.file(
        "it.csv",
        "Họ và tên,Lớp,Luồng\nNguyễn Văn Đạt,9A,Trung cấp\n",
    );
    let done = &an.call("outcome_import", json!({"path": path}))["value"];
    assert_eq!(
        (&done["unchanged"], &done["updated"]),
        (&json!(1), &json!(0))
    );
    let stage = |an: &mut Seat, name: &str| {
        let list = an.call("outcome_list", json!({"class": "9A"}));
        let own = list
            .as_array()
            .unwrap()
            .iter()
            .find(|own| own["id"] == dat.as_str());
        let stages = own.unwrap()["stages"].as_array().unwrap().clone();
        stages.into_iter().find(|at| at["stage"] == name).unwrap()
    };
    let known = stage(&mut an, "real");
    for field in ["place", "trade", "learnt_on", "source"] {
        assert_eq!(known[field], went[field], "{field}");
    }
    for (round, destination) in [(1, "thpt_public"), (2, "gdtx")] {
        an.call(
            "outcome_set",
            json!({"student": dat, "stage": "wish", "round": round, "destination": destination}),
        );
    }
    set(&mut an, &dat, "wish", "work");
    assert_eq!(stage(&mut an, "wish")["destination"], "work");
    let wishes = an.call("record_get", json!({"id": dat}))["record"]["wishes"].clone();
    assert_eq!(texts(&wishes, "stream"), ["thpt_public", "work"]);
    an.verify();
}

#[test]
fn an_erased_pupil_is_counted_on_and_no_longer_told() {
    let school = School::new();
    let mut an = school.sit(AN);
    let dat = an.pupil("Nguyễn Văn Đạt");
    let went = json!({"student": dat, "stage": "real", "destination": "intermediate",
                      "place": "Trường Trung cấp Sông Hồng", "trade": "Nghề hiếm"});
    an.call("outcome_set", went);
    let before = an.call("outcome_get", json!({}))["school"].clone();
    an.call(
        "student_erase",
        json!({"id": dat, "name": "Nguyễn Văn Đạt"}),
    );
    assert_eq!(
        an.call("outcome_get", json!({}))["school"]["counts"],
        before["counts"]
    );
    let list = an.call("outcome_list", json!({})).to_string();
    assert!(
        !list.contains("Nghề hiếm") && !list.contains("Sông Hồng"),
        "{list}"
    );
    an.verify();
}

#[test]
fn a_school_copies_a_set_changes_it_and_old_years_keep_theirs() {
    let school = School::new();
    let mut an = school.sit(AN);
    let shipped = an.call("rule_set_get", json!({"id": "nghe-an-2025"}));
    let fault = an.refused("rule_set_change", json!({"set": shipped["set"]}));
    assert_eq!(fault.code, "rule_set.is_shipped");

    let copied = json!({"id": "nghe-an-2025", "name": "Lê Quý Đôn 2026"});
    let own = an.call("rule_set_copy", copied)["value"]
        .as_str()
        .unwrap()
        .to_owned();
    let page = an.call("rule_set_get", json!({"id": own}));
    assert_eq!(
        (&page["is_own"], &page["based_on"]),
        (&json!(true), &json!("Nghệ An 2025"))
    );
    let mut set = page["set"].clone();
    set["rules"][0]["value"] = json!(20);
    set["rules"][0]["kind"] = json!("aspire");
    an.call("rule_set_change", json!({"set": set}));
    an.call("rule_set_use", json!({"rule_sets": [own]}));

    let mut wrong = set.clone();
    wrong["rules"][0]["value"] = json!(120);
    wrong["rules"][1]["title"] = json!("");
    wrong["rules"][2]["due"] = json!("31-02");
    let fault = an.refused("rule_set_change", json!({"set": wrong}));
    assert_eq!(
        fields(&fault),
        [
            ("rules.0.value", "rule_set.too_much"),
            ("rules.1.title", "form.required"),
            ("rules.2.due", "form.bad_date"),
        ]
    );

    // Out as one readable file and in again: the same set.
    let file = school.path("bo.toml");
    an.call("rule_set_export", json!({"id": own, "path": file}));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("Lê Quý Đôn 2026") && text.contains("kind = \"aspire\""),
        "{text}"
    );
    let back = an.call("rule_set_import", json!({"path": file}));
    assert_eq!(back["value"], own.as_str());
    std::fs::write(&file, text.replace("value = 20", "value = \"hai mươi\"")).unwrap();
    let fault = an.refused("rule_set_import", json!({"path": file}));
    assert_eq!(fault.code, "rule_set.bad_file");
    assert_eq!(
        an.refused("rule_set_remove", json!({"id": own})).code,
        "rule_set.in_use"
    );
    an.desk_closed();

    // What a locked year was judged by stays as it was.
    let mut chi = school.sit(CHI);
    chi.call("year_lock", json!({"year": "2025-2026", "is_locked": true}));
    let fault = chi.refused("rule_set_change", json!({"set": set}));
    assert_eq!(fault.code, "rule_set.is_kept");
    chi.verify();
}

#[test]
fn a_duty_that_is_not_met_carries_its_reason_into_the_report() {
    let school = School::new();
    let mut an = school.sit(AN);
    let note = json!({"id": "C02", "level": "thcs", "reason": "Mưa bão kéo dài",
                      "plan": "bù trong học kỳ I năm sau"});
    an.call("check_explain", note);
    let check = &an.call("check_list", json!({}))[0];
    assert_eq!(
        (&check["reason"], &check["met"]),
        (&json!("Mưa bão kéo dài"), &json!(false))
    );
    let period = json!({"year": "2025-2026", "kind": "year", "from": null, "to": null});
    let outline = an
        .call("report_outline", json!({"period": period}))
        .to_string();
    assert!(outline.contains("Mưa bão kéo dài. Cách bù: bù trong học kỳ I năm sau"));
}

#[test]
fn papers_surveys_and_reach_are_checked_where_a_set_asks_for_them() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call(
        "rule_set_use",
        json!({"rule_sets": ["nghe-an-2025", "tt16-2026"]}),
    );
    let found = |an: &mut Seat, id: &str| {
        let checks = an.call("check_list", json!({}));
        let checks = checks.as_array().unwrap().clone();
        checks.into_iter().find(|check| check["id"] == id).unwrap()
    };
    assert_eq!(found(&mut an, "C12")["found"], 0);
    // 9A and 9B are seven of nine pupils; six of them came.
    an.add_activity(json!({"kind": "outreach_meeting"}));
    let reached = found(&mut an, "C12");
    assert_eq!(
        (&reached["part"], &reached["of"], &reached["found"]),
        (&json!(6), &json!(9), &json!(66.7))
    );
    assert_eq!(found(&mut an, "C23")["found"], 1);

    let mut profile = an.call("profile_get", json!({}));
    profile["plan_number"] = json!("12/KH-THCSLQĐ");
    profile["person_in_charge"] = json!("Trần Văn An");
    profile["plan_is_in_school_plan"] = json!(true);
    profile["has_programme"] = json!(true);
    an.call("profile_change", json!({"profile": profile}));
    assert_eq!(found(&mut an, "C14")["met"], true);
    assert_eq!(found(&mut an, "C10")["met"], true);
    assert_eq!(found(&mut an, "C11")["met"], false);
    an.call("rule_set_use", json!({"rule_sets": ["nghe-an-2025"]}));
    let survey = found(&mut an, "C15");
    assert_eq!(
        (&survey["met"], &survey["due"]),
        (&json!(false), &json!("2026-05-29"))
    );
    assert!(
        survey["missing"]
            .as_str()
            .unwrap()
            .contains("chưa có phiếu nào")
    );
}

#[test]
fn a_homeroom_teacher_is_shown_none_of_it() {
    let school = School::new();
    let mut binh = school.sit(BINH);
    for name in ["outcome_get", "outcome_list", "rule_set_list"] {
        assert_eq!(
            binh.refused(name, json!({})).code,
            "account.denied",
            "{name}"
        );
    }
}
