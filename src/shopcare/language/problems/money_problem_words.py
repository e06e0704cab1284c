"""What is wrong with an amount, a fee, or what is said about a payment, in a clerk's words."""

from collections.abc import Mapping
from typing import Final

from shopcare.language.catalog import mark

MONEY_PROBLEMS: Final[Mapping[str, str]] = {
    # amounts
    "amount_unreadable": mark("“{text}” is not an amount. Write it like 128 or 1,280.50."),
    "amount_negative": mark("An amount cannot be below zero."),
    "amount_too_fine": mark("An amount has two decimals at most."),
    "amount_too_large": mark("This amount is too large for a counter. Please check it."),
    # gifts and vouchers
    "gift_missing": mark("Please say what is given."),
    "gift_out_of_stock": mark("No {name} is left. Count the stock, or give something else."),
    "stock_impossible": mark("This number in stock cannot be right."),
    "voucher_value_missing": mark("Please say what the voucher is worth."),
    "expires_missing": mark("Please say until when the voucher can be redeemed."),
    "expires_in_past": mark("This day has already passed."),
    "no_voucher": mark("{number} is no voucher."),
    "voucher_missing": mark("Please say which voucher."),
    "voucher_redeemed": mark("{number} was already redeemed on {on}."),
    "voucher_expired": mark("{number} could be redeemed until {on} only."),
    "voucher_worth_less": mark("The voucher is worth {value} only."),
    # what became of a fee
    "payment_missing": mark(
        "A fee was agreed. Please say whether it is paid (and how), waived (and why) or owed "
        "(and until when)."
    ),
    "payment_short": mark("{left} of the fee is not accounted for yet: is it waived, or owed?"),
    "payment_too_much": mark("Only {left} is owed."),
    "pay_amount_missing": mark("Please say how much was paid."),
    "pay_method_missing": mark("Please say how it was paid."),
    "waived_by_missing": mark("Please say who decided to waive the fee."),
    "owed_until_missing": mark("Please say until when the fee is owed."),
    "owed_until_in_past": mark("The day until which the fee is owed has already passed."),
    "debt_settled": mark("Nothing is owed for this any more."),
    # money of a case
    "fee_lines_missing": mark("Enter at least one line with its amount."),
    "fee_lines_too_many": mark("A fee has {most} lines at most."),
    "plan_first": mark("Agree on a plan first; the fee belongs to it."),
    "case_is_over": mark("{number} is handed over or over: its fee can no longer be changed."),
    "consent_needed_again": mark(
        "The fee is higher than the customer agreed to. Ask, and say how they agreed."
    ),
    "deposit_to_give_back": mark("Give the deposit back first: reverse its entry."),
    "payment_reversed_already": mark("This entry was already reversed."),
    "debt_settled_since": mark("Part of this debt was settled since. Reverse that entry first."),
    "payment_differs": mark("Answer for exactly the amount that is reversed."),
}
"""Codes with values; what stands in braces is filled in."""
