"""``shopcare`` and ``python -m shopcare``: without words the window, with words the command."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from shopcare.system.console import ensure_streams, tell_unheard


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or carry out a command; give the exit status."""
    ensure_streams()
    words = sys.argv[1:] if arguments is None else arguments
    if not words:  # the way of every morning: nothing is loaded but the window
        return _open_window()
    from shopcare.cli.main import run
    from shopcare.cli.session import Doors

    doors = Doors(
        open_window=_open_window,
        show_demo=_show_demo,
        measure=_measure,
        self_test=_self_test,
        is_window_open=_is_window_open,
    )
    status = run(words, doors)
    if status:
        tell_unheard()
    return status


def _open_window(data: Path | None = None, *, initials: str | None = None) -> int:
    from shopcare.app.main import run_window

    return run_window(data, initials=initials)


def _show_demo(
    data: Path | None,
    *,
    trade: str | None,
    out: Path | None,
    language: str | None,
    as_json: bool,
) -> int:
    from shopcare.app.demo import run_demo

    return run_demo(data, trade=trade, out=out, language=language, as_json=as_json)


def _measure(customers: int | None) -> list[Any]:
    """Run the developers' measurements, which are no part of the installed program."""
    from importlib import import_module, util

    from shopcare.domain.errors import Refusal
    from shopcare.system.console import tell
    from shopcare.system.paths import tools_folder

    tools = tools_folder()
    if tools is None or util.find_spec("psutil") is None:
        raise Refusal("bench_not_installed")
    sys.path.insert(0, str(tools))
    bench = import_module("bench.run")
    figures: list[Any] = bench.run_bench(customers or bench.MOST_CUSTOMERS, tell)
    return figures


def _self_test() -> list[Any]:
    from shopcare.app.self_test import self_test

    return list(self_test())


def _is_window_open(folder: Path) -> bool:
    from shopcare.app.second_start import is_window_open

    return is_window_open(folder)


if __name__ == "__main__":
    raise SystemExit(main())
