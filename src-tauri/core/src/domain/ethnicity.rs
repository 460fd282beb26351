//! Ethnic groups: one name for each, however a list writes it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::kernel::fold::{fold, tidy};

/// The group that is no minority (NĐ 05/2011/NĐ-CP, Điều 4, khoản 2), and pupils from abroad, who
/// are of none. The queries of `store` name the same two.
const NO_MINORITY: [&str; 2] = ["Kinh", "Người nước ngoài"];

/// The name of a group as the official list has it; what is no group stays as typed.
pub fn proper(text: &str) -> String {
    let text = tidy(text);
    match named(&text) {
        Some(name) => name.to_owned(),
        None => text,
    }
}

/// Whether a pupil is surely of an ethnic minority.
pub fn is_minority(ethnicity: &str) -> bool {
    !ethnicity.is_empty() && !NO_MINORITY.contains(&ethnicity)
}

/// `kinh`, `Kinh (Việt)`, `01`, `1 - Kinh`, `dân tộc Kinh` → `Kinh`.
fn named(text: &str) -> Option<&'static str> {
    let known = |text: &str| names().get(&key(text)).copied();
    if let Some(name) = known(text) {
        return Some(name);
    }
    // Several words for one group; a code beside them may only agree.
    let parts = text.split(['(', ')', '/', ',', ';', ':', '.', '-', '–']);
    let mut found = None;
    for part in parts.filter(|part| !key(part).is_empty()) {
        let name = known(part)?;
        if found.is_some_and(|found| found != name) {
            return None;
        }
        found = Some(name);
    }
    found
}

/// Letters and digits alone, folded; without the words "dân tộc" before a name and without the
/// zero before a code.
fn key(text: &str) -> String {
    let folded = fold(text);
    let key: String = folded.chars().filter(|it| it.is_alphanumeric()).collect();
    let bare = key.strip_prefix("dantoc").unwrap_or(&key);
    bare.trim_start_matches('0').to_owned()
}

/// Names by the keys of all that stands for them.
fn names() -> &'static BTreeMap<String, &'static str> {
    static NAMES: OnceLock<BTreeMap<String, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = BTreeMap::new();
        for group in groups() {
            let words = group.also.iter().chain(&group.code);
            for word in words.chain([&group.name]) {
                names.insert(key(word), group.name.as_str());
            }
        }
        names
    })
}

#[derive(Deserialize)]
struct Group {
    code: Option<String>,
    name: String,
    #[serde(default)]
    also: Vec<String>,
}

fn groups() -> &'static [Group] {
    #[derive(Deserialize)]
    struct File {
        group: Vec<Group>,
    }
    static GROUPS: OnceLock<Vec<Group>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let file = toml::from_str::<File>(include_str!("../../../../assets/ethnic.toml"));
        file.map(|file| file.group).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_is_known_however_it_is_written() {
        assert_eq!(groups().len(), 55);
        for group in groups() {
            for word in group.also.iter().chain(&group.code).chain([&group.name]) {
                assert_eq!(proper(word), group.name, "{word}");
            }
        }
        for (text, name) in [
            ("kinh", "Kinh"),
            ("KINH", "Kinh"),
            ("Kinh (Việt)", "Kinh"),
            ("việt", "Kinh"),
            ("01", "Kinh"),
            ("1", "Kinh"),
            ("01 - Kinh", "Kinh"),
            ("1. Kinh", "Kinh"),
            ("Dân tộc Kinh", "Kinh"),
            ("H’Mông", "Mông"),
            ("H'Mông (Mông)", "Mông"),
            ("ê-đê", "Ê Đê"),
            ("Bru-Vân Kiều", "Bru - Vân Kiều"),
            ("Cao Lan - Sán Chỉ", "Sán Chay"),
            ("Tày/Nùng", "Tày/Nùng"),
            ("02 - Kinh", "02 - Kinh"),
            ("Đan Lai", "Đan Lai"),
            ("", ""),
        ] {
            assert_eq!(proper(text), name, "{text}");
        }
    }

    #[test]
    fn only_who_is_surely_of_a_minority_counts_as_such() {
        for (text, want) in [
            ("", false),
            ("kinh", false),
            ("Nước ngoài", false),
            ("Tày", true),
            ("Đan Lai", true),
        ] {
            assert_eq!(is_minority(&proper(text)), want, "{text}");
        }
    }
}
