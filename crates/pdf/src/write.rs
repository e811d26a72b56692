//! A laid-out document as a file.

use documents::Doc;
use jiff::civil::DateTime;
use krilla::{
    Document, SerializeSettings,
    action::LinkAction,
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime as Stamp, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::{Page, PageSettings},
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag},
};

use crate::{
    PdfError,
    flow::{Laid, Mark, Place},
    lines::{Piece, Setter},
    look::{Colour, FOOTER, SIDE},
    tree::page_of,
};

pub(crate) fn write(doc: &Doc, laid: Laid<'_>, now: DateTime) -> Result<Vec<u8>, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|why| PdfError::Write(format!("{why:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut texts: Vec<Vec<Identifier>> = vec![Vec::new(); laid.tree.len()];
    let pages = laid.pages.len();
    for (nth, marks) in laid.pages.iter().enumerate() {
        let settings = PageSettings::from_wh(laid.sheet.width, laid.sheet.height).ok_or(PdfError::Fonts)?;
        let mut page = document.start_page_with(settings);
        let mut links = Vec::new();
        let mut surface = page.surface();
        for mark in marks {
            draw(&mut surface, mark, &laid, doc, &mut texts, &mut links);
        }
        footer(&mut surface, doc, &laid, nth + 1, pages);
        surface.finish();
        links.into_iter().for_each(|link| link.add(&mut page, &mut texts));
        page.finish();
    }
    document.set_tag_tree(laid.tree.tags(&texts, doc.lang.code()));
    document.set_outline(outline(&laid.places));
    document.set_metadata(metadata(doc, now));
    document.finish().map_err(|why| PdfError::Write(format!("{why:?}")))
}

/// A link found while drawing; it is put on the page when the drawing is done.
struct Link {
    rect: Option<Rect>,
    target: Target,
    alt: String,
    node: usize,
}

impl Link {
    fn add(self, page: &mut Page<'_>, texts: &mut [Vec<Identifier>]) {
        let Some(rect) = self.rect else { return };
        let annotation = Annotation::new_link(LinkAnnotation::new(rect, self.target), Some(self.alt));
        texts[self.node].push(page.add_tagged_annotation(annotation));
    }
}

fn draw(
    surface: &mut Surface<'_>,
    mark: &Mark,
    laid: &Laid<'_>,
    doc: &Doc,
    texts: &mut [Vec<Identifier>],
    links: &mut Vec<Link>,
) {
    match mark {
        Mark::Fill { x, y, width, height, colour } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.set_fill(Some(fill(*colour)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
            surface.end_tagged();
        }
        Mark::Text { x, y, line, size, nodes } => {
            for piece in &line.pieces {
                let node = nodes.get(piece.run).or(nodes.first()).copied();
                text(surface, piece, (*x, *y), *size, laid, node, texts);
                if let (Some(to), Some(node)) = (&piece.link, node) {
                    let left = x + piece.x;
                    links.push(Link {
                        rect: Rect::from_ltrb(left, y - size, left + piece.width, y + size * 0.3),
                        target: Target::Action(LinkAction::new(to.as_str().to_owned()).into()),
                        alt: to.as_str().to_owned(),
                        node,
                    });
                }
            }
        }
        Mark::PageOf { chapter, right, y, style, node } => {
            let Some(place) = chapters(&laid.places).nth(*chapter) else { return };
            let setter = Setter { fonts: laid.fonts, lang: doc.lang };
            let said = documents::Runs::from((place.page + 1).to_string());
            let (lines, _) = setter.lines(&said, style, laid.sheet.room());
            for piece in lines.iter().flat_map(|line| &line.pieces) {
                text(surface, piece, (right - piece.width, *y), style.size, laid, Some(*node), texts);
            }
        }
        Mark::ToChapter { chapter, x, y, width, height, node, alt } => {
            let Some(place) = chapters(&laid.places).nth(*chapter) else { return };
            links.push(Link {
                rect: Rect::from_xywh(*x, *y, *width, *height),
                target: Target::Destination(destination(place).into()),
                alt: alt.clone(),
                node: *node,
            });
        }
    }
}

fn text(
    surface: &mut Surface<'_>,
    piece: &Piece,
    (x, y): (f32, f32),
    size: f32,
    laid: &Laid<'_>,
    node: Option<usize>,
    texts: &mut [Vec<Identifier>],
) {
    let tag = match node {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
    };
    let id = surface.start_tagged(tag);
    surface.set_fill(Some(fill(piece.colour)));
    let font = laid.fonts.weight(piece.bold).font.clone();
    surface.draw_glyphs(Point::from_xy(x + piece.x, y), &piece.glyphs, font, &piece.text, size, false);
    surface.end_tagged();
    if let Some(node) = node {
        texts[node].push(id);
    }
}

/// What stands on every page: the document's name, and which page it is.
fn footer(surface: &mut Surface<'_>, doc: &Doc, laid: &Laid<'_>, page: usize, pages: usize) {
    let setter = Setter { fonts: laid.fonts, lang: doc.lang };
    let right = page_of(&laid.labels, page, pages);
    let wide = setter.width(&right, &FOOTER);
    let left = match &doc.subtitle {
        Some(subtitle) => format!("{} · {subtitle}", doc.title),
        None => doc.title.to_string(),
    };
    // A long name is cut where the line ends.
    let (lines, _) = setter.lines(&left.into(), &FOOTER, laid.sheet.room() - wide - 24.0);
    let (last, _) = setter.lines(&right.into(), &FOOTER, laid.sheet.room());
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    let parts = [(lines.first(), SIDE), (last.first(), laid.sheet.right() - wide)];
    for (line, x) in parts {
        for piece in line.into_iter().flat_map(|line| &line.pieces) {
            surface.set_fill(Some(fill(piece.colour)));
            let font = laid.fonts.weight(piece.bold).font.clone();
            let at = Point::from_xy(x + piece.x, laid.sheet.foot());
            surface.draw_glyphs(at, &piece.glyphs, font, &piece.text, FOOTER.size, false);
        }
    }
    surface.end_tagged();
}

fn chapters(places: &[Place]) -> impl Iterator<Item = &Place> {
    places.iter().filter(|place| place.level == 2)
}

fn destination(place: &Place) -> XyzDestination {
    XyzDestination::new(place.page, Point::from_xy(0.0, (place.y - 14.0).max(0.0)))
}

/// Chapters, and under each its sections.
fn outline(places: &[Place]) -> Outline {
    let mut outline = Outline::new();
    let mut at = 0;
    while at < places.len() {
        let mut node = OutlineNode::new(places[at].text.clone(), destination(&places[at]));
        at += 1;
        while at < places.len() && places[at].level > 2 {
            node.push_child(OutlineNode::new(places[at].text.clone(), destination(&places[at])));
            at += 1;
        }
        outline.push_child(node);
    }
    outline
}

fn metadata(doc: &Doc, now: DateTime) -> Metadata {
    // Every part of a civil date is in range; krilla's own types are unsigned.
    let part = |n: i8| u8::try_from(n).unwrap_or(0);
    let stamp = Stamp::new(u16::try_from(now.year()).unwrap_or(0))
        .month(part(now.month()))
        .day(part(now.day()))
        .hour(part(now.hour()))
        .minute(part(now.minute()))
        .second(part(now.second()));
    let title = match &doc.subtitle {
        Some(subtitle) => format!("{} · {subtitle}", doc.title),
        None => doc.title.to_string(),
    };
    let metadata = Metadata::new().title(title).language(doc.lang.code().to_owned()).creation_date(stamp);
    match &doc.subtitle {
        Some(subtitle) => metadata.authors(vec![subtitle.to_string()]),
        None => metadata,
    }
}

fn fill(colour: Colour) -> Fill {
    let [red, green, blue] = colour;
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, ..Fill::default() }
}
