-- The log, and the organisation's documents.

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
