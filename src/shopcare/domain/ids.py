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
LoanId = NewType("LoanId", int)
NoticeId = NewType("NoticeId", int)
TripId = NewType("TripId", int)
ReleaseId = NewType("ReleaseId", int)
MeasurementId = NewType("MeasurementId", int)
ConsentId = NewType("ConsentId", int)
GiftId = NewType("GiftId", int)
GiftItemId = NewType("GiftItemId", int)
PaymentId = NewType("PaymentId", int)
CallbackId = NewType("CallbackId", int)
PolicyChangeId = NewType("PolicyChangeId", int)
