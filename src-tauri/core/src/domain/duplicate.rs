//! Pupils that may be one person twice: found here, decided by a person.

use std::collections::{BTreeMap, BTreeSet};

use super::roster::same_name;

/// A pupil of the book as the search compares them.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub id: String,
    pub name: String,
    /// ISO day, or the year alone.
    pub born_on: String,
    pub citizen_id: String,
    pub school_code: String,
    /// The last year and class, empty where there is none.
    pub place: String,
}

/// Two pupils, the one with the smaller id first.
pub type Pair = (String, String);

/// Why two pupils may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// One citizen id for both.
    SameCitizenId,
    /// One name and one day of birth.
    SameNameAndBirth,
    /// One name and one code of the school.
    SameSchoolCode,
    /// One name in one class, and births that may be one: day and month changed places, or one of
    /// them is missing or but a year.
    SameNameAndClass,
}

impl Reason {
    pub fn code(self) -> &'static str {
        match self {
            Reason::SameCitizenId => "same_citizen_id",
            Reason::SameNameAndBirth => "same_name_and_birth",
            Reason::SameSchoolCode => "same_school_code",
            Reason::SameNameAndClass => "same_name_and_class",
        }
    }
}

/// More pairs than a person decides in one sitting are left for the next.
const MOST: usize = 500;

/// The pairs that nobody told apart yet, the surest first.
pub fn pairs(people: &[Person], told_apart: &BTreeSet<Pair>) -> Vec<(Reason, Pair)> {
    let mut groups: BTreeMap<(Reason, String), Vec<&Person>> = BTreeMap::new();
    for person in people {
        if !person.citizen_id.is_empty() {
            let key = (Reason::SameCitizenId, person.citizen_id.clone());
            groups.entry(key).or_default().push(person);
        }
        let name = same_name(&person.name);
        // A year alone is shared by too many.
        let day = Some(&person.born_on).filter(|born| born.len() == 10);
        let shared = [
            (Reason::SameNameAndBirth, day),
            (Reason::SameSchoolCode, Some(&person.school_code)),
            (Reason::SameNameAndClass, Some(&person.place)),
        ];
        for (reason, shared) in shared {
            if let Some(shared) = shared.filter(|shared| !shared.is_empty()) {
                let key = (reason, format!("{shared} {name}"));
                groups.entry(key).or_default().push(person);
            }
        }
    }
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for ((reason, _), group) in groups {
        for (at, one) in group.iter().enumerate() {
            for other in group.iter().skip(at + 1) {
                let pair = pair(&one.id, &other.id);
                if reason == Reason::SameNameAndClass && !may_be_one(&one.born_on, &other.born_on) {
                    continue;
                }
                if found.len() < MOST && !told_apart.contains(&pair) && seen.insert(pair.clone()) {
                    found.push((reason, pair));
                }
            }
        }
    }
    found
}

/// Whether two births of classmates may be one that was written in two ways.
fn may_be_one(one: &str, other: &str) -> bool {
    let parts = |born: &str| -> Vec<String> { born.split('-').map(str::to_owned).collect() };
    match (parts(one).as_slice(), parts(other).as_slice()) {
        ([year, month, day], [other_year, other_month, other_day]) => {
            year == other_year && month == other_day && day == other_month
        }
        _ => one.is_empty() || other.is_empty() || one.get(..4) == other.get(..4),
    }
}

/// Two ids in the order in which they are kept.
pub fn pair(one: &str, other: &str) -> Pair {
    let (first, second) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    (first.to_owned(), second.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, name: &str, born_on: &str, citizen_id: &str) -> Person {
        Person {
            id: id.into(),
            name: name.into(),
            born_on: born_on.into(),
            citizen_id: citizen_id.into(),
            school_code: String::new(),
            place: String::new(),
        }
    }

    #[test]
    fn classmates_of_one_name_and_holders_of_one_code_are_likely_pairs() {
        let placed = |id: &str, born_on: &str, place: &str, code: &str| Person {
            place: place.into(),
            school_code: code.into(),
            ..person(id, "Lê Chi", born_on, "")
        };
        let people = [
            placed("a", "2011-03-09", "2025-2026 9A", ""),
            placed("b", "2011-09-03", "2025-2026 9A", ""),
            placed("c", "", "2025-2026 9B", "HS1"),
            placed("d", "2011", "2025-2026 9B", ""),
            placed("e", "2010-01-01", "2025-2026 9C", "HS1"),
            placed("f", "2010-01-02", "2025-2026 9C", ""),
        ];
        let want = [
            (Reason::SameSchoolCode, pair("c", "e")),
            (Reason::SameNameAndClass, pair("a", "b")),
            (Reason::SameNameAndClass, pair("c", "d")),
        ];
        assert_eq!(pairs(&people, &BTreeSet::new()), want);
    }

    #[test]
    fn likely_pairs_are_found_and_those_told_apart_are_not() {
        let people = [
            person("a", "Nguyễn Hoà An", "2011-03-09", "031"),
            person("b", "NGUYỄN HÒA AN", "2011-03-09", ""),
            person("c", "Nguyễn Hoa An", "2011-03-09", ""),
            person("d", "Trần Bình", "2011-05-02", "031"),
            person("e", "Lê Chi", "2011", ""),
            person("f", "Lê Chi", "2011", ""),
        ];
        let found = pairs(&people, &BTreeSet::new());
        let want = [
            (Reason::SameCitizenId, pair("a", "d")),
            (Reason::SameNameAndBirth, pair("b", "a")),
        ];
        assert_eq!(found, want);
        let told_apart = BTreeSet::from([pair("a", "b"), pair("d", "a")]);
        assert_eq!(pairs(&people, &told_apart), []);
    }
}
