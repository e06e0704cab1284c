-- L-8: what the audit log says of a person is enciphered with that person's key, so that erasing
-- them takes the words out of the log and leaves its chain whole. Hexadecimal, for a salvage reads
-- bytes as text.
CREATE TABLE person_key (
    customer_id INTEGER PRIMARY KEY REFERENCES customer (id) ON DELETE CASCADE,
    key TEXT NOT NULL CHECK (length(key) = 64)
) STRICT;

INSERT INTO person_key (customer_id, key)
SELECT id, lower(hex(randomblob(32))) FROM customer;

-- Whose key it is. No reference: an import that is undone takes its customers away again, and a
-- customer's id is never given twice.
ALTER TABLE audit_entry ADD COLUMN person_id INTEGER;

-- Somebody who is erased keeps a row without anything of them, so that no id is used again.
ALTER TABLE customer ADD COLUMN erased_on TEXT;

-- Who was erased, and what of them a law has kept locked until a day. The print of the destroyed
-- key tells in a backup whether a record of this number is the same person.
CREATE TABLE person_erasure (
    customer_id INTEGER PRIMARY KEY REFERENCES customer (id),
    erased_at TEXT NOT NULL,
    erased_by INTEGER NOT NULL REFERENCES staff (id),
    key_print TEXT NOT NULL,
    reason TEXT NOT NULL,
    locked_until TEXT,
    law TEXT NOT NULL,
    -- name and phones, until that day; empty where nothing has to be kept
    locked TEXT NOT NULL CHECK (json_valid(locked)),
    CHECK (locked_until IS NOT NULL OR locked = '{}')
) STRICT;

CREATE INDEX person_erasure_locked ON person_erasure (locked_until) WHERE locked_until IS NOT NULL;

-- One row while what was deleted can still be found on the disk.
CREATE TABLE unwiped (
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;

-- X-9: a recorded try is never changed, but for what it says of a person who is erased.
DROP TRIGGER call_attempt_is_never_changed;

CREATE TRIGGER call_attempt_is_never_changed BEFORE UPDATE ON call_attempt
WHEN NOT (
    NEW.phone = '' AND NEW.note = '' AND NEW.id = OLD.id AND NEW.callback_id = OLD.callback_id
    AND NEW.at = OLD.at AND NEW.staff_id = OLD.staff_id AND NEW.result = OLD.result
    AND NEW.satisfaction IS OLD.satisfaction AND NEW.mood IS OLD.mood
    AND EXISTS (
        SELECT 1 FROM callback JOIN person_erasure USING (customer_id)
        WHERE callback.id = OLD.callback_id
    )
)
BEGIN SELECT RAISE(ABORT, 'a recorded try is never changed'); END;
