//! The window: one command that hands on to the core, papers for the machine's viewer, closing, and
//! bringing it to the front.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::{Error, Fault};
use huong_nghiep_core::kernel::Clock;
use serde_json::Value;
use tauri::{AppHandle, Emitter, Manager, State, Window, WindowEvent};

use crate::closing::Closing;
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
        .invoke_handler(tauri::generate_handler![
            call,
            closing_end,
            paper_place,
            paper_open,
            folder_open
        ])
        .setup(|app| {
            let program = std::env::current_exe()?;
            let worker = Worker::start(move || {
                let book = std::env::var_os("HUONG_NGHIEP_BOOK").map(std::path::PathBuf::from);
                let home = Desk::usual_home();
                let mut desk = Desk::new(&home, book.as_deref(), &program, Clock::system());
                desk.print_in(&prints());
                desk
            });
            app.manage(worker);
            app.manage(Closing::default());
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                // The page saves, and the book is closed with its backup, before the window goes.
                api.prevent_close();
                let window = window.clone();
                std::thread::spawn(move || {
                    let tell = || drop(window.emit("closing", ()));
                    if window.state::<Closing>().ask(tell) {
                        leave(&window);
                    }
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
    called.unwrap_or_else(|_| Err(Fault::from(&Error::Bug("task".to_owned()))))
}

/// The page's answer when the window is about to close: it goes, or stays because something could not
/// be saved. The person may let it go later.
#[tauri::command]
async fn closing_end(window: Window, closing: State<'_, Closing>, goes: bool) -> Result<(), Fault> {
    if !closing.answer(goes) && goes {
        std::thread::spawn(move || leave(&window));
    }
    Ok(())
}

/// Closes the book, with its backup, and then the window.
fn leave(window: &Window) {
    let _ = window.state::<Worker>().call("book_close", Value::Null);
    let _ = window.destroy();
}

/// A place for a paper that is to be printed; the desk empties the folder on lock and on start.
#[tauri::command]
fn paper_place(name: String) -> Result<PathBuf, Fault> {
    let folder = prints();
    make_private(&folder).map_err(|error| Fault::from(&Error::file("create", &folder, error)))?;
    let name = Path::new(&name).file_name().unwrap_or_default();
    Ok(folder.join(name))
}

/// Opens such a paper, and nothing else, in the machine's own viewer.
#[tauri::command]
async fn paper_open(path: PathBuf) -> Result<(), Fault> {
    if path.parent() != Some(prints().as_path()) {
        return Err(Fault::from(&Error::NotFound("paper")));
    }
    open::that_detached(&path).map_err(|error| Fault::from(&Error::file("open", &path, error)))
}

/// Shows a place of the backups in the machine's own file manager; which, the core says.
#[tauri::command]
async fn folder_open(worker: State<'_, Worker>, place: String) -> Result<(), Fault> {
    let worker = worker.inner().clone();
    let asked =
        tauri::async_runtime::spawn_blocking(move || worker.call("backup_get", Value::Null));
    let places = asked
        .await
        .unwrap_or_else(|_| Err(Fault::from(&Error::Bug("task".to_owned()))))?;
    let Some(folder) = places[&place]["folder"].as_str().map(PathBuf::from) else {
        return Err(Fault::from(&Error::NotFound("backup")));
    };
    open::that_detached(&folder).map_err(|error| Fault::from(&Error::file("open", &folder, error)))
}

fn prints() -> PathBuf {
    Desk::usual_home().join("in")
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// A second start shows the window that is open already.
fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
