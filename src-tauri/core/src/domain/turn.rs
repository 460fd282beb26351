//! The year's turn (chuyển năm học): which class each class becomes, and who does not go along.
//!
//! A pupil's past stays with them: the turn adds places in the new year and never moves old ones.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::class::bare_name;
use super::school::Level;

/// What becomes of a pupil who does not go up with the class: stays down, goes to another class, or
/// is no longer here (the states of an enrolment).
pub const FATES: [&str; 5] = ["up", "stays", "transferred", "left", "dropped_out"];

/// Where a class goes; also what the form sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TurnMove {
    /// Name in the year before.
    pub class: String,
    /// Name in the new year; empty where the class has finished its level.
    pub to: String,
}

/// A pupil who does not go the way of the class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TurnException {
    pub student: String,
    /// `up stays transferred left dropped_out`
    pub fate: String,
    /// Name of the class in the new year, for `up` and `stays`: where a class was split, or for who
    /// repeats the grade.
    #[serde(default)]
    pub to: String,
}

/// The name of a class a year later: `6A` → `7A`, `10A01` → `11A01`; none for the last grade of a
/// level, after which pupils are streamed, and for names that do not begin with their grade.
pub fn next_class(name: &str, grade: u32, level: Level) -> Option<String> {
    if level.grades().max() == Some(grade) {
        return None;
    }
    let bare = bare_name(name);
    let rest = bare.strip_prefix(&grade.to_string())?;
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    Some(format!("{}{rest}", grade + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_goes_up_under_the_name_of_the_next_grade() {
        let next = |name, grade, level| next_class(name, grade, level);
        assert_eq!(next("6A", 6, Level::Thcs).as_deref(), Some("7A"));
        assert_eq!(next("Lớp 10A01", 10, Level::Thpt).as_deref(), Some("11A01"));
        assert_eq!(next("9B", 9, Level::Thcs), None);
        assert_eq!(next("12 Toán", 12, Level::Thpt), None);
        assert_eq!(next("Chồi", 1, Level::TieuHoc), None);
    }
}
