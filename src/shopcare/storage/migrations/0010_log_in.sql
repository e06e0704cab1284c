-- X-13, G-15: what somebody gets in with: a PIN, the token of a script, the recovery code.
-- Only hashes stand here; the hash of a PIN names what it cost, so that it can cost more one day.
CREATE TABLE credential (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    -- the recovery code is nobody's
    staff_id INTEGER REFERENCES staff (id),
    -- what a token is for
    purpose TEXT NOT NULL,
    -- empty once it is revoked
    hash TEXT NOT NULL,
    made_at TEXT NOT NULL,
    expires_at TEXT,
    revoked_at TEXT
) STRICT;

CREATE UNIQUE INDEX credential_pin ON credential (kind, staff_id) WHERE expires_at IS NULL;

-- Wrong PINs in a row: no fact of the shop, and kept so that a restart does not forget them.
CREATE TABLE wrong_try (
    staff_id INTEGER PRIMARY KEY REFERENCES staff (id),
    count INTEGER NOT NULL CHECK (count > 0),
    last_at TEXT NOT NULL
) STRICT;
