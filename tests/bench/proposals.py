"""The ten best of many champions of one partner, through HTTP: how long a question takes, and how long once something has changed."""

import base64
import contextlib
import hashlib
import http.client
import json
import subprocess
import sys
import time

import service

SIZES = [10_000, 100_000]
QUESTIONS = 1_000
CHANGES = 100
REQUESTS = 200
LIMIT = 10


class Partner:
    """A client of the partner that has all the champions."""

    def __init__(self, port, trellis):
        made = [*trellis, "client", "create", "--name", "Bench", "--role", "partner", "--network", "bench"]
        said = subprocess.run([*made, "--partner", planted("ptn", "partner")], check=True, capture_output=True, text=True)
        words = said.stdout.split()
        pair = f"{words[words.index('client_id') + 1]}:{words[words.index('client_secret') + 1]}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        basic = base64.b64encode(pair.encode()).decode()
        form = {"authorization": f"Basic {basic}", "content-type": "application/x-www-form-urlencoded"}
        _, token = self.ask("POST", "/oauth/token", "grant_type=client_credentials", form, 200)
        self.bearer = {"authorization": f"Bearer {token['access_token']}", "content-type": "application/json"}

    def ask(self, method, path, body, headers, expected):
        """The milliseconds until the whole answer is there, and the answer."""
        started = time.perf_counter()
        self.connection.request(method, path, body=body, headers=headers)
        answer = self.connection.getresponse()
        read = answer.read()
        took = 1000 * (time.perf_counter() - started)
        if answer.status != expected:
            raise SystemExit(f"{method} {path}: {answer.status} {read[:500]}")
        return took, json.loads(read)

    def propose(self, number):
        path = f"/v1/requests/{planted('req', f'request{1 + number % REQUESTS}')}/proposals"
        took, answer = self.ask("POST", path, json.dumps({"limit": LIMIT}), self.bearer, 201)
        return took, answer["considered"], answer["passed"]

    def change(self, number):
        """Another weekly cap for one champion."""
        path = f"/v1/affiliations/{planted('aff', f'affiliation{1 + number}')}"
        headers = self.bearer | {"content-type": "application/merge-patch+json", "if-match": "*"}
        self.ask("PATCH", path, json.dumps({"weekly_hours_cap": 5 + number % 2}), headers, 200)


def planted(prefix, name):
    """The id of what champions.sql plants under a name."""
    return f"{prefix}_{hashlib.md5(name.encode()).hexdigest()}"


def measured(planted_database):
    """Milliseconds: the first question, the others in order, and those right after a change."""
    serving = planted_database.service
    with serving.running() as (process, _):
        partner = Partner(serving.port, serving.trellis)
        first, considered, _ = partner.propose(0)
        if considered != planted_database.sessions:
            raise SystemExit(f"{considered} champions were looked at")
        asked = [partner.propose(number) for number in range(1, QUESTIONS + 1)]
        after = []
        for number in range(CHANGES):
            partner.change(number)
            after.append(partner.propose(number)[0])
        memory = service.peak_memory(process)
    times = sorted(took for took, _, _ in asked)
    passed = sum(passed for _, _, passed in asked) / len(asked)
    return first, times, sorted(after), passed, memory


def at(times, percent):
    return times[min(len(times) * percent // 100, len(times) - 1)]


def line(size, answer):
    first, times, after, passed, memory = answer
    return (
        f"| {size:,} ({passed:,.0f} pass) | {at(times, 50):.1f} ms | {at(times, 99):.1f} ms | {at(after, 50):.1f} ms | "
        f"{at(after, 99):.1f} ms | {first / 1000:.1f} s | {memory:.0f} MiB |"
    )


TITLE = """| top 10 among champions of one partner, through HTTP, kept | p50 | p99 | after a change, p50 | p99 | the first, which builds the pool | peak memory |
|---|---|---|---|---|---|---|"""


def lines(on_postgres):
    """A line for each size; `on_postgres` makes a database for a size."""
    for size in SIZES:
        database = on_postgres(size)
        database.plant("champions.sql")
        with contextlib.closing(Dropped(database)):
            yield line(size, measured(database))


class Dropped:
    def __init__(self, database):
        self.close = database.drop


if __name__ == "__main__":
    # Alone: tests/with-postgres.sh python3 -B tests/bench/proposals.py DIRECTORY-OF-PROGRAMS [SIZE …]
    import os
    import pathlib
    import tempfile

    import listing

    built = {"trellis": pathlib.Path(sys.argv[1], "trellis")}
    SIZES = [int(size) for size in sys.argv[2:]] or SIZES
    with tempfile.TemporaryDirectory(prefix="trellis-bench.") as made:
        directory = pathlib.Path(made)
        # On SQLite a service makes the key that it signs tokens with.
        on_sqlite = listing.Service(built, directory)
        on_sqlite.found()
        with on_sqlite.running():
            pass
        url = os.environ["TRELLIS_TEST_DATABASE_URL"]
        print(TITLE)
        for said in lines(lambda size: listing.OnPostgres(url, built, directory, size)):
            print(said, flush=True)
