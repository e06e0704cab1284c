"""The long pieces of work behind the page, for jobs with a shop of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_preview import ImportKind, ImportPreview, look_at
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import LongOperation, Progress


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


def look(source: Source) -> LongOperation[ImportPreview]:
    """Make the work of looking at a file."""

    def run(shop: Shop, progress: Progress) -> ImportPreview:
        return look_at(source.path, source.kind, source.columns, shop=shop)

    return run


def bring_in(source: Source, *, trial: bool) -> LongOperation[ImportReport]:
    """Make the work of bringing a file in, or of seeing what that would do.

    ``progress`` raises where the user cancels; the transaction is then taken back.
    """

    def run(shop: Shop, progress: Progress) -> ImportReport:
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

    return run
