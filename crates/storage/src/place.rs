//! Where postcodes and districts are: tables that all networks share.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};
use trellis_domain::{
    Located, Near, Precision,
    area::AreaCode,
    geo::Point,
    postcode::{District, DistrictPlace, Postcode, PostcodePlace},
};

use crate::{
    entity::{district, postcode},
    error::StoreError,
    reading::Reading,
};

/// Where a postcode is, for a decision about something in a network.
pub async fn find(reading: &impl Reading, code: &Postcode) -> Result<Option<Located>, StoreError> {
    locate(&reading.executor(), &Near::Postcode(code.clone())).await
}

/// The postcode with its point, LSOA and ward, for a decision about something in a network.
pub async fn in_use(reading: &impl Reading, code: &Postcode) -> Result<Option<PostcodePlace>, StoreError> {
    postcode(&reading.executor(), code).await
}

/// Where this is, if it is known: the postcode's place, else its district's, else the point itself.
pub(crate) async fn locate(db: &impl ConnectionTrait, near: &Near) -> Result<Option<Located>, StoreError> {
    match near {
        Near::Point(point) => Ok(Some(Located { point: *point, precision: Precision::Point })),
        Near::District(district) => district_centre(db, district).await,
        Near::Postcode(code) => match postcode(db, code).await? {
            Some(place) => Ok(Some(Located { point: place.point, precision: Precision::Postcode })),
            None => district_centre(db, &code.district()).await,
        },
    }
}

/// The postcode with its point, LSOA and ward.
#[expect(clippy::disallowed_methods, reason = "a table of the installation")]
pub(crate) async fn postcode(db: &impl ConnectionTrait, code: &Postcode) -> Result<Option<PostcodePlace>, StoreError> {
    let found = postcode::Entity::find_by_id(code.as_str()).one(db).await?;
    Ok(found.map(|row| PostcodePlace {
        postcode: code.clone(),
        point: Point { latitude: row.latitude, longitude: row.longitude },
        lsoa: row.lsoa_code.and_then(|code| code.parse().ok()),
        ward: row.ward_code.and_then(|code| code.parse().ok()),
    }))
}

#[expect(clippy::disallowed_methods, reason = "a table of the installation")]
async fn district_centre(db: &impl ConnectionTrait, district: &District) -> Result<Option<Located>, StoreError> {
    let found = district::Entity::find_by_id(district.as_str()).one(db).await?;
    let centre = |row: district::Model| Point { latitude: row.latitude, longitude: row.longitude };
    Ok(found.map(|row| Located { point: centre(row), precision: Precision::District }))
}

/// The middle of the postcodes of each LSOA and ward.
#[expect(clippy::disallowed_methods, reason = "a table of the installation")]
pub(crate) async fn area_centres(db: &impl ConnectionTrait) -> Result<BTreeMap<AreaCode, Point>, StoreError> {
    let mut centres = BTreeMap::new();
    for area in [postcode::Column::LsoaCode, postcode::Column::WardCode] {
        let query = postcode::Entity::find().select_only().column(area);
        let query = query
            .column_as(postcode::Column::Latitude.avg(), "latitude")
            .column_as(postcode::Column::Longitude.avg(), "longitude");
        let middles: Vec<(String, f64, f64)> =
            query.filter(area.is_not_null()).group_by(area).into_tuple().all(db).await?;
        centres.extend(
            middles
                .into_iter()
                .filter_map(|(code, latitude, longitude)| Some((code.parse().ok()?, Point { latitude, longitude }))),
        );
    }
    Ok(centres)
}

/// Keeps postcodes, over what was known of them.
#[expect(clippy::disallowed_methods, reason = "a table of the installation")]
pub(crate) async fn put_postcodes(db: &impl ConnectionTrait, places: &[PostcodePlace]) -> Result<(), StoreError> {
    use postcode::Column;
    let rows = places.iter().map(|place| postcode::ActiveModel {
        postcode: Set(place.postcode.to_string()),
        latitude: Set(place.point.latitude),
        longitude: Set(place.point.longitude),
        lsoa_code: Set(place.lsoa.as_ref().map(ToString::to_string)),
        ward_code: Set(place.ward.as_ref().map(ToString::to_string)),
    });
    let mut over = OnConflict::column(Column::Postcode);
    over.update_columns([Column::Latitude, Column::Longitude, Column::LsoaCode, Column::WardCode]);
    postcode::Entity::insert_many(rows).on_conflict(over).exec_without_returning(db).await?;
    Ok(())
}

/// Keeps districts, over what was known of them.
#[expect(clippy::disallowed_methods, reason = "a table of the installation")]
pub(crate) async fn put_districts(db: &impl ConnectionTrait, places: &[DistrictPlace]) -> Result<(), StoreError> {
    use district::Column;
    let rows = places.iter().map(|place| district::ActiveModel {
        district: Set(place.district.as_str().to_owned()),
        latitude: Set(place.point.latitude),
        longitude: Set(place.point.longitude),
    });
    let mut over = OnConflict::column(Column::District);
    over.update_columns([Column::Latitude, Column::Longitude]);
    district::Entity::insert_many(rows).on_conflict(over).exec_without_returning(db).await?;
    Ok(())
}
