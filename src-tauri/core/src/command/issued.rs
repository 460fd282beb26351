//! Reports that were issued: frozen, looked at again, held against the book, corrected.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::year_or_current;
use super::report::{self, Exported, check_report_path};
use crate::book::Done;
use crate::command::{ById, ByYear};
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::domain::year::{Period, PeriodKind};
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;
use crate::kernel::{Date, Instant};
use crate::report::annual::{outline, vouch};
use crate::report::frozen::{Difference, Frozen, differences};
use crate::report::outline::Outline;
use crate::store::audit::Entry;
use crate::store::issued::StoredIssued;
use crate::store::{self, Reading};

/// A report to be issued as the book has it now, with the number, the day and the signer of the year's
/// profile.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct ReportIssue {
    pub period: Period,
    /// Id of the report that this one corrects.
    #[serde(default)]
    pub corrects: Option<String>,
    /// Why it is corrected.
    #[serde(default)]
    pub reason: Option<String>,
}

/// An issued report in the list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct IssuedLine {
    pub id: String,
    pub period: Period,
    /// `15`
    pub number: String,
    /// ISO
    pub issued_on: String,
    pub signer: String,
    pub signer_title: String,
    /// Id and number of the report that it corrects.
    pub corrects: Option<String>,
    pub corrects_number: Option<String>,
    pub reason: String,
    /// SHA-256, hex.
    pub hash: String,
    /// Whether a later one corrects it.
    pub is_corrected: bool,
}

/// An issued report as it was, beside the book of today.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct IssuedReport {
    pub line: IssuedLine,
    pub outline: Outline,
    /// Whether it is, byte for byte, what was issued.
    pub is_whole: bool,
    /// What the book says otherwise by now; at most five hundred.
    pub differences: Vec<Difference>,
    pub difference_count: u32,
    /// Names of the rule sets that it was held against.
    pub rule_sets: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct IssuedExport {
    pub id: String,
    /// Excel, Word or PDF, by its ending.
    pub path: String,
}

const MOST_SHOWN: usize = 500;

pub fn list(desk: &mut Desk, request: ByYear) -> Result<Vec<IssuedLine>> {
    desk.book()?.read(Op::IssuedList, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        lines(r, &year.year)
    })
}

pub fn get(desk: &mut Desk, request: ById) -> Result<IssuedReport> {
    let book = desk.book()?;
    let today = book.clock().today();
    book.read(Op::IssuedGet, |r| {
        let stored = of_id(r, &request.id)?;
        let frozen = frozen(r, &request.id)?;
        let facts = report::facts(r, &period_of(&stored), today)?;
        let now = outline(&facts);
        let was = frozen.outline();
        let mut found = differences(&was, &now);
        let difference_count = u32::try_from(found.len()).unwrap_or(u32::MAX);
        found.truncate(MOST_SHOWN);
        let sets = frozen.rules.iter().filter_map(|text| {
            let set = crate::domain::compliance::RuleSet::read(text).ok()?;
            Some(set.name)
        });
        let line = lines(r, &stored.year)?
            .into_iter()
            .find(|line| line.id == stored.id);
        Ok(IssuedReport {
            line: line.ok_or(Error::NotFound("issued_report"))?,
            is_whole: frozen.hash()? == stored.hash && frozen.has_true_rows()?,
            rule_sets: sets.collect(),
            outline: was,
            differences: found,
            difference_count,
        })
    })
}

/// Freezes the report. It cannot be undone: what was signed and sent is corrected, never taken back.
pub fn issue(desk: &mut Desk, request: ReportIssue) -> Result<Done<String>> {
    let book = desk.book_mut()?;
    let today = book.clock().today();
    book.write_for_good(Op::ReportIssue, "", |w| {
        let year = year_or_current(w, Some(&request.period.year))?;
        let profile = store::school::profile(w, &year.year)?;
        let mut problems = Vec::new();
        if profile.report_number.is_empty() {
            problems.push(Problem::new("number", "report.no_number"));
        }
        let issued_on = profile.report_on.clone().unwrap_or_default();
        if issued_on.parse::<Date>().is_err() {
            problems.push(Problem::new("issued_on", "report.no_day"));
        }
        let reason = tidy(request.reason.as_deref().unwrap_or_default());
        let known = store::issued::list(w, &year.year)?;
        match &request.corrects {
            Some(id) => {
                known
                    .iter()
                    .find(|one| one.id == *id)
                    .ok_or(Error::NotFound("issued_report"))?;
                if reason.is_empty() {
                    problems.push(Problem::new("reason", "form.required"));
                }
            }
            None => {
                let same = known.iter().find(|one| one.number == profile.report_number);
                if let Some(same) = same {
                    let problem = Problem::new("number", "report.number_taken");
                    problems.push(problem.with("number", &same.number));
                }
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let facts = report::facts(w, &request.period, today)?;
        let mut outline = outline(&facts);
        if let Some(newest) = store::audit::newest(w)? {
            vouch(&mut outline, log_in_words(&newest));
        }
        let sets = super::rule_set::used(w, &year.year)?;
        let rules = sets.iter().map(|set| set.write()).collect::<Result<_>>()?;
        let frozen = Frozen::of(&outline, rules)?;
        let content = serde_json::to_string(&frozen)
            .map_err(|fault| Error::Bug(format!("frozen report: {fault}")))?;
        let stored = StoredIssued {
            id: String::new(),
            year: year.year,
            period: serde_json::to_string(&request.period)
                .map_err(|fault| Error::Bug(format!("period: {fault}")))?,
            number: profile.report_number,
            issued_on,
            signer: outline.frame.signer.clone(),
            signer_title: outline.frame.signer_title.join(" "),
            corrects: request.corrects.clone(),
            reason,
            hash: frozen.hash()?,
        };
        store::issued::insert(w, &stored, &content)
    })
}

/// How far the log of the system had come and its hash: on a signed paper, where nobody can rewrite it.
fn log_in_words(newest: &Entry) -> String {
    let at = newest.at.parse::<Instant>();
    format!(
        "Nhật ký hệ thống của sổ trước khi phát hành báo cáo: {} dòng, dòng cuối ghi lúc {}, mã chuỗi {}.",
        newest.act,
        at.map_or_else(|()| newest.at.clone(), Instant::for_people),
        newest.hash
    )
}

/// The report as it was issued, once more as a file.
pub fn export(desk: &mut Desk, request: IssuedExport) -> Result<Exported> {
    let path = check_report_path(&request.path)?;
    let book = desk.book_mut()?;
    let outline = book.look(Op::IssuedExport, &request.id, |r| {
        of_id(r, &request.id)?;
        Ok(frozen(r, &request.id)?.outline())
    })?;
    report::save(desk, &outline, &path)
}

fn lines(r: &Reading<'_>, year: &str) -> Result<Vec<IssuedLine>> {
    let all = store::issued::list(r, year)?;
    let number = |id: &str| {
        all.iter()
            .find(|one| one.id == id)
            .map(|one| one.number.clone())
    };
    let line = |stored: &StoredIssued| IssuedLine {
        is_corrected: all
            .iter()
            .any(|one| one.corrects.as_deref() == Some(&stored.id)),
        corrects_number: stored.corrects.as_deref().and_then(number),
        period: period_of(stored),
        id: stored.id.clone(),
        number: stored.number.clone(),
        issued_on: stored.issued_on.clone(),
        signer: stored.signer.clone(),
        signer_title: stored.signer_title.clone(),
        corrects: stored.corrects.clone(),
        reason: stored.reason.clone(),
        hash: stored.hash.clone(),
    };
    Ok(all.iter().map(line).collect())
}

fn period_of(stored: &StoredIssued) -> Period {
    serde_json::from_str(&stored.period).unwrap_or(Period {
        year: stored.year.clone(),
        kind: PeriodKind::Year,
        from: None,
        to: None,
    })
}

fn of_id(r: &Reading<'_>, id: &str) -> Result<StoredIssued> {
    store::issued::get(r, id)?.ok_or(Error::NotFound("issued_report"))
}

fn frozen(r: &Reading<'_>, id: &str) -> Result<Frozen> {
    let content = store::issued::content(r, id)?;
    serde_json::from_str(&content).map_err(|_| Error::refused("report.damaged"))
}
