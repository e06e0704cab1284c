"""Where things stand on a paper: quiet zones, baselines, lines to write on."""

from collections.abc import Iterator

import pytest
from papers import slip

from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog, languages
from shopcare.printing.codes import QUIET_PT
from shopcare.printing.draw_commands import Bars, Mark, Stroke, Words
from shopcare.printing.fonts import fonts
from shopcare.printing.paper import SHEETS
from shopcare.printing.service_slip import service_slip_pages
from shopcare.printing.typesetter import Typesetter


def marks_of(paper: Paper, language: str, **changes: object) -> tuple[Mark, ...]:
    setter = Typesetter(SHEETS[paper], Catalog(language), fonts())
    return service_slip_pages(slip(**changes), setter)[0].marks


def words_of(marks: tuple[Mark, ...]) -> Iterator[Words]:
    return (mark for mark in marks if isinstance(mark, Words))


def baseline(marks: tuple[Mark, ...], text: str) -> float:
    return next(mark.y for mark in words_of(marks) if mark.text == text)


@pytest.mark.parametrize("language", languages())
def test_the_names_of_the_parts_keep_away_from_the_code(language: str) -> None:
    marks = marks_of(Paper.CONTINUOUS, language)
    names = next(mark for mark in words_of(marks) if mark.turned)
    squares = [mark for mark in marks if isinstance(mark, Bars) and mark.step == mark.tall]
    right = max(m.x + m.step * max(x + w for x, _, w, _ in m.rectangles) for m in squares)
    lower_edge = names.x - 0.3 * names.size
    assert lower_edge - right >= QUIET_PT
    assert names.x + names.size < SHEETS[Paper.CONTINUOUS].width - 36  # the strip with the holes


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5, Paper.CONTINUOUS])
def test_a_line_to_write_on_stands_level_with_what_is_beside_it(
    paper: Paper, language: str
) -> None:
    words = Catalog(language)
    marks = marks_of(paper, language, spec="-3.25", lot="")
    level = baseline(marks, "-3.25")
    assert baseline(marks, words.text("Spec")) == pytest.approx(level)
    assert baseline(marks, words.text("Lot or colour")) == pytest.approx(level)
    lines = [mark for mark in marks if isinstance(mark, Stroke) and mark.y == mark.to_y]
    assert any(0 < line.y - level < 2 for line in lines)


@pytest.mark.parametrize("language", languages())
def test_both_signatures_of_the_form_are_alike(language: str) -> None:
    words, marks = Catalog(language), marks_of(Paper.CONTINUOUS, language)
    labels = [words.text("Customer's signature"), words.text("Goods received back, signature")]
    first, second = (mark for mark in words_of(marks) if mark.text in labels)
    assert (first.y, first.size) == (second.y, second.size)
    dates = [mark for mark in words_of(marks) if mark.text == words.text("Date")]
    assert dates[0].y == dates[1].y


@pytest.mark.parametrize("paper", [Paper.ROLL_80, Paper.ROLL_58])
def test_no_number_is_broken_in_the_middle_on_a_roll(paper: Paper) -> None:
    numbers = ["0571 8868 4814", "135 8137 9501"]
    marks = marks_of(paper, "en", customer_phone=" / ".join(numbers))
    assert set(numbers) <= {mark.text for mark in words_of(marks)}
