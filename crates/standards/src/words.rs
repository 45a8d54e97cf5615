//! What several formats say in a few sentences.

use crate::happening::Happening;

/// Text without what no text format may carry: control characters other than line breaks, which become plain ones.
pub(crate) fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// The standing, what happens, how one gets in, whom to ask, and how people get about there: a line each.
pub(crate) fn summary(happening: &Happening) -> String {
    let asked = happening.phone.as_ref().map(|phone| format!("{}, {phone}", happening.organiser));
    let access = happening.place.venue().map(|venue| venue.access.join(", ")).filter(|words| !words.is_empty());
    let lines = [
        happening.cancelled().cloned(),
        happening.description.clone(),
        happening.entry.clone(),
        asked.or_else(|| Some(happening.organiser.clone())),
        access,
    ];
    plain(&lines.into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

/// The day, the times and the place, as a line of data: for readers that show nothing but text.
pub(crate) fn whereabouts(happening: &Happening) -> String {
    let address = happening.place.venue().map(crate::happening::Venue::address);
    plain(&[Some(happening.place.name().to_owned()), address].into_iter().flatten().collect::<Vec<_>>().join(", "))
}
