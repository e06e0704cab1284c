"""Photos of a case in the window: from files, the clipboard and the mouse; large by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage

from building.photos import as_file, drawn
from building.records import add_wang, open_case
from building.screen import FakeDialogs, press, show_page, type_text
from building.shops import NOW, make_shop
from shopcare.domain.goods.photo import PhotoDraft
from shopcare.services.goods.photos import photos_of
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.background import Cancelled
from shopcare.ui.kit.forms.marks_field import MarksField
from shopcare.ui.pages.cases.goods.photo_sources import adding
from shopcare.ui.pages.cases.page import CasesPage


def dropped(*paths: Path) -> QMimeData:
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return given


def test_photos_are_added_seen_marked_and_voided_x4(
    qtbot, tmp_path, memory, theme, contexts
) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    case = open_case(shop, add_wang(shop).id)
    photo, broken, other = (tmp_path / f"{name}.jpg" for name in ("one", "two", "three"))
    photo.write_bytes(as_file(drawn(300, 200)))
    other.write_bytes(as_file(drawn(200, 300)))
    broken.write_bytes(photo.read_bytes()[:-900])
    context = contexts.open(shop, memory, FakeDialogs(photo))
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    context.background.changed.connect(page.reload)
    page.open_record("photos", case.id)
    strip = page.card.photos
    assert strip.add_button.hasFocus()

    strip.add_button.click()
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    given = dropped(other, broken)
    page.card.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, given, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 2)
    assert "two.jpg" in strip.notice.text()
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    strip.paste_button.click()
    assert "clipboard" in strip.notice.text()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    clipboard.setImage(image)
    page.records.table.setFocus()
    qtbot.keyClick(page.records.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 3)
    assert not strip.notice.isVisible()

    strip.thumbnails[0].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    viewer = page.viewer
    assert viewer is not None
    press(qtbot, Qt.Key.Key_Right)
    assert viewer.place_words.text() == "2 / 3"
    press(qtbot, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Return)
    panel = page.card.forms.panel
    assert panel is not None
    qtbot.waitUntil(panel.isVisible)
    field = panel.form.field("marks", MarksField)
    panel.start()
    press(qtbot, Qt.Key.Key_Up, Qt.Key.Key_Space)
    qtbot.waitUntil(field.lines[0].word_box.isVisible)
    field.lines[0].setFocus()
    type_text(qtbot, "crack")
    panel.save_button.click()
    qtbot.waitUntil(lambda: bool(strip.thumbnails[0].photo.marks))
    [mark] = photos_of(shop, case.id)[0].marks
    assert (mark.x, mark.y, mark.word) == (500, 480, "crack")

    strip.thumbnails[1].click()
    assert "crack" not in viewer.marks_words.text()
    press(qtbot, Qt.Key.Key_Home)
    assert viewer.marks_words.text() == "1  crack"
    press(qtbot, Qt.Key.Key_Escape)
    assert not viewer.isVisible()
    strip.thumbnails[1].click()
    press(qtbot, Qt.Key.Key_Delete)
    panel = page.card.forms.panel
    assert panel is not None
    panel.save_button.click()
    qtbot.waitUntil(lambda: bool(panel.form.problem_texts()))
    panel.start()
    type_text(qtbot, "拍错")
    with qtbot.waitSignal(page.undo_offered) as offered:
        panel.save_button.click()
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 2)
    offered.args[1](shop)
    assert len(photos_of(shop, case.id)) == 3
    contexts.close()
    shop.close()


def test_photos_whose_reading_is_cancelled_leave_nothing(tmp_path) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    case = open_case(shop, add_wang(shop).id)
    photo = tmp_path / "one.jpg"
    photo.write_bytes(as_file(drawn(30, 20)))

    def stop_at_second(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        adding(shop, progress=stop_at_second, case_id=case.id, draft=PhotoDraft(),
               sources=(photo, photo))  # fmt: skip
    assert photos_of(shop, case.id) == ()
    shop.close()
