//! A program that is nothing but the reading child, for tests.

use std::process::ExitCode;

fn main() -> ExitCode {
    huong_nghiep_core::import::child::main_if_asked().unwrap_or(ExitCode::from(2))
}
