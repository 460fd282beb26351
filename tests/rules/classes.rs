//! Classes of a year.

use serde_json::json;
use support::make::{School, fields};
use support::people::AN;

#[test]
fn classes_stand_in_the_order_of_the_school_and_carry_their_numbers() {
    let school = School::new();
    let mut an = school.sit(AN);
    for name in ["Lớp 9A10", "9A2", "6C"] {
        an.call("class_add", json!({"name": name, "homeroom": "Phạm Dung"}));
    }

    let classes = an.call("class_list", json!({}));

    assert_eq!(support::make::texts(&classes, "name"), ["6C", "8A", "9A", "9A2", "9A10", "9B"]);
    let students: Vec<_> =
        classes.as_array().unwrap().iter().map(|class| class["students"].as_u64().unwrap()).collect();
    assert_eq!(students, [0, 2, 4, 0, 0, 3]);
}

#[test]
fn a_class_needs_a_grade_that_the_school_teaches_and_a_name_of_its_own() {
    let school = School::new();
    let mut an = school.sit(AN);

    assert_eq!(an.refused("class_add", json!({"name": "10A"})).code, "class.other_level");
    assert_eq!(an.refused("class_add", json!({"name": "Chồi"})).code, "class.no_grade");
    let twice = an.refused("class_add", json!({"name": "Lớp 9A"}));
    assert_eq!(fields(&twice), [("name", "class.exists")]);
}

#[test]
fn a_class_with_pupils_stays_and_an_empty_one_goes_and_comes_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let used = an.class("9A");
    assert_eq!(an.refused("class_remove", json!({"id": used})).code, "class.in_use");
    an.call("class_add", json!({"name": "9C"}));
    let empty = an.class("9C");

    an.call("class_remove", json!({"id": empty}));
    assert_eq!(an.names("class_list", json!({})), ["8A", "9A", "9B"]);
    an.call("act_undo", json!({"act": null}));

    assert_eq!(an.names("class_list", json!({})), ["8A", "9A", "9B", "9C"]);
    an.verify();
}

#[test]
fn a_renamed_class_keeps_its_pupils_and_its_activities() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(json!({"classes": ["9A"], "counts": {"students": 4}}));
    let class = an.class("9A");

    an.call("class_change", json!({"id": class, "name": "9D", "grade": 9, "homeroom": "Trần Văn Bình"}));

    assert_eq!(an.call("student_count", json!({"class": "9D"})), 4);
    assert_eq!(an.call("activity_get", json!({"id": id}))["classes"], json!(["9D"]));
}
