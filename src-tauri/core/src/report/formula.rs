//! Live formulas and their values, which are computed here once for outline, file and screen.

use std::ops::Range;

use serde::{Serialize, Serializer};

use super::outline::{Cell, Table};

/// A formula and what it comes to.
///
/// Its words are ours alone (`&'static str`): nothing a person typed can become a formula.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    pub pieces: Vec<Piece>,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Word(&'static str),
    Cell(Place),
    Range(Place, Place),
}

/// A cell by its table's rows and columns; the writer knows where the table stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Sheet id and table id, or the formula's own table.
    pub table: Option<(&'static str, String)>,
    pub row: usize,
    pub column: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    Count(i64),
    Money(i64),
    /// Tenths of a percent; `None` where there is nothing to divide by.
    Percent(Option<i64>),
}

impl Place {
    /// In the formula's own table.
    pub fn here(row: usize, column: usize) -> Self {
        Place {
            table: None,
            row,
            column,
        }
    }

    pub fn there(sheet: &'static str, table: &str, row: usize, column: usize) -> Self {
        Place {
            table: Some((sheet, table.to_owned())),
            row,
            column,
        }
    }
}

impl Value {
    /// The number, where it can be added up.
    pub fn number(self) -> Option<i64> {
        match self {
            Value::Count(number) | Value::Money(number) => Some(number),
            Value::Percent(_) => None,
        }
    }

    /// As Excel's cached result.
    pub fn for_file(self) -> String {
        match self {
            Value::Count(number) | Value::Money(number) => number.to_string(),
            Value::Percent(Some(tenths)) => (tenths as f64 / 10.0).to_string(),
            Value::Percent(None) => NOTHING.to_owned(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Count(number) | Value::Money(number) => serializer.serialize_i64(*number),
            Value::Percent(Some(tenths)) => serializer.serialize_f64(*tenths as f64 / 10.0),
            Value::Percent(None) => serializer.serialize_str(NOTHING),
        }
    }
}

impl Formula {
    /// A value that was worked out once and for all: nothing in the file works it out again.
    pub fn settled(value: Value) -> Self {
        Formula {
            pieces: Vec::new(),
            value,
        }
    }

    /// Adds up a column over some rows of its own table.
    pub fn sum(rows: &[Vec<Cell>], column: usize, over: Range<usize>) -> Self {
        let cells = rows[over.clone()].iter().map(|row| &row[column]);
        let value = total(cells);
        if over.is_empty() {
            return Formula {
                pieces: vec![Piece::Word("0")],
                value,
            };
        }
        let range = Piece::Range(
            Place::here(over.start, column),
            Place::here(over.end - 1, column),
        );
        Formula {
            pieces: vec![Piece::Word("SUM("), range, Piece::Word(")")],
            value,
        }
    }

    /// Adds up single cells of its own table: those at `columns` of one row that is being built.
    pub fn add_across(row: usize, cells: &[Cell], columns: &[usize]) -> Self {
        let value = total(columns.iter().map(|column| &cells[*column]));
        let places = columns.iter().map(|column| Place::here(row, *column));
        Formula::added(places, value)
    }

    /// Adds up single cells of one column of its own table.
    pub fn add_down(rows: &[Vec<Cell>], column: usize, chosen: &[usize]) -> Self {
        let value = total(chosen.iter().map(|row| &rows[*row][column]));
        let places = chosen.iter().map(|row| Place::here(*row, column));
        Formula::added(places, value)
    }

    /// Adds up the same cell of several tables.
    pub fn add_places(places: Vec<(Place, Value)>) -> Self {
        let sum = places.iter().filter_map(|(_, value)| value.number()).sum();
        Formula::added(
            places.into_iter().map(|(place, _)| place),
            Value::Count(sum),
        )
    }

    /// `part` of `whole` in percent with one decimal.
    pub fn percent(part: (Place, i64), whole: (Place, i64)) -> Self {
        let pieces = vec![
            Piece::Word("IF("),
            Piece::Cell(whole.0.clone()),
            Piece::Word("=0,\"–\",ROUND("),
            Piece::Cell(part.0),
            Piece::Word("/"),
            Piece::Cell(whole.0),
            Piece::Word("*100,1))"),
        ];
        Formula {
            pieces,
            value: Value::Percent(tenths(part.1, whole.1)),
        }
    }

    /// Shows what stands in a cell of another table; empty where the table has no such number.
    pub fn same(sheet: &'static str, table: &Table, row: usize, column: usize) -> Option<Self> {
        let cell = table.rows.get(row)?.get(column)?;
        Some(Formula {
            pieces: vec![Piece::Cell(Place::there(sheet, &table.id, row, column))],
            value: value_of(cell)?,
        })
    }

    /// Counts the cells of a column that say `word`, which must be ours.
    pub fn count_if(
        sheet: &'static str,
        table: &Table,
        column: usize,
        word: &'static str,
        condition: &'static str,
    ) -> Self {
        let says = |row: &&Vec<Cell>| matches!(&row[column], Cell::Text(text) if text == word);
        let value = table.rows.iter().filter(says).count();
        Formula::counted(sheet, table, column, "COUNTIF(", condition, value)
    }

    /// Counts the cells of a column that hold something.
    pub fn count_all(sheet: &'static str, table: &Table, column: usize) -> Self {
        let filled = |row: &&Vec<Cell>| row[column] != Cell::Empty;
        let value = table.rows.iter().filter(filled).count();
        Formula::counted(sheet, table, column, "COUNTA(", "", value)
    }

    fn counted(
        sheet: &'static str,
        table: &Table,
        column: usize,
        function: &'static str,
        condition: &'static str,
        value: usize,
    ) -> Self {
        let value = Value::Count(i64::try_from(value).unwrap_or(i64::MAX));
        let Some(last) = table.rows.len().checked_sub(1) else {
            return Formula {
                pieces: vec![Piece::Word("0")],
                value,
            };
        };
        let from = Place::there(sheet, &table.id, 0, column);
        let to = Place::there(sheet, &table.id, last, column);
        Formula {
            pieces: vec![
                Piece::Word(function),
                Piece::Range(from, to),
                Piece::Word(condition),
                Piece::Word(")"),
            ],
            value,
        }
    }

    fn added(places: impl Iterator<Item = Place>, value: Value) -> Self {
        let mut pieces = Vec::new();
        for place in places {
            if !pieces.is_empty() {
                pieces.push(Piece::Word("+"));
            }
            pieces.push(Piece::Cell(place));
        }
        if pieces.is_empty() {
            pieces.push(Piece::Word("0"));
        }
        Formula { pieces, value }
    }
}

/// What stands where nothing can be divided.
const NOTHING: &str = "–";

/// Tenths of a percent, half up; `None` where `whole` is 0.
///
/// Reckoned in whole numbers, so that 0,05 never depends on how a fraction is stored.
pub fn tenths(part: i64, whole: i64) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    i64::try_from((2000 * part + whole).div_euclid(2 * whole)).ok()
}

fn value_of(cell: &Cell) -> Option<Value> {
    match cell {
        Cell::Count(number) => Some(Value::Count(*number)),
        Cell::Money(number) => Some(Value::Money(*number)),
        Cell::Formula(formula) => Some(formula.value),
        Cell::Empty | Cell::Text(_) | Cell::Decimal(_) | Cell::Date(_) => None,
    }
}

/// A sum is money as soon as one of its parts is.
fn total<'a>(cells: impl Iterator<Item = &'a Cell>) -> Value {
    let mut sum = 0i64;
    let mut is_money = false;
    for value in cells.filter_map(value_of) {
        sum = sum.saturating_add(value.number().unwrap_or(0));
        is_money |= matches!(value, Value::Money(_));
    }
    if is_money {
        Value::Money(sum)
    } else {
        Value::Count(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_half_up_to_one_decimal() {
        let cases = [
            (1, 3, Some(333)),
            (2, 3, Some(667)),
            (1, 16, Some(63)),
            (1, 2000, Some(1)),
            (1, 2001, Some(0)),
            (5, 5, Some(1000)),
            (0, 7, Some(0)),
            (3, 2, Some(1500)),
            (0, 0, None),
            (4, 0, None),
        ];
        for (part, whole, want) in cases {
            assert_eq!(tenths(part, whole), want, "{part}/{whole}");
        }
    }

    #[test]
    fn nothing_to_divide_by_is_a_dash() {
        let formula = Formula::percent((Place::here(0, 1), 4), (Place::here(0, 0), 0));
        assert_eq!(formula.value.for_file(), "–");
        assert_eq!(serde_json::to_value(formula.value).unwrap(), "–");
    }
}
