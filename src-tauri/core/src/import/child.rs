//! Reading a spreadsheet in a child process, so that a hostile file can take neither the program's
//! memory nor its time: the host runs itself again with a hidden first argument.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::sheet::{self, Workbook};
use crate::error::{Error, Problem, Result};
use crate::progress::Progress;

/// The first argument that asks a program to be the child.
pub const CHILD_ARGUMENT: &str = "--read-spreadsheet";

/// What a child may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub time: Duration,
    /// Bytes of memory on top of the program itself.
    pub memory: u64,
    /// Bytes of answer.
    pub answer: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            time: Duration::from_secs(10),
            memory: 560 * 1024 * 1024,
            answer: 256 * 1024 * 1024,
        }
    }
}

/// Reads `file` by running `program` (the host's own path) as a child.
pub fn read(
    program: &Path,
    file: &Path,
    limits: Limits,
    progress: &dyn Progress,
) -> Result<Workbook> {
    let size = std::fs::metadata(file).map_err(|error| Error::file("read", file, error))?;
    if !size.is_file() {
        return Err(Error::refused("sheet.wrong_kind"));
    }
    sheet::check_size(size.len())?;
    let mut child = start(program, file, limits)?;
    let output = child.stdout.take();
    // Nothing is ever sent: the channel closes when the child's output does.
    let (reading, closes) = mpsc::channel::<()>();
    let reader = std::thread::spawn(move || {
        let _reading = reading;
        let mut answer = Vec::new();
        let read = output.map(|output| output.take(limits.answer + 1).read_to_end(&mut answer));
        (answer, matches!(read, Some(Ok(_))))
    });
    let ended = wait(&mut child, &closes, limits, progress);
    if ended.is_err() {
        // A child that is gone already cannot be killed, and need not be.
        let _ = child.kill();
        let _ = child.wait();
    }
    let (answer, is_whole) = reader.join().unwrap_or_else(|_| (Vec::new(), false));
    let status = ended?;
    if !is_whole {
        return Err(Error::refused("sheet.unreadable"));
    }
    if answer.len() as u64 > limits.answer {
        return Err(Error::refused("sheet.too_big"));
    }
    match serde_json::from_slice::<Answer>(&answer) {
        Ok(Answer::Read(workbook)) if status.success() => Ok(workbook),
        Ok(Answer::Refused { code, words }) => Err(refusal(&code, words)),
        Ok(Answer::Read(_)) | Err(_) => Err(Error::refused(fate(status))),
    }
}

/// Does the child's work and tells the exit code, if this process was started for it; a host calls
/// it before anything else in `main`.
pub fn main_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().as_deref() != Some(OsStr::new(CHILD_ARGUMENT)) {
        return None;
    }
    let Some(file) = arguments.next() else {
        return Some(ExitCode::from(2));
    };
    let number = |text: std::ffi::OsString| text.to_str().and_then(|text| text.parse().ok());
    let memory = arguments.next().and_then(number);
    let seconds = arguments.next().and_then(number);
    let limits = Limits::default();
    restrict(
        memory.unwrap_or(limits.memory),
        seconds.unwrap_or(limits.time.as_secs()),
    );
    let answer = match sheet::read(Path::new(&file)) {
        Ok(workbook) => Answer::Read(workbook),
        Err(error) => Answer::refused(error),
    };
    let is_read = matches!(answer, Answer::Read(_));
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    let is_written = serde_json::to_writer(&mut output, &answer).is_ok() && output.flush().is_ok();
    Some(if is_read && is_written {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What the child says on its standard output.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Read(Workbook),
    Refused {
        code: String,
        words: Vec<(String, String)>,
    },
}

impl Answer {
    fn refused(error: Error) -> Self {
        let is_file = matches!(error, Error::File { .. });
        let problem = if let Error::Refused(problem) = error {
            problem
        } else if is_file {
            Problem::new("", "sheet.no_permission")
        } else {
            Problem::new("", "sheet.unreadable")
        };
        let words = problem.words.into_iter();
        Answer::Refused {
            code: problem.code.to_owned(),
            words: words.map(|(name, word)| (name.to_owned(), word)).collect(),
        }
    }
}

/// The refusals that a child may state.
const CODES: [&str; 12] = [
    "sheet.doctype",
    "sheet.empty",
    "sheet.encrypted",
    "sheet.markup",
    "sheet.no_permission",
    "sheet.too_big",
    "sheet.too_long",
    "sheet.too_old",
    "sheet.too_slow",
    "sheet.unreadable",
    "sheet.wrong_kind",
    "roster.lost_letters",
];

fn refusal(code: &str, words: Vec<(String, String)>) -> Error {
    let known = CODES.into_iter().find(|known| *known == code);
    let mut problem = Problem::new("", known.unwrap_or("sheet.unreadable"));
    for (name, word) in words {
        if name == "max" {
            problem = problem.with("max", word);
        }
    }
    Error::Refused(problem)
}

fn start(program: &Path, file: &Path, limits: Limits) -> Result<Child> {
    let mut command = Command::new(program);
    command
        .arg(CHILD_ARGUMENT)
        .arg(file)
        .arg(limits.memory.to_string())
        .arg(limits.time.as_secs().max(1).to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        // A child that reads a stranger's file has no use for the password.
        .env_remove("HUONG_NGHIEP_PASSWORD");
    without_window(&mut command);
    command
        .spawn()
        .map_err(|error| Error::file("start", program, error))
}

/// A program of the terminal opens no black window over ours.
pub(crate) fn without_window(command: &mut Command) {
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    let _ = command;
}

/// Waits for the child, whose output `closes` just before it ends.
fn wait(
    child: &mut Child,
    closes: &Receiver<()>,
    limits: Limits,
    progress: &dyn Progress,
) -> Result<ExitStatus> {
    let started = Instant::now();
    #[cfg(windows)]
    let _job = windows::job(child);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) => {}
            Err(error) => return Err(Error::Bug(format!("wait: {error}"))),
        }
        if progress.is_cancelled() {
            return Err(Error::Cancelled);
        }
        if started.elapsed() > limits.time {
            return Err(Error::refused("sheet.too_slow"));
        }
        #[cfg(windows)]
        if windows::memory(child) > limits.memory {
            return Err(Error::refused("sheet.too_big"));
        }
        if closes.recv_timeout(Duration::from_millis(5)) == Err(RecvTimeoutError::Disconnected) {
            std::thread::sleep(Duration::from_micros(200));
        }
    }
}

/// Why a child went without an answer.
fn fate(status: ExitStatus) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        const ABORTED: i32 = 6;
        const KILLED: i32 = 9;
        const OUT_OF_TIME: [i32; 2] = [24, 30];
        match status.signal() {
            // A failed allocation aborts, and the system kills what it has no memory for.
            Some(ABORTED | KILLED) => return "sheet.too_big",
            Some(signal) if OUT_OF_TIME.contains(&signal) => return "sheet.too_slow",
            Some(_) | None => {}
        }
    }
    #[cfg(windows)]
    {
        // What a program that aborts itself leaves behind.
        const FAIL_FAST: i32 = 0xC000_0409_u32 as i32;
        if status.code() == Some(FAIL_FAST) {
            return "sheet.too_big";
        }
    }
    let _ = status;
    "sheet.unreadable"
}

/// Bounds this very process. A system that refuses a bound is not asked twice: the parent's clock
/// still holds.
#[cfg(unix)]
fn restrict(memory: u64, seconds: u64) {
    use rlimit::Resource;
    let own = own_memory();
    let _ = Resource::AS.set(own + memory, own + memory);
    let _ = Resource::CPU.set(seconds, seconds + 1);
    let _ = Resource::CORE.set(0, 0);
    // No file grows by a byte; the answer goes through a pipe.
    let _ = Resource::FSIZE.set(0, 0);
}

#[cfg(not(unix))]
fn restrict(_memory: u64, _seconds: u64) {}

/// Bytes of address space that the program and its libraries take before any file is read.
#[cfg(unix)]
fn own_memory() -> u64 {
    const PAGE: u64 = 4096;
    // Where the system does not say, as on a Mac, a window with its libraries is assumed.
    const ASSUMED: u64 = 512 * 1024 * 1024;
    let pages = std::fs::read_to_string("/proc/self/statm");
    let pages = pages
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<u64>().ok());
    pages.map_or(ASSUMED, |pages| pages * PAGE)
}

#[cfg(windows)]
pub(crate) mod windows {
    //! A job object ends the child with its parent; its memory is watched from outside.

    use std::os::windows::io::AsRawHandle;
    use std::process::Child;

    pub fn job(child: &Child) -> Option<win32job::Job> {
        let mut limits = win32job::ExtendedLimitInfo::new();
        limits.limit_kill_on_job_close();
        let job = win32job::Job::create_with_limit_info(&limits).ok()?;
        job.assign_process(child.as_raw_handle() as isize).ok()?;
        Some(job)
    }

    pub fn memory(child: &Child) -> u64 {
        let counters = win32job::utils::get_process_memory_info(child.as_raw_handle() as isize);
        counters.map_or(0, |counters| counters.private_usage as u64)
    }
}

#[cfg(test)]
mod tests;
