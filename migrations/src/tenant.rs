//! What every tenant table has in common: the head columns and the keys that keep networks apart.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, timestamp_with_time_zone, uuid, uuid_null},
};

/// A tenant table with its head columns: `network_id` comes first in the primary key and in every foreign key, so
/// that no row can point into another network and the schema can be distributed by tenant.
pub fn table(name: &'static str) -> TableCreateStatement {
    let mut table = Table::create();
    table
        .table(Alias::new(name))
        .col(uuid("network_id"))
        .col(uuid("id"))
        .col(big_integer("revision"))
        .col(uuid("owner_id"))
        .col(boolean("shared"))
        .col(uuid_null("created_by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("network_id").col("id"))
        .foreign_key(
            ForeignKey::create().name(format!("fk_{name}_network")).from(name, "network_id").to("networks", "id"),
        );
    table
}

/// A foreign key to another tenant table, within the network.
pub fn reference(table: &'static str, column: &'static str, to: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{column}"))
        .from_tbl(table)
        .from_col("network_id")
        .from_col(column)
        .to_tbl(to)
        .to_col("network_id")
        .to_col("id")
        .to_owned()
}

/// An index of a tenant table; the network comes first.
pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("ix_{table}_{}", columns.join("_"))).table(table).col("network_id");
    for column in columns {
        index.col(*column);
    }
    index
}

/// A unique index of a tenant table; unique within the network.
pub fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index(table, columns).name(format!("ux_{table}_{}", columns.join("_"))).unique().to_owned()
}
