"""The sample shops are believable at any hour: cases in every stage and of every kind."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from shop_rules import check_rules

from building.shops import make_sample
from shopcare.domain.calls.call_order import Section
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import Case, Stage
from shopcare.domain.papers.document import Paper
from shopcare.domain.payments.payment import open_debts
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.same_person import SamePersonReason
from shopcare.policies.profile import load_policy
from shopcare.services.calls import today
from shopcare.services.calls.call_card import talking_points
from shopcare.services.cases import cases
from shopcare.services.cases.case_lists import due_today
from shopcare.services.contact import referrals
from shopcare.services.merging.duplicates import duplicates
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.drawing import draw
from shopcare.services.papers.registry import spec_of
from shopcare.services.people.customers import customer_ids, customers_of
from shopcare.services.setup.first_start import trades
from shopcare.services.setup.sample_shop import ZONE
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.check import check
from shopcare.storage import callbacks
from shopcare.system.clock import SetClock
from shopcare.system.paths import resource

NOW = datetime(2026, 11, 23, 10, 15, tzinfo=ZONE)
"""A Monday."""
ODD_MOMENTS = [
    datetime(2026, 2, 17, 10, 15, tzinfo=ZONE),  # the first day of the lunar year
    datetime(2026, 10, 3, 18, 30, tzinfo=ZONE),
    datetime(2028, 2, 29, 7, 0, tzinfo=ZONE),
]


@pytest.fixture(scope="module", params=list(trades()))
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("sample"), NOW, request.param)


@pytest.fixture
def shop(sample: Path) -> Iterator[Shop]:
    shop = open_shop(sample, clock=SetClock(NOW))
    yield shop
    shop.close()


def cases_of(shop: Shop) -> list[Case]:
    return [row.case for row in cases.case_rows(shop, cases.case_ids(shop))]


def people_of(shop: Shop) -> list[Customer]:
    return customers_of(shop, customer_ids(shop))


def test_nothing_is_wrong_with_it_and_every_rule_holds(shop: Shop) -> None:
    assert [finding.key for finding in check(shop) if not finding.is_fine] == []
    check_rules(shop)


def test_every_kind_that_the_policy_offers_and_every_stage_is_there(shop: Shop) -> None:
    there = cases_of(shop)
    assert {case.kind for case in there} == set(shop.policy.kinds)
    assert {case.stage for case in there} == set(Stage)


def test_every_service_and_nearly_every_category_of_the_trade_is_there(shop: Shop) -> None:
    offered = {service.key for service in shop.policy.services}
    assert {case.service for case in cases_of(shop)} >= offered - {"free_care"}
    rows = shop.file.execute("SELECT DISTINCT category FROM purchase_line").fetchall()
    bought = {row[0] for row in rows}
    assert bought >= {one.key for one in shop.policy.categories if one.key != "other"}
    assert bought <= {one.key for one in shop.policy.categories}


def test_what_is_brought_along_is_what_the_trade_ticks(shop: Shop) -> None:
    for case in cases_of(shop):
        assert set(case.accessories) <= set(shop.policy.accessories), case.number


def test_there_is_something_to_do_today(shop: Shop) -> None:
    sections = today.panel(shop).sections
    assert all(sections[section] for section in Section)
    rows = [row for section in sections for row in sections[section]]
    assert any(row.callback.attempts for row in rows)
    beside = due_today(shop)
    assert beside.promised
    assert beside.answers


def test_two_people_share_a_number_and_every_name_is_another_one(shop: Shop) -> None:
    people = people_of(shop)
    assert len({one.name for one in people}) == len(people) > 20
    numbers = [one.phones[-1].digits for one in people]
    assert len(set(numbers)) < len(numbers)


def test_somebody_stands_twice_is_absent_trained_and_asked_for_advice(shop: Shop) -> None:
    assert any(SamePersonReason.SOUND_AND_LAST_DIGITS in pair.why for pair in duplicates(shop))
    assert shop.duty.absences
    assert shop.duty.trainings
    assert referrals.waiting(shop)


@pytest.mark.parametrize("trade", sorted(trades().keys() - {"optical"}))
def test_its_numbers_belong_to_nobody(trade: str) -> None:
    text = resource(f"sample_shop/{trade}.toml").read_text("utf-8")
    mobiles = re.findall(r'"(1\d{10})"', text)
    assert mobiles
    assert all(number.startswith(("160", "161", "163", "164", "168", "169")) for number in mobiles)


@pytest.mark.parametrize("trade", sorted(trades().keys() - {"optical"}))
def test_no_other_shop_speaks_of_glasses(trade: str) -> None:
    spoken = resource(f"sample_shop/{trade}.toml").read_text("utf-8")
    policy = load_policy(trade)
    spoken += json.dumps([*policy.talking_points.values(), *policy.terms.values()])
    spoken += json.dumps([*policy.causes, *policy.causes.values(), *policy.accessories])
    assert not re.search("眼镜|镜片|镜架|视力|验光|配镜|glasses|eyesight|lens|refraction", spoken)


@pytest.mark.parametrize("moment", ODD_MOMENTS, ids=str)
@pytest.mark.parametrize("trade", list(trades()))
def test_it_can_be_made_on_any_day(tmp_path: Path, trade: str, moment: datetime) -> None:
    shop = open_shop(make_sample(tmp_path, moment, trade), clock=SetClock(moment))
    there = {case.stage for case in cases_of(shop)}
    shop.close()
    assert there == set(Stage)


def test_a_planned_call_says_why_it_was_planned_w10(shop: Shop) -> None:
    rows = [row for rows in today.panel(shop).sections.values() for row in rows]
    planned = [row.callback for row in rows if row.callback.purpose is Purpose.PLANNED]
    assert planned or shop.policy.trade == "optical"
    for call in planned:
        assert talking_points(shop, call, str)[0] == call.reason != ""


def test_somebody_owes_and_somebody_is_reminded_in_the_glasses_shop(shop: Shop) -> None:
    if shop.policy.trade != "optical":
        return
    files = [cases.case_file(shop, case.id) for case in cases_of(shop)]
    assert [debt for file in files for debt in open_debts(file.payments)]
    waiting = {call.purpose for call in callbacks.all_waiting(shop.file)}
    assert {Purpose.NEW_LENSES, Purpose.FREE_CARE} <= waiting


def test_a_form_to_fill_in_asks_only_what_the_trade_asks(shop: Shop) -> None:
    """Tiles are laid; nobody in a glasses shop ticks that."""
    request = Request()
    shop.settings = replace(shop.settings, paper_language="en")
    pdf = draw(shop, spec_of("return_application"), request, Paper.A5).pdf
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "Saleable again" in text
    assert ("Laid already" in text) == (shop.settings.trade == "tile")
