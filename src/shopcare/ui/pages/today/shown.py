"""What the card of a call and its results are told about the call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shopcare.domain.calls.callback import CallbackState
from shopcare.domain.ids import CallbackId
from shopcare.services.calls.call_card import CallCard
from shopcare.ui.pages.today.call_rows import NameOf

Windows = Callable[[date], Sequence[tuple[datetime, datetime]]]
"""Gives the call windows of a day that suit the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One call with what the card says about it."""

    card: CallCard
    points: tuple[str, ...]
    """Talking points in the screen's language (C-7, C-12)."""
    today: date
    name_of: NameOf
    may_end: bool
    """Whoever acts may end the calls with a reason (C-13, G-11)."""
    windows: Windows
    """When the shop calls and it suits the customer (C-6)."""
    proposals: Callable[[], Sequence[datetime]]
    """Gives the beginnings of the next call windows."""

    @property
    def is_open(self) -> bool:
        """Say whether the call is still to be made."""
        return self.card.row.callback.state is CallbackState.OPEN

    @property
    def callback_id(self) -> CallbackId:
        """Give the call."""
        return self.card.row.callback.id
