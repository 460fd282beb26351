//! Who does guidance, with what, and who looked at it: three lists, and what the report makes of them.

use serde_json::{Value, json};
use support::make::{School, Seat, fields};
use support::people::{AN, BINH};

fn add(seat: &mut Seat, entry: Value) -> String {
    let done = seat.call("means_add", json!({"entry": entry}));
    done["value"].as_str().unwrap().to_owned()
}

fn counselor(full_name: &str, is_qualified: Value) -> Value {
    json!({"of": "staff", "full_name": full_name, "is_counselor": true,
           "is_qualified": is_qualified, "decision_number": "96/QĐ", "decision_on": "2025-09-09"})
}

fn sheet(seat: &mut Seat, id: &str) -> Value {
    let outline = seat.call("report_outline", json!({"period": {"year": "2025-2026"}}));
    let sheets = outline["sheets"].as_array().unwrap();
    sheets
        .iter()
        .find(|sheet| sheet["id"] == id)
        .unwrap()
        .clone()
}

#[test]
fn the_report_names_who_did_guidance_with_what_and_who_looked_at_it() {
    let school = School::new();
    let mut an = school.sit(AN);
    add(&mut an, counselor("Lê Thị Thu Hà", json!(true)));
    let mut former = counselor("Người thôi từ năm ngoái", json!(true));
    former["to_on"] = json!("2025-07-31");
    add(&mut an, former);
    add(
        &mut an,
        json!({"of": "material", "form": "book", "name": "Tài liệu nghề địa phương",
               "unit": "quyển", "quantity": 25, "wanted": 40}),
    );
    for (form, subject) in [
        ("inspection", "Thực hiện Thông tư 07"),
        ("commendation", "Tổ tư vấn"),
    ] {
        let entry = json!({"of": "inspection", "form": form, "held_on": "2025-12-05",
                           "body": "Sở GDĐT", "subject": subject, "request": "Bổ sung tài liệu"});
        add(&mut an, entry);
    }

    let staff = sheet(&mut an, "staff");
    let text = staff.to_string();
    assert!(
        text.contains("Lê Thị Thu Hà") && text.contains("96/QĐ ngày 09/09/2025"),
        "{text}"
    );
    assert!(!text.contains("năm ngoái"), "{text}");
    assert_eq!(
        staff["notes"],
        json!(["1 giáo viên kiêm nhiệm tư vấn hướng nghiệp, 1 đạt yêu cầu."])
    );
    assert_eq!(
        sheet(&mut an, "materials")["notes"],
        json!(["Còn thiếu so với mức cần có: 15 quyển Tài liệu nghề địa phương."])
    );
    let inspections = sheet(&mut an, "inspections");
    assert_eq!(
        inspections["notes"],
        json!(["1 đợt kiểm tra, 1 kiến nghị chưa khắc phục; 1 lượt khen thưởng."]),
        "nothing is asked of who is commended"
    );
    let rows = |table: usize| {
        inspections["tables"][table]["rows"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((rows(0), rows(1)), (1, 1));
    an.verify();
}

#[test]
fn the_list_of_staff_meets_the_duty_where_the_year_states_no_number() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call("rule_set_use", json!({"rule_sets": ["nghe-an-2025"]}));
    let is_met = |an: &mut Seat| {
        let checks = an.call("check_list", json!({}));
        let all = checks.as_array().unwrap();
        let own = all.iter().find(|check| check["id"] == "C11").unwrap();
        own["met"].clone()
    };
    let id = add(&mut an, counselor("Lê Thị Thu Hà", json!(null)));
    assert_eq!(is_met(&mut an), false, "nobody judged yet");
    let fit = counselor("Lê Thị Thu Hà", json!(true));
    an.call("means_change", json!({"id": id, "entry": fit}));
    assert_eq!(is_met(&mut an), true);

    // What the school states for the year goes first.
    let mut profile = an.call("profile_get", json!({}));
    profile["counselors_qualified"] = json!(0);
    an.call("profile_change", json!({"profile": profile}));
    assert_eq!(is_met(&mut an), false);
    an.verify();
}

#[test]
fn every_wrong_field_is_named_and_a_teacher_changes_nothing() {
    let school = School::new();
    let mut an = school.sit(AN);
    let wrong = json!({"of": "staff", "full_name": " ", "decision_on": "31/02/2026",
                       "from_on": "2026-01-01", "to_on": "2025-01-01"});
    assert_eq!(
        fields(&an.refused("means_add", json!({"entry": wrong}))),
        [
            ("full_name", "form.required"),
            ("decision_on", "form.bad_date"),
            ("to_on", "means.ends_before_start")
        ]
    );
    let wrong = json!({"of": "material", "form": "house", "name": "", "quantity": 2_000_000});
    assert_eq!(
        fields(&an.refused("means_add", json!({"entry": wrong}))),
        [
            ("form", "form.bad_choice"),
            ("name", "form.required"),
            ("quantity", "form.too_much")
        ]
    );
    let wrong = json!({"of": "inspection", "form": "inspection", "subject": "Hồ sơ"});
    assert_eq!(
        fields(&an.refused("means_add", json!({"entry": wrong}))),
        [("held_on", "form.required")]
    );

    let id = add(&mut an, counselor("Lê Thị Thu Hà", json!(true)));
    an.call("means_remove", json!({"id": id}));
    let page = an.call("means_list", json!({}));
    assert_eq!(
        (&page["lines"], &page["counselors"]),
        (&json!([]), &json!(0))
    );
    an.call("act_undo", json!({}));
    assert_eq!(an.call("means_list", json!({}))["counselors"], 1);
    let gone = json!({"id": "khong-co"});
    assert_eq!(an.refused("means_remove", gone).code, "book.not_found");
    an.verify();

    drop(an);
    let mut binh = school.sit(BINH);
    assert!(binh.try_call("means_list", json!({})).is_err());
}
