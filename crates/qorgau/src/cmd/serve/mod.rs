//! `qorgau serve`: the service.

mod sending;
pub(crate) mod settings;

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context as _, Result};
use mail::Mailer;
use office::{Office, passkey::RelyingParty};
use serde_json::json;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch::{Receiver, channel},
    task::JoinSet,
};
use web::{
    App, Ways,
    door::{self, Limits},
    tls::{self, Current},
    watch,
};

use self::{sending::Sending, settings::Settings};
use crate::{
    answer::{self, Answer},
    door::Door,
    fault::complaint,
    post,
    reach::networks,
    show::Paint,
};

/// How often the log is signed to its last entry.
const SIGN: Duration = Duration::from_secs(10);
/// Threads for what takes time.
const SLOW: usize = 128;

/// What the service is told.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The file that says the rest; serve.toml in the store's folder where it is not named
    #[arg(long, env = "QORGAU_SERVE", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    said: settings::Said,
}

/// Runs it until it is told to stop (SIGTERM or SIGINT). SIGHUP reads the certificate anew.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let settings = args.said.clone().settle(args.config.as_deref(), &door.globals.dir())?;
    web::door::raise_open_files(); // a connection takes one
    let office = Arc::new(door.open()?);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(SLOW).build()?;
    runtime.block_on(serve(&settings, &office, door))?;
    runtime.shutdown_timeout(Limits::default().stop); // acts under way end; what they did is durable
    Ok(Answer::done(door.speech.word("serve-stopped"), json!({ "stopped": true })))
}

async fn serve(settings: &Settings, office: &Arc<Office>, door: &Door<'_>) -> Result<()> {
    watch::start(settings.log.into());
    let current = Current::new(certificate(settings, office)?);
    let listener = bind(settings.listen).await?;
    let here = listener.local_addr()?;
    let (stop, stopped) = channel(false);
    let limits = Limits { connections: settings.connections, ..Limits::default() };
    let networks = networks(&settings.reach);
    let post: Option<Arc<dyn Mailer>> = match post::is_set() {
        true => Some(post::mailer(post::sender(office, door.speech.lang)?)?.into()),
        false => None, // one-time codes are asked for in vain then, and whoever asks is told
    };
    let party = RelyingParty::of_names(&settings.names, &[here.port()]);
    let app = App::with(Arc::clone(office), Ways { post, networks: networks.clone(), party });
    let acceptor = tls::acceptor(Arc::clone(&current))?;
    let mut doors = JoinSet::new();
    doors.spawn(door::serve(listener, Some(acceptor), web::router(&app), limits, ended(&stopped)));
    if let Some(from) = settings.redirect_from {
        doors.spawn(door::serve(
            bind(from).await?,
            None,
            web::redirects(here.port()),
            limits,
            ended(&stopped),
        ));
    }
    if let Some(at) = settings.metrics {
        doors.spawn(door::serve(bind(at).await?, None, watch::router(&app), limits, ended(&stopped)));
    }
    let counting = tokio::spawn(watch::keep_counting(app));
    let signing = tokio::spawn(sign(Arc::clone(office), stopped));
    let sending = Sending::start(office, networks);
    tell(door, office, here, &tls::fingerprint(&current.get()));
    until_told(|| match certificate(settings, office) {
        Ok(fresh) => {
            current.set(fresh);
            say(door, "serve-reloaded", &[("print", tls::fingerprint(&current.get()))]);
        }
        Err(why) => say(door, "serve-not-reloaded", &[("why", format!("{why:#}"))]),
    })
    .await?;
    let _ = stop.send(true); // everybody has gone already
    while let Some(closed) = doors.join_next().await {
        closed??;
    }
    sending.stop(Limits::default().stop).await; // what was cut short is sent again
    counting.abort(); // it only looks
    signing.await?;
    Ok(())
}

/// Ends when the service is to stop.
fn ended(stopped: &Receiver<bool>) -> impl Future<Output = ()> + Send + 'static {
    let mut stopped = stopped.clone();
    async move {
        let _ = stopped.wait_for(|stop| *stop).await; // whoever would say it is gone: it is over as well
    }
}

/// The one that was given, or the service's own.
fn certificate(settings: &Settings, office: &Office) -> Result<tls::CertifiedKey> {
    let given = match &settings.certificate {
        Some(given) => given.clone(),
        None => tls::own(&office.layout().dir().join("tls"), &settings.names)?,
    };
    Ok(given.load()?)
}

async fn bind(at: SocketAddr) -> Result<TcpListener> {
    let taken = |why: std::io::Error| {
        complaint("serve-address", &[("address", at.to_string()), ("why", why.to_string())])
    };
    TcpListener::bind(at).await.map_err(taken)
}

/// Signs the log now and then, so that what was done can be proved while the service runs.
async fn sign(office: Arc<Office>, mut stopped: Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stopped.changed() => return, // the last checkpoint is signed when the store closes
            () = tokio::time::sleep(SIGN) => {}
        }
        let office = Arc::clone(&office);
        let _ = tokio::task::spawn_blocking(move || office.checkpoint()).await; // tried again in a moment
    }
}

/// Waits until the service is told to stop; `reload` is called at each SIGHUP.
async fn until_told(reload: impl Fn()) -> Result<()> {
    let context = "signals can't be heard";
    let mut hangup = signal(SignalKind::hangup()).context(context)?;
    let mut terminate = signal(SignalKind::terminate()).context(context)?;
    let mut interrupt = signal(SignalKind::interrupt()).context(context)?;
    loop {
        tokio::select! {
            _ = hangup.recv() => reload(),
            _ = terminate.recv() => return Ok(()),
            _ = interrupt.recv() => return Ok(()),
        }
    }
}

fn tell(door: &Door<'_>, office: &Office, here: SocketAddr, print: &str) {
    let name = office.world().edition().map(|edition| edition.pack().id.to_string()).unwrap_or_default();
    let first = office.invite_first().ok(); // none where somebody has enrolled
    if door.speech.json() {
        let link = first.as_ref().map(|invited| invited.link.as_str());
        let said = json!({ "serving": format!("https://{here}"), "certificate": print, "invitation": link });
        return answer::put(&said.to_string());
    }
    let args = [("name", name), ("address", format!("https://{here}"))];
    let args: Vec<_> = args.iter().map(|(key, value)| (*key, value.as_str().into())).collect();
    let head = Paint::out().good(&door.speech.say("serve-serving", &args));
    let certificate = door.speech.say("serve-certificate", &[("print", print.into())]);
    let mut lines = vec![head, certificate, door.speech.word("serve-stop")];
    if let Some(invited) = &first {
        let staff = invited.staff.to_string();
        let args = [("staff", staff.as_str().into()), ("link", invited.link.as_str().into())];
        lines.push(door.speech.say("serve-first", &args));
    }
    answer::put(&lines.join("\n"));
}

fn say(door: &Door<'_>, key: &str, args: &[(&str, String)]) {
    let args: Vec<_> = args.iter().map(|(key, value)| (*key, value.as_str().into())).collect();
    eprintln!("{}", door.speech.say(key, &args));
}
