//! The orientation record: what the counselor keeps, what the homeroom teacher reviews.

use serde_json::{Value, json};
use support::make::{School, Seat, fields, texts};
use support::people::{AN, BINH, CHI, Person};

fn kept() -> Value {
    json!({
        "academic": "Khá, Toán Văn Anh 7,4",
        "ability": "Trình bày trước lớp",
        "forte": "",
        "circumstances": "Nhà xa trường 12 km",
        "guardian": "  Nguyễn Văn Lâm ",
        "guardian_phone": "0904111222",
        "strengths": [{"title": "Vẽ", "found_by": "Giáo viên mĩ thuật", "fostered": "Câu lạc bộ vẽ"},
                      {"title": " ", "found_by": "", "fostered": ""}],
        "wishes": [
            {"round": 1, "rank": 1, "stream": "thpt_public", "school": "Trường THPT Hải Tân",
             "trade": "", "stated_on": "2025-11-14"},
            {"round": 1, "rank": 2, "stream": "intermediate", "school": "", "trade": "Thiết kế đồ họa",
             "stated_on": "2025-11-14"},
            {"round": 1, "rank": 3, "stream": "", "school": "", "trade": "", "stated_on": null},
        ],
    })
}

fn review(word: &str, remark: &str) -> Value {
    json!({"review": word, "remark": remark, "question": "Hỏi về ngành sư phạm"})
}

/// Ids of the pupils of a class, by name.
fn pupils(seat: &mut Seat, class: &str) -> Vec<String> {
    texts(&seat.call("student_list", json!({"class": class})), "id")
}

#[test]
fn a_record_keeps_factors_strengths_and_wishes_and_says_what_is_missing() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = pupils(&mut an, "9A")[1].clone();

    let before = an.call("record_get", json!({"id": id}));
    let done = an.call("record_change", json!({"id": id, "record": kept()}));

    assert_eq!(
        before["missing"],
        json!([
            "academic",
            "ability",
            "forte",
            "interest",
            "wish",
            "circumstances",
            "guardian",
            "remark"
        ])
    );
    assert_eq!(done["value"]["missing"], json!(["interest", "remark"]));
    let page = an.call("record_get", json!({"id": id}));
    assert_eq!(page["record"]["guardian"], "Nguyễn Văn Lâm");
    assert_eq!(page["record"]["strengths"].as_array().unwrap().len(), 1);
    assert_eq!(page["record"]["wishes"].as_array().unwrap().len(), 2);
    assert_eq!(page["place"], 2);
    assert_eq!(page["of"], before["of"]);
    let wish = &page["years"][0]["events"][0];
    assert_eq!(
        (&wish["what"], &wish["note"]),
        (&json!("wish"), &json!("Trường THPT Hải Tân"))
    );

    an.call("act_undo", json!({"act": done["act"]}));
    let undone = an.call("record_get", json!({"id": id}));
    assert_eq!(undone["record"], before["record"]);
}

#[test]
fn a_wish_names_a_stream_of_its_level_and_each_rank_once() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = pupils(&mut an, "9A")[0].clone();
    let mut record = kept();
    record["wishes"][0]["stream"] = json!("university");
    record["wishes"][1]["rank"] = json!(1);
    record["wishes"][1]["stated_on"] = json!("14/11");

    let fault = an.refused("record_change", json!({"id": id, "record": record}));

    assert_eq!(
        fields(&fault),
        [
            ("wishes.0.stream", "form.bad_choice"),
            ("wishes.1.rank", "record.bad_rank"),
            ("wishes.1.stated_on", "form.bad_date"),
        ]
    );
}

#[test]
fn a_homeroom_teacher_reviews_the_own_class_and_no_other() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (own, other) = (pupils(&mut an, "9A"), pupils(&mut an, "9B"));
    an.close();
    let mut binh = school.sit(BINH);

    binh.call(
        "record_review",
        json!({"id": own[0], "review": review("reviewed", "Em vẽ đẹp.")}),
    );
    let asked = json!({"id": own[1], "review": review("counsel", "")});
    binh.call("record_review", asked);
    let hidden = binh.refused(
        "record_review",
        json!({"id": other[0], "review": review("reviewed", "")}),
    );
    let unseen = binh.refused("record_get", json!({"id": other[0]}));
    let class = binh.refused("record_list", json!({"class": "9B"}));
    let kept = binh.refused("record_change", json!({"id": own[0], "record": kept()}));

    for fault in [hidden, unseen, class] {
        assert_eq!(fault.code, "book.not_found");
    }
    assert_eq!(kept.code, "account.denied");
    let list = binh.call("record_list", json!({}));
    assert_eq!(list["class"], "9A");
    assert_eq!(list["classes"].as_array().unwrap().len(), 1);
    assert_eq!(list["classes"][0]["reviewed"], 2);
    assert_eq!(list["classes"][0]["counsel"], 1);
    assert_eq!(list["students"][0]["has_remark"], true);
    assert_eq!(
        list["students"][0]["question"], "",
        "a question stands only where a talk is needed"
    );
    assert_eq!(list["students"][1]["question"], "Hỏi về ngành sư phạm");
    assert_eq!(
        binh.call("class_overview_get", json!({}))["review"]["reviewed"],
        2
    );
    let page = binh.call("record_get", json!({"id": own[0]}));
    assert_eq!(page["reviewed_by"], BINH.full_name);
    assert_eq!(page["reviewed_on"], "2026-04-20");
    binh.close();

    let mut an = school.sit(AN);
    let overview = an.call("overview_get", json!({}));
    assert_eq!(overview["review"]["reviewed"], 2);
    assert_eq!(overview["review"]["counsel"], 1);
    an.close();
    let mut chi = school.sit(CHI);
    let denied = chi.refused(
        "record_review",
        json!({"id": own[0], "review": review("open", "")}),
    );
    assert_eq!(denied.code, "account.denied");
}

#[test]
fn the_way_of_a_pupil_goes_through_the_years_with_what_reached_them() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = pupils(&mut an, "9A")[0].clone();
    an.add_activity(json!({"title": "Của lớp em", "classes": ["9A"], "grades": [], "starts_on": "2026-03-03", "counts": {}}));
    an.add_activity(
        json!({"title": "Của lớp khác", "classes": ["8A"], "grades": [], "counts": {}}),
    );
    an.add_activity(json!({"title": "Của cả trường", "classes": [], "grades": [], "starts_on": "2026-03-05", "counts": {}}));

    let page = an.call("record_get", json!({"id": id}));

    assert_eq!(
        texts(&page["years"][0]["events"], "title"),
        ["Của cả trường", "Của lớp em"]
    );
    assert_eq!(page["years"][0]["class"], "9A");
    assert_eq!(page["years"][0]["grade"], 9);
}

#[test]
fn a_conclusion_is_told_to_the_own_teacher_once_the_counselor_ticks_it() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = pupils(&mut an, "9A")[0].clone();
    let draft = json!({"held_on": "2026-03-12", "form": "individual", "students": [id],
                       "subject": "Chuyện riêng", "conclusion": "Em chọn nghề điện.",
                       "next_step": "Gọi mẹ"});
    let added = an.call("counsel_add", draft.clone())["value"].clone();
    assert_eq!(
        added["draft"]["is_shared"], false,
        "off unless it is ticked"
    );
    an.close();
    let seen = |person: Person| {
        let mut seat = school.sit(person);
        let page = seat.call("record_get", json!({"id": id})).to_string();
        seat.close();
        assert!(!page.contains("Chuyện riêng") && !page.contains("Gọi mẹ"));
        page.contains("Em chọn nghề điện.")
    };
    assert!(!seen(BINH));

    let mut an = school.sit(AN);
    let mut shared = draft;
    shared["is_shared"] = json!(true);
    an.call(
        "counsel_change",
        json!({"id": added["id"], "draft": shared}),
    );
    an.close();
    assert!(seen(BINH), "the own teacher reads it");
    assert!(!seen(CHI), "the principal has numbers only");
}

#[test]
fn a_conclusion_of_an_earlier_year_is_not_told_to_the_next_homeroom_teacher() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = an.pupil("Đỗ Quốc Bảo");
    let draft = json!({"held_on": "2026-03-12", "form": "individual", "students": [id],
                       "subject": "Chọn nghề", "conclusion": "Em chọn nghề điện.", "is_shared": true});
    an.call("counsel_add", draft);
    an.call("year_add", json!({"year": "2026-2027"}));
    an.call("year_open", json!({"year": "2026-2027"}));
    an.call("turn_make", json!({"moves": [{"class": "8A", "to": "9A"}]}));
    let account = an.account(BINH.login);
    let classes = json!({"id": account, "full_name": BINH.full_name, "role": "teacher",
                         "title": "", "classes": ["9A"]});
    an.call("account_change", classes);
    an.close();

    let page = school.sit(BINH).call("record_get", json!({"id": id}));

    let page = page.to_string();
    assert!(page.contains("Tư vấn cá nhân"), "{page}");
    assert!(!page.contains("Em chọn nghề điện."), "{page}");
}

#[test]
fn a_word_added_by_the_counselor_leaves_the_review_with_the_homeroom_teacher() {
    let school = School::new();
    let mut binh = school.sit(BINH);
    let id = binh.pupil("Lê Thị Ân");
    binh.call(
        "record_review",
        json!({"id": id, "review": review("reviewed", "Em vẽ đẹp.")}),
    );
    binh.close();
    let mut an = school.sit_at(AN, "2026-04-22T02:00:00Z");

    let word = json!({"id": id, "review": review("reviewed", "Em vẽ đẹp, hát hay.")});
    let added = an.call("record_review", word)["value"].clone();
    let turned = json!({"id": id, "review": review("counsel", "Em vẽ đẹp, hát hay.")});
    let decided = an.call("record_review", turned)["value"].clone();

    assert_eq!(added["reviewed_by"], BINH.full_name);
    assert_eq!(added["reviewed_on"], "2026-04-20");
    assert_eq!(decided["reviewed_by"], AN.full_name);
    assert_eq!(decided["reviewed_on"], "2026-04-22");
}

#[test]
fn that_a_talk_took_place_is_told_to_the_counselor_and_the_own_teacher_alone() {
    let school = School::new();
    let mut an = school.sit(AN);
    let id = pupils(&mut an, "9A")[0].clone();
    an.call(
        "counsel_add",
        json!({"held_on": "2026-03-12", "minutes": 30, "form": "individual", "students": [id],
               "subject": "Chọn trường", "conclusion": "Kín"}),
    );
    an.close();
    for (person, is_told) in [(AN, true), (BINH, true), (CHI, false)] {
        let mut seat = school.sit(person);
        let page = seat.call("record_get", json!({"id": id}));
        let titles = texts(&page["years"][0]["events"], "title");
        assert_eq!(
            titles.contains(&"Tư vấn cá nhân, 30 phút".to_owned()),
            is_told,
            "{}",
            person.login
        );
        assert!(
            !page.to_string().contains("Chọn trường"),
            "{}",
            person.login
        );
        seat.close();
    }
}
