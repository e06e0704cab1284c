"""Each entry of the audit log is sealed with the one before."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopcare.domain.ids import StaffId
from shopcare.domain.shop.audit import FIRST_SEAL, AuditEntry, seal

ENTRY = AuditEntry(
    at=datetime(2026, 3, 5, 10, tzinfo=UTC),
    staff_id=StaffId(1),
    by_script=False,
    action="case.open",
    subject_kind="case",
    subject_id=1,
    case_id=1,
    values='{"number":"26-00001-1"}',
)
OTHER = {
    "at": ENTRY.at + timedelta(seconds=1),
    "staff_id": StaffId(2),
    "by_script": True,
    "action": "case.move",
    "subject_kind": "cases",
    "subject_id": 2,
    "case_id": None,
    "values": "{}",
    "person_id": 7,
}


@pytest.mark.parametrize("field", OTHER)
def test_no_part_of_an_entry_can_be_changed_unseen_g14(field: str) -> None:
    changed = ENTRY._replace(**{field: OTHER[field]})  # type: ignore[arg-type]
    assert seal(FIRST_SEAL, changed) != seal(FIRST_SEAL, ENTRY)


def test_an_entry_is_sealed_with_the_one_before() -> None:
    assert seal("1" * 64, ENTRY) != seal(FIRST_SEAL, ENTRY)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P"))), st.text(alphabet="ab\x1e"))
def test_parts_cannot_be_pushed_from_one_into_the_next(action: str, kind: str) -> None:
    one = ENTRY._replace(action=action + "x", subject_kind=kind)
    two = ENTRY._replace(action=action, subject_kind="x" + kind)
    assert seal(FIRST_SEAL, one) != seal(FIRST_SEAL, two)
