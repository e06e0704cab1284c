-- Times: ISO 8601 text with offset. Days: YYYY-MM-DD. Money: whole fen. Quantities: thousandths.
-- Every index of a table that a case is saved to is one more page in its durable commit: an index
-- stands here only where a query needs it.
-- A CHECK keeps a shape (yes or no, JSON, pairs, ranges), never a list of values: the values of a
-- choice have their home in the domain, and a new one must not need a rebuilt table.

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    initials TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (initials <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL,
    knowledgeable INTEGER NOT NULL CHECK (knowledgeable IN (0, 1)),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT UNIQUE COLLATE NOCASE,
    name TEXT NOT NULL CHECK (name <> ''),
    address TEXT NOT NULL,
    birthday_calendar TEXT,
    birthday_month INTEGER CHECK (birthday_month BETWEEN 1 AND 12),
    birthday_day INTEGER CHECK (birthday_day BETWEEN 1 AND 31),
    birthday_leap INTEGER NOT NULL CHECK (birthday_leap IN (0, 1)),
    birthday_year INTEGER,
    key_account INTEGER NOT NULL CHECK (key_account IN (0, 1)),
    key_since TEXT,
    prefers TEXT,
    call_hours TEXT NOT NULL CHECK (json_valid(call_hours)),
    no_calls INTEGER NOT NULL CHECK (no_calls IN (0, 1)),
    remark TEXT NOT NULL,
    CHECK ((birthday_calendar IS NULL) = (birthday_month IS NULL)),
    CHECK ((birthday_calendar IS NULL) = (birthday_day IS NULL))
) STRICT;

CREATE INDEX customer_name ON customer (name);

CREATE TABLE customer_phone (
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    digits TEXT NOT NULL CHECK (digits <> ''),
    -- C-14: found wrong by a call, not proposed again
    wrong INTEGER NOT NULL DEFAULT 0 CHECK (wrong IN (0, 1)),
    PRIMARY KEY (customer_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_phone_digits ON customer_phone (digits);
CREATE INDEX customer_phone_wrong ON customer_phone (customer_id) WHERE wrong = 1;

CREATE TABLE purchase (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    -- not unique: some tills begin at 1 again each day
    receipt_number TEXT COLLATE NOCASE,
    sold_on TEXT NOT NULL,
    -- when the goods were promised for, at the sale
    promised_on TEXT,
    handed_over_on TEXT,
    seller TEXT NOT NULL,
    -- L-3: counter, online, phone or mail; NULL where nobody said
    channel TEXT,
    -- W-8: out of every count, still readable
    voided_at TEXT,
    voided_by INTEGER REFERENCES staff (id),
    void_reason TEXT
) STRICT;

CREATE INDEX purchase_customer ON purchase (customer_id, sold_on);
CREATE INDEX purchase_receipt ON purchase (receipt_number, sold_on);
CREATE INDEX purchase_promised ON purchase (promised_on)
    WHERE promised_on IS NOT NULL AND handed_over_on IS NULL AND voided_at IS NULL;

CREATE TABLE purchase_line (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purchase_id INTEGER NOT NULL REFERENCES purchase (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    category TEXT NOT NULL,
    -- empty where a till's list did not tell
    product TEXT NOT NULL,
    spec TEXT NOT NULL,
    lot TEXT NOT NULL,
    quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
    unit TEXT NOT NULL,
    amount_fen INTEGER CHECK (amount_fen >= 0),
    sale_kind TEXT NOT NULL,
    warranty_card INTEGER NOT NULL CHECK (warranty_card IN (0, 1)),
    shelf_life_until TEXT
) STRICT;

CREATE INDEX purchase_line_purchase ON purchase_line (purchase_id, position);

-- Dioptres and millimetres: whole hundredths.
CREATE TABLE prescription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    measured_on TEXT NOT NULL,
    right_eye TEXT NOT NULL CHECK (json_valid(right_eye)),
    left_eye TEXT NOT NULL CHECK (json_valid(left_eye)),
    pupil_distance INTEGER CHECK (pupil_distance > 0),
    near_pupil_distance INTEGER CHECK (near_pupil_distance > 0),
    distance TEXT NOT NULL,
    contact_lenses INTEGER NOT NULL CHECK (contact_lenses IN (0, 1)),
    base_curve INTEGER CHECK (base_curve > 0),
    diameter INTEGER CHECK (diameter > 0),
    measured_by TEXT NOT NULL,
    measured_at TEXT NOT NULL
) STRICT;

CREATE INDEX prescription_customer ON prescription (customer_id, measured_on);

-- What each bringing in of a list did; made and changed are what it takes to undo it.
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    report TEXT NOT NULL CHECK (json_valid(report)),
    made TEXT NOT NULL CHECK (json_valid(made)),
    changed TEXT NOT NULL CHECK (json_valid(changed)),
    undone_at TEXT
) STRICT;

-- Which column of a list is which, as the shop chose it, for lists with the same headings.
CREATE TABLE import_choice (
    headings TEXT PRIMARY KEY,
    columns TEXT NOT NULL CHECK (json_valid(columns))
) STRICT, WITHOUT ROWID;

CREATE TABLE case_sequence (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last > 0)
) STRICT;

CREATE TABLE service_case (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    stage TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    channel TEXT NOT NULL,
    service TEXT NOT NULL,
    purchase_line_id INTEGER REFERENCES purchase_line (id),
    category TEXT NOT NULL,
    product TEXT NOT NULL,
    spec TEXT NOT NULL,
    lot TEXT NOT NULL,
    bought_on TEXT,
    fault TEXT NOT NULL,
    wishes TEXT NOT NULL,
    accessories TEXT NOT NULL CHECK (json_valid(accessories)),
    condition TEXT NOT NULL,
    goods_kept INTEGER NOT NULL CHECK (goods_kept IN (0, 1)),
    severity TEXT NOT NULL,
    insistent INTEGER NOT NULL CHECK (insistent IN (0, 1)),
    received_at TEXT NOT NULL,
    received_by INTEGER NOT NULL REFERENCES staff (id),
    handler_id INTEGER REFERENCES staff (id),
    work TEXT,
    parts TEXT NOT NULL,
    parts_origin TEXT NOT NULL,
    fee_fen INTEGER CHECK (fee_fen >= 0),
    promised_on TEXT,
    acknowledged_at TEXT,
    acknowledged_by INTEGER REFERENCES staff (id),
    acknowledged_how TEXT,
    consent_at TEXT,
    consent_by INTEGER REFERENCES staff (id),
    consent_how TEXT,
    checks TEXT NOT NULL CHECK (json_valid(checks)),
    checked_at TEXT,
    told_ready_at TEXT,
    fee_taken_fen INTEGER CHECK (fee_taken_fen >= 0),
    cause TEXT,
    resolution TEXT NOT NULL,
    handled_at TEXT,
    resolved_by INTEGER REFERENCES staff (id),
    closed_at TEXT,
    from_callback_id INTEGER,
    linked_case_id INTEGER REFERENCES service_case (id),
    last_step_at TEXT NOT NULL,
    -- T-5: when the customer has the goods laid
    laying_at TEXT,
    -- when the shop waited for the customer: begin and end of each time
    pauses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pauses)),
    reopened_at TEXT,
    voided_at TEXT,
    voided_by INTEGER REFERENCES staff (id),
    void_reason TEXT,
    -- A-2: of a return or exchange, what it is about; NULL for every other kind
    return_request TEXT CHECK (return_request IS NULL OR json_valid(return_request)),
    -- W-4: why the goods went back without the work; NULL where they did not
    ending TEXT,
    -- G-5: nothing is worked on or checked before the customer's consent is recorded
    CHECK (stage <> 'in_work' OR consent_at IS NOT NULL),
    CHECK (checked_at IS NULL OR consent_at IS NOT NULL),
    -- G-7: nothing is checked or ready before its quality check is recorded
    CHECK (stage <> 'checked' OR checked_at IS NOT NULL),
    CHECK (stage <> 'ready' OR checked_at IS NOT NULL)
) STRICT;

CREATE INDEX service_case_customer ON service_case (customer_id, received_at);
CREATE INDEX service_case_stage ON service_case (stage, received_at);
-- the returns of a purchase line; no other case is written to it
CREATE INDEX service_case_return ON service_case (purchase_line_id)
    WHERE return_request IS NOT NULL;

CREATE TABLE deadline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    kind TEXT NOT NULL,
    clause TEXT NOT NULL,
    rule TEXT NOT NULL,
    basis_at TEXT NOT NULL,
    rule_on TEXT NOT NULL,
    due_at TEXT NOT NULL,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    -- L-2: it stands on no list before this day
    shown_from TEXT,
    -- its clock stands still while the shop waits for the customer
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    met_at TEXT,
    dropped INTEGER NOT NULL CHECK (dropped IN (0, 1))
) STRICT;

CREATE INDEX deadline_case ON deadline (case_id);
-- by case and not by day: the deadlines of a new case stand on one page then; few are open at once,
-- so that their rows are looked at and no more of them is kept here
CREATE INDEX deadline_open ON deadline (case_id) WHERE met_at IS NULL AND dropped = 0;

CREATE TABLE callback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    case_id INTEGER REFERENCES service_case (id),
    purchase_id INTEGER REFERENCES purchase (id),
    purpose TEXT NOT NULL,
    clause TEXT NOT NULL,
    rule TEXT NOT NULL,
    basis_at TEXT NOT NULL,
    rule_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    due_at TEXT,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    assignee_id INTEGER REFERENCES staff (id),
    -- W-10: why somebody planned it by hand
    reason TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    needs_decision INTEGER NOT NULL CHECK (needs_decision IN (0, 1)),
    settled_at TEXT,
    settled_on TEXT,
    result TEXT,
    -- when it was planned: no try was made before
    planned_at TEXT NOT NULL,
    -- what moved it away from the counted day, oldest first
    moves TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(moves)),
    voided_at TEXT,
    voided_by INTEGER REFERENCES staff (id),
    void_reason TEXT,
    CHECK (opens_on <= due_on AND due_on <= closes_on),
    CHECK ((settled_at IS NULL) = (result IS NULL)),
    CHECK (state <> 'open' OR settled_at IS NULL),
    CHECK (state <> 'done' OR settled_at IS NOT NULL)
) STRICT;

-- opens_on: which later calls could be made today is read off the index alone
CREATE INDEX callback_due ON callback (due_on, id, opens_on) WHERE state = 'open';
CREATE INDEX callback_settled ON callback (settled_on) WHERE state = 'done';
-- a case's calls are found among its customer's
CREATE INDEX callback_customer ON callback (customer_id, due_on);
CREATE INDEX callback_purchase ON callback (purchase_id) WHERE purchase_id IS NOT NULL;

CREATE TABLE call_attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    callback_id INTEGER NOT NULL REFERENCES callback (id),
    at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    phone TEXT NOT NULL,
    result TEXT NOT NULL,
    satisfaction INTEGER CHECK (satisfaction BETWEEN 1 AND 5),
    mood TEXT,
    note TEXT NOT NULL
) STRICT;

CREATE INDEX call_attempt_callback ON call_attempt (callback_id, at);
CREATE INDEX call_attempt_at ON call_attempt (at);

-- What became of a case's fee: paid, waived or owed (G-9, G-17).
CREATE TABLE payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES service_case (id),
    at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
    method TEXT,
    decided_by INTEGER REFERENCES staff (id),
    reason TEXT NOT NULL,
    owed_until TEXT,
    -- the debt that it pays or waives
    settles_id INTEGER REFERENCES payment (id),
    -- the step that it came with was taken back
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    CHECK (kind <> 'paid' OR method IS NOT NULL),
    CHECK (kind <> 'waived' OR decided_by IS NOT NULL),
    CHECK (kind <> 'owed' OR owed_until IS NOT NULL)
) STRICT;

CREATE INDEX payment_case ON payment (case_id);

-- X-9: a try that was undone stays on record; nothing counts it any more
CREATE TABLE call_attempt_undone (
    attempt_id INTEGER PRIMARY KEY REFERENCES call_attempt (id),
    undone_at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
) STRICT;

-- What a form holds that is not saved yet; it survives a crash, a power cut and a log-out.
CREATE TABLE draft (
    form TEXT PRIMARY KEY,
    content TEXT NOT NULL CHECK (json_valid(content)),
    saved_at TEXT NOT NULL
) STRICT;

-- The facts of a year, kept here so that a start needs no other source.
CREATE TABLE calendar_year (
    country TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER NOT NULL,
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    source TEXT NOT NULL,
    PRIMARY KEY (country, region, year)
) STRICT, WITHOUT ROWID;

-- What the shop has changed in its policy, each from a day on; never rewritten, so that a case can
-- be judged by what was in force when the goods were sold.
CREATE TABLE policy_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clause TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)),
    from_on TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (id),
    made_at TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawn_by INTEGER REFERENCES staff (id),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT;

CREATE TABLE calendar_notice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    year INTEGER NOT NULL,
    text TEXT NOT NULL,
    applied_at TEXT NOT NULL,
    undone_at TEXT
) STRICT;

CREATE TABLE calendar_exception (
    day TEXT PRIMARY KEY,
    working INTEGER CHECK (working IN (0, 1)),
    intervals TEXT CHECK (intervals IS NULL OR json_valid(intervals)),
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    by_script INTEGER NOT NULL CHECK (by_script IN (0, 1)),
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    case_id INTEGER REFERENCES service_case (id),
    "values" TEXT NOT NULL CHECK (json_valid("values")),
    seal TEXT NOT NULL
) STRICT;

CREATE INDEX audit_entry_case ON audit_entry (case_id) WHERE case_id IS NOT NULL;
-- what was done to a case is found by case_id
CREATE INDEX audit_entry_subject ON audit_entry (subject_kind, subject_id)
    WHERE subject_kind <> 'case';

CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_entry_is_never_deleted BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER call_attempt_is_never_changed BEFORE UPDATE ON call_attempt
BEGIN SELECT RAISE(ABORT, 'a recorded try is never changed'); END;

CREATE TRIGGER call_attempt_is_never_deleted BEFORE DELETE ON call_attempt
BEGIN SELECT RAISE(ABORT, 'a recorded try is never deleted'); END;
