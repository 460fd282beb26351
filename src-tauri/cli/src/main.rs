//! The terminal program: the same commands as the window, for scripts and for machines without a
//! screen. What stands in `--help` is a contract that others rely on.

mod args;
mod book;
mod call;
mod import;
mod printer;
mod report;
#[cfg(feature = "e2e")]
mod serve;

use std::process::ExitCode;

use clap::Parser;
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::{Error, Result};
use huong_nghiep_core::import::child;
use huong_nghiep_core::kernel::Clock;

use args::{Args, Command, Import, Report};
use printer::Printer;

fn main() -> ExitCode {
    // Spreadsheets are read by this program run again as a child with bounds on memory and time.
    if let Some(code) = child::main_if_asked() {
        return code;
    }
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return printer::misused(&error),
    };
    let printer = Printer::new(args.json);
    match run(&args, &printer) {
        Ok(code) => code,
        Err(error) => printer.refuse(&error),
    }
}

fn run(args: &Args, printer: &Printer) -> Result<ExitCode> {
    let program = std::env::current_exe()
        .map_err(|error| Error::file("find", std::path::Path::new("huong-nghiep"), error))?;
    let book = args
        .book
        .clone()
        .or_else(|| std::env::var_os("HUONG_NGHIEP_BOOK").map(Into::into));
    let mut desk = Desk::new(&Desk::usual_home(), book.as_deref(), &program, clock());
    desk.progress = printer.progress();
    match &args.command {
        Command::New { school } => book::new(&mut desk, printer, args, school),
        Command::Demo {
            students,
            years,
            activities,
            seed,
        } => {
            let size = book::Size {
                students: *students,
                years: *years,
                activities: *activities,
                seed: *seed,
            };
            book::demo(&mut desk, printer, args, size)
        }
        Command::Look { file } => import::look(&desk, printer, file),
        Command::Import {
            what:
                Import::Roster {
                    file,
                    year,
                    dry_run,
                    strict,
                },
        } => {
            let direct = import::Roster {
                file,
                year: year.as_deref(),
                is_dry_run: *dry_run,
                is_strict: *strict,
            };
            import::roster(&mut desk, printer, args, &direct)
        }
        Command::Import {
            what:
                Import::Answers {
                    file,
                    survey,
                    anonymous,
                    dry_run,
                    strict,
                },
        } => {
            let request = huong_nghiep_core::command::answers::AnswersImport {
                path: file.display().to_string(),
                survey: survey.clone(),
                anonymous: *anonymous,
                dry_run: *dry_run,
                strict: *strict,
                matching: false,
                header_row: None,
                columns: Vec::new(),
                students: Vec::new(),
            };
            import::answers(&mut desk, printer, args, request)
        }
        Command::Import {
            what:
                Import::Outcomes {
                    file,
                    year,
                    dry_run,
                    strict,
                },
        } => {
            let request = huong_nghiep_core::command::outcome::OutcomeImport {
                path: file.display().to_string(),
                year: year.clone(),
                stage: None,
                dry_run: *dry_run,
                strict: *strict,
            };
            import::outcomes(&mut desk, printer, args, request)
        }
        Command::Check { year } => report::check(&mut desk, printer, args, year.as_deref()),
        Command::Report {
            what:
                Report::Annual {
                    year,
                    from,
                    to,
                    out,
                    docx,
                    pdf,
                },
        } => {
            let wish = report::Annual {
                year,
                from: from.clone(),
                to: to.clone(),
                files: [out, docx, pdf]
                    .into_iter()
                    .flatten()
                    .map(AsRef::as_ref)
                    .collect(),
            };
            report::annual(&mut desk, printer, args, wish)
        }
        Command::Backup { to } => book::backup(&mut desk, printer, args, to),
        Command::Restore { file, to } => book::restore(&mut desk, printer, args, file, to),
        Command::Verify => book::verify(&mut desk, printer, args),
        Command::Call { name, request } => {
            call::call(&mut desk, printer, args, name, request.as_deref())
        }
        Command::Commands => call::commands(printer),
        Command::Types => call::types(printer),
        #[cfg(feature = "e2e")]
        Command::Serve { ui, port } => serve::serve(desk, ui, *port),
    }
}

/// The system's clock; a fixed one only in the build for browser tests.
fn clock() -> Clock {
    #[cfg(feature = "e2e")]
    if let Ok(at) = std::env::var("HUONG_NGHIEP_NOW") {
        return Clock::fixed(&at);
    }
    Clock::system()
}
