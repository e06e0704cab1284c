"""What each entry of the audit log says, for whoever reads the log of a day."""

from collections.abc import Mapping
from typing import Any, Final

from shopcare.domain.shop.audit import ERASED, AuditEntry
from shopcare.language.catalog import Catalog, mark
from shopcare.language.records.timeline_words import timeline_text, told_actions

_DONE: Final[Mapping[str, str]] = {
    "shop.create": mark("The shop was set up"),
    "day.close": mark("Day closed"),
    "export": mark("Exported"),
    "clock.confirm": mark("The date was confirmed"),
    "settings.change": mark("Settings changed"),
    "staff.add": mark("Staff added"),
    "staff.change": mark("Staff changed"),
    "customer.add": mark("Customer added"),
    "customer.change": mark("Customer changed"),
    "customer.number": mark("Member number given"),
    "customer.import": mark("Customers imported"),
    "customer.merge": mark("Customers merged"),
    "customer.undo_merge": mark("Merging undone"),
    "customer.set_apart": mark("Noted as two people"),
    "customer.undo_set_apart": mark("No longer noted as two people"),
    "consent.give": mark("Consent given"),
    "consent.withdraw": mark("Consent withdrawn"),
    "consent.undo_give": mark("Giving of consent undone"),
    "consent.undo_withdraw": mark("Withdrawal of consent undone"),
    "purchase.add": mark("Purchase recorded"),
    "purchase.correct_channel": mark("Sales channel corrected"),
    "purchase.correct_promise": mark("Promised day changed"),
    "purchase.hand_over": mark("Goods handed over"),
    "purchase.hand_over_taken_back": mark("Handover undone"),
    "purchase.import": mark("Purchases imported"),
    "purchase.void": mark("Purchase voided"),
    "purchase.undo_void": mark("Voiding of a purchase undone"),
    "import.undo": mark("Import undone"),
    "erasure.erase": mark("Customer's data erased"),
    "erasure.again": mark("Erased data erased again in a backup"),
    "erasure.backups": mark("Backups removed that held erased people"),
    "erasure.unlock": mark("Locked data erased"),
    "customer.answer": mark("Copy of the customer's data given"),
    "erasure.review": mark("List of outdated records reviewed"),
    "customer.let_go": mark("Measurements past their period erased"),
    "policy.change": mark("Policy changed"),
    "policy.withdraw": mark("Policy change withdrawn"),
    "calendar.notice": mark("Official notice entered"),
    "calendar.undo_notice": mark("Official notice undone"),
    "calendar.set_day": mark("Day set by hand"),
    "calendar.clear_day": mark("Day no longer set by hand"),
    "calendar.almanac": mark("Holidays brought up to date"),
    "gift.count_stock": mark("Gifts counted"),
    "gift.give": mark("Gift given"),
    "gift.redeem": mark("Gift voucher redeemed"),
    "gift.undo_redeem": mark("Redeeming undone"),
    "gift.void": mark("Gift voided"),
    "gift.undo_void": mark("Voiding of a gift undone"),
    "goods.add": mark("Goods taken in"),
    "goods.extend_loan": mark("Loan extended"),
    "goods.give_back": mark("Loan returned"),
    "goods.hand_over": mark("Goods handed out"),
    "goods.lend": mark("Goods lent"),
    "goods.mark": mark("Goods marked"),
    "goods.notice": mark("Collection notice recorded"),
    "goods.place": mark("Goods shelved"),
    "goods.release_part": mark("Old part released"),
    "goods.remove": mark("Goods removed"),
    "goods.repair_place": mark("Repair place changed"),
    "goods.take_back": mark("Handover of goods undone"),
    "goods.undo_give_back": mark("Return of a loan undone"),
    "goods.undo_lend": mark("Lending undone"),
    "goods.undo_notice": mark("Collection notice undone"),
    "goods.undo_release": mark("Release of an old part undone"),
    "goods.undo_repair_place": mark("Change of the repair place undone"),
    "measurement.add": mark("Measurement recorded"),
    "measurement.void": mark("Measurement voided"),
    "measurement.undo_void": mark("Voiding of a measurement undone"),
    "photo.add": mark("Photos added"),
    "photo.change": mark("Photo described"),
    "photo.void": mark("Photo voided"),
    "photo.undo_void": mark("Voiding of a photo undone"),
    "photo.undo_add": mark("Adding of photos undone"),
    "prescription.add": mark("Prescription recorded"),
    "prescription.void": mark("Prescription voided"),
    "prescription.undo_void": mark("Voiding of a prescription undone"),
    "settings.pins_on": mark("PINs turned on"),
    "settings.pins_off": mark("PINs turned off"),
    "settings.recovery_code": mark("New recovery code made"),
    "staff.log_in": mark("Logged in"),
    "staff.set_pin": mark("PIN set"),
    "staff.pin_wrong": mark("Wrong PIN typed"),
    "staff.recover": mark("Let in with the recovery code"),
    "staff.make_token": mark("Token made for a script"),
    "staff.revoke_token": mark("Token of a script revoked"),
    "staff.absence": mark("Absence recorded"),
    "staff.training": mark("Training recorded"),
    "staff.withdraw_undone": mark("Entry about staff restored"),
    "till.hand_over": mark("Money handed over"),
    "backup.restore": mark("Backup restored"),
    "backup.salvage": mark("Shop file salvaged"),
    "encryption.on": mark("Shop file encrypted"),
    "encryption.off": mark("Shop file no longer encrypted"),
    "encryption.passphrase": mark("Passphrase changed"),
    "encryption.code": mark("Recovery code made anew"),
}
_SHOWN: Final = ("name", "number", "file", "what", "day", "reason", "purpose")
"""What an entry says that tells one from another."""


_FIELDS: Final[Mapping[str, str]] = {
    "name": mark("Name"),
    "number": mark("Member number"),
    "address": mark("Address"),
    "phone": mark("Phone"),
    "phones": mark("Phone numbers"),
    "birthday": mark("Birthday"),
    "remark": mark("Note"),
    "key_account": mark("Key account"),
    "no_calls": mark("No calls"),
    "call_hours": mark("Call times"),
    "opening": mark("Opening hours"),
    "backup_folder": mark("Second place of backups"),
    "country": mark("Country"),
    "time_zone": mark("Time zone"),
    "trade": mark("Trade"),
}
"""The values whose change is told with both sides; others are named in the file itself."""


def known_actions() -> frozenset[str]:
    """Give every action that has words of its own."""
    return frozenset(_DONE) | told_actions()


def log_text(words: Catalog, entry: AuditEntry) -> str:
    """Say in one sentence what an entry did, with old and new values where it changed some."""
    if entry.action not in _DONE:
        return timeline_text(words, entry)
    said = entry.said()
    if ERASED in said:  # L-8
        return words.text("{what} (erased)", what=words.text(_DONE[entry.action]))
    shown = [_plain(said[name]) for name in _SHOWN if isinstance(said.get(name), str | int)]
    changed = [
        words.text("{field}: {before} → {after}", field=words.text(label), before=before,
                   after=after)
        for name, label in _FIELDS.items()
        for before, after in _sides(said.get(name))
    ]  # fmt: skip
    changed += _counted(words, said)
    about = words.text("; ").join([*filter(None, shown), *changed])
    done = words.text(_DONE[entry.action])
    return words.text("{what} ({details})", what=done, details=about) if about else done


def _counted(words: Catalog, said: Mapping[str, Any]) -> list[str]:
    """Say how often a PIN was wrong before, and how much was exported (G-15)."""
    counted = []
    if isinstance(wrong := said.get("wrong_tries"), int):
        counted.append(words.count("{n} wrong PIN before", "{n} wrong PINs before", wrong))
    if isinstance(tries := said.get("tries"), int):
        counted.append(words.count("{n} in a row", "{n} in a row", tries))
    if isinstance(files := said.get("backups"), int):
        counted.append(words.count("{n} backup", "{n} backups", files))
    if isinstance(rows := said.get("records"), int):
        counted.append(words.count("{n} record", "{n} records", rows))
    return counted


def _sides(value: Any) -> list[tuple[str, str]]:
    if isinstance(value, Mapping) and {"before", "after"} <= set(value):
        return [(_plain(value["before"]) or "—", _plain(value["after"]) or "—")]
    return []


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("digits", "")) or " ".join(map(_plain, value.values()))
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    return "" if value is None else str(value)
