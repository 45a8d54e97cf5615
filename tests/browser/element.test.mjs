// <trellis-sessions> in somebody else's page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { MARKUP } from "./api.mjs";
import { accessible, focused, narrow, open, service, startBrowser } from "./browser.mjs";
import { page as around, startHost } from "./host.mjs";

const SCRIPT = `<script type="module" src="${service}/embed/trellis-sessions.js"></script>`;
const FALLBACK = `<a href="${service}/n/bexley">Help with going online</a>`;
const element = (attributes = "") => `<trellis-sessions network="bexley" ${attributes}>${FALLBACK}</trellis-sessions>`;

let browser;
let host;
before(async () => {
  [browser, host] = await Promise.all([startBrowser(), startHost()]);
});
after(async () => {
  await browser.close();
  host.close();
});

const list = (page) => page.locator("trellis-sessions ol.sessions");
const fallback = (page) => page.getByRole("link", { name: "Help with going online" });

for (const [lang, all] of [
  ["en", "All sessions, and search near a postcode"],
  ["cy", "Pob sesiwn, a chwilio yn agos at god post"],
]) {
  test(`in ${lang} it shows sessions, is accessible and fits in 320 pixels`, async (t) => {
    const page = await open(t, browser, { viewport: { width: 320, height: 640 } });
    await page.goto(host.show(around(element(`postcode="DA6 7DA" distance="10" lang="${lang}"`) + SCRIPT, { lang })));
    await list(page).waitFor();
    assert.equal(await page.locator("trellis-sessions .list").getAttribute("lang"), lang);
    await page.getByRole("link", { name: all }).waitFor();
    await page.getByText(/\d\.\d km/).first().waitFor();
    assert.equal(await fallback(page).count(), 0, "what stood inside is not shown twice");
    await narrow(page, "the element");
    await accessible(page, `the element in ${lang}`);
  });
}

test("the page's language is taken where none is said, and headings are of the level that is asked for", async (t) => {
  const page = await open(t, browser);
  await page.goto(host.show(around(element('heading-level="4"') + SCRIPT, { lang: "cy-GB" })));
  await list(page).waitFor();
  await page.getByRole("link", { name: "Pob sesiwn, a chwilio yn agos at god post" }).waitFor();
  assert.ok((await list(page).getByRole("heading", { level: 4 }).count()) > 1);
  assert.equal(await list(page).getByRole("heading", { level: 3 }).count(), 0);
});

test("scripts off: the link stays", async (t) => {
  const page = await open(t, browser, { javaScriptEnabled: false });
  await page.goto(host.show(around(element() + SCRIPT)));
  assert.ok(await fallback(page).isVisible());
});

test("the script is blocked by the host's policy: the link stays", async (t) => {
  const page = await open(t, browser);
  const blocked = page.waitForEvent("console", (message) => /Content.Security.Policy/i.test(message.text()));
  await page.goto(host.show(around(element() + SCRIPT), { "content-security-policy": "script-src 'none'" }));
  await blocked;
  assert.ok(await fallback(page).isVisible());
});

test("the service is down: the link stays", async (t) => {
  const page = await open(t, browser);
  const failed = page.waitForEvent("requestfailed");
  await page.goto(host.show(around(element() + SCRIPT.replace(service, "http://127.0.0.1:9"))));
  await failed;
  assert.ok(await fallback(page).isVisible());
});

for (const [name, fulfil] of [
  ["is cut off", (route) => route.abort()],
  ["fails", (route) => route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" }, body: "{}" })],
  ["is no JSON", (route) => route.fulfill({ headers: { "access-control-allow-origin": "*" }, body: "<html>" })],
  ["is of another form", (route) => route.fulfill({ headers: { "access-control-allow-origin": "*" }, body: "[]" })],
]) {
  test(`an answer that ${name}: the link stays`, async (t) => {
    const page = await open(t, browser);
    page.on("pageerror", (error) => assert.fail(error));
    let asked = 0;
    await page.route("**/cards.json?*", (route) => (asked++, fulfil(route)));
    await page.goto(host.show(around(element() + SCRIPT)));
    await page.waitForLoadState("networkidle");
    assert.equal(asked, 1);
    assert.ok(await fallback(page).isVisible());
    assert.equal(await page.evaluate(() => document.querySelector("trellis-sessions").shadowRoot), null);
  });
}

test("a slow answer: the link stays meanwhile, and for good once patience is over", async (t) => {
  const page = await open(t, browser);
  await page.clock.install();
  let held;
  const asked = new Promise((resolve) => page.route("**/cards.json?*", (route) => resolve((held = route))));
  await page.goto(host.show(around(element() + SCRIPT)));
  await asked;
  assert.ok(await fallback(page).isVisible());
  const given_up = page.waitForEvent("requestfailed");
  await page.clock.fastForward(11_000);
  await given_up;
  assert.ok(await fallback(page).isVisible());
  await held.abort().catch(() => {});
});

test("nothing found is said in words, with the way to search", async (t) => {
  const page = await open(t, browser);
  await page.goto(host.show(around(element('topic="no-such-topic"') + SCRIPT)));
  await page.getByText("No sessions found").waitFor();
  assert.ok(await page.getByRole("link", { name: /^All sessions/ }).isVisible());
  await accessible(page, "an empty element");
});

test("attributes may change; a question that fails brings the link back", async (t) => {
  const page = await open(t, browser);
  await page.goto(host.show(around(element() + SCRIPT)));
  await list(page).waitFor();
  await page.evaluate(() => document.querySelector("trellis-sessions").setAttribute("lang", "cy"));
  await page.getByRole("link", { name: /^Pob sesiwn/ }).waitFor();
  await page.evaluate(() => document.querySelector("trellis-sessions").setAttribute("postcode", "not one"));
  await fallback(page).waitFor();
});

test("hostile rules of the host do not reach in", async (t) => {
  const page = await open(t, browser);
  const hostile = `<style>
    html { font-size: 4px }
    * { color: #eee !important; background: #ddd !important; font-size: 3px !important; line-height: 0.5 !important; position: fixed !important;
        text-transform: uppercase !important; letter-spacing: -1em !important; visibility: hidden !important; text-indent: -999px !important }
    trellis-sessions { position: static !important; direction: ltr }
    a, li, p { display: none !important }
  </style>`;
  await page.goto(host.show(around(element() + SCRIPT, { head: hostile })));
  await list(page).waitFor();
  const when = page.locator("trellis-sessions .when").first();
  const seen = await when.evaluate((node) => {
    const { color, fontSize, visibility, textTransform, position, letterSpacing } = getComputedStyle(node);
    return { color, size: parseFloat(fontSize), visibility, textTransform, position, letterSpacing };
  });
  assert.deepEqual(seen, {
    color: "rgb(27, 36, 48)", size: 16, visibility: "visible", textTransform: "none", position: "static", letterSpacing: "normal",
  });
  assert.ok(await when.isVisible());
});

test("a strict policy with trusted types is enough, and nothing is stored", async (t) => {
  const page = await open(t, browser);
  page.on("console", (message) => message.type() === "error" && assert.fail(message.text()));
  page.on("pageerror", (error) => assert.fail(error));
  const policy =
    `default-src 'none'; script-src ${service}; connect-src ${service}; base-uri 'none'; ` +
    "require-trusted-types-for 'script'; trusted-types 'none'";
  const icon = '<link rel="icon" href="data:,">';
  await page.goto(host.show(around(element() + SCRIPT, { head: icon }), { "content-security-policy": policy + "; img-src data:" }));
  await list(page).waitFor();
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  await accessible(page, "the element under a strict policy");
});

test("markup in a title stays text", async (t) => {
  const page = await open(t, browser);
  page.on("dialog", () => assert.fail("a script ran"));
  await page.goto(host.show(around(element('kind="remote"') + SCRIPT)));
  await page.getByRole("heading", { name: MARKUP }).waitFor();
  assert.equal(await page.locator("trellis-sessions img").count(), 0);
});

test("the keyboard reaches every link, and a link leads to the session's own page", async (t) => {
  const page = await open(t, browser);
  await page.goto(host.show(around(element('kind="remote" limit="1"') + SCRIPT)));
  await list(page).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), MARKUP);
  const outline = await page.evaluate(() => {
    const root = document.querySelector("trellis-sessions").shadowRoot;
    return getComputedStyle(root.activeElement).outlineWidth;
  });
  assert.equal(outline, "3px");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: MARKUP }).waitFor();
  assert.ok(page.url().startsWith(`${service}/n/bexley/sessions/ses_`));
});

test("text twice as large fits in 320 pixels", async (t) => {
  const page = await open(t, browser, { viewport: { width: 320, height: 640 } });
  const head = "<style>:root { font-size: 200%; overflow-wrap: anywhere }</style>";
  await page.goto(host.show(around(element() + SCRIPT, { head })));
  await list(page).waitFor();
  await narrow(page, "the element with large text");
});

test("colours and type can be set from outside", async (t) => {
  const page = await open(t, browser);
  const head = `<style>
    body { font-family: monospace }
    trellis-sessions { --trellis-ink: rgb(1, 2, 3); --trellis-size: 20px }
    trellis-sessions::part(when) { text-transform: uppercase }
  </style>`;
  await page.goto(host.show(around(element() + SCRIPT, { head })));
  await list(page).waitFor();
  const seen = await page.locator("trellis-sessions .when").first().evaluate((node) => {
    const { color, fontSize, fontFamily, textTransform } = getComputedStyle(node);
    return [color, fontSize, fontFamily, textTransform];
  });
  assert.deepEqual(seen, ["rgb(1, 2, 3)", "20px", "monospace", "uppercase"]);
});
