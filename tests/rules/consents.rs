//! Consent by purpose, requests with their days, everything held on a pupil, and erasing for good.

use serde_json::{Value, json};
use support::cells::Cells;
use support::make::{School, Seat, fields, texts};
use support::people::{AN, CHI};

fn pupil(seat: &mut Seat) -> (String, String) {
    let first = &seat.call("student_list", json!({"class": "9A"}))[0];
    let text = |field: &str| first[field].as_str().unwrap().to_owned();
    (text("id"), text("name"))
}

fn answer(purpose: &str, who: &str, answer: &str, on: &str) -> Value {
    json!({"purpose": purpose, "who": who, "answer": answer, "stated_on": on, "means": "paper",
           "name": "Mẹ em", "proof": "Phiếu số 12"})
}

#[test]
fn silence_is_no_consent_and_the_newest_answer_holds() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = pupil(&mut an);
    let give = |seat: &mut Seat, consent: Value| {
        seat.call("consent_add", json!({"students": [id], "consent": consent}))
    };
    let before = an.call("consent_list", json!({"class": "9A"}));

    give(&mut an, answer("record", "parent", "given", "2025-09-02"));
    // Handing on is agreed to for a receiver by name, never for all of them.
    let unnamed = answer("handover", "parent", "given", "2025-09-02");
    let asked = json!({"students": [id], "consent": unnamed});
    let fault = an.refused("consent_add", asked);
    assert_eq!(fields(&fault), [("receiver", "consent.no_receiver")]);
    let mut named = unnamed;
    named["receiver"] = json!("Trường Trung cấp Nhân Hòa");
    give(&mut an, named);
    give(
        &mut an,
        answer("handover", "parent", "withdrawn", "2026-04-06"),
    );

    assert_eq!(before["students"][0]["cells"][0]["parent"], "open");
    assert_eq!(
        (&before["complete"], &before["all"]),
        (&json!(0), &json!(9))
    );
    let after = an.call("consent_list", json!({"class": "9A"}));
    let cells = &after["students"][0]["cells"];
    assert_eq!(cells[0]["parent"], "given");
    assert_eq!(cells[0]["student"], "open", "the pupil was not asked yet");
    assert_eq!(cells[2]["parent"], "withdrawn");
    assert_eq!(after["complete"], 1);
    let page = an.call("consent_get", json!({"id": id}));
    assert_eq!(page["history"].as_array().unwrap().len(), 3);
    assert_eq!(page["history"][0]["consent"]["answer"], "withdrawn");
}

#[test]
fn an_answer_is_checked_field_by_field() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = pupil(&mut an);
    let fault = an.refused(
        "consent_add",
        json!({"students": [id], "consent": answer("all", "uncle", "given", "2026-12-01")}),
    );
    assert_eq!(
        fields(&fault),
        [
            ("purpose", "form.bad_choice"),
            ("who", "form.bad_choice"),
            ("stated_on", "consent.future")
        ]
    );
}

#[test]
fn a_request_has_its_day_by_law_and_ends_with_an_outcome() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, name) = pupil(&mut an);
    let request =
        json!({"kind": "see", "student": id, "name": "Cha em", "received_on": "2026-04-14"});
    let added = an.call("request_add", request);

    let open = an.call("consent_list", json!({}))["requests"][0].clone();
    assert_eq!(open["due_on"], "2026-04-24");
    assert_eq!(open["days"], 4);
    assert_eq!(open["student_name"], name);
    an.call(
        "request_end",
        json!({"id": added["value"], "outcome": "Đã in và trao tận tay"}),
    );
    let done = an.call("consent_list", json!({}))["requests"][0].clone();
    assert_eq!(done["done_on"], "2026-04-20");
}

#[test]
fn a_request_is_answered_put_off_once_and_stands_on_the_start_page_until_it_is_done() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = pupil(&mut an);
    let request = json!({"kind": "see", "student": id, "received_on": "2026-04-17"});
    let added = an.call("request_add", request)["value"].clone();
    let next = |an: &mut Seat| an.call("overview_get", json!({}))["next"].clone();
    an.call("recovery_confirm", json!({}));
    assert!(next(&mut an).to_string().contains("Hạn 21/04/2026."));
    let line = |an: &mut Seat| an.call("consent_list", json!({}))["requests"][0].clone();
    assert_eq!(line(&mut an)["reply_due_on"], "2026-04-21");
    let change = |steps: Value| json!({"id": added, "steps": steps});

    an.call(
        "request_change",
        change(json!({"replied_on": "2026-04-20"})),
    );
    assert!(next(&mut an).to_string().contains("Hạn 27/04/2026."));
    let early = change(json!({"extended_to": "2026-04-27", "reason": "Nhiều giấy tờ"}));
    let bare = change(json!({"extended_to": "2026-05-04"}));
    let later =
        json!({"replied_on": "2026-04-20", "extended_to": "2026-05-04", "reason": "Nhiều giấy tờ"});
    assert_eq!(
        fields(&an.refused("request_change", early)),
        [("extended_to", "consent.not_later")]
    );
    assert_eq!(
        fields(&an.refused("request_change", bare)),
        [("reason", "form.required")]
    );
    an.call("request_change", change(later));
    let again = change(json!({"extended_to": "2026-05-11", "reason": "Nữa"}));
    assert_eq!(
        fields(&an.refused("request_change", again)),
        [("extended_to", "consent.extended")]
    );

    assert_eq!(line(&mut an)["due_on"], "2026-05-04");
    an.call("request_end", json!({"id": added, "outcome": ""}));
    assert!(!next(&mut an).to_string().contains("yêu cầu về dữ liệu"));
}

#[test]
fn who_left_years_ago_may_ask_see_and_be_erased() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, name) = pupil(&mut an);
    an.call("year_add", json!({"year": "2026-2027"}));
    an.call("year_open", json!({"year": "2026-2027"}));
    let found = an.call("find_list", json!({"text": name, "limit": 8}));
    assert_eq!(found[0]["id"], id);

    let request = json!({"kind": "erase", "student": id, "received_on": "2026-04-14"});
    an.call("request_add", request);
    let page = an.call("consent_get", json!({"id": id}));
    assert_eq!(
        (&page["name"], &page["class"]),
        (&json!(name), &json!("9A"))
    );
    an.call(
        "consent_add",
        json!({"students": [id], "consent": answer("record", "parent", "withdrawn", "2026-04-14")}),
    );
    let path = school.path("em.xlsx");
    an.call("student_export", json!({"id": id, "path": path}));
    assert!(Cells::read(&path).texts().contains(&name));

    an.call("student_erase", json!({"id": id}));
    assert_eq!(
        an.call("find_list", json!({"text": name, "limit": 8})),
        json!([])
    );
}

#[test]
fn everything_held_is_everything_of_every_year() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.pupil("Đỗ Quốc Bảo");
    let wish = |rank: u32, school: &str| json!({"round": 1, "rank": rank, "stream": "thpt_public", "school": school, "trade": ""});
    let record = json!({"academic": "Giỏi Toán", "wishes": [wish(1, "Trường Một"), wish(2, "Trường Hai"), wish(3, "Trường Ba")]});
    an.call("record_change", json!({"id": id, "record": record}));
    let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["8A"]});
    let survey = an.call("survey_open", survey)["value"].clone();
    let mut answers = vec![json!(null); 48];
    answers[0] = json!(4);
    an.call(
        "answers_change",
        json!({"survey": survey, "student": id, "answers": answers}),
    );
    let went = json!({"student": an.pupil("Nguyễn Văn Đạt"), "stage": "real", "destination": "intermediate",
                      "place": "Trường Trung cấp Sông Hồng", "source": "Mẹ em"});
    an.call("outcome_set", went.clone());
    let mut named = answer("handover", "parent", "given", "2025-09-02");
    named["receiver"] = json!("Trường Trung cấp Nhân Hòa");
    an.call("consent_add", json!({"students": [id], "consent": named}));
    let request =
        json!({"kind": "see", "student": id, "name": "Cha em", "received_on": "2026-04-14"});
    an.call("request_add", request);
    an.call("year_add", json!({"year": "2026-2027"}));
    an.call("year_open", json!({"year": "2026-2027"}));
    an.call("turn_make", json!({"moves": [{"class": "8A", "to": "9A"}]}));

    let mut held = |id: &Value, name: &str| {
        let path = school.path(name);
        an.call("student_export", json!({"id": id, "path": path}));
        Cells::read(&path).texts().join("\n")
    };

    let all = held(&json!(id), "bao.xlsx");
    for wanted in [
        "Giỏi Toán",
        "Trường Một",
        "Trường Hai",
        "Trường Ba",
        "Câu trả lời: Sở thích",
        " = 4",
        "Trường Trung cấp Nhân Hòa",
        "Xem dữ liệu đang giữ",
        "Cha em, đang mở",
        "Lớp 8A, đang học",
        "Lớp 9A, đang học",
    ] {
        assert!(all.contains(wanted), "{wanted}: {all}");
    }
    let gone = held(&went["student"], "dat.xlsx");
    let line = "Trường Trung cấp Sông Hồng, biết qua Mẹ em";
    assert!(gone.contains(line), "{gone}");
    assert!(!gone.contains("Trong đối tượng của hoạt động"), "{gone}");
    let again = held(&json!(id), "bao-2.xlsx");
    assert!(again.contains("Tệp và lần xuất"), "{again}");
}

#[test]
fn everything_held_on_a_pupil_leaves_as_a_workbook_and_that_is_written_down() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, name) = pupil(&mut an);
    an.call(
        "consent_add",
        json!({"students": [id], "consent": answer("record", "parent", "given", "2025-09-02")}),
    );
    let path = school.path("em.xlsx");

    an.call("student_export", json!({"id": id, "path": path}));

    let cells = Cells::read(&path).texts();
    assert!(cells.contains(&name));
    assert!(cells.contains(&"Cha mẹ đồng ý. Mẹ em Phiếu số 12".to_owned()));
    let acts = an.call("audit_list", json!({}));
    assert!(acts.to_string().contains("student_export"), "{acts}");
}

#[test]
fn an_erased_pupil_is_gone_from_every_row_and_from_an_older_copy_put_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, name) = pupil(&mut an);
    let kept = an.call(
        "record_change",
        json!({"id": id, "record": {"circumstances": "Nhà xa trường 12 km", "guardian": "Nguyễn Văn Lâm"}}),
    );
    let to = school.path("sao-luu");
    let copy = an.call("backup_add", json!({"folder": to}));
    let before = an.call("student_count", json!({}));

    an.call("student_erase", json!({"id": id}));

    assert_eq!(
        an.call("student_count", json!({})),
        before,
        "the number stays"
    );
    gone(&mut an, &id, &name);
    let undo = an.refused("act_undo", json!({"act": kept["act"]}));
    assert_eq!(undo.code, "act.cannot_undo");
    an.call(
        "book_restore",
        json!({"file": copy["file"], "password": AN.password, "name": AN.login}),
    );
    let mut an = school.sit(AN);
    gone(&mut an, &id, &name);
    let verified = an.call("book_check", json!({}));
    assert_eq!(verified["ok"], true, "{verified}");
    an.close();
    let chi = school.sit(CHI);
    chi.close();
}

#[test]
fn a_twin_who_was_joined_with_an_erased_pupil_stays_gone_in_an_older_copy() {
    let school = School::new();
    let mut an = school.sit(AN);
    let twin = |class: &str, phone: &str| json!({"name": "Mai Thị Bưởi", "born_on": "2011-09-05", "class": class, "phone": phone});
    let kept = an.call("student_add", twin("9A", ""))["value"].clone();
    let other = an.call("student_add", twin("9B", "0912345678"))["value"].clone();
    let copy = an.call("backup_add", json!({"folder": school.path("sao-luu")}));
    let decision = json!({"kept": kept, "other": other, "is_same": true});
    an.call("duplicate_decide", decision);

    an.call("student_erase", json!({"id": kept}));

    assert_eq!(
        an.call("backup_get", json!({}))["erased_on"],
        json!(["2026-04-20"])
    );
    an.close();
    let left = "SELECT count(*) FROM student WHERE name = 'Mai Thị Bưởi' OR phone <> ''";
    assert_eq!(crate::books::number(&school.book, left), 0);
    let mut an = school.sit(AN);
    an.call(
        "book_restore",
        json!({"file": copy["file"], "password": AN.password, "name": AN.login}),
    );
    let mut an = school.sit(AN);
    let names = texts(&an.call("student_list", json!({})), "name");
    assert!(!names.contains(&"Mai Thị Bưởi".to_owned()), "{names:?}");
    an.verify();
    an.close();
    assert_eq!(crate::books::number(&school.book, left), 0);
}

#[test]
fn who_was_removed_or_came_with_a_list_taken_back_is_forgotten_once_undo_no_longer_reaches_them() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, _) = pupil(&mut an);
    let record = json!({"circumstances": "Nhà xa trường 12 km", "guardian": "Nguyễn Văn Lâm"});
    an.call("record_change", json!({"id": id, "record": record}));
    an.call("student_remove", json!({"id": id}));
    let list = "Họ và tên,Ngày sinh,Giới tính,Lớp\nMai Thị Bưởi,05/09/2011,Nữ,9A\n";
    let preview = an.call("roster_open", json!({"path": school.file("lop.csv", list)}));
    let done = an.call("roster_import", json!({"token": preview["token"]}));
    an.call("act_undo", json!({"act": done["act"]}));
    an.close();
    let told =
        "SELECT (SELECT count(*) FROM student WHERE deleted_at IS NOT NULL AND born_on IS NOT NULL)
                     + (SELECT count(*) FROM guardian)
                     + (SELECT count(*) FROM record WHERE circumstances <> '')";
    assert_eq!(crate::books::number(&school.book, told), 4);

    school.sit_at(AN, "2026-05-19T02:00:00Z").close();
    assert_eq!(
        crate::books::number(&school.book, told),
        4,
        "undo reaches them"
    );
    school.sit_at(AN, "2026-05-21T02:00:00Z").close();

    assert_eq!(crate::books::number(&school.book, told), 0);
    let mut an = school.sit_at(AN, "2026-05-22T02:00:00Z");
    assert_eq!(an.call("student_count", json!({})), 8);
    an.verify();
}

#[test]
fn figures_of_the_report_stand_after_a_pupil_is_erased_and_the_words_are_gone() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (id, name) = pupil(&mut an);
    let kinds = json!({"field": "ethnicity", "value": "Tày"});
    an.call(
        "student_many_change",
        json!({"students": [id], "fact": kinds}),
    );
    let wish = json!({"round": 1, "rank": 1, "stream": "thpt_public", "school": "Trường Hiếm Có", "trade": ""});
    let strength = json!({"title": "Vẽ tranh", "found_by": "", "fostered": ""});
    let record = json!({"academic": "Khá, 7,4", "wishes": [wish], "strengths": [strength]});
    an.call("record_change", json!({"id": id, "record": record}));
    let review = json!({"review": "counsel", "remark": "Em hay lo.", "question": "Hỏi riêng"});
    an.call("record_review", json!({"id": id, "review": review}));
    let aid = json!({"given_on": "2026-04-01", "kind": "Học bổng", "amount": 500_000, "source": "Hội khuyến học"});
    an.call("aid_add", json!({"student": id, "draft": aid}));
    let referral =
        json!({"referred_on": "2026-03-12", "receiver": "Phòng khám Hải An", "reason": "Mất ngủ"});
    let talk = json!({"held_on": "2026-03-12", "form": "individual", "students": [id],
                      "subject": "Chuyện kín", "conclusion": "Lời kín", "referral": referral});
    an.call("counsel_add", talk);
    let trip = an.add_activity(json!({}));
    let mark = json!({"id": trip, "students": [id], "attendance": "present", "note": "Say xe"});
    an.call("trip_mark", mark);
    let figures = |an: &mut Seat| {
        let period = json!({"year": "2025-2026", "kind": "year"});
        let outline = an.call("report_outline", json!({"period": period}));
        let sheets = outline["sheets"].as_array().unwrap().clone();
        let trip = an.call("trip_get", json!({"id": trip}))["figures"].clone();
        let review = an.call("overview_get", json!({}))["review"].clone();
        (sheets, trip, review)
    };
    let before = figures(&mut an);

    an.call("student_erase", json!({"id": id}));

    let after = figures(&mut an);
    assert_eq!((&before.1, &before.2), (&after.1, &after.2));
    let mut compared = 0;
    for (was, is) in before.0.iter().zip(&after.0) {
        if !was.to_string().contains(&name) {
            assert_eq!(was["tables"], is["tables"], "{}", was["id"]);
            compared += 1;
        }
    }
    assert!(compared > 5, "{compared}");
    an.verify();
    an.close();
    let words = "SELECT (SELECT count(*) FROM record WHERE academic || remark || question <> '')
                      + (SELECT count(*) FROM wish WHERE school <> '')
                      + (SELECT count(*) FROM strength WHERE title <> '')
                      + (SELECT count(*) FROM aid WHERE kind || source <> '')
                      + (SELECT count(*) FROM counsel_session WHERE subject || conclusion <> '')
                      + (SELECT count(*) FROM counsel_referral WHERE receiver || reason <> '')
                      + (SELECT count(*) FROM trip_student WHERE note <> '')
                      + (SELECT count(*) FROM student WHERE ethnicity = 'Tày')";
    assert_eq!(crate::books::number(&school.book, words), 0);
}

#[test]
fn after_an_erasing_the_places_that_people_named_the_pupil_in_are_listed() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.pupil("Nguyễn Văn Đạt");
    let talk = an.add_activity(json!({"title": "Em Nguyễn Văn Đạt kể chuyện nghề"}));
    let trip = an.add_activity(json!({"title": "Tham quan"}));
    let file = school.file("don-xin-phep_nguyen-van-dat.txt", "Đơn");
    an.call("evidence_add", json!({"activity": trip, "path": file}));
    an.add_activity(json!({"title": "Thầy Nguyễn Văn Đạtô"}));

    let done = an.call("student_erase", json!({"id": id}));

    assert_eq!(texts(&done["value"], "what"), ["activity", "evidence"]);
    assert_eq!(
        texts(&done["value"], "link"),
        [
            format!("/activity?id={talk}"),
            format!("/activity?id={trip}")
        ]
    );
}

/// Neither list, search, record nor page tells who it was.
fn gone(seat: &mut Seat, id: &str, name: &str) {
    assert!(!texts(&seat.call("student_list", json!({})), "name").contains(&name.to_owned()));
    assert!(
        !seat
            .call("find_list", json!({"text": name}))
            .to_string()
            .contains(name)
    );
    let page = seat.call("record_get", json!({"id": id}));
    assert_eq!(page["student"]["name"], "Đã xóa dữ liệu");
    assert_eq!(page["record"]["circumstances"], "");
    assert_eq!(page["record"]["guardian"], "");
}
