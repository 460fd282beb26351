//! Starts the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod closing;
mod window;
mod worker;

use std::process::ExitCode;

use huong_nghiep_core::import::child;

fn main() -> ExitCode {
    // Spreadsheets are read by this program run again as a child with bounds on memory and time.
    if let Some(code) = child::main_if_asked() {
        return code;
    }
    window::run()
}
