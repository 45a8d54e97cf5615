//! The rules of matching as specifications.

mod properties;
mod rules;
mod scores;
mod times;
mod world;
