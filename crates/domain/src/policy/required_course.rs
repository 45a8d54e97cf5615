//! A course that a policy requires.

use serde::{Deserialize, Serialize};

use crate::{affiliation::RoleFlag, course::CourseId, help::Setting};

/// A course that a champion must have completed, and that still counts on the day of the help, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RequiredCourse {
    /// The setting in which it is required; every setting when absent.
    #[serde(default)]
    pub setting: Option<Setting>,
    /// The role flag of the request for which it is required; every request when absent.
    #[serde(default)]
    pub role: Option<RoleFlag>,
    /// The course: one for champions, of the network or of the partner itself, that has not ended.
    pub course_id: CourseId,
}

impl RequiredCourse {
    /// Whether it applies to a request in this setting with these role flags.
    pub fn applies(&self, setting: Setting, flags: &[RoleFlag]) -> bool {
        self.setting.is_none_or(|wanted| wanted == setting) && self.role.is_none_or(|wanted| flags.contains(&wanted))
    }
}
