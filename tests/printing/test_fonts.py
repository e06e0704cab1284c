from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from reading import reader, text_of
from reportlab.pdfgen.canvas import Canvas

from shopcare.printing.draw_commands import Text
from shopcare.printing.fonts import fonts, missing_characters
from shopcare.printing.pages import Page
from shopcare.printing.pdf_renderer import PdfRenderer
from shopcare.system.paths import resource

TABLE = Path(__file__).parents[1] / "data" / "tongyong-guifan-hanzi-8105.tsv"


def standard_characters() -> str:
    return "".join(line.split("\t")[1] for line in TABLE.read_text("utf-8").splitlines() if line)


def page_of(text: str, *, bold: bool, per_line: int = 60) -> bytes:
    lines = [text[n : n + per_line] for n in range(0, len(text), per_line)]
    commands = tuple(Text(10, 20 + 12 * n, line, 9, bold) for n, line in enumerate(lines))
    page = Page(width=600, height=40 + 12 * len(lines), commands=commands)
    return PdfRenderer(fonts(), title="t", author="a", language="zh_CN").draw([page])


@pytest.mark.parametrize("bold", [False, True])
def test_every_standard_character_is_copied_out_as_itself(bold: bool) -> None:
    characters = standard_characters()
    assert len(characters) == 8105
    assert text_of(page_of(characters, bold=bold)) == characters


@pytest.mark.parametrize("bold", [False, True])
def test_every_standard_character_has_its_glyph_in_both_weights(bold: bool) -> None:
    characters = standard_characters()
    names = {name for name, _ in fonts().runs(characters, bold=bold)}
    assert names == {"ShopCareSans-Bold" if bold else "ShopCareSans-Regular"}
    assert missing_characters([characters]) == []


@pytest.mark.parametrize(
    "text", ["丁𬸪艳", "查豪䶮", "張學友龜", "😀👓📞", "ﾊﾝｸﾞﾙ ㊗", "Müller Lǚ Ān", "¥€№℃±×÷²³½→←✓…•"]
)
def test_names_signs_and_emoji_are_copied_out_as_themselves(text: str) -> None:
    assert text_of(page_of(text, bold=False)) == "".join(text.split())


def test_every_font_is_embedded_and_no_other_is_named() -> None:
    pdf = page_of("查豪䶮 張學友 😀", bold=False)
    found = reader(pdf).pages[0]["/Resources"]["/Font"]
    assert found
    for font in found.values():
        described = font.get_object()
        assert "ShopCare" in described["/BaseFont"]
        assert "/FontFile2" in described["/FontDescriptor"]


def test_a_missing_character_is_reported_once_with_its_code() -> None:
    assert missing_characters(["שלום", "一\n二", "ש"]) == [
        "U+05E9 ש", "U+05DC ל", "U+05D5 ו", "U+05DD ם",
    ]  # fmt: skip


def test_a_missing_character_stands_as_its_code() -> None:
    assert fonts().printable("李ש") == "李[U+05E9]"


def test_control_and_direction_characters_leave_nothing_behind() -> None:
    typed = "李\x00\x07\u202e雷\u2066\u200b\ufeff\ud800\u00ad明\u200d\ufe0f"
    assert fonts().printable(typed) == "李雷明"
    assert missing_characters([typed]) == []


def test_the_core_fonts_are_small_and_have_figures_of_one_width() -> None:
    folder = resource("fonts")
    for name in ("ShopCareSans-Regular.ttf", "ShopCareSans-Bold.ttf"):
        assert (folder / name).stat().st_size < 3_000_000
    assert (folder / "OFL.txt").exists()
    for bold in (False, True):
        assert len({fonts().width(digit, 10, bold=bold) for digit in "0123456789"}) == 1


@pytest.mark.parametrize(("style", "weight"), [("Regular", 400), ("Bold", 700)])
def test_every_text_was_bold_on_windows_which_believes_typographic_names(
    style: str, weight: int
) -> None:
    with TTFont(resource("fonts") / f"ShopCareSans-{style}.ttf", lazy=True) as font:
        named = {name.nameID: name.toUnicode() for name in font["name"].names}
        assert (named[1], named[2]) == ("ShopCare Sans", style)
        assert not {16, 17} & named.keys(), "Qt takes these where they are there"
        assert font["OS/2"].usWeightClass == weight


def test_another_document_of_the_same_process_is_not_disturbed() -> None:
    other = BytesIO()
    canvas = Canvas(other, invariant=1)
    first = page_of("查豪䶮", bold=True)
    canvas.drawString(10, 10, "x")
    canvas.save()
    assert page_of("查豪䶮", bold=True) == first
