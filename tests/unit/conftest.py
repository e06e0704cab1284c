"""What the tests of rules share."""

from collections.abc import Iterator

import pytest

from building.sentences import every_no_can_be_said


@pytest.fixture(autouse=True)
def whatever_says_no_has_its_sentence() -> Iterator[None]:
    with every_no_can_be_said():
        yield
