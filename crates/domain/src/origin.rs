//! Web origins: the websites that may show a network's pages in a frame.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

/// Scheme, host and port, as a browser writes them: `https://www.bexley.gov.uk`. Without encryption on one's own machine only.
///
/// It stands in a policy that browsers read, so it is letters, digits, dots and hyphens, and nothing that means more there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Origin(String);

/// Text that is not an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: https://, a host and perhaps a port, without a path, such as https://www.example.gov.uk")]
pub struct NotAnOrigin;

/// The longest name of a host (RFC 1035).
const HOST_MAX: usize = 253;

impl Origin {
    /// The origin itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The origin of an address, such as that of a page that shows ours.
    pub fn of(address: &str) -> Option<Self> {
        let start = address.find("://")? + 3;
        let end = address.get(start..)?.find(['/', '?', '#']).map_or(address.len(), |at| start + at);
        address.get(..end)?.parse().ok()
    }
}

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let text = text.trim().to_ascii_lowercase();
        let (scheme, rest) = text.split_once("://").ok_or(NotAnOrigin)?;
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port_of(port)?)),
            None => (rest, None),
        };
        let usual = match scheme {
            "https" => 443,
            "http" if matches!(host, "localhost" | "127.0.0.1") => 80,
            _ => return Err(NotAnOrigin),
        };
        if !is_host(host) {
            return Err(NotAnOrigin);
        }
        Ok(Self(match port.filter(|port| *port != usual) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        }))
    }
}

fn port_of(text: &str) -> Result<u16, NotAnOrigin> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|port| digits && *port > 0).ok_or(NotAnOrigin)
}

/// Names with dots between. A host in another script is written as browsers send it: `xn--…`.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        let inside = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        (1..=63).contains(&label.len()) && label.bytes().all(inside) && !label.starts_with('-') && !label.ends_with('-')
    };
    host.len() <= HOST_MAX && host.split('.').all(label)
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
    };

    use super::Origin;

    impl PartialSchema for Origin {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .description(Some("Scheme, host and port of a website. http:// for localhost and 127.0.0.1 only."))
                .pattern(Some("^[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$"))
                .max_length(Some(280))
                .examples(["https://www.example.gov.uk"])
                .into()
        }
    }

    impl ToSchema for Origin {
        fn name() -> Cow<'static, str> {
            Cow::Borrowed("Origin")
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("https://www.example.gov.uk", "https://www.example.gov.uk")]
    #[case("HTTPS://WWW.Example.gov.uk:443", "https://www.example.gov.uk")]
    #[case("https://example.org:8443", "https://example.org:8443")]
    #[case("http://localhost:3000", "http://localhost:3000")]
    #[case("http://127.0.0.1:80", "http://127.0.0.1")]
    #[case("https://xn--cymru-abc.wales", "https://xn--cymru-abc.wales")]
    fn an_origin_is_written_as_browsers_write_it(#[case] text: &str, #[case] written: &str) {
        assert_eq!(text.parse::<Origin>().unwrap().as_str(), written);
    }

    #[rstest]
    fn what_is_no_origin_is_refused(
        #[values(
            "",
            "example.org",
            "http://example.org",
            "http://localhost.example.org",
            "https://",
            "https://example.org/",
            "https://example.org/path",
            "https://*.example.org",
            "https://example.org;script-src *",
            "https://a b.example",
            "https://user@example.org",
            "https://example.org:0",
            "https://example.org:65536",
            "https://example.org:+1",
            "https://-a.example",
            "https://a..example",
            "https://[::1]",
            "javascript://example.org",
            "*"
        )]
        text: &str,
    ) {
        assert_eq!(text.parse::<Origin>(), Err(NotAnOrigin));
    }

    #[test]
    fn an_address_has_an_origin() {
        let of = |address| Origin::of(address).map(|origin| origin.to_string());
        assert_eq!(of("https://www.example.gov.uk/help?a=b#c").as_deref(), Some("https://www.example.gov.uk"));
        assert_eq!(of("https://www.example.gov.uk?x").as_deref(), Some("https://www.example.gov.uk"));
        assert_eq!(of("http://127.0.0.1:8080/").as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(of("about:blank"), None);
    }
}
