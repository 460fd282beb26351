//! The receipt of a package of names: two copies, one for each side; no pupil is named on it.

use serde::Serialize;

use super::Paper;

#[derive(Debug, Clone, Serialize)]
pub struct HandoverPaper {
    pub school: String,
    /// `2025–2026`
    pub year: String,
    pub printed_on: String,
    pub receiver: String,
    pub contact: String,
    pub purpose: String,
    pub made_on: String,
    pub keep_until: String,
    pub students: u32,
    /// Headings.
    pub columns: Vec<String>,
    /// In groups of eight.
    pub checksum: String,
}

impl Paper for HandoverPaper {
    const NAME: &'static str = "handover";
}
