"""The tables of money beside the payments: the till, gifts and vouchers."""
