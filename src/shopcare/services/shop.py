"""One open shop: its file, its clock, its settings and who is acting."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from shopcare.domain.errors import Refusal
from shopcare.domain.people.staff import Action, Staff, may
from shopcare.domain.shop.clock_guard import ClockState, judge_clock
from shopcare.storage.file import audit
from shopcare.storage.file.database import ShopFile, open_database
from shopcare.storage.file.errors import DATABASE_ERRORS, database_errors
from shopcare.storage.file.note import LastEntry, LastEntryNote
from shopcare.storage.file.work import Step, Work
from shopcare.storage.shop import settings as settings_store
from shopcare.system.clock import Clock, SystemClock

CONFIRM_CLOCK: Final = "clock.confirm"
"""The one action that a clock in doubt does not stop."""

if TYPE_CHECKING:
    from shopcare.domain.people.duty import Duty
    from shopcare.domain.policy.policy import Policy
    from shopcare.domain.policy.policy_changes import PolicyChange
    from shopcare.domain.policy.schedule import Schedule
    from shopcare.services.calendar.calendar import ShopCalendar


class Shop:
    """What every service gets: it reads through ``file`` and writes through ``begin``.

    A shop belongs to one thread. Another thread takes its own with ``reopened()``.
    """

    def __init__(
        self,
        file: ShopFile,
        path: Path,
        *,
        clock: Clock | None,
        initials: str | None,
        by_script: bool,
        guard_clock: bool,
        note: LastEntryNote | None = None,
    ) -> None:
        """Take an open shop file, see ``open_shop``."""
        self.file = file
        self.path = path
        self.by_script = by_script
        self.guards_clock = guard_clock
        self._note = note
        self._work = Work(file, path, note)
        self.lost = _lost_entry(file, note) if note is not None else None
        """The entry that was saved last, where the file no longer holds it."""
        self.settings = settings_store.read_settings(file)
        self.clock = clock or SystemClock(ZoneInfo(self.settings.time_zone))
        self._given_clock = clock
        self.staff = settings_store.all_staff(file)
        self.acting = self.signing(initials)
        self.acting_is_named = initials is not None
        """Whether somebody said who is acting; else it is the first member of staff."""
        self._asks_for_pins = self.settings.uses_pins and _somebody_can_log_in(file)
        self.is_locked = self._asks_for_pins
        """Nobody has logged in yet, or the screen was locked since: nothing is saved."""
        self.approver: Staff | None = None
        """The manager who approves on the spot of what is being done (X-13)."""

    def begin(self, action: str, subject_kind: str) -> AbstractContextManager[Step]:
        """Open the transaction of one action by who is acting now.

        Raises:
            Refusal: ``log_in_needed``; ``clock_in_doubt``: every date that would be counted now
                may be wrong.
        """
        if self.is_locked:
            raise Refusal("log_in_needed")
        first = None if action == CONFIRM_CLOCK else self.require_clock
        if self.lost is not None:
            first = partial(self._set_lost_aside, first)
        return self._work.begin(
            action,
            subject_kind,
            self.now(),
            staff_id=self.acting.id,
            by_script=self.by_script,
            approved_by=None if self.approver is None else self.approver.id,
            first=first,
        )

    def _set_lost_aside(self, check: Callable[[], None] | None) -> None:
        """Keep the note of the entry that was lost, once it is sure that another is saved."""
        if check is not None:
            check()
        if self._note is not None and self.lost is not None:
            self._note.set_aside(self.lost)
            self.lost = None

    def now(self) -> datetime:
        """Give the present moment in the shop's time zone."""
        return self.clock.now()

    def today(self) -> date:
        """Give the present day in the shop's time zone."""
        return self.now().date()

    @cached_property
    def policy_changes(self) -> "tuple[PolicyChange, ...]":
        """Give the shop's own changes that stand; read when they are first asked for."""
        from shopcare.storage.policy_changes import every

        return tuple(one for one in every(self.file) if one.withdrawn_at is None)

    @cached_property
    def duty(self) -> "Duty":
        """Give who is there and who may do what; read when it is first asked for."""
        from shopcare.domain.people.duty import Duty
        from shopcare.storage.shop import duty

        absences, trainings = duty.absences(self.file), duty.trainings(self.file)
        return Duty(staff=self.staff, absences=absences, trainings=trainings)

    @property
    def policy(self) -> "Policy":
        """Give the trade's policy as it is today."""
        if not self.policy_changes:
            return self._profile
        from shopcare.domain.policy.policy_changes import worded

        return worded(self._profile, self.policy_changes, self.today())

    @cached_property
    def _profile(self) -> "Policy":
        from shopcare.policies.profile import load_policy

        return load_policy(self.settings.trade)

    @property
    def schedule(self) -> "Schedule":
        """Give what the clauses of law and policy plan today; read when it is first asked for."""
        if not self.policy_changes:
            return self._plain_schedule
        from shopcare.policies.clauses import changed_schedule

        trade, country = self.settings.trade, self.settings.country
        return changed_schedule(trade, country, self.policy_changes, self.today())

    @cached_property
    def _plain_schedule(self) -> "Schedule":
        from shopcare.policies.clauses import load_schedule

        return load_schedule(self.settings.trade, self.settings.country)

    @cached_property
    def calendar(self) -> "ShopCalendar":
        """Give the shop's calendar; loaded when it is first asked for."""
        from shopcare.services.calendar.calendar import load_calendar

        return load_calendar(self)

    def refresh(self) -> None:
        """Look again at what another connection may have changed: settings, staff, calendar."""
        self.settings = settings_store.read_settings(self.file)
        if self._given_clock is None:
            self.clock = SystemClock(ZoneInfo(self.settings.time_zone))
        self.staff = settings_store.all_staff(self.file)
        acting = self.member(self.acting.id)  # who acts may sign with other initials by now
        is_here = acting is not None and acting.active
        self.acting = acting if acting is not None and is_here else self.signing(None)
        self._asks_for_pins = self.settings.uses_pins and _somebody_can_log_in(self.file)
        self.is_locked = self._asks_for_pins and (self.is_locked or not is_here)
        for name in ("calendar", "policy_changes", "_profile", "_plain_schedule", "duty"):
            self.__dict__.pop(name, None)

    def act_as(self, initials: str) -> None:
        """Let somebody else act from now on (X-13), once they have logged in where PINs are used.

        Raises:
            Refusal: ``staff_unknown``.
        """
        self.acting = self.signing(initials)
        self.acting_is_named = True
        self.lock()

    def let_in(self, member: Staff) -> None:
        """Let somebody act whose PIN or token was right; ``services.log_in`` finds out."""
        self.acting, self.acting_is_named, self.is_locked = member, True, False

    def lock(self) -> None:
        """Let nobody act until somebody logs in again; without PINs nothing is locked."""
        self.is_locked = self._asks_for_pins

    def act_like(self, other: "Shop") -> None:
        """Let the same person act as in another connection to the shop, as far as they may."""
        self.acting, self.acting_is_named = other.acting, other.acting_is_named
        self.is_locked, self.approver = other.is_locked, other.approver

    @property
    def deciding(self) -> Staff:
        """Who answers for it: the manager who approves on the spot, else who acts (X-13)."""
        return self.approver or self.acting

    def may_ask(self, action: Action) -> bool:
        """Say whether who acts may do something, or can have a manager approve of it (X-13)."""
        return self.settings.uses_pins or may(self.acting, action)

    def reopened(self) -> "Shop":
        """Open the same shop once more, for another thread."""
        shop = open_shop(
            self.path,
            clock=self._given_clock,
            initials=self.acting.initials,
            by_script=self.by_script,
            guard_clock=self.guards_clock,
        )
        shop.is_locked = self.is_locked
        return shop

    def close(self) -> None:
        """Close the shop file."""
        self.file.close()

    def signing(self, initials: str | None) -> Staff:
        """Find who signs with some initials and works here; None: the first of them.

        Raises:
            Refusal: ``staff_unknown``.
        """
        active = [member for member in self.staff if member.active]
        if initials is None:
            return active[0]
        for member in active:
            if member.initials.casefold() == initials.strip().casefold():
                return member
        raise Refusal("staff_unknown", initials=initials[:20])

    def member(self, staff_id: int | None) -> Staff | None:
        """Find a member of staff by id, also one who left."""
        for member in self.staff:
            if member.id == staff_id:
                return member
        return None

    def name_of(self, staff_id: int | None) -> str:
        """Give the name of a member of staff; empty for nobody."""
        member = self.member(staff_id)
        return member.name if member is not None else ""

    def manager(self) -> Staff | None:
        """Give the first active manager."""
        for member in self.staff:
            if member.is_manager:
                return member
        return None

    def require_clock(self) -> None:
        """Keep anything from being saved while the clock is in doubt.

        Raises:
            Refusal: ``clock_in_doubt``; every date that would be counted now may be wrong.
        """
        if not self.guards_clock:
            return
        now, last = self.now(), audit.last_moment(self.file)
        if judge_clock(now, last) is not ClockState.OK:
            assert last is not None
            local = last.astimezone(now.tzinfo)
            raise Refusal(
                "clock_in_doubt", now=f"{now:%Y-%m-%d %H:%M}", last=f"{local:%Y-%m-%d %H:%M}"
            )


def _somebody_can_log_in(file: ShopFile) -> bool:
    from shopcare.storage.shop import credentials

    return credentials.lets_anybody_in(file)


def _lost_entry(file: ShopFile, note: LastEntryNote) -> LastEntry | None:
    try:
        noted = note.read()
    except ValueError:  # the check says so; the file itself may be whole
        return None
    try:
        return noted if noted is not None and not audit.has_entry(file, noted) else None
    except DATABASE_ERRORS:  # as good as lost; the check and the next reader name the damage
        return noted


def open_shop(
    path: Path,
    *,
    clock: Clock | None = None,
    initials: str | None = None,
    by_script: bool = False,
    guard_clock: bool | None = None,
) -> Shop:
    """Open a shop file.

    Args:
        path: the shop file.
        clock: None for the PC's clock.
        initials: who is acting; None: the first active member of staff.
        by_script: written into the audit log.
        guard_clock: refuse to save while the clock is in doubt; None: only where it is the PC's.

    Raises:
        Trouble: the file is missing, locked, read-only, newer, foreign or damaged.
        Refusal: ``staff_unknown``.
    """
    file = open_database(path)
    try:
        with database_errors(path):
            return Shop(
                file,
                path,
                clock=clock,
                initials=initials,
                by_script=by_script,
                guard_clock=clock is None if guard_clock is None else guard_clock,
                note=LastEntryNote(path),
            )
    except BaseException:
        file.close()
        raise


def local(shop: Shop, moment: datetime | None) -> datetime:
    """Give a moment in the shop's time zone, so that its day is the shop's day; None is now.

    Another PC or a script may stand in another zone than the shop.
    """
    now = shop.now()
    return now if moment is None else moment.astimezone(now.tzinfo)
