"""Encryption on the screen: turned on, asked for at the next start, changed and ended."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from building.encryption import PASSPHRASE, encrypted, locked
from building.screen import Contexts, show_page
from building.shops import NOW, make_shop
from shopcare.app.closed_shop import ClosedShop
from shopcare.app.unlock import Unlock
from shopcare.services import drafts
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.encryption import is_encrypted, unlock
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.papers.recovery_code_box import RecoveryCodeBox
from shopcare.ui.pages.settings.encrypted_view import EncryptedView, Passphrases
from shopcare.ui.pages.settings.encryption_section import EncryptionSection, PlainView
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject

LEFT = Qt.MouseButton.LeftButton
NEW = "ein ganz neues Kennwort"
QUICKLY = 10_000


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    make_shop(tmp_path, SetClock(NOW)).close()
    yield tmp_path / "shop.db"
    locked()


def page_of(qtbot: Any, contexts: Contexts, path: Path) -> tuple[PageContext, EncryptionSection]:
    context = contexts.open(open_shop(path, clock=SetClock(NOW)))
    page = SettingsPage(context)
    show_page(qtbot, context, page)
    page.list.choose(Subject.ENCRYPTION)
    section = page.list.section(Subject.ENCRYPTION)
    assert isinstance(section, EncryptionSection)
    return context, section


def close_all(contexts: Contexts) -> None:
    contexts.close()
    for context in contexts:
        context.shop.close()


def test_it_is_turned_on_while_the_window_is_closed_and_shows_its_code_once(
    qtbot: Any, path: Path
) -> None:
    contexts = Contexts()
    context, section = page_of(qtbot, contexts, path)
    view = section.view
    assert isinstance(view, PlainView)
    view.form.fill(Passphrases(new="short", again="short"))
    qtbot.mouseClick(view.on_button, LEFT)
    assert "8" in view.form.problem_texts()["new"]
    view.form.fill(Passphrases(new=PASSPHRASE, again=NEW))
    qtbot.mouseClick(view.on_button, LEFT)
    assert view.form.problem_texts()["again"]
    view.form.fill(Passphrases(new=PASSPHRASE, again=PASSPHRASE))
    qtbot.mouseClick(view.on_button, LEFT)
    assert drafts.kept(context.shop, drafts.Form.SETTINGS) is None, "no draft of a passphrase"
    (work,) = contexts.closed_for
    close_all(contexts)
    window = ClosedShop(work, path)
    qtbot.addWidget(window)
    window.start()
    qtbot.waitUntil(lambda: window.box is not None, timeout=QUICKLY)
    assert is_encrypted(path)
    assert window.box is not None
    code = window.box.code.text().replace("\u200b", "")
    qtbot.keyClick(window.box, Qt.Key.Key_Escape)
    assert window.box.isVisible(), "pressed too easily"
    qtbot.mouseClick(window.box.done_button, LEFT)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=QUICKLY)
    locked()
    unlock(path, code)


def test_what_did_not_work_is_told_before_the_shop_opens_again(qtbot: Any, path: Path) -> None:
    contexts = Contexts()
    _context, section = page_of(qtbot, contexts, path)
    assert isinstance(section.view, PlainView)
    section.view.form.fill(Passphrases(new=PASSPHRASE, again=PASSPHRASE))
    qtbot.mouseClick(section.view.on_button, LEFT)
    window = ClosedShop(contexts.closed_for[0], path)  # the page's shop is still open
    qtbot.addWidget(window)
    window.start()
    qtbot.waitUntil(window.go_on_button.isVisible, timeout=QUICKLY)
    assert "Another program is using the shop file" in window.notice.text()
    assert not is_encrypted(path)
    close_all(contexts)


def test_a_locked_shop_is_opened_by_what_is_typed_and_wrong_tries_wait(
    qtbot: Any, path: Path
) -> None:
    code = encrypted(path, SetClock(NOW)).code
    locked()
    window = Unlock(path)
    qtbot.addWidget(window)
    window.show()
    for _try in range(3):
        window.edit.setText("not this one")
        qtbot.keyClick(window.edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "neither the passphrase" in window.notice.text(), timeout=QUICKLY)
        qtbot.waitUntil(window.edit.isEnabled, timeout=QUICKLY)
    assert not window.open_button.isEnabled()
    assert " s" in window.open_button.text()
    window.close()
    window = Unlock(path)  # as after a new start
    qtbot.addWidget(window)
    window.show()
    assert "wrong several times" in window.notice.text()
    window.edit.setText(PASSPHRASE)
    assert not window.open_button.isEnabled()
    assert not window.is_open
    window.edit.setText(code)
    qtbot.mouseClick(window.open_button, LEFT)
    qtbot.waitUntil(lambda: window.is_open, timeout=QUICKLY)
    open_shop(path, clock=SetClock(NOW)).close()


def test_passphrase_and_code_are_changed_and_the_encryption_ended(qtbot: Any, path: Path) -> None:
    encrypted(path, SetClock(NOW))
    contexts = Contexts()
    context, section = page_of(qtbot, contexts, path)
    view = section.view
    assert isinstance(view, EncryptedView)
    view.form.fill(Passphrases(known="wrong", new=NEW, again=NEW))
    qtbot.mouseClick(view.change_button, LEFT)
    qtbot.waitUntil(lambda: any(view.form.problem_texts().values()), timeout=QUICKLY)
    view.form.fill(Passphrases(known=PASSPHRASE, new=NEW, again=NEW))
    qtbot.mouseClick(view.change_button, LEFT)
    qtbot.waitUntil(lambda: "from now on" in view.notice.text(), timeout=QUICKLY)
    assert view.form.draft().known == "", "nothing stays on the screen"
    view.form.fill(Passphrases(known=NEW))
    qtbot.mouseClick(view.code_button, LEFT)
    boxes = view.window().findChildren
    qtbot.waitUntil(lambda: bool(boxes(RecoveryCodeBox)), timeout=QUICKLY)
    (box,) = boxes(RecoveryCodeBox)
    qtbot.mouseClick(box.done_button, LEFT)
    view.form.fill(Passphrases(known=NEW))
    qtbot.mouseClick(view.off_button, LEFT)
    qtbot.waitUntil(lambda: bool(contexts.closed_for), timeout=QUICKLY)
    assert context.dialogs.asked[-1] == "Encrypt the shop no longer?"  # type: ignore[attr-defined]
    close_all(contexts)
    contexts.closed_for[0].work()
    locked()
    with closing(open_shop(path, clock=SetClock(NOW))) as shop:
        assert shop.settings.name
    QApplication.processEvents()
