//! oEmbed 1.0, type `rich`: what a website pastes in when somebody gives it our address.

use serde::Serialize;

/// An answer of the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rich {
    /// Always `rich`.
    pub r#type: &'static str,
    /// Always `1.0`, as text.
    pub version: &'static str,
    /// What it is called.
    pub title: String,
    /// Who provides it.
    pub provider_name: String,
    /// Their address.
    pub provider_url: String,
    /// For how many seconds it may be kept.
    pub cache_age: u32,
    /// A frame, and inside it a link for where frames are not shown.
    pub html: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Who provides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Their name.
    pub name: String,
    /// Their address, whole.
    pub url: String,
}

/// The width and height of a frame, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// A page in a frame without scripts. The page learns which website it is on, and nothing else of it.
pub fn rich(page: &str, title: &str, lang: &str, provider: &Provider, size: Size) -> Rich {
    let Size { width, height } = size;
    let (address, name, lang) = (escaped(page), escaped(title), escaped(lang));
    let html = format!(
        "<iframe src=\"{address}\" title=\"{name}\" lang=\"{lang}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" \
         referrerpolicy=\"origin\" sandbox=\"allow-forms allow-popups allow-top-navigation-by-user-activation\"><a href=\"{address}\">{name}</a></iframe>"
    );
    Rich {
        r#type: "rich",
        version: "1.0",
        title: title.to_owned(),
        provider_name: provider.name.clone(),
        provider_url: provider.url.clone(),
        cache_age: 3600,
        html,
        width,
        height,
    }
}

/// Text as it may stand in an element and in a quoted attribute.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::HOSTILE;

    fn made(page: &str, title: &str) -> Rich {
        let provider = Provider { name: "Bexley".to_owned(), url: "https://help.example".to_owned() };
        rich(page, title, "en", &provider, Size { width: 600, height: 800 })
    }

    #[test]
    fn a_frame_with_a_link_inside() {
        let rich = made("https://help.example/n/bexley?postcode=DA14+6BN&distance=3", "Help");
        assert_eq!((rich.r#type, rich.version, rich.width, rich.height), ("rich", "1.0", 600, 800));
        assert_eq!(
            rich.html,
            "<iframe src=\"https://help.example/n/bexley?postcode=DA14+6BN&amp;distance=3\" title=\"Help\" lang=\"en\" width=\"600\" \
             height=\"800\" loading=\"lazy\" referrerpolicy=\"origin\" sandbox=\"allow-forms allow-popups allow-top-navigation-by-user-activation\">\
             <a href=\"https://help.example/n/bexley?postcode=DA14+6BN&amp;distance=3\">Help</a></iframe>"
        );
    }

    #[test]
    fn hostile_titles_stay_text() {
        for title in HOSTILE {
            let html = made("https://help.example/\"onload=\"x", title).html;
            assert_eq!((html.matches('<').count(), html.matches('>').count()), (4, 4), "{html}");
            assert_eq!(html.matches('"').count(), 18, "{html}");
        }
    }
}
