//! Which language a page is in: what the address says, else what the browser asks for, else English.

use actix_web::{HttpRequest, http::header};
use trellis_domain::{ClosedEnum, time_words::PageLanguage};

/// The language of a page for this request.
pub(crate) fn language_of(request: &HttpRequest) -> PageLanguage {
    let mut arguments = form_urlencoded::parse(request.query_string().as_bytes());
    let asked = arguments.find_map(|(name, value)| (name == "lang").then(|| PageLanguage::parse(&value)).flatten());
    let accepted = || request.headers().get(header::ACCEPT_LANGUAGE)?.to_str().ok().map(preferred);
    asked.or_else(accepted).unwrap_or_default()
}

/// The one of our languages that an `Accept-Language` header likes best (RFC 9110, section 12.5.4); the first among equals.
fn preferred(accepted: &str) -> PageLanguage {
    let liked = accepted.split(',').filter_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        let language = PageLanguage::parse(parts.next()?.split('-').next()?)?;
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
        (weight > 0.0).then_some((language, weight))
    });
    let best = liked.fold(None, |best: Option<(PageLanguage, f32)>, (language, weight)| match best {
        Some((_, most)) if most >= weight => best,
        _ => Some((language, weight)),
    });
    best.map_or(PageLanguage::default(), |(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_it_likes_best() {
        for (accepted, language) in [
            ("cy", PageLanguage::Welsh),
            ("cy-GB,cy;q=0.9,en;q=0.8", PageLanguage::Welsh),
            ("en-GB,en;q=0.9,cy;q=0.8", PageLanguage::English),
            ("en;q=0.5, cy;q=0.7", PageLanguage::Welsh),
            ("cy;q=0", PageLanguage::English),
            ("fr,de;q=0.5", PageLanguage::English),
            ("*", PageLanguage::English),
            ("", PageLanguage::English),
            ("cy;q=much", PageLanguage::English),
        ] {
            assert_eq!(preferred(accepted), language, "{accepted}");
        }
    }
}
