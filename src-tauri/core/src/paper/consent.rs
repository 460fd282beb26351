//! The consent slips of a class: a page for each pupil.

use serde::Serialize;

use super::Paper;

#[derive(Debug, Clone, Serialize)]
pub struct ConsentPaper {
    pub school: String,
    pub class: String,
    /// `2025–2026`
    pub year: String,
    pub printed_on: String,
    /// To whom names would be handed on; a line to write on where none is known.
    pub receivers: Vec<String>,
    /// Of the pupils.
    pub names: Vec<String>,
}

impl Paper for ConsentPaper {
    const NAME: &'static str = "consent";
}
