"""Where things stand on a paper: quiet zones, baselines, lines to write on."""

from collections.abc import Iterator

import pytest
from papers import slip

from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog, languages
from shopcare.printing.codes import QUIET_PT
from shopcare.printing.draw_commands import Bars, DrawCommand, Line, Text
from shopcare.printing.fonts import fonts
from shopcare.printing.paper import SHEETS
from shopcare.printing.typesetter import Typesetter


def commands_of(paper: Paper, language: str, **changes: object) -> tuple[DrawCommand, ...]:
    setter = Typesetter(SHEETS[paper], Catalog(language), fonts())
    return slip(**changes).lay_out(setter).pages[0].commands


def words_of(commands: tuple[DrawCommand, ...]) -> Iterator[Text]:
    return (command for command in commands if isinstance(command, Text))


def baseline(commands: tuple[DrawCommand, ...], text: str) -> float:
    return next(command.y for command in words_of(commands) if command.text == text)


@pytest.mark.parametrize("language", languages())
def test_the_names_of_the_parts_keep_away_from_the_code(language: str) -> None:
    commands = commands_of(Paper.CONTINUOUS, language)
    names = next(command for command in words_of(commands) if command.rotated)
    squares = [
        command
        for command in commands
        if isinstance(command, Bars) and command.step_width == command.step_height
    ]
    right = max(m.x + m.step_width * max(x + w for x, _, w, _ in m.rectangles) for m in squares)
    lower_edge = names.x - 0.3 * names.size
    assert lower_edge - right >= QUIET_PT
    assert names.x + names.size < SHEETS[Paper.CONTINUOUS].width - 36  # the strip with the holes


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5, Paper.CONTINUOUS])
def test_a_line_to_write_on_stands_level_with_what_is_beside_it(
    paper: Paper, language: str
) -> None:
    words = Catalog(language)
    commands = commands_of(paper, language, spec="-3.25", lot="")
    level = baseline(commands, "-3.25")
    assert baseline(commands, words.text("Specification")) == pytest.approx(level)
    assert baseline(commands, words.text("Batch or colour")) == pytest.approx(level)
    lines = [
        command for command in commands if isinstance(command, Line) and command.y == command.to_y
    ]
    assert any(0 < line.y - level < 2 for line in lines)


@pytest.mark.parametrize("language", languages())
def test_both_signatures_of_the_form_are_alike(language: str) -> None:
    words, commands = Catalog(language), commands_of(Paper.CONTINUOUS, language)
    labels = [words.text("Customer's signature"), words.text("Goods received back, signature")]
    first, second = (command for command in words_of(commands) if command.text in labels)
    assert (first.y, first.size) == (second.y, second.size)
    dates = [command for command in words_of(commands) if command.text == words.text("Date")]
    assert dates[0].y == dates[1].y


@pytest.mark.parametrize("paper", [Paper.ROLL_80, Paper.ROLL_58])
def test_no_number_is_broken_in_the_middle_on_a_roll(paper: Paper) -> None:
    numbers = ["0571 8868 4814", "135 8137 9501"]
    commands = commands_of(paper, "en", customer_phone=" / ".join(numbers))
    assert set(numbers) <= {command.text for command in words_of(commands)}
