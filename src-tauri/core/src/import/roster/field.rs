//! The text of one cell as a date, a class, a code or a sex.

use std::collections::BTreeMap;

use super::super::heading::RosterField;
use super::super::sheet::CellKind;
use super::{Birth, Found, RosterProblem, Sex};
use crate::domain::ethnicity;
use crate::kernel::date::Date;
use crate::kernel::fold::{fold, tidy};

/// A cell as it would be used, and what is wrong with it.
#[derive(Default)]
pub struct ReadText {
    pub text: String,
    pub problem: Option<RosterProblem>,
}

/// Reads codes, phone numbers, classes and plain words.
pub fn read(found: &Found<'_>, days: &Days) -> ReadText {
    if found.text.is_empty() {
        return ReadText::default();
    }
    match found.field {
        RosterField::MinistryId => ministry_id(found),
        RosterField::SchoolCode => code(found),
        RosterField::CitizenId => citizen_id(found),
        RosterField::Phone
        | RosterField::GuardianPhone
        | RosterField::FatherPhone
        | RosterField::MotherPhone => phone(found),
        RosterField::Class => class(found, days),
        RosterField::Ethnicity => plain(ethnicity::proper(&found.text)),
        RosterField::Name
        | RosterField::FamilyName
        | RosterField::GivenName
        | RosterField::Grade
        | RosterField::BornOn
        | RosterField::BornDay
        | RosterField::BornMonth
        | RosterField::BornYear
        | RosterField::Sex
        | RosterField::IsFemale
        | RosterField::IsMale
        | RosterField::Guardian
        | RosterField::Father
        | RosterField::Mother
        | RosterField::Support
        | RosterField::Poor
        | RosterField::NearPoor
        | RosterField::Policy
        | RosterField::Disability
        | RosterField::Status => plain(found.text.clone()),
    }
}

fn plain(text: String) -> ReadText {
    ReadText {
        text,
        problem: None,
    }
}

fn problem(found: &Found<'_>, code: &str, is_fatal: bool) -> RosterProblem {
    let words = [("value", found.text.clone())];
    RosterProblem::with_words(found.field, found.heading, code, is_fatal, &words)
}

/// A code without the marks that spreadsheets leave in it; refused where digits are gone.
fn code(found: &Found<'_>) -> ReadText {
    if let Some(whole) = whole_of_scientific(&found.text) {
        return plain(whole);
    }
    if found.kind == CellKind::LossyNumber || is_scientific(&found.text) {
        return ReadText {
            text: String::new(),
            problem: Some(problem(found, "roster.lost_digits", true)),
        };
    }
    let text = found.text.trim_start_matches(['\'', '‘', '’']);
    let whole = text.strip_suffix(".0").unwrap_or(text);
    let is_number = whole.bytes().all(|byte| byte.is_ascii_digit());
    plain(if is_number { whole } else { text }.to_owned())
}

/// `3.112345678E+09` as `3112345678`, where the text still has every digit.
fn whole_of_scientific(text: &str) -> Option<String> {
    if !is_scientific(text) {
        return None;
    }
    let (digits, power) = text.split_once(['E', 'e'])?;
    let power: usize = power.trim_start_matches('+').parse().ok()?;
    let (whole, fraction) = digits.split_once(['.', ','])?;
    let is_plain = whole.len() == 1 && !fraction.contains(['.', ',']);
    // Fewer digits behind the point than the power says were rounded away.
    let (shown, rest) = fraction.split_at_checked(power)?;
    let is_exact = is_plain && rest.bytes().all(|digit| digit == b'0');
    (is_exact && whole != "0").then(|| format!("{whole}{shown}"))
}

/// `1,23E+11` or `1.23E11`: a number shortened before it was saved. Without a point or plus it may be
/// a code that people made up.
fn is_scientific(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let is_number = |text: &str, signs: &[char]| {
        !text.is_empty()
            && text
                .chars()
                .all(|sign| sign.is_ascii_digit() || signs.contains(&sign))
    };
    let power_digits = power.trim_start_matches('+');
    is_number(digits, &['.', ','])
        && is_number(power_digits, &[])
        && (power.starts_with('+') || digits.contains(['.', ',']))
}

/// Ten digits, the first of which spreadsheets drop where it is a zero.
fn ministry_id(found: &Found<'_>) -> ReadText {
    let read = code(found);
    let is_short = read.text.len() == 9 && read.text.bytes().all(|digit| digit.is_ascii_digit());
    if read.problem.is_some() || !is_short {
        return read;
    }
    let text = format!("0{}", read.text);
    let problem = problem(found, "roster.zero_restored", false).suggest(Some(text.clone()));
    ReadText {
        text,
        problem: Some(problem),
    }
}

fn citizen_id(found: &Found<'_>) -> ReadText {
    let read = code(found);
    if read.problem.is_some() {
        return read;
    }
    let digits: String = read
        .text
        .chars()
        .filter(|sign| !" .-".contains(*sign))
        .collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return ReadText {
            text: read.text,
            problem: Some(problem(found, "roster.odd_citizen_id", false)),
        };
    }
    match digits.len() {
        // Nine digits are an identity card of before 2016.
        9 | 12 => plain(digits),
        10 | 11 => {
            let text = format!("{digits:0>12}");
            let problem = problem(found, "roster.zero_restored", false).suggest(Some(text.clone()));
            ReadText {
                text,
                problem: Some(problem),
            }
        }
        _ => ReadText {
            text: digits,
            problem: Some(problem(found, "roster.odd_citizen_id", false)),
        },
    }
}

fn phone(found: &Found<'_>) -> ReadText {
    let read = code(found);
    if read.problem.is_some() {
        return ReadText {
            problem: Some(problem(found, "roster.odd_phone", false)),
            text: String::new(),
        };
    }
    let digits: String = read
        .text
        .chars()
        .filter(|sign| !" .-()+".contains(*sign))
        .collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // Two numbers, or a word beside it.
        return plain(read.text);
    }
    let national = match digits.strip_prefix("84") {
        Some(rest) if rest.len() == 9 => format!("0{rest}"),
        _ => digits,
    };
    match (national.len(), national.starts_with('0')) {
        (10 | 11, true) => plain(national),
        (9, false) => {
            let text = format!("0{national}");
            let problem = problem(found, "roster.zero_restored", false).suggest(Some(text.clone()));
            ReadText {
                text,
                problem: Some(problem),
            }
        }
        _ => ReadText {
            text: national,
            problem: Some(problem(found, "roster.odd_phone", false)),
        },
    }
}

fn class(found: &Found<'_>, days: &Days) -> ReadText {
    if found.kind == CellKind::Date {
        // "12/6" typed into a plain cell became the 12th of June.
        let suggestion = match date(&found.text, found.kind, days, Order::DayFirst) {
            Dated::Day(day) => Some(format!("{}.{}", day.day(), day.month())),
            Dated::ShortYear(_) | Dated::MonthFirst(_) | Dated::Year(_) | Dated::Bad(_) => None,
        };
        return ReadText {
            text: String::new(),
            problem: Some(problem(found, "roster.class_is_date", true).suggest(suggestion)),
        };
    }
    plain(class_name(&found.text))
}

/// The bare name of a class: `Lớp 9A1` → `9A1`, `9 A1` → `9A1`.
pub fn class_name(text: &str) -> String {
    let text = tidy(text);
    let bare = match text.split_once(|letter: char| letter.is_whitespace() || letter == ':') {
        Some((word, rest)) if fold(word) == "lop" => {
            rest.trim_matches(|letter: char| letter.is_whitespace() || letter == ':')
        }
        _ => text.as_str(),
    };
    match bare.split_once(' ') {
        Some((grade, rest)) if is_grade(grade) && is_section(rest) => format!("{grade}{rest}"),
        _ => bare.to_owned(),
    }
}

fn is_grade(text: &str) -> bool {
    text.parse::<u8>()
        .is_ok_and(|grade| (1..=12).contains(&grade))
}

/// `A`, `A1`, `C12`: what follows the grade in a class name.
fn is_section(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && text.chars().count() <= 3
        && letters.all(|letter| letter.is_ascii_digit())
}

/// The class that a title names: "DANH SÁCH HỌC SINH LỚP 10C3 NĂM HỌC …" → `10C3`.
pub fn class_of_title(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let at = words.iter().position(|word| {
        let word = fold(word);
        word == "lop" || word.starts_with("lop:")
    })?;
    let glued = words.get(at)?.split_once(':').map(|(_, rest)| rest);
    let rest = glued.filter(|rest| !rest.is_empty()).into_iter();
    let mut rest = rest
        .chain(words.iter().skip(at + 1).copied())
        .filter(|word| *word != ":");
    let trim = |word: &str| {
        word.trim_matches([':', ',', ';', '(', ')', '.', '-', '–'])
            .to_owned()
    };
    let first = trim(rest.next()?);
    grade_of(&first)?;
    if first.chars().count() > 10 {
        return None;
    }
    let second = rest.next().map(trim).unwrap_or_default();
    Some(match (is_grade(&first), is_section(&second)) {
        (true, true) => format!("{first}{second}"),
        (true, false) if is_subject(&second) => format!("{first} {second}"),
        _ => first,
    })
}

/// Whether a word after the grade names a class: `12 Toán`, and not `Lớp 12 năm học …`.
fn is_subject(word: &str) -> bool {
    const OTHERS: [&str; 18] = [
        "nam", "hoc", "hk", "hoc ky", "ky", "dot", "khoa", "truong", "ngay", "thang", "si", "gvcn",
        "co", "theo", "lan", "va", "den", "cac",
    ];
    (2..=6).contains(&word.chars().count())
        && word.chars().all(char::is_alphabetic)
        && !OTHERS.contains(&fold(word).as_str())
}

/// The class that the name of a sheet is or holds: "Danh sách 10C3" → `10C3`.
pub fn class_of_sheet(name: &str) -> Option<String> {
    if let Some(class) = class_of_title(name) {
        return Some(class);
    }
    let name = class_name(name);
    let parts: Vec<&str> = name.split([' ', '_', '(', ')', ',']).collect();
    let mut pairs = parts.windows(2);
    // "12 Toán", and "9_1" where a sheet cannot be called "9/1".
    let pair = pairs.find_map(|pair| {
        let [grade, rest] = pair else { return None };
        let is_number = rest.len() <= 2 && rest.parse::<u8>().is_ok_and(|number| number > 0);
        match is_grade(grade) {
            true if is_subject(rest) => Some(format!("{grade} {rest}")),
            true if is_number => Some(format!("{grade}/{rest}")),
            _ => None,
        }
    });
    if pair.is_some() {
        return pair;
    }
    let words = parts.into_iter();
    let mut classes = words.filter(|word| {
        let is_short = word.chars().count() <= 8;
        let is_bare_number = word.bytes().all(|byte| byte.is_ascii_digit());
        is_short && grade_of(word).is_some() && !is_bare_number
    });
    classes.next().map(str::to_owned)
}

/// The grade at the head of a class name, or the only number of "Khối 12".
pub fn grade_of(text: &str) -> Option<u8> {
    let text = text.trim();
    let start = if fold(text).starts_with("khoi") || fold(text).starts_with("lop") {
        text.find(|letter: char| letter.is_ascii_digit())?
    } else {
        0
    };
    let digits: String = text[start..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let grade = digits.parse().ok()?;
    (1..=12).contains(&grade).then_some(grade)
}

/// "Năm học 2026 - 2027" → `2026-2027`.
pub fn year_of_title(title: &str) -> Option<String> {
    let numbers: Vec<i32> = title
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let pair = numbers.windows(2).find(|pair| {
        let [first, second] = pair else { return false };
        (2000..2100).contains(first) && *second == *first + 1
    });
    pair.map(|pair| format!("{}-{}", pair[0], pair[1]))
}

/// What numbers stand for in the column of the sex.
pub struct SexCodes {
    male: &'static str,
    female: &'static str,
}

impl SexCodes {
    /// Reads the legend of a heading, as in "Giới tính (0: Nam, 1: Nữ)".
    pub fn of_heading(heading: &str) -> Self {
        let plain = fold(heading);
        let tells = |code: &str, sex: &str| {
            let parts = plain.split([',', ';', '(', ')', '/']);
            parts.map(str::trim).any(|part| {
                part.contains(code) && part.ends_with(sex)
                    || part.starts_with(sex) && part.contains(code)
            })
        };
        for (male, female) in [("1", "2"), ("1", "0"), ("0", "1"), ("2", "1")] {
            if tells(male, "nam") && tells(female, "nu") {
                return SexCodes { male, female };
            }
        }
        SexCodes {
            male: "1",
            female: "2",
        }
    }

    /// The sex that a cell tells.
    pub fn read(&self, text: &str) -> Option<Sex> {
        let key = fold(text);
        match key.as_str() {
            "nam" | "male" | "m" | "trai" | "na" => Some(Sex::Male),
            "nu" | "female" | "f" | "gai" | "n" if key != "n" => Some(Sex::Female),
            code if code == self.male => Some(Sex::Male),
            code if code == self.female => Some(Sex::Female),
            _ => None,
        }
    }
}

/// Whether a cell of the column "Nữ" marks a girl.
pub fn is_mark(text: &str) -> bool {
    let key = fold(text);
    matches!(
        key.as_str(),
        "x" | "1" | "nu" | "v" | "✓" | "✔" | "*" | "true" | "co" | "+"
    )
}

/// What a family is entitled to as a cell tells it; `own` is what the column is about.
pub fn support(text: &str, own: Option<&'static str>) -> Vec<&'static str> {
    let key = fold(text);
    let is_none = key.is_empty()
        || key.starts_with("khong")
        || key.contains("thoat ngheo")
        || matches!(key.as_str(), "0" | "-" | "k" | "false" | "n");
    if is_none {
        return Vec::new();
    }
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let is_poor = key.replace("can ngheo", "").contains("ngheo");
    let said = [
        ("poor", is_poor),
        ("near_poor", has(&["can ngheo"])),
        (
            "policy",
            has(&["chinh sach", "thuong binh", "liet si", "co cong"]),
        ),
        ("disability", has(&["khuyet tat"])),
    ];
    let said: Vec<&str> = said
        .into_iter()
        .filter(|(_, is_said)| *is_said)
        .map(|(code, _)| code)
        .collect();
    match said.is_empty() {
        true => own.into_iter().collect(),
        false => said,
    }
}

/// Whether a cell could be a birth date, good or not.
pub fn looks_like_birth(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() >= 3
        && !text.contains(':')
        && text.chars().filter(|letter| letter.is_alphabetic()).count() <= 12
}

/// How the days of a sheet are read.
pub struct Days {
    pub is_1904: bool,
    pub today: Date,
    /// What a column of births holds besides days before months, by the sign between its numbers.
    orders: BTreeMap<char, Order>,
}

/// Which of two numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    /// As in the United States: some numbers can only be so, none only the other way.
    MonthFirst,
    /// Some can only be one way, some only the other: of the rest nobody knows.
    Unsure,
}

impl Days {
    /// Judges the births of a column as a whole.
    pub fn of_column<'a>(
        is_1904: bool,
        today: Date,
        births: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut counts: BTreeMap<char, (usize, usize)> = BTreeMap::new();
        for (sign, first, second) in births.filter_map(day_and_month) {
            let (day_first, month_first) = counts.entry(sign).or_default();
            *day_first += usize::from(first > 12 && second <= 12);
            *month_first += usize::from(second > 12 && first <= 12);
        }
        let order = |(sign, (day_first, month_first))| {
            // One in many is a slip of the hand, which is refused by itself.
            let is_slip = month_first == 0 || month_first * 10 < day_first;
            match (day_first, is_slip) {
                (_, true) => None,
                (0, false) => Some((sign, Order::MonthFirst)),
                (_, false) => Some((sign, Order::Unsure)),
            }
        };
        Days {
            is_1904,
            today,
            orders: counts.into_iter().filter_map(order).collect(),
        }
    }

    fn order(&self, text: &str) -> Order {
        let sign = day_and_month(text).map(|(sign, _, _)| sign);
        let order = sign.and_then(|sign| self.orders.get(&sign).copied());
        order.unwrap_or(Order::DayFirst)
    }

    /// Whether a pupil could be born in a year: schools teach children and, at centres, grown-ups.
    fn is_plausible(&self, year: i32) -> bool {
        (self.today.year() - 80..=self.today.year() - 4).contains(&year)
    }
}

/// The two numbers before a year and the sign between them: `5/6/2013`, `05-06-13`.
fn day_and_month(text: &str) -> Option<(char, u32, u32)> {
    let sign = text.chars().find(|letter| !letter.is_ascii_digit())?;
    let mut parts = text.split(sign).map(str::trim);
    let mut number = || {
        let part = parts.next().filter(|part| part.len() <= 2)?;
        part.parse().ok()
    };
    let (first, second) = (number()?, number()?);
    let year = parts.next()?;
    let is_year = year.len() >= 2 && year.starts_with(|letter: char| letter.is_ascii_digit());
    ("/-.".contains(sign) && is_year).then_some((sign, first, second))
}

/// Reads a birth date and says what is wrong or odd about it.
pub fn birth(found: &Found<'_>, days: &Days) -> (Option<Birth>, Option<RosterProblem>) {
    if found.text.is_empty() {
        let missing = RosterProblem::new(found.field, found.heading, "roster.no_birth_date", false);
        return (None, Some(missing));
    }
    let order = match found.is_typed {
        true => Order::DayFirst,
        false => days.order(&found.text),
    };
    let taken = |birth, code: Option<&str>, suggestion: Option<Date>| {
        let year = match birth {
            Birth::Day(day) => day.year(),
            Birth::Year(year) => year,
        };
        if !days.is_plausible(year) {
            return (None, Some(problem(found, "roster.odd_birth", true)));
        }
        let warning = code.map(|code| problem(found, code, false));
        let warning = warning.map(|it| it.suggest(suggestion.map(Date::for_people)));
        (Some(birth), warning)
    };
    match date(&found.text, found.kind, days, order) {
        Dated::Day(day) => taken(Birth::Day(day), None, None),
        Dated::ShortYear(day) => taken(Birth::Day(day), Some("roster.short_year"), Some(day)),
        Dated::MonthFirst(day) => taken(Birth::Day(day), Some("roster.month_first"), Some(day)),
        Dated::Year(year) => taken(Birth::Year(year), Some("roster.year_only"), None),
        Dated::Bad(suggestion) => {
            let code = match order {
                Order::Unsure => "roster.unsure_date",
                Order::DayFirst | Order::MonthFirst => "roster.bad_date",
            };
            let suggestion = suggestion.map(Date::for_people);
            (None, Some(problem(found, code, true).suggest(suggestion)))
        }
    }
}

/// What a text is as a date.
#[derive(Debug, PartialEq, Eq)]
pub enum Dated {
    Day(Date),
    /// The century had to be guessed.
    ShortYear(Date),
    /// The whole column has months before days.
    MonthFirst(Date),
    Year(i32),
    /// No date; perhaps this one was meant.
    Bad(Option<Date>),
}

fn date(text: &str, kind: CellKind, days: &Days, order: Order) -> Dated {
    // A number as a program wrote it, or a day with a time behind the point.
    let text = match text.split_once('.') {
        Some((whole, "0")) => whole,
        Some((whole, part)) if whole.len() == 5 && part.len() > 2 => whole,
        _ => text,
    };
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits && text.len() == 4 {
        let year = text.parse().unwrap_or(0);
        return if (1900..=2100).contains(&year) {
            Dated::Year(year)
        } else {
            Dated::Bad(None)
        };
    }
    if is_digits && text.len() == 5 {
        return serial(text, days.is_1904).map_or(Dated::Bad(None), Dated::Day);
    }
    if is_digits && matches!(text.len(), 7 | 8) && kind != CellKind::Date {
        let text = format!("{text:0>8}");
        let part = |range: std::ops::Range<usize>| text[range].parse().unwrap_or(0);
        return Dated::Bad(sane(i64::from(part(4..8)), part(2..4), part(0..2)));
    }
    let Some(numbers) = numbers(text) else {
        return Dated::Bad(None);
    };
    match numbers {
        [(4, year), (1 | 2, month), (1 | 2, day)] => day_of(year, month, day),
        [(1 | 2, first), (1 | 2, second), (digits @ (2 | 4), year)] => {
            let year = match digits {
                2 => whole_year(year, days),
                _ => year,
            };
            let read = match order {
                Order::MonthFirst => day_of(year, first, second),
                Order::DayFirst | Order::Unsure => day_of(year, second, first),
            };
            let is_either = first <= 12 && second <= 12 && first != second;
            match (read, order) {
                (Dated::Day(day), Order::MonthFirst) => Dated::MonthFirst(day),
                (Dated::Day(day), Order::Unsure) if is_either => Dated::Bad(Some(day)),
                (Dated::Day(day), Order::DayFirst | Order::Unsure) if digits == 2 => {
                    Dated::ShortYear(day)
                }
                (read, _) => read,
            }
        }
        _ => Dated::Bad(None),
    }
}

/// The last year with these two digits in which a pupil could be born.
fn whole_year(digits: u32, days: &Days) -> u32 {
    let year = 2000 + digits;
    let is_past = i32::try_from(year).is_ok_and(|year| year <= days.today.year() - 4);
    if is_past { year } else { year - 100 }
}

/// Three numbers with their lengths: `5/6/2013`, `2013-06-05T00:00:00`, `ngày 5 tháng 6 năm 2013`.
fn numbers(text: &str) -> Option<[(usize, u32); 3]> {
    let folded = fold(text);
    // A time of day may follow.
    let day = match folded.split_once([' ', 't']) {
        Some((day, time)) if time.contains(':') && day.len() >= 6 => day,
        _ => folded.as_str(),
    };
    let words = ["ngay", "thang", "nam", "sinh", "th", "thg"];
    let parts = day.split(|letter: char| !letter.is_ascii_digit() && !letter.is_alphabetic());
    let mut numbers = Vec::new();
    for part in parts.filter(|part| !part.is_empty() && !words.contains(part)) {
        let month = || MONTHS.iter().position(|month| part.starts_with(month));
        let digits = part.trim_start_matches("thang");
        let digits = digits.trim_start_matches("thg").trim_start_matches("th");
        match (digits.parse(), month()) {
            (Ok(number), _) => numbers.push((digits.len(), number)),
            (Err(_), Some(at)) => numbers.push((2, u32::try_from(at + 1).ok()?)),
            (Err(_), None) => return None,
        }
    }
    numbers.try_into().ok()
}

/// How an English spreadsheet shows months: `5-Jun-13`.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn day_of(year: u32, month: u32, day: u32) -> Dated {
    match sane(i64::from(year), month, day) {
        Some(day) => Dated::Day(day),
        // Month before day, as in the United States.
        None => Dated::Bad(sane(i64::from(year), day, month)),
    }
}

fn sane(year: i64, month: u32, day: u32) -> Option<Date> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1900..=2100).contains(year))?;
    Date::new(year, month, day)
}

/// A bare day number of a spreadsheet, as far as a pupil or a teacher could be born on it.
fn serial(text: &str, is_1904: bool) -> Option<Date> {
    let days: i64 = text.parse().ok()?;
    let epoch = if is_1904 {
        Date::new(1904, 1, 1)
    } else {
        Date::new(1899, 12, 30)
    };
    (10_000..=60_000)
        .contains(&days)
        .then_some(epoch?.plus_days(days))
}

/// A name whose words begin with capitals, the others left as they are.
pub fn capitalised(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        let first = letters
            .next()
            .map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A name that is all capitals or all small letters, as it is usually written.
pub fn proper_case(name: &str) -> Option<String> {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    let is_shouted = letters().all(char::is_uppercase);
    let is_small = letters().all(char::is_lowercase);
    if letters().count() < 2 || !(is_shouted || is_small) {
        return None;
    }
    let mut proper = String::with_capacity(name.len());
    let mut is_start = true;
    for letter in name.chars() {
        if is_start {
            proper.extend(letter.to_uppercase());
        } else {
            proper.extend(letter.to_lowercase());
        }
        // As in H'Hen Niê and Y-Blam.
        is_start = letter.is_whitespace() || matches!(letter, '-' | '\'' | '’');
    }
    (proper != name).then_some(proper)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(field: RosterField, text: &str, kind: CellKind) -> Found<'static> {
        Found {
            text: text.to_owned(),
            kind,
            field,
            heading: "",
            is_typed: false,
        }
    }

    fn days(is_1904: bool, births: &[&str]) -> Days {
        let today = Date::new(2026, 9, 1).unwrap();
        Days::of_column(is_1904, today, births.iter().copied())
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = |year, month, day| Dated::Day(Date::new(year, month, day).unwrap());
        let cases = [
            ("13/09/2013", day(2013, 9, 13)),
            ("3-9-2013", day(2013, 9, 3)),
            ("3.9.2013", day(2013, 9, 3)),
            ("2009-07-23", day(2009, 7, 23)),
            ("2009-07-23T10:30:00", day(2009, 7, 23)),
            ("23/07/2009 00:00:00", day(2009, 7, 23)),
            ("23 / 7 / 2009", day(2009, 7, 23)),
            ("Ngày 23 tháng 7 năm 2009", day(2009, 7, 23)),
            ("40377", day(2010, 7, 18)),
            ("5/6/13", Dated::ShortYear(Date::new(2013, 6, 5).unwrap())),
            ("2013", Dated::Year(2013)),
            ("31/02/2013", Dated::Bad(None)),
            ("12/25/2010", Dated::Bad(Date::new(2010, 12, 25))),
            ("13092013", Dated::Bad(Date::new(2013, 9, 13))),
            ("5092011", Dated::Bad(Date::new(2011, 9, 5))),
            ("5-Jun-13", Dated::ShortYear(Date::new(2013, 6, 5).unwrap())),
            ("05-thg 6-2013", day(2013, 6, 5)),
            ("05/Th6/2013", day(2013, 6, 5)),
            ("23-07-2009 7:30", day(2009, 7, 23)),
            ("40377.0", day(2010, 7, 18)),
            ("40377.4375", day(2010, 7, 18)),
            ("2013.0", Dated::Year(2013)),
            ("không rõ", Dated::Bad(None)),
            ("0", Dated::Bad(None)),
        ];
        for (text, want) in cases {
            let read = date(text, CellKind::Text, &days(false, &[]), Order::DayFirst);
            assert_eq!(read, want, "{text}");
        }
        // The same day counted from 1904.
        let since_1904 = days(true, &[]);
        let read = date("38915", CellKind::Number, &since_1904, Order::DayFirst);
        assert_eq!(read, day(2010, 7, 18));
    }

    fn born(text: &str, column: &[&str]) -> (Option<String>, Option<String>, bool) {
        let found = found(RosterField::BornOn, text, CellKind::Text);
        let (birth, problem) = birth(&found, &days(false, column));
        let is_fatal = problem.as_ref().is_some_and(|problem| problem.is_fatal);
        let code = problem.map(|problem| problem.code);
        (birth.map(|birth| birth.to_string()), code, is_fatal)
    }

    #[test]
    fn nobody_is_born_tomorrow_or_a_hundred_years_ago() {
        let odd = (None, Some("roster.odd_birth".to_owned()), true);
        for text in [
            "05/06/2030",
            "05/06/2099",
            "2099",
            "2025",
            "05/06/1920",
            "5/6/30",
        ] {
            assert_eq!(born(text, &[]), odd, "{text}");
        }
        for (text, day) in [
            ("5/6/22", "2022-06-05"),
            ("5/6/60", "1960-06-05"),
            ("2011", "2011"),
        ] {
            assert_eq!(born(text, &[]).0.as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn months_before_days_are_told_by_the_whole_column() {
        let american = ["3/25/2011", "12/14/2011", "5/6/2011", "05-06-11"];
        let read = born("5/6/2011", &american);
        let warned = Some("roster.month_first".to_owned());
        assert_eq!(read, (Some("2011-05-06".to_owned()), warned, false));
        // The same numbers with another sign come from another hand.
        assert_eq!(
            born("05-06-2011", &american).0.as_deref(),
            Some("2011-06-05")
        );

        let mixed = ["3/25/2011", "25/3/2011", "5/6/2011"];
        let unsure = Some("roster.unsure_date".to_owned());
        assert_eq!(born("5/6/2011", &mixed), (None, unsure.clone(), true));
        assert_eq!(born("3/25/2011", &mixed), (None, unsure, true));
        assert_eq!(born("25/3/2011", &mixed).0.as_deref(), Some("2011-03-25"));
        assert_eq!(born("6/6/2011", &mixed).0.as_deref(), Some("2011-06-06"));

        let one_slip: Vec<&str> = ["25/3/2011"; 20].into_iter().chain(["3/25/2011"]).collect();
        assert_eq!(born("5/6/2011", &one_slip).0.as_deref(), Some("2011-06-05"));
        let bad = (None, Some("roster.bad_date".to_owned()), true);
        assert_eq!(born("3/25/2011", &one_slip), bad);
    }

    #[test]
    fn names_in_one_case_are_offered_as_people_write_them() {
        for (name, want) in [
            ("NGUYỄN THỊ ÁNH", Some("Nguyễn Thị Ánh")),
            ("trần văn đạt", Some("Trần Văn Đạt")),
            ("H'HEN NIÊ", Some("H'Hen Niê")),
            ("Y-BLAM ÊBAN", Some("Y-Blam Êban")),
            ("Lê Thị Ân", None),
            ("Ý", None),
        ] {
            assert_eq!(proper_case(name).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn classes_are_bare() {
        for (text, want) in [
            ("Lớp 9A1", "9A1"),
            ("lớp: 10C3", "10C3"),
            ("12.6", "12.6"),
            ("9 A1", "9A1"),
            ("10 Toán", "10 Toán"),
        ] {
            assert_eq!(class_name(text), want);
        }
        for (title, want) in [
            ("DANH SÁCH LỚP 9A1", Some("9A1")),
            ("Lớp: 10C3", Some("10C3")),
            ("Lớp:10C3 Năm học 2026", Some("10C3")),
            (
                "DANH SÁCH HỌC SINH LỚP 10C3 NĂM HỌC 2026 - 2027",
                Some("10C3"),
            ),
            ("DANH SÁCH HỌC SINH LỚP 12.6", Some("12.6")),
            ("Lớp 9 A1", Some("9A1")),
            ("DANH SÁCH LỚP 9/1", Some("9/1")),
            ("LỚP 12 Toán NĂM HỌC 2025-2026", Some("12 Toán")),
            ("LỚP 9 NĂM HỌC 2025-2026", Some("9")),
            ("LỚP 10A01 - GVCN: Trần An", Some("10A01")),
            ("DANH SÁCH LỚP HỌC", None),
            ("Danh sách", None),
        ] {
            assert_eq!(class_of_title(title).as_deref(), want, "{title}");
        }
        for (name, want) in [
            ("11A1", Some("11A1")),
            ("Danh sách 10C3", Some("10C3")),
            ("Sheet1", None),
            ("2026", None),
            ("12.6", Some("12.6")),
            ("Lớp 9A1", Some("9A1")),
            ("LOP 9A1", Some("9A1")),
            ("12 Toán", Some("12 Toán")),
            ("DS 12 Toán", Some("12 Toán")),
            ("9_1", Some("9/1")),
            ("9-1", Some("9-1")),
            ("10A01", Some("10A01")),
            ("Khối 9", None),
            ("Học kỳ 1", None),
        ] {
            assert_eq!(class_of_sheet(name).as_deref(), want, "{name}");
        }
        for (text, want) in [
            ("9A1", Some(9)),
            ("12.6", Some(12)),
            ("Khối 12", Some(12)),
            ("13A", None),
            ("A1", None),
        ] {
            assert_eq!(grade_of(text), want, "{text}");
        }
    }

    #[test]
    fn lost_zeros_come_back_and_lost_digits_are_refused() {
        let read_as = |field, text, kind| {
            let read = read(&found(field, text, kind), &days(false, &[]));
            (
                read.text,
                read.problem.map(|problem| (problem.code, problem.is_fatal)),
            )
        };
        let restored = Some(("roster.zero_restored".to_owned(), false));
        let number = CellKind::Number;
        assert_eq!(
            read_as(RosterField::CitizenId, "4209711416", number),
            ("004209711416".to_owned(), restored.clone())
        );
        assert_eq!(
            read_as(RosterField::Phone, "912345678", number),
            ("0912345678".to_owned(), restored)
        );
        assert_eq!(
            read_as(RosterField::Phone, "+84 912 345 678", CellKind::Text),
            ("0912345678".to_owned(), None)
        );
        let lost = Some(("roster.lost_digits".to_owned(), true));
        assert_eq!(
            read_as(RosterField::CitizenId, "1,23E+11", CellKind::Text).1,
            lost
        );
        assert_eq!(
            read_as(RosterField::MinistryId, "12345", CellKind::LossyNumber).1,
            lost
        );
        for (text, want) in [
            ("3.112345678E+09", "3112345678"),
            ("3,1123456780E+9", "3112345678"),
            ("1.23456789012e+11", "123456789012"),
            ("1.23456789012E11", "123456789012"),
        ] {
            let read = read_as(RosterField::MinistryId, text, CellKind::Text);
            assert_eq!(read, (want.to_owned(), None), "{text}");
        }
        for text in [
            "1.23E+11",
            "3.11234567E+09",
            "3.1123456785E+9",
            "1E+11",
            "1.23E11",
        ] {
            let read = read_as(RosterField::MinistryId, text, CellKind::Text);
            assert_eq!(read.1, lost, "{text}");
        }
        assert_eq!(
            read_as(RosterField::MinistryId, "112345678", number).0,
            "0112345678"
        );
        assert_eq!(
            read_as(RosterField::SchoolCode, "HS12E3", CellKind::Text).0,
            "HS12E3"
        );
        assert_eq!(
            read_as(RosterField::MinistryId, "6756669282.0", CellKind::Text).0,
            "6756669282"
        );
    }

    #[test]
    fn the_sex_is_read_by_word_or_code() {
        let plain = SexCodes::of_heading("Giới tính (1: Nam, 2: Nữ)");
        for (text, sex) in [
            ("Nữ", Some(Sex::Female)),
            ("NAM", Some(Sex::Male)),
            ("2", Some(Sex::Female)),
            ("?", None),
        ] {
            assert_eq!(plain.read(text), sex, "{text}");
        }
        assert_eq!(
            SexCodes::of_heading("Giới tính (0: Nam; 1: Nữ)").read("1"),
            Some(Sex::Female)
        );
    }

    #[test]
    fn what_a_family_is_entitled_to_is_read_from_words_and_marks() {
        for (text, own, want) in [
            ("x", Some("poor"), &["poor"][..]),
            ("Cận nghèo", Some("poor"), &["near_poor"]),
            ("Hộ nghèo", Some("policy"), &["poor"]),
            ("Con thương binh", Some("policy"), &["policy"]),
            (
                "Hộ cận nghèo, khuyết tật",
                None,
                &["near_poor", "disability"],
            ),
            ("Không", Some("poor"), &[]),
            ("Vùng sâu", None, &[]),
            ("", Some("poor"), &[]),
        ] {
            assert_eq!(support(text, own), want, "{text}");
        }
    }

    #[test]
    fn a_title_tells_the_school_year() {
        assert_eq!(
            year_of_title("NĂM HỌC 2026 - 2027").as_deref(),
            Some("2026-2027")
        );
        assert_eq!(year_of_title("Năm 2026"), None);
    }
}
