-- G-9: what a fee is made of, what was paid ahead, and the number of the invoice (G-23)
ALTER TABLE service_case ADD COLUMN fee_lines TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(fee_lines));
ALTER TABLE service_case ADD COLUMN deposit_fen INTEGER NOT NULL DEFAULT 0 CHECK (deposit_fen >= 0);
-- empty: asked for, and not written yet
ALTER TABLE service_case ADD COLUMN invoice TEXT;

-- X-9: the entry that this one reverses
ALTER TABLE payment ADD COLUMN reverses_id INTEGER REFERENCES payment (id);

CREATE INDEX payment_reversed ON payment (reverses_id) WHERE reverses_id IS NOT NULL;

-- G-17: the money that each person has handed over to the till; below zero it was given back.
CREATE TABLE till_handover (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    handed_on TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0),
    note TEXT NOT NULL,
    taken_by INTEGER NOT NULL REFERENCES staff (id),
    at TEXT NOT NULL
) STRICT;

CREATE INDEX till_handover_day ON till_handover (handed_on);
