//! A counselling session (buổi tư vấn): who, when, how, what was agreed, where a pupil is referred.
//!
//! The whole session is the counselor's (TT 18/2025: hồ sơ tư vấn is kept in confidence; referral by
//! phiếu chuyển). What is told in confidence is no part of it: it lies sealed beside.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

/// How a session is held: with one pupil, a group, a class, with parents, online.
pub const FORMS: [&str; 5] = ["individual", "group", "class", "parents", "online"];

/// How a form of sessions is called.
pub fn form_label(form: &str) -> &'static str {
    match form {
        "individual" => "Cá nhân",
        "group" => "Nhóm",
        "class" => "Lớp",
        "parents" => "Với cha mẹ",
        "online" => "Trực tuyến",
        _ => "",
    }
}

/// Minutes that the sealed part stays open while nobody touches it.
pub const SEAL_MINUTES: i64 = 5;
/// The most letters that the sealed part of one session holds.
pub const NOTE_LETTERS: usize = 20_000;

/// A referral slip (phiếu chuyển).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct CounselReferral {
    /// ISO; the day of the session where it is empty.
    pub referred_on: String,
    /// To whom.
    pub receiver: String,
    pub reason: String,
    /// What was done before.
    pub done: String,
    /// What is asked for.
    pub asked: String,
}

/// What the form of a session sends.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CounselDraft {
    /// ISO; a day ahead is an appointment.
    pub held_on: String,
    /// `09:15`; empty where it is not known.
    pub starts_at: String,
    pub minutes: Option<u32>,
    #[ts(type = "'individual' | 'group' | 'class' | 'parents' | 'online'")]
    pub form: String,
    /// Who counsels; whoever writes it down where it is empty.
    pub counselor: String,
    /// Ids of the pupils.
    pub students: Vec<String>,
    pub subject: String,
    pub conclusion: String,
    /// The homeroom teacher may read the conclusion; nothing else of the session.
    pub is_shared: bool,
    pub next_step: String,
    /// The day that was agreed on, ISO.
    pub next_on: Option<String>,
    pub next_at: String,
    pub is_next_done: bool,
    pub referral: Option<CounselReferral>,
}

impl CounselDraft {
    /// Checks what a form sent; every wrong field is named at once.
    pub fn check(self, year: &Year) -> Result<CounselDraft> {
        let mut problems = Vec::new();
        let held_on = day("held_on", &self.held_on, &mut problems);
        if let Some(day) = held_on
            && !year.holds(day)
        {
            problems.push(
                Problem::new("held_on", "activity.date_outside_year")
                    .with("day", day.for_people())
                    .with("year", year.for_people())
                    .with("from", year.starts_on.for_people())
                    .with("to", year.ends_on.for_people()),
            );
        }
        for (field, time) in [("starts_at", &self.starts_at), ("next_at", &self.next_at)] {
            if !time.is_empty() && !is_time(time) {
                problems.push(Problem::new(field, "trip.bad_time").with("value", time));
            }
        }
        if self
            .minutes
            .is_some_and(|minutes| !(1..=600).contains(&minutes))
        {
            problems.push(Problem::new("minutes", "counsel.bad_minutes"));
        }
        if !FORMS.contains(&self.form.as_str()) {
            problems.push(Problem::new("form", "form.bad_choice").with("value", &self.form));
        }
        let mut students = self.students;
        students.sort();
        students.dedup();
        if students.is_empty() {
            problems.push(Problem::new("students", "counsel.no_student"));
        }
        if self.form == "individual" && students.len() > 1 {
            problems.push(Problem::new("form", "counsel.more_than_one"));
        }
        let subject = tidy(&self.subject);
        if subject.is_empty() {
            problems.push(Problem::new("subject", "form.required"));
        }
        for (field, text, most) in [
            ("subject", &subject, 200),
            ("conclusion", &self.conclusion, 4_000),
            ("next_step", &self.next_step, 1_000),
        ] {
            if text.chars().count() > most {
                problems.push(Problem::new(field, "form.too_long").with("max", most));
            }
        }
        let next_on = self.next_on.filter(|day| !day.is_empty());
        if let Some(text) = &next_on
            && let Some(next) = day("next_on", text, &mut problems)
            && held_on.is_some_and(|held| next < held)
        {
            problems.push(Problem::new("next_on", "counsel.next_before"));
        }
        let referral = self
            .referral
            .map(|referral| referral.check(&self.held_on, &mut problems));
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        Ok(CounselDraft {
            counselor: tidy(&self.counselor),
            students,
            subject,
            conclusion: self.conclusion.trim().to_owned(),
            next_step: self.next_step.trim().to_owned(),
            next_on,
            referral,
            ..self
        })
    }
}

impl CounselReferral {
    fn check(self, held_on: &str, problems: &mut Vec<Problem>) -> CounselReferral {
        let referred_on = match self.referred_on.is_empty() {
            true => held_on.to_owned(),
            false => self.referred_on,
        };
        if referred_on != held_on {
            day("referral.referred_on", &referred_on, problems);
        }
        let referral = CounselReferral {
            referred_on,
            receiver: tidy(&self.receiver),
            reason: self.reason.trim().to_owned(),
            done: self.done.trim().to_owned(),
            asked: self.asked.trim().to_owned(),
        };
        for (field, text) in [
            ("receiver", &referral.receiver),
            ("reason", &referral.reason),
        ] {
            if text.is_empty() {
                problems.push(Problem::new(format!("referral.{field}"), "form.required"));
            }
        }
        for (field, text) in [
            ("receiver", &referral.receiver),
            ("reason", &referral.reason),
            ("done", &referral.done),
            ("asked", &referral.asked),
        ] {
            if text.chars().count() > 2_000 {
                let problem = Problem::new(format!("referral.{field}"), "form.too_long");
                problems.push(problem.with("max", "2.000"));
            }
        }
        referral
    }
}

/// Who took part, in a few words: `Trần Gia Hiếu`, `18 em lớp 9C`, `Lớp 12A2 (40 em)`.
///
/// `students` are names with their classes, class by class.
pub fn who(form: &str, students: &[(String, String)]) -> String {
    let mut classes: Vec<&str> = students.iter().map(|(_, class)| class.as_str()).collect();
    classes.dedup();
    let of = match classes.as_slice() {
        [] | [""] => String::new(),
        few if few.len() <= 3 => format!(" lớp {}", few.join(", ")),
        many => format!(" của {} lớp", many.len()),
    };
    match (students, form) {
        ([], _) => String::new(),
        ([(name, _)], "parents") => format!("{name} và cha mẹ"),
        ([(name, _)], _) => name.clone(),
        ([(one, _), (two, _)], _) => format!("{one}, {two}"),
        (many, "class") if classes.len() == 1 => {
            format!("Lớp {} ({} em)", classes[0], many.len())
        }
        (many, "parents") => format!("Cha mẹ {} em{of}", many.len()),
        (many, _) => format!("{} em{of}", many.len()),
    }
}

fn day(field: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    match text.parse::<Date>() {
        Ok(day) => Some(day),
        Err(_) => {
            let code = match text.is_empty() {
                true => "form.required",
                false => "form.bad_date",
            };
            problems.push(Problem::new(field, code).with("value", text));
            None
        }
    }
}

/// `07:00` to `23:59`.
fn is_time(text: &str) -> bool {
    let number = |text: &str, most: u32| {
        text.len() == 2 && text.parse::<u32>().is_ok_and(|number| number <= most)
    };
    text.split_once(':')
        .is_some_and(|(hour, minute)| number(hour, 23) && number(minute, 59))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> CounselDraft {
        CounselDraft {
            held_on: "2026-03-12".to_owned(),
            form: "individual".to_owned(),
            students: vec!["1".to_owned()],
            subject: "Chọn  trường".to_owned(),
            ..CounselDraft::default()
        }
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let year = Year::check("2025-2026", None, None).unwrap();
        let wrong = CounselDraft {
            held_on: "2024-03-12".to_owned(),
            starts_at: "9 giờ".to_owned(),
            minutes: Some(0),
            form: "letter".to_owned(),
            students: Vec::new(),
            subject: " ".to_owned(),
            next_on: Some("mai".to_owned()),
            referral: Some(CounselReferral::default()),
            ..CounselDraft::default()
        };
        let Err(Error::Invalid(problems)) = wrong.check(&year) else {
            panic!("taken");
        };
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "held_on",
                "starts_at",
                "minutes",
                "form",
                "students",
                "subject",
                "next_on",
                "referral.receiver",
                "referral.reason"
            ]
        );
        assert_eq!(draft().check(&year).unwrap().subject, "Chọn trường");
    }

    #[test]
    fn who_took_part_is_told_in_a_few_words() {
        let pupils = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter()
                .map(|(name, class)| ((*name).to_owned(), (*class).to_owned()))
                .collect()
        };
        let three = pupils(&[("An", "9A"), ("Bình", "9A"), ("Chi", "9B")]);
        assert_eq!(who("individual", &three[..1]), "An");
        assert_eq!(who("parents", &three[..1]), "An và cha mẹ");
        assert_eq!(who("group", &three[..2]), "An, Bình");
        assert_eq!(who("group", &three), "3 em lớp 9A, 9B");
        let class = pupils(&[("An", "9A"), ("Bình", "9A"), ("Chi", "9A")]);
        assert_eq!(who("class", &class), "Lớp 9A (3 em)");
        assert_eq!(who("group", &[]), "");
    }
}
