//! Everything that the book holds about one pupil, to be handed over on paper.

use serde::Serialize;

use super::Paper;
use crate::report::student::Held;

#[derive(Debug, Clone, Serialize)]
pub struct StudentPaper {
    pub school: String,
    pub name: String,
    pub printed_on: String,
    pub parts: Vec<Part>,
}

/// One part of the book.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    pub title: &'static str,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub on: String,
    pub what: String,
    pub detail: String,
}

impl Paper for StudentPaper {
    const NAME: &'static str = "student";
}

/// The lines under the parts they belong to; they come part by part.
pub fn parts(rows: Vec<Held>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for held in rows {
        let row = Row {
            on: held.on,
            what: held.what,
            detail: held.detail,
        };
        match parts.last_mut().filter(|part| part.title == held.part) {
            Some(part) => part.rows.push(row),
            None => parts.push(Part {
                title: held.part,
                rows: vec![row],
            }),
        }
    }
    parts
}
