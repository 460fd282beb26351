//! The year's turn: classes go up, a pupil's past stays.

use serde_json::{Value, json};
use support::make::{School, Seat, fields, texts};
use support::people::AN;

/// Opens the next year without classes.
fn next_year(seat: &mut Seat) {
    seat.call("year_add", json!({"year": "2026-2027"}));
    seat.call("year_open", json!({"year": "2026-2027"}));
}

fn names(seat: &mut Seat, class: &str) -> Vec<String> {
    texts(&seat.call("student_list", json!({"class": class})), "name")
}

fn class<'a>(page: &'a Value, name: &str) -> &'a Value {
    let classes = page["classes"].as_array().unwrap();
    classes.iter().find(|class| class["class"] == name).unwrap()
}

#[test]
fn classes_go_up_repeaters_stay_leavers_go_and_the_last_grade_has_finished() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (dat, an_of_9a) = (an.pupil("Nguyễn Văn Đạt"), an.pupil("Phạm Minh An"));
    let bao = an.pupil("Đỗ Quốc Bảo");
    next_year(&mut an);

    let page = an.call("turn_get", json!({}));
    assert_eq!(page["from"], "2025-2026");
    assert_eq!(class(&page, "8A")["to"], "9A");
    assert_eq!(class(&page, "9A")["to"], "");
    assert_eq!(class(&page, "9A")["is_last"], true);
    let moves: Vec<Value> = page["classes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|class| json!({"class": class["class"], "to": class["to"]}))
        .collect();
    let exceptions = json!([
        {"student": dat, "fate": "stays", "to": "9A"},
        {"student": an_of_9a, "fate": "transferred"},
        {"student": bao, "fate": "up", "to": "9C"},
    ]);
    let done = an.call(
        "turn_make",
        json!({"moves": moves, "exceptions": exceptions}),
    );

    assert_eq!(
        done["value"],
        json!({"up": 2, "stays": 1, "gone": 1, "completed": 5, "skipped": 0,
               "new_classes": ["9C", "9A"]})
    );
    assert_eq!(names(&mut an, "9C"), ["Đỗ Quốc Bảo"]);
    assert_eq!(names(&mut an, "9A"), ["Nguyễn Văn Đạt", "Ngô Thị Xuân"]);
    let record = an.call("record_get", json!({"id": bao}));
    assert_eq!(texts(&record["years"], "class"), ["9C", "8A"]);

    // Again nothing is added: everybody has a place, has finished or is gone.
    let again = an.call("turn_make", json!({"moves": moves}));
    assert_eq!(again["value"]["up"], 0);
    assert_eq!(again["value"]["skipped"], 3);

    an.call("act_undo", json!({"act": again["act"]}));
    an.call("act_undo", json!({"act": done["act"]}));
    assert_eq!(an.call("student_count", json!({})), 0);
    an.call("year_open", json!({"year": "2025-2026"}));
    assert_eq!(names(&mut an, "9A").len(), 4);
}

#[test]
fn a_turn_with_a_wrong_name_is_refused_whole() {
    let school = School::new();
    let mut an = school.sit(AN);
    next_year(&mut an);
    let moves = json!([{"class": "8A", "to": "13A"}, {"class": "7Z", "to": "8Z"}]);

    let fault = an.refused("turn_make", json!({"moves": moves}));

    assert_eq!(
        fields(&fault)
            .iter()
            .map(|(field, _)| *field)
            .collect::<Vec<_>>(),
        ["moves.0.to", "moves.1.class"]
    );
    assert_eq!(an.call("student_count", json!({})), 0);
}

#[test]
fn a_book_of_one_year_has_nothing_to_turn() {
    let school = School::new();
    let mut an = school.sit(AN);
    let page = an.call("turn_get", json!({}));
    assert_eq!(page["from"], json!(null));
    let fault = an.refused("turn_make", json!({"moves": []}));
    assert_eq!(fault.code, "turn.no_year_before");
}
