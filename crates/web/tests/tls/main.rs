//! TLS as others see it: testssl.sh and sslscan from Debian, OpenSSL's client, and a client that offers only 128-bit
//! suites (policy clause 4.2.1(1)).

#[path = "../api/fixture.rs"]
#[allow(dead_code, reason = "another test uses the rest")]
mod fixture;
#[allow(dead_code, reason = "another test uses the rest")]
mod service;

use std::{env, process::Command, sync::Arc};

use rustls::{CipherSuite, crypto::aws_lc_rs};
use serde_json::Value;
use service::{Kind, Service};

/// Runs an outside tool. Without it the test fails, unless QORGAU_NO_TLS_TOOLS is set.
fn tool(name: &str, args: &[&str]) -> Option<std::process::Output> {
    match Command::new(name).args(args).output() {
        Ok(output) => Some(output),
        Err(why) if env::var_os("QORGAU_NO_TLS_TOOLS").is_some() => {
            eprintln!("not checked, as QORGAU_NO_TLS_TOOLS is set: {name}: {why}");
            None
        }
        Err(why) => panic!("{name} is missing ({why}): ./test installs it, or set QORGAU_NO_TLS_TOOLS"),
    }
}

#[test]
fn sslscan_sees_versions_1_2_and_1_3_and_keys_of_256_bits_alone() {
    for kind in [Kind::Ecdsa, Kind::Rsa] {
        let service = Service::start(kind);
        let target = service.address.to_string();
        let Some(output) = tool("sslscan", &["--no-colour", "--show-certificate", &target]) else { return };
        let text = String::from_utf8_lossy(&output.stdout);
        for (version, state) in [
            ("SSLv2", "disabled"),
            ("SSLv3", "disabled"),
            ("TLSv1.0", "disabled"),
            ("TLSv1.1", "disabled"),
            ("TLSv1.2", "enabled"),
            ("TLSv1.3", "enabled"),
        ] {
            let line = text.lines().find(|line| line.trim_start().starts_with(version));
            assert!(line.is_some_and(|line| line.ends_with(state)), "{version}: {text}");
        }
        let suites: Vec<_> =
            text.lines().filter(|l| l.starts_with("Accepted") || l.starts_with("Preferred")).collect();
        assert!(suites.len() >= 4, "{text}");
        for suite in suites {
            assert!(suite.contains(" 256 bits "), "{suite}");
        }
        assert!(text.contains("not vulnerable to heartbleed"), "{text}");
    }
}

#[test]
fn testssl_finds_nothing_worse_than_a_note() {
    let service = Service::start(Kind::Ecdsa);
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("found.json");
    let (target, file) = (service.address.to_string(), out.display().to_string());
    let args = [
        "--quiet",
        "--color",
        "0",
        "--warnings",
        "off",
        "--ip",
        "one",
        "-p",
        "-s",
        "-f",
        "-U",
        "-h",
        "-c",
        "--jsonfile",
        &file,
        &target,
    ];
    // Vulnerabilities, protocols, suites, forward secrecy, headers, simulated clients.
    let Some(output) = tool("testssl", &args) else { return };
    let text = std::fs::read_to_string(&out).unwrap_or_default();
    let found: Vec<Value> = serde_json::from_str(&text)
        .unwrap_or_else(|why| panic!("{why}: {}", String::from_utf8_lossy(&output.stdout)));
    assert!(found.len() > 60, "testssl looked at {} things only", found.len());
    let severe =
        |one: &&Value| matches!(one["severity"].as_str(), Some("MEDIUM" | "HIGH" | "CRITICAL" | "FATAL"));
    let severe: Vec<&Value> = found.iter().filter(severe).collect();
    assert!(severe.is_empty(), "{severe:#?}");
    let of = |id: &str| found.iter().find(|one| one["id"] == id).map(|one| one["finding"].to_string());
    assert!(of("TLS1_3").is_some_and(|said| said.contains("offered")), "{:?}", of("TLS1_3"));
    assert!(of("HSTS_time").is_some_and(|said| said.contains("730 days")), "{:?}", of("HSTS_time"));
}

#[tokio::test]
async fn a_client_with_128_bit_suites_alone_gets_no_connection() {
    let service = Service::start(Kind::Ecdsa);
    for (suites, gets_in) in [
        (&[CipherSuite::TLS13_AES_128_GCM_SHA256][..], false),
        (
            &[
                CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            ],
            false,
        ),
        (&[CipherSuite::TLS13_AES_256_GCM_SHA384], true),
        (&[CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256], true),
    ] {
        let mut provider = aws_lc_rs::default_provider();
        provider.cipher_suites.retain(|suite| suites.contains(&suite.suite()));
        assert!(!provider.cipher_suites.is_empty(), "{suites:?}");
        let got_in = service.shake_hands(Arc::new(provider)).await;
        assert_eq!(got_in, gets_in, "{suites:?}");
    }
}

#[test]
fn openssl_gets_in_with_256_bits_and_not_with_128() {
    let service = Service::start(Kind::Rsa);
    let target = service.address.to_string();
    for (version, suites, gets_in) in [
        ("-tls1_3 -ciphersuites", "TLS_AES_128_GCM_SHA256", false),
        ("-tls1_3 -ciphersuites", "TLS_AES_256_GCM_SHA384", true),
        ("-tls1_2 -cipher", "ECDHE-RSA-AES128-GCM-SHA256:AES256-GCM-SHA384", false),
        ("-tls1_2 -cipher", "ECDHE-RSA-AES256-GCM-SHA384", true),
        ("-tls1_1 -cipher", "ALL:@SECLEVEL=0", false),
    ] {
        let shell = format!("openssl s_client -brief {version} '{suites}' -connect {target} </dev/null");
        let Some(output) = tool("sh", &["-c", &shell]) else { return };
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(text.contains("CONNECTION ESTABLISHED"), gets_in, "{shell}: {text}");
    }
}

#[tokio::test]
async fn a_new_certificate_is_shown_to_the_next_connection_while_another_goes_on() {
    let service = Service::start(Kind::Ecdsa);
    let (mut before, old) = service.connected().await;
    service.renew(Kind::Ecdsa);
    let (_, new) = service.connected().await;
    assert_ne!(old, new);
    assert!(service.answers(&mut before).await, "the connection of before goes on");
}
