//! Class lists from spreadsheets: looked at, corrected, taken in one act.

use std::path::PathBuf;

use serde_json::{Value, json};
use support::make::{School, Seat, texts};
use support::people::AN;

const LIST: &str = "\u{feff}DANH SÁCH HỌC SINH NĂM HỌC 2025-2026,,,,\n\
    STT,Họ và tên,Ngày sinh,Giới tính,Lớp\n\
    1,Mai Thị Bưởi,05/09/2011,Nữ,9A\n\
    2,Cao Văn Cam,31/02/2011,Nam,9C\n\
    3,Cao Văn Chanh,12/10/2011,Nam,9C\n\
    4,,01/01/2011,Nam,9C\n";

#[test]
fn nothing_is_written_before_import_and_the_preview_tells_what_would_happen() {
    let school = School::new();
    let mut an = school.sit(AN);

    let preview = open(&mut an, school.file("lop9.csv", LIST));

    let counts = &preview["counts"];
    assert_eq!(
        (&counts["read"], &counts["new"], &counts["refused"]),
        (&json!(4), &json!(2), &json!(2))
    );
    assert_eq!(preview["new_classes"], json!(["9C"]));
    assert_eq!(an.call("student_count", json!({})), 9);
    assert_eq!(an.names("class_list", json!({})), ["8A", "9A", "9B"]);
    an.call("roster_close", json!({"token": preview["token"]}));
    let gone = an.refused("roster_import", json!({"token": preview["token"]}));
    assert_eq!(gone.code, "book.not_found");
}

#[test]
fn a_bad_row_is_named_with_sheet_row_and_column_and_the_good_ones_are_taken() {
    let school = School::new();
    let mut an = school.sit(AN);

    let done = import(&mut an, school.file("lop9.csv", LIST));

    let value = &done["value"];
    assert_eq!((&value["new"], &value["read"]), (&json!(2), &json!(4)));
    let refused = value["refused"].as_array().unwrap();
    let places: Vec<_> = refused
        .iter()
        .map(|row| {
            (
                row["row"].as_u64().unwrap(),
                row["column"].as_str().unwrap_or(""),
                row["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            (4, "Ngày sinh", "roster.bad_date"),
            (6, "Họ và tên", "roster.no_name")
        ]
    );
    assert!(
        refused
            .iter()
            .all(|row| !row["sheet"].as_str().unwrap().is_empty())
    );
    for message in texts(&value["refused"], "message") {
        assert!(
            message.ends_with('.') && !message.contains('{'),
            "{message}"
        );
    }
    assert_eq!(an.call("student_count", json!({})), 11);
    an.verify();
}

#[test]
fn a_cell_is_corrected_before_the_import_and_the_file_is_left_alone() {
    let school = School::new();
    let file = school.file("lop9.csv", LIST);
    let mut an = school.sit(AN);
    let preview = open(&mut an, file.clone());
    let sheet = preview["sheets"][0]["name"].clone();
    let token = preview["token"].clone();

    let corrected = an.call(
        "roster_change",
        json!({"token": token, "sheet": sheet, "row": 4, "field": "born_on", "value": "28/02/2011"}),
    );
    assert_eq!(corrected["counts"]["refused"], 1);
    let page = an.call(
        "roster_list",
        json!({"token": token, "show": "problems", "limit": 10, "after": 0}),
    );
    assert_eq!(
        (&page["total"], &page["rows"][0]["row"]),
        (&json!(1), &json!(6))
    );
    an.call("roster_import", json!({"token": token}));

    let cam = an.pupil("Cao Văn Cam");
    assert_eq!(
        an.call("student_get", json!({"id": cam}))["born_on"],
        "2011-02-28"
    );
    assert_eq!(std::fs::read_to_string(file).unwrap(), LIST);
}

#[test]
fn all_suggestions_are_taken_at_once_and_given_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file(
        "lop9.csv",
        "STT,Họ và tên,Ngày sinh,Nữ,Lớp,Điện thoại,Mã định danh Bộ GD&ĐT\n\
         1,MAI\u{a0}THỊ\u{200b}  BƯỞI,5-9-11,x,9A,912345678,3.112345678E+09\n\
         2,cao va\u{306}n cam,12/25/2011,,9A,,1.23E+11\n\
         3,Cao Văn Chanh,2011,,9A,,\n",
    );
    let preview = open(&mut an, file.clone());
    let token = preview["token"].clone();
    assert_eq!(preview["counts"]["suggested"], 5);
    assert_eq!(preview["counts"]["refused"], 1);

    let taken = an.call(
        "roster_change",
        json!({"token": token, "suggestions": true}),
    );
    assert_eq!(
        (&taken["counts"]["suggested"], &taken["counts"]["taken"]),
        (&json!(0), &json!(5))
    );
    let rows = |an: &mut Seat| {
        let all = json!({"token": token, "show": "all", "limit": 9, "after": 0});
        let page = an.call("roster_list", all);
        let mut rows = page["rows"].as_array().unwrap().clone();
        rows.sort_by_key(|row| row["row"].as_u64());
        rows
    };
    let bettered = rows(&mut an);
    assert_eq!(bettered[0]["name"], "Mai Thị Bưởi");
    assert_eq!(
        bettered[0]["corrected"],
        json!(["name", "born_on", "phone"])
    );
    assert_eq!(bettered[0]["problems"], json!([]));
    assert_eq!(bettered[1]["name"], "Cao Văn Cam");
    assert_eq!(bettered[1]["born_on"], "25/12/2011");
    let message = bettered[1]["problems"][0]["message"].as_str().unwrap();
    assert_eq!(
        message,
        "Mã “1.23E+11” đã bị rút gọn và mất chữ số. Hãy định dạng cột là Văn bản rồi gõ lại mã."
    );
    // One cell goes back alone, the rest together.
    let sheet = preview["sheets"][0]["name"].clone();
    an.call(
        "roster_change",
        json!({"token": token, "sheet": sheet, "row": 2, "field": "name", "is_reset": true}),
    );
    assert_eq!(rows(&mut an)[0]["name"], "MAI THỊ BƯỞI");
    let back = an.call(
        "roster_change",
        json!({"token": token, "suggestions": false}),
    );
    assert_eq!(back["counts"], preview["counts"]);
    an.call(
        "roster_change",
        json!({"token": token, "suggestions": true}),
    );

    an.call("roster_import", json!({"token": token}));

    let buoi = an.pupil("Mai Thị Bưởi");
    let buoi = an.call("student_get", json!({"id": buoi}));
    assert_eq!(
        (
            &buoi["born_on"],
            &buoi["phone"],
            &buoi["ministry_id"],
            &buoi["sex"]
        ),
        (
            &json!("2011-09-05"),
            &json!("0912345678"),
            &json!("3112345678"),
            &json!("female")
        )
    );
    let chanh = an.pupil("Cao Văn Chanh");
    assert_eq!(
        an.call("student_get", json!({"id": chanh}))["born_on"],
        "2011"
    );
    let again = open(&mut an, file);
    assert_eq!(
        again["counts"]["unchanged"], 2,
        "capitals change no known name"
    );
}

#[test]
fn importing_the_same_file_twice_changes_nothing() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file("lop9.csv", LIST);
    import(&mut an, file.clone());
    let before = an.call("student_list", json!({}));

    let again = import(&mut an, file);

    let value = &again["value"];
    assert_eq!(
        (&value["new"], &value["updated"], &value["unchanged"]),
        (&json!(0), &json!(0), &json!(2))
    );
    assert_eq!(an.call("student_list", json!({})), before);
    assert_eq!(
        again["act"],
        json!(null),
        "nothing changed, so there is nothing to undo"
    );
}

#[test]
fn a_list_that_counts_from_one_in_each_class_changes_nothing_the_second_time() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file(
        "khoi9.csv",
        "Mã số,Họ và tên,Ngày sinh,Lớp\n\
         1,Mai Thị Bưởi,05/09/2011,9C\n2,Cao Văn Cam,06/09/2011,9C\n\
         1,Cao Văn Chanh,05/09/2011,9D\n2,Mai Thị Đào,07/09/2011,9D\n",
    );
    assert_eq!(import(&mut an, file.clone())["value"]["new"], 4);
    let before = an.call("student_list", json!({}));

    let again = import(&mut an, file);

    assert_eq!(again["value"]["unchanged"], 4);
    assert_eq!(an.call("student_list", json!({})), before);
}

#[test]
fn a_refused_row_does_not_take_the_pupil_of_the_good_one() {
    let school = School::new();
    let mut an = school.sit(AN);
    let heading = "Họ và tên,Ngày sinh,Lớp,Mã định danh Bộ GD&ĐT\n";
    let good = "Mai Thị Bưởi,05/09/2011,9A,3112345678\n";
    import(
        &mut an,
        school.file("lop9.csv", &format!("{heading}{good}")),
    );
    let bad = "Mai Thị Bưởi,31/02/2011,9A,3112345678\n";

    let text = format!("{heading}{bad}{}", good.replace("9A", "9B"));
    let done = import(&mut an, school.file("lop9b.csv", &text));

    let value = &done["value"];
    assert_eq!((&value["new"], &value["updated"]), (&json!(0), &json!(1)));
    let buoi = an.pupil("Mai Thị Bưởi");
    assert_eq!(an.call("student_get", json!({"id": buoi}))["class"], "9B");
}

#[test]
fn a_mistyped_ministry_id_renames_nobody_and_says_so() {
    let school = School::new();
    let mut an = school.sit(AN);
    let heading = "Họ và tên,Ngày sinh,Lớp,Mã định danh Bộ GD&ĐT\n";
    let first = format!("{heading}Mai Thị Bưởi,05/09/2011,9A,3112345678\n");
    import(&mut an, school.file("lop9.csv", &first));

    let text =
        format!("{heading}Cao Văn Cam,06/10/2011,9A,3112345678\nCao Văn Chanh,07/10/2011,9A,\n");
    let done = import(&mut an, school.file("lop9b.csv", &text));

    let refused = &done["value"]["refused"];
    assert_eq!(refused[0]["code"], "roster.other_pupil");
    let buoi = an.pupil("Mai Thị Bưởi");
    let buoi = an.call("student_get", json!({"id": buoi}));
    assert_eq!(buoi["ministry_id"], "3112345678");
    assert_eq!(done["value"]["new"], 1);
}

#[test]
fn a_list_without_states_brings_no_leaver_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file("lop9.csv", LIST);
    import(&mut an, file.clone());
    let buoi = an.pupil("Mai Thị Bưởi");
    let fact = json!({"field": "status", "value": "transferred"});
    an.call(
        "student_many_change",
        json!({"students": [buoi], "fact": fact}),
    );

    let again = import(&mut an, file);

    assert_eq!(again["value"]["unchanged"], 2);
    let buoi = an.call("student_get", json!({"id": buoi}));
    assert_eq!(buoi["status"], "transferred");
}

#[test]
fn a_list_of_9đ_does_not_go_into_9d() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file(
        "lop9.csv",
        "Họ và tên,Ngày sinh,Lớp\nMai Thị Bưởi,05/09/2011,9D\nCao Văn Cam,06/09/2011,9Đ\n\
         Cao Văn Chanh,07/09/2011,9đ\n",
    );

    let done = import(&mut an, file);

    assert_eq!(done["value"]["new_classes"], json!(["9D", "9Đ"]));
    assert_eq!(an.call("student_count", json!({"class": "9Đ"})), 2);
    assert_eq!(an.call("student_count", json!({"class": "9D"})), 1);
}

#[test]
fn kinh_however_it_is_written_is_no_minority() {
    let school = School::new();
    let mut an = school.sit(AN);
    let minority = json!({"only": {"minority": true}});
    let before = an.call("student_count", minority.clone()).as_u64().unwrap();
    let file = school.file(
        "lop9.csv",
        "Họ và tên,Ngày sinh,Lớp,Dân tộc\nMai Thị Bưởi,05/09/2011,9A,KINH\n\
         Cao Văn Cam,06/09/2011,9A,Kinh (Việt)\nCao Văn Chanh,07/09/2011,9A,01\n\
         Mai Văn Dừa,08/09/2011,9A,việt\nVàng A Đào,08/09/2011,9A,H'mông\n",
    );

    import(&mut an, file);

    assert_eq!(an.call("student_count", minority), before + 1);
    let dao = an.pupil("Vàng A Đào");
    let dao = an.call("student_get", json!({"id": dao}));
    assert_eq!(dao["ethnicity"], "Mông");
}

#[test]
fn one_undo_takes_the_whole_list_back_and_nothing_else() {
    let school = School::new();
    let mut an = school.sit(AN);
    let before = an.call("student_list", json!({}));
    // Known pupils are in the file too, one of them in another class.
    let file = school.file(
        "ca-khoi.csv",
        "Họ và tên,Ngày sinh,Giới tính,Lớp,Số điện thoại\n\
         Lê Thị Ân,30/01/2011,Nữ,9B,0912345678\n\
         Mai Thị Bưởi,05/09/2011,Nữ,9C,\n\
         Trần Thị Ánh,20/11/2011,Nữ,9A,\n",
    );
    let done = import(&mut an, file);
    assert_eq!(
        (&done["value"]["new"], &done["value"]["updated"]),
        (&json!(1), &json!(1))
    );
    let id = an.pupil("Lê Thị Ân");
    assert_eq!(an.call("student_get", json!({"id": id}))["class"], "9B");

    an.call("act_undo", json!({"act": done["act"]}));

    assert_eq!(an.call("student_list", json!({})), before);
    assert_eq!(an.names("class_list", json!({})), ["8A", "9A", "9B"]);
    an.call("act_redo", json!({}));
    assert_eq!(an.call("student_get", json!({"id": id}))["class"], "9B");
    assert_eq!(an.names("class_list", json!({})), ["8A", "9A", "9B", "9C"]);
    an.verify();
}

#[test]
fn an_import_that_something_rests_on_is_not_undone() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file("lop9.csv", LIST);
    let done = import(&mut an, file);
    let trip = an.add_activity(json!({"classes": ["9C"], "counts": {"students": 1, "female": 0}}));

    let refused = an.refused("act_undo", json!({"act": done["act"]}));
    assert_eq!(refused.code, "act.used_by");
    assert!(
        refused.message.contains("1 hoạt động"),
        "{}",
        refused.message
    );
    let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9C"]});
    let survey = an.call("survey_open", survey)["value"].clone();
    let chanh = an.pupil("Cao Văn Chanh");
    let answers = vec![3; 48];
    an.call(
        "answers_change",
        json!({"survey": survey, "student": chanh, "answers": answers}),
    );
    assert_eq!(
        an.refused("act_undo", json!({"act": done["act"]})).code,
        "act.used_by"
    );

    assert_eq!(an.call("student_count", json!({"class": "9C"})), 1);
    assert_eq!(
        an.call("activity_get", json!({"id": trip}))["classes"],
        json!(["9C"])
    );
    an.verify();
}

#[test]
fn a_file_that_is_no_list_is_refused_with_a_sentence() {
    let school = School::new();
    let mut an = school.sit(AN);
    for (name, text, code) in [
        ("trong.csv", "", "sheet.empty"),
        (
            "trang.xlsx",
            "<html><body>không phải</body></html>",
            "sheet.markup",
        ),
    ] {
        let refused = an.refused("roster_open", json!({"path": school.file(name, text)}));
        assert_eq!(refused.code, code, "{name}");
        assert!(refused.message.ends_with('.'));
    }
    let missing = an.refused("roster_open", json!({"path": school.path("khong-co.csv")}));
    assert_eq!(missing.code, "file.refused");
}

#[test]
fn headings_that_nobody_knows_are_pointed_at() {
    let school = School::new();
    let mut an = school.sit(AN);
    let text = "Danh sách,,\nKý hiệu,Ai,Ở đâu\nx1,Mai Thị Bưởi,9C\nx2,Cao Văn Cam,9C\n";
    let file = school.file("la.csv", text);

    let preview = open(&mut an, file.clone());

    let sheet = &preview["sheets"][0];
    assert_eq!(sheet["is_used"], false);
    assert_eq!(
        sheet["top"][1],
        json!({"row": 2, "text": "Ký hiệu Ai Ở đâu"})
    );
    assert_eq!(preview["counts"]["read"], 0);
    let warning = preview["warnings"][0].as_str().unwrap();
    assert!(warning.starts_with("Không nhận ra dòng tiêu đề"));
    let (token, name) = (&preview["token"], &sheet["name"]);
    let nothing = an.refused("roster_import", json!({"token": token}));
    assert!(nothing.message.ends_with('.'));
    let mut change = |more: Value| {
        let mut change = json!({"token": token, "sheet": name});
        for (key, value) in more.as_object().unwrap() {
            change[key] = value.clone();
        }
        an.call("roster_change", change)
    };
    change(json!({"header_row": 2}));
    change(json!({"at": "B", "field": "name"}));
    let preview = change(json!({"at": "C", "field": "class"}));
    assert_eq!(preview["counts"]["new"], 2);
    an.call("roster_import", json!({"token": token}));
    assert_eq!(an.call("student_count", json!({"class": "9C"})), 2);
    // The next list of this layout needs nobody.
    assert_eq!(open(&mut an, file)["counts"]["unchanged"], 2);
}

#[test]
fn letters_of_utf_8_that_were_misread_are_mended_and_can_be_given_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    let plain = "Họ và tên,Ngày sinh,Lớp\nNguyễn Thị Đào,05/09/2011,9C\nTrần Văn Ý,06/09/2011,9C\n";
    let (misread, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(plain.as_bytes());
    let preview = open(
        &mut an,
        school.file("lop9.csv", &format!("\u{feff}{misread}")),
    );
    let names = |an: &mut Seat| {
        let all = json!({"token": preview["token"], "show": "all", "limit": 9, "after": 0});
        texts(&an.call("roster_list", all)["rows"], "name")
    };
    let sheet = &preview["sheets"][0];
    assert_eq!(sheet["encoding"], "utf-8");
    assert_eq!(names(&mut an), ["Nguyễn Thị Đào", "Trần Văn Ý"]);
    let choose = |an: &mut Seat, encoding: &str| {
        let change =
            json!({"token": preview["token"], "sheet": sheet["name"], "encoding": encoding});
        an.call("roster_change", change)["sheets"][0].clone()
    };

    let by_hand = choose(&mut an, "unicode");
    assert_eq!(by_hand["is_encoding_chosen"], true);
    let found = choose(&mut an, "auto");

    assert_eq!(
        (&found["is_encoding_chosen"], &found["encoding"]),
        (&json!(false), &json!("utf-8"))
    );
    assert_eq!(names(&mut an), ["Nguyễn Thị Đào", "Trần Văn Ý"]);
}

#[test]
fn an_import_says_how_many_pupils_may_be_in_the_book_twice() {
    let school = School::new();
    let mut an = school.sit(AN);
    let heading = "Họ và tên,Ngày sinh,Lớp\n";
    let first = format!("{heading}Mai Thị Bưởi,05/09/2011,9C\n");
    import(&mut an, school.file("lop9.csv", &first));
    let swapped = format!("{heading}Mai Thị Bưởi,09/05/2011,9C\n");

    let done = import(&mut an, school.file("lop9b.csv", &swapped));

    assert_eq!(done["value"]["duplicates"], 1);
    let pairs = an.call("duplicate_list", json!({}));
    assert_eq!(pairs[0]["reason"], "same_name_and_class");
}

#[test]
fn parents_and_what_a_family_is_entitled_to_come_with_the_list_and_go_with_its_undo() {
    let school = School::new();
    let mut an = school.sit(AN);
    let before = an.call("student_list", json!({}));
    let file = school.file(
        "lop9.csv",
        "Họ và tên,Ngày sinh,Lớp,Họ tên cha,SĐT cha,Họ tên mẹ,SĐT mẹ,Hộ nghèo,Khuyết tật\n\
         Mai Thị Bưởi,05/09/2011,9A,Mai Văn Đu,912345678,Cao Thị Na,0987654321,Cận nghèo,\n\
         Cao Văn Cam,06/09/2011,9A,,,Lê Thị Ổi,0987654322,,x\n",
    );

    let done = import(&mut an, file.clone());

    let family = |an: &mut Seat, name: &str| {
        let id = an.pupil(name);
        let record = an.call("record_get", json!({"id": id}))["record"].clone();
        let line = an.call("student_get", json!({"id": id}));
        json!([
            record["guardian"],
            record["guardian_phone"],
            line["support"]
        ])
    };
    assert_eq!(
        family(&mut an, "Mai Thị Bưởi"),
        json!(["Mai Văn Đu", "0912345678", ["near_poor"]])
    );
    assert_eq!(
        family(&mut an, "Cao Văn Cam"),
        json!(["Lê Thị Ổi", "0987654322", ["disability"]])
    );
    assert_eq!(import(&mut an, file)["value"]["unchanged"], 2);
    an.call("act_undo", json!({"act": done["act"]}));
    assert_eq!(an.call("student_list", json!({})), before);
    an.verify();
}

#[test]
fn web_pages_that_school_systems_name_xls_are_read_as_lists() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>\
        <meta http-equiv=Content-Type content=\"text/html; charset=CHARSET\">\
        <style>td {mso-number-format:\"\\@\";}</style></head><body>\
        <p>TRƯỜNG THCS LÊ QUÝ ĐÔN</p><h3>DANH SÁCH HỌC SINH LỚP 9C NĂM HỌC 2025-2026</h3>\
        <table border=1><tr><th rowspan=2>STT</th><th colspan=2>Họ và tên</th>\
        <th rowspan=2>Ngày sinh</th><th rowspan=2>Nữ</th><th rowspan=2>Mã định danh Bộ GD&amp;ĐT</th></tr>\
        <tr><th>Họ đệm</th><th>Tên</th></tr>\
        <tr><td>1</td><td>Mai&nbsp;Thị</td><td>B&#432;&#7903;i</td><td>05/09/2011</td><td>x</td><td x:num=\"3112345678\">3.11E+09</td></tr>\
        <tr><td>2</td><td>Cao  Văn</td><td>Chanh</td><td>12/10/2011</td><td>&nbsp;</td><td>3112345679</td></tr>\
        <tr><td colspan=6>Tổng số: 2 học sinh</td></tr></table></body></html>";
    let wide = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    for (charset, bytes) in [
        ("utf-8", page.replace("CHARSET", "utf-8").into_bytes()),
        ("utf-16", wide(&page.replace("CHARSET", "utf-16"))),
        (
            "windows-1258",
            windows_1258(&page.replace("CHARSET", "windows-1258")),
        ),
    ] {
        let school = School::new();
        let mut an = school.sit(AN);
        let path = school.path("Danh_sach.xls");
        std::fs::write(&path, bytes).unwrap();

        let done = import(&mut an, path);

        assert_eq!(done["value"]["new"], 2, "{charset}");
        let buoi = an.pupil("Mai Thị Bưởi");
        let buoi = an.call("student_get", json!({"id": buoi}));
        assert_eq!(
            (&buoi["class"], &buoi["sex"], &buoi["ministry_id"]),
            (&json!("9C"), &json!("female"), &json!("3112345678")),
            "{charset}"
        );
        let chanh = an.pupil("Cao Văn Chanh");
        assert_eq!(
            an.call("student_get", json!({"id": chanh}))["born_on"],
            "2011-10-12"
        );
    }
}

#[test]
fn a_workbook_of_excel_2003_xml_is_read_with_its_merges_and_days() {
    let school = School::new();
    let mut an = school.sit(AN);
    let cell =
        |kind: &str, text: &str| format!("<Cell><Data ss:Type=\"{kind}\">{text}</Data></Cell>");
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet ss:Name=\"Lớp 9C\"><Table>\
         <Row><Cell ss:MergeAcross=\"3\"><Data ss:Type=\"String\">DANH SÁCH</Data></Cell></Row>\
         <Row ss:Index=\"4\">{}{}{}{}</Row><Row>{}{}{}<Cell ss:Index=\"4\"><Data \
         ss:Type=\"Number\">912345678</Data></Cell></Row></Table></Worksheet></Workbook>",
        cell("String", "STT"),
        cell("String", "Họ và tên"),
        cell("String", "Ngày sinh"),
        cell("String", "Điện thoại"),
        cell("Number", "1"),
        cell("String", "Mai Thị Bưởi"),
        cell("DateTime", "2011-09-05T00:00:00.000"),
    );

    import(&mut an, school.file("smas.xls", &text));

    let buoi = an.pupil("Mai Thị Bưởi");
    let buoi = an.call("student_get", json!({"id": buoi}));
    assert_eq!(
        (&buoi["class"], &buoi["born_on"], &buoi["phone"]),
        (&json!("9C"), &json!("2011-09-05"), &json!("0912345678"))
    );
}

#[test]
fn real_layouts_give_the_pupils_that_are_in_them() {
    for (file, sheet_note) in [
        ("csv_utf8_bom_comma.csv", ""),
        ("csv_tcvn3.csv", ""),
        ("csv_utf16le_tab_unicode_text.txt", ""),
        ("moet_csdl_25cols.xlsx", ""),
        (
            "multi_sheet_with_guide_and_hidden.xlsx",
            "guide and hidden sheets hold no pupils",
        ),
        ("xlsx_tcvn3_font.xlsx", ""),
    ] {
        let school = School::new();
        let mut an = school.sit(AN);
        let expected =
            std::fs::read(support::data(&format!("rosters/{file}.expected.json"))).unwrap();
        let expected: Value = serde_json::from_slice(&expected).unwrap();
        let preview = open(&mut an, support::data(&format!("rosters/{file}")));
        let wanted = match expected["students"].as_array() {
            Some(students) => students.len() as u64,
            None => expected["rows"]
                .as_u64()
                .unwrap_or_else(|| panic!("{file}: {expected}")),
        };
        assert_eq!(preview["counts"]["read"], wanted, "{file} {sheet_note}");
        let Some(first) = expected["students"][0]["name"].as_str() else {
            continue;
        };
        let page = an.call(
            "roster_list",
            json!({"token": preview["token"], "show": "all", "limit": 1000, "after": 0}),
        );
        assert!(
            texts(&page["rows"], "name")
                .iter()
                .any(|name| name == first),
            "{file}: {first}"
        );
    }
}

#[test]
fn a_list_whose_letters_are_lost_is_refused_as_a_whole() {
    let school = School::new();
    let mut an = school.sit(AN);
    let path = support::data("rosters/csv_ansi_cp1252_lossy.csv");

    let refused = an.refused("roster_open", json!({"path": path}));

    assert_eq!(refused.code, "roster.lost_letters");
}

#[test]
fn the_book_is_backed_up_before_a_list_is_taken_in() {
    let school = School::new();
    let mut an = school.sit(AN);
    assert_eq!(an.call("backup_list", json!({})), json!([]));

    import(&mut an, school.file("lop9.csv", LIST));

    let backups = an.call("backup_list", json!({}));
    assert_eq!(backups.as_array().unwrap().len(), 1);
    an.desk.close_without_backup().unwrap();
    let restore = json!({"file": backups[0]["file"], "name": AN.login, "password": AN.password});
    let mut desk = Seat {
        desk: school.desk(),
    };
    desk.call("book_restore", restore);
    let mut before = school.sit(AN);
    assert_eq!(before.call("student_count", json!({})), 9);
}

#[test]
fn a_list_of_thousands_is_taken_back_days_later_once_nothing_stands_in_the_way() {
    let school = School::new();
    let mut an = school.sit(AN);
    let mut list = String::from("Họ và tên,Ngày sinh,Giới tính,Lớp\n");
    for n in 0..2500 {
        let (day, month, class) = (n % 28 + 1, n % 12 + 1, n % 50 + 1);
        list += &format!("Mai Thị Bưởi {n},{day:02}/{month:02}/2011,Nữ,8/{class}\n");
    }
    let done = import(&mut an, school.file("toan-khoi.csv", &list));
    assert_eq!(an.call("student_count", json!({})), 2509);
    an.desk_closed();
    let mut an = school.sit_at(AN, "2026-04-23T02:00:00Z");
    // What is done to others stands in nobody's way.
    let others =
        json!({"students": [an.pupil("Lê Thị Ân")], "fact": {"field": "class", "value": "9B"}});
    an.call("student_many_change", others);
    let one = an.pupil("Mai Thị Bưởi 7");
    let aid = json!({"student": one, "draft": {"given_on": "2026-04-20", "kind": "Học bổng", "amount": 500_000, "source": ""}});
    let given = an.call("aid_add", aid);

    let refused = an.refused("act_undo", json!({"act": done["act"]}));
    assert_eq!(refused.code, "act.used_by");
    an.call("act_undo", json!({"act": given["act"]}));
    an.call("act_undo", json!({"act": done["act"]}));

    assert_eq!(an.call("student_count", json!({})), 9);
    let id = an.pupil("Lê Thị Ân");
    assert_eq!(an.call("student_get", json!({"id": id}))["class"], "9B");
    an.verify();
}

fn open(an: &mut Seat, path: PathBuf) -> Value {
    an.call("roster_open", json!({"path": path}))
}

fn import(an: &mut Seat, path: PathBuf) -> Value {
    let preview = open(an, path);
    an.call("roster_import", json!({"token": preview["token"]}))
}

/// The bytes of a text as Windows of before Unicode wrote Vietnamese: letter, then tone.
pub(super) fn windows_1258(text: &str) -> Vec<u8> {
    use unicode_normalization::UnicodeNormalization;
    let is_tone = |mark: char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(mark);
    let mut apart = String::new();
    for letter in text.nfc() {
        let marks: Vec<char> = std::iter::once(letter).nfd().collect();
        let base: String = marks
            .iter()
            .copied()
            .filter(|mark| !is_tone(*mark))
            .nfc()
            .collect();
        apart.push_str(&base);
        apart.extend(marks.into_iter().filter(|mark| is_tone(*mark)));
    }
    encoding_rs::WINDOWS_1258.encode(&apart).0.into_owned()
}
