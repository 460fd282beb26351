//! A pupil, and a pupil's place in a class for one year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::consent::PURPOSES;
use crate::domain::ethnicity;
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;

/// A pupil as lists show them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentLine {
    pub id: String,
    pub name: String,
    /// ISO day, or just the year where no more is known.
    pub born_on: Option<String>,
    /// `male`, `female`, or unknown.
    pub sex: Option<String>,
    pub class: String,
    pub ministry_id: String,
    pub school_code: String,
    pub citizen_id: String,
    pub phone: String,
    pub ethnicity: String,
    /// Asked for only where a list is handed on (mission-table, row 128); no list imports it.
    pub address: String,
    /// What the family is entitled to: `poor near_poor policy disability`.
    pub support: Vec<String>,
    /// `studying transferred left dropped_out completed`
    pub status: String,
}

/// What a form sends.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct StudentDraft {
    pub name: String,
    pub born_on: Option<String>,
    pub sex: Option<String>,
    pub class: String,
    pub ministry_id: String,
    pub school_code: String,
    pub citizen_id: String,
    pub phone: String,
    pub ethnicity: String,
    pub address: String,
    pub status: String,
}

/// Which pupils a list shows; what is absent does not narrow it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct StudentOnly {
    pub grade: Option<u32>,
    /// Names of classes.
    pub classes: Option<Vec<String>>,
    /// The years of birth, both included.
    pub born_from: Option<u32>,
    pub born_to: Option<u32>,
    /// `male female unknown`
    pub sex: Option<String>,
    pub status: Option<String>,
    /// Of an ethnic minority, or not.
    pub minority: Option<bool>,
    /// What is not written yet: `born_on ministry_id ethnicity phone` (of the parents).
    pub missing: Option<String>,
    /// Entitled to support: one of its codes, or `any`.
    pub support: Option<String>,
    /// A purpose for which no parent's consent stands: `record media handover`.
    pub unconsented: Option<String>,
    /// The year's record: `none open reviewed counsel`; `open` is every one not reviewed yet.
    pub record: Option<String>,
}

/// By which column a list stands; by name where it is empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct StudentOrder {
    /// `name`, or a column that lists may show.
    pub column: String,
    pub is_descending: bool,
}

impl StudentOrder {
    /// Whether nothing but the names decides, upwards: then what was searched for may come first.
    pub fn is_by_name(&self) -> bool {
        matches!(self.column.as_str(), "" | "name") && !self.is_descending
    }
}

impl StudentOnly {
    /// Names every filter that says something unknown.
    pub fn check(&self) -> Result<()> {
        let asked = [
            ("sex", &self.sex, &["male", "female", "unknown"][..]),
            ("status", &self.status, &STATUSES[..]),
            (
                "missing",
                &self.missing,
                &["born_on", "ministry_id", "ethnicity", "phone"][..],
            ),
            (
                "support",
                &self.support,
                &["any", "poor", "near_poor", "policy", "disability"][..],
            ),
            ("unconsented", &self.unconsented, &PURPOSES[..]),
            (
                "record",
                &self.record,
                &["none", "open", "reviewed", "counsel"][..],
            ),
        ];
        let problems: Vec<Problem> = asked
            .into_iter()
            .filter_map(|(field, value, known)| {
                let value = value.as_deref().filter(|value| !known.contains(value))?;
                let problem = Problem::new(format!("only.{field}"), "form.bad_choice");
                Some(problem.with("value", value))
            })
            .collect();
        match problems.is_empty() {
            true => Ok(()),
            false => Err(Error::Invalid(problems)),
        }
    }
}

/// What the family of a pupil may be entitled to: hộ nghèo, hộ cận nghèo, gia đình chính sách,
/// khuyết tật (mission-table row 20).
pub const SUPPORTS: [&str; 4] = ["poor", "near_poor", "policy", "disability"];

/// One fact that many pupils get at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentFact {
    /// `class sex ethnicity status support no_support`; the last takes a support away.
    pub field: String,
    pub value: String,
}

impl StudentFact {
    /// Refuses facts that are none.
    pub fn check(&self) -> Result<StudentFact> {
        let fact = StudentFact {
            field: self.field.clone(),
            value: match self.field.as_str() {
                "ethnicity" => ethnicity::proper(&self.value),
                _ => tidy(&self.value),
            },
        };
        let is_known = match fact.field.as_str() {
            "class" | "ethnicity" => !fact.value.is_empty(),
            "sex" => ["male", "female"].contains(&fact.value.as_str()),
            "status" => STATUSES.contains(&fact.value.as_str()),
            "support" | "no_support" => SUPPORTS.contains(&fact.value.as_str()),
            _ => return Err(Error::invalid("fact.field", "form.required")),
        };
        match is_known {
            true => Ok(fact),
            false if fact.value.is_empty() => Err(Error::invalid("fact.value", "form.required")),
            false => Err(Error::Invalid(vec![
                Problem::new("fact.value", "form.bad_choice").with("value", &fact.value),
            ])),
        }
    }

    /// The pupil with the fact.
    pub fn given_to(&self, line: &StudentLine) -> StudentLine {
        let mut line = line.clone();
        match self.field.as_str() {
            "class" => line.class.clone_from(&self.value),
            "sex" => line.sex = Some(self.value.clone()),
            "ethnicity" => line.ethnicity.clone_from(&self.value),
            "status" => line.status.clone_from(&self.value),
            _ => {
                let others = SUPPORTS.iter().filter(|code| {
                    let is_own = line.support.iter().any(|own| own == *code);
                    match **code == self.value {
                        true => self.field == "support",
                        false => is_own,
                    }
                });
                line.support = others.map(|code| (*code).to_owned()).collect();
            }
        }
        line
    }

    /// What the line says of the fact.
    pub fn shown<'a>(&self, line: &'a StudentLine) -> std::borrow::Cow<'a, str> {
        match self.field.as_str() {
            "class" => line.class.as_str().into(),
            "sex" => line.sex.as_deref().unwrap_or_default().into(),
            "ethnicity" => line.ethnicity.as_str().into(),
            "status" => line.status.as_str().into(),
            _ => line.support.join(" ").into(),
        }
    }
}

/// The states of an enrolment.
pub const STATUSES: [&str; 5] = [
    "studying",
    "transferred",
    "left",
    "dropped_out",
    "completed",
];

/// The state that a class list's words mean; “Đang học” where it says nothing.
pub fn status_named(words: &str) -> &'static str {
    let words = crate::kernel::fold::fold(words);
    let has = |part: &str| words.contains(part);
    if STATUSES.contains(&words.as_str()) {
        return STATUSES
            .iter()
            .find(|status| **status == words)
            .copied()
            .unwrap_or(STATUSES[0]);
    }
    if has("chuyen di") || has("chuyen truong") || words == "chuyen" {
        "transferred"
    } else if has("bo hoc") {
        "dropped_out"
    } else if has("thoi hoc") || has("nghi hoc") || has("bao luu") {
        "left"
    } else if has("tot nghiep") || has("hoan thanh") || has("ra truong") {
        "completed"
    } else {
        "studying"
    }
}

impl StudentDraft {
    /// Tidies the texts and names every wrong field at once.
    pub fn check(&self) -> Result<StudentDraft> {
        let mut draft = StudentDraft {
            name: tidy(&self.name),
            born_on: self.born_on.clone().filter(|day| !day.is_empty()),
            sex: self.sex.clone().filter(|sex| !sex.is_empty()),
            class: tidy(&self.class),
            ministry_id: tidy(&self.ministry_id),
            school_code: tidy(&self.school_code),
            citizen_id: tidy(&self.citizen_id),
            phone: tidy(&self.phone),
            ethnicity: ethnicity::proper(&self.ethnicity),
            address: tidy(&self.address),
            status: self.status.clone(),
        };
        if draft.status.is_empty() {
            draft.status = STATUSES[0].to_owned();
        }
        let mut problems = Vec::new();
        if draft.name.is_empty() {
            problems.push(Problem::new("name", "form.required"));
        }
        if draft.name.chars().count() > 100 {
            problems.push(Problem::new("name", "form.too_long").with("max", 100));
        }
        if draft.class.is_empty() {
            problems.push(Problem::new("class", "form.required"));
        }
        if let Some(day) = draft.born_on.as_deref().filter(|day| !is_birth(day)) {
            problems.push(Problem::new("born_on", "form.bad_date").with("value", day));
        }
        if let Some(sex) = draft
            .sex
            .as_deref()
            .filter(|sex| !matches!(*sex, "male" | "female"))
        {
            problems.push(Problem::new("sex", "form.bad_choice").with("value", sex));
        }
        if !STATUSES.contains(&draft.status.as_str()) {
            problems.push(Problem::new("status", "form.bad_choice").with("value", &draft.status));
        }
        if problems.is_empty() {
            Ok(draft)
        } else {
            Err(Error::Invalid(problems))
        }
    }
}

/// An ISO day, or four digits.
fn is_birth(text: &str) -> bool {
    let is_year = text.len() == 4 && text.parse::<u32>().is_ok_and(|year| year > 1900);
    is_year || text.parse::<crate::kernel::Date>().is_ok()
}
