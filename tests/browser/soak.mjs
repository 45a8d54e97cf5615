// Every page in every width, language, colour scheme and size of text: nothing wider than the window, no violation.
import { after, before, test } from "node:test";

import { accessible, narrow, open, service, startBrowser } from "./browser.mjs";
import { page as around, startHost } from "./host.mjs";

const ADDRESSES = ["/n/bexley?", "/n/bexley?postcode=DA6+7DA&access=lift&", "/n/bexley?postcode=x&from=x&", "/n/bexley/embed?",
  "/embed?", "/embed/accessibility?", "/embed/privacy?"];
const LOOKS = [{ colorScheme: "light" }, { colorScheme: "dark" }, { forcedColors: "active" }];

let browser;
let host;
let session;
before(async () => {
  [browser, host] = await Promise.all([startBrowser(), startHost()]);
  const list = await (await fetch(`${service}/n/bexley/cards.json?kind=centre`)).json();
  session = list.sessions[0].href.split("?")[0];
});
after(async () => {
  await browser.close();
  host.close();
});

for (const width of [320, 768, 1280]) {
  for (const look of LOOKS) {
    for (const lang of ["en", "cy"]) {
      test(`${width} pixels, ${Object.values(look)}, ${lang}`, async (t) => {
        const page = await open(t, browser, { ...look, viewport: { width, height: 900 } });
        const element = `<trellis-sessions network="bexley" lang="${lang}">…</trellis-sessions><script type="module" src="${service}/embed/trellis-sessions.js"></script>`;
        const head = "<style>:root { color-scheme: light dark }</style>";
        const pages = [...ADDRESSES.map((address) => `${service}${address}lang=${lang}`), `${session}?lang=${lang}`, host.show(around(element, { lang, head }))];
        for (const address of pages) {
          await page.goto(address, { waitUntil: "networkidle" });
          await narrow(page, address);
          await accessible(page, address);
          // Text twice as large, as a reader sets it.
          await page.evaluate(() => {
            const large = new CSSStyleSheet();
            large.replaceSync(":root { font-size: 200% !important }");
            document.adoptedStyleSheets = [large];
          });
          await narrow(page, `${address} with large text`);
        }
      });
    }
  }
}
