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
        .map(|check| (check["id"].as_str().unwrap(), check["level"].as_str().unwrap()))
        .collect();
    assert_eq!(found, [("C02", "thcs"), ("C03", "thpt"), ("C04", "thpt"), ("C05", "thpt")]);
    for check in checks.as_array().unwrap() {
        assert_eq!((&check["found"], &check["met"]), (&json!(0), &json!(false)), "{check}");
        assert!(check["missing"].as_str().unwrap().ends_with('.'), "{check}");
        assert!(check["source"].as_str().unwrap().contains("07/2022/TT-BGDĐT"), "{check}");
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
    assert_eq!(met(&mut an), ["C02 thcs", "C04 thpt"], "what lies in the bin does not count");
}

#[test]
fn duties_that_the_person_chose_stand_above_the_kind() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.teach_thpt();
    an.add_activity(json!({"counts_for": []}));
    an.add_activity(json!({"kind": "other", "counts_for": ["C05"]}));
    assert_eq!(met(&mut an), Vec::<String>::new(), "C05 is a duty of THPT, 9A and 9B are not");

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
    assert_eq!((&page["students"], &page["classes"]), (&json!(9), &json!(3)));
    assert_eq!(page["today"], "2026-04-20");
    assert!(page["next"].as_array().unwrap().len() <= 3);
    assert_eq!(page["checks"], an.call("check_list", json!({})));
}

/// The checks that are met, with their levels.
fn met(an: &mut Seat) -> Vec<String> {
    let checks = an.call("check_list", json!({}));
    let met = checks.as_array().unwrap().iter().filter(|check| check["met"] == Value::Bool(true));
    met.map(|check| format!("{} {}", check["id"].as_str().unwrap(), check["level"].as_str().unwrap()))
        .collect()
}
