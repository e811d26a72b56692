//! A consent: given, used, refused across the border, withdrawn, and proved with a receipt.

use std::{fs, time::Instant};

use anyhow::{Result, bail};
use kernel::{Actor, Consent, Part, Target};
use office::{NewPerson, Office, OfficeError, explain, remedy};
use policy::{CategoryId, Lang, PurposeId};
use receipts::verify;
use serde_json::json;

use super::{Story, papers, today, typed};
use crate::{
    demo::{
        pack::ABROAD,
        rehearsal::{item, target},
    },
    moment,
    show::{Names, Readers, by, cite, clause, put},
};

const PURPOSE: &str = "mailings";
const CATEGORY: &str = "counterparty";
/// Who asks people whether they want to hear of news.
const MARKETING: &str = "marketing";
/// Who sends the mailings.
const SERVICE: &str = "mailing-service";
/// Who counts the visits of the sites, and under which purpose.
const WEB: &str = "web-analyst";
const SITES: &str = "sites";
const VISITOR: &str = "site-user";
/// What is known of the visitor.
const ADDRESS: &str = "203.0.113.17";
const COOKIES: &str = "_ym_uid=118";

/// What proves the customer's consent.
const FORM: &str = "form 2026/118";

/// A consent to processing and to third parties as it is typed, today and on the site.
fn typed_consent() -> String {
    format!("web-form@{}+third-parties", today())
}

/// The same as the program takes it, with the edition's own text as it was shown; and that text.
fn agreed(
    office: &Office,
    purpose: &PurposeId,
    category: &CategoryId,
    lang: Lang,
) -> Result<(Consent, String)> {
    let (text, notice) = office.notice(purpose, category, lang)?;
    let consent = moment::consent(&typed_consent(), &office.world().profile)?;
    Ok((Consent { notice: Some(notice), ..consent }, text))
}

/// The customer agrees to mailings, and to the service that sends them having their address.
pub(super) fn give(story: &mut Story<'_>) -> Result<()> {
    let (office, marketing) = (&story.rehearsal.office, MARKETING.parse::<Actor>()?);
    let page = &mut story.page;
    page.step(&page.word("demo-consent"));
    let began = Instant::now();
    let (purpose, category) = (PURPOSE.parse()?, CATEGORY.parse()?);
    let (given, text) = agreed(office, &purpose, &category, page.speech.lang)?;
    let taken = office.collect(
        &marketing,
        &NewPerson {
            purpose,
            category,
            choice: None,
            items: vec![(item("email")?, story.written.customer.clone())],
            consent: Some(given),
            proof: Some(FORM.to_owned()),
            exception: None,
            at: None,
        },
    )?;
    let pieces = [
        ("clause", clause(page.speech, office, &taken.done.clause).into()),
        ("entry", page.number(taken.done.entry).into()),
        ("lines", text.lines().count().into()),
    ];
    page.done(&page.speech.say("demo-consent-done", &pieces), began.elapsed());
    page.text(&page.word("demo-consent-why"));
    page.command(&format!(
        "qorgau collect --purpose {PURPOSE} --category {CATEGORY} --consent {} --notice {} --proof \"{FORM}\" \
         --session {MARKETING}.session email={}",
        typed_consent(),
        page.speech.lang,
        story.written.customer
    ));
    let responsible = &story.rehearsal.responsible;
    let began = Instant::now();
    let out = office.disclose(
        responsible,
        taken.subject,
        target(PURPOSE)?,
        &SERVICE.parse()?,
        &[item("email")?],
    )?;
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), page.speech.lang);
    let pieces = [
        ("recipient", names.recipient(SERVICE).into()),
        ("clause", clause(page.speech, office, &out.done.clause).into()),
    ];
    page.done(&page.speech.say("demo-consent-used", &pieces), began.elapsed());
    page.command(&format!(
        "qorgau disclose --subject email={} --purpose {PURPOSE} --to {SERVICE} --items email --session {responsible}.session",
        story.written.customer
    ));
    story.tell("consent", json!({ "clause": taken.done.clause, "entry": taken.done.entry }));
    Ok(())
}

/// A visitor of the sites agreed to third parties, and not to the border.
pub(super) fn abroad(story: &mut Story<'_>) -> Result<()> {
    let (office, responsible) = (&story.rehearsal.office, story.rehearsal.responsible.clone());
    let page = &mut story.page;
    page.step(&page.word("demo-abroad"));
    let began = Instant::now();
    let (purpose, category) = (SITES.parse()?, VISITOR.parse()?);
    let (given, _) = agreed(office, &purpose, &category, page.speech.lang)?;
    let taken = office.collect(
        &WEB.parse()?,
        &NewPerson {
            purpose,
            category,
            choice: None,
            items: vec![(item("ip")?, ADDRESS.to_owned()), (item("cookies")?, COOKIES.to_owned())],
            consent: Some(given),
            proof: None,
            exception: None,
            at: None,
        },
    )?;
    let pieces = [("entry", page.number(taken.done.entry).into())];
    page.done(&page.speech.say("demo-abroad-taken", &pieces), began.elapsed());
    page.command(&format!(
        "qorgau collect --purpose {SITES} --category {VISITOR} --consent {} --notice {} --session {WEB}.session ip={ADDRESS} \
         cookies={COOKIES}",
        typed_consent(),
        page.speech.lang,
    ));
    let items = [item("ip")?, item("cookies")?];
    let tried = office.disclose(&responsible, taken.subject, target(SITES)?, &ABROAD.parse()?, &items);
    let refusal = match tried {
        Err(OfficeError::Refused(refusal)) => refusal,
        Err(why) => return Err(why.into()),
        Ok(_) => bail!("data left the country"),
    };
    let world = office.world();
    if let Some(pack) = world.edition().map(|edition| edition.pack()) {
        page.refused(&explain(&refusal, pack, &world.cites(page.speech.lang)));
        page.text(&remedy(&refusal, pack, &world.cites(page.speech.lang)));
    }
    page.command(&format!(
        "qorgau disclose --subject {} --purpose {SITES} --to {ABROAD} --items ip,cookies --session {responsible}.session",
        taken.subject
    ));
    story.tell("abroad", json!({ "code": refusal.code, "clause": refusal.clause }));
    Ok(())
}

/// The customer has enough: use stops at once, and a receipt proves what was agreed to and when it ended.
pub(super) fn withdraw(story: &mut Story<'_>) -> Result<()> {
    let (office, responsible) = (&story.rehearsal.office, story.rehearsal.responsible.clone());
    let (page, marketing) = (&mut story.page, MARKETING.parse::<Actor>()?);
    page.step(&page.word("demo-withdraw"));
    let began = Instant::now();
    let who = story.rehearsal.find(&responsible, &story.written.customer)?;
    let mailings: Target = target(PURPOSE)?;
    // All of it, as by the command without --part.
    let all = Part::ALL.into_iter().collect();
    let withdrawn = office.withdraw_consent(&marketing, None, who, mailings.clone(), all)?;
    let pieces = [("clause", clause(page.speech, office, &withdrawn.done.clause).into())];
    page.done(&page.speech.say("demo-withdraw-done", &pieces), began.elapsed());
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), page.speech.lang);
    let told = withdrawn.to_tell.iter().map(|one| names.recipient(one.as_str())).collect::<Vec<_>>();
    let on = withdrawn.goes_on.iter().map(|one| {
        let ground = match &*one.ground {
            "consent" => page.word("ground-other-consent"),
            law => cite(page.speech, office, law),
        };
        format!("{} ({ground})", names.purpose(one.purpose.as_str()))
    });
    let pairs = [
        (page.word("field-destroy-by"), withdrawn.due.map(|due| by(office, due)).unwrap_or_default()),
        (page.word("field-to-tell"), told.join("; ")),
        (page.word("field-goes-on"), on.collect::<Vec<_>>().join("; ")),
    ];
    page.fields(&pairs);
    page.command(&format!(
        "qorgau consent withdraw --subject email={} --purpose {PURPOSE} --session {MARKETING}.session",
        story.written.customer
    ));

    let began = Instant::now();
    let receipt = office.consent_receipt(&responsible, who, &mailings, page.speech.lang)?;
    let file = papers(&story.rehearsal.dir)?.join("consent-receipt.json");
    put(
        &file,
        format!(
            "{:#}
",
            receipt.file
        )
        .as_bytes(),
        Readers::Owner,
    )?;
    let key = office.layout().log().join("verifier-keys");
    // Nothing but the two files: the store is not asked.
    let holds = verify(&fs::read_to_string(&file)?, fs::read_to_string(&key)?.trim())?;
    let pieces = [("entry", page.number(holds.index).into()), ("origin", holds.origin.clone().into())];
    page.done(&page.speech.say("demo-withdraw-receipt", &pieces), began.elapsed());
    page.command(&format!(
        "qorgau consent receipt --subject email={} --purpose {PURPOSE} --out {} --session {responsible}.session",
        story.written.customer,
        typed(&file)
    ));
    page.command(&format!("qorgau verify {} --key {}", typed(&file), typed(&key)));
    let told = json!({
        "clause": withdrawn.done.clause,
        "parts": withdrawn.parts,
        "due": withdrawn.due,
        "to_tell": withdrawn.to_tell,
        "goes_on": withdrawn.goes_on,
        "receipt": file.display().to_string(),
        "receipt_entry": holds.index,
    });
    story.tell("withdrawal", told);
    Ok(())
}
