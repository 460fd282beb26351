//! Folding for search: what is compared when people type without diacritics.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no diacritics, đ as d, single spaces: `"  Đỗ   Ánh "` → `"do anh"`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)) {
        let letter = match letter {
            'đ' | 'Đ' => 'd',
            other => other,
        };
        if letter.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            folded.extend(letter.to_lowercase());
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Composed letters (NFC), invisible characters out, single spaces, no spaces at the ends.
pub fn tidy(text: &str) -> String {
    let visible = text
        .nfc()
        .map(|letter| if letter == '\u{a0}' { ' ' } else { letter });
    let visible = visible
        .filter(|letter| !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}'));
    let joined: String = visible.collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_forgets_diacritics_case_and_spaces() {
        assert_eq!(fold("  Đỗ  Ễnh\u{a0}Ưu "), "do enh uu");
        assert_eq!(fold("Đỗ"), fold("Đỗ"));
    }

    #[test]
    fn text_is_stored_composed_and_single_spaced() {
        assert_eq!(
            tidy(" Nguyê\u{303}n\u{a0} \u{200b}An\u{feff} "),
            "Nguyễn An"
        );
    }
}
