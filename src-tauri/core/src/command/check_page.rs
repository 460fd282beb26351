//! The statutory check on one page: on the screen, as PDF, beside the year before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::year_or_current;
use super::check::{all_checks, before};
use super::paper::{self, PaperPreview};
use super::report::Exported;
use crate::desk::Desk;
use crate::domain::check_page::{CheckLine, CheckSum, lines, sum};
use crate::domain::role::Op;
use crate::error::{Error, Result};
use crate::kernel::Date;
use crate::paper::check::CheckPaper;
use crate::store::{self, Reading};

/// What the page says, and what is printed with it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CheckAsk {
    pub year: Option<String>,
    /// Without why a duty is not met and what makes up for it.
    pub without_reasons: bool,
    /// Without what the rules rest on.
    pub without_sources: bool,
    /// With a place for the principal's name.
    pub is_signed: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct CheckPage {
    pub year: String,
    /// The year before, where the book holds one.
    pub before_year: Option<String>,
    pub sum: CheckSum,
    pub before: Option<CheckSum>,
    pub lines: Vec<CheckLine>,
    /// Names of the rule sets in use.
    pub rule_sets: Vec<String>,
    pub today: Date,
    pub is_locked: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct CheckExport {
    #[serde(flatten)]
    pub ask: CheckAsk,
    pub path: String,
}

pub fn get(desk: &mut Desk, request: CheckAsk) -> Result<CheckPage> {
    let book = desk.book()?;
    let today = book.clock().today();
    book.read(Op::CheckGet, |r| page(r, &request, today))
}

pub fn preview(desk: &mut Desk, request: CheckAsk) -> Result<PaperPreview> {
    let press = paper::press(desk);
    let book = desk.book()?;
    let today = book.clock().today();
    let sheet = book.read(Op::CheckPreview, |r| sheet(r, &request, today))?;
    paper::preview_whole(&press, &sheet, 1)
}

pub fn export(desk: &mut Desk, request: CheckExport) -> Result<Exported> {
    let press = paper::press(desk);
    let path = paper::check_path(&request.path)?;
    let book = desk.book_mut()?;
    let today = book.clock().today();
    let sheet = book.read(Op::CheckExport, |r| sheet(r, &request.ask, today))?;
    paper::export(book, Op::CheckExport, "", &press, &sheet, path)
}

fn page(r: &Reading<'_>, ask: &CheckAsk, today: Date) -> Result<CheckPage> {
    let year = year_or_current(r, ask.year.as_deref())?;
    let checked = all_checks(r, &year, None)?;
    let (before_year, before) = match before(r, &year, today)? {
        Some((year, days)) => (Some(year.year.clone()), all_checks(r, &year, Some(days))?),
        None => (None, Vec::new()),
    };
    let lines_now = lines(&checked, &before, today);
    Ok(CheckPage {
        sum: sum(&lines_now),
        before: before_year
            .is_some()
            .then(|| sum(&lines(&before, &[], today))),
        rule_sets: super::rule_set::used(r, &year.year)?
            .into_iter()
            .map(|set| set.name)
            .collect(),
        lines: lines_now,
        before_year,
        today,
        is_locked: year.is_locked,
        year: year.year,
    })
}

fn sheet(r: &Reading<'_>, ask: &CheckAsk, today: Date) -> Result<CheckPaper> {
    let page = page(r, ask, today)?;
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let profile = store::school::profile(r, &page.year)?;
    let unmet = page.lines.iter().filter(|line| line.state == "unmet");
    let gaps = unmet.map(|line| {
        let parts = [line.missing.as_str(), &line.reason, &line.plan];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|it| !it.is_empty())
            .map(sentence)
            .collect();
        said.join(" ")
    });
    let mut sources: Vec<String> = page
        .lines
        .iter()
        .map(|line| line.rule_set.clone())
        .collect();
    sources.dedup();
    Ok(CheckPaper {
        parent_body: school.parent_body.clone(),
        school: school.name.clone(),
        year: page.year.replace('-', "–"),
        until: today.for_people(),
        gaps: match ask.without_reasons {
            true => Vec::new(),
            false => gaps.collect(),
        },
        sources: match ask.without_sources {
            true => Vec::new(),
            false => sources,
        },
        signer_title: match ask.is_signed {
            true => crate::report::words::signer_title(&profile.signer_title),
            false => Vec::new(),
        },
        signer: match profile.signer_name.is_empty() {
            true => school.principal.clone(),
            false => profile.signer_name,
        },
        sum: page.sum,
        before: page.before,
        lines: page.lines,
    })
}

/// Ends with a full stop.
fn sentence(text: &str) -> String {
    match text.ends_with(['.', '!', '?']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}
