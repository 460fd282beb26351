//! What is read from other people's files, before the book has seen it.

pub mod answers;
