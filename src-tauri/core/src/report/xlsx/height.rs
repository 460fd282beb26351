//! How many lines a text takes in a column, since Excel does not heighten rows of merged cells.

/// Lines of `text` in letters of `points` within `pixels`; at least one.
pub fn lines(text: &str, points: f64, pixels: f64, is_bold: bool) -> u32 {
    let weight = if is_bold { 1.06 } else { 1.0 };
    // 96 dots per inch; Excel keeps a few pixels free inside a cell.
    let room = ((pixels - 8.0) / (points * 96.0 / 72.0 * weight)).max(0.8);
    text.split('\n').map(|part| wrapped(part, room)).sum()
}

/// Points that a row of so many lines needs; Excel's limit is 409.
pub fn of_lines(lines: u32, points: f64) -> f64 {
    (f64::from(lines) * points * 1.26 + 4.0).min(409.0)
}

fn wrapped(text: &str, room: f64) -> u32 {
    let mut lines = 1;
    let mut used = 0.0;
    for word in text.split(' ') {
        let mut width: f64 = word.chars().map(em).sum();
        if used > 0.0 && used + SPACE + width > room {
            lines += 1;
            used = 0.0;
        } else if used > 0.0 {
            used += SPACE;
        }
        // A word longer than the column is broken anywhere.
        while width > room {
            lines += 1;
            width -= room;
        }
        used += width;
    }
    lines
}

const SPACE: f64 = 0.25;

/// Width of a letter of Times New Roman in its size.
fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 't' | 'í' | 'ì' | 'ỉ' | 'ĩ' | 'ị' => 0.28,
        'f' | 'r' | 'I' | '-' | '(' | ')' => 0.33,
        's' | 'a' | 'c' | 'e' | 'z' | 'J' => 0.44,
        'm' | 'M' | 'W' | 'w' => 0.83,
        '.' | ',' | ';' | ':' | '\'' | '/' | ' ' => 0.28,
        letter if letter.is_uppercase() => 0.7,
        _ => 0.5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_take_more_lines() {
        assert_eq!(lines("", 11.0, 100.0, false), 1);
        assert_eq!(lines("Ngày", 11.0, 100.0, false), 1);
        assert_eq!(lines("một\nhai", 11.0, 100.0, false), 2);
        let title = "Tham quan xưởng cơ khí Bến Rừng và trường cao đẳng nghề";
        assert_eq!(lines(title, 11.0, 150.0, false), 3);
        assert!(lines(&"x".repeat(100), 11.0, 100.0, false) > 7);
    }
}
