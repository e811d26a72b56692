//! Text that wants to be markup stays text, in both writers. Independent parsers are the judges.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use documents::{Block, Cell, Column, Doc, Entry, Href, Run, Runs, Table, Words, html, markdown};
use html5gum::{Token, Tokenizer};
use policy::Lang;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Everything in which a text can stand.
fn everywhere(text: &str) -> Doc {
    let runs =
        || Runs(vec![Run::text(text), Run::text(" "), Run::strong(text), Run::text(" "), Run::code(text)]);
    let mut doc = Doc::new(Lang::En, text);
    doc.subtitle = Some(text.into());
    doc.meta = vec![(text.into(), runs())];
    doc.push(Block::Heading { level: 2, id: text.into(), number: Some(text.into()), text: text.into() });
    doc.push(Block::Paragraph { number: Some(text.into()), text: runs() });
    doc.push(Block::paragraph(runs()));
    doc.push(Block::paragraph(Run::link(text, text)));
    doc.push(Block::List { ordered: true, items: vec![Entry::from(runs())] });
    doc.push(Block::bullets([Entry { number: Some(text.into()), text: runs() }, Entry::from(text)]));
    doc.push(Block::Terms { items: vec![(text.into(), runs())] });
    doc.push(Block::Table(Table {
        caption: text.into(),
        columns: vec![Column::new(text, 1), Column::new(text, 1)],
        rows: vec![vec![Cell(vec![runs(), text.into()]), Cell::from(text)]],
    }));
    doc.push(Block::Note { title: Some(text.into()), text: vec![runs()] });
    doc.push(Block::Signatures { lines: vec![text.into()] });
    doc
}

/// The elements and attributes of a page, without its words.
fn skeleton(page: &str) -> Vec<(String, Vec<String>)> {
    let mut out = Vec::new();
    for token in Tokenizer::new(page) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let name = String::from_utf8(tag.name.0.clone()).unwrap();
                let attributes = tag.attributes.keys().map(|key| String::from_utf8(key.0.clone()).unwrap());
                out.push((name, attributes.collect()));
            }
            Token::Comment(_) => out.push(("comment".to_owned(), Vec::new())),
            _ => {}
        }
    }
    out
}

/// A page's words outside its style.
fn words(page: &str) -> String {
    let body = &page[page.find("<body>").unwrap()..];
    let text = Tokenizer::new(body).filter_map(|token| match token.unwrap() {
        Token::String(text) => Some(String::from_utf8(text.value.0).unwrap()),
        _ => None,
    });
    text.collect()
}

/// What a Markdown parser sees: its words, and whether it saw markup of its own making.
fn read(text: &str) -> (String, Vec<String>) {
    let (mut words, mut strange) = (String::new(), Vec::new());
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words += &text,
            Event::InlineHtml(html) if &*html == "<br>" => words.push(' '),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule | Event::TaskListMarker(_) => {
                strange.push(format!("{event:?}"));
            }
            Event::Start(
                Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Strikethrough | Tag::Emphasis,
            ) => {
                strange.push(format!("{event:?}"));
            }
            _ => {}
        }
    }
    (words, strange)
}

fn holds(text: &str) {
    let shown = Words::from(text);
    let doc = everywhere(text);

    let page = html::page(&doc);
    // The same document with a harmless word in every place: the page's bones have to be the same.
    if text.parse::<Href>().is_err() && !shown.is_blank() {
        assert_eq!(skeleton(&page), skeleton(&html::page(&everywhere("word"))), "{page}");
    }
    let said = words(&page);
    let plain = words(&html::page(&everywhere("word"))).matches("word").count();
    assert!(said.matches(&*shown).count() >= plain, "{shown:?} {plain} times in {said}");

    let text = markdown::text(&doc);
    let (said, strange) = read(&text);
    if !shown.starts_with(['h', 'm', '#']) {
        assert!(strange.is_empty(), "{strange:?}\n{text}");
    }
    // As often as a harmless word: in a table's cell a bar too many would lose what follows it.
    let plain = read(&markdown::text(&everywhere("word"))).0.matches("word").count();
    assert!(said.matches(&*shown).count() >= plain, "{shown:?} {plain} times in {said:?}\n{text}");
}

#[test]
fn known_tricks_stay_text() {
    [" +", " - a", "\u{a0}a", "a\u{a0}"].into_iter().for_each(holds);
    for text in [
        "\"><script>alert(1)</script>",
        "'\"><img src=x onerror=alert(1)>",
        "</style><script>",
        "<!-- -->",
        "&lt;b&gt; &amp; &#x3c;",
        "javascript:alert(1)",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)",
        "<https://evil.example>",
        "| a | b |",
        "* * *",
        "- x",
        "+ x",
        "1. x",
        "12) x",
        "# x #",
        "> x",
        "---",
        "===",
        "``` x",
        "`x` ``y",
        "\\*x\\*",
        "**x** __y__ ~~z~~",
        "_ym_uid and snake_case and _x_",
        "[x]: https://evil.example",
        "[ ] x",
        "a\u{202e}b\u{2066}c\u{200f}d\u{feff}e",
        "\r\n\r\n# x\n\n<b>",
        "Ә | Ғ * Қ",
        "&copy;",
        "a|b",
        "\u{0}x",
        "$x$",
        ": x",
    ] {
        holds(text);
    }
}

#[test]
fn marks_that_turn_the_reading_direction_are_gone() {
    let doc = everywhere("user\u{202e}gpj.exe\u{2069}\u{61c}");
    for text in [html::page(&doc), markdown::text(&doc)] {
        assert!(text.contains("usergpj.exe"));
        assert!(!text.contains(['\u{202e}', '\u{2069}', '\u{61c}']));
    }
}

#[test]
fn a_page_needs_nothing_from_elsewhere_and_runs_nothing() {
    let page = html::page(&everywhere("word"));
    let bones = skeleton(&page);
    let of = |name: &str| bones.iter().filter(|(element, _)| element == name).count();
    assert_eq!((of("script"), of("link"), of("img"), of("iframe"), of("style")), (0, 0, 0, 0, 1));
    assert!(!page.contains("url(") && !page.contains("@import") && !page.contains(" on"));
    assert_eq!((of("main"), of("header"), of("footer"), of("h1")), (1, 1, 1, 1));
    let heads = bones.iter().filter(|(name, _)| name == "th");
    assert!(heads.clone().count() == 3 && heads.into_iter().all(|(_, of)| of.contains(&"scope".to_owned())));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_text(text in "[-\"'<>&\\[\\]()*_`~#|!\\\\:/.=+ 0-9a-cһ\u{202e}\n]{1,24}") {
        prop_assume!(!Words::from(text.as_str()).is_blank());
        holds(&text);
    }

    #[test]
    fn any_unicode_stays_text(text in "\\PC{1,24}") {
        prop_assume!(!Words::from(text.as_str()).is_blank());
        holds(&text);
    }
}
