// Swagger UI: a newcomer authorises, reads and tries.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessible, credentials, focused, narrow, startBrowser } from "./browser.mjs";
import { openDocs, openOperation } from "./swagger.mjs";

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

const coordinator = credentials.clients.find((client) => client.role === "coordinator");

test("authorise, read a list, try it out", async (t) => {
  const page = await openDocs(t, browser);
  await accessible(page, "the documentation");
  await page.locator(".btn.authorize").first().click();
  await accessible(page, "the dialogue");
  assert.equal(await focused(page), "client_id_clientCredentials", "the form for people is the one that begins");
  await page.locator("#client_id_clientCredentials").fill(coordinator.client_id);
  await page.locator("#client_secret_clientCredentials").fill(coordinator.client_secret);
  await page.locator(".auth-btn-wrapper .authorize").first().click();
  await page.getByRole("button", { name: "Logout" }).waitFor();
  await accessible(page, "the dialogue afterwards");
  await page.locator(".btn-done").first().click();
  const list = await openOperation(page, "partners", "list_partners");
  await list.getByRole("button", { name: "Execute" }).click();
  const answer = list.locator(".live-responses-table");
  await answer.getByText("200", { exact: true }).first().waitFor();
  await answer.getByText("next_cursor").first().waitFor();
  await accessible(page, "an answer");
});

test("a wrong secret is told in the dialogue", async (t) => {
  const page = await openDocs(t, browser);
  await page.locator(".btn.authorize").first().click();
  await page.locator("#client_id_clientCredentials").fill(coordinator.client_id);
  await page.locator("#client_secret_clientCredentials").fill("a wrong one");
  await page.locator(".auth-btn-wrapper .authorize").first().click();
  await page.locator(".dialog-ux").getByText("The client is unknown, revoked, or the secret is wrong.").waitFor();
  await accessible(page, "the dialogue with a mistake");
});

test("an operation with a body is accessible, and so is a narrow window", async (t) => {
  const page = await openDocs(t, browser, { viewport: { width: 320, height: 640 } });
  const create = await openOperation(page, "partners", "create_partner");
  await accessible(page, "an operation");
  await narrow(page, "the documentation");
  await create.getByRole("tab", { name: "Schema" }).first().click();
  await create.getByText("The name of the organisation.").waitFor();
  await accessible(page, "what a body is made of");
  await narrow(page, "what a body is made of");
});

test("the keyboard alone opens a group and an operation", async (t) => {
  const page = await openDocs(t, browser);
  await page.locator("#operations-tag-partners").getByRole("button").focus();
  await page.keyboard.press("Enter");
  const list = page.locator("#operations-partners-list_partners");
  await list.locator(".opblock-summary-control").focus();
  await page.keyboard.press("Enter");
  await list.locator(".opblock-body").waitFor();
});
