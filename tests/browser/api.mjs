// What the tests ask of the API itself.

/** Markup that must stay text wherever it is shown. */
export const MARKUP = "<img src=x onerror=alert(1)> & <b>“bold”</b>";

async function token({ base_url, clients }, role) {
  const client = clients.find((client) => client.role === role);
  const basic = Buffer.from(`${client.client_id}:${client.client_secret}`).toString("base64");
  const answer = await fetch(`${base_url}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
  });
  return (await answer.json()).access_token;
}

/** Asks as a client of this role; anything but success ends the test. */
export async function ask(credentials, role, method, path, body, headers = {}) {
  const bearer = await token(credentials, role);
  const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
  const answer = await fetch(`${credentials.base_url}${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, "content-type": type, ...headers },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return { headers: answer.headers, body: await answer.json() };
}

/** A session by phone with markup in its title, the first of the list; and a website that may frame. */
export async function prepare(credentials, origin) {
  const network = await ask(credentials, "coordinator", "GET", "/v1/network");
  const patch = { embed_origins: [origin] };
  await ask(credentials, "coordinator", "PATCH", "/v1/network", patch, { "if-match": network.headers.get("etag") });
  const starts = new Date(Date.now() + 3_600_000);
  const ends = new Date(starts.getTime() + 3_600_000);
  const session = {
    title: { en: MARKUP },
    setting: "remote",
    starts_at: starts.toISOString(),
    ends_at: ends.toISOString(),
    booking: "drop_in",
    visibility: "public",
  };
  await ask(credentials, "partner", "POST", "/v1/sessions", session);
}
