"""A drill: what is typed or brought in is data on every way out, and is never run.

Formulas, markup, SQL, the search's own syntax and terminal codes go through import, command
line, export, papers and pages.
"""

import csv
import json
import os
import unicodedata
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel

from building.command_line import CommandLine, new_command_line
from building.screen import Contexts, show_page
from shopcare.domain.typed.text import clean_line
from shopcare.services.shop import open_shop
from shopcare.system.paths import SHOP_FILE
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.style.theme import SchemeChoice, Theme, load_fonts
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.customers.page import CustomersPage
from shopcare.ui.pages.imports.page import Face, ImportsPage

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
"""The short form prints every fourth text."""
TYPED = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://x","y")',
    "+1+cmd",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "<b>粗</b>",
    "<img src=x onerror=alert(1)>",
    "<a href='http://x'>点</a>",
    "</para><font size=90>大",
    "&lt;b&gt; &amp; &#65;",
    "A & B",
    "'); DROP TABLE customer; --",
    "王 OR 1=1",
    'a" OR name:* NEAR(b',
    "^王* AND NOT",
    "\x1b[31m红\x1b[0m",
    "\x9b31m",
    "%s %(name)s {0} {name} ${jndi}",
    "\u202eevil",
)
GUARDED = "'=1+1"
"""So a CSV writes a formula that is none; typed by somebody, it is kept."""
NAMES = (*map(clean_line, TYPED), GUARDED)
FORMULA = tuple("=+-@\t\r")


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    line = new_command_line(tmp_path_factory.mktemp("shop"))
    file = line.folder / "till.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("会员号", "姓名", "手机", "地址", "备注"))
        for number, text in enumerate(TYPED):
            writer.writerow((f"V{number}", text, f"139{number:08}", text, text))
    assert line.json("import", "customers", file)["added"] == len(TYPED)
    guarded = {"name": GUARDED, "number": f"V{len(TYPED)}"}
    line.json("customer", "add", fields=guarded)
    return line


def names(line: CommandLine) -> list[str]:
    people = [line.json("customer", "show", f"V{number}") for number in range(len(NAMES))]
    return [one["name"] for one in people]


def controls(text: str) -> set[str]:
    """Give the signs that a terminal acts on."""
    return {sign for sign in text if unicodedata.category(sign) == "Cc" and sign not in "\r\n"}


def test_everything_is_on_file_as_typed(line: CommandLine) -> None:
    assert names(line) == list(NAMES)


def test_an_exported_text_is_never_a_formula_and_comes_back_as_typed(
    line: CommandLine, tmp_path: Path
) -> None:
    line.json("export", "customers", tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell.startswith(FORMULA[:4])] == []
    line.json("export", "customers", tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert [cell.value for row in sheet for cell in row if cell.data_type == "f"] == []
    assert set(NAMES) <= {cell.value for row in sheet for cell in row}
    for ending in ("csv", "xlsx"):
        other = new_command_line(tmp_path / ending)
        other.json("import", "customers", tmp_path / f"out.{ending}")
        assert names(other) == list(NAMES)


def test_a_search_finds_what_is_typed_and_runs_nothing(line: CommandLine) -> None:
    for number, text in enumerate(NAMES):
        found = line.json("find", "--", text)
        if any(map(str.isalnum, text)):
            assert f"V{number}" in {one["number"] for one in found}, text
    assert names(line) == list(NAMES)  # no table was dropped meanwhile


def test_nothing_reaches_the_terminal_as_a_command(line: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("姓名,手机,生日\n王\x1b[2J,\x1b[31m138,\x1b]0;x\x07\n", "utf-8")
    answers = [line.run("import", "customers", file, "--dry-run")]
    answers.append(line.run("import", "customers", tmp_path / "\x1b[31m.csv"))
    answers.append(line.run("find", "\x1b[31m"))
    answers += [line.run("customer", "show", f"V{number}") for number in range(len(NAMES))]
    assert [sorted(controls(one.out + one.err)) for one in answers] == [[]] * len(answers)


def test_papers_print_it_as_typed(line: CommandLine, tmp_path: Path) -> None:
    for number, text in islice(enumerate(NAMES), 0, None, 1 if IS_LONG else 4):
        who = line.json("customer", "show", f"V{number}")
        facts = {
            "kind": "repair", "customer_id": who["id"],
            "product": text, "category": "frame_glasses", "fault": text,
        }  # fmt: skip
        case = line.run("--json", "case", "add", "--fields", "-", stdin=json.dumps(facts))
        assert case.status == 0, case
        out = tmp_path / f"{number}.pdf"
        line.json("print", "service-slip", case.json["number"], "--out", out)
        printed = "".join("".join(page.extract_text().split()) for page in PdfReader(out).pages)
        assert printed.count("".join(text.split())) >= 2, (text, printed)
        assert not {b"/JavaScript", b"/Launch", b"/URI"} & set(out.read_bytes().split())


@pytest.fixture
def context(qapp: QApplication, line: CommandLine) -> Iterator[PageContext]:
    load_fonts(qapp)
    qapp.setProperty("theme", Theme(qapp, SchemeChoice.LIGHT))
    shop, contexts = open_shop(line.folder / SHOP_FILE), Contexts()
    yield contexts.open(shop)
    contexts.close()
    shop.close()


def test_no_page_takes_it_for_markup(qtbot, context: PageContext, line: CommandLine) -> None:
    pages = [CustomersPage(context), CasesPage(context), ImportsPage(context)]
    for page in pages:
        show_page(qtbot, context, page)
    for record in range(1, len(NAMES) + 1):
        pages[0].open_record("customer", record)
        assert _markup_in(pages[0]) == []
    for record in pages[1].records.model.ids()[:8]:
        pages[1].open_record("case", record)
        assert _markup_in(pages[1]) == []
    pages[2].take_file(line.folder / "till.csv")
    qtbot.waitUntil(lambda: pages[2].face is not Face.WORKING, timeout=20_000)
    assert _markup_in(pages[2]) == []


def _markup_in(page) -> list[str]:
    """List what Qt would read as markup, or as a button's letter."""
    labels = page.findChildren(QLabel)
    rich = [
        label.text()
        for label in labels
        if label.textFormat() in (Qt.TextFormat.AutoText, Qt.TextFormat.RichText)
        and GuiQt.mightBeRichText(label.text())
    ]
    tips = [w.toolTip() for w in page.findChildren(QAbstractButton) + labels]
    for view in page.findChildren(QAbstractItemView):
        model = view.model()
        shown = range(min(model.rowCount(), 40)) if model is not None else ()
        tips += [
            model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or ""
            for row in shown
            for column in range(model.columnCount())
        ]
    rich += [tip for tip in tips if GuiQt.mightBeRichText(tip) and not tip.startswith("<p>")]
    rich += [tip for tip in tips if tip.startswith("<p>") and "<" in tip[3:-4].replace("<br>", "")]
    buttons = page.findChildren(QAbstractButton)
    return rich + [b.text() for b in buttons if "A & B" in b.text()]
