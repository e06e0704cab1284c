"""A counter on a real file for the tests of the services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from building.counter import Counter, open_counter
from building.sentences import every_no_can_be_said


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = open_counter(tmp_path)
    yield made
    made.shop.close()


@pytest.fixture(autouse=True)
def whatever_says_no_has_its_sentence() -> Iterator[None]:
    with every_no_can_be_said():
        yield
