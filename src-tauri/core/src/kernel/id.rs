//! Row ids: text UUIDv7, so that two machines never make the same one and rows sort by birth.

/// Makes a new id.
pub fn new() -> String {
    uuid::Uuid::now_v7().to_string()
}
