"""What goes into the evidence pack of a case (L-6)."""

from collections.abc import Iterable, Iterator
from typing import Final

from shopcare.domain.calls.callback import CallbackState
from shopcare.domain.cases.case import Said
from shopcare.domain.errors import Refusal
from shopcare.domain.papers.document import Paper
from shopcare.domain.policy.clause import Basis, Clause
from shopcare.language.catalog import Catalog
from shopcare.language.clause_words import clause_text
from shopcare.language.day_words import full_day_text, full_moment_text
from shopcare.language.records.people_words import consent_lines
from shopcare.language.records.record_words import label
from shopcare.language.records.timeline_words import timeline_text
from shopcare.printing.documents.feedback.evidence_pack import (
    EvidencePack,
    EvidencePaper,
    EvidencePart,
)
from shopcare.printing.typesetter import Pair
from shopcare.services.cases import cases as case_service
from shopcare.services.cases.cases import CaseFile
from shopcare.services.papers import registry
from shopcare.services.papers.document_spec import Need, Request
from shopcare.services.papers.shared_facts import (
    item_text,
    masked_phones,
    paper_words,
    printed_by,
    printed_photos,
    promise_on,
    shop_head,
)
from shopcare.services.people.consents import consents_of
from shopcare.services.policies.verdicts import clauses_of
from shopcare.services.shop import Shop

_ALWAYS: Final = "service_slip"
_NEVER: Final = frozenset({"evidence_pack", "item_label"})
_SENT: Final = frozenset({"case.message", "case.paper", "case.acknowledge", "case.tell_ready"})
"""What was said or given to the customer, among the entries of a timeline."""


def gather_evidence_pack(shop: Shop, request: Request) -> EvidencePack:
    """Put together what the shop has of a case.

    Raises:
        NotFound: there is no such case.
    """
    assert request.case_id is not None
    words, file = paper_words(shop), case_service.case_file(shop, request.case_id)
    return EvidencePack(
        shop=shop_head(shop),
        printed=printed_by(shop),
        number=file.case.number,
        reply_by=promise_on(shop, file.authority.reply_until if file.authority else None),
        about=_about(words, file),
        parts=tuple(part for part in _parts(shop, words, file) if not part.is_empty),
        papers=tuple(_papers(shop, words, file, request)),
    )


def _parts(shop: Shop, words: Catalog, file: CaseFile) -> Iterator[EvidencePart]:
    yield EvidencePart(title=words.text("The case"), facts=tuple(_facts(shop, words, file)))
    yield _rules(shop, words, file)
    yield _deadlines(words, file)
    yield _calls(shop, words, file)
    yield _told(shop, words, file)
    yield _timeline(shop, words, file)
    photos = printed_photos(shop, file.photos)
    yield EvidencePart(title=words.text("Photos"), photos=photos)


def _about(words: Catalog, file: CaseFile) -> tuple[Pair, ...]:
    asked, case = file.authority, file.case
    replied = full_day_text(words, asked.replied_on) if asked and asked.replied_on else ""
    return (
        (words.text("Came through"), label(words, asked.authority) if asked else ""),
        (words.text("Official number"), asked.number if asked else ""),
        (words.text("Customer"), file.customer.name),
        (words.text("Received at"), full_moment_text(words, case.received_at)),
        (words.text("Replied on"), replied),
        (words.text("The shop's reply"), asked.reply if asked else ""),
    )


def _facts(shop: Shop, words: Catalog, file: CaseFile) -> Iterator[Pair]:
    case, plan, customer = file.case, file.case.plan, file.customer
    service = shop.policy.service(case.service)
    yield words.text("Kind"), label(words, case.kind)
    yield words.text("Reached us by"), label(words, case.channel)
    yield words.text("Phone"), masked_phones(customer)
    yield words.text("Service"), words.text(service.label) if service else case.service
    yield words.text("Product"), " ".join(filter(None, (case.product, case.spec)))
    yield words.text("Batch or colour"), case.lot
    yield (
        words.text("Purchase date"),
        full_day_text(words, case.bought_on) if case.bought_on else "",
    )
    yield words.text("Fault"), case.fault
    yield words.text("Customer's request"), case.wishes
    yield words.text("Items"), "\n".join(item_text(words, item) for item in file.items)
    yield words.text("Told the steps"), _said(shop, words, case.acknowledged)
    yield words.text("Plan"), plan.work if plan else ""
    yield words.text("Consent"), _said(shop, words, case.consent)
    yield words.text("Cause found"), label(words, case.cause) if case.cause else ""
    yield words.text("Resolution"), case.resolution
    yield words.text("Handled by"), shop.name_of(case.handler_id)
    consents = consent_lines(words, consents_of(shop, customer.id))
    yield (
        words.text("Personal data"),
        "\n".join(f"{purpose}: {said}" for purpose, said in consents),
    )


def _said(shop: Shop, words: Catalog, said: Said | None) -> str:
    if said is None:
        return ""
    parts = (label(words, said.how), full_moment_text(words, said.at), shop.name_of(said.by))
    return words.text(", ").join(filter(None, parts))


def _rules(shop: Shop, words: Catalog, file: CaseFile) -> EvidencePart:
    """List what law and policy say: the law of faulty goods, and what set dates or decided."""
    case = file.case
    cited = {deadline.clause for deadline in file.deadlines}
    request = case.return_request
    decided = {one for ruling in request.verdict for one in ruling.clauses} if request else set()
    on = case.received_at.date()
    found: list[Clause] = []
    for clause in clauses_of(shop):
        is_about = clause.basis is Basis.LAW or clause.rule in cited or clause.id in decided
        if is_about and clause.is_in_force(on):
            found.append(clause)
    return EvidencePart(
        title=words.text("Law and policy"),
        columns=((words.text("Source"), 0.34), (words.text("What it says"), 0.66)),
        rows=tuple((one.article or one.source, clause_text(words, one)) for one in found),
    )


def _deadlines(words: Catalog, file: CaseFile) -> EvidencePart:
    def state(met: str, *, late: bool) -> str:
        if late:
            return words.text("late, {met}", met=met) if met else words.text("late")
        return met

    return EvidencePart(
        title=words.text("Deadlines"),
        columns=(
            (words.text("Deadline"), 0.36),
            (words.text("Due by"), 0.32),
            (words.text("Met on"), 0.32),
        ),
        rows=tuple(
            (
                f"{label(words, one.kind)} ({one.clause})",
                full_moment_text(words, one.due_at),
                state(
                    full_moment_text(words, one.met_at) if one.met_at else "",
                    late=one.met_at is not None and one.met_at > one.due_at,
                ),
            )
            for one in file.deadlines
            if not one.dropped
        ),
    )


def _calls(shop: Shop, words: Catalog, file: CaseFile) -> EvidencePart:
    calls = {call.id: call for call in file.callbacks}
    rows = [
        (
            full_moment_text(words, one.at),
            label(words, calls[one.callback_id].purpose),
            label(words, one.result),
            one.note,
            shop.name_of(one.by),
        )
        for one in file.attempts
    ]
    rows += [
        (
            full_day_text(words, call.due_on),
            label(words, call.purpose),
            words.text("planned"),
            "",
            shop.name_of(call.assignee_id),
        )
        for call in file.callbacks
        if call.state is CallbackState.OPEN
    ]
    return EvidencePart(
        title=words.text("Calls"),
        columns=(
            (words.text("Date and time"), 0.24),
            (words.text("Purpose of the call"), 0.2),
            (words.text("Result"), 0.14),
            (words.text("What was said"), 0.28),
            (words.text("By"), 0.14),
        ),
        rows=tuple(rows),
    )


def _told(shop: Shop, words: Catalog, file: CaseFile) -> EvidencePart:
    return _entries(
        shop,
        words,
        words.text("Told and given to the customer"),
        file,
        only=_SENT,
    )


def _timeline(shop: Shop, words: Catalog, file: CaseFile) -> EvidencePart:
    return _entries(shop, words, words.text("Timeline"), file)


def _entries(
    shop: Shop,
    words: Catalog,
    title: str,
    file: CaseFile,
    only: frozenset[str] | None = None,
) -> EvidencePart:
    return EvidencePart(
        title=title,
        columns=(
            (words.text("Date and time"), 0.26),
            (words.text("By"), 0.14),
            (words.text("What was recorded"), 0.6),
        ),
        rows=tuple(
            (
                full_moment_text(words, entry.at),
                shop.name_of(entry.staff_id),
                timeline_text(words, entry),
            )
            for entry in file.timeline
            if only is None or entry.action in only
        ),
    )


def _papers(
    shop: Shop, words: Catalog, file: CaseFile, request: Request
) -> Iterator[EvidencePaper]:
    """Draw the papers of the case anew: those that went out, and those that belong to it."""
    for kind in dict.fromkeys(_kinds(file)):
        spec = registry.spec_of(kind)
        if kind in _NEVER or spec.needs != (Need.CASE,) or Paper.A4 not in spec.papers:
            continue
        try:
            paper = spec.gather(shop, request)
        except Refusal:  # it went out when the case stood otherwise
            continue
        yield EvidencePaper(title=words.text(spec.title), paper=paper)


def _kinds(file: CaseFile) -> Iterable[str]:
    yield _ALWAYS
    if file.reaction is not None:
        yield "reaction_report"
    known = {spec.kind for spec in registry.all_documents()}
    given = (entry.said()["paper"] for entry in file.timeline if entry.action == "case.paper")
    yield from (kind for kind in given if kind in known)
