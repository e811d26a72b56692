//! A document as one standalone page: no script, nothing from elsewhere, readable by a screen reader, on a phone, in
//! the dark and on paper.

mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{Block, Doc, Entry, Labels, Run, Runs, Words};

/// The page's style, inside the page since the page is a file; whoever serves the page allows this style and no other.
pub const STYLE: &str = include_str!("html/style.css");

/// Writes the page.
pub fn page(doc: &Doc) -> String {
    let labels = Labels::of(doc.lang);
    let long = doc.is_long();
    let page = html! {
        (DOCTYPE)
        html lang=(doc.lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (&*doc.title) @if let Some(subtitle) = &doc.subtitle { " · " (&**subtitle) } }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#text" { (labels.skip) }
                (header(doc))
                div class=(if long { "sheet long" } else { "sheet" }) {
                    @if long { (contents(doc, &labels)) }
                    main id="text" tabindex="-1" class=[doc.has_clauses().then_some("beside")] {
                        @for block in &doc.blocks { (write(block, &labels)) }
                    }
                }
                @if let Some(subtitle) = &doc.subtitle {
                    footer { p { (&*doc.title) " · " (&**subtitle) } }
                }
            }
        }
    };
    page.into_string()
}

fn header(doc: &Doc) -> Markup {
    html! {
        header {
            h1 { (&*doc.title) }
            @if let Some(subtitle) = &doc.subtitle { p class="subtitle" { (&**subtitle) } }
            @if !doc.meta.is_empty() {
                dl class="meta" {
                    @for (name, value) in &doc.meta { div { dt { (&**name) } dd { (runs(value)) } } }
                }
            }
        }
    }
}

fn contents(doc: &Doc, labels: &Labels) -> Markup {
    html! {
        nav aria-labelledby="contents" {
            h2 id="contents" { (labels.contents) }
            ol {
                @for (id, number, text) in doc.chapters() {
                    li { a href={ "#" (id) } { (numbered(number)) span { (&**text) } } }
                }
            }
        }
    }
}

fn numbered(number: Option<&Words>) -> Markup {
    html! { @if let Some(number) = number { span class="no" { (&**number) } " " } }
}

fn write(block: &Block, labels: &Labels) -> Markup {
    match block {
        Block::Heading { level, id, number, text } => heading(*level, id.as_str(), number.as_ref(), text),
        Block::Paragraph { number: None, text } => html! { p { (runs(text)) } },
        Block::Paragraph { number, text } => html! {
            div class="clause" { (numbered(number.as_ref())) p { (runs(text)) } }
        },
        Block::List { ordered: true, items } => html! { ol { (entries(items)) } },
        Block::List { ordered: false, items } if items.iter().any(|item| item.number.is_some()) => {
            // Without markers some screen readers see no list, hence the role.
            html! { ul class="clauses" role="list" { (entries(items)) } }
        }
        Block::List { ordered: false, items } => html! { ul { (entries(items)) } },
        Block::Terms { items } => html! {
            dl class="terms" { @for (term, text) in items { dt { (&**term) } dd { (runs(text)) } } }
        },
        Block::Table(table) => table::write(table),
        Block::Note { title, text } => html! {
            div class="note" role="note" {
                @if let Some(title) = title { p { strong { (&**title) } } }
                @for text in text { p { (runs(text)) } }
            }
        },
        Block::Signatures { lines } => html! {
            div class="signatures" {
                @for line in lines {
                    div class="sign" {
                        p { (&**line) }
                        @for label in [&labels.signature, &labels.name, &labels.date] { span { (label) } }
                    }
                }
            }
        },
        Block::PageBreak => html! { hr class="page"; },
    }
}

fn heading(level: u8, id: &str, number: Option<&Words>, text: &Words) -> Markup {
    let inner = html! { (numbered(number)) span { (&**text) } };
    match level {
        0..=2 => html! { h2 id=(id) { (inner) } },
        3 => html! { h3 id=(id) { (inner) } },
        _ => html! { h4 id=(id) { (inner) } },
    }
}

fn entries(items: &[Entry]) -> Markup {
    html! {
        @for item in items {
            li { (numbered(item.number.as_ref())) @if item.number.is_some() { div { (runs(&item.text)) } } @else { (runs(&item.text)) } }
        }
    }
}

fn runs(text: &Runs) -> Markup {
    html! {
        @for run in &text.0 {
            @match run {
                Run::Text { text } => { (&**text) },
                Run::Strong { text } => { strong { (&**text) } },
                Run::Code { text } => { code { (&**text) } },
                Run::Link { text, to } => { a href=(to.as_str()) { (&**text) } },
            }
        }
    }
}
