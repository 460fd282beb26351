//! Occupations to find out about, for each pupil of a class.

use serde::Serialize;

use super::Paper;

#[derive(Debug, Clone, Serialize)]
pub struct OccupationPaper {
    pub school: String,
    pub class: String,
    /// `2025–2026`
    pub year: String,
    pub printed_on: String,
    pub pupils: Vec<OccupationPupil>,
    /// CC BY 4.0.
    pub attribution: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct OccupationPupil {
    pub name: String,
    /// The pupil's own code of interests.
    pub code: String,
    pub lines: Vec<OccupationReason>,
    /// Where there are no lines.
    pub why: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct OccupationReason {
    pub name: String,
    /// Interests that lead in both.
    pub shared: Vec<String>,
}

impl Paper for OccupationPaper {
    const NAME: &'static str = "occupation";
}
