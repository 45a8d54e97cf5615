//! `trellis openapi`

/// The contract as it is checked in: pretty, with a newline at the end.
pub(crate) fn print() {
    println!("{:#}", trellis_api::contract());
}
