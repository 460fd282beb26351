//! The same pupil twice in one file.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::super::heading::RosterField;
use super::{ForeignStudent, RosterProblem};
use crate::messages;

/// Marks what repeats a row further up; rows that are refused anyway repeat nothing.
pub fn mark(students: &mut [ForeignStudent]) {
    let mut persons: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut codes: BTreeMap<(RosterField, String), usize> = BTreeMap::new();
    for at in 0..students.len() {
        let (earlier, rest) = students.split_at_mut(at);
        let Some(student) = rest.first_mut() else {
            continue;
        };
        if !student.is_good() {
            continue;
        }
        let twin = persons
            .get(&person(student))
            .and_then(|at| earlier.get(*at));
        if let Some(twin) = twin {
            let (code, is_fatal) = if are_told_apart(student, twin) {
                ("roster.same_name", false)
            } else {
                ("roster.duplicate_row", true)
            };
            student.problems.push(problem(None, code, is_fatal, twin));
            if is_fatal {
                continue;
            }
        }
        let mine = codes_of(student);
        let taken = mine.iter().find_map(|key| {
            let at = codes.get(key)?;
            earlier.get(*at).map(|owner| (key.0, owner))
        });
        if let Some((field, owner)) = taken {
            let problem = problem(Some(field), "roster.duplicate_code", true, owner);
            student.problems.push(problem);
            continue;
        }
        persons.entry(person(student)).or_insert(at);
        for key in mine {
            codes.insert(key, at);
        }
    }
}

/// A name without case and without the two ways to place a tone (hoà, hòa), the birth and class.
fn person(student: &ForeignStudent) -> (String, String, String) {
    let born = student.born_on.map(|born| born.to_string());
    (
        spelling(&student.name),
        born.unwrap_or_default(),
        spelling(&student.class),
    )
}

/// A text by which two spellings of a name are one: small letters, each word's tone at its end.
pub fn spelling(name: &str) -> String {
    let words = name.split_whitespace().map(|word| {
        let is_tone = |mark: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*mark);
        let lower = word.to_lowercase();
        let letters: String = lower.nfd().filter(|mark| !is_tone(mark)).collect();
        let tones: String = lower.nfd().filter(is_tone).collect();
        letters + &tones
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether two of one name are two people: their codes differ, or nothing else tells who they are.
fn are_told_apart(one: &ForeignStudent, other: &ForeignStudent) -> bool {
    let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
    differ(&one.ministry_id, &other.ministry_id)
        || differ(&one.citizen_id, &other.citizen_id)
        || differ(&one.school_code, &other.school_code)
        || (one.born_on.is_none()
            && codes_of(one)
                .iter()
                .all(|key| !codes_of(other).contains(key)))
}

fn codes_of(student: &ForeignStudent) -> Vec<(RosterField, String)> {
    let codes = [
        (RosterField::MinistryId, &student.ministry_id),
        (RosterField::CitizenId, &student.citizen_id),
    ];
    let filled = codes.into_iter().filter(|(_, code)| !code.is_empty());
    filled.map(|(field, code)| (field, code.clone())).collect()
}

fn problem(
    field: Option<RosterField>,
    code: &str,
    is_fatal: bool,
    earlier: &ForeignStudent,
) -> RosterProblem {
    let place = if earlier.sheet.is_empty() {
        format!("dòng {}", earlier.row)
    } else {
        format!("dòng {}, trang “{}”", earlier.row, earlier.sheet)
    };
    RosterProblem {
        column: None,
        field,
        code: code.to_owned(),
        message: messages::sentence(code, &[("place", place)]),
        is_fatal,
        suggestion: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_write_one_name_are_one() {
        assert_eq!(spelling("ĐOÀN HOÀ THUÝ"), spelling("Đoàn Hòa Thúy"));
        assert_ne!(spelling("Hòa"), spelling("Hoa"));
    }
}
