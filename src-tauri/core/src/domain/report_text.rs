//! What a school types for its annual report: the profile of the year and the narrative.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

/// “Thông tin chung” of one year, and who signs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Profile {
    pub plan_number: String,
    pub plan_on: Option<String>,
    /// Whether the plan stands in the school's education plan (mission-table, row 3).
    pub plan_is_in_school_plan: Option<bool>,
    /// Whether it stands there as a main task of the year (nhiệm vụ trọng tâm; row 4).
    pub is_key_task: Option<bool>,
    /// Whether there is a guidance programme tied to the local economy (row 7), and its name.
    pub has_programme: Option<bool>,
    pub programme: String,
    pub person_in_charge: String,
    pub decision_number: String,
    pub decision_on: Option<String>,
    pub staff: Option<u32>,
    pub staff_female: Option<u32>,
    pub teachers: Option<u32>,
    /// Giáo viên kiêm nhiệm tư vấn hướng nghiệp.
    pub counselors: Option<u32>,
    /// Those of them who meet the professional requirements.
    pub counselors_qualified: Option<u32>,
    pub report_number: String,
    pub report_on: Option<String>,
    pub report_due_on: Option<String>,
    /// Nơi nhận, one body each.
    pub recipients: Vec<String>,
    pub signer_name: String,
    /// e.g. `Hiệu trưởng`, `Phó hiệu trưởng`
    pub signer_title: String,
    pub preparer_name: String,
}

impl Profile {
    /// Tidies the texts and names every wrong field at once.
    pub fn check(mut self) -> Result<Profile> {
        let texts = [
            &mut self.plan_number,
            &mut self.programme,
            &mut self.person_in_charge,
            &mut self.decision_number,
            &mut self.report_number,
            &mut self.signer_name,
            &mut self.signer_title,
            &mut self.preparer_name,
        ];
        for text in texts {
            *text = tidy(text);
        }
        let recipients = self
            .recipients
            .iter()
            .flat_map(|line| line.lines())
            .map(tidy);
        self.recipients = recipients.filter(|line| !line.is_empty()).collect();
        let mut problems = Vec::new();
        let days = [
            ("plan_on", &mut self.plan_on),
            ("decision_on", &mut self.decision_on),
            ("report_on", &mut self.report_on),
            ("report_due_on", &mut self.report_due_on),
        ];
        for (field, day) in days {
            *day = day.take().filter(|text| !text.is_empty());
            if let Some(text) = day.as_deref().filter(|text| text.parse::<Date>().is_err()) {
                problems.push(Problem::new(field, "form.bad_date").with("value", text));
            }
        }
        let parts = [
            ("staff_female", self.staff_female, self.staff),
            ("teachers", self.teachers, self.staff),
            (
                "counselors_qualified",
                self.counselors_qualified,
                self.counselors,
            ),
        ];
        for (field, part, whole) in parts {
            if let (Some(part), Some(whole)) = (part, whole)
                && part > whole
            {
                problems.push(Problem::new(field, "profile.more_than_all").with("all", whole));
            }
        }
        if problems.is_empty() {
            Ok(self)
        } else {
            Err(Error::Invalid(problems))
        }
    }
}

/// The six texts of the sheet `assessment`, typed by the school.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Narrative {
    /// Tình hình
    pub situation: String,
    /// Ưu điểm
    pub strengths: String,
    /// Hạn chế
    pub weaknesses: String,
    /// Nguyên nhân
    pub causes: String,
    /// Kiến nghị
    pub proposals: String,
    /// Phương hướng
    pub directions: String,
}

impl Narrative {
    /// Bounds each text at what a cell of the workbook holds.
    pub fn check(self) -> Result<Narrative> {
        let texts = [
            ("situation", &self.situation),
            ("strengths", &self.strengths),
            ("weaknesses", &self.weaknesses),
            ("causes", &self.causes),
            ("proposals", &self.proposals),
            ("directions", &self.directions),
        ];
        let long = texts
            .iter()
            .filter(|(_, text)| text.chars().count() > 20_000);
        let problems: Vec<Problem> = long
            .map(|(field, _)| Problem::new(*field, "form.too_long").with("max", "20.000"))
            .collect();
        if problems.is_empty() {
            Ok(self)
        } else {
            Err(Error::Invalid(problems))
        }
    }
}
