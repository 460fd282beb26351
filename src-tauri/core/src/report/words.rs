//! Numbers, days and names as Vietnamese documents write them.

use crate::kernel::Date;
use crate::kernel::fold::fold;

/// `6412` as `"6.412"`.
pub fn number(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    if number < 0 {
        format!("-{grouped}")
    } else {
        grouped
    }
}

/// `"05 tháng 6 năm 2026"`: a zero before days below 10 and before months 1 and 2.
pub fn day_of_document(day: Date) -> String {
    // NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.4.
    let month = match day.month() {
        month @ (1 | 2) => format!("0{month}"),
        month => month.to_string(),
    };
    format!("{:02} tháng {month} năm {}", day.day(), day.year())
}

/// `"15/BC-THCSNVT"`: a zero before numbers below 10, dots where it is not given yet. A number
/// that the school typed with its sign stays as typed.
pub fn report_number(number: &str, abbreviation: &str) -> String {
    let number = number.trim();
    if number.contains('/') {
        return number.to_owned();
    }
    let number = match number.parse::<u32>() {
        Ok(small) if small < 10 => format!("0{small}"),
        _ if number.is_empty() => DOTS.to_owned(),
        _ => number.to_owned(),
    };
    let sign = match abbreviation.trim() {
        "" => DOTS,
        sign => sign,
    };
    format!("{number}/BC-{sign}")
}

/// The lines above a signature: `HIỆU TRƯỞNG`, or `KT. HIỆU TRƯỞNG` over `PHÓ HIỆU TRƯỞNG`.
pub fn signer_title(title: &str) -> Vec<String> {
    let title = title.trim().to_uppercase();
    if title.is_empty() {
        return vec!["HIỆU TRƯỞNG".to_owned()];
    }
    // NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.7: cấp phó ký thay cấp trưởng.
    match title.split_once(' ') {
        Some((deputy, head)) if fold(deputy) == "pho" => {
            let head = head.trim().to_owned();
            vec![format!("KT. {head}"), title]
        }
        _ => vec![title],
    }
}

/// I, II, III …
pub fn roman(number: usize) -> String {
    let steps = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut text = String::new();
    for (worth, letters) in steps {
        while rest >= worth {
            text.push_str(letters);
            rest -= worth;
        }
    }
    text
}

/// Where somebody writes by hand.
pub const DOTS: &str = "……";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_dots() {
        let cases = [
            (0, "0"),
            (999, "999"),
            (6412, "6.412"),
            (86_450_000, "86.450.000"),
        ];
        for (given, want) in cases {
            assert_eq!(number(given), want);
        }
    }

    #[test]
    fn days_and_numbers_take_their_zeros() {
        let day = |year, month, day| day_of_document(Date::new(year, month, day).unwrap());
        assert_eq!(day(2027, 1, 5), "05 tháng 01 năm 2027");
        assert_eq!(day(2026, 6, 15), "15 tháng 6 năm 2026");
        assert_eq!(report_number("7", "THCSNVT"), "07/BC-THCSNVT");
        assert_eq!(report_number("", "THCSNVT"), "……/BC-THCSNVT");
        assert_eq!(report_number("15/BC-THPTABC", "X"), "15/BC-THPTABC");
    }

    #[test]
    fn a_deputy_signs_for_the_head() {
        let titles = signer_title("Phó Hiệu trưởng");
        assert_eq!(titles, ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]);
        assert_eq!(signer_title("Giám đốc"), ["GIÁM ĐỐC"]);
        assert_eq!(signer_title(""), ["HIỆU TRƯỞNG"]);
    }
}
