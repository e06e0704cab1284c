-- W-8: a measurement that was entered by mistake
ALTER TABLE prescription ADD COLUMN voided_at TEXT;
ALTER TABLE prescription ADD COLUMN voided_by INTEGER REFERENCES staff (id);
ALTER TABLE prescription ADD COLUMN void_reason TEXT;

-- A-10: what a trade measures and notes of a person, by the names of its policy.
CREATE TABLE measurement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    measured_on TEXT NOT NULL,
    "values" TEXT NOT NULL CHECK (json_valid("values")),
    note TEXT NOT NULL,
    measured_by TEXT NOT NULL,
    measured_at TEXT NOT NULL,
    voided_at TEXT,
    voided_by INTEGER REFERENCES staff (id),
    void_reason TEXT
) STRICT;

CREATE INDEX measurement_customer ON measurement (customer_id, measured_on);

-- R-4: why glasses are made once more, and who pays for it; NULL for every other case
ALTER TABLE service_case ADD COLUMN remake TEXT CHECK (remake IS NULL OR json_valid(remake));
