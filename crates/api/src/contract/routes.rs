//! Which operation a route is, and which methods a path has; read from the contract itself.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{dev::ResourceDef, http::Method};
use serde_json::Value;
use trellis_domain::{ClosedEnum, access::Operation};

/// Every documented route.
#[derive(Debug, Clone)]
pub struct Routes(Vec<Route>);

#[derive(Debug, Clone)]
struct Route {
    pattern: String,
    resource: ResourceDef,
    methods: BTreeMap<String, Option<Operation>>,
}

impl Routes {
    /// The routes of a contract.
    pub fn of(contract: &Value) -> Self {
        let paths = contract.get("paths").and_then(Value::as_object);
        Self(paths.into_iter().flatten().map(|(pattern, item)| route(pattern, item)).collect())
    }

    /// The operation behind a method and a path pattern, where it needs a token.
    pub fn operation(&self, method: &Method, pattern: &str) -> Option<Operation> {
        let route = self.0.iter().find(|route| route.pattern == pattern)?;
        route.methods.get(method.as_str()).copied().flatten()
    }

    /// The methods that a path has, for `Allow`; none where there is no such path.
    pub fn allowed(&self, path: &str) -> Option<String> {
        let found = self.0.iter().filter(|route| route.resource.is_match(path));
        let mut methods: BTreeSet<_> = found.flat_map(|route| route.methods.keys().map(String::as_str)).collect();
        if methods.contains("GET") {
            methods.insert("HEAD");
        }
        (!methods.is_empty()).then(|| methods.into_iter().collect::<Vec<_>>().join(", "))
    }
}

fn route(pattern: &str, item: &Value) -> Route {
    let methods = item.as_object().into_iter().flatten().filter_map(|(method, operation)| {
        let id = operation.get("operationId")?.as_str()?;
        Some((method.to_uppercase(), Operation::parse(id)))
    });
    Route { pattern: pattern.to_owned(), resource: ResourceDef::new(pattern), methods: methods.collect() }
}
