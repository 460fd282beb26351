//! Accounts, passwords and the recovery slip.

use huong_nghiep_core::error::Fault;
use serde_json::{Value, json};
use support::make::{PUPILS, School, Seat, fields};
use support::people::{AN, BINH, CHI, Person};

#[test]
fn a_changed_password_opens_the_same_book_and_the_old_one_stops() {
    let school = School::new();
    let database = std::fs::read(school.book.join("book.db")).unwrap();
    let mut binh = school.sit(BINH);
    let wrong = binh.refused(
        "password_change",
        json!({"old": "không phải", "new": "mat-khau-moi"}),
    );
    assert_eq!(fields(&wrong), [("old", "account.wrong_old_password")]);

    binh.call(
        "password_change",
        json!({"old": BINH.password, "new": "mat-khau-moi"}),
    );
    binh.desk.close_without_backup().unwrap();

    assert_eq!(
        school.refused_to("binh", BINH.password).code,
        "book.wrong_password"
    );
    let mut binh = school.sit(Person {
        password: "mat-khau-moi",
        ..BINH
    });
    assert_eq!(binh.call("student_count", json!({})), 4);
    binh.desk.close_without_backup().unwrap();
    // The data key is wrapped anew; the book itself only gains the line of its log.
    let after = std::fs::read(school.book.join("book.db")).unwrap();
    assert!(after.len().abs_diff(database.len()) <= 64 * 1024);
    school.sit(AN).verify();
}

#[test]
fn the_recovery_slip_opens_the_book_and_sets_a_new_password() {
    let school = School::new();
    let mut desk = support::make::Seat {
        desk: school.desk(),
    };
    let typed = school.recovery_key.to_lowercase().replace('-', " ");
    let wrong = "AAAA-".repeat(13);
    let refused = desk.refused(
        "book_recover",
        json!({"name": "an", "recovery_key": wrong, "password": "mat-khau-moi"}),
    );
    assert_eq!(refused.code, "account.wrong_recovery_key");

    desk.call(
        "book_recover",
        json!({"name": "an", "recovery_key": typed, "password": "mat-khau-moi"}),
    );
    assert_eq!(desk.call("student_count", json!({})), PUPILS.len());
    desk.desk.close_without_backup().unwrap();

    assert_eq!(
        school.refused_to("an", AN.password).code,
        "book.wrong_password"
    );
    school.sit(Person {
        password: "mat-khau-moi",
        ..AN
    });
}

#[test]
fn a_new_recovery_slip_takes_the_place_of_the_old_one() {
    let school = School::new();
    let mut chi = school.sit(CHI);
    let refused = chi.refused("recovery_add", json!({"password": "không phải"}));
    assert_eq!(
        fields(&refused),
        [("password", "account.wrong_old_password")]
    );

    let slip = chi.call("recovery_add", json!({"password": CHI.password}));
    chi.desk.close_without_backup().unwrap();

    let key = slip["key"].as_str().unwrap();
    assert_eq!(key.split('-').map(str::len).collect::<Vec<_>>(), [4; 13]);
    let mut desk = support::make::Seat {
        desk: school.desk(),
    };
    let old =
        json!({"name": "chi", "recovery_key": school.recovery_key, "password": "mat-khau-moi"});
    assert_eq!(
        desk.refused("book_recover", old).code,
        "account.wrong_recovery_key"
    );
    desk.call(
        "book_recover",
        json!({"name": "chi", "recovery_key": key, "password": "mat-khau-moi"}),
    );
}

#[test]
fn the_last_counselor_stays() {
    let school = School::new();
    let mut chi = school.sit(CHI);
    let an = chi.account("an");
    let own = chi.account("chi");

    assert_eq!(
        chi.refused("account_remove", json!({"id": an})).code,
        "account.last_counselor"
    );
    let demoted =
        json!({"id": an, "full_name": AN.full_name, "role": "teacher", "title": "", "classes": []});
    assert_eq!(
        chi.refused("account_change", demoted).code,
        "account.last_counselor"
    );
    assert_eq!(
        chi.refused("account_remove", json!({"id": own})).code,
        "account.own"
    );
}

#[test]
fn a_removed_account_opens_nothing_and_undo_does_not_bring_half_of_it_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let binh = an.account("binh");

    an.call("account_remove", json!({"id": binh}));

    let undone = an.try_call("act_undo", json!({"act": null}));
    let logins = an.names("account_list", json!({}));
    assert!(
        !logins.contains(&"binh".to_owned()),
        "undo answered {undone:?}"
    );
    an.desk.close_without_backup().unwrap();
    assert_eq!(
        school.refused_to("binh", BINH.password).code,
        "book.wrong_password"
    );
}

#[test]
fn an_added_account_opens_the_book_and_undo_does_not_leave_a_password_without_a_person() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call(
        "account_add",
        json!({"name": "Dung", "full_name": "Phạm Dung", "role": "teacher",
               "password": "chu-nhiem-9b", "classes": ["9B"]}),
    );
    let taken = json!({"name": "dung", "full_name": "", "role": "teacher", "password": "ngan"});
    let refused = an.refused("account_add", taken);
    assert_eq!(
        fields(&refused),
        [
            ("full_name", "form.required"),
            ("password", "account.short_password")
        ]
    );
    let _ = an.try_call("act_undo", json!({"act": null}));
    let stays = an
        .names("account_list", json!({}))
        .contains(&"dung".to_owned());
    an.desk.close_without_backup().unwrap();

    assert!(stays, "the slip of an account cannot be taken back by undo");
    let dung = Person {
        login: "dung",
        password: "chu-nhiem-9b",
        classes: &["9B"],
        ..BINH
    };
    assert_eq!(school.sit(dung).names("class_list", json!({})), ["9B"]);
}

#[test]
fn a_counselor_who_was_made_a_teacher_is_one_at_once_and_undo_never_leaves_nobody_in_charge() {
    let school = School::new();
    let mut an = school.sit(AN);
    an.call(
        "account_add",
        json!({"name": "dung", "full_name": "Phạm Dung", "role": "counselor", "password": "tu-van-vien"}),
    );
    let own = an.account("an");

    an.call(
        "account_change",
        json!({"id": own, "full_name": AN.full_name, "role": "teacher", "title": "", "classes": ["9A"]}),
    );

    assert_eq!(
        an.refused("activity_list", json!({})).code,
        "account.denied"
    );
    assert_eq!(an.names("class_list", json!({})), ["9A"]);
}

#[test]
fn a_homeroom_teacher_sees_the_own_class_only() {
    let school = School::new();
    let mut an = school.sit(AN);
    let other = an.pupil("Bùi Thị Ánh");
    let own = an.pupil("Lê Thị Ân");
    an.desk.close_without_backup().unwrap();

    let mut binh = school.sit(BINH);

    assert_eq!(binh.names("class_list", json!({})), ["9A"]);
    assert_eq!(binh.call("student_count", json!({})), 4);
    assert_eq!(binh.call("student_count", json!({"class": "9B"})), 0);
    assert_eq!(
        binh.names("student_list", json!({"text": "anh"})),
        ["Trần Thị Ánh"]
    );
    assert_eq!(
        binh.call("student_get", json!({"id": own}))["name"],
        "Lê Thị Ân"
    );
    let unseen = binh
        .try_call("student_get", json!({"id": other}))
        .unwrap_err();
    assert!(matches!(unseen, huong_nghiep_core::Error::NotFound(_)));
    let may = binh.call("session_get", json!({}))["may"].to_string();
    assert!(
        may.contains("student_list") && !may.contains("activity"),
        "{may}"
    );
}

#[test]
fn a_teacher_cannot_set_somebody_elses_password() {
    let school = School::new();
    let mut an = school.sit(AN);
    let own = an.account("an");
    an.desk.close_without_backup().unwrap();

    let mut binh = school.sit(BINH);
    let denied = binh.try_call(
        "password_change",
        json!({"account": own, "new": "chiem-so-nay"}),
    );

    assert!(matches!(denied, Err(huong_nghiep_core::Error::Denied(_))));
    binh.desk.close_without_backup().unwrap();
    school.sit(AN);
}

#[test]
fn a_password_with_marks_opens_however_the_keyboard_composes_them() {
    let school = School::new();
    // “Unicode tổ hợp” of UniKey, and macOS, send the marks as signs of their own.
    let apart = AN.password.chars().flat_map(|letter| match letter {
        'ử' => vec!['u', '\u{31b}', '\u{309}'],
        'ổ' => vec!['o', '\u{302}', '\u{309}'],
        'ứ' => vec!['u', '\u{31b}', '\u{301}'],
        'í' => vec!['i', '\u{301}'],
        other => vec![other],
    });
    let apart: String = apart.collect();
    assert_ne!(apart, AN.password);

    let mut seat = support::make::Seat {
        desk: school.desk(),
    };
    let session = seat.call("book_open", json!({"name": " AN ", "password": apart}));

    assert_eq!(session["account"]["full_name"], AN.full_name);
    assert_eq!(
        school.refused_to("an", "cửa sổ thứ chín").code,
        "book.wrong_password"
    );
}

#[test]
fn a_book_is_handed_on_and_the_one_who_left_cannot_come_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let successor = json!({"name": "mai", "full_name": "Đỗ Thị Mai", "role": "counselor",
                           "password": "mat-khau-cua-mai"});

    let stranger = an.refused(
        "account_hand_on",
        json!({"password": "sai-mat-khau", "successor": successor}),
    );
    assert_eq!(
        fields(&stranger),
        [("password", "account.wrong_old_password")]
    );
    let taken = json!({"name": "chi", "full_name": "Đỗ Thị Chi", "role": "counselor",
                       "password": "mat-khau-cua-chi"});
    let refused = an.refused(
        "account_hand_on",
        json!({"password": AN.password, "successor": taken}),
    );
    assert_eq!(fields(&refused), [("successor.name", "account.name_taken")]);

    let state = an.call(
        "account_hand_on",
        json!({"password": AN.password, "successor": successor}),
    );

    assert_eq!(state["state"], "locked");
    assert_eq!(
        school.refused_to(AN.login, AN.password).code,
        "book.wrong_password"
    );
    let mut desk = school.desk();
    let session = huong_nghiep_core::command::call(
        &mut desk,
        "book_open",
        json!({"name": "mai", "password": "mat-khau-cua-mai"}),
    )
    .unwrap();
    assert_eq!(session["account"]["role"], "counselor");
    let accounts = huong_nghiep_core::command::call(&mut desk, "account_list", json!({})).unwrap();
    assert!(!accounts.to_string().contains(AN.full_name), "{accounts}");
}

#[test]
fn a_printed_slip_can_be_tried_while_the_password_is_known() {
    let school = School::new();
    let mut an = school.sit(AN);

    let wrong = an.refused("recovery_check", json!({"recovery_key": "ABCD EFGH"}));
    assert_eq!(wrong.code, "account.wrong_recovery_key");
    an.call(
        "recovery_check",
        json!({"recovery_key": school.recovery_key}),
    );
}

#[test]
fn the_page_of_accounts_knows_when_the_slip_was_last_in_hand_and_who_keeps_the_sealed_part() {
    let school = School::new();
    let mut an = school.sit(AN);
    let kept = |an: &mut Seat| an.call("recovery_get", json!({}))["kept_at"].clone();
    let holders = |an: &mut Seat| {
        let accounts = an.call("account_list", json!({}));
        let all = accounts.as_array().unwrap().iter();
        let own = all.filter(|one| one["has_seal"] == true);
        own.map(|one| one["full_name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(kept(&mut an), json!(null));
    assert!(holders(&mut an).is_empty());

    let slip = json!({"recovery_key": school.recovery_key});
    an.call("recovery_check", slip);
    an.call("counsel_seal_new", json!({"password": AN.password}));

    assert!(kept(&mut an).as_str().unwrap().starts_with("2026-04-20"));
    assert_eq!(holders(&mut an), [AN.full_name]);

    // A new slip makes the one in the envelope open nothing: none is put away until the new one is.
    an.call("recovery_add", json!({"password": AN.password}));
    assert_eq!(kept(&mut an), json!(null));
}

#[test]
fn a_key_ring_that_cannot_be_replaced_refuses_and_the_old_ways_in_stay() {
    let school = School::new();
    // No file can take the place of a folder that is not empty.
    let before = school.book.join("keys.before.json");
    std::fs::remove_file(&before).unwrap();
    std::fs::create_dir_all(before.join("held")).unwrap();
    let mut chi = school.sit(CHI);
    let dung = json!({"name": "dung", "full_name": "Đỗ Dung", "role": "teacher", "title": "",
                      "password": "mat-khau-dung", "classes": []});
    let successor = json!({"password": AN.password, "successor": dung});
    let refused = [
        (
            "password_change",
            json!({"old": CHI.password, "new": "mat-khau-moi"}),
        ),
        ("recovery_add", json!({"password": CHI.password})),
        ("account_add", dung.clone()),
    ];
    for (name, request) in refused {
        let fault = Fault::from(&chi.try_call(name, request).unwrap_err());

        assert_eq!(fault.code, "file.refused", "{name}");
        assert_eq!(
            chi.call("account_list", json!({}))
                .as_array()
                .unwrap()
                .len(),
            3,
            "{name}"
        );
    }
    chi.desk.close_without_backup().unwrap();
    let mut an = school.sit(AN);
    let fault = an.try_call("account_hand_on", successor).unwrap_err();
    assert_eq!(Fault::from(&fault).code, "file.refused");
    an.desk_closed();
    let files = std::fs::read_dir(&school.book).unwrap();
    let named = files.filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("keys")
    });
    assert_eq!(named.count(), 2, "no ring lies under another name");
    school.sit(AN).desk_closed();
    let mut chi = school.sit(CHI);

    std::fs::remove_dir(before.join("held")).unwrap();
    std::fs::remove_dir(&before).unwrap();
    chi.call("account_add", dung);
    assert_eq!(
        chi.call("account_list", json!({}))
            .as_array()
            .unwrap()
            .len(),
        4
    );
}

#[test]
fn a_way_in_without_an_account_is_dropped_at_the_next_opening() {
    let school = School::new();
    let keys = school.book.join("keys.json");
    let mut ring: Value = serde_json::from_slice(&std::fs::read(&keys).unwrap()).unwrap();
    let mut stray = ring["wraps"][0].clone();
    stray["account"] = json!("0190a000-0000-7000-8000-000000000000");
    stray["name"] = json!("la");
    ring["wraps"].as_array_mut().unwrap().push(stray);
    ring["generation"] = json!(ring["generation"].as_u64().unwrap() + 1);
    std::fs::write(&keys, ring.to_string()).unwrap();

    school.sit(AN).desk_closed();

    let ring: Value = serde_json::from_slice(&std::fs::read(&keys).unwrap()).unwrap();
    assert_eq!(
        support::make::texts(&ring["wraps"], "name"),
        ["an", "binh", "chi"]
    );
}
