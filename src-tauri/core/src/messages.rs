//! Every sentence the core can say, keyed by code (`assets/messages/vi.toml`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

static TABLE: &str = include_str!("../../../assets/messages/vi.toml");

/// The sentence of `code` with its `{name}` places filled. A code without a sentence shows itself,
/// and a test sees to it that there is none.
pub fn sentence(code: &str, words: &[(&str, String)]) -> String {
    let mut text = table()
        .get(code)
        .cloned()
        .unwrap_or_else(|| code.to_owned());
    for (name, word) in words {
        text = text.replace(&format!("{{{name}}}"), word);
    }
    text
}

/// The Vietnamese word of one of our nouns (`noun.<name>` in the table).
pub fn noun(name: &str) -> String {
    sentence(&format!("noun.{name}"), &[])
}

/// Whether one of our nouns has a word for people.
pub fn knows_noun(name: &str) -> bool {
    table().contains_key(&format!("noun.{name}"))
}

/// Every code of the table, for the test that compares it with the codes in use.
pub fn codes() -> impl Iterator<Item = &'static str> {
    table().keys().map(String::as_str)
}

fn table() -> &'static BTreeMap<String, String> {
    static PARSED: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let areas: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(TABLE).unwrap_or_default();
        let keyed = |(area, codes): (String, BTreeMap<String, String>)| {
            codes
                .into_iter()
                .map(move |(code, text)| (format!("{area}.{code}"), text))
        };
        areas.into_iter().flat_map(keyed).collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_can_be_read() {
        assert!(super::codes().count() > 10);
    }
}
