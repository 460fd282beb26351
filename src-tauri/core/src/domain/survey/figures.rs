//! What many responses say together: means, spread, reliability, classes.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::instrument::{Instrument, Scale};
use super::score::{self, Response, SurveyResponseScore, leading};
use super::tally::{QuestionFigures, SMALL, tally as tally_questions};

/// The standard error is shown from this many responses on; below, it would feign precision.
const SEM_FROM: u32 = 50;
/// Items are judged from this many on.
const ITEMS_FROM: u32 = 30;

/// The figures of one scale over all responses that answered every item of it.
///
/// A sum over fewer items is not comparable and would count a gap as a low answer, so responses
/// with a gap in the scale stay out of `n`, `mean`, `sd`, `alpha` and `sem`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ScaleFigures {
    pub code: String,
    pub title: String,
    /// Responses without a gap in this scale.
    pub n: u32,
    /// Mean of the sums.
    pub mean: Option<f64>,
    /// Standard deviation of the sums, with n − 1.
    pub sd: Option<f64>,
    /// Cronbach's alpha.
    pub alpha: Option<f64>,
    /// Mean of the scores 0–100, of all responses with enough answers.
    pub mean_score: Option<f64>,
    /// Standard error of measurement of a sum, SD·√(1−α), from 50 responses on.
    pub sem: Option<f64>,
}

/// The answer of `survey_scores`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveyScores {
    pub scales: Vec<ScaleFigures>,
    pub responses: Vec<SurveyResponseScore>,
}

/// How one item behaves, for those who want to validate an instrument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ItemFigures {
    pub code: String,
    pub scale: String,
    /// Responses without a gap in the item's scale.
    pub n: u32,
    pub mean: Option<f64>,
    pub sd: Option<f64>,
    /// Correlation with the sum of the other items of the scale.
    pub item_total: Option<f64>,
}

/// A class that takes part, with its size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassSize {
    pub class: String,
    pub students: u32,
}

/// How many pupils share a strongest interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Leading {
    /// A scale, or several that stand first together (`I/S`).
    pub code: String,
    pub students: u32,
}

/// One class in the results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ClassFigures {
    pub class: String,
    pub students: u32,
    pub responses: u32,
    /// Mean score 0–100 of each scale, in the instrument's order.
    pub means: Vec<Option<f64>>,
    /// Code of the class, from these means.
    pub leading: String,
}

/// The answer of `survey_results`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveyResults {
    pub scales: Vec<ScaleFigures>,
    pub students: u32,
    pub responses: u32,
    /// Responses with enough answers on every scale.
    pub scored: u32,
    pub flat: u32,
    pub straight: u32,
    /// Responses with too few answers on some scale.
    pub incomplete: u32,
    /// Every scale, then the ties that occur; adds up to `scored`.
    pub leading: Vec<Leading>,
    pub classes: Vec<ClassFigures>,
    /// Of forms with names.
    pub rows: Vec<SurveyResponseScore>,
    pub questions: Vec<QuestionFigures>,
    /// How each item behaves, from 30 complete responses of its scale on.
    pub items: Vec<ItemFigures>,
}

/// A part of those who answered, beside the others: a grade, a sex, another year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SurveyGroup {
    /// `grade`, `sex` or `year`.
    pub kind: String,
    pub label: String,
    pub responses: u32,
    /// Too few answered without a name: nothing else is told.
    pub is_hidden: bool,
    /// Mean score 0–100 of each scale, in the instrument's order.
    pub means: Vec<Option<f64>>,
    /// Code of the group, from these means.
    pub leading: String,
}

/// Scores every response and states the figures of each scale.
pub fn scores(instrument: &Instrument, responses: &[Response]) -> SurveyScores {
    let scored: Vec<SurveyResponseScore> = responses
        .iter()
        .map(|response| score::score(instrument, response))
        .collect();
    let scales = instrument.scales.iter();
    SurveyScores {
        scales: scales
            .map(|scale| scale_figures(instrument, scale, responses, &scored))
            .collect(),
        responses: scored,
    }
}

/// The results of a survey, of the responses and classes given.
pub fn results(
    instrument: &Instrument,
    responses: &[Response],
    classes: &[ClassSize],
) -> SurveyResults {
    let SurveyScores {
        scales,
        responses: rows,
    } = scores(instrument, responses);
    let is_hidden = is_small(instrument, responses.len());
    let items = item_figures(instrument, responses);
    let tally = |is: &dyn Fn(&SurveyResponseScore) -> bool| count(rows.iter().filter(|r| is(r)));
    SurveyResults {
        scales: match is_hidden {
            true => scales.into_iter().map(ScaleFigures::untold).collect(),
            false => scales,
        },
        students: classes.iter().map(|class| class.students).sum(),
        responses: count(&rows),
        scored: tally(&|row| row.is_enough),
        flat: tally(&|row| row.is_flat),
        straight: tally(&|row| row.is_straight),
        incomplete: tally(&|row| !row.is_enough),
        leading: match is_hidden {
            true => Vec::new(),
            false => leading_interests(instrument, &rows),
        },
        items: items.into_iter().filter(|it| it.n >= ITEMS_FROM).collect(),
        questions: tally_questions(&instrument.questions, responses),
        classes: classes
            .iter()
            .map(|class| class_figures(instrument, class, &rows))
            .collect(),
        rows: match instrument.is_anonymous {
            true => Vec::new(),
            false => rows,
        },
    }
}

/// The figures of a group; `responses` are its own.
pub fn group(
    instrument: &Instrument,
    kind: &str,
    label: &str,
    responses: &[Response],
) -> SurveyGroup {
    let rows: Vec<SurveyResponseScore> = responses
        .iter()
        .map(|response| score::score(instrument, response))
        .collect();
    let is_hidden = is_small(instrument, rows.len());
    let means = match is_hidden {
        true => vec![None; instrument.scales.len()],
        false => means(instrument, &rows.iter().collect::<Vec<_>>()),
    };
    SurveyGroup {
        kind: kind.to_owned(),
        label: label.to_owned(),
        responses: count(&rows),
        is_hidden,
        leading: leading_of(instrument, &means),
        means,
    }
}

/// Whether so few answered without a name that figures would point at somebody.
fn is_small(instrument: &Instrument, responses: usize) -> bool {
    instrument.is_anonymous && responses < SMALL as usize
}

impl ScaleFigures {
    /// The scale alone, without its figures.
    fn untold(self) -> Self {
        ScaleFigures {
            mean: None,
            sd: None,
            alpha: None,
            mean_score: None,
            sem: None,
            ..self
        }
    }
}

/// How each item behaves within its scale.
pub fn item_figures(instrument: &Instrument, responses: &[Response]) -> Vec<ItemFigures> {
    let mut figures: Vec<Option<ItemFigures>> = vec![None; instrument.items.len()];
    for scale in &instrument.scales {
        let places = instrument.places(&scale.code);
        let cases = complete_cases(instrument, &places, responses);
        for (column, place) in places.iter().enumerate() {
            let answers: Vec<f64> = cases.iter().map(|case| case[column]).collect();
            let rest: Vec<f64> = cases
                .iter()
                .map(|case| case.iter().sum::<f64>() - case[column])
                .collect();
            if let (Some(slot), Some(item)) =
                (figures.get_mut(*place), instrument.items.get(*place))
            {
                *slot = Some(ItemFigures {
                    code: item.code.clone(),
                    scale: item.scale.clone(),
                    n: count(&cases),
                    mean: mean(&answers),
                    sd: variance(&answers).map(f64::sqrt),
                    item_total: correlation(&answers, &rest),
                });
            }
        }
    }
    figures.into_iter().flatten().collect()
}

fn scale_figures(
    instrument: &Instrument,
    scale: &Scale,
    responses: &[Response],
    scored: &[SurveyResponseScore],
) -> ScaleFigures {
    let cases = complete_cases(instrument, &instrument.places(&scale.code), responses);
    let sums: Vec<f64> = cases.iter().map(|case| case.iter().sum()).collect();
    let points: Vec<f64> = scored
        .iter()
        .filter_map(|row| row.scores.get(&scale.code)?.score)
        .collect();
    let n = count(&cases);
    let sd = variance(&sums).map(f64::sqrt);
    let alpha = alpha(&cases, &sums);
    let sem = match (sd, alpha) {
        (Some(sd), Some(alpha)) if n >= SEM_FROM => Some(sd * (1.0 - alpha).max(0.0).sqrt()),
        (_, _) => None,
    };
    ScaleFigures {
        code: scale.code.clone(),
        title: scale.title.clone(),
        n,
        mean: mean(&sums),
        sd,
        alpha,
        mean_score: mean(&points),
        sem,
    }
}

/// The answers of a scale, one line for each response without a gap in it.
fn complete_cases(
    instrument: &Instrument,
    places: &[usize],
    responses: &[Response],
) -> Vec<Vec<f64>> {
    let case = |response: &Response| {
        places
            .iter()
            .map(|place| {
                let answer = response.answers.get(*place).copied().flatten()?;
                let item = instrument.items.get(*place)?;
                Some(f64::from(instrument.counted(item, answer)))
            })
            .collect::<Option<Vec<f64>>>()
    };
    responses.iter().filter_map(case).collect()
}

/// Cronbach's alpha, k/(k−1)·(1 − Σ item variances / variance of the sums); nothing for a single
/// item, for fewer than two cases, and where the sums do not vary.
fn alpha(cases: &[Vec<f64>], sums: &[f64]) -> Option<f64> {
    let items = cases.first()?.len();
    let total = variance(sums).filter(|total| *total > 0.0)?;
    if items < 2 {
        return None;
    }
    let each = (0..items).map(|item| {
        let answers: Vec<f64> = cases.iter().map(|case| case[item]).collect();
        variance(&answers)
    });
    let parts: f64 = each.collect::<Option<Vec<f64>>>()?.iter().sum();
    let k = items as f64;
    Some(k / (k - 1.0) * (1.0 - parts / total))
}

fn leading_interests(instrument: &Instrument, rows: &[SurveyResponseScore]) -> Vec<Leading> {
    let mut ties: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.is_enough) {
        *ties.entry(leading(row).to_owned()).or_default() += 1;
    }
    let single = instrument.scales.iter().map(|scale| Leading {
        students: ties.remove(&scale.code).unwrap_or(0),
        code: scale.code.clone(),
    });
    let mut all: Vec<Leading> = single.collect();
    let ties = ties.into_iter();
    all.extend(ties.map(|(code, students)| Leading { code, students }));
    all
}

fn class_figures(
    instrument: &Instrument,
    class: &ClassSize,
    rows: &[SurveyResponseScore],
) -> ClassFigures {
    let own: Vec<&SurveyResponseScore> =
        rows.iter().filter(|row| row.class == class.class).collect();
    let means = match is_small(instrument, own.len()) {
        true => vec![None; instrument.scales.len()],
        false => means(instrument, &own),
    };
    ClassFigures {
        class: class.class.clone(),
        students: class.students,
        responses: count(&own),
        leading: leading_of(instrument, &means),
        means,
    }
}

fn means(instrument: &Instrument, rows: &[&SurveyResponseScore]) -> Vec<Option<f64>> {
    let mean_of = |scale: &Scale| {
        let points = rows
            .iter()
            .filter_map(|row| row.scores.get(&scale.code)?.score);
        mean(&points.collect::<Vec<f64>>())
    };
    instrument.scales.iter().map(mean_of).collect()
}

fn leading_of(instrument: &Instrument, means: &[Option<f64>]) -> String {
    let ranked: Vec<(&str, f64)> = instrument
        .scales
        .iter()
        .zip(means)
        .filter_map(|(scale, mean)| Some((scale.code.as_str(), (*mean)?)))
        .collect();
    score::code(&ranked, compare_means)
}

/// Means of many divisions are equal when nobody could see the difference.
fn compare_means(one: &f64, other: &f64) -> Ordering {
    if (one - other).abs() < 1e-9 {
        Ordering::Equal
    } else {
        one.total_cmp(other)
    }
}

fn count<T>(things: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(things.into_iter().count()).unwrap_or(u32::MAX)
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Variance with n − 1; nothing for fewer than two values.
fn variance(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (values.len() > 1).then(|| squares / (values.len() - 1) as f64)
}

/// Pearson's r; nothing where one side does not vary.
fn correlation(ones: &[f64], others: &[f64]) -> Option<f64> {
    let (mean_one, mean_other) = (mean(ones)?, mean(others)?);
    let both = || ones.iter().zip(others);
    let shared: f64 = both()
        .map(|(one, other)| (one - mean_one) * (other - mean_other))
        .sum();
    let spread: f64 = ones.iter().map(|one| (one - mean_one).powi(2)).sum();
    let other_spread: f64 = others.iter().map(|one| (one - mean_other).powi(2)).sum();
    let root = (spread * other_spread).sqrt();
    (root > 0.0).then(|| shared / root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::survey::{AnswerRange, InstrumentDraft, Item};

    /// Two scales of two items each, answered 1 to 5.
    fn small() -> Instrument {
        let scale = |code: &str| Scale {
            code: code.to_owned(),
            title: code.to_owned(),
        };
        let item = |code: &str, scale: &str| Item {
            code: code.to_owned(),
            text: format!("Việc {code}"),
            scale: scale.to_owned(),
            is_reversed: false,
        };
        let draft = InstrumentDraft {
            code: "nho".to_owned(),
            title: "Phiếu nhỏ".to_owned(),
            scales: vec![scale("R"), scale("I")],
            items: vec![
                item("R1", "R"),
                item("R2", "R"),
                item("I1", "I"),
                item("I2", "I"),
            ],
            answers: AnswerRange {
                min: 1,
                max: 5,
                labels: Vec::new(),
            },
            ..InstrumentDraft::default()
        };
        Instrument::check("1", draft).unwrap()
    }

    fn response(class: &str, answers: [u32; 4]) -> Response {
        Response {
            class: class.to_owned(),
            answers: answers.map(|a| (a > 0).then_some(a)).to_vec(),
            ..Response::default()
        }
    }

    fn near(found: Option<f64>, want: f64) {
        let found = found.unwrap();
        assert!((found - want).abs() < 1e-9, "{found} is not {want}");
    }

    #[test]
    fn figures_are_those_a_statistics_program_gives() {
        let responses = [
            response("9A", [1, 2, 3, 3]),
            response("9A", [3, 3, 3, 3]),
            response("9A", [5, 4, 3, 3]),
            response("9A", [4, 0, 0, 3]),
        ];

        let found = scores(&small(), &responses);

        // R: sums 3, 6, 9; item variances 4 and 1, of the sums 9; alpha = 2·(1 − 5/9).
        let r = &found.scales[0];
        assert_eq!((r.n, r.mean, r.sd, r.sem), (3, Some(6.0), Some(3.0), None));
        near(r.alpha, 8.0 / 9.0);
        let i = &found.scales[1];
        assert_eq!((i.n, i.sd, i.alpha), (3, Some(0.0), None));
        near(r.mean_score, (12.5 + 50.0 + 87.5) / 3.0);
        near(item_figures(&small(), &responses)[0].item_total, 1.0);
        assert_eq!(item_figures(&small(), &responses)[2].item_total, None);
    }

    #[test]
    fn the_standard_error_waits_for_fifty() {
        let some = |count: u32| {
            (0..count)
                .map(|k| response("9A", [1 + k % 5, 1 + (k * 2 + k / 7) % 5, 3, 3]))
                .collect::<Vec<_>>()
        };

        assert_eq!(scores(&small(), &some(49)).scales[0].sem, None);

        let of_fifty = &scores(&small(), &some(50)).scales[0];
        let want = of_fifty.sd.unwrap() * (1.0 - of_fifty.alpha.unwrap()).sqrt();
        near(of_fifty.sem, want);
    }

    #[test]
    fn results_add_up() {
        let responses = [
            response("9A", [5, 5, 1, 1]),
            response("9A", [4, 4, 4, 4]),
            response("9B", [1, 1, 4, 5]),
            response("9B", [1, 0, 4, 5]),
        ];
        let class = |class: &str, students| ClassSize {
            class: class.to_owned(),
            students,
        };
        let classes = [class("9A", 40), class("9B", 41), class("9C", 39)];

        let found = results(&small(), &responses, &classes);

        assert_eq!((found.students, found.responses), (120, 4));
        assert_eq!((found.scored, found.incomplete), (3, 1));
        assert_eq!((found.flat, found.straight), (1, 1));
        let leading: Vec<(&str, u32)> = found
            .leading
            .iter()
            .map(|lead| (lead.code.as_str(), lead.students))
            .collect();
        assert_eq!(leading, [("R", 1), ("I", 1), ("R/I", 1)]);
        assert_eq!(found.classes[0].leading, "R-I");
        assert_eq!(found.classes[1].means[0], Some(0.0));
        assert_eq!(found.classes[2].means, [None, None]);
        assert_eq!(found.classes[2].leading, "");
    }

    #[test]
    fn nobody_answered_yet() {
        let found = results(&small(), &[], &[]);

        assert_eq!(found.scales[0].n, 0);
        assert_eq!((found.scales[0].mean, found.scales[0].sd), (None, None));
    }

    #[test]
    fn scores_cross_the_wire_as_promised() {
        let found = scores(&small(), &[response("9A", [5, 5, 1, 2])]);

        let json = serde_json::to_value(&found).unwrap();

        assert_eq!(json["scales"][0]["code"], "R");
        for name in ["n", "mean", "sd", "alpha"] {
            assert!(json["scales"][0].get(name).is_some(), "{name}");
        }
        let one = &json["responses"][0];
        assert_eq!(one["student"], serde_json::Value::Null);
        assert_eq!(one["scores"]["R"]["sum"], 10);
        assert_eq!(one["scores"]["R"]["mean"], 5.0);
        assert_eq!(one["scores"]["I"]["score"], 12.5);
        assert_eq!(one["code"], "R-I");
    }
}
