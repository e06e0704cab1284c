"""The list of customers to be told after a change of the calendar (X-14)."""

from datetime import date, datetime
from itertools import pairwise

import pytest
from papers import CHINA, PRINTED, SHOP
from reading import characters_of, reader, squeezed, text_of, words_with_places

from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog, languages
from shopcare.printing.documents.reschedule_list import RescheduleList, RescheduleRow
from shopcare.printing.render import render, unprintable
from shopcare.services.papers.registry import spec_of

NASTY = "<b>&amp;\"'</b> {name} %s 🙂 “引号”（左），" * 3


def reschedule_list(count: int = 30, **changes: object) -> RescheduleList:
    names = ("丁𬸪艳", "查豪䶮", "欧阳文静", "王小明", "古丽巴哈尔·买买提", "李雷")
    rows = [
        RescheduleRow(
            customer_name=names[n % len(names)],
            phone=f"138 0013 8{n:03d}",
            what=("佩戴回访", "投诉处理回访", "答应的日期，服务单 26-00042-3")[n % 3],
            before=(date(2027, 2, 12), datetime(2027, 2, 12, 20, 30, tzinfo=CHINA))[n % 2],
            after=(date(2027, 2, 15), datetime(2027, 2, 15, 20, 30, tzinfo=CHINA), None)[n % 3],
        )
        for n in range(count)
    ]
    facts = {"shop": SHOP, "printed": PRINTED, "because": "2027 年放假安排", "rows": tuple(rows)}
    return RescheduleList(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("paper", spec_of("reschedule_list").papers)
def test_every_name_and_number_is_on_the_list_inside_the_paper_x14(
    paper: Paper, language: str
) -> None:
    document = reschedule_list()
    pdf = render(document, paper, Catalog(language))
    text, letters = text_of(pdf), characters_of(pdf)
    for row in document.rows:
        assert squeezed(row.phone) in text
        assert not set(row.customer_name) - set(letters)
    sizes = [(float(p.mediabox.width), float(p.mediabox.height)) for p in reader(pdf).pages]
    places = words_with_places(pdf)
    for page, left, top, right, bottom, word in places:
        width, height = sizes[page]
        assert left >= 5 and right <= width - 5, word
        assert top >= 0 and bottom <= height, word
    lines = sorted((p, round(t), left, right, w) for p, left, t, right, _, w in places)
    for (page, top, _, right, word), (page2, top2, left2, _, word2) in pairwise(lines):
        if (page, top) == (page2, top2):
            assert left2 >= right - 1, (word, word2)
    assert len(sizes) > 1


def test_what_changes_is_said_with_both_days() -> None:
    pdf = render(reschedule_list(3), Paper.A4, Catalog("en"))
    text = text_of(pdf)
    assert squeezed("was Fri 12 Feb 2027") in text
    assert squeezed("now Mon 15 Feb 2027 20:30") in text
    assert squeezed("promised for Fri 12 Feb 2027") in text
    assert squeezed("the shop is closed that day") in text
    assert "No answer".replace(" ", "") in text


def test_an_empty_list_says_so() -> None:
    assert squeezed("Nobody needs to be told.") in text_of(
        render(reschedule_list(0), Paper.A5, Catalog("en"))
    )


def test_customers_text_prints_as_typed_and_twice_the_same() -> None:
    row = RescheduleRow(
        customer_name=NASTY, phone="138", what=NASTY, before=date(2027, 2, 12), after=None
    )
    document = reschedule_list(rows=(row,))
    assert render(document, Paper.A5, Catalog("zh_CN")) == render(
        document, Paper.A5, Catalog("zh_CN")
    )
    letters = characters_of(render(document, Paper.A5, Catalog("zh_CN")))
    assert letters["&"] >= 6
    assert not unprintable(document)
