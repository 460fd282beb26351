//! The orientation sheets of a class, or of one pupil: a page each.

use serde::Serialize;

use super::Paper;

#[derive(Debug, Clone, Serialize)]
pub struct RecordPaper {
    /// What readers of PDF show; names no pupil.
    pub title: String,
    pub school: String,
    /// `2025–2026`
    pub year: String,
    pub printed_on: String,
    pub sheets: Vec<RecordSheet>,
}

/// One pupil's page. It has no place for a phone number, for circumstances or for a talk.
#[derive(Debug, Clone, Serialize)]
pub struct RecordSheet {
    pub name: String,
    /// Class, birthday, homeroom teacher in one sentence.
    pub about: String,
    pub interest: Option<InterestSheet>,
    pub academic: String,
    pub ability: String,
    pub forte: String,
    pub attended: Vec<CountSheet>,
    pub trips: Vec<TripSheet>,
    /// Three, blank ones to be filled in by hand; none where a level states no wishes.
    pub wishes: Vec<WishSheet>,
    pub wishes_on: String,
    pub remark: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct InterestSheet {
    /// `S-A-I`
    pub code: String,
    pub title: String,
    pub on: String,
    pub is_flat: bool,
    /// The titles of the code's letters.
    pub leading: String,
    pub scales: Vec<ScaleSheet>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ScaleSheet {
    pub code: String,
    pub title: String,
    /// 0–100; nothing where too few items were answered.
    pub score: Option<f64>,
    pub shown: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct CountSheet {
    pub label: String,
    pub count: u32,
}

#[derive(Debug, Clone, Serialize)]
pub struct TripSheet {
    pub on: String,
    pub title: String,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct WishSheet {
    pub rank: u32,
    pub stream: String,
    pub school: String,
    pub trade: String,
}

impl Paper for RecordPaper {
    const NAME: &'static str = "record";
}
