"""``case message``: the words to send at a step, and that they were sent (W-7)."""

from shopcare.cli.command import Command, Options
from shopcare.cli.commands.cases.answer import case_of, number_option
from shopcare.cli.session import Session
from shopcare.domain.cases.case import How
from shopcare.domain.policy.policy import MessageStep
from shopcare.language.catalog import mark


def _options(options: Options) -> None:
    number_option(options)
    options.add(
        "step",
        metavar="STEP",
        nargs="?",
        choices=[step.value for step in MessageStep],
        tells=mark("what the customer is told; without it what comes next"),
    )
    options.add("--told", action="store_true", tells=mark("record that it was sent"))
    options.add(
        "--how",
        choices=[how.value for how in How],
        default=How.WECHAT.value,
        tells=mark("how the customer was told"),
    )


def _message(session: Session) -> None:
    from shopcare.services.contact import messages

    shop, case = session.shop, case_of(session).case
    asked = session.option("step")
    step = MessageStep(asked) if asked else messages.usual_step(shop, case)
    sent = messages.message(shop, case.id, step)
    if session.option("told"):
        messages.record_told(shop, case.id, step, How(session.option("how")))
    words = session.words
    length = words.text(
        "{characters} characters, {parts} short messages",
        characters=sent.characters,
        parts=sent.short_messages,
    )
    session.give(
        {
            "step": step.value,
            "text": sent.text,
            "characters": sent.characters,
            "short_messages": sent.short_messages,
            "missing": list(sent.missing),
            "told": bool(session.option("told")),
        },
        lambda: [*sent.text.splitlines(), "", length],
    )


COMMANDS = (
    Command(
        words=("case", "message"),
        summary=mark("Write the message of a step, to be sent to the customer."),
        options=_options,
        run=_message,
        json={
            "step": mark("acknowledged, plan, ready, late, satisfaction or uncollected"),
            "text": mark("the message"),
            "characters": mark("its length in characters"),
            "short_messages": mark("how many short messages it takes"),
            "missing[]": mark("facts that are not known; their lines are left out"),
            "told": mark("whether it was recorded as sent"),
        },
    ),
)
