// Our page in a frame of somebody else's, and the gallery that makes the snippets.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { open, service, startBrowser } from "./browser.mjs";
import { page as around, startHost } from "./host.mjs";

let browser;
let known;
let unknown;
before(async () => {
  const port = Number(new URL(process.env.KNOWN_ORIGIN).port);
  [browser, known, unknown] = await Promise.all([startBrowser(), startHost(port), startHost()]);
});
after(async () => {
  await browser.close();
  known.close();
  unknown.close();
});

const oembed = async (page) => {
  const answer = await fetch(`${service}/oembed?format=json&url=${encodeURIComponent(page)}`);
  return (await answer.json()).html;
};

test("a website that the network knows shows the page; search stays in the frame, sessions do not", async (t) => {
  const page = await open(t, browser);
  await page.goto(known.show(around(await oembed(`${service}/n/bexley?lang=en`))));
  const frame = page.frameLocator("iframe");
  await frame.getByLabel("Your postcode").fill("DA6 7DA");
  await frame.getByRole("button", { name: "Show sessions" }).click();
  const first = frame.locator(".sessions > li").filter({ hasText: /\d\.\d km/ }).first();
  await first.waitFor();
  await frame.getByRole("link", { name: "Cymraeg" }).click();
  await frame.getByRole("button", { name: "Dangos sesiynau" }).waitFor();
  await frame.locator(".sessions > li").first().getByRole("heading").getByRole("link").click();
  await page.waitForURL(`${service}/n/bexley/sessions/**`);
});

for (const [lang, message, link] of [
  ["en", "This website cannot show the sessions yet", "See the sessions on their own page"],
  ["cy", "Ni all y wefan hon ddangos y sesiynau eto", "Gweld y sesiynau ar eu tudalen eu hunain"],
]) {
  test(`a website that it does not know says what to send, in ${lang}`, async (t) => {
    const page = await open(t, browser);
    await page.goto(unknown.show(around(await oembed(`${service}/n/bexley?lang=${lang}`))));
    const frame = page.frameLocator("iframe");
    await frame.getByRole("heading", { name: message }).waitFor();
    await frame.getByText(unknown.origin).waitFor();
    await frame.getByRole("link", { name: link }).click();
    await page.waitForURL(`${service}/n/bexley?**`);
  });
}

test("a website that hides who it is shows nothing", async (t) => {
  const page = await open(t, browser);
  const blocked = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
  const snippet = (await oembed(`${service}/n/bexley`)).replace('"origin"', '"no-referrer"');
  await page.goto(unknown.show(around(snippet)));
  await blocked;
});

for (const path of ["/n/bexley", "/embed", "/embed/privacy", "/docs/", "/v1/public/topics", "/openapi.json"]) {
  test(`${path} is in no frame`, async (t) => {
    const page = await open(t, browser);
    const blocked = page.waitForEvent("console", (message) => /frame-ancestors 'none'/.test(message.text()));
    await page.goto(known.show(around(`<iframe src="${service}${path}" title="x"></iframe>`)));
    await blocked;
  });
}

test("an editor chooses, looks, copies, and has the sessions on the website", async (t) => {
  const page = await open(t, browser, { permissions: ["clipboard-read", "clipboard-write"] });
  page.on("pageerror", (error) => assert.fail(error));
  await page.goto(`${service}/embed`);
  await page.getByLabel("Your postcode").fill("DA6 7DA");
  await page.getByLabel("How far you can go").selectOption("10");
  await page.getByLabel("Language of your page").selectOption("cy");
  await page.getByRole("button", { name: "Show and make the snippets" }).click();
  await page.locator("trellis-sessions ol.sessions").getByText(/\d\.\d km/).first().waitFor();
  await page.frameLocator("iframe").locator(".sessions > li").first().waitFor();
  await page.getByRole("button", { name: "Copy Element" }).click();
  await page.getByText("Copied.").waitFor();
  const element = await page.evaluate(() => navigator.clipboard.readText());
  await page.goto(unknown.show(around(element)));
  await page.getByRole("link", { name: /^Pob sesiwn/ }).waitFor();
  await page.locator("trellis-sessions").getByText(/\d\.\d km/).first().waitFor();
  await page.locator("trellis-sessions .title").nth(1).getByRole("link").click();
  await page.waitForURL(`${service}/n/bexley/sessions/**`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Ychwanegu at eich calendr" }).click();
  assert.match((await download).suggestedFilename(), /\.ics$/);
});

test("an editor without scripts sees and marks the snippets", async (t) => {
  const page = await open(t, browser, { javaScriptEnabled: false });
  await page.goto(`${service}/embed?network=bexley`);
  await page.locator("#snippet-link").getByText("<a href=").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Copy/ }).count(), 0);
});
