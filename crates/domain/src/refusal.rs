//! Why a value was not taken: where it stands, a stable code, and what would be right.

use std::fmt;

use serde::Serialize;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::closed::ClosedEnum;

/// The vocabulary of refused values. Codes are stable and never translated.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum FieldCode {
    /// A field that must be there is missing or null.
    Required,
    /// A field or parameter that this operation does not have.
    UnknownField,
    /// Another JSON type than the one expected.
    WrongType,
    /// Not one of the words that may stand here.
    UnknownValue,
    /// Fewer characters, items or entries than allowed.
    TooShort,
    /// More characters, items or entries than allowed.
    TooLong,
    /// A number below the least allowed.
    TooSmall,
    /// A number above the most allowed.
    TooLarge,
    /// Text that does not have the form it should.
    BadFormat,
    /// Text that is not an id of the right kind.
    BadId,
    /// No such time of day, date or instant.
    BadTime,
    /// Not an IANA time zone.
    UnknownZone,
    /// Not a postcode in use, nor in a known district.
    UnknownPostcode,
    /// Nothing with this id, or nothing the caller may use.
    UnknownReference,
    /// Two entries that cover the same time.
    Overlap,
    /// The same entry twice.
    Duplicate,
    /// An end that is not after its start.
    EndsBeforeStart,
    /// A date that has not come yet.
    InFuture,
    /// A moment that is already over.
    InPast,
    /// A vetting check is required without the reason that makes asking for it lawful.
    EligibilityBasisRequired,
    /// Something that the partner's own policy does not let this champion do.
    OutsidePolicy,
    /// Two fields that cannot stand together, or one that needs another.
    Inconsistent,
}

/// One value that was refused. It never repeats the value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Refusal {
    /// Where: a JSON pointer into the body (`/availability/0/end`), or the name of a parameter.
    pub pointer: String,
    /// Why, as a stable code.
    pub code: FieldCode,
    /// What would be right, in plain words.
    pub detail: String,
}

/// As many as are told at once: whoever has mended these asks again.
pub const REFUSALS_MAX: usize = 100;

/// All that was refused at once, up to [`REFUSALS_MAX`]; never empty where it stands in an `Err`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusals(Vec<Refusal>);

impl Refusals {
    /// Nothing refused so far.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// A single refusal.
    pub fn one(pointer: impl Into<String>, code: FieldCode, detail: impl Into<String>) -> Self {
        let mut refusals = Self::none();
        refusals.add(pointer, code, detail);
        refusals
    }

    /// Notes one more.
    pub fn add(&mut self, pointer: impl Into<String>, code: FieldCode, detail: impl Into<String>) {
        if self.0.len() < REFUSALS_MAX {
            self.0.push(Refusal { pointer: pointer.into(), code, detail: detail.into() });
        }
    }

    /// Notes one more unless `holds`.
    pub fn require(&mut self, holds: bool, pointer: impl Into<String>, code: FieldCode, detail: impl Into<String>) {
        if !holds {
            self.add(pointer, code, detail);
        }
    }

    /// Notes a list that is longer than `max`, and among its first `max` entries each that stands there already.
    pub fn distinct<T: PartialEq>(&mut self, pointer: &str, max: usize, entries: impl IntoIterator<Item = T>) {
        let entries: Vec<T> = entries.into_iter().collect();
        self.require(entries.len() <= max, pointer, FieldCode::TooLong, format!("at most {max} entries"));
        for (index, entry) in entries.iter().enumerate().take(max) {
            let new = !entries.iter().take(index).any(|earlier| earlier == entry);
            self.require(new, format!("{pointer}/{index}"), FieldCode::Duplicate, "each entry once");
        }
    }

    /// The value, or a note of what its type says against it (`code: what would be right`).
    pub fn parsed<T, E: fmt::Display>(&mut self, pointer: &str, parsed: Result<T, E>) -> Option<T> {
        let error = match parsed {
            Ok(value) => return Some(value),
            Err(error) => error.to_string(),
        };
        let known = error.split_once(": ").and_then(|(code, detail)| Some((FieldCode::parse(code)?, detail)));
        let (code, detail) = known.unwrap_or((FieldCode::BadFormat, &error));
        self.add(pointer, code, detail);
        None
    }

    /// Takes over what another check found, below `prefix`.
    pub fn nest(&mut self, prefix: &str, inner: Result<(), Self>) {
        if let Err(Self(refusals)) = inner {
            let free = REFUSALS_MAX.saturating_sub(self.0.len());
            let refusals = refusals.into_iter().take(free);
            self.0.extend(refusals.map(|r| Refusal { pointer: format!("{prefix}{}", r.pointer), ..r }));
        }
    }

    /// Well if nothing was refused.
    pub fn finish(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The single refusals, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Refusal> {
        self.0.iter()
    }

    /// The single refusals.
    pub fn into_vec(self) -> Vec<Refusal> {
        self.0
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, refusal) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{} ({}): {}", refusal.pointer, refusal.code.code(), refusal.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusals {}
