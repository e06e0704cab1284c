"""Keeps the shop file quick, a little at a time, while nobody waits for it."""

from collections.abc import Callable

from shopcare.domain.errors import Refusal, Trouble
from shopcare.services.search import texts
from shopcare.services.search.search import everything_filed
from shopcare.services.shop import Shop
from shopcare.storage.file.database import checkpoint
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.work import unrecorded
from shopcare.storage.search import index, rebuilding


class _SomebodyWaits(Exception):
    """Stops a rebuild of the search index, which leaves the old one in force."""


def keep_in_order(shop: Shop, wanted: Callable[[], bool]) -> bool:
    """Do a little of what would hold a save up; say whether there is more to do at once.

    New cases, addresses and remarks are put into the search (W-3). Its index is merged and, where
    its tokens are of an older making or too many have become stale, built anew. What does not work
    now is left for another time.

    Args:
        shop: of the thread that has nothing else to do.
        wanted: whether somebody waits for the shop meanwhile.
    """
    from shopcare.services.privacy import erasing  # no start needs it

    try:
        with database_errors(shop.path):
            if rebuilding.merge_when_idle(shop.file):
                return True
            if erasing.is_wipe_due(shop):  # L-8: of an erasure at the counter
                erasing.wipe(shop, _giving_way(wanted))
            if rebuilding.needs_rebuild(shop.file):
                _rebuild(shop, wanted)
            if index.file_cases(shop.file) or texts.catch_up(shop):
                return True
            checkpoint(shop.file)
    except (Refusal, Trouble, _SomebodyWaits):
        return False
    return False


def _giving_way(wanted: Callable[[], bool]) -> Callable[[int], None]:
    def give_way(done: int) -> None:
        if wanted():
            raise _SomebodyWaits

    return give_way


def _rebuild(shop: Shop, wanted: Callable[[], bool]) -> None:
    # FTS5 goes through its whole table of tokens at every commit, and the table never shrinks
    # while the connection is open: saves would become slow on one that has rebuilt the index.
    reopened = shop.reopened()
    try:
        with unrecorded(reopened.file):
            rebuilding.rebuild(reopened.file, everything_filed(reopened), _giving_way(wanted))
    finally:
        reopened.close()
