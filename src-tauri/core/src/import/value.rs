//! Numbers, days and times of a cell as the text a person would type.

use calamine::{DataRef, ExcelDateTime};

use super::sheet::CellKind;

/// The text and kind of a calamine value; blank for an empty cell.
pub fn text_of(value: &DataRef<'_>) -> (String, CellKind) {
    match value {
        DataRef::Empty => (String::new(), CellKind::Text),
        DataRef::String(text) => (text.clone(), CellKind::Text),
        DataRef::SharedString(text) => ((*text).to_owned(), CellKind::Text),
        DataRef::Int(number) => (number.to_string(), CellKind::Number),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(true) => ("TRUE".to_owned(), CellKind::Bool),
        DataRef::Bool(false) => ("FALSE".to_owned(), CellKind::Bool),
        DataRef::DateTime(at) => instant_text(at),
        DataRef::DateTimeIso(text) => (iso_text(text), CellKind::Date),
        DataRef::DurationIso(text) => (text.clone(), CellKind::Text),
        DataRef::Error(error) => (error.to_string(), CellKind::Error),
    }
}

/// Whole numbers without a point; others with the fifteen digits that a spreadsheet shows.
pub fn number_text(number: f64) -> (String, CellKind) {
    if !number.is_finite() {
        return (String::new(), CellKind::Error);
    }
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return (format!("{number:.0}"), CellKind::Number);
    }
    let short: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let kind = if number.abs() >= 1e15 {
        CellKind::LossyNumber
    } else {
        CellKind::Number
    };
    (short.to_string(), kind)
}

fn instant_text(at: &ExcelDateTime) -> (String, CellKind) {
    if at.is_duration() {
        let seconds = (at.as_f64() * 86_400.0).round();
        let hours = (seconds / 3600.0).trunc();
        let minutes = ((seconds / 60.0).trunc() % 60.0).abs();
        let text = format!("{hours:.0}:{minutes:02.0}:{:02.0}", (seconds % 60.0).abs());
        return (text, CellKind::Text);
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if at.as_f64() < 1.0 {
        return (time, CellKind::Text);
    }
    let day = format!("{year:04}-{month:02}-{day:02}");
    if hour == 0 && minute == 0 && second == 0 {
        (day, CellKind::Date)
    } else {
        (format!("{day}T{time}"), CellKind::Date)
    }
}

fn iso_text(text: &str) -> String {
    text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_see_them() {
        let cases = [
            (12.0, "12", CellKind::Number),
            (12.6, "12.6", CellKind::Number),
            (0.1 + 0.2, "0.3", CellKind::Number),
            (71_309_047_508.0, "71309047508", CellKind::Number),
            (
                123_456_789_012_345_678.0,
                "123456789012346000",
                CellKind::LossyNumber,
            ),
        ];
        for (number, text, kind) in cases {
            assert_eq!(number_text(number), (text.to_owned(), kind));
        }
    }
}
