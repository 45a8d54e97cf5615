//! What an editor copies: one snippet for each way of showing sessions in another website.

use form_urlencoded::Serializer;
use trellis_domain::{ClosedEnum, time_words::PageLanguage};

use super::{element, form::Form, oembed::USUAL, words::Words};

/// What the snippets are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) public_url: &'a str,
    pub(super) network: &'a str,
    pub(super) form: &'a Form,
    pub(super) language: PageLanguage,
    /// The level of the sessions' headings.
    pub(super) level: u8,
}

/// A thing to copy.
#[derive(Debug)]
pub(super) struct Snippet {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// When to take it, and what it needs.
    pub(super) about: &'static str,
    pub(super) text: String,
}

impl Subject<'_> {
    /// The address of the page in a frame.
    pub(super) fn frame(&self) -> String {
        let address = self.form.address(&format!("{}/embed", self.network), self.language.code());
        format!("{}{address}", self.public_url)
    }

    /// Every way, the simplest first.
    pub(super) fn snippets(&self) -> Vec<Snippet> {
        let (page, lang) = (escaped(&self.page()), self.language.code());
        let heading = escaped(Words::of(self.language).heading);
        let link = format!("<a href=\"{page}\" hreflang=\"{lang}\">{heading}</a>");
        let frame = format!(
            "<iframe src=\"{}\" title=\"{heading}\" lang=\"{lang}\" width=\"100%\" height=\"{}\" loading=\"lazy\" referrerpolicy=\"origin\" \
             sandbox=\"allow-forms allow-popups allow-top-navigation-by-user-activation\"></iframe>\n<p>{link}</p>",
            escaped(&self.frame()),
            USUAL.height
        );
        let element = format!("{}\n{link}\n</trellis-sessions>\n{}", self.tag(), self.script());
        vec![
            Snippet {
                id: "link",
                name: "Link",
                about: "Works in every website and every editor. Nothing to ask for.",
                text: link,
            },
            Snippet {
                id: "address",
                name: "Address",
                about: "For editors that make a preview of an address (oEmbed). Paste it on a line of its own.",
                text: self.page(),
            },
            Snippet {
                id: "frame",
                name: "Frame",
                about: "Shows the page with its search form. Runs no script. The network’s co-ordinator has to add your website first; until \
                        then the frame says what to send.",
                text: frame,
            },
            Snippet {
                id: "element",
                name: "Element",
                about: "Shows the list in the type of your own page. Needs a website that allows scripts from here. Without script, or when \
                        we cannot be reached, the link inside stays.",
                text: element,
            },
            Snippet {
                id: "fragment",
                name: "HTML for your server",
                about: "The list as a piece of HTML without style or script, for a website that fetches it and puts it into its own page. It \
                        may be kept for a minute.",
                text: self.fragment(),
            },
        ]
    }

    fn page(&self) -> String {
        format!("{}{}", self.public_url, self.form.address(self.network, self.language.code()))
    }

    fn fragment(&self) -> String {
        let address = self.form.address(&format!("{}/fragment", self.network), self.language.code());
        format!("{}{address}&heading_level={}", self.public_url, self.level)
    }

    /// The element with what differs from the usual.
    pub(super) fn tag(&self) -> String {
        let form = self.form;
        let access: Vec<_> = form.access.iter().map(|feature| feature.code()).collect();
        let (distance, level, access) = (form.distance.to_string(), self.level.to_string(), access.join(" "));
        let attributes = [
            ("network", self.network),
            ("lang", self.language.code()),
            ("heading-level", &level),
            ("postcode", &form.postcode),
            ("distance", if form.postcode.is_empty() { "" } else { &distance }),
            ("kind", form.kind.code()),
            ("topic", &form.topic),
            ("weekday", form.weekday.map_or("", |day| day.code())),
            ("hours", form.hours.code()),
            ("access", &access),
        ];
        let said = attributes.into_iter().filter(|(_, value)| !value.is_empty());
        let said: String = said.map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
        format!("<trellis-sessions{said}>")
    }

    fn script(&self) -> String {
        format!("<script type=\"module\" src=\"{}/embed/trellis-sessions.js\"></script>", escaped(self.public_url))
    }

    /// The script at the address that never changes, with its hash.
    pub(super) fn pinned(&self) -> String {
        let (version, integrity) = (element::VERSION.as_str(), element::INTEGRITY.as_str());
        format!(
            "<script type=\"module\" src=\"{}/embed/trellis-sessions.{version}.js\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>",
            escaped(self.public_url)
        )
    }

    /// The same sessions for programs: name and address.
    pub(super) fn feeds(&self) -> Vec<(&'static str, String)> {
        let form = self.form;
        let mut query = Serializer::new(String::new());
        query.append_pair("lang", self.language.code());
        if !form.postcode.is_empty() {
            query.append_pair("near", &form.postcode).append_pair("radius_km", &form.distance.to_string());
        }
        query.extend_pairs((!form.topic.is_empty()).then_some(("topic", &form.topic)));
        query.extend_pairs(form.weekday.map(|day| ("weekday", day.code())));
        let query = query.finish();
        let feeds = [
            ("Calendar (iCalendar)", "ics"),
            ("Atom", "atom"),
            ("JSON Feed", "feed.json"),
            ("GeoJSON, for maps", "geojson"),
            ("CSV, for spreadsheets", "csv"),
        ];
        let address =
            |ending| format!("{}/v1/public/networks/{}/sessions.{ending}?{query}", self.public_url, self.network);
        feeds.into_iter().map(|(name, ending)| (name, address(ending))).collect()
    }
}

/// Text as it may stand in an element and in a quoted attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_text_in_what_is_copied() {
        let form = Form::parse("postcode=%22%3E%3Cscript&topic=%22%20onload%3D%22x&access=step_free&access=lift");
        let subject = Subject {
            public_url: "https://help.example",
            network: "bexley",
            form: &form,
            language: PageLanguage::English,
            level: 3,
        };
        for snippet in subject.snippets() {
            assert!(!snippet.text.contains("\"><script&") && !snippet.text.contains("\" onload"), "{}", snippet.text);
        }
        let tag = subject.tag();
        assert!(
            tag.contains("postcode=\"&quot;&gt;&lt;script\"") && tag.contains("access=\"step_free lift\""),
            "{tag}"
        );
    }
}
