//! Which cells leave nothing behind.
//!
//! With `secure_delete` SQLite zeroes a cell that it frees, but two things can still copy a living cell to where
//! nothing will zero it. Rebuilding a page that is fragmented: that needs cells of several widths. And, when cells
//! leave a page at its front (`editPage` in its b-tree), a move of the pointer array that takes `2 × cells` bytes
//! from behind the pointers that go: it may reach into the lowest cell and leave up to its whole in the gap between
//! pointers and cells. (Measured with cells of 53 bytes: a tag or an id of somebody destroyed, once in some thousands.)
//!
//! The move ends at most `4 × cells` bytes behind the page's header, so it stays in the gap if a full page keeps
//! `cells × (width + 4)` bytes within its space. The test below holds every table to that, leaves and inner pages.

#[cfg(test)]
mod tests {
    use kernel::encode::{ENGAGEMENT_LEN, PAPER_LEN, SUBJECT_LEN};

    use super::super::{
        row::{HOLD_CELL, TAG_CELL},
        trail::TRAIL_CELL,
    };

    /// A number in SQLite's varint.
    fn varint(n: usize) -> usize {
        if n < 128 { 1 } else { 2 }
    }

    /// A leaf cell of blobs: payload's length, header, columns.
    fn cell(columns: &[usize]) -> usize {
        let header = 1 + columns.iter().map(|width| varint(2 * width + 12)).sum::<usize>();
        let payload = header + columns.iter().sum::<usize>();
        varint(payload) + payload
    }

    /// Whether the move stays in the gap on a page with this header.
    fn stays(header: usize, cell: usize) -> bool {
        let space = 4096 - header;
        let most = space / (cell + 2);
        most * (cell + 4) <= space
    }

    #[test]
    fn every_cell_that_speaks_of_a_person_has_a_width_that_leaves_nothing() {
        for (table, columns) in [
            ("subject", &[16, SUBJECT_LEN, 16, 34][..]),
            ("engagement", &[16, 16, 8, ENGAGEMENT_LEN, 16]),
            ("engagement_due", &[8, 16, 16, 65]),
            ("tag_spill", &[TAG_CELL, 59]),
            ("trail_spill", &[TRAIL_CELL, 83]),
            ("hold", &[16, 16, HOLD_CELL, 16]),
            ("paper", &[16, 16, 9, PAPER_LEN, 16]),
            ("paper_watch", &[9, 16, 16, 64]),
            ("paper_by_id", &[16, 16, 74]),
        ] {
            let (leaf, inner) = (cell(columns), cell(columns) + 4);
            assert!(stays(8, leaf) && stays(12, inner), "{table}: {leaf} bytes; change its pad");
            assert!(leaf <= 1002, "{table}: the cell would go on in another page");
        }
    }

    #[test]
    fn a_bucket_fills_a_page_without_going_on_in_another() {
        let payload = 1 + 1 + 2 + super::super::index::BUCKET_LEN;
        assert!(payload <= 4096 - 35, "SQLite keeps this much of a row in its page");
        assert!(2 * (payload + 2 + 1) > 4096, "two would move each other");
    }

    #[test]
    fn the_width_that_taught_this_is_refused() {
        assert_eq!(cell(&[16, 16, 16]), 53);
        assert!(!stays(8, 53));
    }
}
