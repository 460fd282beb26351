//! Small values that belong to no area.

pub mod date;
pub mod fold;
pub mod id;
pub mod name;

pub use date::{Clock, Date, Instant};
