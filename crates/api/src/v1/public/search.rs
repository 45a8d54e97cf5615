//! What the public asks for, and how it is found.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use trellis_domain::{
    PartnerId,
    clock_time::{self, TimeOfDay, Weekday},
    help::{AccessFeature, Setting, TopicSlug},
    interval::Interval,
    language::Language,
    listing::{Hours, ListingFilter, Reachable, Specialism},
    partner::Audience,
    session::{BookingStyle, Way},
    window::window,
};
use trellis_storage::{ListingPage, Page, PageRequest, Standpoint, Store};
use utoipa::IntoParams;

use crate::{
    near::{Around, around},
    problem::ApiResult,
    public_cache::SeenNetwork,
    query::several,
};

/// Which sessions.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchSessions {
    /// Near this place: a postcode in any spacing, its first half, or latitude and longitude. In the listing of one network, help by phone
    /// and video is near everything; help at home is listed without `near` only.
    #[param(max_length = 60, example = "DA6 7DA")]
    pub(crate) near: Option<String>,
    /// How far around, in kilometres: more than 0, at most 50; 5 when left out.
    #[param(exclusive_minimum = 0.0, maximum = 50.0, example = 3.0)]
    pub(crate) radius_km: Option<f64>,
    /// Those that start at this moment or later; now when left out.
    #[serde(default, deserialize_with = "clock_time::maybe_instant")]
    pub(crate) from: Option<DateTime<Utc>>,
    /// Those that start before this moment, at most 92 days after `from`; 14 days after it when left out.
    #[serde(default, deserialize_with = "clock_time::maybe_instant")]
    pub(crate) to: Option<DateTime<Utc>>,
    /// Only those in this setting.
    #[param(inline)]
    pub(crate) setting: Option<Setting>,
    /// Only those that help in this way. A session may be both at a centre and specialist.
    #[param(inline)]
    pub(crate) way: Option<Way>,
    /// Only those especially for this: the slug of a task (`blue-badge`) or an audience (`older_people`).
    #[param(value_type = Option<String>, max_length = 60)]
    pub(crate) specialism: Option<Specialism>,
    /// Only those on this topic or one below it.
    #[param(value_type = Option<String>, max_length = 60)]
    pub(crate) topic: Option<TopicSlug>,
    /// Only those where people can turn up, can book, or can do both.
    #[param(inline)]
    pub(crate) booking: Option<BookingStyle>,
    /// `true`: only those that still have room, or where people can turn up; `false`: only those that are full.
    pub(crate) has_places: Option<bool>,
    /// Only those that start on this day of the week, where they are; several with commas between.
    #[serde(default, deserialize_with = "several")]
    #[param(inline, style = Form, explode = false, required = false, min_items = 1, max_items = 7, example = json!(["tuesday", "thursday"]))]
    pub(crate) weekday: Vec<Weekday>,
    /// Only those that start at this time of day or later, where they are.
    #[param(value_type = Option<String>, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$", example = "09:00")]
    pub(crate) starts_from: Option<TimeOfDay>,
    /// Only those that start before this time of day, where they are: after `starts_from`.
    #[param(value_type = Option<String>, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$", example = "12:00")]
    pub(crate) starts_to: Option<TimeOfDay>,
    /// Only those that welcome this group of people: those for it, and those for everybody.
    #[param(inline)]
    pub(crate) audience: Option<Audience>,
    /// Only those with help in this language (ISO 639); a session that names none is held in the languages of its network.
    #[param(value_type = Option<String>, pattern = "^[a-z]{2,3}$", example = "en")]
    pub(crate) language: Option<Language>,
    /// Only those at venues that are known to have this; several with commas between, and then all of them.
    #[serde(default, deserialize_with = "several")]
    #[param(inline, style = Form, explode = false, required = false, min_items = 1, max_items = 8, example = json!(["step_free", "hearing_loop"]))]
    pub(crate) access: Vec<AccessFeature>,
    /// Only those of this partner.
    pub(crate) partner_id: Option<PartnerId>,
}

/// What is asked for, with places located.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// What to look for; nothing where the whole window is over.
    pub(crate) filter: Option<ListingFilter>,
    /// The place, as it is known.
    pub(crate) near: Option<Around>,
}

impl SearchSessions {
    /// Locates what was typed; a place that is nowhere and a window that is too long are refused.
    pub(crate) async fn locate(&self, store: &Store, now: DateTime<Utc>) -> ApiResult<Asked> {
        let window = window(self.from, self.to, now)?;
        let hours = Hours::between(self.starts_from, self.starts_to)?;
        let near = around(store, self.near.as_deref(), self.radius_km).await?;
        // What has started is not listed any more.
        let to_come = Interval::new(window.start().max(now), window.end());
        Ok(Asked { filter: to_come.map(|window| self.filter(window, hours, near)), near })
    }

    fn filter(&self, window: Interval, hours: Option<Hours>, near: Option<Around>) -> ListingFilter {
        ListingFilter {
            window,
            near: near.map(|around| Reachable { from: around.centre.point, radius: around.radius }),
            setting: self.setting,
            way: self.way,
            specialism: self.specialism.clone(),
            topic: self.topic.clone(),
            booking: self.booking,
            has_places: self.has_places,
            weekdays: self.weekday.clone(),
            hours,
            audience: self.audience,
            language: self.language.clone(),
            access: self.access.clone(),
            partner: self.partner_id,
        }
    }
}

/// A page of what one network lists, from one state of it.
pub(crate) async fn find(
    store: &Store,
    seen: &SeenNetwork,
    asked: &Asked,
    page: PageRequest,
    now: DateTime<Utc>,
) -> ApiResult<ListingPage> {
    let Some(filter) = &asked.filter else { return Ok(nothing()) };
    let reads = store.snapshot(Standpoint::network(seen.network.id)).await?;
    Ok(trellis_storage::listing::page(&reads, filter, page, now).await?)
}

/// A page of what all networks list.
pub(super) async fn find_everywhere(
    store: &Store,
    asked: &Asked,
    page: PageRequest,
    now: DateTime<Utc>,
) -> ApiResult<ListingPage> {
    let Some(filter) = &asked.filter else { return Ok(nothing()) };
    Ok(store.installation().listing(filter, page, now).await?)
}

const fn nothing() -> ListingPage {
    ListingPage { page: Page { items: Vec::new(), next: None }, next_hold_ends: None }
}
