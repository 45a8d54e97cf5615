//! What is wrong with a file, and where.

use std::fmt;

/// The most problems that are shown at once.
const SHOWN: usize = 20;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where, such as `line 12, column postcode`.
    pub place: String,
    /// What would be right. It never repeats what stands there.
    pub detail: String,
}

/// A file that is not taken, and all that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRefused(Vec<Problem>);

impl Problem {
    /// Something wrong in one cell.
    pub fn cell(line: u64, column: &str, detail: impl Into<String>) -> Self {
        Self { place: format!("line {line}, column {column}"), detail: detail.into() }
    }

    /// Something wrong with the file, a line or a part of it.
    pub fn at(place: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { place: place.into(), detail: detail.into() }
    }
}

impl FileRefused {
    /// Refused for a single reason.
    pub fn one(problem: Problem) -> Self {
        Self(vec![problem])
    }

    /// The problems, in the order of the file.
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }

    /// The value, unless there are problems.
    pub(crate) fn unless<T>(value: T, problems: Vec<Problem>) -> Result<T, Self> {
        if problems.is_empty() { Ok(value) } else { Err(Self(problems)) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.detail)
    }
}

impl fmt::Display for FileRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.0.iter().take(SHOWN) {
            writeln!(f, "{problem}")?;
        }
        let hidden = self.0.len().saturating_sub(SHOWN);
        if hidden > 0 {
            writeln!(f, "and {hidden} more")?;
        }
        f.write_str("Nothing was imported.")
    }
}

impl std::error::Error for FileRefused {}
