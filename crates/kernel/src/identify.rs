//! Who is who. A category's identifying items decide, strongest first; a conflict makes a new subject and a report,
//! never a silent merge.

use policy::ItemId;

use crate::SubjectId;

/// What is known about one identifying item that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The item.
    pub item: ItemId,
    /// Everyone of whom this very value is held.
    pub found: Vec<SubjectId>,
}

/// Whom the data is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identified {
    /// Nobody known.
    New,
    /// Someone known.
    Known(SubjectId),
    /// The items point to different people: a new subject is made and reported.
    Conflict(ItemId),
}

/// Decides from the identifying items that came in, strongest first. `differs(subject, item)` says whether another
/// value of that item is held of the subject: then a weaker item that points there does not count.
pub fn identify(matches: &[Match], differs: &dyn Fn(SubjectId, &ItemId) -> bool) -> Identified {
    let mut who: Option<SubjectId> = None;
    for (place, one) in matches.iter().enumerate() {
        let mut found = one.found.clone();
        found.sort_unstable();
        found.dedup();
        match (who, found.as_slice()) {
            (_, []) => {}
            (None, [only]) => {
                let stronger = &matches[..place];
                if let Some(item) = stronger.iter().find(|m| differs(*only, &m.item)) {
                    return Identified::Conflict(item.item.clone());
                }
                who = Some(*only);
            }
            (Some(known), [only]) if known == *only => {}
            _ => return Identified::Conflict(one.item.clone()),
        }
    }
    who.map_or(Identified::New, Identified::Known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> SubjectId {
        SubjectId::from_bytes([n; 16])
    }

    fn item(name: &str, found: &[u8]) -> Match {
        Match { item: name.parse().expect("an id"), found: found.iter().map(|n| id(*n)).collect() }
    }

    #[test]
    fn strongest_first_and_never_a_silent_merge() {
        let same = |_: SubjectId, _: &ItemId| false;
        let other = |_: SubjectId, i: &ItemId| i == "iin";
        assert_eq!(identify(&[], &same), Identified::New);
        assert_eq!(identify(&[item("iin", &[]), item("email", &[])], &same), Identified::New);
        assert_eq!(identify(&[item("iin", &[1]), item("email", &[])], &same), Identified::Known(id(1)));
        assert_eq!(identify(&[item("iin", &[1, 1]), item("email", &[1])], &same), Identified::Known(id(1)));
        let email: ItemId = "email".parse().expect("an id");
        let iin: ItemId = "iin".parse().expect("an id");
        assert_eq!(
            identify(&[item("iin", &[1]), item("email", &[2])], &same),
            Identified::Conflict(email.clone())
        );
        assert_eq!(identify(&[item("iin", &[]), item("email", &[2])], &other), Identified::Conflict(iin));
        assert_eq!(identify(&[item("email", &[2, 3])], &same), Identified::Conflict(email));
    }
}
