//! A class of one year: its bare name, grade and level.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::school::Level;
use crate::error::Problem;
use crate::kernel::fold::{fold, tidy};

/// A class as lists show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ClassLine {
    pub id: String,
    pub name: String,
    pub grade: u32,
    pub level: Level,
    pub students: u32,
    pub female: u32,
    /// The homeroom teacher's name, empty where not said.
    pub homeroom: String,
}

/// A checked class.
pub struct Class {
    pub name: String,
    pub grade: u32,
    pub level: Level,
    pub homeroom: String,
}

impl Class {
    /// Checks the name and that one of the school's levels teaches the grade.
    pub fn check(
        name: &str,
        grade: Option<u32>,
        homeroom: &str,
        levels: &[Level],
    ) -> Result<Class, Problem> {
        let name = bare_name(name);
        if name.is_empty() {
            return Err(Problem::new("name", "form.required"));
        }
        if name.chars().count() > 20 {
            return Err(Problem::new("name", "form.too_long").with("max", 20));
        }
        let grade = grade.or_else(|| grade_of(&name));
        let Some(grade) = grade.filter(|grade| (1..=12).contains(grade)) else {
            return Err(Problem::new("grade", "class.no_grade").with("name", name));
        };
        let Some(level) = level_of(grade, levels) else {
            return Err(Problem::new("grade", "class.other_level").with("grade", grade));
        };
        Ok(Class {
            name,
            grade,
            level,
            homeroom: tidy(homeroom),
        })
    }
}

/// The bare name: `"Lớp 9A1"` → `"9A1"`.
pub fn bare_name(name: &str) -> String {
    let name = tidy(name);
    match name.split_once(' ') {
        Some((first, rest)) if matches!(fold(first).as_str(), "lop" | "lop:") => rest.to_owned(),
        _ => name,
    }
}

/// What two spellings of one class have in common: `9/1`, `9-1` and `9.1`; `9a1` and `Lớp 9 A1`.
/// `9D` and `9Đ` are two classes.
pub fn same_key(name: &str) -> String {
    let mut key = String::new();
    // A letter that folding leaves alone stands for Đ.
    let folded = fold(&bare_name(name).replace(['đ', 'Đ'], "ð"));
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_between = key.ends_with(|it: char| it.is_ascii_digit())
            && letters.peek().is_some_and(char::is_ascii_digit);
        if letter.is_alphanumeric() {
            key.push(letter);
        } else if is_between {
            key.push('.');
        }
    }
    key
}

/// The grade that the leading digits tell: `"12 Toán"` → 12, `"9A1"` → 9, `"10.3"` → 10.
pub fn grade_of(name: &str) -> Option<u32> {
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    let plausible = |text: &str| text.parse().ok().filter(|grade| (1..=12).contains(grade));
    // "101" may be the first class of grade 10; "61" the first of grade 6.
    plausible(&digits)
        .or_else(|| plausible(digits.get(..2)?))
        .or_else(|| plausible(digits.get(..1)?))
}

/// The school's level that teaches a grade. A centre (GDTX) teaches every grade it has.
pub fn level_of(grade: u32, levels: &[Level]) -> Option<Level> {
    let usual = match grade {
        1..=5 => Level::TieuHoc,
        6..=9 => Level::Thcs,
        _ => Level::Thpt,
    };
    if levels.contains(&usual) {
        Some(usual)
    } else {
        levels.contains(&Level::Gdtx).then_some(Level::Gdtx)
    }
}

/// Sorts classes as people do: by grade, then by name with its numbers as numbers (9A2 < 9A10).
pub fn sort_key(grade: u32, name: &str) -> String {
    let mut key = format!("{grade:02} ");
    let mut digits = String::new();
    for letter in fold(name).chars().chain(Some(' ')) {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            if !digits.is_empty() {
                key.push_str(&format!("{digits:0>4}"));
                digits.clear();
            }
            key.push(letter);
        }
    }
    key
}

/// What an activity's or survey's classes and grades are called: `"9A–9D"`, `"Khối 9"`.
///
/// `classes` are (grade, name) in list order; `all` are the year's classes by grade.
pub fn audience(classes: &[(u32, String)], grades: &[u32], all: &[(u32, String)]) -> String {
    if classes.is_empty() && grades.is_empty() {
        return "Toàn trường".to_owned();
    }
    let mut parts = Vec::new();
    let mut whole: Vec<u32> = grades.to_vec();
    let mut present: Vec<u32> = classes.iter().map(|(grade, _)| *grade).collect();
    present.dedup();
    for grade in present {
        let named: Vec<&String> = classes
            .iter()
            .filter(|(other, _)| *other == grade)
            .map(|(_, name)| name)
            .collect();
        let of_grade = all.iter().filter(|(other, _)| *other == grade).count();
        if whole.contains(&grade) {
            continue;
        }
        if named.len() > 1 && named.len() == of_grade {
            whole.push(grade);
        } else {
            parts.extend(runs(&named, all, grade));
        }
    }
    whole.sort_unstable();
    whole.dedup();
    let mut names: Vec<String> = grade_runs(&whole);
    names.extend(parts);
    names.join(", ")
}

fn grade_runs(grades: &[u32]) -> Vec<String> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for grade in grades {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *grade => *last = *grade,
            _ => runs.push((*grade, *grade)),
        }
    }
    let name = |(first, last): (u32, u32)| match first == last {
        true => format!("Khối {first}"),
        false => format!("Khối {first}–{last}"),
    };
    runs.into_iter().map(name).collect()
}

/// Three or more neighbours in the list of the grade's classes become `9A–9C`.
fn runs(named: &[&String], all: &[(u32, String)], grade: u32) -> Vec<String> {
    let order: Vec<&String> = all
        .iter()
        .filter(|(other, _)| *other == grade)
        .map(|(_, name)| name)
        .collect();
    let mut runs: Vec<Vec<&String>> = Vec::new();
    for name in named {
        let place = order.iter().position(|other| other == name);
        let follows = runs.last().and_then(|run| run.last()).is_some_and(|last| {
            let before = order.iter().position(|other| other == last);
            matches!((before, place), (Some(before), Some(place)) if before + 1 == place)
        });
        match runs.last_mut() {
            Some(run) if follows => run.push(name),
            _ => runs.push(vec![name]),
        }
    }
    runs.into_iter()
        .flat_map(|run| match run.as_slice() {
            [first, _, .., last] => vec![format!("{first}–{last}")],
            few => few.iter().map(|name| (*name).clone()).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_class_are_one() {
        for (one, other) in [
            ("9/1", "9-1"),
            ("9.1", "9_1"),
            ("9a1", "Lớp 9 A1"),
            ("9đ", "Lớp 9Đ"),
        ] {
            assert_eq!(same_key(one), same_key(other));
        }
        for (one, other) in [
            ("9A1", "9A11"),
            ("1/11", "11/1"),
            ("10A1", "10A01"),
            ("9D", "9Đ"),
        ] {
            assert_ne!(same_key(one), same_key(other));
        }
    }

    #[test]
    fn the_grade_stands_at_the_head_of_the_name() {
        for (name, grade) in [
            ("9A1", 9),
            ("9/1", 9),
            ("10A01", 10),
            ("12 Toán", 12),
            ("12.6", 12),
            ("61", 6),
        ] {
            assert_eq!(grade_of(name), Some(grade), "{name}");
        }
        assert_eq!(grade_of("A9"), None);
        assert_eq!(bare_name(" Lớp  9A1 "), "9A1");
    }

    #[test]
    fn classes_stand_in_the_order_people_expect() {
        assert!(sort_key(9, "9A2") < sort_key(9, "9A10"));
        assert!(sort_key(9, "9D") < sort_key(10, "10A"));
    }

    #[test]
    fn an_audience_is_named_as_briefly_as_people_say_it() {
        let all: Vec<(u32, String)> = ["9A", "9B", "9C", "9D"]
            .map(|n| (9, n.to_owned()))
            .into_iter()
            .chain(["10A", "10B"].map(|n| (10, n.to_owned())))
            .collect();
        let pick = |names: &[&str]| -> Vec<(u32, String)> {
            all.iter()
                .filter(|(_, name)| names.contains(&name.as_str()))
                .cloned()
                .collect()
        };
        assert_eq!(audience(&[], &[], &all), "Toàn trường");
        assert_eq!(audience(&pick(&["9A", "9B"]), &[], &all), "9A, 9B");
        assert_eq!(audience(&pick(&["9A", "9B", "9C"]), &[], &all), "9A–9C");
        assert_eq!(
            audience(&pick(&["9A", "9B", "9C", "9D"]), &[], &all),
            "Khối 9"
        );
        assert_eq!(
            audience(&pick(&["9A"]), &[10, 11, 12], &all),
            "Khối 10–12, 9A"
        );
    }
}
