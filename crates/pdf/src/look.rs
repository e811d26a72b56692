//! Sizes and colours. Lengths are points (1/72 inch).

/// A colour: red, green, blue.
pub(crate) type Colour = [u8; 3];

pub(crate) const INK: Colour = [0x1d, 0x23, 0x29];
pub(crate) const SOFT: Colour = [0x59, 0x63, 0x6e];
pub(crate) const ACCENT: Colour = [0x0a, 0x5a, 0x87];
pub(crate) const LINE: Colour = [0xc9, 0xd1, 0xd8];
pub(crate) const FAINT: Colour = [0xf1, 0xf5, 0xf8];

/// A sheet of A4, upright or lying on its side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Sheet {
    const SHORT: f32 = 595.276;
    const LONG: f32 = 841.89;

    /// One that lies where a document has wide tables.
    pub(crate) fn of(wide: bool) -> Self {
        let (width, height) = if wide { (Self::LONG, Self::SHORT) } else { (Self::SHORT, Self::LONG) };
        Self { width, height }
    }

    /// All there is between the margins.
    pub(crate) fn room(self) -> f32 {
        self.width - 2.0 * SIDE
    }

    /// The right margin.
    pub(crate) fn right(self) -> f32 {
        self.width - SIDE
    }

    /// Where text ends, from the upper edge.
    pub(crate) fn bottom(self) -> f32 {
        self.height - 68.0
    }

    /// The baseline of the footer.
    pub(crate) fn foot(self) -> f32 {
        self.height - 36.0
    }
}

/// From the left edge, and from the right.
pub(crate) const SIDE: f32 = 54.0;
/// From the upper edge to the first line.
pub(crate) const TOP: f32 = 56.0;
/// Clauses stand in a column of their own, left of the text.
pub(crate) const GUTTER: f32 = 54.0;

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    /// From baseline to baseline.
    pub(crate) leading: f32,
    pub(crate) bold: bool,
    pub(crate) colour: Colour,
    /// Whether words may be divided at the end of a line.
    pub(crate) divide: bool,
}

const fn style(size: f32, leading: f32, bold: bool, colour: Colour) -> Style {
    Style { size, leading, bold, colour, divide: false }
}

pub(crate) const TITLE: Style = style(25.0, 30.0, true, INK);
pub(crate) const SUBTITLE: Style = style(13.0, 18.0, false, SOFT);
pub(crate) const BODY: Style = style(9.5, 14.2, false, INK);
pub(crate) const NUMBER: Style = style(8.0, 14.2, false, SOFT);
pub(crate) const LABEL: Style = style(8.5, 13.0, false, SOFT);
pub(crate) const VALUE: Style = style(9.0, 13.0, false, INK);
pub(crate) const CAPTION: Style = style(9.0, 13.0, true, INK);
pub(crate) const FOOTER: Style = style(7.5, 10.0, false, SOFT);
pub(crate) const HEAD: Style = Style { divide: true, ..style(7.6, 10.4, true, SOFT) };
pub(crate) const CELL: Style = Style { divide: true, ..style(8.0, 11.3, false, INK) };

/// A heading's style, and the space before and after it.
pub(crate) fn heading(level: u8) -> (Style, f32, f32) {
    match level {
        0..=2 => (style(15.0, 19.5, true, INK), 26.0, 8.0),
        3 => (style(11.5, 15.5, true, INK), 18.0, 6.0),
        _ => (style(9.5, 14.2, true, INK), 12.0, 4.0),
    }
}
