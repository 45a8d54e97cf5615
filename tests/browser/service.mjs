// A demonstration service of our own, on a port that is free, in a directory that goes away.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const TARGET = process.env.CARGO_TARGET_DIR ?? new URL("../../target", import.meta.url).pathname;
const PROGRAM = join(TARGET, "debug", "trellis");

export async function startService() {
  const directory = await mkdtemp(join(tmpdir(), "trellis-browser-"));
  const file = join(directory, "credentials.json");
  const settings = ["--data-dir", join(directory, "data"), "demo", "--listen", "127.0.0.1:0", "--rate-limits", "off"];
  const running = spawn(PROGRAM, [...settings, "--credentials-file", file], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(running, "exit");
  // However this ends, the service ends with it.
  process.once("exit", () => running.kill());
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  const greeted = (async () => {
    for await (const line of createInterface({ input: running.stdout })) if (line.includes("Lines to paste")) return true;
    return false;
  })();
  await Promise.race([greeted, ended.then(() => Promise.reject(new Error("trellis ended")))]);
  running.stdout.resume();
  const credentials = JSON.parse(await readFile(file, "utf8"));
  const stop = async () => {
    running.kill("SIGTERM");
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  return { credentials, stop };
}
