// The browser, and what is asked of every page.
import assert from "node:assert/strict";

import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

export const credentials = JSON.parse(process.env.TRELLIS_CREDENTIALS);
export const service = credentials.base_url;

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A browser. One that crashes before it is up says nothing about our pages, so it is started again; what is tested is never tried twice. */
export async function startBrowser(starts = 3) {
  try {
    return await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  } catch (crash) {
    if (starts === 1) throw crash;
    return startBrowser(starts - 1);
  }
}

/** A page in a context of its own, which is closed after the test. */
export async function open(t, browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  t.after(() => context.close());
  context.setDefaultTimeout(30_000);
  return context.newPage();
}

/** No violation of WCAG 2.2 AA, frames and shadow roots included. */
export async function accessible(page, what) {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const said = violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 5).map((node) => `${id}: ${node.target.join(" ")}: ${node.any[0]?.message ?? node.failureSummary}`),
  );
  assert.deepEqual(said, [], what);
}

/** Nothing is wider than the window. */
export async function narrow(page, what) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(over, 0, `${what} scrolls sideways`);
}

/** What has the keyboard, in words. */
export const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.id || at?.textContent.trim();
  });
