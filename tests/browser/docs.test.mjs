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
  await page.getByRole("button", { name: "Expand operation" }).first().waitFor();
  return page;
}

/** Opens a group, and one operation in it. */
async function operation(page, group, id) {
  await page.locator(`#operations-tag-${group}`).getByRole("button").click();
  const operation = page.locator(`#operations-${group}-${id}`);
  await operation.locator(".opblock-summary-control").click();
  await operation.locator(".opblock-body").waitFor();
  return operation;
}

test("authorise, read a list, try it out", async (t) => {
  const page = await docs(t);
  await accessible(page, "the documentation");
  const client = credentials.clients.find((client) => client.role === "coordinator");
  await page.locator(".btn.authorize").first().click();
  await accessible(page, "the dialogue");
  await page.locator("#client_id_clientCredentials").fill(client.client_id);
  await page.locator("#client_secret_clientCredentials").fill(client.client_secret);
  await page.locator(".auth-btn-wrapper .authorize").first().click();
  await page.getByRole("button", { name: "Logout" }).waitFor();
  await accessible(page, "the dialogue afterwards");
  await page.locator(".btn-done").first().click();
  const list = await operation(page, "partners", "list_partners");
  await list.getByRole("button", { name: "Execute" }).click();
  const answer = list.locator(".live-responses-table");
  await answer.getByText("200", { exact: true }).first().waitFor();
  await answer.getByText("next_cursor").first().waitFor();
  await accessible(page, "an answer");
});

test("an operation with a body is accessible, and so is a narrow window", async (t) => {
  const page = await docs(t, { viewport: { width: 320, height: 640 } });
  await operation(page, "partners", "create_partner");
  await accessible(page, "an operation");
  await narrow(page, "the documentation");
});

test("the keyboard alone opens a group and an operation", async (t) => {
  const page = await docs(t);
  await page.locator("#operations-tag-partners").getByRole("button").focus();
  await page.keyboard.press("Enter");
  const list = page.locator("#operations-partners-list_partners");
  await list.locator(".opblock-summary-control").focus();
  await page.keyboard.press("Enter");
  await list.locator(".opblock-body").waitFor();
});
