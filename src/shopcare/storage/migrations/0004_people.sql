-- W-2: two records of one person made one. The merged record keeps its row, so that its id is never
-- used again; its member number and its phones lie here, and everything about it with the other.
CREATE TABLE customer_merge (
    merged_id INTEGER PRIMARY KEY REFERENCES customer (id),
    kept_id INTEGER NOT NULL REFERENCES customer (id),
    merged_at TEXT NOT NULL,
    merged_by INTEGER NOT NULL REFERENCES staff (id),
    -- the member number that leads to the kept record from now on
    number TEXT COLLATE NOCASE,
    -- both records as they stood, to read the merged one and to undo it all
    stood TEXT NOT NULL CHECK (json_valid(stood)),
    CHECK (merged_id <> kept_id)
) STRICT;

CREATE INDEX customer_merge_kept ON customer_merge (kept_id);
CREATE INDEX customer_merge_number ON customer_merge (number) WHERE number IS NOT NULL;

-- Two records that look alike and are two people; nobody is asked about them again.
CREATE TABLE customer_apart (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_id INTEGER NOT NULL REFERENCES customer (id),
    second_id INTEGER NOT NULL REFERENCES customer (id),
    said_at TEXT NOT NULL,
    said_by INTEGER NOT NULL REFERENCES staff (id),
    UNIQUE (first_id, second_id),
    CHECK (first_id < second_id)
) STRICT;

-- G-19: whom others are assisted by, and who stands in where somebody is absent.
ALTER TABLE staff ADD COLUMN senior INTEGER NOT NULL DEFAULT 0 CHECK (senior IN (0, 1));

CREATE TABLE staff_absence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    substitute_id INTEGER REFERENCES staff (id),
    reason TEXT NOT NULL,
    withdrawn_at TEXT,
    CHECK (from_on <= until_on)
) STRICT;

-- A-17: who may do which kind of work, the key of a service.
CREATE TABLE staff_training (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    work TEXT NOT NULL,
    trained_on TEXT NOT NULL,
    valid_until TEXT,
    note TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;

-- G-13, A-11: what of a case is put to a manager or to who is responsible, until when, and the
-- answer.
CREATE TABLE referral (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    kind TEXT NOT NULL,
    responsible TEXT,
    question TEXT NOT NULL CHECK (question <> ''),
    asked_at TEXT NOT NULL,
    asked_by INTEGER NOT NULL REFERENCES staff (id),
    due_at TEXT NOT NULL,
    deadline_id INTEGER NOT NULL REFERENCES deadline (id),
    answer TEXT NOT NULL,
    answered_at TEXT,
    answered_by INTEGER REFERENCES staff (id),
    compensation_fen INTEGER CHECK (compensation_fen >= 0),
    withdrawn_at TEXT,
    CHECK ((answered_at IS NULL) = (answered_by IS NULL))
) STRICT;

CREATE INDEX referral_case ON referral (case_id);
CREATE INDEX referral_open ON referral (due_at) WHERE answered_at IS NULL AND withdrawn_at IS NULL;
