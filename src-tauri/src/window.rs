//! The window: one command that hands on to the core, closing, and bringing it to the front.

use std::process::ExitCode;

use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::Fault;
use huong_nghiep_core::kernel::Clock;
use serde_json::Value;
use tauri::{AppHandle, Manager, State, WindowEvent};

use crate::worker::Worker;

/// The window's label in `tauri.conf.json`.
const MAIN: &str = "main";

/// Runs the window until it is closed.
pub fn run() -> ExitCode {
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            bring_to_front(app)
        }))
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![call])
        .setup(|app| {
            let program = std::env::current_exe()?;
            let worker = Worker::start(move || {
                let book = std::env::var_os("HUONG_NGHIEP_BOOK").map(std::path::PathBuf::from);
                Desk::new(
                    &Desk::usual_home(),
                    book.as_deref(),
                    &program,
                    Clock::system(),
                )
            });
            app.manage(worker);
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                // The book is closed, with its backup, before the window goes.
                api.prevent_close();
                let (window, worker) = (window.clone(), window.state::<Worker>().inner().clone());
                std::thread::spawn(move || {
                    let _ = worker.call("book_close", Value::Null);
                    let _ = window.destroy();
                });
            }
        })
        .run(tauri::generate_context!());
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(5),
    }
}

/// Every command of the program, by name; `progress` and `cancel` are answered while one runs.
#[tauri::command]
async fn call(worker: State<'_, Worker>, name: String, request: Value) -> Result<Value, Fault> {
    if let Some(answer) = worker.progress.answer(&name) {
        return Ok(answer);
    }
    let worker = worker.inner().clone();
    let called = tauri::async_runtime::spawn_blocking(move || worker.call(&name, request)).await;
    called.unwrap_or_else(|_| {
        Err(Fault::from(&huong_nghiep_core::Error::Bug(
            "task".to_owned(),
        )))
    })
}

/// A second start shows the window that is open already.
fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
