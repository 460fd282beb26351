//! One pupil's answers: whether they fit the instrument, and what typed words mean.

use crate::error::{Error, Problem, Result};
use crate::kernel::fold::{fold, tidy};

use super::instrument::Instrument;

/// Checks answers that came from a form against the instrument, item by item.
pub fn check_answers(
    instrument: &Instrument,
    answers: Vec<Option<u32>>,
) -> Result<Vec<Option<u32>>> {
    if answers.len() != instrument.items.len() {
        return Err(Error::Invalid(vec![
            Problem::new("answers", "answers.count")
                .with("count", instrument.items.len())
                .with("found", answers.len()),
        ]));
    }
    let mut problems = Vec::new();
    for (place, answer) in answers.iter().enumerate() {
        if answer.is_some_and(|answer| !instrument.answers.holds(answer)) {
            problems.push(
                Problem::new(format!("answers.{place}"), "answers.out_of_range")
                    .with("min", instrument.answers.min)
                    .with("max", instrument.answers.max),
            );
        }
    }
    if problems.is_empty() {
        Ok(answers)
    } else {
        Err(Error::Invalid(problems))
    }
}

/// How many items were answered.
pub fn given(answers: &[Option<u32>]) -> u32 {
    u32::try_from(answers.iter().flatten().count()).unwrap_or(u32::MAX)
}

/// Whether every item was answered.
pub fn is_complete(answers: &[Option<u32>]) -> bool {
    answers.iter().all(Option::is_some)
}

/// Reads what stands in a cell: a number, one of the labels, or both (`4 - Thích`, `Thích (4)`).
///
/// Empty means not answered, and so does 0 where the range begins above it. An error is the code
/// of the problem.
pub fn read_answer(instrument: &Instrument, cell: &str) -> Result<Option<u32>, &'static str> {
    let cell = tidy(cell);
    if matches!(cell.as_str(), "" | "-" | "–") {
        return Ok(None);
    }
    let range = &instrument.answers;
    if let Some(answer) = labelled(instrument, &cell) {
        return Ok(Some(answer));
    }
    match number(&cell) {
        Some(0) if range.min > 0 => Ok(None),
        Some(answer) if range.holds(answer) => Ok(Some(answer)),
        Some(_) => Err("answers.out_of_range"),
        None => Err("answers.unknown_label"),
    }
}

/// The number whose label the cell is, letters first as typed, then without accents.
fn labelled(instrument: &Instrument, cell: &str) -> Option<u32> {
    let place = |same: &dyn Fn(&str) -> bool| {
        let mut places = (0u32..).zip(&instrument.answers.labels);
        let found = places.find(|(_, label)| same(label));
        // A label that folds like another one decides nothing.
        let is_only = !places.any(|(_, label)| same(label));
        found
            .filter(|_| is_only)
            .map(|(place, _)| instrument.answers.min + place)
    };
    let bare = strip_number(cell);
    let lower = bare.to_lowercase();
    let folded = fold(bare);
    place(&|label| label == cell)
        .or_else(|| place(&|label| label.to_lowercase() == lower))
        .or_else(|| place(&|label| fold(label) == folded))
        // "4 - Rất thích" contradicts itself where 4 is "Thích": such a cell decides nothing.
        .filter(|answer| {
            let written = numbers_beside(cell, bare);
            written.is_none_or(|written| written == *answer)
        })
}

/// The words of `4 - Thích`, `4. Thích`, `Thích (4)`.
fn strip_number(cell: &str) -> &str {
    let is_mark = |letter: char| letter.is_ascii_digit() || " .-–:()=".contains(letter);
    let bare = cell.trim_matches(is_mark);
    if bare.is_empty() { cell } else { bare }
}

fn numbers_beside(cell: &str, bare: &str) -> Option<u32> {
    if cell == bare {
        return None;
    }
    let digits: String = cell
        .replacen(bare, " ", 1)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// Whole numbers, also as spreadsheets write them (`4.0`, `4,0`), and a number before its words.
fn number(cell: &str) -> Option<u32> {
    let whole = cell
        .trim_end_matches('0')
        .strip_suffix(['.', ','])
        .unwrap_or(cell);
    whole.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::survey::shipped;

    #[test]
    fn cells_are_read_as_numbers_labels_or_both() {
        let instrument = Instrument::check("1", shipped().unwrap().remove(0)).unwrap();
        let cases = [
            ("4", Ok(Some(4))),
            ("4.0", Ok(Some(4))),
            ("Rất thích", Ok(Some(5))),
            ("  RẤT   THÍCH ", Ok(Some(5))),
            ("rat khong thich", Ok(Some(1))),
            ("Thích", Ok(Some(4))),
            ("4 - Thích", Ok(Some(4))),
            ("Không thích (2)", Ok(Some(2))),
            ("", Ok(None)),
            ("0", Ok(None)),
            ("6", Err("answers.out_of_range")),
            ("10", Err("answers.out_of_range")),
            ("2 - Thích", Err("answers.unknown_label")),
            ("Cũng được", Err("answers.unknown_label")),
            ("4,5", Err("answers.unknown_label")),
        ];
        for (cell, want) in cases {
            assert_eq!(read_answer(&instrument, cell), want, "{cell}");
        }
    }

    #[test]
    fn answers_outside_the_range_are_named_one_by_one() {
        let instrument = Instrument::check("1", shipped().unwrap().remove(0)).unwrap();
        let mut answers = vec![Some(3); 48];
        answers[4] = Some(6);
        answers[9] = Some(0);
        answers[10] = None;

        let Err(Error::Invalid(problems)) = check_answers(&instrument, answers) else {
            panic!("should be refused");
        };

        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["answers.4", "answers.9"]);
        assert!(check_answers(&instrument, vec![None; 47]).is_err());
    }
}
