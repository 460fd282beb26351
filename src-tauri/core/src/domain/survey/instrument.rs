//! The instrument: its scales, its items, and the range of answers it takes.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::question::{self, Question, check_questions};
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::{fold, tidy};

/// By the name of the file, for whoever has to mend one.
static SHIPPED: [(&str, &str); 6] = [
    (
        "riasec",
        include_str!("../../../../../assets/instruments/riasec.toml"),
    ),
    (
        "riasec-30",
        include_str!("../../../../../assets/instruments/riasec-30.toml"),
    ),
    (
        "after-thcs",
        include_str!("../../../../../assets/instruments/after-thcs.toml"),
    ),
    (
        "after-thpt",
        include_str!("../../../../../assets/instruments/after-thpt.toml"),
    ),
    (
        "activity",
        include_str!("../../../../../assets/instruments/activity.toml"),
    ),
    (
        "baseline",
        include_str!("../../../../../assets/instruments/baseline.toml"),
    ),
];

/// Longest code and longest sentence that a paper form and a column heading can hold.
const MAX_CODE: usize = 20;
const MAX_TEXT: usize = 300;
/// Answers are typed as one digit on paper; a wider range would need another form.
const MAX_ANSWER: u32 = 9;
/// The range of a form without items.
const UNASKED: AnswerRange = AnswerRange {
    min: 1,
    max: 5,
    labels: Vec::new(),
};

/// What `instrument_add` sends, and what the shipped instruments are written in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct InstrumentDraft {
    pub code: String,
    pub title: String,
    /// What must be said beside every result, such as that it is not standardised.
    #[serde(default)]
    pub note: String,
    /// What pupils read before they begin.
    #[serde(default)]
    pub instruction: String,
    /// Asked without names: a form says its class and no more, so that people say what they think.
    #[serde(default)]
    pub is_anonymous: bool,
    #[serde(default)]
    pub scales: Vec<Scale>,
    /// In the order of the paper form.
    #[serde(default)]
    pub items: Vec<Item>,
    #[serde(default)]
    pub answers: AnswerRange,
    /// What is asked besides, after the items.
    #[serde(default)]
    pub questions: Vec<Question>,
}

/// One thing that is measured: an interest type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Scale {
    pub code: String,
    pub title: String,
}

/// One question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Item {
    pub code: String,
    pub text: String,
    /// Code of the scale it counts for.
    pub scale: String,
    /// Whether liking it speaks against the scale.
    #[serde(default)]
    pub is_reversed: bool,
}

/// The whole numbers that may be given, and the words they stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswerRange {
    pub min: u32,
    pub max: u32,
    /// One word for each number from `min` to `max`; empty where the numbers speak for themselves.
    #[serde(default)]
    pub labels: Vec<String>,
}

/// A checked instrument: something is asked, every item belongs to a scale, codes are unique, the range is a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Instrument {
    pub id: String,
    pub code: String,
    pub title: String,
    pub note: String,
    pub instruction: String,
    pub is_anonymous: bool,
    pub scales: Vec<Scale>,
    pub items: Vec<Item>,
    pub answers: AnswerRange,
    pub questions: Vec<Question>,
}

/// The instruments that come with the program, unchecked; the checking is the caller's, who has
/// ids to give.
pub fn shipped() -> Result<Vec<InstrumentDraft>> {
    SHIPPED
        .iter()
        .map(|(name, text)| toml::from_str(text).map_err(|_| Error::Bug((*name).to_owned())))
        .collect()
}

impl Instrument {
    /// Checks a draft; every problem is named at once, with the field it is in.
    pub fn check(id: impl Into<String>, draft: InstrumentDraft) -> Result<Self> {
        let draft = tidied(draft);
        let mut problems = Vec::new();
        check_text(&mut problems, "code", &draft.code, MAX_CODE);
        check_text(&mut problems, "title", &draft.title, MAX_TEXT);
        check_scales(&mut problems, &draft);
        check_items(&mut problems, &draft);
        check_range(&mut problems, &draft.answers);
        let codes: Vec<&str> = draft.items.iter().map(|item| item.code.as_str()).collect();
        check_questions(&mut problems, &draft.questions, &codes);
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        Ok(Instrument {
            id: id.into(),
            code: draft.code,
            title: draft.title,
            note: draft.note,
            instruction: draft.instruction,
            is_anonymous: draft.is_anonymous,
            scales: draft.scales,
            items: draft.items,
            answers: draft.answers,
            questions: draft.questions,
        })
    }

    /// Places, in the order of the form, of the items of a scale.
    pub fn places(&self, scale: &str) -> Vec<usize> {
        let items = self.items.iter().enumerate();
        items
            .filter(|(_, item)| item.scale == scale)
            .map(|(place, _)| place)
            .collect()
    }

    /// What an answer counts for its scale: mirrored in the range where the item is reversed.
    pub fn counted(&self, item: &Item, answer: u32) -> u32 {
        if item.is_reversed {
            (self.answers.min + self.answers.max).saturating_sub(answer)
        } else {
            answer
        }
    }
}

impl AnswerRange {
    /// Points between the lowest and the highest answer.
    pub fn width(&self) -> u32 {
        self.max.saturating_sub(self.min)
    }

    pub fn holds(&self, answer: u32) -> bool {
        (self.min..=self.max).contains(&answer)
    }
}

fn tidied(mut draft: InstrumentDraft) -> InstrumentDraft {
    draft.code = tidy(&draft.code);
    draft.title = tidy(&draft.title);
    draft.note = tidy(&draft.note);
    draft.instruction = tidy(&draft.instruction);
    for scale in &mut draft.scales {
        scale.code = tidy(&scale.code);
        scale.title = tidy(&scale.title);
    }
    for item in &mut draft.items {
        item.code = tidy(&item.code);
        item.text = tidy(&item.text);
        item.scale = tidy(&item.scale);
    }
    for label in &mut draft.answers.labels {
        *label = tidy(label);
    }
    draft.questions = draft.questions.into_iter().map(question::tidied).collect();
    if draft.items.is_empty() && draft.answers == AnswerRange::default() {
        draft.answers = UNASKED;
    }
    draft
}

pub(super) fn check_text(problems: &mut Vec<Problem>, field: &str, text: &str, max: usize) {
    if text.is_empty() {
        problems.push(Problem::new(field, "form.required"));
    } else if text.chars().count() > max {
        problems.push(Problem::new(field, "form.too_long").with("max", max));
    }
}

fn check_scales(problems: &mut Vec<Problem>, draft: &InstrumentDraft) {
    if draft.scales.is_empty() && !draft.items.is_empty() {
        problems.push(Problem::new("scales", "form.required"));
    }
    let mut seen = BTreeSet::new();
    for (place, scale) in draft.scales.iter().enumerate() {
        let field = format!("scales.{place}.code");
        check_text(problems, &field, &scale.code, MAX_CODE);
        check_text(
            problems,
            &format!("scales.{place}.title"),
            &scale.title,
            MAX_TEXT,
        );
        // A pupil's code is written "I/S-A": these two signs cannot be part of a scale's own.
        if scale.code.contains(['-', '/']) {
            problems
                .push(Problem::new(&field, "instrument.bad_scale_code").with("code", &scale.code));
        }
        if !scale.code.is_empty() && !seen.insert(fold(&scale.code)) {
            problems.push(Problem::new(&field, "instrument.code_twice").with("code", &scale.code));
        }
        if !draft.items.iter().any(|item| item.scale == scale.code) {
            problems.push(
                Problem::new(&field, "instrument.scale_without_items").with("code", &scale.code),
            );
        }
    }
}

fn check_items(problems: &mut Vec<Problem>, draft: &InstrumentDraft) {
    if draft.items.is_empty() && draft.questions.is_empty() {
        problems.push(Problem::new("items", "form.required"));
    }
    let scales: BTreeSet<&str> = draft.scales.iter().map(|s| s.code.as_str()).collect();
    let mut codes = BTreeSet::new();
    let mut texts = BTreeSet::new();
    for (place, item) in draft.items.iter().enumerate() {
        let field = |name: &str| format!("items.{place}.{name}");
        check_text(problems, &field("code"), &item.code, MAX_CODE);
        check_text(problems, &field("text"), &item.text, MAX_TEXT);
        // Codes and texts name columns of imported files, where case and accents get lost.
        if !item.code.is_empty() && !codes.insert(fold(&item.code)) {
            let problem = Problem::new(field("code"), "instrument.code_twice");
            problems.push(problem.with("code", &item.code));
        }
        if !item.text.is_empty() && !texts.insert(item.text.to_lowercase()) {
            let problem = Problem::new(field("text"), "instrument.text_twice");
            problems.push(problem.with("text", &item.text));
        }
        if !scales.contains(item.scale.as_str()) {
            let problem = Problem::new(field("scale"), "instrument.unknown_scale");
            problems.push(problem.with("code", &item.scale));
        }
    }
}

fn check_range(problems: &mut Vec<Problem>, answers: &AnswerRange) {
    if answers.min >= answers.max {
        problems.push(Problem::new("answers.max", "instrument.bad_range"));
        return;
    }
    if answers.max > MAX_ANSWER {
        let problem = Problem::new("answers.max", "instrument.range_too_wide");
        problems.push(problem.with("max", MAX_ANSWER));
        return;
    }
    let count = answers.width() as usize + 1;
    if !answers.labels.is_empty() && answers.labels.len() != count {
        let problem = Problem::new("answers.labels", "instrument.label_count");
        problems.push(
            problem
                .with("count", count)
                .with("found", answers.labels.len()),
        );
    }
    let mut seen = BTreeSet::new();
    for (place, label) in answers.labels.iter().enumerate() {
        let field = format!("answers.labels.{place}");
        check_text(problems, &field, label, MAX_TEXT);
        if !label.is_empty() && !seen.insert(label.to_lowercase()) {
            problems.push(Problem::new(field, "instrument.label_twice").with("label", label));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn riasec() -> InstrumentDraft {
        shipped().unwrap().remove(0)
    }

    #[test]
    fn the_shipped_survey_has_eight_short_activities_for_each_of_six_types() {
        let instrument = Instrument::check("1", riasec()).unwrap();

        assert_eq!(instrument.note, "Công cụ tham khảo, chưa chuẩn hóa");
        assert_eq!(instrument.items.len(), 48);
        let codes: Vec<&str> = instrument.scales.iter().map(|s| s.code.as_str()).collect();
        assert_eq!(codes, ["R", "I", "A", "S", "E", "C"]);
        let mut texts = BTreeSet::new();
        for (place, item) in instrument.items.iter().enumerate() {
            assert_eq!(
                item.scale,
                codes[place % 6],
                "the paper form takes the types in turn"
            );
            assert_eq!(item.code, format!("{}{}", item.scale, place / 6 + 1));
            assert!(item.text.chars().count() <= 70, "{}", item.text);
            assert!(texts.insert(fold(&item.text)), "{}", item.text);
            assert_eq!(item.text, tidy(&item.text));
        }
        assert!(codes.iter().all(|code| instrument.places(code).len() == 8));
    }

    #[test]
    fn every_shipped_form_can_be_asked_and_the_short_one_asks_what_the_long_one_does() {
        let shipped: Vec<Instrument> = shipped()
            .unwrap()
            .into_iter()
            .map(|draft| Instrument::check("1", draft).unwrap())
            .collect();

        let codes: Vec<&str> = shipped.iter().map(|form| form.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "riasec-48",
                "riasec-30",
                "sau-thcs",
                "sau-thpt",
                "danh-gia-hoat-dong",
                "thuc-trang"
            ]
        );
        // Who judges the school's work is not named.
        let nameless: Vec<bool> = shipped.iter().map(|form| form.is_anonymous).collect();
        assert_eq!(nameless, [false, false, false, false, true, true]);
        assert_eq!(shipped[1].items[..], shipped[0].items[..30]);
        // Nobody is pressed: not having decided yet is an answer.
        for form in &shipped[2..4] {
            let options = &form.questions[0].options;
            assert!(options.iter().any(|option| option == "Chưa xác định"));
        }
    }

    #[test]
    fn all_faults_of_a_draft_are_named_at_once() {
        let mut draft = riasec();
        draft.title = " ".to_owned();
        draft.items[1].code = "r1".to_owned();
        draft.items[2].scale = "X".to_owned();
        draft.scales[5].code = "C/D".to_owned();
        draft.answers.labels.pop();

        let Err(Error::Invalid(problems)) = Instrument::check("1", draft) else {
            panic!("should be refused");
        };

        let named: Vec<(&str, &str)> = problems
            .iter()
            .filter(|problem| problem.code != "instrument.unknown_scale")
            .map(|problem| (problem.field.as_str(), problem.code))
            .collect();
        assert_eq!(
            named,
            [
                ("title", "form.required"),
                ("scales.5.code", "instrument.bad_scale_code"),
                ("scales.5.code", "instrument.scale_without_items"),
                ("items.1.code", "instrument.code_twice"),
                ("answers.labels", "instrument.label_count"),
            ]
        );
        assert!(problems.iter().any(|p| p.field == "items.2.scale"));
    }

    #[test]
    fn a_reversed_item_counts_mirrored_in_its_range() {
        let mut draft = riasec();
        draft.items[0].is_reversed = true;
        let instrument = Instrument::check("1", draft).unwrap();

        assert_eq!(instrument.counted(&instrument.items[0], 5), 1);
        assert_eq!(instrument.counted(&instrument.items[0], 3), 3);
        assert_eq!(instrument.counted(&instrument.items[1], 5), 5);
    }
}
