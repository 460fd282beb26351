//! The statutory check of a school year on one page.

use serde::Serialize;

use super::Paper;
use crate::domain::check_page::{CheckLine, CheckSum};

#[derive(Debug, Clone, Serialize)]
pub struct CheckPaper {
    pub parent_body: String,
    pub school: String,
    /// `2025–2026`
    pub year: String,
    /// `14/04/2026`
    pub until: String,
    pub sum: CheckSum,
    /// Of the year before on the same day; absent where the book does not hold it.
    pub before: Option<CheckSum>,
    pub lines: Vec<CheckLine>,
    /// What is missing and what makes up for it, a sentence each.
    pub gaps: Vec<String>,
    pub sources: Vec<String>,
    /// Lines of the signer's title, and the name; empty without a place to sign.
    pub signer_title: Vec<String>,
    pub signer: String,
}

impl Paper for CheckPaper {
    const NAME: &'static str = "check";
}
