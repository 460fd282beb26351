//! The HTTP door for browser tests: the built interface and the commands, on this machine only.
#![expect(clippy::print_stdout, reason = "the tests read the address from here")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use huong_nghiep_core::Fault;
use huong_nghiep_core::command;
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::{Error, Result};
use huong_nghiep_core::progress::{Progress, Watched};
use serde_json::{Value, json};

/// The policy of the window, so that its faults show here as well. Tauri lets the page's own inline
/// script through by its hash; here a nonce does.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}'; img-src 'self' data:; \
         style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self'; \
         object-src 'none'; base-uri 'none'"
    )
}

/// What one request asks.
struct Request {
    is_post: bool,
    path: String,
    query: String,
    body: Vec<u8>,
}

/// What it gets.
struct Answer {
    status: u16,
    kind: &'static str,
    nonce: String,
    body: Vec<u8>,
}

/// What every connection works with.
struct Door {
    desk: Mutex<Desk>,
    /// Of the act under way; looked at without waiting for the desk.
    progress: Arc<Held>,
    ui: PathBuf,
    /// Where files are handed over.
    exchange: PathBuf,
}

/// Progress that a test can hold: however fast the machine is, the act waits at its next step until
/// somebody asks it to stop.
#[derive(Default)]
struct Held {
    watched: Watched,
    is_held: Mutex<bool>,
    asked: Condvar,
}

impl Held {
    fn answer(&self, name: &str) -> Option<Value> {
        if name == "hold" {
            *self.held() = true;
            return Some(Value::Null);
        }
        let answer = self.watched.answer(name);
        let _held = self.held();
        self.asked.notify_all();
        answer
    }

    fn held(&self) -> std::sync::MutexGuard<'_, bool> {
        self.is_held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Held {
    fn step(&self, done: u64, total: u64) {
        self.watched.step(done, total);
        let mut held = self.held();
        while *held && total > 0 && !self.is_cancelled() {
            let waited = self.asked.wait(held);
            held = waited.unwrap_or_else(PoisonError::into_inner);
        }
        *held = *held && total == 0;
    }

    fn is_cancelled(&self) -> bool {
        self.watched.is_cancelled()
    }
}

pub fn serve(mut desk: Desk, ui: &Path, port: u16) -> Result<ExitCode> {
    let listener = TcpListener::bind(("127.0.0.1", port)).map_err(|_| Error::Busy)?;
    let address = listener.local_addr().map_err(|_| Error::Busy)?;
    let exchange = std::env::var_os("HUONG_NGHIEP_EXCHANGE").map(PathBuf::from);
    let exchange = exchange.unwrap_or_else(std::env::temp_dir);
    let progress = Arc::new(Held::default());
    desk.progress = progress.clone();
    let door = Arc::new(Door {
        progress,
        desk: Mutex::new(desk),
        ui: ui.to_owned(),
        exchange,
    });
    let reached = door.clone();
    if let Ok(mut desk) = door.desk.lock() {
        desk.reach = Some(Arc::new(move |name, request| {
            let called = reached.desk.lock().map_err(|_| Error::Busy);
            let answer = called.and_then(|mut desk| command::call(&mut desk, name, request));
            answer.map_err(|error| Fault::from(&error))
        }));
    }
    println!("http://{address}");
    for connection in listener.incoming().flatten() {
        let door = door.clone();
        // A browser opens connections ahead of need; none may keep another waiting.
        std::thread::spawn(move || {
            // A browser that went away needs no answer.
            let _ = converse(&door, connection);
        });
    }
    Ok(ExitCode::SUCCESS)
}

/// One request a connection: enough for a test, and nothing to keep in step.
fn converse(door: &Door, mut connection: TcpStream) -> std::io::Result<()> {
    let Some(request) = read(&mut connection)? else {
        return Ok(());
    };
    let answer = answer(door, &request);
    let head = format!(
        "HTTP/1.1 {} -\r\nContent-Type: {}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        answer.status,
        answer.kind,
        answer.body.len(),
        policy(&answer.nonce)
    );
    connection.write_all(head.as_bytes())?;
    connection.write_all(&answer.body)?;
    connection.flush()
}

fn read(connection: &mut TcpStream) -> std::io::Result<Option<Request>> {
    let mut reader = BufReader::new(connection);
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let is_post = words.next() == Some("POST");
    let url = words.next().unwrap_or("/").to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    Ok(Some(Request {
        is_post,
        path: path.to_owned(),
        query: query.to_owned(),
        body,
    }))
}

fn answer(door: &Door, request: &Request) -> Answer {
    if !request.is_post {
        return match request.path.as_str() {
            "/ready" => json_answer(200, &json!({})),
            path => match path.strip_prefix("/exchange/") {
                Some(name) => handed_over(&door.exchange, name),
                None => page(&door.ui, path),
            },
        };
    }
    match request.path.as_str() {
        "/upload" | "/place" => {
            let place = door.exchange.join(named(&request.query));
            if request.path == "/upload" && std::fs::write(&place, &request.body).is_err() {
                return json_answer(500, &json!({}));
            }
            json_answer(200, &json!({ "path": place }))
        }
        path => match path.strip_prefix("/call/") {
            Some(name) => command(door, name, &request.body),
            None => json_answer(404, &json!({})),
        },
    }
}

/// A command of the desk; `progress`, `cancel` and `hold` are answered while one runs.
fn command(door: &Door, name: &str, body: &[u8]) -> Answer {
    if let Some(answer) = door.progress.answer(name) {
        return json_answer(200, &answer);
    }
    let Ok(mut desk) = door.desk.lock() else {
        return json_answer(404, &json!({}));
    };
    door.progress.watched.begin();
    call(&mut desk, name, body)
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
    let file = if is_inside && file.is_file() {
        file
    } else {
        ui.join("index.html")
    };
    let kind = match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    let Ok(body) = std::fs::read(&file) else {
        return json_answer(404, &json!({}));
    };
    if !kind.starts_with("text/html") {
        return Answer {
            status: 200,
            kind,
            nonce: String::new(),
            body,
        };
    }
    let nonce = huong_nghiep_core::kernel::id::new();
    let page = String::from_utf8_lossy(&body);
    let body = page
        .replace("<script", &format!("<script nonce=\"{nonce}\""))
        .into_bytes();
    Answer {
        status: 200,
        kind,
        nonce,
        body,
    }
}

fn json_answer(status: u16, value: &Value) -> Answer {
    let body = value.to_string().into_bytes();
    Answer {
        status,
        kind: "application/json",
        nonce: String::new(),
        body,
    }
}

/// A paper that was written to be opened, as the browser downloads it.
fn handed_over(exchange: &Path, name: &str) -> Answer {
    match std::fs::read(exchange.join(file_name(name))) {
        Ok(body) => Answer {
            status: 200,
            kind: "application/pdf",
            nonce: String::new(),
            body,
        },
        Err(_) => json_answer(404, &json!({})),
    }
}

/// The plain file name of `name=…`.
fn named(query: &str) -> String {
    let mut pairs = query.split('&');
    file_name(
        pairs
            .find_map(|pair| pair.strip_prefix("name="))
            .unwrap_or("tep"),
    )
}

/// A file's name, percent-decoded, without the folders before it.
fn file_name(raw: &str) -> String {
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
    let name = Path::new(&name)
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| "tep".to_owned())
}
