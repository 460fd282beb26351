//! Everything that the book holds about a pupil over all years, line by line, as the law lets them ask
//! for it (Law 91/2025/QH15: the right to see and to get a copy).

use super::consent::kind_label;
use super::record::{Reached, interests};
use crate::domain::consent::Consent;
use crate::domain::counsel::form_label;
use crate::domain::record::REVIEWS;
use crate::domain::student::StudentLine;
use crate::domain::survey::{Instrument, Question, Reply};
use crate::error::Result;
use crate::kernel::{Date, Instant};
use crate::messages;
use crate::report::student::Held;
use crate::report::student_list::{status, support_label};
use crate::store::record::Passage;
use crate::store::survey::HandedIn;
use crate::store::{self, Reading};

/// The lines, part by part.
pub(super) fn rows(r: &Reading<'_>, student: &StudentLine, today: Date) -> Result<Vec<Held>> {
    let mut lines = Lines::default();
    let passages = store::record::passages(r, &student.id)?;
    general(&mut lines, r, student)?;
    aids(&mut lines, r, student)?;
    records(&mut lines, r, student, &passages)?;
    surveys(&mut lines, r, student, &passages)?;
    way(&mut lines, r, student, &passages, today)?;
    outcomes(&mut lines, r, student)?;
    agreed(&mut lines, r, student)?;
    left_the_book(&mut lines, r, student)?;
    Ok(lines.0)
}

#[derive(Default)]
struct Lines(Vec<Held>);

impl Lines {
    /// Adds a line that says something; days are ISO.
    fn add(&mut self, part: &'static str, on: &str, what: &str, detail: &str) {
        let detail = detail.trim();
        if !what.is_empty() && !detail.is_empty() {
            self.0.push(Held {
                part,
                on: for_people(on).unwrap_or_default(),
                what: what.to_owned(),
                detail: detail.to_owned(),
            });
        }
    }
}

fn for_people(day: &str) -> Option<String> {
    day.parse::<Date>().ok().map(Date::for_people)
}

/// What is known, with commas between.
fn joined(parts: &[&str]) -> String {
    let known: Vec<&str> = parts.iter().copied().filter(|it| !it.is_empty()).collect();
    known.join(", ")
}

fn general(lines: &mut Lines, r: &Reading<'_>, student: &StudentLine) -> Result<()> {
    const PART: &str = "Thông tin chung";
    let born_on = student.born_on.clone().unwrap_or_default();
    // Where only the year is known, the year.
    let born_on = for_people(&born_on).unwrap_or(born_on);
    let sex = match student.sex.as_deref() {
        Some("female") => "Nữ",
        Some(_) => "Nam",
        None => "",
    };
    let support: Vec<&str> = student
        .support
        .iter()
        .map(|code| support_label(code))
        .collect();
    let guardian = store::record::get(r, &student.id, "")?.record;
    for (what, detail) in [
        ("Họ và tên", student.name.as_str()),
        ("Ngày sinh", &born_on),
        ("Giới tính", sex),
        ("Mã định danh Bộ GD&ĐT", &student.ministry_id),
        ("Mã học sinh của trường", &student.school_code),
        ("Số định danh cá nhân", &student.citizen_id),
        ("Số điện thoại", &student.phone),
        ("Địa chỉ", &student.address),
        ("Dân tộc", &student.ethnicity),
        ("Diện hỗ trợ", &support.join(", ")),
        ("Cha mẹ hoặc người giám hộ", &guardian.guardian),
        ("Số điện thoại cha mẹ", &guardian.guardian_phone),
    ] {
        lines.add(PART, "", what, detail);
    }
    for place in store::held::places(r, &student.id)? {
        let detail = format!(
            "Lớp {}, {}",
            place.class,
            status(&place.status).to_lowercase()
        );
        lines.add(PART, "", &format!("Năm học {}", place.year), &detail);
    }
    Ok(())
}

fn aids(lines: &mut Lines, r: &Reading<'_>, student: &StudentLine) -> Result<()> {
    for aid in store::aid::list(r, &student.id)? {
        let amount = aid.amount.map(|amount| format!("{amount} đồng"));
        let detail = joined(&["đã nhận", &amount.unwrap_or_default(), &aid.source]);
        lines.add("Hỗ trợ đã nhận", &aid.given_on, &aid.kind, &detail);
    }
    Ok(())
}

/// Factors and review of every year, strengths, and every wish.
fn records(
    lines: &mut Lines,
    r: &Reading<'_>,
    student: &StudentLine,
    passages: &[Passage],
) -> Result<()> {
    for passage in passages {
        let stored = store::record::get(r, &student.id, &passage.year)?;
        let (record, review) = (&stored.record, &stored.review);
        let state = match review.review.as_str() {
            state if state == REVIEWS[0] => "",
            "counsel" => "cần tư vấn thêm",
            _ => "đã rà soát",
        };
        let reviewed_on = stored.reviewed_on.unwrap_or_default();
        for (on, what, detail) in [
            ("", "Học lực", &record.academic),
            ("", "Năng lực", &record.ability),
            ("", "Sở trường", &record.forte),
            ("", "Hoàn cảnh", &record.circumstances),
            (&reviewed_on, "Nhận xét của GVCN", &review.remark),
            (&reviewed_on, "Điều muốn hỏi người tư vấn", &review.question),
            (&reviewed_on, "Rà soát", &state.to_owned()),
        ] {
            let what = format!("{what}, {}", passage.year);
            lines.add("Hồ sơ hướng nghiệp", on, &what, detail);
        }
    }
    let newest = store::record::get(r, &student.id, "")?.record;
    for strength in &newest.strengths {
        let detail = joined(&["đã ghi", &strength.found_by, &strength.fostered]);
        lines.add("Năng khiếu", "", &strength.title, &detail);
    }
    for (year, wish) in store::record::wishes(r, &student.id)? {
        let what = format!("NV{} đợt {}, {year}", wish.rank, wish.round);
        let on = wish.stated_on.clone().unwrap_or_default();
        lines.add("Nguyện vọng", &on, &what, &wish.words());
    }
    Ok(())
}

/// What surveys found, and every form as it was filled in.
fn surveys(
    lines: &mut Lines,
    r: &Reading<'_>,
    student: &StudentLine,
    passages: &[Passage],
) -> Result<()> {
    const PART: &str = "Khảo sát";
    for (_, interest) in interests(r, &student.id, passages)? {
        let sums = interest.scales.iter();
        let sums: Vec<String> = sums.map(|it| format!("{} {}", it.code, it.sum)).collect();
        let detail = format!("{} ({})", interest.code, sums.join(", "));
        lines.add(PART, &interest.on, &interest.title, detail.trim());
    }
    for (form, replies) in store::survey::replied(r, &student.id)? {
        let Some(instrument) = store::survey::instrument(r, &form.instrument)? else {
            continue;
        };
        let what = format!("Câu trả lời: {}", form.title);
        lines.add(PART, &form.on, &what, &answered(&instrument, &form));
        for question in &instrument.questions {
            if let Some(reply) = replies.get(&question.code) {
                let what = format!("{}: {}", form.title, question.text);
                lines.add(PART, &form.on, &what, &replied(question, reply));
            }
        }
    }
    Ok(())
}

fn answered(instrument: &Instrument, form: &HandedIn) -> String {
    let items = instrument.items.iter();
    let given = items.filter_map(|item| {
        let (_, value) = form.answers.iter().find(|(code, _)| *code == item.code)?;
        Some(format!("{} = {value}", item.text))
    });
    given.collect::<Vec<_>>().join("; ")
}

fn replied(question: &Question, reply: &Reply) -> String {
    let label = |choice: &u32| {
        let at = usize::try_from(choice.saturating_sub(1)).ok()?;
        question.options.get(at).map(String::as_str)
    };
    let mut words: Vec<&str> = reply.choices.iter().filter_map(label).collect();
    words.push(&reply.text);
    joined(&words)
}

/// Activities, talks and referrals of all years.
fn way(
    lines: &mut Lines,
    r: &Reading<'_>,
    student: &StudentLine,
    passages: &[Passage],
    today: Date,
) -> Result<()> {
    const PART: &str = "Quá trình";
    let rolls = store::record::rolls(r, &student.id)?;
    let mut reached = Reached::default();
    for passage in passages {
        for done in reached.of(r, passage)? {
            let roll = rolls.get(&done.id);
            if roll.is_some_and(|roll| !roll.is_listed) {
                continue;
            }
            let attendance = match roll.map(|roll| roll.attendance.as_str()) {
                Some("present") => "có mặt",
                Some("absent") => "vắng",
                _ => "trong đối tượng của hoạt động",
            };
            let class = format!("Lớp {}", passage.class);
            let note = roll.map_or("", |roll| roll.note.as_str());
            let detail = joined(&[&class, attendance, note]);
            lines.add(PART, &done.starts_on.to_string(), &done.title, &detail);
        }
        for talk in store::record::counselled(r, &student.id, &passage.year)? {
            let what = match talk.held_on <= today.to_string() {
                true => format!("Tư vấn {}", form_label(&talk.form).to_lowercase()),
                false => format!("Hẹn tư vấn {}", form_label(&talk.form).to_lowercase()),
            };
            let minutes = talk.minutes.map(|minutes| format!("{minutes} phút"));
            let kept = "nội dung do người tư vấn giữ kín";
            let detail = joined(&[&minutes.unwrap_or_default(), kept]);
            lines.add(PART, &talk.held_on, &what, &detail);
        }
    }
    for referral in store::held::referred(r, &student.id)? {
        lines.add(
            PART,
            &referral.referred_on,
            "Giới thiệu chuyển tiếp",
            &referral.receiver,
        );
    }
    Ok(())
}

fn outcomes(lines: &mut Lines, r: &Reading<'_>, student: &StudentLine) -> Result<()> {
    const PART: &str = "Phân luồng";
    for (year, stage) in super::outcome::of_student(r, &student.id)? {
        let what = match stage.stage.as_str() {
            "registered" => "Đăng ký học tiếp",
            "admitted" => "Trúng tuyển",
            "verified" => "Nơi học, nơi làm đã xác minh",
            _ => "Nơi học, nơi làm thực tế",
        };
        let on = stage.learnt_on.clone().unwrap_or_default();
        let source = match stage.source.is_empty() {
            true => String::new(),
            false => format!("biết qua {}", stage.source),
        };
        let detail = joined(&[&stage.label, &stage.place, &stage.trade, &source]);
        lines.add(PART, &on, &format!("{what}, {year}"), &detail);
    }
    for year in store::held::not_completed(r, &student.id)? {
        lines.add(
            PART,
            "",
            &format!("Năm học {year}"),
            "chưa hoàn thành cấp học",
        );
    }
    Ok(())
}

/// Answers on consent, and what was asked of the school.
fn agreed(lines: &mut Lines, r: &Reading<'_>, student: &StudentLine) -> Result<()> {
    for stored in store::consent::of_student(r, &student.id)? {
        let consent = &stored.consent;
        lines.add(
            "Đồng ý",
            &consent.stated_on,
            purpose(consent),
            &stated(consent),
        );
    }
    let requests = store::consent::requests(r)?.into_iter();
    for request in requests.filter(|request| request.student == student.id) {
        let done = request.done_on.as_deref().and_then(for_people);
        let done = done.map(|on| format!("xong {on}"));
        let state = done.unwrap_or_else(|| "đang mở".to_owned());
        let detail = joined(&[&request.name, &state, &request.outcome]);
        let what = kind_label(&request.kind);
        lines.add("Yêu cầu về dữ liệu", &request.received_on, what, &detail);
    }
    Ok(())
}

fn purpose(consent: &Consent) -> &'static str {
    match consent.purpose.as_str() {
        "record" => "Lập hồ sơ hướng nghiệp",
        "media" => "Ảnh, tin bài",
        _ => "Bàn giao cho cơ sở GDNN",
    }
}

fn stated(consent: &Consent) -> String {
    let who = match consent.who.as_str() {
        "parent" => "Cha mẹ",
        _ => "Học sinh",
    };
    let answer = match consent.answer.as_str() {
        "given" => "đồng ý",
        "refused" => "không đồng ý",
        _ => "rút đồng ý",
    };
    let receiver = match consent.receiver.is_empty() {
        true => String::new(),
        false => format!(" cho {}", consent.receiver),
    };
    format!(
        "{who} {answer}{receiver}. {} {}",
        consent.name, consent.proof
    )
}

/// What was handed on or taken out, and how many files prove what the pupil took part in.
fn left_the_book(lines: &mut Lines, r: &Reading<'_>, student: &StudentLine) -> Result<()> {
    for package in store::held::handed_on(r, &student.id)? {
        let until = for_people(&package.keep_until).map(|on| format!("giữ đến {on}"));
        let detail = joined(&[&package.purpose, &until.unwrap_or_default()]);
        let what = format!("Bàn giao cho {}", package.receiver);
        lines.add("Bàn giao", &package.made_on, &what, &detail);
    }
    for (at, op) in store::held::taken_out(r, &student.id)? {
        let on = at.parse::<Instant>().map(|at| at.day().to_string());
        let what = messages::sentence(&format!("op.{op}"), &[]);
        lines.add(
            "Tệp và lần xuất",
            &on.unwrap_or_default(),
            &what,
            "đã ghi nhật ký",
        );
    }
    let files = store::held::files(r, &student.id)?;
    if files > 0 {
        let what = "Tệp minh chứng của các chuyến đi có tên em";
        lines.add("Tệp và lần xuất", "", what, &format!("{files} tệp"));
    }
    Ok(())
}
