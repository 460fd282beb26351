//! Who is the same pupil: holds the rows of a class list against the pupils that the book knows.
//!
//! By ministry id, else by the school's own code, else by name and birth date. A code alone says
//! nothing: schools count from 1 in each class, and people mistype. Pupils with different codes
//! are different pupils until a person says otherwise; nobody is merged where two fit equally well.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::student::{STATUSES, SUPPORTS, StudentDraft, StudentLine};
use crate::kernel::fold::fold;

/// A pupil of the book, with the enrolment they have in the year where they have one.
#[derive(Debug, Clone)]
pub struct Known {
    pub line: StudentLine,
    pub enrolment: Option<String>,
    pub family: Family,
}

/// Whom the school talks to about a pupil, and what the family is entitled to (codes of
/// `SUPPORTS`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Family {
    pub guardian: String,
    pub phone: String,
    pub support: Vec<String>,
}

impl Family {
    /// What a list adds to what the book knows. Lists know less of families than teachers do: they
    /// fill what is empty, and take nothing away.
    fn with(&self, row: &Family) -> Family {
        let is_same = self.guardian.is_empty()
            || row.guardian.is_empty()
            || same_name(&self.guardian) == same_name(&row.guardian);
        let either = |own: &String, more: &String| match own.is_empty() && is_same {
            true => more.clone(),
            false => own.clone(),
        };
        let is_said = |code: &&str| {
            let mut said = self.support.iter().chain(&row.support);
            said.any(|said| said == *code)
        };
        let support = SUPPORTS.into_iter().filter(is_said);
        Family {
            guardian: either(&self.guardian, &row.guardian),
            phone: either(&self.phone, &row.phone),
            support: support.map(str::to_owned).collect(),
        }
    }
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// What is empty, the list does not say; so with the state.
    pub draft: StudentDraft,
    pub family: Family,
    /// A row that cannot be taken is no pupil of the book either.
    pub is_good: bool,
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
    pub family: Family,
    pub is_family_changed: bool,
    /// Whether the ministry id of a good row is that of a pupil with another name and birth.
    pub has_foreign_id: bool,
}

/// One way to find whom a row names among the known.
type Way<'a> = &'a dyn Fn(&StudentDraft) -> Option<usize>;

/// Plans every row, in their order.
pub fn plan(rows: &[Incoming], known: &[Known]) -> Vec<Plan> {
    let index = Index::of(rows, known);
    let foreign: Vec<bool> = rows
        .iter()
        .map(|row| row.is_good && index.has_foreign_id(&row.draft))
        .collect();
    let mut same: Vec<Option<usize>> = vec![None; rows.len()];
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    // The surest way over all rows first: who shares but a name with a pupil does not take them
    // from the row further down that has their id.
    let ways: [Way<'_>; 3] = [
        &|row| index.by_ministry_id(row),
        &|row| index.by_school_code(row),
        &|row| index.by_name(row),
    ];
    for find in ways {
        for (at, row) in rows.iter().enumerate() {
            if row.is_good && !foreign[at] && same[at].is_none() {
                same[at] = find(&row.draft).filter(|found| taken.insert(*found));
            }
        }
    }
    let plans = rows.iter().zip(same).zip(foreign);
    plans
        .map(|((row, same), has_foreign_id)| match same {
            Some(at) => plan_known(row, &known[at]),
            None => plan_new(row, has_foreign_id),
        })
        .collect()
}

fn plan_new(row: &Incoming, has_foreign_id: bool) -> Plan {
    let mut draft = row.draft.clone();
    if draft.status.is_empty() {
        draft.status = STATUSES[0].to_owned();
    }
    Plan {
        verdict: match row.is_good && !has_foreign_id {
            true => Verdict::New,
            false => Verdict::Refused,
        },
        student: None,
        enrolment: None,
        draft,
        is_person_changed: true,
        is_family_changed: row.family != Family::default(),
        family: row.family.clone(),
        has_foreign_id,
    }
}

/// What two births say of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Births {
    SameDay,
    Differ,
    /// One is missing, or a year alone.
    Unsure,
}

fn births(one: &Option<String>, other: &Option<String>) -> Births {
    let [one, other] = [one, other].map(|born| born.as_deref().unwrap_or_default());
    let year = |born: &str| born.get(..4).map(str::to_owned);
    match (year(one), year(other)) {
        (Some(_), Some(_)) if one.len() == 10 && one == other => Births::SameDay,
        (Some(_), Some(_)) if one.len() == 10 && other.len() == 10 => Births::Differ,
        (Some(one), Some(other)) if one != other => Births::Differ,
        _ => Births::Unsure,
    }
}

struct Index<'a> {
    known: &'a [Known],
    /// Of each known pupil, as names are compared.
    names: Vec<String>,
    ministry_ids: BTreeMap<&'a str, usize>,
    school_codes: BTreeMap<&'a str, Vec<usize>>,
    named: BTreeMap<String, Vec<usize>>,
    /// How many good rows of the list have a school code, and a name in a class.
    rows_of_code: BTreeMap<&'a str, usize>,
    rows_of_name: BTreeMap<(String, &'a str), usize>,
}

impl<'a> Index<'a> {
    fn of(rows: &'a [Incoming], known: &'a [Known]) -> Self {
        let mut index = Index {
            known,
            names: known.iter().map(|it| same_name(&it.line.name)).collect(),
            ministry_ids: BTreeMap::new(),
            school_codes: BTreeMap::new(),
            named: BTreeMap::new(),
            rows_of_code: BTreeMap::new(),
            rows_of_name: BTreeMap::new(),
        };
        for (at, Known { line, .. }) in known.iter().enumerate() {
            if !line.ministry_id.is_empty() {
                index.ministry_ids.insert(&line.ministry_id, at);
            }
            if !line.school_code.is_empty() {
                let holders = index.school_codes.entry(&line.school_code);
                holders.or_default().push(at);
            }
            let name = index.names[at].clone();
            index.named.entry(name).or_default().push(at);
        }
        for Incoming { draft, .. } in rows.iter().filter(|row| row.is_good) {
            *index.rows_of_code.entry(&draft.school_code).or_default() += 1;
            let person = (same_name(&draft.name), draft.class.as_str());
            *index.rows_of_name.entry(person).or_default() += 1;
        }
        index
    }

    fn has_foreign_id(&self, row: &StudentDraft) -> bool {
        let owner = self.ministry_ids.get(row.ministry_id.as_str());
        owner.is_some_and(|at| !self.is_person(row, *at))
    }

    /// Whether name or day of birth says that the row is the known pupil.
    fn is_person(&self, row: &StudentDraft, at: usize) -> bool {
        let line = &self.known[at].line;
        let given = |name: &str| name.rsplit(' ').next().map(fold);
        // Brothers and half a class share all but the given name.
        let is_named = is_near(&row.name, &line.name) && given(&row.name) == given(&line.name);
        is_named || births(&row.born_on, &line.born_on) == Births::SameDay
    }

    fn by_ministry_id(&self, row: &StudentDraft) -> Option<usize> {
        let owner = self.ministry_ids.get(row.ministry_id.as_str()).copied();
        owner.filter(|at| self.is_person(row, *at))
    }

    fn by_school_code(&self, row: &StudentDraft) -> Option<usize> {
        let holders = self.school_codes.get(row.school_code.as_str())?;
        let is_only = holders.len() == 1
            && self.rows_of_code.get(row.school_code.as_str()).copied() == Some(1);
        let name = same_name(&row.name);
        let line = |at: usize| &self.known[at].line;
        let is_free = |at: &usize| !differ(&line(*at).ministry_id, &row.ministry_id);
        let fits = |at: &usize| {
            let is_classmate = line(*at).class == row.class;
            let is_named = self.names[*at] == name;
            match births(&row.born_on, &line(*at).born_on) {
                Births::SameDay if is_named => true,
                // A new name: where nothing says that codes are counted anew in each class.
                Births::SameDay => is_only && (is_classmate || is_near(&row.name, &line(*at).name)),
                Births::Unsure => is_named && (is_classmate || is_only),
                Births::Differ => is_named && is_classmate,
            }
        };
        let fitting: Vec<usize> = holders
            .iter()
            .copied()
            .filter(is_free)
            .filter(fits)
            .collect();
        let in_class = |at: &&usize| line(**at).class == row.class;
        let mut classmates = fitting.iter().filter(in_class);
        match (fitting.as_slice(), classmates.next(), classmates.next()) {
            ([one], _, _) => Some(*one),
            (_, Some(one), None) => Some(*one),
            _ => None,
        }
    }

    fn by_name(&self, row: &StudentDraft) -> Option<usize> {
        let name = same_name(&row.name);
        let line = |at: usize| &self.known[at].line;
        let fitting: Vec<usize> = (self.named.get(&name)?.iter())
            .copied()
            .filter(|at| {
                !differ(&line(*at).ministry_id, &row.ministry_id)
                    && !differ(&line(*at).school_code, &row.school_code)
                    && !differ(&line(*at).citizen_id, &row.citizen_id)
            })
            .collect();
        let born_alike = |at: &usize| line(*at).born_on == row.born_on;
        let alike: Vec<usize> = fitting.iter().copied().filter(born_alike).collect();
        let in_class = |at: &usize| line(*at).class == row.class;
        let classmates: Vec<usize> = alike.iter().copied().filter(in_class).collect();
        let born = row.born_on.as_deref().unwrap_or_default();
        match (classmates.as_slice(), alike.as_slice()) {
            ([one], _) => Some(*one),
            // Without a birth date a name alone says too little to move somebody between classes.
            ([], [one]) if !born.is_empty() => {
                let is_placed = self.known[*one].enrolment.is_some();
                let is_day = born.len() == 10;
                (is_day || !is_placed).then_some(*one)
            }
            ([], []) => {
                // The only one of the name in the class, of whose birth one side says less.
                let is_unsure =
                    |at: &usize| births(&line(*at).born_on, &row.born_on) == Births::Unsure;
                let mut unsure = fitting.into_iter().filter(in_class).filter(is_unsure);
                let one = unsure.next().filter(|_| unsure.next().is_none())?;
                let rows = self.rows_of_name.get(&(name, row.class.as_str()));
                (rows == Some(&1)).then_some(one)
            }
            _ => None,
        }
    }
}

fn differ(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && one != other
}

/// Whether two names are one but for diacritics, or for one word of several.
fn is_near(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(fold);
    let words = [&one, &other].map(|name| name.split(' ').count());
    let other_words = one.split(' ').zip(other.split(' '));
    let changed = other_words.filter(|(one, other)| one != other).count();
    words[0] == words[1] && (changed == 0 || changed == 1 && words[0] > 2)
}

fn plan_known(incoming: &Incoming, known: &Known) -> Plan {
    let (row, line) = (&incoming.draft, &known.line);
    let family = known.family.with(&incoming.family);
    let is_family_changed = family != known.family;
    let keep = |new: &String, old: &String| {
        if new.is_empty() {
            old.clone()
        } else {
            new.clone()
        }
    };
    let draft = StudentDraft {
        name: better_name(&row.name, &line.name).to_owned(),
        born_on: better_birth(&row.born_on, &line.born_on).clone(),
        sex: row.sex.clone().or_else(|| line.sex.clone()),
        class: row.class.clone(),
        ministry_id: keep(&row.ministry_id, &line.ministry_id),
        school_code: keep(&row.school_code, &line.school_code),
        citizen_id: keep(&row.citizen_id, &line.citizen_id),
        phone: keep(&row.phone, &line.phone),
        ethnicity: keep(&row.ethnicity, &line.ethnicity),
        address: line.address.clone(),
        status: keep(&row.status, &line.status),
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
    let is_changed = is_person_changed || is_family_changed;
    let verdict = match (is_changed, is_placed_alike, &known.enrolment) {
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
        family,
        is_family_changed,
        has_foreign_id: false,
    }
}

/// The row's name, unless it says no more than the book's: the same in other capitals, with the
/// tone on another letter (hoà, hòa), or without diacritics.
fn better_name<'a>(row: &'a str, book: &'a str) -> &'a str {
    let is_same = same_name(row) == same_name(book);
    let is_bare = row.is_ascii() && fold(row) == fold(book);
    match is_bare || is_same && (is_proper(book) || !is_proper(row)) {
        true => book,
        false => row,
    }
}

/// Whether every word begins with a capital and goes on in small letters.
fn is_proper(name: &str) -> bool {
    name.split([' ', '-', '\'', '’']).all(|word| {
        let mut letters = word.chars();
        letters.next().is_none_or(|first| !first.is_lowercase()) && !letters.any(char::is_uppercase)
    })
}

/// The row's birth, unless it is missing or but the year of the day that the book knows.
fn better_birth<'a>(row: &'a Option<String>, book: &'a Option<String>) -> &'a Option<String> {
    let says_less = |row: &str| book.as_deref().is_some_and(|book| book.starts_with(row));
    match row.as_deref().is_none_or(says_less) {
        true => book,
        false => row,
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
            family: Family::default(),
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
            // Where the tone sits says nothing new.
            (
                row("Nguyễn Hòa An", "2011-03-09", "9A", "0312345001"),
                Verdict::Unchanged,
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
            let plan = planned(std::slice::from_ref(&row), &book).remove(0);
            assert_eq!(
                (plan.verdict, plan.student.as_deref()),
                (verdict, student),
                "{row:?}"
            );
        }
    }

    fn planned(rows: &[StudentDraft], book: &[Known]) -> Vec<Plan> {
        let rows = rows.iter().cloned();
        let rows: Vec<Incoming> = rows
            .map(|draft| Incoming {
                draft,
                family: Family::default(),
                is_good: true,
            })
            .collect();
        plan(&rows, book)
    }

    fn coded(mut row: StudentDraft, code: &str) -> StudentDraft {
        code.clone_into(&mut row.school_code);
        row
    }

    fn found(plans: &[Plan]) -> Vec<(Verdict, Option<&str>)> {
        let plans = plans.iter();
        plans
            .map(|plan| (plan.verdict, plan.student.as_deref()))
            .collect()
    }

    #[test]
    fn codes_that_begin_anew_in_each_class_move_and_rename_nobody() {
        let mut book = [
            known("1", "Lê An", "2011-01-01", "9A", ""),
            known("2", "Mai Bình", "2011-02-02", "9B", ""),
            known("3", "Lê An", "2011-06-06", "9C", ""),
        ];
        for known in &mut book {
            "1".clone_into(&mut known.line.school_code);
        }
        let rows = [
            coded(row("Lê An", "2011-01-01", "9A", ""), "1"),
            coded(row("Mai Bình", "2011-02-02", "9B", ""), "1"),
            coded(row("Lê An", "2011-06-06", "9C", ""), "1"),
            coded(row("Cao Cam", "2011-01-01", "9D", ""), "1"),
        ];

        let plans = planned(&rows, &book);

        let want = [
            (Verdict::Unchanged, Some("1")),
            (Verdict::Unchanged, Some("2")),
            (Verdict::Unchanged, Some("3")),
            (Verdict::New, None),
        ];
        assert_eq!(found(&plans), want);
    }

    #[test]
    fn a_school_code_needs_the_name_or_the_birth_beside_it() {
        let mut book = [known("1", "Lê Thị An", "2011-01-01", "9A", "")];
        "HS7".clone_into(&mut book[0].line.school_code);
        for (row, student) in [
            (row("Lê Thị An", "2011-01-02", "9A", ""), Some("1")),
            (row("Lê Thị An", "", "9B", ""), Some("1")),
            (row("Lê Thị Ân", "2011-01-01", "9B", ""), Some("1")),
            (row("Trần Thu Hà", "2011-01-01", "9A", ""), Some("1")),
            (row("Trần Thu Hà", "2011-01-01", "9B", ""), None),
            (row("Trần Thu Hà", "2011-05-01", "9A", ""), None),
            (row("Lê Thị An", "2011-01-02", "9B", ""), None),
        ] {
            let row = coded(row, "HS7");
            let plans = planned(std::slice::from_ref(&row), &book);
            assert_eq!(plans[0].student.as_deref(), student, "{row:?}");
        }
    }

    #[test]
    fn a_mistyped_ministry_id_overwrites_nobody() {
        let book = [
            known("1", "Lê Thị An", "2011-01-01", "9A", "0312345001"),
            known("2", "Trần Thu Hà", "2011-05-01", "9A", ""),
        ];

        let plans = planned(
            &[row("Trần Thu Hà", "2011-05-01", "9A", "0312345001")],
            &book,
        );

        assert_eq!(found(&plans), [(Verdict::Refused, None)]);
        assert!(plans[0].has_foreign_id);
    }

    #[test]
    fn a_list_fills_what_is_not_known_of_a_family_and_takes_nothing_away() {
        let family = |guardian: &str, phone: &str, support: &[&str]| Family {
            guardian: guardian.into(),
            phone: phone.into(),
            support: support.iter().map(|code| (*code).to_owned()).collect(),
        };
        let book = family("Lê Hoà", "", &["policy"]);
        let same = book.with(&family("LÊ HÒA", "0912", &["poor"]));
        assert_eq!(same, family("Lê Hoà", "0912", &["poor", "policy"]));
        let other = book.with(&family("Mai Lan", "0913", &[]));
        assert_eq!(other, book);
        let new = Family::default().with(&family("Mai Lan", "0913", &[]));
        assert_eq!(new, family("Mai Lan", "0913", &[]));
    }

    #[test]
    fn a_refused_row_leaves_the_pupil_to_the_good_one() {
        let book = [known("1", "Lê An", "2011-01-01", "9A", "0312345001")];
        let rows = [false, true].map(|is_good| Incoming {
            draft: row("Lê An", "2011-01-01", "9A", "0312345001"),
            family: Family::default(),
            is_good,
        });

        let plans = plan(&rows, &book);

        let want = [(Verdict::Refused, None), (Verdict::Unchanged, Some("1"))];
        assert_eq!(found(&plans), want);
    }

    #[test]
    fn who_shares_a_name_does_not_take_the_pupil_of_an_id() {
        let book = [known("1", "Lê An", "2011-01-01", "9A", "0312345001")];
        let rows = [
            row("Lê An", "2011-01-01", "9A", ""),
            row("Lê An", "2011-01-01", "9A", "0312345001"),
        ];
        let want = [(Verdict::New, None), (Verdict::Unchanged, Some("1"))];
        assert_eq!(found(&planned(&rows, &book)), want);
    }

    #[test]
    fn what_says_less_changes_nothing() {
        let mut book = [known("1", "Lê Hoà An", "2011-01-01", "9A", "0312345001")];
        "transferred".clone_into(&mut book[0].line.status);
        for (name, born) in [
            ("lê hoà an", "2011-01-01"),
            ("LÊ HÒA AN", "2011"),
            ("Lê Hòa An", ""),
            ("Le Hoa An", "2011-01-01"),
        ] {
            let mut row = row(name, born, "9A", "0312345001");
            row.status.clear();
            let plans = planned(&[row], &book);
            assert_eq!(found(&plans), [(Verdict::Unchanged, Some("1"))], "{name}");
        }
        let mut row = row("Lê Hoà Anh", "2011-01-02", "9A", "0312345001");
        "studying".clone_into(&mut row.status);
        let plans = planned(&[row], &book);
        assert_eq!(plans[0].draft.name, "Lê Hoà Anh");
        assert_eq!(plans[0].draft.status, "studying");
    }

    #[test]
    fn a_year_of_birth_is_that_of_the_classmate_whose_day_is_known() {
        let book = [known("1", "Lê An", "2011-01-01", "9A", "")];
        let year = row("Lê An", "2011", "9A", "");

        let one = planned(std::slice::from_ref(&year), &book);
        let two = planned(&[year.clone(), year], &book);

        assert_eq!(found(&one), [(Verdict::Unchanged, Some("1"))]);
        assert_eq!(found(&two), [(Verdict::New, None); 2]);
    }
}
