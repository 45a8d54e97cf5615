// Swagger UI: a newcomer authorises, reads and tries.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessible, credentials, narrow, open, service, startBrowser } from "./browser.mjs";

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

async function docs(t, options) {
  const page = await open(t, browser, options);
  page.on("pageerror", (error) => assert.fail(error));
  await page.goto(`${service}/docs`);
  await page.locator(".opblock").first().waitFor();
  return page;
}

async function authorise(page) {
  const client = credentials.clients.find((client) => client.role === "coordinator");
  await page.locator(".btn.authorize").first().click();
  await page.locator("#client_id_clientCredentials").fill(client.client_id);
  await page.locator("#client_secret_clientCredentials").fill(client.client_secret);
  await page.locator(".auth-btn-wrapper .authorize").first().click();
  await page.getByRole("button", { name: "Remove authorization" }).first().waitFor();
}

test("authorise, read a list, try it out", async (t) => {
  const page = await docs(t);
  await authorise(page);
  await accessible(page, "the dialogue");
  await page.locator(".btn-done").click();
  const operation = page.locator("#operations-partners-list_partners");
  await operation.locator(".opblock-summary-control").click();
  await operation.getByRole("button", { name: "Execute" }).click();
  const answer = operation.locator(".live-responses-table");
  await answer.getByText("200", { exact: true }).first().waitFor();
  await answer.getByText("next_cursor").first().waitFor();
  await accessible(page, "an answer");
});

test("the list of operations is accessible", async (t) => {
  const page = await docs(t);
  await accessible(page, "the documentation");
});

test("an operation with a body and a model are accessible, and so is a narrow window", async (t) => {
  const page = await docs(t, { viewport: { width: 320, height: 640 } });
  const operation = page.locator("#operations-partners-create_partner");
  await operation.locator(".opblock-summary-control").click();
  await operation.locator(".opblock-body").waitFor();
  await accessible(page, "an operation");
  await narrow(page, "the documentation");
});

test("the keyboard alone opens an operation", async (t) => {
  const page = await docs(t);
  const operation = page.locator("#operations-partners-list_partners");
  await operation.locator(".opblock-summary-control").focus();
  await page.keyboard.press("Enter");
  await operation.locator(".opblock-body").waitFor();
});
