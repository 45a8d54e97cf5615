//! A client that checks every request and every answer against the contract.

use std::{borrow::Borrow, future::IntoFuture};

use futures::future::LocalBoxFuture;
use reqwest::{Method, header::HeaderMap};
use serde_json::Value;

use super::{contract, seed::Credentials};

/// A caller.
#[derive(Debug, Clone)]
pub struct Client {
    url: String,
    token: Option<String>,
    http: reqwest::Client,
}

/// A request on its way; await it.
pub struct Request {
    client: Client,
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Response {
    pub status: u16,
    pub headers: HeaderMap,
    /// The body, where it is JSON; else null.
    pub body: Value,
    pub text: String,
    what: String,
    path: String,
}

impl Client {
    pub fn anonymous(url: &str) -> Self {
        // No test speaks TLS, and reading everybody's certificates takes longer than most of them.
        let plain = reqwest::Client::builder().tls_certs_only([]);
        let http = plain.redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        Self { url: url.to_owned(), token: None, http }
    }

    pub async fn with_credentials(url: &str, credentials: &Credentials) -> Self {
        Self::with_scope(url, credentials, None).await
    }

    /// A caller whose token carries only some scopes.
    pub async fn with_scope(url: &str, credentials: &Credentials, scope: Option<&str>) -> Self {
        let anonymous = Self::anonymous(url);
        let mut form = vec![("grant_type", "client_credentials")];
        form.extend(scope.map(|scope| ("scope", scope)));
        let request = anonymous.http.post(format!("{url}/oauth/token")).form(&form);
        let answer = request.basic_auth(&credentials.id, Some(&credentials.secret)).send().await.unwrap();
        assert_eq!(answer.status(), 200, "no token for {}", credentials.id);
        let answer: Value = answer.json().await.unwrap();
        anonymous.with_token(answer["access_token"].as_str().unwrap())
    }

    pub fn with_token(self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self }
    }

    /// The same caller at another address.
    pub fn at(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    /// The access token it sends.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("a caller with a token")
    }

    pub fn get(&self, path: &str) -> Request {
        self.request(Method::GET, path)
    }

    pub fn post(&self, path: &str, body: impl Borrow<Value>) -> Request {
        self.request(Method::POST, path).json(body.borrow())
    }

    /// A POST without a body.
    pub fn tell(&self, path: &str) -> Request {
        self.request(Method::POST, path)
    }

    pub fn patch(&self, path: &str, body: impl Borrow<Value>) -> Request {
        self.request(Method::PATCH, path).json(body.borrow()).header("content-type", "application/merge-patch+json")
    }

    pub fn delete(&self, path: &str) -> Request {
        self.request(Method::DELETE, path)
    }

    pub fn request(&self, method: Method, path: &str) -> Request {
        Request { client: self.clone(), method, path: path.to_owned(), headers: Vec::new(), body: None }
    }
}

impl Request {
    pub fn json(mut self, body: &Value) -> Self {
        self.body = Some(body.to_string().into_bytes());
        self.header("content-type", "application/json")
    }

    pub fn raw(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", content_type)
    }

    /// Sets a header, over one of the same name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn key(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    pub fn on_behalf_of(self, staff: &str) -> Self {
        self.header("on-behalf-of", staff)
    }

    /// For the partner with this id, by its delegation.
    pub fn acting_for(self, partner: impl std::fmt::Display) -> Self {
        self.header("acting-for", &partner.to_string())
    }

    async fn send(self) -> Response {
        let Self { client, method, path, headers, body } = self;
        let mut request = client.http.request(method.clone(), format!("{}{path}", client.url));
        if let Some(token) = &client.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        if let Some(body) = &body {
            request = request.body(body.clone());
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let text = answer.text().await.unwrap();
        let content_type = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let json = content_type
            .contains("json")
            .then(|| serde_json::from_str(&text).expect("an answer that says it is JSON is"));
        let response = Response {
            status,
            headers,
            body: json.unwrap_or_default(),
            text,
            what: format!("{method} {path}"),
            path: path.clone(),
        };
        let sent = body.and_then(|body| serde_json::from_slice(&body).ok());
        contract::check(method.as_str(), &path, sent.as_ref(), &response);
        response
    }
}

impl IntoFuture for Request {
    type Output = Response;
    type IntoFuture = LocalBoxFuture<'static, Response>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl Response {
    /// The answer, if it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.what, self.text);
        self
    }

    /// The problem, if it is one with this status and code.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Self {
        let problem = self.expect(status);
        assert_eq!(problem.header("content-type"), "application/problem+json", "{}", problem.what);
        assert_eq!(problem.body["code"], code, "{}: {}", problem.what, problem.text);
        problem
    }

    /// The refused values: place and code of each.
    pub fn refusals(&self) -> Vec<(&str, &str)> {
        let errors = self.body["errors"].as_array().expect("a problem has errors");
        errors.iter().map(|e| (e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap())).collect()
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("{} has no {name}", self.what)).to_str().unwrap()
    }

    pub fn etag(&self) -> &str {
        self.header("etag")
    }

    pub fn id(&self) -> String {
        self.body["id"].as_str().expect("an id").to_owned()
    }

    /// What was asked for.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A text of the answer.
    pub fn text_of(&self, field: &str) -> String {
        self.body[field].as_str().unwrap_or_else(|| panic!("{} has no {field}", self.what)).to_owned()
    }

    /// Goes on asking while the answer is something else, for what may be a second old. Bounded.
    pub async fn settle(ask: impl Fn() -> Request, done: impl Fn(&Self) -> bool) -> Self {
        for _ in 0..100 {
            let answer = ask().await;
            if done(&answer) {
                return answer;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("it never settled");
    }

    /// The ids of a page's items.
    pub fn ids(&self) -> Vec<String> {
        self.body["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    }

    /// The answer without what differs from request to request, for telling whether two are the same.
    pub fn masked(&self) -> (u16, Vec<(String, String)>, Value) {
        let mut headers: Vec<_> = self
            .headers
            .iter()
            .filter(|(name, _)| {
                // A server that refuses before it has read the body may end the connection.
                !["request-id", "date", "connection"].contains(&name.as_str())
                    && !name.as_str().starts_with("ratelimit")
            })
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        headers.sort();
        let mut body = self.body.clone();
        if let Some(problem) = body.as_object_mut() {
            problem.remove("instance");
        }
        (self.status, headers, body)
    }
}
