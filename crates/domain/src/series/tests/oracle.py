#!/usr/bin/env python3
"""Writes oracle.json: what python-dateutil makes of some hundred rules, for the tests beside this file.

    python3 oracle.py > oracle.json        (python-dateutil 2.9)
"""
import datetime
import json
import random

from dateutil.rrule import rrulestr

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
YEARS = 4
RULES = 400


def day(date):
    return date.strftime("%Y%m%d")


def some(choices, most):
    return random.sample(choices, random.randint(1, most))


def by_day(frequency):
    days = some(DAYS, 4)
    if frequency == "MONTHLY" and random.random() < 0.6:
        return [f"{random.choice([1, 2, 3, 4, 5, -1, -2, -4])}{d}" for d in days]
    if frequency == "YEARLY" and random.random() < 0.6:
        return [f"{random.choice([1, 2, 10, 20, 52, 53, -1, -20, -52])}{d}" for d in days]
    return days


def a_rule():
    frequency = random.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    start = datetime.date(2024, 1, 1) + datetime.timedelta(days=random.randrange(1200))
    parts = [f"FREQ={frequency}"]
    if random.random() < 0.5:
        most = {"DAILY": 40, "WEEKLY": 8, "MONTHLY": 14, "YEARLY": 4}[frequency]
        parts.append(f"INTERVAL={random.randint(1, most)}")
    numbered = False
    if random.random() < 0.6:
        days = by_day(frequency)
        numbered = any(len(d) > 2 for d in days)
        parts.append("BYDAY=" + ",".join(days))
    if frequency != "WEEKLY" and not (frequency == "YEARLY" and numbered) and random.random() < 0.4:
        numbers = some([*range(1, 32), -1, -2, -31], 5)
        parts.append("BYMONTHDAY=" + ",".join(map(str, numbers)))
    end = random.random()
    if end < 0.25:
        parts.append(f"COUNT={random.randint(1, 60)}")
    elif end < 0.5:
        parts.append(f"UNTIL={day(start + datetime.timedelta(days=random.randrange(900)))}")
    return start, ";".join(parts)


def main():
    random.seed(5545)
    cases, seen = [], set()
    while len(cases) < RULES:
        start, rule = a_rule()
        if (start, rule) in seen:
            continue
        seen.add((start, rule))
        midnight = datetime.datetime.combine(start, datetime.time())
        last = midnight + datetime.timedelta(days=365 * YEARS)
        dates = rrulestr(rule, dtstart=midnight).between(midnight, last, inc=True)
        # The first so many are enough of those that are often.
        dates = dates[:60]
        until = dates[-1] if len(dates) == 60 else last
        cases.append({"start": str(start), "rule": rule, "last": str(until.date()), "dates": [str(d.date()) for d in dates]})
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    print(f"[\n{lines}\n]")


main()
