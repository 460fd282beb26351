//! Class lists in: spreadsheets are read in a child process, their headings and letters recognised,
//! and their rows turned into pupils as the file states them. Nothing here knows the book.

pub mod answers;
pub mod child;
mod excel;
pub mod heading;
mod html;
pub mod legacy;
pub mod look;
mod markup;
mod ods;
pub mod outcomes;
pub mod plan;
pub mod roster;
pub mod sheet;
mod text;
mod value;
mod word;
mod xls;
mod xlsx;
mod xml;
mod xml2003;
mod zipped;
