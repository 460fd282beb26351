//! Who is the same pupil: holds the rows of a class list against the pupils that the book knows.
//!
//! By ministry id, else by the school's own code, else by name and birth date. Pupils with
//! different codes are different pupils until a person says otherwise; nobody is merged where
//! two fit equally well.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::student::{StudentDraft, StudentLine};

/// A pupil of the book, with the enrolment they have in the year where they have one.
#[derive(Debug, Clone)]
pub struct Known {
    pub line: StudentLine,
    pub enrolment: Option<String>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    New,
    Updated,
    Unchanged,
    Refused,
}

impl Verdict {
    pub fn code(self) -> &'static str {
        match self {
            Verdict::New => "new",
            Verdict::Updated => "updated",
            Verdict::Unchanged => "unchanged",
            Verdict::Refused => "refused",
        }
    }
}

/// What to write for a row.
#[derive(Debug, Clone)]
pub struct Plan {
    pub verdict: Verdict,
    /// The known pupil it is.
    pub student: Option<String>,
    pub enrolment: Option<String>,
    /// The pupil as they will stand: what the row says, and what the book knows beside it.
    pub draft: StudentDraft,
    /// Whether anything but class and state differs.
    pub is_person_changed: bool,
}

/// Plans every row, in their order.
pub fn plan(incoming: &[StudentDraft], known: &[Known]) -> Vec<Plan> {
    let index = Index::of(known);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    incoming
        .iter()
        .map(|row| {
            let same = index.find(row, known).filter(|at| taken.insert(*at));
            match same {
                Some(at) => plan_known(row, &known[at]),
                None => Plan {
                    verdict: Verdict::New,
                    student: None,
                    enrolment: None,
                    draft: row.clone(),
                    is_person_changed: true,
                },
            }
        })
        .collect()
}

struct Index<'a> {
    by_ministry_id: BTreeMap<&'a str, usize>,
    by_school_code: BTreeMap<&'a str, usize>,
    by_name: BTreeMap<(String, &'a str), Vec<usize>>,
}

impl<'a> Index<'a> {
    fn of(known: &'a [Known]) -> Self {
        let mut index = Index {
            by_ministry_id: BTreeMap::new(),
            by_school_code: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for (at, Known { line, .. }) in known.iter().enumerate() {
            if !line.ministry_id.is_empty() {
                index.by_ministry_id.insert(&line.ministry_id, at);
            }
            if !line.school_code.is_empty() {
                index.by_school_code.insert(&line.school_code, at);
            }
            let born = line.born_on.as_deref().unwrap_or_default();
            index
                .by_name
                .entry((same_name(&line.name), born))
                .or_default()
                .push(at);
        }
        index
    }

    fn find(&self, row: &StudentDraft, known: &[Known]) -> Option<usize> {
        if let Some(at) = self.by_ministry_id.get(row.ministry_id.as_str()) {
            return Some(*at);
        }
        if let Some(at) = self.by_school_code.get(row.school_code.as_str()) {
            let other = &known[*at].line.ministry_id;
            if row.ministry_id.is_empty() || other.is_empty() {
                return Some(*at);
            }
        }
        let born = row.born_on.as_deref().unwrap_or_default();
        let named = self.by_name.get(&(same_name(&row.name), born))?;
        let fitting: Vec<usize> = named
            .iter()
            .copied()
            .filter(|at| {
                let line = &known[*at].line;
                let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
                !differ(&line.ministry_id, &row.ministry_id)
                    && !differ(&line.school_code, &row.school_code)
                    && !differ(&line.citizen_id, &row.citizen_id)
            })
            .collect();
        let in_class: Vec<usize> = fitting
            .iter()
            .copied()
            .filter(|at| known[*at].line.class == row.class)
            .collect();
        match (in_class.as_slice(), fitting.as_slice()) {
            ([one], _) => Some(*one),
            // Without a birth date a name alone says too little to move somebody between classes.
            ([], [one]) if !born.is_empty() => {
                let is_placed = known[*one].enrolment.is_some();
                let is_day = born.len() == 10;
                (is_day || !is_placed).then_some(*one)
            }
            _ => None,
        }
    }
}

fn plan_known(row: &StudentDraft, known: &Known) -> Plan {
    let line = &known.line;
    let keep = |new: &String, old: &String| {
        if new.is_empty() {
            old.clone()
        } else {
            new.clone()
        }
    };
    // Capitals all over say nothing new about a name that the book writes properly.
    let is_shouted = !row.name.chars().any(char::is_lowercase);
    let name = if is_shouted && same_name(&row.name) == same_name(&line.name) {
        &line.name
    } else {
        &row.name
    };
    let draft = StudentDraft {
        name: name.clone(),
        born_on: row.born_on.clone().or_else(|| line.born_on.clone()),
        sex: row.sex.clone().or_else(|| line.sex.clone()),
        class: row.class.clone(),
        ministry_id: keep(&row.ministry_id, &line.ministry_id),
        school_code: keep(&row.school_code, &line.school_code),
        citizen_id: keep(&row.citizen_id, &line.citizen_id),
        phone: keep(&row.phone, &line.phone),
        ethnicity: keep(&row.ethnicity, &line.ethnicity),
        address: line.address.clone(),
        status: row.status.clone(),
    };
    let is_person_changed = draft.name != line.name
        || draft.born_on != line.born_on
        || draft.sex != line.sex
        || draft.ministry_id != line.ministry_id
        || draft.school_code != line.school_code
        || draft.citizen_id != line.citizen_id
        || draft.phone != line.phone
        || draft.ethnicity != line.ethnicity;
    let is_placed_alike =
        known.enrolment.is_some() && draft.class == line.class && draft.status == line.status;
    let verdict = match (is_person_changed, is_placed_alike, &known.enrolment) {
        (false, true, _) => Verdict::Unchanged,
        // Known from another year, not yet in this one.
        (_, _, None) => Verdict::New,
        _ => Verdict::Updated,
    };
    Plan {
        verdict,
        student: Some(line.id.clone()),
        enrolment: known.enrolment.clone(),
        draft,
        is_person_changed,
    }
}

/// Names compare without case and spacing, and with `oà` as `òa`, but with their letters and tones.
pub(super) fn same_name(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut base = String::new();
    for word in name.to_lowercase().split_whitespace() {
        // Tone marks go to the end of the syllable: where they sit is a matter of spelling habit.
        let is_tone = |mark: char| {
            matches!(
                mark,
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
            )
        };
        let decomposed: Vec<char> = word.nfd().collect();
        base.extend(decomposed.iter().filter(|mark| !is_tone(**mark)));
        base.extend(decomposed.iter().filter(|mark| is_tone(**mark)));
        base.push(' ');
    }
    base
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, born: &str, class: &str, ministry_id: &str) -> StudentDraft {
        StudentDraft {
            name: name.into(),
            born_on: Some(born.to_owned()).filter(|born| !born.is_empty()),
            class: class.into(),
            ministry_id: ministry_id.into(),
            status: "studying".into(),
            ..StudentDraft::default()
        }
    }

    fn known(id: &str, name: &str, born: &str, class: &str, ministry_id: &str) -> Known {
        Known {
            enrolment: (!class.is_empty()).then(|| format!("e{id}")),
            line: StudentLine {
                id: id.into(),
                name: name.into(),
                born_on: Some(born.to_owned()).filter(|born| !born.is_empty()),
                sex: None,
                class: class.into(),
                ministry_id: ministry_id.into(),
                school_code: String::new(),
                citizen_id: String::new(),
                phone: String::new(),
                ethnicity: String::new(),
                address: String::new(),
                support: Vec::new(),
                status: "studying".into(),
            },
        }
    }

    #[test]
    fn a_table_of_who_is_the_same() {
        let book = [
            known("1", "Nguyễn Hoà An", "2011-03-09", "9A", "0312345001"),
            known("2", "Trần Bình", "2011-05-02", "9A", ""),
            known("3", "Trần Bình", "2011-05-02", "9B", ""),
            known("4", "Lê Chi", "2010-01-01", "", ""),
        ];
        let cases = [
            (
                row("Nguyễn Hòa An", "2011-03-09", "9A", "0312345001"),
                Verdict::Updated,
                Some("1"),
            ),
            (
                row("Nguyễn Hoà An", "2011-03-09", "9A", ""),
                Verdict::Unchanged,
                Some("1"),
            ),
            (
                row("Nguyễn Hoà An", "2011-03-09", "9A", "0399999999"),
                Verdict::New,
                None,
            ),
            (
                row("Trần Bình", "2011-05-02", "9B", ""),
                Verdict::Unchanged,
                Some("3"),
            ),
            (
                row("NGUYỄN HÒA AN", "2011-03-09", "9A", ""),
                Verdict::Unchanged,
                Some("1"),
            ),
            // Namesakes born on one day: nobody is moved by a guess.
            (row("Trần Bình", "2011-05-02", "9C", ""), Verdict::New, None),
            (
                row("Lê Chi", "2010-01-01", "10A", ""),
                Verdict::New,
                Some("4"),
            ),
            (
                row("Nguyễn Hoà An", "2012-03-09", "9A", ""),
                Verdict::New,
                None,
            ),
        ];
        for (row, verdict, student) in cases {
            let plan = plan(std::slice::from_ref(&row), &book).remove(0);
            assert_eq!(
                (plan.verdict, plan.student.as_deref()),
                (verdict, student),
                "{row:?}"
            );
        }
    }
}
