//! Any command by name, one or a stream of them; and the list of all.

use std::io::{BufRead, Read};
use std::process::ExitCode;

use huong_nghiep_core::Fault;
use huong_nghiep_core::command;
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::{Error, Problem, Result};
use serde_json::Value;

use crate::args::Args;
use crate::book::with_book;
use crate::printer::Printer;

pub fn call(
    desk: &mut Desk,
    printer: &Printer,
    args: &Args,
    name: &str,
    request: Option<&str>,
) -> Result<ExitCode> {
    let is_known = command::describe().iter().any(|known| known.name == name);
    if !is_known {
        return Err(Error::Call(
            Problem::new("", "call.unknown").with("name", name),
        ));
    }
    if name.starts_with("book_") && name != "book_check" {
        let request = parse(name, &whole(request)?)?;
        printer.json(&command::call(desk, name, request)?)?;
        desk.close_without_backup()?;
        return Ok(ExitCode::SUCCESS);
    }
    if request == Some("-") {
        return with_book(desk, args, |desk| stream(desk, printer, name));
    }
    let request = parse(name, &whole(request)?)?;
    let answer = with_book(desk, args, |desk| command::call(desk, name, request))?;
    printer.json(&answer)?;
    Ok(ExitCode::SUCCESS)
}

pub fn commands(printer: &Printer) -> Result<ExitCode> {
    printer.json(&command::describe())?;
    Ok(ExitCode::SUCCESS)
}

pub fn types(printer: &Printer) -> Result<ExitCode> {
    printer.text(&command::typescript())?;
    Ok(ExitCode::SUCCESS)
}

/// One request a line, one answer a line, written as soon as its change is durable; a refused
/// line answers with its fault and the rest go on.
fn stream(desk: &mut Desk, printer: &Printer, name: &str) -> Result<ExitCode> {
    let mut refused = 0;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(stdin_failed)?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = parse(name, &line).and_then(|request| command::call(desk, name, request));
        match answer {
            Ok(answer) => printer.compact(&answer)?,
            Err(error) => {
                refused += 1;
                printer.compact(&Fault::from(&error))?;
                // What stops the machine stops every further line as well.
                if error.exit() > 3 {
                    return Err(error);
                }
            }
        }
    }
    Ok(if refused == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

fn whole(request: Option<&str>) -> Result<String> {
    match request {
        None => Ok("{}".to_owned()),
        Some("-") => {
            let mut text = String::new();
            std::io::stdin()
                .lock()
                .read_to_string(&mut text)
                .map_err(stdin_failed)?;
            Ok(text)
        }
        Some(text) => Ok(text.to_owned()),
    }
}

fn parse(name: &str, text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| {
        let place = format!("{}:{}", error.line(), error.column());
        Error::Call(
            Problem::new("", "call.bad_request")
                .with("name", name)
                .with("where", place),
        )
    })
}

fn stdin_failed(error: std::io::Error) -> Error {
    Error::file("read", std::path::Path::new("stdin"), error)
}
