//! Letters of before Unicode: TCVN3 (.VnTime), VNI, VISCII and VPS, known by the font of a cell
//! first and by what reads as Vietnamese second; and files that lost their letters for good.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::sheet::{Cell, Row, Sheet, Workbook};
use crate::error::{Error, Result};

/// How the letters of a sheet were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    Unicode,
    Tcvn3,
    Vni,
    Viscii,
    Vps,
    Windows1258,
    /// UTF-8 whose bytes were taken for Windows-1252: "Nguyá»…n".
    Utf8,
}

impl Encoding {
    /// Every one, the usual first.
    pub const ALL: [Encoding; 7] = [
        Encoding::Unicode,
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Vps,
        Encoding::Windows1258,
        Encoding::Utf8,
    ];

    /// The one with this word.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Encoding::ALL.into_iter();
        all.find(|encoding| encoding.name() == name)
    }

    /// The word for it in answers.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Unicode => "unicode",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Vni => "vni",
            Encoding::Viscii => "viscii",
            Encoding::Vps => "vps",
            Encoding::Windows1258 => "windows-1258",
            Encoding::Utf8 => "utf-8",
        }
    }
}

/// The encoding that a font draws, and whether it draws small letters as capitals.
pub fn of_font(name: &str) -> Option<(Encoding, bool)> {
    let name = name.trim().to_lowercase();
    let bare = name.trim_start_matches('.');
    if name.starts_with(".vn") {
        Some((Encoding::Tcvn3, name.ends_with('h')))
    } else if bare.starts_with("vni-") || bare.starts_with("vni ") {
        Some((Encoding::Vni, false))
    } else if bare.starts_with("vps ") || bare.starts_with("vps-") {
        Some((Encoding::Vps, false))
    } else {
        None
    }
}

/// Turns every cell of a workbook into Unicode and names what each sheet was written in.
///
/// Refuses a file most of whose toned letters became `?`.
pub fn decode(workbook: &mut Workbook) -> Result<()> {
    for sheet in &mut workbook.sheets {
        // What the bytes of a text file were is known already, unless they seemed Unicode.
        let settled = Encoding::named(&sheet.encoding).filter(|it| *it != Encoding::Unicode);
        if let Some(encoding) = settled {
            decode_sheet(sheet, encoding);
            refuse_lost(sheet)?;
            continue;
        }
        refuse_lost(sheet)?;
        let by_font = decode_by_font(sheet);
        let by_sense = decode_by_sense(sheet);
        if let Some(encoding) = by_font.or(by_sense) {
            sheet.encoding = encoding.name().to_owned();
        }
    }
    Ok(())
}

/// Turns every cell of a sheet from one encoding into Unicode, from what it was at first.
pub fn decode_sheet(sheet: &mut Sheet, encoding: Encoding) {
    for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
        let raw = cell.raw.take().unwrap_or_else(|| cell.text.clone());
        cell.text = text(&raw, encoding);
        let font = cell.font.as_deref().and_then(of_font);
        if font.is_some_and(|(of_font, is_capital)| is_capital && of_font == encoding) {
            cell.text = cell.text.to_uppercase();
        }
        cell.raw = Some(raw).filter(|raw| *raw != cell.text);
    }
    sheet.encoding = encoding.name().to_owned();
}

/// Keeps what a cell was, so that a person may choose otherwise.
fn replace(cell: &mut Cell, decoded: String) {
    if decoded != cell.text {
        let before = std::mem::replace(&mut cell.text, decoded);
        cell.raw.get_or_insert(before);
    }
}

/// Shows bytes that are no UTF-8 as Windows-1252, and tells in which encoding they make the most
/// Vietnamese.
pub fn decode_bytes(bytes: &[u8]) -> (String, Encoding) {
    let (plain, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let mut best = (sense(&plain), Encoding::Unicode);
    let others = Encoding::ALL.into_iter();
    // Bytes that are no UTF-8 as a whole are none in parts.
    let is_other = |it: &Encoding| !matches!(it, Encoding::Unicode | Encoding::Utf8);
    for encoding in others.filter(is_other) {
        let score = sense(&text(&plain, encoding));
        // French in Windows-1252 makes no sense either way: what makes some replaces the first.
        if score > best.0 && score > 0 {
            best = (score, encoding);
        }
    }
    (plain.into_owned(), best.1)
}

/// Windows-1258 writes a letter and then its tone.
fn windows_1258(raw: &str) -> String {
    let letters = raw.chars().map(|letter| {
        let Ok(code) = u8::try_from(u32::from(latin(letter))) else {
            return letter;
        };
        let code = [code];
        let (text, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(&code);
        text.chars().next().unwrap_or(letter)
    });
    letters.nfc().collect()
}

/// The letters that the bytes behind a text are in UTF-8; what makes none stays as it is.
fn utf_8(raw: &str) -> String {
    let letters: Vec<char> = raw.chars().collect();
    let byte = |at: usize| {
        let letter = letters.get(at)?;
        u8::try_from(u32::from(latin(*letter))).ok()
    };
    let read = |at: usize, length: usize| -> Option<char> {
        let bytes: Option<Vec<u8>> = (at..at + length).map(byte).collect();
        let text = String::from_utf8(bytes?).ok()?;
        let mut letters = text.chars();
        letters.next().filter(|_| letters.next().is_none())
    };
    let mut decoded = String::with_capacity(raw.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let found = [3, 2]
            .into_iter()
            .find_map(|length| Some((read(at, length)?, length)));
        let is_last = letters.get(at + 1).is_none_or(|next| next.is_whitespace());
        let (read, length) = match found.filter(|_| !letter.is_ascii()) {
            Some(found) => found,
            // The hard space in which "à" ends is soon lost.
            None if *letter == 'Ã' && is_last => ('à', 1),
            None => (*letter, 1),
        };
        decoded.push(read);
        at += length;
    }
    decoded.nfc().collect()
}

/// Decodes a text whose letters are codes of `encoding`, shown as Latin-1 or Windows-1252.
pub fn text(raw: &str, encoding: Encoding) -> String {
    if raw.is_ascii() && encoding != Encoding::Viscii && encoding != Encoding::Vps {
        return raw.to_owned();
    }
    if encoding == Encoding::Windows1258 {
        return windows_1258(raw);
    }
    if encoding == Encoding::Utf8 {
        return utf_8(raw);
    }
    let Some(table) = table(encoding) else {
        return raw.to_owned();
    };
    let letters: Vec<(char, char)> = raw.chars().map(|letter| (letter, latin(letter))).collect();
    let mut decoded = String::with_capacity(raw.len() * 2);
    let mut at = 0;
    while let Some((letter, code)) = letters.get(at) {
        let next = letters.get(at + 1);
        let pair = next.and_then(|(_, next)| table.pairs.get(&(*code, *next)));
        if let Some(letter) = pair {
            decoded.push(*letter);
            at += 2;
        } else {
            decoded.push(table.singles.get(code).copied().unwrap_or(*letter));
            at += 1;
        }
    }
    decoded
}

fn decode_by_font(sheet: &mut Sheet) -> Option<Encoding> {
    let mut found = BTreeMap::new();
    for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
        let Some((encoding, is_capital)) = cell.font.as_deref().and_then(of_font) else {
            continue;
        };
        let decoded = text(&cell.text, encoding);
        // Unicode typed in an old font stays what it is.
        let has_unicode = cell.text.chars().any(is_surely_unicode);
        if has_unicode && sense(&decoded) <= sense(&cell.text) {
            continue;
        }
        if !cell.text.is_ascii() {
            *found.entry(encoding).or_insert(0_usize) += 1;
        }
        let capitals = is_capital.then(|| decoded.to_uppercase());
        replace(cell, capitals.unwrap_or(decoded));
    }
    found
        .into_iter()
        .max_by_key(|(_, cells)| *cells)
        .map(|(encoding, _)| encoding)
}

/// Decodes what no font told: the whole sheet where nothing in it is surely Unicode, else row by
/// row, as with headings in TCVN3 over names in Unicode.
fn decode_by_sense(sheet: &mut Sheet) -> Option<Encoding> {
    let is_doubtful = |row: &Row| doubtful(row).next().is_some();
    if !sheet.rows.iter().any(is_doubtful) {
        return None;
    }
    let is_unicode = |row: &Row| {
        let cells = row.cells.iter().filter(|cell| cell.font.is_none());
        cells
            .flat_map(|cell| cell.text.chars())
            .any(is_surely_unicode)
    };
    if !sheet.rows.iter().any(is_unicode) {
        let encoding = likeliest(sheet.rows.iter().flat_map(doubtful))?;
        sheet
            .rows
            .iter_mut()
            .for_each(|row| decode_row(row, encoding));
        return Some(encoding);
    }
    let mut found = None;
    for row in sheet.rows.iter_mut() {
        if !is_unicode(row)
            && let Some(encoding) = likeliest(doubtful(row))
        {
            decode_row(row, encoding);
            found = Some(encoding);
        }
    }
    found
}

/// The texts of a row that could be codes of before Unicode.
fn doubtful(row: &Row) -> impl Iterator<Item = &str> {
    let texts = row.cells.iter().filter(|cell| cell.font.is_none());
    texts
        .map(|cell| cell.text.as_str())
        .filter(|text| !text.is_ascii() && !text.chars().any(is_surely_unicode))
}

fn decode_row(row: &mut Row, encoding: Encoding) {
    for cell in row.cells.iter_mut().filter(|cell| cell.font.is_none()) {
        if !cell.text.chars().any(is_surely_unicode) {
            let decoded = text(&cell.text, encoding);
            replace(cell, decoded);
        }
    }
}

/// The encoding in which texts make clearly more sense than as they stand. The two that were typed
/// into most spreadsheets are believed soon, VISCII and VPS where nearly every one of many words is
/// Vietnamese: the less there is to read, the easier they fit by chance.
fn likeliest<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Encoding> {
    const MARGIN: i64 = 2;
    const MANY: i64 = 12;
    let joined = texts.take(5_000).collect::<Vec<_>>().join(" ");
    let now = sense(&joined);
    let candidates = [Encoding::Utf8, Encoding::Tcvn3, Encoding::Vni];
    let scored = candidates.map(|encoding| (sense(&text(&joined, encoding)), encoding));
    let best = scored.into_iter().rev().max_by_key(|(score, _)| *score)?;
    for encoding in [Encoding::Viscii, Encoding::Vps] {
        let read = text(&joined, encoding);
        let score = sense(&read);
        let marked = read.split_whitespace().filter(|word| !word.is_ascii());
        let marked = i64::try_from(marked.count()).unwrap_or(i64::MAX);
        if score >= MANY && score * 10 >= marked * 9 && score > best.0.max(now) + MARGIN {
            return Some(encoding);
        }
    }
    (best.0 >= now + MARGIN && best.0 > 0).then_some(best.1)
}

/// A letter that Latin-1 and Windows-1252 do not have.
fn is_surely_unicode(letter: char) -> bool {
    // The letters with two marks, asked for first: they are the many.
    ('\u{1EA0}'..='\u{1EF9}').contains(&letter) || u32::from(latin(letter)) > 0xFF
}

/// A letter of Windows-1252 as the code it stands for; others as they are.
fn latin(letter: char) -> char {
    if u32::from(letter) <= 0xFF {
        return letter;
    }
    let place = WINDOWS_1252.chars().position(|known| known == letter);
    let code = place.and_then(|place| u32::try_from(0x80 + place).ok());
    code.and_then(char::from_u32).unwrap_or(letter)
}

/// The letters of Windows-1252 from 0x80 to 0x9F; a space where there is none.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

struct Table {
    singles: BTreeMap<char, char>,
    pairs: BTreeMap<(char, char), char>,
}

fn table(encoding: Encoding) -> Option<&'static Table> {
    static TABLES: OnceLock<[Table; 4]> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        [
            Table::read(include_str!("legacy/map_tcvn3.tsv")),
            Table::read(include_str!("legacy/map_vni.tsv")),
            Table::read(include_str!("legacy/map_viscii.tsv")),
            Table::read(include_str!("legacy/map_vps.tsv")),
        ]
    });
    let [tcvn3, vni, viscii, vps] = tables;
    match encoding {
        Encoding::Tcvn3 => Some(tcvn3),
        Encoding::Vni => Some(vni),
        Encoding::Viscii => Some(viscii),
        Encoding::Vps => Some(vps),
        Encoding::Unicode | Encoding::Windows1258 | Encoding::Utf8 => None,
    }
}

impl Table {
    /// Reads `legacy_seq, legacy_hex, unicode, codepoint`; only the hexadecimal columns are used.
    fn read(lines: &str) -> Self {
        let mut table = Table {
            singles: BTreeMap::new(),
            pairs: BTreeMap::new(),
        };
        for line in lines.lines() {
            let mut columns = line.split('\t').skip(1);
            let codes: Vec<char> = columns
                .next()
                .unwrap_or("")
                .split(' ')
                .filter_map(code)
                .collect();
            match (codes.as_slice(), columns.nth(1).and_then(code)) {
                ([one], Some(letter)) => {
                    table.singles.insert(*one, letter);
                }
                ([base, mark], Some(letter)) => {
                    table.pairs.insert((*base, *mark), letter);
                    // VNI is also typed with a small mark after a capital.
                    let small = mark.to_lowercase().next().unwrap_or(*mark);
                    table.pairs.entry((*base, small)).or_insert(letter);
                }
                _ => {}
            }
        }
        table
    }
}

fn code(hex: &str) -> Option<char> {
    u32::from_str_radix(hex.trim(), 16)
        .ok()
        .and_then(char::from_u32)
}

/// How much Vietnamese a text makes: words with marks that are syllables, less what is not.
fn sense(text: &str) -> i64 {
    let mut score = 0;
    for word in text.split(|letter: char| !letter.is_alphabetic()) {
        if !word.is_ascii() {
            score += if is_syllable(word) { 1 } else { -1 };
        }
    }
    let junk = text.chars().filter(|letter| {
        let is_symbol = !letter.is_ascii() && !letter.is_alphabetic() && *letter != '\u{a0}';
        is_symbol && !matches!(letter, '–' | '—' | '“' | '”' | '‘' | '’' | '…' | '•' | '°')
    });
    score - 2 * i64::try_from(junk.count()).unwrap_or(i64::MAX / 4)
}

const ONSETS: &str = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x y ";

const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp \
ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in \
inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet \
oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch \
uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uynh uyt uyn uyp uyu ư ưa ưc \
ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ";

/// Whether a word is built as Vietnamese syllables are.
fn is_syllable(word: &str) -> bool {
    let lower = word.to_lowercase();
    // A capital inside a word of small letters is no writing of ours.
    let mut rest = word.chars().skip(1);
    let is_shouted = word.chars().all(char::is_uppercase);
    if !is_shouted && rest.any(char::is_uppercase) {
        return false;
    }
    let is_tone = |mark: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*mark);
    if lower.nfd().filter(is_tone).count() > 1 {
        return false;
    }
    let bare: String = lower.nfd().filter(|mark| !is_tone(mark)).nfc().collect();
    let has = |list: &str, part: &str| list.contains(&format!(" {part} "));
    let splits = bare.char_indices().map(|(at, _)| bare.split_at(at));
    let mut splits = splits.take(4);
    // "gi" before a rhyme drops its i: gì, gìn.
    has(RHYMES, &bare)
        || (bare.starts_with("gi") && has(RHYMES, &bare[1..]))
        || splits.any(|(onset, rhyme)| has(ONSETS, onset) && has(RHYMES, rhyme))
}

fn refuse_lost(sheet: &Sheet) -> Result<()> {
    let texts = sheet.rows.iter().flat_map(|row| &row.cells);
    let texts = texts.filter(|cell| cell.text.chars().any(char::is_alphabetic));
    let (mut all, mut lost) = (0_usize, 0_usize);
    for cell in texts.take(20_000) {
        all += 1;
        lost += usize::from(has_lost_letters(&cell.text));
    }
    if lost >= 3 && lost * 12 >= all {
        return Err(Error::refused("roster.lost_letters"));
    }
    Ok(())
}

/// Whether letters of a text became question marks: `Nguy?n`, `H? và tên`.
pub fn has_lost_letters(text: &str) -> bool {
    if text.contains('\u{fffd}') {
        return true;
    }
    // Words of a question or an address on the web are no names.
    if text.contains("://") || text.trim_end().ends_with(" ?") {
        return false;
    }
    let letters: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(|letter| letter.is_alphabetic())
    };
    letters.iter().enumerate().any(|(at, letter)| {
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        let is_inside = is_letter(before) && is_letter(after);
        let is_word_end = is_letter(before) && letters.get(at + 1) == Some(&' ');
        *letter == '?' && (is_inside || is_word_end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_tell_the_encoding() {
        assert_eq!(of_font(".VnTimeH"), Some((Encoding::Tcvn3, true)));
        assert_eq!(of_font(".VnArial"), Some((Encoding::Tcvn3, false)));
        assert_eq!(of_font("VNI-Times"), Some((Encoding::Vni, false)));
        assert_eq!(of_font("Times New Roman"), None);
    }

    #[test]
    fn letters_are_decoded() {
        let cases = [
            ("NguyÔn TuÊn §¹t", Encoding::Tcvn3, "Nguyễn Tuấn Đạt"),
            ("D\u{ad}¬ng", Encoding::Tcvn3, "Dương"),
            (
                "Nguyeãn Thò Hoàng AÙnh",
                Encoding::Vni,
                "Nguyễn Thị Hoàng Ánh",
            ),
            ("Aùnh", Encoding::Vni, "Ánh"),
            ("Ñöôøng", Encoding::Vni, "Đường"),
            ("chaúng", Encoding::Vni, "chẳng"),
        ];
        for (raw, encoding, want) in cases {
            let raw = raw.replace("Hoàng", "Hoaøng");
            assert_eq!(text(&raw, encoding), want);
        }
    }

    #[test]
    fn utf_8_that_was_taken_for_windows_1252_is_mended() {
        for name in ["Nguyễn Thị Đào", "Lê Hà", "Hà Nội", "Trần Văn Ý"] {
            let (raw, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(name.as_bytes());
            assert_ne!(raw, name);
            assert_eq!(text(&raw, Encoding::Utf8), name);
            let likely = likeliest([raw.as_ref(), raw.as_ref()].into_iter());
            assert_eq!(likely, Some(Encoding::Utf8), "{raw}");
        }
        // The hard space of "à" may be gone, or no longer be hard.
        assert_eq!(text("LÃª HÃ", Encoding::Utf8), "Lê Hà");
        assert_eq!(text("HÃ Ná»™i", Encoding::Utf8), "Hà Nội");
        assert_eq!(text("Nguyễn", Encoding::Utf8), "Nguyễn");
        assert_eq!(text("Café", Encoding::Utf8), "Café");
    }

    #[test]
    fn syllables_are_known() {
        for word in [
            "Nguyễn",
            "giữa",
            "gì",
            "quốc",
            "đường",
            "ý",
            "NGUYỄN",
            "khuya",
            "Thuý",
            "hoà",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["NguyÔn", "Hä", "Líp¹", "tªn", "Ngµy", "tÝnh", "Thò¬"] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn bytes_are_read_in_the_encoding_that_makes_sense() {
        let cases: [(&[u8], Encoding, &str); 3] = [
            (
                b"H\xe4 v\xb5 t\xaan;Ng\xb5y sinh",
                Encoding::Tcvn3,
                "Họ và tên;Ngày sinh",
            ),
            (
                b"Ho\xef va\xf8 te\xe2n;Nga\xf8y sinh",
                Encoding::Vni,
                "Họ và tên;Ngày sinh",
            ),
            (
                b"Ho\xf2 va\xcc t\xean;Nga\xccy sinh",
                Encoding::Windows1258,
                "Họ và tên;Ngày sinh",
            ),
        ];
        for (bytes, encoding, want) in cases {
            let (raw, found) = decode_bytes(bytes);
            assert_eq!((text(&raw, found), found), (want.to_owned(), encoding));
        }
    }

    #[test]
    fn lost_letters_are_seen() {
        for text in ["Nguy?n", "H? và tên", "L?p"] {
            assert!(has_lost_letters(text), "{text}");
        }
        for text in ["?", "Vì sao?", "9A1", "Nguyễn Văn A ?"] {
            assert!(!has_lost_letters(text), "{text}");
        }
    }
}
