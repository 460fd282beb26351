//! The orientation record of a pupil (hồ sơ hướng nghiệp): the five factors, strengths, wishes, and
//! the homeroom teacher's review.
//!
//! The factors are those that counselling weighs: học lực, năng lực, sở trường, nguyện vọng, hoàn
//! cảnh (Nghệ An 2025, phụ lục mục 2.2; mission-table, rows 51, 58, 86, 91). A wish is the pupil's
//! own; nothing here rates it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::school::Level;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

/// How far a homeroom teacher is with a record: not looked at, in order, needs a talk.
pub const REVIEWS: [&str; 3] = ["open", "reviewed", "counsel"];

/// Wishes of one round (NV1–NV3) and rounds of one year.
pub const MOST_WISHES: u32 = 3;
pub const MOST_ROUNDS: u32 = 9;

/// Letters of a remark.
const MOST_REMARK: usize = 500;

/// Where pupils may go on after THCS, with the words people use (`cli.md`).
pub const STREAMS_THCS: [(&str, &str); 11] = [
    ("thpt_public", "THPT công lập"),
    ("thpt_private", "THPT ngoài công lập"),
    ("gdtx", "GDTX"),
    ("gdtx_and_trade", "Vừa học văn hóa vừa học nghề"),
    ("vocational_secondary", "Trung học nghề"),
    ("intermediate", "Trung cấp"),
    ("elementary", "Sơ cấp"),
    ("college_9plus", "Cao đẳng 9+"),
    ("work", "Lao động"),
    ("other", "Khác"),
    ("unknown", "Chưa xác định"),
];

/// Where pupils may go on after THPT.
pub const STREAMS_THPT: [(&str, &str); 10] = [
    ("university", "Đại học"),
    ("college", "Cao đẳng"),
    ("intermediate", "Trung cấp"),
    ("elementary", "Sơ cấp"),
    ("abroad_study", "Du học"),
    ("work", "Lao động"),
    ("work_abroad", "Lao động ở nước ngoài"),
    ("military", "Nghĩa vụ quân sự"),
    ("other", "Khác"),
    ("unknown", "Chưa xác định"),
];

/// A stream with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Stream {
    pub code: String,
    pub label: String,
}

/// The streams that pupils of a level choose among; none before THCS.
pub fn streams(level: Level) -> Vec<Stream> {
    let known: &[(&str, &str)] = match level {
        Level::TieuHoc => &[],
        Level::Thcs => &STREAMS_THCS,
        Level::Thpt | Level::Gdtx => &STREAMS_THPT,
    };
    let stream = |(code, label): &(&str, &str)| Stream {
        code: (*code).to_owned(),
        label: (*label).to_owned(),
    };
    known.iter().map(stream).collect()
}

/// The label of a stream of either level; empty for none.
pub fn stream_label(code: &str) -> &'static str {
    let all = STREAMS_THCS.iter().chain(&STREAMS_THPT);
    let known = all.into_iter().find(|(known, _)| *known == code);
    known.map(|(_, label)| *label).unwrap_or_default()
}

/// A strength or aptitude (năng khiếu), how it was found and how it is fostered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Strength {
    pub title: String,
    pub found_by: String,
    pub fostered: String,
}

/// What a pupil wishes, in a round and by rank.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Wish {
    /// From 1.
    pub round: u32,
    /// From 1: NV1, NV2, NV3.
    pub rank: u32,
    /// A code of [`streams`]; empty where it is open.
    pub stream: String,
    pub school: String,
    pub trade: String,
    /// ISO; the day on which it was stated.
    pub stated_on: Option<String>,
}

/// What the counselor keeps of a pupil in a year; also what its form sends.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
// The page has a `Record` of its own.
#[ts(rename = "OrientationRecord")]
pub struct Record {
    /// Học lực.
    pub academic: String,
    /// Năng lực.
    pub ability: String,
    /// Sở trường.
    pub forte: String,
    /// Hoàn cảnh.
    pub circumstances: String,
    pub guardian: String,
    pub guardian_phone: String,
    pub strengths: Vec<Strength>,
    /// Of this year.
    pub wishes: Vec<Wish>,
}

/// The homeroom teacher's word on a record; also what its form sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Review {
    /// `open reviewed counsel`
    pub review: String,
    #[serde(default)]
    pub remark: String,
    #[serde(default)]
    pub question: String,
}

impl Default for Review {
    fn default() -> Self {
        Review {
            review: REVIEWS[0].to_owned(),
            remark: String::new(),
            question: String::new(),
        }
    }
}

impl Record {
    /// Checks what a form sent; every wrong field is named at once. Lines without a word go.
    pub fn check(self, level: Level) -> Result<Record> {
        let mut problems = Vec::new();
        for (field, text) in [
            ("academic", &self.academic),
            ("ability", &self.ability),
            ("forte", &self.forte),
            ("circumstances", &self.circumstances),
        ] {
            too_long(field, text, 2000, &mut problems);
        }
        let streams = streams(level);
        let wishes: Vec<Wish> = self.wishes.into_iter().filter_map(Wish::tidied).collect();
        for (at, wish) in wishes.iter().enumerate() {
            wish.check(at, &wishes, &streams, &mut problems);
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let text = |text: String| text.trim().to_owned();
        Ok(Record {
            academic: text(self.academic),
            ability: text(self.ability),
            forte: text(self.forte),
            circumstances: text(self.circumstances),
            guardian: tidy(&self.guardian),
            guardian_phone: tidy(&self.guardian_phone),
            strengths: (self.strengths.into_iter())
                .map(|strength| Strength {
                    title: tidy(&strength.title),
                    found_by: tidy(&strength.found_by),
                    fostered: tidy(&strength.fostered),
                })
                .filter(|strength| !strength.title.is_empty())
                .collect(),
            wishes,
        })
    }
}

impl Wish {
    /// `None` where it says nothing.
    fn tidied(self) -> Option<Wish> {
        let wish = Wish {
            school: tidy(&self.school),
            trade: tidy(&self.trade),
            stated_on: self.stated_on.filter(|day| !day.is_empty()),
            ..self
        };
        let is_blank = wish.stream.is_empty() && wish.school.is_empty() && wish.trade.is_empty();
        (!is_blank).then_some(wish)
    }

    fn check(&self, at: usize, all: &[Wish], streams: &[Stream], problems: &mut Vec<Problem>) {
        let field = |name: &str| format!("wishes.{at}.{name}");
        if !(1..=MOST_ROUNDS).contains(&self.round) {
            let problem = Problem::new(field("round"), "form.bad_choice");
            problems.push(problem.with("value", self.round));
        }
        let is_taken = all[..at]
            .iter()
            .any(|other| (other.round, other.rank) == (self.round, self.rank));
        if is_taken || !(1..=MOST_WISHES).contains(&self.rank) {
            let problem = Problem::new(field("rank"), "record.bad_rank");
            problems.push(problem.with("max", MOST_WISHES));
        }
        let is_known = streams.iter().any(|stream| stream.code == self.stream);
        if !self.stream.is_empty() && !is_known {
            let problem = Problem::new(field("stream"), "form.bad_choice");
            problems.push(problem.with("value", &self.stream));
        }
        if let Some(day) = &self.stated_on
            && day.parse::<Date>().is_err()
        {
            let problem = Problem::new(field("stated_on"), "form.bad_date");
            problems.push(problem.with("value", day));
        }
    }

    /// `Trường THPT Hải Tân`, else the stream's label.
    pub fn words(&self) -> String {
        if !self.school.is_empty() {
            self.school.clone()
        } else if self.trade.is_empty() {
            stream_label(&self.stream).to_owned()
        } else {
            self.trade.clone()
        }
    }
}

impl Review {
    /// Checks what a form sent.
    pub fn check(self) -> Result<Review> {
        let mut problems = Vec::new();
        if !REVIEWS.contains(&self.review.as_str()) {
            problems.push(Problem::new("review", "form.bad_choice").with("value", &self.review));
        }
        too_long("remark", &self.remark, MOST_REMARK, &mut problems);
        too_long("question", &self.question, MOST_REMARK, &mut problems);
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let is_asked = self.review == "counsel";
        Ok(Review {
            remark: self.remark.trim().to_owned(),
            question: match is_asked {
                true => self.question.trim().to_owned(),
                false => String::new(),
            },
            review: self.review,
        })
    }
}

/// What a record still lacks, as codes that the page has words for: `born_on sex guardian academic
/// ability forte circumstances interest wish remark`.
pub fn missing(record: &Record, review: &Review, has_interest: bool, level: Level) -> Vec<String> {
    let wishes = !streams(level).is_empty() && record.wishes.is_empty();
    let lacks = [
        ("academic", record.academic.is_empty()),
        ("ability", record.ability.is_empty()),
        (
            "forte",
            record.forte.is_empty() && record.strengths.is_empty(),
        ),
        ("interest", !has_interest),
        ("wish", wishes),
        ("circumstances", record.circumstances.is_empty()),
        ("guardian", record.guardian.is_empty()),
        ("remark", review.remark.is_empty()),
    ];
    let lacking = lacks.into_iter().filter(|(_, is_lacking)| *is_lacking);
    lacking.map(|(code, _)| code.to_owned()).collect()
}

fn too_long(field: &str, text: &str, most: usize, problems: &mut Vec<Problem>) {
    if text.chars().count() > most {
        problems.push(Problem::new(field, "form.too_long").with("max", most));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(round: u32, rank: u32, stream: &str) -> Wish {
        Wish {
            round,
            rank,
            stream: stream.to_owned(),
            ..Wish::default()
        }
    }

    #[test]
    fn wishes_are_held_against_the_streams_of_the_level() {
        let record = Record {
            wishes: vec![wish(1, 1, "thpt_public"), wish(1, 2, "intermediate")],
            ..Record::default()
        };
        assert!(record.clone().check(Level::Thcs).is_ok());
        let Err(Error::Invalid(problems)) = record.check(Level::Thpt) else {
            panic!("a stream of another level is taken");
        };
        assert_eq!(problems[0].field, "wishes.0.stream");
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_rank_is_given_once_in_a_round_and_blank_wishes_go() {
        let record = |wishes| Record {
            wishes,
            ..Record::default()
        };
        let twice = record(vec![wish(1, 1, "gdtx"), wish(1, 1, "work")]);
        assert!(twice.check(Level::Thcs).is_err());
        let blank = record(vec![wish(1, 1, "gdtx"), wish(1, 2, "")]);
        assert_eq!(blank.check(Level::Thcs).unwrap().wishes.len(), 1);
    }

    #[test]
    fn a_question_stands_only_where_a_talk_is_needed() {
        let review = Review {
            review: "reviewed".to_owned(),
            remark: " Em vẽ đẹp. ".to_owned(),
            question: "cũ".to_owned(),
        };
        let review = review.check().unwrap();
        assert_eq!(
            (review.remark.as_str(), review.question.as_str()),
            ("Em vẽ đẹp.", "")
        );
    }
}
