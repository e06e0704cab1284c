-- G-12: what customers suggest, who sees to it, and what came of it
CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER REFERENCES customer (id),
    case_id INTEGER REFERENCES service_case (id),
    callback_id INTEGER REFERENCES callback (id),
    what TEXT NOT NULL CHECK (what <> ''),
    owner_id INTEGER REFERENCES staff (id),
    measure TEXT NOT NULL,
    due_on TEXT,
    made_at TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (id),
    outcome TEXT,
    result TEXT NOT NULL,
    settled_at TEXT,
    settled_by INTEGER REFERENCES staff (id),
    -- B-6: the reward
    gift_id INTEGER REFERENCES gift (id),
    voided_at TEXT,
    voided_by INTEGER REFERENCES staff (id),
    void_reason TEXT,
    CHECK ((settled_at IS NULL) = (outcome IS NULL))
) STRICT;

CREATE INDEX suggestion_due ON suggestion (due_on) WHERE settled_at IS NULL AND voided_at IS NULL;
CREATE INDEX suggestion_case ON suggestion (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX suggestion_customer ON suggestion (customer_id) WHERE customer_id IS NOT NULL;
