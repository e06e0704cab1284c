"""When the last step of a case happened, put right wherever it stands in the case."""

from dataclasses import replace
from datetime import datetime

from shopcare.domain.cases.case import Case, Said

_MOMENTS = ("received_at", "checked_at", "told_ready_at", "handled_at", "closed_at", "reopened_at")
_TALKS = ("acknowledged", "consent")


def with_step_at(case: Case, at: datetime) -> Case:
    """Give the case as if its last step had happened at another moment."""
    before = case.last_step_at
    changed: dict[str, datetime | Said] = {"last_step_at": at}
    for name in _MOMENTS:
        if getattr(case, name) == before:
            changed[name] = at
    for name in _TALKS:
        said: Said | None = getattr(case, name)
        if said is not None and said.at == before:
            changed[name] = replace(said, at=at)
    return replace(case, **changed)  # type: ignore[arg-type]  # names and kinds stand above
