-- The newest schema as a whole. The steps in steps/ lead to the same; a test compares the two.
-- Cells that speak of a person have one width, and one of those at which SQLite leaves no stale bytes when it moves
-- cells between pages: that's what the columns named pad are for. See src/sqlite/width.rs.

CREATE TABLE IF NOT EXISTS subject (
    subject_id BLOB NOT NULL PRIMARY KEY, -- 16
    state      BLOB NOT NULL,             -- kernel::encode::SUBJECT_LEN
    mac        BLOB NOT NULL,             -- 16
    pad        BLOB NOT NULL              -- 34 zeros
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS engagement (
    subject_id    BLOB NOT NULL, -- 16
    engagement_id BLOB NOT NULL, -- 16
    due           BLOB NOT NULL, -- 8, sorts as moments do; all FF for none
    state         BLOB NOT NULL, -- kernel::encode::ENGAGEMENT_LEN
    mac           BLOB NOT NULL, -- 16
    PRIMARY KEY (subject_id, engagement_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS engagement_due ON engagement (due, subject_id, engagement_id, zeroblob(65))
    WHERE due < x'ffffffffffffffff';

-- Appended, zeroed in place, never deleted.
CREATE TABLE IF NOT EXISTS key_slot (
    slot    INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL -- 60
) STRICT;

CREATE TABLE IF NOT EXISTS record (
    slot   INTEGER PRIMARY KEY, -- of its key
    sealed BLOB NOT NULL
) STRICT;

-- The blind index: pages of cells, overwritten in place, never deleted; what came lately is in the journal, what full
-- buckets couldn't take in the spill table. See src/sqlite/index.
CREATE TABLE IF NOT EXISTS tag_bucket (
    bucket INTEGER PRIMARY KEY, -- from 0 without gaps
    cells  BLOB NOT NULL        -- 4056
) STRICT;

CREATE TABLE IF NOT EXISTS tag_journal (
    page  INTEGER PRIMARY KEY, -- from 0 without gaps in each part
    cells BLOB NOT NULL        -- 4056
) STRICT;

CREATE TABLE IF NOT EXISTS tag_spill (
    cell BLOB NOT NULL PRIMARY KEY, -- 48: tag, subject, engagement
    pad  BLOB NOT NULL              -- 59 zeros
) STRICT, WITHOUT ROWID;

-- Subject parts: appended, zeroed in place, never deleted.
CREATE TABLE IF NOT EXISTS trail (
    idx           INTEGER PRIMARY KEY, -- the entry's
    subject_id    BLOB NOT NULL,       -- 16
    engagement_id BLOB NOT NULL,       -- 16, zeros for none
    sealed        BLOB NOT NULL        -- 124
) STRICT;

-- Whose they are: an index like that of tags.
CREATE TABLE IF NOT EXISTS trail_bucket (
    bucket INTEGER PRIMARY KEY, -- from 0 without gaps
    cells  BLOB NOT NULL        -- 4056
) STRICT;

CREATE TABLE IF NOT EXISTS trail_journal (
    page  INTEGER PRIMARY KEY, -- from 0 without gaps in each part
    cells BLOB NOT NULL        -- 4056
) STRICT;

CREATE TABLE IF NOT EXISTS trail_spill (
    cell BLOB NOT NULL PRIMARY KEY, -- 24: subject, the entry's index
    pad  BLOB NOT NULL              -- 83 zeros
) STRICT, WITHOUT ROWID;

-- How many pages each index has: one taken away is missed.
CREATE TABLE IF NOT EXISTS index_size (
    name TEXT NOT NULL PRIMARY KEY,
    size BLOB NOT NULL, -- 24: buckets, pages of each part of the journal
    mac  BLOB NOT NULL  -- 16
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS hold (
    subject_id BLOB NOT NULL, -- 16
    hold_id    BLOB NOT NULL, -- 16
    sealed     BLOB NOT NULL, -- 882: two bytes of length, the body, zeros
    mac        BLOB NOT NULL, -- 16
    PRIMARY KEY (subject_id, hold_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS entry (
    idx          INTEGER PRIMARY KEY,
    operational  BLOB NOT NULL,
    salt         BLOB NOT NULL, -- 32
    subject_hash BLOB NOT NULL, -- 32
    leaf         BLOB NOT NULL  -- 32
) STRICT;

CREATE TABLE IF NOT EXISTS document (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    body BLOB NOT NULL,
    mac  BLOB NOT NULL, -- 16
    PRIMARY KEY (kind, id)
) STRICT;

-- What is kept of a person beside their items.
CREATE TABLE IF NOT EXISTS paper (
    subject_id BLOB NOT NULL, -- 16
    paper_id   BLOB NOT NULL, -- 16
    watch      BLOB NOT NULL, -- 9: what it waits for, and until when; all FF for nothing
    state      BLOB NOT NULL, -- kernel::encode::PAPER_LEN
    mac        BLOB NOT NULL, -- 16
    PRIMARY KEY (subject_id, paper_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS paper_watch ON paper (watch, subject_id, paper_id, zeroblob(64))
    WHERE watch < x'ffffffffffffffffff';

CREATE INDEX IF NOT EXISTS paper_by_id ON paper (paper_id, subject_id, zeroblob(74));
