//! The fonts of every paper, and what happens to letters that they lack.

use std::sync::LazyLock;

use serde_json::Value;
use typst::foundations::Bytes;
use typst::text::Font;

/// Stands for a letter that no font has, as an emoji in a remark.
const UNKNOWN: char = '■';

/// Regular, italic and semibold of the sans and the serif; for official documents a serif with the
/// measures of Times New Roman, which is not free; nothing is taken from the machine, so a
/// paper looks the same everywhere.
pub static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 10] = [
        include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf"),
        include_bytes!("../../../assets/fonts/SourceSans3-Italic.ttf"),
        include_bytes!("../../../assets/fonts/SourceSans3-SemiBold.ttf"),
        include_bytes!("../../../assets/fonts/SourceSerif4-Regular.ttf"),
        include_bytes!("../../../assets/fonts/SourceSerif4-Italic.ttf"),
        include_bytes!("../../../assets/fonts/SourceSerif4-SemiBold.ttf"),
        include_bytes!("../../../assets/fonts/LiberationSerif-Regular.ttf"),
        include_bytes!("../../../assets/fonts/LiberationSerif-Italic.ttf"),
        include_bytes!("../../../assets/fonts/LiberationSerif-Bold.ttf"),
        include_bytes!("../../../assets/fonts/LiberationSerif-BoldItalic.ttf"),
    ];
    let fonts = files.into_iter().map(Bytes::new);
    fonts.flat_map(Font::iter).collect()
});

/// Puts a box in the place of each letter that a font lacks: an accessible PDF may hold no letter
/// without a shape.
pub fn keep_known_letters(data: &mut Value) {
    match data {
        Value::String(text) => {
            if !text.chars().all(is_known) {
                *text = text.chars().filter_map(known).collect();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(keep_known_letters),
        Value::Object(fields) => fields.values_mut().for_each(keep_known_letters),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether every font has it, or it takes no shape.
pub fn is_known(letter: char) -> bool {
    letter == '\n'
        || FONTS
            .iter()
            .all(|font| font.info().coverage.contains(letter as u32))
}

fn known(letter: char) -> Option<char> {
    match letter {
        '\t' => Some(' '),
        letter if is_known(letter) => Some(letter),
        // Without a shape of their own: joiners, marks of direction, selectors of another shape.
        '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => None,
        letter if letter.is_control() => None,
        _ => Some(UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_has_every_letter_of_vietnamese() {
        let bare = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz";
        let marked = "áàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ";
        let signs = "0123456789 .,;:!?()[]/%–-+=“”‘’…·•×°&@#■";
        assert_eq!(FONTS.len(), 10);
        for letter in format!("{bare}{marked}{signs}").chars() {
            for letter in letter.to_lowercase().chain(letter.to_uppercase()) {
                assert!(is_known(letter), "{letter}");
            }
        }
    }

    #[test]
    fn what_no_font_has_is_a_box() {
        let mut data =
            serde_json::json!({"names": ["Ánh 😀\u{FE0F}漢", "một\ndòng\thai"], "count": 1});
        keep_known_letters(&mut data);
        let names = serde_json::json!(["Ánh ■■", "một\ndòng hai"]);
        assert_eq!((&data["names"], &data["count"]), (&names, &1.into()));
    }
}
