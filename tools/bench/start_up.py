"""How long it takes until today's calls are painted, beside an empty Qt window."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Final

from bench.figures import Figure, child_environment

RUNS: Final = 7


def measure(folder: Path) -> list[Figure]:
    """Start an empty window and the program in turn, each in a process of its own.

    Args:
        folder: the data folder of the shop that the program opens.
    """
    empty, program = [], []
    _start("bench.today_window", str(folder))  # the modules are compiled once
    for _ in range(RUNS):
        empty.append(_start("bench.empty_window"))
        program.append(_start("bench.today_window", str(folder)))
    return [
        Figure(
            name="start until today's calls are painted",
            value=median(seconds for seconds, _ in program) * 1000,
            unit="ms",
            floor=median(seconds for seconds, _ in empty) * 1000,
            goal=2.0,
        ),
        Figure(
            name="memory then",
            value=median(memory for _, memory in program),
            unit="MB",
            floor=median(memory for _, memory in empty),
            goal=2.0,
        ),
    ]


def _start(module: str, *words: str) -> tuple[float, float]:
    """Start a module, wait until it says that it is painted; give seconds and megabytes."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *words],
        stdout=subprocess.PIPE,
        text=True,
        env=child_environment(),
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        seconds = time.perf_counter() - began
        memory = child.stdout.readline()
    return seconds, float(memory)
