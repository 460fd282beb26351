//! Instruments, surveys, forms handed in and their answers.

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::Type;
use rusqlite::{Row, named_params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::survey::{
    AnswerRange, Instrument, Item, Question, Replies, Reply, Response, Scale, ShownIf,
};
use crate::error::Result;
use crate::kernel::id;
use crate::store::unit::{Reading, Writing};

/// A survey with the size of what was asked and what came back.
#[derive(Debug, Clone)]
pub struct StoredSurvey {
    pub id: String,
    pub instrument: String,
    pub instrument_title: String,
    pub year: String,
    pub title: String,
    pub opens_on: Option<String>,
    pub closes_on: Option<String>,
    pub is_closed: bool,
    /// Asked without names.
    pub is_anonymous: bool,
    /// Forms with at least one answer.
    pub responses: u32,
    /// In list order; none where whoever is asked belongs to none.
    pub classes: Vec<SurveyedClass>,
}

/// A class of a survey.
#[derive(Debug, Clone)]
pub struct SurveyedClass {
    pub id: String,
    pub name: String,
    pub grade: u32,
    pub students: u32,
    /// Forms with at least one answer.
    pub responses: u32,
    /// Pupils marked as having handed in none.
    pub absent: u32,
}

/// A pupil's line in the entry grid.
#[derive(Debug, Clone)]
pub struct SheetLine {
    pub student: String,
    pub name: String,
    pub response: Option<String>,
    pub is_absent: bool,
    /// Codes of the items that could not be read.
    pub unclear: Vec<String>,
    /// Item code and value.
    pub answers: Vec<(String, u32)>,
    pub replies: Replies,
}

/// Every instrument.
pub fn instruments(r: &Reading<'_>) -> Result<Vec<Instrument>> {
    let ids: Vec<String> = r.rows(
        "SELECT id FROM instrument WHERE deleted_at IS NULL ORDER BY id",
        [],
        |row| row.get(0),
    )?;
    ids.iter()
        .filter_map(|id| instrument(r, id).transpose())
        .collect()
}

/// Ids of the instruments with the code of each.
pub fn instrument_codes(r: &Reading<'_>) -> Result<Vec<(String, String)>> {
    r.rows("SELECT id, code FROM instrument ORDER BY id", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// One instrument, by id or code.
pub fn instrument(r: &Reading<'_>, key: &str) -> Result<Option<Instrument>> {
    let found = r.row(
        "SELECT id, code, title, note, instruction, is_anonymous, min, max FROM instrument
         WHERE (id = :key OR code = :key) AND deleted_at IS NULL",
        named_params! { ":key": key },
        |row| {
            Ok(Instrument {
                id: row.get("id")?,
                code: row.get("code")?,
                title: row.get("title")?,
                note: row.get("note")?,
                instruction: row.get("instruction")?,
                is_anonymous: row.get("is_anonymous")?,
                scales: Vec::new(),
                items: Vec::new(),
                answers: AnswerRange {
                    min: row.get("min")?,
                    max: row.get("max")?,
                    labels: Vec::new(),
                },
                questions: Vec::new(),
            })
        },
    )?;
    let Some(mut instrument) = found else {
        return Ok(None);
    };
    let id = instrument.id.clone();
    instrument.scales = r.rows(
        "SELECT code, title FROM instrument_scale WHERE instrument_id = :id ORDER BY position",
        named_params! { ":id": id },
        |row| {
            Ok(Scale {
                code: row.get("code")?,
                title: row.get("title")?,
            })
        },
    )?;
    instrument.items = r.rows(
        "SELECT code, text, scale, is_reversed FROM instrument_item
         WHERE instrument_id = :id ORDER BY position",
        named_params! { ":id": id },
        |row| {
            Ok(Item {
                code: row.get("code")?,
                text: row.get("text")?,
                scale: row.get("scale")?,
                is_reversed: row.get("is_reversed")?,
            })
        },
    )?;
    instrument.answers.labels = r.rows(
        "SELECT label FROM instrument_label WHERE instrument_id = :id ORDER BY value",
        named_params! { ":id": id },
        |row| row.get(0),
    )?;
    instrument.questions = questions(r, &id)?;
    Ok(Some(instrument))
}

fn questions(r: &Reading<'_>, instrument: &str) -> Result<Vec<Question>> {
    r.rows(
        "SELECT code, text, kind, options, has_other, is_required, most, lowest, highest,
                shown_if, shown_choices
         FROM instrument_question WHERE instrument_id = :id ORDER BY position",
        named_params! { ":id": instrument },
        |row| {
            let shown_if: Option<String> = row.get("shown_if")?;
            let choices = list_of(row, "shown_choices")?;
            Ok(Question {
                code: row.get("code")?,
                text: row.get("text")?,
                kind: super::code(row, "kind")?,
                options: list_of(row, "options")?,
                has_other: row.get("has_other")?,
                is_required: row.get("is_required")?,
                most: row.get("most")?,
                lowest: row.get("lowest")?,
                highest: row.get("highest")?,
                shown_if: shown_if.map(|question| ShownIf { question, choices }),
            })
        },
    )
}

/// A column that holds a JSON list.
fn list_of<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<T>> {
    let at = row.as_ref().column_index(column)?;
    let text = row.get_ref(at)?.as_str().map_err(rusqlite::Error::from)?;
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, error.into()))
}

fn json<T: Serialize>(list: &[T]) -> String {
    serde_json::to_string(list).unwrap_or_default()
}

/// Adds an instrument under its id.
pub fn insert_instrument(w: &Writing<'_>, instrument: &Instrument) -> Result<()> {
    let id = &instrument.id;
    w.run(
        "INSERT INTO instrument (id, code, title, note, instruction, is_anonymous, min, max,
                                 changed_at, changed_on)
         VALUES (:id, :code, :title, :note, :instruction, :is_anonymous, :min, :max, :now, :device)",
        named_params! {
            ":id": id, ":code": instrument.code, ":title": instrument.title,
            ":note": instrument.note, ":instruction": instrument.instruction,
            ":is_anonymous": instrument.is_anonymous,
            ":min": instrument.answers.min, ":max": instrument.answers.max,
            ":now": w.stamp(), ":device": w.device,
        },
    )?;
    for (position, scale) in (0i64..).zip(&instrument.scales) {
        w.run(
            "INSERT INTO instrument_scale (instrument_id, position, code, title)
             VALUES (:id, :position, :code, :title)",
            named_params! {
                ":id": id, ":position": position, ":code": scale.code, ":title": scale.title,
            },
        )?;
    }
    for (position, item) in (0i64..).zip(&instrument.items) {
        w.run(
            "INSERT INTO instrument_item (instrument_id, position, code, text, scale, is_reversed)
             VALUES (:id, :position, :code, :text, :scale, :is_reversed)",
            named_params! {
                ":id": id, ":position": position, ":code": item.code, ":text": item.text,
                ":scale": item.scale, ":is_reversed": item.is_reversed,
            },
        )?;
    }
    for (value, label) in (i64::from(instrument.answers.min)..).zip(&instrument.answers.labels) {
        w.run(
            "INSERT INTO instrument_label (instrument_id, value, label)
             VALUES (:id, :value, :label)",
            named_params! { ":id": id, ":value": value, ":label": label },
        )?;
    }
    for (position, question) in (0i64..).zip(&instrument.questions) {
        insert_question(w, id, position, question)?;
    }
    Ok(())
}

fn insert_question(
    w: &Writing<'_>,
    instrument: &str,
    position: i64,
    question: &Question,
) -> Result<()> {
    let shown = question.shown_if.as_ref();
    w.run(
        "INSERT INTO instrument_question (instrument_id, position, code, text, kind, options,
             has_other, is_required, most, lowest, highest, shown_if, shown_choices)
         VALUES (:id, :position, :code, :text, :kind, :options, :has_other, :is_required, :most,
                 :lowest, :highest, :shown_if, :shown_choices)",
        named_params! {
            ":id": instrument, ":position": position, ":code": question.code,
            ":text": question.text, ":kind": question.kind.code(),
            ":options": json(&question.options), ":has_other": question.has_other,
            ":is_required": question.is_required, ":most": question.most,
            ":lowest": question.lowest, ":highest": question.highest,
            ":shown_if": shown.map(|shown| &shown.question),
            ":shown_choices": json(shown.map_or(&[][..], |shown| &shown.choices)),
        },
    )?;
    Ok(())
}

/// Takes an instrument away that no survey uses.
pub fn delete_instrument(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "UPDATE instrument SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

/// Whether there ever was an instrument of this code.
pub fn was_known(r: &Reading<'_>, code: &str) -> Result<bool> {
    let known = r.number(
        "SELECT count(*) FROM instrument WHERE code = :code",
        named_params! { ":code": code },
    )?;
    Ok(known > 0)
}

/// Whether a survey, of whatever year, asks it.
pub fn is_used(r: &Reading<'_>, instrument: &str) -> Result<bool> {
    let surveys = r.number(
        "SELECT count(*) FROM survey WHERE instrument_id = :id",
        named_params! { ":id": instrument },
    )?;
    Ok(surveys > 0)
}

/// The surveys of a year, newest first.
pub fn list(r: &Reading<'_>, year: &str) -> Result<Vec<StoredSurvey>> {
    let found = r.rows(
        "SELECT s.id, s.instrument_id, i.title AS instrument_title, s.year, s.title, s.opens_on,
                s.closes_on, s.closed_at IS NOT NULL AS is_closed, i.is_anonymous
         FROM survey s JOIN instrument i ON i.id = s.instrument_id
         WHERE s.year = :year AND s.deleted_at IS NULL
         ORDER BY s.id DESC",
        named_params! { ":year": year },
        from_row,
    )?;
    found
        .into_iter()
        .map(|survey| with_classes(r, survey))
        .collect()
}

/// Ids of the surveys of a class and of their instruments, the newest first.
pub fn of_class(r: &Reading<'_>, class: &str) -> Result<Vec<(String, String)>> {
    r.rows(
        "SELECT s.id, s.instrument_id FROM survey_class l
         JOIN survey s ON s.id = l.survey_id AND s.deleted_at IS NULL
         WHERE l.class_id = :class ORDER BY s.id DESC",
        named_params! { ":class": class },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// A form that a pupil handed in, of any year.
#[derive(Debug, Clone)]
pub struct HandedIn {
    pub survey: String,
    pub title: String,
    pub year: String,
    pub instrument: String,
    /// ISO: the day on which the survey opened, else the day of the entry.
    pub on: String,
    /// Item code and value.
    pub answers: Vec<(String, u32)>,
}

/// The forms of a pupil with at least one answer, the newest first.
pub fn handed_in(r: &Reading<'_>, student: &str) -> Result<Vec<HandedIn>> {
    let forms = forms_of(r, student)?.into_iter();
    let answered = forms.filter(|(_, form)| !form.answers.is_empty());
    Ok(answered.map(|(_, form)| form).collect())
}

/// The forms of a pupil with what was replied to questions that are not scored, the newest first.
pub fn replied(r: &Reading<'_>, student: &str) -> Result<Vec<(HandedIn, Replies)>> {
    let forms = forms_of(r, student)?.into_iter();
    forms
        .map(|(id, form)| Ok((form, replies(r, &id)?)))
        .collect()
}

/// Every form that a pupil did not miss, by id.
fn forms_of(r: &Reading<'_>, student: &str) -> Result<Vec<(String, HandedIn)>> {
    let found = r.rows(
        "SELECT p.id, s.id, s.title, s.year, s.instrument_id,
                coalesce(s.opens_on, substr(p.changed_at, 1, 10)) AS day
         FROM response p JOIN survey s ON s.id = p.survey_id AND s.deleted_at IS NULL
         WHERE p.student_id = :student AND p.deleted_at IS NULL AND p.is_absent = 0
         ORDER BY day DESC, p.id DESC",
        named_params! { ":student": student },
        |row| {
            let form = HandedIn {
                survey: row.get(1)?,
                title: row.get(2)?,
                year: row.get(3)?,
                instrument: row.get(4)?,
                on: row.get(5)?,
                answers: Vec::new(),
            };
            Ok((row.get::<_, String>(0)?, form))
        },
    )?;
    let read = |(id, form): (String, HandedIn)| {
        let answers = answers(r, &id)?;
        Ok((id, HandedIn { answers, ..form }))
    };
    found.into_iter().map(read).collect()
}

/// One survey.
pub fn get(r: &Reading<'_>, id: &str) -> Result<Option<StoredSurvey>> {
    let found = r.row(
        "SELECT s.id, s.instrument_id, i.title AS instrument_title, s.year, s.title, s.opens_on,
                s.closes_on, s.closed_at IS NOT NULL AS is_closed, i.is_anonymous
         FROM survey s JOIN instrument i ON i.id = s.instrument_id
         WHERE s.id = :id AND s.deleted_at IS NULL",
        named_params! { ":id": id },
        from_row,
    )?;
    match found {
        Some(survey) => with_classes(r, survey).map(Some),
        None => Ok(None),
    }
}

fn with_classes(r: &Reading<'_>, survey: StoredSurvey) -> Result<StoredSurvey> {
    let classes = classes(r, &survey.id)?;
    Ok(StoredSurvey {
        responses: match classes.is_empty() {
            true => handed_in_count(r, &survey.id)?,
            false => classes.iter().map(|class| class.responses).sum(),
        },
        classes,
        ..survey
    })
}

/// Opens a survey for classes (ids); answers its id.
pub fn insert(
    w: &Writing<'_>,
    instrument: &str,
    year: &str,
    title: &str,
    days: (Option<&str>, Option<&str>),
    classes: &[String],
) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO survey (id, instrument_id, year, title, opens_on, closes_on, changed_at,
                             changed_on)
         VALUES (:id, :instrument, :year, :title, :opens_on, :closes_on, :now, :device)",
        named_params! {
            ":id": id, ":instrument": instrument, ":year": year, ":title": title,
            ":opens_on": days.0, ":closes_on": days.1, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    for class in classes {
        w.run(
            "INSERT INTO survey_class (survey_id, class_id) VALUES (:id, :class)",
            named_params! { ":id": id, ":class": class },
        )?;
    }
    Ok(id)
}

/// Ends a survey.
pub fn close(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "UPDATE survey SET closed_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

/// Takes a survey away; its forms stay under it.
pub fn delete(w: &Writing<'_>, id: &str) -> Result<()> {
    w.run(
        "UPDATE survey SET deleted_at = :now, changed_at = :now, changed_on = :device
         WHERE id = :id",
        named_params! { ":id": id, ":now": w.stamp(), ":device": w.device },
    )?;
    Ok(())
}

/// The entry grid of a class: its pupils in name order with what was entered.
pub fn sheet(r: &Reading<'_>, survey: &str, class: &str) -> Result<Vec<SheetLine>> {
    let lines = r.rows(
        "SELECT s.id AS student, s.name, p.id AS response, coalesce(p.is_absent, 0) AS is_absent,
                coalesce(p.unclear, '') AS unclear
         FROM enrolment e
         JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
         LEFT JOIN response p ON p.survey_id = :survey AND p.student_id = s.id
                             AND p.deleted_at IS NULL
         WHERE e.class_id = :class AND e.deleted_at IS NULL
           AND e.status IN ('studying', 'completed')
         ORDER BY s.sort_key, s.id",
        named_params! { ":survey": survey, ":class": class },
        |row| {
            Ok(SheetLine {
                student: row.get("student")?,
                name: row.get("name")?,
                response: row.get("response")?,
                is_absent: row.get("is_absent")?,
                unclear: codes_of(row)?,
                answers: Vec::new(),
                replies: Replies::new(),
            })
        },
    )?;
    lines
        .into_iter()
        .map(|line| match &line.response {
            None => Ok(line),
            Some(response) => Ok(SheetLine {
                answers: answers(r, response)?,
                replies: replies(r, response)?,
                ..line
            }),
        })
        .collect()
}

/// The forms without a name that a class handed in (those of no class where none is named), in the
/// order they came; the form's own id stands for the pupil's.
pub fn nameless(r: &Reading<'_>, survey: &str, class: Option<&str>) -> Result<Vec<SheetLine>> {
    let forms: Vec<(String, Vec<String>)> = r.rows(
        "SELECT id, unclear FROM response
         WHERE survey_id = :survey AND student_id IS NULL AND class_id IS :class
           AND deleted_at IS NULL
         ORDER BY changed_at, id",
        named_params! { ":survey": survey, ":class": class },
        |row| Ok((row.get(0)?, codes_of(row)?)),
    )?;
    forms
        .into_iter()
        .map(|(id, unclear)| {
            Ok(SheetLine {
                unclear,
                answers: answers(r, &id)?,
                replies: replies(r, &id)?,
                response: Some(id.clone()),
                student: id,
                name: String::new(),
                is_absent: false,
            })
        })
        .collect()
}

/// Makes a form without a name under its own id, where it is not there yet; false where the id is
/// that of something else.
pub fn keep_nameless(
    w: &Writing<'_>,
    survey: &str,
    id: &str,
    class: Option<&str>,
    way: &str,
) -> Result<bool> {
    w.run(
        "INSERT OR IGNORE INTO response (id, survey_id, student_id, class_id, source, changed_at,
                                         changed_on)
         VALUES (:id, :survey, NULL, :class, :way, :now, :device)",
        named_params! {
            ":id": id, ":survey": survey, ":class": class, ":way": way, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    let own = w.number(
        "SELECT count(*) FROM response
         WHERE id = :id AND survey_id = :survey AND student_id IS NULL AND deleted_at IS NULL",
        named_params! { ":id": id, ":survey": survey },
    )?;
    Ok(own == 1)
}

/// Forms with at least one answer, of whatever class or of none.
fn handed_in_count(r: &Reading<'_>, survey: &str) -> Result<u32> {
    let count = r.number(
        "SELECT count(*) FROM response p
         WHERE p.survey_id = :survey AND p.deleted_at IS NULL AND p.is_absent = 0
           AND (EXISTS (SELECT 1 FROM answer a WHERE a.response_id = p.id)
                OR EXISTS (SELECT 1 FROM reply y WHERE y.response_id = p.id))",
        named_params! { ":survey": survey },
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Says which items of a form could not be read.
pub fn set_unclear(w: &Writing<'_>, response: &str, items: &[String]) -> Result<()> {
    let text = match items.is_empty() {
        true => String::new(),
        false => format!(" {} ", items.join(" ")),
    };
    w.run(
        "UPDATE response SET unclear = :unclear, changed_at = :now, changed_on = :device
         WHERE id = :id AND unclear <> :unclear",
        named_params! {
            ":id": response, ":unclear": text, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

fn codes_of(row: &Row<'_>) -> rusqlite::Result<Vec<String>> {
    let text: String = row.get("unclear")?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}

/// The form of a pupil; made where there is none, with the way (`paper kiosk phone`) it came.
pub fn response_of(
    w: &Writing<'_>,
    survey: &str,
    student: &str,
    class: &str,
    way: &str,
) -> Result<String> {
    let known = w.row(
        "SELECT id FROM response
         WHERE survey_id = :survey AND student_id = :student AND deleted_at IS NULL",
        named_params! { ":survey": survey, ":student": student },
        |row| row.get(0),
    )?;
    match known {
        Some(id) => Ok(id),
        None => insert_response(w, survey, Some(student), Some(class), way, ""),
    }
}

/// Adds a form; answers its id.
pub fn insert_response(
    w: &Writing<'_>,
    survey: &str,
    student: Option<&str>,
    class: Option<&str>,
    source: &str,
    source_key: &str,
) -> Result<String> {
    let id = id::new();
    w.run(
        "INSERT INTO response (id, survey_id, student_id, class_id, source, source_key,
                               changed_at, changed_on)
         VALUES (:id, :survey, :student, :class, :source, :source_key, :now, :device)",
        named_params! {
            ":id": id, ":survey": survey, ":student": student, ":class": class,
            ":source": source, ":source_key": source_key, ":now": w.stamp(),
            ":device": w.device,
        },
    )?;
    Ok(id)
}

/// Whether an imported row is in the survey already.
pub fn source_known(r: &Reading<'_>, survey: &str, source_key: &str) -> Result<Option<String>> {
    r.row(
        // What is empty is no source; said so, the index of sources answers.
        "SELECT id FROM response
         WHERE survey_id = :survey AND source_key = :source_key AND source_key <> ''
           AND deleted_at IS NULL",
        named_params! { ":survey": survey, ":source_key": source_key },
        |row| row.get(0),
    )
}

/// A pupil's form in a survey.
pub fn form_of(r: &Reading<'_>, survey: &str, student: &str) -> Result<Option<String>> {
    r.row(
        "SELECT id FROM response
         WHERE survey_id = :survey AND student_id = :student AND deleted_at IS NULL",
        named_params! { ":survey": survey, ":student": student },
        |row| row.get(0),
    )
}

/// Item codes with their values, and replies.
pub type Filled = (Vec<(String, u32)>, Replies);

/// What a pupil has answered and replied in a survey.
pub fn filled(r: &Reading<'_>, survey: &str, student: &str) -> Result<Option<Filled>> {
    match form_of(r, survey, student)? {
        None => Ok(None),
        Some(response) => Ok(Some((answers(r, &response)?, replies(r, &response)?))),
    }
}

/// Whether a form was typed from paper and says something else than `wanted`.
pub fn is_other_paper(
    r: &Reading<'_>,
    response: &str,
    wanted: &[(String, Option<u32>)],
) -> Result<bool> {
    let source: Option<String> = r.row(
        "SELECT source FROM response WHERE id = :id",
        named_params! { ":id": response },
        |row| row.get(0),
    )?;
    let known = answers(r, response)?;
    let typed = |code: &str| {
        known
            .iter()
            .find(|(item, _)| item == code)
            .map(|(_, value)| *value)
    };
    let differs = wanted.iter().any(|(code, value)| typed(code) != *value);
    Ok(source.as_deref() == Some("paper") && !known.is_empty() && differs)
}

/// Writes the answers of a form that was just made, all at once.
pub fn insert_answers(
    w: &Writing<'_>,
    response: &str,
    answers: &[(String, Option<u32>)],
) -> Result<()> {
    let given: BTreeMap<&str, u32> = (answers.iter())
        .filter_map(|(item, value)| Some((item.as_str(), (*value)?)))
        .collect();
    let given = serde_json::to_string(&given).unwrap_or_default();
    w.run(
        "INSERT INTO answer (response_id, item, value)
         SELECT :response, key, value FROM json_each(:given)",
        named_params! { ":response": response, ":given": given },
    )?;
    Ok(())
}

/// Sets the answers of a form; only what differs is written. Answers how many differed.
pub fn set_answers(
    w: &Writing<'_>,
    response: &str,
    wanted: &[(String, Option<u32>)],
) -> Result<usize> {
    let known = answers(w, response)?;
    let mut changed = 0;
    for (item, value) in wanted {
        let old = known
            .iter()
            .find(|(code, _)| code == item)
            .map(|(_, value)| *value);
        if old == *value {
            continue;
        }
        changed += 1;
        match value {
            Some(value) => w.run(
                "INSERT INTO answer (response_id, item, value) VALUES (:response, :item, :value)
                 ON CONFLICT (response_id, item) DO UPDATE SET value = excluded.value",
                named_params! { ":response": response, ":item": item, ":value": value },
            )?,
            None => w.run(
                "DELETE FROM answer WHERE response_id = :response AND item = :item",
                named_params! { ":response": response, ":item": item },
            )?,
        };
    }
    Ok(changed)
}

/// Sets the replies of a form: those that are not named go. Answers how many differed.
pub fn set_replies(w: &Writing<'_>, response: &str, wanted: &Replies) -> Result<usize> {
    let known = replies(w, response)?;
    let mut changed = 0;
    for question in known.keys().filter(|code| !wanted.contains_key(*code)) {
        changed += w.run(
            "DELETE FROM reply WHERE response_id = :response AND question = :question",
            named_params! { ":response": response, ":question": question },
        )?;
    }
    for (question, reply) in wanted {
        if known.get(question) == Some(reply) {
            continue;
        }
        changed += w.run(
            "INSERT INTO reply (response_id, question, choices, text)
             VALUES (:response, :question, :choices, :text)
             ON CONFLICT (response_id, question)
             DO UPDATE SET choices = excluded.choices, text = excluded.text",
            named_params! {
                ":response": response, ":question": question,
                ":choices": json(&reply.choices), ":text": reply.text,
            },
        )?;
    }
    Ok(changed)
}

/// Marks a pupil as having handed in no form, or takes the mark away.
pub fn set_absent(w: &Writing<'_>, response: &str, is_absent: bool) -> Result<()> {
    w.run(
        "UPDATE response SET is_absent = :is_absent, changed_at = :now, changed_on = :device
         WHERE id = :id AND is_absent <> :is_absent",
        named_params! {
            ":id": response, ":is_absent": is_absent, ":now": w.stamp(), ":device": w.device,
        },
    )?;
    Ok(())
}

/// Sex of each pupil who handed in a form.
pub fn sexes(r: &Reading<'_>, survey: &str) -> Result<HashMap<String, String>> {
    let found = r.rows(
        "SELECT s.id, s.sex FROM response p JOIN student s ON s.id = p.student_id
         WHERE p.survey_id = :survey AND p.deleted_at IS NULL AND s.sex IS NOT NULL",
        named_params! { ":survey": survey },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.into_iter().collect())
}

/// Id, year and title of the surveys of other years that asked the same form, the newest first.
pub fn asked_again(
    r: &Reading<'_>,
    survey: &StoredSurvey,
) -> Result<Vec<(String, String, String)>> {
    r.rows(
        "SELECT id, year, title FROM survey
         WHERE instrument_id = :instrument AND year <> :year AND deleted_at IS NULL
         ORDER BY year DESC, id DESC LIMIT 6",
        named_params! { ":instrument": survey.instrument, ":year": survey.year },
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// The forms with at least one answer, with all their answers in the instrument's order.
pub fn responses(r: &Reading<'_>, survey: &str, instrument: &Instrument) -> Result<Vec<Response>> {
    responses_in(r, survey, instrument, None)
}

/// As [`responses`], of one class (id) where one is named.
pub fn responses_in(
    r: &Reading<'_>,
    survey: &str,
    instrument: &Instrument,
    class: Option<&str>,
) -> Result<Vec<Response>> {
    let forms = r.rows(
        "SELECT p.id, p.student_id, p.unclear, coalesce(s.name, '') AS name,
                coalesce(c.name, '') AS class
         FROM response p
         LEFT JOIN student s ON s.id = p.student_id
         LEFT JOIN class c ON c.id = p.class_id
         WHERE p.survey_id = :survey AND p.deleted_at IS NULL AND p.is_absent = 0
           AND (p.student_id IS NULL OR s.deleted_at IS NULL)
           AND (:class IS NULL OR p.class_id = :class)
         ORDER BY c.sort_key, s.sort_key, p.id",
        named_params! { ":survey": survey, ":class": class },
        |row| {
            let response = Response {
                student: row.get("student_id")?,
                name: row.get("name")?,
                class: row.get("class")?,
                answers: vec![None; instrument.items.len()],
                replies: Replies::new(),
                unclear: u32::try_from(codes_of(row)?.len()).unwrap_or(u32::MAX),
            };
            Ok((row.get("id")?, response))
        },
    )?;
    let (ids, mut found): (Vec<String>, Vec<Response>) = forms.into_iter().unzip();
    let places: HashMap<&str, usize> = ids.iter().map(String::as_str).zip(0..).collect();
    let codes = instrument.items.iter().map(|item| item.code.as_str());
    let items: HashMap<&str, usize> = codes.zip(0..).collect();
    // Unsorted and in one run: a school's answers to one survey are tens of thousands.
    let mut statement = r.connection().prepare_cached(
        "SELECT a.response_id, a.item, a.value FROM response p
         CROSS JOIN answer a ON a.response_id = p.id
         WHERE p.survey_id = :survey AND (:class IS NULL OR p.class_id = :class)",
    )?;
    let mut rows = statement.query(named_params! { ":survey": survey, ":class": class })?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        let (form, item) = (places.get(text(0)?), items.get(text(1)?));
        if let (Some(form), Some(item)) = (form, item) {
            found[*form].answers[*item] = Some(row.get(2)?);
        }
    }
    if !instrument.questions.is_empty() {
        let mut statement = r.connection().prepare_cached(
            "SELECT a.response_id, a.question, a.choices, a.text FROM response p
             CROSS JOIN reply a ON a.response_id = p.id
             WHERE p.survey_id = :survey AND (:class IS NULL OR p.class_id = :class)",
        )?;
        let mut rows = statement.query(named_params! { ":survey": survey, ":class": class })?;
        while let Some(row) = rows.next()? {
            let form: String = row.get(0)?;
            if let Some(form) = places.get(form.as_str()) {
                found[*form].replies.insert(row.get(1)?, reply(row)?);
            }
        }
    }
    found.retain(|form| form.answers.iter().any(Option::is_some) || !form.replies.is_empty());
    Ok(found)
}

fn answers(r: &Reading<'_>, response: &str) -> Result<Vec<(String, u32)>> {
    r.rows(
        "SELECT item, value FROM answer WHERE response_id = :response ORDER BY item",
        named_params! { ":response": response },
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

fn replies(r: &Reading<'_>, response: &str) -> Result<Replies> {
    let found = r.rows(
        "SELECT response_id, question, choices, text FROM reply WHERE response_id = :response",
        named_params! { ":response": response },
        |row| Ok((row.get(1)?, reply(row)?)),
    )?;
    Ok(found.into_iter().collect())
}

fn reply(row: &Row<'_>) -> rusqlite::Result<Reply> {
    Ok(Reply {
        choices: list_of(row, "choices")?,
        text: row.get("text")?,
    })
}

fn classes(r: &Reading<'_>, survey: &str) -> Result<Vec<SurveyedClass>> {
    r.rows(
        "SELECT c.id, c.name, c.grade,
                (SELECT count(*) FROM enrolment e
                 JOIN student s ON s.id = e.student_id AND s.deleted_at IS NULL
                 WHERE e.class_id = c.id AND e.deleted_at IS NULL
                   AND e.status IN ('studying', 'completed')) AS students,
                coalesce(g.responses, 0) AS responses, coalesce(g.absent, 0) AS absent
         FROM survey_class l JOIN class c ON c.id = l.class_id
         LEFT JOIN (SELECT p.class_id, sum(p.is_absent) AS absent,
                           sum(p.is_absent = 0 AND (
                               EXISTS (SELECT 1 FROM answer a WHERE a.response_id = p.id)
                               OR EXISTS (SELECT 1 FROM reply y WHERE y.response_id = p.id)
                           )) AS responses
                    FROM response p
                    WHERE p.survey_id = :survey AND p.deleted_at IS NULL
                    GROUP BY p.class_id) g ON g.class_id = c.id
         WHERE l.survey_id = :survey
         ORDER BY c.sort_key",
        named_params! { ":survey": survey },
        |row| {
            Ok(SurveyedClass {
                id: row.get("id")?,
                name: row.get("name")?,
                grade: row.get("grade")?,
                students: row.get("students")?,
                responses: row.get("responses")?,
                absent: row.get("absent")?,
            })
        },
    )
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredSurvey> {
    Ok(StoredSurvey {
        id: row.get("id")?,
        instrument: row.get("instrument_id")?,
        instrument_title: row.get("instrument_title")?,
        year: row.get("year")?,
        title: row.get("title")?,
        opens_on: row.get("opens_on")?,
        closes_on: row.get("closes_on")?,
        is_closed: row.get("is_closed")?,
        is_anonymous: row.get("is_anonymous")?,
        responses: 0,
        classes: Vec::new(),
    })
}
