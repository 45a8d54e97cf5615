//! Areas and venues of networks; postcodes, districts and topics of the installation.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, double, double_null, integer, integer_null, json, json_null, string, string_null, text, text_null,
    },
};

use crate::tenant;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [areas(), venues(), postcodes(), districts(), topics()] {
            manager.create_table(table).await?;
        }
        for index in [
            tenant::unique("areas", &["code"]),
            tenant::unique("venues", &["source_name", "source_id"]),
            tenant::index("venues", &["latitude", "longitude"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn areas() -> TableCreateStatement {
    tenant::table("areas")
        .col(string("kind"))
        .col(string("code"))
        .col(string("name"))
        .col(double("latitude"))
        .col(double("longitude"))
        .col(json_null("boundary"))
        .col(integer_null("population"))
        .col(integer_null("population_16_plus"))
        .col(integer_null("population_65_plus"))
        .col(integer_null("deprivation_decile"))
        .col(double_null("digital_exclusion"))
        .col(string_null("ward_code"))
        .col(text_null("source"))
        .to_owned()
}

fn venues() -> TableCreateStatement {
    tenant::table("venues")
        .col(string("kind"))
        .col(string("name"))
        .col(json("address_lines"))
        .col(string_null("town"))
        .col(string("postcode"))
        .col(double("latitude"))
        .col(double("longitude"))
        .col(text("features"))
        .col(json("access"))
        .col(json("equipment"))
        .col(json("rooms"))
        .col(json("opening"))
        .col(text_null("host_contact"))
        .col(boolean("host_permission"))
        .col(text_null("notes"))
        .col(string_null("source_name"))
        .col(string_null("source_id"))
        .col(string_null("ward_code"))
        .to_owned()
}

fn postcodes() -> TableCreateStatement {
    Table::create()
        .table("postcodes")
        .col(string("postcode").primary_key())
        .col(double("latitude"))
        .col(double("longitude"))
        .col(string_null("lsoa_code"))
        .col(string_null("ward_code"))
        .to_owned()
}

fn districts() -> TableCreateStatement {
    Table::create()
        .table("districts")
        .col(string("district").primary_key())
        .col(double("latitude"))
        .col(double("longitude"))
        .to_owned()
}

fn topics() -> TableCreateStatement {
    Table::create()
        .table("topics")
        .col(string("slug").primary_key())
        .col(integer("position"))
        .col(string_null("parent"))
        .col(json("name"))
        .col(string("kind"))
        .col(text_null("official_link"))
        .col(boolean("involves_payment"))
        .col(boolean("own_password"))
        .col(string("version"))
        .to_owned()
}
