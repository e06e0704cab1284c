"""A counter on a real file for the tests of the services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from building.counter import Counter, open_counter


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = open_counter(tmp_path)
    yield made
    made.shop.close()
