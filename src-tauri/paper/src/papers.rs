//! The papers there are. A new one is a file in `assets/paper` and a line here.

/// What every template imports.
pub const HOUSE: &str = include_str!("../../../assets/paper/house.typ");

const PAPERS: [(&str, &str); 8] = [
    ("check", include_str!("../../../assets/paper/check.typ")),
    ("consent", include_str!("../../../assets/paper/consent.typ")),
    (
        "handover",
        include_str!("../../../assets/paper/handover.typ"),
    ),
    (
        "occupation",
        include_str!("../../../assets/paper/occupation.typ"),
    ),
    ("record", include_str!("../../../assets/paper/record.typ")),
    ("report", include_str!("../../../assets/paper/report.typ")),
    ("student", include_str!("../../../assets/paper/student.typ")),
    ("survey", include_str!("../../../assets/paper/survey.typ")),
];

/// The text of the template with this name.
pub fn template(name: &str) -> Option<&'static str> {
    let found = PAPERS.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text)
}
