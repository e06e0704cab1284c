"""What can be done with a file beside the window: looked at, tried out, brought in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_preview import ImportKind, ImportPreview, look_at
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Progress


class Task(StrEnum):
    """What is being done with the file."""

    LOOK = "look"
    TRIAL = "trial"
    BRING_IN = "bring_in"


@dataclass(frozen=True, slots=True)
class Source:
    """A file and how it is to be read."""

    path: Path
    kind: ImportKind | None = None
    """None: what its headings say."""
    columns: Mapping[str, Sequence[str]] | None = None
    """None: as they are recognised."""
    lunar_sign: str | None = None
    """Which bare sign means a lunar birthday; None: nobody has said."""


def look(shop: Shop, source: Source, progress: Progress) -> ImportPreview:
    """Look at a file."""
    return look_at(source.path, source.kind, source.columns, shop=shop)


def bring_in(shop: Shop, source: Source, progress: Progress, *, trial: bool) -> ImportReport:
    """Bring a file in, or see what that would do.

    ``progress`` raises where the user cancels; the transaction is then taken back.
    """
    if source.kind is ImportKind.PURCHASES:
        return import_purchases(
            shop, source.path, columns=source.columns, dry_run=trial, progress=progress
        )
    return import_customers(
        shop,
        source.path,
        columns=source.columns,
        lunar_sign=source.lunar_sign,
        dry_run=trial,
        progress=progress,
    )
