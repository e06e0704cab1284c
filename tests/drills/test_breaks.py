"""A drill: each mending is taken out of a copy of the program, and its tests find that.

``SHOPCARE_DRILL=long`` runs them; the short form holds that each mending is still there, and the
tests that are to miss it.
"""

import os
from pathlib import Path

import pytest
from breaks import MODEL_BREAKS, Break, are_there, copy_project, found_by
from listed_breaks import LISTED_BREAKS

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
FAULTS = 38


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken")
    return copy_project(folder) if IS_LONG else folder


@pytest.mark.parametrize(
    "one",
    [
        *(pytest.param(one, id=f"listed-{one.fault}") for one in LISTED_BREAKS),
        *(pytest.param(one, id=f"model-{one.fault}") for one in MODEL_BREAKS),
    ],
)
def test_a_mending_that_is_taken_out_is_missed(one: Break, copied: Path) -> None:
    assert one.source.read_text("utf-8").count(one.mended) == 1
    assert are_there(one.tests)
    if IS_LONG:
        found = found_by(one, copied)
        print(f"\nfault {one.fault}: {found}")
        assert found, f"nothing misses it: {one}"


def test_every_fault_has_a_break() -> None:
    assert {int(one.fault.split()[0]) for one in LISTED_BREAKS} == {*range(1, FAULTS + 1)}
