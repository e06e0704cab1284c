"""What scripts log in with: tokens are made, listed and revoked; each is shown only once."""

from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.ids import StaffId
from shopcare.domain.people.log_in import TOKEN_DAYS, Token
from shopcare.services.log_in.credentials import MadeToken, make_token, revoke_token, tokens
from shopcare.ui.kit.clipboard import copy_text
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.lists.row_list import RowChip, RowContent, RowList
from shopcare.ui.kit.style.tokens import ROW, SPACE_L, SPACE_M, Meaning, Role
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import ntr, tr

SHOWN_ROWS: Final = 4
DAYS: Final = (90, 7, 30, 180, TOKEN_DAYS[-1])
"""For how long a token can be made; the first is the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """What is asked of a new token."""

    staff_id: str = ""
    purpose: str = ""
    days: str = str(DAYS[0])


class TokensView(QWidget):
    """The tokens of scripts; a manager's matter, so whoever else presses here is asked for one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._made = ""
        self.rows: RowList[Token] = RowList(self._look, attrgetter("id"), lead_width=72)
        self.rows.setAccessibleName(tr("Tokens of scripts"))
        self.rows.setFixedHeight(SHOWN_ROWS * ROW + 2)
        self.staff_box: ChoiceBox[str] = ChoiceBox()
        days = [(str(n), ntr("{n} day", "{n} days", n)) for n in DAYS]
        self.form = BoundForm(
            NewToken(),
            (
                FieldSpec("staff_id", tr("&Who the script acts for"), self.staff_box),
                FieldSpec("days", tr("Ends after (&days)"), ChoiceBox(days)),
            ),
            FieldSpec(
                "purpose",
                tr("What &it is for"),
                LineEdit(),
                required=True,
                missing="token_purpose_missing",
            ),
        )
        self.make_button = plain_button(tr("&Make a token"), "plus")
        self.revoke_button = quiet_button(tr("&Revoke …"), "x")
        self.token_line = Words(role=Role.HEADING, selectable=True)
        self.copy_button = plain_button(tr("Cop&y"), "copy")
        self.done_button = plain_button(tr("I have &kept it"), "check")
        self.notice = NoticeLine()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        about = tr(
            "A script that works for somebody logs in with a token instead of a PIN: in "
            "SHOPCARE_TOKEN, or with --pin-file. It may do what that person may do."
        )
        self.shown = QWidget()
        column_layout(
            self.shown,
            SPACE_M,
            Caption(tr("The new token. It is not shown again: copy it to where the script runs.")),
            self.token_line,
            line_of(self.copy_button, self.done_button),
        )
        column_layout(
            self,
            SPACE_L,
            SectionTitle(tr("Tokens of scripts")),
            Words(about),
            self.rows,
            self.form,
            self.notice,
            self.shown,
            line_of(self.make_button, self.revoke_button),
        )
        self.notice.hide()
        self.shown.hide()

    def _connect(self) -> None:
        self.rows.current_changed.connect(self._on_current)
        self.make_button.clicked.connect(self._on_make)
        self.revoke_button.clicked.connect(self._on_revoke)
        self.copy_button.clicked.connect(self._on_copy)
        self.done_button.clicked.connect(self.forget)

    def look_again(self) -> None:
        """Show what is on file now."""
        shop = self._context.shop
        found = tokens(shop) if shop.settings.uses_pins else []
        self.setVisible(shop.settings.uses_pins)
        self.staff_box.offer([(str(one.id), one.name) for one in shop.staff if one.active])
        self.rows.set_entries(found)
        self.rows.setVisible(bool(found))
        self._on_current(self.rows.current_row())

    @Slot()
    def forget(self) -> None:
        """Show the new token no longer."""
        self._made = ""
        self.token_line.setText("")
        self.shown.hide()

    def _look(self, token: Token) -> RowContent:
        shop = self._context.shop
        member = shop.member(token.staff_id)
        is_valid = token.is_valid(shop.now())
        until = tr("valid until {day}", day=day_words(token.expires_at.date()))
        ended = RowChip(text=tr("ended"), meaning=Meaning.AMBER, sign="circle-alert")
        return RowContent(
            lead=member.initials if member else "",
            title=token.purpose,
            detail=until if is_valid else "",
            chips=() if is_valid else [ended],
            faint=not is_valid,
        )

    @Slot(object)
    def _on_current(self, token: Token | None) -> None:
        self.revoke_button.setVisible(self.rows.isVisibleTo(self))
        self.revoke_button.setEnabled(token is not None and token.revoked_at is None)

    @Slot()
    def _on_make(self) -> None:
        self.notice.tell("")
        if not self.form.check():
            return
        typed = self.form.draft()
        making = partial(
            make_token,
            staff_id=StaffId(int(typed.staff_id)),
            purpose=typed.purpose,
            days=int(typed.days),
        )
        self._context.write_queue.submit(self, making, self._on_made, self.form)

    def _on_made(self, made: MadeToken) -> None:
        self.form.field("purpose").set_value("")
        self.look_again()
        self.rows.select_key(made.token.id)
        self._made = made.text
        self.token_line.setText(made.text)
        self.shown.show()
        self.copy_button.setFocus()

    @Slot()
    def _on_copy(self) -> None:
        copy_text(self._made)
        self.notice.tell(tr("Copied."), Meaning.GREEN)

    @Slot()
    def _on_revoke(self) -> None:
        token = self.rows.current_row()
        if token is None:
            return
        self._context.dialogs.confirm(
            self,
            tr("Revoke the token for “{purpose}”?", purpose=token.purpose),
            detail=tr("The script that uses it gets in no more. It cannot be undone."),
            action=tr("Revoke"),
            then=self._on_confirmed,
            keep=tr("Keep"),
        )

    def _on_confirmed(self) -> None:
        token = self.rows.current_row()
        if token is not None:
            revoking = partial(revoke_token, token_id=token.id)
            self._context.write_queue.submit(self, revoking, self._on_revoked)

    def _on_revoked(self, token: Token) -> None:
        self.forget()
        self.look_again()
        words = tr("Token {id} lets nobody in any more.", id=token.id)
        self.notice.tell(words, Meaning.GREEN)
