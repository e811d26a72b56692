-- People and what is kept of them.

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

-- The blind index: pages of tags, overwritten in place, never deleted. See src/sqlite/tags.rs.
CREATE TABLE IF NOT EXISTS tag_bucket (
    bucket INTEGER PRIMARY KEY, -- from 0 without gaps
    cells  BLOB NOT NULL        -- 4056
) STRICT;

-- What full buckets couldn't take.
CREATE TABLE IF NOT EXISTS tag_spill (
    tag           BLOB NOT NULL, -- 16
    subject_id    BLOB NOT NULL, -- 16
    engagement_id BLOB NOT NULL, -- 16
    pad           BLOB NOT NULL, -- 60 zeros
    PRIMARY KEY (tag, subject_id, engagement_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS trail (
    subject_id    BLOB NOT NULL, -- 16
    idx           BLOB NOT NULL, -- 8, the entry's index, big-endian
    engagement_id BLOB NOT NULL, -- 16, zeros for none
    sealed        BLOB NOT NULL, -- 124
    PRIMARY KEY (subject_id, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS hold (
    subject_id BLOB NOT NULL, -- 16
    hold_id    BLOB NOT NULL, -- 16
    sealed     BLOB NOT NULL, -- 882: two bytes of length, the body, zeros
    mac        BLOB NOT NULL, -- 16
    PRIMARY KEY (subject_id, hold_id)
) STRICT, WITHOUT ROWID;
