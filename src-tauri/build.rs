//! Prepares the window: only our own commands may be called, and only by the main window.

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(&[
        "call",
        "closing_end",
        "paper_place",
        "paper_open",
        "folder_open",
    ]);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
        std::process::exit(1);
    }
}
