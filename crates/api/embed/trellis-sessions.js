// <trellis-sessions network="bexley" postcode="DA14 6BN" lang="en" heading-level="3">
//   <a href="…/n/bexley">Help with your phone, tablet or computer</a>
// </trellis-sessions>
//
// Shows a network's sessions in somebody else's page. What stands inside stays until the sessions are there, and for good where they
// cannot be had. No cookie, no storage, no HTML from elsewhere: only text. Booking is a link to the session's own page.

/** What may be said about the sessions; each goes into the question as it is. */
const FILTERS = ["postcode", "distance", "kind", "topic", "from", "to", "weekday", "hours", "limit"];

/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 10_000;

// The host's rules are inherited past :host, so an inner element begins anew, and takes only the typeface.
const style = new CSSStyleSheet();
style.replaceSync(`
:host { display: block }
:host([hidden]) { display: none }
.all-new {
  all: initial; display: block; visibility: visible; color-scheme: inherit; font-family: inherit; overflow-wrap: anywhere;
  font-size: max(var(--trellis-size, 1.125rem), 16px); line-height: 1.5;
  --ink: var(--trellis-ink, #1b2430); --quiet: var(--trellis-quiet, #5a6675); --paper: var(--trellis-paper, #fff);
  --link: var(--trellis-link, #1f6b4a); --line: var(--trellis-line, #d5dbe3); --warn: var(--trellis-warn, #8a4b00); --focus: #b35c00;
  color: var(--ink); background: var(--paper);
}
@supports (color: light-dark(#000, #fff)) {
  .all-new {
    --ink: var(--trellis-ink, light-dark(#1b2430, #e8edf3)); --quiet: var(--trellis-quiet, light-dark(#5a6675, #a9b4c2));
    --paper: var(--trellis-paper, light-dark(#fff, #12181f)); --link: var(--trellis-link, light-dark(#1f6b4a, #7fd1a9));
    --line: var(--trellis-line, light-dark(#d5dbe3, #3a4654)); --warn: var(--trellis-warn, light-dark(#8a4b00, #f0b060));
    --focus: light-dark(#b35c00, #ffb35c);
  }
}
p, ol, ul, h2, h3, h4, h5, h6 { margin: .25em 0; padding: 0; font-size: 1em; font-weight: 400 }
ol, ul { list-style: none }
h2, h3, h4, h5, h6 { font-size: 1.125em; line-height: 1.25 }
h2, h3, h4, h5, h6, .when, .places, .cancelled { font-weight: 600 }
.session { border-top: 1px solid var(--line); padding: 1em 0 }
.access { display: flex; flex-wrap: wrap; gap: 0 1.25em }
.note { color: var(--quiet) }
.cancelled { color: var(--warn) }
a { color: var(--link); text-underline-offset: .15em }
p > a { display: inline-block; min-height: 24px }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
`);

/** An element with a part of that name, and in it text and elements; nothing where there is nothing to say. */
function make(tag, part, ...inside) {
  const said = inside.filter((each) => each != null && each !== "");
  if (said.length === 0) return null;
  const made = document.createElement(tag);
  made.className = part;
  made.part = part;
  made.append(...said);
  return made;
}

function link({ href, text }, part, ...more) {
  const made = make("a", part, text, ...more);
  made.href = href;
  return made;
}

function session(card, heading) {
  const { title, title_lang: lang, phone } = card;
  const name = link({ href: card.href, text: title }, "link");
  if (lang) name.lang = lang;
  const access = card.access.map((feature) => {
    const tick = make("span", "tick", "✓ ");
    tick.ariaHidden = "true";
    return make("li", "feature", tick, feature);
  });
  return make(
    "li",
    "session",
    make("p", "when", card.when),
    make(heading, "title", name),
    make("p", "place", card.place),
    make("p", "about", card.about),
    make("ul", "access", ...access),
    make("p", "cancelled", card.cancelled),
    make("p", "places", card.places),
    phone && make("p", "phone", card.ring, " ", link(phone, "number")),
    make("p", "more", link({ href: card.href, text: card.more }, "action", make("span", "unseen", `: ${title}`))),
  );
}

class TrellisSessions extends HTMLElement {
  static observedAttributes = ["network", "lang", "heading-level", "access", ...FILTERS];

  #root = null;
  #asking = null;
  #due = false;

  connectedCallback() {
    this.#soon();
  }

  disconnectedCallback() {
    this.#asking?.abort();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#soon();
  }

  /** Several attributes may change at once: one question is enough. */
  #soon() {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.#show();
    });
  }

  #question() {
    const address = new URL(`/n/${encodeURIComponent(this.getAttribute("network") ?? "")}/cards.json`, import.meta.url);
    const lang = this.lang || this.closest("[lang]")?.lang || "";
    address.searchParams.set("lang", /^cy\b/i.test(lang) ? "cy" : "en");
    for (const name of FILTERS) {
      const value = this.getAttribute(name)?.trim();
      if (value) address.searchParams.set(name, value);
    }
    for (const feature of this.getAttribute("access")?.split(/[\s,]+/) ?? []) {
      if (feature) address.searchParams.append("access", feature);
    }
    return address;
  }

  async #show() {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const patience = setTimeout(() => asking.abort(), PATIENCE);
    try {
      const answer = await fetch(this.#question(), {
        credentials: "omit",
        headers: { accept: "application/json" },
        signal: asking.signal,
      });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const list = this.#list(await answer.json());
      // Another question was asked meanwhile, or the element left the page.
      if (this.#asking !== asking || !this.isConnected) return;
      if (!this.#root) {
        this.#root = this.attachShadow({ mode: "open" });
        this.#root.adoptedStyleSheets = [style];
      }
      this.#root.replaceChildren(list);
    } catch {
      if (this.#asking !== asking || !this.isConnected) return;
      // What stands inside shows again.
      this.#root?.replaceChildren(document.createElement("slot"));
    } finally {
      clearTimeout(patience);
    }
  }

  #list({ lang, status, note, sessions, all }) {
    const level = Number(this.getAttribute("heading-level"));
    const heading = `h${level >= 2 && level <= 6 ? Math.floor(level) : 3}`;
    const whole = make(
      "div",
      "list",
      make("p", "status", status),
      make("p", "note", note),
      make("ol", "sessions", ...sessions.map((card) => session(card, heading))),
      make("p", "all", link(all, "link")),
    );
    whole.classList.add("all-new");
    whole.lang = lang;
    return whole;
  }
}

// A page may load the script twice.
if (!customElements.get("trellis-sessions")) customElements.define("trellis-sessions", TrellisSessions);
