//! Postcodes and districts: loading where they are, and finding a place that somebody typed.

use trellis_domain::{
    FieldCode, Located, Near, Refusals,
    postcode::{DistrictPlace, Postcode, PostcodePlace},
};
use trellis_storage::{Reading, Store, StoreError};

use crate::error::CommandError;

/// How many rows are written at once, so that nobody waits long behind a load.
const UNIT: usize = 100;

/// Keeps postcodes, over what was known of them.
pub async fn load_postcodes(store: &Store, places: &[PostcodePlace]) -> Result<(), StoreError> {
    for unit in places.chunks(UNIT) {
        store.installation().put_postcodes(unit).await?;
    }
    Ok(())
}

/// Keeps postcode districts, over what was known of them.
pub async fn load_districts(store: &Store, places: &[DistrictPlace]) -> Result<(), StoreError> {
    for unit in places.chunks(UNIT) {
        store.installation().put_districts(unit).await?;
    }
    Ok(())
}

/// Where this is; `parameter` names what it came from when it is nowhere.
pub async fn locate(store: &Store, near: &Near, parameter: &str) -> Result<Located, CommandError> {
    let located = store.installation().locate(near).await?;
    let unknown = "a postcode in use, or one in a known district; or latitude and longitude such as 51.45,0.14";
    Ok(located.ok_or_else(|| Refusals::one(parameter, FieldCode::UnknownPostcode, unknown))?)
}

/// Where the postcode of something in a network is; `pointer` says where it stands.
pub(crate) async fn of_postcode(
    reading: &impl Reading,
    postcode: &Postcode,
    pointer: &str,
) -> Result<Located, CommandError> {
    let located = trellis_storage::place::find(reading, postcode).await?;
    let unknown = "a postcode in use, or one in a known district";
    Ok(located.ok_or_else(|| Refusals::one(pointer, FieldCode::UnknownPostcode, unknown))?)
}
