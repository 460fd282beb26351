//! Occupations to find out about, and which of them lie near a pupil's interests. Never a verdict:
//! a suggestion says what it rests on and ends in a talk.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::fold::tidy;

/// The six interests, in the order of every profile.
pub const INTERESTS: [char; 6] = ['R', 'I', 'A', 'S', 'E', 'C'];
/// Sơ cấp, trung cấp, cao đẳng, đại học.
pub const LEVELS: [&str; 4] = ["sc", "tc", "cd", "dh"];
/// What must be said wherever profiles are shown (CC BY 4.0).
pub const ATTRIBUTION: &str = "This product includes information from the O*NET 29.3 Database by the \
    U.S. Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the \
    CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. Sổ Hướng Nghiệp has modified all or some \
    of this information. USDOL/ETA has not approved, endorsed, or tested these modifications.";
/// How many are suggested, and how many of them from one group.
const SUGGESTED: usize = 6;
const OF_A_GROUP: usize = 2;
/// Below it two profiles say nothing about each other.
const NEAR: f64 = 0.3;

/// An occupation that a pupil may want to know more of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Occupation {
    /// O*NET code, or the id of one that the school added.
    pub id: String,
    pub name: String,
    /// What people in it do, in a sentence.
    pub does: String,
    /// `sc tc cd dh`
    pub levels: Vec<String>,
    /// Group of QĐ 34/2020/QĐ-TTg with its name; empty where none surely fits.
    pub group: String,
    pub group_name: String,
    /// Interest profile R I A S E C, 1 to 7.
    pub profile: Vec<f64>,
    /// The school added it.
    pub is_own: bool,
}

/// What the school sends of an occupation of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct OccupationDraft {
    pub name: String,
    pub does: String,
    pub levels: Vec<String>,
    /// Up to three letters, the strongest first: `RAC`.
    pub interests: String,
}

/// An occupation near a pupil's interests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Suggestion {
    pub occupation: Occupation,
    /// Leading interests of the pupil that lead in the occupation too.
    pub shared: Vec<String>,
}

/// The occupations that come with the program.
pub fn shipped() -> &'static [Occupation] {
    &SHIPPED
}

static SHIPPED: LazyLock<Vec<Occupation>> = LazyLock::new(|| {
    let text = include_str!("../../../../assets/occupations/occupations.tsv");
    text.lines().skip(1).filter_map(line).collect()
});

fn line(line: &str) -> Option<Occupation> {
    let cells: Vec<&str> = line.split('\t').collect();
    let profile: Vec<f64> = cells
        .get(6..12)?
        .iter()
        .filter_map(|it| it.parse().ok())
        .collect();
    (profile.len() == INTERESTS.len()).then(|| Occupation {
        id: cells[0].to_owned(),
        group: cells[1].to_owned(),
        group_name: cells[2].to_owned(),
        name: cells[3].to_owned(),
        levels: cells[4].split(' ').map(str::to_owned).collect(),
        does: cells[5].to_owned(),
        profile,
        is_own: false,
    })
}

impl OccupationDraft {
    /// Tidies the words and names every wrong field at once.
    pub fn check(&self) -> Result<OccupationDraft> {
        let draft = OccupationDraft {
            name: tidy(&self.name),
            does: tidy(&self.does),
            levels: self.levels.clone(),
            interests: self.interests.to_uppercase().replace([' ', ',', '-'], ""),
        };
        let mut problems = Vec::new();
        if draft.name.is_empty() {
            problems.push(Problem::new("name", "form.required"));
        }
        for (field, text, max) in [("name", &draft.name, 100), ("does", &draft.does, 300)] {
            if text.chars().count() > max {
                problems.push(Problem::new(field, "form.too_long").with("max", max));
            }
        }
        if let Some(level) = draft
            .levels
            .iter()
            .find(|it| !LEVELS.contains(&it.as_str()))
        {
            problems.push(Problem::new("levels", "form.bad_choice").with("value", level));
        }
        let letters: Vec<char> = draft.interests.chars().collect();
        let is_known = letters.iter().all(|letter| INTERESTS.contains(letter));
        let is_once = (1..letters.len()).all(|at| !letters[..at].contains(&letters[at]));
        if !is_known || !is_once || letters.len() > 3 {
            problems.push(Problem::new("interests", "occupation.bad_interests"));
        }
        match problems.is_empty() {
            true => Ok(draft),
            false => Err(Error::Invalid(problems)),
        }
    }
}

/// The profile that leading interests stand for; none where none is named.
pub fn profile_of(interests: &str) -> Vec<f64> {
    if interests.is_empty() {
        return Vec::new();
    }
    let place = |letter: &char| interests.chars().position(|own| own == *letter);
    INTERESTS
        .iter()
        .map(|letter| match place(letter) {
            Some(0) => 7.0,
            Some(1) => 5.5,
            Some(_) => 4.5,
            None => 2.0,
        })
        .collect()
}

/// Occupations whose profile runs like the pupil's scores (R I A S E C), the nearest first, not too
/// many of one group. Scores without a shape suggest nothing.
pub fn suggest(scores: &[f64], occupations: &[Occupation]) -> Vec<Suggestion> {
    let leads = leading(scores);
    let mut near: Vec<(f64, &Occupation)> = occupations
        .iter()
        .filter_map(|occupation| Some((correlation(scores, &occupation.profile)?, occupation)))
        .filter(|(near, _)| *near >= NEAR)
        .collect();
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.id.cmp(&other.1.id)));
    let mut chosen: Vec<Suggestion> = Vec::new();
    for (_, occupation) in near {
        let shared: Vec<String> = leading(&occupation.profile)
            .into_iter()
            .filter(|letter| leads.contains(letter))
            .map(String::from)
            .collect();
        let kin = chosen
            .iter()
            .filter(|it| field(&it.occupation) == field(occupation));
        if shared.is_empty() || kin.count() >= OF_A_GROUP {
            continue;
        }
        chosen.push(Suggestion {
            occupation: occupation.clone(),
            shared,
        });
        if chosen.len() == SUGGESTED {
            break;
        }
    }
    chosen
}

/// The broad field: two digits of the group, else of the O*NET code.
fn field(occupation: &Occupation) -> &str {
    let code = match occupation.group.is_empty() {
        true => &occupation.id,
        false => &occupation.group,
    };
    code.get(..2).unwrap_or(code)
}

/// The three strongest interests, the strongest first; ties stand in the order of the letters.
fn leading(profile: &[f64]) -> Vec<char> {
    let mut letters: Vec<(f64, char)> = profile.iter().copied().zip(INTERESTS).collect();
    letters.sort_by(|one, other| other.0.total_cmp(&one.0));
    letters
        .into_iter()
        .take(3)
        .map(|(_, letter)| letter)
        .collect()
}

/// Pearson's; none where one of them does not vary.
pub fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    if one.len() != other.len() || one.is_empty() {
        return None;
    }
    let count = one.len() as f64;
    let mean = |of: &[f64]| of.iter().sum::<f64>() / count;
    let (own, theirs) = (mean(one), mean(other));
    let (mut both, mut left, mut right) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        both += (a - own) * (b - theirs);
        left += (a - own).powi(2);
        right += (b - theirs).powi(2);
    }
    let spread = (left * right).sqrt();
    (spread > 1e-9).then(|| both / spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_occupations_are_whole() {
        let all = shipped();
        assert!(all.len() >= 100, "{}", all.len());
        let mut names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all.len());
        for one in all {
            assert!(
                one.profile.iter().all(|it| (1.0..=7.0).contains(it)),
                "{}",
                one.id
            );
            assert!(
                one.levels.iter().all(|it| LEVELS.contains(&it.as_str())),
                "{}",
                one.id
            );
            assert!(one.does.ends_with('.'), "{}", one.name);
            assert_eq!(one.group.is_empty(), one.group_name.is_empty());
        }
    }

    #[test]
    fn correlation_is_pearsons() {
        let close = |found: Option<f64>, want: f64| (found.unwrap() - want).abs() < 1e-4;
        assert!(close(correlation(&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]), 1.0));
        assert!(close(correlation(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), -1.0));
        // By hand: deviations (-1.5 -0.5 0.5 1.5) and (-1.75 1.25 -0.75 1.25).
        let found = correlation(&[1.0, 2.0, 3.0, 4.0], &[1.0, 4.0, 2.0, 4.0]);
        assert!(close(found, 3.5 / (5.0f64 * 6.75).sqrt()));
        assert_eq!(correlation(&[2.0, 2.0], &[1.0, 3.0]), None);
    }

    #[test]
    fn suggestions_share_what_leads_and_come_from_several_fields() {
        let found = suggest(&[90.0, 60.0, 20.0, 20.0, 20.0, 40.0], shipped());
        assert_eq!(found.len(), SUGGESTED);
        for one in &found {
            assert!(
                one.shared.contains(&"R".to_owned()),
                "{}",
                one.occupation.name
            );
            let kin = found
                .iter()
                .filter(|it| field(&it.occupation) == field(&one.occupation));
            assert!(kin.count() <= OF_A_GROUP);
        }
        assert!(suggest(&[50.0; 6], shipped()).is_empty(), "no shape");
    }

    #[test]
    fn an_own_occupation_is_checked() {
        let draft = |interests: &str| OccupationDraft {
            name: "Nghề đan mây tre".to_owned(),
            interests: interests.to_owned(),
            ..OccupationDraft::default()
        };
        assert_eq!(draft("r, a").check().unwrap().interests, "RA");
        for bad in ["X", "RR", "RIAS"] {
            assert!(draft(bad).check().is_err(), "{bad}");
        }
        assert_eq!(profile_of("RA"), [7.0, 2.0, 5.5, 2.0, 2.0, 2.0]);
    }
}
