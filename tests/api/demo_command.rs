//! `trellis demo` as a newcomer starts it: a process, a folder, and lines pasted into a shell. Real time passes here.

use std::{
    fs,
    io::{BufRead, BufReader, Lines},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A demonstration that runs until it is dropped.
struct Process {
    child: Child,
    /// What it printed, up to the last of the lines to paste.
    printed: Vec<String>,
    /// Kept open, as a terminal is.
    _stdout: Lines<BufReader<ChildStdout>>,
}

impl Process {
    fn start(folder: &Path) -> Self {
        let mut child = command(folder, "127.0.0.1:0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut printed: Vec<String> = Vec::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while printed.iter().filter(|line| is_shell(line)).count() < 5 {
            printed.push(lines.next().expect("it prints five lines and does not end").unwrap());
        }
        Self { child, printed, _stdout: lines }
    }

    fn shell_lines(&self) -> Vec<&str> {
        self.printed.iter().map(String::as_str).filter(|line| is_shell(line)).collect()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn command(folder: &Path, listen: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trellis-under-test"));
    let settings = std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with("TRELLIS_"));
    for setting in settings {
        command.env_remove(setting);
    }
    command.args(["demo", "--listen", listen, "--data-dir"]).arg(folder.join("data"));
    command.arg("--credentials-file").arg(credentials(folder));
    command
}

fn credentials(folder: &Path) -> PathBuf {
    folder.join("credentials.json")
}

fn is_shell(line: &str) -> bool {
    line.starts_with("TOKEN=") || line.starts_with("curl ")
}

#[test]
fn the_printed_lines_work_when_pasted() {
    let folder = TempDir::new().unwrap();
    let process = Process::start(folder.path());
    fs::write(folder.path().join(".curlrc"), "fail\nshow-error\nmax-time = 30\n").unwrap();
    let lines = process.shell_lines();
    let [token, lines @ ..] = lines.as_slice() else { panic!("no lines") };
    let expected = ["\"near\":{", "\"given_name\":\"Demo-Nora\"", "\"score\":", "\"state\":\"confirmed\""];
    for (line, expected) in lines.iter().zip(expected) {
        let script = format!("set -e\n{token}\ntest -n \"$TOKEN\"\n{line}");
        let ran = Command::new("sh").args(["-c", &script]).env("CURL_HOME", folder.path()).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        assert!(ran.status.success(), "{line}\n{err}");
        assert!(out.contains(expected), "{line}\n{out}");
    }
}

#[test]
fn secrets_are_kept_for_the_next_start_and_from_others() {
    let folder = TempDir::new().unwrap();
    let read = || -> Value {
        let file = credentials(folder.path());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
    };
    drop(Process::start(folder.path()));
    let first = read();
    drop(Process::start(folder.path()));
    assert_eq!(read()["clients"], first["clients"]);
    let roles: Vec<_> =
        first["clients"].as_array().unwrap().iter().map(|client| client["role"].as_str().unwrap()).collect();
    let expected = ["operator", "coordinator", "partner", "partner", "referrer", "booking_site", "sponsor"];
    assert_eq!(roles, expected);
    assert!(first["base_url"].as_str().unwrap().starts_with("http://127.0.0.1:"));
}

#[test]
fn a_demonstration_stays_on_this_machine_unless_somebody_says_otherwise() {
    let folder = TempDir::new().unwrap();
    let refused = command(folder.path(), "0.0.0.0:0").output().unwrap();
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && said.contains("--allow-public-demo"), "{said}");
    assert!(!folder.path().join("data").exists(), "nothing was made");
}
