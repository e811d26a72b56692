//! Bodies that are oversized, cut off, or coded twice: told, and nothing done.

use serde_json::Value;

use crate::raw::{BODY, Open, statuses};

#[tokio::test]
async fn a_body_cut_off_is_no_act() {
    let open = Open::with(Open::brisk()).await;
    let before = open.fixture.entries();
    let (head, length) = (open.head(), BODY.len());
    for cut in [0, 1, 20, length - 1] {
        let text =
            open.say(format!("{head}Content-Length: {length}\r\n\r\n{}", &BODY[..cut]).as_bytes()).await;
        assert!(statuses(&text).iter().all(|status| *status == 400), "{text}");
        let chunk = format!("{head}Transfer-Encoding: chunked\r\n\r\n{length:x}\r\n{}", &BODY[..cut]);
        let text = open.say(chunk.as_bytes()).await;
        assert!(statuses(&text).iter().all(|status| *status == 400), "{text}");
    }
    assert_eq!(open.fixture.entries(), before);
}

#[tokio::test]
async fn a_body_in_chunks_is_one_act() {
    let open = Open::with(Open::brisk()).await;
    let before = open.fixture.entries();
    let chunks: String = BODY.as_bytes().chunks(7).fold(String::new(), |all, chunk| {
        format!("{all}{:x};note=x\r\n{}\r\n", chunk.len(), String::from_utf8_lossy(chunk))
    });
    let request =
        format!("{}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n", open.head());
    let text = open.say(request.as_bytes()).await;
    assert_eq!(statuses(&text), [201], "{text}");
    assert_eq!(open.fixture.entries(), before + 1);
}

#[tokio::test]
async fn an_oversized_body_is_not_read_to_its_end() {
    let open = Open::with(Open::brisk()).await;
    let before = open.fixture.entries();
    let head = open.head();
    let said = format!("{head}Content-Length: 10000000000\r\n\r\n{{");
    assert_eq!(statuses(&open.say(said.as_bytes()).await), [413]);
    let mut unsaid = format!("{head}Transfer-Encoding: chunked\r\n\r\n").into_bytes();
    for _ in 0..20 {
        unsaid.extend(format!("{:x}\r\n{}\r\n", 64 << 10, " ".repeat(64 << 10)).bytes());
    }
    let text = open.say(&unsaid).await;
    // The answer may be lost where the door hangs up on what is still being sent.
    assert!(matches!(statuses(&text).as_slice(), [] | [413]), "{text}");
    assert_eq!(open.fixture.entries(), before);
}

#[tokio::test]
async fn a_body_coded_twice_or_otherwise_is_told() {
    let open = Open::with(Open::brisk()).await;
    let before = open.fixture.entries();
    let wide: Vec<u8> = BODY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(BODY.bytes());
    let spoilt = BODY.replace("Asel", "\u{fffd}").into_bytes();
    let overlong: Vec<u8> = spoilt.iter().map(|b| if *b == 0xef { 0xc0 } else { *b }).collect();
    for (name, body) in [
        ("as a JSON text", Value::String(BODY.to_owned()).to_string().into_bytes()),
        ("in percents", BODY.replace('"', "%22").into_bytes()),
        ("in UTF-16", wide),
        ("with a mark", marked),
        ("overlong", overlong),
        ("a member twice", BODY.replacen('{', r#"{"purpose":"employment","#, 1).into_bytes()),
        ("an item twice", BODY.replacen(r#""email""#, r#""full-name":"B","email""#, 1).into_bytes()),
        ("with more behind", format!("{BODY}{BODY}").into_bytes()),
        ("with a comment", format!("/**/{BODY}").into_bytes()),
        ("deep", "[".repeat(100_000).into_bytes()),
    ] {
        let mut request =
            format!("{}Connection: close\r\nContent-Length: {}\r\n\r\n", open.head(), body.len());
        request.reserve(body.len());
        let mut request = request.into_bytes();
        request.extend(body);
        let text = open.say(&request).await;
        assert_eq!(statuses(&text), [400], "{name}: {text}");
    }
    assert_eq!(open.fixture.entries(), before);
    for path in [
        "/v1%2fsubjects",
        "/v1/subjects/%2e%2e/subjects",
        "/v1//subjects",
        "/v1/%2573ubjects",
        "/V1/subjects",
    ] {
        let text =
            open.say(format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").as_bytes()).await;
        assert!(matches!(statuses(&text).as_slice(), [404 | 405 | 400]), "{path}: {text}");
    }
}
