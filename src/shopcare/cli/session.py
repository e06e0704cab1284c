"""One run of a command: its arguments, the shop it works on, and how it answers."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopcare.cli import moments, speech
from shopcare.cli.files import path_of
from shopcare.domain.errors import Invalid, Problem, Refusal, Trouble
from shopcare.domain.money import Fen, fen_from_text
from shopcare.language.catalog import Catalog, catalog, languages
from shopcare.language.sentences import error_text
from shopcare.system.paths import data_folder, shop_file

if TYPE_CHECKING:
    from shopcare.domain.people.staff import Staff
    from shopcare.services.shop import Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What only the whole program can do, because it needs a screen; given by ``__main__``."""

    open_window: Callable[..., int]
    """Takes the data folder or None and ``initials``; gives the exit status."""
    show_demo: Callable[..., int]
    """Takes the data folder, ``trade``, ``out`` (a folder), ``language`` and ``as_json``."""
    measure: Callable[..., list[Any]]
    """Takes the number of customers; gives the figures."""
    self_test: Callable[[], list[Any]]
    """Gives what was tried, each with its ``problem``."""
    is_window_open: Callable[[Path], bool]
    """Says whether the shop of a data folder is open in a window."""


class Session:
    """What every command gets."""

    def __init__(self, arguments: Namespace, words: Catalog, doors: Doors) -> None:
        """Take the understood arguments; the shop is opened when it is first asked for."""
        self.arguments = arguments
        self.words = words
        self.doors = doors
        self.status = 0
        self._shop: Shop | None = None

    @property
    def as_json(self) -> bool:
        """Say whether a program reads the answer."""
        return bool(self.option("json"))

    @property
    def folder(self) -> Path:
        """Give the shop's data folder."""
        given = self.option("data")
        return data_folder(path_of(given) if given is not None else None)

    @property
    def shop_path(self) -> Path:
        """Give the shop file."""
        return shop_file(self.folder)

    def require_closed_window(self) -> None:
        """Refuse what would change the whole file under an open window.

        Raises:
            Refusal: ``window_open``.
        """
        if self.doors.is_window_open(self.folder):
            raise Refusal("window_open")

    @property
    def shop(self) -> "Shop":
        """Give the open shop once somebody has logged in, where it uses PINs.

        Raises:
            Refusal: ``log_in_needed`` and what ``services.log_in`` refuses.
        """
        if self.shop_unasked.is_locked:
            from shopcare.cli.log_in import log_in

            log_in(self.shop_unasked, self.words, self.option("initials"), self.option("pin_file"))
        return self.shop_unasked

    @property
    def shop_unasked(self) -> "Shop":
        """Give the open shop whoever asks, for what shows nobody's data and changes nothing.

        From then on its language is spoken, unless another was asked for.
        """
        if self._shop is None:
            from shopcare.services.shop import open_shop
            from shopcare.services.upkeep.clock_guard import lost_entries

            path = self.shop_path
            try:
                self._shop = open_shop(path, initials=self.option("initials"), by_script=True)
            except OSError as error:
                raise Trouble(
                    "shop_file_cannot_open", technical=error.strerror or "", path=str(path)
                ) from error
            if (lost := lost_entries(self._shop)) is not None:
                speech.say([error_text(self.words, lost)], sys.stderr)
            language = self._shop.settings.screen_language
            if self.option("lang") is None and language in languages():
                self.words = catalog(language)
        return self._shop

    def option(self, name: str) -> Any:
        """Give an argument that may have been left out."""
        return getattr(self.arguments, name, None)

    def named(self, field: str) -> str:
        """Name a field as it was given: by the option that was typed, or as in the file."""
        option_of: dict[str, str] = self.option("option_of") or {}
        option = option_of.get(field) or option_of.get(field.rpartition(".")[2])
        if option is None:
            return field
        typed = self.option(option[2:].replace("-", "_"))
        is_from_file = self.option("fields") is not None and typed in (None, False)
        return field if is_from_file else option

    def give(self, plain: object, lines: Callable[[], Iterable[str]]) -> None:
        """Answer: plain values for a program, or lines for a person."""
        if self.as_json:
            speech.say_json(plain)
        else:
            speech.say(lines())

    def day(self, text: str) -> date:
        """Read a day as typed, in the shop's time."""
        from shopcare.domain.typed.day_text import day_from_text

        return day_from_text(text, self.shop.now().date())

    def moment(self, text: str) -> datetime:
        """Read a moment as typed, in the shop's time."""
        return moments.moment_of(text, self.shop.now())

    def day_option(self, name: str) -> date | None:
        """Read a day that may have been left out."""
        text = self.option(name)
        return None if text is None else self.day(text)

    def moment_option(self, name: str) -> datetime | None:
        """Read a moment that may have been left out."""
        text = self.option(name)
        return None if text is None else self.moment(text)

    def member(self, text: str) -> "Staff":
        """Find who signs with some initials and works here.

        Raises:
            Refusal: ``staff_unknown``.
        """
        for member in self.shop.staff:
            if member.active and member.initials.casefold() == text.strip().casefold():
                return member
        raise Refusal("staff_unknown", initials=text[:20])

    def fen_option(self, name: str) -> Fen | None:
        """Read an amount in yuan that may have been left out.

        Raises:
            Invalid: ``amount_unreadable`` and the like, beside its option.
        """
        text = self.option(name)
        if text is None:
            return None
        try:
            return fen_from_text(text)
        except Refusal as refusal:
            values = refusal.values
            raise Invalid(Problem(field=name, code=refusal.code, values=values)) from None

    def clock_in_doubt(self) -> bool:
        """Say whether the PC's date may be wrong; if so, warn whoever reads along."""
        from shopcare.services.upkeep.clock_guard import look_at_clock

        finding = look_at_clock(self.shop)
        if finding.in_doubt and finding.last_saved is not None:
            warning = self.words.text(
                "The PC's clock says {now}, but the last entry was saved on {last}. "
                "Dates counted from it may be wrong until a manager has confirmed the date.",
                now=f"{finding.now:%Y-%m-%d %H:%M}",
                last=f"{finding.last_saved:%Y-%m-%d %H:%M}",
            )
            speech.say([warning], sys.stderr)
        return finding.in_doubt

    def warn_of_damage(self) -> None:
        """Name on stderr what could not be read and is lacking in the answer."""
        if self._shop is None:
            return
        from shopcare.services.upkeep.clock_guard import damaged

        if found := list(damaged(self._shop)):
            speech.say((error_text(self.words, one) for one in found), sys.stderr)
            self.status = self.status or 1

    def close(self) -> None:
        """Close the shop file, if it was opened."""
        if self._shop is not None:
            self._shop.close()
