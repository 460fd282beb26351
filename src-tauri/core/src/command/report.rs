//! The annual report: its outline for the screen, its workbook for the signature.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::activity::all_kinds;
use super::book::year_or_current;
use super::check::checks;
use crate::desk::Desk;
use crate::domain::role::Op;
use crate::domain::year::Period;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::paper::report::ReportPaper;
use crate::report::facts::Facts;
use crate::report::file::{Written, write_bytes};
use crate::report::gather::{Done, Known, gather};
use crate::report::outline::Outline;
use crate::report::printed::printed;
use crate::store::{self, Reading};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutlineQuery {
    pub period: Period,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct ReportExport {
    pub period: Period,
    pub path: String,
}

/// A file that was written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct Exported {
    pub path: String,
    pub file_name: String,
    /// The wished name was held open by another program, so a second name was used.
    pub is_renamed: bool,
}

pub fn outline(desk: &mut Desk, query: OutlineQuery) -> Result<Outline> {
    let book = desk.book()?;
    let today = book.clock().today();
    let facts = book.read(Op::ReportOutline, |r| facts(r, &query.period, today))?;
    Ok(crate::report::annual::outline(&facts))
}

pub fn export(desk: &mut Desk, request: ReportExport) -> Result<Exported> {
    let path = check_report_path(&request.path)?;
    let progress = desk.progress.clone();
    let book = desk.book_mut()?;
    let today = book.clock().today();
    // It names the leavers, so the log knows of it before the file stands.
    let facts = book.look(Op::ReportExport, "", |r| facts(r, &request.period, today))?;
    progress.advance(0, 0)?;
    save(desk, &crate::report::annual::outline(&facts), &path)
}

/// Writes an outline as what its name ends in.
pub(super) fn save(desk: &Desk, outline: &Outline, path: &Path) -> Result<Exported> {
    let written = match path.extension() {
        Some(ending) if ending.eq_ignore_ascii_case("docx") => {
            crate::report::docx::save(&printed(outline), path)?
        }
        Some(ending) if ending.eq_ignore_ascii_case("pdf") => {
            let paper = ReportPaper {
                printed: printed(outline),
            };
            let bytes = super::paper::press(desk).pdf(&paper)?;
            write_bytes(path, &bytes)?
        }
        _ => crate::report::xlsx::save(outline, path, desk.progress.as_ref())?,
    };
    Ok(Exported::from(written))
}

/// A workbook, a Word document or a PDF, by the ending of its name.
pub(super) fn check_report_path(path: &str) -> Result<PathBuf> {
    for ending in ["docx", "pdf"] {
        if ends_with(Path::new(path), ending) {
            return check_place(path, ending, "report.not_xlsx").map(Path::to_owned);
        }
    }
    check_path(path).map(Path::to_owned)
}

/// Where a workbook goes: a file name with its ending, in a folder that is there.
pub(super) fn check_path(path: &str) -> Result<&Path> {
    check_place(path, "xlsx", "report.not_xlsx")
}

/// Where a file goes: a name with this ending, in a folder that is there.
pub(super) fn check_place<'a>(
    path: &'a str,
    ending: &str,
    otherwise: &'static str,
) -> Result<&'a Path> {
    let checked = Path::new(path);
    if !ends_with(checked, ending) {
        return Err(Error::Invalid(vec![Problem::new("path", otherwise)]));
    }
    let folder = checked
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(Error::Invalid(vec![Problem::new(
            "path",
            "report.no_folder",
        )]));
    }
    Ok(checked)
}

/// Whether the file's name has this ending, however it is written.
pub(super) fn ends_with(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|own| own.to_string_lossy().eq_ignore_ascii_case(ending))
}

/// What a report rests on; who has looked at it takes it out without its being read again.
pub(super) fn facts(r: &Reading<'_>, period: &Period, today: Date) -> Result<Arc<Facts>> {
    let key = format!("facts {period:?} {today}");
    r.remembered(&key, || read_facts(r, period, today))
}

fn read_facts(r: &Reading<'_>, period: &Period, today: Date) -> Result<Facts> {
    let year = year_or_current(r, Some(&period.year))?;
    let days = period.days(&year)?;
    let checked = checks(r, &year, Some(days))?;
    let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
    let levels = school.levels();
    let done = checked
        .logged
        .iter()
        .filter(|logged| logged.activity.status == "done")
        .map(|logged| Done {
            // What the whole school does concerns each of its levels.
            levels: if logged.levels.is_empty() {
                levels.clone()
            } else {
                logged.levels.clone()
            },
            audience: &logged.audience,
            activity: &logged.activity,
        })
        .collect();
    gather(
        r,
        Known {
            year: &year,
            period,
            days,
            today,
            kinds: &all_kinds(r)?,
            checks: &checked.checks,
            targets: &checked.targets,
            outcomes: super::outcome::facts(r, &year.year)?,
            bases: super::document::bases(r, today.min(days.1))?,
            bodies: super::document::bodies(r)?,
            tasks: super::task::report_facts(r, &year.year, today)?,
            counted: &checked.counted,
            done,
        },
    )
}

impl From<Written> for Exported {
    fn from(written: Written) -> Self {
        let name = written.path.file_name().unwrap_or_default();
        Exported {
            file_name: name.to_string_lossy().into_owned(),
            path: written.path.display().to_string(),
            is_renamed: written.is_renamed,
        }
    }
}
