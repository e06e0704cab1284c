"""Text stays as it was typed, without what cannot be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.typed.text import clean_line, clean_text, too_long


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  王小明  ", "王小明"),
        ("王\u202e小明", "王小明"),  # right-to-left override
        ("王\u2066小\u2069明", "王小明"),
        ("\ufeff王小明", "王小明"),
        ("王\x00小\x07明", "王小明"),
        ("王\ud83d明", "王明"),  # half an emoji
        ("cafe\u0301", "café"),
        ("一\r\n二\r三\u2028四\x85五", "一\n二\n三\n四\n五"),
        ("\u200b", ""),  # seen as empty, so it is empty
        ("\u200d\u200e \u00ad", ""),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),  # a family stays one sign
        ("<b>&amp;'\";--", "<b>&amp;'\";--"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_a_text_without_what_cannot_be_seen(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_one_line_has_single_blanks() -> None:
    assert clean_line(" 文昌路 \t 88\n号\u3000二楼 ") == "文昌路 88 号 二楼"


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)
    assert once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")  # can always be stored
    assert "\n" not in clean_line(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S")), max_size=40))
def test_nothing_that_can_be_seen_is_lost(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


def test_too_long_names_the_field_and_never_cuts() -> None:
    found = too_long({"name": "名" * 81, "remark": "x"}, {"name": 80, "remark": 80})
    assert [(p.field, p.code, dict(p.values)) for p in found] == [
        ("name", "text_too_long", {"length": 81, "most": 80})
    ]
