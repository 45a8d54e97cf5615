"""Instances of the assignment problem, made up by a generator with a fixed seed: requests and champions of a county, and what is harder."""

import math
import random
from collections import defaultdict
from dataclasses import dataclass

WAITING = 100_000
NEAR = 30
SEED = 20_261_123


@dataclass
class Instance:
    """Edges are (request, champion, cost), by request."""

    name: str
    requests: int
    capacities: list
    edges: list
    waiting: int = WAITING

    def write(self, file):
        with open(file, "w", encoding="ascii") as out:
            out.write(f"p assign {self.requests} {len(self.capacities)} {len(self.edges)} {self.waiting}\n")
            out.writelines(f"c {champion} {capacity}\n" for champion, capacity in enumerate(self.capacities))
            out.writelines(f"e {request} {champion} {cost}\n" for request, champion, cost in self.edges)


def geographic(requests, champions, places=(1, 2, 3), name="geographic"):
    """Who lives near whom: some 30 champions around each request, the distance in metres and a penalty for fit."""
    dice = random.Random(SEED)
    reach = math.sqrt(NEAR / (math.pi * champions))
    cells = defaultdict(list)
    for champion in range(champions):
        x, y = dice.random(), dice.random()
        cells[int(x / reach), int(y / reach)].append((champion, x, y))
    edges = []
    for request in range(requests):
        x, y = dice.random(), dice.random()
        column, row = int(x / reach), int(y / reach)
        for cell in ((column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            for champion, east, north in cells.get(cell, ()):
                distance = math.hypot(east - x, north - y)
                if distance <= reach:
                    edges.append((request, champion, int(50_000 * distance / reach) + dice.randrange(10_000)))
    return Instance(name, requests, [dice.choice(places) for _ in range(champions)], edges)


def overloaded(requests, champions):
    """Twice as many requests as places."""
    return geographic(requests, champions, (1,), "twice overloaded")


def ties(requests, champions):
    """Everybody costs the same."""
    made = geographic(requests, champions, name="all ties")
    made.edges = [(request, champion, 7) for request, champion, _ in made.edges]
    return made


def scattered(requests, champions):
    """No geography: any champion, any cost."""
    dice = random.Random(SEED)
    edges = [
        (request, champion, dice.randrange(WAITING))
        for request in range(requests)
        for champion in sorted(dice.sample(range(champions), NEAR))
    ]
    return Instance("random costs", requests, [dice.choice((1, 2, 3)) for _ in range(champions)], edges)


def suite():
    """Makes one after another, so that only one is held."""
    yield geographic(1_000, 500)
    yield geographic(10_000, 5_000)
    yield geographic(50_000, 25_000)
    yield overloaded(10_000, 5_000)
    yield ties(10_000, 5_000)
    yield scattered(10_000, 5_000)
