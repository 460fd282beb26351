//! The book as a whole: new, sample, backup, restore, verify; and opening it for the others.

use std::path::Path;
use std::process::ExitCode;

use huong_nghiep_core::command::{self, Nothing, backup, book, demo};
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::{Error, Problem, Result};

use crate::args::Args;
use crate::printer::Printer;

/// Opens the book of the call; the password comes from the environment or a prompt.
pub fn open(desk: &mut Desk, args: &Args) -> Result<()> {
    // A missing book is said before anybody types a password.
    desk.folder().keyring()?;
    let request = book::OpenBook {
        name: args.user.clone(),
        password: password()?,
    };
    book::open(desk, request).map(|_| ())
}

/// Opens the book, does the work, and closes it again whatever came of it.
pub fn with_book<T>(
    desk: &mut Desk,
    args: &Args,
    work: impl FnOnce(&mut Desk) -> Result<T>,
) -> Result<T> {
    open(desk, args)?;
    let done = work(desk);
    let closed = close(desk);
    done.and_then(|value| closed.map(|()| value))
}

/// Closes without the backup that the window makes: scripts call many commands in a row, and
/// `backup` is a command of its own.
pub fn close(desk: &mut Desk) -> Result<()> {
    desk.close_without_backup()
}

pub fn new(desk: &mut Desk, printer: &Printer, args: &Args, school: &Path) -> Result<ExitCode> {
    let bytes = std::fs::read(school).map_err(|error| Error::file("read", school, error))?;
    let mut draft: book::NewBookDraft = serde_json::from_slice(&bytes).map_err(|error| {
        let place = format!("{}:{}", error.line(), error.column());
        Error::Refused(
            Problem::new("", "book.bad_profile")
                .with("path", school.display())
                .with("where", place),
        )
    })?;
    if let Some(book) = &args.book {
        draft.folder = Some(book.display().to_string());
    }
    let made = book::create(desk, draft)?;
    close(desk)?;
    printer.answer(&made, |made| {
        let keys: Vec<String> = made.recovery_keys.iter().map(|slip| slip.key.clone()).collect();
        format!(
            "Đã lập sổ ở {}.\nKhóa khôi phục (chỉ hiện lần này, hãy in ra và cất ở két của trường):\n  {}",
            made.folder,
            keys.join("\n  ")
        )
    })?;
    Ok(ExitCode::SUCCESS)
}

/// How large the sample school becomes; as usual where nothing is said.
pub struct Size {
    pub students: Option<u32>,
    pub years: Option<u32>,
    pub activities: Option<u32>,
    pub seed: Option<u64>,
}

pub fn demo(desk: &mut Desk, printer: &Printer, args: &Args, size: Size) -> Result<ExitCode> {
    let chosen = args.book.is_some() || std::env::var_os("HUONG_NGHIEP_BOOK").is_some();
    let folder = chosen.then(|| desk.folder().path().display().to_string());
    let draft = demo::DemoDraft {
        password: password()?,
        students: size.students,
        years: size.years,
        activities: size.activities,
        seed: size.seed,
        folder,
    };
    let made = demo::make(desk, draft)?;
    close(desk)?;
    printer.answer(&made, |made| {
        format!(
            "Đã lập trường mẫu “{}”, năm học {}, ở {}.\nĐăng nhập: nhung (giáo viên tư vấn), khai (hiệu trưởng), gvcn1 (chủ nhiệm), cùng mật khẩu vừa đặt.",
            made.session.school.name, made.session.year.year, made.folder
        )
    })?;
    Ok(ExitCode::SUCCESS)
}

pub fn backup(desk: &mut Desk, printer: &Printer, args: &Args, to: &Path) -> Result<ExitCode> {
    let made = with_book(desk, args, |desk| {
        backup::add(
            desk,
            backup::BackupAdd {
                folder: Some(to.display().to_string()),
            },
        )
    })?;
    printer.answer(&made, |made| {
        format!("Đã sao lưu và kiểm tra: {}", made.file)
    })?;
    Ok(ExitCode::SUCCESS)
}

pub fn restore(
    desk: &mut Desk,
    printer: &Printer,
    args: &Args,
    file: &Path,
    to: &Path,
) -> Result<ExitCode> {
    let request = book::RestoreBook {
        file: file.display().to_string(),
        to: Some(to.display().to_string()),
        name: args.user.clone(),
        password: password()?,
    };
    let state = book::restore(desk, request)?;
    printer.answer(&state, |state| {
        format!("Đã khôi phục sổ vào {}.", state.folder)
    })?;
    Ok(ExitCode::SUCCESS)
}

pub fn verify(desk: &mut Desk, printer: &Printer, args: &Args) -> Result<ExitCode> {
    let found = with_book(desk, args, |desk| command::book::check(desk, Nothing {}))?;
    printer.answer(&found, |found| {
        if found.ok {
            format!(
                "Sổ nguyên vẹn: {} học sinh, {} hoạt động, {} lần ghi trong nhật ký.",
                found.students, found.activities, found.acts
            )
        } else {
            found.findings.join("\n")
        }
    })?;
    Ok(if found.ok {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(4)
    })
}

/// From the environment, else typed without echo; never from an argument.
fn password() -> Result<String> {
    if let Ok(password) = std::env::var("HUONG_NGHIEP_PASSWORD") {
        return Ok(password);
    }
    rpassword::prompt_password("Mật khẩu: ").map_err(|_| Error::refused("account.no_password"))
}
