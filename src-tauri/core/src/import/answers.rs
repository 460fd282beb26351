//! Survey answers in a form's table (Google Forms and the like): columns matched, cells read.

use std::collections::{BTreeSet, HashMap};

use crate::domain::survey::{
    Instrument, Question, QuestionKind, Replies, Reply, check_replies, given, read_answer,
};
use crate::error::{Error, Problem, Result};
use crate::kernel::fold::{fold, tidy};

/// Headings stand within the first rows; below are answers.
const HEADER_WITHIN: usize = 20;

/// What a column of the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerField {
    /// The item at this place of the instrument.
    Item(usize),
    /// The question at this place of the instrument.
    Question(usize),
    Name,
    Class,
    /// Ministry id or the school's own pupil code.
    Code,
    BornOn,
    /// The form's time stamp, kept as it is written.
    AnsweredAt,
}

impl AnswerField {
    /// Whether it is an item or a question of the form.
    pub fn is_asked(self) -> bool {
        matches!(self, AnswerField::Item(_) | AnswerField::Question(_))
    }
}

/// One column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerColumn {
    /// `"C"`
    pub at: String,
    pub heading: String,
    pub field: Option<AnswerField>,
}

/// One person's answers, in the order of the instrument's items. Who it is, the book finds out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerRow {
    /// Row of the sheet, from 1.
    pub row: u32,
    pub name: String,
    pub class: String,
    pub code: String,
    pub born_on: String,
    pub answered_at: String,
    pub answers: Vec<Option<u32>>,
    pub replies: Replies,
    /// Items that were left out.
    pub missing: u32,
}

/// A cell, or a whole row, that could not be taken; its row is not in `rows`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerRefusal {
    pub sheet: String,
    pub row: u32,
    /// Heading of the column, where one cell is at fault.
    pub column: Option<String>,
    /// Names the field by the column's letter and carries the words of the sentence.
    pub problem: Problem,
}

/// A table that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerTable {
    /// Row of the headings, from 1.
    pub header_row: u32,
    pub columns: Vec<AnswerColumn>,
    /// Codes of the items and questions that have no column.
    pub missing_items: Vec<String>,
    pub rows: Vec<AnswerRow>,
    /// One entry for each fault; a row may have several.
    pub refused: Vec<AnswerRefusal>,
    /// Rows below the headings that are empty.
    pub empty: u32,
    /// What a person has to say of the columns first: a code of the message table.
    pub needs: Option<&'static str>,
}

/// What a person says of a table, over what its headings say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// By the column's letter; none where the column is not used.
    pub columns: Vec<(String, Option<AnswerField>)>,
    /// Row of the headings, from 1.
    pub header_row: Option<u32>,
    /// They look on: a table that says too little is shown instead of refused.
    pub is_open: bool,
}

impl AnswerTable {
    /// Rows that could not be taken.
    pub fn refused_rows(&self) -> u32 {
        let rows: BTreeSet<u32> = self.refused.iter().map(|refusal| refusal.row).collect();
        u32::try_from(rows.len()).unwrap_or(u32::MAX)
    }

    /// Rows with something in them.
    pub fn read(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX) + self.refused_rows()
    }
}

/// Reads a table of answers. Where they are anonymous, names, codes and birthdays are not taken
/// over even if they stand there; the class is.
pub fn read(
    sheet: &str,
    table: &[Vec<String>],
    instrument: &Instrument,
    is_anonymous: bool,
    said: &Said,
) -> Result<AnswerTable> {
    let (header, columns) = header_of(table, instrument, said);
    let has = |field| columns.iter().any(|column| column.field == Some(field));
    let is_asked = |column: &AnswerColumn| column.field.is_some_and(AnswerField::is_asked);
    let needs = if !columns.iter().any(is_asked) {
        Some("answers.no_items")
    } else if !is_anonymous && !has(AnswerField::Name) && !has(AnswerField::Code) {
        Some("answers.no_names")
    } else {
        None
    };
    if let (Some(code), false) = (needs, said.is_open) {
        return Err(Error::refused(code));
    }
    let items = instrument.items.iter().enumerate();
    let items = items
        .filter(|(place, _)| !has(AnswerField::Item(*place)))
        .map(|(_, item)| item.code.clone());
    let questions = instrument.questions.iter().enumerate();
    let questions = questions
        .filter(|(place, _)| !has(AnswerField::Question(*place)))
        .map(|(_, question)| question.code.clone());
    let missing_items = items.chain(questions).collect();
    let mut read = AnswerTable {
        header_row: row_number(header),
        missing_items,
        rows: Vec::new(),
        refused: Vec::new(),
        empty: 0,
        needs,
        columns,
    };
    if needs.is_some() {
        return Ok(read);
    }
    // Thousands of cells say the same few things.
    let mut seen = Seen::new();
    for (place, cells) in table.iter().enumerate().skip(header + 1) {
        if cells.iter().all(|cell| tidy(cell).is_empty()) {
            read.empty += 1;
            continue;
        }
        match read_row(
            place,
            cells,
            &read.columns,
            instrument,
            is_anonymous,
            &mut seen,
        ) {
            Ok(row) => read.rows.push(row),
            Err(faults) => read
                .refused
                .extend(faults.into_iter().map(|fault| AnswerRefusal {
                    sheet: sheet.to_owned(),
                    row: row_number(place),
                    column: fault.0,
                    problem: fault.1,
                })),
        }
    }
    Ok(read)
}

/// The row of the headings and what its columns hold: the row that names most items, and where none
/// names any, the fullest one. A person's word goes before both.
fn header_of(
    table: &[Vec<String>],
    instrument: &Instrument,
    said: &Said,
) -> (usize, Vec<AnswerColumn>) {
    let words = Words::of(instrument);
    let given = said
        .header_row
        .map(|row| row as usize)
        .and_then(|row| row.checked_sub(1));
    let is_candidate = |place: usize| given.is_none_or(|given| given == place);
    let mut best: Option<((usize, usize), usize, Vec<AnswerColumn>)> = None;
    for (place, cells) in table
        .iter()
        .enumerate()
        .filter(|(place, _)| is_candidate(*place))
    {
        if given.is_none() && place >= HEADER_WITHIN {
            break;
        }
        let columns = match_columns(cells, &words);
        let asked = columns
            .iter()
            .filter(|it| it.field.is_some_and(AnswerField::is_asked));
        let full = cells.iter().filter(|cell| !tidy(cell).is_empty());
        let rank = (asked.count(), full.count());
        if best.as_ref().is_none_or(|best| rank > best.0) {
            best = Some((rank, place, columns));
        }
    }
    let (_, header, mut columns) = best.unwrap_or_default();
    for (at, field) in &said.columns {
        for column in &mut columns {
            if column.at == *at {
                column.field = *field;
            } else if field.is_some() && column.field == *field {
                column.field = None;
            }
        }
    }
    (header, columns)
}

/// The words by which headings name items and questions, folded once.
struct Words {
    /// Text and code of each.
    items: Vec<(String, String)>,
    questions: Vec<(String, String)>,
}

impl Words {
    fn of(instrument: &Instrument) -> Self {
        let items = instrument.items.iter();
        let questions = instrument.questions.iter();
        Words {
            items: items.map(|it| (plain(&it.text), fold(&it.code))).collect(),
            questions: questions
                .map(|it| (plain(&it.text), fold(&it.code)))
                .collect(),
        }
    }
}

fn match_columns(headings: &[String], words: &Words) -> Vec<AnswerColumn> {
    let mut taken: Vec<AnswerField> = Vec::new();
    let mut columns: Vec<AnswerColumn> = Vec::new();
    let named = headings.iter().enumerate().map(|(place, heading)| {
        let heading = tidy(heading);
        let field = item_named(&heading, words)
            .or_else(|| question_named(&heading, words))
            .or_else(|| person_field(&heading));
        (place, heading, field)
    });
    for (place, heading, field) in named {
        // A heading that comes twice is taken the first time; the second column is shown unused.
        let field = field.filter(|field| !taken.contains(field));
        taken.extend(field);
        columns.push(AnswerColumn {
            at: letters(place),
            heading,
            field,
        });
    }
    // Bare numbers mean the order of the form, but only when nothing else named an item, and when
    // they count on from 1: a row of answers is made of numbers too.
    let is_named = taken
        .iter()
        .any(|field| matches!(field, AnswerField::Item(_)));
    let numbered = |column: &AnswerColumn| match column.field {
        None => bare_number(&column.heading),
        Some(_) => None,
    };
    let numbers: Vec<usize> = columns.iter().filter_map(numbered).collect();
    let all = words.items.len();
    let is_enough = (all.min(3)..=all).contains(&numbers.len());
    let is_counted = is_enough && numbers.iter().copied().eq(1..=numbers.len());
    if !is_named && is_counted {
        for column in &mut columns {
            if let Some(number) = numbered(column) {
                column.field = Some(AnswerField::Item(number - 1));
            }
        }
    }
    columns
}

/// The item that a heading names: by its code (`R1`, `R1. Sửa xe`), or by its text, with or
/// without a number before it, also as a line of a grid question (`Em có thích: [Sửa xe]`).
fn item_named(heading: &str, words: &Words) -> Option<AnswerField> {
    let inner = match (heading.find('['), heading.strip_suffix(']')) {
        (Some(from), Some(closed)) => closed.get(from + 1..).unwrap_or_default(),
        (_, _) => heading,
    };
    let plain = plain(inner);
    if plain.is_empty() {
        return None;
    }
    let numbered = plain
        .trim_start_matches("cau ")
        .trim_start_matches(|letter: char| letter.is_ascii_digit())
        .trim_start_matches(['.', ')', ':', '-', ' ']);
    let mut items = words.items.iter();
    let by_text = items.position(|(text, _)| *text == plain || text == numbered);
    let code = plain
        .split(['.', ')', ':', '-', ' '])
        .next()
        .unwrap_or_default();
    let by_code = || {
        words.items.iter().position(|(_, own)| {
            *own == plain || (own == code && !own.chars().all(|digit| digit.is_ascii_digit()))
        })
    };
    by_text.or_else(by_code).map(AnswerField::Item)
}

/// The question that a heading names, by its text with or without a number, or by its code.
fn question_named(heading: &str, words: &Words) -> Option<AnswerField> {
    let plain = plain(heading);
    let numbered = plain
        .trim_start_matches("cau ")
        .trim_start_matches(|letter: char| letter.is_ascii_digit())
        .trim_start_matches(['.', ')', ':', '-', ' ']);
    let is_own = |text: &str| !text.is_empty() && (text == plain || text == numbered);
    let mut questions = words.questions.iter();
    let found = questions.position(|(text, code)| is_own(text) || *code == plain);
    found.map(AnswerField::Question)
}

/// A cell as a reply: options by their words or numbers, several parted by `;`, a line or a comma as
/// forms write them; what is none of the options is “khác” where there is one.
fn read_reply(question: &Question, cell: &str) -> Result<Reply, &'static str> {
    if !question.kind.is_choice() {
        return Ok(Reply {
            choices: Vec::new(),
            text: cell.trim().to_owned(),
        });
    }
    let mut reply = Reply::default();
    for part in parts(question, cell) {
        match choice_named(question, &part) {
            Some(choice) if reply.choices.contains(&choice) => {}
            Some(choice) => reply.choices.push(choice),
            None => {
                let other = question.other().ok_or("answers.unknown_choice")?;
                if !reply.choices.contains(&other) {
                    reply.choices.push(other);
                }
                reply.text = part;
            }
        }
    }
    Ok(reply)
}

fn choice_named(question: &Question, part: &str) -> Option<u32> {
    let wanted = plain(part);
    let options = question.options.iter();
    let by_words = (1u32..)
        .zip(options)
        .find(|(_, option)| plain(option) == wanted);
    let by_other = || {
        let is_other = ["khac", "muc khac", "other"].contains(&wanted.as_str());
        question.other().filter(|_| is_other)
    };
    let by_number = || {
        let number: u32 = wanted.parse().ok()?;
        (1..=question.choices()).contains(&number).then_some(number)
    };
    by_words
        .map(|(number, _)| number)
        .or_else(by_other)
        .or_else(by_number)
}

/// The choices in a cell. An option may hold a comma itself, so its whole words are looked for first.
fn parts(question: &Question, cell: &str) -> Vec<String> {
    let is_one = question.kind == QuestionKind::Single;
    let lines = cell
        .split(['\n', ';'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let mut found = Vec::new();
    for line in lines {
        if is_one || choice_named(question, line).is_some() {
            found.push(line.to_owned());
            continue;
        }
        let mut rest = line;
        while !rest.is_empty() {
            let mut options: Vec<&String> = question.options.iter().collect();
            options.sort_by_key(|option| std::cmp::Reverse(option.len()));
            let known = options.into_iter().find(|option| {
                let after = rest.strip_prefix(option.as_str());
                after.is_some_and(|after| after.is_empty() || after.starts_with(','))
            });
            let end = known.map_or_else(|| rest.find(',').unwrap_or(rest.len()), String::len);
            found.push(rest[..end].trim().to_owned());
            rest = rest[end..].trim_start_matches(',').trim_start();
        }
    }
    found
}

/// Folded, without the marks that forms put at the end of a heading.
fn plain(text: &str) -> String {
    fold(text)
        .trim_matches(|letter: char| letter.is_whitespace() || "*.:?;,".contains(letter))
        .to_owned()
}

fn person_field(heading: &str) -> Option<AnswerField> {
    let heading = plain(heading);
    let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let is = |words: &[&str]| words.contains(&heading.as_str());
    if has(&[
        "dau thoi gian",
        "timestamp",
        "thoi gian tra loi",
        "thoi diem",
    ]) {
        Some(AnswerField::AnsweredAt)
    } else if has(&[
        "ma hoc sinh",
        "ma dinh danh",
        "ma so hoc sinh",
        "student id",
    ]) || is(&["ma hs", "ma so", "ma"])
    {
        Some(AnswerField::Code)
    } else if has(&["ngay sinh", "ngay thang nam sinh"]) {
        Some(AnswerField::BornOn)
    } else if has(&["ho va ten", "ho ten", "ten hoc sinh", "full name"]) || is(&["ten", "name"]) {
        Some(AnswerField::Name)
    } else if is(&["lop", "class", "lop hoc", "ten lop"]) || heading.starts_with("lop ") {
        Some(AnswerField::Class)
    } else {
        None
    }
}

/// `1`, `Câu 1`, `q1`.
fn bare_number(heading: &str) -> Option<usize> {
    let heading = plain(heading);
    let number = heading.strip_prefix("cau").or(heading.strip_prefix('q'));
    number.unwrap_or(&heading).trim().parse().ok()
}

type Fault = (Option<String>, Problem);

/// What cells of items were read as.
type Seen = HashMap<String, Result<Option<u32>, &'static str>>;

fn read_row(
    place: usize,
    cells: &[String],
    columns: &[AnswerColumn],
    instrument: &Instrument,
    is_anonymous: bool,
    seen: &mut Seen,
) -> Result<AnswerRow, Vec<Fault>> {
    let mut row = AnswerRow {
        row: row_number(place),
        answers: vec![None; instrument.items.len()],
        ..AnswerRow::default()
    };
    let mut faults: Vec<Fault> = Vec::new();
    for (cell, column) in cells.iter().zip(columns) {
        let text = tidy(cell);
        match column.field {
            Some(AnswerField::Item(item)) => match answer_of(instrument, &text, seen) {
                Ok(answer) => {
                    if let Some(slot) = row.answers.get_mut(item) {
                        *slot = answer;
                    }
                }
                Err(code) => {
                    let problem = Problem::new(&column.at, code)
                        .with("value", text)
                        .with("min", instrument.answers.min)
                        .with("max", instrument.answers.max);
                    faults.push((Some(column.heading.clone()), problem));
                }
            },
            Some(AnswerField::Question(place)) => {
                let Some(question) = instrument.questions.get(place) else {
                    continue;
                };
                match read_reply(question, cell) {
                    Ok(reply) if reply.is_empty() => {}
                    Ok(reply) => {
                        row.replies.insert(question.code.clone(), reply);
                    }
                    Err(code) => {
                        let problem = Problem::new(&column.at, code).with("value", text);
                        faults.push((Some(column.heading.clone()), problem));
                    }
                }
            }
            Some(AnswerField::Class) => row.class = text,
            Some(AnswerField::AnsweredAt) => row.answered_at = text,
            Some(AnswerField::Name) if !is_anonymous => row.name = text,
            Some(AnswerField::Code) if !is_anonymous => row.code = text,
            Some(AnswerField::BornOn) if !is_anonymous => row.born_on = text,
            Some(AnswerField::Name | AnswerField::Code | AnswerField::BornOn) | None => {}
        }
    }
    let whole = |code| (None, Problem::new("", code));
    if !is_anonymous && row.name.is_empty() && row.code.is_empty() {
        faults.push(whole("answers.no_student"));
    }
    let answered = given(&row.answers);
    match check_replies(&instrument.questions, &row.replies, false) {
        Ok(replies) => row.replies = replies,
        Err(problems) => faults.extend(problems.into_iter().map(|problem| {
            let code = problem.field.strip_prefix("replies.").unwrap_or_default();
            let mut questions = instrument.questions.iter();
            let asked = questions.find(|question| question.code == code);
            (asked.map(|question| question.text.clone()), problem)
        })),
    }
    if answered == 0 && row.replies.is_empty() && faults.is_empty() {
        faults.push(whole("answers.empty"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    row.missing = u32::try_from(row.answers.len()).unwrap_or(u32::MAX) - answered;
    Ok(row)
}

fn answer_of(
    instrument: &Instrument,
    text: &str,
    seen: &mut Seen,
) -> Result<Option<u32>, &'static str> {
    if let Some(known) = seen.get(text) {
        return *known;
    }
    let read = read_answer(instrument, text);
    seen.insert(text.to_owned(), read);
    read
}

fn row_number(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

/// `0` is `A`, `26` is `AA`.
fn letters(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::survey::{InstrumentDraft, scores};
    use crate::domain::survey::{Response, shipped};

    const FORM: &str = include_str!("../../../../tests/data/riasec/googleforms_riasec48_vi.csv");
    const EXPECTED: &str =
        include_str!("../../../../tests/data/riasec/googleforms_riasec48_vi.csv.expected.json");

    fn riasec() -> Instrument {
        Instrument::check("1", shipped().unwrap().remove(0)).unwrap()
    }

    fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect()
    }

    fn csv(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows = reader.records().map(Result::unwrap);
        rows.map(|row| row.iter().map(str::to_owned).collect())
            .collect()
    }

    /// The survey of the test form: our scales and range, its English sentences.
    fn form_instrument(form: &[Vec<String>]) -> Instrument {
        let mut draft: InstrumentDraft = shipped().unwrap().remove(0);
        for (item, heading) in draft.items.iter_mut().zip(&form[0][4..]) {
            item.text = heading.split_once(". ").unwrap().1.to_owned();
        }
        Instrument::check("2", draft).unwrap()
    }

    #[test]
    fn questions_are_read_as_forms_write_them() {
        let question = |kind, options: &[&str]| Question {
            code: "c1".to_owned(),
            text: "Em muốn biết thêm điều gì?".to_owned(),
            kind,
            options: options.iter().map(|it| (*it).to_owned()).collect(),
            has_other: true,
            ..Question::default()
        };
        let options = ["Điểm chuẩn, cách xét", "Học nghề ở đâu", "Học phí"];
        let several = question(QuestionKind::Multiple, &options);
        let read = |cell: &str| read_reply(&several, cell).unwrap();
        assert_eq!(read("Học phí, Điểm chuẩn, cách xét").choices, [3, 1]);
        assert_eq!(read("Học phí;Học nghề ở đâu;").choices, [3, 2]);
        let other = read("Học phí, Xe đi lại");
        assert_eq!(
            (other.choices.as_slice(), other.text.as_str()),
            (&[3, 4][..], "Xe đi lại")
        );
        let mut one = question(QuestionKind::Single, &options);
        assert_eq!(
            read_reply(&one, "Điểm chuẩn, cách xét").unwrap().choices,
            [1]
        );
        assert_eq!(read_reply(&one, "2").unwrap().choices, [2]);
        one.has_other = false;
        assert_eq!(read_reply(&one, "Không rõ"), Err("answers.unknown_choice"));
    }

    #[test]
    fn a_survey_form_gives_the_expected_sums() {
        let form = csv(FORM);
        let instrument = form_instrument(&form);
        let expected: serde_json::Value = serde_json::from_str(EXPECTED).unwrap();
        let expected = expected["students"].as_array().unwrap();

        let read = read("Câu trả lời", &form, &instrument, false, &Said::default()).unwrap();

        assert!(read.refused.is_empty() && read.missing_items.is_empty());
        assert_eq!(read.rows.len(), expected.len());
        let responses: Vec<Response> = read
            .rows
            .iter()
            .map(|row| Response {
                replies: Default::default(),
                unclear: 0,
                name: row.name.clone(),
                class: row.class.clone(),
                answers: row.answers.clone(),
                student: None,
            })
            .collect();
        let scored = scores(&instrument, &responses);
        for ((row, scored), want) in read.rows.iter().zip(&scored.responses).zip(expected) {
            assert_eq!(row.name, tidy(want["name"].as_str().unwrap()));
            assert_eq!(row.class, want["cls"].as_str().unwrap());
            assert_eq!(u64::from(row.missing), want["missing"].as_u64().unwrap());
            for scale in ["R", "I", "A", "S", "E", "C"] {
                let sum = u64::from(scored.scores[scale].sum);
                assert_eq!(sum, want[scale].as_u64().unwrap(), "{} {scale}", row.row);
            }
        }
        // From Python's statistics module, over the responses without a gap in the scale.
        let r = &scored.scales[0];
        let near = |found: Option<f64>, want: f64| (found.unwrap() - want).abs() < 1e-9;
        assert_eq!(r.n, 196);
        assert!(near(r.mean, 19.408163265306122) && near(r.sd, 7.292197072732382));
        assert!(near(r.alpha, 0.8814115162260597));
        assert!(near(scored.scales[4].alpha, 0.7389295040806856));
    }

    #[test]
    fn columns_are_known_by_code_by_text_or_as_a_line_of_a_grid() {
        let headings = [
            "Dấu thời gian",
            "Họ và tên *",
            "Lớp",
            "R1",
            "i1. Tìm hiểu",
            "3. Vẽ tranh hoặc vẽ truyện tranh",
            "Em có thích việc này không? [Giảng lại bài cho bạn chưa hiểu]",
            "GIẢNG LẠI BÀI CHO BẠN CHƯA HIỂU",
            "Góp ý",
        ];
        let sheet = table(&[
            &["Phiếu khảo sát khối 9"],
            &headings,
            &[
                "x",
                "Lê Thị Ánh",
                "9A",
                "5",
                "Thích",
                "3",
                "1",
                "2",
                "Hay ạ",
            ],
        ]);

        let read = read("Sheet1", &sheet, &riasec(), false, &Said::default()).unwrap();

        let item = |place| Some(AnswerField::Item(place));
        let fields: Vec<Option<AnswerField>> = read.columns.iter().map(|c| c.field).collect();
        assert_eq!(read.header_row, 2);
        assert_eq!(fields[3..7], [item(0), item(1), item(2), item(3)]);
        assert_eq!(fields[7..], [None, None]);
        assert_eq!(read.missing_items.len(), 44);
        assert_eq!(
            read.rows[0].answers[..4],
            [Some(5), Some(4), Some(3), Some(1)]
        );
        assert_eq!((read.rows[0].row, read.rows[0].missing), (3, 44));
    }

    #[test]
    fn bare_numbers_mean_the_order_of_the_form() {
        let sheet = table(&[&["Mã HS", "q1", "q2", "q3"], &["7", "1", "5", "0"]]);

        let read = read("Sheet1", &sheet, &riasec(), false, &Said::default()).unwrap();

        assert_eq!(read.rows[0].code, "7");
        assert_eq!(read.rows[0].answers[..3], [Some(1), Some(5), None]);
    }

    #[test]
    fn bad_rows_are_refused_with_every_fault_and_the_others_taken() {
        let sheet = table(&[
            &["Họ và tên", "Lớp", "R1", "I1"],
            &["Lê Thị Ánh", "9A", "Chắc là thích", "8"],
            &["", "9A", "4", "4"],
            &["", "", "", ""],
            &["Vũ Dung", "9A", "", ""],
            &["Trần Văn Bình", "9A", "4", ""],
        ]);

        let read = read("Sheet1", &sheet, &riasec(), false, &Said::default()).unwrap();

        let refused: Vec<(u32, Option<&str>, &str)> = read
            .refused
            .iter()
            .map(|r| (r.row, r.column.as_deref(), r.problem.code))
            .collect();
        assert_eq!(
            refused,
            [
                (2, Some("R1"), "answers.unknown_label"),
                (2, Some("I1"), "answers.out_of_range"),
                (3, None, "answers.no_student"),
                (5, None, "answers.empty"),
            ]
        );
        assert_eq!(read.rows.len(), 1);
        assert_eq!((read.read(), read.refused_rows(), read.empty), (4, 3, 1));
        assert_eq!(read.refused[0].problem.field, "C");
    }

    #[test]
    fn anonymous_answers_leave_the_names_behind() {
        let sheet = table(&[&["Họ tên", "Lớp", "R1"], &["Lê Thị Ánh", "9A", "4"]]);
        let without = table(&[&["Lớp", "R1"], &["9A", "4"], &["9A", "4"]]);

        let named = read("Sheet1", &sheet, &riasec(), true, &Said::default()).unwrap();
        assert_eq!(
            (named.rows[0].name.as_str(), named.rows[0].class.as_str()),
            ("", "9A")
        );

        assert_eq!(
            read("Sheet1", &without, &riasec(), true, &Said::default())
                .unwrap()
                .rows
                .len(),
            2
        );
        assert!(read("Sheet1", &without, &riasec(), false, &Said::default()).is_err());
    }

    #[test]
    fn a_table_without_any_item_is_refused() {
        let sheet = table(&[&["Họ tên", "Lớp"], &["Lê Thị Ánh", "9A"]]);

        assert!(read("Sheet1", &sheet, &riasec(), false, &Said::default()).is_err());
        assert_eq!(
            (letters(0), letters(25), letters(26)),
            ("A".into(), "Z".into(), "AA".into())
        );
    }
}
