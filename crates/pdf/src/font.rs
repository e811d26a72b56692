//! The two fonts, and text as glyphs.

use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::{Face, UnicodeBuffer};

/// Latin and Cyrillic of Noto Sans; the licence lies beside them.
const REGULAR: &[u8] = include_bytes!("../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/NotoSans-Bold.ttf");

/// Both weights.
pub(crate) struct Fonts {
    regular: Weight,
    bold: Weight,
}

/// One weight.
pub(crate) struct Weight {
    face: Face<'static>,
    pub(crate) font: krilla::text::Font,
    em: f32,
}

/// A text as glyphs; lengths in ems.
#[derive(Debug, Clone)]
pub(crate) struct Shaped {
    pub(crate) glyphs: Vec<KrillaGlyph>,
    pub(crate) width: f32,
    /// The first character that the font lacks.
    pub(crate) missing: Option<char>,
}

impl Fonts {
    pub(crate) fn new() -> Option<Fonts> {
        Some(Fonts { regular: Weight::new(REGULAR)?, bold: Weight::new(BOLD)? })
    }

    pub(crate) fn weight(&self, bold: bool) -> &Weight {
        if bold { &self.bold } else { &self.regular }
    }

    /// Whether both weights have a character.
    pub(crate) fn have(&self, c: char) -> bool {
        [&self.regular, &self.bold].iter().all(|weight| weight.face.glyph_index(c).is_some())
    }
}

impl Weight {
    fn new(data: &'static [u8]) -> Option<Weight> {
        let face = Face::from_slice(data, 0)?;
        let font = krilla::text::Font::new(data.into(), 0)?;
        // 16 to 16,384: exact.
        let em = face.units_per_em() as f32;
        Some(Weight { face, font, em })
    }

    pub(crate) fn shape(&self, text: &str) -> Shaped {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        let out = rustybuzz::shape(&self.face, &[], buffer);
        let starts: Vec<usize> = out.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let mut shaped = Shaped { glyphs: Vec::with_capacity(starts.len()), width: 0.0, missing: None };
        for (nth, (info, at)) in out.glyph_infos().iter().zip(out.glyph_positions()).enumerate() {
            let start = starts[nth];
            let end = starts[nth..].iter().copied().find(|next| *next > start).unwrap_or(text.len());
            if info.glyph_id == 0 && shaped.missing.is_none() {
                shaped.missing = text[start..end].chars().next();
            }
            let em = |units: i32| units as f32 / self.em;
            shaped.width += em(at.x_advance);
            shaped.glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                em(at.x_advance),
                em(at.x_offset),
                em(at.y_offset),
                em(at.y_advance),
                start..end,
                None,
            ));
        }
        shaped
    }
}
