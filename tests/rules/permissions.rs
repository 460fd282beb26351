//! Who may call what: every command as every role.

use huong_nghiep_core::command;
use huong_nghiep_core::domain::role::{Op, Role};
use serde_json::json;
use support::make::School;
use support::people::{AN, BINH, EVERYONE};

/// The table as the school was promised it, written down a second time on purpose: a command
/// without a row here fails, and so does a row that changed without anybody meaning it.
///
/// `.` everyone, `L` counselor and principal, `K` counselor, `H` principal, `T` counselor and homeroom teacher.
const TABLE: &str = "
    . session_get password_change year_list year_open class_list student_list student_count
      student_get record_get record_list record_preview record_export class_overview_get backup_tick find_list
      counsel_count occupation_list occupation_suggest occupation_preview occupation_sheets password_check student_view_list student_view_save student_view_remove student_list_export act_undo act_redo
    L settings_get settings_change school_get school_change profile_get profile_change
      narrative_get narrative_change account_list account_add account_change account_remove
      recovery_get recovery_add recovery_check recovery_confirm year_add year_change activity_kinds activity_list activity_summary activity_get
      activity_latest activity_export partner_list trip_list trip_get trip_export
      evidence_list evidence_export consent_list consent_get consent_preview consent_slips act_list instrument_list
      survey_list rule_set_list rule_set_use survey_get aid_list survey_preview survey_forms survey_groups survey_export survey_scores survey_results check_list
      overview_get report_outline task_list task_add task_change task_remove task_copy task_import task_calendar
      outcome_get outcome_list document_list document_add document_change document_remove body_change body_remove means_list means_add means_change means_remove check_get check_preview check_export handover_get issued_list issued_get report_issue issued_export outcome_counting rule_set_get rule_set_copy rule_set_change
      rule_set_remove rule_set_import rule_set_export check_explain
      report_export backup_list backup_get backup_add backup_try
      book_check audit_list audit_check audit_export
    K handover_make handover_receipt handover_public handover_mark handover_state outcome_set outcome_completed outcome_calls outcome_import occupation_add occupation_change occupation_remove training_add training_remove lesson_open lesson_get lesson_close lesson_reopen lesson_form lesson_save aid_add aid_remove student_many_change roster_imports retention_get retention_change retention_erase account_hand_on class_add class_change class_remove student_add student_change student_remove duplicate_list duplicate_decide roster_open
      roster_list roster_change roster_import roster_close roster_refused_export activity_add activity_change
      activity_remove activity_restore trip_change
      turn_get turn_make record_change consent_add request_add request_change request_end student_export student_erase trip_mark
      trip_finish evidence_add evidence_remove kind_add instrument_add instrument_change instrument_remove survey_open survey_close
      counsel_list counsel_get counsel_add counsel_change counsel_remove counsel_agenda
      counsel_referral_get counsel_seal_get counsel_seal_open counsel_seal_new
      counsel_seal_recover counsel_seal_close counsel_note_get counsel_note_set counsel_slip_new
      counsel_hand_on
      survey_remove survey_sheet answers_change answers_import demo_fill
    T record_review
    H year_lock trip_approve
";

/// Commands that need no open book.
const DOOR: [&str; 10] = [
    "book_state",
    "book_create",
    "book_demo",
    "book_switch",
    "book_open",
    "book_recover",
    "book_close",
    "book_restore",
    "book_rescue",
    "folder_check",
];

#[test]
fn every_command_is_for_the_roles_it_was_promised_to_and_no_other() {
    let school = School::new();
    for person in EVERYONE {
        let mut seat = school.sit(person);
        for op in Op::ALL {
            let name = op.name();
            let answer = seat.try_call(name, json!({}));

            let is_denied =
                answer.is_err_and(|error| matches!(error, huong_nghiep_core::Error::Denied(_)));
            let row = row(name).unwrap_or_else(|| panic!("{name} has no row in the table"));
            assert_eq!(
                is_denied,
                !row.contains(&person.role),
                "{name} as {}",
                person.role
            );
        }
        seat.desk.close_without_backup().unwrap();
    }
}

#[test]
fn the_list_of_commands_tells_the_same_roles() {
    let described = command::describe();
    for command in &described {
        match row(&command.name) {
            Some(roles) => assert_eq!(command.roles, roles, "{}", command.name),
            None => assert!(
                DOOR.contains(&command.name.as_str()),
                "{} has no row",
                command.name
            ),
        }
    }
    let in_table = TABLE
        .split_whitespace()
        .filter(|word| word.len() > 1)
        .count();
    assert_eq!(described.len(), in_table + DOOR.len());
    assert_eq!(
        Role::ALL.map(Role::code),
        ["counselor", "principal", "teacher"]
    );
}

#[test]
fn a_homeroom_teacher_learns_nothing_of_another_class_by_any_command() {
    let school = School::new();
    let mut an = school.sit(AN);
    let (other, class) = (an.pupil("Hoàng Thị Yến"), an.class("9B"));
    let draft = json!({"held_on": "2026-03-12", "form": "individual", "students": [other],
                       "subject": "Chuyện riêng", "conclusion": "Lời kín", "is_shared": true});
    an.call("counsel_add", draft);
    let mut binh = {
        an.desk_closed();
        school.sit(BINH)
    };
    assert_eq!(binh.names("class_list", json!({})), ["9A"]);

    // Every way in which a request may name a pupil or a class; a command reads what it knows.
    let review = json!({"review": "reviewed", "remark": "Lời lạ", "question": ""});
    let named = [
        json!({"id": other}),
        json!({"id": class}),
        json!({"class": "9B"}),
        json!({"class": "9B", "id": other, "year": "2025-2026"}),
        json!({"class": class}),
        json!({"text": "Hoàng Thị Yến", "limit": 20}),
        json!({"only": {"classes": ["9B"]}}),
    ];
    for op in Op::ALL.iter().filter(|op| op.may(Role::Teacher)) {
        for (at, request) in named.iter().enumerate() {
            let path = school.path(&format!("{}-{at}.xlsx", op.name()));
            let mut request = request.clone();
            for (field, value) in [
                ("review", review.clone()),
                ("path", json!(path)),
                ("page", json!(0)),
                ("columns", json!(["name"])),
            ] {
                request[field] = value;
            }
            let Ok(answer) = binh.try_call(op.name(), request) else {
                continue;
            };
            let told = answer.to_string();
            for secret in [
                "Hoàng Thị Yến",
                "Bùi Thị Ánh",
                "Vũ Đức Dũng",
                "Lời kín",
                "Lời lạ",
            ] {
                assert!(
                    !told.contains(secret),
                    "{} told {secret}: {told}",
                    op.name()
                );
            }
            if path.exists() {
                let cells = support::cells::Cells::read(&path).texts().join(" ");
                assert!(
                    !cells.contains("Hoàng Thị Yến"),
                    "{} wrote {cells}",
                    op.name()
                );
            }
        }
    }
    for (name, request) in [
        ("student_get", json!({"id": other})),
        ("record_get", json!({"id": other})),
        ("record_review", json!({"id": other, "review": review})),
        ("occupation_suggest", json!({"id": other})),
        ("record_list", json!({"class": "9B"})),
    ] {
        assert_eq!(binh.refused(name, request).code, "book.not_found", "{name}");
    }
    for request in [json!({"class": "9B"}), json!({"text": "Hoàng Thị Yến"})] {
        assert_eq!(binh.call("student_count", request), 0);
    }
    binh.desk_closed();
    let page = school.sit(AN).call("record_get", json!({"id": other}));
    assert_eq!(page["review"]["remark"], "");
}

#[test]
fn without_a_signed_in_person_no_command_inside_the_book_works() {
    let school = School::new();
    let mut desk = school.desk();
    for op in Op::ALL {
        let answer = command::call(&mut desk, op.name(), json!({}));
        assert!(
            matches!(answer, Err(huong_nghiep_core::Error::Closed)),
            "{}",
            op.name()
        );
    }
}

/// The roles of a command in the table.
fn row(name: &str) -> Option<Vec<&'static str>> {
    let mut roles: &[&str] = &[];
    for word in TABLE.split_whitespace() {
        match word {
            "." => roles = &["counselor", "principal", "teacher"],
            "L" => roles = &["counselor", "principal"],
            "K" => roles = &["counselor"],
            "H" => roles = &["principal"],
            "T" => roles = &["counselor", "teacher"],
            _ if word == name => return Some(roles.to_vec()),
            _ => {}
        }
    }
    None
}
