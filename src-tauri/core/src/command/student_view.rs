//! Lists of pupils that a person keeps, and a list as an Excel file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::report::{Exported, check_path};
use super::student::{StudentQuery, filter};
use crate::book::Done;
use crate::command::{ById, Nothing};
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::domain::student::{StudentOnly, StudentOrder};
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;
use crate::report::student_list::{COLUMNS, outline};
use crate::store;

/// A kept list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentView {
    pub id: String,
    pub name: String,
    /// Only who keeps a list may replace it or take it away.
    pub is_own: bool,
    /// Everybody of the school is offered it, each with the pupils they see.
    pub is_shared: bool,
    #[serde(flatten)]
    pub content: StudentViewContent,
}

/// What a kept list shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct StudentViewContent {
    pub class: Option<String>,
    // No words that were searched: a name would stay here when its pupil is erased.
    pub only: StudentOnly,
    pub order: StudentOrder,
    /// Besides the name: `born_on sex class ministry_id school_code ethnicity support status phone`.
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentViewDraft {
    pub name: String,
    #[serde(default)]
    pub is_shared: bool,
    #[serde(flatten)]
    pub content: StudentViewContent,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct StudentListExport {
    pub query: StudentQuery,
    pub columns: Vec<String>,
    pub path: String,
}

pub fn list(desk: &mut Desk, _: Nothing) -> Result<Vec<StudentView>> {
    let book = desk.book()?;
    let account = book.account().id.clone();
    book.read(Op::StudentViewList, |r| {
        let kept = store::student_view::list(r, &account)?;
        Ok(kept
            .into_iter()
            .filter_map(|kept| {
                // A list of a newer version may say what this one cannot read.
                let content = serde_json::from_str(&kept.content).ok()?;
                Some(StudentView {
                    id: kept.id,
                    name: kept.name,
                    is_own: kept.is_own,
                    is_shared: kept.is_shared,
                    content,
                })
            })
            .collect())
    })
}

/// Keeps a list; one of the same name is replaced.
pub fn save(desk: &mut Desk, draft: StudentViewDraft) -> Result<Done<String>> {
    let name = tidy(&draft.name);
    if name.is_empty() {
        return Err(Error::invalid("name", "form.required"));
    }
    if name.chars().count() > 60 {
        let problem = Problem::new("name", "form.too_long").with("max", 60);
        return Err(Error::Invalid(vec![problem]));
    }
    draft.content.only.check()?;
    check_columns(&draft.content.columns)?;
    let content = serde_json::to_string(&draft.content).unwrap_or_default();
    let book = desk.book_mut()?;
    let account = book.account().id.clone();
    book.write(Op::StudentViewSave, "", |w| {
        store::student_view::save(w, &account, &name, &content, draft.is_shared)
    })
}

pub fn remove(desk: &mut Desk, request: ById) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    let account = book.account().id.clone();
    book.write(
        Op::StudentViewRemove,
        &request.id,
        |w| match store::student_view::delete(w, &account, &request.id)? {
            true => Ok(()),
            false => Err(Error::NotFound("student_view")),
        },
    )
}

/// The list shown, with the columns shown, as a workbook; that it left the book is written down
/// before it stands.
pub fn export(desk: &mut Desk, request: StudentListExport) -> Result<Exported> {
    check_columns(&request.columns)?;
    let path = check_path(&request.path)?;
    let progress = desk.progress.clone();
    let book = desk.book_mut()?;
    let scope = book.scope();
    let today = book.clock().today();
    let outline = book.look(Op::StudentListExport, "", |r| {
        let (year, filter) = filter(r, &request.query, &scope)?;
        let students = store::student::list(r, &year, &filter)?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let about = format!(
            "Năm học {}, ngày {}",
            year.replace('-', "–"),
            today.for_people()
        );
        Ok(outline(&school.name, &about, &request.columns, &students))
    })?;
    let written = crate::report::xlsx::save(&outline, path, progress.as_ref())?;
    Ok(Exported::from(written))
}

fn check_columns(columns: &[String]) -> Result<()> {
    let is_known = |column: &String| COLUMNS.iter().any(|(code, ..)| code == column);
    match columns.iter().find(|column| !is_known(column)) {
        None => Ok(()),
        Some(column) => Err(Error::Invalid(vec![
            Problem::new("columns", "form.bad_choice").with("value", column),
        ])),
    }
}
