//! Whose policy it is, who answers for it, from when it holds.

use super::{FaultCode, Report};
use crate::{
    Form,
    kind::normalise,
    load::{Jurisdiction, draft::Draft},
};

/// The profile that the pack is written for.
pub(super) fn profile(
    draft: &Draft,
    jurisdiction: &dyn Fn(&str) -> Option<Jurisdiction>,
    out: &mut Report,
) -> Option<Jurisdiction> {
    let id = draft.head.as_ref()?.profile.as_ref()?;
    let profile = jurisdiction(&id.value);
    if profile.is_none() {
        out.add(FaultCode::UnknownProfile, id.at).with("name", &id.value);
    }
    profile
}

pub(super) fn check(draft: &Draft, out: &mut Report) {
    if let Some(head) = &draft.head
        && let (Some(approved), Some(from)) = (&head.approved_on, &head.in_force_from)
        && from.value < approved.value
    {
        out.add(FaultCode::InForceBeforeApproval, from.at)
            .with("from", from.value)
            .with("approved", approved.value)
            .also(approved.at);
    }
    let Some(operator) = &draft.operator else { return };
    if let (Some(number), Some(kind)) = (&operator.number, &operator.number_kind)
        && normalise(&kind.value, &number.value, "").is_err()
    {
        out.add(FaultCode::BadOperatorNumber, number.at).with("value", &number.value);
    }
    let entity = operator.form.as_ref().is_some_and(|form| form.value == Form::LegalEntity);
    if entity && draft.responsible.is_none() {
        out.add(FaultCode::NoResponsiblePerson, operator.at);
    }
}
