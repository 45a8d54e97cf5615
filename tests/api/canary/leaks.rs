//! What the canaries are, and how they are recognised.

/// A name, and whatever else is free text.
pub const WORD: &str = "Zaunkoenig";
/// A phone number.
pub const PHONE: &str = "020 7946 0917";
/// A postcode.
pub const POSTCODE: &str = "ZE2 9XK";
/// A time of the day.
pub const TIME: &str = "03:17";

/// The canary in a text, in whatever spelling.
pub fn canary_in(text: &str) -> Option<&'static str> {
    let plain: String = text.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '+').collect();
    ["zaunkoenig", "02079460917", "ze29xk", "03:17"].into_iter().find(|canary| plain.contains(canary))
}

/// Fails where a canary sings.
#[track_caller]
pub fn assert_silent(what: &str, text: &str) {
    assert_eq!(canary_in(text), None, "{what}: {text}");
}
