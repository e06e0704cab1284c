"""The sample shop is believable at any hour: cases in every stage."""

from datetime import datetime
from pathlib import Path

import pytest

from building.shops import make_sample
from shopcare.domain.cases.case import Stage
from shopcare.services.cases import cases
from shopcare.services.setup.sample_shop import ZONE
from shopcare.services.shop import open_shop
from shopcare.system.clock import SetClock


@pytest.mark.parametrize("hour", [8, 20])
def test_the_sample_has_cases_in_every_stage_morning_and_evening(tmp_path: Path, hour: int) -> None:
    now = datetime(2026, 11, 23, hour, 15, tzinfo=ZONE)
    shop = open_shop(make_sample(tmp_path, now), clock=SetClock(now))
    there = {row.case.stage for row in cases.case_rows(shop, cases.case_ids(shop))}
    shop.close()
    assert there == set(Stage)
