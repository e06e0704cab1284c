"""``case outlook``: usual time, how full a day is, what came back (W-6, X-11, X-6)."""

from typing import TYPE_CHECKING

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.customers import customer_id_of
from shopcare.cli.session import Session
from shopcare.cli.tables import table
from shopcare.domain.cases.case import CaseKind
from shopcare.language.catalog import Catalog, mark

if TYPE_CHECKING:
    from shopcare.domain.cases.experience import UsualTime


def _options(options: Options) -> None:
    options.add("service", metavar="SERVICE", tells=mark("the key of the service"))
    options.add("--fault", default="", metavar="TEXT", tells=mark("the fault, as it was told"))
    options.add(
        "--kind",
        choices=[kind.value for kind in CaseKind],
        default=CaseKind.REPAIR.value,
        tells=mark("the kind of case"),
    )
    options.add(
        "--customer", default="", metavar="ID", tells=mark("whose earlier cases to look at")
    )
    options.add("--product", default="", metavar="TEXT", tells=mark("the model"))
    options.add("--on", default="", metavar="DAY", tells=mark("the day; without it today"))


def _outlook(session: Session) -> None:
    from shopcare.domain.cases.experience import usual_time
    from shopcare.services.reports import experience

    shop, words = session.shop, session.words
    service, kind = session.option("service"), CaseKind(session.option("kind"))
    found = experience.finished(shop, kind, service)
    usual = usual_time(found, session.option("fault"))
    day = session.day(session.option("on")) if session.option("on") else shop.today()
    load = experience.work_load(shop, day)
    came_back = []
    if session.option("customer"):
        person = customer_id_of(shop, session.option("customer"))
        fault, product = session.option("fault"), session.option("product")
        came_back = experience.comebacks(shop, person, product, fault)

    def lines() -> list[str]:
        full = words.text("Promised for {day}: {n}", day=day.isoformat(), n=load.promised)
        again = [
            (one.case.number, one.case.product, one.case.fault, one.case.resolution)
            for one in came_back
        ]
        return [_usual_text(words, usual), full, *table(again)]

    answer = {
        "usual": usual and _usual_json(usual),
        "day": day.isoformat(),
        "promised": load.promised,
        "usually_ready": load.usual,
        "full": load.is_full,
        "comebacks": [
            {
                "number": one.case.number,
                "same_product": one.same_product,
                "same_fault": one.same_fault,
                "resolution": one.case.resolution,
            }
            for one in came_back
        ],
    }
    session.give(answer, lines)


def _usual_text(words: Catalog, usual: "UsualTime | None") -> str:
    if usual is None:
        return words.text("Too few cases of this service were finished to tell.")
    return words.text(
        "Usually {days} days, at most {most} for 8 of 10 (from {cases} cases).",
        days=usual.days,
        most=usual.most_days,
        cases=usual.cases,
    )


def _usual_json(usual: "UsualTime") -> dict[str, object]:
    return {
        "days": usual.days,
        "most_days": usual.most_days,
        "cases": usual.cases,
        "same_fault": usual.same_fault,
    }


COMMANDS = (
    Command(
        words=("case", "outlook"),
        summary=mark("Say how long a service usually takes, and how full a day is."),
        options=_options,
        run=_outlook,
        json={
            "usual.days": mark("half of the cases were finished within so many days"),
            "usual.most_days": mark("eight of ten were"),
            "usual.cases": mark("how many cases that is counted from"),
            "usual.same_fault": mark("whether they were about the same fault"),
            "day": mark("the day"),
            "promised": mark("how many cases are promised for it"),
            "usually_ready": mark("how many get ready on a usual day"),
            "full": mark("whether one more would be too many"),
            "comebacks[].number": mark("Number"),
            "comebacks[].same_product": mark("whether it was about the same product"),
            "comebacks[].same_fault": mark("whether it was about the same fault"),
            "comebacks[].resolution": mark("what was done then"),
        },
    ),
)
