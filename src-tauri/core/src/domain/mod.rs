//! The rules of the register: pure values and arithmetic, no IO, no SQL, no clock.

pub mod survey;
