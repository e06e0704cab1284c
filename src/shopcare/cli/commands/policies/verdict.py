"""``verdict``: what law and policy allow for one purchase on a day."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.policies.policy import day_asked, trade_and_country
from shopcare.cli.fields import Fields, id_of
from shopcare.cli.files import fields_of
from shopcare.cli.session import Session
from shopcare.cli.tables import plain
from shopcare.domain.cases.returns import Fault
from shopcare.domain.errors import NotFound
from shopcare.domain.ids import PurchaseLineId
from shopcare.domain.money import Fen, yuan_text
from shopcare.domain.policy.sale_facts import SaleFacts, SaleKind
from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.domain.policy.answers import PossibleAnswer
    from shopcare.domain.policy.verdict import Ruling, Verdict

_UNKNOWN = "unknown"
_YES_NO = ("receipt", "saleable", "laid", "warranty_card", "repairable", "durable", "same_fault")


def _options(options: Options) -> None:
    options.add("--purchase-line", metavar="ID", tells=mark("the id of a purchase line"))
    options.add("--fields", metavar="FILE.json", tells=mark("the facts as JSON; - for stdin"))
    options.add("--trade", metavar="TRADE", tells=mark("a different trade from the shop's"))
    options.add("--on", metavar="DAY", tells=mark("the day of the question; today if left out"))


def _verdict(session: Session) -> None:
    from shopcare.services.policies import verdicts

    trade, country = trade_and_country(session)
    on = day_asked(session)
    told = _told(session)
    line = session.option("purchase_line")
    if line is None:
        changes = session.shop.policy_changes if session.option("trade") is None else ()
        verdict = verdicts.judge_facts(trade, country, told, on, changes)
    else:
        number = id_of(line)
        if number is None:
            raise NotFound("purchase_line", line[:40])
        verdict = verdicts.judge_line(session.shop, PurchaseLineId(number), told, on)
    session.give(verdict_json(session, verdict), lambda: _lines(session, verdict))


def _told(session: Session) -> SaleFacts:
    """Read what is known; what is left out, null or “unknown” is unknown."""
    name = session.option("fields")
    given = fields_of(name) if name is not None else {}
    known = {key: value for key, value in given.items() if value != _UNKNOWN}
    fields = Fields(known, datetime.now().astimezone())
    facts = SaleFacts(
        category=fields.typed("category"),
        sold_on=fields.day("sold_on"),
        repaired_on=fields.day("repaired_on"),
        received_on=fields.day("received_on"),
        amount_fen=cast("Fen | None", fields.number("amount_fen")),
        quantity=fields.quantity("quantity"),
        sale_kind=fields.choice("sale_kind", SaleKind),
        channel=fields.choice("channel", SalesChannel),
        fault=fields.choice("fault", Fault),
        shelf_life_until=fields.day("shelf_life_until"),
        **{name: fields.flag(name) for name in _YES_NO},
    )
    fields.finish()
    return facts


def verdict_json(session: Session, verdict: "Verdict") -> dict[str, Any]:
    """Write a verdict for a program."""
    from shopcare.domain.policy.answers import possible_answers
    from shopcare.language.verdict_words import FACTS, OPTIONS

    words = session.words
    return {
        "options": [_ruling_json(session, ruling, verdict) for ruling in verdict.rulings],
        "ask": [
            {
                "fact": question.fact,
                "why": words.text(
                    "{fact} decides: {options}",
                    fact=words.text(FACTS[question.fact]),
                    options=words.text(", ").join(words.text(OPTIONS[o]) for o in question.options),
                ),
                "answers": [
                    _answer_json(answer) for answer in possible_answers(verdict, question.fact)
                ],
            }
            for question in verdict.ask
        ],
    }


def _answer_json(answer: "PossibleAnswer") -> dict[str, Any]:
    return {
        "answer": plain(answer.value),
        "changes": [
            {"kind": one.option.value, "axis": plain(one.axis), "allowed": one.answer.value}
            for one in answer.changes
        ],
    }


def _ruling_json(session: Session, ruling: "Ruling", verdict: "Verdict") -> dict[str, Any]:
    return {
        "kind": ruling.option.value,
        "allowed": ruling.answer.value,
        "axis": ruling.axis and ruling.axis.value,
        "basis": ruling.basis and ruling.basis.value,
        "fee_fen": ruling.fee_fen,
        "fee_lines": [
            {"clause": line.clause, "percent": line.percent, "of_fen": line.of_fen, "fen": line.fen}
            for line in ruling.fee_lines
        ],
        "clauses": list(ruling.clauses),
        "reason": _reason(session, ruling, verdict),
        "until": ruling.until and ruling.until.isoformat(),
        "depends_on": list(ruling.depends_on),
        "next": [step.value for step in ruling.steps],
    }


def _reason(session: Session, ruling: "Ruling", verdict: "Verdict") -> str:
    from shopcare.language.clause_words import clause_text
    from shopcare.language.verdict_words import ruling_reason

    words, clauses = session.words, verdict.clauses
    first = clause_text(words, clauses[ruling.clauses[0]]) if ruling.clauses else ""
    return ruling_reason(words, ruling, first, verdict.facts)


def _lines(session: Session, verdict: "Verdict") -> list[str]:
    from shopcare.domain.policy.answers import possible_answers
    from shopcare.language.verdict_words import (
        ANSWERS,
        AXES,
        BASES,
        FACTS,
        OPTIONS,
        STEPS,
        answer_text,
        changes_text,
    )

    words = session.words
    lines = []
    for ruling in verdict.rulings:
        parts = [words.text(OPTIONS[ruling.option])]
        if ruling.axis is not None:
            parts.append(words.text(AXES[ruling.axis]))
        parts.append(words.text(ANSWERS[ruling.answer]))
        if ruling.basis is not None:
            parts.append(words.text(BASES[ruling.basis]))
        if ruling.fee_fen:
            parts.append(words.text("fee {amount} yuan", amount=yuan_text(ruling.fee_fen)))
        lines.append(" · ".join(parts))
        lines.append(f"    {_reason(session, ruling, verdict)} [{', '.join(ruling.clauses)}]")
        lines += [f"    → {words.text(STEPS[step])}" for step in ruling.steps]
    if verdict.ask:
        lines += ["", words.text("Still to ask:")]
        for question in verdict.ask:
            lines.append(f"    {words.text(FACTS[question.fact])}")
            lines += [
                f"        {answer_text(words, one.value)} → {changes_text(words, one.changes)}"
                for one in possible_answers(verdict, question.fact)
                if one.changes
            ]
    return lines


COMMANDS = (
    Command(
        words=("verdict",),
        summary=mark("Show what law and policy allow for a purchase, why, and what it costs."),
        options=_options,
        run=_verdict,
        json={
            "options[].kind": mark("what could be done"),
            "options[].allowed": mark("yes, no or depends"),
            "options[].axis": mark("no_reason or quality; null where it makes no difference"),
            "options[].basis": mark("law or shop; null where it is not allowed"),
            "options[].fee_fen": mark("the fee in fen; null where it is quoted or not known yet"),
            "options[].fee_lines[].clause": mark("the clause that the fee comes from"),
            "options[].fee_lines[].percent": mark("the share of the price in percent"),
            "options[].fee_lines[].of_fen": mark("the price in fen"),
            "options[].fee_lines[].fen": mark("the share in fen"),
            "options[].clauses[]": mark("the clauses that decided it"),
            "options[].reason": mark("why, in one sentence"),
            "options[].until": mark("the last day of the window"),
            "options[].depends_on[]": mark("the facts that would decide it, or the one that fails"),
            "options[].next[]": mark("what to do next"),
            "ask[].fact": mark("a fact to ask for"),
            "ask[].why": mark("which options its answer decides"),
            "ask[].answers[].answer": mark("an answer that is possible"),
            "ask[].answers[].changes[].kind": mark("an option that it changes"),
            "ask[].answers[].changes[].axis": mark("the axis of that option"),
            "ask[].answers[].changes[].allowed": mark("what is said about it then"),
        },
    ),
)
