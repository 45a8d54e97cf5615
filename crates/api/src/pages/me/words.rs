//! What a champion's page says, in English and Welsh.

use strum::{EnumString, IntoStaticStr, VariantArray};
use trellis_domain::{ClosedEnum, time_words::PageLanguage};

/// The words of the page.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) other_language: &'static str,
    pub(super) heading: &'static str,
    pub(super) private: &'static str,
    pub(super) with: &'static str,
    pub(super) own: &'static str,
    pub(super) none_own: &'static str,
    pub(super) open: &'static str,
    pub(super) none_open: &'static str,
    pub(super) asked: &'static str,
    pub(super) confirmed: &'static str,
    pub(super) attended: &'static str,
    pub(super) absent: &'static str,
    pub(super) not_on: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) withdraw: &'static str,
    pub(super) take: &'static str,
    pub(super) at_home: &'static str,
    pub(super) remote: &'static str,
}

const ENGLISH: Words = Words {
    other_language: "Cymraeg",
    heading: "Your shifts",
    private: "This page is yours alone. Do not pass its address on: whoever has it can act for you.",
    with: "With",
    own: "What you are asked to or have said yes to",
    none_own: "You have no shifts to come.",
    open: "Where help is still needed",
    none_open: "No shift is open to you at the moment.",
    asked: "You are asked to help. Can you come?",
    confirmed: "You have said yes.",
    attended: "You were there.",
    absent: "You were not there.",
    not_on: "This session does not take place.",
    yes: "Yes, I can come",
    no: "No, I cannot come",
    withdraw: "I can no longer come",
    take: "I will help",
    at_home: "At people’s homes",
    remote: "By phone or video",
};

const WELSH: Words = Words {
    other_language: "English",
    heading: "Eich sifftiau",
    private: "Eich tudalen chi yn unig yw hon. Peidiwch â rhannu’r cyfeiriad: gall pwy bynnag sydd ag ef weithredu ar eich rhan.",
    with: "Gyda",
    own: "Yr hyn y gofynnwyd i chi ei wneud, neu rydych wedi cytuno iddo",
    none_own: "Nid oes gennych sifftiau i ddod.",
    open: "Lle mae angen help o hyd",
    none_open: "Nid oes sifft ar agor i chi ar hyn o bryd.",
    asked: "Gofynnwyd i chi helpu. Allwch chi ddod?",
    confirmed: "Rydych wedi cytuno.",
    attended: "Roeddech chi yno.",
    absent: "Nid oeddech chi yno.",
    not_on: "Ni fydd y sesiwn hon yn cael ei chynnal.",
    yes: "Gallaf, byddaf yn dod",
    no: "Na, ni allaf ddod",
    withdraw: "Ni allaf ddod mwyach",
    take: "Byddaf yn helpu",
    at_home: "Yng nghartrefi pobl",
    remote: "Dros y ffôn neu fideo",
};

impl Words {
    pub(super) const fn of(language: PageLanguage) -> &'static Self {
        language.pick((&ENGLISH, &WELSH))
    }
}

/// What became of an order: in the address after it, so that a reload does not give it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub(super) enum Said {
    /// An open shift was taken.
    Taken,
    /// Said yes.
    Yes,
    /// Said no.
    No,
    /// Took it back.
    Withdrawn,
    /// The champion is busy then.
    Busy,
    /// Enough others were first.
    Full,
    /// It cannot be done any more, or not by this champion.
    NotPossible,
}

impl Said {
    pub(super) fn parse(code: &str) -> Option<Self> {
        <Self as ClosedEnum>::parse(code)
    }

    pub(super) const fn words(self, language: PageLanguage) -> &'static str {
        language.pick(match self {
            Self::Taken => ("Thank you: the shift is yours.", "Diolch: chi biau’r sifft."),
            Self::Yes => ("Thank you for saying yes.", "Diolch am gytuno."),
            Self::No => ("Thank you for telling us.", "Diolch am roi gwybod i ni."),
            Self::Withdrawn => ("You are no longer expected.", "Nid ydym yn eich disgwyl mwyach."),
            Self::Busy => ("You are already busy at that time.", "Rydych eisoes yn brysur bryd hynny."),
            Self::Full => ("Enough others were quicker.", "Roedd digon o bobl eraill yn gyflymach."),
            Self::NotPossible => ("This is no longer possible.", "Nid yw hyn yn bosibl mwyach."),
        })
    }
}

/// `1 more champion`
pub(super) fn more_champions(lacks: u32, language: PageLanguage) -> String {
    match (language, lacks) {
        (PageLanguage::English, 1) => "1 more champion".to_owned(),
        (PageLanguage::English, _) => format!("{lacks} more champions"),
        // A Welsh noun stays singular behind a number.
        (PageLanguage::Welsh, _) => format!("{lacks} hyrwyddwr arall"),
    }
}

/// `Nobody with Punjabi`
pub(super) fn nobody_with(what: &str, language: PageLanguage) -> String {
    format!("{} {what}", language.pick(("Nobody with", "Neb gyda")))
}
