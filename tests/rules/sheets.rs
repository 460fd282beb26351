//! Class lists as people lay them out in Excel: titles, footers, merged headings, one sheet a
//! class, hidden parts, and letters of before Unicode.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Value, json};
use support::cells::Cells;
use support::make::{School, Seat, texts};
use support::people::AN;

#[test]
fn titles_two_row_headings_and_footers_hold_no_pupils() {
    let school = School::new();
    let mut an = school.sit(AN);
    let plain = Format::new();
    let path = school.path("lop.xlsx");
    write(&path, |book| {
        let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
        let merge = |sheet: &mut Worksheet, at: [u32; 4], text: &str| {
            let [top, left, bottom, right] = at;
            let (left, right) = (left as u16, right as u16);
            sheet
                .merge_range(top, left, bottom, right, text, &plain)
                .unwrap();
        };
        merge(sheet, [0, 0, 0, 3], "PHÒNG GD&ĐT QUẬN HỒNG BÀNG");
        merge(sheet, [1, 0, 1, 3], "TRƯỜNG THCS LÊ QUÝ ĐÔN");
        merge(
            sheet,
            [2, 0, 2, 6],
            "DANH SÁCH HỌC SINH LỚP 9/1 NĂM HỌC 2025-2026",
        );
        merge(sheet, [4, 0, 5, 0], "STT");
        merge(sheet, [4, 1, 4, 2], "Họ và tên");
        merge(sheet, [4, 3, 5, 3], "Ngày sinh");
        merge(sheet, [4, 4, 4, 5], "Giới tính");
        merge(sheet, [4, 6, 5, 6], "Ghi chú");
        row(sheet, 5, &["", "Họ đệm", "Tên", "", "Nam", "Nữ"]);
        row(sheet, 6, &["1", "Mai Thị", "Bưởi", "05/09/2011", "", "x"]);
        row(sheet, 7, &["2", "Cao Văn", "Chanh", "12/10/2011", "x", ""]);
        row(sheet, 8, &["", "Tổng số: 2 học sinh, 1 nữ"]);
        row(
            sheet,
            9,
            &["", "", "", "Hải Phòng, ngày 5 tháng 9 năm 2025"],
        );
        row(sheet, 10, &["", "Người lập", "", "", "Hiệu trưởng"]);
        row(sheet, 13, &["", "Trần Thị Lập", "", "", "Nguyễn Văn Khải"]);
    });

    let preview = open(&mut an, &path);

    assert_eq!(preview["counts"]["read"], 2);
    assert_eq!(preview["counts"]["warned"], 0);
    assert_eq!(preview["new_classes"], json!(["9/1"]));
    let rows = list(&mut an, &preview);
    let people: Vec<_> = rows
        .iter()
        .map(|row| (row["name"].as_str().unwrap(), row["sex"].as_str().unwrap()))
        .collect();
    assert_eq!(people, [("Mai Thị Bưởi", "Nữ"), ("Cao Văn Chanh", "Nam")]);
}

#[test]
fn one_sheet_a_class_is_taken_however_the_sheets_are_named() {
    let school = School::new();
    let mut an = school.sit(AN);
    let names = ["9A", "9_1", "9.2", "Lớp 9A3", "DS lop 8a", "8 Toán", "9A01"];
    let path = school.path("ca-truong.xlsx");
    write(&path, |book| {
        let catalogue = book.add_worksheet().set_name("DAN_TOC").unwrap();
        row(catalogue, 0, &["Mã", "Tên"]);
        row(catalogue, 1, &["01", "Kinh"]);
        let catalogue = book.add_worksheet().set_name("GIOI_TINH").unwrap();
        row(catalogue, 0, &["STT", "Tên"]);
        row(catalogue, 1, &["1", "Nam"]);
        for (at, name) in names.iter().enumerate() {
            let sheet = book.add_worksheet().set_name(*name).unwrap();
            row(sheet, 0, &["STT", "Họ và tên", "Ngày sinh"]);
            let day = format!("{:02}/09/2011", at + 1);
            row(sheet, 1, &["1", "Mai Thị Bưởi", &day]);
        }
        let hidden = book.add_worksheet().set_name("Cũ").unwrap();
        row(hidden, 0, &["STT", "Họ và tên", "Ngày sinh", "Lớp"]);
        row(hidden, 1, &["1", "Em Cũ", "01/01/2010", "9A"]);
        hidden.set_hidden(true);
    });

    let preview = open(&mut an, &path);

    let rows = list(&mut an, &preview);
    let classes = texts(&json!(rows), "class");
    // The school has 8A and 9A; another way to write them is no other class.
    assert_eq!(classes, ["9A", "9/1", "9.2", "9A3", "8A", "8 Toán", "9A01"]);
    assert_eq!(
        preview["new_classes"],
        json!(["8 Toán", "9.2", "9/1", "9A01", "9A3"])
    );
    let done = an.call("roster_import", json!({"token": preview["token"]}));
    let reasons = texts(&done["value"]["ignored"], "message");
    assert_eq!(
        reasons,
        [
            "Trang danh mục, không phải danh sách.",
            "Trang danh mục, không phải danh sách.",
            "Trang ẩn, không đọc."
        ]
    );
}

#[test]
fn hidden_rows_are_marked_and_left_where_a_person_says_so() {
    let school = School::new();
    let mut an = school.sit(AN);
    let path = school.path("loc.xlsx");
    write(&path, |book| {
        let sheet = book.add_worksheet().set_name("9A").unwrap();
        row(
            sheet,
            0,
            &["STT", "Họ và tên", "Ngày sinh", "Mã định danh Bộ GD&ĐT"],
        );
        row(sheet, 1, &["1", "Mai Thị Bưởi", "05/09/2011", "3112345678"]);
        row(
            sheet,
            2,
            &["2", "Cao Văn Chanh", "12/10/2011", "3112345679"],
        );
        sheet.set_row_hidden(2).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let preview = open(&mut an, &path);
    let sheet = &preview["sheets"][0];
    assert_eq!(
        (&sheet["hidden_rows"], &sheet["reads_hidden"]),
        (&json!(1), &json!(true))
    );
    let rows = list(&mut an, &preview);
    let hidden = rows.iter().find(|row| row["row"] == 3).unwrap();
    assert_eq!(
        hidden["problems"][0]["message"],
        "Dòng này đang ẩn trong tệp. Hãy xem có cần nhập không; \
         không nhập dòng ẩn thì chọn trong Trang tính và cột."
    );
    // A hidden column is read as any other: exports hide the codes.
    assert_eq!(hidden["ministry_id"], "3112345679");

    let left = an.call(
        "roster_change",
        json!({"token": preview["token"], "sheet": "9A", "reads_hidden": false}),
    );

    assert_eq!(
        (&left["counts"]["read"], &left["counts"]["ignored"]),
        (&json!(1), &json!(1))
    );
    let done = an.call("roster_import", json!({"token": preview["token"]}));
    assert_eq!(
        texts(&done["value"]["ignored"], "message"),
        ["Dòng ẩn, không đọc."]
    );
}

#[test]
fn the_encoding_of_a_sheet_is_chosen_in_the_preview_and_chosen_back() {
    let school = School::new();
    let mut an = school.sit(AN);
    // Two pupils in TCVN3 without their font; nothing but the letters tells.
    let path = school.path("cu.xlsx");
    write(&path, |book| {
        let sheet = book.add_worksheet().set_name("9A").unwrap();
        row(sheet, 0, &["STT", "Hä vµ tªn", "Ngµy sinh"]);
        row(sheet, 1, &["1", "Mai ThÞ B\u{ad}ëi", "05/09/2011"]);
    });
    let preview = open(&mut an, &path);
    assert_eq!(preview["sheets"][0]["encoding"], "tcvn3");
    assert_eq!(list(&mut an, &preview)[0]["name"], "Mai Thị Bưởi");

    let choose = |an: &mut Seat, encoding: &str| {
        let change = json!({"token": preview["token"], "sheet": "9A", "encoding": encoding});
        an.try_call("roster_change", change)
    };
    let other = choose(&mut an, "vni").unwrap();
    assert_eq!(other["sheets"][0]["encoding"], "vni");
    assert_eq!(other["sheets"][0]["header_row"], json!(null));
    choose(&mut an, "tcvn3").unwrap();
    assert_eq!(list(&mut an, &preview)[0]["name"], "Mai Thị Bưởi");
    assert!(choose(&mut an, "ebcdic").is_err());
}

#[test]
fn text_files_are_read_in_every_encoding_that_was_in_use() {
    let list = "STT;Họ và tên;Ngày sinh;Giới tính;Lớp\n\
                1;Mai Thị Bưởi;05/09/2011;Nữ;9A\n2;Nguyễn Đức Thắng;12/10/2011;Nam;9A\n";
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(list.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let mut marked = vec![0xEF, 0xBB, 0xBF];
    marked.extend_from_slice(list.as_bytes());
    for (encoding, bytes) in [
        ("unicode", list.as_bytes().to_vec()),
        ("unicode", marked),
        ("unicode", utf16(false)),
        ("unicode", utf16(true)),
        ("windows-1258", super::roster::windows_1258(list)),
    ] {
        let school = School::new();
        let mut an = school.sit(AN);
        let path = school.path("lop.csv");
        std::fs::write(&path, bytes).unwrap();

        let preview = open(&mut an, &path);

        assert_eq!(preview["sheets"][0]["encoding"], encoding);
        let rows = self::list(&mut an, &preview);
        let names = texts(&json!(rows), "name");
        assert_eq!(names, ["Mai Thị Bưởi", "Nguyễn Đức Thắng"], "{encoding}");
    }
}

#[test]
fn refused_rows_are_saved_with_their_reasons_and_taken_once_mended() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file(
        "lop9.csv",
        "DANH SÁCH LỚP 9A,,,\nSTT,Họ và tên,Ngày sinh,Ghi chú\n\
         1,Mai Thị Bưởi,05/09/2011,\n2,Cao Văn Cam,31/02/2011,con thứ\n3,,01/01/2011,\n",
    );
    let preview = open(&mut an, &file);
    let token = preview["token"].clone();
    let out = school.path("khong-nhap.xlsx");

    let made = an.call(
        "roster_refused_export",
        json!({"token": token, "path": out}),
    );

    assert_eq!(made["file_name"], "khong-nhap.xlsx");
    let cells = Cells::read(&out);
    let text = |row: Vec<_>| row.iter().map(ToString::to_string).collect::<Vec<String>>();
    let texts: Vec<_> = cells.rows(&cells.names[0]).into_iter().map(text).collect();
    assert_eq!(
        texts[0],
        [
            "STT",
            "Họ và tên",
            "Ngày sinh",
            "Ghi chú",
            "Lớp",
            "Dòng trong tệp",
            "Lý do không nhập"
        ]
    );
    assert_eq!(
        texts[1][..6],
        ["2", "Cao Văn Cam", "31/02/2011", "con thứ", "9A", "4"]
    );
    assert_eq!(
        texts[1][6],
        "Ngày “31/02/2011” không có thật hoặc sai kiểu. Hãy sửa thành ngày/tháng/năm, ví dụ 05/09/2011."
    );
    assert_eq!(
        texts[2].last().unwrap(),
        "Dòng này không có họ và tên. Hãy điền tên hoặc xóa dòng."
    );
    assert_eq!(texts.len(), 3);
    // After the import they are still to be had, and who saved them stands in the log.
    an.call("roster_import", json!({"token": token}));
    an.call(
        "roster_refused_export",
        json!({"token": token, "path": out}),
    );
    let log = an.call("audit_list", json!({"limit": 10}));
    let log = log.to_string();
    assert!(log.contains("Lưu các dòng không nhập"), "{log}");
    assert!(!log.contains("Cam"), "{log}");
    let again = an.refused("roster_import", json!({"token": token}));
    assert_eq!(again.code, "book.not_found");
    // The file reads as a list itself.
    let mended = open(&mut an, &out);
    assert_eq!(mended["counts"]["refused"], 2);
    an.verify();
}

#[test]
fn a_list_without_refused_rows_has_none_to_save() {
    let school = School::new();
    let mut an = school.sit(AN);
    let file = school.file(
        "lop.csv",
        "Họ và tên,Ngày sinh,Lớp\nMai Thị Bưởi,05/09/2011,9A\n",
    );
    let preview = open(&mut an, &file);
    let request = json!({"token": preview["token"], "path": school.path("a.xlsx")});
    let refused = an.refused("roster_refused_export", request);
    assert_eq!(
        (refused.code.as_str(), refused.message.as_str()),
        (
            "roster.none_refused",
            "Không có dòng nào bị từ chối, không có gì để lưu."
        )
    );
}

#[test]
fn a_layout_mapped_once_is_known_next_time_and_forgotten_with_the_undo() {
    let school = School::new();
    let mut an = school.sit(AN);
    let list = |day: &str| {
        format!(
            "Mục;Em;Chào đời;Liên lạc\n1;Mai Thị Bưởi;{day};0912345678\n2;Cao Văn Chanh;12/10/2011;\n"
        )
    };
    let first = school.file("9A.csv", &list("05/09/2011"));
    let unknown = an.call("roster_open", json!({"path": first}));
    assert_eq!(unknown["sheets"][0]["is_used"], false);
    // One heading that is known lets the file in; a person says the rest.
    let list = |day: &str| list(day).replace("Em;", "Họ và tên;");
    let first = school.file("9A.csv", &list("05/09/2011"));
    let preview = open(&mut an, &first);
    let sheet = preview["sheets"][0]["name"].clone();
    for (at, field) in [("C", "born_on"), ("D", "phone")] {
        let change = json!({"token": preview["token"], "sheet": sheet, "at": at, "field": field});
        an.call("roster_change", change);
    }
    let done = an.call("roster_import", json!({"token": preview["token"]}));
    assert_eq!(done["value"]["new"], 2);

    let second = school.file("9B.csv", &list("06/09/2011"));
    let preview = open(&mut an, &second);

    let fields = texts(&preview["sheets"][0]["columns"], "field");
    assert_eq!(fields, ["", "name", "born_on", "phone"]);
    assert_eq!(
        texts(&json!([{"w": preview["warnings"][0]}]), "w"),
        ["Trang “9B” có tiêu đề như lần nhập trước: đã ghép cột như lần đó."]
    );
    assert_eq!(self::list(&mut an, &preview)[0]["born_on"], "06/09/2011");
    an.call("act_undo", json!({"act": done["act"]}));
    let preview = open(&mut an, &second);
    let fields = texts(&preview["sheets"][0]["columns"], "field");
    assert_eq!(fields, ["", "name", "", ""]);
    an.verify();
}

fn write(path: &Path, fill: impl FnOnce(&mut Workbook)) {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save(path).unwrap();
}

fn row(sheet: &mut Worksheet, at: u32, cells: &[&str]) {
    for (column, text) in (0..).zip(cells) {
        if !text.is_empty() {
            sheet.write_string(at, column, *text).unwrap();
        }
    }
}

fn open(an: &mut Seat, path: &PathBuf) -> Value {
    an.call("roster_open", json!({"path": path}))
}

/// Every row that is a pupil, in the order of the file.
fn list(an: &mut Seat, preview: &Value) -> Vec<Value> {
    let all = json!({"token": preview["token"], "show": "all", "limit": 100, "after": 0});
    let page = an.call("roster_list", all);
    let mut rows = page["rows"].as_array().unwrap().clone();
    let sheets = texts(&preview["sheets"], "name");
    let place = |row: &Value| {
        let sheet = sheets.iter().position(|name| row["sheet"] == name.as_str());
        (sheet, row["row"].as_u64())
    };
    rows.sort_by_key(place);
    rows
}
