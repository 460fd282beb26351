//! How fast the program is, as ratios of one run: what a person waits for, over what the same
//! work costs by bare libraries on the same machine at the same moment. `tests/bench.sh` runs it.
//!
//! Nothing here fails: the table says what is met and what is not.

mod bare;
mod book;
mod pages;
mod report;
mod roster;
mod save;
mod table;

use table::Table;

fn main() {
    let size = if std::env::args().any(|argument| argument == "--quick") {
        book::Size::QUICK
    } else {
        book::Size::TEN_YEARS
    };
    let folder = tempfile::tempdir().unwrap();
    let mut table = Table::new();
    let mut one = book::make(folder.path(), size, 1);
    let mut ten = book::make(folder.path(), size, size.years);
    report::measure(&mut table, &mut ten, folder.path());
    roster::measure(&mut table, size.roster, folder.path());
    pages::measure(&mut table, &mut one, &mut ten);
    save::measure(&mut table, &mut ten, folder.path());
    table.size();
    table.print();
}
