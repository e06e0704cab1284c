"""What stands on the notice that goods have not been collected for so many days (X-3)."""

from shopcare.printing.documents.pickup_notice import PickupNotice
from shopcare.services.papers.document_spec import Request
from shopcare.services.papers.documents.pickup_notice import notice_of, uncollected_step
from shopcare.services.shop import Shop


def gather(shop: Shop, request: Request) -> PickupNotice:
    """Remind a customer of goods that wait.

    Raises:
        NotFound: there is no such case.
    """
    return notice_of(shop, request, step=uncollected_step(shop, request))
