//! Occupations to find out about, and those near a pupil's interests.

use serde_json::{Value, json};
use support::make::{School, Seat, fields, texts};
use support::people::{AN, BINH};

/// Gives a pupil of 9A answers: `high` on the scales of these letters, `low` on the others.
fn answer(seat: &mut Seat, survey: &Value, pupil: &str, letters: &str, high: u32, low: u32) {
    let answers: Vec<u32> = (0..48)
        .map(
            |at| match letters.contains(["R", "I", "A", "S", "E", "C"][at % 6]) {
                true => high,
                false => low,
            },
        )
        .collect();
    let student = seat.pupil(pupil);
    seat.call(
        "answers_change",
        json!({"survey": survey, "student": student, "answers": answers}),
    );
}

#[test]
fn suggestions_rest_on_the_pupils_form_and_say_why() {
    let school = School::new();
    let mut an = school.sit(AN);
    let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9A", "9B"]});
    let survey = an.call("survey_open", survey)["value"].clone();
    let dat = an.pupil("Nguyễn Văn Đạt");
    assert_eq!(
        an.call("occupation_suggest", json!({"id": dat}))["why_none"],
        "no_form"
    );
    answer(&mut an, &survey, "Nguyễn Văn Đạt", "RC", 5, 2);
    answer(&mut an, &survey, "Trần Thị Ánh", "RIASEC", 3, 3);

    let found = an.call("occupation_suggest", json!({"id": dat}));
    let suggestions = found["suggestions"].as_array().unwrap();
    assert!(suggestions.len() >= 4, "{found}");
    for one in suggestions {
        let shared = one["shared"].as_array().unwrap();
        assert!(
            shared.contains(&json!("R")) || shared.contains(&json!("C")),
            "{one}"
        );
    }
    assert!(found["attribution"].as_str().unwrap().contains("CC BY 4.0"));
    let flat = an.pupil("Trần Thị Ánh");
    let flat = an.call("occupation_suggest", json!({"id": flat}));
    assert_eq!(
        (&flat["suggestions"], &flat["why_none"]),
        (&json!([]), &json!("flat"))
    );
    let stranger = an.pupil("Hoàng Thị Yến");
    answer(&mut an, &survey, "Hoàng Thị Yến", "S", 5, 1);
    an.close();

    let mut binh = school.sit(BINH);
    assert!(
        !binh.call("occupation_suggest", json!({"id": dat}))["suggestions"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let refused = binh.refused("occupation_suggest", json!({"id": stranger}));
    assert!(refused.code.ends_with("not_found"), "another class");
}

#[test]
fn a_local_craft_and_where_things_are_taught_are_kept_and_taken_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let draft = json!({"name": "Đan mây tre", "does": "Đan đồ dùng bằng mây, tre.",
                       "levels": ["sc"], "interests": "RA"});
    let id = an.call("occupation_add", draft)["value"].clone();
    let note = json!({"occupation": id, "school": "Làng nghề Tiên Cầm", "place": "An Lão",
                      "level": "sc", "note": "học tại xưởng"});
    an.call("training_add", note);
    let welder =
        json!({"occupation": "51-4121.00", "school": "Trường CĐ Bách nghệ", "level": "tc"});
    an.call("training_add", welder);

    let page = an.call("occupation_list", json!({}));
    let lines = page["occupations"].as_array().unwrap().clone();
    assert_eq!(lines[0]["name"], "Đan mây tre", "the school's own first");
    assert_eq!(
        texts(&lines[0]["trainings"], "school"),
        ["Làng nghề Tiên Cầm"]
    );
    assert_eq!(lines[0]["profile"], json!([7.0, 2.0, 5.5, 2.0, 2.0, 2.0]));
    let welding = lines
        .iter()
        .find(|line| line["id"] == "51-4121.00")
        .unwrap();
    assert_eq!(welding["trainings"][0]["level"], "tc");

    let refused = an.refused("occupation_add", json!({"name": " ", "interests": "XY"}));
    assert_eq!(
        fields(&refused),
        [
            ("name", "form.required"),
            ("interests", "occupation.bad_interests")
        ]
    );
    an.refused(
        "training_add",
        json!({"occupation": "99-9999.99", "school": "Đâu đó"}),
    );
    an.call("occupation_remove", json!({"id": id}));
    let page = an.call("occupation_list", json!({}));
    assert_eq!(page["occupations"][0]["is_own"], false);
    an.call("act_undo", json!({"act": null}));
    let page = an.call("occupation_list", json!({}));
    assert_eq!(page["occupations"][0]["name"], "Đan mây tre");
    an.verify();
}
