//! Sets one paper: a request as JSON on standard input, a PDF or the picture of a page on standard
//! output. It opens no file and no connection, and says nothing of the data it was given.

mod fonts;
mod papers;
mod request;
mod setting;
mod world;

use std::io::{Read, Write};
use std::process::ExitCode;

/// More than a whole school's sheets; a request above it is a mistake.
const LARGEST: u64 = 64 * 1024 * 1024;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => {
            // Whoever listens no longer hears it; the exit code still says that it failed.
            let _ = writeln!(std::io::stderr(), "{code}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), &'static str> {
    let mut text = Vec::new();
    let mut input = std::io::stdin().lock().take(LARGEST + 1);
    input.read_to_end(&mut text).map_err(|_| "input")?;
    if text.len() as u64 > LARGEST {
        return Err("too_big");
    }
    let answer = request::answer(&text)?;
    let mut output = std::io::stdout().lock();
    output.write_all(&answer).map_err(|_| "output")?;
    output.flush().map_err(|_| "output")
}
