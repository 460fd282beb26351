//! Surveys: instruments, opening one for classes, the entry grid, results.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::Done;
use crate::command::{ById, ByYear, Nothing};
use crate::desk::Desk;
use crate::domain::class::bare_name;
use crate::domain::role::Op;
use crate::domain::survey::{
    ClassSize, Instrument, InstrumentDraft, Replies, Response, SurveyGroup, SurveyResults,
    SurveyScores, check_answers, check_replies, group, is_answered, is_complete,
    results as result_figures, scores as score_all,
};
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;
use crate::kernel::{Date, id};
use crate::store::survey::{SheetLine, StoredSurvey, SurveyedClass};
use crate::store::{self, Reading, Writing};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveyLine {
    pub id: String,
    pub title: String,
    pub instrument: String,
    pub instrument_title: String,
    pub classes: Vec<String>,
    pub opens_on: Option<String>,
    pub closes_on: Option<String>,
    pub students: u32,
    pub responses: u32,
    pub is_closed: bool,
    /// Asked without names.
    pub is_anonymous: bool,
}

/// An instrument in the list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct InstrumentLine {
    #[serde(flatten)]
    pub instrument: Instrument,
    /// A survey asked it: it stays as it is.
    pub is_used: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct InstrumentChange {
    pub id: String,
    pub draft: InstrumentDraft,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveyClass {
    pub class: String,
    pub students: u32,
    pub responses: u32,
    /// Pupils marked as having handed in no form.
    pub absent: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveyPage {
    pub survey: SurveyLine,
    pub instrument: Instrument,
    pub classes: Vec<SurveyClass>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct SurveyDraft {
    /// Id or code.
    pub instrument: String,
    pub title: String,
    pub classes: Vec<String>,
    #[serde(default)]
    pub opens_on: Option<String>,
    #[serde(default)]
    pub closes_on: Option<String>,
    #[serde(default)]
    pub year: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct BySurvey {
    pub survey: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SheetQuery {
    pub survey: String,
    pub class: String,
}

/// A pupil's line of the entry grid; answers stand in the order of the instrument's items.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SheetRow {
    pub student: String,
    pub name: String,
    pub answers: Vec<Option<u32>>,
    pub replies: Replies,
    /// Codes of the items that could not be read.
    pub unclear: Vec<String>,
    /// Every item answered or said to be unclear, and every question that must be.
    pub is_complete: bool,
    pub is_begun: bool,
    /// Handed in no form.
    pub is_absent: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveySheet {
    pub survey: String,
    pub class: String,
    pub rows: Vec<SheetRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct AnswersChange {
    pub survey: String,
    /// The pupil's id; of a form without a name its own, as the sheet gives it or a new UUID.
    pub student: String,
    /// Name of the class that a new form without a name comes from.
    #[serde(default)]
    pub class: Option<String>,
    /// One for each item, null for “not answered”.
    pub answers: Vec<Option<u32>>,
    #[serde(default)]
    pub is_absent: Option<bool>,
    /// By the code of the question; absent leaves those that are there.
    #[serde(default)]
    pub replies: Option<Replies>,
    /// Codes of items without an answer that could not be read; absent leaves what is known.
    #[serde(default)]
    pub unclear: Option<Vec<String>>,
    /// `paper`, or `kiosk` where the pupil answered at this computer.
    #[serde(default)]
    pub way: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct ResultsQuery {
    pub survey: String,
    /// Name of a class.
    #[serde(default)]
    pub class: Option<String>,
    #[serde(default)]
    pub grade: Option<u32>,
}

pub fn instruments(desk: &mut Desk, _: Nothing) -> Result<Vec<InstrumentLine>> {
    desk.book()?.read(Op::InstrumentList, |r| {
        let instruments = store::survey::instruments(r)?;
        instruments
            .into_iter()
            .map(|instrument| {
                Ok(InstrumentLine {
                    is_used: store::survey::is_used(r, &instrument.id)?,
                    instrument,
                })
            })
            .collect()
    })
}

pub fn add_instrument(desk: &mut Desk, draft: InstrumentDraft) -> Result<Done<String>> {
    let instrument = Instrument::check(id::new(), draft)?;
    desk.book_mut()?.write(Op::InstrumentAdd, "", |w| {
        if store::survey::instrument(w, &instrument.code)?.is_some() {
            return Err(Error::Invalid(vec![
                Problem::new("code", "instrument.exists").with("code", &instrument.code),
            ]));
        }
        store::survey::insert_instrument(w, &instrument)?;
        Ok(instrument.id.clone())
    })
}

/// Puts other questions in an instrument's place; only while no survey has asked it, since answers
/// stay what they were given to.
pub fn change_instrument(desk: &mut Desk, request: InstrumentChange) -> Result<Done<String>> {
    let wanted = Instrument::check(id::new(), request.draft)?;
    desk.book_mut()?
        .write(Op::InstrumentChange, &request.id, |w| {
            let known = unused(w, &request.id)?;
            let other = store::survey::instrument(w, &wanted.code)?;
            if other.is_some_and(|other| other.id != known.id) {
                return Err(Error::Invalid(vec![
                    Problem::new("draft.code", "instrument.exists").with("code", &wanted.code),
                ]));
            }
            store::survey::delete_instrument(w, &known.id)?;
            store::survey::insert_instrument(w, &wanted)?;
            Ok(wanted.id.clone())
        })
}

pub fn remove_instrument(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?
        .write(Op::InstrumentRemove, &request.id, |w| {
            let known = unused(w, &request.id)?;
            store::survey::delete_instrument(w, &known.id)
        })
}

fn unused(w: &Writing<'_>, id: &str) -> Result<Instrument> {
    let known = store::survey::instrument(w, id)?.ok_or(Error::NotFound("instrument"))?;
    match store::survey::is_used(w, &known.id)? {
        true => Err(Error::refused("instrument.in_use")),
        false => Ok(known),
    }
}

pub fn list(desk: &mut Desk, request: ByYear) -> Result<Vec<SurveyLine>> {
    desk.book()?.read(Op::SurveyList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let surveys = store::survey::list(r, &year.year)?;
        Ok(surveys.into_iter().map(SurveyLine::from).collect())
    })
}

pub fn open(desk: &mut Desk, draft: SurveyDraft) -> Result<Done<String>> {
    desk.book_mut()?.write(Op::SurveyOpen, "", |w| {
        let year = open_year(w, draft.year.as_deref())?;
        let title = tidy(&draft.title);
        let mut problems = Vec::new();
        if title.is_empty() {
            problems.push(Problem::new("title", "form.required"));
        }
        let instrument = store::survey::instrument(w, &draft.instrument)?;
        if instrument.is_none() {
            let problem = Problem::new("instrument", "form.bad_choice");
            problems.push(problem.with("value", &draft.instrument));
        }
        let known = store::class::list(w, &year.year)?;
        let mut classes: Vec<String> = Vec::new();
        for name in &draft.classes {
            match known.iter().find(|class| class.name == bare_name(name)) {
                Some(class) if classes.contains(&class.id) => {}
                Some(class) => classes.push(class.id.clone()),
                None => problems.push(
                    Problem::new("classes", "activity.unknown_class")
                        .with("value", name)
                        .with("year", year.for_people()),
                ),
            }
        }
        let needs_class = instrument.as_ref().is_none_or(|form| !form.is_anonymous);
        if draft.classes.is_empty() && needs_class {
            problems.push(Problem::new("classes", "survey.no_class"));
        }
        let mut day = |field: &str, given: &Option<String>| {
            let text = given.as_deref().filter(|text| !text.is_empty())?;
            let day = text.parse::<Date>();
            if day.is_err() {
                problems.push(Problem::new(field, "form.bad_date").with("value", text));
            }
            day.ok()
        };
        let days = (
            day("opens_on", &draft.opens_on),
            day("closes_on", &draft.closes_on),
        );
        if let (Some(opens_on), Some(closes_on)) = days
            && closes_on < opens_on
        {
            problems.push(Problem::new("closes_on", "activity.ends_before_start"));
        }
        let (Some(instrument), true) = (instrument, problems.is_empty()) else {
            return Err(Error::Invalid(problems));
        };
        let days = (
            days.0.map(|day| day.to_string()),
            days.1.map(|day| day.to_string()),
        );
        let days = (days.0.as_deref(), days.1.as_deref());
        store::survey::insert(w, &instrument.id, &year.year, &title, days, &classes)
    })
}

pub fn get(desk: &mut Desk, request: BySurvey) -> Result<SurveyPage> {
    desk.book()?.read(Op::SurveyGet, |r| {
        let (survey, instrument) = survey_of(r, &request.survey)?;
        Ok(SurveyPage {
            classes: survey
                .classes
                .iter()
                .cloned()
                .map(SurveyClass::from)
                .collect(),
            survey: SurveyLine::from(survey),
            instrument,
        })
    })
}

pub fn close(desk: &mut Desk, request: BySurvey) -> Result<Done<()>> {
    desk.book_mut()?
        .write(Op::SurveyClose, &request.survey, |w| {
            let (survey, _) = survey_of(w, &request.survey)?;
            open_year(w, Some(&survey.year))?;
            store::survey::close(w, &survey.id)
        })
}

pub fn remove(desk: &mut Desk, request: BySurvey) -> Result<Done<()>> {
    desk.book_mut()?
        .write(Op::SurveyRemove, &request.survey, |w| {
            let (survey, _) = survey_of(w, &request.survey)?;
            open_year(w, Some(&survey.year))?;
            store::survey::delete(w, &survey.id)
        })
}

pub fn sheet(desk: &mut Desk, request: SheetQuery) -> Result<SurveySheet> {
    desk.book()?.read(Op::SurveySheet, |r| {
        let (survey, instrument) = survey_of(r, &request.survey)?;
        let (class, lines) = sheet_lines(r, &survey, &instrument, &request.class)?;
        let rows = lines.into_iter().map(|line| {
            let answer = |code: &str| {
                line.answers
                    .iter()
                    .find(|(item, _)| item == code)
                    .map(|(_, value)| *value)
            };
            let answers: Vec<Option<u32>> = instrument
                .items
                .iter()
                .map(|item| answer(&item.code))
                .collect();
            // What could not be read was entered as far as it can be.
            let places = instrument.items.iter().zip(&answers);
            let entered: Vec<Option<u32>> = places
                .map(|(item, answer)| answer.or(line.unclear.contains(&item.code).then_some(0)))
                .collect();
            SheetRow {
                unclear: line.unclear,
                is_complete: is_complete(&entered)
                    && is_answered(&instrument.questions, &line.replies),
                is_begun: answers.iter().any(Option::is_some) || !line.replies.is_empty(),
                replies: line.replies,
                student: line.student,
                name: line.name,
                is_absent: line.is_absent,
                answers,
            }
        });
        Ok(SurveySheet {
            rows: rows.collect(),
            class,
            survey: survey.id.clone(),
        })
    })
}

/// The lines of a class's sheet. Of forms without names those that came in, and a new one to fill in.
fn sheet_lines(
    r: &Reading<'_>,
    survey: &StoredSurvey,
    instrument: &Instrument,
    class: &str,
) -> Result<(String, Vec<SheetLine>)> {
    if !instrument.is_anonymous {
        let class = class_of(survey, class)?;
        let lines = store::survey::sheet(r, &survey.id, &class.id)?;
        return Ok((class.name.clone(), lines));
    }
    let class = nameless_class(survey, class)?;
    let id = class.map(|class| class.id.as_str());
    let mut lines = store::survey::nameless(r, &survey.id, id)?;
    lines.push(SheetLine {
        student: id::new(),
        name: String::new(),
        response: None,
        is_absent: false,
        unclear: Vec::new(),
        answers: Vec::new(),
        replies: Replies::new(),
    });
    for (line, number) in lines.iter_mut().zip(1..) {
        line.name = format!("Phiếu {number}");
    }
    let name = class.map(|class| class.name.clone()).unwrap_or_default();
    Ok((name, lines))
}

pub fn change_answers(desk: &mut Desk, request: AnswersChange) -> Result<Done<()>> {
    let way = match request.way.as_deref() {
        None | Some("paper") => "paper",
        Some("kiosk") => "kiosk",
        Some(other) => {
            let problem = Problem::new("way", "form.bad_choice").with("value", other);
            return Err(Error::Invalid(vec![problem]));
        }
    };
    let book = desk.book_mut()?;
    let keep = |w: &Writing<'_>| {
        let form = Form {
            student: &request.student,
            class: request.class.as_deref(),
            answers: request.answers.clone(),
            replies: request.replies.as_ref(),
            is_final: false,
        };
        let response = take_form(w, &request.survey, form, way)?;
        if let Some(unclear) = &request.unclear {
            let (_, instrument) = survey_of(w, &request.survey)?;
            let unclear = unanswered(&instrument, &request.answers, unclear)?;
            store::survey::set_unclear(w, &response, &unclear)?;
        }
        store::survey::set_absent(w, &response, request.is_absent.unwrap_or(false))
    };
    match way {
        // A pupil's own answers are not the counselor's last act.
        "kiosk" => book.write_for_good(Op::AnswersChange, &request.survey, keep),
        _ => book.write(Op::AnswersChange, &request.survey, keep),
    }
}

/// The unclear items that have no answer; one that is none of the form is refused.
fn unanswered(
    instrument: &Instrument,
    answers: &[Option<u32>],
    unclear: &[String],
) -> Result<Vec<String>> {
    let is_item = |code: &&String| instrument.items.iter().any(|item| item.code == **code);
    if let Some(other) = unclear.iter().find(|code| !is_item(code)) {
        let problem = Problem::new("unclear", "form.bad_choice").with("value", other);
        return Err(Error::Invalid(vec![problem]));
    }
    let open = instrument
        .items
        .iter()
        .zip(answers)
        .filter(|(_, answer)| answer.is_none());
    let codes = open.map(|(item, _)| item.code.clone());
    Ok(codes.filter(|code| unclear.contains(code)).collect())
}

/// What one pupil filled in.
pub(super) struct Form<'a> {
    /// The pupil's id; of a form without a name its own.
    pub student: &'a str,
    /// Name of the class of a form without a name.
    pub class: Option<&'a str>,
    pub answers: Vec<Option<u32>>,
    /// Absent leaves those that are there.
    pub replies: Option<&'a Replies>,
    /// Whether what must be answered is asked for.
    pub is_final: bool,
}

/// Writes a pupil's form down, whatever `way` (`paper kiosk phone`) it came; answers its id.
pub(super) fn take_form(
    w: &Writing<'_>,
    survey: &str,
    form: Form<'_>,
    way: &str,
) -> Result<String> {
    let (survey, instrument) = survey_of(w, survey)?;
    open_year(w, Some(&survey.year))?;
    let answers = check_answers(&instrument, form.answers)?;
    let replies = form
        .replies
        .map(|replies| check_replies(&instrument.questions, replies, form.is_final))
        .transpose()
        .map_err(Error::Invalid)?;
    let response = match instrument.is_anonymous {
        true => nameless_form(w, &survey, form.student, form.class, way)?,
        false => form_of_student(w, &survey, form.student, way)?,
    };
    store::survey::set_answers(w, &response, &coded(&instrument, &answers))?;
    if let Some(replies) = replies {
        store::survey::set_replies(w, &response, &replies)?;
    }
    Ok(response)
}

fn form_of_student(
    w: &Writing<'_>,
    survey: &StoredSurvey,
    student: &str,
    way: &str,
) -> Result<String> {
    let known = store::student::get(w, &survey.year, student)?;
    let class = known.map(|student| student.class_id);
    let class = class
        .filter(|id| survey.classes.iter().any(|class| class.id == *id))
        .ok_or(Error::refused("survey.student_not_asked"))?;
    store::survey::response_of(w, &survey.id, student, &class, way)
}

/// Whoever fills in such a form chooses its id, so that the same form sent twice stays one.
fn nameless_form(
    w: &Writing<'_>,
    survey: &StoredSurvey,
    form: &str,
    class: Option<&str>,
    way: &str,
) -> Result<String> {
    let class = nameless_class(survey, class.unwrap_or_default())?;
    let class = class.map(|class| class.id.as_str());
    let is_own = id::is_one(form) && store::survey::keep_nameless(w, &survey.id, form, class, way)?;
    match is_own {
        true => Ok(form.to_owned()),
        false => Err(Error::NotFound("response")),
    }
}

/// The class that a form without a name comes from: none where the survey asks no class, as when
/// teachers are asked.
fn nameless_class<'a>(survey: &'a StoredSurvey, name: &str) -> Result<Option<&'a SurveyedClass>> {
    match survey.classes.is_empty() && name.is_empty() {
        true => Ok(None),
        false => class_of(survey, name).map(Some),
    }
}

pub fn scores(desk: &mut Desk, request: BySurvey) -> Result<SurveyScores> {
    desk.book()?.read(Op::SurveyScores, |r| {
        let (survey, instrument) = survey_of(r, &request.survey)?;
        Ok(score_all(
            &instrument,
            &store::survey::responses(r, &survey.id, &instrument)?,
        ))
    })
}

pub fn results(desk: &mut Desk, query: ResultsQuery) -> Result<SurveyResults> {
    desk.book()?.read(Op::SurveyResults, |r| {
        let class = query.class.as_deref();
        Ok(asked_results(r, &query.survey, class, query.grade)?.results)
    })
}

/// Those who answered by grade and sex, and the same form in other years.
pub fn groups(desk: &mut Desk, request: BySurvey) -> Result<Vec<SurveyGroup>> {
    desk.book()?.read(Op::SurveyGroups, |r| {
        let (survey, instrument) = survey_of(r, &request.survey)?;
        survey_groups(r, &survey, &instrument)
    })
}

/// The results of a survey, or of a class or grade of it, with what they rest on.
pub(super) struct AskedResults {
    pub survey: StoredSurvey,
    pub instrument: Instrument,
    pub classes: Vec<SurveyedClass>,
    pub responses: Vec<Response>,
    pub results: SurveyResults,
}

pub(super) fn asked_results(
    r: &Reading<'_>,
    survey: &str,
    class: Option<&str>,
    grade: Option<u32>,
) -> Result<AskedResults> {
    let (survey, instrument) = survey_of(r, survey)?;
    let class = class.filter(|name| !name.is_empty());
    let wanted = class.map(|name| class_of(&survey, name)).transpose()?;
    let asked = survey.classes.iter();
    let asked: Vec<SurveyedClass> = asked
        .filter(|class| wanted.is_none_or(|wanted| wanted.id == class.id))
        .filter(|class| grade.is_none_or(|grade| grade == class.grade))
        .cloned()
        .collect();
    let is_whole = asked.len() == survey.classes.len();
    let mut responses = store::survey::responses(r, &survey.id, &instrument)?;
    responses.retain(|response| is_whole || asked.iter().any(|class| class.name == response.class));
    let sizes: Vec<ClassSize> = (asked.iter())
        .map(|class| ClassSize {
            class: class.name.clone(),
            students: class.students,
        })
        .collect();
    let results = result_figures(&instrument, &responses, &sizes);
    Ok(AskedResults {
        survey,
        instrument,
        classes: asked,
        responses,
        results,
    })
}

pub(super) fn survey_groups(
    r: &Reading<'_>,
    survey: &StoredSurvey,
    instrument: &Instrument,
) -> Result<Vec<SurveyGroup>> {
    let responses = store::survey::responses(r, &survey.id, instrument)?;
    let mut groups = Vec::new();
    let grades: BTreeSet<u32> = survey.classes.iter().map(|class| class.grade).collect();
    for grade in grades.iter().filter(|_| grades.len() > 1) {
        let of_grade = |name: &str| {
            let mut classes = survey.classes.iter();
            classes.any(|class| class.grade == *grade && class.name == name)
        };
        let own = kept(&responses, |response| of_grade(&response.class));
        groups.push(group(instrument, "grade", &grade.to_string(), &own));
    }
    if !instrument.is_anonymous {
        let sexes = store::survey::sexes(r, &survey.id)?;
        for sex in ["female", "male"] {
            let own = kept(&responses, |response| {
                let student = response.student.as_ref();
                student.and_then(|id| sexes.get(id)).map(String::as_str) == Some(sex)
            });
            groups.push(group(instrument, "sex", sex, &own));
        }
    }
    for (id, year, title) in store::survey::asked_again(r, survey)? {
        let own = store::survey::responses(r, &id, instrument)?;
        let label = format!("{}: {title}", year.replace('-', "–"));
        groups.push(group(instrument, "year", &label, &own));
    }
    groups.retain(|group| group.responses > 0);
    Ok(groups)
}

fn kept(responses: &[Response], is_own: impl Fn(&Response) -> bool) -> Vec<Response> {
    let own = responses.iter().filter(|response| is_own(response));
    own.cloned().collect()
}

/// The survey with its instrument.
pub(super) fn survey_of(r: &Reading<'_>, id: &str) -> Result<(StoredSurvey, Instrument)> {
    let survey = store::survey::get(r, id)?.ok_or(Error::NotFound("survey"))?;
    let instrument = store::survey::instrument(r, &survey.instrument)?;
    Ok((survey, instrument.ok_or(Error::NotFound("instrument"))?))
}

pub(super) fn coded(
    instrument: &Instrument,
    answers: &[Option<u32>],
) -> Vec<(String, Option<u32>)> {
    let codes = instrument.items.iter().map(|item| item.code.clone());
    codes.zip(answers.iter().copied()).collect()
}

pub(super) fn class_of<'a>(survey: &'a StoredSurvey, name: &str) -> Result<&'a SurveyedClass> {
    let bare = bare_name(name);
    survey
        .classes
        .iter()
        .find(|class| class.name == bare)
        .ok_or_else(|| {
            Error::Invalid(vec![
                Problem::new("class", "survey.class_not_asked").with("value", name),
            ])
        })
}

impl From<StoredSurvey> for SurveyLine {
    fn from(survey: StoredSurvey) -> Self {
        SurveyLine {
            students: survey.classes.iter().map(|class| class.students).sum(),
            responses: survey.responses,
            is_anonymous: survey.is_anonymous,
            classes: survey.classes.into_iter().map(|class| class.name).collect(),
            id: survey.id,
            title: survey.title,
            instrument: survey.instrument,
            instrument_title: survey.instrument_title,
            opens_on: survey.opens_on,
            closes_on: survey.closes_on,
            is_closed: survey.is_closed,
        }
    }
}

impl From<SurveyedClass> for SurveyClass {
    fn from(class: SurveyedClass) -> Self {
        SurveyClass {
            class: class.name,
            students: class.students,
            responses: class.responses,
            absent: class.absent,
        }
    }
}
