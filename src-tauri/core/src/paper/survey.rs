//! The paper forms of a survey: one for each pupil of a class, or blank.

use serde::Serialize;

use super::Paper;

#[derive(Debug, Clone, Serialize)]
pub struct SurveyPaper {
    pub school: String,
    /// `2025–2026`
    pub year: String,
    pub title: String,
    pub instruction: String,
    pub is_anonymous: bool,
    /// What may be circled beside each item.
    pub digits: Vec<String>,
    /// What the digits mean; empty where they speak for themselves.
    pub labels: Vec<DigitLabel>,
    pub items: Vec<String>,
    pub questions: Vec<PaperQuestion>,
    pub forms: Vec<PaperForm>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DigitLabel {
    pub digit: String,
    pub label: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PaperQuestion {
    pub text: String,
    pub kind: &'static str,
    /// How many may be chosen, or between which numbers; empty where it goes without saying.
    pub hint: String,
    /// `(trả lời nếu câu 3 chọn 1, 2)`
    pub condition: String,
    pub options: Vec<String>,
    pub has_other: bool,
}

/// Whose form it is; all empty on a blank one.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PaperForm {
    pub name: String,
    pub class: String,
    /// Class and place in its list, as the entry grid has it: `9A1-07`.
    pub code: String,
}

impl Paper for SurveyPaper {
    const NAME: &'static str = "survey";
}
