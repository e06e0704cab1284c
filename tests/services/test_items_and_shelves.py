"""Several items on one case (W-1), and where they lie (X-2)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from building.counter import Counter, open_counter
from building.records import HANDED_OVER
from shopcare.domain.cases.case import Case, CaseKind, Stage
from shopcare.domain.cases.case_number import case_number
from shopcare.domain.errors import Invalid, Refusal
from shopcare.domain.goods.item import ItemDraft
from shopcare.domain.search.search_text import Why
from shopcare.language.catalog import catalog
from shopcare.language.records.timeline_words import timeline_text
from shopcare.services.cases import cases
from shopcare.services.cases.undo_step import last_move, undo_move
from shopcare.services.goods import items, places
from shopcare.services.search.search import find
from shopcare.services.setup.settings import change_settings

CASE_AND_CLOTH = (
    ItemDraft(what="眼镜盒", condition="边角磨损"),
    ItemDraft(what="太阳镜", quantity=2, accessories=("镜布",)),
)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """Make one shop for all tests of this file; each has its own cases and shelves."""
    made = open_counter(tmp_path_factory.mktemp("items"))
    yield made
    made.shop.close()


def three_items(counter: Counter) -> Case:
    return counter.case(
        counter.person("王小明", "13800138000"), product="BL1", items=CASE_AND_CLOTH
    )


def names(counter: Counter, case: Case, *, here: bool = True) -> list[str]:
    found = cases.case_file(counter.shop, case.id).items
    return [item.what for item in found if item.is_here is here]


def said(counter: Counter, case: Case) -> list[str]:
    entries = cases.case_file(counter.shop, case.id).timeline
    return [timeline_text(catalog("en"), entry) for entry in entries]


def test_a_case_holds_several_items_and_the_first_is_its_product_w1(counter: Counter) -> None:
    case = three_items(counter)
    found = cases.case_file(counter.shop, case.id).items
    assert [(item.position, item.what, item.quantity) for item in found] == [
        (1, "BL1", 1), (2, "眼镜盒", 1), (3, "太阳镜", 2),
    ]  # fmt: skip
    assert found[1].condition == "边角磨损"
    assert said(counter, case)[0] == "Recorded as Repair; 3 items: BL1, 眼镜盒, 太阳镜"


def test_a_case_of_one_item_has_no_row_of_its_own(counter: Counter) -> None:
    case = counter.case(counter.person(), product="BL1")
    assert names(counter, case) == ["BL1"]
    rows = counter.shop.file.execute("SELECT * FROM case_item WHERE case_id = ?", (case.id,))
    assert rows.fetchall() == []


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (ItemDraft(what=" ", condition="x"), "item_name_missing"),
        (ItemDraft(what="a", quantity=0), "pieces_impossible"),
        (ItemDraft(what="a" * 201), "text_too_long"),
        (ItemDraft(what="a", accessories=("b",) * 41), "accessories_too_many"),
    ],
)
def test_an_item_that_cannot_be_is_refused(counter: Counter, item: ItemDraft, code: str) -> None:
    person = counter.person()
    with pytest.raises(Invalid, match=code):
        counter.case(person, items=(item,))
    case = counter.case(person)
    with pytest.raises(Invalid, match=code):
        items.add_items(counter.shop, case.id, [item])


def test_part_is_handed_over_and_the_case_goes_on_until_all_is_w1(counter: Counter) -> None:
    case = three_items(counter)
    done = items.hand_over_items(counter.shop, case.id, [2])
    assert (names(counter, case), names(counter, case, here=False)) == (
        ["BL1", "太阳镜"],
        ["眼镜盒"],
    )
    assert said(counter, case)[-1] == "Part of it handed over: 眼镜盒; 2 still here"
    with pytest.raises(Refusal, match="item_gone"):
        items.hand_over_items(counter.shop, case.id, [2])
    with pytest.raises(Refusal, match="last_item_with_case"):
        items.hand_over_items(counter.shop, case.id, [1, 3])
    done.undo(counter.shop)
    assert len(names(counter, case)) == 3
    counter.move(case, *HANDED_OVER)
    assert names(counter, case) == []
    with pytest.raises(Refusal, match="goods_handed_over"):
        items.hand_over_items(counter.shop, case.id, [1])


def test_a_step_is_undone_although_goods_were_moved_since_x9(counter: Counter) -> None:
    case = counter.move(three_items(counter), Stage.CONFIRMED)
    places.put_items(counter.shop, case.id, {1: "U1"})
    undo_move(counter.shop, *last_move(counter.shop, case.id))
    assert cases.case_file(counter.shop, case.id).case.stage is Stage.RECEIVED


def test_an_item_added_by_mistake_is_taken_off_and_brought_back(counter: Counter) -> None:
    case = three_items(counter)
    added = items.add_items(counter.shop, case.id, [ItemDraft(what="链条")])
    assert names(counter, case)[-1] == "链条"
    added.undo(counter.shop)
    removed = items.remove_items(counter.shop, case.id, [3])
    assert names(counter, case) == ["BL1", "眼镜盒"]
    removed.undo(counter.shop)
    assert names(counter, case) == ["BL1", "眼镜盒", "太阳镜"]
    with pytest.raises(Refusal, match="first_item_stays"):
        items.remove_items(counter.shop, case.id, [1])


def test_what_a_reopened_case_handed_over_before_is_here_again(counter: Counter) -> None:
    case = three_items(counter)
    places.put_items(counter.shop, case.id, {1: "R1"})
    items.hand_over_items(counter.shop, case.id, [2])
    counter.move(case, *HANDED_OVER)
    assert places.lying_at(counter.shop, "R1") == [], "what was handed over lies nowhere"
    counter.go_to("2026-03-09 10:00")
    counter.move(case, Stage.CONFIRMED)
    counter.go_to("2026-03-05 10:00")
    assert len(names(counter, case)) == 3
    assert places.lying_at(counter.shop, "R1") == [], "nobody said where it lies now"


def test_a_consultation_has_no_goods(counter: Counter) -> None:
    case = counter.case(counter.person(), CaseKind.CONSULTATION)
    with pytest.raises(Refusal, match="case_without_goods"):
        items.add_items(counter.shop, case.id, [ItemDraft(what="x")])


def test_a_shelf_finds_the_case_and_the_case_its_shelf_x2(counter: Counter) -> None:
    case = three_items(counter)
    done = places.put_items(counter.shop, case.id, {1: " ａ-1 ", 3: "B2"})
    assert said(counter, case)[-1] == "BL1: on shelf A-1; 太阳镜: on shelf B2"
    [found] = find(counter.shop, "a-1")
    assert (found.id, found.why) == (case.id, Why.SHELF)
    assert [one.item.position for one in places.lying_at(counter.shop, "B2")] == [3]
    [row] = cases.case_rows(counter.shop, [case.id])
    assert row.place == "A-1 B2"
    with pytest.raises(Refusal, match="place_unchanged"):
        places.put_items(counter.shop, case.id, {1: "A-1"})
    done.undo(counter.shop)
    assert places.lying_at(counter.shop, "A-1") == []
    assert find(counter.shop, "a-1") == []
    assert find(counter.shop, case.number)[0].why is Why.CASE_NUMBER


def test_full_and_free_shelves_and_moves_by_scanning_x2(counter: Counter) -> None:
    settings = replace(counter.shop.settings, places=("A1", "A2", "A3"))
    change_settings(counter.shop, settings)
    case = three_items(counter)
    other = counter.case(counter.person("李"), product="RB")
    assert len(places.put_scanned(counter.shop, "a2", case.number).items) == 3
    places.put_scanned(counter.shop, "A1", f"{case.number}/2")
    places.put_scanned(counter.shop, "A2", other.number.replace("-", ""))
    used = {use.code: len(use.lying) for use in places.places_of(counter.shop)}
    assert (used["A1"], used["A2"], used["A3"]) == (1, 3, 0)
    with pytest.raises(Refusal, match="place_unknown"):
        places.put_scanned(counter.shop, "A4", other.number)
    with pytest.raises(Refusal, match="not_found"):
        places.put_scanned(counter.shop, "A1", case_number(2026, 99))
    items.hand_over_items(counter.shop, case.id, [2])
    with pytest.raises(Refusal, match="goods_handed_over"):
        places.put_scanned(counter.shop, "A3", f"{case.number}/2")


def test_the_code_of_one_item_finds_its_case(counter: Counter) -> None:
    case = three_items(counter)
    assert [found.id for found in find(counter.shop, f"{case.number}/3")] == [case.id]


def test_a_list_of_items_without_a_product_counted_one_that_was_not_there_w1(
    counter: Counter,
) -> None:
    case = counter.case(counter.person("李红", "13900139000"), items=CASE_AND_CLOTH)
    assert (case.product, case.condition) == ("眼镜盒", "边角磨损")
    assert names(counter, case) == ["眼镜盒", "太阳镜"]
