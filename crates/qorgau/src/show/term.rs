//! Terms as the log and acts name them.

use office::term;
use policy::{Ending, Pack, PurposeId};

/// The ending of a purpose whose term reads so, such as `refused + 30 days`.
pub(crate) fn ending<'p>(pack: &'p Pack, purpose: &PurposeId, text: &str) -> Option<&'p Ending> {
    let lists = pack.purpose(purpose).into_iter().flat_map(|purpose| &purpose.lists);
    lists.flat_map(|list| &list.ends).find(|ending| term(ending) == text)
}
