//! Other ways to make some calls.

use serde_json::json;
use trellis_domain::access::{Operation, Role};

use super::{Call, World};

impl World<'_> {
    /// Calls that name other kinds of things, in bodies or in what is asked for, than the first of their operation.
    pub async fn more(&self) -> Vec<(Operation, Call)> {
        let (session, learner, request) =
            (self.session(Role::Partner).await, self.learner(Role::Partner).await, self.request(Role::Partner).await);
        let (venue, shift) = (self.venue(Role::Partner).await, self.shift().await);
        let mut more: Vec<_> = [&session, &learner, &request, &venue]
            .iter()
            .map(|subject| {
                (Operation::CreateExternalId, Call::post("/v1/external-ids", super::made::number(&subject.id())))
            })
            .collect();
        let mut consent = self.new_consent().await;
        consent.as_object_mut().unwrap().remove("champion_id");
        consent["learner_id"] = learner.id().into();
        more.push((Operation::CreateConsent, Call::post("/v1/consents", consent)));
        let affiliation = shift.text_of("affiliation_id");
        let change = json!({ "excluded_affiliations": [affiliation], "learner_id": learner.id() });
        let change = Call::patch(request.header("location"), change).if_match(&request);
        more.push((Operation::UpdateRequest, change));
        let mut delegation = super::made::delegation();
        delegation["to"] = "partner".into();
        delegation["to_partner_id"] = self.network.lead_body.to_string().into();
        more.push((Operation::CreateDelegation, Call::post("/v1/delegations", delegation)));
        // A partner's own request was never in the inbox.
        more.push((Operation::TakeRequest, Call::tell(format!("{}/take", request.header("location")))));
        let (learner, request) = (learner.id(), request.id());
        let (series, activity) = (self.series(Role::Partner).await.id(), self.activity(Role::Partner).await);
        let part_of = json!({ "activity_id": activity.id() });
        let whole = self.series(Role::Partner).await;
        more.push((Operation::UpdateSeries, Call::patch(whole.header("location"), part_of).if_match(&whole)));
        let at = activity.text_of("venue_id");
        more.push((Operation::ListActivities, Call::get(format!("/v1/activities?venue_id={at}"))));
        more.push((Operation::ListSeries, Call::get(format!("/v1/series?activity_id={}", activity.id()))));
        more.push((Operation::ListSessions, Call::get(format!("/v1/sessions?series_id={series}"))));
        more.push((Operation::ListShifts, Call::get(format!("/v1/shifts?affiliation_id={affiliation}"))));
        more.push((Operation::ListRequests, Call::get(format!("/v1/requests?learner_id={learner}"))));
        more.push((Operation::ListConsents, Call::get(format!("/v1/consents?learner_id={learner}"))));
        more.push((Operation::ListExternalIds, Call::get(format!("/v1/external-ids?subject_id={request}"))));
        more
    }
}
