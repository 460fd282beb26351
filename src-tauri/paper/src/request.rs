//! What is asked for, and the bytes that answer it.

use serde::Deserialize;
use serde_json::Value;

use crate::{fonts, papers, setting};

#[derive(Deserialize)]
struct Request {
    /// A name of `papers.rs`.
    paper: String,
    data: Value,
    #[serde(rename = "as")]
    form: Form,
    /// From 1; of a picture.
    #[serde(default)]
    page: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Pdf,
    Png,
}

/// The PDF; or a line with the number of pages and after it the picture of one.
pub fn answer(text: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut request: Request = serde_json::from_slice(text).map_err(|_| "request")?;
    let template = papers::template(&request.paper).ok_or("paper")?;
    fonts::keep_known_letters(&mut request.data);
    let document = setting::set(template, &request.data)?;
    match request.form {
        Form::Pdf => setting::pdf(&document),
        Form::Png => {
            let mut answer = format!("{}\n", document.pages.len()).into_bytes();
            answer.extend(setting::picture(&document, request.page)?);
            Ok(answer)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn asked(request: Value) -> Result<Vec<u8>, &'static str> {
        answer(request.to_string().as_bytes())
    }

    fn slips() -> Value {
        json!({"school": "Trường THCS Lê Quý Đôn", "class": "9A", "year": "2025–2026",
               "printed_on": "14/04/2026", "receivers": ["Trường Trung cấp Nhân Hòa"], "names": ["Ngô Thị Ỷ", "Đỗ Quốc Bảo 😀"]})
    }

    #[test]
    fn a_paper_comes_as_pdf_or_as_the_picture_of_a_page() {
        let pdf = asked(json!({"paper": "consent", "data": slips(), "as": "pdf"})).unwrap();
        let ask = json!({"paper": "consent", "data": slips(), "as": "png", "page": 2});
        let picture = asked(ask).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        assert!(picture.starts_with(b"2\n\x89PNG"));
    }

    #[test]
    fn a_refusal_is_one_word_and_no_data() {
        assert_eq!(answer(b"{"), Err("request"));
        let of = |paper: &str, data| asked(json!({"paper": paper, "data": data, "as": "pdf"}));
        assert_eq!(of("diploma", slips()), Err("paper"));
        assert_eq!(
            of("consent", json!({"names": ["Ngô Thị Ỷ"]})),
            Err("template")
        );
    }
}
