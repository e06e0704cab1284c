"""Who should handle what: seniors, substitutes, absences and training (G-19, A-12, A-17, C-8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import AbsenceId, StaffId, TrainingId
from shopcare.domain.people.staff import Staff
from shopcare.domain.typed.text import clean_line, too_long


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceDraft:
    """Somebody is not there, from a day to another."""

    staff_id: StaffId
    from_on: date | None = None
    until_on: date | None = None
    substitute_id: StaffId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence(AbsenceDraft):
    """An absence on file."""

    id: AbsenceId
    from_on: date
    until_on: date

    def is_on(self, day: date) -> bool:
        """Say whether it covers a day."""
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDraft:
    """Somebody has been trained for a kind of work."""

    staff_id: StaffId
    work: str = ""
    """The key of a service."""
    trained_on: date | None = None
    valid_until: date | None = None
    """None: it does not run out."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Training(TrainingDraft):
    """A training on file."""

    id: TrainingId
    trained_on: date

    def is_valid(self, day: date) -> bool:
        """Say whether it holds on a day."""
        return self.trained_on <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is there, and who may do what."""

    staff: Sequence[Staff]
    absences: Sequence[Absence] = ()
    trainings: Sequence[Training] = ()

    def is_there(self, member: Staff, day: date) -> bool:
        """Say whether somebody works here and is not absent on a day."""
        return member.active and self.absence(member.id, day) is None

    def absence(self, staff_id: StaffId, day: date) -> Absence | None:
        """Find why somebody is not there on a day."""
        for one in self.absences:
            if one.staff_id == staff_id and one.is_on(day):
                return one
        return None

    def is_trained(self, staff_id: StaffId, work: str, day: date) -> bool:
        """Say whether somebody may do a kind of work (A-17).

        A kind of work for which nobody's training was ever noted asks for none.
        """
        is_asked = False
        for one in self.trainings:
            if one.work == work:
                if one.staff_id == staff_id and one.is_valid(day):
                    return True
                is_asked = True
        return not is_asked

    def stand_in(self, member: Staff, day: date) -> Staff | None:
        """Give who does somebody's work on a day: themselves, their substitute, a senior (G-19)."""
        if self.is_there(member, day):
            return member
        absence = self.absence(member.id, day)
        named = [one for one in self.staff if absence and one.id == absence.substitute_id]
        return next((one for one in (*named, *self.seniors(day)) if self.is_there(one, day)), None)

    def seniors(self, day: date) -> list[Staff]:
        """List the seniors who are there on a day."""
        return [one for one in self.staff if one.senior and self.is_there(one, day)]

    def handler(self, server: Staff | None, acting: Staff, work: str, day: date) -> Staff:
        """Propose who handles a case: who served the customer, else who is at the counter (G-19).

        Where they are absent, their substitute or a senior does; of those, whoever is trained for
        the work goes first (A-17).
        """
        first = server or acting
        if self.is_there(first, day) and self.is_trained(first.id, work, day):
            return first
        asked = [one for one in (server, acting) if one is not None]
        stand_ins = (self.stand_in(one, day) for one in asked)
        found = [one for one in (*stand_ins, *self.seniors(day)) if one is not None]
        trained = (one for one in found if self.is_trained(one.id, work, day))
        return next(trained, found[0] if found else acting)

    def assistant(self, handler: Staff | None, day: date) -> Staff | None:
        """Give the senior who assists whoever handles a case; None for a senior (G-19)."""
        if handler is None or handler.senior:
            return None
        return next((one for one in self.seniors(day) if one.id != handler.id), None)


def check_absence(draft: AbsenceDraft, staff: Iterable[Staff]) -> Absence:
    """Give an absence tidied, with id 0, or say what is wrong with it.

    Raises:
        Invalid: ``day_missing``, ``until_before_from``, ``substitute_is_absent_person``,
            ``text_too_long``.
    """
    reason = clean_line(draft.reason)
    problems = too_long({"reason": reason}, {"reason": 200})
    first, last = draft.from_on, draft.until_on or draft.from_on
    if first is None or last is None:
        problems.append(Problem(field="from_on", code="day_missing"))
    elif last < first:
        problems.append(Problem(field="until_on", code="until_before_from"))
    if draft.substitute_id is not None and draft.substitute_id == draft.staff_id:
        problems.append(Problem(field="substitute_id", code="substitute_is_absent_person"))
    if draft.substitute_id not in {None, *(one.id for one in staff if one.active)}:
        problems.append(Problem(field="substitute_id", code="substitute_has_left"))
    if problems or first is None or last is None:
        raise Invalid(*problems)
    return Absence(
        id=AbsenceId(0),
        staff_id=draft.staff_id,
        from_on=first,
        until_on=last,
        substitute_id=draft.substitute_id,
        reason=reason,
    )


def check_training(draft: TrainingDraft, works: Iterable[str], today: date) -> Training:
    """Give a training tidied, with id 0, or say what is wrong with it.

    Raises:
        Invalid: ``work_unknown``, ``day_missing``, ``trained_in_future``, ``until_before_from``,
            ``text_too_long``.
    """
    note = clean_line(draft.note)
    problems = too_long({"note": note}, {"note": 200})
    if draft.work not in (known := list(works)):
        values = {"text": draft.work[:40], "known": ", ".join(known)}
        problems.append(Problem(field="work", code="work_unknown", values=values))
    on = draft.trained_on
    if on is None:
        problems.append(Problem(field="trained_on", code="day_missing"))
    elif on > today:
        problems.append(Problem(field="trained_on", code="trained_in_future"))
    elif draft.valid_until is not None and draft.valid_until < on:
        problems.append(Problem(field="valid_until", code="until_before_from"))
    if problems or on is None:
        raise Invalid(*problems)
    return Training(
        id=TrainingId(0),
        staff_id=draft.staff_id,
        work=draft.work,
        trained_on=on,
        valid_until=draft.valid_until,
        note=note,
    )
