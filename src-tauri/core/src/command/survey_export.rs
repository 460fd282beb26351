//! The results of a survey as an Excel file: without names unless they are asked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::year_or_current;
use super::report::{Exported, check_path};
use super::survey::{asked_results, survey_groups};
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::report::survey_results::{SurveyFacts, outline};
use crate::store;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct SurveyExport {
    pub survey: String,
    /// Name of a class, else a grade; the whole survey where neither is named.
    #[serde(default)]
    pub class: Option<String>,
    #[serde(default)]
    pub grade: Option<u32>,
    /// Whether it says who answered what, and who has not. Never of a survey without names.
    #[serde(default)]
    pub with_names: bool,
    pub path: String,
}

/// That it left the book is written down before the file stands.
pub fn export(desk: &mut Desk, request: SurveyExport) -> Result<Exported> {
    let path = check_path(&request.path)?;
    let progress = desk.progress.clone();
    let book = desk.book_mut()?;
    let today = book.clock().today();
    let outline = book.look(Op::SurveyExport, &request.survey, |r| {
        let (class, grade) = (request.class.as_deref(), request.grade);
        let asked = asked_results(r, &request.survey, class, grade)?;
        let named = request.with_names && !asked.instrument.is_anonymous;
        let groups = match class.is_none() && grade.is_none() {
            true => survey_groups(r, &asked.survey, &asked.instrument)?,
            false => Vec::new(),
        };
        let mut waiting = Vec::new();
        for class in asked
            .classes
            .iter()
            .filter(|_| !asked.instrument.is_anonymous)
        {
            let lines = store::survey::sheet(r, &asked.survey.id, &class.id)?;
            let blank = lines
                .into_iter()
                .filter(|line| line.answers.is_empty() && line.replies.is_empty());
            waiting.push((class.name.clone(), blank.map(|line| line.name).collect()));
        }
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let year = year_or_current(r, Some(&asked.survey.year))?;
        Ok(outline(&SurveyFacts {
            school: school.name,
            about: format!(
                "Năm học {}, khảo sát “{}”, ngày {}",
                year.for_people(),
                asked.survey.title,
                today.for_people()
            ),
            instrument: &asked.instrument,
            results: &asked.results,
            groups: &groups,
            waiting,
            responses: named.then_some(asked.responses.as_slice()),
        }))
    })?;
    let written = crate::report::xlsx::save(&outline, path, progress.as_ref())?;
    Ok(Exported::from(written))
}
