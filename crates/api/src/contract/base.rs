//! What the contract says before any operation: title, servers, tags, ways to authenticate.

use trellis_domain::{
    ClosedEnum,
    access::{Operation, Role, Scope},
};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ContactBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Server,
        security::{ClientCredentials, Flow, HttpAuthScheme, HttpBuilder, OAuth2, Scopes, SecurityScheme},
        tag::TagBuilder,
    },
};

use crate::problem::Problem;

const ABOUT: &str = "The API that a borough's digital champion network grows on.

Volunteers from many small organisations help residents who are left out online: at centres, by home visits, by specialist help. \
Partners own their champions, learners and rules; the network joins them up.

**Getting in.** On this page, press *Authorize*. A program asks `/oauth/token` for an access token with a client's id and secret, and send it as `Authorization: Bearer …`. A token \
names one network and, for a partner's client, one partner. Everything below `/v1/public` needs no token.

**Acting for a partner.** What is inside a partner is its own: nobody else reads or changes it, the co-ordinator included. A partner can let \
the co-ordinator or another partner act for it (`POST /v1/delegations`): in the scopes that it names, for a year at most, and until it takes \
that back, which holds at once. Whoever acts sends `Acting-For: ptn_…` and then is that partner's client, in these scopes; every event of the \
partner's feed says by which delegation it was done. Clients and delegations themselves are never lent.

**Conventions.** Ids are opaque. Lists take `limit` and `cursor`. Items carry an `ETag`; changes need `If-Match`. `PATCH` is a JSON \
merge-patch. Every POST takes an `Idempotency-Key`. Every failure is `application/problem+json` with a stable `code`. New fields and new \
values of enumerations may be added at any time.";

/// What a person reads in the form of Swagger UI that asks for a client.
const CREDENTIALS: &str = "\
Start here: fill in the id and the secret of a client, and press *Authorize*. Tick no scope to get all that the client may have. Each client \
speaks for one role and, where it is a partner's, one partner; to be somebody else, log out first. `make run` prints the clients of the \
demonstration. (Client credentials, RFC 6749, section 4.4.)";

/// The tags, in the order that people meet them.
const TAGS: &[(&str, &str)] = &[
    ("public", "What anybody may read: sessions, topics, networks."),
    ("tokens", "Access tokens and how to check them."),
    ("networks", "Boroughs and their settings."),
    ("partners", "The organisations of the network, and how far they have come."),
    ("delegations", "Who may act for a partner, in what, and until when."),
    ("champions", "The people who help: a partner's own record of each, and the person behind it."),
    ("checks", "Vetting records, plainly."),
    ("courses", "Training, and who has completed it."),
    ("agreements", "Champions whom partners lend each other."),
    ("consents", "What people agreed to."),
    ("places", "Areas, venues and topics."),
    ("series", "Help that repeats."),
    ("sessions", "Help at a time and place, and who gives it."),
    ("bookings", "Places in sessions."),
    ("learners", "The people who are helped."),
    ("requests", "Asks for help, the inbox, and who takes them."),
    ("activities", "What partners already run, and a champion could join."),
    ("matching", "Rules, proposals, and who could join which activity."),
    ("events", "What has changed."),
    ("clients", "Machines that call the API."),
];

pub(super) fn document() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Trellis")
        .version("1.0.0")
        .description(Some(ABOUT))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .contact(Some(ContactBuilder::new().name(Some("Whoever runs this installation")).build()));
    let tags = TAGS.iter().map(|(name, text)| TagBuilder::new().name(*name).description(Some(*text)).build());
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new("/")]))
        .tags(Some(tags))
        .components(Some(components()))
        .build()
}

fn components() -> utoipa::openapi::Components {
    let mut components = utoipa::openapi::Components::new();
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    components.schemas.extend(schemas);
    components.add_security_scheme("oauth2", oauth2());
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("at+jwt")
        .description(Some("Not needed if you filled in a client above: an access token that you already have."));
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer.build()));
    let basic = HttpBuilder::new()
        .scheme(HttpAuthScheme::Basic)
        .description(Some("Not needed here: a client's id and secret, for the token endpoint alone."));
    components.add_security_scheme("client", SecurityScheme::Http(basic.build()));
    components
}

fn oauth2() -> SecurityScheme {
    use strum::VariantArray;
    let described: Vec<_> = Scope::VARIANTS.iter().map(|scope| (scope.code(), describe(*scope))).collect();
    let scopes = described.iter().map(|(code, text)| (*code, text.as_str())).collect::<Scopes>();
    let flow = Flow::ClientCredentials(ClientCredentials::new("/oauth/token", scopes));
    SecurityScheme::OAuth2(OAuth2::with_description([flow], CREDENTIALS))
}

fn describe(scope: Scope) -> String {
    use strum::VariantArray;
    let with = |role: &&Role| Operation::scopes_of(**role).contains(&scope);
    let roles: Vec<_> = Role::VARIANTS.iter().filter(with).map(|role| role.code().replace('_', " ")).collect();
    if scope == Scope::DelegationsAct {
        return format!("Act for a partner by its delegation, with `Acting-For`; open to {}.", roles.join(", "));
    }
    let (noun, access) = scope.code().split_once(':').unwrap_or((scope.code(), "use"));
    format!("{} {}; open to {}.", capitalised(access), noun.replace('-', " "), roles.join(", "))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
