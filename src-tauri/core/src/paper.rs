//! Papers as PDF and as pictures of their pages. `huong-nghiep-paper`, a second program beside the
//! running one, sets them: the typesetter is larger than everything else here, and what it does can
//! take neither this program's memory nor its time. It gets the data of one paper and no more.

pub mod check;
pub mod consent;
pub mod handover;
pub mod occupation;
pub mod record;
pub mod report;
pub mod student;
pub mod survey;

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::error::{Error, Result};
use crate::import::child;
use crate::progress::Progress;

/// The data of one paper; its words and looks are `assets/paper/NAME.typ`.
pub trait Paper: Serialize {
    /// The template's name.
    const NAME: &'static str;
}

/// A page as it will be printed.
pub struct Picture {
    /// How many pages the paper has.
    pub pages: u32,
    pub png: Vec<u8>,
}

/// Sets papers for a desk.
pub struct Press {
    program: PathBuf,
    progress: Arc<dyn Progress + Send + Sync>,
}

/// A class takes a second; a school whose machine is slower than any we know still gets there.
const TIME: Duration = Duration::from_secs(60);
/// Bytes of a PDF.
const ANSWER: u64 = 256 * 1024 * 1024;

impl Press {
    /// The press beside the running program.
    pub fn beside(program: &Path, progress: Arc<dyn Progress + Send + Sync>) -> Self {
        let name = format!("huong-nghiep-paper{}", std::env::consts::EXE_SUFFIX);
        Press {
            program: program.with_file_name(name),
            progress,
        }
    }

    /// The whole paper as one PDF: tagged, with its fonts inside.
    pub fn pdf<P: Paper>(&self, paper: &P) -> Result<Vec<u8>> {
        self.run(&Request {
            paper: P::NAME,
            data: paper,
            form: "pdf",
            page: 0,
        })
    }

    /// A page, from 1; the last one where there are fewer.
    pub fn picture<P: Paper>(&self, paper: &P, page: u32) -> Result<Picture> {
        let answer = self.run(&Request {
            paper: P::NAME,
            data: paper,
            form: "png",
            page,
        })?;
        let broken = || Error::Bug("paper: picture".to_owned());
        let end = answer.iter().position(|byte| *byte == b'\n');
        let (head, png) = answer.split_at(end.ok_or_else(broken)?);
        let pages = std::str::from_utf8(head)
            .ok()
            .and_then(|it| it.parse().ok());
        Ok(Picture {
            pages: pages.ok_or_else(broken)?,
            png: png[1..].to_vec(),
        })
    }

    fn run<P: Paper>(&self, request: &Request<'_, P>) -> Result<Vec<u8>> {
        let request = serde_json::to_vec(request).map_err(|_| Error::Bug("paper".to_owned()))?;
        let mut child = self.start()?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let feeding = std::thread::spawn(move || {
            // A child that gave up reads nothing; how it ended says more.
            let _ = input.map(|mut input| input.write_all(&request));
        });
        let reading = std::thread::spawn(move || {
            let mut answer = Vec::new();
            let read = output.map(|output| output.take(ANSWER).read_to_end(&mut answer));
            matches!(read, Some(Ok(_))).then_some(answer)
        });
        let ended = self.wait(&mut child);
        if ended.is_err() {
            // A child that is gone already cannot be killed, and need not be.
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = feeding.join();
        let answer = reading.join().unwrap_or(None);
        match answer {
            Some(answer) if ended?.success() => Ok(answer),
            _ => Err(Error::refused("paper.failed")),
        }
    }

    fn start(&self) -> Result<Child> {
        if !self.program.is_file() {
            return Err(Error::refused("paper.missing"));
        }
        let mut command = Command::new(&self.program);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .env_remove("HUONG_NGHIEP_PASSWORD");
        child::without_window(&mut command);
        command
            .spawn()
            .map_err(|error| Error::file("start", &self.program, error))
    }

    fn wait(&self, child: &mut Child) -> Result<ExitStatus> {
        let started = Instant::now();
        #[cfg(windows)]
        let _job = child::windows::job(child);
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return Ok(status),
                Ok(None) => {}
                Err(error) => return Err(Error::Bug(format!("wait: {error}"))),
            }
            if self.progress.is_cancelled() {
                return Err(Error::Cancelled);
            }
            if started.elapsed() > TIME {
                return Err(Error::refused("paper.too_slow"));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// What the program reads.
#[derive(Serialize)]
struct Request<'a, P> {
    paper: &'static str,
    data: &'a P,
    #[serde(rename = "as")]
    form: &'static str,
    page: u32,
}
