"""Where goods are repaired (A-9), and parts that were released by word (A-12)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from building.counter import Counter, open_counter
from building.moments import day
from shopcare.domain.cases.case import Case
from shopcare.domain.errors import Invalid
from shopcare.domain.goods.repair_trip import ReleaseDraft, RepairPlace, TripDraft
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases
from shopcare.services.goods.repairs import open_trip, release_part, save_trip
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents import goods_receipt

AWAY = TripDraft(
    place=RepairPlace.MAKER, to_whom="BOLON", sent_on=day("2026-03-04"), sent_number="SF123"
)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    made = open_counter(tmp_path_factory.mktemp("repairs"))
    yield made
    made.shop.close()


def said(counter: Counter, case: Case) -> str:
    return timeline_text(catalog("en"), cases.case_file(counter.shop, case.id).timeline[-1])


def test_sent_and_back_are_one_way_with_both_numbers_a9(counter: Counter) -> None:
    case = counter.case(counter.person("王"))
    save_trip(counter.shop, case.id, AWAY)
    assert said(counter, case) == (
        "Where it is repaired: Back to the maker, BOLON, sent Wed 4 Mar 2026 (no. SF123)"
    )
    receipt = goods_receipt.gather_goods_receipt(counter.shop, Request(case_id=case.id))
    assert receipt.what_for == "维修、返厂"
    back = replace(AWAY, received_on=day("2026-03-05"), received_number="SF456")
    save_trip(counter.shop, case.id, back)
    [trip] = cases.case_file(counter.shop, case.id).trips
    assert (trip.received_on, trip.received_number) == (day("2026-03-05"), "SF456")
    assert open_trip(counter.shop, case) is None
    save_trip(counter.shop, case.id, TripDraft(place=RepairPlace.ON_THE_SPOT))
    assert len(cases.case_file(counter.shop, case.id).trips) == 2


def test_a_way_written_by_mistake_is_undone_x9(counter: Counter) -> None:
    case = counter.case(counter.person("王"))
    first = save_trip(counter.shop, case.id, AWAY)
    changed = save_trip(counter.shop, case.id, replace(AWAY, to_whom="other"))
    changed.undo(counter.shop)
    assert cases.case_file(counter.shop, case.id).trips[0].to_whom == "BOLON"
    first.undo(counter.shop)
    assert cases.case_file(counter.shop, case.id).trips == ()
    assert said(counter, case) == "Where it is repaired: undone"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"place": None}, "repair_place_missing"),
        ({"sent_on": day("2026-03-06")}, "day_in_future"),
        ({"received_on": day("2026-03-03")}, "received_before_sent"),
        ({"to_whom": "x" * 121}, "text_too_long"),
    ],
)
def test_a_way_that_cannot_be_is_refused(counter: Counter, more: Any, code: str) -> None:
    case = counter.case(counter.person("王"))
    with pytest.raises(Invalid, match=code):
        save_trip(counter.shop, case.id, replace(AWAY, **more))


def test_a_part_is_released_by_a_managers_word_and_recorded_a12(counter: Counter) -> None:
    case = counter.case(counter.person("王"))
    manager, clerk = counter.shop.staff[0].id, counter.shop.staff[1].id
    draft = ReleaseDraft(part="left temple", released_by=manager, note="by phone")
    released = release_part(counter.shop, case.id, draft)
    assert said(counter, case) == "Part released by word: left temple (店长); by phone"
    [kept] = cases.case_file(counter.shop, case.id).releases
    assert (kept.part, kept.released_by) == ("left temple", manager)
    released.undo(counter.shop)
    assert cases.case_file(counter.shop, case.id).releases == ()
    for wrong, code in (
        (replace(draft, part=" "), "part_missing"),
        (replace(draft, released_by=None), "released_by_missing"),
        (replace(draft, released_by=clerk), "released_by_manager"),
    ):
        with pytest.raises(Invalid, match=code):
            release_part(counter.shop, case.id, wrong)
