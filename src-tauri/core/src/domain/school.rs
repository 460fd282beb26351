//! The school: what stands at the head of its documents and which levels it teaches.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::fold::{fold, tidy};

/// A level of general education, in the order of the grades.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Tiểu học, grades 1–5.
    TieuHoc,
    /// Trung học cơ sở, grades 6–9.
    Thcs,
    /// Trung học phổ thông, grades 10–12.
    Thpt,
    /// Trung tâm GDNN-GDTX, learners of any grade.
    Gdtx,
}

impl Level {
    pub const ALL: [Level; 4] = [Level::TieuHoc, Level::Thcs, Level::Thpt, Level::Gdtx];

    /// As stored and sent: `tieu_hoc thcs thpt gdtx`.
    pub fn code(self) -> &'static str {
        match self {
            Level::TieuHoc => "tieu_hoc",
            Level::Thcs => "thcs",
            Level::Thpt => "thpt",
            Level::Gdtx => "gdtx",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Level::TieuHoc => "Tiểu học",
            Level::Thcs => "THCS",
            Level::Thpt => "THPT",
            Level::Gdtx => "GDNN-GDTX",
        }
    }

    /// The usual grades of the level.
    pub fn grades(self) -> std::ops::RangeInclusive<u32> {
        match self {
            Level::TieuHoc => 1..=5,
            Level::Thcs => 6..=9,
            Level::Thpt => 10..=12,
            Level::Gdtx => 6..=12,
        }
    }
}

impl FromStr for Level {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Level::ALL
            .into_iter()
            .find(|level| level.code() == code)
            .ok_or(())
    }
}

/// What the wizard and the settings send.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct School {
    pub name: String,
    pub code: String,
    /// `tieu_hoc thcs thpt gdtx`
    pub levels: Vec<String>,
    /// `public` or `private`
    pub kind: String,
    pub province: String,
    pub commune: String,
    pub parent_body: String,
    /// Thuộc địa bàn đặc biệt khó khăn.
    pub disadvantaged: bool,
    pub principal: String,
    /// Địa danh on documents; the province or commune where it is empty.
    pub place: String,
    /// As in `Số: 15/BC-THCSNVT`; made from the name where it is empty.
    pub abbreviation: String,
    pub address: String,
    pub phone: String,
    pub email: String,
}

impl School {
    /// Tidies the texts, fills what follows from the others, and names every wrong field at once.
    pub fn check(mut self) -> Result<School> {
        let texts = [
            &mut self.name,
            &mut self.code,
            &mut self.province,
            &mut self.commune,
            &mut self.parent_body,
            &mut self.principal,
            &mut self.place,
            &mut self.abbreviation,
            &mut self.address,
            &mut self.phone,
            &mut self.email,
        ];
        for text in texts {
            *text = tidy(text);
        }
        let mut problems = Vec::new();
        if self.name.is_empty() {
            problems.push(Problem::new("name", "form.required"));
        }
        if self.name.chars().count() > 200 {
            problems.push(Problem::new("name", "form.too_long").with("max", 200));
        }
        if self.levels.is_empty() {
            problems.push(Problem::new("levels", "school.no_level"));
        }
        for level in &self.levels {
            if level.parse::<Level>().is_err() {
                problems.push(Problem::new("levels", "form.bad_choice").with("value", level));
            }
        }
        if self.kind.is_empty() {
            self.kind = "public".to_owned();
        }
        if !matches!(self.kind.as_str(), "public" | "private") {
            problems.push(Problem::new("kind", "form.bad_choice").with("value", &self.kind));
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let levels = self.levels();
        self.levels = levels.iter().map(|level| level.code().to_owned()).collect();
        if self.place.is_empty() {
            self.place = self.province.clone();
        }
        if self.abbreviation.is_empty() {
            self.abbreviation = abbreviate(&self.name);
        }
        Ok(self)
    }

    /// The levels, each once, in the order of the grades.
    pub fn levels(&self) -> Vec<Level> {
        let mut levels: Vec<Level> = self.levels.iter().filter_map(|l| l.parse().ok()).collect();
        levels.sort();
        levels.dedup();
        levels
    }
}

/// `"Trường THCS và THPT Sông Cấm"` → `"THCSTHPTSC"`: capitals of levels stay, other words give
/// their first letter.
fn abbreviate(name: &str) -> String {
    let mut short = String::new();
    for word in name.split(|letter: char| letter.is_whitespace() || letter == '-') {
        let plain = fold(word);
        if matches!(plain.as_str(), "" | "truong" | "va") {
            continue;
        }
        let is_capitals = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if is_capitals {
            short.push_str(word);
        } else {
            short.extend(word.chars().next().into_iter().flat_map(char::to_uppercase));
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_from_the_name_is_filled_in() {
        let school = School {
            name: " Trường THCS và THPT  Sông Cấm ".into(),
            levels: vec!["thpt".into(), "thcs".into()],
            province: "Hải Phòng".into(),
            ..School::default()
        };
        let school = school.check().unwrap();
        assert_eq!(school.name, "Trường THCS và THPT Sông Cấm");
        assert_eq!(school.abbreviation, "THCSTHPTSC");
        assert_eq!(school.place, "Hải Phòng");
        assert_eq!(school.levels, ["thcs", "thpt"]);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let Err(Error::Invalid(problems)) = School::default().check() else {
            panic!()
        };
        let fields: Vec<_> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(fields, ["name", "levels"]);
    }
}
