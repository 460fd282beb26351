//! Answers from a file: what each column holds, whose each row is, then all in one act.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::open_year;
use super::roster::Refusal;
use super::survey::{coded, survey_of};
use crate::book::Done;
use crate::desk::Desk;
use crate::domain::class::bare_name;
use crate::domain::role::Op;
use crate::domain::student::StudentLine;
use crate::domain::survey::Instrument;
use crate::error::{Error, Problem, Result};
use crate::import::answers::{AnswerColumn, AnswerField, AnswerRow, Said};
use crate::kernel::Date;
use crate::kernel::fold::{fold, tidy};
use crate::messages;
use crate::store::student::StudentFilter;
use crate::store::{self, Writing};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields = nullable)]
pub struct AnswersImport {
    pub path: String,
    pub survey: String,
    #[serde(default)]
    pub anonymous: bool,
    /// Whether only the counts are wanted.
    #[serde(default)]
    pub dry_run: bool,
    /// Whether one bad row refuses the file.
    #[serde(default)]
    pub strict: bool,
    /// A person looks on and will say what columns mean: what is not known yet refuses nothing.
    #[serde(default)]
    pub matching: bool,
    /// The row of the headings, where it is not the one that is found.
    #[serde(default)]
    pub header_row: Option<u32>,
    /// What columns hold, where it is not what their headings say.
    #[serde(default)]
    pub columns: Vec<AnswersChoice>,
    /// Whose rows are, where a person decided it.
    #[serde(default)]
    pub students: Vec<AnswersPupil>,
}

/// What a person says that a column holds.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswersChoice {
    /// `C`
    pub at: String,
    /// The code of an item or a question, or `name class code born_on`; empty where it is not used.
    pub code: String,
}

/// Whose a row is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswersPupil {
    pub row: u32,
    /// Id of the pupil; empty where the row is to be left out.
    pub student: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswersDone {
    pub read: u32,
    pub new: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: Vec<Refusal>,
    pub ignored: Vec<Refusal>,
    /// What each column was taken for.
    pub columns: Vec<AnswersColumn>,
    /// Items and questions without a column, in their own words.
    pub missing: Vec<String>,
    pub header_row: u32,
    /// What columns may hold: every item and question.
    pub asked: Vec<AnswersAsked>,
    /// Rows whose pupil a person has to name.
    pub doubtful: Vec<AnswersDoubt>,
    /// What has to be said of the columns before anything can be taken; empty where nothing has.
    pub needs: String,
}

/// An item or a question that a column may hold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswersAsked {
    pub code: String,
    pub text: String,
}

/// A row that could be several pupils', or nobody's.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswersDoubt {
    pub row: u32,
    /// As the file has them.
    pub name: String,
    pub class: String,
    pub born_on: String,
    /// Whoever is most like it first.
    pub choices: Vec<AnswersCandidate>,
    /// Whom a person chose; null while it is open, empty where the row is left out.
    pub student: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswersCandidate {
    pub student: String,
    pub name: String,
    pub class: String,
    pub born_on: Option<String>,
}

/// A column of a file of answers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct AnswersColumn {
    pub at: String,
    pub heading: String,
    /// As a choice names it: the code of an item or a question, or `name class code born_on`.
    pub code: String,
    /// The item or question, or `name class code born_on answered_at`; empty where it is not used.
    pub takes: String,
    /// Whether `takes` are the words of an item or a question.
    pub is_asked: bool,
}

pub fn import(desk: &mut Desk, request: AnswersImport) -> Result<Done<AnswersDone>> {
    desk.book()?.allow(Op::AnswersImport)?;
    let path = Path::new(&request.path);
    let workbook = crate::import::child::read(
        desk.program(),
        path,
        crate::import::child::Limits::default(),
        desk.progress.as_ref(),
    )?;
    let file_hash = hash_of(path)?;
    let book = desk.book_mut()?;
    if request.dry_run {
        let done = book.try_out(Op::AnswersImport, |w| {
            take(w, &request, &workbook, &file_hash)
        })?;
        return Ok(Done {
            value: done,
            stale: Vec::new(),
            act: None,
        });
    }
    // Trying it out first to spare a needless copy would double the work.
    super::backup::back_up_first(book)?;
    book.write(Op::AnswersImport, &request.survey, |w| {
        take(w, &request, &workbook, &file_hash)
    })
}

fn take(
    w: &Writing<'_>,
    request: &AnswersImport,
    workbook: &crate::import::sheet::Workbook,
    file_hash: &str,
) -> Result<AnswersDone> {
    let (survey, instrument) = survey_of(w, &request.survey)?;
    open_year(w, Some(&survey.year))?;
    let visible = workbook.sheets.iter().find(|sheet| !sheet.rows.is_empty());
    let sheet = visible.ok_or(Error::refused("answers.no_items"))?;
    let table = crate::import::look::table(sheet);
    // A form without names takes none over from a file either.
    let anonymous = request.anonymous || instrument.is_anonymous;
    let is_looking = request.dry_run && request.matching;
    let said = Said {
        columns: chosen(&request.columns, &instrument)?,
        header_row: request.header_row,
        // Shown, never taken: what is not known yet refuses the import itself.
        is_open: is_looking,
    };
    let found = crate::import::answers::read(&sheet.name, &table, &instrument, anonymous, &said)?;
    let mut done = AnswersDone {
        read: found.read(),
        new: 0,
        updated: 0,
        unchanged: 0,
        refused: found
            .refused
            .iter()
            .map(|refused| Refusal {
                sheet: refused.sheet.clone(),
                row: refused.row,
                column: refused.column.clone(),
                code: refused.problem.code.to_owned(),
                message: messages::sentence(refused.problem.code, &refused.problem.words),
            })
            .collect(),
        ignored: Vec::new(),
        columns: found
            .columns
            .iter()
            .map(|column| answers_column(column, &instrument))
            .collect(),
        missing: missing_words(&found.missing_items, &instrument),
        header_row: found.header_row,
        asked: asked(&instrument),
        doubtful: Vec::new(),
        needs: found
            .needs
            .map_or_else(String::new, |code| messages::sentence(code, &[])),
    };
    if found.needs.is_some() {
        return Ok(done);
    }
    let asked: Vec<String> = survey
        .classes
        .iter()
        .map(|class| class.id.clone())
        .collect();
    let filter = StudentFilter {
        classes: Some(asked),
        ..StudentFilter::default()
    };
    let students = store::student::list(w, &survey.year, &filter)?;
    let roll = Roll::of(&students);
    let classes: BTreeMap<&str, &str> = survey
        .classes
        .iter()
        .map(|class| (class.name.as_str(), class.id.as_str()))
        .collect();
    // A file without the questions' columns says nothing of them.
    let asked = |column: &AnswerColumn| matches!(column.field, Some(AnswerField::Question(_)));
    let asks_questions = found.columns.iter().any(asked);
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in &found.rows {
        let refuse = |code: &'static str| Refusal {
            sheet: sheet.name.clone(),
            row: row.row,
            column: None,
            code: code.to_owned(),
            message: messages::sentence(code, &[]),
        };
        let wanted = coded(&instrument, &row.answers);
        // Anonymous answers are known by file and row: equal rows are different people.
        let key = format!("{file_hash}:{}", row.row);
        if anonymous {
            match store::survey::source_known(w, &survey.id, &key)? {
                Some(_) => done.unchanged += 1,
                None => {
                    let class = classes.get(bare_name(&row.class).as_str()).copied();
                    let response =
                        store::survey::insert_response(w, &survey.id, None, class, "file", &key)?;
                    store::survey::insert_answers(w, &response, &wanted)?;
                    store::survey::set_replies(w, &response, &row.replies)?;
                    done.new += 1;
                }
            }
            continue;
        }
        let who = Who {
            code: &row.code,
            name: &row.name,
            class: &row.class,
            born_on: &row.born_on,
        };
        let decided = request.students.iter().find(|one| one.row == row.row);
        let of_person = |id: &str| students.iter().find(|student| student.id == id);
        let student = match (roll.find(&who), decided) {
            (Ok(student), _) => student,
            (Err(_), Some(decided)) if decided.student.is_empty() => {
                done.doubtful
                    .push(doubt(row, &students, Some(String::new())));
                done.ignored.push(refuse("answers.left_out"));
                continue;
            }
            (Err(code), decided) => {
                let named = decided.and_then(|decided| of_person(&decided.student));
                let id = named.map(|student| student.id.clone());
                done.doubtful.push(doubt(row, &students, id));
                match named {
                    Some(student) => student,
                    None => {
                        done.refused.push(refuse(code));
                        continue;
                    }
                }
            }
        };
        if seen.insert(student.id.clone(), row.row).is_some() {
            done.refused.push(refuse("answers.student_twice"));
            continue;
        }
        let class = classes.get(student.class.as_str()).copied();
        match store::survey::form_of(w, &survey.id, &student.id)? {
            None => {
                let response = store::survey::insert_response(
                    w,
                    &survey.id,
                    Some(&student.id),
                    class,
                    "file",
                    "",
                )?;
                store::survey::insert_answers(w, &response, &wanted)?;
                store::survey::set_replies(w, &response, &row.replies)?;
                done.new += 1;
            }
            // What a person typed from paper is not overwritten by a file.
            Some(response) if store::survey::is_other_paper(w, &response, &wanted)? => {
                done.refused.push(refuse("answers.has_paper"));
            }
            Some(response) => {
                let answers = store::survey::set_answers(w, &response, &wanted)?;
                let replies = match asks_questions {
                    true => store::survey::set_replies(w, &response, &row.replies)?,
                    false => 0,
                };
                match answers + replies {
                    0 => done.unchanged += 1,
                    _ => done.updated += 1,
                }
            }
        }
    }
    let taken = done.new + done.updated + done.unchanged;
    // A person who looks on sees why nothing would go in, and mends it.
    let is_nothing = taken == 0 && !is_looking;
    if is_nothing || (request.strict && !done.refused.is_empty()) {
        return Err(Error::Rows(
            done.refused.into_iter().map(Refusal::into_fault).collect(),
        ));
    }
    Ok(done)
}

/// What columns hold by a person's word.
fn chosen(
    choices: &[AnswersChoice],
    instrument: &Instrument,
) -> Result<Vec<(String, Option<AnswerField>)>> {
    let field = |choice: &AnswersChoice| {
        let item = || {
            instrument
                .items
                .iter()
                .position(|it| it.code == choice.code)
        };
        let question = || {
            instrument
                .questions
                .iter()
                .position(|it| it.code == choice.code)
        };
        let field = match choice.code.as_str() {
            "" => None,
            "name" => Some(AnswerField::Name),
            "class" => Some(AnswerField::Class),
            "code" => Some(AnswerField::Code),
            "born_on" => Some(AnswerField::BornOn),
            "answered_at" => Some(AnswerField::AnsweredAt),
            other => {
                let asked = item().map(AnswerField::Item);
                let asked = asked.or_else(|| question().map(AnswerField::Question));
                Some(asked.ok_or_else(|| {
                    let problem = Problem::new("columns", "form.bad_choice");
                    Error::Invalid(vec![problem.with("value", other)])
                })?)
            }
        };
        Ok((choice.at.clone(), field))
    };
    choices.iter().map(field).collect()
}

fn asked(instrument: &Instrument) -> Vec<AnswersAsked> {
    let items = instrument.items.iter().map(|item| (&item.code, &item.text));
    let questions = instrument
        .questions
        .iter()
        .map(|one| (&one.code, &one.text));
    let all = items.chain(questions);
    all.map(|(code, text)| AnswersAsked {
        code: code.clone(),
        text: text.clone(),
    })
    .collect()
}

/// Pupils offered for a row that is nobody's for sure.
const CANDIDATES: usize = 6;
/// How like a name must be to be offered, 0 to 1; below, most share a family name and no more.
const LIKE: f64 = 0.8;

fn doubt(row: &AnswerRow, students: &[StudentLine], student: Option<String>) -> AnswersDoubt {
    let (name, class) = (fold(&tidy(&row.name)), bare_name(&row.class));
    let mut likely: Vec<(f64, &StudentLine)> = (students.iter())
        .map(|student| {
            let own = fold(&student.name);
            // The same class weighs as much as a letter or two.
            let nearness = if student.class == class { 0.05 } else { 0.0 };
            (strsim::jaro_winkler(&name, &own) + nearness, student)
        })
        .filter(|(likeness, _)| *likeness >= LIKE)
        .collect();
    likely.sort_by(|one, other| other.0.total_cmp(&one.0));
    let candidate = |(_, student): (f64, &StudentLine)| AnswersCandidate {
        student: student.id.clone(),
        name: student.name.clone(),
        class: student.class.clone(),
        born_on: student.born_on.clone(),
    };
    AnswersDoubt {
        row: row.row,
        name: row.name.clone(),
        class: row.class.clone(),
        born_on: row.born_on.clone(),
        choices: likely.into_iter().take(CANDIDATES).map(candidate).collect(),
        student,
    }
}

fn answers_column(column: &AnswerColumn, instrument: &Instrument) -> AnswersColumn {
    let (code, takes, is_asked) = match column.field {
        Some(AnswerField::Item(at)) => {
            let item = &instrument.items[at];
            (item.code.as_str(), item.text.as_str(), true)
        }
        Some(AnswerField::Question(at)) => {
            let question = &instrument.questions[at];
            (question.code.as_str(), question.text.as_str(), true)
        }
        Some(AnswerField::Name) => ("name", "name", false),
        Some(AnswerField::Class) => ("class", "class", false),
        Some(AnswerField::Code) => ("code", "code", false),
        Some(AnswerField::BornOn) => ("born_on", "born_on", false),
        Some(AnswerField::AnsweredAt) => ("answered_at", "answered_at", false),
        None => ("", "", false),
    };
    AnswersColumn {
        at: column.at.clone(),
        heading: column.heading.clone(),
        code: code.to_owned(),
        takes: takes.to_owned(),
        is_asked,
    }
}

fn missing_words(codes: &[String], instrument: &Instrument) -> Vec<String> {
    let items = instrument.items.iter().map(|item| (&item.code, &item.text));
    let questions = instrument
        .questions
        .iter()
        .map(|one| (&one.code, &one.text));
    items
        .chain(questions)
        .filter(|(code, _)| codes.contains(code))
        .map(|(_, text)| text.clone())
        .collect()
}

/// What a row of a file says of who it is; empty where it says nothing.
pub(super) struct Who<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub class: &'a str,
    pub born_on: &'a str,
}

/// Pupils by what rows of files call them.
pub(super) struct Roll<'a> {
    by_code: HashMap<&'a str, &'a StudentLine>,
    /// By the folded name.
    by_name: HashMap<String, Vec<&'a StudentLine>>,
}

impl<'a> Roll<'a> {
    pub fn of(students: &'a [StudentLine]) -> Self {
        let mut roll = Roll {
            by_code: HashMap::new(),
            by_name: HashMap::new(),
        };
        for student in students {
            let codes = [&student.ministry_id, &student.school_code, &student.id];
            for code in codes.into_iter().filter(|code| !code.is_empty()) {
                roll.by_code.entry(code).or_insert(student);
            }
            let name = fold(&student.name);
            roll.by_name.entry(name).or_default().push(student);
        }
        roll
    }

    /// By code, else by name with class or birth date where they are given.
    pub fn find(&self, row: &Who<'_>) -> Result<&'a StudentLine, &'static str> {
        if let Some(student) = self.by_code.get(row.code) {
            return Ok(student);
        }
        let class = bare_name(row.class);
        let same = self.by_name.get(&fold(&tidy(row.name)));
        let named: Vec<&'a StudentLine> = (same.into_iter().flatten().copied())
            .filter(|student| class.is_empty() || student.class == class)
            .collect();
        let is_born = |student: &&StudentLine| {
            let born = student.born_on.as_deref();
            born.is_some_and(|born| is_birth(row.born_on, born))
        };
        let is_exact = |student: &&StudentLine| student.name == tidy(row.name);
        let born: Vec<&'a StudentLine> = named.iter().copied().filter(is_born).collect();
        let exact: Vec<&'a StudentLine> = named.iter().copied().filter(is_exact).collect();
        match (named.as_slice(), born.as_slice(), exact.as_slice()) {
            ([], _, _) => Err("answers.unknown_student"),
            ([one], _, _) => Ok(one),
            (_, [one], _) => Ok(one),
            (_, _, [one]) => Ok(one),
            _ => Err("answers.doubtful_student"),
        }
    }
}

/// A day as people or machines write it, as ISO.
pub(super) fn iso_day(given: &str) -> Option<String> {
    if given.is_empty() {
        return None;
    }
    let parts: Vec<&str> = given.split('/').collect();
    Some(match parts.as_slice() {
        [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => given.to_owned(),
    })
}

fn is_birth(given: &str, born: &str) -> bool {
    given == born
        || born
            .parse::<Date>()
            .is_ok_and(|day| day.for_people() == given)
}

fn hash_of(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|error| Error::file("read", path, error))?;
    Ok(blake3::hash(&bytes).to_hex().to_string())
}
