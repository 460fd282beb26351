//! Bodies that a school writes to (cơ quan), with the days within which they were there and who does
//! their work now (regulations, B.6). Dated data: shipped in `assets/law/bodies.toml`, corrected by the school.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::{fold, tidy};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct Body {
    /// Made from the name where a new one comes without it.
    pub code: String,
    pub name: String,
    /// Other ways to write it.
    pub also: Vec<String>,
    /// ISO
    pub valid_from: Option<String>,
    /// ISO; absent while it is there.
    pub valid_to: Option<String>,
    /// Who does its work now.
    pub successor: String,
    pub source: String,
}

impl Body {
    /// Checks what a form sent; every wrong field is named at once.
    pub fn check(mut self) -> Result<Body> {
        let mut problems = Vec::new();
        for text in [&mut self.name, &mut self.successor, &mut self.source] {
            *text = tidy(text);
        }
        self.also = self
            .also
            .iter()
            .map(|name| tidy(name))
            .filter(|name| !name.is_empty())
            .collect();
        if self.name.is_empty() {
            problems.push(Problem::new("name", "form.required"));
        }
        for (field, day) in [
            ("valid_from", &mut self.valid_from),
            ("valid_to", &mut self.valid_to),
        ] {
            *day = day.take().filter(|day| !day.is_empty());
            if let Some(wrong) = day.as_ref().filter(|day| day.parse::<Date>().is_err()) {
                problems.push(Problem::new(field, "form.bad_date").with("value", wrong));
            }
        }
        if self.code.is_empty() {
            self.code = fold(&self.name).replace(' ', "-");
        }
        match problems.is_empty() {
            true => Ok(self),
            false => Err(Error::Invalid(problems)),
        }
    }

    /// Whether a line, as of recipients, names it.
    pub fn is_in(&self, line: &str) -> bool {
        let line = format!(" {} ", plain(line));
        let mut names = std::iter::once(&self.name).chain(&self.also);
        names.any(|name| line.contains(&format!(" {} ", plain(name))))
    }

    pub fn has_ended(&self, on: Date) -> bool {
        let to = self
            .valid_to
            .as_deref()
            .and_then(|day| day.parse::<Date>().ok());
        to.is_some_and(|to| to < on)
    }
}

/// Letters and digits with single spaces: names are written with many marks.
fn plain(text: &str) -> String {
    let letters = fold(text);
    let words = letters.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The body that a line names and that is no longer there on this day.
pub fn ended<'a>(line: &str, on: Date, bodies: &'a [Body]) -> Option<&'a Body> {
    bodies
        .iter()
        .find(|body| body.has_ended(on) && body.is_in(line))
}

/// The shipped bodies.
pub fn shipped() -> &'static [Body] {
    #[derive(Deserialize)]
    struct File {
        bodies: Vec<Body>,
    }
    static BODIES: OnceLock<Vec<Body>> = OnceLock::new();
    BODIES.get_or_init(|| {
        let file = toml::from_str::<File>(include_str!("../../../../assets/law/bodies.toml"));
        file.map(|file| file.bodies).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_ended_is_found_however_it_is_written() {
        assert_eq!(shipped().len(), 7);
        let at = |line: &str, day: &str| {
            ended(line, day.parse().unwrap(), shipped()).map(|it| it.code.as_str())
        };
        assert_eq!(
            at("- Phòng GD&ĐT quận Ngô Quyền;", "2026-06-05"),
            Some("phong-gddt")
        );
        assert_eq!(
            at("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "2026-06-05"),
            Some("phong-gddt")
        );
        assert_eq!(at("Sở LĐ-TB&XH (để biết)", "2026-06-05"), Some("so-ldtbxh"));
        // Right for a report of its own time, and nothing else is meant.
        assert_eq!(at("Phòng GD&ĐT quận Ngô Quyền", "2024-06-05"), None);
        assert_eq!(at("Sở Giáo dục và Đào tạo", "2026-06-05"), None);
        assert_eq!(at("UBND phường Hồng Bàng", "2026-06-05"), None);
    }
}
