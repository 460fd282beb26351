//! What the guidance of a school rests on: its staff (đội ngũ), its rooms and materials (cơ sở vật
//! chất, học liệu), and what others found of it (kiểm tra, khen thưởng). Mission-table, rows 17–19,
//! 134, 207–212, 250.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

/// Rooms, equipment, books and papers, software, others.
pub const MATERIALS: [&str; 5] = ["room", "equipment", "book", "software", "other"];

/// By a team from outside, by the school itself, a commendation.
pub const INSPECTIONS: [&str; 3] = ["inspection", "self_check", "commendation"];

const MOST: u32 = 1_000_000;
const NAME_LETTERS: usize = 200;
const TEXT_LETTERS: usize = 1000;

/// One entry, whichever of the three lists it stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Means {
    Staff(Staff),
    Material(Material),
    Inspection(Inspection),
}

/// Somebody who does guidance, mostly a teacher beside their own lessons.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Staff {
    pub full_name: String,
    /// Chức vụ.
    pub post: String,
    /// Trình độ.
    pub degree: String,
    /// Môn dạy.
    pub subject: String,
    /// Nhiệm vụ được phân công.
    pub duty: String,
    /// Giáo viên kiêm nhiệm tư vấn hướng nghiệp.
    pub is_counselor: bool,
    /// Whether the requirements are met (C11); absent as long as nobody judged.
    pub is_qualified: Option<bool>,
    /// Khóa bồi dưỡng, chứng chỉ.
    pub training: String,
    pub decision_number: String,
    /// ISO
    pub decision_on: Option<String>,
    /// ISO; the first and the last day of the duty.
    pub from_on: Option<String>,
    pub to_on: Option<String>,
    pub note: String,
}

/// A room, a thing, a book that guidance uses.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Material {
    /// `room equipment book software other`
    pub form: String,
    pub name: String,
    /// Đơn vị tính.
    pub unit: String,
    pub quantity: u32,
    /// How many the standard asks for, where one does.
    pub wanted: Option<u32>,
    /// Tình trạng.
    pub state: String,
    /// Where it came from.
    pub source: String,
    /// ISO; the first and the last day on which the school has it.
    pub from_on: Option<String>,
    pub to_on: Option<String>,
    pub note: String,
}

/// An inspection with its requests, or a commendation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Inspection {
    /// `inspection self_check commendation`
    pub form: String,
    /// ISO
    pub held_on: String,
    /// Who inspected or commended.
    pub body: String,
    /// What was looked at, or who was commended and for what.
    pub subject: String,
    pub conclusion: String,
    /// Kiến nghị.
    pub request: String,
    /// ISO; by when the request is to be met, and when it was.
    pub due_on: Option<String>,
    pub done_on: Option<String>,
    pub decision_number: String,
    pub note: String,
}

impl Means {
    /// Tidies the texts and names every wrong field at once.
    pub fn check(mut self) -> Result<Means> {
        let mut problems = Vec::new();
        match &mut self {
            Means::Staff(staff) => staff.check(&mut problems),
            Means::Material(material) => material.check(&mut problems),
            Means::Inspection(inspection) => inspection.check(&mut problems),
        }
        match problems.is_empty() {
            true => Ok(self),
            false => Err(Error::Invalid(problems)),
        }
    }

    /// Whether it belongs to the days of a report: a duty or a thing that was there on one of them,
    /// an inspection held on one.
    pub fn is_within(&self, from: Date, to: Date) -> bool {
        let (first, last) = match self {
            Means::Staff(staff) => (&staff.from_on, &staff.to_on),
            Means::Material(material) => (&material.from_on, &material.to_on),
            Means::Inspection(inspection) => {
                return day(Some(&inspection.held_on)).is_some_and(|on| from <= on && on <= to);
            }
        };
        day(first.as_deref()).is_none_or(|first| first <= to)
            && day(last.as_deref()).is_none_or(|last| from <= last)
    }
}

impl Staff {
    fn check(&mut self, problems: &mut Vec<Problem>) {
        name("full_name", &mut self.full_name, problems);
        for (field, text) in [
            ("post", &mut self.post),
            ("degree", &mut self.degree),
            ("subject", &mut self.subject),
            ("duty", &mut self.duty),
            ("training", &mut self.training),
            ("decision_number", &mut self.decision_number),
            ("note", &mut self.note),
        ] {
            line(field, text, problems);
        }
        // Requirements are those of who counsels.
        self.is_qualified = self.is_qualified.filter(|_| self.is_counselor);
        some_day("decision_on", &mut self.decision_on, problems);
        span(&mut self.from_on, &mut self.to_on, problems);
    }
}

impl Material {
    fn check(&mut self, problems: &mut Vec<Problem>) {
        choice("form", &self.form, &MATERIALS, problems);
        name("name", &mut self.name, problems);
        for (field, text) in [
            ("unit", &mut self.unit),
            ("state", &mut self.state),
            ("source", &mut self.source),
            ("note", &mut self.note),
        ] {
            line(field, text, problems);
        }
        for (field, number) in [("quantity", Some(self.quantity)), ("wanted", self.wanted)] {
            if number.is_some_and(|number| number > MOST) {
                problems.push(Problem::new(field, "form.too_much").with("max", MOST));
            }
        }
        span(&mut self.from_on, &mut self.to_on, problems);
    }

    /// How many are missing of what the standard asks for.
    pub fn missing(&self) -> u32 {
        self.wanted.unwrap_or(0).saturating_sub(self.quantity)
    }
}

impl Inspection {
    fn check(&mut self, problems: &mut Vec<Problem>) {
        choice("form", &self.form, &INSPECTIONS, problems);
        // Who is commended is asked for nothing, and an inspection has no decision of its own.
        if self.form == "commendation" {
            self.conclusion.clear();
            self.request.clear();
            (self.due_on, self.done_on) = (None, None);
        } else {
            self.decision_number.clear();
        }
        name("subject", &mut self.subject, problems);
        for (field, text) in [
            ("body", &mut self.body),
            ("conclusion", &mut self.conclusion),
            ("request", &mut self.request),
            ("decision_number", &mut self.decision_number),
            ("note", &mut self.note),
        ] {
            line(field, text, problems);
        }
        if self.held_on.is_empty() {
            problems.push(Problem::new("held_on", "form.required"));
        } else if day(Some(&self.held_on)).is_none() {
            problems.push(Problem::new("held_on", "form.bad_date").with("value", &self.held_on));
        }
        some_day("due_on", &mut self.due_on, problems);
        some_day("done_on", &mut self.done_on, problems);
    }

    /// Whether what was asked for is still to be done.
    pub fn is_open(&self) -> bool {
        !self.request.is_empty() && self.done_on.is_none()
    }
}

/// Those who counsel, and those of them who meet the requirements (C11); nothing where nobody is
/// listed, as a school may state the numbers alone.
pub fn counselors<'a>(staff: impl IntoIterator<Item = &'a Staff>) -> Option<(u32, u32)> {
    let mut counted = None;
    for one in staff.into_iter().filter(|one| one.is_counselor) {
        let (all, qualified) = counted.unwrap_or((0, 0));
        let is_qualified = one.is_qualified == Some(true);
        counted = Some((all + 1, qualified + u32::from(is_qualified)));
    }
    counted
}

fn name(field: &'static str, text: &mut String, problems: &mut Vec<Problem>) {
    *text = tidy(text);
    if text.is_empty() {
        problems.push(Problem::new(field, "form.required"));
    }
    if text.chars().count() > NAME_LETTERS {
        problems.push(Problem::new(field, "form.too_long").with("max", NAME_LETTERS));
    }
}

fn line(field: &'static str, text: &mut String, problems: &mut Vec<Problem>) {
    *text = tidy(text);
    if text.chars().count() > TEXT_LETTERS {
        problems.push(Problem::new(field, "form.too_long").with("max", TEXT_LETTERS));
    }
}

fn choice(field: &'static str, code: &str, known: &[&str], problems: &mut Vec<Problem>) {
    if !known.contains(&code) {
        problems.push(Problem::new(field, "form.bad_choice").with("value", code));
    }
}

fn some_day(field: &'static str, text: &mut Option<String>, problems: &mut Vec<Problem>) {
    *text = text.take().filter(|text| !text.is_empty());
    if let Some(wrong) = text.as_deref().filter(|text| day(Some(text)).is_none()) {
        problems.push(Problem::new(field, "form.bad_date").with("value", wrong));
    }
}

fn span(from: &mut Option<String>, to: &mut Option<String>, problems: &mut Vec<Problem>) {
    some_day("from_on", from, problems);
    some_day("to_on", to, problems);
    if let (Some(from), Some(to)) = (day(from.as_deref()), day(to.as_deref()))
        && to < from
    {
        problems.push(Problem::new("to_on", "means.ends_before_start"));
    }
}

fn day(text: Option<&str>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: &str) -> Date {
        day.parse().unwrap()
    }

    #[test]
    fn what_was_there_on_one_of_the_days_belongs_to_the_report() {
        let staff = |from: Option<&str>, to: Option<&str>| {
            Means::Staff(Staff {
                from_on: from.map(str::to_owned),
                to_on: to.map(str::to_owned),
                ..Staff::default()
            })
        };
        let year = (on("2025-08-01"), on("2026-07-31"));
        let is_within = |means: Means| means.is_within(year.0, year.1);
        assert!(is_within(staff(None, None)));
        assert!(is_within(staff(Some("2026-07-31"), None)));
        assert!(is_within(staff(None, Some("2025-08-01"))));
        assert!(!is_within(staff(Some("2026-08-01"), None)));
        assert!(!is_within(staff(None, Some("2025-07-31"))));
        let held = |day: &str| {
            Means::Inspection(Inspection {
                held_on: day.to_owned(),
                ..Inspection::default()
            })
        };
        assert!(is_within(held("2025-12-10")) && !is_within(held("2026-08-01")));
    }

    #[test]
    fn who_counsels_is_counted_and_only_who_was_judged_fit_is_fit() {
        let one = |is_counselor, is_qualified| Staff {
            is_counselor,
            is_qualified,
            ..Staff::default()
        };
        assert_eq!(counselors([]), None);
        assert_eq!(counselors([&one(false, None)]), None);
        let staff = [
            one(true, Some(true)),
            one(true, None),
            one(true, Some(false)),
            one(false, None),
        ];
        assert_eq!(counselors(&staff), Some((3, 1)));
    }
}
