"""Making the sessions of 1,000 weekly series, half a year ahead, as a service does that starts on them."""

import re
import time

SERIES = 1_000


def materialised(serving):
    """How many sessions were made, and the seconds from the start of the service to the last of them."""
    heard = serving.log.stat().st_size if serving.log.exists() else 0
    started = time.monotonic()
    with serving.running():
        while time.monotonic() < started + 600:
            with serving.log.open("rb") as log:
                log.seek(heard)
                made = re.search(rb'"sessions of series made".*?"made":(\d+)', log.read())
            if made:
                return int(made[1]), time.monotonic() - started
            time.sleep(0.01)
    raise SystemExit("no sessions of series were made within ten minutes")
