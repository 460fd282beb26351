//! The orientation sheets of a class, or of one pupil, for the parents' meeting.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::paper::{self, PaperPreview};
use super::record::{RecordInterest, RecordPage, Seen, class_pages, page};
use super::report::Exported;
use crate::book::Book;
use crate::desk::Desk;
use crate::domain::record::{MOST_WISHES, Wish, stream_label};
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::paper::record::{
    CountSheet, InterestSheet, RecordPaper, RecordSheet, ScaleSheet, TripSheet, WishSheet,
};
use crate::store::{self, Reading};

/// Activities and visits that fit on a sheet.
const MOST_KINDS: usize = 6;
const MOST_TRIPS: usize = 4;

/// One pupil's sheet, or those of a class; the first class that the person sees where neither is
/// named.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RecordPreview {
    pub student: Option<String>,
    pub class: Option<String>,
    /// From 1.
    pub page: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct RecordExport {
    #[serde(default)]
    pub student: Option<String>,
    #[serde(default)]
    pub class: Option<String>,
    pub path: String,
}

pub fn preview(desk: &mut Desk, query: RecordPreview) -> Result<PaperPreview> {
    let press = paper::press(desk);
    let (student, class) = (query.student.as_deref(), query.class.as_deref());
    let paper = sheets(desk.book()?, Op::RecordPreview, student, class)?;
    let one = |sheet: &RecordSheet| RecordPaper {
        sheets: vec![sheet.clone()],
        ..paper.clone()
    };
    paper::preview_of(&press, &paper.sheets, one, query.page.unwrap_or(1))
}

/// The sheets as one PDF; that they were taken out is written down.
pub fn export(desk: &mut Desk, request: RecordExport) -> Result<Exported> {
    let press = paper::press(desk);
    let path = paper::check_path(&request.path)?;
    let book = desk.book_mut()?;
    let (student, class) = (request.student.as_deref(), request.class.as_deref());
    let sheets = sheets(book, Op::RecordExport, student, class)?;
    let subject = student.or(class).unwrap_or_default();
    paper::export(book, Op::RecordExport, subject, &press, &sheets, path)
}

fn sheets(book: &Book, op: Op, student: Option<&str>, class: Option<&str>) -> Result<RecordPaper> {
    let seen = Seen::by(book);
    book.read(op, |r| {
        let pages = match student {
            Some(id) => vec![page(r, id, &seen)?],
            None => class_pages(r, class, &seen)?,
        };
        of_pages(r, &pages, book.clock().today())
    })
}

fn of_pages(r: &Reading<'_>, pages: &[RecordPage], today: Date) -> Result<RecordPaper> {
    let first = pages.first().ok_or(Error::refused("paper.no_pupils"))?;
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    Ok(RecordPaper {
        title: format!("Phiếu hướng nghiệp, lớp {}", first.student.class),
        school: school.name,
        year: first.year.replace('-', "–"),
        printed_on: today.for_people(),
        sheets: pages.iter().map(sheet).collect(),
    })
}

fn sheet(page: &RecordPage) -> RecordSheet {
    let record = &page.record;
    let strengths = record.strengths.iter().map(|strength| &strength.title);
    let forte: Vec<&str> = std::iter::once(&record.forte)
        .chain(strengths)
        .map(String::as_str)
        .filter(|words| !words.is_empty())
        .collect();
    let newest = newest_round(&record.wishes);
    RecordSheet {
        name: page.student.name.clone(),
        about: about(page),
        interest: page.interests.first().map(interest),
        academic: record.academic.clone(),
        ability: record.ability.clone(),
        forte: forte.join("; "),
        attended: (page.attended.iter().take(MOST_KINDS))
            .map(|one| CountSheet {
                label: one.label.to_lowercase(),
                count: one.count,
            })
            .collect(),
        trips: trips(page),
        wishes: match page.streams.is_empty() {
            true => Vec::new(),
            false => (1..=MOST_WISHES).map(|rank| wish(&newest, rank)).collect(),
        },
        wishes_on: stated(&newest),
        remark: page.review.remark.clone(),
    }
}

/// `Lớp 9B, sinh 14/08/2011, số 2/43. Giáo viên chủ nhiệm: Phạm Thu Hà.`
fn about(page: &RecordPage) -> String {
    let mut words = format!("Lớp {}", page.student.class);
    let born = page.student.born_on.as_deref().map(day);
    if let Some(born) = born.filter(|born| !born.is_empty()) {
        words.push_str(&format!(", sinh {born}"));
    }
    words.push_str(&format!(", số {}/{}.", page.place, page.of));
    if !page.homeroom.is_empty() {
        words.push_str(&format!(" Giáo viên chủ nhiệm: {}.", page.homeroom));
    }
    words
}

fn interest(found: &RecordInterest) -> InterestSheet {
    let title_of = |code: &str| {
        let scale = found.scales.iter().find(|scale| scale.code == code);
        scale.map(|scale| scale.title.as_str())
    };
    // `S-A-I`, where two are even `S-A/I`.
    let leading: Vec<&str> = found.code.split(['-', '/']).filter_map(title_of).collect();
    InterestSheet {
        code: found.code.clone(),
        title: found.title.clone(),
        on: day(&found.on),
        is_flat: found.is_flat,
        leading: leading.join(", "),
        scales: (found.scales.iter())
            .map(|scale| ScaleSheet {
                code: scale.code.clone(),
                title: scale.title.clone(),
                score: scale.score,
                shown: scale
                    .score
                    .map_or_else(|| "chưa đủ".to_owned(), |score| format!("{score:.0}")),
            })
            .collect(),
    }
}

/// The newest visits that the pupil was not absent from.
fn trips(page: &RecordPage) -> Vec<TripSheet> {
    let events = page.years.iter().flat_map(|year| &year.events);
    events
        .filter(|event| event.what == "trip" && event.attendance != "absent")
        .take(MOST_TRIPS)
        .map(|event| TripSheet {
            on: day(&event.on),
            title: event.title.clone(),
        })
        .collect()
}

fn newest_round(wishes: &[Wish]) -> Vec<&Wish> {
    let newest = wishes.iter().map(|wish| wish.round).max();
    let of = wishes.iter().filter(|wish| Some(wish.round) == newest);
    of.collect()
}

fn wish(newest: &[&Wish], rank: u32) -> WishSheet {
    let stated = newest.iter().find(|wish| wish.rank == rank);
    stated.map_or_else(
        || WishSheet {
            rank,
            ..WishSheet::default()
        },
        |wish| WishSheet {
            rank,
            stream: stream_label(&wish.stream).to_owned(),
            school: wish.school.clone(),
            trade: wish.trade.clone(),
        },
    )
}

/// `đợt 2, 14/11/2025`
fn stated(newest: &[&Wish]) -> String {
    let Some(first) = newest.first() else {
        return String::new();
    };
    let on = first.stated_on.as_deref().map(day).unwrap_or_default();
    match on.is_empty() {
        true => format!("đợt {}", first.round),
        false => format!("đợt {}, {on}", first.round),
    }
}

fn day(iso: &str) -> String {
    let day = iso.parse::<Date>().map(|day| day.for_people());
    day.unwrap_or_default()
}
