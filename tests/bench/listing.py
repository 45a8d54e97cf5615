"""The public listing, beside the same SQL by pgbench, and beside a static route."""

import dataclasses
import datetime
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

CONNECTIONS = 16
SECONDS = 5
ROUNDS = 5
# Enough for one run at 10,000 requests a second.
POINTS = 10_000 * SECONDS


@dataclasses.dataclass(frozen=True)
class Question:
    """A listing around a place: its address up to the place, and behind it, and places to ask around, few, because pgbench prepares the statements of each apart."""

    before: str
    behind: str
    places: list


def corner(network):
    """The south-western corner of a network, as plant.sql lays them out."""
    return 50.80 + 0.15 * (network // 18), -3.40 + 0.28 * (network % 18)


def within(network, north, east):
    south, west = corner(network)
    return f"{south + north:.4f},{west + east:.4f}"


# A borough's own website: the next 14 days within 3 km, 25 to a page.
BOROUGH = Question(
    "/v1/public/networks/bench/sessions?near=",
    "&radius_km=3",
    [within(0, 0.01 + 0.03 * row, 0.02 + 0.045 * column) for row in range(4) for column in range(4)],
)


def country(today):
    """A national website: the next 13 weeks within 10 km of the middle of one of 16 networks, 10 to a page: as many as the sparsest country has."""
    until = (today + datetime.timedelta(days=91)).strftime("%Y-%m-%dT00:00:00Z")
    places = [within(20 * number, 0.055, 0.085) for number in range(16)]
    return Question("/v1/public/sessions?near=", f"&radius_km=10&limit=10&to={until}", places)


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


class Service:
    """The service on a database."""

    def __init__(self, programs, directory, database=None):
        self.log = directory / "service.log"
        self.port = service.free_port()
        kept = [] if database is None else ["--database-url", database]
        self.trellis = [programs["trellis"], *kept, "--data-dir", directory / "data"]

    def found(self):
        """An empty database with one network."""
        founding = ["network", "create", "--slug", "bench", "--name", "Bench", "--lead-body", "Lead body"]
        for command in (["migrate", "up"], founding):
            subprocess.run([*self.trellis, *command], check=True, stdout=subprocess.DEVNULL)

    def running(self):
        # One address asks for everything here.
        serve = [*self.trellis, "serve", "--listen", f"127.0.0.1:{self.port}", "--rate-limits", "off"]
        return service.running(serve, self.port, "/health/ready", self.log)

    def around(self, question):
        """Requests, each around another point near one of the places."""

        def command(number):
            seed = 20_261_000 + 7_919 * number
            return wrk("near.lua", self.port, question.before, question.behind, seed, POINTS, *question.places)

        return Side(command, read_wrk)

    def alone(self, question):
        """The same, with nothing beside it."""
        side = self.around(question)
        with self.running():
            for number in range(ROUNDS + 1):
                side.run(number, keep=number > 0)
        return side


class OnPostgres:
    """A planted database of PostgreSQL and a service on it."""

    def __init__(self, url, programs, directory, sessions):
        self.programs, self.directory, self.sessions = programs, directory, sessions
        self.database = f"trellis_bench_{sessions}"
        parts = urllib.parse.urlsplit(url)
        cluster = urllib.parse.parse_qs(parts.query)["host"][0]
        self.log = pathlib.Path(cluster, "data", "log")
        self.connect = ["-h", cluster, "-U", "postgres"]
        self.psql = ["psql", *self.connect, "-d", self.database, "-XAtq"]
        self.service = Service(programs, directory, parts._replace(path=f"/{self.database}").geturl())

    def ask(self, sql):
        return subprocess.run([*self.psql, "-c", sql], check=True, capture_output=True, text=True).stdout.strip()

    def plant(self, script="plant.sql"):
        subprocess.run(["createdb", *self.connect, self.database], check=True)
        self.service.found()
        network, today = self.ask("SELECT id FROM networks"), self.ask("SELECT date_trunc('day', now())")
        variables = ["-v", f"network={network}", "-v", f"today={today}", "-v", f"sessions={self.sessions}", "-v", f"champions={self.sessions}"]
        subprocess.run([*self.psql, *variables, "-f", HERE / script], check=True)

    def drop(self):
        subprocess.run(["dropdb", *self.connect, self.database], check=True)

    def sampled(self, question):
        """The statements of a request around each place, as PostgreSQL logged them; each gives the rows that its request showed."""
        self.ask(f"ALTER DATABASE {self.database} SET log_statement = 'all'")
        requests, shown = [], []
        with self.service.running():
            for place in question.places:
                before = self.log.stat().st_size
                status, _, body = service.get(self.service.port, question.before + place + question.behind)
                with self.log.open("rb") as log:
                    log.seek(before)
                    logged = statements.read(log.read().decode())
                items = [item["id"].removeprefix("ses_") for item in json.loads(body)["items"]]
                cards = [statement for statement in logged if '"card"' in statement.sql]
                found = [row.replace("-", "") for card in cards for row in statements.rows(self.psql, card)]
                if status != 200 or not items or sorted(items) != sorted(found):
                    raise SystemExit(f"the log's SQL does not give what the request near {place} showed")
                requests.append(logged)
                shown.append(len(items))
        self.ask(f"ALTER DATABASE {self.database} RESET log_statement")
        return requests, shown

    def uncached(self, question, requests):
        """Requests, each around another place, beside the same SQL, prepared, on as many connections."""
        arguments = statements.scripts(self.directory, requests)
        # As PostgreSQL decides by itself from the sixth time on.
        os.environ["PGOPTIONS"] = "-c plan_cache_mode=force_generic_plan"
        pgbench = ["pgbench", "-n", "-M", "prepared", f"-c{CONNECTIONS}", "-j1", f"-T{SECONDS}", *self.connect]
        ours = self.service.around(question)
        theirs = Side(lambda _: [*pgbench, *arguments, self.database], read_pgbench)
        with self.service.running():
            return ours, theirs, compare(ours, theirs)

    def cached(self, question):
        """The same address again and again, beside a server that does nothing but send the same bytes."""
        path = question.before + question.places[5] + question.behind
        port = service.free_port()
        body = self.directory / "answer.json"
        with self.service.running():
            body.write_bytes(service.get(self.service.port, path)[2])
            static = [self.programs["static_json"], f"127.0.0.1:{port}", body]
            with service.running(static, port, "/", self.service.log):
                ours = Side(lambda _: wrk("again.lua", self.service.port, path), read_wrk)
                theirs = Side(lambda _: wrk("again.lua", port, path), read_wrk)
                return ours, theirs, compare(ours, theirs), body.stat().st_size


def spread(numbers):
    """The median, and from where to where."""
    return statistics.median(numbers), min(numbers), max(numbers)
