//! Texts that are kept beside the tests and change only on purpose.

/// Compares with `tests/golden/<name>`; with `UPDATE=1` writes it anew.
pub fn compare(name: &str, found: &str) {
    let path = crate::root().join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let line = kept.lines().zip(found.lines()).position(|(kept, found)| kept != found);
    assert!(
        kept == found,
        "{name} differs from line {}; look at it, then UPDATE=1\nkept:  {:?}\nfound: {:?}",
        line.map_or(0, |line| line + 1),
        line.and_then(|line| kept.lines().nth(line)),
        line.and_then(|line| found.lines().nth(line)),
    );
}
