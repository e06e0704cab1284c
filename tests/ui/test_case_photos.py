"""Photos of a case in the window: from files, the clipboard and the mouse; large by keyboard."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage

from building.photos import as_file, drawn
from building.records import add_wang, open_case
from building.screen import FakeDialogs, press, show_page, type_text
from building.shops import NOW, make_shop
from shopcare.services.goods.photos import photos_of
from shopcare.system.clock import SetClock
from shopcare.ui.kit.forms.marks_field import MarksField
from shopcare.ui.pages.cases.page import CasesPage


def dropped(path: Path) -> QMimeData:
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path))])
    return given


def test_photos_are_added_seen_marked_and_voided_x4(
    qtbot, tmp_path, memory, theme, contexts
) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    case = open_case(shop, add_wang(shop).id)
    photo, broken = tmp_path / "one.jpg", tmp_path / "two.jpg"
    photo.write_bytes(as_file(drawn(300, 200)))
    broken.write_bytes(photo.read_bytes()[:-900])
    context = contexts.open(shop, memory, FakeDialogs(photo))
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    context.background.changed.connect(page.reload)
    page.open_record("case", case.id)
    strip = page.card.photos

    strip.add_button.click()
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    given = dropped(broken)
    page.card.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, given, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    qtbot.waitUntil(lambda: "two.jpg" in strip.notice.text())
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    strip.paste_button.click()
    assert "clipboard" in strip.notice.text()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    clipboard.setImage(image)
    page.records.table.setFocus()
    qtbot.keyClick(page.records.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 2)
    assert not strip.notice.isVisible()

    strip.thumbnails[0].click()
    viewer = page.viewer
    assert viewer is not None
    press(qtbot, Qt.Key.Key_Right)
    assert viewer.place_words.text() == "2 / 2"
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return)
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
    qtbot.waitUntil(lambda: bool(photos_of(shop, case.id)[0].marks))
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
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    offered.args[1](shop)
    assert len(photos_of(shop, case.id)) == 2
    contexts.close()
    shop.close()
