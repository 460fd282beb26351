//! A lesson: a survey open to the phones of one class, on the school's own network.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::open_year;
use super::survey::{Form, class_of, survey_of, take_form};
use crate::book::Done;
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::domain::survey::Replies;
use crate::error::{Error, Result};
use crate::lesson::{Lesson, Seat, SeatState, Way, server};
use crate::store;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct LessonOpen {
    pub survey: String,
    /// Name of a class of the survey.
    pub class: String,
    /// `codes`: one for each pupil; `names`: one for the class, and the pupil's name. A form without
    /// names takes the class's code alone.
    pub way: String,
    /// 5 to 240.
    pub minutes: u32,
}

/// The open lesson, or none.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct LessonPage {
    pub survey: String,
    pub title: String,
    pub class: String,
    #[ts(type = "'codes' | 'names' | 'nameless'")]
    pub way: String,
    /// `http://192.168.1.5:8765`, the likeliest first.
    pub addresses: Vec<String>,
    /// The first address as a QR code.
    pub qr: QrCode,
    /// Of the class; empty where each pupil has one.
    pub class_code: String,
    pub seats: Vec<LessonSeat>,
    /// Questions of the whole form.
    pub questions: u32,
    /// Forms without a name: handed in, and begun.
    pub nameless_done: u32,
    pub nameless_begun: u32,
    /// Wrong codes and names so far.
    pub wrong: u32,
    /// Until the port closes by itself.
    pub seconds_left: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct LessonSeat {
    pub student: String,
    pub name: String,
    /// Empty where the class has one code.
    pub code: String,
    #[ts(type = "'out' | 'in' | 'done'")]
    pub state: String,
    /// Questions answered so far.
    pub answered: u32,
}

/// A square of dark and light, as an SVG path over `size` by `size` units.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct QrCode {
    pub size: u32,
    pub path: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ByStudent {
    pub student: String,
}

/// What a pupil has answered so far.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct LessonForm {
    pub answers: Vec<Option<u32>>,
    pub replies: Replies,
}

/// A page that a phone sends.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct LessonSave {
    /// The pupil's id; of a form without a name its own.
    pub form: String,
    pub answers: Vec<Option<u32>>,
    pub replies: Replies,
    /// Whether the form is handed in.
    pub is_final: bool,
}

pub fn open(desk: &mut Desk, request: LessonOpen) -> Result<LessonPage> {
    if !(5..=240).contains(&request.minutes) {
        return Err(Error::invalid("minutes", "lesson.minutes"));
    }
    let lesson = desk.book()?.read(Op::LessonOpen, |r| {
        let (survey, instrument) = survey_of(r, &request.survey)?;
        open_year(r, Some(&survey.year))?;
        if survey.is_closed {
            return Err(Error::refused("survey.is_closed"));
        }
        let class = class_of(&survey, &request.class)?;
        let way = match (instrument.is_anonymous, request.way.as_str()) {
            (true, _) => Way::Nameless,
            (false, "codes") => Way::Codes,
            (false, "names") => Way::Names,
            (false, _) => return Err(Error::invalid("way", "form.required")),
        };
        let pupils = store::survey::sheet(r, &survey.id, &class.id)?;
        if pupils.is_empty() {
            return Err(Error::refused("paper.no_pupils"));
        }
        let pupils = pupils.into_iter().map(|line| (line.student, line.name));
        let (title, name) = (&survey.title, &class.name);
        let pupils = pupils.collect();
        Ok(Lesson::new(
            &survey.id,
            title,
            name,
            instrument,
            way,
            pupils,
            request.minutes,
        ))
    })?;
    // One lesson at a time: the port of the one before closes first.
    desk.lesson = None;
    let reach = desk.reach.clone().ok_or(Error::refused("lesson.no_host"))?;
    desk.lesson = Some(server::open(lesson, reach)?);
    page(desk)
}

pub fn get(desk: &mut Desk, _: Nothing) -> Result<Option<LessonPage>> {
    desk.book()?.read(Op::LessonGet, |_| Ok(()))?;
    if desk.lesson.as_ref().is_none_or(server::Open::is_over) {
        desk.lesson = None;
        return Ok(None);
    }
    page(desk).map(Some)
}

pub fn close(desk: &mut Desk, _: Nothing) -> Result<Nothing> {
    desk.book()?.read(Op::LessonClose, |_| Ok(()))?;
    desk.lesson = None;
    Ok(Nothing {})
}

/// Lets a pupil come in again who has handed in.
pub fn reopen(desk: &mut Desk, request: ByStudent) -> Result<LessonPage> {
    desk.book()?.read(Op::LessonReopen, |_| Ok(()))?;
    let is_open = running(desk)?.lesson().reopen(&request.student);
    match is_open {
        true => page(desk),
        false => Err(Error::NotFound("student")),
    }
}

pub fn form(desk: &mut Desk, request: ByStudent) -> Result<LessonForm> {
    let survey = running(desk)?.lesson().survey.clone();
    desk.book()?.read(Op::LessonForm, |r| {
        let (survey, instrument) = survey_of(r, &survey)?;
        let known = store::survey::filled(r, &survey.id, &request.student)?;
        let (answers, replies) = known.unwrap_or_default();
        let answer = |code: &str| {
            let own = answers.iter().find(|(item, _)| item == code);
            own.map(|(_, value)| *value)
        };
        Ok(LessonForm {
            answers: instrument
                .items
                .iter()
                .map(|item| answer(&item.code))
                .collect(),
            replies,
        })
    })
}

/// Keeps a page of a phone. It is no act of the person who sits here: undo does not reach it.
pub fn save(desk: &mut Desk, request: LessonSave) -> Result<Done<()>> {
    let (survey, class) = {
        let lesson = running(desk)?.lesson();
        (lesson.survey.clone(), lesson.class.clone())
    };
    desk.book_mut()?
        .write_for_good(Op::LessonSave, &survey, |w| {
            let form = Form {
                student: &request.form,
                class: Some(&class),
                answers: request.answers.clone(),
                replies: Some(&request.replies),
                is_final: request.is_final,
            };
            let response = take_form(w, &survey, form, "phone")?;
            store::survey::set_absent(w, &response, false)
        })
}

fn running(desk: &Desk) -> Result<&server::Open> {
    let lesson = desk.lesson.as_ref().filter(|lesson| !lesson.is_over());
    lesson.ok_or(Error::refused("lesson.closed"))
}

fn page(desk: &Desk) -> Result<LessonPage> {
    let open = running(desk)?;
    let lesson = open.lesson();
    let left = lesson
        .until
        .saturating_duration_since(std::time::Instant::now());
    let first = open.addresses.first().cloned().unwrap_or_default();
    Ok(LessonPage {
        survey: lesson.survey.clone(),
        title: lesson.title.clone(),
        class: lesson.class.clone(),
        way: match lesson.way {
            Way::Codes => "codes",
            Way::Names => "names",
            Way::Nameless => "nameless",
        }
        .to_owned(),
        qr: qr_code(&first)?,
        addresses: open.addresses.clone(),
        class_code: lesson.class_code.clone(),
        seats: lesson.seats.iter().map(LessonSeat::from).collect(),
        questions: lesson.questions(),
        nameless_done: lesson.nameless.0,
        nameless_begun: lesson.nameless.1,
        wrong: lesson.wrong,
        seconds_left: u32::try_from(left.as_secs()).unwrap_or(u32::MAX),
    })
}

impl From<&Seat> for LessonSeat {
    fn from(seat: &Seat) -> Self {
        LessonSeat {
            student: seat.student.clone(),
            name: seat.name.clone(),
            code: seat.code.clone(),
            state: match seat.state {
                SeatState::Out => "out",
                SeatState::In => "in",
                SeatState::Done => "done",
            }
            .to_owned(),
            answered: seat.answered,
        }
    }
}

fn qr_code(text: &str) -> Result<QrCode> {
    let code = qrcode::QrCode::new(text).map_err(|_| Error::Bug("qr".to_owned()))?;
    let size = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == qrcode::Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % size, at / size));
        }
    }
    Ok(QrCode {
        size: u32::try_from(size).unwrap_or(0),
        path,
    })
}
