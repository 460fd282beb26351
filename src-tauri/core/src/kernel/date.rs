//! Days, instants and the clock that the book carries.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Vietnam is this far ahead of UTC, all year.
const VIETNAM_HOURS: i64 = 7;

/// A calendar day. ISO (`2025-11-15`) on the wire and in the store, dd/MM/yyyy for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(as = "String")]
pub struct Date(pub NaiveDate);

impl JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

impl Date {
    /// The day, if it exists.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Date)
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// 0 to 11, for counting months.
    pub fn month0(self) -> i32 {
        i32::try_from(self.0.month0()).unwrap_or(0)
    }

    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// `"2025-09"`
    pub fn month_text(self) -> String {
        self.0.format("%Y-%m").to_string()
    }

    /// `"05/09/2025"`
    pub fn for_people(self) -> String {
        self.0.format("%d/%m/%Y").to_string()
    }

    /// The same day years later; the 28th where that year lacks a 29 February.
    pub fn years_later(self, years: u32) -> Self {
        let year = self.year() + i32::try_from(years).unwrap_or(0);
        let day = Date::new(year, self.month(), self.day());
        day.or_else(|| Date::new(year, self.month(), 28))
            .unwrap_or(self)
    }

    /// The day `days` later, or earlier where negative.
    pub fn plus_days(self, days: i64) -> Self {
        Date(self.0 + chrono::Duration::days(days))
    }

    /// The week, Monday to Sunday, as a year and a number.
    pub fn week(self) -> (i32, u32) {
        let week = self.0.iso_week();
        (week.year(), week.week())
    }

    /// The day of the week, Monday as 0.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// The moment at which the day begins in Vietnam.
    pub fn begins(self) -> Instant {
        let midnight = self.0.and_time(chrono::NaiveTime::MIN);
        Instant(midnight.and_utc() - chrono::Duration::hours(VIETNAM_HOURS))
    }

    /// Days from `self` to `later`; negative when `later` has passed.
    pub fn days_until(self, later: Date) -> i64 {
        (later.0 - self.0).num_days()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl FromStr for Date {
    type Err = ();

    /// Reads ISO only; what people type is read by the importer and the screen.
    fn from_str(text: &str) -> Result<Self, ()> {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| ())?;
        if text.len() == 10 && (1900..=2200).contains(&day.year()) {
            Ok(Date(day))
        } else {
            Err(())
        }
    }
}

/// A moment in UTC, written `2026-04-11T09:42:05.123Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub DateTime<Utc>);

impl Instant {
    /// The moment `minutes` later, or earlier where negative.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Instant(self.0 + chrono::Duration::minutes(minutes))
    }

    /// The day in Vietnam (UTC+7 the whole year).
    pub fn day(self) -> Date {
        Date((self.0 + chrono::Duration::hours(VIETNAM_HOURS)).date_naive())
    }

    /// In Vietnam, as people write it: `11/04/2026 16:42`.
    pub fn for_people(self) -> String {
        let here = self.0 + chrono::Duration::hours(VIETNAM_HOURS);
        here.format("%d/%m/%Y %H:%M").to_string()
    }

    /// For file names: `20260411-094205`.
    pub fn for_file(self) -> String {
        self.0.format("%Y%m%d-%H%M%S").to_string()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl FromStr for Instant {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        DateTime::parse_from_rfc3339(text)
            .map(|at| Instant(at.to_utc()))
            .map_err(|_| ())
    }
}

/// Where the time comes from: the system, or a fixed moment in tests and in the sample school.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that asks the system"
    )]
    pub fn system() -> Self {
        Clock(Arc::new(Utc::now))
    }

    /// A clock that stands still at an RFC 3339 moment; the epoch where it cannot be read.
    pub fn fixed(at: &str) -> Self {
        let at = DateTime::parse_from_rfc3339(at)
            .map(|at| at.to_utc())
            .unwrap_or_default();
        Clock(Arc::new(move || at))
    }

    /// A clock that somebody else turns.
    pub fn told(tell: impl Fn() -> Instant + Send + Sync + 'static) -> Self {
        Clock(Arc::new(move || tell().0))
    }

    pub fn now(&self) -> Instant {
        Instant((self.0)())
    }

    /// Today in Vietnam.
    pub fn today(&self) -> Date {
        self.now().day()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_read() {
        assert_eq!("2026-04-11".parse(), Ok(Date::new(2026, 4, 11).unwrap()));
        for bad in ["2026-02-30", "11/04/2026", "2026-4-1", "", "0026-04-11"] {
            assert!(bad.parse::<Date>().is_err(), "{bad}");
        }
    }

    #[test]
    fn today_is_the_day_in_vietnam() {
        assert_eq!(
            Clock::fixed("2026-04-10T18:30:00Z").today().to_string(),
            "2026-04-11"
        );
    }
}
