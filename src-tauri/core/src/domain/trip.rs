//! A visit (chuyến tham quan) beyond its row in the log: who leads it, who goes, what is prepared,
//! how far it is.
//!
//! A school's record of a visit holds plan, consent, roll call and review (kế hoạch Hải Phòng 2023,
//! mục II.2.2; mission-table, row 39).

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;

/// The stages of a visit, in their order.
pub const STAGES: [&str; 4] = ["plan", "consent", "day", "review"];
/// Whether parents agreed: no answer yet, yes, no. No answer is not consent.
pub const CONSENTS: [&str; 3] = ["open", "given", "refused"];
/// The roll call on the day.
pub const ATTENDANCES: [&str; 3] = ["open", "present", "absent"];

/// A teacher who goes along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct TripTeacher {
    pub name: String,
    pub phone: String,
    /// `Trưởng đoàn`, `Phụ trách 9A`
    pub duty: String,
}

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripTask {
    /// `plan consent day review`
    pub stage: String,
    pub title: String,
    #[serde(default)]
    pub is_done: bool,
}

/// What the page of a visit holds beside its row in the log; also what its form sends.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Trip {
    /// `07:00`; empty where it is not known.
    pub leaves_at: String,
    pub returns_at: String,
    /// The person who receives the school.
    pub host: String,
    pub host_phone: String,
    /// Group of trades that is shown: `Cơ khí, hàn`.
    pub field: String,
    pub transport: String,
    /// The day the plan was approved, ISO.
    pub approved_on: Option<String>,
    /// Safety plan in the school's words.
    pub safety: String,
    pub reflection: String,
    /// Pupils' own reflections handed in.
    pub reflections: u32,
    pub teachers: Vec<TripTeacher>,
    pub tasks: Vec<TripTask>,
}

impl Trip {
    /// The page of a visit that nobody has filled in yet: its checklist is the shipped one.
    pub fn fresh() -> Trip {
        Trip {
            tasks: CHECKLIST.clone(),
            ..Trip::default()
        }
    }

    /// Checks what a form sent; every wrong field is named at once.
    pub fn check(self) -> Result<Trip> {
        let mut problems = Vec::new();
        for (field, time) in [
            ("leaves_at", &self.leaves_at),
            ("returns_at", &self.returns_at),
        ] {
            if !time.is_empty() && !is_time(time) {
                problems.push(Problem::new(field, "trip.bad_time").with("value", time));
            }
        }
        let approved_on = self.approved_on.filter(|day| !day.is_empty());
        if let Some(day) = &approved_on
            && day.parse::<Date>().is_err()
        {
            problems.push(Problem::new("approved_on", "form.bad_date").with("value", day));
        }
        for (field, text) in [("safety", &self.safety), ("reflection", &self.reflection)] {
            if text.chars().count() > 10_000 {
                problems.push(Problem::new(field, "form.too_long").with("max", "10.000"));
            }
        }
        for (at, task) in self.tasks.iter().enumerate() {
            if !STAGES.contains(&task.stage.as_str()) {
                let problem = Problem::new(format!("tasks.{at}.stage"), "form.bad_choice");
                problems.push(problem.with("value", &task.stage));
            }
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let line = |text: &str| tidy(text);
        Ok(Trip {
            leaves_at: line(&self.leaves_at),
            returns_at: line(&self.returns_at),
            host: line(&self.host),
            host_phone: line(&self.host_phone),
            field: line(&self.field),
            transport: line(&self.transport),
            approved_on,
            safety: self.safety.trim().to_owned(),
            reflection: self.reflection.trim().to_owned(),
            reflections: self.reflections,
            teachers: self
                .teachers
                .into_iter()
                .map(|teacher| TripTeacher {
                    name: line(&teacher.name),
                    phone: line(&teacher.phone),
                    duty: line(&teacher.duty),
                })
                .filter(|teacher| !teacher.name.is_empty())
                .collect(),
            tasks: self
                .tasks
                .into_iter()
                .map(|task| TripTask {
                    title: line(&task.title),
                    ..task
                })
                .filter(|task| !task.title.is_empty())
                .collect(),
        })
    }
}

/// Heads of a visit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripFigures {
    /// Pupils on the list.
    pub listed: u32,
    pub consented: u32,
    pub refused: u32,
    /// Parents who have not answered, of pupils who are not known to have stayed at home.
    pub unanswered: u32,
    pub present: u32,
    pub present_female: u32,
    pub absent: u32,
    /// Not called yet.
    pub uncalled: u32,
    pub tasks: u32,
    pub tasks_done: u32,
}

/// One of the four stages with how it stands, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TripStage {
    /// `plan consent day review`
    pub stage: String,
    pub is_done: bool,
    /// `83/85 cha mẹ học sinh`
    pub detail: String,
}

/// How far a visit is: a stage is done when what it is for is known, whatever the calendar says.
pub fn stages(trip: &Trip, figures: &TripFigures, status: &str) -> Vec<TripStage> {
    let open = |stage: &str| {
        let left = trip
            .tasks
            .iter()
            .filter(|task| task.stage == stage && !task.is_done);
        u32::try_from(left.count()).unwrap_or(u32::MAX)
    };
    let approved = trip
        .approved_on
        .as_deref()
        .and_then(|day| day.parse::<Date>().ok());
    let left = |stage: &str| match open(stage) {
        0 => None,
        tasks => Some(format!("còn {tasks} việc")),
    };
    let plan = match (approved, left("plan")) {
        (_, Some(left)) => left,
        (Some(day), None) => format!("đã duyệt {}", day.for_people()),
        (None, None) => "chưa ghi ngày duyệt".to_owned(),
    };
    let consent = match figures.listed {
        0 => "chưa có danh sách".to_owned(),
        listed => format!("{}/{listed} cha mẹ học sinh", figures.consented),
    };
    let day = match (figures.listed, figures.uncalled) {
        (0, _) => "chưa có danh sách".to_owned(),
        (listed, uncalled) if uncalled == listed => "chưa điểm danh".to_owned(),
        (_, 0) => format!("{} em có mặt", figures.present),
        (_, uncalled) => format!("còn {uncalled} em chưa điểm danh"),
    };
    let is_reviewed = !trip.reflection.is_empty();
    let review = match (left("review"), is_reviewed, status) {
        (Some(left), _, _) => left,
        (None, false, _) => "chưa ghi thu hoạch".to_owned(),
        (None, true, "done") => "đã hoàn tất".to_owned(),
        (None, true, _) => "chưa hoàn tất chuyến".to_owned(),
    };
    let has_list = figures.listed > 0;
    [
        ("plan", approved.is_some() && open("plan") == 0, plan),
        (
            "consent",
            has_list && figures.unanswered == 0 && open("consent") == 0,
            consent,
        ),
        (
            "day",
            has_list && figures.uncalled == 0 && open("day") == 0,
            day,
        ),
        (
            "review",
            is_reviewed && open("review") == 0 && status == "done",
            review,
        ),
    ]
    .map(|(stage, is_done, detail)| TripStage {
        stage: stage.to_owned(),
        is_done,
        detail,
    })
    .into()
}

#[derive(Deserialize)]
struct Checklist {
    task: Vec<TripTask>,
}

static CHECKLIST: LazyLock<Vec<TripTask>> = LazyLock::new(|| {
    let text = include_str!("../../../../assets/trip/checklist.toml");
    let read: std::result::Result<Checklist, _> = toml::from_str(text);
    read.map(|list| list.task).unwrap_or_default()
});

/// `07:00` to `23:59`.
fn is_time(text: &str) -> bool {
    let Some((hour, minute)) = text.split_once(':') else {
        return false;
    };
    let number = |text: &str, most: u32| {
        text.len() == 2 && text.parse::<u32>().is_ok_and(|number| number <= most)
    };
    number(hour, 23) && number(minute, 59)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_checklist_can_be_read_and_names_known_stages() {
        let fresh = Trip::fresh();
        assert!(fresh.tasks.len() >= 5);
        assert!(fresh.check().is_ok());
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let trip = Trip {
            leaves_at: "7 giờ".to_owned(),
            returns_at: "25:00".to_owned(),
            approved_on: Some("27/03/2026".to_owned()),
            tasks: vec![TripTask {
                stage: "later".to_owned(),
                title: "Việc".to_owned(),
                is_done: false,
            }],
            ..Trip::default()
        };
        let Err(Error::Invalid(problems)) = trip.check() else {
            panic!("taken");
        };
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(
            fields,
            ["leaves_at", "returns_at", "approved_on", "tasks.0.stage"]
        );
    }

    #[test]
    fn a_stage_is_done_when_what_it_is_for_is_known() {
        let mut trip = Trip::fresh();
        for task in &mut trip.tasks {
            task.is_done = true;
        }
        trip.approved_on = Some("2026-03-27".to_owned());
        let mut figures = TripFigures {
            listed: 85,
            consented: 83,
            refused: 1,
            unanswered: 1,
            uncalled: 85,
            ..TripFigures::default()
        };
        let done = |trip: &Trip, figures: &TripFigures, status: &str| -> Vec<bool> {
            stages(trip, figures, status)
                .iter()
                .map(|stage| stage.is_done)
                .collect()
        };
        assert_eq!(
            done(&trip, &figures, "planned"),
            [true, false, false, false]
        );
        figures.consented = 84;
        figures.unanswered = 0;
        figures.uncalled = 0;
        figures.present = 82;
        trip.reflection = "Học sinh hứng thú".to_owned();
        assert_eq!(done(&trip, &figures, "planned"), [true, true, true, false]);
        assert_eq!(done(&trip, &figures, "done"), [true; 4]);
    }
}
