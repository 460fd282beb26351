//! The yearly minimums, level by level.

use serde_json::{Value, json};
use support::make::{School, Seat};
use support::people::AN;

#[test]
fn each_level_has_its_own_minimums_with_source_and_day() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.teach_thpt();

    let checks = an.call("check_list", json!({}));

    let found: Vec<(&str, &str)> = checks
        .as_array()
        .unwrap()
        .iter()
        .map(|check| {
            (
                check["id"].as_str().unwrap(),
                check["level"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("C02", "thcs"),
            ("C03", "thpt"),
            ("C04", "thpt"),
            ("C05", "thpt")
        ]
    );
    for check in checks.as_array().unwrap() {
        assert_eq!(
            (&check["found"], &check["met"]),
            (&json!(0), &json!(false)),
            "{check}"
        );
        assert!(check["missing"].as_str().unwrap().ends_with('.'), "{check}");
        assert!(
            check["source"]
                .as_str()
                .unwrap()
                .contains("07/2022/TT-BGDĐT"),
            "{check}"
        );
        let due = check["due"].as_str().unwrap();
        assert!(("2025-08-01"..="2026-07-31").contains(&due), "{check}");
    }
}

#[test]
fn an_activity_counts_once_for_each_level_it_reached_and_only_when_done() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.teach_thpt();
    an.add_activity(json!({"classes": ["9A"], "counts": {}, "status": "planned"}));
    assert_eq!(met(&mut an), Vec::<String>::new(), "a plan is no deed");
    assert_eq!(an.call("check_list", json!({}))[0]["planned"], 1);

    an.add_activity(json!({"classes": ["9A"], "counts": {}}));
    assert_eq!(met(&mut an), ["C02 thcs"]);

    let trip = an.add_activity(json!({"classes": [], "counts": {}}));
    an.add_activity(json!({"kind": "career_fair", "classes": [], "grades": [10], "counts": {}}));
    assert_eq!(met(&mut an), ["C02 thcs", "C03 thpt", "C04 thpt"]);
    an.call("activity_remove", json!({"id": trip}));
    assert_eq!(
        met(&mut an),
        ["C02 thcs", "C04 thpt"],
        "what lies in the bin does not count"
    );
}

#[test]
fn duties_that_the_person_chose_stand_above_the_kind() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.teach_thpt();
    an.add_activity(json!({"counts_for": []}));
    an.add_activity(json!({"kind": "other", "counts_for": ["C05"]}));
    assert_eq!(
        met(&mut an),
        Vec::<String>::new(),
        "C05 is a duty of THPT, 9A and 9B are not"
    );

    an.add_activity(json!({"kind": "other", "counts_for": ["C05"], "classes": [], "grades": [10], "counts": {}}));

    assert_eq!(met(&mut an), ["C05 thpt"]);
}

#[test]
fn the_start_page_names_what_is_missing_and_what_comes_next() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({"starts_on": "2025-10-05"}));
    an.add_activity(json!({"starts_on": "2026-05-05", "status": "planned"}));

    let page = an.call("overview_get", json!({}));

    assert_eq!((&page["done"], &page["planned"]), (&json!(1), &json!(1)));
    assert_eq!(
        (&page["students"], &page["classes"]),
        (&json!(9), &json!(3))
    );
    assert_eq!(page["today"], "2026-04-20");
    assert!(page["next"].as_array().unwrap().len() <= 3);
    assert_eq!(page["checks"], an.call("check_list", json!({})));
}

/// The checks that are met, with their levels.
fn met(an: &mut Seat) -> Vec<String> {
    let checks = an.call("check_list", json!({}));
    let met = checks
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["met"] == Value::Bool(true));
    met.map(|check| {
        format!(
            "{} {}",
            check["id"].as_str().unwrap(),
            check["level"].as_str().unwrap()
        )
    })
    .collect()
}

// What poppler reads; the setup of Windows' tests has none.
#[cfg(unix)]
#[test]
fn the_check_of_a_year_is_one_page_beside_the_year_before_with_reasons_and_its_share() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    an.call(
        "rule_set_use",
        json!({"rule_sets": ["tt07-2022", "nghe-an-2025", "ba-dinh-2025"]}),
    );
    let page = an.call("check_get", json!({}));
    let lines = page["lines"].as_array().unwrap();
    let of = |state: &str| lines.iter().filter(|line| line["state"] == state).count() as u64;
    let sum = &page["sum"];
    assert_eq!(sum["met"], of("met"));
    assert_eq!(sum["unmet"], of("unmet"));
    assert_eq!(sum["waiting"], of("waiting") + of("planned"));
    assert_eq!(
        sum["all"],
        of("met") + of("unmet") + of("waiting") + of("planned")
    );
    assert_eq!(page["before"], json!(null), "the book holds no year before");

    let unmet = lines.iter().find(|line| line["state"] == "unmet").unwrap();
    an.call(
        "check_explain",
        json!({"id": unmet["id"], "level": unmet["level"], "year": "2025-2026",
               "reason": "Trường đang sửa chữa", "plan": "Làm bù trong tháng 5"}),
    );
    let path = school.path("phieu.pdf");
    an.call("check_export", json!({"is_signed": true, "path": path}));
    let text = support::program::poppler("pdftotext", &["-layout"], &path);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text.matches('\u{c}').count(), 1, "one page");
    for said in [
        "PHIẾU KIỂM TRA THỰC HIỆN QUY ĐỊNH",
        "Trường đang sửa chữa. Làm bù trong tháng 5.",
        "Thông tư 07/2022",
        "HIỆU TRƯỞNG",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let bare = school.path("gon.pdf");
    an.call(
        "check_export",
        json!({"without_reasons": true, "without_sources": true, "path": bare}),
    );
    let text = support::program::poppler("pdftotext", &["-layout"], &bare);
    assert!(!text.contains("Làm bù") && !text.contains("Căn cứ"));
}

#[test]
fn what_was_done_without_pupils_reaches_none_of_them() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call("rule_set_use", json!({"rule_sets": ["nghe-an-2025"]}));
    let reached = |an: &mut Seat| {
        let checks = an.call("check_list", json!({}));
        let mut all = checks.as_array().unwrap().iter();
        let own = all
            .find(|check| check["formula"] == "reached_students")
            .unwrap();
        (own["part"].as_u64().unwrap(), own["of"].as_u64().unwrap())
    };
    let (none, all) = reached(&mut an);
    assert_eq!(none, 0);

    an.add_activity(
        json!({"kind": "staff_training", "classes": [], "grades": [],
                           "counts": {"staff": 12}}),
    );
    assert_eq!(reached(&mut an).0, 0, "training of teachers");
    an.add_activity(json!({"kind": "career_talk", "classes": [], "grades": [],
                           "counts": {"students": all / 2}}));
    let (half, _) = reached(&mut an);
    assert!(half > 0 && half <= all / 2, "{half} of {all}");
}

#[test]
fn the_list_behind_a_duty_holds_what_was_counted_for_it_and_nothing_else() {
    let school = School::new();
    let mut an = school.sit(AN);
    let visit = an.add_activity(json!({"title": "Chuyến đi"}));
    an.add_activity(json!({"title": "Đi nhưng không tính", "counts_for": []}));
    let talk = an.add_activity(
        json!({"kind": "career_talk", "title": "Thăm xưởng của phụ huynh",
                                      "counts_for": ["C02"]}),
    );

    let behind = an.call("activity_list", json!({"duty": "C02", "status": "done"}));

    let mut ids = support::make::texts(&behind, "id");
    ids.sort();
    let mut counted = [visit, talk];
    counted.sort();
    assert_eq!(ids, counted);
    let checks = an.call("check_list", json!({}));
    assert_eq!(checks[0]["found"], 2);
}

#[test]
fn a_rule_of_the_schools_own_name_counts_its_duty_in_the_report_as_on_the_screen() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.teach_thpt();
    let copy = an.call(
        "rule_set_copy",
        json!({"id": "tt07-2022", "name": "Bộ của trường"}),
    );
    let id = copy["value"].as_str().unwrap().to_owned();
    let mut set = an.call("rule_set_get", json!({"id": id}))["set"].clone();
    let rules = set["rules"].as_array_mut().unwrap();
    let fair = rules.iter_mut().find(|rule| rule["duty"] == "C04").unwrap();
    fair["id"] = json!("T01");
    an.call("rule_set_change", json!({"set": set}));
    an.call("rule_set_use", json!({"rule_sets": [id]}));
    let steps = an.call("overview_get", json!({}))["next"].to_string();
    assert!(!steps.contains("duty=T01"), "{steps}");
    an.add_activity(json!({"kind": "career_fair", "classes": [], "grades": [],
                           "counts": {"students": 3}, "counts_for": ["C04"]}));

    let outline = an.call("report_outline", json!({"period": {"year": "2025-2026"}}));

    let sheets = outline["sheets"].as_array().unwrap();
    let minimums = sheets
        .iter()
        .find(|sheet| sheet["id"] == "minimums")
        .unwrap();
    let rows = minimums["tables"][0]["rows"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row.to_string().contains("Ngày hội"))
        .unwrap();
    assert_eq!((&row[4], &row[6]), (&json!(1), &json!(3)), "{row}");
}

#[test]
fn the_reason_of_one_rule_stands_under_no_other() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call("rule_set_use", json!({"rule_sets": ["nghe-an-2025"]}));
    let reasons = |an: &mut Seat| -> Vec<(String, String)> {
        let checks = an.call("check_list", json!({}));
        let all = checks
            .as_array()
            .unwrap()
            .iter()
            .filter(|check| check["id"] == "C12");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        all.map(|check| (text(&check["formula"]), text(&check["reason"])))
            .collect()
    };
    let checks = an.call("check_list", json!({}));
    let parents = checks.as_array().unwrap().iter();
    let parents = parents.filter(|check| check["formula"] == "reached_parents");
    let note = parents.map(|check| check["note"].clone()).next().unwrap();

    an.call(
        "check_explain",
        json!({"id": note, "level": null, "year": "2025-2026", "reason": "Họp lại tháng 5", "plan": ""}),
    );

    let named = [
        ("reached_students", ""),
        ("reached_parents", "Họp lại tháng 5"),
    ];
    assert_eq!(
        reasons(&mut an),
        named.map(|(rule, why)| (rule.to_owned(), why.to_owned()))
    );
}

#[test]
fn a_form_on_what_pupils_need_after_grade_9_counts_for_the_survey_that_is_owed() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call("rule_set_use", json!({"rule_sets": ["nghe-an-2025"]}));
    let survey = json!({"instrument": "sau-thcs", "title": "Sau lớp 9", "classes": ["9A"]});
    let survey = an.call("survey_open", survey)["value"].clone();
    let pupils = an.call("student_list", json!({"class": "9A"}));
    let replies = json!({"huong": {"choices": [5], "text": ""}});
    an.call(
        "answers_change",
        json!({"survey": survey, "student": pupils[0]["id"], "answers": [], "replies": replies}),
    );

    let checks = an.call("check_list", json!({}));

    let mut all = checks.as_array().unwrap().iter();
    let own = all
        .find(|check| check["formula"] == "needs_survey")
        .unwrap();
    assert_eq!(
        (&own["part"], &own["met"]),
        (&json!(1), &json!(true)),
        "{own}"
    );
}
