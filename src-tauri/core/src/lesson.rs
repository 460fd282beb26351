//! A survey answered on the pupils' phones: who may come in, who is in, who has handed in.
//!
//! A lesson lives in memory only and ends with the book's lock, its time, or the counselor's word;
//! what was saved is in the book. The door to it is `lesson/server.rs`.

mod codes;
mod guard;
pub mod server;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::domain::survey::{Instrument, Replies};
use crate::kernel::fold::fold;

/// How pupils say who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A code of one's own, good for one form.
    Codes,
    /// The code of the class, and one's own full name.
    Names,
    /// The code of the class alone: a form without a name.
    Nameless,
}

/// A pupil of the lesson.
#[derive(Debug, Clone)]
pub struct Seat {
    pub student: String,
    pub name: String,
    /// Empty where the class has one code.
    pub code: String,
    pub state: SeatState,
    /// Questions answered so far.
    pub answered: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeatState {
    Out,
    In,
    Done,
}

/// What a phone sees and may write: one form.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// The pupil's id; of a form without a name its own.
    pub form: String,
    pub answers: Vec<Option<u32>>,
    pub replies: Replies,
    pub is_done: bool,
}

/// Why somebody does not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    Code,
    Name,
    /// The code is right and a name is asked for besides.
    NeedsName,
    /// Two pupils of this name: the teacher helps.
    Namesake,
    Done,
    /// Too many wrong tries: seconds to wait.
    Wait(u64),
}

/// One open lesson.
pub struct Lesson {
    pub survey: String,
    pub title: String,
    pub class: String,
    pub instrument: Instrument,
    pub way: Way,
    /// Of the class; empty where each pupil has one.
    pub class_code: String,
    pub seats: Vec<Seat>,
    pub until: Instant,
    /// Forms without a name that were handed in, and all that were begun.
    pub nameless: (u32, u32),
    pub wrong: u32,
    guard: guard::Guard,
    sittings: BTreeMap<String, Sitting>,
}

impl Lesson {
    /// Opens the lesson for a class: its pupils are `(id, name)` in list order.
    pub fn new(
        survey: &str,
        title: &str,
        class: &str,
        instrument: Instrument,
        way: Way,
        pupils: Vec<(String, String)>,
        minutes: u32,
    ) -> Self {
        let mut made = codes::Codes::default();
        let class_code = match way {
            Way::Codes => String::new(),
            Way::Names | Way::Nameless => made.next(),
        };
        let seats = pupils.into_iter().map(|(student, name)| Seat {
            student,
            name,
            code: match way {
                Way::Codes => made.next(),
                Way::Names | Way::Nameless => String::new(),
            },
            state: SeatState::Out,
            answered: 0,
        });
        Lesson {
            survey: survey.to_owned(),
            title: title.to_owned(),
            class: class.to_owned(),
            instrument,
            way,
            class_code,
            seats: match way {
                Way::Nameless => Vec::new(),
                Way::Codes | Way::Names => seats.collect(),
            },
            until: Instant::now() + Duration::from_secs(u64::from(minutes) * 60),
            nameless: (0, 0),
            wrong: 0,
            guard: guard::Guard::default(),
            sittings: BTreeMap::new(),
        }
    }

    /// Whose form somebody may open who says this code and name; none for a form without a name.
    pub fn admit(
        &mut self,
        from: &str,
        code: &str,
        name: &str,
        now: Instant,
    ) -> Result<Option<String>, Refused> {
        if let Some(seconds) = self.guard.pause(from, now) {
            return Err(Refused::Wait(seconds));
        }
        let found = self.known(&codes::read(code), name);
        if let Err(Refused::Code | Refused::Name) = found {
            self.wrong += 1;
            self.guard.wrong(from, now);
        }
        found
    }

    fn known(&self, code: &str, name: &str) -> Result<Option<String>, Refused> {
        let open = |seat: &Seat| match seat.state {
            SeatState::Done => Err(Refused::Done),
            SeatState::Out | SeatState::In => Ok(Some(seat.student.clone())),
        };
        match self.way {
            Way::Codes => {
                let own = self.seats.iter().find(|seat| seat.code == code);
                own.map_or(Err(Refused::Code), open)
            }
            _ if code != self.class_code => Err(Refused::Code),
            Way::Nameless => Ok(None),
            Way::Names if name.trim().is_empty() => Err(Refused::NeedsName),
            Way::Names => {
                let wanted = fold(name);
                let mut named = self.seats.iter().filter(|seat| fold(&seat.name) == wanted);
                match (named.next(), named.next()) {
                    (None, _) => Err(Refused::Name),
                    (Some(seat), None) => open(seat),
                    (Some(_), Some(_)) => Err(Refused::Namesake),
                }
            }
        }
    }

    /// Lets a phone sit down at a form; a phone that sat there before has to leave it.
    pub fn sit(&mut self, sitting: Sitting) -> String {
        self.sittings.retain(|_, other| other.form != sitting.form);
        match self.seat_mut(&sitting.form) {
            Some(seat) => seat.state = SeatState::In,
            None => self.nameless.1 += 1,
        }
        let token = codes::token();
        self.sittings.insert(token.clone(), sitting);
        token
    }

    /// The form that a token opens.
    pub fn sitting(&self, token: &str) -> Option<&Sitting> {
        self.sittings.get(token)
    }

    /// Notes what was saved; a form that was handed in is closed.
    pub fn saved(
        &mut self,
        token: &str,
        answers: &[Option<u32>],
        replies: &Replies,
        is_done: bool,
    ) {
        let Some(sitting) = self.sittings.get_mut(token) else {
            return;
        };
        sitting.answers = answers.to_vec();
        sitting.replies = replies.clone();
        sitting.is_done = is_done;
        let form = sitting.form.clone();
        let given = answers.iter().flatten().count() + replies.len();
        match self.seat_mut(&form) {
            Some(seat) => {
                seat.answered = u32::try_from(given).unwrap_or(u32::MAX);
                if is_done {
                    seat.state = SeatState::Done;
                }
            }
            None if is_done => self.nameless.0 += 1,
            None => {}
        }
        if is_done {
            self.sittings.remove(token);
        }
    }

    /// Lets a pupil come in again who has handed in.
    pub fn reopen(&mut self, student: &str) -> bool {
        match self.seat_mut(student) {
            Some(seat) if seat.state == SeatState::Done => {
                seat.state = SeatState::Out;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Questions of the whole form.
    pub fn questions(&self) -> u32 {
        let all = self.instrument.items.len() + self.instrument.questions.len();
        u32::try_from(all).unwrap_or(u32::MAX)
    }

    fn seat_mut(&mut self, form: &str) -> Option<&mut Seat> {
        self.seats.iter_mut().find(|seat| seat.student == form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::survey::shipped;

    fn lesson(way: Way) -> Lesson {
        let form = Instrument::check("1", shipped().unwrap().remove(0)).unwrap();
        let pupils = [
            ("a", "Trần Thị Ánh"),
            ("b", "Lê Văn Ân"),
            ("c", "Lê Văn Ân"),
        ];
        let pupils = pupils.map(|(id, name)| (id.to_owned(), name.to_owned()));
        Lesson::new("s", "Sở thích", "9A", form, way, pupils.to_vec(), 45)
    }

    fn sit(lesson: &mut Lesson, form: &str) -> String {
        lesson.sit(Sitting {
            form: form.to_owned(),
            answers: vec![None; 48],
            replies: Replies::new(),
            is_done: false,
        })
    }

    #[test]
    fn a_code_opens_one_form_until_it_is_handed_in() {
        let mut lesson = lesson(Way::Codes);
        let now = Instant::now();
        let code = lesson.seats[0].code.clone();
        assert_ne!(code, lesson.seats[1].code);

        let asked = format!(" {}-{} ", code[..3].to_lowercase(), &code[3..]);
        assert_eq!(lesson.admit("x", &asked, "", now), Ok(Some("a".to_owned())));
        let first = sit(&mut lesson, "a");
        let second = sit(&mut lesson, "a");
        assert!(lesson.sitting(&first).is_none(), "the newer phone has it");
        lesson.saved(&second, &[Some(3)], &Replies::new(), true);
        assert!(lesson.sitting(&second).is_none());
        assert_eq!(lesson.admit("x", &code, "", now), Err(Refused::Done));
        assert!(lesson.reopen("a"));
        assert!(lesson.admit("x", &code, "", now).is_ok());
    }

    #[test]
    fn a_name_is_read_without_its_marks_and_namesakes_are_helped_by_the_teacher() {
        let mut lesson = lesson(Way::Names);
        let now = Instant::now();
        let code = lesson.class_code.clone();
        let mut asked = |name: &str| lesson.admit("x", &code, name, now);
        assert_eq!(asked(" "), Err(Refused::NeedsName));
        assert_eq!(asked("tran thi anh"), Ok(Some("a".to_owned())));
        assert_eq!(asked("Lê Văn Ân"), Err(Refused::Namesake));
        assert_eq!(asked("Ai Đó"), Err(Refused::Name));
    }

    #[test]
    fn wrong_codes_cost_more_and_more_time_and_right_ones_wait_too() {
        let mut lesson = lesson(Way::Codes);
        let code = lesson.seats[0].code.clone();
        let mut now = Instant::now();
        let mut waits = Vec::new();
        for _ in 0..12 {
            match lesson.admit("x", "AAAAAA", "", now) {
                Err(Refused::Wait(seconds)) => {
                    waits.push(seconds);
                    now += Duration::from_secs(seconds);
                }
                other => assert_eq!(other, Err(Refused::Code)),
            }
        }
        assert!(waits.len() >= 3 && waits.is_sorted(), "{waits:?}");
        lesson.admit("x", "AAAAAA", "", now).unwrap_err();
        assert!(matches!(
            lesson.admit("x", &code, "", now),
            Err(Refused::Wait(_))
        ));
        assert!(lesson.admit("another phone", &code, "", now).is_ok());
    }
}
