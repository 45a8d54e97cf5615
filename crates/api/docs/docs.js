// Starts Swagger UI, and repairs what fails WCAG 2.2 in it as it comes: links inside buttons, fields without names, and
// names that say something else than the words that are seen.

/** Links inside a button cannot be reached alone, so they become words; the button does the same. */
const wordsInsteadOfLinks = ({ React }) => ({
  wrapComponents: {
    DeepLink: () => ({ text, path }) => React.createElement("span", { className: "words" }, text ?? path),
  },
});

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  tryItOutEnabled: true,
  persistAuthorization: false,
  // Fields come with what they mean.
  defaultModelExpandDepth: 2,
  // With credentials, the browser would answer a wrong secret with a box of its own, and this page would say nothing.
  requestInterceptor: (request) => Object.assign(request, { curlOptions: [], credentials: "omit" }),
  // Its colours have too little contrast.
  syntaxHighlight: { activated: false },
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [wordsInsteadOfLinks],
  layout: "BaseLayout",
});

const NAMES = [
  ["#servers", "Server"],
  [".close-modal", "Close"],
  [".operation-filter-input", "Show only groups whose name contains"],
  ["select[aria-controls], .content-type, .response-control-media-type select", "Media type"],
  [".body-param__text", "Body of the request"],
  [".examples-select select", "Example"],
  [".copy-to-clipboard button", "Copy"],
];

let first;

function repair() {
  // Whoever authorises begins at the top, not in the last form.
  const id = document.getElementById("client_id_clientCredentials");
  if (id !== first) id?.focus();
  first = id;
  for (const [selector, name] of NAMES) {
    for (const field of document.querySelectorAll(selector)) {
      if (!field.ariaLabel && !field.getAttribute("aria-labelledby")) field.ariaLabel = name;
    }
  }
  // A parameter's field is called as the parameter.
  for (const row of document.querySelectorAll("tr[data-param-name]")) {
    for (const field of row.querySelectorAll("input, select, textarea")) {
      if (!field.ariaLabel && field.labels?.length !== 1) field.ariaLabel = row.dataset.paramName;
    }
  }
  // The words on these buttons are their names.
  for (const button of document.querySelectorAll(".auth-btn-wrapper [aria-label]")) button.removeAttribute("aria-label");
  // What scrolls can be scrolled with the keyboard.
  for (const text of document.querySelectorAll("pre, .highlight-code, .response-col_description__inner")) {
    if (text.tabIndex < 0 && text.scrollWidth + text.scrollHeight > text.clientWidth + text.clientHeight) text.tabIndex = 0;
  }
}

new MutationObserver(repair).observe(document.getElementById("swagger-ui"), { childList: true, subtree: true });
