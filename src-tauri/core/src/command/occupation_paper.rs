//! Occupations to find out about, printed for a class.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::year_or_current;
use super::occupation::suggestions_of;
use super::paper::{self, PaperPreview};
use super::record::{RecordPage, Seen, class_pages};
use super::report::Exported;
use crate::book::Book;
use crate::desk::Desk;
use crate::domain::occupation::ATTRIBUTION;
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::paper::occupation::{OccupationPaper, OccupationPupil, OccupationReason};
use crate::store;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct OccupationPreview {
    pub class: String,
    /// From 1.
    #[serde(default)]
    pub page: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OccupationSheets {
    pub class: String,
    pub path: String,
}

pub fn preview(desk: &mut Desk, query: OccupationPreview) -> Result<PaperPreview> {
    let press = paper::press(desk);
    let paper = sheets(desk.book()?, Op::OccupationPreview, &query.class)?;
    paper::preview_whole(&press, &paper, query.page.unwrap_or(1))
}

/// The sheets as a PDF; that they were taken out is written down.
pub fn export(desk: &mut Desk, request: OccupationSheets) -> Result<Exported> {
    let press = paper::press(desk);
    let path = paper::check_path(&request.path)?;
    let book = desk.book_mut()?;
    let paper = sheets(book, Op::OccupationSheets, &request.class)?;
    paper::export(
        book,
        Op::OccupationSheets,
        &request.class,
        &press,
        &paper,
        path,
    )
}

fn sheets(book: &Book, op: Op, class: &str) -> Result<OccupationPaper> {
    let seen = Seen::by(book);
    book.read(op, |r| {
        let year = year_or_current(r, None)?.year;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let occupations = super::occupation::all(r)?;
        let pages = class_pages(r, Some(class), &seen)?;
        let Some(first) = pages.first() else {
            return Err(Error::refused("paper.no_pupils"));
        };
        let pupil = |page: &RecordPage| {
            let found = suggestions_of(page, &occupations);
            OccupationPupil {
                name: page.student.name.clone(),
                code: page
                    .interests
                    .first()
                    .map(|it| it.code.clone())
                    .unwrap_or_default(),
                lines: found
                    .suggestions
                    .into_iter()
                    .map(|one| OccupationReason {
                        name: one.occupation.name,
                        shared: one.shared,
                    })
                    .collect(),
                why: match found.why_none.as_str() {
                    "no_form" => "Em chưa làm phiếu sở thích.",
                    "incomplete" => "Phiếu sở thích còn thiếu câu trả lời.",
                    "flat" => "Sở thích chưa nghiêng rõ về nhóm nào: hãy nói chuyện thêm.",
                    _ => "",
                }
                .to_owned(),
            }
        };
        Ok(OccupationPaper {
            school: school.name,
            class: first.student.class.clone(),
            year: year.replace('-', "–"),
            printed_on: book.clock().today().for_people(),
            pupils: pages.iter().map(pupil).collect(),
            attribution: ATTRIBUTION.to_owned(),
        })
    })
}
