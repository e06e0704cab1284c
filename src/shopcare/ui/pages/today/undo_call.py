"""The Undo of a try at a call; what was typed for its result is there again (X-9)."""

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CallbackId
from shopcare.services.calls import undo_call
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftKey, HalfTyped


class UndoCall:
    """Takes the last try at a call back, with everything that it led to."""

    def __init__(self, callback_id: CallbackId, half_typed: dict[DraftKey, HalfTyped]) -> None:
        """Hold what is needed.

        Args:
            half_typed: what was typed for the result, to be held again.
        """
        self.callback_id = callback_id
        self.half_typed = half_typed

    def __call__(self, shop: Shop) -> Changes:
        """Take the try back; carried out on the worker's thread."""
        return undo_call.undo_call(shop, self.callback_id).changes.also(ChangeKind.UNDO)
