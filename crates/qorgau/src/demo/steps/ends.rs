//! The end: where everything lies, and what to try next.

use std::{fs, path::Path, time::Duration};

use anyhow::Result;
use jiff::ToSpan as _;

use super::{Story, papers, today, typed};
use crate::demo::{
    page::{Columns, Page, Row},
    rehearsal::{files, store},
};

/// Draws the folder.
pub(super) fn lies(story: &mut Story<'_>) -> Result<()> {
    let layout = story.rehearsal.office.layout().clone();
    let dir = story.rehearsal.dir.clone();
    let acts = fs::read_dir(layout.acts())?.count() as u64;
    let papers = papers(&dir)?;
    let written = fs::read_dir(&papers)?.count() as u64;
    let page = &mut story.page;
    page.step(&page.word("demo-lies"));
    let name =
        |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let many = |key: &str, n: u64| page.speech.say(key, &[("n", n.into())]);
    let lines = [
        (format!("{}/", dir.display()), String::new(), 0),
        (format!("├─ {}/", name(layout.dir())), page.word("demo-lies-store"), 0),
        (
            format!("│  ├─ {}", name(&layout.database())),
            page.word("demo-lies-database"),
            size(&layout.database()),
        ),
        (format!("│  ├─ {}", name(&layout.root_key())), page.word("demo-lies-key"), size(&layout.root_key())),
        (format!("│  ├─ {}/", name(&layout.log())), page.word("demo-lies-log"), size(&layout.log())),
        (
            "│  │  └─ verifier-keys".to_owned(),
            page.word("demo-lies-verifier"),
            size(&layout.log().join("verifier-keys")),
        ),
        (format!("│  └─ {}/", name(&layout.acts())), many("demo-lies-acts", acts), size(&layout.acts())),
        (format!("├─ {}/", name(&papers)), many("demo-lies-papers", written), size(&papers)),
        (
            format!("└─ {}/", name(&files(&dir))),
            many("demo-lies-files", story.written.files),
            size(&files(&dir)),
        ),
    ];
    let lines = lines.map(|(path, what, bytes)| {
        [path, what, if bytes > 0 { bytes_of(bytes, page) } else { String::new() }]
    });
    let columns = Columns::of(&lines.iter().map(<[String; 3]>::as_slice).collect::<Vec<_>>(), 2, 2);
    lines.iter().for_each(|line| page.row(&columns, line, Row::Plain));
    page.gap();
    page.text(&page.word("demo-lies-care"));
    Ok(())
}

/// Three commands to go on with, and where.
pub(super) fn close(story: &mut Story<'_>, took: Duration) -> Result<()> {
    let responsible = story.rehearsal.responsible.clone();
    let customer = story.written.customer.clone();
    let ahead = today().saturating_add(5.weeks());
    let lang = story.page.speech.lang;
    let dir = store(&story.rehearsal.dir);
    let left = story.rehearsal.sign_in()?;
    let page = &mut story.page;
    page.gap();
    page.heading(&page.speech.say("demo-next", &[("time", page.time(took).into())]));
    let next = [
        ("demo-next-show", format!("qorgau subject show email={customer}")),
        (
            "demo-next-ahead",
            format!("qorgau clock set {ahead} && qorgau sign-in {responsible} && qorgau sweep"),
        ),
        ("demo-next-register", format!("qorgau policy register bitrix-kz --lang {lang}")),
    ];
    page.command(&format!("export QORGAU_DIR={}", typed(&dir))); // it was said long ago
    page.command(&format!("export QORGAU_SESSION={}", typed(&left.session)));
    let file = left.means.display().to_string();
    page.text(&page.speech.say("demo-next-means", &[("file", file.into())]));
    for (key, command) in next {
        page.text(&page.word(key));
        page.command(&command);
    }
    page.gap();
    Ok(())
}

/// How many bytes lie in a file, or in a folder and below.
fn size(path: &Path) -> u64 {
    match fs::read_dir(path) {
        Ok(inside) => inside.filter_map(Result::ok).map(|entry| size(&entry.path())).sum(),
        Err(_) => fs::metadata(path).map(|file| file.len()).unwrap_or_default(),
    }
}

fn bytes_of(bytes: u64, page: &Page<'_>) -> String {
    let (key, size) = match bytes {
        0..1_000 => ("demo-bytes", bytes.to_string()),
        1_000..1_000_000 => ("demo-kilobytes", page.decimal(bytes as f64 / 1e3)),
        _ => ("demo-megabytes", page.decimal(bytes as f64 / 1e6)),
    };
    page.speech.say(key, &[("size", size.into())])
}
