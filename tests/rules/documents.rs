//! The register of documents, and bodies that are no longer there.

use serde_json::{Value, json};
use support::make::{School, Seat, fields, texts};
use support::people::AN;

fn circular() -> Value {
    json!({"kind": "basis", "form": "Thông tư", "number": "07/2022/TT-BGDĐT", "issued_on": "2022-05-23",
           "issuer": "Bộ Giáo dục và Đào tạo", "title": "quy định công tác tư vấn nghề nghiệp"})
}

fn add(seat: &mut Seat, document: Value) -> String {
    let done = seat.call("document_add", json!({"document": document}));
    done["value"].as_str().unwrap().to_owned()
}

fn standings(seat: &mut Seat) -> Vec<String> {
    texts(
        &seat.call("document_list", json!({}))["documents"],
        "standing",
    )
}

fn outline(seat: &mut Seat) -> Value {
    seat.call("report_outline", json!({"period": {"year": "2025-2026"}}))
}

#[test]
fn a_document_is_a_draft_until_it_has_number_and_day_and_ends_when_another_takes_its_place() {
    let school = School::new();
    let mut an = school.sit(AN);
    let draft =
        json!({"kind": "plan", "form": "Kế hoạch", "title": "hướng nghiệp năm học 2025–2026"});
    add(&mut an, draft);
    let old = add(&mut an, circular());
    assert_eq!(standings(&mut an), ["draft", "valid"]);

    let mut newer = circular();
    newer["number"] = json!("16/2026/TT-BGDĐT");
    newer["issued_on"] = json!("2026-03-24");
    let new = add(&mut an, newer);
    let mut replaced = circular();
    replaced["replaced_by"] = json!(new);
    an.call("document_change", json!({"id": old, "document": replaced}));
    assert_eq!(standings(&mut an), ["draft", "valid", "replaced"]);
    assert_eq!(
        an.refused("document_remove", json!({"id": new})).code,
        "document.is_named"
    );

    // None leads back to itself.
    let mut round = circular();
    round["replaced_by"] = json!(old);
    let fault = an.refused("document_change", json!({"id": new, "document": round}));
    assert_eq!(
        fields(&fault),
        [("replaced_by", "document.replaces_itself")]
    );
    let wrong = json!({"kind": "basis", "form": "", "title": "", "issued_on": "31/02/2026"});
    let fault = an.refused("document_add", json!({"document": wrong}));
    assert_eq!(
        fields(&fault),
        [
            ("form", "form.required"),
            ("title", "form.required"),
            ("issued_on", "form.bad_date")
        ]
    );
}

#[test]
fn the_report_cites_what_it_rests_on_higher_law_first() {
    let school = School::new();
    let mut an = school.sit(AN);
    add(&mut an, circular());
    let law = json!({"kind": "basis", "form": "Luật", "number": "123/2025/QH15", "issued_on": "2025-12-10",
                     "issuer": "Quốc hội", "title": "sửa đổi Luật Giáo dục"});
    add(&mut an, law);
    let path = school.path("bao-cao.docx");
    let period = json!({"year": "2025-2026"});
    an.call("report_export", json!({"period": period, "path": path}));
    let mut package = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let entry = package.by_name("word/document.xml").unwrap();
    let text = std::io::read_to_string(entry).unwrap();
    let said = "Căn cứ Luật số 123/2025/QH15 ngày 10/12/2025 của Quốc hội sửa đổi Luật Giáo dục; căn cứ \
                Thông tư số 07/2022/TT-BGDĐT ngày 23/05/2022 của Bộ Giáo dục và Đào tạo quy định công tác \
                tư vấn nghề nghiệp; thực hiện nhiệm vụ";
    assert!(text.contains(said), "{text}");
}

#[test]
fn a_report_to_a_body_that_is_gone_says_so_and_who_does_its_work_and_the_school_corrects_it() {
    let school = School::new();
    let mut an = school.sit(AN);
    let profile = json!({"recipients": ["Phòng GD&ĐT quận Ngô Quyền;", "UBND phường;"],
                         "report_on": "2026-04-20"});
    an.call("profile_change", json!({"profile": profile}));
    let told = |an: &mut Seat| -> Vec<String> {
        let missing = outline(an)["missing"].clone();
        let own = missing.as_array().unwrap().iter();
        own.filter(|one| one["code"] == "report.ended_body")
            .map(|one| one["message"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = told(&mut an);
    assert!(
        first
            .iter()
            .any(|it| it.contains("Phòng GD&ĐT quận Ngô Quyền")
                && it.contains("30/06/2025")
                && it.contains("UBND xã, phường, đặc khu")),
        "{first:?}"
    );

    // The school knows better: data, not code.
    let page = an.call("document_list", json!({}));
    let own = page["bodies"].as_array().unwrap();
    let mut body = own
        .iter()
        .find(|one| one["body"]["code"] == "phong-gddt")
        .unwrap()["body"]
        .clone();
    body["valid_to"] = json!(null);
    an.call("body_change", json!({"body": body}));
    assert!(!told(&mut an).iter().any(|it| it.contains("Ngô Quyền")));
    an.call("body_remove", json!({"code": "phong-gddt"}));
    assert_eq!(told(&mut an), first);
}
