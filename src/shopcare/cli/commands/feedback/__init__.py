"""What customers bring back: through an authority, as a reaction, as a suggestion; recalls."""

from shopcare.cli.command import Group
from shopcare.language.catalog import mark

GROUPS = (
    Group(word="reaction", summary=mark("Record adverse reactions and their reports.")),
    Group(word="recall", summary=mark("List and call the buyers of a batch.")),
    Group(word="suggestion", summary=mark("Keep the register of customers' suggestions.")),
)
