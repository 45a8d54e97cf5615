"""A planted database of PostgreSQL, row by row in SQLite."""

import contextlib
import csv
import datetime
import io
import sqlite3
import subprocess
import uuid

TABLES = ["networks", "network_head", "partners", "venues", "sessions", "series", "listing", "bookings"]

# As the service writes them; everything else is the same text or number in both.
CONVERSIONS = {
    "uuid": lambda text: uuid.UUID(text).bytes,
    "boolean": lambda text: text == "t",
    "timestamp with time zone": lambda text: datetime.datetime.fromisoformat(text).astimezone(datetime.UTC).isoformat(),
}


def to_sqlite(psql, file):
    """Empties the tables of `file`, which the service has made, and fills them from PostgreSQL."""
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        for table in TABLES:
            types = dict(
                line.split("|")
                for line in ask(
                    psql, f"SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '{table}'"
                ).splitlines()
            )
            rows = csv.reader(io.StringIO(ask(psql, f"COPY {table} TO STDOUT (FORMAT csv, HEADER, NULL '\\N')")))
            header = next(rows)
            convert = [CONVERSIONS.get(types[column], str) for column in header]
            values = ([None if text == "\\N" else into(text) for into, text in zip(convert, row)] for row in rows)
            database.execute(f"DELETE FROM {table}")
            columns = ", ".join(f'"{column}"' for column in header)
            database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(header))})", values)
        database.execute("ANALYZE")


def ask(psql, sql):
    return subprocess.run([*psql, "-c", sql], check=True, capture_output=True, text=True).stdout
