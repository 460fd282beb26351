//! The table of results: a ratio, its target, and whether it is met.

use std::time::{Duration, Instant};

/// One line: what is measured, in numbers and as a ratio.
struct Line {
    what: String,
    ours: String,
    other: String,
    ratio: String,
    target: String,
    is_met: Option<bool>,
}

/// The lines so far.
pub struct Table {
    lines: Vec<Line>,
}

impl Table {
    pub fn new() -> Self {
        Table { lines: Vec::new() }
    }

    /// Ours over theirs, which may be at most `most`.
    pub fn at_most(
        &mut self,
        what: &str,
        ours: Duration,
        (who, other): (&str, Duration),
        most: f64,
    ) {
        let ratio = ours.as_secs_f64() / other.as_secs_f64();
        self.lines.push(Line {
            what: what.to_owned(),
            ours: shown(ours),
            other: format!("{}: {}", who, shown(other)),
            ratio: format!("{ratio:.2}"),
            target: format!("≤ {most}"),
            is_met: Some(ratio <= most),
        });
    }

    /// Theirs over ours, which should be at least `least`.
    pub fn at_least(
        &mut self,
        what: &str,
        ours: Duration,
        (who, other): (&str, Duration),
        least: f64,
    ) {
        let ratio = other.as_secs_f64() / ours.as_secs_f64();
        self.lines.push(Line {
            what: what.to_owned(),
            ours: shown(ours),
            other: format!("{}: {}", who, shown(other)),
            ratio: format!("{ratio:.1}"),
            target: format!("≥ {least}"),
            is_met: Some(ratio >= least),
        });
    }

    /// A duration that has a limit of its own.
    pub fn within(&mut self, what: &str, ours: Duration, middle: Duration, limit: Duration) {
        self.lines.push(Line {
            what: what.to_owned(),
            ours: shown(ours),
            other: format!("giữa: {}", shown(middle)),
            ratio: String::new(),
            target: format!("≤ {}", shown(limit)),
            is_met: Some(ours <= limit),
        });
    }

    /// What could not be measured, and why.
    pub fn skipped(&mut self, what: &str, why: &str) {
        self.lines.push(Line {
            what: what.to_owned(),
            ours: String::new(),
            other: why.to_owned(),
            ratio: String::new(),
            target: String::new(),
            is_met: None,
        });
    }

    /// How large the programs are, where they are built.
    pub fn size(&mut self) {
        let folder = std::env::current_exe().unwrap();
        let folder = folder.ancestors().nth(2).unwrap();
        for (name, most) in [
            ("so-huong-nghiep", 25.0),
            ("huong-nghiep", 25.0),
            ("huong-nghiep-paper", 45.0),
        ] {
            let built = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
            let Ok(file) = std::fs::metadata(built) else {
                self.skipped(&format!("Cỡ của {name}"), "chưa dựng");
                continue;
            };
            let size = file.len() as f64 / 1e6;
            self.lines.push(Line {
                what: format!("Cỡ của {name}"),
                ours: format!("{size:.1} MB"),
                other: String::new(),
                ratio: String::new(),
                target: format!("≤ {most} MB"),
                is_met: Some(size <= most),
            });
        }
    }

    pub fn print(&self) {
        println!("| Việc | Chương trình | So với | Tỉ số | Đích | Đạt |");
        println!("|---|---|---|---|---|---|");
        for line in &self.lines {
            let verdict = match line.is_met {
                Some(true) => "có",
                Some(false) => "CHƯA",
                None => "không đo",
            };
            println!(
                "| {} | {} | {} | {} | {} | {verdict} |",
                line.what, line.ours, line.other, line.ratio, line.target
            );
        }
    }
}

/// How long `work` takes.
pub fn time(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

/// The one in the middle.
pub fn middle(times: &mut [Duration]) -> Duration {
    part(times, 50)
}

/// The one that so many in a hundred do not exceed.
pub fn part(times: &mut [Duration], of_hundred: usize) -> Duration {
    times.sort();
    times[(times.len() * of_hundred / 100).min(times.len() - 1)]
}

fn shown(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1e3;
    match milliseconds {
        1000.0.. => format!("{:.2} giây", milliseconds / 1e3),
        10.0.. => format!("{milliseconds:.0} ms"),
        _ => format!("{milliseconds:.1} ms"),
    }
}
