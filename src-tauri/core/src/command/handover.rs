//! Handing on the names of pupils not admitted to grade 10: only with consent, in a workbook under its
//! own password, with a receipt, and written down for good.

use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::book::{open_year, year_or_current};
use super::outcome::Known;
use super::paper;
use super::report::{Exported, check_path};
use crate::book::{Book, Done};
use crate::desk::Desk;
use crate::domain::consent::Consent;
use crate::domain::handover::{
    self, COLUMNS, EVENTS, Handing, HandoverDraft, STATES, Standing, USUAL, USUAL_DAYS,
};
use crate::domain::outcome::UNKNOWN;
use crate::domain::role::Op;
use crate::domain::school::Level;
use crate::error::{Error, Problem, Result};
use crate::kernel::Date;
use crate::kernel::fold::tidy;
use crate::paper::handover::HandoverPaper;
use crate::report::file::write_bytes;
use crate::report::handover::{Row, package, public};
use crate::report::sealed::sealed;
use crate::report::xlsx;
use crate::store::handover::StoredHandover;
use crate::store::outcome::LastGrade;
use crate::store::{self, Reading};

/// For whom the list is looked at.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct HandoverAsk {
    pub year: Option<String>,
    /// Name of the receiver; the last one where it is absent.
    pub receiver: Option<String>,
}

/// Who can be handed on to a receiver, who cannot and why, and what was handed on before.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverPage {
    pub year: String,
    pub receiver: String,
    /// Receivers that are known from answers and packages.
    pub receivers: Vec<String>,
    /// Whether results of grade 10 are in the book.
    pub is_known: bool,
    /// ISO; the newest day of a result.
    pub known_on: Option<String>,
    /// Not admitted to a public school.
    pub not_admitted: u32,
    /// Classes of which no pupil has a result: not entered yet, it seems, so that all of them are counted as
    /// not admitted.
    pub unknown_classes: Vec<String>,
    pub ready: Vec<HandoverStudent>,
    /// By reason: `placed withdrawn refused open`; those that concern nobody are not there.
    pub left_out: Vec<HandoverLeftOut>,
    pub columns: Vec<HandoverColumn>,
    /// ISO; proposed.
    pub keep_until: Date,
    /// The newest first.
    pub packages: Vec<HandoverLine>,
    pub today: Date,
    pub is_locked: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverStudent {
    pub id: String,
    pub name: String,
    pub class: String,
    /// What the pupil wants to learn.
    pub trade: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverLeftOut {
    #[ts(type = "'placed' | 'withdrawn' | 'refused' | 'open'")]
    pub reason: String,
    pub students: Vec<HandoverStudent>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverColumn {
    pub code: String,
    pub label: String,
    pub is_usual: bool,
}

/// A package that left.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverLine {
    pub id: String,
    pub receiver: String,
    pub contact: String,
    pub purpose: String,
    pub keep_until: String,
    pub made_on: String,
    /// Pupils when it left.
    pub count: u32,
    /// Headings.
    pub columns: Vec<String>,
    pub checksum: String,
    pub receipt_on: Option<String>,
    pub deleted_on: Option<String>,
    pub withdrawn_on: Option<String>,
    pub reason: String,
    /// Those whose data are still in the book.
    pub students: Vec<HandoverSent>,
    /// Pupils whose consent no longer stands while the receiver still has their data.
    pub to_withdraw: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverSent {
    pub student: String,
    pub name: String,
    pub class: String,
    #[ts(type = "'sent' | 'reached' | 'enrolled' | 'withdrawn'")]
    pub state: String,
    pub must_withdraw: bool,
}

/// A package that was made. The password stands nowhere else: the book does not keep it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverMade {
    pub id: String,
    pub file: Exported,
    pub password: String,
    pub students: u32,
}

/// What happened to a package.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct HandoverMark {
    pub id: String,
    /// `receipt deleted withdrawn`
    pub event: String,
    /// ISO; today where it is absent.
    #[serde(default)]
    pub on: Option<String>,
    /// Why it was withdrawn.
    #[serde(default)]
    pub reason: Option<String>,
}

/// What became of a pupil of a package.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverState {
    pub id: String,
    pub student: String,
    /// `sent reached enrolled withdrawn`
    pub state: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandoverReceipt {
    pub id: String,
    pub path: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct HandoverPublic {
    #[serde(default)]
    pub year: Option<String>,
    pub path: String,
}

pub fn get(desk: &mut Desk, request: HandoverAsk) -> Result<HandoverPage> {
    let book = desk.book()?;
    let today = book.clock().today();
    book.read(Op::HandoverGet, |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let receivers = store::handover::receivers(r)?;
        let receiver = match request.receiver.as_deref().map(tidy) {
            Some(named) => named,
            None => receivers.first().cloned().unwrap_or_default(),
        };
        let list = NotAdmitted::of(r, &year.year)?;
        let mut left_out: BTreeMap<u8, HandoverLeftOut> = BTreeMap::new();
        let mut ready = Vec::new();
        for student in &list.students {
            match list.place(student, &receiver) {
                Place::Ready => ready.push(list.line(student)),
                Place::Left(order, reason) => left_out
                    .entry(order)
                    .or_insert_with(|| HandoverLeftOut {
                        reason: reason.to_owned(),
                        students: Vec::new(),
                    })
                    .students
                    .push(list.line(student)),
            }
        }
        Ok(HandoverPage {
            not_admitted: count(list.students.len()),
            unknown_classes: list.unknown_classes(),
            is_known: list.is_known,
            known_on: list.known_on.clone(),
            packages: packages(r, &year.year, &list)?,
            ready,
            left_out: left_out.into_values().collect(),
            receiver,
            receivers,
            columns: (COLUMNS.iter())
                .map(|(code, label)| HandoverColumn {
                    code: (*code).to_owned(),
                    label: (*label).to_owned(),
                    is_usual: USUAL.contains(code),
                })
                .collect(),
            keep_until: today.plus_days(USUAL_DAYS),
            today,
            is_locked: year.is_locked,
            year: year.year,
        })
    })
}

/// Makes a package. Whoever has not agreed to this receiver is not in it, and asked for by name the whole
/// package is refused.
pub fn make(desk: &mut Desk, request: HandoverDraft) -> Result<Done<HandoverMade>> {
    let progress = desk.progress.clone();
    let path = check_path(&request.path)?.to_owned();
    let book = desk.book_mut()?;
    let today = book.clock().today();
    let draft = request.check(today)?;
    let password = Book::package_password()?;
    // For good: what left the book cannot be undone, so neither can the note that it left.
    book.write_for_good(Op::HandoverMake, "", |w| {
        let year = open_year(w, draft.year.as_deref())?;
        let list = NotAdmitted::of(w, &year.year)?;
        if !list.is_known {
            return Err(Error::refused("handover.no_results"));
        }
        let students = chosen(&list, &draft)?;
        let columns = in_order(&draft.columns);
        let rows: Vec<Row> = (students.iter())
            .map(|student| row(w, &list, student, &year.year, &columns))
            .collect::<Result<_>>()?;
        let school = store::school::get(w)?.ok_or(Error::NotFound("school"))?;
        let keep_until: Date =
            (draft.keep_until.parse()).map_err(|()| Error::Bug("checked day".to_owned()))?;
        let about = format!(
            "Năm học {}, chuyển cho {}",
            year.for_people(),
            draft.receiver
        );
        let notes = [
            format!(
                "Chỉ dùng để: {}. Không dùng vào việc khác, không chuyển cho ai khác.",
                draft.purpose
            ),
            format!(
                "Được giữ đến hết ngày {}, sau đó xóa và báo lại cho nhà trường.",
                keep_until.for_people()
            ),
        ];
        let outline = package(&school.name, &about, &notes, &columns, &rows);
        let workbook = xlsx::bytes(&outline, progress.as_ref())?;
        let bytes = sealed(&workbook, &password)?;
        let ids: Vec<String> = students.iter().map(|one| one.student.clone()).collect();
        let stored = StoredHandover {
            id: String::new(),
            year: year.year.clone(),
            receiver: draft.receiver.clone(),
            contact: draft.contact.clone(),
            purpose: draft.purpose.clone(),
            keep_until: draft.keep_until.clone(),
            columns,
            students: count(ids.len()),
            checksum: data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)),
            made_on: w.today.to_string(),
            receipt_on: None,
            deleted_on: None,
            withdrawn_on: None,
            reason: String::new(),
        };
        let id = store::handover::insert(w, &stored, &ids)?;
        // Last: a file that stands has its row. Its password is told only after both do, so a power cut
        // between them leaves a file that nobody can open.
        let written = write_bytes(&path, &bytes)?;
        Ok(HandoverMade {
            id,
            file: Exported::from(written),
            password: password.clone(),
            students: stored.students,
        })
    })
}

/// The receipt of a package, a copy for each side.
pub fn receipt(desk: &mut Desk, request: HandoverReceipt) -> Result<Exported> {
    let press = paper::press(desk);
    let path = paper::check_path(&request.path)?;
    let book = desk.book_mut()?;
    let today = book.clock().today();
    let sheet = book.read(Op::HandoverReceipt, |r| {
        let package = of_id(r, &request.id)?;
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let groups: Vec<String> = (package.checksum.as_bytes().chunks(8))
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        Ok(HandoverPaper {
            school: school.name,
            year: package.year.replace('-', "–"),
            printed_on: today.for_people(),
            made_on: for_people(&package.made_on),
            keep_until: for_people(&package.keep_until),
            columns: headings(&package.columns),
            checksum: groups.join(" "),
            receiver: package.receiver,
            contact: package.contact,
            purpose: package.purpose,
            students: package.students,
        })
    })?;
    paper::export(book, Op::HandoverReceipt, &request.id, &press, &sheet, path)
}

/// The list for anybody to see: nothing on it reaches a family.
pub fn publish(desk: &mut Desk, request: HandoverPublic) -> Result<Exported> {
    let path = check_path(&request.path)?;
    let progress = desk.progress.clone();
    let book = desk.book_mut()?;
    let outline = book.look(Op::HandoverPublic, "", |r| {
        let year = year_or_current(r, request.year.as_deref())?;
        let list = NotAdmitted::of(r, &year.year)?;
        if !list.is_known {
            return Err(Error::refused("handover.no_results"));
        }
        let mut rows = Vec::new();
        for student in list.students.iter().filter(|one| !list.is_placed(one)) {
            if may_be_named(r, &student.student)? {
                let line = list.line(student);
                rows.push(Row {
                    name: line.name,
                    class: line.class,
                    trade: line.trade,
                    cells: Vec::new(),
                });
            }
        }
        let all = list
            .students
            .iter()
            .filter(|one| !list.is_placed(one))
            .count();
        let school = store::school::get(r)?.ok_or(Error::NotFound("school"))?;
        let about = format!("Năm học {}, bản công khai", year.for_people());
        Ok(public(&school.name, &about, &rows, all - rows.len()))
    })?;
    Ok(Exported::from(xlsx::save(
        &outline,
        path,
        progress.as_ref(),
    )?))
}

pub fn mark(desk: &mut Desk, request: HandoverMark) -> Result<Done<()>> {
    let book = desk.book_mut()?;
    let today = book.clock().today();
    if !EVENTS.contains(&request.event.as_str()) {
        let problem = Problem::new("event", "form.bad_choice").with("value", &request.event);
        return Err(Error::Invalid(vec![problem]));
    }
    let reason = tidy(request.reason.as_deref().unwrap_or_default());
    if request.event == "withdrawn" && reason.is_empty() {
        return Err(Error::invalid("reason", "form.required"));
    }
    let on = match request.on.as_deref() {
        None => today,
        Some(day) => day.parse().map_err(|()| {
            Error::Invalid(vec![Problem::new("on", "form.bad_date").with("value", day)])
        })?,
    };
    book.write(Op::HandoverMark, &request.id, |w| {
        let package = of_id(w, &request.id)?;
        let made_on: Date = package.made_on.parse().unwrap_or(on);
        if on < made_on || on > today {
            let problem = Problem::new("on", "handover.bad_day")
                .with("from", made_on.for_people())
                .with("to", today.for_people());
            return Err(Error::Invalid(vec![problem]));
        }
        store::handover::mark(w, &request.id, &request.event, on, &reason)
    })
}

pub fn set_state(desk: &mut Desk, request: HandoverState) -> Result<Done<()>> {
    if !STATES.contains(&request.state.as_str()) {
        let problem = Problem::new("state", "form.bad_choice").with("value", &request.state);
        return Err(Error::Invalid(vec![problem]));
    }
    let book = desk.book_mut()?;
    book.write(Op::HandoverState, &request.student, |w| {
        of_id(w, &request.id)?;
        match store::handover::set_state(w, &request.id, &request.student, &request.state)? {
            true => Ok(()),
            false => Err(Error::NotFound("student")),
        }
    })
}

/// What the rules and the report say of handing on in a year.
pub(super) fn handing(r: &Reading<'_>, year: &str) -> Result<Handing> {
    let known = Known::without_wishes(r, year, Level::Thcs)?;
    let list = NotAdmitted::by(r, year, known)?;
    let open = list.students.iter().filter(|one| !list.is_placed(one));
    let packages = packages(r, year, &list)?;
    let standing: Vec<&HandoverLine> = packages
        .iter()
        .filter(|one| one.withdrawn_on.is_none())
        .collect();
    let mut handed: HashMap<&str, bool> = HashMap::new();
    let sent = standing.iter().flat_map(|one| &one.students);
    // Whose family took the name back is handed to nobody, though the package went out.
    for sent in sent.filter(|one| one.state != "withdrawn") {
        *handed.entry(&sent.student).or_default() |= sent.state == "enrolled";
    }
    Ok(Handing {
        is_known: list.is_known,
        not_admitted: count(open.clone().count()),
        answered: count(open.filter(|one| list.is_answered(one)).count()),
        handed_on: count(handed.len()),
        enrolled: count(handed.values().filter(|is| **is).count()),
        packages: count(standing.len()),
    })
}

/// Packages that nobody has signed for, the oldest first: receiver and day.
pub(super) fn without_receipt(r: &Reading<'_>, year: &str) -> Result<Vec<(String, Date)>> {
    let packages = store::handover::list(r, year)?.into_iter().rev();
    let open = packages.filter(|it| it.receipt_on.is_none() && it.withdrawn_on.is_none());
    let day = |it: StoredHandover| Some((it.receiver, it.made_on.parse().ok()?));
    Ok(open.filter_map(day).collect())
}

/// Pupils of grade 9 who were not admitted to a public school, with their answers.
struct NotAdmitted {
    students: Vec<LastGrade>,
    known: Known,
    answers: HashMap<String, Vec<Consent>>,
    is_known: bool,
    known_on: Option<String>,
}

/// Where a pupil stands for a receiver; the number orders the reasons.
enum Place {
    Ready,
    Left(u8, &'static str),
}

impl NotAdmitted {
    fn of(r: &Reading<'_>, year: &str) -> Result<Self> {
        NotAdmitted::by(r, year, Known::of(r, year, Level::Thcs)?)
    }

    fn by(r: &Reading<'_>, year: &str, known: Known) -> Result<Self> {
        let result = |student: &LastGrade| {
            let real = known.at(&student.student, "real");
            real.or_else(|| known.at(&student.student, "admitted"))
        };
        let admitted = (known.students.iter()).filter_map(|one| known.at(&one.student, "admitted"));
        let results: Vec<_> = admitted
            .chain(known.students.iter().filter_map(result))
            .collect();
        let known_on = results.iter().filter_map(|one| one.learnt_on.clone()).max();
        let is_known = !results.is_empty();
        let students = (known.students.iter())
            .filter(|one| is_known && one.has_completed)
            // Admitted counts, wherever the pupil went afterwards; so does a place found in a later round.
            .filter(|one| {
                ["admitted", "real"].iter().all(|stage| {
                    let at = known.at(&one.student, stage);
                    at.is_none_or(|at| at.destination != "thpt_public")
                })
            })
            .cloned()
            .collect();
        let mut answers: HashMap<String, Vec<Consent>> = HashMap::new();
        for (student, answer) in store::handover::answers(r, year)? {
            answers.entry(student).or_default().push(answer);
        }
        Ok(NotAdmitted {
            students,
            known,
            answers,
            is_known,
            known_on,
        })
    }

    fn has_result(&self, student: &LastGrade) -> bool {
        let stages = ["admitted", "real"];
        stages
            .iter()
            .any(|stage| self.known.at(&student.student, stage).is_some())
    }

    /// Classes that were not entered, as it seems: nobody of them has a result.
    fn unknown_classes(&self) -> Vec<String> {
        let mut classes: Vec<(&str, bool)> = Vec::new();
        for student in self.known.students.iter().filter(|one| one.has_completed) {
            let has = self.has_result(student);
            match classes
                .iter_mut()
                .find(|(class, _)| *class == student.class)
            {
                Some((_, known)) => *known |= has,
                None => classes.push((&student.class, has)),
            }
        }
        let blank = classes.into_iter().filter(|(_, known)| !known);
        blank.map(|(class, _)| class.to_owned()).collect()
    }

    /// Whether another place is known.
    fn is_placed(&self, student: &LastGrade) -> bool {
        ["real", "admitted"].iter().any(|stage| {
            let at = self.known.at(&student.student, stage);
            at.is_some_and(|at| at.destination != UNKNOWN)
        })
    }

    fn standing(&self, student: &str, receiver: &str) -> Standing {
        let answers = self
            .answers
            .get(student)
            .map(Vec::as_slice)
            .unwrap_or_default();
        handover::of_both(
            handover::standing(answers, "parent", receiver),
            handover::standing(answers, "student", receiver),
        )
    }

    fn place(&self, student: &LastGrade, receiver: &str) -> Place {
        if self.is_placed(student) {
            return Place::Left(3, "placed");
        }
        match self.standing(&student.student, receiver) {
            Standing::Given => Place::Ready,
            Standing::Withdrawn => Place::Left(1, "withdrawn"),
            Standing::Refused => Place::Left(0, "refused"),
            Standing::Open => Place::Left(2, "open"),
        }
    }

    /// Whether parent and pupil both said something, to whatever receiver.
    fn is_answered(&self, student: &LastGrade) -> bool {
        let answers = self.answers.get(&student.student);
        ["parent", "student"]
            .iter()
            .all(|who| answers.is_some_and(|all| all.iter().any(|answer| answer.who == *who)))
    }

    fn line(&self, student: &LastGrade) -> HandoverStudent {
        let wish = self.known.at(&student.student, "wish");
        HandoverStudent {
            id: student.student.clone(),
            name: student.name.clone(),
            class: student.class.clone(),
            trade: wish.map(|wish| wish.trade).unwrap_or_default(),
        }
    }
}

/// The pupils of a package: those asked for, of whom each must have agreed, or everyone who has.
fn chosen<'a>(list: &'a NotAdmitted, draft: &HandoverDraft) -> Result<Vec<&'a LastGrade>> {
    let ready = |one: &&LastGrade| matches!(list.place(one, &draft.receiver), Place::Ready);
    let all: Vec<&LastGrade> = list.students.iter().filter(ready).collect();
    let chosen: Vec<&LastGrade> = match &draft.students {
        None => all,
        Some(asked) => {
            let without = asked
                .iter()
                .filter(|id| !all.iter().any(|one| one.student == **id));
            let without = without.count();
            if without > 0 {
                let problem = Problem::new("students", "handover.without_consent")
                    .with("count", without)
                    .with("receiver", &draft.receiver);
                return Err(Error::Invalid(vec![problem]));
            }
            all.into_iter()
                .filter(|one| asked.contains(&one.student))
                .collect()
        }
    };
    match chosen.is_empty() {
        false => Ok(chosen),
        true => Err(Error::Invalid(vec![
            Problem::new("students", "handover.nobody").with("receiver", &draft.receiver),
        ])),
    }
}

fn row(
    r: &Reading<'_>,
    list: &NotAdmitted,
    student: &LastGrade,
    year: &str,
    columns: &[String],
) -> Result<Row> {
    let line = list.line(student);
    let record = store::record::get(r, &student.student, year)?.record;
    let address = store::handover::address(r, &student.student)?;
    let cell = |code: &String| match code.as_str() {
        "born_on" => student
            .born_on
            .as_deref()
            .map(for_people)
            .unwrap_or_default(),
        "sex" => match student.sex.as_deref() {
            Some("female") => "Nữ".to_owned(),
            Some(_) => "Nam".to_owned(),
            None => String::new(),
        },
        "class" => line.class.clone(),
        "trade" => line.trade.clone(),
        "guardian" => record.guardian.clone(),
        "guardian_phone" => record.guardian_phone.clone(),
        "phone" => student.phone.clone(),
        _ => address.clone(),
    };
    Ok(Row {
        cells: columns.iter().map(cell).collect(),
        name: line.name.clone(),
        class: line.class.clone(),
        trade: line.trade.clone(),
    })
}

fn packages(r: &Reading<'_>, year: &str, list: &NotAdmitted) -> Result<Vec<HandoverLine>> {
    let mut sent: HashMap<String, Vec<store::handover::StoredStudent>> = HashMap::new();
    for student in store::handover::students(r, year)? {
        sent.entry(student.handover.clone())
            .or_default()
            .push(student);
    }
    let line = |package: StoredHandover| {
        // Where nothing is left with the receiver, nothing must be told.
        let is_there = package.deleted_on.is_none() && package.withdrawn_on.is_none();
        let students: Vec<HandoverSent> = (sent.remove(&package.id).into_iter().flatten())
            .map(|one| HandoverSent {
                must_withdraw: is_there
                    && one.state != "withdrawn"
                    && list.standing(&one.student, &package.receiver) != Standing::Given,
                student: one.student,
                name: one.name,
                class: one.class,
                state: one.state,
            })
            .collect();
        HandoverLine {
            to_withdraw: count(students.iter().filter(|one| one.must_withdraw).count()),
            students,
            columns: headings(&package.columns),
            id: package.id,
            receiver: package.receiver,
            contact: package.contact,
            purpose: package.purpose,
            keep_until: package.keep_until,
            made_on: package.made_on,
            count: package.students,
            checksum: package.checksum,
            receipt_on: package.receipt_on,
            deleted_on: package.deleted_on,
            withdrawn_on: package.withdrawn_on,
            reason: package.reason,
        }
    };
    Ok(store::handover::list(r, year)?
        .into_iter()
        .map(line)
        .collect())
}

/// Whether parent and pupil agreed that news may name the pupil.
fn may_be_named(r: &Reading<'_>, student: &str) -> Result<bool> {
    let answers = store::consent::of_student(r, student)?;
    Ok(["parent", "student"].iter().all(|who| {
        let newest = answers
            .iter()
            .rfind(|stored| stored.consent.purpose == "media" && stored.consent.who == *who);
        newest.is_some_and(|stored| stored.consent.answer == "given")
    }))
}

fn of_id(r: &Reading<'_>, id: &str) -> Result<StoredHandover> {
    store::handover::get(r, id)?.ok_or(Error::NotFound("handover"))
}

/// The columns in the order of [`COLUMNS`].
fn in_order(asked: &[String]) -> Vec<String> {
    let known = COLUMNS.iter().map(|(code, _)| (*code).to_owned());
    known.filter(|code| asked.contains(code)).collect()
}

fn headings(codes: &[String]) -> Vec<String> {
    let known = COLUMNS
        .iter()
        .filter(|(code, _)| codes.iter().any(|own| own == code));
    std::iter::once("Họ và tên".to_owned())
        .chain(known.map(|(_, heading)| (*heading).to_owned()))
        .collect()
}

fn for_people(iso: &str) -> String {
    let day = iso.parse::<Date>().map(|day| day.for_people());
    day.unwrap_or_else(|()| iso.to_owned())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
