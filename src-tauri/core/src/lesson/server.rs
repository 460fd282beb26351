//! The door of a lesson: one page and two requests on the school's own network, nothing else.
//!
//! It knows the lesson alone. What a phone saves goes through the desk as any other command, and
//! the phone hears “saved” only after the book's transaction was committed.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::{Lesson, Refused, Sitting};
use crate::domain::survey::Replies;
use crate::error::{Error, Fault, Result};
use crate::messages;

/// Tried first, so that an address written on the board serves again next week.
const PORT: u16 = 8765;
/// A form of 48 items and long replies is a tenth of this.
const MOST_BYTES: usize = 64 * 1024;
/// The whole page: what it looks like and what it does.
const PAGE: &str = include_str!("../../../../assets/phone/index.html");
const SCRIPT: &str = include_str!("../../../../assets/phone/phone.js");

/// Runs a command at the desk that owns the book, from any thread.
pub type Reach = Arc<dyn Fn(&str, Value) -> std::result::Result<Value, Fault> + Send + Sync>;

/// The lesson that is open: while this is kept, the port is.
pub struct Open {
    pub lesson: Arc<Mutex<Lesson>>,
    /// `http://192.168.1.5:8765`, the likeliest first.
    pub addresses: Vec<String>,
    stop: Option<oneshot::Sender<()>>,
    stopped: mpsc::Receiver<()>,
}

struct Door {
    lesson: Arc<Mutex<Lesson>>,
    reach: Reach,
    /// What a browser may call this machine; anything else is a page of somebody else's.
    hosts: Vec<String>,
}

/// Opens the port and answers until it is closed or the lesson's time is over.
pub fn open(lesson: Lesson, reach: Reach) -> Result<Open> {
    let busy = |_| Error::refused("lesson.no_port");
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, PORT))
        .or_else(|_| TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)))
        .map_err(busy)?;
    listener.set_nonblocking(true).map_err(busy)?;
    let port = listener.local_addr().map_err(busy)?.port();
    let machines = addresses();
    let until = lesson.until;
    let lesson = Arc::new(Mutex::new(lesson));
    let local = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let door = Arc::new(Door {
        lesson: lesson.clone(),
        reach,
        hosts: machines
            .iter()
            .chain([&local])
            .map(|at| format!("{at}:{port}"))
            .chain([format!("localhost:{port}")])
            .collect(),
    });
    let (stop, stopping) = oneshot::channel();
    let (told, stopped) = mpsc::channel();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .map_err(|error| Error::Bug(format!("runtime: {error}")))?;
    std::thread::spawn(move || {
        runtime.block_on(answer(listener, door, stopping, until));
        // The port is closed; requests that still wait for the desk must not hold it up.
        let _ = told.send(());
        runtime.shutdown_background();
    });
    let known = match machines.is_empty() {
        true => vec![local],
        false => machines,
    };
    Ok(Open {
        lesson,
        addresses: known
            .iter()
            .map(|at| format!("http://{at}:{port}"))
            .collect(),
        stop: Some(stop),
        stopped,
    })
}

impl Open {
    pub fn lesson(&self) -> MutexGuard<'_, Lesson> {
        lock(&self.lesson)
    }

    /// Whether its time is over.
    pub fn is_over(&self) -> bool {
        self.lesson().until <= Instant::now()
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let _ = self.stop.take().map(|stop| stop.send(()));
        // Whoever closes a lesson may say that nothing listens any more.
        let _ = self.stopped.recv();
    }
}

async fn answer(
    listener: TcpListener,
    door: Arc<Door>,
    stopping: oneshot::Receiver<()>,
    until: Instant,
) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let app = Router::new()
        .route("/", get(page))
        .route("/phone.js", get(script))
        .route("/enter", post(enter))
        .route("/page", post(save))
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(axum::middleware::from_fn(near))
        .with_state(door);
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let over = tokio::time::sleep_until(until.into());
    // Whichever ends first drops the listener.
    tokio::select! {
        _ = axum::serve(listener, app) => {}
        _ = stopping => {}
        () = over => {}
    }
}

/// Only machines of the same network: nobody is answered across the internet.
async fn near(
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> Response {
    let is_near = match from.ip() {
        IpAddr::V4(at) => at.is_private() || at.is_loopback() || at.is_link_local(),
        IpAddr::V6(at) => at.is_loopback(),
    };
    match is_near {
        true => guarded(next.run(request).await),
        false => nothing().await,
    }
}

async fn page(State(door): State<Arc<Door>>, headers: HeaderMap) -> Response {
    match door.is_own(&headers) {
        true => file("text/html; charset=utf-8", PAGE),
        false => nothing().await,
    }
}

async fn script(State(door): State<Arc<Door>>, headers: HeaderMap) -> Response {
    match door.is_own(&headers) {
        true => file("text/javascript; charset=utf-8", SCRIPT),
        false => nothing().await,
    }
}

async fn nothing() -> Response {
    guarded(StatusCode::NOT_FOUND.into_response())
}

#[derive(Deserialize)]
struct Enter {
    #[serde(default)]
    code: String,
    #[serde(default)]
    name: String,
}

async fn enter(
    State(door): State<Arc<Door>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(asked) = door.read::<Enter>(&headers, &body) else {
        return nothing().await;
    };
    let from = from.ip().to_string();
    let admitted = lock(&door.lesson).admit(&from, &asked.code, &asked.name, Instant::now());
    let form = match admitted {
        Ok(form) => form,
        Err(refused) => return refusal(refused),
    };
    let known = match &form {
        None => Ok(json!({"answers": [], "replies": {}})),
        Some(student) => {
            door.at_desk("lesson_form", json!({"student": student}))
                .await
        }
    };
    let known = match known {
        Ok(known) => known,
        Err(fault) => return faulty(&fault),
    };
    let sitting = Sitting {
        form: form.unwrap_or_else(crate::kernel::id::new),
        answers: serde_json::from_value(known["answers"].clone()).unwrap_or_default(),
        replies: serde_json::from_value(known["replies"].clone()).unwrap_or_default(),
        is_done: false,
    };
    let mut lesson = lock(&door.lesson);
    let told = json!({
        "title": lesson.title,
        "instruction": lesson.instrument.instruction,
        "min": lesson.instrument.answers.min,
        "max": lesson.instrument.answers.max,
        "labels": lesson.instrument.answers.labels,
        "items": lesson.instrument.items.iter().map(|item| &item.text).collect::<Vec<_>>(),
        "questions": lesson.instrument.questions,
        "answers": sitting.answers,
        "replies": sitting.replies,
    });
    let token = lesson.sit(sitting);
    let mut told = told;
    told["token"] = json!(token);
    sent(StatusCode::OK, &told)
}

#[derive(Deserialize)]
struct Page {
    token: String,
    answers: Vec<Option<u32>>,
    replies: Replies,
    is_final: bool,
}

async fn save(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(page) = door.read::<Page>(&headers, &body) else {
        return nothing().await;
    };
    let form = lock(&door.lesson)
        .sitting(&page.token)
        .map(|it| it.form.clone());
    let Some(form) = form else {
        return told(
            StatusCode::FORBIDDEN,
            "lesson.other_phone",
            json!({"gone": true}),
        );
    };
    let request = json!({
        "form": form, "answers": page.answers, "replies": page.replies, "is_final": page.is_final,
    });
    match door.at_desk("lesson_save", request).await {
        Ok(_) => {
            let mut lesson = lock(&door.lesson);
            lesson.saved(&page.token, &page.answers, &page.replies, page.is_final);
            sent(StatusCode::OK, &json!({"saved": true}))
        }
        Err(fault) => faulty(&fault),
    }
}

impl Door {
    /// Whether the browser came by this machine's own address: a page of another site that was
    /// pointed here by a false name is not answered.
    fn is_own(&self, headers: &HeaderMap) -> bool {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        host.is_some_and(|host| self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
    }

    /// The request, where it is one of ours.
    fn read<'a, T: Deserialize<'a>>(&self, headers: &HeaderMap, body: &'a Bytes) -> Option<T> {
        let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        // A form of another site cannot send this kind without being asked first.
        let is_json = kind.starts_with("application/json");
        (is_json && self.is_own(headers)).then(|| serde_json::from_slice(body).ok())?
    }

    /// Asks the desk on a thread that may wait.
    async fn at_desk(
        self: &Arc<Self>,
        name: &'static str,
        request: Value,
    ) -> std::result::Result<Value, Fault> {
        let reach = self.reach.clone();
        let asked = tokio::task::spawn_blocking(move || reach(name, request));
        match asked.await {
            Ok(answer) => answer,
            Err(_) => Err(Fault::from(&Error::Bug("lesson".to_owned()))),
        }
    }
}

fn refusal(refused: Refused) -> Response {
    let (code, more) = match refused {
        Refused::Code => ("lesson.wrong_code", json!({})),
        Refused::Name => ("lesson.wrong_name", json!({})),
        Refused::NeedsName => ("lesson.needs_name", json!({"need": "name"})),
        Refused::Namesake => ("lesson.namesake", json!({})),
        Refused::Done => ("lesson.done", json!({})),
        Refused::Wait(seconds) => ("lesson.wait", json!({"wait": seconds})),
    };
    let status = match refused {
        Refused::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        Refused::Code | Refused::Name | Refused::NeedsName | Refused::Namesake | Refused::Done => {
            StatusCode::FORBIDDEN
        }
    };
    told(status, code, more)
}

/// What the desk refused: of the form's fields the sentence alone, of anything else that it waits.
fn faulty(fault: &Fault) -> Response {
    let first = fault.fields.first();
    let (status, said) = match first {
        Some(field) => (StatusCode::UNPROCESSABLE_ENTITY, field.message.clone()),
        None => (
            StatusCode::SERVICE_UNAVAILABLE,
            messages::sentence("lesson.not_saved", &[]),
        ),
    };
    let at = first.map(|field| field.field.clone());
    sent(status, &json!({"said": said, "field": at}))
}

fn told(status: StatusCode, code: &'static str, mut more: Value) -> Response {
    let words = [("seconds", more["wait"].as_u64().unwrap_or(0).to_string())];
    more["said"] = json!(messages::sentence(code, &words));
    sent(status, &more)
}

fn sent(status: StatusCode, body: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    guarded((status, kind, body.to_string()).into_response())
}

fn file(kind: &'static str, body: &'static str) -> Response {
    guarded(([(header::CONTENT_TYPE, kind)], body).into_response())
}

/// Nothing is kept by the browser, nothing is fetched from elsewhere, no other page shows it.
fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let set: [(HeaderName, &'static str); 5] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; \
             connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ];
    for (name, value) in set {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// This machine's addresses in the school's network: private ones, the usual home kinds first.
fn addresses() -> Vec<IpAddr> {
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let mut own: Vec<Ipv4Addr> = found
        .into_iter()
        .filter(|one| !one.is_loopback())
        .filter_map(|one| match one.ip() {
            IpAddr::V4(at) if at.is_private() => Some(at),
            IpAddr::V4(_) | IpAddr::V6(_) => None,
        })
        .collect();
    own.sort_by_key(|at| (at.octets()[0] != 192, *at));
    own.into_iter().map(IpAddr::V4).collect()
}

/// A bug in one request must not end the lesson of the others.
fn lock(lesson: &Mutex<Lesson>) -> MutexGuard<'_, Lesson> {
    lesson.lock().unwrap_or_else(PoisonError::into_inner)
}
