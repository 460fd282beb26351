//! What the program promises, told as what people do with it.

mod books;
mod cli;
mod report;
mod rules;
