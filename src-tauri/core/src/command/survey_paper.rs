//! The paper forms of a survey, to be copied and handed out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::paper::{self, PaperPreview};
use super::report::Exported;
use super::survey::{class_of, survey_of};
use crate::book::Book;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::domain::survey::{AnswerRange, Question, QuestionKind};
use crate::error::{Error, Result};
use crate::paper::survey::{DigitLabel, PaperForm, PaperQuestion, SurveyPaper};
use crate::store::{self, Reading};

/// The form of a survey as it will be printed; with a class, that of its first pupil.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct SurveyPreview {
    pub survey: String,
    /// A blank form where it is absent.
    #[serde(default)]
    pub class: Option<String>,
    /// From 1.
    #[serde(default)]
    pub page: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct SurveyForms {
    pub survey: String,
    /// A form for each pupil of the class; one blank form, to be copied, where it is absent.
    #[serde(default)]
    pub class: Option<String>,
    pub path: String,
}

pub fn preview(desk: &mut Desk, query: SurveyPreview) -> Result<PaperPreview> {
    let press = paper::press(desk);
    let mut paper = forms(desk.book()?, Op::SurveyPreview, &query.survey, &query.class)?;
    paper.forms.truncate(1);
    paper::preview_whole(&press, &paper, query.page.unwrap_or(1))
}

/// The forms as one PDF; that names were taken out is written down.
pub fn export(desk: &mut Desk, request: SurveyForms) -> Result<Exported> {
    let press = paper::press(desk);
    let path = paper::check_path(&request.path)?;
    let book = desk.book_mut()?;
    let paper = forms(book, Op::SurveyForms, &request.survey, &request.class)?;
    paper::export(book, Op::SurveyForms, &request.survey, &press, &paper, path)
}

fn forms(book: &Book, op: Op, survey: &str, class: &Option<String>) -> Result<SurveyPaper> {
    book.read(op, |r| {
        let (survey, instrument) = survey_of(r, survey)?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let forms = match class.as_deref().filter(|name| !name.is_empty()) {
            None => vec![PaperForm::default()],
            Some(name) => {
                let class = class_of(&survey, name)?;
                // A form without a name is the same for everybody.
                match instrument.is_anonymous {
                    true => vec![PaperForm::default()],
                    false => of_class(r, &survey.id, &class.id, &class.name)?,
                }
            }
        };
        Ok(SurveyPaper {
            school: school.name,
            year: survey.year.replace('-', "–"),
            title: survey.title,
            instruction: instrument.instruction,
            is_anonymous: instrument.is_anonymous,
            digits: match instrument.items.is_empty() {
                true => Vec::new(),
                false => digits(&instrument.answers).collect(),
            },
            labels: match instrument.items.is_empty() {
                true => Vec::new(),
                false => labels(&instrument.answers),
            },
            questions: instrument
                .questions
                .iter()
                .map(|one| question(one, &instrument.questions, instrument.items.len()))
                .collect(),
            items: instrument.items.into_iter().map(|item| item.text).collect(),
            forms,
        })
    })
}

/// In the order of the entry grid, with the pupil's place in it as the code.
fn of_class(r: &Reading<'_>, survey: &str, id: &str, name: &str) -> Result<Vec<PaperForm>> {
    let lines = store::survey::sheet(r, survey, id)?;
    if lines.is_empty() {
        return Err(Error::refused("paper.no_pupils"));
    }
    let form = |(at, line): (usize, store::survey::SheetLine)| PaperForm {
        code: format!("{name}-{:02}", at + 1),
        name: line.name,
        class: name.to_owned(),
    };
    Ok(lines.into_iter().enumerate().map(form).collect())
}

fn digits(answers: &AnswerRange) -> impl Iterator<Item = String> {
    (answers.min..=answers.max).map(|digit| digit.to_string())
}

fn labels(answers: &AnswerRange) -> Vec<DigitLabel> {
    let pairs = digits(answers).zip(&answers.labels);
    pairs
        .map(|(digit, label)| DigitLabel {
            digit,
            label: label.clone(),
        })
        .collect()
}

fn question(one: &Question, all: &[Question], items: usize) -> PaperQuestion {
    PaperQuestion {
        text: one.text.clone(),
        kind: one.kind.code(),
        hint: hint(one),
        condition: condition(one, all, items),
        options: one.options.clone(),
        has_other: one.has_other,
    }
}

/// What a pen must know of the question.
fn hint(one: &Question) -> String {
    match (one.kind, one.lowest, one.highest) {
        (QuestionKind::Multiple, ..) if one.most.is_some() => {
            format!("(chọn nhiều nhất {})", one.most())
        }
        (QuestionKind::Multiple, ..) => "(có thể chọn nhiều)".to_owned(),
        (QuestionKind::Ranking, ..) => {
            format!("(ghi thứ tự 1, 2, 3…, nhiều nhất {})", one.most())
        }
        (QuestionKind::Number, Some(low), Some(high)) => format!("(số từ {low} đến {high})"),
        (QuestionKind::Number, ..) => "(ghi một số)".to_owned(),
        (QuestionKind::Single | QuestionKind::Short | QuestionKind::Long, ..) => String::new(),
    }
}

/// Paper cannot hide a question: it says who answers it.
fn condition(one: &Question, all: &[Question], items: usize) -> String {
    let Some(shown) = &one.shown_if else {
        return String::new();
    };
    let Some(at) = all.iter().position(|other| other.code == shown.question) else {
        return String::new();
    };
    let choices: Vec<String> = shown.choices.iter().map(u32::to_string).collect();
    let number = items + at + 1;
    format!(
        "(chỉ trả lời nếu câu {number} chọn {})",
        choices.join(" hoặc ")
    )
}
