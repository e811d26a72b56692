//! Consents: the text that is shown before, given anew, withdrawn, the receipt, and who has to be asked again.

use std::{ops::ControlFlow, sync::Arc};

use axum::{Json, extract::State, response::Response};
use jiff::Timestamp;
use kernel::{Actor, EngagementId, Part, Parts, SubjectId, Target};
use office::{GoesOn, ToAsk, Withdrawn};
use policy::{CategoryId, Lang, PurposeId, RecipientId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    document::{Data, Form, Reader, dated, given, written},
    input::{Asked, At, Input},
    schema::{Clause, Id, Moment, Name, few, lines, some_secret, word, words},
    shapes::{Agreed, Receipt},
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(text))
        .routes(routes!(give))
        .routes(routes!(withdraw))
        .routes(routes!(receipt))
        .routes(routes!(ask_again))
}

/// For what and whom a text is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ForWhom {
    /// Under which purpose.
    #[param(value_type = Name)]
    purpose: PurposeId,
    /// For whom; may be left out where the purpose reaches one kind of people.
    #[param(value_type = Option<Name>)]
    category: Option<CategoryId>,
}

/// A text to be shown before consent.
#[derive(Serialize, ToSchema)]
pub(crate) struct NoticeText {
    /// The purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// For whom.
    #[schema(value_type = Name)]
    category: CategoryId,
    /// Its language.
    #[schema(schema_with = word::<Lang>)]
    language: Lang,
    /// It; to be shown as it is, since its bytes are what is agreed to.
    text: String,
    /// SHA-256 of its bytes, in hex.
    sha256: String,
}

/// The text that is shown before consent
///
/// Of the edition in force, in the language asked for by `Accept-Language`; as a page or paper it is a form to sign.
#[utoipa::path(
    get, path = "/consents/text", operation_id = "consent-text", tag = "consents", security(()),
    params(ForWhom),
    responses(
        (status = 200, description = "It", content(
            (NoticeText = "application/json"), (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn text(
    State(app): State<Arc<App>>,
    Asked(asked): Asked<ForWhom>,
    reader: Reader,
) -> Result<Response, Fault> {
    let form = reader.of(&Form::ALL)?;
    let ForWhom { purpose, category } = asked;
    let office = app.office();
    let category = office.category_of(&purpose, category.as_ref()).map_err(Fault::from)?;
    let (text, notice) = office.notice(&purpose, &category, reader.lang).map_err(Fault::from)?;
    if form == Form::Json {
        let sha256 = hex::encode(notice.digest);
        let notice = NoticeText { purpose, category, language: notice.lang, text, sha256 };
        return Ok(given(form, reader.lang, Json(notice)));
    }
    let world = office.world();
    // Dated by its edition: the form is the same whenever it is printed.
    let day = world.edition().map_or(jiff::civil::Date::ZERO, |edition| edition.pack().in_force_from);
    let doc = clerk::consent(&world, &purpose, &text, &notice);
    written(&app, form, doc, day.to_datetime(jiff::civil::Time::midnight())).await
}

/// A consent given anew.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Giving {
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// As whom, where the edition's own text was shown and the purpose reaches several kinds of people.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    category: Option<CategoryId>,
    /// How and when, and to what.
    consent: Agreed,
    /// What proves it, such as a form's number; kept sealed.
    #[serde(default, deserialize_with = "some_secret")]
    #[schema(max_length = 512)]
    proof: Option<String>,
}

/// Record a consent given anew
///
/// What is held is bound to the edition in force from then on.
#[utoipa::path(
    post, path = "/subjects/{subject}/consents", operation_id = "give-consent", tag = "consents",
    extensions(("x-act" = json!("give-consent"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Giving, example = json!({
        "purpose": "recruitment", "consent": { "way": "web-form", "at": "2026-11-01T09:00:00Z", "notice": "kk" }
    })),
    responses((status = 200, description = "Recorded", body = Receipt), (status = "default", response = Problem))
)]
async fn give(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Giving>,
) -> Result<Json<Receipt>, Fault> {
    let Giving { purpose, engagement, category, consent, proof } = given;
    let done = app.work(move |office| {
        let consent = consent.anew(office, &purpose, category.as_ref())?;
        let target = Target { purpose, engagement };
        office.give_consent(&caller.by, subject, target, consent, proof.as_deref())
    });
    Ok(Json(done.await?.into()))
}

/// What is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdrawing {
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement; all under the purpose where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// Which parts; everything where none is said.
    #[serde(default, deserialize_with = "few")]
    #[schema(schema_with = words::<Part>)]
    parts: Vec<Part>,
    /// When the person said so, where that is not now.
    #[serde(default)]
    #[schema(value_type = Option<Moment>)]
    at: Option<Timestamp>,
}

/// A consent withdrawn: what stops, what has to be done, what goes on.
#[derive(Serialize, ToSchema)]
pub(crate) struct WithdrawnConsent {
    /// What was withdrawn.
    #[schema(schema_with = words::<Part>)]
    parts: Vec<Part>,
    /// By when the data is destroyed, where processing was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    due: Option<Timestamp>,
    /// Who had the data, and has to be told.
    #[schema(value_type = Vec<Name>)]
    to_tell: Vec<RecipientId>,
    /// How many publications have to be taken back.
    to_remove: usize,
    /// What goes on, and on which other ground.
    #[schema(value_type = Vec<GoingOn>)]
    goes_on: Vec<GoesOn>,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Processing that a withdrawal does not end.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described only; the office's own value is written")]
pub(crate) struct GoingOn {
    /// The purpose.
    purpose: Name,
    /// Its clause.
    clause: Clause,
    /// The law, or `consent` for another one that stands.
    ground: String,
}

impl From<Withdrawn> for WithdrawnConsent {
    fn from(out: Withdrawn) -> Self {
        let Withdrawn { done, parts, due, to_tell, to_remove, goes_on } = out;
        Self { parts, due, to_tell, to_remove, goes_on, receipt: done.into() }
    }
}

/// Record a consent withdrawn, or parts of it
///
/// Use stops with this call.
#[utoipa::path(
    post, path = "/subjects/{subject}/consents/withdraw", operation_id = "withdraw-consent", tag = "consents",
    extensions(("x-act" = json!("withdraw-consent"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Withdrawing, example = json!({ "purpose": "mailings", "parts": ["third-parties"] })),
    responses((status = 200, description = "Withdrawn", body = WithdrawnConsent), (status = "default", response = Problem))
)]
async fn withdraw(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Withdrawing>,
) -> Result<Json<WithdrawnConsent>, Fault> {
    let Withdrawing { purpose, engagement, parts, at } = given;
    let parts: Parts = if parts.is_empty() { &Part::ALL[..] } else { &parts }.iter().copied().collect();
    let target = Target { purpose, engagement };
    let out = app.work(move |office| office.withdraw_consent(&caller.by, at, subject, target, parts));
    Ok(Json(out.await?.into()))
}

/// Of which consent.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfConsent {
    /// Under which purpose.
    #[param(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose.
    #[param(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
}

/// Give out the receipt of a consent as it stands
///
/// JSON-LD in the form of ISO/IEC TS 27560, with the proof that the log holds its entry; as a page, text or paper it is
/// the confirmation for the person.
#[utoipa::path(
    get, path = "/subjects/{subject}/consents/receipt", operation_id = "consent-receipt", tag = "consents",
    extensions(("x-act" = json!("export"))),
    params(("subject" = Id, Path, description = "The person"), OfConsent),
    responses(
        (status = 200, description = "It", content(
            (Data = "application/json"), (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn receipt(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Asked(asked): Asked<OfConsent>,
    reader: Reader,
) -> Result<Response, Fault> {
    receipt_of(&app, caller.by, subject, asked, &reader).await
}

/// The receipt for whoever may have it.
pub(super) async fn receipt_of(
    app: &App,
    by: Actor,
    subject: SubjectId,
    asked: OfConsent,
    reader: &Reader,
) -> Result<Response, Fault> {
    let form = reader.of(&Form::ALL)?;
    let (lang, target) = (reader.lang, Target { purpose: asked.purpose, engagement: asked.engagement });
    let receipt = app.work(move |office| office.consent_receipt(&by, subject, &target, lang)).await?;
    if form == Form::Json {
        return Ok(given(form, lang, Json(Data(receipt.file))));
    }
    let doc = clerk::confirmation(&app.office().world(), &receipt, lang);
    written(app, form, doc, dated(app.office(), receipt.at)).await
}

/// Which people.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct People {
    /// Those after this one.
    #[param(value_type = Option<Id>)]
    after: Option<SubjectId>,
    /// How many lines at about; 100 where it is not said.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// Who has to be asked again.
#[derive(Serialize, ToSchema)]
pub(crate) struct AskAgain {
    /// One line for each consent; a person's lines stand on one page.
    people: Vec<AskedFor>,
    /// Where the next page begins: `?after=` this; there is none where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>)]
    next: Option<SubjectId>,
}

/// A consent that the edition in force asks more than.
#[derive(Serialize, ToSchema)]
pub(crate) struct AskedFor {
    /// Whose.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// Of which engagement.
    #[schema(value_type = Id)]
    engagement: EngagementId,
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// The edition that it was given under.
    edition: String,
}

/// List who has to be asked again, since the edition in force asks for more
#[utoipa::path(
    get, path = "/consents/ask-again", operation_id = "ask-again", tag = "consents",
    extensions(("x-act" = json!("print-journal"))), params(People),
    responses((status = 200, description = "A page of them", body = AskAgain), (status = "default", response = Problem))
)]
async fn ask_again(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(asked): Asked<People>,
) -> Result<Json<AskAgain>, Fault> {
    let most = asked.limit.map_or(100, usize::from);
    let found = app.work(move |office| {
        let (mut found, mut more): (Vec<ToAsk>, bool) = (Vec::new(), false);
        office.ask_again(&caller.by, asked.after, &mut |one| {
            // A page ends with a person, so that the next one begins with another.
            more = found.len() >= most && found.last().is_some_and(|last| last.subject != one.subject);
            if more {
                return ControlFlow::Break(());
            }
            found.push(one);
            ControlFlow::Continue(())
        })?;
        Ok((found, more))
    });
    let (found, more) = found.await?;
    let world = app.office().world();
    let edition = |number| world.editions.get(&number).map(|edition| edition.pack().edition.clone());
    let line = |one: ToAsk| AskedFor {
        subject: one.subject,
        engagement: one.engagement,
        purpose: one.purpose,
        edition: edition(one.edition).unwrap_or_default(),
    };
    let next = found.last().map(|last| last.subject).filter(|_| more);
    Ok(Json(AskAgain { people: found.into_iter().map(line).collect(), next }))
}
