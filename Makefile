# What people need: make run, make test. What a machine lacks, this installs: Debian, npm and cargo packages.
SHELL := /bin/sh
export CARGO_TERM_COLOR ?= auto

REDOCLY := target/tools/node_modules/.bin/redocly
PLAYWRIGHT := tests/browser/node_modules/.package-lock.json
BENCH := target/tools/bench/installed

.PHONY: help run test unit end-to-end browser soak check openapi bench clean

help: ## Say what there is
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: ## Build, load the Bexley demonstration network, and serve on http://127.0.0.1:8080
	cargo run --locked -p trellis -- demo

test: tools-postgres tools-curl unit end-to-end browser ## Run every test: unit, end to end on SQLite and on PostgreSQL, then in a browser

unit:
	cargo test --locked --workspace --exclude trellis-tests

end-to-end:
	cargo test --locked -p trellis-tests
	tests/with-postgres.sh cargo test --locked -p trellis-tests

browser: tools-browser ## Test the pages, the embeds and Swagger UI in a real browser
	cargo build --locked -p trellis
	node tests/browser/run.mjs

soak: tools-browser ## Look at every page in every width, language and colour scheme
	cargo build --locked -p trellis
	node tests/browser/run.mjs soak.mjs

check: tools-redocly ## Check format, lints, documentation and the contract
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --document-private-items
	$(REDOCLY) lint --extends=recommended-strict openapi/trellis.json

openapi: ## Write the contract anew, with the answers that the demonstration network gives to its examples
	cargo run --locked -p trellis -- openapi > openapi/trellis.json.new
	mv openapi/trellis.json.new openapi/trellis.json
	TRELLIS_RECORD_EXAMPLES=1 cargo test --locked -p trellis-tests -- every_example_gives
	cargo run --locked -p trellis -- openapi > openapi/trellis.json.new
	mv openapi/trellis.json.new openapi/trellis.json

bench: tools-bench ## Measure the listing, proposals, memory and start, planning, each beside what is as simple as can be; some 20 minutes
	cargo build --locked --release -p trellis -p trellis-domain --bins --examples
	TRELLIS_PG_OPTIONS="-c fsync=on" tests/with-postgres.sh python3 -B tests/bench/run.py

clean: ## Remove what was built and the demonstration data
	cargo clean
	rm -rf data

# --- what a machine lacks -------------------------------------------------------------------------------------------------------

.PHONY: tools-postgres tools-curl tools-redocly tools-bench tools-browser

tools-postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || tests/install.sh postgresql

tools-curl:
	@command -v curl >/dev/null 2>&1 || tests/install.sh curl

tools-bench: tools-postgres $(BENCH)
	@command -v wrk >/dev/null 2>&1 || tests/install.sh wrk

$(BENCH): tests/bench/requirements.txt
	@python3 -c 'import ensurepip, venv' 2>/dev/null || tests/install.sh python3 python3-venv
	rm -rf target/tools/bench
	python3 -m venv target/tools/bench
	target/tools/bench/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement tests/bench/requirements.txt
	@touch $@

tools-redocly: $(REDOCLY)

$(REDOCLY): tests/tools/package.json tests/tools/package-lock.json
	@command -v npm >/dev/null 2>&1 || tests/install.sh nodejs npm
	mkdir -p target/tools
	cp tests/tools/package.json tests/tools/package-lock.json target/tools/
	npm ci --prefix target/tools --no-audit --no-fund --loglevel=error
	@touch $@

tools-browser: $(PLAYWRIGHT)
	@command -v chromium >/dev/null 2>&1 || tests/install.sh chromium

$(PLAYWRIGHT): tests/browser/package.json tests/browser/package-lock.json
	@command -v npm >/dev/null 2>&1 || tests/install.sh nodejs npm
	npm ci --prefix tests/browser --no-audit --no-fund --loglevel=error
	@touch $@
