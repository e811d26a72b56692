//! Whatever stands in the files, loading ends with an edition or with faults.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::fs;

use policy::{
    Lang,
    check::FaultCode,
    load::{DirError, MAX_FILE, MAX_FILES, SourceFile, load, load_dir},
    sample,
};
use proptest::prelude::*;

fn file(path: &str, text: impl Into<String>) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.into() }
}

/// Loads and renders: neither may panic, and a refusal always says something.
fn survives(files: &[SourceFile]) {
    if let Err(faults) = load(files, &sample::jurisdiction) {
        assert!(faults.count() > 0);
        for lang in Lang::ALL {
            assert!(!faults.render(lang, true).is_empty());
        }
    }
}

/// Words that mean something in a pack, so that random texts get past the parser.
fn word() -> impl Strategy<Value = String> {
    let words = [
        "[[purpose]]\n",
        "[[item]]\n",
        "[[role]]\n",
        "[[purpose.ends]]\n",
        "[[purpose.holds]]\n",
        "[pack]\n",
        "[[role.may]]\n",
        "[[everywhere]]\n",
        "[[recipient]]\n",
        "[purpose.choice]\n",
        "id = ",
        "kind = ",
        "due = ",
        "on = ",
        "name = ",
        "items = ",
        "no = ",
        "acts = ",
        "\"email\"\n",
        "\"at once\"\n",
        "7\n",
        "[\"iin\"]\n",
        "{ until = \"hired\" }\n",
        "{ kk = 1, ru = \"\" }\n",
        "2024-13-77\n",
        "-9223372036854775809\n",
        "0xff\n",
        "1e400\n",
        "\"\u{202e}ә\u{0}\"\n",
        "\n",
    ];
    proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,300}") {
        survives(&[file("a.toml", text)]);
    }

    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        survives(&[file("a.toml", String::from_utf8_lossy(&bytes))]);
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.toml"), &bytes).unwrap();
        prop_assert!(load_dir(folder.path(), &sample::jurisdiction).is_err());
    }

    #[test]
    fn any_words_are_survived(words in proptest::collection::vec(word(), 0..60)) {
        survives(&[file("a.toml", words.concat())]);
    }

    #[test]
    fn a_damaged_pack_is_survived(which in 0..8_usize, at in any::<prop::sample::Index>(), with in "\\PC{0,3}") {
        let mut files = sample::files();
        let text = &mut files[which].text;
        let start = text.floor_char_boundary(at.index(text.len()));
        let end = text.ceil_char_boundary((start + 2).min(text.len()));
        text.replace_range(start..end, &with);
        survives(&files);
    }
}

#[test]
fn limits_hold() {
    let code = |files: &[SourceFile]| {
        let faults = load(files, &sample::jurisdiction).unwrap_err();
        faults.iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    let big = file("big.toml", "#".repeat(MAX_FILE + 1));
    assert_eq!(code(&[sample::files(), vec![big]].concat()), [FaultCode::TooLarge]);
    let many: Vec<_> = (0..=MAX_FILES).map(|n| file(&format!("{n}.toml"), "")).collect();
    assert_eq!(code(&many), [FaultCode::TooLarge]);
    let heavy: Vec<_> = (0..5).map(|n| file(&format!("{n}.toml"), "#".repeat(MAX_FILE - 1))).collect();
    assert_eq!(code(&heavy), [FaultCode::TooLarge]);
    survives(&[file("deep.toml", "a = ".to_owned() + &"[".repeat(MAX_FILE - 10))]);
    survives(&[file("dots.toml", "a.".repeat(MAX_FILE / 2 - 10) + "a = 1")]);
    let items: String = (0..3_000).map(|n| format!("[[item]]\nid = \"i{n}\"\nkind = \"text\"\n")).collect();
    let names: String = (0..20_000).map(|n| format!("\"i{n}\",")).collect();
    survives(&[
        file("items.toml", items),
        file("purposes.toml", format!("[[purpose]]\nid = \"p\"\n[[purpose.holds]]\nitems = [{names}]\n")),
    ]);
    survives(&[file("wide.toml", "a=\n".repeat(MAX_FILE / 3))]);
}

#[test]
fn an_empty_pack_says_what_it_lacks() {
    let faults = load(&[], &sample::jurisdiction).unwrap_err();
    let text = faults.to_string();
    assert!(text.contains("`pack`") && text.contains("`operator`"), "{text}");
}

#[test]
fn a_folder_loads_and_says_what_it_cannot_read() {
    let folder = tempfile::tempdir().unwrap();
    for file in sample::files() {
        fs::write(folder.path().join(file.path), file.text).unwrap();
    }
    fs::write(folder.path().join("notes.txt"), "not a part of the pack").unwrap();
    let edition = load_dir(folder.path(), &sample::jurisdiction).unwrap();
    assert_eq!(edition.hash(), sample::edition().hash());
    fs::write(folder.path().join("zz.toml"), b"\xff\xfe").unwrap();
    let fault = load_dir(folder.path(), &sample::jurisdiction).unwrap_err();
    assert!(
        matches!(&fault, DirError::Faults(faults) if faults.to_string().contains("zz.toml:1:1")),
        "{fault}"
    );
    fs::remove_file(folder.path().join("zz.toml")).unwrap();
    fs::create_dir(folder.path().join("zz.toml")).unwrap();
    let fault = load_dir(folder.path(), &sample::jurisdiction).unwrap_err();
    assert!(matches!(&fault, DirError::Io { path, .. } if path.ends_with("zz.toml")), "{fault}");
    assert!(load_dir(&folder.path().join("none"), &sample::jurisdiction).is_err());
}
