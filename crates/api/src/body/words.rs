//! What deserialisers expect, in plain words: no types of a programming language.

/// What would be right, where a deserialiser says what it expected.
pub(super) fn of_expected(expected: &str) -> String {
    let plain = match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number of 0 or more",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a string" | "a borrowed string" | "string" | "str" => "a text",
        "a formatted date string" => A_DATE,
        "string or map" => "a text or an object",
        _ if starts(expected, &["a sequence", "an array", "a tuple", "tuple"]) => "a list",
        _ if starts(expected, &["a map", "map", "struct", "internally tagged", "adjacently tagged"]) => "an object",
        _ if starts(expected, &["enum", "variant", "unit variant"]) => "one of the documented values",
        other => return other.replace('`', ""),
    };
    plain.to_owned()
}

const A_DATE: &str = "a date such as 2026-11-24";

/// What would be right, where a text could not be read as a number, a truth or a date.
pub(super) fn of_unreadable(message: &str) -> Option<&'static str> {
    match message {
        "invalid digit found in string"
        | "cannot parse integer from empty string"
        | "number too large to fit in target type"
        | "number too small to fit in target type" => Some("a whole number"),
        "invalid float literal" | "cannot parse float from empty string" => Some("a number"),
        "provided string was not `true` or `false`" => Some("true or false"),
        // What chrono says of dates; instants and times of day have words of their own.
        "input contains invalid characters"
        | "premature end of input"
        | "input is out of range"
        | "no possible date and time matching input"
        | "trailing input" => Some(A_DATE),
        _ => None,
    }
}

fn starts(text: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| text.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::super::read::explain;

    fn right<T: DeserializeOwned>(value: Value) -> String {
        let error = serde_json::from_value::<T>(value).map(drop).unwrap_err();
        explain("", &error.to_string()).2
    }

    #[test]
    fn what_would_be_right_is_said_plainly() {
        for (right, said) in [
            (right::<u32>(json!("x")), "a whole number of 0 or more"),
            (right::<u8>(json!(-1)), "a whole number of 0 or more"),
            (right::<i64>(json!(0.5)), "a whole number"),
            (right::<f64>(json!("x")), "a number"),
            (right::<bool>(json!("x")), "true or false"),
            (right::<String>(json!(7)), "a text"),
            (right::<Vec<u8>>(json!({})), "a list"),
            (right::<(u8, u8)>(json!({})), "a list"),
            (right::<std::collections::BTreeMap<String, u8>>(json!([])), "an object"),
            (right::<NaiveDate>(json!(7)), "a date such as 2026-11-24"),
            (right::<NaiveDate>(json!("x")), "a date such as 2026-11-24"),
            (right::<NaiveDate>(json!("2026-02-30")), "a date such as 2026-11-24"),
            (right::<NaiveDate>(json!("2026-11-24T10:00")), "a date such as 2026-11-24"),
            (right::<NaiveDate>(json!("")), "a date such as 2026-11-24"),
        ] {
            assert_eq!(right, said);
        }
    }
}
