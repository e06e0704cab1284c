"""Tries the installed program on a shop of its own: pages, papers, saving, backup and restore."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.app import screen
from shopcare.language.catalog import languages, mark
from shopcare.system.log import traceback_text

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from shopcare.services.shop import Shop

_FEWEST_COLOURS: Final = 16
"""A page that did not draw has one or two."""
FAULT: Final = "镜腿松动 & <b>螺丝</b>滑牙 𬭎"
"""What is saved and read back: characters of every kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One thing that was tried."""

    key: str
    what: str
    """A marked literal."""
    count: int
    """How many pages, papers or entries it was."""
    problem: str
    """What went wrong; empty where nothing did."""


def self_test(tell: Callable[[Tried], None] = lambda _tried: None) -> list[Tried]:
    """Try everything once, off screen and in a temporary folder; no shop's data is touched.

    Args:
        tell: is told of each thing as soon as it was tried.
    """
    from shopcare.app.gallery import a_busy_moment
    from shopcare.services.setup.sample_file import sample_shop_file
    from shopcare.services.setup.sample_shop import ZONE
    from shopcare.services.shop import open_shop
    from shopcare.system.clock import SetClock

    screen.draw_unseen()
    found: list[Tried] = []
    with tempfile.TemporaryDirectory(prefix="shopcare-self-test-") as folder:
        now = a_busy_moment(datetime.now(ZONE))
        shop = open_shop(sample_shop_file(Path(folder), now), clock=SetClock(now))
        try:
            for key, what, attempt in _ATTEMPTS:
                found.append(_tried(key, what, attempt, shop, Path(folder)))
                tell(found[-1])
        finally:
            shop.close()
    return found


def _tried(
    key: str, what: str, attempt: "Callable[[Shop, Path], int]", shop: "Shop", folder: Path
) -> Tried:
    try:
        return Tried(key=key, what=what, count=attempt(shop, folder), problem="")
    except AssertionError as error:
        return Tried(key=key, what=what, count=0, problem=str(error))
    except Exception as error:  # whatever it is, the rest is tried as well
        return Tried(key=key, what=what, count=0, problem=f"{error}\n{traceback_text(error)}")


def _pages(shop: "Shop", folder: Path) -> int:
    """Open every page in every language and see that something was drawn."""
    from PySide6.QtGui import QImage

    from shopcare.app.gallery import write_pages
    from shopcare.app.main import make_application
    from shopcare.services.setup.sample_file import in_language

    app, count = make_application(), 0
    for language in languages():
        for picture in write_pages(app, in_language(shop, language), folder, language, "light"):
            image = QImage(str(picture))
            _expect(_colours(image) >= _FEWEST_COLOURS, f"{picture.name}: nothing was drawn")
            count += 1
    return count


def _colours(image: "QImage") -> int:
    """Count the colours of a picture, every third pixel either way."""
    across, down = range(0, image.width(), 3), range(0, image.height(), 3)
    return len({image.pixel(x, y) for y in down for x in across})


def _papers(shop: "Shop", folder: Path) -> int:
    """Lay out every document for each of its papers and read it back."""
    from pypdfium2 import PdfDocument

    from shopcare.app.gallery import write_papers

    count = 0
    for language in languages():
        for paper in write_papers(shop, folder, language):
            with PdfDocument(paper) as pdf:
                text = "".join(page.get_textpage().get_text_range() for page in pdf)
            _expect(bool(text.strip()), f"{paper.name}: no text")
            count += 1
    return count


def _photos(shop: "Shop", _folder: Path) -> int:
    """Add a photo to a case as a screen writes it, and show what was kept of it."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage

    from shopcare.domain.goods.photo import PhotoDraft
    from shopcare.domain.ids import CaseId
    from shopcare.services.cases.cases import case_ids
    from shopcare.services.goods.photos import add_photos, picture_of, read_pictures
    from shopcare.ui.kit.widgets.marked_view import pixmap_of

    image, buffer = QImage(64, 48, QImage.Format.Format_RGB32), QBuffer()
    image.fill(0x2040C0)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    pictures = read_pictures([bytes(buffer.data().data())])
    (photo_id,) = add_photos(shop, CaseId(case_ids(shop)[0]), pictures, PhotoDraft()).ids
    _expect(pixmap_of(picture_of(shop, photo_id)).width() == 64, "the photo cannot be shown")
    return 1


def _saving(shop: "Shop", _folder: Path) -> int:
    """Save a case and read it back through another connection."""
    from shopcare.domain.cases.case import CaseDraft, CaseKind
    from shopcare.domain.ids import CustomerId
    from shopcare.services.cases.cases import case_rows
    from shopcare.services.cases.intake import open_case
    from shopcare.services.people.customers import customer_ids

    draft = CaseDraft(
        kind=CaseKind.CONSULTATION, customer_id=CustomerId(customer_ids(shop)[0]), fault=FAULT
    )
    saved = open_case(shop, draft).case
    again = shop.reopened()
    try:
        (row,) = case_rows(again, [saved.id])
        _expect(row.case.fault == FAULT, f"{row.case.fault!r} came back")
    finally:
        again.close()
    return 1


def _backup(shop: "Shop", _folder: Path) -> int:
    """Back up, restore for trial and compare; then put the backup in the file's place."""
    from shopcare.domain.shop.backups import BackupReason
    from shopcare.services.upkeep.backups import back_up, check_backup
    from shopcare.services.upkeep.drill import drill
    from shopcare.services.upkeep.restore import restore_over

    made = back_up(shop, BackupReason.BY_HAND).made
    _expect(not (wrong := check_backup(made.path)), "; ".join(wrong))
    tried = drill(shop)
    _expect(tried is not None and tried.is_fine, f"{tried}")
    restore_over(shop, made.path)
    return 1


def _encryption(shop: "Shop", folder: Path) -> int:
    """Encrypt a copy of the shop, see that nothing can be read of it, and search in it."""
    from contextlib import closing

    import keyring  # the self-test of a frozen program finds out whether it was collected

    from shopcare.domain.shop.backups import BackupReason
    from shopcare.services.people.customers import customer_ids, customers_of
    from shopcare.services.search.search import find
    from shopcare.services.shop import open_shop
    from shopcare.services.upkeep.backups import back_up
    from shopcare.services.upkeep.encrypting import allowed, turn_on
    from shopcare.services.upkeep.restore import restore
    from shopcare.system import key_store

    path = folder / "encrypted" / "shop.db"
    restore(path, back_up(shop, BackupReason.BY_HAND).made.path, clock=shop.clock)
    with closing(open_shop(path, clock=shop.clock)) as copy:
        by, name = allowed(copy), customers_of(copy, customer_ids(copy)[:1])[0].name
    turn_on(path, (FAULT, FAULT), by)
    _expect(name.encode() not in path.read_bytes(), "a name can be read in the encrypted file")
    with closing(open_shop(path, clock=shop.clock)) as again:
        _expect(name in [found.name for found in find(again, name)], "nothing is found")
    _expect(keyring.get_keyring() is not None, "no keychain")
    if sys.platform == "win32":  # elsewhere it may be missing, or ask its user
        _expect(not (why := key_store.keep("self-test", FAULT.encode())), f"keychain: {why}")
        key_store.forget("self-test")
    return 1


def _log_in(shop: "Shop", _folder: Path) -> int:
    """Turn PINs on, log in with the right one and not with a wrong one, turn them off again."""
    from shopcare.domain.errors import Refusal
    from shopcare.services.log_in.credentials import turn_off, turn_on
    from shopcare.services.log_in.log_in import log_in

    manager = shop.manager()
    assert manager is not None
    shop.act_as(manager.initials)
    turn_on(shop, "2580")
    try:
        log_in(shop, manager.initials, "2581")
    except Refusal as refusal:
        _expect(refusal.code == "pin_wrong", refusal.code)
    else:
        _expect(fine=False, otherwise="a wrong PIN let in")
    log_in(shop, manager.initials, "2580")
    turn_off(shop)
    return 1


def _check(shop: "Shop", _folder: Path) -> int:
    """Let the program check the shop file, its own fonts and its translations."""
    from shopcare.services.upkeep.check import check

    findings = check(shop)
    wrong = [f"{one.key}: {', '.join(one.problems)}" for one in findings if not one.is_fine]
    _expect(not wrong, "; ".join(wrong))
    return len(findings)


def _expect(fine: bool, otherwise: str) -> None:
    if not fine:
        raise AssertionError(otherwise)


_ATTEMPTS: Final = (
    ("pages", mark("every page opens"), _pages),
    ("papers", mark("every document can be printed"), _papers),
    ("saving", mark("what is saved can be read again"), _saving),
    ("photos", mark("a photo is read, kept and shown"), _photos),
    ("backup", mark("a backup is made and restored"), _backup),
    ("encryption", mark("a shop is encrypted and opened again"), _encryption),
    ("log_in", mark("a PIN lets in, and a wrong one does not"), _log_in),
    ("check", mark("the shop file, fonts and translations are in order"), _check),
)
