//! Courses, who has completed them, and which of them a policy requires.

use sea_orm_migration::{
    prelude::*,
    schema::{date, date_null, integer_null, json_null, string, string_null, timestamp_with_time_zone_null, uuid},
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(courses()).await?;
        manager.create_table(completions()).await?;
        for index in [
            tenant::index("courses", &["owner_id", "id"]),
            tenant::index("completions", &["owner_id", "id"]),
            tenant::index("completions", &["affiliation_id", "id"]),
            tenant::index("completions", &["course_id", "id"]),
        ] {
            manager.create_index(index).await?;
        }
        let required = Table::alter().table("policies").add_column(json_null("required_courses")).to_owned();
        manager.alter_table(required).await
    }
}

fn courses() -> TableCreateStatement {
    tenant::table("courses")
        .col(string("title"))
        .col(string("audience"))
        .col(integer_null("renewal_months"))
        .col(string_null("provider_url"))
        .col(timestamp_with_time_zone_null("ended_at"))
        .to_owned()
}

fn completions() -> TableCreateStatement {
    tenant::table("completions")
        .col(uuid("affiliation_id"))
        .col(uuid("course_id"))
        .col(date("completed_on"))
        .col(date_null("expires_on"))
        .col(string_null("badge_url"))
        .foreign_key(&mut tenant::reference("completions", "affiliation_id", "affiliations"))
        .foreign_key(&mut tenant::reference("completions", "course_id", "courses"))
        .to_owned()
}
