"""What is promised, told and waited for: ``case promise``, ``told``, ``wait`` …"""

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.session import Session
from shopcare.domain.cases.case import How
from shopcare.domain.errors import Invalid, Problem
from shopcare.language.catalog import mark

_HOWS = tuple(how.value for how in How)


def _promise_options(options: Options) -> None:
    number_option(options)
    options.add("day", metavar="DAY", tells=mark("the promised date"))
    options.add("--reason", default="", metavar="TEXT", tells=mark("why it is another date"))
    options.add("--agreed", choices=_HOWS,
                tells=mark("how the customer agreed to a longer repair"))  # fmt: skip


def _acknowledge_options(options: Options) -> None:
    number_option(options)
    options.add("--how", required=True, choices=_HOWS, tells=mark("how the customer was told"))


def _failed_options(options: Options) -> None:
    number_option(options)
    options.add("--reason", default="", metavar="TEXT", tells=mark("what is not in order"))
    options.add("--passed", action="append", metavar="POINT",
                tells=mark("a point of the check that is in order; may be repeated"))  # fmt: skip


def _promise(session: Session) -> None:
    from shopcare.services.cases.promises import change_promise

    case_id = case_of(session).case.id
    day = session.day(session.option("day"))
    agreed = session.option("agreed")
    change_promise(
        session.shop, case_id, day, session.option("reason"), How(agreed) if agreed else None
    )
    tell_case(session, case_id, mark("Case {number}: the promised date is recorded."))


def _acknowledge(session: Session) -> None:
    from shopcare.services.cases.promises import acknowledge

    case_id = case_of(session).case.id
    acknowledge(session.shop, case_id, How(session.option("how")))
    tell_case(session, case_id, mark("Case {number}: the customer was told the steps."))


def _told(session: Session) -> None:
    from shopcare.services.cases.moves import tell_ready

    case_id = case_of(session).case.id
    tell_ready(session.shop, case_id)
    tell_case(session, case_id, mark("Case {number}: the customer has been told that it is ready."))


def _check_failed(session: Session) -> None:
    from shopcare.services.cases.corrections import record_failed_check
    from shopcare.services.cases.moves import checks_of

    case = case_of(session).case
    passed = tuple(session.option("passed") or ())
    known = checks_of(session.shop, case)
    for point in passed:
        if point not in known:
            values = {"text": point[:40], "choices": "; ".join(known)}
            raise Invalid(Problem(field="passed", code="field_choice", values=values))
    record_failed_check(session.shop, case.id, passed=passed, reason=session.option("reason"))
    tell_case(session, case.id, mark("Case {number}: the failed check is recorded."))


def _wait(session: Session) -> None:
    from shopcare.services.cases.waiting import wait

    case_id = case_of(session).case.id
    wait(session.shop, case_id)
    tell_case(session, case_id, mark("Case {number} is waiting for the customer."))


def _go_on(session: Session) -> None:
    from shopcare.services.cases.waiting import go_on

    case_id = case_of(session).case.id
    go_on(session.shop, case_id)
    tell_case(session, case_id, mark("Case {number} carries on."))


COMMANDS = (
    Command(
        words=("case", "wait"),
        summary=mark(
            "Record that the case is waiting for the customer; opening-hours clocks are paused."
        ),
        options=number_option,
        run=_wait,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "go-on"),
        summary=mark("Record that the customer has answered; the clocks run again."),
        options=number_option,
        run=_go_on,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "promise"),
        summary=mark("Promise a date, or change it and say why."),
        options=_promise_options,
        run=_promise,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "acknowledge"),
        summary=mark("Record that the customer was told the steps and the time."),
        options=_acknowledge_options,
        run=_acknowledge,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "told"),
        summary=mark("Record that the customer was told that the goods are ready."),
        options=number_option,
        run=_told,
        json=CASE_FILE_JSON,
    ),
    Command(
        words=("case", "check-failed"),
        summary=mark("Record that the quality check failed, and why."),
        options=_failed_options,
        run=_check_failed,
        json=CASE_FILE_JSON,
    ),
)
