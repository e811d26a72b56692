//! The page that describes the API: everything is on it, and it needs nothing from elsewhere.

use axum::http::Method;

use crate::{
    described::operations,
    fixture::{Ask, By, Fixture},
};

#[tokio::test]
async fn every_address_stands_on_the_page_and_nothing_comes_from_elsewhere() {
    let fixture = Fixture::new();
    let mut titles = std::collections::BTreeSet::new();
    for lang in ["kk", "ru", "en"] {
        let ask = Ask::bare(Method::GET, "/docs").header("accept-language", lang);
        let sent = fixture.send(By::Nobody, ask).await;
        assert_eq!(sent.headers["content-type"], "text/html; charset=utf-8");
        let csp = sent.headers["content-security-policy"].to_str().expect("text");
        assert!(csp.starts_with("default-src 'none'; style-src 'sha256-"), "{csp}");
        let page = String::from_utf8(sent.body).expect("text");
        for operation in operations() {
            assert!(page.contains(&format!("id=\"{}\"", operation.id())), "{}", operation.id());
            assert!(page.contains(operation.path), "{}", operation.path);
        }
        for not in ["<script", "src=", "http://", "<link"] {
            assert!(!page.contains(not), "{not}");
        }
        let title = page.split("<title>").nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned);
        assert!(titles.insert(title), "{lang}");
    }
}
