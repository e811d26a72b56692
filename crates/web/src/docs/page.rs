//! The page as a whole, and each operation on it.

use documents::html::STYLE;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use policy::Lang;
use serde_json::Value;

use super::shape::{Member, kind, list, members};
use crate::{api, speech};

/// The documents' own style, and what an operation needs besides.
pub(super) fn style() -> String {
    format!("{STYLE}{}", include_str!("style.css"))
}

/// One operation, where it stands in the description.
struct Operation<'d> {
    method: &'d str,
    path: &'d str,
    said: &'d Value,
}

/// Writes the page, its frame in this language.
pub(super) fn write(lang: Lang) -> String {
    let document: Value = serde_json::from_str(api::description()).unwrap_or_default();
    let all = operations(&document);
    let say = |key: &str| speech::catalog().say(lang, key, &[]);
    let of = |tag: &Value| all.iter().filter(|one| one.said["tags"][0] == tag["name"]).collect::<Vec<_>>();
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (say("docs-title")) }
                style { (PreEscaped(style())) }
            }
            body {
                a class="skip" href="#text" { (say("docs-skip")) }
                header {
                    h1 { (say("docs-title")) }
                    p class="subtitle" lang="en" { (text(&document["info"]["description"])) }
                    p { a href="/v1/openapi.json" { "OpenAPI 3.1" } }
                }
                div class="sheet long" {
                    nav aria-labelledby="contents" {
                        h2 id="contents" { (say("docs-contents")) }
                        ol lang="en" {
                            @for tag in list(&document["tags"]) {
                                li { a href={ "#" (text(&tag["name"])) } { (text(&tag["name"])) } }
                            }
                        }
                    }
                    main id="text" tabindex="-1" lang="en" {
                        @for tag in list(&document["tags"]) {
                            h2 id=(text(&tag["name"])) { (text(&tag["name"])) }
                            p { (text(&tag["description"])) "." }
                            @for one in of(tag) { (operation(&document, one, &say)) }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, said) in item.as_object().into_iter().flatten() {
            if said["operationId"].is_string() {
                all.push(Operation { method, path, said });
            }
        }
    }
    all
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn operation(document: &Value, one: &Operation<'_>, say: &impl Fn(&str) -> String) -> Markup {
    let said = one.said;
    let body = &said["requestBody"]["content"];
    let json = &body["application/json"];
    html! {
        section class="op" id=(text(&said["operationId"])) aria-labelledby={ (text(&said["operationId"])) "-head" } {
            h3 id={ (text(&said["operationId"])) "-head" } { (text(&said["summary"])) }
            p class="call" { b { (one.method.to_uppercase()) } span { (one.path) } }
            p class="who" { (who(said)) }
            @if said["description"].is_string() { p { (text(&said["description"])) } }
            @let parameters: Vec<Member> = list(&said["parameters"]).map(parameter).collect();
            @if !parameters.is_empty() { h4 { (say("docs-parameters")) } (table(&parameters, say)) }
            @if json.is_object() {
                h4 { (say("docs-body")) }
                (table(&members(document, &json["schema"]), say))
                h4 { (say("docs-example")) }
                pre tabindex="0" { code { (curl(one, Some(&json["example"]))) } }
            } @else if let Some(kinds) = body.as_object() {
                h4 { (say("docs-body")) }
                p { (kinds.keys().cloned().collect::<Vec<_>>().join(", ")) }
            }
            @for (status, answer) in said["responses"].as_object().into_iter().flatten() {
                @if status != "default" {
                    h4 { (status) " · " (text(&answer["description"])) }
                    @for (form, content) in answer["content"].as_object().into_iter().flatten() {
                        @let shape = members(document, &content["schema"]);
                        @if shape.is_empty() { p class="who" { (form) " · " (kind(&content["schema"])) } }
                        @else { p class="who" { (form) } (table(&shape, say)) }
                    }
                }
            }
        }
    }
}

/// Who may ask it, and as which act it is decided.
fn who(said: &Value) -> String {
    if let Some(act) = said["x-act"].as_str() {
        return format!("act: {act}");
    }
    let schemes: Vec<&str> = list(&said["security"])
        .flat_map(|one| one.as_object().into_iter().flat_map(|one| one.keys().map(String::as_str)))
        .collect();
    if schemes.is_empty() { "open to everyone".to_owned() } else { format!("by: {}", schemes.join(", ")) }
}

fn parameter(one: &Value) -> Member {
    Member {
        name: format!("{} ({})", text(&one["name"]), text(&one["in"])),
        kind: kind(&one["schema"]),
        about: text(&one["description"]).to_owned(),
        needed: one["required"] == true,
    }
}

fn table(members: &[Member], say: &impl Fn(&str) -> String) -> Markup {
    html! {
        table {
            thead { tr { th scope="col" { (say("docs-name")) } th scope="col" { (say("docs-kind")) } th scope="col" { (say("docs-about")) } } }
            tbody {
                @for one in members {
                    tr {
                        th scope="row" { code { (one.name) } }
                        td { (one.kind) }
                        td { @if one.needed { strong { (say("docs-needed")) } " " } (one.about) }
                    }
                }
            }
        }
    }
}

fn curl(one: &Operation<'_>, example: Option<&Value>) -> String {
    let method = one.method.to_uppercase();
    let proof = match one.said["x-act"].is_string() {
        true => " \\\n  --header \"authorization: Bearer $KEY\"",
        false => "",
    };
    let head = format!("curl --request {method} https://127.0.0.1:8443{}{proof}", one.path);
    match example.filter(|example| !example.is_null()) {
        Some(example) => {
            let body = serde_json::to_string_pretty(example).unwrap_or_default().replace('\'', "'\\''");
            format!("{head} \\\n  --header 'content-type: application/json' --data '{body}'")
        }
        None => head,
    }
}
