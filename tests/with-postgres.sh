#!/bin/sh
# Runs a command against a throw-away PostgreSQL cluster:
#   tests/with-postgres.sh COMMAND…
# The command finds the cluster's address in TRELLIS_TEST_DATABASE_URL. The cluster is stopped and removed afterwards.
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] && [ -x "$bin/initdb" ] || { echo "PostgreSQL's server is not installed: run make tools" >&2; exit 1; }

# The path of a socket is short, so the cluster lives under /tmp.
dir=$(mktemp -d /tmp/trellis-pg.XXXXXX)
# PostgreSQL's server refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    as() { runuser -u postgres -- "$@"; }
    chown postgres "$dir"
else
    as() { "$@"; }
fi
stop() {
    as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || :
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' INT TERM

cd "$dir"
as "$bin/initdb" -D "$dir/data" --locale=C --encoding=UTF8 --auth=trust --username=postgres >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
# It listens on a socket of its own only, so no port can be taken.
options="-k $dir -c listen_addresses= -c max_connections=400 -c shared_buffers=256MB ${TRELLIS_PG_OPTIONS:--c fsync=off -c synchronous_commit=off -c full_page_writes=off}"
as "$bin/pg_ctl" -D "$dir/data" -w -o "$options" -l "$dir/data/log" start >/dev/null
cd "$OLDPWD"
export TRELLIS_TEST_DATABASE_URL="postgres://postgres@localhost/postgres?host=$dir&sslmode=disable"
"$@"
