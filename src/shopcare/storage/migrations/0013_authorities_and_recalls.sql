-- L-6: a complaint that came through 12315 or another authority. What is noted anew takes the place
-- of what stood, which stays readable as withdrawn.
CREATE TABLE authority_complaint (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    authority TEXT NOT NULL,
    -- the authority's own; empty where it is not known yet
    number TEXT NOT NULL,
    reply_until TEXT,
    noted_at TEXT NOT NULL,
    noted_by INTEGER NOT NULL REFERENCES staff (id),
    reply TEXT NOT NULL,
    replied_on TEXT,
    replied_by INTEGER REFERENCES staff (id),
    withdrawn_at TEXT,
    CHECK ((replied_on IS NULL) = (replied_by IS NULL))
) STRICT;

CREATE INDEX authority_complaint_case ON authority_complaint (case_id);

-- L-9: an adverse reaction, likewise
CREATE TABLE reaction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    severity TEXT NOT NULL,
    symptoms TEXT NOT NULL CHECK (json_valid(symptoms)),
    course TEXT NOT NULL,
    doctor TEXT NOT NULL,
    began_on TEXT,
    product TEXT NOT NULL,
    lot TEXT NOT NULL,
    expires_on TEXT,
    advice TEXT NOT NULL CHECK (json_valid(advice)),
    -- when the shop learned of it: the days of the report count from here
    learned_at TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    noted_by INTEGER NOT NULL REFERENCES staff (id),
    -- under which number it was reported
    report TEXT NOT NULL,
    reported_on TEXT,
    reported_by INTEGER REFERENCES staff (id),
    withdrawn_at TEXT,
    CHECK ((reported_on IS NULL) = (reported_by IS NULL))
) STRICT;

CREATE INDEX reaction_case ON reaction (case_id);

-- L-9: the buyers of a batch are called
CREATE TABLE recall (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lot TEXT NOT NULL CHECK (lot <> ''),
    product TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    case_id INTEGER REFERENCES service_case (id),
    started_at TEXT NOT NULL,
    started_by INTEGER NOT NULL REFERENCES staff (id),
    ended_at TEXT,
    withdrawn_at TEXT
) STRICT;

CREATE TABLE recall_call (
    callback_id INTEGER PRIMARY KEY REFERENCES callback (id),
    recall_id INTEGER NOT NULL REFERENCES recall (id),
    purchase_line_id INTEGER NOT NULL REFERENCES purchase_line (id)
) STRICT;

CREATE INDEX recall_call_recall ON recall_call (recall_id);
