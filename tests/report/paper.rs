//! What is printed from PDF: the sheets of a class, consent slips, everything held on a pupil; read
//! back with the tools of another house (poppler).

use std::path::Path;
use std::process::Command;

use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::kernel::Clock;
use serde_json::{Value, json};
use support::make::{School, Seat, TODAY};
use support::people::{AN, BINH, CHI};
use support::program;

/// What every PDF of ours begins with.
fn is_pdf(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"%PDF-"))
}

/// How often the log holds an act.
fn logged(seat: &mut Seat, op: &str) -> usize {
    let log = seat.call("audit_list", json!({"op": op}));
    log["lines"].as_array().unwrap().len()
}

fn kept() -> Value {
    json!({
        "academic": "Khá", "ability": "Làm việc nhóm", "forte": "Vẽ", "circumstances": "Nhà xa trường 12 km",
        "guardian": "Phạm Văn Hùng", "guardian_phone": "0904111222",
        "wishes": [{"round": 1, "rank": 1, "stream": "thpt_public", "school": "Trường THPT Hải Tân", "trade": ""}]
    })
}

#[test]
fn a_teacher_prints_the_sheets_of_their_own_class_and_of_no_other() {
    let school = School::new();
    let mut an = school.sit(AN);
    let stranger = an.pupil("Hoàng Thị Yến");
    an.close();
    let mut binh = school.sit(BINH);
    let own = binh.pupil("Phạm Minh An");
    let path = school.path("phieu.pdf");

    for asked in [
        json!({"class": "9B", "path": path}),
        json!({"student": stranger, "path": path}),
    ] {
        let fault = binh.refused("record_export", asked.clone());
        assert!(fault.code.ends_with("not_found"), "{fault:?}");
        assert!(!path.exists());
        binh.refused("record_preview", asked);
    }
    binh.refused("consent_slips", json!({"class": "9A", "path": path}));
    let written = binh.call("record_export", json!({"student": own, "path": path}));

    assert_eq!(written["file_name"], "phieu.pdf");
    assert!(is_pdf(&path));
    binh.close();
    let mut chi = school.sit(CHI);
    assert_eq!(logged(&mut chi, "record_export"), 1);
}

#[test]
fn looking_at_a_page_leaves_no_line_in_the_log_and_taking_it_out_does() {
    let school = School::new();
    let mut an = school.sit(AN);

    let second = an.call("record_preview", json!({"class": "9A", "page": 2}));
    let last = an.call("consent_preview", json!({"class": "9A", "page": 99}));

    assert_eq!((&second["pages"], &second["page"]), (&json!(4), &json!(2)));
    assert_eq!((&last["pages"], &last["page"]), (&json!(4), &json!(4)));
    let png = "iVBORw0KGgo";
    assert!(second["picture"].as_str().unwrap().starts_with(png));
    for op in ["record_export", "consent_slips"] {
        let path = school.path(&format!("{op}.pdf"));
        assert_eq!(logged(&mut an, op), 0);
        an.call(op, json!({"class": "9A", "path": path}));
        assert!(is_pdf(&path));
        assert_eq!(logged(&mut an, op), 1);
    }
}

#[test]
fn without_the_second_program_the_person_is_told_and_nothing_is_written() {
    let school = School::new();
    let alone = school.path("mot-minh");
    std::fs::create_dir(&alone).unwrap();
    let program = alone.join(program::path().file_name().unwrap());
    std::fs::copy(program::path(), &program).unwrap();
    let home = school.path("home");
    let desk = Desk::new(&home, Some(&school.book), &program, Clock::fixed(TODAY));
    let mut an = Seat { desk };
    an.call(
        "book_open",
        json!({"name": AN.login, "password": AN.password}),
    );
    let path = school.path("phieu.pdf");

    let fault = an.refused("record_export", json!({"class": "9A", "path": path}));
    let other = an.refused("record_preview", json!({"class": "9A"}));

    assert_eq!(
        (fault.code.as_str(), other.code),
        ("paper.missing", fault.code.clone())
    );
    assert!(fault.message.contains("huong-nghiep-paper"));
    assert!(!path.exists());
    assert_eq!(logged(&mut an, "record_export"), 0);
}

#[test]
fn a_wrong_place_is_named_before_anything_is_set() {
    let school = School::new();
    let mut an = school.sit(AN);

    let ending = an.refused(
        "record_export",
        json!({"class": "9A", "path": school.path("phieu.doc")}),
    );
    let folder = an.refused(
        "consent_slips",
        json!({"class": "9A", "path": school.path("khong-co/phieu.pdf")}),
    );

    assert_eq!(ending.fields[0].code, "paper.not_pdf");
    assert_eq!(folder.fields[0].code, "report.no_folder");
}

/// What poppler reads; the setup of Windows' tests has none, and the bytes are the same there.
#[cfg(unix)]
mod read_back {
    use super::*;
    use support::program::poppler;

    /// One text a page.
    fn pages(path: &Path) -> Vec<String> {
        let text = poppler("pdftotext", &["-layout"], path);
        let pages = text.trim_end_matches('\u{c}').split('\u{c}');
        // The spaces of the layout are not what was promised.
        let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
        pages.map(words).collect()
    }

    fn assert_readable_aloud(path: &Path) {
        let info = Command::new("pdfinfo").arg(path).output().unwrap();
        let info = String::from_utf8(info.stdout).unwrap();
        for line in ["Tagged:", "Title:", "Page size:"] {
            let said = info.lines().find(|it| it.starts_with(line));
            let said = said.unwrap_or_else(|| panic!("no {line} {info}"));
            let fits = match line {
                "Tagged:" => said.ends_with("yes"),
                "Title:" => said.len() > 20,
                _ => said.contains("A4"),
            };
            assert!(fits, "{said}");
        }
        let raw = std::fs::read(path).unwrap();
        let raw = String::from_utf8_lossy(&raw);
        assert!(raw.contains("pdfuaid"), "held to PDF/UA-1");
        let fonts = Command::new("pdffonts").arg(path).output().unwrap();
        let fonts = String::from_utf8(fonts.stdout).unwrap();
        let fonts: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!fonts.is_empty());
        for font in fonts {
            let (_, flags) = font.split_at(font.find("Identity-H").expect(font));
            let flags: Vec<&str> = flags.split_whitespace().collect();
            // Embedded, a subset, with the letters that its shapes stand for.
            assert_eq!(flags[1..4], ["yes", "yes", "yes"], "{font}");
        }
    }

    #[test]
    fn the_annual_report_is_a_paper_that_can_be_signed() {
        let school = School::new();
        let mut an = school.sit(AN);
        an.add_activity(json!({"title": "Tham quan làng nghề"}));
        let dat = an.pupil("Nguyễn Văn Đạt");
        let went = json!({"student": dat, "stage": "real", "destination": "intermediate",
                          "trade": "Hàn"});
        an.call("outcome_set", went);
        let period = json!({"year": "2025-2026", "kind": "year", "from": null, "to": null});
        let path = school.path("bao-cao.pdf");
        an.call("report_export", json!({"period": period, "path": path}));

        let pages = pages(&path);
        assert!(
            pages[0].contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            "{}",
            pages[0]
        );
        assert!(pages[0].contains("BÁO CÁO") && pages[0].contains("Nơi nhận:"));
        let all = pages.join(" ");
        for words in [
            "Tham quan làng nghề",
            "Phụ lục I ",
            "BIỂU 1. PHÂN LUỒNG",
            "Nguyễn Văn Đạt",
            "Hàn",
            "Số hoạt động theo tháng",
        ] {
            assert!(all.contains(words), "{words}");
        }
        // Each annex begins with its own page 1.
        let first = pages
            .iter()
            .find(|page| page.contains("BIỂU 1. PHÂN LUỒNG"))
            .unwrap();
        assert!(first.starts_with("1 Phụ lục"), "{first}");
        assert_readable_aloud(&path);
        assert!(!all.contains("0912"), "no phone");
    }

    #[test]
    fn a_survey_is_printed_with_a_form_for_each_pupil_or_blank() {
        let school = School::new();
        let mut an = school.sit(AN);
        let survey =
            json!({"instrument": "riasec-48", "title": "Sở thích lớp 9", "classes": ["9A"]});
        let survey = an.call("survey_open", survey)["value"].clone();
        let (named, blank) = (school.path("co-ten.pdf"), school.path("trang.pdf"));

        let asked = json!({"survey": survey, "class": "9A", "path": named});
        an.call("survey_forms", asked);
        an.call("survey_forms", json!({"survey": survey, "path": blank}));

        let forms = pages(&named);
        let names = an.names("student_list", json!({"class": "9A"}));
        assert_eq!(forms.len(), names.len(), "one page each");
        for (at, (form, name)) in forms.iter().zip(&names).enumerate() {
            assert!(form.contains(name.as_str()), "{name}: {form}");
            assert!(form.contains(&format!("9A-{:02}", at + 1)), "{form}");
            assert!(
                form.contains("48.") && form.contains("Đóng gói, dán nhãn"),
                "{form}"
            );
        }
        let blank_form = pages(&blank);
        assert_eq!(blank_form.len(), 1);
        assert!(
            names
                .iter()
                .all(|name| !blank_form[0].contains(name.as_str()))
        );
        assert_readable_aloud(&named);
        assert_eq!(logged(&mut an, "survey_forms"), 2);
    }

    #[test]
    fn a_teacher_prints_what_the_own_class_may_look_into() {
        let school = School::new();
        let mut an = school.sit(AN);
        let survey = json!({"instrument": "riasec-48", "title": "Sở thích", "classes": ["9A"]});
        let survey = an.call("survey_open", survey)["value"].clone();
        let student = an.pupil("Trần Thị Ánh");
        let answers: Vec<u32> = (0..48).map(|at| if at % 6 == 3 { 5 } else { 2 }).collect();
        let form = json!({"survey": survey, "student": student, "answers": answers});
        an.call("answers_change", form);
        an.close();
        let mut binh = school.sit(BINH);
        let path = school.path("nghe.pdf");

        binh.call("occupation_sheets", json!({"class": "9A", "path": path}));
        let other = json!({"class": "9B", "path": school.path("khac.pdf")});
        assert!(
            binh.refused("occupation_sheets", other)
                .code
                .ends_with("not_found")
        );

        let text = pages(&path).join(" ");
        assert!(
            text.contains("Trần Thị Ánh") && text.contains("cùng nghiêng về"),
            "{text}"
        );
        assert!(
            text.contains("Xã hội (S)") && text.contains("CC BY 4.0"),
            "{text}"
        );
        assert!(text.contains("Em chưa làm phiếu sở thích."));
        assert_readable_aloud(&path);
    }

    #[test]
    fn the_sheets_of_a_class_hold_every_name_and_no_circumstances() {
        let school = School::new();
        let mut an = school.sit(AN);
        let id = an.pupil("Phạm Minh An");
        an.call("record_change", json!({"id": id, "record": kept()}));
        an.call(
            "record_review",
            json!({"id": id, "review": {"review": "reviewed", "remark": "Em hòa đồng, vẽ đẹp 😀"}}),
        );
        let path = school.path("phieu.pdf");

        an.call("record_export", json!({"class": "9A", "path": path}));

        let pages = pages(&path);
        assert_eq!(pages.len(), 4);
        let names = an.names("student_list", json!({"class": "9A"}));
        for (page, name) in pages.iter().zip(&names) {
            assert!(page.contains(name.as_str()), "{name}: {page}");
            assert!(page.contains("Phiếu hướng nghiệp"), "{page}");
        }
        let of = |name: &str| &pages[names.iter().position(|it| it == name).unwrap()];
        let an_sheet = of("Phạm Minh An");
        for words in [
            "TRƯỜNG THCS LÊ QUÝ ĐÔN",
            "Năm học 2025–2026",
            "sinh 02/03/2011",
            "Làm việc nhóm",
            "THPT công lập",
            "Trường THPT Hải Tân",
            // A letter that no font has is a box, and the sheet is set all the same.
            "Em hòa đồng, vẽ đẹp ■",
        ] {
            assert!(an_sheet.contains(words), "{words}: {an_sheet}");
        }
        for kept_back in ["Nhà xa trường", "0904111222", "Phạm Văn Hùng"] {
            assert!(!pages.concat().contains(kept_back), "{kept_back}");
        }
        assert_readable_aloud(&path);
    }

    #[test]
    fn forty_five_sheets_are_forty_five_pages_however_much_stands_on_one() {
        let school = School::new();
        let mut an = school.sit(AN);
        for number in 5..=45 {
            an.call(
                "student_add",
                json!({"name": format!("Đặng Thị Tuyết Nhung {number}"), "class": "9A"}),
            );
        }
        let id = an.pupil("Phạm Minh An");
        let mut record = kept();
        record["academic"] = json!("Học lực tốt đều các môn, nhất là toán và vật lý. ".repeat(40));
        record["ability"] = json!("Biết hợp tác, biết lắng nghe. ".repeat(60));
        an.call("record_change", json!({"id": id, "record": record}));
        an.call(
            "record_review",
            json!({"id": id, "review": {"review": "reviewed", "remark": "Chăm chỉ. ".repeat(50)}}),
        );
        let path = school.path("phieu.pdf");

        an.call("record_export", json!({"class": "9A", "path": path}));

        let pages = pages(&path);
        assert_eq!(pages.len(), 45);
        for page in pages {
            assert!(page.contains("Người tư vấn"), "signatures: {page}");
        }
    }

    #[test]
    fn consent_slips_name_each_pupil_purpose_and_right() {
        let school = School::new();
        let mut an = school.sit(AN);
        let path = school.path("dong-y.pdf");

        an.call("consent_slips", json!({"class": "8A", "path": path}));

        let pages = pages(&path);
        let names = an.names("student_list", json!({"class": "8A"}));
        assert_eq!(pages.len(), names.len());
        for (page, name) in pages.iter().zip(&names) {
            for words in [
                name.as_str(),
                "Bàn giao cho cơ sở giáo dục nghề nghiệp",
                "rút đồng ý",
                "Cha mẹ (người giám hộ)",
            ] {
                assert!(page.contains(words), "{words}: {page}");
            }
        }
        assert_readable_aloud(&path);
    }

    #[test]
    fn everything_held_on_a_pupil_is_a_paper_too() {
        let school = School::new();
        let mut an = school.sit(AN);
        let id = an.pupil("Phạm Minh An");
        an.call("record_change", json!({"id": id, "record": kept()}));
        let path = school.path("em.pdf");

        an.call("student_export", json!({"id": id, "path": path}));

        let text = pages(&path).join(" ");
        for words in ["Phạm Minh An", "Nhà xa trường 12 km", "0904111222", "1/1"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert_eq!(logged(&mut an, "student_export"), 1);
        assert_readable_aloud(&path);
    }
}
