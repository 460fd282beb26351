//! Questions that are not scored: choices, rankings, numbers, words; and what may be replied.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Problem;
use crate::kernel::fold::{fold, tidy};

/// Longest code, question, option and reply.
const MAX_CODE: usize = 20;
const MAX_TEXT: usize = 300;
const MAX_OPTION: usize = 200;
const MAX_SHORT: usize = 200;
const MAX_LONG: usize = 2000;
/// More options than this fit no screen of a phone and no line of paper.
const MAX_OPTIONS: usize = 40;

/// How a question is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of the options.
    #[default]
    Single,
    /// Some of the options, at most `most`.
    Multiple,
    /// Options in order, the first the dearest, at most `most`.
    Ranking,
    /// A whole number between `lowest` and `highest`.
    Number,
    /// A line.
    Short,
    /// Some sentences.
    Long,
}

/// One question. Options are numbered from 1; “khác” has the number after the last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct Question {
    pub code: String,
    pub text: String,
    pub kind: QuestionKind,
    #[serde(default)]
    pub options: Vec<String>,
    /// Whether “khác” with words of one's own may be chosen too.
    #[serde(default)]
    pub has_other: bool,
    #[serde(default)]
    pub is_required: bool,
    #[serde(default)]
    pub most: Option<u32>,
    #[serde(default)]
    pub lowest: Option<u32>,
    #[serde(default)]
    pub highest: Option<u32>,
    /// Asked only then.
    #[serde(default)]
    pub shown_if: Option<ShownIf>,
}

/// Another question, before this one, that got one of the choices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ShownIf {
    pub question: String,
    pub choices: Vec<u32>,
}

/// What somebody replied to one question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Reply {
    pub choices: Vec<u32>,
    /// The words, the number, or what “khác” stands for.
    pub text: String,
}

/// By the question's code.
pub type Replies = BTreeMap<String, Reply>;

impl QuestionKind {
    pub const ALL: [QuestionKind; 6] = [
        QuestionKind::Single,
        QuestionKind::Multiple,
        QuestionKind::Ranking,
        QuestionKind::Number,
        QuestionKind::Short,
        QuestionKind::Long,
    ];

    pub fn code(self) -> &'static str {
        match self {
            QuestionKind::Single => "single",
            QuestionKind::Multiple => "multiple",
            QuestionKind::Ranking => "ranking",
            QuestionKind::Number => "number",
            QuestionKind::Short => "short",
            QuestionKind::Long => "long",
        }
    }

    /// Whether it has options.
    pub fn is_choice(self) -> bool {
        match self {
            QuestionKind::Single | QuestionKind::Multiple | QuestionKind::Ranking => true,
            QuestionKind::Number | QuestionKind::Short | QuestionKind::Long => false,
        }
    }
}

impl std::str::FromStr for QuestionKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut all = QuestionKind::ALL.into_iter();
        all.find(|kind| kind.code() == text).ok_or(())
    }
}

impl Question {
    /// How many numbers may be chosen from.
    pub fn choices(&self) -> u32 {
        let options = u32::try_from(self.options.len()).unwrap_or(u32::MAX);
        options + u32::from(self.has_other)
    }

    /// The number of “khác”.
    pub fn other(&self) -> Option<u32> {
        self.has_other.then(|| self.choices())
    }

    /// The most options that may be chosen.
    pub fn most(&self) -> u32 {
        match self.kind {
            QuestionKind::Single => 1,
            QuestionKind::Multiple | QuestionKind::Ranking => {
                self.most.unwrap_or(u32::MAX).min(self.choices())
            }
            QuestionKind::Number | QuestionKind::Short | QuestionKind::Long => 0,
        }
    }

    /// Whether it is asked at all, by what was replied before.
    pub fn is_shown(&self, replies: &Replies) -> bool {
        let Some(shown) = &self.shown_if else {
            return true;
        };
        let reply = replies.get(&shown.question);
        reply.is_some_and(|reply| reply.choices.iter().any(|one| shown.choices.contains(one)))
    }
}

impl Reply {
    pub fn is_empty(&self) -> bool {
        self.choices.is_empty() && self.text.is_empty()
    }
}

/// Whether every question that must be answered was.
pub fn is_answered(questions: &[Question], replies: &Replies) -> bool {
    let owed = questions
        .iter()
        .filter(|question| question.is_required && question.is_shown(replies));
    owed.into_iter().all(|question| {
        replies
            .get(&question.code)
            .is_some_and(|reply| !reply.is_empty())
    })
}

/// Trims what people typed.
pub(super) fn tidied(mut question: Question) -> Question {
    question.code = tidy(&question.code);
    question.text = tidy(&question.text);
    for option in &mut question.options {
        *option = tidy(option);
    }
    question
}

/// Names what is wrong with the questions of a draft.
pub(super) fn check_questions(problems: &mut Vec<Problem>, questions: &[Question], taken: &[&str]) {
    let mut codes: BTreeSet<String> = taken.iter().map(|code| fold(code)).collect();
    for (place, question) in questions.iter().enumerate() {
        let field = |name: &str| format!("questions.{place}.{name}");
        super::instrument::check_text(problems, &field("code"), &question.code, MAX_CODE);
        super::instrument::check_text(problems, &field("text"), &question.text, MAX_TEXT);
        if !question.code.is_empty() && !codes.insert(fold(&question.code)) {
            let problem = Problem::new(field("code"), "instrument.code_twice");
            problems.push(problem.with("code", &question.code));
        }
        check_options(problems, &field("options"), question);
        let range = (
            question.lowest.unwrap_or(0),
            question.highest.unwrap_or(u32::MAX),
        );
        if question.kind == QuestionKind::Number && range.0 >= range.1 {
            problems.push(Problem::new(field("highest"), "instrument.bad_range"));
        }
        check_shown_if(problems, &field("shown_if"), question, &questions[..place]);
    }
}

fn check_options(problems: &mut Vec<Problem>, field: &str, question: &Question) {
    if !question.kind.is_choice() {
        return;
    }
    if question.options.len() < 2 {
        problems.push(Problem::new(field, "instrument.few_options"));
    }
    if question.options.len() > MAX_OPTIONS {
        problems.push(Problem::new(field, "instrument.many_options").with("max", MAX_OPTIONS));
    }
    let mut seen = BTreeSet::new();
    for (place, option) in question.options.iter().enumerate() {
        let field = format!("{field}.{place}");
        super::instrument::check_text(problems, &field, option, MAX_OPTION);
        if !option.is_empty() && !seen.insert(option.to_lowercase()) {
            problems.push(Problem::new(field, "instrument.label_twice").with("label", option));
        }
    }
}

fn check_shown_if(
    problems: &mut Vec<Problem>,
    field: &str,
    question: &Question,
    before: &[Question],
) {
    let Some(shown) = &question.shown_if else {
        return;
    };
    let asked = before
        .iter()
        .find(|other| other.code == shown.question && other.kind.is_choice());
    let is_possible = asked.is_some_and(|other| {
        let is_choice = |one: &u32| (1..=other.choices()).contains(one);
        !shown.choices.is_empty() && shown.choices.iter().all(is_choice)
    });
    if !is_possible {
        problems.push(Problem::new(field, "instrument.bad_condition"));
    }
}

/// Checks replies against the questions and drops those to questions that are not asked; with
/// `is_final`, what must be answered is asked for.
pub fn check_replies(
    questions: &[Question],
    replies: &Replies,
    is_final: bool,
) -> Result<Replies, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut kept = Replies::new();
    for question in questions {
        if !question.is_shown(&kept) {
            continue;
        }
        let given = replies.get(&question.code).cloned().unwrap_or_default();
        let field = format!("replies.{}", question.code);
        let reply = match checked(question, given) {
            Ok(reply) => reply,
            Err(code) => {
                problems.push(refused(question, field, code));
                continue;
            }
        };
        if reply.is_empty() {
            if is_final && question.is_required {
                problems.push(Problem::new(field, "answers.required"));
            }
            continue;
        }
        kept.insert(question.code.clone(), reply);
    }
    if problems.is_empty() {
        Ok(kept)
    } else {
        Err(problems)
    }
}

fn refused(question: &Question, field: String, code: &'static str) -> Problem {
    Problem::new(field, code)
        .with("most", question.most())
        .with("min", question.lowest.unwrap_or(0))
        .with("max", question.highest.unwrap_or(u32::MAX))
}

fn checked(question: &Question, reply: Reply) -> Result<Reply, &'static str> {
    let is_long = question.kind == QuestionKind::Long;
    let text = match is_long {
        true => reply.text.trim().to_owned(),
        false => tidy(&reply.text),
    };
    if question.kind.is_choice() {
        return chosen(question, reply.choices, text);
    }
    if question.kind == QuestionKind::Number && !text.is_empty() && !is_number(question, &text) {
        return Err("answers.bad_number");
    }
    let most = if is_long { MAX_LONG } else { MAX_SHORT };
    if text.chars().count() > most {
        return Err("answers.too_long");
    }
    Ok(Reply {
        choices: Vec::new(),
        text,
    })
}

/// A whole number in the range that the question takes.
fn is_number(question: &Question, text: &str) -> bool {
    let range = question.lowest.unwrap_or(0)..=question.highest.unwrap_or(u32::MAX);
    text.parse().is_ok_and(|number| range.contains(&number))
}

fn chosen(question: &Question, choices: Vec<u32>, text: String) -> Result<Reply, &'static str> {
    let mut kept: Vec<u32> = Vec::new();
    for choice in choices {
        if !(1..=question.choices()).contains(&choice) {
            return Err("answers.unknown_choice");
        }
        if !kept.contains(&choice) {
            kept.push(choice);
        }
    }
    if question.kind == QuestionKind::Multiple {
        kept.sort_unstable();
    }
    if u32::try_from(kept.len()).unwrap_or(u32::MAX) > question.most() {
        return Err("answers.too_many");
    }
    if text.chars().count() > MAX_SHORT {
        return Err("answers.too_long");
    }
    let is_other = question.other().is_some_and(|other| kept.contains(&other));
    Ok(Reply {
        choices: kept,
        // Words belong to “khác” alone.
        text: if is_other { text } else { String::new() },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(code: &str, kind: QuestionKind) -> Question {
        Question {
            code: code.to_owned(),
            text: format!("Câu {code}"),
            kind,
            options: match kind.is_choice() {
                true => vec!["Một".to_owned(), "Hai".to_owned(), "Ba".to_owned()],
                false => Vec::new(),
            },
            ..Question::default()
        }
    }

    fn reply(choices: &[u32], text: &str) -> Reply {
        Reply {
            choices: choices.to_vec(),
            text: text.to_owned(),
        }
    }

    fn faults(questions: &[Question], code: &str, given: Reply) -> Vec<&'static str> {
        let replies = Replies::from([(code.to_owned(), given)]);
        match check_replies(questions, &replies, false) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(|problem| problem.code).collect(),
        }
    }

    #[test]
    fn a_reply_must_fit_its_question() {
        let number = Question {
            lowest: Some(1),
            highest: Some(10),
            ..question("n", QuestionKind::Number)
        };
        let some = Question {
            most: Some(2),
            has_other: true,
            ..question("m", QuestionKind::Multiple)
        };
        let questions = [number, some, question("s", QuestionKind::Single)];

        assert!(faults(&questions, "n", reply(&[], "7")).is_empty());
        assert_eq!(
            faults(&questions, "n", reply(&[], "11")),
            ["answers.bad_number"]
        );
        assert_eq!(
            faults(&questions, "n", reply(&[], "bảy")),
            ["answers.bad_number"]
        );
        assert!(faults(&questions, "m", reply(&[4, 1], "Nghề mộc")).is_empty());
        assert_eq!(
            faults(&questions, "m", reply(&[1, 2, 3], "")),
            ["answers.too_many"]
        );
        assert_eq!(
            faults(&questions, "m", reply(&[5], "")),
            ["answers.unknown_choice"]
        );
        assert_eq!(
            faults(&questions, "s", reply(&[1, 2], "")),
            ["answers.too_many"]
        );
    }

    #[test]
    fn what_is_not_asked_is_neither_kept_nor_owed() {
        let after = Question {
            is_required: true,
            shown_if: Some(ShownIf {
                question: "a".to_owned(),
                choices: vec![2],
            }),
            ..question("b", QuestionKind::Short)
        };
        let questions = [question("a", QuestionKind::Single), after];
        let with = |choice: u32, text: &str| {
            Replies::from([
                ("a".to_owned(), reply(&[choice], "")),
                ("b".to_owned(), reply(&[], text)),
            ])
        };

        let kept = check_replies(&questions, &with(1, "lời cũ"), true).unwrap();
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["a"]);
        assert!(is_answered(&questions, &kept));
        let owed = check_replies(&questions, &with(2, " "), true).unwrap_err();
        assert_eq!(
            (owed[0].field.as_str(), owed[0].code),
            ("replies.b", "answers.required")
        );
        assert!(!is_answered(&questions, &with(2, "")));
    }

    #[test]
    fn a_condition_names_a_choice_of_an_earlier_question() {
        let mut later = question("b", QuestionKind::Short);
        let condition = |question: &str, choice: u32| {
            Some(ShownIf {
                question: question.to_owned(),
                choices: vec![choice],
            })
        };
        let faults = |questions: &[Question]| {
            let mut problems = Vec::new();
            check_questions(&mut problems, questions, &["R1"]);
            problems
                .iter()
                .map(|problem| problem.code)
                .collect::<Vec<_>>()
        };
        let first = question("a", QuestionKind::Single);
        for (condition, want) in [
            (condition("a", 3), vec![]),
            (condition("a", 4), vec!["instrument.bad_condition"]),
            (condition("b", 1), vec!["instrument.bad_condition"]),
        ] {
            later.shown_if = condition;
            assert_eq!(faults(&[first.clone(), later.clone()]), want);
        }
        later.shown_if = None;
        later.code = "r1".to_owned();
        assert_eq!(faults(&[first, later]), ["instrument.code_twice"]);
    }
}
