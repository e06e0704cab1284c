"""What else lies on a sample shop's counter: measured, photographed, paid, given, asked."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from shopcare.domain.cases.referral import ReferralDraft, ReferralKind, Responsible
from shopcare.domain.cases.remake import Payer, Remake, RemakeCause
from shopcare.domain.feedback.recall import RecallDraft
from shopcare.domain.feedback.suggestion import SettledDraft, SuggestionDraft
from shopcare.domain.goods.condition import Mark
from shopcare.domain.goods.photo import PhotoDraft, PhotoKind
from shopcare.domain.ids import CaseId, CustomerId, ReferralId
from shopcare.domain.money import Fen
from shopcare.domain.payments.fee_lines import FeeKind, FeeLine
from shopcare.domain.payments.gift import GiftDraft, GiftKind
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.domain.payments.till import HandOverDraft
from shopcare.domain.people.dioptres import eye_from_text
from shopcare.domain.people.duty import AbsenceDraft, TrainingDraft
from shopcare.domain.people.measurement import MeasurementDraft
from shopcare.domain.people.prescription import Distance, EyeMeasure, PrescriptionDraft
from shopcare.services.cases.remakes import note_remake
from shopcare.services.contact import referrals
from shopcare.services.contact.recalls import start as start_recall
from shopcare.services.contact.suggestions import add as add_suggestion
from shopcare.services.contact.suggestions import settle
from shopcare.services.goods.photos import add_photos, read_pictures
from shopcare.services.payments.fees import set_fees, take_deposit
from shopcare.services.payments.gifts import count_stock, give
from shopcare.services.payments.till import hand_over_cash, till_of
from shopcare.services.people.measurements import add_measurement
from shopcare.services.people.prescriptions import add_prescription
from shopcare.services.setup import duty
from shopcare.services.shop import Shop
from shopcare.system.paths import resource


def measure_eyes(
    shop: Shop, customer_id: CustomerId, told: Mapping[str, Any], today_on: date
) -> None:
    """Enter a prescription that the sample tells."""
    draft = PrescriptionDraft(
        measured_on=today_on - timedelta(days=told["days_ago"]),
        right=_eye(told, "right"),
        left=_eye(told, "left"),
        pupil_distance=_decimal(told.get("pupil_distance")),
        distance=Distance(told.get("distance", "far")),
        contact_lenses=told.get("contact_lenses", False),
        base_curve=_decimal(told.get("base_curve")),
        diameter=_decimal(told.get("diameter")),
        measured_by=told["measured_by"],
        measured_at=told.get("measured_at", shop.settings.name),
    )
    add_prescription(shop, customer_id, draft)


def measure(shop: Shop, customer_id: CustomerId, told: Mapping[str, Any], today_on: date) -> None:
    """Enter a measurement that the sample tells."""
    draft = MeasurementDraft(
        measured_on=today_on - timedelta(days=told["days_ago"]),
        values=tuple((key, str(value)) for key, value in told["values"].items()),
        note=told.get("note", ""),
        measured_by=told["measured_by"],
        measured_at=told.get("measured_at", shop.settings.name),
    )
    add_measurement(shop, customer_id, draft)


def make_again(shop: Shop, case_id: CaseId, told: Mapping[str, Any]) -> None:
    """Note a remake, as a step of a case tells."""
    if "remake" not in told:
        return
    said = told["remake"]
    draft = Remake(
        cause=RemakeCause(said["cause"]),
        ordered=said["ordered"],
        wrong=said["wrong"],
        pays=Payer(said["pays"]),
        maker=said.get("maker", ""),
    )
    note_remake(shop, case_id, draft)


def photograph(shop: Shop, case_id: CaseId, told: Mapping[str, Any]) -> None:
    """Add the photos of a case, which are drawn (X-4)."""
    for photo in told.get("photos", ()):
        pictures = read_pictures([resource("sample_shop") / "photos" / photo["file"]])
        marks = tuple(Mark(**mark) for mark in photo.get("marks", ()))
        draft = PhotoDraft(kind=PhotoKind(photo["kind"]), caption=photo["caption"], marks=marks)
        add_photos(shop, case_id, pictures, draft)


def give_gift(shop: Shop, customer_id: CustomerId, told: Mapping[str, Any], today_on: date) -> None:
    """Give what the sample tells."""
    lasts = told.get("lasts_days")
    draft = GiftDraft(
        kind=GiftKind(told["kind"]),
        what=told.get("what", ""),
        why=told["why"],
        value_fen=Fen(told["value"]) if "value" in told else None,
        expires_on=None if lasts is None else today_on + timedelta(days=lasts),
    )
    give(shop, customer_id, draft)


def suggest(shop: Shop, customer_id: CustomerId, told: Mapping[str, Any], today_on: date) -> None:
    """Write down what a customer of the sample suggests, and what came of it."""
    due_in = told.get("due_in")
    owner = next((one.id for one in shop.staff if one.initials == told.get("owner")), None)
    draft = SuggestionDraft(
        what=told["what"],
        customer_id=customer_id,
        owner_id=owner,
        measure=told.get("measure", ""),
        due_on=None if due_in is None else today_on + timedelta(days=due_in),
    )
    made = add_suggestion(shop, draft).suggestion
    if "result" in told:
        settled = SettledDraft(result=told["result"], reward=told.get("reward", ""))
        settle(shop, made.id, settled)


def recall(shop: Shop, told: Mapping[str, Any]) -> None:
    """Put the calls to a batch's buyers on the list."""
    start_recall(shop, RecallDraft(lot=told["lot"], reason=told["reason"]))


def note_duty(shop: Shop, told: Mapping[str, Any], today_on: date) -> None:
    """Note who is absent and who was trained, as the sample tells (G-19, A-17)."""
    ids = {member.initials: member.id for member in shop.staff}
    for said in told.get("absences", ()):
        absence = AbsenceDraft(
            staff_id=ids[said["who"]],
            from_on=today_on + timedelta(days=said["from_in_days"]),
            until_on=today_on + timedelta(days=said["until_in_days"]),
            substitute_id=ids[said["substitute"]],
            reason=said["reason"],
        )
        duty.note_absence(shop, absence)
    for said in told.get("trainings", ()):
        trained_on = today_on - timedelta(days=said["days_ago"])
        training = TrainingDraft(
            staff_id=ids[said["who"]],
            work=said["work"],
            trained_on=trained_on,
            valid_until=trained_on + timedelta(days=said["lasts_days"]),
        )
        duty.note_training(shop, training)


def refer(shop: Shop, case_id: CaseId, told: Mapping[str, Any]) -> ReferralId:
    """Put something of a case to somebody, as the sample tells (G-13, A-11)."""
    kind = ReferralKind(told["kind"])
    responsible = Responsible(told["responsible"]) if "responsible" in told else None
    draft = ReferralDraft(
        case_id=case_id, kind=kind, responsible=responsible, question=told["question"]
    )
    return referrals.refer(shop, draft).referral.id


def stock_up(shop: Shop, told: Mapping[str, Any]) -> None:
    """Put the gifts in stock with which the sample begins."""
    for item in told.get("gift_items", ()):
        count_stock(shop, item["name"], item["stock"], Fen(item["value"]))


def pay(shop: Shop, case_id: CaseId, told: Mapping[str, Any]) -> None:
    """Write what a fee is made of, and take what is paid ahead, as a step of a case tells."""
    if "fee_lines" in told:
        lines = [
            FeeLine(kind=FeeKind(kind), amount_fen=Fen(fen), words=words)
            for kind, fen, words in told["fee_lines"]
        ]
        set_fees(shop, case_id, lines)
    if "deposit" in told:
        kind, amount = PaymentKind.DEPOSIT, Fen(told["deposit"])
        draft = PaymentDraft(kind=kind, amount_fen=amount, method=PayMethod.WECHAT)
        take_deposit(shop, case_id, draft)


def hand_over_all(shop: Shop) -> None:
    """Let everybody hand over the cash that they took."""
    today = shop.today()
    for row in till_of(shop, today):
        if row.left_fen > 0:
            draft = HandOverDraft(staff_id=row.staff_id, on=today, amount_fen=row.left_fen)
            hand_over_cash(shop, draft)


def _eye(told: Mapping[str, Any], side: str) -> EyeMeasure:
    eye = eye_from_text(told[side]) or EyeMeasure()
    return EyeMeasure(
        sphere=eye.sphere,
        cylinder=eye.cylinder,
        axis=eye.axis,
        addition=_decimal(told.get("addition")),
        acuity=told.get(f"{side}_acuity", ""),
    )


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
