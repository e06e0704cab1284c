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

-- G-18: which gifts the shop has ready, and how many are left
CREATE TABLE gift_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    value_fen INTEGER CHECK (value_fen >= 0),
    stock INTEGER NOT NULL
) STRICT;

-- G-18: what a customer was given: a gift, a voucher, a reward (B-6)
CREATE TABLE gift (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    case_id INTEGER REFERENCES service_case (id),
    item_id INTEGER REFERENCES gift_item (id),
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    value_fen INTEGER CHECK (value_fen >= 0),
    expires_on TEXT,
    given_at TEXT NOT NULL,
    given_by INTEGER NOT NULL REFERENCES staff (id),
    redeemed_at TEXT,
    redeemed_by INTEGER REFERENCES staff (id),
    voided_at TEXT,
    voided_by INTEGER REFERENCES staff (id),
    void_reason TEXT,
    CHECK (kind <> 'voucher' OR (value_fen IS NOT NULL AND expires_on IS NOT NULL)),
    CHECK ((redeemed_at IS NULL) = (redeemed_by IS NULL))
) STRICT;

CREATE INDEX gift_customer ON gift (customer_id, given_at);

-- the voucher that it was paid with
ALTER TABLE payment ADD COLUMN voucher_id INTEGER REFERENCES gift (id);
