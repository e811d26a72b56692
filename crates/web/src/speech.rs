//! The language of an answer, and the texts of this door.

use std::sync::LazyLock;

use axum::http::{HeaderMap, header};
use policy::{Lang, say::Catalog};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let texts = [
        (Lang::Kk, include_str!("texts/kk.ftl")),
        (Lang::Ru, include_str!("texts/ru.ftl")),
        (Lang::En, include_str!("texts/en.ftl")),
    ];
    Catalog::new(&texts).unwrap_or_default()
});

/// Ranges of an `Accept-Language` that are looked at.
const RANGES: usize = 16;

pub(crate) fn catalog() -> &'static Catalog {
    &CATALOG
}

/// The language asked for by `Accept-Language` (RFC 9110, section 12.5.4): the one of ours with the highest weight, of
/// equals the first; English where none is ours.
pub(crate) fn asked(headers: &HeaderMap) -> Lang {
    let text = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best: Option<(Lang, u16)> = None;
    for (lang, weight) in text.split(',').take(RANGES).filter_map(range) {
        if weight > best.map_or(0, |(_, weight)| weight) {
            best = Some((lang, weight));
        }
    }
    best.map(|(lang, _)| lang).unwrap_or_default()
}

/// A range and its weight in thousandths.
fn range(text: &str) -> Option<(Lang, u16)> {
    let (tag, weight) = text.split_once(';').unwrap_or((text, ""));
    let primary = tag.trim().split('-').next()?.to_ascii_lowercase();
    let weight = match weight.trim().strip_prefix("q=") {
        None => 1000,
        Some(q) => (q.trim().parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q))? * 1000.0) as u16,
    };
    Some((primary.parse().ok()?, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Lang {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, text.parse().unwrap());
        asked(&headers)
    }

    #[test]
    fn the_language_with_the_highest_weight_is_spoken() {
        assert_eq!(of("kk"), Lang::Kk);
        assert_eq!(of("kk-KZ, ru;q=0.9"), Lang::Kk);
        assert_eq!(of("de, ru;q=0.4, kk;q=0.7"), Lang::Kk);
        assert_eq!(of("RU-ru"), Lang::Ru);
        assert_eq!(of("ru;q=0, *"), Lang::En);
        assert_eq!(of("de"), Lang::En);
        for odd in ["", ";;;", "kk;q=x", "kk;q=9", "ru;q=nan", &"ru,".repeat(5000)] {
            let _ = of(odd);
        }
    }
}
