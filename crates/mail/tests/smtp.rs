//! Sending to a mail server that others wrote (aiosmtpd), read by a mail parser that others wrote (Python's).
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use std::{
    net::TcpListener,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use common::{Server, message, sender};
use mail::{CodeLetter, Credentials, MailError, Mailer, Message, Sender, SmtpConfig, SmtpMailer, Tls, Trust};
use policy::Lang;
use serde_json::{Value, json};

fn config(server: &Server, tls: Tls) -> SmtpConfig {
    SmtpConfig::new("127.0.0.1", server.port, tls)
}

fn plain(server: &Server) -> SmtpMailer {
    SmtpMailer::new(&config(server, Tls::NoneOnLoopback), sender()).unwrap()
}

fn trusting(mut config: SmtpConfig, folder: &Path, root: &str) -> SmtpConfig {
    config.trust = Trust::Only(std::fs::read(folder.join(root)).unwrap());
    config
}

fn send(config: &SmtpConfig) -> Result<(), MailError> {
    SmtpMailer::new(config, sender()).unwrap().send(&message("Хат", "Мәтін\n"))
}

/// The text that arrived. SMTP ends a text with a line break of its own, so those at its end don't count.
fn lines(letter: &Value) -> String {
    letter["text"].as_str().unwrap().replace("\r\n", "\n").trim_end_matches('\n').to_owned()
}

#[test]
fn letters_arrive_as_they_were_written() {
    let mut server = Server::start(json!({"mode": "plain"}));
    let mailer = plain(&server);
    let texts = [
        ("Растау коды", "Сәлеметсіз бе!\n\nӘ Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і\n".to_owned()),
        ("plain", "ASCII only\n".to_owned()),
        (
            &"Өте ұзын тақырып ".repeat(9),
            format!("{}\n.\n..\n. x\nFrom me\n\tтаб\n", "ұзын жол ".repeat(200)),
        ),
        ("= ? utf-8", "=C3=A9 = =\n \n".to_owned()),
        ("", "\n".to_owned()),
        ("\"quoted\", <comma>; №1 🔒", "trailing space \nemoji 🔒\n".to_owned()),
    ];
    for (subject, text) in &texts {
        let subject = subject.trim_end();
        mailer.send(&message(subject, text)).unwrap();
        let letter = server.letter();
        assert_eq!(letter["subject"], subject);
        assert_eq!(lines(&letter), text.trim_end_matches('\n'), "{letter}");
        assert_eq!(letter["to"], "asel@example.kz");
        assert_eq!(letter["sender"], json!([["«Үлгі» ЖШС", "no-reply@example.kz"]]));
        assert_eq!(
            (&letter["mail_from"], &letter["rcpt_tos"]),
            (&json!("no-reply@example.kz"), &json!(["asel@example.kz"]))
        );
        assert_eq!(letter["automatic"], "auto-generated");
        assert_eq!((&letter["type"], &letter["charset"]), (&json!("text/plain"), &json!("utf-8")));
        assert_eq!(letter["hello"], "example.kz", "the machine's own name is not told");
        let (longest, ascii) = (letter["longest"].as_u64().unwrap(), letter["ascii"].as_bool().unwrap());
        assert!(ascii && longest <= 78, "lines of {longest}: RFC 5322, 2.1.1");
        assert_eq!(letter["defects"], json!([]));
        let id = letter["message_id"].as_str().unwrap();
        assert!(id.ends_with("@example.kz>") && id.len() == "<@example.kz>".len() + 32, "{id}");
        let headers = letter["headers"].as_array().unwrap();
        let expected =
            "auto-submitted content-transfer-encoding content-type date from message-id subject to";
        let mut headers: Vec<_> = headers.iter().filter_map(Value::as_str).collect();
        headers.retain(|name| *name != "mime-version");
        assert_eq!(headers.join(" "), expected);
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
        assert!((now - letter["date"].as_f64().unwrap()).abs() < 60.0);
    }
    assert_eq!(server.end(), 0);
}

#[test]
fn the_letter_with_a_code_is_readable_in_every_language() {
    let mut server = Server::start(json!({"mode": "plain"}));
    let mailer = plain(&server);
    for lang in Lang::ALL {
        let letter = CodeLetter {
            organisation: "«Үлгі» ЖШС",
            what: "деректеріңізге қол жеткізу",
            code: "1234 5678",
            minutes: 10,
        };
        let letter = letter.to("asel@example.kz".parse().unwrap(), lang).unwrap();
        mailer.send(&letter).unwrap();
        let taken = server.letter();
        assert_eq!(taken["subject"], letter.subject());
        assert_eq!(lines(&taken), letter.text().trim_end_matches('\n'));
    }
}

#[test]
fn starttls_and_implicit_tls_work_with_a_trusted_root_alone() {
    for (mode, tls) in [("starttls", Tls::StartTls), ("implicit", Tls::Implicit)] {
        let folder = tempfile::tempdir().unwrap();
        let mut server = Server::start(json!({"mode": mode, "folder": folder.path()}));
        let config = config(&server, tls);
        assert_eq!(send(&trusting(config.clone(), folder.path(), "authority.pem")), Ok(()), "{mode}");
        assert_eq!(server.letter()["encrypted"], true);
        assert_eq!(
            send(&trusting(config.clone(), folder.path(), "stranger.pem")),
            Err(MailError::Tls),
            "{mode}"
        );
        assert_eq!(server.end(), 0, "{mode}: an untrusted server gets nothing");
    }
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    for (mode, tls) in [("starttls", Tls::StartTls), ("implicit", Tls::Implicit)] {
        let folder = tempfile::tempdir().unwrap();
        let server =
            Server::start(json!({"mode": mode, "folder": folder.path(), "certificate": "other-name"}));
        let config = trusting(config(&server, tls), folder.path(), "authority.pem");
        assert_eq!(send(&config), Err(MailError::Tls), "{mode}");
        assert_eq!(server.end(), 0);
    }
}

#[test]
fn a_server_without_starttls_gets_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let tls = Server::start(json!({"mode": "starttls", "folder": folder.path()}));
    let server = Server::start(json!({"mode": "plain"}));
    let config = trusting(config(&server, Tls::StartTls), folder.path(), "authority.pem");
    assert_eq!(send(&config), Err(MailError::Unsupported));
    assert_eq!((server.end(), tls.end()), (0, 0));
}

#[test]
fn users_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let login = ["әсел", "құпия:p@ss"];
    let mut server = Server::start(json!({"mode": "starttls", "folder": folder.path(), "login": login}));
    let mut config = trusting(config(&server, Tls::StartTls), folder.path(), "authority.pem");
    config.credentials = Some(Credentials::new(login[0], login[1]));
    assert_eq!(send(&config), Ok(()));
    let letter = server.letter();
    assert_eq!((&letter["user"], &letter["encrypted"]), (&json!("әсел"), &json!(true)));
    config.credentials = Some(Credentials::new(login[0], "wrong"));
    assert_eq!(send(&config), Err(MailError::Authentication { code: 535 }));
    config.credentials = None;
    assert_eq!(send(&config), Err(MailError::Authentication { code: 530 }));
    assert_eq!(server.end(), 0);
}

#[test]
fn a_refusal_tells_its_code_and_not_the_address() {
    for (code, may_pass) in [(550, false), (450, true)] {
        let server = Server::start(json!({"mode": "plain", "refuse": code}));
        let error = plain(&server).send(&message("Хат", "Мәтін\n")).unwrap_err();
        assert_eq!(error, MailError::Refused { code });
        assert_eq!(error.may_pass(), may_pass);
        let said = format!("{error} {error:?}");
        assert!(!said.contains('@') && !said.contains("asel"), "{said}");
    }
}

#[test]
fn an_address_outside_ascii_needs_a_server_that_takes_it() {
    for (utf8, sent) in [(true, Ok(())), (false, Err(MailError::Unsupported))] {
        let mut server = Server::start(json!({"mode": "plain", "utf8": utf8}));
        let letter = Message::new("әсел@қазпошта.қаз".parse().unwrap(), "Хат", "Мәтін\n").unwrap();
        assert_eq!(plain(&server).send(&letter), sent);
        if utf8 {
            assert_eq!(server.letter()["rcpt_tos"][0].as_str().unwrap().split_once('@').unwrap().0, "әсел");
        }
    }
}

/// No server takes more than the letter's whole time, whatever it does.
#[test]
fn bad_servers_are_left_in_time() {
    let long = Duration::from_secs(3600);
    let (step, deadline) = (Duration::from_millis(300), Duration::from_millis(900));
    for (mode, by_step, error) in [
        ("mute", true, MailError::Timeout),
        ("slow", true, MailError::Timeout),
        ("mute", false, MailError::Timeout),
        ("drip", true, MailError::Timeout),
        ("garbage", true, MailError::Protocol),
    ] {
        let server = Server::start(json!({"mode": mode}));
        let mut config = config(&server, Tls::NoneOnLoopback);
        (config.step, config.deadline) = if by_step { (step, deadline) } else { (long, deadline) };
        let began = Instant::now();
        assert_eq!(send(&config), Err(error), "{mode}");
        let took = began.elapsed();
        assert!(took < deadline + Duration::from_secs(2), "{mode}: {took:?}");
        assert!(mode == "drip" || !by_step || took < deadline, "{mode}: one step took {took:?}");
    }
}

#[test]
fn a_server_that_is_down_is_said_to_be() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port(); // free again at once
    let began = Instant::now();
    assert_eq!(send(&SmtpConfig::new("127.0.0.1", port, Tls::NoneOnLoopback)), Err(MailError::Unreachable));
    let nowhere = SmtpConfig::new("mail.invalid", 465, Tls::Implicit); // RFC 6761: never resolves
    let nowhere = SmtpConfig { trust: Trust::System, ..nowhere };
    if let Ok(mailer) = SmtpMailer::new(&nowhere, sender()) {
        assert_eq!(mailer.send(&message("Хат", "")), Err(MailError::Unreachable));
    }
    assert!(began.elapsed() < Duration::from_secs(35));
}

#[test]
fn only_so_many_letters_are_under_way() {
    let server = Server::start(json!({"mode": "mute"}));
    let mut config = config(&server, Tls::NoneOnLoopback);
    (config.step, config.deadline) = (Duration::from_secs(3), Duration::from_secs(3));
    let mailer = Arc::new(SmtpMailer::new(&config, sender()).unwrap());
    let senders: Vec<_> = (0..20)
        .map(|_| {
            let mailer = mailer.clone();
            std::thread::spawn(move || mailer.send(&message("Хат", "")))
        })
        .collect();
    let results: Vec<_> = senders.into_iter().map(|sender| sender.join().unwrap()).collect();
    let count = |error| results.iter().filter(|result| **result == Err(error)).count();
    assert_eq!((count(MailError::Timeout), count(MailError::Busy)), (16, 4));
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(mailer.send(&message("Хат", "")), Err(MailError::Timeout), "places are given back");
}

#[test]
fn unencrypted_letters_stay_on_this_machine() {
    let far = SmtpConfig::new("192.0.2.1", 25, Tls::NoneOnLoopback);
    assert_eq!(SmtpMailer::new(&far, sender()).unwrap_err(), mail::BadConfig::Unencrypted);
    let sender = Sender::new("no-reply@example.kz".parse().unwrap(), "").unwrap();
    let broken = SmtpConfig {
        trust: Trust::Only(b"no PEM".to_vec()),
        ..SmtpConfig::new("localhost", 465, Tls::Implicit)
    };
    assert_eq!(SmtpMailer::new(&broken, sender).unwrap_err(), mail::BadConfig::Certificate);
}

/// The machine's roots are read from `SSL_CERT_FILE` where that is set, so this runs a second time with it.
#[test]
fn own_roots_are_trusted_instead_of_the_machines() {
    const AGAIN: &str = "QORGAU_TEST_ROOTS";
    if let Some(told) = std::env::var(AGAIN).ok().as_deref().and_then(|told| told.split_once(' ')) {
        let (port, folder) = (told.0.parse().unwrap(), Path::new(told.1));
        let config = SmtpConfig::new("127.0.0.1", port, Tls::Implicit);
        assert_eq!(send(&config), Ok(()), "the machine trusts the authority");
        assert_eq!(
            send(&trusting(config, folder, "stranger.pem")),
            Err(MailError::Tls),
            "but that is not asked"
        );
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut server = Server::start(json!({"mode": "implicit", "folder": folder.path()}));
    let again = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "own_roots_are_trusted_instead_of_the_machines"])
        .env(AGAIN, format!("{} {}", server.port, folder.path().display()))
        .env("SSL_CERT_FILE", folder.path().join("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .output()
        .unwrap();
    assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stdout));
    assert_eq!(server.letter()["encrypted"], true);
    assert_eq!(server.end(), 0);
}
