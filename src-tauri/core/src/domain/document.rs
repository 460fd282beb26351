//! The register of documents (văn bản): what the work rests on, the school's plans and decisions
//! (mission-table, rows 1 and 2). A draft has no number or day yet.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::{fold, tidy};

/// Căn cứ, kế hoạch, quyết định, others.
pub const KINDS: [&str; 4] = ["basis", "plan", "decision", "other"];

/// Kinds of documents in the order in which they are cited: higher law first (NĐ 30/2020/NĐ-CP).
const ORDER: [&str; 9] = [
    "luat",
    "nghi quyet",
    "nghi dinh",
    "quyet dinh",
    "chi thi",
    "thong tu",
    "ke hoach",
    "huong dan",
    "cong van",
];

/// What a form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DocumentDraft {
    /// `basis plan decision other`
    pub kind: String,
    /// `Thông tư`
    pub form: String,
    /// `07/2022/TT-BGDĐT`; empty in a draft.
    pub number: String,
    /// ISO; absent in a draft.
    pub issued_on: Option<String>,
    pub issuer: String,
    /// Trích yếu.
    pub title: String,
    /// ISO
    pub valid_from: Option<String>,
    /// ISO
    pub valid_to: Option<String>,
    /// Id of the document that took its place.
    pub replaced_by: Option<String>,
    pub note: String,
}

impl DocumentDraft {
    /// Checks what a form sent; every wrong field is named at once.
    pub fn check(mut self) -> Result<DocumentDraft> {
        let mut problems = Vec::new();
        for text in [
            &mut self.form,
            &mut self.number,
            &mut self.issuer,
            &mut self.title,
            &mut self.note,
        ] {
            *text = tidy(text);
        }
        if !KINDS.contains(&self.kind.as_str()) {
            problems.push(Problem::new("kind", "form.bad_choice").with("value", &self.kind));
        }
        for (field, text) in [("form", &self.form), ("title", &self.title)] {
            if text.is_empty() {
                problems.push(Problem::new(field, "form.required"));
            }
        }
        for (field, day) in [
            ("issued_on", &mut self.issued_on),
            ("valid_from", &mut self.valid_from),
            ("valid_to", &mut self.valid_to),
        ] {
            *day = day.take().filter(|day| !day.is_empty());
            if let Some(wrong) = day.as_ref().filter(|day| day.parse::<Date>().is_err()) {
                problems.push(Problem::new(field, "form.bad_date").with("value", wrong));
            }
        }
        if let (Some(from), Some(to)) = (&self.valid_from, &self.valid_to)
            && to < from
        {
            problems.push(Problem::new("valid_to", "document.ends_before_start"));
        }
        match problems.is_empty() {
            true => Ok(self),
            false => Err(Error::Invalid(problems)),
        }
    }

    /// `draft ahead valid replaced ended`: how it stands on a day.
    /// What replaced it does so from its own first day; until then, the old one stands.
    pub fn standing(&self, on: Date, successor: Option<&DocumentDraft>) -> &'static str {
        let is_replaced = successor
            .and_then(DocumentDraft::begins)
            .is_some_and(|day| day <= on);
        match (self.begins(), day(self.valid_to.as_deref())) {
            _ if self.number.is_empty() || self.issued_on.is_none() => "draft",
            _ if is_replaced => "replaced",
            (_, Some(to)) if to < on => "ended",
            (Some(from), _) if from > on => "ahead",
            _ => "valid",
        }
    }

    /// Valid from its own day of validity, else from its issue.
    fn begins(&self) -> Option<Date> {
        day(self.valid_from.as_deref()).or(day(self.issued_on.as_deref()))
    }

    /// `Thông tư số 07/2022/TT-BGDĐT ngày 23/05/2022 của Bộ GDĐT về …`, as it is cited.
    pub fn citation(&self) -> String {
        let day = self
            .issued_on
            .as_deref()
            .and_then(|day| day.parse::<Date>().ok());
        let mut words = self.form.clone();
        if !self.number.is_empty() {
            words.push_str(&format!(" số {}", self.number));
        }
        if let Some(day) = day {
            words.push_str(&format!(" ngày {}", day.for_people()));
        }
        if !self.issuer.is_empty() {
            words.push_str(&format!(" của {}", self.issuer));
        }
        format!("{words} {}", self.title)
    }

    /// Where it stands among what is cited: higher law first, then by day.
    pub fn rank(&self) -> (usize, String) {
        let form = fold(&self.form);
        let place = ORDER.iter().position(|known| form.starts_with(known));
        (
            place.unwrap_or(ORDER.len()),
            self.issued_on.clone().unwrap_or_default(),
        )
    }
}

fn day(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circular() -> DocumentDraft {
        DocumentDraft {
            kind: "basis".to_owned(),
            form: "Thông tư".to_owned(),
            number: "07/2022/TT-BGDĐT".to_owned(),
            issued_on: Some("2022-05-23".to_owned()),
            issuer: "Bộ Giáo dục và Đào tạo".to_owned(),
            title: "quy định công tác tư vấn nghề nghiệp".to_owned(),
            valid_from: Some("2022-07-08".to_owned()),
            ..DocumentDraft::default()
        }
    }

    #[test]
    fn a_document_stands_by_its_days_and_what_replaced_it() {
        let at =
            |document: &DocumentDraft, day: &str| document.standing(day.parse().unwrap(), None);
        let circular = circular();
        assert_eq!(at(&circular, "2022-06-01"), "ahead");
        assert_eq!(at(&circular, "2026-04-14"), "valid");
        let ended = DocumentDraft {
            valid_to: Some("2025-12-31".to_owned()),
            ..circular.clone()
        };
        assert_eq!(at(&ended, "2026-01-01"), "ended");
        let draft = DocumentDraft {
            number: String::new(),
            ..circular
        };
        assert_eq!(at(&draft, "2026-01-01"), "draft");
    }

    #[test]
    fn a_document_stands_until_the_day_on_which_another_takes_its_place() {
        let successor = DocumentDraft {
            issued_on: Some("2026-02-20".to_owned()),
            valid_from: Some("2026-04-06".to_owned()),
            ..circular()
        };
        let at = |day: &str| circular().standing(day.parse().unwrap(), Some(&successor));
        assert_eq!(at("2024-05-31"), "valid");
        assert_eq!(at("2026-04-05"), "valid");
        assert_eq!(at("2026-04-06"), "replaced");
        let draft = DocumentDraft {
            issued_on: None,
            valid_from: None,
            ..circular()
        };
        let on = "2026-04-06".parse().unwrap();
        assert_eq!(circular().standing(on, Some(&draft)), "valid");
    }

    #[test]
    fn it_is_cited_with_number_day_and_issuer_and_higher_law_first() {
        assert_eq!(
            circular().citation(),
            "Thông tư số 07/2022/TT-BGDĐT ngày 23/05/2022 của Bộ Giáo dục và Đào tạo quy định công tác \
             tư vấn nghề nghiệp"
        );
        let law = DocumentDraft {
            form: "Luật".to_owned(),
            issued_on: Some("2025-12-10".to_owned()),
            ..circular()
        };
        assert!(law.rank() < circular().rank());
    }
}
