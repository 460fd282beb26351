//! The statutory checks and the annual report.

use std::path::Path;
use std::process::ExitCode;

use huong_nghiep_core::command::report::{OutlineQuery, ReportExport, export, outline};
use huong_nghiep_core::command::{ByYear, check as checks};
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::domain::check_page::lines;
use huong_nghiep_core::domain::year::{Period, PeriodKind};
use huong_nghiep_core::error::{Error, Problem, Result};

use crate::args::Args;
use crate::book::with_book;
use crate::printer::Printer;

/// The wish of `report annual`.
pub struct Annual<'a> {
    pub year: &'a str,
    pub from: Option<String>,
    pub to: Option<String>,
    /// Workbook, Word document, PDF, by their endings.
    pub files: Vec<&'a Path>,
}

pub fn check(
    desk: &mut Desk,
    printer: &Printer,
    args: &Args,
    year: Option<&str>,
) -> Result<ExitCode> {
    let request = ByYear {
        year: year.map(str::to_owned),
    };
    let today = desk.clock().today();
    let found = with_book(desk, args, |desk| checks::list(desk, request))?;
    printer.answer(&found, |found| {
        // As the page of the check says it.
        let said = lines(found, &[], today);
        let lines = said.iter().map(|line| {
            let mut text = format!(
                "{} {}: {}, {}, {}\n     {}",
                line.id,
                line.title,
                line.found,
                line.required,
                verdict(&line.state),
                line.source
            );
            for more in [&line.missing, &line.reason, &line.plan] {
                if !more.is_empty() {
                    text.push_str(&format!("\n     {more}"));
                }
            }
            text
        });
        lines.collect::<Vec<_>>().join("\n")
    })?;
    Ok(ExitCode::SUCCESS)
}

fn verdict(state: &str) -> &'static str {
    match state {
        "met" => "đạt",
        "planned" => "đã lên lịch",
        "waiting" => "chưa đến hạn",
        "striving" => "đang phấn đấu",
        _ => "CHƯA ĐẠT",
    }
}

pub fn annual(
    desk: &mut Desk,
    printer: &Printer,
    args: &Args,
    wish: Annual<'_>,
) -> Result<ExitCode> {
    if wish.files.is_empty() && !args.json {
        return Err(Error::Call(
            Problem::new("out", "call.bad_request")
                .with("name", "report annual")
                .with("where", "--out"),
        ));
    }
    let kind = match (&wish.from, &wish.to) {
        (None, None) => PeriodKind::Year,
        _ => PeriodKind::Custom,
    };
    let period = Period {
        year: wish.year.to_owned(),
        kind,
        from: wish.from,
        to: wish.to,
    };
    let (outline, exported) = with_book(desk, args, |desk| {
        let outline = outline(
            desk,
            OutlineQuery {
                period: period.clone(),
            },
        )?;
        let exported = wish.files.iter().map(|path| {
            let path = path.display().to_string();
            export(
                desk,
                ReportExport {
                    period: period.clone(),
                    path,
                },
            )
        });
        Ok((outline, exported.collect::<Result<Vec<_>>>()?))
    })?;
    printer.answer(&outline, |outline| {
        let mut lines = Vec::new();
        for exported in &exported {
            lines.push(format!(
                "Đã ghi {} ({} trang tính).",
                exported.path,
                outline.sheets.len()
            ));
        }
        lines.extend(
            outline
                .missing
                .iter()
                .map(|gap| format!("Còn thiếu: {}", gap.message)),
        );
        lines.join("\n")
    })?;
    Ok(ExitCode::SUCCESS)
}
