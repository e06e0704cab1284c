"""Whether somebody in a file is on file already, and what the file adds to what is known."""

from dataclasses import replace

from shopcare.domain.errors import Problem
from shopcare.domain.people.customer import MOST_PHONES, CustomerDraft, is_name_untold

_SINGLE = ("number", "address", "birthday", "prefers", "call_hours", "remark")


def merged(known: CustomerDraft, new: CustomerDraft) -> tuple[CustomerDraft, list[Problem]]:
    """Fill what is empty from a second source; what the shop has typed is never overwritten.

    Returns:
        The draft with what was missing filled in, and a problem for each fact that differs.
    """
    problems = []
    filled = {}
    for field in _SINGLE:
        ours, theirs = getattr(known, field), getattr(new, field)
        if theirs and not ours:
            filled[field] = theirs
        elif theirs and theirs != ours:
            problems.append(Problem(field=field, code="kept_as_on_file", values={"field": field}))
    if is_name_untold(known) and not is_name_untold(new):
        filled["name"] = new.name  # until now a number stood for it
    elif new.name != known.name and not is_name_untold(new):
        values = {"field": "name", "text": new.name}
        problems.append(Problem(field="name", code="name_kept_as_on_file", values=values))
    phones = tuple(dict.fromkeys((*known.phones, *new.phones)))
    if len(phones) > MOST_PHONES:
        problems.append(
            Problem(field="phones", code="too_many_phones", values={"most": MOST_PHONES})
        )
        phones = phones[:MOST_PHONES]
    return (
        replace(
            known,
            phones=phones,
            key_account=known.key_account or new.key_account,
            no_calls=known.no_calls or new.no_calls,
            **filled,
        ),
        problems,
    )
