//! A school year: its name, its days, and the periods a report can cover.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::Date;

/// One year of the book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Year {
    /// `2025-2026`; it is the year's id as well.
    pub year: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub is_locked: bool,
    /// Whether the book is turned to this year.
    pub is_current: bool,
}

impl Year {
    /// A year with the usual days, 01/08 to 31/07, or with those the school gives.
    pub fn check(name: &str, starts_on: Option<&str>, ends_on: Option<&str>) -> Result<Year> {
        let first = first_year(name).ok_or_else(|| Error::Invalid(vec![bad_name(name)]))?;
        let usual = |year, month, day| {
            Date::new(year, month, day)
                .unwrap_or(Date::new(2000, 1, 1).unwrap_or(Date(Default::default())))
        };
        let mut problems = Vec::new();
        let mut day = |field: &str, given: Option<&str>, usual: Date| match given {
            None | Some("") => usual,
            Some(text) => text.parse().unwrap_or_else(|()| {
                problems.push(Problem::new(field, "form.bad_date").with("value", text));
                usual
            }),
        };
        let starts_on = day("starts_on", starts_on, usual(first, 8, 1));
        let ends_on = day("ends_on", ends_on, usual(first + 1, 7, 31));
        if problems.is_empty() && starts_on >= ends_on {
            problems.push(Problem::new("ends_on", "year.ends_before_start"));
        }
        if problems.is_empty() && starts_on.days_until(ends_on) > 460 {
            problems.push(Problem::new("ends_on", "year.too_long"));
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        Ok(Year {
            year: name.to_owned(),
            starts_on,
            ends_on,
            is_locked: false,
            is_current: false,
        })
    }

    /// Whether the day lies in the year.
    pub fn holds(&self, day: Date) -> bool {
        self.starts_on <= day && day <= self.ends_on
    }

    /// The first day of the second semester: HKII begins in the second week of January.
    pub fn second_semester_on(&self) -> Date {
        let january = Date::new(self.starts_on.year() + 1, 1, 11);
        january
            .filter(|day| self.holds(*day))
            .unwrap_or(self.ends_on)
    }

    /// `2025–2026`, as it is printed.
    pub fn for_people(&self) -> String {
        self.year.replace('-', "–")
    }

    /// The school year a day usually belongs to: from August on the new one.
    pub fn of(day: Date) -> String {
        let first = if day.month() >= 8 {
            day.year()
        } else {
            day.year() - 1
        };
        format!("{first}-{}", first + 1)
    }

    /// The name of the year before.
    pub fn before(&self) -> String {
        let first = first_year(&self.year).unwrap_or(0);
        format!("{}-{first}", first - 1)
    }
}

/// What a report covers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Period {
    pub year: String,
    #[serde(default)]
    pub kind: PeriodKind,
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub to: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    #[default]
    Year,
    #[serde(rename = "semester_1")]
    Semester1,
    #[serde(rename = "semester_2")]
    Semester2,
    /// The calendar year in which the school year begins: some provinces report to 31/12.
    CalendarYear,
    Custom,
}

impl Period {
    /// The first and the last day, both included.
    pub fn days(&self, year: &Year) -> Result<(Date, Date)> {
        let half = year.second_semester_on();
        let first = year.starts_on.year();
        let day = |year, month, day| Date::new(year, month, day).ok_or(Error::Bug("day".into()));
        let (from, to) = match self.kind {
            PeriodKind::Year => (year.starts_on, year.ends_on),
            PeriodKind::Semester1 => (year.starts_on, half.plus_days(-1)),
            PeriodKind::Semester2 => (half, year.ends_on),
            PeriodKind::CalendarYear => (day(first, 1, 1)?, day(first, 12, 31)?),
            PeriodKind::Custom => (year.starts_on, year.ends_on),
        };
        let mut problems = Vec::new();
        let mut given = |field: &str, text: &Option<String>, usual: Date| match text.as_deref() {
            None | Some("") => usual,
            Some(text) => text.parse().unwrap_or_else(|()| {
                problems.push(Problem::new(field, "form.bad_date").with("value", text));
                usual
            }),
        };
        let (from, to) = (given("from", &self.from, from), given("to", &self.to, to));
        if problems.is_empty() && from > to {
            problems.push(
                Problem::new("to", "report.ends_before_start")
                    .with("from", from.for_people())
                    .with("to", to.for_people()),
            );
        }
        if problems.is_empty() {
            Ok((from, to))
        } else {
            Err(Error::Invalid(problems))
        }
    }
}

fn first_year(name: &str) -> Option<i32> {
    let (first, second) = name.split_once('-')?;
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_year(first) || !is_year(second) {
        return None;
    }
    let (first, second): (i32, i32) = (first.parse().ok()?, second.parse().ok()?);
    (second == first + 1 && (2000..2200).contains(&first)).then_some(first)
}

fn bad_name(name: &str) -> Problem {
    Problem::new("year", "year.bad_name").with("value", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_runs_from_august_unless_the_school_says_otherwise() {
        let year = Year::check("2025-2026", None, None).unwrap();
        assert_eq!(year.starts_on.to_string(), "2025-08-01");
        assert_eq!(year.ends_on.to_string(), "2026-07-31");
        let own = Year::check("2025-2026", Some("2025-09-05"), Some("2026-05-31")).unwrap();
        assert_eq!(own.starts_on.to_string(), "2025-09-05");
        for bad in ["2025-2027", "2025/2026", "25-26", ""] {
            assert!(Year::check(bad, None, None).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_report_covers_year_semester_calendar_year_or_given_days() {
        let year = Year::check("2025-2026", None, None).unwrap();
        let days = |kind, from: Option<&str>, to: Option<&str>| {
            let period = Period {
                year: year.year.clone(),
                kind,
                from: from.map(str::to_owned),
                to: to.map(str::to_owned),
            };
            period
                .days(&year)
                .map(|(from, to)| format!("{from} {to}"))
                .unwrap_or_default()
        };
        assert_eq!(days(PeriodKind::Year, None, None), "2025-08-01 2026-07-31");
        assert_eq!(
            days(PeriodKind::Semester1, None, None),
            "2025-08-01 2026-01-10"
        );
        assert_eq!(
            days(PeriodKind::Semester2, None, None),
            "2026-01-11 2026-07-31"
        );
        assert_eq!(
            days(PeriodKind::CalendarYear, None, None),
            "2025-01-01 2025-12-31"
        );
        assert_eq!(
            days(PeriodKind::Custom, Some("2025-09-05"), None),
            "2025-09-05 2026-07-31"
        );
        assert_eq!(days(PeriodKind::Custom, Some("2026-09-05"), None), "");
    }
}
