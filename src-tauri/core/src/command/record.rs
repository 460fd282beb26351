//! Orientation records: the page of a pupil, what the counselor keeps, the homeroom teacher's review.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::all_kinds;
use super::book::{open_year, year_or_current};
use crate::book::{Book, Done, Scope};
use crate::command::ById;
use crate::desk::Desk;
use crate::domain::activity::ActivityKind;
use crate::domain::agenda::ReviewStanding;
use crate::domain::class::{ClassLine, level_of};
use crate::domain::counsel::form_label;
use crate::domain::record::{self, Record, Review, Stream};
use crate::domain::role::{Op, Role};
use crate::domain::school::Level;
use crate::domain::student::StudentLine;
use crate::domain::survey::{Instrument, Response, SurveyResponseScore, score};
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::store::record::{Attended, Passage, ReviewFigures, Roll, Talk};
use crate::store::student::StudentFilter;
use crate::store::survey::HandedIn;
use crate::store::{self, Reading};

/// The grades after which pupils are streamed.
const LEAVING: [u32; 2] = [9, 12];

/// What happened to a pupil in a year.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordEvent {
    #[ts(type = "'activity' | 'trip' | 'survey' | 'wish' | 'outcome' | 'counsel'")]
    pub what: String,
    /// Id of the activity or survey; empty for wishes and counselling.
    pub id: String,
    /// ISO; empty where no day is known.
    pub on: String,
    pub title: String,
    /// Icon of the activity's kind; empty for the others.
    pub icon: String,
    /// Of a survey `S-A-I`; else empty.
    pub code: String,
    /// Of a visit with a roll call: `present absent open`; else empty.
    pub attendance: String,
    pub note: String,
}

/// A year of a pupil's way.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordYear {
    pub year: String,
    pub class: String,
    pub grade: u32,
    /// The newest first.
    pub events: Vec<RecordEvent>,
}

/// The interests that a survey found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordInterest {
    pub survey: String,
    pub title: String,
    pub on: String,
    pub grade: u32,
    pub code: String,
    pub is_flat: bool,
    /// In the instrument's order; a score of 0–100 each.
    pub scales: Vec<RecordScale>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordScale {
    pub code: String,
    pub title: String,
    pub sum: u32,
    pub score: Option<f64>,
}

/// The page of a pupil.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordPage {
    pub student: StudentLine,
    pub year: String,
    pub grade: u32,
    pub homeroom: String,
    /// Place in the class by name, from 1, and the class's size.
    pub place: u32,
    pub of: u32,
    /// Ids of the neighbours in the class.
    pub before: Option<String>,
    pub after: Option<String>,
    pub record: Record,
    pub review: Review,
    pub reviewed_on: Option<String>,
    pub reviewed_by: Option<String>,
    /// What wishes of this level may name.
    pub streams: Vec<Stream>,
    /// The newest first.
    pub years: Vec<RecordYear>,
    /// The newest first.
    pub interests: Vec<RecordInterest>,
    /// Activities of all years: kind and how many, the most first.
    pub attended: Vec<RecordCount>,
    /// `academic ability forte interest wish circumstances guardian remark`
    pub missing: Vec<String>,
    pub today: Date,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordCount {
    pub label: String,
    pub count: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordChange {
    pub id: String,
    pub record: Record,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordReview {
    pub id: String,
    pub review: Review,
}

/// A class; the first one that the person sees where none is named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RecordQuery {
    pub class: Option<String>,
}

/// A pupil in the review of a class.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordLine {
    pub student: String,
    pub name: String,
    /// `S-A-I` of the newest survey of the year; empty without.
    pub code: String,
    /// The first wish in words; empty without.
    pub wish: String,
    pub has_remark: bool,
    pub question: String,
    #[ts(type = "'open' | 'reviewed' | 'counsel'")]
    pub review: String,
}

/// How far the review of a class is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordFigures {
    pub class: String,
    pub grade: u32,
    pub students: u32,
    /// Records with anything in them.
    pub records: u32,
    /// Reviewed, those that need a talk included.
    pub reviewed: u32,
    pub counsel: u32,
}

/// The review of a class.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct RecordList {
    /// Every class the person sees.
    pub classes: Vec<RecordFigures>,
    /// The class that is shown; empty where the person has none.
    pub class: String,
    pub homeroom: String,
    pub students: Vec<RecordLine>,
}

pub fn get(desk: &mut Desk, request: ById) -> Result<RecordPage> {
    let book = desk.book()?;
    let seen = Seen::by(book);
    book.read(Op::RecordGet, |r| page(r, &request.id, &seen))
}

pub fn change(desk: &mut Desk, request: RecordChange) -> Result<Done<RecordPage>> {
    let book = desk.book_mut()?;
    let seen = Seen::by(book);
    book.write(Op::RecordChange, &request.id, |w| {
        let (year, of) = now(w, &request.id, &seen.scope)?;
        open_year(w, Some(&year))?;
        let record = request.record.check(level(w, of.grade)?)?;
        store::record::set(w, &request.id, &year, &record)?;
        page(w, &request.id, &seen)
    })
}

pub fn review(desk: &mut Desk, request: RecordReview) -> Result<Done<RecordPage>> {
    let review = request.review.check()?;
    let book = desk.book_mut()?;
    let (seen, account) = (Seen::by(book), book.account().id.clone());
    let is_reviewer = book.account().role == Role::Teacher;
    book.write(Op::RecordReview, &request.id, |w| {
        let (year, _) = now(w, &request.id, &seen.scope)?;
        open_year(w, Some(&year))?;
        store::record::set_review(w, &request.id, &year, &review, &account, is_reviewer)?;
        page(w, &request.id, &seen)
    })
}

pub fn list(desk: &mut Desk, query: RecordQuery) -> Result<RecordList> {
    let book = desk.book()?;
    let scope = book.scope();
    book.read(Op::RecordList, |r| {
        let year = year_or_current(r, None)?.year;
        let visible = visible_classes(r, &year, &scope)?;
        let class = asked_class(&visible, query.class.as_deref())?;
        let figures = store::record::figures(r, &year)?.into_iter();
        let figures = figures.filter(|of| visible.iter().any(|class| class.id == of.class_id));
        Ok(RecordList {
            classes: figures.map(RecordFigures::from).collect(),
            students: match class {
                Some(class) => lines(r, &year, &class.id)?,
                None => Vec::new(),
            },
            class: class.map(|class| class.name.clone()).unwrap_or_default(),
            homeroom: class
                .map(|class| class.homeroom.clone())
                .unwrap_or_default(),
        })
    })
}

/// The pages of a whole class, for its sheets.
pub(super) fn class_pages(
    r: &Reading<'_>,
    name: Option<&str>,
    seen: &Seen,
) -> Result<Vec<RecordPage>> {
    let year = year_or_current(r, None)?.year;
    let visible = visible_classes(r, &year, &seen.scope)?;
    let Some(class) = asked_class(&visible, name)? else {
        return Ok(Vec::new());
    };
    let pupils = studying(r, &year, &class.id)?;
    let ids = pupils.iter().map(|pupil| pupil.id.as_str());
    let mut reached = Reached::default();
    ids.map(|id| page_with(r, id, seen, &mut reached)).collect()
}

/// How far the records of a class are.
pub(super) fn figures_of(r: &Reading<'_>, year: &str, class: &str) -> Result<RecordFigures> {
    let figures = store::record::figures(r, year)?;
    let own = figures.into_iter().find(|of| of.class_id == class);
    Ok(own.map(RecordFigures::from).unwrap_or_default())
}

/// How far the records of the grades that leave are reviewed (C26).
pub(super) fn standing(r: &Reading<'_>, year: &str) -> Result<ReviewStanding> {
    let mut standing = ReviewStanding::default();
    let figures = store::record::figures(r, year)?.into_iter();
    for of in figures.filter(|of| LEAVING.contains(&of.grade)) {
        standing.students += of.students;
        standing.reviewed += of.reviewed;
        standing.counsel += of.counsel;
    }
    Ok(standing)
}

impl From<ReviewFigures> for RecordFigures {
    fn from(of: ReviewFigures) -> Self {
        RecordFigures {
            class: of.class,
            grade: of.grade,
            students: of.students,
            records: of.records,
            reviewed: of.reviewed,
            counsel: of.counsel,
        }
    }
}

/// Whose eyes, and on which day.
pub(super) struct Seen {
    scope: Scope,
    today: Date,
    /// A principal sees how many talks there were, not whose (TT 18/2025).
    sees_talks: bool,
}

impl Seen {
    pub(super) fn by(book: &Book) -> Self {
        Seen {
            scope: book.scope(),
            today: book.clock().today(),
            sees_talks: book.account().role != Role::Principal,
        }
    }

    fn sees(&self, class: &String) -> bool {
        match &self.scope {
            Scope::All => true,
            Scope::Classes(ids) => ids.contains(class),
        }
    }
}

fn visible_classes(r: &Reading<'_>, year: &str, scope: &Scope) -> Result<Vec<ClassLine>> {
    let classes = store::class::list(r, year)?.into_iter();
    let is_visible = |class: &ClassLine| match scope {
        Scope::All => true,
        Scope::Classes(ids) => ids.contains(&class.id),
    };
    Ok(classes.filter(is_visible).collect())
}

/// The class of this name, the first where none is named.
pub(super) fn asked_class<'a>(
    visible: &'a [ClassLine],
    name: Option<&str>,
) -> Result<Option<&'a ClassLine>> {
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return Ok(visible.first());
    };
    let bare = crate::domain::class::bare_name(name);
    let found = visible.iter().find(|class| class.name == bare);
    found.map(Some).ok_or(Error::NotFound("class"))
}

/// Those of a class who are there to the year's end, by name.
pub(super) fn studying(r: &Reading<'_>, year: &str, class: &str) -> Result<Vec<StudentLine>> {
    let filter = StudentFilter {
        classes: Some(vec![class.to_owned()]),
        ..StudentFilter::default()
    };
    let mut pupils = store::student::list(r, year, &filter)?;
    pupils.retain(|pupil| matches!(pupil.status.as_str(), "studying" | "completed"));
    Ok(pupils)
}

fn lines(r: &Reading<'_>, year: &str, class: &str) -> Result<Vec<RecordLine>> {
    let codes = codes(r, class)?;
    let wishes: HashMap<String, String> = store::record::first_wishes(r, class)?
        .into_iter()
        .map(|(student, wish)| (student, wish.words()))
        .collect();
    let mut reviews: HashMap<String, store::record::ReviewRow> =
        (store::record::reviews(r, class)?.into_iter())
            .map(|row| (row.student.clone(), row))
            .collect();
    let pupils = studying(r, year, class)?;
    Ok(pupils
        .into_iter()
        .map(|pupil| {
            let review = reviews.remove(&pupil.id);
            RecordLine {
                code: codes.get(&pupil.id).cloned().unwrap_or_default(),
                wish: wishes.get(&pupil.id).cloned().unwrap_or_default(),
                has_remark: review.as_ref().is_some_and(|review| review.has_remark),
                question: review
                    .as_ref()
                    .map(|review| review.question.clone())
                    .unwrap_or_default(),
                review: review.map_or_else(|| record::REVIEWS[0].to_owned(), |it| it.review),
                student: pupil.id,
                name: pupil.name,
            }
        })
        .collect())
}

/// The codes that the newest survey of interests found in a class, by pupil.
fn codes(r: &Reading<'_>, class: &str) -> Result<HashMap<String, String>> {
    let mut codes = HashMap::new();
    for (survey, instrument) in store::survey::of_class(r, class)? {
        let Some(instrument) = store::survey::instrument(r, &instrument)? else {
            continue;
        };
        for response in store::survey::responses_in(r, &survey, &instrument, Some(class))? {
            let scored = score(&instrument, &response);
            if let (Some(student), false) = (response.student, scored.code.is_empty()) {
                // The surveys come newest first.
                codes.entry(student).or_insert(scored.code);
            }
        }
    }
    Ok(codes)
}

/// The pupil's place in the year that the book is turned to; who is out of sight is not there.
fn now(r: &Reading<'_>, student: &str, scope: &Scope) -> Result<(String, Passage)> {
    let year = year_or_current(r, None)?.year;
    let passages = store::record::passages(r, student)?;
    let of = passages.into_iter().find(|of| of.year == year);
    let of = of.filter(|of| match scope {
        Scope::All => true,
        Scope::Classes(ids) => ids.contains(&of.class_id),
    });
    of.map(|of| (year, of)).ok_or(Error::NotFound("student"))
}

fn level(r: &Reading<'_>, grade: u32) -> Result<Level> {
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    Ok(level_of(grade, &school.levels()).unwrap_or(Level::Thcs))
}

pub(super) fn page(r: &Reading<'_>, id: &str, seen: &Seen) -> Result<RecordPage> {
    page_with(r, id, seen, &mut Reached::default())
}

fn page_with(r: &Reading<'_>, id: &str, seen: &Seen, reached: &mut Reached) -> Result<RecordPage> {
    let (year, of) = now(r, id, &seen.scope)?;
    let level = level(r, of.grade)?;
    let student = store::student::get(r, &year, id)?.ok_or(Error::NotFound("student"))?;
    let stored = store::record::get(r, id, &year)?;
    let classmates = studying(r, &year, &of.class_id)?;
    let place = classmates.iter().position(|mate| mate.id == id);
    let neighbour = |at: Option<usize>| {
        let at = at?;
        classmates.get(at).map(|mate| mate.id.clone())
    };
    let passages = store::record::passages(r, id)?;
    let interests = interests(r, id, &passages)?;
    let kinds = all_kinds(r)?;
    let wishes = store::record::wishes(r, id)?;
    let outcomes = super::outcome::of_student(r, id)?;
    let rolls = store::record::rolls(r, id)?;
    let (mut years, mut counts) = (Vec::new(), HashMap::new());
    for passage in &passages {
        let of_class = reached.of(r, passage)?;
        let mut events = activities(of_class, &rolls, &kinds, &mut counts);
        let answered = interests.iter().filter(|it| it.0 == passage.year);
        events.extend(answered.map(|(_, interest)| answered_event(interest)));
        if seen.sees_talks {
            let talks = store::record::counselled(r, id, &passage.year)?;
            // What lies ahead is an appointment.
            let until = seen.today.to_string();
            let held = talks.into_iter().filter(|talk| talk.held_on <= until);
            // A conclusion was shared with the homeroom teacher of its day, not with later ones.
            let is_told = seen.sees(&passage.class_id);
            events.extend(held.map(|talk| counsel_event(talk, is_told)));
        }
        let mut rounds: Vec<&record::Wish> = Vec::new();
        for (_, wish) in wishes.iter().filter(|(year, _)| *year == passage.year) {
            if rounds.last().is_none_or(|last| last.round != wish.round) {
                rounds.push(wish);
            }
        }
        events.extend(rounds.into_iter().map(wish_event));
        let went = outcomes.iter().filter(|(of, _)| *of == passage.year);
        events.extend(went.map(|(_, stage)| outcome_event(stage)));
        // What has no day stands last.
        events.sort_by(|one, other| other.on.cmp(&one.on));
        years.push(RecordYear {
            year: passage.year.clone(),
            class: passage.class.clone(),
            grade: passage.grade,
            events,
        });
    }
    let mut attended: Vec<RecordCount> = (counts.into_iter())
        .map(|(label, count)| RecordCount { label, count })
        .collect();
    attended.sort_by(|one, other| (other.count, &one.label).cmp(&(one.count, &other.label)));
    let has_interest = interests.iter().any(|(of, _)| *of == year);
    Ok(RecordPage {
        missing: record::missing(&stored.record, &stored.review, has_interest, level),
        streams: record::streams(level),
        student: student.line,
        grade: of.grade,
        homeroom: of.homeroom,
        place: place.map_or(0, |at| u32::try_from(at + 1).unwrap_or(0)),
        of: u32::try_from(classmates.len()).unwrap_or(u32::MAX),
        before: neighbour(place.and_then(|at| at.checked_sub(1))),
        after: neighbour(place.map(|at| at + 1)),
        record: stored.record,
        review: stored.review,
        reviewed_on: stored.reviewed_on,
        reviewed_by: stored.reviewed_by,
        interests: interests
            .into_iter()
            .map(|(_, interest)| interest)
            .collect(),
        years,
        attended,
        today: seen.today,
        year,
    })
}

/// What reached the classes of a year; classmates share it.
#[derive(Default)]
pub(super) struct Reached(HashMap<String, Vec<Attended>>);

impl Reached {
    pub(super) fn of(&mut self, r: &Reading<'_>, passage: &Passage) -> Result<&[Attended]> {
        if !self.0.contains_key(&passage.class_id) {
            let found = store::record::reached(r, passage)?;
            self.0.insert(passage.class_id.clone(), found);
        }
        Ok(self.0.get(&passage.class_id).map_or(&[], Vec::as_slice))
    }
}

/// The activities of a year that reached a pupil; a visit they were not to go on is left out.
fn activities(
    reached: &[Attended],
    rolls: &HashMap<String, Roll>,
    kinds: &[ActivityKind],
    counts: &mut HashMap<String, u32>,
) -> Vec<RecordEvent> {
    let mut events = Vec::new();
    for done in reached {
        let roll = rolls.get(&done.id);
        if roll.is_some_and(|roll| !roll.is_listed) {
            continue;
        }
        let attendance = roll.map(|roll| roll.attendance.clone());
        let kind = kinds.iter().find(|kind| kind.code == done.kind);
        let shipped = kind.and_then(|kind| kind.stands_for.as_deref());
        let is_trip = shipped.unwrap_or(&done.kind) == "field_trip";
        if let (Some(kind), false) = (kind, attendance.as_deref() == Some("absent")) {
            *counts.entry(kind.short.clone()).or_default() += 1;
        }
        events.push(RecordEvent {
            what: if is_trip { "trip" } else { "activity" }.to_owned(),
            id: done.id.clone(),
            on: done.starts_on.to_string(),
            title: done.title.clone(),
            icon: kind.map(|kind| kind.icon.clone()).unwrap_or_default(),
            code: String::new(),
            attendance: attendance.unwrap_or_default(),
            note: roll.map(|roll| roll.note.clone()).unwrap_or_default(),
        });
    }
    events
}

fn answered_event(interest: &RecordInterest) -> RecordEvent {
    RecordEvent {
        what: "survey".to_owned(),
        id: interest.survey.clone(),
        on: interest.on.clone(),
        title: interest.title.clone(),
        icon: String::new(),
        code: interest.code.clone(),
        attendance: String::new(),
        note: String::new(),
    }
}

/// That a talk took place; what was said is the counselor's, but for a conclusion that they share.
fn counsel_event(talk: Talk, is_told: bool) -> RecordEvent {
    let form = form_label(&talk.form).to_lowercase();
    RecordEvent {
        what: "counsel".to_owned(),
        id: String::new(),
        on: talk.held_on,
        title: match talk.minutes {
            Some(minutes) => format!("Tư vấn {form}, {minutes} phút"),
            None => format!("Tư vấn {form}"),
        },
        icon: String::new(),
        code: String::new(),
        attendance: String::new(),
        note: match is_told {
            true => talk.conclusion,
            false => String::new(),
        },
    }
}

fn wish_event(wish: &record::Wish) -> RecordEvent {
    RecordEvent {
        what: "wish".to_owned(),
        id: String::new(),
        on: wish.stated_on.clone().unwrap_or_default(),
        title: format!("Nguyện vọng đợt {}", wish.round),
        icon: String::new(),
        code: String::new(),
        attendance: String::new(),
        note: wish.words(),
    }
}

fn outcome_event(stage: &super::outcome::OutcomeStage) -> RecordEvent {
    let title = match stage.stage.as_str() {
        "registered" => "Đăng ký học tiếp",
        "admitted" => "Trúng tuyển",
        "verified" => "Nơi học, nơi làm đã xác minh",
        _ => "Nơi học, nơi làm thực tế",
    };
    let said = [&stage.label, &stage.place, &stage.trade];
    let said = said.into_iter().filter(|text| !text.is_empty());
    RecordEvent {
        what: "outcome".to_owned(),
        id: String::new(),
        on: stage.learnt_on.clone().unwrap_or_default(),
        title: title.to_owned(),
        icon: String::new(),
        code: String::new(),
        attendance: String::new(),
        note: said.cloned().collect::<Vec<_>>().join(", "),
    }
}

/// The surveys that a pupil answered, with their years, the newest first.
pub(super) fn interests(
    r: &Reading<'_>,
    student: &str,
    passages: &[Passage],
) -> Result<Vec<(String, RecordInterest)>> {
    let mut known: HashMap<String, Instrument> = HashMap::new();
    let mut found = Vec::new();
    for form in store::survey::handed_in(r, student)? {
        if !known.contains_key(&form.instrument)
            && let Some(instrument) = store::survey::instrument(r, &form.instrument)?
        {
            known.insert(form.instrument.clone(), instrument);
        }
        let Some(instrument) = known.get(&form.instrument) else {
            continue;
        };
        let scored = score(instrument, &answers_of(instrument, &form));
        let passage = passages.iter().find(|of| of.year == form.year);
        let interest = RecordInterest {
            scales: scales(instrument, &scored),
            survey: form.survey,
            title: form.title,
            on: form.on,
            grade: passage.map_or(0, |of| of.grade),
            code: scored.code,
            is_flat: scored.is_flat,
        };
        found.push((form.year, interest));
    }
    Ok(found)
}

fn answers_of(instrument: &Instrument, form: &HandedIn) -> Response {
    let answer = |code: &str| {
        let known = form.answers.iter().find(|(item, _)| item == code);
        known.map(|(_, value)| *value)
    };
    Response {
        answers: (instrument.items.iter())
            .map(|item| answer(&item.code))
            .collect(),
        ..Response::default()
    }
}

fn scales(instrument: &Instrument, scored: &SurveyResponseScore) -> Vec<RecordScale> {
    let of = |code: &str| scored.scores.get(code).cloned().unwrap_or_default();
    (instrument.scales.iter())
        .map(|scale| {
            let found = of(&scale.code);
            RecordScale {
                code: scale.code.clone(),
                title: scale.title.clone(),
                sum: found.sum,
                score: found.score,
            }
        })
        .collect()
}
