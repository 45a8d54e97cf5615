//! The log: JSON lines on standard error when nobody looks, text when somebody does.
//!
//! Lines are gathered in memory, and a thread of their own writes what has come together every few milliseconds: a system call for each of
//! fifty thousand lines a second is a tenth of what answering costs. What is gathered is written before the program ends.

use std::{
    io::{self, IsTerminal, Write},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
    time::Duration,
};

use tracing_subscriber::fmt::MakeWriter;

/// How long lines are gathered.
const GATHERED_FOR: Duration = Duration::from_millis(10);

/// How many bytes are gathered at most; who has more to say waits.
const MOST: usize = 1024 * 1024;

/// Writes what is left when it goes.
#[must_use = "the log ends with it"]
pub(crate) struct Logging {
    lines: Lines,
    writer: Option<JoinHandle<()>>,
}

/// Where lines are gathered.
#[derive(Clone, Default)]
struct Lines(Arc<Shared>);

#[derive(Default)]
struct Shared {
    gathered: Mutex<Gathered>,
    /// Something came, or nothing more will.
    came: Condvar,
    /// There is room again.
    room: Condvar,
}

#[derive(Default)]
struct Gathered {
    bytes: Vec<u8>,
    closed: bool,
}

/// Logs from now on.
pub(crate) fn log() -> io::Result<Logging> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_unset| "info,sqlx=warn,sea_orm_migration=warn,actix_server=warn".into());
    let lines = Lines::default();
    let (theirs, mut stderr) = (lines.clone(), io::stderr());
    let writer = std::thread::Builder::new().name("log".to_owned()).spawn(move || theirs.write_to(&mut stderr))?;
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(lines.clone());
    let installed = if io::stderr().is_terminal() { subscriber.try_init() } else { subscriber.json().try_init() };
    // Only a second call can fail, and then the first one's log goes on.
    drop(installed);
    Ok(Logging { lines, writer: Some(writer) })
}

impl Lines {
    fn gathered(&self) -> MutexGuard<'_, Gathered> {
        self.0.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes until nothing more comes.
    fn write_to(&self, out: &mut impl Write) {
        let mut writing = Vec::new();
        loop {
            let empty = |gathered: &mut Gathered| gathered.bytes.is_empty() && !gathered.closed;
            let gathered = self.0.came.wait_while(self.gathered(), empty).unwrap_or_else(PoisonError::into_inner);
            let few = |gathered: &mut Gathered| gathered.bytes.len() < MOST / 2 && !gathered.closed;
            let waited = self.0.came.wait_timeout_while(gathered, GATHERED_FOR, few);
            let (mut gathered, _) = waited.unwrap_or_else(PoisonError::into_inner);
            std::mem::swap(&mut gathered.bytes, &mut writing);
            let closed = gathered.closed;
            drop(gathered);
            self.0.room.notify_all();
            // Nobody is left to be told of a log that cannot be written.
            drop(out.write_all(&writing));
            writing.clear();
            if closed {
                return;
            }
        }
    }
}

impl Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let full = |gathered: &mut Gathered| gathered.bytes.len() >= MOST && !gathered.closed;
        let mut gathered = self.0.room.wait_while(self.gathered(), full).unwrap_or_else(PoisonError::into_inner);
        if gathered.closed {
            drop(gathered);
            return io::stderr().write(line);
        }
        let before = gathered.bytes.len();
        gathered.bytes.extend_from_slice(line);
        let first_or_many = before == 0 || (before < MOST / 2 && gathered.bytes.len() >= MOST / 2);
        drop(gathered);
        if first_or_many {
            self.0.came.notify_one();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Drop for Logging {
    fn drop(&mut self) {
        self.lines.gathered().closed = true;
        self.lines.0.came.notify_all();
        self.lines.0.room.notify_all();
        if let Some(writer) = self.writer.take() {
            // Whatever became of it, there is nothing left to do.
            drop(writer.join());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_written_once_and_in_order_before_the_end() {
        let lines = Lines::default();
        let theirs = lines.clone();
        let writer = std::thread::spawn(move || {
            let mut out = Vec::new();
            theirs.write_to(&mut out);
            out
        });
        let long = "x".repeat(1000);
        // More than fits at once.
        let said: String = (0..3000).map(|number| format!("{number} {long}\n")).collect();
        for line in said.split_inclusive('\n') {
            lines.make_writer().write_all(line.as_bytes()).unwrap();
        }
        drop(Logging { lines, writer: None });
        assert_eq!(String::from_utf8(writer.join().unwrap()).unwrap(), said);
    }
}
