"""``case remake``: why goods are made once more, and who pays (R-4)."""

from typing import Final

from shopcare.cli.command import Command, Options, choices_text
from shopcare.cli.commands.cases.answer import CASE_FILE_JSON, case_of, number_option, tell_case
from shopcare.cli.commands.measured.prescriptions import prescription_id_of
from shopcare.cli.session import Session
from shopcare.domain.cases.remake import Payer, Remake, RemakeCause
from shopcare.language.catalog import mark

_CAUSES: Final = tuple(cause.value for cause in RemakeCause)
_PAYERS: Final = tuple(payer.value for payer in Payer)


def _options(options: Options) -> None:
    number_option(options)
    options.add("--cause", required=True, choices=_CAUSES, metavar=choices_text(_CAUSES),
                tells=mark("where the fault was made"))  # fmt: skip
    options.add("--pays", required=True, choices=_PAYERS, metavar=choices_text(_PAYERS),
                tells=mark("who pays for it"))  # fmt: skip
    options.add("--ordered", default="", metavar="TEXT", tells=mark("what was ordered"))
    options.add("--wrong", default="", metavar="TEXT",
                tells=mark("what is wrong against the order"))  # fmt: skip
    options.add("--maker", default="", metavar="NAME", tells=mark("the maker or laboratory"))
    options.add("--prescription", metavar="ID",
                tells=mark("the prescription to which it is made; none if left out"))  # fmt: skip


def _remake(session: Session) -> None:
    from shopcare.services.cases.remakes import note_remake

    case = case_of(session).case
    measured = session.option("prescription")
    draft = Remake(
        cause=RemakeCause(session.option("cause")),
        ordered=session.option("ordered"),
        wrong=session.option("wrong"),
        pays=Payer(session.option("pays")),
        maker=session.option("maker"),
        prescription_id=None if measured is None else prescription_id_of(measured),
    )
    note_remake(session.shop, case.id, draft)
    tell_case(session, case.id, mark("Case {number}: the remake is noted."))


COMMANDS = (
    Command(
        words=("case", "remake"),
        summary=mark("Note that goods are made once more, why, and who pays."),
        options=_options,
        run=_remake,
        json=CASE_FILE_JSON,
    ),
)
