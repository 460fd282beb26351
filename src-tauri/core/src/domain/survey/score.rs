//! One pupil's result: sums, scores 0–100, and the code of the three strongest interests.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::instrument::Instrument;
use super::question::Replies;

/// How many places of the order make up a code.
const PLACES: usize = 3;
/// Below this many points between the strongest and the weakest interest a profile is flat:
/// half a step of a five-step answer.
const FLAT_BELOW: f64 = 12.5;

/// What one person answered, in the order of the instrument's items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// The pupil, or nobody where the survey was anonymous.
    pub student: Option<String>,
    pub name: String,
    pub class: String,
    pub answers: Vec<Option<u32>>,
    pub replies: Replies,
    /// Items of a paper form that could not be read; they count as not answered.
    pub unclear: u32,
}

/// What the answers of one scale add up to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ScaleScore {
    /// Sum of the answered items; items that were left out add nothing.
    pub sum: u32,
    /// Mean of the answered items.
    pub mean: Option<f64>,
    /// 0–100, or nothing where too few items were answered.
    pub score: Option<f64>,
    pub answered: u32,
    /// Whether at least two thirds of the items were answered.
    pub is_enough: bool,
}

/// One line of a survey's results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveyResponseScore {
    pub student: Option<String>,
    pub name: String,
    pub class: String,
    /// By the code of the scale.
    pub scores: BTreeMap<String, ScaleScore>,
    /// `R-I-A`, with ties `I/S-A`; empty where a scale has too few answers.
    pub code: String,
    /// Whether all interests lie so close together that the order says little.
    pub is_flat: bool,
    /// Whether the same answer was given to every item.
    pub is_straight: bool,
    /// Whether every scale has enough answers.
    pub is_enough: bool,
    /// Items of a paper form that could not be read.
    pub unclear: u32,
}

/// Scores one response.
pub fn score(instrument: &Instrument, response: &Response) -> SurveyResponseScore {
    let mut scores = BTreeMap::new();
    let mut ranked = Vec::new();
    for scale in &instrument.scales {
        let (score, exact) = scale_score(instrument, &scale.code, &response.answers);
        if score.is_enough {
            ranked.push((scale.code.as_str(), exact));
        }
        scores.insert(scale.code.clone(), score);
    }
    let is_enough = ranked.len() == instrument.scales.len();
    SurveyResponseScore {
        student: response.student.clone(),
        name: response.name.clone(),
        class: response.class.clone(),
        // An order with a scale missing from it could name the wrong interests.
        code: if is_enough {
            code(&ranked, |one, other| one.cmp(other))
        } else {
            String::new()
        },
        is_flat: is_enough && is_flat(&scores),
        is_straight: is_straight(&response.answers),
        is_enough,
        unclear: response.unclear,
        scores,
    }
}

/// The scales in places: the highest first, equal ones joined by `/` in the instrument's order,
/// places joined by `-`. A group of equal ones is named whole when fewer than three scales stand
/// before it, so nobody is cut off by the order of the letters: 80 70 70 70 is `R-I/A/S`.
pub(super) fn code<T>(ranked: &[(&str, T)], compare: impl Fn(&T, &T) -> Ordering) -> String {
    groups(ranked, compare)
        .into_iter()
        .scan(0, |before, group| {
            let is_named = *before < PLACES;
            *before += group.len();
            is_named.then(|| group.join("/"))
        })
        .collect::<Vec<_>>()
        .join("-")
}

fn groups<'a, T>(
    ranked: &[(&'a str, T)],
    compare: impl Fn(&T, &T) -> Ordering,
) -> Vec<Vec<&'a str>> {
    let mut sorted: Vec<&(&str, T)> = ranked.iter().collect();
    // The sort is stable: equal ones keep the instrument's order.
    sorted.sort_by(|one, other| compare(&other.1, &one.1));
    let chunks = sorted.chunk_by(|one, other| compare(&one.1, &other.1) == Ordering::Equal);
    chunks
        .map(|chunk| chunk.iter().map(|(scale, _)| *scale).collect())
        .collect()
}

/// A mean as a fraction, so that equal means are equal whatever the number of answers.
pub(super) struct Fraction {
    above_min: u64,
    answered: u64,
}

impl Fraction {
    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        let one = self.above_min * other.answered;
        one.cmp(&(other.above_min * self.answered))
    }
}

/// The strongest interest of a response, or those that tie for it; empty where there is no code.
pub(super) fn leading(scored: &SurveyResponseScore) -> &str {
    scored.code.split('-').next().unwrap_or_default()
}

fn scale_score(
    instrument: &Instrument,
    scale: &str,
    answers: &[Option<u32>],
) -> (ScaleScore, Fraction) {
    let places = instrument.places(scale);
    let mut sum = 0;
    let mut answered = 0;
    for place in &places {
        let item = instrument.items.get(*place);
        if let (Some(item), Some(Some(answer))) = (item, answers.get(*place)) {
            sum += instrument.counted(item, *answer);
            answered += 1;
        }
    }
    let exact = Fraction {
        above_min: u64::from(sum.saturating_sub(instrument.answers.min * answered)),
        answered: u64::from(answered),
    };
    let is_enough = answered > 0 && 3 * answered as usize >= 2 * places.len();
    // One division at the end keeps round scores round.
    let points = f64::from(answered) * f64::from(instrument.answers.width());
    let score = ScaleScore {
        sum,
        mean: (answered > 0).then(|| f64::from(sum) / f64::from(answered)),
        score: is_enough.then(|| exact.above_min as f64 * 100.0 / points),
        answered,
        is_enough,
    };
    (score, exact)
}

fn is_flat(scores: &BTreeMap<String, ScaleScore>) -> bool {
    let scores = || scores.values().filter_map(|score| score.score);
    let highest = scores().fold(f64::MIN, f64::max);
    let lowest = scores().fold(f64::MAX, f64::min);
    // The small number takes up what division leaves behind: exactly 12.5 is not flat.
    scores().count() > 1 && highest - lowest < FLAT_BELOW - 1e-9
}

/// Whether the answers do not vary at all. They are compared as given, before any mirroring: who
/// ticks one column down the page does so on reversed items too.
fn is_straight(answers: &[Option<u32>]) -> bool {
    let mut given = answers.iter().flatten();
    match (given.next(), given.next()) {
        (Some(first), Some(second)) => first == second && given.all(|answer| answer == first),
        (_, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::survey::{InstrumentDraft, shipped};

    fn riasec() -> Instrument {
        Instrument::check("1", shipped().unwrap().remove(0)).unwrap()
    }

    /// Answers that give each type its mean, item by item in turn.
    fn answers(means: [u32; 6]) -> Response {
        let answers = (0..48).map(|place| Some(means[place % 6])).collect();
        Response {
            answers,
            ..Response::default()
        }
    }

    #[test]
    fn scores_run_from_0_to_100() {
        let scored = score(&riasec(), &answers([5, 4, 3, 2, 1, 1]));

        let of = |scale: &str| scored.scores[scale].clone();
        assert_eq!(of("R").score, Some(100.0));
        assert_eq!((of("I").sum, of("I").mean), (32, Some(4.0)));
        assert_eq!(of("I").score, Some(75.0));
        assert_eq!(of("C").score, Some(0.0));
        assert_eq!(scored.code, "R-I-A");
        assert!(scored.is_enough && !scored.is_flat && !scored.is_straight);
    }

    #[test]
    fn ties_are_shown_as_ties() {
        let cases = [
            ([4, 5, 3, 5, 2, 1], "I/S-R"),
            ([5, 4, 4, 4, 1, 1], "R-I/A/S"),
            ([5, 4, 3, 3, 3, 1], "R-I-A/S/E"),
            ([2, 2, 2, 2, 2, 5], "C-R/I/A/S/E"),
            ([5, 5, 5, 5, 1, 1], "R/I/A/S"),
        ];
        for (means, code) in cases {
            assert_eq!(score(&riasec(), &answers(means)).code, code);
        }
    }

    #[test]
    fn equal_means_tie_even_when_one_has_a_gap() {
        let mut response = answers([4, 4, 1, 2, 3, 1]);
        response.answers[0] = None;

        let scored = score(&riasec(), &response);

        assert_eq!(
            (scored.scores["R"].sum, scored.scores["R"].answered),
            (28, 7)
        );
        assert_eq!(scored.scores["R"].score, Some(75.0));
        assert_eq!(scored.code, "R/I-E");
    }

    #[test]
    fn two_thirds_of_a_scale_must_be_answered() {
        let mut response = answers([5, 4, 3, 2, 1, 1]);
        response.answers[0] = None;
        response.answers[6] = None;
        assert!(score(&riasec(), &response).is_enough, "6 of 8 suffice");

        response.answers[12] = None;
        let scored = score(&riasec(), &response);

        assert!(!scored.is_enough && !scored.scores["R"].is_enough);
        assert_eq!(
            (scored.scores["R"].sum, scored.scores["R"].score),
            (25, None)
        );
        assert!(scored.scores["I"].is_enough);
        assert_eq!(scored.code, "");
    }

    #[test]
    fn flat_profiles_and_straight_lines_are_flagged() {
        let straight = score(&riasec(), &answers([3; 6]));
        assert!(straight.is_flat && straight.is_straight);
        assert_eq!(straight.code, "R/I/A/S/E/C");

        let mut nearly = answers([3; 6]);
        for place in [0, 6, 12] {
            nearly.answers[place] = Some(4);
        }
        let nearly = score(&riasec(), &nearly);
        assert!(nearly.is_flat && !nearly.is_straight);

        let mut half_a_step = answers([3; 6]);
        for place in [0, 6, 12, 18] {
            half_a_step.answers[place] = Some(4);
        }
        let half_a_step = score(&riasec(), &half_a_step);
        assert!(!half_a_step.is_flat, "12.5 points are not flat");
    }

    #[test]
    fn straight_lines_are_seen_before_reversed_items_are_mirrored() {
        let mut draft: InstrumentDraft = shipped().unwrap().remove(0);
        draft.items[0].is_reversed = true;
        let instrument = Instrument::check("1", draft).unwrap();

        let scored = score(&instrument, &answers([5; 6]));

        assert!(scored.is_straight);
        assert_eq!(scored.scores["R"].sum, 36);
    }

    #[test]
    fn nothing_answered_is_not_zero() {
        let scored = score(
            &riasec(),
            &Response {
                answers: vec![None; 48],
                ..Response::default()
            },
        );

        assert_eq!(
            (scored.scores["R"].mean, scored.scores["R"].score),
            (None, None)
        );
        assert!(!scored.is_straight && !scored.is_flat && !scored.is_enough);
    }
}
