//! An index from scattered keys to fixed-width cells: a hash table of pages that grows a page at a time (linear
//! hashing), and before it a journal of what came lately.
//!
//! A b-tree of random keys splits and joins pages all the time, which costs writes and, cell by cell, leaves stale
//! bytes behind. Here a cell's page is computed, a change overwrites it in place, and what is dropped is zeros.
//! What a full bucket can't take goes to a small table, and one bucket is split for it.
//!
//! New cells go to the journal first, and from there to their buckets once there are several for each: a page is
//! written for ten cells instead of for one. (Measured with 1,000,000 people and two tags each: see
//! docs/performance.md.)

mod bucket;
mod journal;
mod sql;

use std::collections::BTreeMap;

use rusqlite::{Row as SqlRow, params};

#[cfg(test)]
pub(super) use self::bucket::BUCKET_LEN;
pub(super) use self::sql::{TAGS, TRAILS, Tables};
use self::{
    bucket::{Bucket, HEAD, Home},
    journal::{PAGES, PARTS, Part, part_of},
};
use super::{Inner, row};
use crate::{Flow, Result, StoreError};

/// A cell: its key, then what is found by it. All zeros is none.
pub(super) type Cell<const N: usize> = [u8; N];

/// Bytes of a key; its first eight are scattered evenly.
pub(super) const KEY: usize = 16;
/// Cells of one key in a bucket at most: beyond them splitting wouldn't help.
const SAME: usize = 16;
/// Cells in the journal for each bucket, so many that a bucket is written for about as many.
const FOR_EACH_BUCKET: u64 = 10;
/// Cells in the journal at most: they are all in memory, and read when the store is opened.
const JOURNAL_MOST: u64 = 3 << 16;
/// Buckets changed at once while the journal goes into them.
const IN_HAND: usize = 256;

/// One index as this connection sees and changes it; [`Index::write`] must end a transaction that changed it, or
/// [`Index::forget`].
pub(super) struct Index<const N: usize> {
    tables: &'static Tables,
    loaded: Option<Loaded<N>>,
    /// Buckets that the transaction changes.
    touched: BTreeMap<u64, Bucket<N>>,
}

struct Loaded<const N: usize> {
    /// How many buckets there are.
    count: u64,
    journal: [Part<N>; PARTS],
    /// How many buckets and pages the store says there are.
    said: Size,
}

/// Buckets, then the pages of each part of the journal: written whenever it changes, with a MAC, so that a page taken
/// away is missed.
type Size = [u64; 1 + PARTS];

impl<const N: usize> Index<N> {
    pub(super) fn new(tables: &'static Tables) -> Self {
        Self { tables, loaded: None, touched: BTreeMap::new() }
    }

    /// The cells of a key, in order.
    pub(super) fn of(&mut self, inner: &Inner, key: &[u8; KEY]) -> Result<Vec<Cell<N>>> {
        let loaded = self.load(inner)?;
        let mut found: Vec<Cell<N>> = loaded.journal[part_of(key)].of(key).filter_map(cell).collect();
        let count = loaded.count;
        if count > 0 {
            let mut look = |bytes: &[u8]| {
                found.extend(bucket::cells::<N>(bytes).filter(|cell| cell.starts_with(key)));
                bucket::spilled(bytes)
            };
            let number = home(key, count);
            let spilled = match self.touched.get(&number) {
                Some(bucket) => look(bucket.bytes()),
                None => self.look_at(inner, number, look)?,
            };
            if spilled {
                found.extend(self.spilled(inner, key, key)?);
            }
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|cell| *cell != [0; N]); // what was dropped from the journal
        Ok(found)
    }

    /// Adds a cell that isn't there yet.
    pub(super) fn put(&mut self, inner: &Inner, cell: &Cell<N>) -> Result<()> {
        let number = part_of(cell);
        let loaded = self.load(inner)?;
        let part = &mut loaded.journal[number];
        part.put(cell);
        let most = (loaded.count * FOR_EACH_BUCKET).min(JOURNAL_MOST) as usize / PARTS;
        if part.len() >= most.max(Bucket::<N>::ROOM) { self.merge(inner, number) } else { Ok(()) }
    }

    /// Drops a cell, wherever it is.
    pub(super) fn drop(&mut self, inner: &Inner, cell: &Cell<N>) -> Result<()> {
        let once = self.tables.once;
        let loaded = self.load(inner)?;
        // A cell put twice by mistake must not stay behind; where none can be, nobody looks on through a long chain.
        while loaded.journal[part_of(cell)].drop(cell) && !once {}
        if loaded.count == 0 {
            return Ok(());
        }
        let bucket = self.home(inner, cell)?;
        if let Some(at) = bucket.find(cell) {
            bucket.remove(at);
        }
        if bucket.spilled() {
            inner.run(self.tables.unspill, [cell])?;
        }
        Ok(())
    }

    /// Writes what changed.
    pub(super) fn write(&mut self, inner: &Inner) -> Result<()> {
        self.write_buckets(inner)?;
        let Some(loaded) = &mut self.loaded else { return Ok(()) };
        for (part, pages) in loaded.journal.iter_mut().enumerate() {
            for (number, page) in pages.pages.iter_mut().enumerate().filter(|(_, page)| page.changed) {
                let number = part as u64 * PAGES + number as u64;
                let home = inner.home(self.tables.journal, number);
                inner.run(self.tables.put_page, params![number as i64, page.sealed(home)])?;
            }
        }
        let size = loaded.size();
        if size != loaded.said {
            inner.put_size(self.tables, &size)?;
            loaded.said = size;
        }
        Ok(())
    }

    /// Takes back what wasn't committed: the next look reads the file.
    pub(super) fn forget(&mut self) {
        self.loaded = None;
        self.touched.clear();
    }

    /// Every cell: of the buckets, of the spill table, of the journal.
    pub(super) fn scan(
        &self,
        inner: &Inner,
        visit: &mut dyn FnMut(Result<&Cell<N>, StoreError>) -> Flow,
    ) -> Result<Flow> {
        let tables = self.tables;
        for (table, statement) in [(tables.buckets, tables.all_buckets), (tables.journal, tables.all_pages)] {
            let flow = inner.each(statement, |row| {
                let (number, bytes) = (row::number(row, 0), row::bytes(row, 1));
                if let Err(damage) = inner.home(table, number).check::<N>(bytes) {
                    return visit(Err(damage));
                }
                bucket::cells(bytes).filter(|cell| **cell != [0; N]).try_for_each(|cell| visit(Ok(cell)))
            })?;
            if flow.is_break() {
                return Ok(flow);
            }
        }
        inner.each(tables.all_spilled, |row| {
            let read = row::bytes(row, 0).try_into();
            visit(
                read.map_err(|_| {
                    StoreError::damaged(tables.buckets, &[], "a spilled cell has another width")
                }),
            )
        })
    }

    /// Whether every cell stands where it is looked for, and only zeros beside them.
    pub(super) fn check(&mut self, inner: &Inner) -> Result<()> {
        self.forget();
        let (tables, count) = (self.tables, self.load(inner)?.count);
        let (mut fault, mut marked, mut next) = (None, Vec::new(), 0);
        let _ = inner.each(tables.all_buckets, |row| {
            let (number, bytes) = (row::number(row, 0), row::bytes(row, 1));
            let astray = |cell: &Cell<N>| home(cell, count) != number;
            fault = inner.home(tables.buckets, number).check::<N>(bytes).err();
            if fault.is_none()
                && (number != next || bucket::cells(bytes).any(astray) || !zeros_behind::<N>(bytes))
            {
                let why = "it holds what belongs elsewhere";
                fault = Some(StoreError::damaged(tables.buckets, &number.to_be_bytes(), why));
            }
            next += 1;
            if fault.is_none() && bucket::spilled(bytes) {
                marked.push(number);
            }
            if fault.is_some() { Flow::Break(()) } else { Flow::Continue(()) }
        })?;
        let _ = inner.each(tables.all_spilled, |row| {
            let number = cell::<N>(row::bytes(row, 0)).filter(|_| count > 0).map(|cell| home(&cell, count));
            if number.is_none_or(|number| marked.binary_search(&number).is_err()) {
                let number = number.unwrap_or_default().to_be_bytes();
                fault = Some(StoreError::damaged(tables.buckets, &number, "it hides what it couldn't take"));
                return Flow::Break(());
            }
            Flow::Continue(())
        })?;
        fault.map_or(Ok(()), Err)
    }

    fn load(&mut self, inner: &Inner) -> Result<&mut Loaded<N>> {
        let loaded = match self.loaded.take() {
            Some(loaded) => loaded,
            None => Loaded::read(inner, self.tables)?,
        };
        Ok(self.loaded.insert(loaded))
    }

    fn look_at<T>(&self, inner: &Inner, number: u64, look: impl FnOnce(&[u8]) -> T) -> Result<T> {
        let read = |row: &SqlRow<'_>| {
            let bytes = row::bytes(row, 0);
            inner.home(self.tables.buckets, number).check::<N>(bytes)?;
            Ok(look(bytes))
        };
        let found = inner.one(&mut inner.prepare(self.tables.bucket)?, [number as i64], read)?;
        let missing = || StoreError::damaged(self.tables.buckets, &number.to_be_bytes(), "it is missing");
        found.ok_or_else(missing)
    }

    fn home(&mut self, inner: &Inner, key: &[u8]) -> Result<&mut Bucket<N>> {
        let count = self.load(inner)?.count;
        self.bucket(inner, home(key, count))
    }

    fn bucket(&mut self, inner: &Inner, number: u64) -> Result<&mut Bucket<N>> {
        if !self.touched.contains_key(&number) {
            let bucket = self.look_at(inner, number, Bucket::read)?;
            self.touched.insert(number, bucket);
        }
        Ok(self.touched.entry(number).or_insert_with(Bucket::empty))
    }

    /// Puts a part of the journal into the buckets.
    fn merge(&mut self, inner: &Inner, part: usize) -> Result<()> {
        let loaded = self.load(inner)?;
        let mut cells = loaded.journal[part].take();
        if loaded.count == 0 {
            loaded.count = 1;
            self.touched.insert(0, Bucket::empty());
        }
        cells.sort_unstable(); // a bucket's cells are one range
        for cell in &cells {
            self.settle(inner, cell)?;
            if self.touched.len() >= IN_HAND {
                self.write_buckets(inner)?;
            }
        }
        Ok(())
    }

    /// Puts a cell into its bucket; splits the next in line where it was full.
    fn settle(&mut self, inner: &Inner, cell: &Cell<N>) -> Result<()> {
        let bucket = self.home(inner, cell)?;
        if bucket.find(cell).is_some() {
            return Ok(());
        }
        if bucket.takes(cell, SAME) {
            bucket.push(cell);
        } else {
            bucket.set_spilled();
            inner.run(self.tables.spill, [cell])?;
        }
        // Those still to be split hold twice as many as those that were: few are ever quite full.
        if self.home(inner, cell)?.len() >= Bucket::<N>::ROOM * 5 / 6 { self.split(inner) } else { Ok(()) }
    }

    /// Shares the next bucket in line between itself and a new one.
    fn split(&mut self, inner: &Inner) -> Result<()> {
        let new = self.load(inner)?.count;
        let level = new.ilog2();
        let old = new - (1 << level);
        let bucket = self.bucket(inner, old)?;
        let mut cells: Vec<Cell<N>> = bucket.cells().copied().collect();
        if bucket.spilled() {
            let [from, to] = range(old, level);
            for cell in self.spilled(inner, &from, &to)? {
                inner.run(self.tables.unspill, [cell])?;
                cells.push(cell);
            }
        }
        self.touched.insert(old, Bucket::empty());
        self.touched.insert(new, Bucket::empty());
        self.load(inner)?.count = new + 1;
        for cell in cells {
            let bucket = self.home(inner, &cell)?;
            if bucket.takes(&cell, SAME) {
                bucket.push(&cell);
            } else {
                bucket.set_spilled();
                inner.run(self.tables.spill, [cell])?;
            }
        }
        Ok(())
    }

    fn spilled(&self, inner: &Inner, from: &[u8; KEY], to: &[u8; KEY]) -> Result<Vec<Cell<N>>> {
        let (mut first, mut last) = ([0; N], [0xFF; N]);
        first[..KEY].copy_from_slice(from);
        last[..KEY].copy_from_slice(to);
        let read = |row: &SqlRow<'_>| {
            let why = "a spilled cell has another width";
            cell(row::bytes(row, 0)).ok_or_else(|| StoreError::damaged(self.tables.buckets, &[], why))
        };
        inner.all(&mut inner.prepare(self.tables.spilled)?, [first, last], read)
    }

    fn write_buckets(&mut self, inner: &Inner) -> Result<()> {
        for (number, mut bucket) in std::mem::take(&mut self.touched) {
            if bucket.changed {
                let home = inner.home(self.tables.buckets, number);
                inner.run(self.tables.put_bucket, params![number as i64, bucket.sealed(home)])?;
            }
        }
        Ok(())
    }
}

impl<const N: usize> Loaded<N> {
    fn read(inner: &Inner, tables: &'static Tables) -> Result<Self> {
        let said = inner.size(tables)?;
        let count = inner.one(&mut inner.prepare(tables.count)?, [], |row| Ok(row::number(row, 0)))?;
        let mut journal: [Part<N>; PARTS] = std::array::from_fn(|_| Part::default());
        let mut fault = None;
        let _ = inner.each(tables.all_pages, |row| {
            let number = row::number(row, 0);
            let part = journal.get_mut((number / PAGES) as usize);
            let page = inner.home(tables.journal, number).check::<N>(row::bytes(row, 1));
            let page = page.map(|()| Bucket::read(row::bytes(row, 1)));
            match (part, page) {
                (Some(part), Ok(page)) if part.pages.len() as u64 == number % PAGES && part.fits(&page) => {
                    part.load(page)
                }
                (_, page) => {
                    let why = "a page before it is missing";
                    let damage = || StoreError::damaged(tables.journal, &number.to_be_bytes(), why);
                    fault = Some(page.err().unwrap_or_else(damage));
                    return Flow::Break(());
                }
            }
            Flow::Continue(())
        })?;
        fault.map_or(Ok(()), Err)?;
        let loaded = Self { count: count.unwrap_or(0), journal, said };
        if loaded.size() == said {
            return Ok(loaded);
        }
        Err(StoreError::damaged(
            "index_size",
            tables.name.as_bytes(),
            "pages of the index are missing, or too many",
        ))
    }

    fn size(&self) -> Size {
        let mut size = [self.count; 1 + PARTS];
        for (said, part) in size[1..].iter_mut().zip(&self.journal) {
            *said = part.pages.len() as u64;
        }
        size
    }
}

impl Inner {
    fn home(&self, table: &'static str, number: u64) -> Home<'_> {
        Home { mac: &*self.mac, table, number }
    }

    /// How many pages an index is said to have.
    fn size(&self, tables: &Tables) -> Result<Size> {
        let damaged = |why| StoreError::damaged("index_size", tables.name.as_bytes(), why);
        let read = |row: &SqlRow<'_>| {
            let (size, mac) = (row::bytes(row, 0), row::bytes(row, 1));
            if self.mac.mac("index_size", tables.name.as_bytes(), size) != mac {
                return Err(damaged("its MAC differs"));
            }
            let (numbers, []) = size.as_chunks::<8>() else { return Err(damaged("it has another width")) };
            let numbers: Vec<u64> = numbers.iter().map(|number| u64::from_be_bytes(*number)).collect();
            Size::try_from(numbers).map_err(|_| damaged("it has another width"))
        };
        let size = self.one(&mut self.prepare(super::sql::SIZE)?, [tables.name], read)?;
        size.ok_or_else(|| damaged("it is missing"))
    }

    /// Says of a new store that its indexes are empty.
    pub(super) fn found_indexes(&self) -> Result<()> {
        [TAGS, TRAILS].iter().try_for_each(|tables| self.put_size(tables, &Size::default()))
    }

    fn put_size(&self, tables: &Tables, size: &Size) -> Result<()> {
        let bytes: Vec<u8> = size.iter().flat_map(|number| number.to_be_bytes()).collect();
        let mac = self.mac.mac("index_size", tables.name.as_bytes(), &bytes);
        self.run(super::sql::PUT_SIZE, params![tables.name, bytes, mac]).map(drop)
    }
}

fn cell<const N: usize>(bytes: &[u8]) -> Option<Cell<N>> {
    bytes.try_into().ok()
}

fn zeros_behind<const N: usize>(bytes: &[u8]) -> bool {
    let used = HEAD + bucket::cells::<N>(bytes).count() * N;
    bytes[used..].iter().all(|byte| *byte == 0)
}

/// The bucket of a key among `count`: as many of its first bits, read backwards, as number all buckets; one bit less
/// where that bucket isn't there yet.
fn home(key: &[u8], count: u64) -> u64 {
    let hash = u64::from_be_bytes(std::array::from_fn(|at| key[at])).reverse_bits();
    let level = count.ilog2();
    let number = hash & ((2 << level) - 1);
    if number < count { number } else { hash & ((1 << level) - 1) }
}

/// The first and the last key that a bucket of this level can hold: reading the bits backwards keeps them together.
fn range(number: u64, level: u32) -> [[u8; KEY]; 2] {
    let from = number.reverse_bits();
    let to = from | u64::MAX.checked_shr(level).unwrap_or(0);
    let (mut low, mut high) = ([0; KEY], [0xFF; KEY]);
    low[..8].copy_from_slice(&from.to_be_bytes());
    high[..8].copy_from_slice(&to.to_be_bytes());
    [low, high]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_split_moves_cells_from_its_bucket_to_the_new_one_and_no_others(key: [u8; KEY], count in 1..5000u64) {
            let (before, after) = (home(&key, count), home(&key, count + 1));
            let old = count - (1 << count.ilog2());
            prop_assert!(before < count && after <= count);
            prop_assert!(before == after || before == old && after == count);
        }

        #[test]
        fn what_a_bucket_about_to_split_holds_is_one_range(key: [u8; KEY], count in 1..5000u64) {
            let level = count.ilog2();
            let old = count - (1 << level);
            let [low, high] = range(old, level);
            prop_assert_eq!(home(&key, count) == old, (low..=high).contains(&key));
        }
    }
}
