//! The results of a survey as a workbook: figures for everybody, and where it is asked for, what each
//! pupil answered.

use super::outline::{Cell, Column, Frame, Outline, Sheet, Table};
use crate::domain::survey::{Instrument, Response, SurveyGroup, SurveyResults};

/// What the workbook is made of.
pub struct SurveyFacts<'a> {
    pub school: String,
    /// `Năm học 2025–2026, khảo sát “Sở thích”, ngày 20/04/2026`
    pub about: String,
    pub instrument: &'a Instrument,
    pub results: &'a SurveyResults,
    pub groups: &'a [SurveyGroup],
    /// By class: how many handed in nothing, and who where names are wanted.
    pub waiting: Vec<(String, Vec<String>)>,
    /// Each form; none where no names are wanted.
    pub responses: Option<&'a [Response]>,
}

pub fn outline(facts: &SurveyFacts<'_>) -> Outline {
    let mut sheets = vec![figures(facts)];
    if !facts.results.questions.is_empty() {
        sheets.push(questions(facts));
    }
    if !facts.results.items.is_empty() {
        sheets.push(items(facts));
    }
    if let Some(responses) = facts.responses {
        if !facts.instrument.scales.is_empty() {
            sheets.push(pupils(facts));
        }
        sheets.push(answers(facts, responses));
        sheets.push(waiting(facts));
    }
    Outline {
        title: "KẾT QUẢ KHẢO SÁT".to_owned(),
        from: String::new(),
        to: String::new(),
        sheets,
        missing: Vec::new(),
        frame: Frame {
            school: facts.school.clone(),
            subject: facts.about.clone(),
            ..Frame::default()
        },
    }
}

/// Classes, scales, and groups beside each other.
fn figures(facts: &SurveyFacts<'_>) -> Sheet {
    let mut sheet = Sheet::new("figures", "Kết quả", "KẾT QUẢ KHẢO SÁT").landscape();
    let scales = &facts.instrument.scales;
    let means = || {
        scales
            .iter()
            .map(|scale| Column::right(scale.title.clone(), 10.0))
    };
    let mut heads = vec![
        Column::left("Lớp", 12.0),
        Column::right("Học sinh", 9.0),
        Column::right("Phiếu thu", 9.0),
        Column::right("Chưa nộp", 9.0),
    ];
    heads.extend(means());
    if !scales.is_empty() {
        heads.push(Column::center("Mã", 10.0));
    }
    let mut classes = Table::new("classes", heads);
    classes.title = "Theo lớp (điểm trung bình 0–100)".to_owned();
    for class in &facts.results.classes {
        let waiting = facts.waiting.iter().find(|(name, _)| *name == class.class);
        let waiting = waiting.map_or(0, |(_, who)| who.len());
        let mut row = vec![
            Cell::text(class.class.clone()),
            Cell::count(class.students),
            Cell::count(class.responses),
            Cell::Count(i64::try_from(waiting).unwrap_or(i64::MAX)),
        ];
        row.extend(class.means.iter().map(|mean| Cell::decimal(*mean)));
        if !scales.is_empty() {
            row.push(Cell::text(class.leading.clone()));
        }
        classes.push(row);
    }
    if !classes.rows.is_empty() {
        classes.push_total(0, "Tổng cộng", &[1, 2, 3]);
        sheet.tables.push(classes);
    }
    if !scales.is_empty() {
        sheet.tables.push(scale_figures(facts));
        if !facts.groups.is_empty() {
            sheet.tables.push(groups(facts, means().collect()));
        }
        sheet.notes.push(
            "n: số phiếu đủ mọi câu của nhóm; TB, ĐLC: của tổng điểm; α: Cronbach; SEM: sai số đo của \
             tổng điểm, có từ 50 phiếu."
                .to_owned(),
        );
    }
    sheet
}

fn scale_figures(facts: &SurveyFacts<'_>) -> Table {
    let mut table = Table::new(
        "scales",
        vec![
            Column::left("Nhóm", 24.0),
            Column::right("n", 8.0),
            Column::right("TB", 9.0),
            Column::right("ĐLC", 9.0),
            Column::right("α", 9.0),
            Column::right("SEM", 9.0),
            Column::right("Điểm 0–100", 10.0),
        ],
    );
    table.title = "Theo nhóm".to_owned();
    for scale in &facts.results.scales {
        table.push(vec![
            Cell::text(scale.title.clone()),
            Cell::count(scale.n),
            Cell::decimal(scale.mean),
            Cell::decimal(scale.sd),
            Cell::decimal(scale.alpha),
            Cell::decimal(scale.sem),
            Cell::decimal(scale.mean_score),
        ]);
    }
    table
}

fn groups(facts: &SurveyFacts<'_>, means: Vec<Column>) -> Table {
    let mut heads = vec![Column::left("So sánh", 24.0), Column::right("Phiếu", 9.0)];
    heads.extend(means);
    let mut table = Table::new("groups", heads);
    table.title = "Theo khối, giới, năm học (điểm trung bình 0–100)".to_owned();
    for group in facts.groups {
        let label = match (group.kind.as_str(), group.label.as_str()) {
            ("grade", grade) => format!("Khối {grade}"),
            ("sex", "female") => "Nữ".to_owned(),
            ("sex", _) => "Nam".to_owned(),
            (_, label) => label.to_owned(),
        };
        let mut row = vec![Cell::text(label), Cell::count(group.responses)];
        row.extend(group.means.iter().map(|mean| Cell::decimal(*mean)));
        table.push(row);
    }
    table
}

/// Choices with their counts, numbers with their mean, words as they were written.
fn questions(facts: &SurveyFacts<'_>) -> Sheet {
    let mut table = Table::new(
        "questions",
        vec![
            Column::left("Câu hỏi", 44.0),
            Column::left("Trả lời", 44.0),
            Column::right("Số phiếu", 10.0),
            Column::right("Trên số trả lời", 12.0),
        ],
    );
    for question in &facts.results.questions {
        let mut first = question.text.clone();
        let mut push = |reply: Cell, count: Cell| {
            let text = std::mem::take(&mut first);
            table.push(vec![
                Cell::text(text),
                reply,
                count,
                Cell::count(question.replied),
            ]);
        };
        if question.is_hidden {
            push(Cell::text("Dưới 5 phiếu, không hiện"), Cell::Empty);
            continue;
        }
        for option in &question.options {
            push(Cell::text(option.label.clone()), Cell::count(option.count));
        }
        if question.mean.is_some() {
            push(Cell::text("Trung bình"), Cell::decimal(question.mean));
        }
        for text in &question.texts {
            push(Cell::text(text.clone()), Cell::Empty);
        }
        if !first.is_empty() {
            let text = std::mem::take(&mut first);
            table.push(vec![
                Cell::text(text),
                Cell::Empty,
                Cell::Empty,
                Cell::count(question.replied),
            ]);
        }
    }
    let mut sheet = Sheet::new("questions", "Câu hỏi", "TRẢ LỜI CÁC CÂU HỎI").landscape();
    sheet.tables.push(table);
    sheet
}

fn items(facts: &SurveyFacts<'_>) -> Sheet {
    let mut table = Table::new(
        "items",
        vec![
            Column::left("Mã", 8.0),
            Column::left("Câu", 60.0),
            Column::center("Nhóm", 8.0),
            Column::right("n", 8.0),
            Column::right("TB", 9.0),
            Column::right("ĐLC", 9.0),
            Column::right("Tương quan câu–tổng", 12.0),
        ],
    );
    for figures in &facts.results.items {
        let item = facts
            .instrument
            .items
            .iter()
            .find(|item| item.code == figures.code);
        table.push(vec![
            Cell::text(figures.code.clone()),
            Cell::text(item.map(|item| item.text.clone()).unwrap_or_default()),
            Cell::text(figures.scale.clone()),
            Cell::count(figures.n),
            Cell::decimal(figures.mean),
            Cell::decimal(figures.sd),
            Cell::decimal(figures.item_total),
        ]);
    }
    let mut sheet = Sheet::new("items", "Từng câu", "TỪNG CÂU CỦA BỘ CÂU HỎI").landscape();
    sheet.tables.push(table);
    sheet
}

fn pupils(facts: &SurveyFacts<'_>) -> Sheet {
    let mut heads = vec![
        Column::center("STT", 6.0),
        Column::left("Họ và tên", 26.0),
        Column::left("Lớp", 9.0),
    ];
    let scales = facts.instrument.scales.iter();
    heads.extend(scales.map(|scale| Column::right(scale.code.clone(), 8.0)));
    heads.extend([
        Column::center("Mã", 12.0),
        Column::left("Nên xem lại", 26.0),
    ]);
    let mut table = Table::new("pupils", heads);
    for (number, pupil) in (1u32..).zip(&facts.results.rows) {
        let mut row = vec![
            Cell::count(number),
            Cell::text(pupil.name.clone()),
            Cell::text(pupil.class.clone()),
        ];
        let scales = facts.instrument.scales.iter();
        row.extend(scales.map(|scale| {
            let score = pupil.scores.get(&scale.code).and_then(|score| score.score);
            Cell::decimal(score)
        }));
        let mut remarks = Vec::new();
        if pupil.is_straight {
            remarks.push("mọi câu cùng một mức".to_owned());
        }
        if !pupil.is_enough {
            remarks.push("chưa đủ câu".to_owned());
        } else if pupil.is_flat {
            remarks.push("phẳng".to_owned());
        }
        if pupil.unclear > 0 {
            remarks.push(format!("{} câu không rõ", pupil.unclear));
        }
        row.extend([
            Cell::text(pupil.code.clone()),
            Cell::text(remarks.join(", ")),
        ]);
        table.push(row);
    }
    let mut sheet = Sheet::new("pupils", "Từng em", "ĐIỂM CỦA TỪNG EM").landscape();
    sheet.tables.push(table);
    sheet
}

/// Every answer as it was given, a form in a row: what another program can go on with.
fn answers(facts: &SurveyFacts<'_>, responses: &[Response]) -> Sheet {
    let instrument = facts.instrument;
    let mut heads = vec![Column::left("Họ và tên", 26.0), Column::left("Lớp", 9.0)];
    let items = instrument.items.iter();
    heads.extend(items.map(|item| Column::right(item.code.clone(), 6.0)));
    let questions = instrument.questions.iter();
    heads.extend(questions.map(|question| Column::left(question.code.clone(), 20.0)));
    let mut table = Table::new("answers", heads);
    for response in responses {
        let mut row = vec![
            Cell::text(response.name.clone()),
            Cell::text(response.class.clone()),
        ];
        let answers = response.answers.iter();
        row.extend(answers.map(|answer| answer.map_or(Cell::Empty, Cell::count)));
        row.extend(instrument.questions.iter().map(|question| {
            let Some(reply) = response.replies.get(&question.code) else {
                return Cell::Empty;
            };
            let label = |choice: &u32| {
                let at = (*choice as usize).checked_sub(1)?;
                question.options.get(at).cloned()
            };
            let mut words: Vec<String> = reply.choices.iter().filter_map(label).collect();
            words.extend(Some(reply.text.clone()).filter(|text| !text.is_empty()));
            Cell::text(words.join("; "))
        }));
        table.push(row);
    }
    let mut sheet = Sheet::new("answers", "Câu trả lời", "CÂU TRẢ LỜI TỪNG PHIẾU").landscape();
    sheet.tables.push(table);
    sheet
}

fn waiting(facts: &SurveyFacts<'_>) -> Sheet {
    let columns = vec![Column::left("Lớp", 10.0), Column::left("Họ và tên", 40.0)];
    let mut table = Table::new("waiting", columns);
    for (class, names) in &facts.waiting {
        for name in names {
            table.push(vec![Cell::text(class.clone()), Cell::text(name.clone())]);
        }
    }
    let mut sheet = Sheet::new("waiting", "Chưa nộp", "CÁC EM CHƯA NỘP PHIẾU");
    sheet.tables.push(table);
    sheet
}
