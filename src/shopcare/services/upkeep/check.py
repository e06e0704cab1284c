"""Whether everything is in order: the shop file, its audit chain, fonts and translations."""

from dataclasses import dataclass, replace
from typing import Final

from shopcare.language.catalog import Catalog, languages, mark
from shopcare.services.search.index_check import index_problems
from shopcare.services.shop import Shop
from shopcare.storage.calendar import damaged_years
from shopcare.storage.checks import trail_check
from shopcare.storage.checks.row_check import unreadable_rows
from shopcare.storage.file import audit, inspection
from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.storage.file.note import LastEntryNote
from shopcare.storage.file.schema import schema_differences
from shopcare.storage.goods.photos import damaged_pictures
from shopcare.system.paths import resource

_FONTS: Final = (
    "ShopCareSans-Regular.ttf",
    "ShopCareSans-Bold.ttf",
    "ShopCareSans-More.ttf",
    "ShopCareEmoji.ttf",
)


_TAMPERED: Final = mark("Somebody changed the file outside ShopCare; keep a copy and ask for help.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The outcome of one check."""

    key: str
    """file, schema, references, audit, entries, last_entry, records, search, fonts, languages."""
    what: str
    """What was looked at, as a literal of the source language."""
    problems: tuple[str, ...]
    """The technical part; empty where all is well."""
    advice: str
    """What to do where it is not, as a literal of the source language."""

    @property
    def is_fine(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


def check(shop: Shop) -> list[Finding]:
    """Look at everything; nothing is changed."""
    file = Finding(
        key="file",
        what=mark("The shop file is sound"),
        problems=tuple(inspection.damage(shop.file)),
        advice=mark("Do not work with this file; restore a backup."),
    )
    records: list[Finding] = []
    if file.is_fine:  # what is damaged cannot be read through
        try:
            records = _check_records(shop)
        except DATABASE_ERRORS as error:  # what its tables are called is damaged itself
            file = replace(file, problems=(str(error),))
    return [file, *records, *_check_program()]


def _check_records(shop: Shop) -> list[Finding]:
    return [
        Finding(
            key="schema",
            what=mark("The shop file has the tables that ShopCare made"),
            problems=tuple(schema_differences(shop.file)),
            advice=_TAMPERED,
        ),
        Finding(
            key="references",
            what=mark("Every record leads to the records it names"),
            problems=tuple(inspection.broken_references(shop.file)),
            advice=mark("Keep a copy of the file and ask for help."),
        ),
        Finding(
            key="audit",
            what=mark("The audit log is complete and unchanged"),
            problems=tuple(f"audit_entry {number}" for number in audit.broken_seals(shop.file)),
            advice=_TAMPERED,
        ),
        *_check_trail(shop),
        Finding(
            key="search",
            what=mark("The search finds every record"),
            problems=tuple(index_problems(shop)),
            advice=mark("Make the search anew: shopcare check --rebuild-search"),
        ),
    ]


def _check_trail(shop: Shop) -> list[Finding]:
    note = LastEntryNote(shop.path)
    return [
        Finding(
            key="entries",
            what=mark("Every entry can be read"),
            problems=(
                *unreadable_rows(shop.file),
                *damaged_years(shop.file),
                *damaged_pictures(shop.file),
            ),
            advice=mark("These entries are damaged; restore a backup, or enter them again."),
        ),
        Finding(
            key="last_entry",
            what=mark("Nothing that was saved is missing at the end"),
            problems=tuple(trail_check.note_problems(shop.file, note)),
            advice=mark(
                "The last entries are missing, or the note of them is: compare with that day's "
                "papers, and enter what is missing again."
            ),
        ),
        Finding(
            key="records",
            what=mark("Every record stands as its last entry left it"),
            problems=tuple(trail_check.changed_rows(shop.file)),
            advice=_TAMPERED,
        ),
    ]


def _check_program() -> list[Finding]:
    return [
        Finding(
            key="fonts",
            what=mark("The fonts for screen and paper are complete"),
            problems=tuple(name for name in _FONTS if not _has(f"fonts/{name}")),
            advice=mark("Install ShopCare again."),
        ),
        Finding(
            key="languages",
            what=mark("The translations are complete"),
            problems=tuple(_silent_languages()),
            advice=mark("Install ShopCare again."),
        ),
    ]


def contents(shop: Shop) -> dict[str, int]:
    """Count what is in the shop file."""
    return inspection.row_counts(shop.file)


def _has(name: str) -> bool:
    return resource(name).is_file()


def _silent_languages() -> list[str]:
    problem = mark("The translations are complete")
    others = [code for code in languages() if code != "en"]
    silent = [code for code in others if Catalog(code).text(problem) == problem]
    return silent if others else ["zh_CN"]
