// A website of somebody else, on a port of its own.
import { createServer } from "node:http";
import { once } from "node:events";

/** Answers every path with what `pages` says for it: HTML, or HTML and headers. */
export async function startHost(port = 0) {
  const pages = new Map();
  const server = createServer((request, answer) => {
    const { html, headers } = pages.get(new URL(request.url, "http://host").pathname) ?? {};
    if (html === undefined) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(html);
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  const show = (html, headers = {}) => {
    const path = `/${pages.size}`;
    pages.set(path, { html, headers });
    return `${origin}${path}`;
  };
  return { origin, show, close: () => server.closeAllConnections() ?? server.close() };
}

/** A whole page around some HTML. */
export const page = (inside, { lang = "en", head = "" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
  `<title>A council</title>${head}</head><body><main><h1>Help near you</h1><h2>Sessions</h2>${inside}</main></body></html>`;
