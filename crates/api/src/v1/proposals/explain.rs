//! `GET /v1/requests/{request_id}/champions/{affiliation_id}`

use actix_web::get;
use serde::{Deserialize, Serialize};
use trellis_app::proposal;
use trellis_domain::{
    AffiliationId, MatchPlanId, RequestId, SessionId, VenueId,
    match_plan::InPlan,
    matching::{Explanation, Judged, JudgedCheck, JudgedCourse, Outcome, Part, Ranked},
    proposal::PROPOSALS_DEFAULT,
};
use trellis_storage::Reading;
use utoipa::{IntoParams, ToSchema};

use super::model::ProposalCount;
use crate::{
    answer::Item,
    caller::{Caller, OrNotFound},
    path::Path,
    problem::ApiResult,
    query::Query,
};

/// Compared with how many.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ExplainChampion {
    /// How many champions would be proposed; 5 unless said.
    #[param(inline)]
    limit: Option<ProposalCount>,
    /// A plan, to be asked for the price of this champion, too; it says nothing before it is ready.
    #[param(inline)]
    match_plan_id: Option<MatchPlanId>,
}

/// Why a champion would be proposed for a request now, or would not.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Explanation)]
pub(super) struct ExplanationView {
    /// The request.
    request_id: RequestId,
    /// The champion, by the partner's own record.
    affiliation_id: AffiliationId,
    /// What would become of the champion.
    outcome: Outcome,
    /// Every hard rule in the order in which they are judged. The first that rejects is the reason; those after it were not asked.
    rules: Vec<Judged>,
    /// How each check that your policy requires for this request is met, or is not: by your own record, or by what another partner attests.
    checks: Vec<JudgedCheck>,
    /// How each course that your policy requires for this request is met, or is not: see `/v1/courses` for what it is called.
    courses: Vec<JudgedCourse>,
    /// The place in the ranking, from 1; when no rule rejects.
    #[schema(required)]
    place: Option<u32>,
    /// The best time and place, and the score; when no rule rejects.
    #[schema(required)]
    best: Option<BestWay>,
    /// The score of the last champion who would be proposed: what it takes to be among them. Ties go to the lower id.
    #[schema(required, maximum = 1000)]
    least_proposed_score: Option<u16>,
    /// What the plan that was named says of the champion for this request, as it was when the plan was worked out; none before it is ready.
    #[schema(required)]
    plan: Option<InPlan>,
}

/// How a champion could help best.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct BestWay {
    /// When help would start.
    starts_at: chrono::DateTime<chrono::Utc>,
    /// When it would end.
    ends_at: chrono::DateTime<chrono::Utc>,
    /// Where, when that is a venue that is known.
    #[schema(required)]
    venue_id: Option<VenueId>,
    /// In which session, when it is one that takes place anyway.
    #[schema(required)]
    session_id: Option<SessionId>,
    /// The champion who comes along, where the policy wants two.
    #[schema(required)]
    second_affiliation_id: Option<AffiliationId>,
    /// Whether somebody must be asked first.
    to_be_asked: bool,
    /// The sum of the points ÷ the sum of the weights, rounded down: 0 to 1000.
    #[schema(maximum = 1000)]
    score: u16,
    /// What the score is made of.
    parts: Vec<Part>,
}

/// Explain a champion
///
/// What would become of one champion if proposals for the request were made now: proposed, outranked by score, or rejected by a rule, and which.
/// Nothing is kept. Where the champion is busy, it is not said where or for whom. Whoever has left the partner is not among its champions: 404.
///
/// A ranking looks at one request alone. Name a plan with `match_plan_id`, and the answer also says what it would cost all who wait if this
/// champion helped with this request: the price.
#[utoipa::path(
    tag = "matching",
    params(
        ("request_id" = RequestId, Path, description = "Which request."),
        ("affiliation_id" = AffiliationId, Path, description = "Which champion, by the partner's own record."),
        ExplainChampion,
    ),
    responses((status = 200, description = "The rule or the score.", body = ExplanationView)),
)]
#[get("/requests/{request_id}/champions/{affiliation_id}")]
pub(super) async fn explain_champion(
    caller: Caller,
    ids: Path<(RequestId, AffiliationId)>,
    query: Query<ExplainChampion>,
) -> ApiResult<Item<ExplanationView>> {
    let (request, champion) = ids.0;
    let limit = query.0.limit.map_or(PROPOSALS_DEFAULT, |count| count.0);
    let reads = caller.snapshot().await?;
    let request = reads.find(request).await?.or_not_found()?;
    let plan = match query.0.match_plan_id {
        Some(plan) => {
            let plan = reads.find(plan).await?.or_not_found()?;
            plan.outcome.as_ref().map(|outcome| outcome.of_champion(request.id, champion))
        }
        None => None,
    };
    let explanation = proposal::explain(&reads, &request, champion, limit, caller.now()).await?.or_not_found()?;
    Item::digested(ExplanationView::new((request.id, champion), explanation, plan))
}

impl ExplanationView {
    fn new(
        (request_id, affiliation_id): (RequestId, AffiliationId),
        explanation: Explanation,
        plan: Option<InPlan>,
    ) -> Self {
        let Explanation { outcome, rules, checks, courses, fit, place, least_proposed } = explanation;
        let best = fit.map(BestWay::from);
        let least_proposed_score = least_proposed;
        Self { request_id, affiliation_id, outcome, rules, checks, courses, place, best, least_proposed_score, plan }
    }
}

impl From<Ranked> for BestWay {
    fn from(ranked: Ranked) -> Self {
        let Ranked { affiliation: _, second, starts_at, ends_at, venue, session, to_be_asked, score, parts } = ranked;
        Self {
            starts_at,
            ends_at,
            venue_id: venue,
            session_id: session,
            second_affiliation_id: second,
            to_be_asked,
            score,
            parts: parts.to_vec(),
        }
    }
}
