//! A CSV file with a header line, read cell by cell.

use std::{collections::BTreeSet, fmt::Display, str::FromStr};

use csv::{ReaderBuilder, StringRecord, Trim};
use trellis_domain::Refusals;

use super::{FileRefused, Problem};

/// A table with named columns.
pub(super) struct Sheet {
    headers: StringRecord,
    records: Vec<(u64, StringRecord)>,
}

/// One line of a sheet, which notes what is wrong with its cells.
pub(super) struct Row<'a> {
    headers: &'a StringRecord,
    record: &'a StringRecord,
    line: u64,
    problems: Vec<Problem>,
}

impl Sheet {
    /// Reads a file as UTF-8 with a comma between cells; a byte order mark is skipped.
    pub(super) fn read(file: &[u8]) -> Result<Self, FileRefused> {
        let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
        let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(file);
        let headers = reader.headers().map_err(|error| unreadable(&error))?.clone();
        let records = reader.into_records().map(|record| {
            let record = record.map_err(|error| unreadable(&error))?;
            Ok((line_of(file, &record), record))
        });
        Ok(Self { headers, records: records.collect::<Result<_, FileRefused>>()? })
    }

    /// Whether there is a column of this name.
    pub(super) fn has(&self, column: &str) -> bool {
        self.headers.iter().any(|header| header == column)
    }

    /// Turns every line into a value; all problems of the file are found at once.
    pub(super) fn rows<T>(
        &self,
        columns: &[&str],
        mut read: impl FnMut(&mut Row<'_>) -> Option<T>,
    ) -> Result<Vec<T>, FileRefused> {
        let missing = columns.iter().filter(|column| !self.has(column));
        let missing = missing.map(|column| Problem::cell(1, column, "this column is needed and is not there"));
        FileRefused::unless((), missing.collect())?;
        let mut problems = Vec::new();
        let mut values = Vec::new();
        for (line, record) in &self.records {
            let mut row = Row { headers: &self.headers, record, line: *line, problems: Vec::new() };
            values.extend(read(&mut row));
            problems.append(&mut row.problems);
        }
        FileRefused::unless(values, problems)
    }
}

impl Row<'_> {
    /// The text of a cell; none when it is blank or there is no such column.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        let index = self.headers.iter().position(|header| header == column)?;
        self.record.get(index).filter(|text| !text.is_empty())
    }

    /// The value of a cell that must not be blank.
    pub(super) fn required<T: FromStr<Err: Display>>(&mut self, column: &str) -> Option<T> {
        if self.text(column).is_none() {
            self.wrong(column, "a value: this cell must not be blank");
        }
        self.optional(column)
    }

    /// The value of a cell, if it is not blank.
    pub(super) fn optional<T: FromStr<Err: Display>>(&mut self, column: &str) -> Option<T> {
        match self.text(column)?.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(column, &plain(&error.to_string()));
                None
            }
        }
    }

    /// A number that must be there.
    pub(super) fn number<T: FromStr>(&mut self, column: &str, wanted: &str) -> Option<T> {
        let number = self.text(column).and_then(|text| text.parse().ok());
        if number.is_none() {
            self.wrong(column, wanted);
        }
        number
    }

    /// The values of a cell with semicolons between, if it is not blank.
    pub(super) fn list<T>(&mut self, column: &str, wanted: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let parts = self.text(column)?.split(';').map(str::trim).filter(|part| !part.is_empty());
        let values: Option<Vec<T>> = parts.map(read).collect();
        if values.is_none() {
            self.wrong(column, wanted);
        }
        values
    }

    /// The line of the file.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// Notes that a cell is wrong, and what would be right.
    pub(super) fn wrong(&mut self, column: &str, detail: &str) {
        self.problems.push(Problem::cell(self.line, column, detail));
    }

    /// Notes what the domain refused; `columns` says which column stands behind a pointer.
    pub(super) fn check(&mut self, checked: Result<(), Refusals>, columns: &[(&str, &str)]) {
        for refusal in checked.err().into_iter().flat_map(Refusals::into_vec) {
            let column = columns.iter().find(|(pointer, _)| refusal.pointer.starts_with(pointer));
            let column = column.map_or(refusal.pointer.as_str(), |(_, column)| column);
            let problem = Problem::cell(self.line, column, refusal.detail);
            // A cell that was read on its own may have been named already.
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
    }

    /// Notes a key that an earlier line has already.
    pub(super) fn once<K: Ord>(&mut self, seen: &mut BTreeSet<K>, key: K, column: &str) {
        if !seen.insert(key) {
            self.wrong(column, "something else: an earlier line has the same");
        }
    }
}

/// The line that a record begins on: the reader notes where it looked on from, which is before line ends and blank lines.
fn line_of(file: &[u8], record: &StringRecord) -> u64 {
    let Some(at) = record.position() else { return 0 };
    let from = usize::try_from(at.byte()).ok().and_then(|byte| file.get(byte..)).unwrap_or_default();
    let skipped = from.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n');
    at.line().saturating_add(skipped.map(|_| 1).sum())
}

/// What would be right, without the code that stands before it.
fn plain(error: &str) -> String {
    let code = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    match error.split_once(": ") {
        Some((before, detail)) if code(before) => detail.to_owned(),
        _ => error.to_owned(),
    }
}

/// A file that is no table. The reader's own words may repeat what stands there, so they are not passed on.
fn unreadable(error: &csv::Error) -> FileRefused {
    let place = error.position().map_or_else(|| "the file".to_owned(), |at| format!("line {}", at.line()));
    let detail = match error.kind() {
        csv::ErrorKind::UnequalLengths { .. } => "as many cells as the first line has",
        csv::ErrorKind::Utf8 { .. } => "text in UTF-8",
        _ => "comma-separated values with a header line",
    };
    FileRefused::one(Problem::at(place, detail))
}
