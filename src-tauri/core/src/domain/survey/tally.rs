//! What the replies to questions add up to: how often each option, the mean of numbers, the words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::question::{Question, QuestionKind, Replies, Reply};
use super::score::Response;

/// Fewer replies than this are not told of an anonymous survey: they would point at somebody.
pub const SMALL: u32 = 5;

/// One question over many forms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct QuestionFigures {
    pub code: String,
    pub text: String,
    pub kind: QuestionKind,
    /// Forms in which it was to be answered.
    pub asked: u32,
    /// Forms in which it was.
    pub replied: u32,
    /// Of an anonymous survey with too few replies: nothing else is told.
    pub is_hidden: bool,
    pub options: Vec<OptionFigures>,
    /// Of numbers.
    pub mean: Option<f64>,
    pub sd: Option<f64>,
    /// Lines, sentences, and what “khác” stands for; in the order of their letters.
    pub texts: Vec<String>,
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OptionFigures {
    pub label: String,
    /// Forms that chose it.
    pub count: u32,
    /// Of rankings: forms that put it first, and its mean place.
    pub first: u32,
    pub mean_place: Option<f64>,
}

/// The figures of every question.
pub fn tally(questions: &[Question], responses: &[Response]) -> Vec<QuestionFigures> {
    let is_anonymous = responses.iter().any(|form| form.student.is_none());
    questions
        .iter()
        .map(|question| figures(question, responses, is_anonymous))
        .collect()
}

fn figures(question: &Question, responses: &[Response], is_anonymous: bool) -> QuestionFigures {
    let asked = responses
        .iter()
        .filter(|form| is_asked(question, &form.replies));
    let replies: Vec<&Reply> = responses
        .iter()
        .filter_map(|form| form.replies.get(&question.code))
        .filter(|reply| !reply.is_empty())
        .collect();
    let replied = count(replies.len());
    let is_hidden = is_anonymous && replied > 0 && replied < SMALL;
    let mut figures = QuestionFigures {
        code: question.code.clone(),
        text: question.text.clone(),
        kind: question.kind,
        asked: count(asked.count()),
        replied,
        is_hidden,
        options: Vec::new(),
        mean: None,
        sd: None,
        texts: Vec::new(),
    };
    if is_hidden {
        return figures;
    }
    figures.options = options(question, &replies);
    if question.kind == QuestionKind::Number {
        (figures.mean, figures.sd) = spread(&replies);
    } else {
        let texts = replies.iter().map(|reply| reply.text.trim());
        figures.texts = texts
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect();
        figures.texts.sort_by_key(|text| text.to_lowercase());
    }
    figures
}

/// A form without a single reply was filled in before the question was there, or not at all.
fn is_asked(question: &Question, replies: &Replies) -> bool {
    !replies.is_empty() && question.is_shown(replies)
}

fn options(question: &Question, replies: &[&Reply]) -> Vec<OptionFigures> {
    if !question.kind.is_choice() {
        return Vec::new();
    }
    let other = question.has_other.then_some("Khác");
    let labels = question.options.iter().map(String::as_str).chain(other);
    (1u32..)
        .zip(labels)
        .map(|(choice, label)| {
            let places: Vec<usize> = replies
                .iter()
                .filter_map(|reply| reply.choices.iter().position(|one| *one == choice))
                .collect();
            let sum: usize = places.iter().map(|place| place + 1).sum();
            let is_ranking = question.kind == QuestionKind::Ranking;
            let mean = (is_ranking && !places.is_empty()).then(|| sum as f64 / places.len() as f64);
            OptionFigures {
                label: label.to_owned(),
                count: count(places.len()),
                first: match is_ranking {
                    true => count(places.iter().filter(|place| **place == 0).count()),
                    false => 0,
                },
                mean_place: mean,
            }
        })
        .collect()
}

/// Mean and standard deviation (n − 1) of the numbers.
fn spread(replies: &[&Reply]) -> (Option<f64>, Option<f64>) {
    let numbers: Vec<f64> = replies
        .iter()
        .filter_map(|reply| reply.text.parse::<u32>().ok())
        .map(f64::from)
        .collect();
    let n = numbers.len() as f64;
    if numbers.is_empty() {
        return (None, None);
    }
    let mean = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    let sd = (numbers.len() > 1).then(|| (squares / (n - 1.0)).sqrt());
    (Some(mean), sd)
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(student: Option<&str>, choices: &[u32], text: &str) -> Response {
        let reply = Reply {
            choices: choices.to_vec(),
            text: text.to_owned(),
        };
        Response {
            student: student.map(str::to_owned),
            replies: Replies::from([("q".to_owned(), reply)]),
            ..Response::default()
        }
    }

    fn question(kind: QuestionKind) -> Question {
        Question {
            code: "q".to_owned(),
            text: "Em muốn học gì?".to_owned(),
            kind,
            options: vec!["Mộc".to_owned(), "Điện".to_owned()],
            has_other: true,
            ..Question::default()
        }
    }

    #[test]
    fn options_are_counted_and_rankings_have_places() {
        let forms = [
            form(Some("1"), &[2, 1], ""),
            form(Some("2"), &[2, 3], "May"),
            form(Some("3"), &[1], ""),
        ];
        let found = &tally(&[question(QuestionKind::Ranking)], &forms)[0];

        assert_eq!((found.asked, found.replied), (3, 3));
        let counts: Vec<(u32, u32)> = found.options.iter().map(|o| (o.count, o.first)).collect();
        assert_eq!(counts, [(2, 1), (2, 2), (1, 0)]);
        assert_eq!(found.options[0].mean_place, Some(1.5));
        assert_eq!(found.texts, ["May"]);
    }

    #[test]
    fn four_anonymous_replies_are_not_told() {
        let mut forms = vec![form(None, &[1], ""); 4];
        let questions = [question(QuestionKind::Single)];

        assert!(tally(&questions, &forms)[0].is_hidden);
        assert!(tally(&questions, &forms)[0].options.is_empty());
        forms.push(form(None, &[2], ""));
        assert_eq!(tally(&questions, &forms)[0].options[0].count, 4);
    }

    #[test]
    fn numbers_have_a_mean_and_a_spread() {
        let forms: Vec<Response> = ["2", "4", "9"].map(|n| form(Some("1"), &[], n)).to_vec();
        let found = &tally(&[question(QuestionKind::Number)], &forms)[0];

        assert_eq!(found.mean, Some(5.0));
        assert!((found.sd.unwrap() - 3.605_551).abs() < 1e-6);
        assert!(found.texts.is_empty());
    }
}
