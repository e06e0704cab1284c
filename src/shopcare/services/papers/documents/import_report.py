"""What stands on the report of an import."""

from typing import Final

from shopcare.domain.shop.import_run import ImportRun
from shopcare.language.catalog import Catalog, mark
from shopcare.language.import_words import FIELDS
from shopcare.language.sentences import refusal_text
from shopcare.printing.documents.import_report import ImportFacts, ImportReportPaper, RowNotTaken
from shopcare.services.exchange.import_runs import import_run, import_runs
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.shared_facts import listed, paper_words, printed_by, shop_head
from shopcare.services.shop import Shop

_KINDS: Final = {"customer": mark("Customers"), "purchase": mark("Purchases")}
_COUNTS: Final = {
    "read": mark("Rows read"),
    "added": mark("New"),
    "updated": mark("Filled in"),
    "unchanged": mark("Unchanged"),
    "skipped": mark("Skipped"),
    "new_customers": mark("New customers"),
    "prescriptions": mark("Prescriptions"),
    "calls": mark("Calls started"),
}

_ALWAYS: Final = ("read", "added", "updated", "unchanged", "skipped")


def gather_import_report(shop: Shop, request: Request) -> ImportReportPaper:
    """Tell what an import did, or the newest where none is named.

    Raises:
        NotFound: there is no such import.
    """
    asked = request.import_id or next((run.id for run in import_runs(shop, 1)), None)
    run = None if asked is None else import_run(shop, asked)
    return ImportReportPaper(
        shop=shop_head(shop),
        printed=printed_by(shop),
        facts=None if run is None else _facts(shop, paper_words(shop), run),
    )


def _facts(shop: Shop, words: Catalog, run: ImportRun) -> ImportFacts:
    report = run.report
    rows = report.get("rows_not_taken", ())
    return ImportFacts(
        number=run.id,
        what=words.text(_KINDS[run.kind]),
        file=run.file,
        at=run.at.astimezone(shop.now().tzinfo),
        by=shop.name_of(run.staff_id),
        undone_at=run.undone_at,
        counts=tuple(
            (words.text(title), int(report.get(name, 0)))
            for name, title in _COUNTS.items()
            if report.get(name) or name in _ALWAYS
        ),
        columns=tuple(
            (words.text(FIELDS[field]), listed(words, headings))
            for field, headings in report.get("columns", {}).items()
            if field in FIELDS
        ),
        left_out=listed(words, report.get("left_out", ())),
        rows=tuple(
            RowNotTaken(row=row["row"], why=refusal_text(words, row["code"], row["values"]))
            for row in rows
        ),
        more_rows=max(0, int(report.get("skipped", 0)) - len(rows)),
    )
