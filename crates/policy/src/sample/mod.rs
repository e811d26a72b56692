//! A small policy for examples and tests: two rows on consent, two under a law, one required choice.

mod large;

use crate::{
    Edition, Pack,
    load::{Jurisdiction, LawFact, SourceFile, load},
};
pub use large::large;

const FILES: [(&str, &str); 11] = [
    ("categories.toml", include_str!("categories.toml")),
    ("citations.toml", include_str!("citations.toml")),
    ("clauses.toml", include_str!("clauses.toml")),
    ("contracts.toml", include_str!("contracts.toml")),
    ("employment.toml", include_str!("employment.toml")),
    ("events.toml", include_str!("events.toml")),
    ("items.toml", include_str!("items.toml")),
    ("mailings.toml", include_str!("mailings.toml")),
    ("pack.toml", include_str!("pack.toml")),
    ("people.toml", include_str!("people.toml")),
    ("requests.toml", include_str!("requests.toml")),
];

/// The small policy, frozen.
pub fn edition() -> Edition {
    #[expect(clippy::panic, reason = "a constant that this crate's own tests load")]
    load(&files(), &jurisdiction).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The small policy.
pub fn pack() -> Pack {
    edition().pack().clone()
}

/// The same, telling its readers what a small policy would besides: a processor's measures and a cookie.
pub fn published() -> Edition {
    let mut files = files();
    let text = include_str!("published.toml").to_owned();
    files.push(SourceFile { path: "published.toml".to_owned(), text });
    #[expect(clippy::panic, reason = "a constant that this crate's own tests load")]
    load(&files, &jurisdiction).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Its files.
pub fn files() -> Vec<SourceFile> {
    FILES.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() }).to_vec()
}

/// A stand-in for the `kz` profile: its deadlines and terms of law by name.
pub fn jurisdiction(id: &str) -> Option<Jurisdiction> {
    let deadlines = [
        "automated-objection",
        "block",
        "breach-notice",
        "complaint",
        "destroy-unlawful",
        "destruction",
        "information",
        "irreversible-pause",
        "rectify",
        "refusal",
        "request-kept",
        "transfer-notice",
        "unblock",
        "unpublish",
        "withdrawal",
    ];
    let laws = [
        ("benefit-records", "5 years"),
        ("business-trip-records", "5 years"),
        ("employment-records", "75 years"),
        ("tax-records", "5 years"),
        ("training-records", "5 years"),
    ];
    let fact = |span: &str| LawFact { citation: Some("a stand-in".to_owned()), span: span.to_owned() };
    (id == "kz").then(|| Jurisdiction {
        id: "kz".to_owned(),
        region: "KZ".to_owned(),
        deadlines: deadlines.map(str::to_owned).into(),
        laws: laws.map(|(name, span)| (name.to_owned(), fact(span))).into(),
        ..Jurisdiction::default()
    })
}
