//! A draft without faults to what is published. Order never depends on how files are split.

use super::Draft;
use crate::{Cookie, CookieGroup, CookieService, Law, Processor, Publication, Published};

/// `None` where something needed is missing; the report then says what.
pub(in crate::load) fn finish(draft: Draft) -> Option<Published> {
    let mut published = Published {
        publication: match draft.publication {
            None => None,
            Some(one) => Some(Publication { address: one.address?.value, contact: one.contact?.value }),
        },
        parts: draft.parts.map(|parts| parts.by_part).unwrap_or_default(),
        laws: draft.laws.into_iter().map(law).collect::<Option<_>>()?,
        citations: draft.citations.into_iter().map(|one| Some(one?.value)).collect::<Option<_>>()?,
        processor: match draft.processor {
            None => None,
            Some(one) => Some(processor(one)?),
        },
        cookie_groups: draft.cookie_groups.into_iter().map(group).collect::<Option<_>>()?,
        cookie_services: draft.cookie_services.into_iter().map(service).collect::<Option<_>>()?,
        cookies: draft.cookies.into_iter().map(cookie).collect::<Option<_>>()?,
    };
    published.laws.sort_by_key(|law| law.no);
    published.cookie_groups.sort_by_key(|group| group.no);
    published.citations.sort_by(|a, b| a.cite.cmp(&b.cite));
    published.cookie_services.sort_by(|a, b| a.id.cmp(&b.id));
    published.cookies.sort_by(|a, b| (&a.of, &a.name).cmp(&(&b.of, &b.name)));
    Some(published)
}

fn processor(one: super::Processor) -> Option<Processor> {
    Some(Processor {
        content: one.content?,
        warranties: one.warranties.into_iter().map(|one| one.value).collect(),
        kept_by: one.kept_by.into_iter().map(|one| one.value).collect(),
        measures: one.measures.into_iter().collect::<Option<_>>()?,
        foreign_software: one.foreign_software,
        demands_proof: one.demands_proof,
        public_by_user: one.public_by_user,
    })
}

fn law(one: super::Law) -> Option<Law> {
    Some(Law { no: one.no?.value, name: one.name? })
}

fn group(one: super::CookieGroup) -> Option<CookieGroup> {
    Some(CookieGroup {
        no: one.no?.value,
        id: one.id?.value,
        name: one.name?,
        serves: one.serves?,
        required: one.required,
        lost: one.lost,
        purpose: one.purpose.map(|purpose| purpose.value),
    })
}

fn service(one: super::CookieService) -> Option<CookieService> {
    Some(CookieService {
        id: one.id?.value,
        name: one.name?,
        group: one.group?.value,
        provider: one.provider?,
        recipient: one.recipient.map(|recipient| recipient.value),
        collects: one.collects.into_iter().map(|item| item.value).collect(),
        terms: one.terms.map(|terms| terms.value),
        opt_out: one.opt_out.map(|address| address.value),
    })
}

fn cookie(one: super::Cookie) -> Option<Cookie> {
    Some(Cookie { name: one.name?.value, of: one.of?.value, lasts: one.lasts?.value })
}
