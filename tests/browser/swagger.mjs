// Swagger UI as a person uses it: one client at a time, one operation after another, and nothing is known but what the page shows.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { open, service } from "./browser.mjs";

/** Where pictures go. No test compares them; people look at them. */
const PICTURES = new URL("../../target/browser/", import.meta.url).pathname;

/** The documentation, once its operations are there. */
export async function openDocs(t, browser, options) {
  const page = await open(t, browser, options);
  page.on("pageerror", (error) => assert.fail(error));
  await page.goto(`${service}/docs`);
  await page.getByRole("button", { name: "Expand operation" }).first().waitFor();
  return page;
}

/** An operation, opened in its group where it is not open yet. */
export async function openOperation(page, group, id) {
  const operation = page.locator(`#operations-${group}-${id}`);
  if (!(await operation.isVisible())) await page.locator(`#operations-tag-${group}`).getByRole("button").click();
  const body = operation.locator(".opblock-body");
  if (!(await body.isVisible())) await operation.locator(".opblock-summary-control").click();
  await body.waitFor();
  return operation;
}

/** Logs out whoever is authorised, and authorises a client by its id and secret. */
export async function authorise(page, { client_id, client_secret }) {
  await page.locator(".auth-wrapper > .btn.authorize").click();
  const form = page.locator(".auth-container", { hasText: "Flow: clientCredentials" });
  await form.waitFor();
  const logout = form.getByRole("button", { name: "Logout" });
  if (await logout.isVisible()) await logout.click();
  await form.locator("#client_id_clientCredentials").fill(client_id);
  await form.locator("#client_secret_clientCredentials").fill(client_secret);
  await form.getByRole("button", { name: "Authorize" }).click();
  await logout.waitFor();
  await form.getByRole("button", { name: "Close" }).click();
  await form.waitFor({ state: "detached" });
}

/**
 * Executes an operation and reads the answer from the page. What the page fills in by itself stays, but for `fill`, which has values of parameters by
 * name, and `body`, which makes another body of the example.
 */
export async function tryOut(page, group, id, { fill = {}, body, picture } = {}) {
  const operation = await openOperation(page, group, id);
  for (const name of ["Reset", "Clear"]) {
    const button = operation.getByRole("button", { name, exact: true });
    if (await button.isVisible()) await button.click();
  }
  for (const [name, value] of Object.entries(fill)) await fillIn(operation, name, value);
  if (body) {
    const field = operation.locator(".body-param__text");
    const example = JSON.parse(await field.inputValue());
    await field.fill(JSON.stringify(body(example), null, 2));
  }
  await operation.getByRole("button", { name: "Execute" }).click();
  const answer = operation.locator(".live-responses-table");
  await answer.waitFor();
  if (picture) await photograph(answer, picture);
  const said = await read(answer);
  // The page is slow with many operations open.
  await operation.locator(".opblock-summary-control").click();
  return said;
}

async function fillIn(operation, name, value) {
  const row = operation.locator(`tr[data-param-name="${name}"]`);
  if (await row.locator("select").isVisible()) await row.locator("select").selectOption(value);
  else await row.locator("input").fill(value);
}

/** Status, headers, and body as text and as JSON. */
async function read(answer) {
  const status = Number(await answer.locator("tbody .response-col_status").innerText({ timeout: 5_000 }).then((text) => text.slice(0, 3)));
  const text = await answer.locator(".highlight-code pre").innerText();
  const lines = await answer.locator(".headerline").allInnerTexts();
  const headers = Object.fromEntries(lines.map((line) => line.trim().split(/: (.*)/).slice(0, 2)));
  return { status, headers, text, body: JSON.parse(text) };
}

/** What is seen around something, for people to look at. */
export async function photograph(what, name) {
  const path = `${PICTURES}${name}.png`;
  await mkdir(dirname(path), { recursive: true });
  await what.scrollIntoViewIfNeeded();
  await what.page().screenshot({ path, animations: "disabled" });
}
