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
