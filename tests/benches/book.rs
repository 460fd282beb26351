//! The books that are measured: the sample school grown large.

use std::path::Path;
use std::time::Instant;

use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::kernel::Clock;
use serde_json::json;
use support::make::Seat;
use support::program;

/// A day after the last lesson, so that the last year too is full.
const TODAY: &str = "2026-07-20T02:00:00Z";

/// How large a book becomes.
#[derive(Clone, Copy)]
pub struct Size {
    pub years: u32,
    /// Pupils of one year.
    pub students: u32,
    /// Activities of one year.
    pub activities: u32,
    /// Rows of the class list that is imported.
    pub roster: usize,
    /// Forms of 48 answers in the file that is imported.
    pub forms: u32,
}

impl Size {
    /// 10,000 pupils ever, 100,000 activities.
    pub const TEN_YEARS: Size = Size {
        years: 10,
        students: 4400,
        activities: 10_000,
        roster: 3000,
        forms: 2084,
    };
    /// To try the benchmark itself.
    pub const QUICK: Size = Size {
        years: 3,
        students: 600,
        activities: 1000,
        roster: 600,
        forms: 300,
    };
}

/// Makes a book of so many years and leaves it open, with its owner at the desk.
pub fn make(folder: &Path, size: Size, years: u32) -> Seat {
    let place = folder.join(format!("{years}.sohn"));
    let home = folder.join("home");
    let clock = Clock::fixed(TODAY);
    let mut seat = Seat {
        desk: Desk::new(&home, Some(&place), program::path(), clock),
    };
    let started = Instant::now();
    seat.call(
        "book_demo",
        json!({
            "password": "mat-khau-do-toc-do", "students": size.students, "years": years,
            "activities": size.activities, "folder": place,
        }),
    );
    let summary = seat.call("activity_summary", json!({}));
    eprintln!(
        "sổ {years} năm: {} hoạt động năm nay, {} MB, lập trong {:.0} giây",
        summary["total"],
        std::fs::metadata(place.join("book.db")).map_or(0, |file| file.len() / 1_000_000),
        started.elapsed().as_secs_f64(),
    );
    seat
}
