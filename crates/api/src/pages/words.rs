//! What pages say, in English and Welsh. Both are complete: a word that is missing in one does not compile.

use trellis_domain::{help::AccessFeature, partner::Audience, time_words::PageLanguage};

/// The words of every page.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) other_language: &'static str,
    pub(super) skip: &'static str,
    pub(super) heading: &'static str,
    pub(super) intro: &'static str,
    pub(super) form: &'static str,
    pub(super) postcode: &'static str,
    pub(super) postcode_hint: &'static str,
    pub(super) distance: &'static str,
    pub(super) kind: &'static str,
    pub(super) any_kind: &'static str,
    pub(super) at_a_centre: &'static str,
    pub(super) at_home: &'static str,
    pub(super) specialist: &'static str,
    pub(super) remote: &'static str,
    pub(super) topic: &'static str,
    pub(super) any_topic: &'static str,
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) days_hint: &'static str,
    pub(super) show: &'static str,
    pub(super) problem: &'static str,
    pub(super) wrong_postcode: &'static str,
    pub(super) wrong_days: &'static str,
    pub(super) nothing_found: &'static str,
    pub(super) district_only: &'static str,
    pub(super) later: &'static str,
    pub(super) just_turn_up: &'static str,
    pub(super) full: &'static str,
    pub(super) full_or_turn_up: &'static str,
    pub(super) cancelled: &'static str,
    pub(super) over: &'static str,
    pub(super) help_with: &'static str,
    pub(super) help_with_anything: &'static str,
    pub(super) who_for: &'static str,
    pub(super) everybody: &'static str,
    pub(super) access: &'static str,
    pub(super) checked_on: &'static str,
    pub(super) ring: &'static str,
    pub(super) how_to_book: &'static str,
    pub(super) more: &'static str,
    pub(super) when: &'static str,
    pub(super) place: &'static str,
    pub(super) languages: &'static str,
    pub(super) places: &'static str,
    pub(super) questions: &'static str,
    pub(super) to_book: &'static str,
    pub(super) run_by: &'static str,
    pub(super) back: &'static str,
    pub(super) add_to_calendar: &'static str,
    pub(super) weekday: &'static str,
    pub(super) any_weekday: &'static str,
    pub(super) hours: &'static str,
    pub(super) any_hours: &'static str,
    pub(super) morning: &'static str,
    pub(super) afternoon: &'static str,
    pub(super) evening: &'static str,
    pub(super) access_needed: &'static str,
    pub(super) all_sessions: &'static str,
    pub(super) accessibility: &'static str,
    pub(super) privacy: &'static str,
    pub(super) refused: &'static str,
    pub(super) refused_link: &'static str,
    pub(super) refused_editor: &'static str,
    pub(super) refused_send: &'static str,
    pub(super) refused_text: &'static str,
    pub(super) more_filters: &'static str,
    pub(super) not_found: &'static str,
    pub(super) not_found_detail: &'static str,
    pub(super) map: &'static str,
    pub(super) map_about: &'static str,
    pub(super) whats_on: &'static str,
    pub(super) make_sheet: &'static str,
    pub(super) print_hint: &'static str,
    pub(super) large_print: &'static str,
    pub(super) poster: &'static str,
    pub(super) no_need_to_book: &'static str,
    pub(super) next_dates: &'static str,
    pub(super) all_dates: &'static str,
    pub(super) scan: &'static str,
    pub(super) free: &'static str,
    pub(super) no_booking: &'static str,
    pub(super) more_online: &'static str,
    pub(super) as_of: &'static str,
    pub(super) latest_at: &'static str,
}

const ENGLISH: Words = Words {
    other_language: "Cymraeg",
    skip: "Skip to the sessions",
    heading: "Help with your phone, tablet or computer",
    intro: "Free help from people near you.",
    form: "Find a session",
    postcode: "Your postcode",
    postcode_hint: "For example SW1A 1AA",
    distance: "How far you can go",
    kind: "Kind of help",
    any_kind: "Any kind",
    at_a_centre: "At a place near you",
    at_home: "At your home",
    specialist: "For one task or one group of people",
    remote: "By phone or video",
    topic: "What you want to do",
    any_topic: "Anything",
    from: "First day",
    to: "Last day",
    days_hint: "Leave both days empty for the next two weeks",
    show: "Show sessions",
    problem: "There is a problem",
    wrong_postcode: "Enter a full postcode, such as SW1A 1AA",
    wrong_days: "Choose a last day that is not before the first, and at most 92 days after it",
    nothing_found: "No sessions found. Try a larger distance, other days or another kind of help.",
    district_only: "We do not know this postcode, so distances are from the middle of its district.",
    later: "Later sessions",
    just_turn_up: "Just turn up",
    full: "Full",
    full_or_turn_up: "All places are booked; you can still just turn up",
    cancelled: "Cancelled",
    over: "This session is over",
    help_with: "Help with",
    help_with_anything: "Help with anything online",
    who_for: "For",
    everybody: "everybody",
    access: "Access",
    checked_on: "Checked on",
    ring: "Ring",
    how_to_book: "How to book",
    more: "More about this session",
    when: "When",
    place: "Where",
    languages: "Languages",
    places: "Places",
    questions: "Questions",
    to_book: "To book, ring",
    run_by: "Run by",
    back: "All sessions",
    add_to_calendar: "Add to your calendar",
    weekday: "Day of the week",
    any_weekday: "Any day",
    hours: "Time of day",
    any_hours: "Any time",
    morning: "Morning, before midday",
    afternoon: "Afternoon, midday to 5pm",
    evening: "Evening, from 5pm",
    access_needed: "What the place must have",
    all_sessions: "All sessions, and search near a postcode",
    accessibility: "Accessibility",
    privacy: "Privacy",
    refused: "This website cannot show the sessions yet",
    refused_link: "See the sessions on their own page",
    refused_editor: "If you look after this website",
    refused_send: "Send this to the network’s co-ordinator",
    refused_text: "Please let this website show our sessions in a frame, by adding it to embed_origins of the network",
    more_filters: "More choices",
    not_found: "There is no such page",
    not_found_detail: "The session may have been taken out of the list, or the address may be wrong.",
    map: "A map of the borough with a dot where the session is",
    map_about: "The lines are the edges of wards. The dot is at",
    whats_on: "What’s on near you",
    make_sheet: "Make a sheet",
    print_hint: "Print this page from the menu of your browser; the form is left out.",
    large_print: "A sheet in large print, to print",
    poster: "A poster, to print",
    no_need_to_book: "No need to book",
    next_dates: "Next dates",
    all_dates: "All dates of this session",
    scan: "Scan for the next dates",
    free: "Free",
    no_booking: "No need to book: just turn up",
    more_online: "There are more sessions; see the page online.",
    as_of: "As of",
    latest_at: "The latest is at",
};

const WELSH: Words = Words {
    other_language: "English",
    skip: "Neidio i’r sesiynau",
    heading: "Help gyda’ch ffôn, llechen neu gyfrifiadur",
    intro: "Help am ddim gan bobl yn eich ardal chi.",
    form: "Dod o hyd i sesiwn",
    postcode: "Eich cod post",
    postcode_hint: "Er enghraifft SW1A 1AA",
    distance: "Pa mor bell y gallwch fynd",
    kind: "Math o help",
    any_kind: "Unrhyw fath",
    at_a_centre: "Mewn lle yn eich ardal chi",
    at_home: "Yn eich cartref",
    specialist: "Ar gyfer un dasg neu un grŵp o bobl",
    remote: "Dros y ffôn neu fideo",
    topic: "Beth rydych chi am ei wneud",
    any_topic: "Unrhyw beth",
    from: "Diwrnod cyntaf",
    to: "Diwrnod olaf",
    days_hint: "Gadewch y ddau ddiwrnod yn wag ar gyfer y pythefnos nesaf",
    show: "Dangos sesiynau",
    problem: "Mae problem",
    wrong_postcode: "Rhowch god post llawn, fel SW1A 1AA",
    wrong_days: "Dewiswch ddiwrnod olaf nad yw cyn y diwrnod cyntaf, a dim mwy na 92 diwrnod ar ei ôl",
    nothing_found: "Ni chafwyd hyd i unrhyw sesiynau. Rhowch gynnig ar bellter mwy, dyddiau eraill neu fath arall o help.",
    district_only: "Nid ydym yn adnabod y cod post hwn, felly mae’r pellteroedd o ganol ei ardal bost.",
    later: "Sesiynau diweddarach",
    just_turn_up: "Galwch heibio",
    full: "Llawn",
    full_or_turn_up: "Mae pob lle wedi’i archebu; gallwch alw heibio o hyd",
    cancelled: "Wedi’i chanslo",
    over: "Mae’r sesiwn hon wedi dod i ben",
    help_with: "Help gyda",
    help_with_anything: "Help gydag unrhyw beth ar-lein",
    who_for: "Ar gyfer",
    everybody: "pawb",
    access: "Mynediad",
    checked_on: "Gwiriwyd ar",
    ring: "Ffoniwch",
    how_to_book: "Sut i archebu lle",
    more: "Rhagor am y sesiwn hon",
    when: "Pryd",
    place: "Ble",
    languages: "Ieithoedd",
    places: "Lleoedd",
    questions: "Cwestiynau",
    to_book: "I archebu lle, ffoniwch",
    run_by: "Trefnir gan",
    back: "Pob sesiwn",
    add_to_calendar: "Ychwanegu at eich calendr",
    weekday: "Diwrnod yr wythnos",
    any_weekday: "Unrhyw ddiwrnod",
    hours: "Amser o’r dydd",
    any_hours: "Unrhyw amser",
    morning: "Bore, cyn hanner dydd",
    afternoon: "Prynhawn, hanner dydd i 5pm",
    evening: "Gyda’r nos, o 5pm",
    access_needed: "Yr hyn y mae’n rhaid i’r lle ei gael",
    all_sessions: "Pob sesiwn, a chwilio yn agos at god post",
    accessibility: "Hygyrchedd",
    privacy: "Preifatrwydd",
    refused: "Ni all y wefan hon ddangos y sesiynau eto",
    refused_link: "Gweld y sesiynau ar eu tudalen eu hunain",
    refused_editor: "Os ydych chi’n gofalu am y wefan hon",
    refused_send: "Anfonwch hwn at gydlynydd y rhwydwaith",
    refused_text: "Gadewch i’r wefan hon ddangos ein sesiynau mewn ffrâm, drwy ei hychwanegu at embed_origins y rhwydwaith",
    more_filters: "Rhagor o ddewisiadau",
    not_found: "Nid oes tudalen o’r fath",
    not_found_detail: "Efallai fod y sesiwn wedi’i thynnu o’r rhestr, neu fod y cyfeiriad yn anghywir.",
    map: "Map o’r fwrdeistref gyda dot lle mae’r sesiwn",
    map_about: "Y llinellau yw ffiniau’r wardiau. Mae’r dot wrth",
    whats_on: "Beth sydd ymlaen yn eich ardal chi",
    make_sheet: "Creu taflen",
    print_hint: "Argraffwch y dudalen hon o ddewislen eich porwr; ni chaiff y ffurflen ei hargraffu.",
    large_print: "Taflen mewn print bras, i’w hargraffu",
    poster: "Poster, i’w argraffu",
    no_need_to_book: "Does dim angen archebu",
    next_dates: "Dyddiadau nesaf",
    all_dates: "Holl ddyddiadau’r sesiwn hon",
    scan: "Sganiwch am y dyddiadau nesaf",
    free: "Am ddim",
    no_booking: "Does dim angen archebu: galwch heibio",
    more_online: "Mae rhagor o sesiynau; gweler y dudalen ar-lein.",
    as_of: "Yn gywir ar",
    latest_at: "Mae’r diweddaraf yn",
};

impl Words {
    /// The words of a language.
    pub(super) const fn of(language: PageLanguage) -> &'static Self {
        match language {
            PageLanguage::English => &ENGLISH,
            PageLanguage::Welsh => &WELSH,
        }
    }
}

/// `What’s on near DA6 7DA`
pub(super) fn whats_on_near(postcode: &str, language: PageLanguage) -> String {
    let near = language.pick(("What’s on near", "Beth sydd ymlaen ger"));
    format!("{near} {}", postcode.to_uppercase())
}

/// `4 places left`
pub(super) fn places_left(free: u32, language: PageLanguage) -> String {
    match (language, free) {
        (PageLanguage::English, 1) => "1 place left".to_owned(),
        (PageLanguage::English, _) => format!("{free} places left"),
        // A Welsh noun stays singular behind a number.
        (PageLanguage::Welsh, _) => format!("{free} lle ar ôl"),
    }
}

/// `4 places left, or just turn up`
pub(super) fn places_left_or_turn_up(free: u32, language: PageLanguage) -> String {
    let or = language.pick((", or just turn up", ", neu galwch heibio"));
    places_left(free, language) + or
}

/// `12 sessions`
pub(super) fn sessions_shown(count: usize, more: bool, language: PageLanguage) -> String {
    match (language, count) {
        (PageLanguage::English, _) if more => format!("The next {count} sessions; more follow below"),
        (PageLanguage::Welsh, _) if more => format!("Y {count} sesiwn nesaf; mae rhagor isod"),
        (PageLanguage::English, 1) => "1 session".to_owned(),
        (PageLanguage::English, _) => format!("{count} sessions"),
        (PageLanguage::Welsh, _) => format!("{count} sesiwn"),
    }
}

/// `Up to 5 km`
pub(super) fn up_to(kilometres: u8, language: PageLanguage) -> String {
    format!("{} {kilometres} km", language.pick(("Up to", "Hyd at")))
}

/// What a venue has, in words.
pub(super) const fn feature(feature: AccessFeature, language: PageLanguage) -> &'static str {
    language.pick(match feature {
        AccessFeature::StepFree => ("Step-free", "Mynediad di-ris"),
        AccessFeature::AccessibleToilet => ("Accessible toilet", "Toiled hygyrch"),
        AccessFeature::HearingLoop => ("Hearing loop", "Dolen glyw"),
        AccessFeature::BlueBadgeParking => ("Blue Badge parking", "Parcio Bathodyn Glas"),
        AccessFeature::QuietSpace => ("Quiet space", "Lle tawel"),
        AccessFeature::Lift => ("Lift", "Lifft"),
        AccessFeature::ChangingPlaces => ("Changing Places toilet", "Toiled Changing Places"),
        AccessFeature::AssistanceDogs => ("Assistance dogs welcome", "Croeso i gŵn cymorth"),
    })
}

/// A group of people, in words.
pub(super) const fn audience(audience: Audience, language: PageLanguage) -> &'static str {
    language.pick(match audience {
        Audience::OlderPeople => ("older people", "pobl hŷn"),
        Audience::LearningDisability => ("people with a learning disability", "pobl ag anabledd dysgu"),
        Audience::SightLoss => ("people with sight loss", "pobl sydd wedi colli eu golwg"),
        Audience::HearingLoss => ("people with hearing loss", "pobl sydd wedi colli eu clyw"),
        Audience::Dementia => ("people with dementia", "pobl â dementia"),
        Audience::Carers => ("carers", "gofalwyr"),
        Audience::Jobseekers => ("people looking for work", "pobl sy’n chwilio am waith"),
        Audience::RefugeesAndMigrants => ("refugees and migrants", "ffoaduriaid a mudwyr"),
        Audience::YoungPeople => ("young people", "pobl ifanc"),
        Audience::SocialTenants => ("tenants", "tenantiaid"),
        Audience::Staff => ("staff", "staff"),
    })
}

/// The name of a language, by its code; the code itself where it has no name here.
pub(super) fn language_name(code: &str, language: PageLanguage) -> &str {
    let names = match code {
        "en" => ("English", "Saesneg"),
        "cy" => ("Welsh", "Cymraeg"),
        "bfi" => ("British Sign Language", "Iaith Arwyddion Prydain"),
        "ar" => ("Arabic", "Arabeg"),
        "bn" => ("Bengali", "Bengaleg"),
        "es" => ("Spanish", "Sbaeneg"),
        "fr" => ("French", "Ffrangeg"),
        "gu" => ("Gujarati", "Gwjarati"),
        "ne" => ("Nepali", "Nepaleg"),
        "pa" => ("Punjabi", "Pwnjabeg"),
        "pl" => ("Polish", "Pwyleg"),
        "pt" => ("Portuguese", "Portiwgaleg"),
        "ro" => ("Romanian", "Rwmaneg"),
        "so" => ("Somali", "Somalieg"),
        "ta" => ("Tamil", "Tamileg"),
        "tr" => ("Turkish", "Tyrceg"),
        "uk" => ("Ukrainian", "Wcreineg"),
        "ur" => ("Urdu", "Wrdw"),
        "yo" => ("Yoruba", "Iorwba"),
        "zh" => ("Chinese", "Tsieinëeg"),
        other => return other,
    };
    language.pick(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_people_say_it() {
        assert_eq!(places_left(1, PageLanguage::English), "1 place left");
        assert_eq!(places_left(4, PageLanguage::English), "4 places left");
        assert_eq!(places_left_or_turn_up(4, PageLanguage::English), "4 places left, or just turn up");
        assert_eq!(places_left(4, PageLanguage::Welsh), "4 lle ar ôl");
    }
}
