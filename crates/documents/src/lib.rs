//! Documents that people read: the published policy, answers, acts, journals.
//!
//! A [`Doc`] is a value: headings, paragraphs, lists, tables. It is made in one language, and written as a standalone
//! accessible page ([`html::page`]) or as Markdown ([`markdown::text`]); the crate `pdf` typesets it. Equal documents
//! give equal bytes. Text is data throughout: nothing that a pack or a person wrote becomes markup.
//!
//! ```
//! use documents::{Block, Doc, html, markdown};
//! use policy::Lang;
//!
//! let mut doc = Doc::new(Lang::En, "An answer <b>");
//! doc.push(Block::paragraph("We hold nothing on you."));
//! assert!(html::page(&doc).contains("An answer &lt;b&gt;"));
//! assert_eq!(markdown::text(&doc), "# An answer \\<b\\>\n\nWe hold nothing on you.\n");
//! ```

mod doc;
pub mod html;
mod labels;
pub mod markdown;
mod phrases;
pub mod policy;
mod run;

pub use doc::{Align, Anchor, Block, Cell, Column, Doc, Entry, Table};
pub use labels::Labels;
pub use phrases::{COMMON, Phrases};
pub use run::{BadHref, Href, Run, Runs, Words};
