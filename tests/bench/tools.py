"""Where the tools of the bench are: our examples, and OR-tools in its own virtual environment (make tools-bench)."""

import json
import os
import pathlib
import subprocess
import sys


def target():
    metadata = ["cargo", "metadata", "--format-version=1", "--no-deps"]
    return pathlib.Path(json.loads(subprocess.run(metadata, check=True, capture_output=True, text=True).stdout)["target_directory"])


def example(name):
    built = target() / "release" / "examples" / name
    if not built.exists():
        raise SystemExit(f"{built} is not built: cargo build --release -p trellis-domain --examples")
    return built


def of_bench():
    """Lets this process import what requirements.txt names."""
    environment = pathlib.Path(os.environ.get("TRELLIS_BENCH_TOOLS", "target/tools/bench"))
    packages = next(iter(environment.glob("lib/python*/site-packages")), None)
    if packages is None:
        raise SystemExit("OR-tools is not installed: make tools-bench")
    if str(packages) not in sys.path:
        sys.path.append(str(packages))
