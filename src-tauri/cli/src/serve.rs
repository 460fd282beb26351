//! The HTTP door for browser tests: the built interface and the commands, on this machine only.
#![expect(clippy::print_stdout, reason = "the tests read the address from here")]

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use huong_nghiep_core::command;
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::{Error, Result};
use huong_nghiep_core::Fault;
use serde_json::{Value, json};
use tiny_http::{Header, Method, Request, Response, Server};

/// The policy of the window, so that its faults show here as well. Tauri lets the page's own inline
/// script through by its hash; here a nonce does.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}'; img-src 'self' data:; \
         style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; \
         object-src 'none'; base-uri 'none'"
    )
}

type Answer = Response<std::io::Cursor<Vec<u8>>>;

pub fn serve(mut desk: Desk, ui: &Path, port: u16) -> Result<ExitCode> {
    let server = Server::http(("127.0.0.1", port)).map_err(|_| Error::Busy)?;
    let exchange = std::env::var_os("HUONG_NGHIEP_EXCHANGE").map(PathBuf::from);
    let exchange = exchange.unwrap_or_else(std::env::temp_dir);
    println!("http://{}", server.server_addr());
    for mut request in server.incoming_requests() {
        let answer = answer(&mut desk, ui, &exchange, &mut request);
        let _ = request.respond(answer);
    }
    Ok(ExitCode::SUCCESS)
}

fn answer(desk: &mut Desk, ui: &Path, exchange: &Path, request: &mut Request) -> Answer {
    let url = request.url().to_owned();
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    if *request.method() != Method::Post {
        return if path == "/ready" { json_answer(200, &json!({})) } else { page(ui, path) };
    }
    let mut body = Vec::new();
    if request.as_reader().take(64 << 20).read_to_end(&mut body).is_err() {
        return json_answer(400, &json!({}));
    }
    match path {
        "/upload" | "/place" => {
            let place = exchange.join(file_name(query));
            if path == "/upload" && std::fs::write(&place, &body).is_err() {
                return json_answer(500, &json!({}));
            }
            json_answer(200, &json!({ "path": place }))
        }
        _ => match path.strip_prefix("/call/") {
            Some(name) => call(desk, name, &body),
            None => json_answer(404, &json!({})),
        },
    }
}

fn call(desk: &mut Desk, name: &str, body: &[u8]) -> Answer {
    let request: Value = serde_json::from_slice(body).unwrap_or_default();
    match command::call(desk, name, request) {
        Ok(answer) => json_answer(200, &answer),
        Err(error) => {
            let fault = serde_json::to_value(Fault::from(&error)).unwrap_or_default();
            json_answer(422, &fault)
        }
    }
}

/// A file of the built interface; any other path is the single page.
fn page(ui: &Path, path: &str) -> Answer {
    let wanted = path.trim_start_matches('/');
    let is_inside = !wanted.split('/').any(|part| part == "..");
    let file = ui.join(wanted);
    let file = if is_inside && file.is_file() { file } else { ui.join("index.html") };
    let kind = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    match std::fs::read(&file) {
        Ok(bytes) if kind.starts_with("text/html") => {
            let nonce = huong_nghiep_core::kernel::id::new();
            let page = String::from_utf8_lossy(&bytes);
            let page = page.replace("<script", &format!("<script nonce=\"{nonce}\""));
            with_headers(Response::from_data(page.into_bytes()), kind, &nonce)
        }
        Ok(bytes) => with_headers(Response::from_data(bytes), kind, ""),
        Err(_) => json_answer(404, &json!({})),
    }
}

fn json_answer(status: u16, value: &Value) -> Answer {
    let answer = Response::from_data(value.to_string().into_bytes()).with_status_code(status);
    with_headers(answer, "application/json", "")
}

fn with_headers(mut answer: Answer, kind: &str, nonce: &str) -> Answer {
    let policy = policy(nonce);
    let pairs =
        [("Content-Type", kind), ("Content-Security-Policy", &policy), ("Cache-Control", "no-store")];
    for (name, value) in pairs {
        if let Ok(header) = Header::from_bytes(name, value) {
            answer.add_header(header);
        }
    }
    answer
}

/// The plain file name of `name=…`, percent-decoded.
fn file_name(query: &str) -> String {
    let raw = query.split('&').find_map(|pair| pair.strip_prefix("name=")).unwrap_or("tep");
    let mut bytes = Vec::new();
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let pair: Vec<u8> = rest.by_ref().take(2).collect();
                let text = String::from_utf8(pair).unwrap_or_default();
                bytes.push(u8::from_str_radix(&text, 16).unwrap_or(b'_'));
            }
            b'+' => bytes.push(b' '),
            other => bytes.push(other),
        }
    }
    let name = String::from_utf8_lossy(&bytes).into_owned();
    let name = Path::new(&name).file_name().map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "tep".to_owned())
}
