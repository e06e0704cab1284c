"""Commands about money: the fee of a case, its corrections, the till, gifts and vouchers."""
