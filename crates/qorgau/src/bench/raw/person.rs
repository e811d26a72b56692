//! A person as raw rows have them: fixed widths, values as they are.

use kernel::{EngagementId, SubjectId};

use crate::bench::{people::Person, seed::Seed};

/// The five rows of one person.
pub(in crate::bench) struct RawPerson {
    pub(in crate::bench) subject: SubjectId,
    pub(super) engagement: EngagementId,
    pub(super) state: [u8; 40],
    pub(super) full_name: String,
    pub(super) birth_date: String,
    pub(super) email: String,
    pub(super) rest: [u8; 160],
    pub(super) wrapped: [u8; 60],
    pub(super) tags: [[u8; 16]; 2],
}

impl RawPerson {
    /// The people of these numbers, with ids in the order of time.
    pub(in crate::bench) fn of(numbers: impl IntoIterator<Item = u64>) -> Vec<Self> {
        numbers.into_iter().map(Self::new).collect()
    }

    fn new(number: u64) -> Self {
        let (person, mut seed) = (Person::new(number), Seed::new(!number));
        let millis = 1_720_000_000_000 + number / 16; // as many in a millisecond as come in at full speed
        Self {
            subject: SubjectId::new(millis, seed.bytes()),
            engagement: EngagementId::new(millis, seed.bytes()),
            state: seed.bytes(),
            full_name: wide(&person.full_name, 40),
            birth_date: wide(&person.birth_date, 10),
            email: wide(&person.email, 40),
            rest: seed.bytes(),
            wrapped: seed.bytes(),
            tags: [seed.bytes(), seed.bytes()],
        }
    }
}

/// Text of `width` bytes: cut, or filled up with spaces.
fn wide(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(width);
    for letter in text.chars() {
        if out.len() + letter.len_utf8() > width {
            break;
        }
        out.push(letter);
    }
    while out.len() < width {
        out.push(' ');
    }
    out
}
