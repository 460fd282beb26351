//! Row ids: text UUIDv7, so that two machines never make the same one and rows sort by birth.

/// Whether a text that came from outside can be an id.
pub fn is_one(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok_and(|id| id.to_string() == text)
}

/// Makes a new id.
pub fn new() -> String {
    uuid::Uuid::now_v7().to_string()
}
