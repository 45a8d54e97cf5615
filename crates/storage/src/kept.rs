//! What makes a noun storable: how it becomes a row, and a row it.

use sea_orm::{ActiveModelBehavior, ActiveModelTrait, Condition, EntityTrait, IntoActiveModel, ModelTrait};
use trellis_domain::Noun;

use crate::error::StoreError;

/// A row of `N`'s table.
pub type Model<N> = <<N as Kept>::Entity as EntityTrait>::Model;

/// A row of `N`'s table as it is written.
pub type Active<N> = <<N as Kept>::Entity as EntityTrait>::ActiveModel;

/// A column of `N`'s table.
pub type Column<N> = <<N as Kept>::Entity as EntityTrait>::Column;

/// A noun that a network keeps in a tenant table.
///
/// The head columns (`network_id`, `id`, `revision`, `owner_id`, `shared`, `created_by`, `created_at`, `updated_at`) are
/// read and written by the shared code; an implementation speaks only of the rest.
pub trait Kept: Noun + Clone + PartialEq + Send + Sync + Sized {
    /// The table.
    type Entity: EntityTrait<
            Model: ModelTrait<Entity = Self::Entity> + IntoActiveModel<Active<Self>> + Sync,
            ActiveModel: ActiveModelTrait<Entity = Self::Entity> + ActiveModelBehavior + Default + Send,
        >;

    /// What a list can be narrowed to.
    type Filter: Default + Sync;

    /// The instant column that lists are ordered by before the id, if any.
    const ORDER: Option<&'static str> = None;

    /// The noun's own columns; head columns stay unset.
    fn row(&self) -> Result<Active<Self>, StoreError>;

    /// The noun in a row.
    fn read(model: Model<Self>) -> Result<Self, StoreError>;

    /// The filter as a condition.
    fn filter(filter: &Self::Filter) -> Condition;
}
