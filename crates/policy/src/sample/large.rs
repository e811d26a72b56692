//! A large pack, for measuring: as many purposes as asked for, each like one of a real register.

use std::fmt::Write as _;

use super::{FILES, SourceFile};

/// How many purposes stand in one file: far from the limit of a file.
const IN_ONE_FILE: usize = 100;
/// Items of a row that other rows don't have, besides the four that all have.
const OWN_ITEMS: usize = 8;
/// The most different items.
const MOST_ITEMS: usize = 240;

/// The files of a sound pack of so many purposes (600 at most, by the limit of a pack; each with one or two rows, four
/// endings and, for some, a choice), with a role and a category for every ten.
pub fn large(purposes: usize) -> Vec<SourceFile> {
    let file = |path: String, text: String| SourceFile { path, text };
    let kept = ["citations.toml", "clauses.toml", "events.toml", "pack.toml", "requests.toml"];
    let as_is = FILES.iter().filter(|(path, _)| kept.contains(path));
    let mut files: Vec<_> = as_is.map(|(path, text)| file((*path).to_owned(), (*text).to_owned())).collect();
    let items = (purposes * OWN_ITEMS / 2).clamp(OWN_ITEMS, MOST_ITEMS);
    files.push(file("items.toml".to_owned(), declared(items, purposes)));
    files.push(file("people.toml".to_owned(), people(purposes)));
    for first in (0..purposes).step_by(IN_ONE_FILE) {
        let all = first..purposes.min(first + IN_ONE_FILE);
        files.push(file(format!("purposes-{first:03}.toml"), all.map(|nth| purpose(nth, items)).collect()));
    }
    files
}

fn name(kk: &str, ru: &str, en: &str, nth: usize) -> String {
    format!("name = {{ kk = \"{kk} {nth}\", ru = \"{ru} {nth}\", en = \"{en} {nth}\" }}\n")
}

fn declared(items: usize, purposes: usize) -> String {
    let common = [
        ("full-name", "full-name", false),
        ("iin", "iin", true),
        ("phone", "phone", true),
        ("email", "email", true),
    ];
    let mut out = String::new();
    for (nth, (id, kind, findable)) in common.into_iter().enumerate() {
        let name = name("Дерек", "Данные", "Item", nth);
        put(
            &mut out,
            format_args!("[[item]]\nid = \"{id}\"\nkind = \"{kind}\"\nfindable = {findable}\n{name}\n"),
        );
    }
    for nth in 0..items {
        let kind = ["text", "date", "document-number", "country"][nth % 4];
        let name = name("Өз дерегі", "Свои данные", "Own item", nth);
        put(&mut out, format_args!("[[item]]\nid = \"item-{nth}\"\nkind = \"{kind}\"\n{name}\n"));
    }
    for nth in 0..purposes.div_ceil(10) {
        let name = name("Санат", "Категория", "Category", nth);
        put(
            &mut out,
            format_args!(
                "[[category]]\nid = \"category-{nth}\"\nidentified-by = [\"iin\", \"email\"]\n{name}\n"
            ),
        );
    }
    out
}

fn purpose(nth: usize, items: usize) -> String {
    let mut out = String::new();
    let (no, category) = (nth + 1, nth / 10);
    let name = name("Деректерді өңдеу мақсаты", "Цель обработки данных", "A purpose of processing", no);
    put(
        &mut out,
        format_args!("[[purpose]]\nno = {no}\nid = \"purpose-{nth}\"\nclause = \"3.1/{no}\"\n{name}"),
    );
    if nth.is_multiple_of(2) {
        out.push_str(
            "ground = \"consent\"\n  [purpose.consent]\n  reference = \"Law 94-V, art. 8\"\n  term = { kk = \"үш жыл\", \
             ru = \"три года\", en = \"three years\" }\n  third-parties = true\n  cross-border = false\n  publication = false\n",
        );
    } else {
        out.push_str("ground = \"law\"\nlaw = \"Law 94-V, art. 9(10)\"\n");
    }
    let own: Vec<_> =
        (0..OWN_ITEMS).map(|n| format!("\"item-{}\"", (nth * OWN_ITEMS / 2 + n) % items)).collect();
    let row = |category: usize| {
        format!(
            "\n  [[purpose.holds]]\n  category = \"category-{category}\"\n  items = [\"full-name\", \"iin\", \"phone\", \"email\", \
             {}]\n  required = [\"full-name\"]\n",
            own.join(", ")
        )
    };
    out.push_str(&row(category));
    if nth % 10 > 6 && category > 0 {
        out.push_str(&row(category - 1));
    }
    if nth % 5 == 3 {
        out.push_str("  [purpose.choice]\n  name = { kk = \"Шарт түрі\", ru = \"Вид договора\", en = \"Kind of contract\" }\n");
        for (id, due) in [("short", "\"5 years\""), ("long", "{ until = \"liquidated\" }")] {
            let name = "name = { kk = \"Нұсқа\", ru = \"Вариант\", en = \"Answer\" }";
            put(&mut out, format_args!("  [[purpose.choice.options]]\n  id = \"{id}\"\n  {name}\n"));
            put(
                &mut out,
                format_args!(
                    "  [[purpose.ends]]\n  on = \"contract-ended\"\n  when = \"{id}\"\n  due = {due}\n"
                ),
            );
        }
    } else {
        out.push_str("\n  [[purpose.ends]]\n  on = \"contract-ended\"\n  due = \"5 years\"\n");
    }
    if nth.is_multiple_of(2) {
        out.push_str(
            "  [[purpose.ends]]\n  on = \"consent-withdrawn\"\n  due = { deadline = \"withdrawal\" }\n",
        );
    }
    // What opens another purpose has to fit both rows, the next one's too.
    if nth % 10 == 3 {
        let next = nth - 1; // it is always there
        put(
            &mut out,
            format_args!(
                "  [[purpose.ends]]\n  on = \"hired\"\n  due = \"at once\"\n  opens = {{ purpose = \"purpose-{next}\", carries = [\"phone\"] }}\n"
            ),
        );
    }
    out + "\n"
}

fn people(purposes: usize) -> String {
    let mut out = String::new();
    let all = name("Жауапты", "Ответственный", "Responsible", 0);
    put(
        &mut out,
        format_args!(
            "[[role]]\nid = \"responsible\"\n{all}  [[role.may]]\n  acts = [\"read\", \"check\", \"sweep\"]\n  purposes = \"all\"\n  items = \"all\"\n"
        ),
    );
    for nth in 0..purposes.div_ceil(10) {
        let named =
            (nth * 10..purposes.min(nth * 10 + 10)).map(|n| format!("\"purpose-{n}\"")).collect::<Vec<_>>();
        let (name, named) = (name("Рөл", "Роль", "Role", nth), named.join(", "));
        put(
            &mut out,
            format_args!(
                "[[role]]\nid = \"role-{nth}\"\n{name}  [[role.may]]\n  acts = [\"collect\", \"read\", \"find\"]\n  purposes = [{named}]\n  items = [\"full-name\", \"phone\", \"email\"]\n"
            ),
        );
        let first = nth * 10;
        put(
            &mut out,
            format_args!(
                "[[recipient]]\nid = \"recipient-{nth}\"\n{name}state = \"KZ\"\npurposes = [\"purpose-{first}\"]\nitems = [\"email\"]\n  [recipient.undertaking]\n  reference = \"Contract {nth}\"\n  from = 2024-01-01\n"
            ),
        );
    }
    out
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(text); // a string takes everything
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;
    use crate::{load::load, sample};

    #[test]
    fn it_is_sound_at_every_size() {
        for purposes in [1, 2, 9, 10, 11, 100, 600] {
            let edition =
                load(&large(purposes), &sample::jurisdiction).unwrap_or_else(|faults| panic!("{faults}"));
            assert_eq!(edition.pack().purposes.len(), purposes);
        }
    }
}
