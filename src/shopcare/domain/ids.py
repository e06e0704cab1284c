"""Typed identities, so that a case is never taken for a callback."""

from typing import NewType

StaffId = NewType("StaffId", int)
CustomerId = NewType("CustomerId", int)
PurchaseId = NewType("PurchaseId", int)
PurchaseLineId = NewType("PurchaseLineId", int)
CaseId = NewType("CaseId", int)
DeadlineId = NewType("DeadlineId", int)
ImportId = NewType("ImportId", int)
PrescriptionId = NewType("PrescriptionId", int)
ConsentId = NewType("ConsentId", int)
PaymentId = NewType("PaymentId", int)
CallbackId = NewType("CallbackId", int)
AbsenceId = NewType("AbsenceId", int)
ReferralId = NewType("ReferralId", int)
TrainingId = NewType("TrainingId", int)
PolicyChangeId = NewType("PolicyChangeId", int)
