//! The one thread that owns the desk: the window's own thread never waits for a file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use huong_nghiep_core::command;
use huong_nghiep_core::desk::Desk;
use huong_nghiep_core::error::{Error, Fault};
use huong_nghiep_core::progress::Watched;
use serde_json::Value;

/// What a command answers.
pub type Answer = Result<Value, Fault>;

struct Job {
    name: String,
    request: Value,
    answer: Sender<Answer>,
}

/// Sends commands to the desk's thread.
#[derive(Clone)]
pub struct Worker {
    jobs: Sender<Job>,
    pub progress: Arc<Watched>,
}

impl Worker {
    /// Starts the thread over the desk that `make` gives.
    pub fn start(make: impl FnOnce() -> Desk + Send + 'static) -> Self {
        let progress = Arc::new(Watched::default());
        let (jobs, waiting): (Sender<Job>, Receiver<Job>) = channel();
        let followed = progress.clone();
        let worker = Worker {
            jobs: jobs.clone(),
            progress: progress.clone(),
        };
        std::thread::spawn(move || {
            let mut desk = make();
            desk.progress = followed.clone();
            desk.reach = Some(Arc::new(move |name, request| worker.call(name, request)));
            for job in waiting {
                followed.begin();
                let _ = job.answer.send(call(&mut desk, &job.name, job.request));
            }
        });
        Worker { jobs, progress }
    }

    /// Calls a command and waits for its answer; not for the window's thread.
    pub fn call(&self, name: &str, request: Value) -> Answer {
        let (answer, answered) = channel();
        let job = Job {
            name: name.to_owned(),
            request,
            answer,
        };
        let gone = || Fault::from(&Error::Bug("worker".to_owned()));
        self.jobs.send(job).map_err(|_| gone())?;
        answered.recv().map_err(|_| gone())?
    }
}

/// A bug in one command must not take the window down: the write it was in is rolled back.
fn call(desk: &mut Desk, name: &str, request: Value) -> Answer {
    let called = catch_unwind(AssertUnwindSafe(|| command::call(desk, name, request)));
    let answered = called.unwrap_or_else(|_| Err(Error::Bug("panic".to_owned())));
    answered.map_err(|error| Fault::from(&error))
}
