//! The rules of matching as specifications.

mod open_shift;
mod properties;
mod rules;
mod scores;
mod suggested_partner;
mod times;
mod world;
