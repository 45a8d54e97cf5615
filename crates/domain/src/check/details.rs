//! What a partner may record of a check.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BarredList, CertificateSeen, CheckDecision, CheckLevel, CheckScheme, UpdateService, Workforce};
use crate::{
    affiliation::AffiliationId,
    clock_time,
    refusal::{FieldCode, Refusals},
    text::Text,
};

/// A vetting record. Everything from `certificate` on is protected: it is read by a disclosure only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateCheck))]
pub struct CheckDetails {
    /// Whose it is.
    pub affiliation_id: AffiliationId,
    /// Who issued it.
    pub scheme: CheckScheme,
    /// How far it looked.
    pub level: CheckLevel,
    /// Which lists were asked; with `enhanced_with_barred_list` only, and then at least one.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 2))]
    pub barred_lists: Vec<BarredList>,
    /// Whom the person works with.
    pub workforce: Workforce,
    /// Whether it was issued for unpaid work.
    #[serde(default)]
    pub for_volunteer: bool,
    /// The date on the certificate. It has no date of expiry.
    #[serde(deserialize_with = "clock_time::date")]
    pub issued_on: NaiveDate,
    /// That the original was seen, by whom and when.
    #[serde(default)]
    pub certificate: Option<CertificateSeen>,
    /// Why this role may be asked for this level; required above basic, because asking without is unlawful.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("Regular visits to adults at home: regulated activity")))]
    pub eligibility_basis: Option<Text<1000>>,
    /// The Update Service; for DBS checks above basic.
    #[serde(default)]
    pub update_service: Option<UpdateService>,
    /// What the partner concluded.
    #[serde(default)]
    pub decision: Option<CheckDecision>,
}

impl CheckDetails {
    /// Whether the record makes sense; `today` is that of the network's zone.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.distinct("/barred_lists", 2, &self.barred_lists);
        let listed = self.level == CheckLevel::EnhancedWithBarredList;
        let words = "the lists that were asked, for enhanced_with_barred_list and for no other level";
        refusals.require(self.barred_lists.is_empty() != listed, "/barred_lists", FieldCode::Inconsistent, words);
        let lawful = self.level == CheckLevel::Basic || self.eligibility_basis.is_some();
        let words = "why this role may be asked for more than a basic check";
        refusals.require(lawful, "/eligibility_basis", FieldCode::EligibilityBasisRequired, words);
        let updatable = self.scheme == CheckScheme::Dbs && self.level > CheckLevel::Basic;
        let words = "nothing: only DBS checks above basic can be kept up to date by the Update Service";
        let fits = self.update_service.is_none() || updatable;
        refusals.require(fits, "/update_service", FieldCode::Inconsistent, words);
        let answered = self.update_service.is_none_or(|s| s.last_checked_on.is_some() == s.last_status.is_some());
        let words = "what it said, whenever it was asked, and nothing otherwise";
        refusals.require(answered, "/update_service/last_status", FieldCode::Inconsistent, words);
        self.check_dates(today, &mut refusals);
        refusals.finish()
    }

    /// Nothing lies in the future, and nothing was seen, asked or decided before it could be.
    fn check_dates(&self, today: NaiveDate, refusals: &mut Refusals) {
        let issued = Some(self.issued_on);
        let (service, decision) = (self.update_service, self.decision);
        let consented = service.map(|service| service.consented_on);
        let dates = [
            ("/issued_on", issued, None),
            ("/certificate/seen_on", self.certificate.as_ref().map(|seen| seen.seen_on), issued),
            ("/update_service/consented_on", consented, None),
            ("/update_service/last_checked_on", service.and_then(|service| service.last_checked_on), consented),
            ("/decision/decided_on", decision.map(|decision| decision.decided_on), issued),
        ];
        for (pointer, date, earliest) in dates {
            let Some(date) = date else { continue };
            refusals.require(date <= today, pointer, FieldCode::InFuture, "today or earlier");
            // A date in the future has been refused itself; what follows it is not to blame.
            let after = earliest.is_none_or(|earliest| earliest <= date || earliest > today);
            refusals.require(after, pointer, FieldCode::Inconsistent, "not before the date it follows");
        }
    }
}
