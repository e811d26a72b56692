//! The statements of an index: pages are numbered from 0 without gaps and overwritten in place.

/// The tables of one index, and what is said to them.
pub(in crate::sqlite) struct Tables {
    pub(super) name: &'static str,
    /// Whether who puts a cell makes sure that it isn't there.
    pub(super) once: bool,
    pub(super) buckets: &'static str,
    pub(super) journal: &'static str,
    pub(super) count: &'static str,
    pub(super) bucket: &'static str,
    pub(super) put_bucket: &'static str,
    pub(super) all_buckets: &'static str,
    pub(super) put_page: &'static str,
    pub(super) all_pages: &'static str,
    pub(super) spill: &'static str,
    pub(super) unspill: &'static str,
    pub(super) spilled: &'static str,
    pub(super) all_spilled: &'static str,
}

macro_rules! tables {
    ($index:literal, $pad:literal, $once:literal) => {
        Tables {
            name: $index,
            once: $once,
            buckets: concat!($index, "_bucket"),
            journal: concat!($index, "_journal"),
            count: concat!("SELECT coalesce(max(bucket) + 1, 0) FROM ", $index, "_bucket"),
            bucket: concat!("SELECT cells FROM ", $index, "_bucket WHERE bucket = ?1"),
            put_bucket: concat!(
                "INSERT INTO ",
                $index,
                "_bucket (bucket, cells) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET cells = excluded.cells"
            ),
            all_buckets: concat!("SELECT bucket, cells FROM ", $index, "_bucket ORDER BY bucket"),
            put_page: concat!(
                "INSERT INTO ",
                $index,
                "_journal (page, cells) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET cells = excluded.cells"
            ),
            all_pages: concat!("SELECT page, cells FROM ", $index, "_journal ORDER BY page"),
            spill: concat!(
                "INSERT INTO ",
                $index,
                "_spill (cell, pad) VALUES (?1, zeroblob(",
                $pad,
                ")) ON CONFLICT DO NOTHING"
            ),
            unspill: concat!("DELETE FROM ", $index, "_spill WHERE cell = ?1"),
            spilled: concat!("SELECT cell FROM ", $index, "_spill WHERE cell BETWEEN ?1 AND ?2"),
            all_spilled: concat!("SELECT cell FROM ", $index, "_spill ORDER BY cell"),
        }
    };
}

/// The blind index: tag, subject, engagement.
pub(in crate::sqlite) const TAGS: Tables = tables!("tag", 59, false);
/// Which entries of the log speak of a person: the person, the entry's index.
pub(in crate::sqlite) const TRAILS: Tables = tables!("trail", 83, true);
