//! The answer to a request for information leaves nothing out, and withholds values where it is not sure who asks.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

mod common;

use clerk::{Names, information, words_of};
use common::{BITRIX, CLINIC, Pack, form, granted, later, plain, responsible, rich};
use kernel::World;
use office::Information;
use policy::{IdentityLevel, Lang, RequestKind};
use serde_json::Value;

/// What a leaf of the JSON reads as. One that only programs need reads as itself.
fn reads(world: &World, lang: Lang, path: &[&str], leaf: &str) -> Vec<String> {
    let key = *path.last().unwrap_or(&"");
    let pack = world.edition().unwrap().pack();
    let names = Names::new(Some(pack), lang);
    let phrases = words_of(lang);
    if let Ok(at) = leaf.parse::<jiff::Timestamp>() {
        return vec![phrases.moment(at, &world.profile), phrases.until(at, &world.profile)];
    }
    let named = |of: &str| vec![phrases.named(of, leaf)];
    match key {
        "purpose" => vec![names.purpose(leaf)],
        "category" => vec![names.category(leaf)],
        "event" | "events" => vec![names.event(leaf)],
        "recipient" => vec![names.recipient(leaf)],
        "id" if path.contains(&"recipients") => vec![names.recipient(leaf)],
        "item" | "items" => vec![names.item(&leaf.parse().unwrap())],
        "state" if path.contains(&"recipients") => vec![phrases.state(leaf)],
        "abroad" => vec![phrases.state(leaf)],
        "state" if path.contains(&"systems") => named("system"),
        "system" => named("system-name"),
        "way" => named("way"),
        "parts" | "withdrawn" => named("part"),
        "source" => named("from"),
        "ways" | "act" if !path.contains(&"answer") => named("act"),
        "kind" => named("request-kind"),
        "channel" => named("channel"),
        "status" => named("status"),
        "outcome" => named("outcome"),
        "identity" | "identity_for_values" => named("identity"),
        "what" => named("step"),
        "phase" => named("phase"),
        "notice_language" => named("lang"),
        "verdict" if leaf == "permitted" => vec![String::new()], // not refused is what it says by saying nothing
        "verdict" => named("verdict"),
        "paper" => named("paper"),
        "request" if path.contains(&"acts") => named("request-kind"),
        "represented" => named("represented"),
        "choice" => vec![names.choice(leaf)],
        "code" if path.contains(&"acts") => vec![phrases.named("refused", leaf)],
        "how" => ["how", "way", "channel", "step", "duty"].map(|of| phrases.named(of, leaf)).to_vec(),
        "law" | "clause" => vec![world.cites(lang).cite(leaf)],
        "ground" => {
            let law = leaf.split_once(" (").and_then(|(_, law)| law.strip_suffix(')')).unwrap_or(leaf);
            vec![world.cites(lang).cite(law), phrases.word("ground-another-consent")]
        }
        "code" | "refused" if kernel::RefusalCode::ALL.iter().any(|code| code.word() == leaf) => {
            vec![clerk::refused(leaf, lang)]
        }
        "terms" | "term" => {
            let ends = pack.purposes.iter().flat_map(|one| &one.lists).flat_map(|list| &list.ends);
            let found = ends.filter(|end| office::term(end) == leaf);
            found.map(|end| clerk::term_in_words(end, pack, &world.profile, lang)).collect()
        }
        _ => vec![leaf.to_owned()],
    }
}

/// Walks every leaf; gives those that the text does not hold.
fn missing(world: &World, lang: Lang, value: &Value, text: &str) -> Vec<String> {
    fn walk<'v>(value: &'v Value, path: &mut Vec<&'v str>, each: &mut dyn FnMut(&[&str], &Value)) {
        match value {
            Value::Object(all) => {
                for (key, one) in all {
                    path.push(key);
                    walk(one, path, each);
                    path.pop();
                }
            }
            Value::Array(all) => all.iter().for_each(|one| walk(one, path, each)),
            leaf => each(path, leaf),
        }
    }
    let (mut out, mut seen) = (Vec::new(), 0);
    walk(value, &mut Vec::new(), &mut |path, leaf| {
        seen += 1;
        let key = *path.last().unwrap_or(&"");
        let other = Lang::ALL.iter().any(|one| one.code() == key && *one != lang);
        let reads = match leaf {
            // A name in another language, or a yes or no that has a sentence of its own (its test stands below).
            _ if other => return,
            Value::Bool(_) | Value::Null => return,
            Value::Number(n) if key == "edition" => {
                let edition = n.as_u64().and_then(|n| world.editions.get(&u32::try_from(n).ok()?));
                vec![edition.map(|one| one.pack().edition.clone()).unwrap_or_default()]
            }
            Value::Number(n) => vec![n.to_string()],
            Value::String(text) => reads(world, lang, path, text),
            _ => return,
        };
        // A document knows no line breaks.
        let flat = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !reads.iter().map(flat).any(|one| text.contains(&one.replace('\\', ""))) || reads.is_empty() {
            out.push(format!("{}: {leaf} as {reads:?}", path.join(".")));
        }
    });
    assert!(seen > 250, "{seen} leaves: the person is not rich enough");
    out
}

fn answer(of: &common::Rich) -> Information {
    of.office.information(&responsible(&of.office), of.information).unwrap()
}

#[test]
fn nothing_of_the_json_is_missing() {
    for pack in [BITRIX, CLINIC] {
        let rich = rich(&pack);
        let told = answer(&rich);
        let json = serde_json::to_value(&told).unwrap();
        let kinds: std::collections::BTreeSet<_> =
            json["papers"].as_array().unwrap().iter().map(|one| one["paper"].as_str().unwrap()).collect();
        assert_eq!(
            kinds.into_iter().collect::<Vec<_>>(),
            ["carrier", "code", "disclosure", "evidence", "former-consent", "publication", "request"]
        );
        for lang in Lang::ALL {
            let text = plain(&information(&rich.office.world(), &told, lang));
            let missing = missing(&rich.office.world(), lang, &json, &text);
            assert!(missing.is_empty(), "{} {lang}:\n{}\n{text}", pack.pack, missing.join("\n"));
            assert!(!text.contains("{$") && !text.contains("{ $"), "{text}");
        }
    }
}

#[test]
fn yes_and_no_are_said() {
    let rich = rich(&BITRIX);
    let mut told = answer(&rich);
    let said = |told: &Information| plain(&information(&rich.office.world(), told, Lang::En));
    assert!(!said(&told).contains("use is restricted") && !said(&told).contains("not before"));
    let one = &mut told.dossier.engagements[0];
    (one.restricted, one.due_exact, one.cross_border) = (true, false, true);
    one.due = Some(common::at("2027-01-01T19:00:00Z"));
    let text = said(&told);
    for part in ["use is restricted", "not before 1 January 2027", "allowed by the policy"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    told.dossier.blocked_since = None;
    assert!(text.contains("has been blocked since") && !said(&told).contains("has been blocked since"));
}

#[test]
fn values_wait_for_a_sure_identity() {
    // The clinic takes a code for a request, and asks to see a document before a value leaves.
    let rich = rich(&CLINIC);
    let Pack { consented, .. } = CLINIC;
    let asked = office::RequestForm {
        identity: IdentityLevel::None,
        target: Some(common::target(consented.0)),
        ..form(RequestKind::Information, rich.who, "And again?")
    };
    let boss = responsible(&rich.office);
    let asked = rich.office.receive_request(&boss, None, &asked).unwrap().request;
    let code = rich
        .office
        .make_code(&boss, asked, "asel@example.org", std::net::IpAddr::from([127, 0, 0, 1]))
        .unwrap();
    let (_, secret) = code.letter().unwrap();
    rich.office.enter_code(&boss, asked, secret.expose()).unwrap();
    later(&rich.office);
    granted(&rich.office, asked, "");
    let told = rich.office.information(&boss, asked).unwrap();
    assert!(!told.values);
    for lang in Lang::ALL {
        let text = plain(&information(&rich.office.world(), &told, lang));
        for value in ["asel@example.org", "Grete Test", "Абай даңғылы", "And again?", "P 2026-17"]
        {
            assert!(!text.contains(value), "{lang}: {value}");
        }
        let hidden = words_of(lang).word("info-value-hidden");
        assert!(text.matches(&hidden).count() > 4, "{lang}: {text}");
        assert!(text.contains(&words_of(lang).word("info-without-title")), "{lang}");
        let full = information(&rich.office.world(), &answer(&rich), lang);
        assert!(plain(&full).contains("asel@example.org") && !plain(&full).contains(&hidden));
    }
}
