//! Sets a template with its data, and hands the pages over as PDF or picture.

use serde_json::Value;
use typst::layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::Desk;

/// Pictures of a page have two pixels for each point: 1190 × 1684 for A4, sharp on a laptop.
const PIXELS: f32 = 2.0;

/// Lays out every page.
pub fn set(template: &str, data: &Value) -> Result<PagedDocument, &'static str> {
    let data = serde_json::to_vec(data).map_err(|_| "data")?;
    let desk = Desk::new(template, data);
    // What went wrong in a template may quote its data: it stays here.
    typst::compile(&desk).output.map_err(|_| "template")
}

/// Tagged, fonts inside, held to PDF/UA-1: readable aloud.
pub fn pdf(document: &PagedDocument) -> Result<Vec<u8>, &'static str> {
    let options = PdfOptions {
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| "bug")?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|_| "pdf")
}

/// A page, from 1, as PNG; the last one where there are fewer.
pub fn picture(document: &PagedDocument, page: usize) -> Result<Vec<u8>, &'static str> {
    let pages = &document.pages;
    let page = pages.get(page.max(1) - 1).or(pages.last()).ok_or("empty")?;
    let pixels = typst_render::render(page, PIXELS);
    pixels.encode_png().map_err(|_| "picture")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers;
    use serde_json::json;

    fn sheet() -> Value {
        let scale = |code: &str, title: &str, score: Option<f64>| json!({"code": code, "title": title, "score": score, "shown": "83"});
        json!({
            "name": "Nguyễn Hoàng Minh Ánh", "about": "Lớp 9B, sinh 14/08/2011, số 2/43.",
            "interest": {"code": "S-A-I", "title": "Khảo sát lớp 9", "on": "24/03/2026", "is_flat": false,
                "leading": "Xã hội, Nghệ thuật, Nghiên cứu",
                "scales": [scale("R", "Kỹ thuật", Some(30.0)), scale("I", "Nghiên cứu", Some(60.0)),
                    scale("A", "Nghệ thuật", Some(77.5)), scale("S", "Xã hội", Some(83.0)),
                    scale("E", "Quản lý", None), scale("C", "Nghiệp vụ", Some(0.0))]},
            "academic": "Khá", "ability": "", "forte": "Vẽ; múa hát",
            "attended": [{"label": "tham quan", "count": 3}],
            "trips": [{"on": "11/04/2026", "title": "Xưởng cơ khí Bến Rừng"}],
            "wishes": [{"rank": 1, "stream": "THPT công lập", "school": "Trường THPT Hải Tân", "trade": ""}],
            "wishes_on": "đợt 2, 14/11/2025", "remark": "Em hòa đồng."
        })
    }

    fn blank() -> Value {
        json!({"name": "Đỗ Ỷ", "about": "Lớp 9B.", "interest": null, "academic": "", "ability": "",
               "forte": "", "attended": [], "trips": [], "wishes": [], "wishes_on": "", "remark": ""})
    }

    /// A font or a letter that is missing, an overfull page, a deprecated word: all are warnings.
    #[test]
    fn every_paper_is_set_without_a_warning_and_held_to_pdf_ua() {
        let school = "Trường THCS và THPT Sông Cấm";
        let row = json!({"on": "14/04/2026", "what": "Tham quan", "detail": "Có mặt"});
        for (name, data, pages) in [
            (
                "record",
                json!({"title": "Phiếu", "school": school, "year": "2025–2026",
                "printed_on": "14/04/2026", "sheets": [sheet(), blank()]}),
                2,
            ),
            (
                "check",
                json!({"parent_body": "Sở GDĐT", "school": school, "year": "2025–2026", "until": "14/04/2026",
                "sum": {"met": 1, "all": 2, "percent": "50", "unmet": 1, "waiting": 0},
                "before": {"met": 1, "all": 2, "percent": "50", "unmet": 1, "waiting": 0},
                "lines": [
                    {"group": "minimums", "title": "Tham quan", "required": "tối thiểu 1 lần", "found": "1",
                     "before": "", "state": "met"},
                    {"group": "reach", "title": "Học sinh", "required": "đủ 100%", "found": "99% (99/100)",
                     "before": "98% (98/100)", "state": "unmet"}],
                "gaps": ["Còn 1 em."], "sources": ["Thông tư 07/2022"], "signer_title": ["HIỆU TRƯỞNG"],
                "signer": "Nguyễn Văn Khải"}),
                1,
            ),
            (
                "consent",
                json!({"school": school, "class": "9B", "year": "2025–2026",
                "printed_on": "14/04/2026", "receivers": [], "names": ["A", "B"]}),
                2,
            ),
            (
                "handover",
                json!({"school": school, "year": "2025–2026", "printed_on": "07/07/2026",
                "receiver": "Trường Trung cấp Nhân Hòa", "contact": "", "purpose": "Tư vấn tuyển sinh",
                "made_on": "07/07/2026", "keep_until": "30/09/2026", "students": 19,
                "columns": ["Họ và tên", "Lớp"], "checksum": "0123abcd 0123abcd"}),
                2,
            ),
            (
                "occupation",
                json!({"school": school, "class": "9B", "year": "2025–2026", "printed_on": "14/04/2026",
                "attribution": "O*NET", "pupils": [
                    {"name": "Đỗ Ỷ", "code": "R-C-I", "why": "",
                     "lines": [{"name": "Thợ hàn", "shared": ["R", "C"]}, {"name": "Thợ mộc", "shared": ["R"]}]},
                    {"name": "Lê Ân", "code": "", "lines": [], "why": "Em chưa làm phiếu."}]}),
                1,
            ),
            (
                "survey",
                json!({"school": school, "year": "2025–2026", "title": "Khảo sát", "instruction": "Hãy đọc kỹ.",
                "is_anonymous": false, "digits": ["1", "2", "3"],
                "labels": [{"digit": "1", "label": "Ít"}, {"digit": "3", "label": "Nhiều"}],
                "items": vec!["Sửa xe đạp, xe máy bị hỏng"; 48],
                "questions": [
                    {"text": "Vì sao?", "kind": "long", "hint": "", "condition": "", "options": [], "has_other": false},
                    {"text": "Chọn gì?", "kind": "ranking", "hint": "(ghi thứ tự)", "condition": "",
                     "options": ["Một", "Hai"], "has_other": true}],
                "forms": [{"name": "Đỗ Ỷ", "class": "9B", "code": "9B-01"},
                          {"name": "", "class": "", "code": ""}]}),
                2,
            ),
            (
                "report",
                json!({"title": "Báo cáo", "parent_body": "SỞ GDĐT", "school": "TRƯỜNG", "number": "15/BC",
                "place_and_date": "Hải Phòng, ngày 05 tháng 6 năm 2026", "kind": "BÁO CÁO", "subject": "Kết quả",
                "opening": "Mở đầu:", "closing": "Hết./.", "recipients": ["- Lưu: VT."],
                "signer_title": ["HIỆU TRƯỞNG"], "signer": "Đỗ Ỷ", "preparer": "Đỗ Ỷ",
                "sheets": [
                    {"form": "cover", "annex": "", "heading": "", "attached_to": "", "is_landscape": false,
                     "tables": [], "charts": [], "notes": []},
                    {"form": "prose", "annex": "Phụ lục I", "heading": "ĐÁNH GIÁ", "attached_to": "(Kèm)",
                     "is_landscape": false, "notes": [], "charts": [], "tables": [{"title": "", "columns": [], "rows": [
                        {"is_strong": false, "cells": [{"text": "Ưu điểm", "align": "left"},
                                                       {"text": "Một.\nHai.", "align": "left"}]}]}]},
                    {"form": "tables", "annex": "Phụ lục II", "heading": "BIỂU", "attached_to": "(Kèm)",
                     "is_landscape": true, "notes": ["Ghi chú."], "charts": [{"title": "Theo tháng", "bars": [
                        {"label": "9/2025", "value": "4", "part": 1.0},
                        {"label": "10/2025", "value": "0", "part": 0.0}]}], "tables": [{"title": "Theo lớp",
                        "columns": [{"heading": "STT", "width": 5.0}, {"heading": "Số", "width": 9.0}],
                        "rows": vec![json!({"is_strong": true, "cells": [
                            {"text": "Cộng", "align": "left"}, {"text": "9.350.000", "align": "right"}]}); 60]}]}]}),
                5,
            ),
            (
                "student",
                json!({"school": school, "name": "Đỗ Ỷ", "printed_on": "14/04/2026",
                "parts": [{"title": "Thông tin chung", "rows": vec![row; 80]}]}),
                2,
            ),
        ] {
            let template = papers::template(name).unwrap();
            let desk = Desk::new(template, serde_json::to_vec(&data).unwrap());
            let compiled = typst::compile::<PagedDocument>(&desk);
            assert!(
                compiled.warnings.is_empty(),
                "{name}: {:#?}",
                compiled.warnings
            );
            let document = compiled
                .output
                .unwrap_or_else(|it| panic!("{name}: {it:#?}"));
            assert_eq!(document.pages.len(), pages, "{name}");
            assert!(pdf(&document).is_ok(), "{name}");
        }
    }
}
