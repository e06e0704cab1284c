"""Saving settings and staff, each with what was saved beside the changes."""

from dataclasses import dataclass

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.people.staff import Staff
from shopcare.domain.shop.settings import ShopSettings
from shopcare.language.catalog import Catalog
from shopcare.services.rescheduling.calendar_changes import preview_settings
from shopcare.services.rescheduling.rescheduled import Rescheduled, rescheduled_of
from shopcare.services.setup import settings as settings_service
from shopcare.services.setup.settings import change_settings_and_count_again
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import LongOperation, Operation, Progress


@dataclass(frozen=True, slots=True)
class SavedSettings:
    """What the shop has set now."""

    settings: ShopSettings
    changes: Changes


@dataclass(frozen=True, slots=True)
class SavedMember:
    """A member of staff as they are on file now."""

    member: Staff
    changes: Changes


def see_moves(settings: ShopSettings, words: Catalog) -> LongOperation[list[Rescheduled]]:
    """Make the work of seeing what other settings would move."""

    def run(shop: Shop, progress: Progress) -> list[Rescheduled]:
        return rescheduled_of(shop, words, preview_settings(shop, settings, progress))

    return run


def save_and_count(settings: ShopSettings) -> LongOperation[SavedSettings]:
    """Make the work of saving settings and counting everything open again."""

    def run(shop: Shop, progress: Progress) -> SavedSettings:
        done = change_settings_and_count_again(shop, settings, progress)
        return SavedSettings(shop.settings, done.changes)

    return run


def save(settings: ShopSettings) -> Operation[SavedSettings]:
    """Make the operation of saving settings on which no date hangs."""

    def run(shop: Shop) -> SavedSettings:
        settings_service.change_settings(shop, settings)
        return SavedSettings(shop.settings, Changes.of(ChangeKind.SETTINGS))

    return run


def save_member(member: Staff) -> Operation[SavedMember]:
    """Make the operation of saving a member of staff."""

    def run(shop: Shop) -> SavedMember:
        changes = settings_service.save_member(shop, member)
        saved = shop.member(changes.record_id)
        assert saved is not None
        return SavedMember(saved, changes)

    return run
