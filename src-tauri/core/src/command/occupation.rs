//! Occupations to find out about: those that came with the program, the school's own, where they
//! are taught, and which lie near a pupil's interests.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::record::{self, RecordPage, Seen};
use crate::book::Done;
use crate::command::{ById, Nothing};
use crate::desk::Desk;
use crate::domain::occupation::{
    self, ATTRIBUTION, INTERESTS, LEVELS, Occupation, OccupationDraft, Suggestion,
};
use crate::domain::role::Op;
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;
use crate::store::occupation::StoredTraining;
use crate::store::{self, Reading};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OccupationPage {
    /// The school's own first.
    pub occupations: Vec<OccupationLine>,
    /// Shown wherever profiles are (CC BY 4.0).
    pub attribution: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OccupationLine {
    #[serde(flatten)]
    pub occupation: Occupation,
    /// Leading interests of one that the school added.
    pub interests: String,
    pub trainings: Vec<Training>,
}

/// Where an occupation is taught.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Training {
    pub id: String,
    pub school: String,
    pub place: String,
    /// `sc tc cd dh`, or empty.
    pub level: String,
    pub note: String,
    pub noted_at: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OccupationChange {
    pub id: String,
    pub draft: OccupationDraft,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct TrainingDraft {
    pub occupation: String,
    pub school: String,
    pub place: String,
    pub level: String,
    pub note: String,
}

/// What may be looked at with a pupil.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Suggestions {
    /// Empty with a reason in `why_none`.
    pub suggestions: Vec<Suggestion>,
    /// `no_form`, `incomplete`, `flat` or empty.
    pub why_none: String,
    /// Day of the form they rest on, ISO.
    pub on: String,
    pub attribution: String,
}

pub fn list(desk: &mut Desk, _: Nothing) -> Result<OccupationPage> {
    desk.book()?.read(Op::OccupationList, |r| {
        let trainings = store::occupation::trainings(r)?;
        let line = |(occupation, interests): (Occupation, String)| {
            let own = trainings.iter().filter(|it| it.occupation == occupation.id);
            OccupationLine {
                trainings: own.map(Training::from).collect(),
                occupation,
                interests,
            }
        };
        let own = store::occupation::list(r)?.into_iter();
        let shipped = occupation::shipped().iter().cloned();
        let shipped = shipped.map(|occupation| (occupation, String::new()));
        Ok(OccupationPage {
            occupations: own.chain(shipped).map(line).collect(),
            attribution: ATTRIBUTION.to_owned(),
        })
    })
}

pub fn add(desk: &mut Desk, draft: OccupationDraft) -> Result<Done<String>> {
    let draft = draft.check()?;
    desk.book_mut()?.write(Op::OccupationAdd, "", |w| {
        store::occupation::insert(w, &draft)
    })
}

pub fn change(desk: &mut Desk, request: OccupationChange) -> Result<Done<()>> {
    let draft = request.draft.check()?;
    desk.book_mut()?.write(
        Op::OccupationChange,
        &request.id,
        |w| match store::occupation::update(w, &request.id, &draft)? {
            true => Ok(()),
            false => Err(Error::NotFound("occupation")),
        },
    )
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?.write(
        Op::OccupationRemove,
        &request.id,
        |w| match store::occupation::delete(w, &request.id)? {
            true => Ok(()),
            false => Err(Error::NotFound("occupation")),
        },
    )
}

pub fn add_training(desk: &mut Desk, draft: TrainingDraft) -> Result<Done<String>> {
    let school = tidy(&draft.school);
    let mut problems = Vec::new();
    if school.is_empty() {
        problems.push(Problem::new("school", "form.required"));
    }
    if !draft.level.is_empty() && !LEVELS.contains(&draft.level.as_str()) {
        problems.push(Problem::new("level", "form.bad_choice").with("value", &draft.level));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    desk.book_mut()?
        .write(Op::TrainingAdd, &draft.occupation, |w| {
            if !all(w)?.iter().any(|one| one.id == draft.occupation) {
                return Err(Error::NotFound("occupation"));
            }
            let training = StoredTraining {
                id: String::new(),
                occupation: draft.occupation.clone(),
                school: school.clone(),
                place: tidy(&draft.place),
                level: draft.level.clone(),
                note: tidy(&draft.note),
                noted_at: String::new(),
            };
            store::occupation::insert_training(w, &training)
        })
}

pub fn remove_training(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    desk.book_mut()?
        .write(
            Op::TrainingRemove,
            &request.id,
            |w| match store::occupation::delete_training(w, &request.id)? {
                true => Ok(()),
                false => Err(Error::NotFound("training")),
            },
        )
}

/// Occupations near the interests that a pupil last told; whoever may open the record may ask.
pub fn suggest(desk: &mut Desk, request: ById) -> Result<Suggestions> {
    let book = desk.book()?;
    let seen = Seen::by(book);
    book.read(Op::OccupationSuggest, |r| {
        let page = record::page(r, &request.id, &seen)?;
        Ok(suggestions_of(&page, &all(r)?))
    })
}

/// Occupations near the interests that the pupil of a page last told, or why there are none.
pub(super) fn suggestions_of(page: &RecordPage, occupations: &[Occupation]) -> Suggestions {
    let none = |why: &str, on: &str| Suggestions {
        suggestions: Vec::new(),
        why_none: why.to_owned(),
        on: on.to_owned(),
        attribution: ATTRIBUTION.to_owned(),
    };
    let mut interests = page.interests.iter();
    let Some(newest) = interests.find(|it| it.scales.len() == INTERESTS.len()) else {
        return none("no_form", "");
    };
    let of = |letter: &char| {
        let mut scales = newest.scales.iter();
        let own = scales.find(|scale| scale.code == letter.to_string());
        own.and_then(|scale| scale.score)
    };
    let scores: Option<Vec<f64>> = INTERESTS.iter().map(of).collect();
    match scores {
        None => none("incomplete", &newest.on),
        Some(_) if newest.is_flat => none("flat", &newest.on),
        Some(scores) => Suggestions {
            suggestions: occupation::suggest(&scores, occupations),
            ..none("", &newest.on)
        },
    }
}

/// The school's own and those that came with the program.
pub(super) fn all(r: &Reading<'_>) -> Result<Vec<Occupation>> {
    let own = store::occupation::list(r)?.into_iter().map(|(own, _)| own);
    Ok(own.chain(occupation::shipped().iter().cloned()).collect())
}

impl From<&StoredTraining> for Training {
    fn from(stored: &StoredTraining) -> Self {
        Training {
            id: stored.id.clone(),
            school: stored.school.clone(),
            place: stored.place.clone(),
            level: stored.level.clone(),
            note: stored.note.clone(),
            noted_at: stored.noted_at.clone(),
        }
    }
}
