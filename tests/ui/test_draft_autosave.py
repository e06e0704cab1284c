"""What is being typed is on the disk a moment later, and tried again where it could not be."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from shopcare.domain.shop.settings import ShopSettings
from shopcare.services import drafts
from shopcare.services.setup.settings import first_manager
from shopcare.services.shop import Shop, create_shop
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, clearing_draft
from shopcare.ui.kit.context.write_queue import WriteQueue

FORM = drafts.Form.INTAKE


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    settings = ShopSettings(name="明视眼镜", trade="optical", phone="")
    shop = create_shop(tmp_path / "shop.db", settings, [first_manager("LM", "李梅")])
    yield shop
    shop.close()


@pytest.fixture
def worker(qapp, shop: Shop) -> Iterator[WriteQueue]:
    def impatient() -> Shop:
        reopened = shop.reopened()
        reopened.file.execute("PRAGMA busy_timeout = 1")
        return reopened

    write_queue = WriteQueue(impatient)
    yield write_queue
    assert write_queue.finish(5_000)


@pytest.fixture
def edit(qtbot, theme) -> Iterator[QPlainTextEdit]:
    window = QWidget()
    edit = QPlainTextEdit(window)
    qtbot.addWidget(window)
    window.show()
    yield edit


@pytest.fixture
def autosave(edit: QPlainTextEdit, worker: WriteQueue) -> DraftAutosave:
    autosave = DraftAutosave(edit, worker, FORM, edit.toPlainText)
    autosave.settle()
    edit.textChanged.connect(autosave.touch)
    return autosave


def _is_kept(shop: Shop, text: object) -> Callable[[], bool]:
    return lambda: drafts.kept(shop, FORM) == text


def test_typing_is_kept_by_itself_and_emptying_lets_it_go(qtbot, shop, edit, autosave) -> None:
    qtbot.keyClicks(edit, "ab")
    qtbot.waitUntil(_is_kept(shop, "ab"))
    qtbot.keyClicks(edit, "c")
    autosave.keep()  # left, closed or crashed: now
    qtbot.waitUntil(_is_kept(shop, "abc"))
    edit.clear()
    qtbot.waitUntil(_is_kept(shop, None))


def test_a_form_that_is_disabled_while_it_is_saved_is_kept_nevertheless(
    qtbot, shop, edit, autosave
) -> None:
    qtbot.keyClicks(edit, "ab")
    edit.setEnabled(False)
    autosave.keep()
    qtbot.waitUntil(_is_kept(shop, "ab"))


def test_what_could_not_be_written_is_told_and_tried_again(
    qtbot, shop, edit, autosave, worker
) -> None:
    qtbot.keyClicks(edit, "ab")
    with closing(shop.reopened()) as other:
        other.file.execute("BEGIN IMMEDIATE")
        with qtbot.waitSignal(worker.refused) as told:
            autosave.keep()
        assert "busy" in told.args[0]
        other.file.execute("ROLLBACK")
    assert drafts.kept(shop, FORM) is None
    autosave.keep()  # the same text
    qtbot.waitUntil(_is_kept(shop, "ab"))


def test_a_record_takes_its_part_of_the_draft_along_and_a_refused_one_leaves_it(shop) -> None:
    drafts.keep(shop, FORM, ["mine", "another's"])

    def refuse(_shop: Shop) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        clearing_draft(FORM, refuse, lambda _plain: [])(shop)
    assert drafts.kept(shop, FORM) == ["mine", "another's"]
    assert clearing_draft(FORM, lambda _shop: 7, lambda plain: plain[1:])(shop) == 7
    assert drafts.kept(shop, FORM) == ["another's"]
