"""A document of two functions and a description shows up everywhere by itself."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from shopcare.__main__ import main
from shopcare.app.gallery import write_papers
from shopcare.domain.papers.document import Paper
from shopcare.printing.document import Document
from shopcare.printing.letterhead import letterhead, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.typesetter import Typesetter
from shopcare.services.papers import registry
from shopcare.services.papers.document_spec import DocumentSpec, Request
from shopcare.services.papers.drawing import usual_paper
from shopcare.services.papers.shared_facts import printed_by, shop_head
from shopcare.services.shop import Shop
from shopcare.ui.kit.papers.document_opener import DocumentOpener
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject

GREETING = "Thank you, שרה!"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankYouCard(Document):
    greeting: str

    def lay_out(self, setter: Typesetter) -> Pages:
        width = setter.sheet.inner_width
        body = [
            *letterhead(self.shop, "Thank you", setter, width),
            *setter.paragraph(self.greeting, width),
        ]
        content = Content(title="Thank you", body=body, printed=printed_text(setter, self.printed))
        return make_pages(content, setter)


def gather(shop: Shop, request: Request) -> ThankYouCard:
    return ThankYouCard(shop=shop_head(shop), printed=printed_by(shop), greeting=GREETING)


CARD = DocumentSpec(
    kind="thank_you_card", title="Thank-you card", papers=(Paper.A5, Paper.ROLL_58), gather=gather
)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "DOCUMENTS", (*registry.DOCUMENTS, CARD))


def test_its_paper_is_chosen_in_the_settings(qtbot, context) -> None:
    page = SettingsPage(context)
    qtbot.addWidget(page)
    page.show()
    box = page.list.section(Subject.PAPERS).field(f"papers.{CARD.kind}")
    assert box.value() == "a5"
    box.set_value("roll_58")
    page.save_button.click()
    qtbot.waitUntil(page.notice.isVisible, timeout=10_000)
    context.shop.refresh()
    assert usual_paper(context.shop, CARD) is Paper.ROLL_58


def test_its_preview_opens_and_tells_what_no_font_has_before_printing(qtbot, context) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    button = QPushButton(page)
    opener = DocumentOpener(context, page)
    opener.open(button, CARD.kind)
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: opener.preview is not None)
    preview = opener.preview
    assert button.isEnabled()
    assert preview.windowTitle() == "Thank-you card 2026-03-05"
    assert len(preview.view.pages) == 1
    assert "U+05E9 ש" in preview.notice.text()
    opener.open(button, "day_close")
    qtbot.waitUntil(lambda: opener.preview not in (None, preview))
    qtbot.waitUntil(lambda: not isValid(preview))
    assert opener.preview.notice.isHidden()
    context.dialogs.path = page_file = context.shop.path.with_name("card.pdf")
    with qtbot.waitSignal(opener.preview.saved):
        opener.preview.save_button.click()
    assert context.dialogs.asked == ["Day close 2026-03-05.pdf"]
    assert page_file.read_bytes().startswith(b"%PDF")
    opener.preview.close()
    assert opener.preview is None


def test_the_command_line_names_it_and_prints_it(context, tmp_path, capsys) -> None:
    shop_words = ["--data", str(tmp_path), "--lang", "en"]
    assert main(["print", "--help", "--lang", "en"]) == 0
    assert "|thank-you-card" in "".join(capsys.readouterr().out.split())
    file = tmp_path / "card.pdf"
    words = [*shop_words, "print", "ThankYouCard", "--out", str(file)]
    assert main(words) == 0
    assert "U+05E9 ש" in capsys.readouterr().out
    assert file.read_bytes().startswith(b"%PDF")
    assert main([*words, "--paper", "a4"]) == 1
    assert "a5, roll_58" in capsys.readouterr().err


def test_the_gallery_shows_it_on_both_papers(context, tmp_path) -> None:
    folder = tmp_path / "gallery"
    folder.mkdir()
    written = {path.name for path in write_papers(context.shop, folder, "en")}
    assert {"thank_you_card-a5-en.pdf", "thank_you_card-roll_58-en.pdf"} <= written
