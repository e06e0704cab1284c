"""What comes before the shop's window: a new shop, the sample, or a file that cannot be opened."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from shopcare.app.window import dress
from shopcare.domain.errors import Invalid, Problem, Refusal, Trouble
from shopcare.domain.people.log_in import checked_pin
from shopcare.domain.shop.encryption import check_passphrase
from shopcare.services.log_in.credentials import turn_on
from shopcare.services.setup.first_start import new_shop, trades
from shopcare.services.setup.sample_file import sample_shop_file
from shopcare.services.shop import Shop, open_shop
from shopcare.system.paths import shop_file
from shopcare.ui.kit.context.page_context import ClosedWork
from shopcare.ui.kit.words.i18n import problem_text, tr
from shopcare.ui.pages.first_start.page import FirstStart, NewShop


class Begun(NamedTuple):
    """The shop that the window opens on."""

    shop: Shop
    recovery_code: str = ""
    """To be shown once; empty where the shop uses no PINs."""


class _Beginning:
    """What the first-start window has led to."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._chosen: NewShop | None = None
        self.shop: Shop | None = None
        self.recovery_code = ""

    def make(self, chosen: NewShop) -> Sequence[Problem]:
        try:
            if chosen.encrypt:
                check_passphrase(chosen.passphrase, chosen.again)
        except Refusal as refusal:
            field = "again" if refusal.code == "passphrases_differ" else "passphrase"
            return [Problem(field=field, code=refusal.code, values=refusal.values)]
        self._chosen = chosen
        return self._make(chosen)

    def encrypted(self, app: QApplication) -> Shop | None:
        """Give the shop, encrypted if that was chosen; its recovery code was shown then."""
        if self.shop is None or self._chosen is None or not self._chosen.encrypt:
            return self.shop
        from shopcare.app.closed_shop import carry_out
        from shopcare.services.upkeep import encrypting

        typed, path, by = self._chosen, self.shop.path, encrypting.allowed(self.shop)
        self.shop.close()
        work = partial(encrypting.turn_on, path, (typed.passphrase, typed.again), by)
        carry_out(app, ClosedWork(work, tr("The shop is being encrypted …")), path)
        anew = open_shop(path)
        anew.act_like(self.shop)
        return anew

    def _make(self, chosen: NewShop) -> Sequence[Problem]:
        try:
            if chosen.pin:
                checked_pin(chosen.pin)  # before anything is made
            self.shop = new_shop(
                shop_file(self._folder),
                trade=chosen.trade,
                name=chosen.name,
                language=chosen.language,
                manager_initials=chosen.initials,
                manager_name=chosen.manager,
                figures=chosen.figures,
            )
            if chosen.pin:
                self.recovery_code = turn_on(self.shop, chosen.pin).recovery_code
        except Invalid as refusal:
            return refusal.problems
        except (Refusal, Trouble) as error:
            return [Problem(field="", code=error.code, values=error.values)]
        return ()

    def open_sample(self, trade: str) -> None:
        self.shop = open_shop(sample_shop_file(trade=trade))


def system_language() -> str:
    """Give Chinese on a Chinese system, else English."""
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


def begin(app: QApplication, folder: Path) -> Begun | None:
    """Let the user make a shop or open the sample; None where the window was closed."""
    dress(app, system_language(), "system")
    beginning = _Beginning(folder)
    window = FirstStart(beginning.make, beginning.open_sample, trades())
    window.show()
    app.exec()
    shop, code = beginning.encrypted(app), beginning.recovery_code
    return None if shop is None else Begun(shop, code)


def tell_trouble(app: QApplication, trouble: Refusal | Trouble) -> None:
    """Say why the shop file cannot be opened and what to do, the technical part folded away."""
    dress(app, system_language(), "system")
    box = QMessageBox(QMessageBox.Icon.Critical, "ShopCare", problem_text(trouble))
    box.setTextFormat(Qt.TextFormat.PlainText)  # a folder may be called anything
    box.setDetailedText(trouble.technical if isinstance(trouble, Trouble) else "")
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.open()
    app.exec()


def shop_language(folder: Path) -> str:
    """Give the language of a folder's shop; the system's where it cannot be read."""
    try:
        shop = open_shop(shop_file(folder))
    except (Refusal, Trouble):
        return system_language()
    language = shop.settings.screen_language
    shop.close()
    return language


def tell_already_open(app: QApplication, folder: Path) -> None:
    """Say in the shop's language that its window is open already."""
    dress(app, shop_language(folder), "system")
    box = QMessageBox(
        QMessageBox.Icon.Information,
        "ShopCare",
        tr("This shop is open in another window on this PC."),
    )
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.open()
    app.exec()


def ask_to_take_over(app: QApplication, folder: Path, pc: str) -> bool:
    """Say on which other PC the shop is open, and ask whether to take it over."""
    dress(app, shop_language(folder), "system")
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        "ShopCare",
        tr("This shop is open on the PC “{pc}”. Close it there first.", pc=pc),
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        tr("If that PC is off, or ShopCare has crashed there, you can take the shop over here.")
    )
    take_over = box.addButton(tr("Take over"), QMessageBox.ButtonRole.AcceptRole)
    close = box.addButton(tr("Close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.open()
    app.exec()
    return box.clickedButton() is take_over
