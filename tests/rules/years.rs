//! School years of one book.

use serde_json::json;
use support::make::{School, activity, fields, texts};
use support::people::{AN, BINH};

#[test]
fn a_second_year_starts_with_the_classes_of_the_first_and_both_stay_writable() {
    let school = School::new();
    let mut an = school.sit(AN);

    an.call(
        "year_add",
        json!({"year": "2026-2027", "copy_classes": true}),
    );
    assert_eq!(
        an.names("class_list", json!({"year": "2026-2027"})),
        ["8A", "9A", "9B"]
    );
    assert_eq!(an.call("student_count", json!({"year": "2026-2027"})), 0);
    let session = an.call("year_open", json!({"year": "2026-2027"}));
    assert_eq!(session["year"]["year"], "2026-2027");
    an.add_activity(json!({"starts_on": "2026-10-02", "title": "Năm mới", "counts": {}}));
    // A day of the past year goes to the past year, without turning back to it.
    an.add_activity(json!({"starts_on": "2026-04-11", "title": "Năm cũ"}));

    let titles = |an: &mut support::make::Seat, year: &str| {
        texts(&an.call("activity_list", json!({"year": year})), "title")
    };
    assert_eq!(titles(&mut an, "2026-2027"), ["Năm mới"]);
    assert_eq!(titles(&mut an, "2025-2026"), ["Năm cũ"]);
    assert_eq!(texts(&an.call("year_list", json!({})), "year").len(), 2);
    an.verify();
}

#[test]
fn a_day_outside_every_year_is_refused_with_the_days_of_the_current_one() {
    let school = School::new();
    let mut an = school.sit(AN);

    let refused = an.refused("activity_add", activity(json!({"starts_on": "2027-01-10"})));

    assert_eq!(
        fields(&refused),
        [("starts_on", "activity.date_outside_year")]
    );
    assert!(refused.message.contains("01/08/2025") && refused.message.contains("31/07/2026"));
}

#[test]
fn a_year_that_is_there_or_is_none_is_refused() {
    let school = School::new();
    let mut an = school.sit(AN);

    let twice = an.refused("year_add", json!({"year": "2025-2026"}));
    assert_eq!(fields(&twice), [("year", "year.exists")]);
    for bad in ["2025", "2025-2027", "năm nay", "2025 - 2026"] {
        let refused = an.refused("year_add", json!({"year": bad}));
        assert_eq!(refused.code, "year.bad_name", "{bad}");
    }
    assert_eq!(
        an.refused("year_open", json!({"year": "2030-2031"})).code,
        "year.unknown"
    );
    let backwards =
        json!({"year": "2025-2026", "starts_on": "2026-07-31", "ends_on": "2025-08-01"});
    assert_eq!(
        an.refused("year_change", backwards).code,
        "year.ends_before_start"
    );
}

#[test]
fn last_years_narrative_is_offered_as_a_start() {
    let school = School::new();
    let mut an = school.sit(AN);
    let words = json!({"situation": "Trường có 9 học sinh.", "strengths": "Đoàn kết.", "weaknesses": "",
                       "causes": "", "proposals": "", "directions": ""});
    an.call("narrative_change", json!({"narrative": words}));

    an.call("year_add", json!({"year": "2026-2027"}));
    an.call("year_open", json!({"year": "2026-2027"}));
    let page = an.call("narrative_get", json!({}));

    assert_eq!(page["narrative"]["situation"], "");
    assert_eq!(page["last_year"]["situation"], "Trường có 9 học sinh.");
    assert_eq!(page["last_year_name"], "2025-2026");
}

#[test]
fn a_teacher_who_looks_at_last_year_does_not_turn_the_book_for_the_others() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call(
        "year_add",
        json!({"year": "2026-2027", "copy_classes": true}),
    );
    an.call("year_open", json!({"year": "2026-2027"}));
    an.desk_closed();
    let mut binh = school.sit(BINH);
    assert_eq!(binh.call("student_count", json!({})), 0);

    let session = binh.call("year_open", json!({"year": "2025-2026"}));

    assert_eq!(session["year"]["year"], "2025-2026");
    assert_eq!(binh.call("student_count", json!({})), 4);
    binh.close();
    let mut an = school.sit(AN);
    let session = an.call("session_get", json!({}));
    assert_eq!(session["year"]["year"], "2026-2027");
}
