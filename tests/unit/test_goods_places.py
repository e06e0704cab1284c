"""Places and item codes as people type and scan them (X-2, W-1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.errors import Refusal
from shopcare.domain.goods.item import item_code, item_code_from_text, place_from_text
from shopcare.domain.goods.places import MOST_PLACES, place_problems, places_from_text, places_text


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("", ()),
        ("A1", ("A1",)),
        ("a1-a3, b1，柜顶", ("A1", "A2", "A3", "B1", "柜顶")),
        ("A08-A11", ("A08", "A09", "A10", "A11")),
        ("A1 A1", ("A1",)),
        ("BAG-7", ("BAG-7",)),
        ("1-3", ("1", "2", "3")),
    ],
)
def test_places_are_typed_as_a_list_with_ranges(typed: str, places: tuple[str, ...]) -> None:
    assert places_from_text(typed) == places


@pytest.mark.parametrize("typed", ["A3-A1", "A1-A9999", "A1!", "<b>", "A" * 17, "-"])
def test_what_is_no_place_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="place_unreadable"):
        places_from_text(typed)


def test_there_are_not_more_places_than_a_shop_has() -> None:
    with pytest.raises(Refusal, match="places_too_many"):
        places_from_text("A1-A1500, B1-B1500")
    assert [one.code for one in place_problems(("A1", "A1"))] == ["place_unreadable"]


CODES = st.from_regex(r"[A-Z]{1,3}[0-9]{1,3}", fullmatch=True)


@given(st.lists(CODES, unique=True, max_size=30))
def test_places_are_read_as_they_are_written(codes: list[str]) -> None:
    assert places_from_text(places_text(codes)) == tuple(codes)
    assert place_problems(codes) == []
    assert len(codes) < MOST_PLACES


@given(st.text(max_size=20))
def test_a_place_is_read_or_refused(text: str) -> None:
    try:
        code = place_from_text(text)
    except Refusal:
        return
    assert place_from_text(code) == code


@pytest.mark.parametrize(("count", "code"), [(1, "26-00042-3"), (3, "26-00042-3/2")])
def test_the_code_of_an_item_is_read_back(count: int, code: str) -> None:
    assert item_code("26-00042-3", 2, count) == code
    assert item_code_from_text(code) == ("26-00042-3", None if count == 1 else 2)
