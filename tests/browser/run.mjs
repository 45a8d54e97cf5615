// Starts a demonstration service, runs the tests against it, and stops both.
//   node run.mjs [test files]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";

import { prepare } from "./api.mjs";
import { startHost } from "./host.mjs";
import { startService } from "./service.mjs";

process.chdir(import.meta.dirname);
const { credentials, stop } = await startService();
let code = 1;
try {
  // A port that is free now is that of the website which the network knows.
  const host = await startHost();
  host.close();
  await prepare(credentials, host.origin);
  const environment = { ...process.env, TRELLIS_CREDENTIALS: JSON.stringify(credentials), KNOWN_ORIGIN: host.origin };
  const all = (await readdir(".")).filter((name) => name.endsWith(".test.mjs")).sort();
  const files = process.argv.length > 2 ? process.argv.slice(2) : all;
  const tests = spawn(process.execPath, ["--test", "--test-concurrency=2", "--test-reporter=spec", ...files], { env: environment, stdio: "inherit" });
  [code] = await once(tests, "exit");
} finally {
  await stop();
}
process.exitCode = code ?? 1;
