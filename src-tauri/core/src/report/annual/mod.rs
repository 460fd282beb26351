//! The annual report: which sheets it has, in which order, and what stands around them.

mod activities;
mod assessment;
mod counselling;
mod cover;
mod general;
mod lists;
mod means;
mod minimums;
mod missing;
mod outcomes;
mod surveys;
mod targets;
mod tasks;
mod totals;
mod trips;

use super::facts::Facts;
use super::outline::{Frame, Outline, Sheet};
use super::words;

/// Lays the facts out as the annual report.
pub fn outline(facts: &Facts) -> Outline {
    let mut annexes = vec![
        general::sheet(facts),
        assessment::sheet(facts),
        targets::sheet(facts),
        minimums::sheet(facts),
        activities::sheet(facts),
        totals::sheet(facts),
        trips::sheet(facts),
        counselling::sheet(facts),
        surveys::sheet(facts),
    ];
    annexes.extend(outcomes::sheets(facts));
    annexes.extend([
        lists::startup(facts),
        means::staff(facts),
        means::materials(facts),
        lists::partners(facts),
        lists::media(facts),
        lists::funding(facts),
        tasks::sheet(facts),
        means::inspections(facts),
    ]);
    for (place, annex) in annexes.iter_mut().enumerate() {
        annex.look.annex = place + 1;
        annex.records = records(&annex.id).to_owned();
    }
    let frame = frame(facts);
    let mut sheets = vec![cover::sheet(facts, &frame, &annexes)];
    sheets.append(&mut annexes);
    Outline {
        title: title(facts),
        from: facts.period.from.to_string(),
        to: facts.period.to.to_string(),
        sheets,
        missing: missing::list(facts),
        frame,
    }
}

/// Writes what vouches for the book below the facts of the school, on the annex that is signed with the rest.
pub fn vouch(outline: &mut Outline, words: String) {
    let general = (outline.sheets.iter_mut()).find(|sheet| sheet.id == general::ID);
    if let Some(sheet) = general {
        sheet.notes.push(words);
    }
}

/// Where the figures of a sheet are written down.
fn records(sheet: &str) -> &'static str {
    match sheet {
        general::ID => "/settings/school",
        "assessment" => "/settings/narrative",
        targets::ID => "/settings/rules",
        minimums::ID => "/",
        trips::ID => "/trip",
        counselling::ID => "/counsel",
        surveys::ID => "/survey",
        outcomes::THCS => "/outcome?level=thcs",
        outcomes::THPT => "/outcome?level=thpt",
        outcomes::LIST => "/outcome",
        tasks::ID => "/plan",
        means::STAFF | means::MATERIALS | means::INSPECTIONS => "/settings/means",
        // What the log alone fills.
        _ => "/activity",
    }
}

fn title(facts: &Facts) -> String {
    format!("Báo cáo {SUBJECT} {}", facts.period.in_words()).replace("Kết quả", "kết quả")
}

const SUBJECT: &str = "Kết quả thực hiện công tác giáo dục hướng nghiệp, tư vấn nghề nghiệp, \
                       việc làm và hỗ trợ khởi nghiệp";

fn frame(facts: &Facts) -> Frame {
    let (school, profile) = (&facts.school, &facts.profile);
    let period = facts.period.in_words();
    let number = words::report_number(&profile.report_number, &school.abbreviation);
    let day = match profile.report_on {
        Some(day) => words::day_of_document(day),
        None => format!("{0} tháng {0} năm {1}", words::DOTS, facts.today.year()),
    };
    let place = [&school.place, &school.province]
        .into_iter()
        .find(|place| !place.is_empty());
    let place = place.map_or(words::DOTS, String::as_str);
    let signer_title = words::signer_title(&profile.signer_title);
    // A deputy's name is never guessed: the principal's stands only under the principal's title.
    let signer = match (profile.signer_name.as_str(), signer_title.len()) {
        ("", 1) => school.principal.clone(),
        (name, _) => name.to_owned(),
    };
    Frame {
        parent_body: school.parent_body.to_uppercase(),
        school: school.name.to_uppercase(),
        attached_to: format!(
            "(Kèm theo Báo cáo số {number} ngày {day} của {})",
            school.name
        ),
        number,
        place_and_date: format!("{place}, ngày {day}"),
        kind: "BÁO CÁO".to_owned(),
        subject: format!("{SUBJECT} {period}"),
        opening: format!(
            "{} nhiệm vụ công tác tư vấn nghề nghiệp, việc làm và hỗ trợ khởi nghiệp trong \
             nhà trường, {} báo cáo kết quả {period} (từ ngày {} đến ngày {}) như sau:",
            beginning(facts),
            school.name,
            facts.period.from.for_people(),
            facts.period.to.for_people(),
        ),
        closing: "Đánh giá chung và số liệu chi tiết có tại các phụ lục kèm theo báo cáo này./."
            .to_owned(),
        recipients: recipients(facts),
        signer_title,
        signer,
        preparer: profile.preparer_name.clone(),
        made_on: Some(facts.today),
    }
}

/// `Căn cứ …; căn cứ …; thực hiện`: what the report rests on comes first (NĐ 30/2020/NĐ-CP, Phụ lục I).
fn beginning(facts: &Facts) -> String {
    match facts.bases.as_slice() {
        [] => "Thực hiện".to_owned(),
        bases => format!("Căn cứ {}; thực hiện", bases.join("; căn cứ ")),
    }
}

/// Nơi nhận as the school lists it; each line ends with a semicolon, the last with a full stop.
fn recipients(facts: &Facts) -> Vec<String> {
    let given = facts.profile.recipients.iter();
    let clean = |line: &str| {
        let line = line.trim().trim_start_matches('-');
        line.trim_end_matches(['.', ';', ',']).trim().to_owned()
    };
    let mut lines: Vec<String> = given.map(|line| clean(line)).collect();
    lines.retain(|line| !line.is_empty());
    if lines.is_empty() && !facts.school.parent_body.is_empty() {
        lines.push(facts.school.parent_body.clone());
    }
    if !lines.iter().any(|line| line.starts_with("Lưu")) {
        lines.push("Lưu: VT".to_owned());
    }
    let last = lines.len() - 1;
    let ended = |(place, line): (usize, String)| {
        let end = if place == last { '.' } else { ';' };
        format!("- {line}{end}")
    };
    lines.into_iter().enumerate().map(ended).collect()
}

/// A sheet by its id.
fn find<'a>(sheets: &'a [Sheet], id: &str) -> Option<&'a Sheet> {
    sheets.iter().find(|sheet| sheet.id == id)
}
