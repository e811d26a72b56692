//! Letters with one-time codes. They leave after the caller was answered, so that the time that sending takes tells nothing.

use std::sync::Arc;

use mail::{CodeLetter, Mailer, Message};
use office::CodeToSend;
use policy::Lang;

use crate::{App, speech};

/// What a code is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum What {
    /// A visit to what is held on oneself.
    Visit,
    /// To show who asks.
    Request,
}

impl What {
    fn key(self) -> &'static str {
        match self {
            What::Visit => "code-for-visit",
            What::Request => "code-for-request",
        }
    }
}

/// Sends a code, if there is somebody to send it to, on a thread of its own.
pub(crate) fn send_code(app: &Arc<App>, post: &Arc<dyn Mailer>, code: CodeToSend, what: What, lang: Lang) {
    let Some(letter) = letter(app, &code, what, lang) else { return };
    let post = Arc::clone(post);
    tokio::task::spawn_blocking(move || {
        if let Err(why) = post.send(&letter) {
            tracing::error!(why = %why, "a letter with a code was not taken");
        }
    });
}

fn letter(app: &App, code: &CodeToSend, what: What, lang: Lang) -> Option<Message> {
    let (to, code_text) = code.letter()?;
    let world = app.office().world();
    let organisation = world.edition()?.pack().operator.name.get(lang).to_owned();
    let what = speech::catalog().say(lang, what.key(), &[]);
    let grouped = code_text.expose_grouped();
    let minutes = u32::try_from(code.minutes).unwrap_or(u32::MAX);
    let letter = CodeLetter { organisation: &organisation, what: &what, code: &grouped, minutes };
    letter.to(to.parse().ok()?, lang).ok()
}
