"""Compares the start of the frozen program with that of the same code run by Python, under Wine."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Final

from report import Found
from wine import Wine, screen, windows_path

SOURCE: Final = Path(__file__).with_name("start_time.c")
TIMES: Final = 7
MOST: Final = 1.2
"""How much longer the frozen program may take."""


def compare_starts(
    wine: Wine, frozen: Path, python: Path, data: Path, variables: Mapping[str, str]
) -> Iterator[Found]:
    """Start both in turn on one shop, and compare the medians.

    Args:
        wine: the Windows.
        frozen: the frozen program's folder.
        python: ``python.exe``.
        data: a shop's data folder; one is begun there where it has none.
        variables: with which Python finds the program.
    """
    measuring = data.parent / "start_time.exe"
    wine.compile(SOURCE, measuring, "-municode")
    both = {**variables, "SHOPCARE_DATA": windows_path(data)}
    with screen() as display:
        if not (data / "shop.db").exists():
            cli = windows_path(frozen / "shopcare-cli.exe")
            wine.run([cli, "init", "--trade", "optical"], variables=both, display=display)
        programs = [windows_path(frozen / "ShopCare.exe"), f"{windows_path(python)} -m shopcare"]
        words = [windows_path(measuring), str(TIMES + 1), *programs]
        said = wine.run(words, variables=both, display=display)[1]
    # the first of each fills the caches of the disk
    taken = [int(line) for line in said.split() if line.isdecimal()][2:]
    figures = median(taken[0::2] or [0]), median(taken[1::2] or [0])
    complete = len(taken) == 2 * TIMES and all(taken)
    ratio = figures[0] / figures[1] if complete else 0
    yield Found(
        what=f"a frozen start takes at most {MOST} times as long",
        figure=f"{figures[0]:.0f} ms / {figures[1]:.0f} ms = {ratio:.2f}, medians of {TIMES}",
        fine=complete and ratio <= MOST,
        said=said,
    )
