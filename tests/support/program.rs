//! The terminal program, run as a person or a script runs it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The built program. It is copied out of the build folder, where another build may replace it, and
/// the one that sets papers with it.
pub fn path() -> &'static Path {
    static BUILT: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = BUILT.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let built = match std::env::var_os("HUONG_NGHIEP_PROGRAM") {
            Some(path) => PathBuf::from(path),
            None => build(),
        };
        let path = folder.path().join(built.file_name().unwrap());
        std::fs::copy(&built, &path).unwrap();
        let paper = format!("huong-nghiep-paper{}", std::env::consts::EXE_SUFFIX);
        std::fs::copy(built.with_file_name(&paper), folder.path().join(paper)).unwrap();
        (folder, path)
    });
    path
}

fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args([
        "build",
        "-p",
        "huong-nghiep-cli",
        "-p",
        "huong-nghiep-paper",
        // With the door for browsers, through which a test holds a lesson.
        "--features",
        "huong-nghiep-cli/e2e",
        "--message-format=json-render-diagnostics",
    ]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    let output = build
        .current_dir(crate::root())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "the terminal program does not build"
    );
    let messages = String::from_utf8(output.stdout).unwrap();
    let mut programs = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_ours = message["target"]["name"] == "huong-nghiep";
        is_ours
            .then(|| message["executable"].as_str().map(PathBuf::from))
            .flatten()
    });
    programs.next_back().expect("cargo names the program")
}

/// What a tool of poppler, a reader of PDF that is not ours, tells of a file.
pub fn poppler(tool: &str, words: &[&str], path: &Path) -> String {
    let mut command = Command::new(tool);
    let run = command.args(words).arg(path).arg("-").output();
    let run = run.unwrap_or_else(|error| panic!("{tool} (poppler-utils): {error}"));
    assert!(run.status.success(), "{tool}: {run:?}");
    String::from_utf8(run.stdout).unwrap()
}

/// A terminal with its own home folder.
pub struct Terminal {
    pub home: PathBuf,
    pub book: PathBuf,
    pub password: Option<String>,
}

/// What a run left.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Terminal {
    pub fn new(home: &Path, book: &Path, password: &str) -> Terminal {
        std::fs::create_dir_all(home).unwrap();
        Terminal {
            home: home.to_owned(),
            book: book.to_owned(),
            password: Some(password.into()),
        }
    }

    /// The program with these words, not started yet; nothing of our own surroundings reaches it.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(path());
        command
            .args(words)
            .env_clear()
            .env("HOME", &self.home)
            .env("LANG", "C.UTF-8");
        command.env("XDG_DATA_HOME", self.home.join("data"));
        command
            .env("HUONG_NGHIEP_BOOK", &self.book)
            .current_dir(&self.home);
        for name in [
            "PATH",
            "SystemRoot",
            "APPDATA",
            "USERPROFILE",
            "TEMP",
            "TMP",
        ] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        if let Some(password) = &self.password {
            command.env("HUONG_NGHIEP_PASSWORD", password);
        }
        command
    }

    pub fn run(&self, words: &[&str]) -> Run {
        self.run_with(words, "")
    }

    /// The same where no file can grow beyond so many blocks of 512 bytes: to the program this is
    /// a disk that is full, and it needs no rights to be set up.
    #[cfg(unix)]
    pub fn run_on_full_disk(&self, blocks: u32, words: &[&str]) -> Run {
        let plain = self.command(words);
        let mut command = Command::new("/bin/sh");
        // Without the trap the system ends the program instead of refusing the write.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        command.args(["-c", &script]).arg(plain.get_program());
        command.args(plain.get_args()).env_clear();
        for (name, value) in plain.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        command.current_dir(&self.home);
        finish(command, "")
    }

    /// The same with something on standard input.
    pub fn run_with(&self, words: &[&str], input: &str) -> Run {
        finish(self.command(words), input)
    }

    /// Runs what is expected to work with `--json`; answers the value.
    pub fn json(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        let run = self.run(&words);
        assert_eq!(run.status, 0, "{words:?}: {run:?}");
        run.json()
    }
}

fn finish(mut command: Command, input: &str) -> Run {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let feeding = std::thread::spawn(move || {
        // A program that refuses early reads nothing.
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    Run {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Run {
    /// The one value on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The fault on standard error, with nothing on standard output.
    pub fn fault(&self) -> Value {
        assert_eq!(self.out, "", "a refusal says nothing on standard output");
        serde_json::from_str(&self.err).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
