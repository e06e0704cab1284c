"""Encryption in the settings: turned on there, by a form that keeps nothing."""

from functools import partial

from PySide6.QtCore import Slot

from shopcare.domain.errors import Refusal
from shopcare.domain.shop.encryption import check_passphrase
from shopcare.services.upkeep.encrypting import allowed, turn_on
from shopcare.services.upkeep.encryption import (
    is_encrypted,
)
from shopcare.ui.kit.context.page_context import ClosedWork, PageContext
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.fields.text_fields import SecretEdit
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.settings.encrypted_view import EncryptedView, PassphrasesView
from shopcare.ui.pages.settings.sections import Section, Subject


class PlainView(PassphrasesView):
    """The shop is not encrypted."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            ("new", tr("&Passphrase"), SecretEdit()),
            ("again", tr("The same &once more"), SecretEdit()),
        )
        self.store_box = TickBox(tr("This PC opens the shop without as&king"))
        self.remove_box = TickBox(tr("Re&move older backups instead of encrypting them"))
        self.on_button = plain_button(tr("&Encrypt the shop …"), "check")
        column_layout(
            self,
            SPACE_M,
            Words(
                tr(
                    "Whoever takes this PC or its disk can read the shop file, its backups and "
                    "half-typed forms. Encrypted, they open only with a passphrase."
                )
            ),
            self.notice,
            self.form,
            self.store_box,
            self.remove_box,
            line_of(self.on_button),
        )
        self.notice.hide()
        self.on_button.clicked.connect(self._on_encrypt)

    @Slot()
    def _on_encrypt(self) -> None:
        self.form.clear_problems()
        typed = self.form.draft()
        try:
            check_passphrase(typed.new, typed.again)
            allowed(self.context.shop)
        except Refusal as refusal:
            field = "again" if refusal.code == "passphrases_differ" else "new"
            self.show_problem(field, refusal)
            return
        self.context.dialogs.confirm(
            self,
            tr("Encrypt the shop?"),
            detail=tr(
                "The window closes meanwhile. Older backups are encrypted or removed, as ticked. "
                "What you saved elsewhere, such as exports and PDFs, stays readable. Without the "
                "passphrase and without the recovery code nobody can open the shop again."
            ),
            action=tr("Encrypt"),
            then=self._on_confirmed,
        )

    def _on_confirmed(self) -> None:
        typed, shop = self.form.draft(), self.context.shop
        work = partial(
            turn_on,
            shop.path,
            (typed.new, typed.again),
            allowed(shop),
            in_key_store=self.store_box.value(),
            remove_plain=self.remove_box.value(),
        )
        self.context.close_for(ClosedWork(work, tr("The shop is being encrypted …")))


class EncryptionSection(Section):
    """Nothing here is saved with the settings."""

    def __init__(self, context: PageContext) -> None:
        shown = EncryptedView if is_encrypted(context.shop.path) else PlainView
        self.view = shown(context)
        super().__init__(Subject.ENCRYPTION, self.view)
