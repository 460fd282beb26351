//! What is looked for across the book, and how well a name fits it.

use crate::kernel::fold::{fold, tidy};

/// Words looked for: more than these are one long word.
const WORDS: usize = 4;

/// Of each word the ways in which a name may write it.
pub type Spellings = [[String; 3]; WORDS];

/// What somebody typed into the search field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Folded words; empty ones fit everything.
    pub words: [String; WORDS],
    /// The same words as typed, in lower case.
    typed: Vec<String>,
}

impl Wanted {
    /// Reads what was typed; nothing where it holds no letter and no digit.
    pub fn read(text: &str) -> Option<Wanted> {
        let tidied = tidy(text).to_lowercase();
        if !tidied.contains(char::is_alphanumeric) {
            return None;
        }
        let mut typed: Vec<String> = tidied.split(' ').map(str::to_owned).collect();
        if typed.len() > WORDS {
            let rest = typed.split_off(WORDS - 1).join(" ");
            typed.push(rest);
        }
        let mut words: [String; WORDS] = Default::default();
        for (word, typed) in words.iter_mut().zip(&typed) {
            *word = fold(typed);
        }
        Some(Wanted { words, typed })
    }

    /// How a name may write each word with the accents that were typed: small, with a capital, in
    /// capitals. Words that were not typed are empty, which fits everything.
    pub fn spellings(&self) -> Spellings {
        let mut spellings = Spellings::default();
        for (spelt, word) in spellings.iter_mut().zip(&self.typed) {
            *spelt = [word.clone(), capitalised(word), word.to_uppercase()];
        }
        spellings
    }

    /// Everything that was typed, folded.
    pub fn folded(&self) -> String {
        let words = self.words.iter().filter(|word| !word.is_empty());
        words.cloned().collect::<Vec<_>>().join(" ")
    }

    /// Whether every word stands somewhere in the folded text.
    pub fn fits(&self, folded: &str) -> bool {
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }

    /// How well a name fits: smaller is better. Accents as typed come before other accents, the
    /// beginning of a word before its middle.
    pub fn rank(&self, name: &str) -> u8 {
        let exact = name.to_lowercase();
        let folded = fold(name);
        let all = |words: &[String], fits: fn(&str, &str) -> bool, text: &str| {
            words.iter().all(|word| fits(text, word))
        };
        if all(&self.typed, begins_a_word, &exact) {
            0
        } else if all(&self.words, begins_a_word, &folded) {
            1
        } else if all(&self.typed, |text, word| text.contains(word), &exact) {
            2
        } else {
            3
        }
    }
}

/// Every word with a capital: `đức anh` → `Đức Anh`.
fn capitalised(words: &str) -> String {
    let mut begins = true;
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match begins {
            true => text.extend(letter.to_uppercase()),
            false => text.push(letter),
        }
        begins = letter == ' ';
    }
    text
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        before.is_none_or(|letter| !letter.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranks(typed: &str, names: &[&str]) -> Vec<u8> {
        let wanted = Wanted::read(typed).unwrap();
        names.iter().map(|name| wanted.rank(name)).collect()
    }

    #[test]
    fn accents_as_typed_come_first_then_others_then_the_middle_of_words() {
        let names = ["Lê Minh Ánh", "Trần Minh Anh", "Đỗ Minh Oanh"];

        assert_eq!(ranks("minh anh", &names), [1, 0, 2]);
        assert_eq!(ranks("Minh Ánh", &names), [0, 1, 3]);
    }

    #[test]
    fn words_stand_in_any_order_and_many_are_one() {
        let wanted = Wanted::read(" Hoàng  nguyễn ").unwrap();
        assert!(wanted.fits(&fold("Nguyễn Hoàng Minh Anh")));
        assert_eq!(wanted.folded(), "hoang nguyen");

        let long = Wanted::read("tham quan xưởng cơ khí Bến Rừng").unwrap();
        assert_eq!(long.words[3], "co khi ben rung");
        assert!(long.fits(&fold("Tham quan xưởng cơ khí Bến Rừng")));
    }

    #[test]
    fn a_word_is_spelt_as_typed_with_a_capital_and_in_capitals() {
        let wanted = Wanted::read("đạt nguyễn").unwrap();
        assert_eq!(wanted.spellings()[0], ["đạt", "Đạt", "ĐẠT"]);
        assert_eq!(wanted.spellings()[3], ["", "", ""]);
    }

    #[test]
    fn nothing_is_looked_for_without_a_letter() {
        assert_eq!(Wanted::read("  "), None);
        assert_eq!(Wanted::read("%_ '"), None);
    }
}
