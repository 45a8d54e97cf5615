"""Measures and prints one table. Run it by `make bench`, which builds the programs and starts a PostgreSQL cluster."""

import json
import os
import pathlib
import subprocess
import tempfile

import listing
import service
from listing import CONNECTIONS, PLACES, ROUNDS, SECONDS, spread

STARTS = 5


def programs():
    metadata = subprocess.run(
        ["cargo", "metadata", "--format-version=1", "--no-deps"], check=True, capture_output=True, text=True
    ).stdout
    built = pathlib.Path(json.loads(metadata)["target_directory"], "release")
    places = {"trellis": "trellis", "static_json": "examples/static_json", "proposals": "examples/proposals"}
    return {name: built / place for name, place in places.items()}


def demonstration(trellis, directory):
    """Peak memory of the demonstration once it is loaded, and how long the service takes to be ready on its database."""
    port = service.free_port()
    command = [trellis, "--data-dir", directory / "data"]
    address = ["--listen", f"127.0.0.1:{port}"]
    log = directory / "service.log"
    with service.running([*command, "demo", *address], port, "/health/ready", log) as (process, seconds):
        loaded, loading = service.peak_memory(process), seconds
    starts, held = [], []
    for _ in range(STARTS):
        with service.running([*command, "serve", *address], port, "/health/ready", log) as (process, seconds):
            starts.append(seconds * 1000)
            held.append(service.peak_memory(process))
    return loaded, loading, starts, held


def percent(shares):
    return f"{100 * spread(shares)[0]:.0f} %"


def compared(name, ours, theirs, ratios):
    middle, low, high = spread(ratios)
    mine, other = spread(ours.rates), spread(theirs.rates)
    line = f"| {name} | {mine[0]:,.0f} ({mine[1]:,.0f}–{mine[2]:,.0f}) | {other[0]:,.0f} ({other[1]:,.0f}–{other[2]:,.0f})"
    return f"{line} | **{middle:.2f}** ({low:.2f}–{high:.2f}) |"


def main():
    built = programs()
    with tempfile.TemporaryDirectory(prefix="trellis-bench.") as directory:
        directory = pathlib.Path(directory)
        say("loading the demonstration on SQLite, and starting on it")
        loaded, loading, starts, held = demonstration(built["trellis"], directory)
        say("ranking champions")
        proposals = json.loads(subprocess.run([built["proposals"]], check=True, capture_output=True, text=True).stdout)
        say("planting 100,000 sessions on PostgreSQL")
        planted = listing.Listing(os.environ["TRELLIS_TEST_DATABASE_URL"], built, directory)
        planted.plant()
        requests, shown = planted.sampled()
        say(f"asking around other places, beside pgbench: {ROUNDS + 1} times {2 * SECONDS} seconds")
        ours, pgbench, ratios = planted.uncached(requests)
        say(f"asking around one place, beside a static route: {ROUNDS + 1} times {2 * SECONDS} seconds")
        cached, static, cached_ratios, size = planted.cached()
        version = planted.ask("SHOW server_version")
        durability = ", ".join(f"{name} {planted.ask('SHOW ' + name)}" for name in ("fsync", "synchronous_commit"))
    statements = sum(len(request) for request in requests)
    latency = "p50 {:.1f} ms, p99 {:.1f} ms".format(*ours.notes[len(ours.notes) // 2])
    start, quickest, slowest = spread(starts)
    print(f"""
{os.cpu_count()} cores; PostgreSQL {version}, {durability}; release build. Medians of {ROUNDS} (least–most), the two sides in turn,
{SECONDS} seconds each after one run that does not count, {CONNECTIONS} connections.

| requests a second | Trellis | beside it | Trellis ÷ it |
|---|---|---|---|
{compared("near a place, 3 km, uncached; the same SQL by pgbench", ours, pgbench, ratios)}
{compared(f"the same, cached; a static route of {size:,} bytes", cached, static, cached_ratios)}

| | |
|---|---|
| proposals for one request among {proposals["champions"]:,} champions, in process | p50 {proposals["p50_ms"]:.2f} ms, p99 {proposals["p99_ms"]:.2f} ms |
| peak memory after loading the demonstration, SQLite | {loaded:.0f} MiB |
| peak memory of `trellis serve` when ready on it | {spread(held)[0]:.0f} MiB |
| from `trellis serve` to ready on it | {start:.0f} ms ({quickest:.0f}–{slowest:.0f}, of {STARTS}) |
| loading the demonstration, from nothing to ready | {loading:.1f} s |

How
- 100,000 public sessions over 52 weeks at 60 venues of one network, every fourth with a booking; the default window of 14 days, pages of 25.
- Uncached: wrk -t1 -c{CONNECTIONS} -d{SECONDS}s -s near.lua, another point for each request, {latency};
  pgbench -n -M prepared -c{CONNECTIONS} -j1 -T{SECONDS}: the statements of a request at each of {len(PLACES)} places from PostgreSQL's log,
  {statements / len(PLACES):.1f} a request, without the transaction around them; the points that wrk asks around are within 40 m of these places. Each request's SQL was run again and gave the rows that the request had shown: {shown:,} in all.
- Cached: wrk -t1 -c{CONNECTIONS} -d{SECONDS}s -s again.lua, both sides; the static route is crates/trellis/examples/static_json.rs, without middleware.
- The load generator used, of all cores: uncached, wrk {percent(ours.shares)}, pgbench {percent(pgbench.shares)}; cached, wrk {percent(cached.shares)}, beside the static route {percent(static.shares)}.
- Proposals: {proposals["rankings"]:,} rankings of {proposals["requests"]} requests, crates/domain/examples/proposals.rs; {proposals["passed_on_average"]:,} champions pass on average;
  the longest took {proposals["longest_ms"]:.2f} ms.""")


def say(what):
    print(f"… {what}", flush=True)


if __name__ == "__main__":
    main()
