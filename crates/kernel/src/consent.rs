//! A consent: what was agreed to, how, and what of it was taken back (Law 94-V art. 7, 8).

use std::fmt;

use jiff::Timestamp;
use policy::{Lang, Particulars};
use serde::{Deserialize, Serialize};

use crate::Way;

/// What a subject agrees to, and can withdraw, separately (clause 3.4.1.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Collecting and processing; without it nothing else stands.
    Processing,
    /// Making public.
    Publication,
    /// Giving to third parties.
    ThirdParties,
    /// Sending across the border.
    CrossBorder,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 4] = [Part::Processing, Part::Publication, Part::ThirdParties, Part::CrossBorder];

    /// The word for it on a command line and in the log.
    pub fn word(self) -> &'static str {
        match self {
            Part::Processing => "processing",
            Part::Publication => "publication",
            Part::ThirdParties => "third-parties",
            Part::CrossBorder => "cross-border",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Part::ALL.into_iter().find(|part| part.word() == word)
    }

    /// Its place among the four.
    pub fn place(self) -> usize {
        self as usize
    }
}

/// Some of the four parts.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Parts(u8);

impl Parts {
    /// Collecting and processing alone.
    pub const PROCESSING: Parts = Parts(1);

    /// From bits, place by place; `None` for bits that mean nothing.
    pub fn from_bits(bits: u8) -> Option<Self> {
        (bits < 16).then_some(Self(bits))
    }

    /// Bit `i` for the part at place `i`.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Whether a part is among them.
    pub fn has(self, part: Part) -> bool {
        self.0 >> part.place() & 1 == 1
    }

    /// With one more.
    #[must_use]
    pub fn with(self, part: Part) -> Self {
        Self(self.0 | 1 << part.place())
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Part> {
        Part::ALL.into_iter().filter(move |part| self.has(*part))
    }

    /// What a purpose's consent asks for.
    pub fn asked(particulars: &Particulars) -> Self {
        let asks = [
            (Part::Processing, true),
            (Part::Publication, particulars.publication),
            (Part::ThirdParties, particulars.third_parties),
            (Part::CrossBorder, particulars.cross_border),
        ];
        asks.into_iter().filter(|(_, asked)| *asked).map(|(part, _)| part).collect()
    }
}

impl FromIterator<Part> for Parts {
    fn from_iter<I: IntoIterator<Item = Part>>(parts: I) -> Self {
        parts.into_iter().fold(Parts::default(), Parts::with)
    }
}

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// The text that was shown before consent was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Its language.
    pub lang: Lang,
    /// SHA-256 of its exact bytes.
    pub digest: [u8; 32],
}

/// A consent under one purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// How it was given.
    pub way: Way,
    /// When.
    pub at: Timestamp,
    /// To what.
    pub parts: Parts,
    /// Its own term; none: as long as the purpose's terms let it.
    pub until: Option<Timestamp>,
    /// What was shown, where that is known.
    pub notice: Option<Notice>,
    /// When each part was withdrawn, by its place.
    pub withdrawn: [Option<Timestamp>; 4],
}

impl Consent {
    /// A consent to collecting and processing, and to nothing else.
    pub fn to_processing(way: Way, at: Timestamp) -> Self {
        Self { way, at, parts: Parts::PROCESSING, until: None, notice: None, withdrawn: [None; 4] }
    }

    /// Whether a part stands at a moment: given, not withdrawn, in term. Nothing stands without processing.
    pub fn stands(&self, part: Part, now: Timestamp) -> bool {
        let given = |part: Part| self.parts.has(part) && self.withdrawn[part.place()].is_none();
        given(Part::Processing) && given(part) && self.at <= now && self.until.is_none_or(|until| now < until)
    }

    /// The parts that stand at a moment.
    pub fn standing(&self, now: Timestamp) -> Parts {
        Part::ALL.into_iter().filter(|part| self.stands(*part, now)).collect()
    }
}
