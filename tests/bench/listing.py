"""The public listing on PostgreSQL, beside the same SQL by pgbench, and beside a static route."""

import json
import os
import pathlib
import re
import statistics
import subprocess
import urllib.parse

import service
import statements

HERE = pathlib.Path(__file__).parent
DATABASE = "trellis_bench"
BEFORE, BEHIND = "/v1/public/networks/bench/sessions?near=", "&radius_km=3"
ONE_PLACE = "51.4560,0.1438"

CONNECTIONS = 16
SECONDS = 6
ROUNDS = 5
# Requests are made around these; few, because pgbench prepares the statements of each apart.
PLACES = [f"{51.42 + 0.03 * row:.4f},{0.08 + 0.045 * column:.4f}" for row in range(4) for column in range(4)]
# Enough for one run at 10,000 requests a second.
POINTS = 10_000 * SECONDS


class Side:
    """One of two things that are compared: its command, and how to read what it writes."""

    def __init__(self, command, read):
        self.command, self.read = command, read
        self.rates, self.shares, self.notes = [], [], []

    def run(self, number, keep=True):
        out, share = service.measured(self.command(number))
        rate, note = self.read(out)
        if keep:
            self.rates.append(rate)
            self.shares.append(share)
            self.notes.append(note)


def compare(ours, theirs):
    """Both in turn, after one run of each that does not count."""
    ours.run(0, keep=False)
    theirs.run(0, keep=False)
    for number in range(1, ROUNDS + 1):
        # Who goes second finds the machine warmer, so they take turns.
        for side in (ours, theirs) if number % 2 else (theirs, ours):
            side.run(number)
    return [mine / other for mine, other in zip(ours.rates, theirs.rates)]


def read_wrk(out):
    result = re.search(r"result (\d+) (\d+) (\d+) (\d+) (\d+)", out)
    requests, microseconds, failed, p50, p99 = (int(number) for number in result.groups())
    if failed:
        raise SystemExit(f"{failed} requests failed: {out}")
    return requests / microseconds * 1e6, (p50 / 1000, p99 / 1000)


def read_pgbench(out):
    if re.search(r"number of failed transactions: [1-9]", out):
        raise SystemExit(f"transactions failed: {out}")
    return float(re.search(r"tps = ([\d.]+)", out)[1]), None


def wrk(script, port, *arguments):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", HERE / script, f"http://127.0.0.1:{port}"]
    return [*command, "--", *arguments]


class Listing:
    """A planted database and a service on it."""

    def __init__(self, url, programs, directory):
        self.programs, self.directory = programs, directory
        parts = urllib.parse.urlsplit(url)
        cluster = urllib.parse.parse_qs(parts.query)["host"][0]
        self.log = pathlib.Path(cluster, "data", "log")
        self.connect = ["-h", cluster, "-U", "postgres"]
        self.psql = ["psql", *self.connect, "-d", DATABASE, "-XAtq"]
        self.port = service.free_port()
        served = parts._replace(path=f"/{DATABASE}").geturl()
        self.trellis = [programs["trellis"], "--database-url", served, "--data-dir", directory / "data"]
        self.serve = [*self.trellis, "serve", "--listen", f"127.0.0.1:{self.port}"]

    def running(self, command=None, port=None, path="/health/ready"):
        return service.running(command or self.serve, port or self.port, path, self.directory / "service.log")

    def ask(self, sql):
        return subprocess.run([*self.psql, "-c", sql], check=True, capture_output=True, text=True).stdout.strip()

    def plant(self):
        subprocess.run(["createdb", *self.connect, DATABASE], check=True)
        founding = ["network", "create", "--slug", "bench", "--name", "Bench", "--lead-body", "Lead body"]
        for command in (["migrate", "up"], founding):
            subprocess.run([*self.trellis, *command], check=True, stdout=subprocess.DEVNULL)
        network, today = self.ask("SELECT id FROM networks"), self.ask("SELECT date_trunc('day', now())")
        variables = ["-v", f"network={network}", "-v", f"today={today}"]
        subprocess.run([*self.psql, *variables, "-f", HERE / "plant.sql"], check=True)

    def sampled(self):
        """The statements of a request around each place, as PostgreSQL logged them; each gives the rows that its request showed."""
        self.ask(f"ALTER DATABASE {DATABASE} SET log_statement = 'all'")
        requests, shown = [], 0
        with self.running():
            for place in PLACES:
                before = self.log.stat().st_size
                status, _, body = service.get(self.port, BEFORE + place + BEHIND)
                with self.log.open("rb") as log:
                    log.seek(before)
                    logged = statements.read(log.read().decode())
                items = [item["id"].removeprefix("ses_") for item in json.loads(body)["items"]]
                cards = [statement for statement in logged if '"card"' in statement.sql]
                found = [row.replace("-", "") for card in cards for row in statements.rows(self.psql, card)]
                if status != 200 or not items or sorted(items) != sorted(found):
                    raise SystemExit(f"the log's SQL does not give what the request near {place} showed")
                requests.append(logged)
                shown += len(items)
        self.ask(f"ALTER DATABASE {DATABASE} RESET log_statement")
        return requests, shown

    def uncached(self, requests):
        """Requests, each around another place, beside the same SQL, prepared, on as many connections."""
        arguments = statements.scripts(self.directory, requests)
        # As PostgreSQL decides by itself from the sixth time on.
        os.environ["PGOPTIONS"] = "-c plan_cache_mode=force_generic_plan"
        pgbench = ["pgbench", "-n", "-M", "prepared", f"-c{CONNECTIONS}", "-j1", f"-T{SECONDS}", *self.connect]
        ours = Side(
            lambda number: wrk("near.lua", self.port, BEFORE, BEHIND, 20_261_000 + 7_919 * number, POINTS), read_wrk
        )
        theirs = Side(lambda _: [*pgbench, *arguments, DATABASE], read_pgbench)
        with self.running():
            return ours, theirs, compare(ours, theirs)

    def cached(self):
        """The same address again and again, beside a server that does nothing but send the same bytes."""
        path = BEFORE + ONE_PLACE + BEHIND
        port = service.free_port()
        body = self.directory / "answer.json"
        with self.running():
            body.write_bytes(service.get(self.port, path)[2])
            static = [self.programs["static_json"], f"127.0.0.1:{port}", body]
            with self.running(static, port, "/"):
                ours = Side(lambda _: wrk("again.lua", self.port, path), read_wrk)
                theirs = Side(lambda _: wrk("again.lua", port, path), read_wrk)
                return ours, theirs, compare(ours, theirs), body.stat().st_size


def spread(numbers):
    """The median, and from where to where."""
    return statistics.median(numbers), min(numbers), max(numbers)
