//! The child process against files that want its memory or its time, and odd files from elsewhere.

use std::io::Write as _;
use std::path::PathBuf;

use serde_json::Value;

use super::*;
use crate::import::sheet::{Kind, column_name};
use crate::progress::Silent;

#[test]
fn odd_and_broken_files_are_read_or_refused_as_expected() {
    let list = std::fs::read_to_string(data("spreadsheets/files.tsv")).unwrap();
    for line in list.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (file, expected) = (columns[0], columns[2]);
        let answer = read_file(&data("spreadsheets").join(file));
        match (expected, &answer) {
            ("READ", Ok(_)) | ("REFUSE", Err(Error::Refused(_))) => {}
            ("READ+WARN", Ok(workbook)) => assert!(!workbook.warnings.is_empty(), "{file}"),
            ("EITHER", Ok(_) | Err(Error::Refused(_))) => {}
            _ => panic!(
                "{file}: {expected}, {:?}",
                answer.map(|book| book.sheets.len())
            ),
        }
        if let Ok(workbook) = answer {
            compare(&workbook, file);
        }
    }
}

#[test]
fn cells_in_old_fonts_become_unicode() {
    let list = std::fs::read_to_string(data("legacy-fonts/expected_cells.tsv")).unwrap();
    let mut books = std::collections::BTreeMap::new();
    let tidy = crate::kernel::fold::tidy;
    for line in list.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let file = columns[0].rsplit('/').next().unwrap();
        let book = books
            .entry(file)
            .or_insert_with(|| read_file(&data("legacy-fonts").join(file)).unwrap());
        let sheet = book.sheet(columns[1]).unwrap();
        let row = columns[2].trim_start_matches(|letter: char| letter.is_alphabetic());
        let row = sheet.row(row.parse().unwrap()).unwrap();
        let cell = row.cells.iter();
        let mut cell =
            cell.filter(|cell| columns[2] == format!("{}{}", column_name(cell.at), row.number));
        let want = columns[5].replace("\\n", " ");
        let found = cell.next().map_or(String::new(), |cell| tidy(&cell.text));
        assert_eq!(found, tidy(&want), "{file} {}", columns[2]);
    }
}

#[test]
fn a_stray_cell_far_out_costs_nothing() {
    let workbook = read_file(&data("spreadsheets/gen_far_cell_row1048576.xlsx")).unwrap();
    assert!(workbook.sheets[0].rows.len() < 10);
}

#[test]
fn a_very_long_file_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("long.xlsx");
    std::fs::File::create(&file)
        .unwrap()
        .set_len(200 * 1024 * 1024)
        .unwrap();
    let started = Instant::now();

    assert_eq!(code(read_file(&file)), "sheet.too_long");
    assert!(started.elapsed() < Duration::from_secs(1));
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 64 * 1024 * 1024];
    let bomb = package(&[("xl/workbook.xml", &zeros)]);
    assert_eq!(code(read_bytes("bomb.xlsx", &bomb)), "sheet.too_big");

    let entities = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
    let laughs = package(&[("xl/workbook.xml", entities)]);
    assert_eq!(code(read_bytes("laughs.xlsx", &laughs)), "sheet.doctype");

    let empty: Vec<(String, &[u8])> = (0..2_001)
        .map(|at| (format!("xl/{at}"), &b""[..]))
        .collect();
    let many: Vec<(&str, &[u8])> = empty
        .iter()
        .map(|(name, body)| (name.as_str(), *body))
        .collect();
    assert_eq!(
        code(read_bytes("many.xlsx", &package(&many))),
        "sheet.too_big"
    );
}

#[test]
fn parts_in_utf_16_are_read() {
    let wide = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let book = wide(
        "<?xml version=\"1.0\" encoding=\"utf-16\"?><workbook \
         xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <sheets><sheet name=\"9A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
    );
    let sheet = wide(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
         <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Nguyễn</t></is></c></row></sheetData></worksheet>",
    );
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Target=\"{target}\" Type=\"http://schemas.openxmlformats.org/\
             officeDocument/2006/relationships/{kind}\"/></Relationships>"
        )
    };
    let root = link("officeDocument", "xl/workbook.xml");
    let links = link("worksheet", "worksheets/sheet1.xml");
    let package = package(&[
        ("xl/workbook.xml", &book[..]),
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);

    let book = read_bytes("wide.xlsx", &package).unwrap();

    assert_eq!(book.sheets[0].rows[0].text(0), "Nguyễn");
}

#[test]
fn hostile_pages_take_neither_memory_nor_time() {
    let spans = "<tr><td colspan=999999 rowspan=999999>a<td>b".repeat(20_000);
    let deep = "<table><tr><td>".repeat(200_000);
    let open = format!("<table><tr><td>a<td>{}", "b".repeat(5_000_000));
    for page in [format!("<table>{spans}"), deep, open] {
        let started = Instant::now();
        let answer = read_bytes("page.xls", page.as_bytes());
        assert!(matches!(answer, Ok(_) | Err(Error::Refused(_))));
        assert!(started.elapsed() < Duration::from_secs(10));
    }
    let laughs = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]>\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">&a;</Workbook>";
    assert_eq!(code(read_bytes("laughs.xls", laughs)), "sheet.doctype");
}

#[test]
fn other_files_are_refused_by_content() {
    assert_eq!(
        code(read_bytes("a.xlsx", b"%PDF-1.7 ...")),
        "sheet.wrong_kind"
    );
    assert_eq!(
        code(read_bytes("a.xls", b"PK\x03\x04 broken")),
        "sheet.unreadable"
    );
    assert_eq!(
        code(read_bytes(
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken"
        )),
        "sheet.unreadable"
    );
    let document = package(&[("word/document.xml", b"<w/>")]);
    assert_eq!(code(read_bytes("a.docx", &document)), "sheet.wrong_kind");
}

#[test]
fn an_xls_whose_sectors_run_in_a_circle_is_refused() {
    let mut bytes = std::fs::read(data("spreadsheets/sjs_1900.xls")).unwrap();
    let table = u32::from_le_bytes(bytes[76..80].try_into().unwrap());
    let start = (usize::try_from(table).unwrap() + 1) * 512;
    for sector in 0..128_u32 {
        let at = start + usize::try_from(sector).unwrap() * 4;
        bytes[at..at + 4].copy_from_slice(&sector.to_le_bytes());
    }

    let code = code(read_bytes("loop.xls", &bytes));

    assert!(
        ["sheet.too_big", "sheet.too_slow", "sheet.unreadable"].contains(&code),
        "{code}"
    );
}

#[test]
fn a_slow_or_greedy_child_is_stopped() {
    let slow = Limits {
        time: Duration::from_millis(300),
        ..Limits::default()
    };
    // 20 MB of text take longer than this.
    let mut text = String::from("Họ và tên;Lớp\n");
    while text.len() < 19_000_000 {
        text.push_str("Nguyễn Thị Ánh Tuyết;9A1\n");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.csv");
    std::fs::write(&file, text).unwrap();

    assert_eq!(
        code(read(&program(), &file, slow, &Silent)),
        "sheet.too_slow"
    );

    if cfg!(target_os = "linux") {
        let poor = Limits {
            memory: 24 * 1024 * 1024,
            ..Limits::default()
        };
        assert_eq!(
            code(read(&program(), &file, poor, &Silent)),
            "sheet.too_big"
        );
    }
}

#[test]
fn a_person_may_stop_the_reading() {
    struct Stopped;
    impl Progress for Stopped {
        fn step(&self, _done: u64, _total: u64) {}
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let file = data("spreadsheets/sjs_1904.xlsx");
    let answer = read(&program(), &file, Limits::default(), &Stopped);
    assert!(matches!(answer, Err(Error::Cancelled) | Ok(_)));
}

/// The terminal program where it was built already, else the example of this package that is
/// nothing but the child; built here, because cargo leaves examples out when tests are chosen by
/// name.
fn program() -> PathBuf {
    if let Some(program) = std::env::var_os("HUONG_NGHIEP_PROGRAM") {
        return program.into();
    }
    static BUILT: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--example", "read_spreadsheet"]);
        build.args([
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ]);
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success());
        let tests = std::env::current_exe().unwrap();
        let folder = tests.parent().and_then(Path::parent).unwrap();
        let name = format!("read_spreadsheet{}", std::env::consts::EXE_SUFFIX);
        folder.join("examples").join(name)
    });
    built.clone()
}

fn data(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data")
        .join(path)
}

fn read_file(file: &Path) -> Result<Workbook> {
    read(&program(), file, Limits::default(), &Silent)
}

fn read_bytes(name: &str, bytes: &[u8]) -> Result<Workbook> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, bytes).unwrap();
    read_file(&file)
}

fn code(answer: Result<Workbook>) -> &'static str {
    match answer {
        Err(Error::Refused(problem)) => problem.code,
        other => panic!("{:?}", other.map(|book| book.sheets.len())),
    }
}

fn package(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in entries {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(body).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Compares every cell with what openpyxl or xlrd saw.
fn compare(workbook: &Workbook, file: &str) {
    let expected = data("spreadsheets/expected").join(format!("{file}.json"));
    // A time beyond a day and an escape that openpyxl leaves are told in words of our own.
    if !expected.exists() || ["cal_has_x000D_.xlsx", "cal_xlsx_renamed_as.xls"].contains(&file) {
        return;
    }
    assert_ne!(workbook.kind, Kind::Text, "{file}");
    let text = std::fs::read_to_string(expected).unwrap();
    let expected: Value = serde_json::from_str(&text).unwrap();
    for (name, want) in expected["sheets"].as_object().unwrap() {
        let sheet = workbook.sheet(name).unwrap();
        for (row, cells) in want["rows"].as_array().unwrap().iter().enumerate() {
            let row = u32::try_from(row + 1).unwrap();
            for (column, cell) in cells.as_array().unwrap().iter().enumerate() {
                let column = u32::try_from(column).unwrap();
                let found = sheet.row(row).map_or("", |row| row.text(column));
                assert_eq!(found.trim(), text_of(cell), "{file} {name} {row}:{column}");
            }
        }
    }
}

fn text_of(cell: &Value) -> String {
    match cell {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => {
            let number = number.as_f64().unwrap();
            crate::import::value::number_text(number).0
        }
        Value::Bool(truth) => truth.to_string().to_uppercase(),
        Value::Object(day) => day["d"].as_str().unwrap().replace("T00:00:00", ""),
        Value::Null | Value::Array(_) => String::new(),
    }
}
