// The pages for residents and the gallery for editors.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { MARKUP } from "./api.mjs";
import { accessible, focused, narrow, open, service, startBrowser } from "./browser.mjs";

let browser;
let session;
before(async () => {
  browser = await startBrowser();
  const list = await (await fetch(`${service}/n/bexley/cards.json?kind=centre`)).json();
  session = list.sessions[0].href.replace(service, "").split("?")[0];
});
after(() => browser.close());

const PAGES = [
  ["the list", "/n/bexley?"],
  ["the list near a postcode", "/n/bexley?postcode=DA6+7DA&access=step_free&"],
  ["an empty list", "/n/bexley?postcode=DA6+7DA&distance=1&hours=evening&topic=nothing&weekday=sunday&"],
  ["mistakes", "/n/bexley?postcode=Sidcup&from=soon&"],
  ["the list for a frame", "/n/bexley/embed?"],
  ["a series", "/n/bexley/series/ser_019b76daa800733290a52153f3be7fbd?"],
  ["a poster", "/n/bexley/series/ser_019b76daa800733290a52153f3be7fbd/poster?"],
  ["the sheet in large print", "/n/bexley/whats-on?postcode=DA6+7DA&"],
  ["no page", "/n/nowhere?"],
  ["accessibility", "/embed/accessibility?"],
  ["privacy", "/embed/privacy?"],
];

for (const lang of ["en", "cy"]) {
  for (const [name, address] of [...PAGES, ["a session", null]]) {
    test(`${name} in ${lang} is accessible, and 320 pixels are enough`, async (t) => {
      const page = await open(t, browser, { viewport: { width: 320, height: 640 } });
      await page.goto(`${service}${address ?? `${session}?`}lang=${lang}`);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await narrow(page, name);
      await accessible(page, name);
    });
  }
}

test("the gallery and the page of a problem are accessible, and 320 pixels are enough", async (t) => {
  const page = await open(t, browser, { viewport: { width: 320, height: 640 } });
  for (const address of ["/embed?network=bexley&postcode=DA6+7DA", "/problems/not_found"]) {
    await page.goto(`${service}${address}`);
    await narrow(page, address);
    await accessible(page, address);
  }
});

test("without scripts a resident finds a session, opens it and gets it for a calendar", async (t) => {
  const page = await open(t, browser, { javaScriptEnabled: false });
  await page.goto(`${service}/n/bexley?lang=en`);
  await page.getByLabel("Your postcode").fill("DA6 7DA");
  await page.getByLabel("Kind of help").selectOption("centre");
  await page.getByRole("button", { name: "Show sessions" }).click();
  const first = page.locator(".sessions > li").first();
  await first.getByText(/\d\.\d km/).waitFor();
  const title = await first.getByRole("heading").innerText();
  await first.getByRole("heading").getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Add to your calendar" }).click();
  assert.match((await download).suggestedFilename(), /\.ics$/);
});

test("the keyboard alone is enough", async (t) => {
  const page = await open(t, browser);
  await page.goto(`${service}/n/bexley?lang=en`);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to the sessions");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "sessions");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), MARKUP, "the first session is next");
  await page.goto(`${service}/n/bexley?lang=en`);
  for (const next of ["Skip to the sessions", "Cymraeg", "postcode"]) {
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), next);
  }
  await page.keyboard.type("DA6 7DA");
  await page.keyboard.press("Enter");
  await page.getByText(/\d\.\d km/).first().waitFor();
  assert.match(page.url(), /postcode=DA6\+7DA/);
});

test("markup in a title stays text", async (t) => {
  const page = await open(t, browser);
  page.on("dialog", () => assert.fail("a script ran"));
  await page.goto(`${service}/n/bexley?lang=en&kind=remote`);
  const title = page.getByRole("heading", { name: MARKUP });
  await title.getByRole("link").click();
  await page.getByRole("heading", { level: 1, name: MARKUP }).waitFor();
  assert.equal(await page.locator("img").count(), 0);
});

test("what is printed is the list, not the form", async (t) => {
  const page = await open(t, browser);
  await page.emulateMedia({ media: "print" });
  await page.goto(`${service}/n/bexley?lang=en`);
  assert.equal(await page.getByRole("button").count(), 0);
  assert.ok(await page.locator(".sessions > li").first().isVisible());
});

test("text twice as large still fits, in light and in dark", async (t) => {
  const page = await open(t, browser, { viewport: { width: 320, height: 640 }, colorScheme: "dark" });
  await page.goto(`${service}/n/bexley?lang=cy&access=lift`);
  await accessible(page, "the list in dark colours");
  await page.evaluate(() => {
    const large = new CSSStyleSheet();
    large.replaceSync(":root { font-size: 200% !important }");
    document.adoptedStyleSheets = [large];
  });
  await narrow(page, "a page at 200 %");
});

test("the message for a website that the network does not know is accessible", async (t) => {
  const page = await open(t, browser, { viewport: { width: 320, height: 640 } });
  // A window of its own would get the page itself, so the message is put into one.
  await page.route("**/n/bexley/embed?*", async (route) => {
    const headers = { ...route.request().headers(), "sec-fetch-dest": "iframe", referer: "https://www.example.gov.uk/" };
    await route.fulfill({ response: await route.fetch({ headers }) });
  });
  for (const [lang, message] of [["en", "This website cannot show"], ["cy", "Ni all y wefan hon"]]) {
    await page.goto(`${service}/n/bexley/embed?lang=${lang}`);
    await page.getByRole("heading", { name: message }).waitFor();
    await narrow(page, "the message");
    await accessible(page, "the message");
  }
});
