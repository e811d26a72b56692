//! Renders a pack in every language and format, and says how long each takes.
//! `cargo run --release -p pdf --example render -- packs/bitrix-kz packs/profiles/kz.toml FOLDER`

use std::{env, error::Error, fs, path::Path, time::Instant};

use calendar::Profile;
use documents::{html, markdown, policy::render};
use jiff::civil::Time;
use policy::{Lang, load::load_dir};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [pack, profile, folder] = args.as_slice() else {
        return Err("give a pack, a profile and a folder".into());
    };
    let profile = Profile::parse(&fs::read_to_string(profile)?)?;
    let known = |id: &str| (id == profile.id()).then(|| kernel::jurisdiction(&profile));
    let edition = load_dir(Path::new(pack), &known).map_err(|why| why.to_string())?;
    let folder = Path::new(folder);
    fs::create_dir_all(folder)?;
    for lang in Lang::ALL {
        let put = |name: &str, started: Instant, bytes: &[u8]| {
            println!(
                "{lang} {name:4} {:6.2} ms {:7} bytes",
                started.elapsed().as_secs_f64() * 1e3,
                bytes.len()
            );
            fs::write(folder.join(format!("policy-{lang}.{name}")), bytes)
        };
        let started = Instant::now();
        put("html", started, html::page(&render(&edition, &profile, lang)).as_bytes())?;
        let started = Instant::now();
        put("md", started, markdown::text(&render(&edition, &profile, lang)).as_bytes())?;
        let started = Instant::now();
        let day = edition.pack().in_force_from.to_datetime(Time::midnight());
        put("pdf", started, &pdf::render(&render(&edition, &profile, lang), day)?)?;
    }
    Ok(())
}
