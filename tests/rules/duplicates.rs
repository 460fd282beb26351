//! One person twice in the book: never merged by a guess, decided by a person, taken back.

use serde_json::{Value, json};
use support::make::{School, Seat};
use support::people::AN;

#[test]
fn a_pupil_met_again_in_another_class_is_asked_about_and_not_merged() {
    let school = School::new();
    let mut an = school.sit(AN);
    assert_eq!(an.call("duplicate_list", json!({})), json!([]));
    let (first, second) = twice(&mut an);

    let pairs = an.call("duplicate_list", json!({}));

    assert_eq!(pairs.as_array().unwrap().len(), 1);
    assert_eq!(pairs[0]["reason"], "same_name_and_birth");
    let places = [&pairs[0]["first"]["places"], &pairs[0]["second"]["places"]];
    assert!(places.contains(&&json!(["9A (2025-2026)"])), "{places:?}");
    assert!(places.contains(&&json!(["9B (2025-2026)"])), "{places:?}");
    assert_ne!(first, second);
}

#[test]
fn two_rows_of_one_person_become_one_with_everything_that_hangs_on_them() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (kept, other) = twice(&mut an);
    let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9A", "9B"]});
    let survey = an.call("survey_open", survey)["value"].clone();
    an.call(
        "answers_change",
        json!({"survey": survey, "student": other, "answers": vec![3; 48]}),
    );
    let before = an.call("student_list", json!({}));

    let decision = json!({"kept": kept, "other": other, "is_same": true});
    let done = an.call("duplicate_decide", decision.clone());

    let one = an.call("student_get", json!({"id": kept}));
    assert_eq!(
        (&one["class"], &one["ministry_id"], &one["phone"]),
        (&json!("9A"), &json!("3112345678"), &json!("0912345678"))
    );
    let gone = an.refused("student_get", json!({"id": other}));
    assert_eq!(gone.code, "book.not_found");
    assert_eq!(an.call("duplicate_list", json!({})), json!([]));
    let scores = an.call("survey_scores", json!({"survey": survey}));
    assert_eq!(scores["responses"][0]["student"], kept);
    assert_eq!(
        an.refused("duplicate_decide", decision).code,
        "book.not_found"
    );
    an.verify();

    an.call("act_undo", json!({"act": done["act"]}));

    assert_eq!(an.call("student_list", json!({})), before);
    let scores = an.call("survey_scores", json!({"survey": survey}));
    assert_eq!(scores["responses"][0]["student"], other);
    assert_eq!(
        an.call("duplicate_list", json!({}))
            .as_array()
            .unwrap()
            .len(),
        1
    );
    an.verify();
}

#[test]
fn twins_told_apart_are_not_asked_about_again_until_that_is_undone() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (one, other) = twice(&mut an);

    let done = an.call(
        "duplicate_decide",
        json!({"kept": one, "other": other, "is_same": false}),
    );

    assert_eq!(an.call("duplicate_list", json!({})), json!([]));
    assert_eq!(an.call("student_count", json!({})), 11);
    an.call("act_undo", json!({"act": done["act"]}));
    assert_eq!(
        an.call("duplicate_list", json!({}))
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let same = json!({"kept": one, "other": one, "is_same": true});
    assert_eq!(an.refused("duplicate_decide", same).code, "book.not_found");
}

/// Mai Thị Bưởi in 9A with a telephone and once more in 9B with a ministry id; their ids.
fn twice(an: &mut Seat) -> (Value, Value) {
    let pupil = |class: &str, phone: &str, ministry_id: &str| {
        json!({"name": "Mai Thị Bưởi", "born_on": "2011-09-05", "sex": "female", "class": class,
               "phone": phone, "ministry_id": ministry_id})
    };
    let first = an.call("student_add", pupil("9A", "0912345678", ""));
    let second = an.call("student_add", pupil("9B", "", "3112345678"));
    (first["value"].clone(), second["value"].clone())
}
