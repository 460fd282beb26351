//! Consent and rights: what parents and pupils agreed to, for which purpose, and what they may ask.
//!
//! Law 91/2025/QH15, Điều 24, and Decree 356/2025/NĐ-CP: consent is stated for each purpose, never
//! by silence, and can be withdrawn; from the age of seven the child is asked too. The days within
//! which requests are answered are data (`assets/law/data-rights.toml`).

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

/// What consent is asked for: the record, pictures and news, handing a list on to vocational schools.
pub const PURPOSES: [&str; 3] = ["record", "media", "handover"];
pub const PEOPLE: [&str; 2] = ["parent", "student"];
pub const ANSWERS: [&str; 3] = ["given", "refused", "withdrawn"];
pub const MEANS: [&str; 4] = ["paper", "talk", "phone", "message"];

/// The table of rights.
#[derive(Debug, Deserialize)]
struct Rights {
    document: String,
    reply_days: u32,
    keep_years: u32,
    kinds: Vec<RequestKind>,
}

/// Something that a parent or pupil may ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RequestKind {
    pub code: String,
    pub label: String,
    /// Days within which it is done.
    pub days: u32,
}

/// An answer of one person for one purpose; also what a form sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Consent {
    /// `record media handover`
    pub purpose: String,
    /// `parent student`
    pub who: String,
    /// `given refused withdrawn`
    pub answer: String,
    /// ISO
    pub stated_on: String,
    /// `paper talk phone message`
    pub means: String,
    /// Who said so.
    #[serde(default)]
    pub name: String,
    /// Where the proof lies.
    #[serde(default)]
    pub proof: String,
    /// Of `handover`: to whom. Empty, a refusal or withdrawal is for every receiver.
    #[serde(default)]
    pub receiver: String,
}

/// What somebody asks of the school; also what a form sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DataRequest {
    /// A code of [`request_kinds`].
    pub kind: String,
    /// Id of the pupil.
    pub student: String,
    #[serde(default)]
    pub name: String,
    /// ISO
    pub received_on: String,
}

/// What was done about a request before it is ended; also what a form sends.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RequestSteps {
    /// ISO: the day on which it was answered that the request came in and what happens.
    pub replied_on: Option<String>,
    /// ISO: a later day, given once, with the reason.
    pub extended_to: Option<String>,
    pub reason: String,
}

impl RequestSteps {
    /// Checks what a form sent about a request that is due on `due_on`.
    pub fn check(self, due_on: Date, today: Date) -> Result<RequestSteps> {
        let mut problems = Vec::new();
        let replied_on = self.replied_on.filter(|on| !on.is_empty());
        let extended_to = self.extended_to.filter(|on| !on.is_empty());
        let replied = replied_on.as_deref();
        problems.extend(replied.and_then(|on| past_day("replied_on", on, today)));
        let reason = tidy(&self.reason);
        match extended_to.as_deref().map(str::parse::<Date>) {
            Some(Ok(on)) if on <= due_on => {
                let due = due_on.for_people();
                problems.push(Problem::new("extended_to", "consent.not_later").with("on", due));
            }
            Some(Err(())) => {
                let value = extended_to.clone().unwrap_or_default();
                problems.push(Problem::new("extended_to", "form.bad_date").with("value", value));
            }
            Some(Ok(_)) if reason.is_empty() => {
                problems.push(Problem::new("reason", "form.required"));
            }
            Some(Ok(_)) | None => {}
        }
        match problems.is_empty() {
            true => Ok(RequestSteps {
                replied_on,
                extended_to,
                reason,
            }),
            false => Err(Error::Invalid(problems)),
        }
    }
}

impl Consent {
    /// Checks what a form sent; every wrong field is named at once.
    pub fn check(self, today: Date) -> Result<Consent> {
        let mut problems = Vec::new();
        for (field, value, known) in [
            ("purpose", &self.purpose, &PURPOSES[..]),
            ("who", &self.who, &PEOPLE[..]),
            ("answer", &self.answer, &ANSWERS[..]),
            ("means", &self.means, &MEANS[..]),
        ] {
            if !known.contains(&value.as_str()) {
                problems.push(Problem::new(field, "form.bad_choice").with("value", value));
            }
        }
        problems.extend(past_day("stated_on", &self.stated_on, today));
        let receiver = match self.purpose == "handover" {
            true => tidy(&self.receiver),
            false => String::new(),
        };
        if self.purpose == "handover" && self.answer == "given" && receiver.is_empty() {
            problems.push(Problem::new("receiver", "consent.no_receiver"));
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        Ok(Consent {
            name: tidy(&self.name),
            proof: tidy(&self.proof),
            receiver,
            ..self
        })
    }
}

impl DataRequest {
    /// Checks what a form sent and says until when it is due.
    pub fn check(self, today: Date) -> Result<(DataRequest, Date)> {
        let mut problems = Vec::new();
        let kind = RIGHTS.kinds.iter().find(|kind| kind.code == self.kind);
        if kind.is_none() {
            problems.push(Problem::new("kind", "form.bad_choice").with("value", &self.kind));
        }
        problems.extend(past_day("received_on", &self.received_on, today));
        let received = self.received_on.parse::<Date>();
        match (kind, received, problems.is_empty()) {
            (Some(kind), Ok(received), true) => {
                let due = received.plus_days(i64::from(kind.days));
                let name = tidy(&self.name);
                Ok((DataRequest { name, ..self }, due))
            }
            _ => Err(Error::Invalid(problems)),
        }
    }
}

/// What may be asked.
pub fn request_kinds() -> &'static [RequestKind] {
    &RIGHTS.kinds
}

/// The law behind it, and the working days within which a request is answered at all.
pub fn rights() -> (&'static str, u32) {
    (&RIGHTS.document, RIGHTS.reply_days)
}

/// The last day on which a request that came in on a day is answered in time. Holidays are not known
/// here: who answers by this day is never late.
pub fn reply_due(received_on: Date) -> Date {
    let is_working = |day: &Date| day.weekday() < 5;
    let days = (1..).map(|days| received_on.plus_days(days));
    let nth = usize::try_from(RIGHTS.reply_days.saturating_sub(1)).unwrap_or(0);
    days.filter(is_working).nth(nth).unwrap_or(received_on)
}

/// Years that data are kept after a pupil left, where the school said nothing else.
pub fn kept_years() -> u32 {
    RIGHTS.keep_years
}

static RIGHTS: LazyLock<Rights> = LazyLock::new(|| {
    let text = include_str!("../../../../assets/law/data-rights.toml");
    toml::from_str(text).unwrap_or(Rights {
        document: String::new(),
        reply_days: 0,
        keep_years: 3,
        kinds: Vec::new(),
    })
});

fn past_day(field: &str, text: &str, today: Date) -> Option<Problem> {
    match text.parse::<Date>() {
        Err(()) => Some(Problem::new(field, "form.bad_date").with("value", text)),
        Ok(day) if day > today => {
            Some(Problem::new(field, "consent.future").with("value", day.for_people()))
        }
        Ok(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_rights_is_read_and_names_its_law() {
        assert_eq!(request_kinds().len(), 6);
        assert!(rights().0.contains("91/2025"));
    }

    #[test]
    fn a_request_is_answered_within_two_working_days() {
        for (received, due) in [
            ("2026-04-14", "2026-04-16"),
            ("2026-04-16", "2026-04-20"),
            ("2026-04-18", "2026-04-21"),
        ] {
            let received: Date = received.parse().unwrap();
            assert_eq!(reply_due(received).to_string(), due);
        }
    }

    #[test]
    fn a_request_is_due_after_the_days_of_its_kind() {
        let today: Date = "2026-04-14".parse().unwrap();
        let request = DataRequest {
            kind: "withdraw".to_owned(),
            student: "x".to_owned(),
            name: " Mẹ  em ".to_owned(),
            received_on: "2026-04-06".to_owned(),
        };
        let (request, due) = request.check(today).unwrap();
        assert_eq!(
            (request.name.as_str(), due.to_string().as_str()),
            ("Mẹ em", "2026-04-21")
        );
    }
}
