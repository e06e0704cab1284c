"""What is being typed is on the disk a moment later, and tried again where it could not be."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from building.shops import NOW, make_shop
from shopcare.services import drafts
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey, HalfTyped
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.fields.text_fields import TextArea
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec

PLACE = drafts.Form.INTAKE
KEY, OTHER = DraftKey("note"), DraftKey("note", 9)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW))
    yield shop
    shop.close()


@pytest.fixture
def worker(qapp, shop: Shop) -> Iterator[WriteQueue]:
    def impatient() -> Shop:
        reopened = shop.reopened()
        reopened.file.wait_seconds = 0.01
        return reopened

    write_queue = WriteQueue(impatient)
    yield write_queue
    assert write_queue.finish(5_000)


@dataclass(frozen=True, slots=True)
class Note:
    """The simplest draft."""

    text: str = ""


@pytest.fixture
def form(qtbot, theme) -> Iterator[BoundForm[Note]]:
    window = QWidget()
    form = BoundForm(Note(), FieldSpec("text", "Text", TextArea()))
    form.load(Note())
    form.setParent(window)
    qtbot.addWidget(window)
    window.show()
    yield form


@pytest.fixture
def autosave(form: BoundForm[Note], worker: WriteQueue, shop: Shop) -> DraftAutosave:
    autosave = DraftAutosave(form, shop, worker, PLACE)
    autosave.watch(KEY, form)
    return autosave


def _is_kept(shop: Shop, text: str | None) -> Callable[[], bool]:
    content = [{"form": "note", "id": 0, "title": "", "typed": {"text": text}}]
    return lambda: drafts.kept(shop, PLACE) == (content if text is not None else None)


def test_typing_is_kept_by_itself_and_emptying_lets_it_go(qtbot, shop, form, autosave) -> None:
    qtbot.keyClicks(form.field("text"), "ab")
    qtbot.waitUntil(_is_kept(shop, "ab"))
    qtbot.keyClicks(form.field("text"), "c")
    autosave.keep()  # left, closed or crashed: now
    qtbot.waitUntil(_is_kept(shop, "abc"))
    form.reset()
    autosave.touch()
    qtbot.waitUntil(_is_kept(shop, None))


def test_a_form_that_is_being_saved_stays_as_it_was_noted(qtbot, shop, form, autosave) -> None:
    qtbot.keyClicks(form.field("text"), "ab")
    autosave.keep()
    form.setEnabled(False)
    form.field("text").setText("emptied meanwhile")
    autosave.keep()
    qtbot.waitUntil(_is_kept(shop, "ab"))
    autosave.drop(KEY)
    qtbot.waitUntil(_is_kept(shop, None))


def test_a_form_that_is_left_waits_with_its_title(qtbot, shop, form, worker) -> None:
    autosave = DraftAutosave(form, shop, worker, PLACE)
    autosave.watch(OTHER, form, lambda: "张伟")
    qtbot.keyClicks(form.field("text"), "ab")
    autosave.leave(OTHER)
    form.reset()
    autosave.keep()
    assert autosave.half_typed() == {OTHER: HalfTyped({"text": "ab"}, "张伟")}
    assert autosave.watch(OTHER, form)
    assert form.draft() == Note("ab")


def test_what_could_not_be_written_is_told_and_tried_again(
    qtbot, shop, form, autosave, worker
) -> None:
    qtbot.keyClicks(form.field("text"), "ab")
    with closing(shop.reopened()) as other:
        other.file.execute("BEGIN IMMEDIATE")
        with qtbot.waitSignal(worker.refused) as told:
            autosave.keep()
        assert "Another program is using" in told.args[0]
        other.file.execute("ROLLBACK")
    assert drafts.kept(shop, PLACE) is None
    autosave.keep()  # the same text
    qtbot.waitUntil(_is_kept(shop, "ab"))


def test_a_record_takes_its_part_of_the_draft_along_and_a_refused_one_leaves_it(
    qtbot, shop, form, autosave, worker
) -> None:
    autosave.hold(OTHER, HalfTyped({"text": "another's"}))
    qtbot.keyClicks(form.field("text"), "mine")

    def refuse(_shop: Shop) -> None:
        raise LookupError

    refused = autosave.saving(refuse, KEY)
    saved = autosave.saving(lambda _shop: 7, KEY)
    assert worker.finish(5_000)
    with pytest.raises(LookupError):
        refused(shop)
    assert len(drafts.kept(shop, PLACE)) == 2  # what was typed was kept before it is saved
    assert saved(shop) == 7
    [left] = drafts.kept(shop, PLACE)
    assert left["typed"] == {"text": "another's"}


@pytest.mark.parametrize("odd", [3, "x", {"a": 1}, [1], [{"form": "note"}], [[1, "a", {}]]])
def test_what_another_version_wrote_otherwise_is_left_at_rest(shop, form, worker, odd) -> None:
    drafts.keep(shop, PLACE, odd)
    assert DraftAutosave(form, shop, worker, PLACE).half_typed() == {}
