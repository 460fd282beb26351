//! The log of activities.

use serde_json::json;
use support::cells::Cells;
use support::make::{School, activity, fields, texts};
use support::people::AN;

#[test]
fn an_activity_is_kept_as_it_was_recorded_and_numbers_go_on() {
    let school = School::new();
    let mut an = school.sit(AN);

    let first = an.call("activity_add", activity(json!({})));
    let id = first["value"]["id"].clone();
    let removed = an.add_activity(json!({"title": "Nhầm"}));
    an.call("activity_remove", json!({"id": removed}));
    let third = an.call("activity_add", activity(json!({"title": "Thứ ba"})));

    assert_eq!(
        (&first["value"]["number"], &third["value"]["number"]),
        (&json!(1), &json!(3))
    );
    assert!(
        first["stale"]
            .as_array()
            .unwrap()
            .contains(&json!("activity"))
    );
    assert_eq!(
        first["value"]["warnings"],
        json!(["Đã chi nhiều hơn dự toán."])
    );
    let page = an.call("activity_get", json!({"id": id}));
    let sent = activity(json!({}));
    for field in [
        "kind",
        "title",
        "status",
        "starts_on",
        "place",
        "classes",
        "counts",
        "partners",
        "contents",
        "funding",
    ] {
        assert_eq!(page[field], sent[field], "{field}");
    }
    assert_eq!(
        (&page["enrolled"], &page["counts_for"]),
        (&json!(7), &json!(null))
    );
}

#[test]
fn everything_wrong_is_named_at_once_with_its_field_and_nothing_is_written() {
    let school = School::new();
    let mut an = school.sit(AN);

    let refused = an.refused(
        "activity_add",
        activity(json!({
            "kind": "picnic", "title": "", "status": "maybe", "starts_on": "2024-05-01",
            "ends_on": "11/04/2026", "classes": ["9A", "9Z"], "grades": [10],
            "counts": {"students": 5, "female": 6}, "contents": ["x"], "counts_for": ["C99"],
            "funding": [{"source": "lottery", "item": "activity", "planned_vnd": -1, "spent_vnd": 0}],
        })),
    );

    assert_eq!(
        fields(&refused),
        [
            ("title", "form.required"),
            ("kind", "activity.unknown_kind"),
            ("status", "form.bad_choice"),
            ("starts_on", "activity.date_outside_year"),
            ("ends_on", "form.bad_date"),
            ("classes", "activity.unknown_class"),
            ("grades", "activity.unknown_grade"),
            ("counts.female", "activity.more_girls_than_students"),
            ("contents", "form.bad_choice"),
            ("counts_for", "form.bad_choice"),
            ("funding.0.source", "form.bad_choice"),
            ("funding.0.planned_vnd", "form.negative"),
        ]
    );
    assert_eq!(an.call("activity_summary", json!({}))["total"], 0);
    let many = activity(json!({"classes": ["9A"], "counts": {"students": 5}}));
    assert_eq!(
        an.refused("activity_add", many).code,
        "activity.more_students_than_enrolled"
    );
}

#[test]
fn a_form_that_read_an_older_state_is_told_so_and_overwrites_nothing() {
    let school = School::new();
    let mut an = school.sit_at(AN, "2026-04-20T02:00:00Z");
    let id = an.add_activity(json!({}));
    let read = an.call("activity_get", json!({"id": id}))["changed_at"].clone();
    an.desk.close_without_backup().unwrap();
    let mut later = school.sit_at(AN, "2026-04-20T02:05:00Z");
    let change = |title: &str| json!({"id": id, "draft": activity(json!({"title": title})), "changed_at": read});

    later.call("activity_change", change("Sửa trước"));
    let refused = later.refused("activity_change", change("Sửa sau"));

    assert_eq!(refused.code, "book.stale");
    assert_eq!(
        later.call("activity_get", json!({"id": id}))["title"],
        "Sửa trước"
    );
}

#[test]
fn two_edits_in_the_same_moment_are_two_edits() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(json!({}));
    let read = an.call("activity_get", json!({"id": id}))["changed_at"].clone();
    let draft = activity(json!({"title": "Sửa"}));

    let page = an.call(
        "activity_change",
        json!({"id": id, "draft": draft, "changed_at": read}),
    );

    assert_eq!(page["value"]["title"], "Sửa");
    assert_eq!(page["value"]["number"], 1);
}

#[test]
fn what_is_deleted_lies_in_the_bin_and_comes_back_by_restore_or_undo() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(json!({}));
    let count = |an: &mut support::make::Seat, removed: bool| {
        an.call("activity_list", json!({"removed": removed}))
            .as_array()
            .unwrap()
            .len()
    };

    let done = an.call("activity_remove", json!({"id": id}));
    assert_eq!((count(&mut an, false), count(&mut an, true)), (0, 1));
    an.call("activity_restore", json!({"id": id}));
    assert_eq!((count(&mut an, false), count(&mut an, true)), (1, 0));
    an.call("activity_remove", json!({"id": id}));
    an.call("act_undo", json!({"act": null}));
    assert_eq!((count(&mut an, false), count(&mut an, true)), (1, 0));
    an.call("act_redo", json!({}));
    assert_eq!((count(&mut an, false), count(&mut an, true)), (0, 1));

    let again = an.refused("act_undo", json!({"act": done["act"]}));
    assert_eq!(again.code, "act.changed_later");
    let page = an.call("activity_get", json!({"id": id}));
    assert_eq!(
        (&page["is_removed"], &page["funding"]),
        (&json!(true), &activity(json!({}))["funding"])
    );
    an.verify();
}

#[test]
fn undo_gives_a_changed_activity_back_with_everything_that_hangs_on_it() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(json!({"note": "Như cũ", "counts_for": ["C01"]}));
    let before = an.call("activity_get", json!({"id": id}));
    let draft = activity(
        json!({"classes": ["8A"], "counts": {"students": 2}, "partners": ["Nhà máy khác"],
        "contents": ["a", "b"], "funding": [], "note": "", "counts_for": null, "title": "Khác hẳn"}),
    );
    an.call("activity_change", json!({"id": id, "draft": draft}));

    an.call("act_undo", json!({"act": null}));

    let mut after = an.call("activity_get", json!({"id": id}));
    after["changed_at"] = before["changed_at"].clone();
    assert_eq!(after, before);
    an.verify();
}

#[test]
fn an_act_that_something_later_rests_on_is_not_undone() {
    let school = School::new();
    let mut an = school.sit(AN);
    let added = an.call("activity_add", activity(json!({})));
    let id = added["value"]["id"].as_str().unwrap().to_owned();
    an.call(
        "activity_change",
        json!({"id": id, "draft": activity(json!({"title": "Sửa"}))}),
    );

    let refused = an.refused("act_undo", json!({"act": added["act"]}));

    assert_eq!(refused.code, "act.changed_later");
    let told = "“Sửa hoạt động” ngày 20/04/2026 (Nguyễn Thị An)";
    assert!(refused.message.contains(told), "{}", refused.message);
    assert_eq!(an.call("activity_get", json!({"id": id}))["title"], "Sửa");
}

#[test]
fn filters_pages_and_order_agree_with_the_summary() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({"title": "Một", "starts_on": "2025-10-01", "classes": ["9A"], "counts": {"students": 4}}));
    an.add_activity(json!({"title": "Hai", "starts_on": "2026-03-01", "status": "planned", "kind": "career_fair",
        "classes": [], "grades": [8], "counts": {}, "funding": [], "partners": ["Trường Cao đẳng Hàng hải"]}));
    an.add_activity(json!({"title": "Ba", "starts_on": "2026-01-15", "classes": ["8A"], "counts": {"students": 2}, "place": "Sân trường"}));
    let mut titles = |query: serde_json::Value| texts(&an.call("activity_list", query), "title");

    assert_eq!(titles(json!({})), ["Hai", "Ba", "Một"], "newest first");
    assert_eq!(
        titles(json!({"sort": "number", "ascending": true})),
        ["Một", "Hai", "Ba"]
    );
    assert_eq!(
        titles(json!({"sort": "title", "ascending": true})),
        ["Ba", "Hai", "Một"]
    );
    assert_eq!(titles(json!({"sort": "students"})), ["Một", "Ba", "Hai"]);
    assert_eq!(titles(json!({"limit": 1, "after": 1})), ["Ba"]);
    assert_eq!(titles(json!({"kind": "career_fair"})), ["Hai"]);
    assert_eq!(titles(json!({"status": "done"})), ["Ba", "Một"]);
    assert_eq!(
        titles(json!({"from": "2026-01-15", "to": "2026-02-28"})),
        ["Ba"]
    );
    assert_eq!(titles(json!({"text": "cao dang hang hai"})), ["Hai"]);
    assert_eq!(titles(json!({"text": "san truong"})), ["Ba"]);
    assert_eq!(titles(json!({"duty": "C04"})), ["Hai"]);
    assert_eq!(titles(json!({"class": "9A"})), ["Một"]);
    assert_eq!(titles(json!({"class": "9B"})), Vec::<String>::new());
    let figures = an.call("activity_summary", json!({"from": "2025-12-01"}));
    assert_eq!(
        figures,
        json!({"total": 2, "planned": 1, "done": 1, "cancelled": 0, "students": 2, "spent_vnd": 9_350_000})
    );
    let refused = an.refused("activity_list", json!({"from": "x", "sort": "colour"}));
    assert_eq!(
        fields(&refused),
        [("from", "form.bad_date"), ("sort", "form.bad_choice")]
    );
}

#[test]
fn a_kind_of_the_schools_own_counts_like_the_one_it_stands_for() {
    let school = School::new();
    let mut an = school.sit(AN);
    let kind = an.call(
        "kind_add",
        json!({"label": "Chợ nghề", "stands_for": "career_fair"}),
    );
    let twice = an.refused(
        "kind_add",
        json!({"label": "Chợ nghề", "stands_for": "picnic"}),
    );
    assert_eq!(
        fields(&twice),
        [
            ("stands_for", "activity.unknown_kind"),
            ("label", "activity.kind_exists")
        ]
    );

    an.teach_thpt();
    an.add_activity(json!({"kind": kind["value"], "classes": [], "counts": {}}));

    let checks = an.call("check_list", json!({}));
    let fair = checks
        .as_array()
        .unwrap()
        .iter()
        .find(|check| check["id"] == "C04")
        .unwrap();
    assert_eq!((&fair["found"], &fair["met"]), (&json!(1), &json!(true)));
}

#[test]
fn the_exported_log_holds_the_same_rows_and_text_that_looks_like_a_formula_stays_text() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({"title": "=1+1", "starts_on": "2025-10-01"}));
    an.add_activity(json!({"title": "Giao lưu", "starts_on": "2025-11-01", "kind": "career_talk"}));
    let path = school.path("nhat-ky.xlsx");

    let exported = an.call(
        "activity_export",
        json!({"filter": {"limit": 1}, "path": path}),
    );

    assert_eq!(exported["file_name"], "nhat-ky.xlsx");
    let cells = Cells::read(&path);
    let texts = cells.texts();
    assert!(
        texts.contains(&"=1+1".to_owned()) && texts.contains(&"Giao lưu".to_owned()),
        "{texts:?}"
    );
    assert!(
        cells
            .names
            .iter()
            .all(|name| cells.formulas(name).iter().all(|formula| formula != "1+1"))
    );
    let refused = an.refused(
        "activity_export",
        json!({"filter": {}, "path": school.path("nhat-ky.txt")}),
    );
    assert_eq!(fields(&refused), [("path", "report.not_xlsx")]);
}

#[test]
fn what_was_last_recorded_of_a_kind_and_known_partners_are_offered() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.add_activity(json!({}));

    let latest = an.call("activity_latest", json!({"kind": "field_trip"}));

    assert_eq!(latest["place"], "KCN Bến Rừng");
    assert_eq!(
        an.call("activity_latest", json!({"kind": "club"})),
        json!(null)
    );
    assert_eq!(
        an.call("partner_list", json!({"text": "ben rung"})),
        json!(["Công ty CP Cơ khí Bến Rừng"])
    );
}

#[test]
fn the_bin_keeps_an_activity_for_thirty_days() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.add_activity(json!({"title": "Bỏ nhầm"}));
    an.call("activity_remove", json!({ "id": id }));
    let bin = an.call("activity_list", json!({"removed": true}));
    assert_eq!(bin[0]["removed_on"], "2026-04-20");
    an.desk_closed();

    let shown = |now: &str| {
        let mut an = school.sit_at(AN, now);
        let bin = an.call("activity_list", json!({"removed": true}));
        an.desk_closed();
        texts(&bin, "title")
    };
    assert_eq!(shown("2026-05-20T01:00:00Z"), ["Bỏ nhầm"]);
    assert_eq!(shown("2026-05-20T03:00:00Z"), [""; 0]);
}

#[test]
fn more_money_than_was_planned_is_named_beside_the_report() {
    let school = School::new();
    let mut an = school.sit(AN);
    let mut log = |planned: i64, spent: i64| {
        let line = json!({"source": "socialised", "item": "activity", "label": "", "planned_vnd": planned,
                          "spent_vnd": spent});
        let done = an.call("activity_add", activity(json!({"funding": [line]})));
        let outline = an.call("report_outline", json!({"period": {"year": "2025-2026"}}));
        let missing = outline["missing"].as_array().unwrap().clone();
        let over = missing.iter().find(|it| it["code"] == "report.overspent");
        (
            done["value"]["number"].clone(),
            over.map(|it| it["message"].to_string()),
        )
    };
    assert_eq!(log(1_000_000, 1_000_000).1, None);
    assert_eq!(log(0, 2_000_000).1, None, "nothing was planned");
    let (number, said) = log(1_000_000, 1_200_000);
    assert!(said.unwrap().contains(&format!("số {number}.")), "{number}");
}
