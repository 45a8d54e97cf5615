"""Measures and prints one table. Run it by `make bench`, which builds the programs and starts a PostgreSQL cluster."""

import datetime
import gzip
import json
import os
import pathlib
import subprocess
import tempfile

import assignment
import copied
import listing
import planning
import proposals as asking
import series
import service
import tools
from listing import CONNECTIONS, ROUNDS, SECONDS, spread

STARTS = 5
SIZES = [10_000, 100_000, 1_500_000]
ON_SQLITE = 100_000
ELEMENT = "/embed/trellis-sessions.js"
EMBED_PAGE = "/n/bexley/embed?postcode=DA6+7DA"


def programs():
    metadata = subprocess.run(
        ["cargo", "metadata", "--format-version=1", "--no-deps"], check=True, capture_output=True, text=True
    ).stdout
    built = pathlib.Path(json.loads(metadata)["target_directory"], "release")
    places = {"trellis": "trellis", "static_json": "examples/static_json", "proposals": "examples/proposals"}
    return {name: built / place for name, place in places.items()}


def demonstration(trellis, directory):
    """Memory and time of the demonstration, and the sizes of what web pages embed: plain, and compressed as it is served."""
    port = service.free_port()
    command = [trellis, "--data-dir", directory / "data"]
    address = ["--listen", f"127.0.0.1:{port}"]
    log = directory / "service.log"
    with service.running([*command, "demo", *address], port, "/health/ready", log) as (process, seconds):
        loaded, loading = service.peak_memory(process), seconds
        sizes = [size(port, path) for path in (ELEMENT, EMBED_PAGE)]
    starts, held = [], []
    for _ in range(STARTS):
        with service.running([*command, "serve", *address], port, "/health/ready", log) as (process, seconds):
            starts.append(seconds * 1000)
            held.append(service.peak_memory(process))
    return loaded, loading, starts, held, sizes


def size(port, path):
    _, headers, body = service.get(port, path, {"accept-encoding": "gzip"})
    if headers.get("content-encoding") != "gzip":
        raise SystemExit(f"{path} is not compressed")
    return len(gzip.decompress(body)), len(body)


def percent(shares):
    return f"{100 * spread(shares)[0]:.0f} %"


def rate(side):
    middle, low, high = spread(side.rates)
    return f"{middle:,.0f} ({low:,.0f}–{high:,.0f})"


def latency(side):
    p50, p99 = (spread([note[at] for note in side.notes])[0] for at in (0, 1))
    return f"{p50:.1f} ms | {p99:.1f} ms"


def compared(name, ours, theirs, ratios):
    middle, low, high = spread(ratios)
    return f"| {name} | {rate(ours)} | {latency(ours)} | {rate(theirs)} | **{middle:.2f}** ({low:.2f}–{high:.2f}) |"


def of_sizes(url, built, directory):
    """The listing of the country, at each size; of a borough in the largest; and its cached answer. On SQLite, at one size, with nothing beside it."""
    country = listing.country(datetime.datetime.now(datetime.UTC))
    lines, rates, alone, shown = [], [], None, 0
    for sessions in SIZES:
        planted = listing.OnPostgres(url, built, directory, sessions)
        say(f"planting {sessions:,} sessions on PostgreSQL")
        planted.plant()
        say(f"asking around places of the country, beside pgbench: {ROUNDS + 1} times {2 * SECONDS} seconds")
        requests, items = planted.sampled(country)
        if set(items) != {10}:
            raise SystemExit(f"{items} sessions on the pages of {sessions:,}: they do not compare")
        sides = planted.uncached(country, requests)
        lines.append(told(compared(f"country, {sessions:,}; the same SQL by pgbench", *sides)))
        rates.append(spread(sides[0].rates)[0])
        if sessions == ON_SQLITE:
            say("the same on SQLite, with nothing beside it")
            on_sqlite = listing.Service(built, fresh(directory, "sqlite"))
            on_sqlite.found()
            copied.to_sqlite(planted.psql, database_file(on_sqlite))
            alone = on_sqlite.alone(country)
        if sessions == SIZES[-1]:
            say("asking around places of a borough, then around one place beside a static route")
            requests, items = planted.sampled(listing.BOROUGH)
            lines.append(told(compared(f"borough, {sessions:,}; the same SQL by pgbench", *planted.uncached(listing.BOROUGH, requests))))
            *sides, bytes_ = planted.cached(listing.BOROUGH)
            lines.append(told(compared(f"borough, cached; a static route of {bytes_:,} bytes", *sides)))
            version = planted.ask("SHOW server_version")
            durability = ", ".join(f"{name} {planted.ask('SHOW ' + name)}" for name in ("fsync", "synchronous_commit"))
        planted.drop()
    lines.append(told(f"| country, {ON_SQLITE:,}, on SQLite | {rate(alone)} | {latency(alone)} | | |"))
    return lines, rates[0] / rates[-1], f"PostgreSQL {version}, {durability}"


def of_series(url, built, directory):
    """Making the sessions of series, on PostgreSQL and on SQLite."""
    planted = listing.OnPostgres(url, built, directory, series.SERIES)
    planted.plant("series.sql")
    on_sqlite = listing.Service(built, fresh(directory, "sqlite-series"))
    on_sqlite.found()
    copied.to_sqlite(planted.psql, database_file(on_sqlite))
    answers = series.materialised(planted.service), series.materialised(on_sqlite)
    planted.drop()
    return answers


def fresh(directory, name):
    made = directory / name
    made.mkdir()
    return made


def database_file(serving):
    return next(pathlib.Path(serving.trellis[-1]).glob("*.db"))


def main():
    built = programs()
    with tempfile.TemporaryDirectory(prefix="trellis-bench.") as directory:
        directory = pathlib.Path(directory)
        url = os.environ["TRELLIS_TEST_DATABASE_URL"]
        say("loading the demonstration on SQLite, and starting on it")
        loaded, loading, starts, held, sizes = demonstration(built["trellis"], directory)
        say("ranking champions")
        proposals = json.loads(subprocess.run([built["proposals"]], check=True, capture_output=True, text=True).stdout)
        say(f"making the sessions of {series.SERIES:,} weekly series")
        (made, on_postgres), (_, on_sqlite) = of_series(url, built, directory)
        lines, growth, database = of_sizes(url, built, directory)
        say("asking for the best of many champions, through HTTP")
        asked = [told(line) for line in asking.lines(lambda size: listing.OnPostgres(url, built, directory, size))]
    say("assigning, beside OR-tools")
    assigned = [told(line) for line in assignment.lines(tools.example("assign"))]
    say("planning, beside CP-SAT")
    planned = [told(line) for line in planning.lines(tools.example("plan"))]
    start, quickest, slowest = spread(starts)
    element, page = (f"{plain:,} bytes; {packed:,} compressed" for plain, packed in sizes)
    print(f"""
{os.cpu_count()} cores; {database}; release build. Medians of {ROUNDS} (least–most), the two sides in turn,
{SECONDS} seconds each after one run that does not count, {CONNECTIONS} connections.

| listing | requests a second | p50 | p99 | beside it | Trellis ÷ it |
|---|---|---|---|---|---|
{chr(10).join(lines)}

| | |
|---|---|
| country, {SIZES[0]:,} ÷ {SIZES[-1]:,}: how much slower at the largest | **{growth:.2f}** |
| {series.SERIES:,} weekly series, 26 weeks: {made:,} sessions, from start to the last, PostgreSQL | {on_postgres:.1f} s ({made / on_postgres:,.0f} a second) |
| the same, SQLite | {on_sqlite:.1f} s ({made / on_sqlite:,.0f} a second) |
| proposals for one request among {proposals["champions"]:,} champions, in process | p50 {proposals["p50_ms"]:.2f} ms, p99 {proposals["p99_ms"]:.2f} ms |
| the same from a pool of {proposals["pool_champions"]:,} champions | p50 {proposals["pool_p50_ms"]:.2f} ms, p99 {proposals["pool_p99_ms"]:.2f} ms; one change {proposals["catch_up_ms"]:.2f} ms |
| the custom element | {element} |
| an embed page | {page} |
| peak memory after loading the demonstration, SQLite | {loaded:.0f} MiB |
| peak memory of `trellis serve` when ready on it | {spread(held)[0]:.0f} MiB |
| from `trellis serve` to ready on it | {start:.0f} ms ({quickest:.0f}–{slowest:.0f}, of {STARTS}) |
| loading the demonstration, from nothing to ready | {loading:.1f} s |

{asking.TITLE}
{chr(10).join(asked)}

{assignment.TITLE}
{chr(10).join(assigned)}

{planning.TITLE}
{chr(10).join(planned)}

How
- Public sessions of 330 networks over 26 weeks, at 60 venues in each, every fourth with a booking (plant.sql); rate limits off.
- Country: GET /v1/public/sessions around points near 16 places in 16 networks, 13 weeks ahead, within 10 km, the first 10: every page is full.
  Borough: one network's own listing around points near 16 places, 14 days ahead, within 3 km, 25 to a page.
- Uncached: wrk -t1 -c{CONNECTIONS} -d{SECONDS}s -s near.lua, another point for each request; pgbench -n -M prepared -c{CONNECTIONS} -j1 -T{SECONDS}: the statements of a
  request at each of the 16 places from PostgreSQL's log, without the transaction around them; the points that wrk asks around are within 40 m of these
  places. Each request's SQL was run again and gave the rows that the request had shown.
- Cached: wrk -t1 -c{CONNECTIONS} -d{SECONDS}s -s again.lua, both sides; the static route is crates/trellis/examples/static_json.rs, without middleware.
- The load generators share the cores with what they ask; latencies are those of {CONNECTIONS} clients who ask without a pause.
- Series: planted without sessions (series.sql); the service makes them when it starts, 100 sessions to a unit of work.
- Assignments: the same instances for both, SimpleMinCostFlow of OR-tools in one thread, solving alone; the same objective, or the run ends (assignment.py).
- Plans: seeded waiting lists with lengths of 60 to 120 minutes, overlaps, caps and visits by two (crates/domain/examples/plan.rs, planning.py).
- Proposals: {proposals["rankings"]:,} rankings of {proposals["requests"]} requests, crates/domain/examples/proposals.rs; {proposals["passed_on_average"]:,} champions pass on average;
  the longest took {proposals["longest_ms"]:.2f} ms.
- Through HTTP: POST /v1/requests/{{request_id}}/proposals with a limit of {asking.LIMIT}, {asking.QUESTIONS:,} times by one client, {asking.REQUESTS} requests in turn; each keeps its
  proposals and supersedes those before, and reads them. Then {asking.CHANGES} times PATCH of one champion, and a question whose pool catches up (champions.sql).""")


def say(what):
    print(f"… {what}", flush=True)


def told(line):
    """A line of the table, told at once: a run is long, and what it has found is not lost where it ends early."""
    say(line)
    return line


if __name__ == "__main__":
    main()
