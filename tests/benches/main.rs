//! How fast the program is, as ratios of one run: what a person waits for, over what the same
//! work costs by bare libraries on the same machine at the same moment. `tests/bench.sh` runs it.
//!
//! Nothing here fails: the table says what is met and what is not. Words name the parts to measure
//! (`report`, `roster`, `surveys`, `checks`, `records`, `pages`, `save`); without any, all are.

mod bare;
mod book;
mod checks;
mod pages;
mod records;
mod report;
mod roster;
mod save;
mod surveys;
mod table;

use table::Table;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let size = if words.iter().any(|word| word == "--quick") {
        book::Size::QUICK
    } else {
        book::Size::TEN_YEARS
    };
    let named = |part: &str| words.iter().any(|word| word == part);
    let is_all = words.iter().all(|word| word.starts_with("--"));
    let is_asked = |part: &str| is_all || named(part);
    let folder = tempfile::tempdir().unwrap();
    let mut table = Table::new();
    if is_asked("roster") {
        roster::measure(&mut table, size.roster, folder.path());
    }
    if is_asked("surveys") {
        surveys::measure(&mut table, size.forms, folder.path());
    }
    if ["report", "checks", "records", "pages", "save"]
        .into_iter()
        .any(is_asked)
    {
        let mut ten = book::make(folder.path(), size, size.years);
        if is_asked("report") {
            report::measure(&mut table, &mut ten, folder.path());
        }
        if is_asked("checks") {
            checks::measure(&mut table, &mut ten);
        }
        if is_asked("records") {
            records::measure(&mut table, &mut ten);
        }
        if is_asked("pages") {
            let mut one = book::make(folder.path(), size, 1);
            pages::measure(&mut table, &mut one, &mut ten);
        }
        if is_asked("save") {
            save::measure(&mut table, &mut ten, folder.path());
        }
    }
    table.size();
    table.print();
}
