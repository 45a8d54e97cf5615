//! The inner query of a page: keys, starts and points of what a filter lets through, in order.
//!
//! A circle covers many cells, and each holds what is there in the order of time. PostgreSQL takes the first few of each and
//! merges these, so a page costs as much whether a cell holds ten sessions or ten thousand. SQLite knows no `LATERAL`: it
//! reads the cells as one list and keeps the first.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select, TryGetableMany,
    sea_query::{Expr, Func, JoinType, Query, SelectStatement},
};
use trellis_domain::{
    NetworkId,
    listing::{ListingFilter, grid::Cell},
};
use uuid::Uuid;

use super::filter::{matching, matching_anywhere};
use crate::{
    entity::listing::{Column, Entity},
    page::Position,
};

/// Network, session, start, and point if it has one.
pub(super) type Candidate = (Uuid, Uuid, i64, Option<f64>, Option<f64>);

const COLUMNS: [Column; 5] = [Column::NetworkId, Column::SessionId, Column::StartsAt, Column::Lat, Column::Lng];

/// The order of a page. A cursor names the first two; the network tells apart what only a copy could make alike.
const ORDER: [Column; 3] = [Column::StartsAt, Column::SessionId, Column::NetworkId];

/// The cells, as a table of one column of the same name.
const CELL: &str = "near_cell";

/// The first of each cell, as a table.
const FIRST: &str = "first_of_cell";

/// The first so many after a place. They may lie in the corners of the box around the filter's place.
pub(super) async fn first(
    db: &impl ConnectionTrait,
    network: Option<NetworkId>,
    filter: &ListingFilter,
    now: DateTime<Utc>,
    after: Option<Position>,
    most: u64,
) -> Result<Vec<Candidate>, DbErr> {
    let near = filter.near.as_ref().filter(|_| db.get_database_backend() == DbBackend::Postgres);
    let statement = match near {
        Some(near) => {
            let each = coming_after(matching_anywhere(network, filter, now), after);
            merged(&near.cells(network.is_some()), each, most)
        }
        None => in_order(coming_after(matching(network, filter, now), after), most).into_query(),
    };
    let rows = db.query_all(&statement).await?;
    rows.iter().map(|row| Ok(Candidate::try_get_many_by_index(row)?)).collect()
}

/// The place of a candidate in the order.
pub(super) fn place((_, session, starts_at, ..): &Candidate) -> Position {
    Position { at: DateTime::from_timestamp(*starts_at, 0), id: *session }
}

fn coming_after(query: Select<Entity>, after: Option<Position>) -> Select<Entity> {
    let Some(Position { at: Some(at), id }) = after else { return query };
    let start = at.timestamp();
    // The plain bound lets the database start its scan there.
    query.filter(Column::StartsAt.gte(start)).filter(Column::StartsAt.gt(start).or(Column::SessionId.gt(id)))
}

fn in_order(query: Select<Entity>, most: u64) -> Select<Entity> {
    ORDER.into_iter().fold(query.select_only().columns(COLUMNS), QueryOrder::order_by_asc).limit(most)
}

/// The first of what each cell has, merged.
fn merged(cells: &[Cell], each: Select<Entity>, most: u64) -> SelectStatement {
    // In the order of the index after its cell, so that the database stops reading it after so many.
    let by_index = [Column::StartsAt, Column::SessionId, Column::Lat, Column::Lng, Column::NetworkId];
    let of_cell = each.filter(Expr::col((Entity, Column::Cell)).eq(Expr::col((CELL, CELL))));
    let of_cell = by_index.into_iter().fold(of_cell.select_only().columns(COLUMNS), QueryOrder::order_by_asc);
    // One value however many cells there are, so that one prepared statement serves every radius.
    let cells = cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let cells = Func::cust("string_to_array").arg(Expr::value(cells)).arg(Expr::cust("','"));
    let cells = Func::cust("unnest").arg(Expr::expr(cells).cast_as("integer[]"));
    let mut merged = Query::select();
    merged.from_function(cells, CELL).join_lateral(
        JoinType::InnerJoin,
        of_cell.limit(most).into_query(),
        FIRST,
        Expr::cust("TRUE"),
    );
    merged.columns(COLUMNS.map(|column| (FIRST, column)));
    for column in ORDER {
        merged.order_by((FIRST, column), sea_orm::Order::Asc);
    }
    merged.limit(most).take()
}
