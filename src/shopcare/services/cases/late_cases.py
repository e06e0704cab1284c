"""Counting the cases that are late; apart from the rest, because the start asks for it."""

from shopcare.domain.cases.case import FINAL, Stage
from shopcare.services.shop import Shop
from shopcare.storage import cases


def late_count(shop: Shop) -> int:
    """Count the cases that have not ended and have missed a deadline that is still open."""
    going_on = [stage for stage in Stage if stage not in FINAL]
    found = cases.ids(
        shop.file,
        stages=going_on,
        kinds=(),
        handler=None,
        late_at=shop.now(),
        today=shop.now().date(),
        sort="received",
        descending=True,
    )
    return len(found)
