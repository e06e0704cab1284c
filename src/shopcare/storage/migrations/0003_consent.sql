-- L-7: what a person has agreed to, per purpose, with day and way. A consent that was withdrawn
-- stays; one that is given again is a new row.
CREATE TABLE consent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    purpose TEXT NOT NULL,
    given_on TEXT NOT NULL,
    given_how TEXT NOT NULL,
    written_by INTEGER NOT NULL REFERENCES staff (id),
    withdrawn_on TEXT,
    withdrawn_how TEXT,
    CHECK ((withdrawn_on IS NULL) = (withdrawn_how IS NULL)),
    CHECK (withdrawn_on IS NULL OR withdrawn_on >= given_on)
) STRICT;

CREATE INDEX consent_customer ON consent (customer_id);
