"""A drill: each mending is taken out of a copy of the program, and its tests find that.

``SHOPCARE_DRILL=long`` runs them; the short form holds that each mending is still there.
"""

import os
from pathlib import Path

import pytest
from breaks import MODEL_BREAKS, Break, found_by

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
BREAKS = MODEL_BREAKS


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: f"{one.fault}-{Path(one.path).stem}")
def test_a_mending_that_is_taken_out_is_missed(one: Break, tmp_path: Path) -> None:
    assert one.source.read_text("utf-8").count(one.mended) == 1
    if IS_LONG:
        found = found_by(one, tmp_path / "broken")
        print(f"\nfault {one.fault}: {found}")
        assert found, f"nothing misses it: {one}"
