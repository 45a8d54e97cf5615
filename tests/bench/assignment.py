"""The assignment solver beside OR-tools' minimum-cost flow and beside a greedy. Alone: python3 -B tests/bench/assignment.py"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import instances
import tools

ROUNDS = 3
TITLE = """Both from the edges in memory to the solution: ours with checking and packing them, OR-tools with adding them as arrays and building its graph.

| assignment | edges | served | solver | OR-tools | solver ÷ OR-tools | peak memory | greedy costs more |
|---|---|---|---|---|---|---|---|"""
# The child of a small process: what a large one held before it started another would count as the other's.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print("kilobytes", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def ours(program, file):
    """The objective, how many are served, the seconds of building and solving and the peak memory in MiB of the whole process."""
    command = [sys.executable, "-c", MEASURE, str(program), str(file)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    served, objective, dual, seconds = re.search(r"assigned (\d+) objective (\d+) dual (\d+) seconds ([\d.]+)", out).groups()
    if objective != dual:
        raise SystemExit(f"the objective {objective} is not proved by {dual}")
    return int(objective), int(served), float(seconds), int(re.search(r"kilobytes (\d+)", out)[1]) / 1024


def proved(program, file, instance, directory):
    """Checks the proof that the solver writes, from its files alone: feasible, complementary, equal."""
    solution, potentials = Path(directory, "solution"), Path(directory, "potentials")
    subprocess.run([program, file, solution, potentials], check=True, capture_output=True)
    served = dict(map(int, line.split()) for line in solution.read_text().splitlines())
    u, v = {}, {}
    for letter, at, value in map(str.split, potentials.read_text().splitlines()):
        (u if letter == "u" else v)[int(at)] = int(value)
    loads, used, least = [0] * len(instance.capacities), 0, {}
    for request, champion, cost in instance.edges:
        least[request, champion] = min(cost, least.get((request, champion), cost))
    for request, champion in served.items():
        loads[champion] += 1
        used += least[request, champion]
    objective = used + instance.waiting * (instance.requests - len(served))
    places = instance.capacities
    wrong = [
        any(load > places[at] or v[at] > 0 or (load < places[at] and v[at]) for at, load in enumerate(loads)),
        any(u[at] > instance.waiting or (at not in served and u[at] < instance.waiting) for at in range(instance.requests)),
        any(u[request] + v[champion] > cost for (request, champion), cost in least.items()),
        any(u[request] + v[champion] < least[request, champion] for request, champion in served.items()),
        objective != sum(u.values()) + sum(value * places[at] for at, value in v.items()),
    ]
    if any(wrong):
        raise SystemExit(f"{instance.name}: the proof does not hold: {wrong}")
    return objective


def theirs(instance):
    """The objective and the seconds of adding arrays and solving. The sink is the last node; who waits goes there at once."""
    tools.of_bench()
    import numpy
    from ortools.graph.python import min_cost_flow

    requests, champions = numpy.arange(instance.requests), numpy.arange(len(instance.capacities)) + instance.requests
    sink = instance.requests + len(instance.capacities)
    edges = numpy.array(instance.edges, dtype=numpy.int64).reshape(-1, 3)

    def arcs(tails, heads, capacities, costs):
        tails, heads, capacities, costs = numpy.broadcast_arrays(tails, heads, capacities, costs)
        return [numpy.ascontiguousarray(part, dtype=numpy.int64) for part in (tails, heads, capacities, costs)]

    groups = [
        arcs(edges[:, 0], edges[:, 1] + instance.requests, 1, edges[:, 2]),
        arcs(champions, sink, instance.capacities, 0),
        arcs(requests, sink, 1, instance.waiting),
    ]
    nodes, supplies = numpy.append(requests, sink), numpy.append(numpy.ones_like(requests), -instance.requests)
    started = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    for group in groups:
        flow.add_arcs_with_capacity_and_unit_cost(*group)
    flow.set_nodes_supplies(nodes, supplies)
    status = flow.solve()
    seconds = time.perf_counter() - started
    if status != flow.OPTIMAL:
        raise SystemExit(f"OR-tools ends with {status}")
    return flow.optimal_cost(), seconds


def greedy(instance):
    """The cheapest edge first, where both are free."""
    room, served, total = list(instance.capacities), set(), 0
    for cost, request, champion in sorted((cost, request, champion) for request, champion, cost in instance.edges):
        if request not in served and room[champion] > 0 and cost < instance.waiting:
            room[champion] -= 1
            served.add(request)
            total += cost
    return total + instance.waiting * (instance.requests - len(served))


def line(program, instance, directory):
    file = Path(directory, "instance.txt")
    instance.write(file)
    mine, beside = [], []
    for _ in range(ROUNDS):
        mine.append(ours(program, file))
        beside.append(theirs(instance))
    costs = {objective for objective, *_ in mine + beside} | {proved(program, file, instance, directory)}
    if len(costs) != 1:
        raise SystemExit(f"{instance.name}: the objectives differ: {sorted(costs)}")
    objective, served, _, _ = mine[0]
    here, there = (statistics.median(run[at] for run in runs) for runs, at in ((mine, 2), (beside, 1)))
    ratios = [a[2] / b[1] for a, b in zip(mine, beside)]
    more = 100 * (greedy(instance) - objective) / objective
    return (
        f"| {instance.name}, {instance.requests:,} × {len(instance.capacities):,} | {len(instance.edges):,} | {served:,} | {1000 * here:.0f} ms "
        f"| {1000 * there:,.0f} ms | **{here / there:.3f}** ({min(ratios):.3f}–{max(ratios):.3f}) | {max(run[3] for run in mine):.0f} MiB | {more:.1f} % |"
    )


def lines(program):
    """The lines of the table; each as soon as it is known."""
    with tempfile.TemporaryDirectory(prefix="trellis-assignment.") as directory:
        for instance in instances.suite():
            yield line(program, instance, directory)


if __name__ == "__main__":
    print(TITLE)
    for one in lines(tools.example("assign")):
        print(one, flush=True)
