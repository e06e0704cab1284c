"""``case``: recording, showing, moving and correcting cases."""

from shopcare.cli.command import Group
from shopcare.language.catalog import mark

GROUPS = (Group(word="case", summary=mark("Record, show, list, move or correct cases.")),)
