//! Passwords that were stolen somewhere, looked up in a file.

use std::io::{self, Read, Seek, SeekFrom};

use sha1::{Digest, Sha1};
use thiserror::Error;
use zeroize::Zeroizing;

use super::NewPassword;

/// A list of breached passwords, as the downloader of Have I Been Pwned writes it: lines `HASH:COUNT`, ended by `\n`
/// or `\r\n`, where the hash is the SHA-1 of the password in upper-case hex, in ascending order.
///
/// A look-up reads some thirty pieces of the file, and never holds more than a few kilobytes of it. Nothing of the
/// password leaves the machine.
pub struct Breached<R> {
    file: R,
    len: u64,
}

/// The list can't be used. `Display` says why, and never a line of it.
#[derive(Debug, Error)]
pub enum BadList {
    /// It can't be read.
    #[error("the list of breached passwords can't be read: {}", .0.kind())]
    Io(#[from] io::Error),
    /// It is empty: it would let every password pass.
    #[error("the list of breached passwords is empty")]
    Empty,
    /// A line is no `HASH:COUNT`.
    #[error("a line of the list of breached passwords is not HASH:COUNT")]
    Line,
    /// The lines are not in ascending order, so that nothing is found in them.
    #[error("the list of breached passwords is not sorted by hash")]
    Order,
}

type Hash = [u8; 20];

/// The longest line with its end: 40 digits, a colon, 20 digits, `\r\n`.
const LINE: u64 = 63;
/// What is read in one piece once the place is known that well.
const PIECE: u64 = 4096;

impl<R: Read + Seek> Breached<R> {
    /// Opens a list, and looks at its first and its last lines: a wrong file is found out here.
    ///
    /// # Errors
    /// [`BadList`].
    pub fn open(mut file: R) -> Result<Self, BadList> {
        let len = file.seek(SeekFrom::End(0))?;
        if len == 0 {
            return Err(BadList::Empty);
        }
        let mut list = Self { file, len };
        let first = list.piece(0, len.min(LINE + 1))?;
        let (first, _) = line(&first, len <= LINE)?;
        // The end of the file is a line's end, so a line begins after each line's end before it.
        let from = len.saturating_sub(2 * LINE);
        let tail = list.piece(from, len - from)?;
        let start = if from == 0 { 0 } else { after_line_end(&tail)? };
        let last = lines(&tail[start..])?.last().copied();
        if last.is_some_and(|last| last.0 < first.0) {
            return Err(BadList::Order);
        }
        Ok(list)
    }

    /// How many times the password was seen; 0 if it does not stand in the list.
    ///
    /// # Errors
    /// [`BadList`], of the lines that the search came by.
    pub fn count(&mut self, password: &NewPassword) -> Result<u64, BadList> {
        let mut digest = Zeroizing::new([0; 20]);
        digest.copy_from_slice(&Sha1::digest(password.text()));
        self.find(&digest)
    }

    fn find(&mut self, hash: &Hash) -> Result<u64, BadList> {
        // Lines from `low` to `high` may be the one; both are starts of lines. What stands there was seen to be
        // between these hashes.
        let (mut low, mut high) = (0, self.len);
        let (mut least, mut most) = ([0; 20], [0xff; 20]);
        while high - low > PIECE {
            let middle = low + (high - low) / 2;
            let piece = self.piece(middle, (2 * LINE + 1).min(self.len - middle))?;
            let start = after_line_end(&piece)?;
            let ((found, count), length) = line(&piece[start..], middle + piece.len() as u64 == self.len)?;
            if found < least || found > most {
                return Err(BadList::Order);
            }
            let at = middle + start as u64;
            match found.cmp(hash) {
                std::cmp::Ordering::Equal => return Ok(count),
                std::cmp::Ordering::Less => (low, least) = (at + length as u64, found),
                std::cmp::Ordering::Greater => (high, most) = (at, found),
            }
        }
        let piece = self.piece(low, high - low)?;
        let lines = lines(&piece)?;
        let between = |&(found, _): &(Hash, u64)| (least..=most).contains(&found);
        if !lines.is_sorted_by(|a, b| a.0 < b.0) || !lines.iter().all(between) {
            return Err(BadList::Order);
        }
        Ok(lines.into_iter().find(|line| line.0 == *hash).map_or(0, |line| line.1))
    }

    fn piece(&mut self, at: u64, len: u64) -> Result<Vec<u8>, BadList> {
        self.file.seek(SeekFrom::Start(at))?;
        let mut piece = vec![0; usize::try_from(len).map_err(|_| BadList::Line)?]; // at most a few kilobytes
        self.file.read_exact(&mut piece)?;
        Ok(piece)
    }
}

/// Where the first line begins that begins within the bytes.
fn after_line_end(bytes: &[u8]) -> Result<usize, BadList> {
    let within = &bytes[..bytes.len().min(LINE as usize)];
    within.iter().position(|byte| *byte == b'\n').map(|at| at + 1).ok_or(BadList::Line)
}

/// All lines of a piece that begins and ends with one.
fn lines(mut bytes: &[u8]) -> Result<Vec<(Hash, u64)>, BadList> {
    let mut lines = Vec::new();
    while !bytes.is_empty() {
        let (found, length) = line(bytes, true)?;
        lines.push(found);
        bytes = &bytes[length..];
    }
    Ok(lines)
}

/// The line at the start of the bytes, and its length with its end, which the last line of a file may lack.
fn line(bytes: &[u8], to_the_end: bool) -> Result<((Hash, u64), usize), BadList> {
    let within = &bytes[..bytes.len().min(LINE as usize)];
    let (text, length) = match within.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&within[..end], end + 1),
        None if to_the_end && within.len() == bytes.len() => (within, within.len()),
        None => return Err(BadList::Line),
    };
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let (digits, count) = text.split_at_checked(40).ok_or(BadList::Line)?;
    let mut hash = [0; 20];
    let upper = digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F'));
    if !upper || hex::decode_to_slice(digits, &mut hash).is_err() {
        return Err(BadList::Line);
    }
    let count = count.strip_prefix(b":").and_then(number).ok_or(BadList::Line)?;
    Ok(((hash, count), length))
}

fn number(digits: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(digits).ok().filter(|text| !text.starts_with('+'))?;
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn hash_of(number: u64) -> Hash {
        Sha1::digest(number.to_be_bytes()).into()
    }

    /// So many lines, in order; line `n` was seen `n + 1` times.
    fn list(lines: u64, end: &str) -> String {
        let mut all: Vec<_> = (0..lines).map(|n| (hex::encode_upper(hash_of(n)), n + 1)).collect();
        all.sort_unstable();
        all.iter().map(|(hash, count)| format!("{hash}:{count}{end}")).collect()
    }

    fn open(text: impl Into<Vec<u8>>) -> Result<Breached<Cursor<Vec<u8>>>, BadList> {
        Breached::open(Cursor::new(text.into()))
    }

    #[test]
    fn every_line_is_found_and_nothing_else() {
        for lines in [1, 2, 3, 85, 86, 100, 1000, 5000] {
            for end in ["\n", "\r\n"] {
                let text = list(lines, end);
                for text in [text.trim_end(), &text] {
                    let mut list = open(text).unwrap();
                    for n in 0..lines {
                        assert_eq!(list.find(&hash_of(n)).unwrap(), n + 1, "{n} of {lines}");
                    }
                    for n in lines..lines + 100 {
                        assert_eq!(list.find(&hash_of(n)).unwrap(), 0, "{n} of {lines}");
                    }
                    assert_eq!(list.find(&[0; 20]).unwrap() + list.find(&[0xff; 20]).unwrap(), 0);
                }
            }
        }
    }

    /// FIPS 180 (by `printf 'correct horse battery staple' | sha1sum`), so that it is the list's own hash.
    #[test]
    fn a_password_is_looked_up_by_its_sha_1() {
        let hash = "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42";
        let mut list = open(format!("{}{hash}:216\r\n", "0".repeat(40) + ":1\r\n")).unwrap();
        let password = |text| NewPassword::parse(text, "", &[]).unwrap();
        assert_eq!(list.count(&password("correct horse battery staple")).unwrap(), 216);
        assert_eq!(list.count(&password("correct horse battery stapler")).unwrap(), 0);
    }

    #[test]
    fn other_files_are_found_out() {
        let good = list(1000, "\r\n");
        assert!(matches!(open(""), Err(BadList::Empty)));
        for bad in [
            "\n".to_owned(),
            "<!doctype html>".repeat(999),
            good.to_lowercase(),
            good.replace(':', " "),
            good.replace(':', ":+"),
            format!("\u{feff}{good}"),
            format!("{good}\r\n"),
            good[1..].to_owned(),
            good[..good.len() - 10].to_owned(),
            "A".repeat(100_000),
            format!("{}:{}\n", "A".repeat(40), "9".repeat(21)),
        ] {
            assert!(matches!(open(bad.as_str()), Err(BadList::Line)), "{}", &bad[..bad.len().min(50)]);
        }
        let mut upside_down: Vec<&str> = good.lines().rev().collect();
        assert!(matches!(open(upside_down.join("\n")), Err(BadList::Order)));
        // Ends in place, but nothing between them: the search comes by it.
        let last = upside_down.len() - 1;
        upside_down.swap(0, last);
        let mut list = open(upside_down.join("\n")).unwrap();
        assert!((0..1000).any(|n| matches!(list.find(&hash_of(n)), Err(BadList::Order))));
        // Within the last piece all lines are compared.
        let mut swapped: Vec<&str> = good.lines().take(50).collect();
        swapped.swap(20, 21);
        assert!(matches!(open(swapped.join("\n")).unwrap().find(&[0; 20]), Err(BadList::Order)));
        let mut holed = good.clone().into_bytes();
        holed[500..40_000].fill(b'x');
        let mut list = open(holed).unwrap();
        assert!(matches!(list.find(&hash_of(1)), Err(BadList::Line)));
    }

    #[test]
    fn errors_show_nothing_of_a_line() {
        let secret = format!("{}:x\n", "AB".repeat(20));
        let error = open(secret).err().unwrap();
        assert!(!format!("{error} {error:?}").contains("ABAB"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_searched_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..9000), hash in any::<[u8; 20]>()) {
            if let Ok(mut list) = open(bytes) {
                let _ = list.find(&hash);
            }
        }

        #[test]
        fn changed_lists_are_searched_or_refused(
            lines in 1..300_u64, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20), n in 0..300_u64,
        ) {
            let mut bytes = list(lines, "\n").into_bytes();
            for (at, to) in changes {
                let at = at.index(bytes.len());
                bytes[at] = to;
            }
            if let Ok(mut list) = open(bytes) {
                let _ = list.find(&hash_of(n));
            }
        }
    }
}
