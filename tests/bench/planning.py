"""The planner beside CP-SAT, with as much time. Alone: python3 -B tests/bench/planning.py"""

import json
import subprocess
import tempfile
from pathlib import Path

import tools

SIZES = (200, 1_000)
SEED = 1
LONG = 10.0
TITLE = """| plan | ways | solver | objective | bound | gap | time |
|---|---|---|---|---|---|---|"""


def ours(program, requests, file):
    command = [str(program), str(requests), str(SEED), str(file)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def model(problem):
    """The same problem for CP-SAT, with what it knows best: optional intervals that do not overlap, and at most one way a task."""
    tools.of_bench()
    from ortools.sat.python import cp_model

    made = cp_model.CpModel()
    costs, of_worker = [], [[] for _ in problem["workers"]]
    for task in problem["tasks"]:
        waits = made.new_bool_var("")
        costs.append(task["waiting"] * waits)
        chosen = []
        for choice in task["choices"]:
            taken = made.new_bool_var("")
            chosen.append(taken)
            costs.append(choice["cost"] * taken)
            for worker in choice["workers"]:
                of_worker[worker].append((taken, choice))
        made.add_exactly_one([*chosen, waits])
    for worker, ways in zip(problem["workers"], of_worker):
        if ways:
            costs += of_one(made, problem["buffer"], worker, ways)
    made.minimize(sum(costs))
    return made


def of_one(made, buffer, worker, ways):
    """What one worker can do, and what its loads cost."""
    interval = lambda taken, choice, after: made.new_optional_fixed_size_interval_var(choice["start"], choice["end"] - choice["start"] + after, taken, "")
    made.add_no_overlap([interval(taken, choice, 0) for taken, choice in ways])
    for at, (taken, choice) in enumerate(ways):
        for other, another in ways[at + 1 :]:
            places = choice["place"], another["place"]
            apart = max(another["start"] - choice["end"], choice["start"] - another["end"])
            if None not in places and places[0] != places[1] and 0 <= apart < buffer:
                made.add_at_most_one([taken, other])
    for start, end, minutes in worker["caps"]:
        within = [(max(0, min(choice["end"], end) - max(choice["start"], start)), taken) for taken, choice in ways]
        made.add(sum(length * taken for length, taken in within if length) <= minutes)
    steps = [made.new_bool_var("") for _ in worker["loads"]]
    made.add(sum(taken for taken, _ in ways) == sum(steps))
    for step, following in zip(steps, steps[1:]):
        made.add_implication(following, step)
    return [load * step for load, step in zip(worker["loads"], steps)]


def theirs(made, seconds):
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(made)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, round(solver.best_objective_bound), solver.wall_time
    return round(solver.objective_value), round(solver.best_objective_bound), solver.wall_time


def row(name, ways, solver, objective, bound, seconds):
    gap = "none found" if objective is None else f"{100 * (objective - bound) / max(bound, 1):.2f} %"
    shown = "–" if objective is None else f"{objective:,}"
    return f"| {name} | {ways:,} | {solver} | {shown} | {bound:,} | {gap} | {seconds:.2f} s |"


def lines(program):
    """The lines of the table; each as soon as it is known."""
    with tempfile.TemporaryDirectory(prefix="trellis-planning.") as directory:
        for requests in SIZES:
            file = Path(directory, "problem.json")
            mine = ours(program, requests, file)
            about = f"{requests:,} requests", mine["options"]
            yield row(*about, "Trellis", mine["objective"], mine["lower_bound"], mine["seconds"])
            made = model(json.loads(file.read_text()))
            for seconds in sorted({max(mine["seconds"], 1.0), LONG}):
                objective, bound, took = theirs(made, seconds)
                if objective is not None and (objective < mine["lower_bound"] or bound > mine["objective"]):
                    raise SystemExit(f"{requests} requests: the bounds contradict each other")
                yield row(*about, f"CP-SAT, one thread, {seconds:.0f} s", objective, bound, took)
            yield f"| {about[0]} | {about[1]:,} | cheapest way first | {mine['greedy_objective']:,} | | | |"


if __name__ == "__main__":
    print(TITLE)
    for one in lines(tools.example("plan")):
        print(one, flush=True)
