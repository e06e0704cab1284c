"""Spreadsheets in and out.

``table.read_table`` looks at a file; ``customers.customer_rows`` and ``purchases.purchase_rows``
(with ``receipts.receipts_of``) read it; ``writing.table_target.write_table`` writes one.
"""
