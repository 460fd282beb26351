//! Files in: what the importer sees, class lists, survey answers.

use std::path::Path;
use std::process::ExitCode;

use huong_nghiep_core::command::answers::{self, AnswersImport};
use huong_nghiep_core::command::outcome::{OutcomeImport, import as import_outcomes};
use huong_nghiep_core::command::roster::{Direct, Refusal, import_directly};
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::Result;
use huong_nghiep_core::import::{child, look as view};

use crate::args::Args;
use crate::book::with_book;
use crate::printer::Printer;

/// A class list as the call names it.
pub struct Roster<'a> {
    pub file: &'a Path,
    pub year: Option<&'a str>,
    pub is_dry_run: bool,
    pub is_strict: bool,
}

pub fn look(desk: &Desk, printer: &Printer, file: &Path) -> Result<ExitCode> {
    let limits = child::Limits::default();
    let workbook = child::read(desk.program(), file, limits, desk.progress.as_ref())?;
    printer.answer(&view::look(&workbook), |seen| {
        let mut lines = Vec::new();
        for sheet in &seen.sheets {
            let header = match sheet.header_row {
                Some(row) => format!("tiêu đề ở dòng {row}"),
                None => "không thấy dòng tiêu đề".to_owned(),
            };
            lines.push(format!(
                "Trang “{}”: {} dòng, {header}, mã chữ {}",
                sheet.name,
                sheet.rows.len(),
                sheet.encoding
            ));
            for column in &sheet.columns {
                let field = match column.field {
                    Some(field) => format!("→ {field:?}"),
                    None => "(bỏ qua)".to_owned(),
                };
                lines.push(format!("  Cột {}: {} {field}", column.at, column.heading));
            }
        }
        lines.extend(seen.warnings.iter().cloned());
        lines.join("\n")
    })?;
    Ok(ExitCode::SUCCESS)
}

pub fn roster(
    desk: &mut Desk,
    printer: &Printer,
    args: &Args,
    roster: &Roster<'_>,
) -> Result<ExitCode> {
    let direct = Direct {
        path: roster.file,
        year: roster.year,
        is_dry_run: roster.is_dry_run,
        is_strict: roster.is_strict,
    };
    let done = with_book(desk, args, |desk| import_directly(desk, &direct))?;
    printer.answer(&done, |done| {
        let verb = if roster.is_dry_run {
            "Sẽ nhập"
        } else {
            "Đã nhập"
        };
        let counts = (done.read, done.new, done.updated, done.unchanged);
        summary(verb, counts, &done.refused)
    })?;
    Ok(ExitCode::SUCCESS)
}

pub fn answers(
    desk: &mut Desk,
    printer: &Printer,
    args: &Args,
    request: AnswersImport,
) -> Result<ExitCode> {
    let verb = if request.dry_run {
        "Sẽ nhập"
    } else {
        "Đã nhập"
    };
    let done = with_book(desk, args, |desk| answers::import(desk, request))?;
    printer.answer(&done.value, |done| {
        let counts = (done.read, done.new, done.updated, done.unchanged);
        summary(verb, counts, &done.refused)
    })?;
    Ok(ExitCode::SUCCESS)
}

pub fn outcomes(
    desk: &mut Desk,
    printer: &Printer,
    args: &Args,
    request: OutcomeImport,
) -> Result<ExitCode> {
    let verb = if request.dry_run {
        "Sẽ nhập"
    } else {
        "Đã nhập"
    };
    let done = with_book(desk, args, |desk| import_outcomes(desk, request))?;
    printer.answer(&done.value, |done| {
        let counts = (done.read, done.new, done.updated, done.unchanged);
        summary(verb, counts, &done.refused)
    })?;
    Ok(ExitCode::SUCCESS)
}

fn summary(verb: &str, counts: (u32, u32, u32, u32), refused: &[Refusal]) -> String {
    let (read, new, updated, unchanged) = counts;
    let mut lines = vec![format!(
        "{verb} {read} dòng: {new} mới, {updated} sửa, {unchanged} không đổi, {} chỗ không nhập được.",
        refused.len()
    )];
    lines.extend(refused.iter().map(|refusal| {
        let column = refusal
            .column
            .as_deref()
            .map(|c| format!(", cột “{c}”"))
            .unwrap_or_default();
        format!(
            "  Trang “{}”, dòng {}{column}: {}",
            refusal.sheet, refusal.row, refusal.message
        )
    }));
    lines.join("\n")
}
