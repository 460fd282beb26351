//! Handing names on (bàn giao danh sách): pupils not admitted to grade 10, to a vocational school, each with
//! the consent of a parent and of the pupil for this receiver (mission-table, rows 128 and 129).
//!
//! Law 91/2025/QH15, Điều 24: consent names the purpose and the receiver, is never silence, and can be
//! withdrawn; then the receiver is told to delete.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::consent::Consent;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::{fold, tidy};

/// Columns that a package may have, with their headings, after the number and the name. Never in it:
/// counselling, remarks, surveys, circumstances.
pub const COLUMNS: [(&str, &str); 8] = [
    ("born_on", "Ngày sinh"),
    ("sex", "Giới tính"),
    ("class", "Lớp"),
    ("trade", "Nguyện vọng học nghề"),
    ("guardian", "Cha mẹ, người giám hộ"),
    ("guardian_phone", "Số điện thoại cha mẹ"),
    ("phone", "Số điện thoại của em"),
    ("address", "Địa chỉ"),
];

/// What a package has unless somebody chose otherwise.
pub const USUAL: [&str; 4] = ["born_on", "class", "trade", "guardian_phone"];

/// What became of a pupil in a package.
pub const STATES: [&str; 4] = ["sent", "reached", "enrolled", "withdrawn"];

/// What can happen to a package after it left.
pub const EVENTS: [&str; 3] = ["receipt", "deleted", "withdrawn"];

/// Days that a receiver usually may keep a list: one round of enrolment.
pub const USUAL_DAYS: i64 = 90;

/// A package to be made; what a form sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct HandoverDraft {
    /// The year the pupils leave in; the current one where it is absent.
    pub year: Option<String>,
    pub receiver: String,
    /// Who takes it there.
    pub contact: String,
    pub purpose: String,
    /// ISO; until when the receiver may keep it.
    pub keep_until: String,
    /// Codes of [`COLUMNS`].
    pub columns: Vec<String>,
    /// Ids; everyone who may be handed on where it is absent.
    pub students: Option<Vec<String>>,
    /// Where the package is put; a workbook.
    pub path: String,
}

impl HandoverDraft {
    /// Checks what a form sent; every wrong field is named at once.
    pub fn check(mut self, today: Date) -> Result<HandoverDraft> {
        let mut problems = Vec::new();
        for (field, text) in [
            ("receiver", &mut self.receiver),
            ("contact", &mut self.contact),
            ("purpose", &mut self.purpose),
        ] {
            *text = tidy(text);
            if text.is_empty() && field != "contact" {
                problems.push(Problem::new(field, "form.required"));
            }
        }
        match self.keep_until.parse::<Date>() {
            Err(()) => problems
                .push(Problem::new("keep_until", "form.bad_date").with("value", &self.keep_until)),
            Ok(day) if day <= today => problems.push(
                Problem::new("keep_until", "handover.kept_too_short")
                    .with("value", day.for_people()),
            ),
            Ok(_) => {}
        }
        let known = |code: &str| COLUMNS.iter().any(|(known, _)| *known == code);
        if let Some(other) = self.columns.iter().find(|code| !known(code)) {
            problems.push(Problem::new("columns", "form.bad_choice").with("value", other));
        }
        match problems.is_empty() {
            true => Ok(self),
            false => Err(Error::Invalid(problems)),
        }
    }
}

/// How one person answered for one receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Open,
    Given,
    Refused,
    Withdrawn,
}

/// How `who` stands to handing data on to a receiver; `answers` are a pupil's, the oldest first.
///
/// A consent counts for the receiver it names. A refusal or withdrawal without a receiver is for all.
pub fn standing<'a>(
    answers: impl IntoIterator<Item = &'a Consent>,
    who: &str,
    receiver: &str,
) -> Standing {
    let receiver = fold(receiver);
    let mut standing = Standing::Open;
    for answer in answers {
        let is_asked = answer.purpose == "handover" && answer.who == who;
        let named = fold(&answer.receiver);
        if !is_asked || (!named.is_empty() && named != receiver) {
            continue;
        }
        standing = match answer.answer.as_str() {
            "given" if named.is_empty() => standing,
            "given" => Standing::Given,
            "withdrawn" => Standing::Withdrawn,
            _ => Standing::Refused,
        };
    }
    standing
}

/// Of both who are asked.
pub fn of_both(parent: Standing, student: Standing) -> Standing {
    match (parent, student) {
        (Standing::Given, Standing::Given) => Standing::Given,
        (Standing::Withdrawn, _) | (_, Standing::Withdrawn) => Standing::Withdrawn,
        (Standing::Refused, _) | (_, Standing::Refused) => Standing::Refused,
        _ => Standing::Open,
    }
}

/// What the rules ask of a year (C16, C17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Handing {
    /// Whether the results of grade 10 are in the book.
    pub is_known: bool,
    /// Not admitted to a public school, and without another place.
    pub not_admitted: u32,
    /// Of them, those whom parent and pupil have answered for, whatever they said.
    pub answered: u32,
    /// Of them, those in a package that was not withdrawn.
    pub handed_on: u32,
    /// Of those handed on, those who enrolled there.
    pub enrolled: u32,
    /// Packages that were not withdrawn.
    pub packages: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(who: &str, answer: &str, receiver: &str) -> Consent {
        Consent {
            purpose: "handover".to_owned(),
            who: who.to_owned(),
            answer: answer.to_owned(),
            stated_on: "2026-06-01".to_owned(),
            means: "paper".to_owned(),
            name: String::new(),
            proof: String::new(),
            receiver: receiver.to_owned(),
        }
    }

    #[test]
    fn a_consent_counts_for_the_receiver_it_names_and_no_other() {
        let answers = [said("parent", "given", "Trường Trung cấp Nhân Hòa")];
        let at = |receiver| standing(&answers, "parent", receiver);
        assert_eq!(at("trường trung cấp nhân hoà"), Standing::Given);
        assert_eq!(at("Trường Cao đẳng Sông Đào"), Standing::Open);
        assert_eq!(
            standing(&answers, "student", "Trường Trung cấp Nhân Hòa"),
            Standing::Open
        );
        let unnamed = [said("parent", "given", "")];
        assert_eq!(standing(&unnamed, "parent", "Nhân Hòa"), Standing::Open);
    }

    #[test]
    fn a_withdrawal_without_a_receiver_is_for_all() {
        let answers = [
            said("parent", "given", "Nhân Hòa"),
            said("parent", "withdrawn", ""),
        ];
        assert_eq!(
            standing(&answers, "parent", "Nhân Hòa"),
            Standing::Withdrawn
        );
        assert_eq!(
            of_both(Standing::Withdrawn, Standing::Given),
            Standing::Withdrawn
        );
        assert_eq!(of_both(Standing::Given, Standing::Open), Standing::Open);
    }
}
