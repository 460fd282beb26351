//! Vietnamese names: their parts, and the order of class lists.

use unicode_normalization::UnicodeNormalization;

/// The sort key of a pupil's name: given name, then middle, then family, each in Vietnamese
/// order (letters a ă â … d đ …, then tone level huyền hỏi ngã sắc nặng, then case).
///
/// Keys compare byte by byte, so the store can keep and index them.
pub fn sort_key(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (given, rest) = match words.split_last() {
        Some((given, rest)) => (*given, rest),
        None => return String::new(),
    };
    let (family, middle) = match rest.split_first() {
        Some((family, middle)) => (*family, middle.join(" ")),
        None => ("", String::new()),
    };
    [
        collation_key(given),
        collation_key(&middle),
        collation_key(family),
    ]
    .join("\u{1}")
}

/// A key by which texts compare in Vietnamese order: first by letters, then by tones, then by case.
pub fn collation_key(text: &str) -> String {
    let mut letters = String::new();
    let mut tones = String::new();
    let mut cases = String::new();
    for (letter, tone, is_upper) in parts(text) {
        letters.push(weight(letter));
        tones.push(char::from(b'0' + tone));
        cases.push(if is_upper { '1' } else { '0' });
    }
    format!("{letters}\u{2}{tones}\u{2}{cases}")
}

/// Splits a full name into family and middle names, and given name: `("Trần Thị Hồng", "Nhung")`.
pub fn split(name: &str) -> (&str, &str) {
    let name = name.trim();
    match name.rfind(char::is_whitespace) {
        Some(at) => (name[..at].trim_end(), name[at..].trim_start()),
        None => ("", name),
    }
}

/// The letters of the alphabet, in its order; other letters keep their own place after it.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

fn weight(letter: char) -> char {
    match ALPHABET.chars().position(|known| known == letter) {
        // From 'A' on: above the separators, below every letter that is not Vietnamese.
        Some(place) => char::from(b'A' + u8::try_from(place).unwrap_or(0)),
        None if letter.is_ascii_digit() || letter == ' ' => letter,
        None => letter,
    }
}

/// Each letter with its tone taken off, the tone (0 level … 5 nặng), and whether it is a capital.
fn parts(text: &str) -> Vec<(char, u8, bool)> {
    let mut out: Vec<(char, u8, bool)> = Vec::new();
    for mark in text.nfd() {
        let tone = match mark {
            '\u{300}' => 1,
            '\u{309}' => 2,
            '\u{303}' => 3,
            '\u{301}' => 4,
            '\u{323}' => 5,
            _ => 0,
        };
        let last = out.last_mut();
        match (mark, last) {
            (_, Some(last)) if tone > 0 => last.1 = tone,
            ('\u{302}' | '\u{306}' | '\u{31b}', Some(last)) => last.0 = shape(last.0, mark),
            _ => {
                let lower = mark.to_lowercase().next().unwrap_or(mark);
                out.push((lower, 0, mark.is_uppercase()));
            }
        }
    }
    out
}

fn shape(letter: char, mark: char) -> char {
    match (letter, mark) {
        ('a', '\u{302}') => 'â',
        ('a', '\u{306}') => 'ă',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        (other, _) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_stand_in_vietnamese_order() {
        let sorted = [
            "ba", "bà", "bả", "bã", "bá", "bạ", "bă", "bằ", "bâ", "bấ", "be", "bê", "bo", "bô",
            "bơ", "bu", "bư", "da", "đa", "đá", "e",
        ];
        for pair in sorted.windows(2) {
            assert!(
                collation_key(pair[0]) < collation_key(pair[1]),
                "{} < {}",
                pair[0],
                pair[1]
            );
        }
        assert!(
            collation_key("An") < collation_key("Ăn") && collation_key("Ăn") < collation_key("Ân")
        );
    }

    #[test]
    fn class_lists_go_by_given_then_middle_then_family_name() {
        let mut names = [
            "Trần Văn Bình",
            "Lê Thị Ánh",
            "Nguyễn An",
            "Đỗ Văn An",
            "Bùi Thị Đào",
            "Vũ Dung",
        ];
        names.sort_by_key(|name| sort_key(name));
        let want = [
            "Nguyễn An",
            "Đỗ Văn An",
            "Lê Thị Ánh",
            "Trần Văn Bình",
            "Vũ Dung",
            "Bùi Thị Đào",
        ];
        assert_eq!(names, want);
    }

    #[test]
    fn composed_and_decomposed_names_are_one() {
        assert_eq!(sort_key("Nguyễn Thị Hằng"), sort_key("Nguyễn Thị Hằng"));
        assert_eq!(split("Trần Thị Hồng Nhung"), ("Trần Thị Hồng", "Nhung"));
    }
}
