//! Signing in at the command line: enrolling by an invitation, sessions, and other means of signing in.

pub(crate) mod enrol;
pub(crate) mod renew;
pub(crate) mod session;

use qrcode::{EcLevel, QrCode, render::unicode::Dense1x2};
use serde_json::Value;
use vault::Zeroizing;

use crate::{
    asked,
    show::{Paint, wrapped},
    speech::Speech,
};

/// Shows an app's secret to somebody at a terminal, or on stderr as text alone: the answer comes once the app works.
fn show_app(speech: &Speech, offer: &office::Offer) {
    let mut text = Paint::err().strong(&speech.word("app-head")) + "\n";
    let code = QrCode::with_error_correction_level(offer.uri.as_bytes(), EcLevel::L);
    if let Some(code) = code.ok().filter(|_| asked::at_a_terminal()) {
        text += &code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
        text += "\n";
    }
    eprintln!("{text}  {}\n  {}", &*offer.typed, &*offer.uri);
}

/// Recovery codes, for paper.
fn listed(speech: &Speech, codes: &[Zeroizing<String>]) -> (String, Value) {
    let mut text = format!("\n{}\n", Paint::out().strong(&speech.word("recovery-head")));
    for pair in codes.chunks(2) {
        let pair: Vec<&str> = pair.iter().map(|code| code.as_str()).collect();
        text += &format!("  {}\n", pair.join("   "));
    }
    text += &wrapped(&speech.word("recovery-advice"), 2);
    (text, codes.iter().map(|code| Value::from(code.as_str())).collect())
}
