//! End-to-end tests over a real listener; see `api/main.rs`.
