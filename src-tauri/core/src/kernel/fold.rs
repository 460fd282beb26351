//! Folding for search: what is compared when people type without diacritics.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Lower case, no diacritics, đ as d, single spaces: `"  Đỗ   Ánh "` → `"do anh"`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let letters: &mut dyn Iterator<Item = char> = match text.is_ascii() {
        true => &mut text.chars(),
        false => &mut text.nfd().filter(|letter| !is_combining_mark(*letter)),
    };
    for letter in letters {
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
    if is_tidy(text) {
        return text.to_owned();
    }
    let visible = text
        .nfc()
        .map(|letter| if letter == '\u{a0}' { ' ' } else { letter });
    let visible = visible.filter(|letter| !is_invisible(*letter));
    let joined: String = visible.collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether nothing is to be tidied, as in most cells of most lists; `false` where that is not plain.
fn is_tidy(text: &str) -> bool {
    let is_plain = |letter: char| {
        letter == ' ' || !(letter.is_whitespace() || is_invisible(letter) || letter.is_control())
    };
    !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && text.chars().all(is_plain)
        && (text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes)
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
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
