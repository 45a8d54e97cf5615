//! Which areas of one census are which of the next, and in which ward they lie.

use std::collections::BTreeMap;

use trellis_domain::area::AreaCode;

use crate::import::{FileRefused, sheet::Sheet};

/// For the code of an LSOA of 2011: the codes of its outlines of 2021, and its ward.
#[derive(Debug, Default)]
pub struct Lookup(BTreeMap<AreaCode, (Vec<AreaCode>, AreaCode)>);

impl Lookup {
    /// The lookup in a file.
    pub fn read(file: &[u8]) -> Result<Self, FileRefused> {
        let columns = ["lsoa11_code", "lsoa21_code", "ward24_code"];
        let [old, new, ward] = columns;
        let rows = Sheet::read(file)?.rows(&columns, |row| {
            let codes = (row.required(old), row.required(new), row.required(ward));
            Some((codes.0?, codes.1?, codes.2?))
        })?;
        let mut lookup: BTreeMap<AreaCode, (Vec<AreaCode>, AreaCode)> = BTreeMap::new();
        for (old, new, ward) in rows {
            lookup.entry(old).or_insert_with(|| (Vec::new(), ward)).0.push(new);
        }
        Ok(Self(lookup))
    }

    /// The codes under which the outlines of an area are found; its own when nothing else is known.
    pub(super) fn outlines(&self, code: &AreaCode) -> Vec<AreaCode> {
        self.0.get(code).map_or_else(|| vec![code.clone()], |(outlines, _)| outlines.clone())
    }

    /// The ward that an area lies in.
    pub(super) fn ward(&self, code: &AreaCode) -> Option<AreaCode> {
        self.0.get(code).map(|(_, ward)| ward.clone())
    }
}
