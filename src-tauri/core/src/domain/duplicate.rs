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
}

impl Reason {
    pub fn code(self) -> &'static str {
        match self {
            Reason::SameCitizenId => "same_citizen_id",
            Reason::SameNameAndBirth => "same_name_and_birth",
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
        // A year alone is shared by too many.
        if person.born_on.len() == 10 {
            let key = format!("{} {}", person.born_on, same_name(&person.name));
            let key = (Reason::SameNameAndBirth, key);
            groups.entry(key).or_default().push(person);
        }
    }
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for ((reason, _), group) in groups {
        for (at, one) in group.iter().enumerate() {
            for other in group.iter().skip(at + 1) {
                let pair = pair(&one.id, &other.id);
                if found.len() < MOST && !told_apart.contains(&pair) && seen.insert(pair.clone()) {
                    found.push((reason, pair));
                }
            }
        }
    }
    found
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
        }
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
