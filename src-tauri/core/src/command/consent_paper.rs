//! The consent slips of a class, to be signed at home.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::year_or_current;
use super::paper::{self, PaperPreview};
use super::record::{asked_class, studying};
use super::report::Exported;
use crate::book::Book;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::domain::school::Level;
use crate::error::{Error, Result};
use crate::paper::consent::ConsentPaper;
use crate::store;

/// A class; the first one where none is named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ConsentPreview {
    pub class: Option<String>,
    /// From 1.
    pub page: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct ConsentSlips {
    #[serde(default)]
    pub class: Option<String>,
    pub path: String,
}

pub fn preview(desk: &mut Desk, query: ConsentPreview) -> Result<PaperPreview> {
    let press = paper::press(desk);
    let paper = slips(desk.book()?, Op::ConsentPreview, query.class.as_deref())?;
    let one = |name: &String| ConsentPaper {
        names: vec![name.clone()],
        ..paper.clone()
    };
    paper::preview_of(&press, &paper.names, one, query.page.unwrap_or(1))
}

/// The slips as one PDF; that the names were taken out is written down.
pub fn export(desk: &mut Desk, request: ConsentSlips) -> Result<Exported> {
    let press = paper::press(desk);
    let path = paper::check_path(&request.path)?;
    let book = desk.book_mut()?;
    let slips = slips(book, Op::ConsentSlips, request.class.as_deref())?;
    let subject = request.class.as_deref().unwrap_or_default();
    paper::export(book, Op::ConsentSlips, subject, &press, &slips, path)
}

fn slips(book: &Book, op: Op, class: Option<&str>) -> Result<ConsentPaper> {
    book.read(op, |r| {
        let year = year_or_current(r, None)?.year;
        let classes = store::class::list(r, &year)?;
        let none = || Error::refused("paper.no_pupils");
        let class = asked_class(&classes, class)?.ok_or_else(none)?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let pupils = studying(r, &year, &class.id)?;
        if pupils.is_empty() {
            return Err(none());
        }
        Ok(ConsentPaper {
            school: school.name,
            class: class.name.clone(),
            year: year.replace('-', "–"),
            printed_on: book.clock().today().for_people(),
            receivers: match class.level == Level::Thcs && class.grade == 9 {
                true => store::handover::receivers(r)?,
                false => Vec::new(),
            },
            names: pupils.into_iter().map(|pupil| pupil.name).collect(),
        })
    })
}
