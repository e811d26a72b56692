//! The statement catalogue: every statement that touches a row stands here.

pub(super) const BEGIN: &str = "BEGIN IMMEDIATE";
pub(super) const COMMIT: &str = "COMMIT";
pub(super) const ROLLBACK: &str = "ROLLBACK";

/// Another number once another connection has written.
pub(super) const DATA_VERSION: &str = "PRAGMA data_version";

// Subjects. A version is the first eight bytes of the state.
pub(super) const SUBJECT: &str = "SELECT state, mac FROM subject WHERE subject_id = ?1";
pub(super) const SUBJECT_VERSION: &str = "SELECT substr(state, 1, 8) FROM subject WHERE subject_id = ?1";
pub(super) const NEW_SUBJECT: &str = "INSERT INTO subject (subject_id, state, mac, pad) \
     VALUES (?1, ?2, ?3, zeroblob(34)) \
     ON CONFLICT DO NOTHING";
pub(super) const NEXT_SUBJECT: &str = "UPDATE subject SET state = ?2, mac = ?3 \
     WHERE subject_id = ?1 AND substr(state, 1, 8) = ?4";
pub(super) const PUT_SUBJECT: &str = "INSERT INTO subject (subject_id, state, mac, pad) \
     VALUES (?1, ?2, ?3, zeroblob(34)) \
     ON CONFLICT DO UPDATE SET state = excluded.state, mac = excluded.mac";
pub(super) const DROP_SUBJECT: &str = "DELETE FROM subject WHERE subject_id = ?1";

// Engagements.
pub(super) const ENGAGEMENTS: &str =
    "SELECT engagement_id, due, state, mac FROM engagement WHERE subject_id = ?1 ORDER BY engagement_id";
pub(super) const PUT_ENGAGEMENT: &str = "INSERT INTO engagement (subject_id, engagement_id, due, state, mac) \
     VALUES (?1, ?2, ?3, ?4, ?5) \
     ON CONFLICT DO UPDATE SET due = excluded.due, state = excluded.state, mac = excluded.mac";
pub(super) const DROP_ENGAGEMENT: &str =
    "DELETE FROM engagement WHERE subject_id = ?1 AND engagement_id = ?2";
pub(super) const DUE: &str = "SELECT due, subject_id, engagement_id FROM engagement \
     WHERE due < x'ffffffffffffffff' AND due <= ?1 AND (due, subject_id, engagement_id) > (?2, ?3, ?4) \
     ORDER BY due, subject_id, engagement_id LIMIT ?5";

// Key slots: an update to the same width overwrites the cell where it stands.
pub(super) const SLOT: &str = "SELECT wrapped FROM key_slot WHERE slot = ?1";
pub(super) const LAST_SLOT: &str = "SELECT max(slot) FROM key_slot";
pub(super) const PUT_SLOT: &str = "INSERT INTO key_slot (slot, wrapped) VALUES (?1, ?2) \
     ON CONFLICT DO UPDATE SET wrapped = excluded.wrapped";
pub(super) const ZERO_SLOT: &str = "UPDATE key_slot SET wrapped = ?2 WHERE slot = ?1";

// Sealed records.
pub(super) const RECORD: &str = "SELECT sealed FROM record WHERE slot = ?1";
pub(super) const PUT_RECORD: &str = "INSERT INTO record (slot, sealed) VALUES (?1, ?2) \
     ON CONFLICT DO UPDATE SET sealed = excluded.sealed";
pub(super) const DROP_RECORD: &str = "DELETE FROM record WHERE slot = ?1";

// Subject parts, by their entries: appended, overwritten with zeros in place, never deleted. Whose they are is in an index.
pub(super) const TRAIL: &str = "SELECT subject_id, engagement_id, sealed FROM trail WHERE idx = ?1";
pub(super) const APPEND_TRAIL: &str = "INSERT INTO trail (idx, subject_id, engagement_id, sealed) \
     VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
pub(super) const PUT_TRAIL: &str =
    "UPDATE trail SET subject_id = ?2, engagement_id = ?3, sealed = ?4 WHERE idx = ?1";

pub(super) const ZERO_TRAIL: &str = "UPDATE trail SET subject_id = zeroblob(16), engagement_id = zeroblob(16), \
     sealed = zeroblob(124) WHERE idx = ?1 AND subject_id = ?2";
pub(super) const FILED: &str = "SELECT idx FROM trail WHERE sealed <> zeroblob(124) ORDER BY idx";

// How many pages the indexes have.
pub(super) const SIZE: &str = "SELECT size, mac FROM index_size WHERE name = ?1";
pub(super) const PUT_SIZE: &str = "INSERT INTO index_size (name, size, mac) VALUES (?1, ?2, ?3) \
     ON CONFLICT DO UPDATE SET size = excluded.size, mac = excluded.mac";

// Holds.
pub(super) const HOLDS: &str = "SELECT hold_id, sealed, mac FROM hold WHERE subject_id = ?1 ORDER BY hold_id";
pub(super) const PUT_HOLD: &str = "INSERT INTO hold (subject_id, hold_id, sealed, mac) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT DO UPDATE SET sealed = excluded.sealed, mac = excluded.mac";
pub(super) const DROP_HOLD: &str = "DELETE FROM hold WHERE subject_id = ?1 AND hold_id = ?2";

// Papers.
pub(super) const PAPERS: &str =
    "SELECT paper_id, watch, state, mac FROM paper WHERE subject_id = ?1 ORDER BY paper_id";
pub(super) const HOLDER: &str = "SELECT subject_id FROM paper WHERE paper_id = ?1";
pub(super) const PUT_PAPER: &str = "INSERT INTO paper (subject_id, paper_id, watch, state, mac) \
     VALUES (?1, ?2, ?3, ?4, ?5) \
     ON CONFLICT DO UPDATE SET watch = excluded.watch, state = excluded.state, mac = excluded.mac";
pub(super) const DROP_PAPER: &str = "DELETE FROM paper WHERE subject_id = ?1 AND paper_id = ?2";
pub(super) const WATCHED: &str = "SELECT subject_id, paper_id, watch, state, mac FROM paper \
     WHERE watch < x'ffffffffffffffffff' AND watch <= ?1 AND (watch, subject_id, paper_id) > (?2, ?3, ?4) \
     ORDER BY watch, subject_id, paper_id LIMIT ?5";

// The log.
pub(super) const LAST_ENTRY: &str = "SELECT max(idx) FROM entry";
pub(super) const STRAY_ENTRY: &str = "SELECT idx FROM entry WHERE idx < 0 OR idx >= 1 << 62 \
     UNION ALL SELECT slot FROM key_slot WHERE slot < 0 OR slot >= 1 << 62 LIMIT 1";
pub(super) const ENTRIES: &str = "SELECT idx, operational, salt, subject_hash, leaf FROM entry \
     WHERE idx >= ?1 AND idx < ?2 ORDER BY idx";
pub(super) const APPEND_ENTRY: &str = "INSERT INTO entry (idx, operational, salt, subject_hash, leaf) \
     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";

// Documents.
pub(super) const DOCUMENT: &str = "SELECT body, mac FROM document WHERE kind = ?1 AND id = ?2";
pub(super) const DOCUMENTS: &str = "SELECT kind, id, body, mac FROM document WHERE kind = ?1 ORDER BY id";
pub(super) const PUT_DOCUMENT: &str = "INSERT INTO document (kind, id, body, mac) VALUES (?1, ?2, ?3, ?4) \
     ON CONFLICT DO UPDATE SET body = excluded.body, mac = excluded.mac";
pub(super) const DROP_DOCUMENT: &str = "DELETE FROM document WHERE kind = ?1 AND id = ?2";

// Whole tables, each by its primary key.
pub(super) const ALL_SUBJECTS: &str = "SELECT subject_id, state, mac FROM subject ORDER BY subject_id";
pub(super) const ALL_ENGAGEMENTS: &str = "SELECT subject_id, engagement_id, due, state, mac FROM engagement \
     ORDER BY subject_id, engagement_id";
pub(super) const ENGAGEMENTS_AFTER: &str = "SELECT subject_id, engagement_id, due, state, mac FROM engagement \
     WHERE subject_id > ?1 ORDER BY subject_id, engagement_id";
pub(super) const ALL_SLOTS: &str = "SELECT slot, wrapped FROM key_slot ORDER BY slot";
pub(super) const ALL_RECORDS: &str = "SELECT slot, sealed FROM record ORDER BY slot";
pub(super) const ALL_TRAILS: &str = "SELECT idx, subject_id, engagement_id, sealed FROM trail ORDER BY idx";
pub(super) const ALL_HOLDS: &str =
    "SELECT subject_id, hold_id, sealed, mac FROM hold ORDER BY subject_id, hold_id";
pub(super) const ALL_PAPERS: &str =
    "SELECT subject_id, paper_id, watch, state, mac FROM paper ORDER BY subject_id, paper_id";
pub(super) const ALL_ENTRIES: &str =
    "SELECT idx, operational, salt, subject_hash, leaf FROM entry ORDER BY idx";
pub(super) const ALL_DOCUMENTS: &str = "SELECT kind, id, body, mac FROM document ORDER BY kind, id";
