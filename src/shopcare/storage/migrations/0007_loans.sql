-- Goods of the shop that a customer has until a day (X-5): beside a case, or by itself.
CREATE TABLE loan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    case_id INTEGER REFERENCES service_case (id),
    what TEXT NOT NULL CHECK (what <> ''),
    condition TEXT NOT NULL,
    lent_at TEXT NOT NULL,
    lent_by INTEGER NOT NULL REFERENCES staff (id),
    due_on TEXT NOT NULL,
    -- the call on the day on which it comes back
    callback_id INTEGER NOT NULL REFERENCES callback (id),
    returned_at TEXT,
    returned_by INTEGER REFERENCES staff (id),
    condition_back TEXT NOT NULL DEFAULT '',
    -- lent by mistake: out of every list
    dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
    CHECK ((returned_at IS NULL) = (returned_by IS NULL))
) STRICT;

CREATE INDEX loan_customer ON loan (customer_id);
CREATE INDEX loan_case ON loan (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX loan_out ON loan (due_on) WHERE returned_at IS NULL AND dropped = 0;
