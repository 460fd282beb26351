//! The year's plan: what is to be done by whom, by when, and what comes of it.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::school::Level;
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::{fold, tidy};

/// `todo doing done`
pub const STATES: [&str; 3] = ["todo", "doing", "done"];

/// Days before the last one on which a task is called to mind.
pub const REMINDERS: [i64; 3] = [30, 7, 1];

/// What a form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TaskDraft {
    pub title: String,
    /// Chủ trì.
    pub lead: String,
    /// Phối hợp.
    pub partners: String,
    /// ISO; the last day on which it is done in time.
    pub due_on: Option<String>,
    /// What proves it.
    pub product: String,
    /// `todo doing done`
    pub state: String,
    /// ISO; of one that is done.
    pub done_on: Option<String>,
    /// Where it stands in a plan.
    pub source: String,
    pub note: String,
    /// Id of the activity that fulfils it.
    pub activity: Option<String>,
    /// Ids of the documents it rests on or leads to.
    pub documents: Vec<String>,
}

/// How a task stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Done {
        late: bool,
    },
    Overdue {
        days: i64,
    },
    /// Within the days on which it is called to mind.
    Near {
        days: i64,
    },
    Ahead,
}

/// How a task with this state and last day stands today.
pub fn standing(state: &str, due: Option<Date>, done: Option<Date>, today: Date) -> Standing {
    if state == "done" {
        let late = matches!((due, done), (Some(due), Some(done)) if done > due);
        return Standing::Done { late };
    }
    match due.map(|due| today.days_until(due)) {
        Some(days) if days < 0 => Standing::Overdue { days: -days },
        Some(days) if days <= REMINDERS[0] => Standing::Near { days },
        _ => Standing::Ahead,
    }
}

impl TaskDraft {
    /// Tidies the texts and names every wrong field at once. One that is done without a day is done today.
    pub fn check(&self, today: Date) -> Result<TaskDraft> {
        let mut draft = TaskDraft {
            title: tidy(&self.title),
            lead: tidy(&self.lead),
            partners: tidy(&self.partners),
            product: tidy(&self.product),
            source: tidy(&self.source),
            note: self.note.trim().to_owned(),
            due_on: self.due_on.clone().filter(|day| !day.is_empty()),
            done_on: self.done_on.clone().filter(|day| !day.is_empty()),
            activity: self.activity.clone().filter(|id| !id.is_empty()),
            documents: self.documents.clone(),
            state: match self.state.as_str() {
                "" => STATES[0].to_owned(),
                state => state.to_owned(),
            },
        };
        let mut problems = Vec::new();
        if draft.title.is_empty() {
            problems.push(Problem::new("title", "form.required"));
        }
        if !STATES.contains(&draft.state.as_str()) {
            problems.push(Problem::new("state", "form.bad_choice").with("value", &draft.state));
        }
        for (field, day) in [("due_on", &draft.due_on), ("done_on", &draft.done_on)] {
            match day.as_deref().map(str::parse::<Date>) {
                Some(Err(())) => {
                    let value = day.clone().unwrap_or_default();
                    problems.push(Problem::new(field, "form.bad_date").with("value", value));
                }
                Some(Ok(day)) if field == "done_on" && day > today => {
                    let problem = Problem::new(field, "consent.future");
                    problems.push(problem.with("value", day.for_people()));
                }
                _ => {}
            }
        }
        for (field, text, most) in [
            ("title", &draft.title, 1000),
            ("lead", &draft.lead, 300),
            ("partners", &draft.partners, 1000),
            ("product", &draft.product, 300),
            ("note", &draft.note, 2000),
        ] {
            if text.chars().count() > most {
                problems.push(Problem::new(field, "form.too_long").with("max", most));
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        match draft.state.as_str() {
            "done" if draft.done_on.is_none() => draft.done_on = Some(today.to_string()),
            "done" => {}
            _ => draft.done_on = None,
        }
        Ok(draft)
    }
}

/// Between two days that are the ends of one span.
const SPANS: [&str; 7] = ["-", "–", "—", "den", "den ngay", "toi", "toi ngay"];

/// The last day that a plan's words leave in a school year: "xong trước ngày D" is the day before D
/// (mission-table, A.17), a span ends with its last day and a month with its own. A day before the year
/// is none of its deadlines: a task of years ago must not come in as years overdue.
pub fn last_day(words: &str, year: &Year) -> Option<Date> {
    let folded = fold(&tidy(words));
    let named = days_in(&folded);
    let first = named.first()?;
    let is_span = |next: &&Named| {
        let between = folded.get(first.ends..next.starts).map(str::trim);
        between.is_some_and(|between| SPANS.contains(&between))
    };
    let last = named.get(1).filter(is_span).unwrap_or(first);
    let years = match last.year {
        Some(year) => vec![year],
        None => vec![year.starts_on.year(), year.starts_on.year() + 1],
    };
    let days = years.into_iter().filter_map(|it| last.begins(it));
    let days: Vec<Date> = days.collect();
    let found = *(days.iter().find(|day| year.holds(**day))).or(days.first())?;
    let is_before = ["truoc", "truoc ngay", "truoc thang"]
        .iter()
        .any(|word| before(&folded, last).ends_with(word));
    let end = match (is_before, last.day) {
        (true, _) => found.plus_days(-1),
        (false, Some(_)) => found,
        (false, None) => month_end(found)?,
    };
    (found >= year.starts_on).then_some(end)
}

/// A day or a month that words name, and where they do.
struct Named {
    starts: usize,
    ends: usize,
    /// None for a whole month.
    day: Option<u32>,
    month: u32,
    year: Option<i32>,
}

impl Named {
    fn begins(&self, year: i32) -> Option<Date> {
        Date::new(year, self.month, self.day.unwrap_or(1))
    }
}

fn before<'a>(words: &'a str, named: &Named) -> &'a str {
    words.get(..named.starts).unwrap_or_default().trim_end()
}

fn month_end(first: Date) -> Option<Date> {
    let next = match first.month() {
        12 => Date::new(first.year() + 1, 1, 1),
        month => Date::new(first.year(), month + 1, 1),
    };
    next.map(|next| next.plus_days(-1))
}

/// Every `05/9`, `01/3/2022`, `5-9-25`, `tháng 9` and `tháng 9/2025` of some words.
fn days_in(words: &str) -> Vec<Named> {
    let is_part = |letter: char| letter.is_ascii_digit() || letter == '/';
    let mut found = Vec::new();
    let mut starts = 0;
    for piece in words.split(|letter: char| !is_part(letter) && !"-.".contains(letter)) {
        // `05/9-15/9` are two days, `5-9-25` is one.
        let parts: Vec<&str> = match piece.contains('/') {
            true => piece.split(['-', '.']).collect(),
            false => vec![piece],
        };
        let mut at = starts;
        for part in parts {
            let is_month = words.get(..at).is_some_and(is_month_next);
            found.extend(named(part, at, is_month));
            at += part.len() + 1;
        }
        // What parts pieces is a letter of one byte or more.
        let rest = words.get(starts + piece.len()..).unwrap_or_default();
        starts += piece.len() + rest.chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// `tháng` before a number names a month; `hằng tháng` does not.
fn is_month_next(words: &str) -> bool {
    let words = words.trim_end();
    let is_every = ["hang thang", "moi thang"]
        .iter()
        .any(|it| words.ends_with(it));
    words.ends_with("thang") && !is_every
}

fn named(part: &str, starts: usize, is_month: bool) -> Option<Named> {
    let part = part.trim_matches(['-', '.', '/']);
    let numbers = part.split(['/', '-', '.']).map(str::parse::<u32>);
    let numbers: Vec<u32> = numbers.collect::<std::result::Result<_, _>>().ok()?;
    let (day, month, year) = match (numbers.as_slice(), is_month) {
        ([month], true) => (None, *month, None),
        ([month, year], true) => (None, *month, Some(*year)),
        ([day, month], false) if part.contains('/') => (Some(*day), *month, None),
        ([day, month, year], _) => (Some(*day), *month, Some(*year)),
        _ => return None,
    };
    let year = match year.map(i32::try_from) {
        Some(Ok(year)) if year < 100 => Some(2000 + year),
        Some(year) => year.ok(),
        None => None,
    };
    let is_day = day.is_none_or(|day| (1..=31).contains(&day)) && (1..=12).contains(&month);
    is_day.then_some(Named {
        starts,
        ends: starts + part.len(),
        day,
        month,
        year,
    })
}

/// A ready plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TaskTemplate {
    pub id: String,
    pub name: String,
    pub document: String,
    /// Levels of school that it is for; empty for all.
    #[serde(default)]
    pub levels: Vec<Level>,
    pub tasks: Vec<TemplateTask>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[derive(Default)]
pub struct TemplateTask {
    pub number: String,
    pub title: String,
    pub lead: String,
    pub partners: String,
    /// In words: `trước ngày 30/5`.
    pub due: String,
    pub product: String,
}

/// The shipped plans.
pub fn templates() -> &'static [TaskTemplate] {
    static ALL: OnceLock<Vec<TaskTemplate>> = OnceLock::new();
    ALL.get_or_init(|| {
        let files = [
            include_str!("../../../../assets/plan/nghe-an.toml"),
            include_str!("../../../../assets/plan/thcs.toml"),
            include_str!("../../../../assets/plan/thpt.toml"),
            include_str!("../../../../assets/plan/tieu-hoc.toml"),
        ];
        files
            .iter()
            .filter_map(|text| toml::from_str(text).ok())
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_a_day_is_the_day_before_it() {
        let year = Year::check("2025-2026", None, None).unwrap();
        let day = |words| last_day(words, &year).map(|day| day.to_string());
        assert_eq!(day("Xong trước ngày 05/9 hàng năm").unwrap(), "2025-09-04");
        assert_eq!(day("Xong trước ngày 1/5 hàng năm").unwrap(), "2026-04-30");
        assert_eq!(day("Ngày 30/12 hàng năm").unwrap(), "2025-12-30");
        assert_eq!(day("hằng tuần"), None);
        assert_eq!(day("31/2"), None);
    }

    #[test]
    fn deadlines_are_read_as_people_write_them() {
        let year = Year::check("2025-2026", None, None).unwrap();
        let day = |words| last_day(words, &year).map(|day| day.to_string());
        assert_eq!(day("Xong trước 30/5").unwrap(), "2026-05-29");
        assert_eq!(day("Hoàn thành trước 20/12").unwrap(), "2025-12-19");
        assert_eq!(day("Ngày 20/12, trước hội đồng").unwrap(), "2025-12-20");
        assert_eq!(day("05/9–15/9").unwrap(), "2025-09-15");
        assert_eq!(day("05/9-15/9").unwrap(), "2025-09-15");
        assert_eq!(day("Từ 20/12 đến ngày 10/01").unwrap(), "2026-01-10");
        assert_eq!(day("Tháng 9").unwrap(), "2025-09-30");
        assert_eq!(day("tháng 12/2025").unwrap(), "2025-12-31");
        assert_eq!(day("Trước tháng 3").unwrap(), "2026-02-28");
        assert_eq!(day("5-9-25").unwrap(), "2025-09-05");
        assert_eq!(day("5.9.2025").unwrap(), "2025-09-05");
        assert_eq!(day("Tuần 3-4"), None);
        assert_eq!(day("Hằng tháng 2 lần"), None);
    }

    #[test]
    fn a_deadline_of_years_ago_is_not_overdue_in_this_year() {
        let year = Year::check("2025-2026", None, None).unwrap();
        assert_eq!(last_day("Xong trước ngày 01/3/2022", &year), None);
    }

    #[test]
    fn every_template_can_be_read_and_its_days_are_days() {
        let year = Year::check("2025-2026", None, None).unwrap();
        assert_eq!(templates().len(), 4);
        for template in templates() {
            assert!(!template.tasks.is_empty(), "{}", template.id);
            for task in &template.tasks {
                assert!(
                    task.due.is_empty() || last_day(&task.due, &year).is_some(),
                    "{task:?}"
                );
            }
        }
    }

    #[test]
    fn a_task_says_how_it_stands() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (due, today) = (Some(day("2026-04-17")), day("2026-04-14"));
        assert_eq!(
            standing("todo", due, None, today),
            Standing::Near { days: 3 }
        );
        assert_eq!(
            standing("doing", due, None, day("2026-04-21")),
            Standing::Overdue { days: 4 }
        );
        assert_eq!(
            standing("todo", due, None, day("2026-01-01")),
            Standing::Ahead
        );
        assert_eq!(
            standing("done", due, Some(day("2026-04-18")), today),
            Standing::Done { late: true }
        );
    }
}
