//! Where leavers go on to (phân luồng): the stages on the way, destinations, and the tables that
//! close.
//!
//! A figure here is the school's. Nothing rates a pupil, a class or a choice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::record::{MOST_ROUNDS, MOST_WISHES, STREAMS_THCS, STREAMS_THPT};
use super::school::Level;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::{fold, tidy};

/// On the way from a wish to where the pupil really is; `real` is that of September.
pub const STAGES: [&str; 5] = ["wish", "registered", "admitted", "real", "verified"];

/// The destination of whom nothing is known, so that totals close (mission-table, row 133).
pub const UNKNOWN: &str = "unknown";

/// What a form or a row of a list says of one leaver at one stage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct OutcomeDraft {
    pub student: String,
    /// The year the pupil left in; the current one where it is absent.
    pub year: Option<String>,
    /// `wish registered admitted real verified`
    pub stage: String,
    /// Round of a wish, from 1.
    pub round: Option<u32>,
    /// Rank of a wish, from 1.
    pub rank: Option<u32>,
    /// A code of the level's destinations; empty takes the stage back.
    pub destination: String,
    /// School or employer.
    pub place: String,
    pub trade: String,
    /// ISO; the day it was learnt.
    pub learnt_on: Option<String>,
    /// Who said so: the pupil, the family, a list of the receiving school.
    pub source: String,
}

/// A destination as a column of the tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Destination {
    pub code: String,
    pub label: String,
    /// `school gdtx vocational other`: THPT or university, GDTX, vocational education, the rest.
    pub group: String,
    /// Whether it counts as vocational education (GDNN) in C07, or as college in C08 and C09.
    pub is_counted: bool,
}

/// Numbers of one class, or of the school, at one stage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutcomeRow {
    /// Empty for the school.
    pub class: String,
    /// In the last grade at the end of the year.
    pub students: u32,
    /// Of them, those who completed it.
    pub leavers: u32,
    pub female: u32,
    pub minority: u32,
    pub disability: u32,
    /// By destination, in the order of the destinations; the last is `unknown`.
    pub counts: Vec<u32>,
}

/// One leaver as the tables see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaver {
    pub student: String,
    pub class: String,
    pub is_female: bool,
    pub is_minority: bool,
    pub has_disability: bool,
    /// False for a pupil of the last grade who did not complete it.
    pub has_completed: bool,
    /// At the stage that is counted; empty where nothing is known.
    pub destination: String,
}

impl OutcomeRow {
    /// Whether destinations and unknown come to the leavers (C19).
    pub fn closes(&self) -> bool {
        self.counts.iter().sum::<u32>() == self.leavers
            && [self.female, self.minority, self.disability]
                .iter()
                .all(|part| *part <= self.leavers)
    }

    fn add(&mut self, leaver: &Leaver, destinations: &[Destination]) {
        self.students += 1;
        if !leaver.has_completed {
            return;
        }
        self.leavers += 1;
        self.female += u32::from(leaver.is_female);
        self.minority += u32::from(leaver.is_minority);
        self.disability += u32::from(leaver.has_disability);
        let known = (destinations.iter()).position(|known| known.code == leaver.destination);
        let at = known.unwrap_or(destinations.len() - 1);
        self.counts[at] += 1;
    }
}

/// The classes in the order in which their leavers come, and the school.
pub fn rows(leavers: &[Leaver], destinations: &[Destination]) -> (Vec<OutcomeRow>, OutcomeRow) {
    let blank = |class: &str| OutcomeRow {
        class: class.to_owned(),
        counts: vec![0; destinations.len()],
        ..OutcomeRow::default()
    };
    let mut classes: Vec<OutcomeRow> = Vec::new();
    let mut school = blank("");
    for leaver in leavers {
        school.add(leaver, destinations);
        match classes.iter_mut().find(|row| row.class == leaver.class) {
            Some(row) => row.add(leaver, destinations),
            None => {
                let mut row = blank(&leaver.class);
                row.add(leaver, destinations);
                classes.push(row);
            }
        }
    }
    (classes, school)
}

/// The destinations after a level in the order of the tables; none before THCS.
///
/// GDTX alone never counts as vocational; learning a trade beside it does unless the school says
/// otherwise (mission-table A.23, 12).
pub fn destinations(level: Level, counts_trade: bool) -> Vec<Destination> {
    let known: &[(&str, &str)] = match level {
        Level::TieuHoc => &[],
        Level::Thcs => &STREAMS_THCS,
        Level::Thpt | Level::Gdtx => &STREAMS_THPT,
    };
    let group = |code: &str| match (level, code) {
        (Level::Thcs, "thpt_public" | "thpt_private") => "school",
        (Level::Thcs, "gdtx") => "gdtx",
        (_, "university" | "abroad_study") => "school",
        (_, "work" | "work_abroad" | "military" | "other" | UNKNOWN) => "other",
        _ => "vocational",
    };
    let is_counted = |code: &str| match level {
        Level::Thcs if code == "gdtx_and_trade" => counts_trade,
        Level::Thcs => group(code) == "vocational",
        Level::TieuHoc | Level::Thpt | Level::Gdtx => code == "college",
    };
    let destination = |(code, label): &(&str, &str)| Destination {
        code: (*code).to_owned(),
        label: (*label).to_owned(),
        group: group(code).to_owned(),
        is_counted: is_counted(code),
    };
    known.iter().map(destination).collect()
}

/// How many of a row's leavers count in C07, C08 or C09.
pub fn counted(row: &OutcomeRow, destinations: &[Destination]) -> u32 {
    let counts = row.counts.iter().zip(destinations);
    let counted = counts.filter(|(_, destination)| destination.is_counted);
    counted.map(|(count, _)| count).sum()
}

/// The last grade of a level, whose pupils leave; none of primary school.
pub fn last_grade(level: Level) -> Option<u32> {
    match level {
        Level::TieuHoc => None,
        Level::Thcs => Some(9),
        Level::Thpt | Level::Gdtx => Some(12),
    }
}

/// What leavers of a year have done. Since 2026 there is no lower secondary diploma (Luật
/// 123/2025/QH15; regulations, B.7).
pub fn completed_label(level: Level, year: &str) -> &'static str {
    let ends_in = year.split('-').nth(1).unwrap_or_default();
    match level {
        Level::Thcs if ends_in < "2026" => "tốt nghiệp THCS",
        Level::Thcs => "hoàn thành chương trình THCS",
        Level::Gdtx => "tốt nghiệp THPT (GDTX)",
        Level::TieuHoc | Level::Thpt => "tốt nghiệp THPT",
    }
}

/// What is learnt there, as the list of leavers prints it; empty where nothing is.
pub fn degree(destination: &str) -> &'static str {
    match destination {
        "thpt_public" | "thpt_private" | "gdtx" => "THPT",
        "gdtx_and_trade" => "THPT và nghề",
        "vocational_secondary" => "Trung học nghề",
        "intermediate" => "Trung cấp",
        "elementary" => "Sơ cấp",
        "college_9plus" | "college" => "Cao đẳng",
        "university" => "Đại học",
        _ => "",
    }
}

/// The destination that words of a list mean, whatever their case and accents.
pub fn destination_named(words: &str, level: Level) -> Option<&'static str> {
    let folded = fold(&tidy(words)).replace([',', '.', '(', ')', '/', '-'], " ");
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let known: &[(&str, &str)] = match level {
        Level::TieuHoc => &[],
        Level::Thcs => &STREAMS_THCS,
        Level::Thpt | Level::Gdtx => &STREAMS_THPT,
    };
    let by_label = known.iter().find(|(code, label)| {
        *code == words.trim() || fold(label).replace(['-', '/'], " ") == folded
    });
    let by_other = || {
        let (_, code) = OTHER_WORDS.iter().find(|(other, _)| *other == folded)?;
        known.iter().find(|(known, _)| known == code)
    };
    by_label.or_else(by_other).map(|(code, _)| *code)
}

/// What lists write instead of the labels, folded.
const OTHER_WORDS: [(&str, &str); 29] = [
    ("thpt", "thpt_public"),
    ("cong lap", "thpt_public"),
    ("thpt tu thuc", "thpt_private"),
    ("thpt dan lap", "thpt_private"),
    ("ngoai cong lap", "thpt_private"),
    ("gdnn gdtx", "gdtx"),
    ("gdtx gdnn gdtx", "gdtx"),
    ("giao duc thuong xuyen", "gdtx"),
    ("trung tam gdnn gdtx", "gdtx"),
    ("chi hoc van hoa tai gdtx", "gdtx"),
    ("gdtx trung cap", "gdtx_and_trade"),
    ("gdtx + trung cap", "gdtx_and_trade"),
    ("van hoa va nghe", "gdtx_and_trade"),
    ("vua hoc vh vua hoc nghe", "gdtx_and_trade"),
    ("hoc nghe va van hoa", "gdtx_and_trade"),
    ("trung cap nghe", "intermediate"),
    ("so cap nghe", "elementary"),
    ("cao dang 9 +", "college_9plus"),
    ("cao dang nghe", "college"),
    ("dh", "university"),
    ("cd", "college"),
    ("tc", "intermediate"),
    ("lao dong trong nuoc", "work"),
    ("di lam", "work"),
    ("di lam viec o nuoc ngoai", "work_abroad"),
    ("xuat khau lao dong", "work_abroad"),
    ("nghia vu quan su cong an", "military"),
    ("nghia vu qs ca", "military"),
    ("chua ro", "unknown"),
];

impl OutcomeDraft {
    /// Tidies the texts and names every wrong field at once.
    pub fn check(&self, level: Level, today: Date) -> Result<OutcomeDraft> {
        let draft = OutcomeDraft {
            place: tidy(&self.place),
            trade: tidy(&self.trade),
            source: tidy(&self.source),
            learnt_on: self.learnt_on.clone().filter(|day| !day.is_empty()),
            ..self.clone()
        };
        let mut problems = Vec::new();
        if !STAGES.contains(&draft.stage.as_str()) {
            let problem = Problem::new("stage", "form.bad_choice");
            problems.push(problem.with("value", &draft.stage));
        }
        let known = destinations(level, true);
        let is_known = known.iter().any(|known| known.code == draft.destination);
        if !draft.destination.is_empty() && !is_known {
            let labels: Vec<&str> = known.iter().map(|known| known.label.as_str()).collect();
            let problem = Problem::new("destination", "outcome.bad_destination")
                .with("value", &draft.destination)
                .with("known", labels.join(", "));
            problems.push(problem);
        }
        for (field, number, most) in [
            ("round", draft.round, MOST_ROUNDS),
            ("rank", draft.rank, MOST_WISHES),
        ] {
            if number.is_some_and(|number| !(1..=most).contains(&number)) {
                let problem = Problem::new(field, "form.bad_choice");
                problems.push(problem.with("value", number.unwrap_or_default()));
            }
        }
        if let Some(day) = &draft.learnt_on {
            match day.parse::<Date>() {
                Ok(day) if day > today => {
                    let problem = Problem::new("learnt_on", "consent.future");
                    problems.push(problem.with("value", day.for_people()));
                }
                Ok(_) => {}
                Err(()) => {
                    problems.push(Problem::new("learnt_on", "form.bad_date").with("value", day));
                }
            }
        }
        for (field, text) in [
            ("place", &draft.place),
            ("trade", &draft.trade),
            ("source", &draft.source),
        ] {
            if text.chars().count() > 200 {
                problems.push(Problem::new(field, "form.too_long").with("max", 200));
            }
        }
        match problems.is_empty() {
            true => Ok(draft),
            false => Err(Error::Invalid(problems)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaver(class: &str, destination: &str) -> Leaver {
        Leaver {
            student: String::new(),
            class: class.to_owned(),
            is_female: destination == "thpt_public",
            is_minority: false,
            has_disability: false,
            has_completed: true,
            destination: destination.to_owned(),
        }
    }

    #[test]
    fn destinations_and_unknown_come_to_the_leavers() {
        let known = destinations(Level::Thcs, true);
        let mut all = vec![
            leaver("9A", "thpt_public"),
            leaver("9A", ""),
            leaver("9B", "gdtx_and_trade"),
            leaver("9B", "no such stream"),
        ];
        all[3].has_completed = false;
        let (classes, school) = rows(&all, &known);
        assert_eq!(
            classes
                .iter()
                .map(|row| row.class.as_str())
                .collect::<Vec<_>>(),
            ["9A", "9B"]
        );
        assert!(classes.iter().all(OutcomeRow::closes) && school.closes());
        assert_eq!((school.students, school.leavers, school.female), (4, 3, 1));
        assert_eq!(school.counts.last(), Some(&1));
        assert_eq!(counted(&school, &known), 1);
        assert_eq!(counted(&school, &destinations(Level::Thcs, false)), 0);
    }

    #[test]
    fn words_of_lists_are_understood_and_others_are_not() {
        let named = |words: &str| destination_named(words, Level::Thcs);
        for (code, label) in STREAMS_THCS {
            assert_eq!(named(label), Some(code), "{label}");
            assert_eq!(named(&label.to_uppercase()), Some(code), "{label}");
            assert_eq!(named(code), Some(code));
        }
        assert_eq!(named("GDTX/GDNN-GDTX"), Some("gdtx"));
        assert_eq!(named("Cao đẳng 9 +"), Some("college_9plus"));
        assert_eq!(named("Đại học"), None);
        assert_eq!(
            destination_named("Đại học", Level::Thpt),
            Some("university")
        );
        assert_eq!(named("đi chơi"), None);
    }

    #[test]
    fn a_year_says_what_its_leavers_have_done() {
        let label = |year| completed_label(Level::Thcs, year);
        assert_eq!(label("2024-2025"), "tốt nghiệp THCS");
        assert_eq!(label("2025-2026"), "hoàn thành chương trình THCS");
    }
}
