//! The start pages: what the school, its principal and a homeroom teacher see first.

use serde_json::json;
use support::make::{School, Seat, texts};
use support::people::{AN, BINH, CHI};

#[test]
fn a_principal_sees_the_year_beside_the_one_before_up_to_the_same_day() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call(
        "year_add",
        json!({"year": "2024-2025", "copy_classes": true}),
    );
    // Before and after the day that the tests' 20 April is in the year before.
    an.add_activity(
        json!({"starts_on": "2024-11-09", "title": "Trước", "counts": {"students": 0}}),
    );
    an.add_activity(json!({"starts_on": "2025-05-09", "title": "Sau", "counts": {"students": 0}}));
    an.add_activity(json!({}));
    an.desk_closed();
    let mut chi = school.sit(CHI);

    let page = chi.call("overview_get", json!({}));

    assert_eq!(page["before"]["year"], "2024-2025");
    assert_eq!(page["before"]["figures"]["activities"], 1);
    assert_eq!(page["before"]["checks"][0]["met"], true);
    assert_eq!(page["figures"]["students"], 6);
    assert_eq!(page["figures"]["visits"], 1);
    assert_eq!(page["funding"][0]["label"], "Xã hội hóa");
    assert_eq!(page["funding"][0]["spent_vnd"], 9_350_000);
    assert_eq!(page["rule_set"], "Thông tư 07/2022");
}

#[test]
fn beside_a_duty_stands_how_many_classes_and_pupils_it_reached() {
    let school = School::new();
    let mut an = school.sit(AN);
    let stands =
        |an: &mut Seat| an.call("overview_get", json!({}))["checks"][0]["coverage"].clone();
    assert_eq!(
        stands(&mut an),
        json!({"classes": 0, "of_classes": 3, "students": 0, "of_students": 9})
    );

    an.add_activity(json!({}));
    an.add_activity(
        json!({"status": "planned", "starts_on": "2026-05-09", "classes": ["8A"], "counts": {}}),
    );
    an.add_activity(json!({"kind": "guidance_lesson", "classes": ["8A"], "counts": {}}));

    // Six of the seven of 9A and 9B went; what is planned or another duty's reaches nobody.
    assert_eq!(
        stands(&mut an),
        json!({"classes": 2, "of_classes": 3, "students": 6, "of_students": 9})
    );
}

#[test]
fn a_principal_approves_the_plan_of_a_visit_and_a_counselor_may_not() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(
        json!({"status": "planned", "starts_on": "2026-05-09", "counts": {}, "funding": []}),
    );
    let refused = an.refused("trip_approve", json!({ "id": id }));
    an.desk_closed();
    let mut chi = school.sit(CHI);

    let waiting = chi.call("overview_get", json!({}))["to_approve"].clone();
    chi.call("trip_approve", json!({ "id": id }));

    assert_eq!(refused.code, "account.denied");
    assert_eq!(waiting[0]["id"], id);
    assert_eq!(chi.call("overview_get", json!({}))["to_approve"], json!([]));
    assert_eq!(
        chi.call("trip_get", json!({ "id": id }))["trip"]["approved_on"],
        "2026-04-20"
    );
}

#[test]
fn a_locked_year_takes_no_change_and_no_undo_until_the_principal_opens_it() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(json!({}));
    let added = an.call("student_add", json!({"name": "Lý Thị Mới", "class": "9A"}));
    an.desk_closed();
    let mut chi = school.sit(CHI);
    chi.call("year_lock", json!({"year": "2025-2026", "is_locked": true}));
    chi.desk_closed();

    let mut an = school.sit(AN);
    for (name, request) in [
        ("activity_add", support::make::activity(json!({}))),
        ("activity_remove", json!({ "id": id })),
        ("student_add", json!({"name": "Lý Thị Sau", "class": "9A"})),
        ("class_add", json!({"name": "9C"})),
        (
            "trip_mark",
            json!({"id": id, "students": [], "attendance": "present"}),
        ),
        ("rule_set_use", json!({"rule_sets": ["tt07-2022"]})),
        (
            "narrative_change",
            json!({"narrative": an_empty_narrative()}),
        ),
    ] {
        assert_eq!(an.refused(name, request).code, "year.locked", "{name}");
    }
    assert_eq!(
        an.refused("act_undo", json!({"act": added["act"]})).code,
        "act.cannot_undo"
    );
    assert_eq!(
        an.refused(
            "year_lock",
            json!({"year": "2025-2026", "is_locked": false})
        )
        .code,
        "account.denied"
    );
    an.verify();
    an.desk_closed();

    let mut chi = school.sit(CHI);
    assert_eq!(chi.call("overview_get", json!({}))["is_locked"], true);
    chi.call(
        "year_lock",
        json!({"year": "2025-2026", "is_locked": false}),
    );
    chi.desk_closed();
    school.sit(AN).add_activity(json!({"title": "Sau khi mở"}));
}

fn an_empty_narrative() -> serde_json::Value {
    json!({"situation": "", "strengths": "", "weaknesses": "", "causes": "", "proposals": "", "directions": ""})
}

#[test]
fn a_school_may_ask_a_visit_of_each_grade_and_take_that_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));
    let law = an.call("check_list", json!({}));
    let sets = an.call("rule_set_list", json!({}));

    let chosen = an.call("rule_set_use", json!({"rule_sets": ["tt07-2022-moi-khoi"]}));
    let stricter = an.call("check_list", json!({}));
    an.call("act_undo", json!({"act": chosen["act"]}));

    assert_eq!(law[0]["met"], true);
    assert_eq!(sets.as_array().unwrap().len(), 8);
    assert_eq!(
        (&stricter[0]["met"], &stricter[0]["lacking"]),
        (&json!(false), &json!([8]))
    );
    assert!(stricter[0]["missing"].as_str().unwrap().contains("khối 8"));
    assert_eq!(an.call("check_list", json!({})), law);
    assert_eq!(
        an.refused("rule_set_use", json!({"rule_sets": ["khong-co"]}))
            .code,
        "form.bad_choice"
    );
}

#[test]
fn a_homeroom_teacher_sees_the_own_class_and_no_other() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({"title": "Cả hai lớp"}));
    an.add_activity(json!({"title": "Chỉ 9B", "classes": ["9B"], "counts": {}}));
    an.add_activity(json!({"title": "Toàn trường", "classes": [], "counts": {}}));
    let survey = an.call(
        "survey_open",
        json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9A", "9B"]}),
    );
    assert!(survey["value"].is_string());
    an.desk_closed();
    let mut binh = school.sit(BINH);

    let page = binh.call("class_overview_get", json!({}));
    let other = binh.refused("class_overview_get", json!({"class": "9B"}));

    assert_eq!(page["class"]["name"], "9A");
    assert_eq!(page["classes"], json!(["9A"]));
    let mut titles = texts(&page["activities"], "title");
    titles.sort();
    assert_eq!(titles, ["Cả hai lớp", "Toàn trường"]);
    assert_eq!(page["surveys"][0]["missing"].as_array().unwrap().len(), 4);
    assert_eq!(
        page["gaps"].as_array().unwrap().len(),
        4,
        "no ministry ids are known"
    );
    assert!(
        !page.to_string().contains("Hoàng Thị Yến"),
        "a pupil of 9B is shown"
    );
    assert_eq!(other.code, "book.not_found");
}

#[test]
fn a_book_whose_recovery_slip_was_not_put_away_asks_for_it_first() {
    let school = School::new();
    let mut an = school.sit(AN);
    let first = |seat: &mut support::make::Seat| {
        seat.call("overview_get", json!({}))["next"][0]["title"].clone()
    };

    assert_eq!(first(&mut an), "In và cất khóa khôi phục của sổ");
    an.call("recovery_confirm", json!({}));
    assert_ne!(first(&mut an), "In và cất khóa khôi phục của sổ");
}

#[test]
fn a_second_place_without_a_fresh_copy_is_among_the_next_steps() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call("recovery_confirm", json!({}));
    let stick = school.path("usb");
    std::fs::create_dir(&stick).unwrap();
    let mut settings = an.call("settings_get", json!({}));
    settings["second_backup_folder"] = json!(stick);
    an.call("settings_change", settings);
    an.add_activity(json!({}));
    let has_step = |seat: &mut support::make::Seat| {
        let page = seat.call("overview_get", json!({}));
        texts(&page["next"], "title").contains(&"Sao lưu ra nơi thứ hai".to_owned())
    };

    assert!(has_step(&mut an));
    an.call("backup_add", json!({"folder": stick}));
    assert!(!has_step(&mut an));
}
