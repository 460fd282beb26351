//! The year's turn: the classes of the year before go up into the open year, in one act.

use std::collections::{BTreeMap, HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use crate::book::Done;
use crate::command::Nothing;
use crate::desk::Desk;
use crate::domain::class::{Class, ClassLine, bare_name};
use crate::domain::role::Op;
use crate::domain::school::Level;
use crate::domain::turn::{FATES, TurnException, TurnMove, next_class};
use crate::domain::year::Year;
use crate::error::{Error, Problem, Result};
use crate::store::student::{Enrolled, StudentFilter};
use crate::store::{self, Reading, Writing};

/// A pupil of a class that goes up.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TurnStudent {
    pub id: String,
    pub name: String,
    /// Class in the open year, where they have one already; such a pupil is left as they are.
    pub now: Option<String>,
}

/// A class of the year before.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TurnClass {
    pub class: String,
    pub grade: u32,
    /// Proposed name in the open year; empty where the level ends.
    pub to: String,
    pub is_last: bool,
    /// Those still there at the year's end, by name.
    pub students: Vec<TurnStudent>,
}

/// What the turn would take up.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TurnPage {
    /// The year before; absent where the book holds none.
    pub from: Option<String>,
    pub to: String,
    pub classes: Vec<TurnClass>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct TurnMake {
    pub moves: Vec<TurnMove>,
    #[serde(default)]
    pub exceptions: Vec<TurnException>,
}

/// What the turn did, in pupils.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TurnDone {
    pub up: u32,
    pub stays: u32,
    pub gone: u32,
    /// Of the classes that ended their level.
    pub completed: u32,
    /// Had a place in the open year already.
    pub skipped: u32,
    pub new_classes: Vec<String>,
}

pub fn get(desk: &mut Desk, _: Nothing) -> Result<TurnPage> {
    desk.book()?.read(Op::TurnGet, |r| {
        let to = year_or_current(r, None)?;
        let Some(from) = before(r, &to)? else {
            return Ok(TurnPage {
                from: None,
                to: to.year,
                classes: Vec::new(),
            });
        };
        let placed = placed(r, &to.year)?;
        let classes = store::class::list(r, &from.year)?.into_iter();
        Ok(TurnPage {
            classes: classes
                .map(|class| turn_class(r, &from.year, class, &placed))
                .collect::<Result<_>>()?,
            from: Some(from.year),
            to: to.year,
        })
    })
}

pub fn make(desk: &mut Desk, request: TurnMake) -> Result<Done<TurnDone>> {
    desk.book_mut()?.write(Op::TurnMake, "", |w| {
        let to = open_year(w, None)?;
        let from = before(w, &to)?.ok_or(Error::refused("turn.no_year_before"))?;
        let mut turn = Turn::of(w, &from, &to, &request)?;
        for class in store::class::list(w, &from.year)? {
            turn.class(w, &class)?;
        }
        Ok(turn.done)
    })
}

/// A turn under way.
struct Turn {
    from: String,
    /// A locked year keeps the states it was reported with.
    is_from_locked: bool,
    to: String,
    levels: Vec<Level>,
    /// Class of the year before → name in the new year.
    moves: HashMap<String, String>,
    exceptions: HashMap<String, TurnException>,
    placed: HashMap<String, String>,
    /// Classes of the new year: name → id.
    classes: BTreeMap<String, String>,
    done: TurnDone,
}

impl Turn {
    /// Checks the whole request before anything is written; every wrong field is named.
    fn of(w: &Writing<'_>, from: &Year, to: &Year, request: &TurnMake) -> Result<Turn> {
        let school = store::school::get(w)?.ok_or(Error::NotFound("school"))?;
        let levels = school.levels();
        let mut problems = Vec::new();
        let known: HashSet<String> = store::class::list(w, &from.year)?
            .into_iter()
            .map(|class| class.name)
            .collect();
        let mut moves = HashMap::new();
        for (at, one) in request.moves.iter().enumerate() {
            let (class, target) = (bare_name(&one.class), bare_name(&one.to));
            if !known.contains(&class) {
                let problem = Problem::new(format!("moves.{at}.class"), "activity.unknown_class");
                problems.push(
                    problem
                        .with("value", &one.class)
                        .with("year", from.for_people()),
                );
            }
            problems.extend(bad_name(&format!("moves.{at}.to"), &target, &levels));
            moves.insert(class, target);
        }
        let mut exceptions = HashMap::new();
        for (at, one) in request.exceptions.iter().enumerate() {
            if !FATES.contains(&one.fate.as_str()) {
                let problem = Problem::new(format!("exceptions.{at}.fate"), "form.bad_choice");
                problems.push(problem.with("value", &one.fate));
            }
            let field = format!("exceptions.{at}.to");
            let target = bare_name(&one.to);
            if one.fate == "stays" && target.is_empty() {
                problems.push(Problem::new(field.clone(), "form.required"));
            }
            problems.extend(bad_name(&field, &target, &levels));
            exceptions.insert(one.student.clone(), one.clone());
        }
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let classes = store::class::list(w, &to.year)?.into_iter();
        Ok(Turn {
            placed: placed(w, &to.year)?,
            classes: classes.map(|class| (class.name, class.id)).collect(),
            from: from.year.clone(),
            is_from_locked: from.is_locked,
            to: to.year.clone(),
            levels,
            moves,
            exceptions,
            done: TurnDone::default(),
        })
    }

    fn class(&mut self, w: &Writing<'_>, class: &ClassLine) -> Result<()> {
        let Some(target) = self.moves.get(&class.name).cloned() else {
            return Ok(());
        };
        for id in studying(w, &self.from, &class.id)? {
            if self.placed.contains_key(&id) {
                self.done.skipped += 1;
                continue;
            }
            let known = store::student::get(w, &self.from, &id)?;
            let known = known.ok_or(Error::NotFound("student"))?;
            self.student(w, &known, &target)?;
        }
        Ok(())
    }

    fn student(&mut self, w: &Writing<'_>, known: &Enrolled, target: &str) -> Result<()> {
        let id = &known.line.id;
        let exception = self.exceptions.get(id).cloned();
        let (fate, own) = match &exception {
            Some(exception) => (exception.fate.as_str(), bare_name(&exception.to)),
            None => ("up", String::new()),
        };
        let goes_to = if own.is_empty() { target } else { &own };
        match fate {
            "stays" => {
                self.place(w, id, goes_to)?;
                self.done.stays += 1;
            }
            "up" if goes_to.is_empty() => {
                self.end(w, known, "completed")?;
                self.done.completed += 1;
            }
            "up" => {
                self.place(w, id, goes_to)?;
                self.done.up += 1;
            }
            gone => {
                self.end(w, known, gone)?;
                self.done.gone += 1;
            }
        }
        Ok(())
    }

    /// Says in the year before how a pupil left it.
    fn end(&self, w: &Writing<'_>, known: &Enrolled, status: &str) -> Result<()> {
        match self.is_from_locked {
            true => Ok(()),
            false => store::student::update_enrolment(w, &known.enrolment, &known.class_id, status),
        }
    }

    /// Gives a pupil a place in a class of the new year, which is made where there is none.
    fn place(&mut self, w: &Writing<'_>, student: &str, name: &str) -> Result<()> {
        let class = match self.classes.get(name) {
            Some(id) => id.clone(),
            None => {
                let checked = Class::check(name, None, "", &self.levels)
                    .map_err(|problem| Error::Invalid(vec![problem]))?;
                let id = store::class::insert(w, &self.to, &checked)?;
                self.classes.insert(name.to_owned(), id.clone());
                self.done.new_classes.push(name.to_owned());
                id
            }
        };
        store::student::enrol(w, student, &self.to, &class, "studying")
    }
}

fn bad_name(field: &str, name: &str, levels: &[Level]) -> Option<Problem> {
    if name.is_empty() {
        return None;
    }
    let problem = Class::check(name, None, "", levels).err()?;
    Some(Problem {
        field: field.to_owned(),
        ..problem
    })
}

fn before(r: &Reading<'_>, year: &Year) -> Result<Option<Year>> {
    // They come the newest first.
    let years = store::year::list(r)?;
    Ok(years.into_iter().find(|other| other.year < year.year))
}

/// Pupils with a place in a year, and its class's name.
fn placed(r: &Reading<'_>, year: &str) -> Result<HashMap<String, String>> {
    let all = store::student::list(r, year, &StudentFilter::default())?;
    Ok(all.into_iter().map(|line| (line.id, line.class)).collect())
}

fn studying(r: &Reading<'_>, year: &str, class: &str) -> Result<Vec<String>> {
    let filter = StudentFilter {
        classes: Some(vec![class.to_owned()]),
        ..StudentFilter::default()
    };
    let all = store::student::list(r, year, &filter)?.into_iter();
    let there = all.filter(|line| line.status == "studying" || line.status == "completed");
    Ok(there.map(|line| line.id).collect())
}

fn turn_class(
    r: &Reading<'_>,
    year: &str,
    class: ClassLine,
    placed: &HashMap<String, String>,
) -> Result<TurnClass> {
    let filter = StudentFilter {
        classes: Some(vec![class.id.clone()]),
        ..StudentFilter::default()
    };
    let all = store::student::list(r, year, &filter)?.into_iter();
    let there = all.filter(|line| line.status == "studying" || line.status == "completed");
    let is_last = class.level.grades().max() == Some(class.grade);
    Ok(TurnClass {
        to: next_class(&class.name, class.grade, class.level).unwrap_or_default(),
        is_last,
        students: there
            .map(|line| TurnStudent {
                now: placed.get(&line.id).cloned(),
                id: line.id,
                name: line.name,
            })
            .collect(),
        class: class.name,
        grade: class.grade,
    })
}
