//! What an actor may do: staff by their roles, a machine by its key within what its owner may, a subject what concerns
//! themself.

use jiff::Timestamp;
use policy::{ActKind, ItemId, Permission, PurposeId, Scope, StaffId};

use crate::{Actor, Member, RefusalCode, SubjectId, World};

/// What a machine's key allows.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiKey {
    /// Who made it and answers for it: it never does what they may not.
    pub owner: StaffId,
    /// Acts, under which purposes, on which items.
    pub scope: Permission,
    /// When it ends.
    pub expires: Timestamp,
}

/// The acts that no key allows: a machine reads no policy, steps up by nothing and answers for nothing.
const PERSONAL: [ActKind; 18] = [
    ActKind::Unblock,
    ActKind::Check,
    ActKind::AddStaff,
    ActKind::RemoveStaff,
    ActKind::Enrol,
    ActKind::SignIn,
    ActKind::AddKey,
    ActKind::RemoveKey,
    ActKind::AddHook,
    ActKind::RemoveHook,
    ActKind::ChangeHook,
    ActKind::ActivateEdition,
    ActKind::EnterProfile,
    ActKind::AcknowledgeEdition,
    ActKind::Propose,
    ActKind::Approve,
    ActKind::Decline,
    ActKind::BulkExport,
];

/// The acts that a subject does without staff between.
const OWN: [ActKind; 3] = [ActKind::Export, ActKind::ReceiveRequest, ActKind::WithdrawConsent];

impl ApiKey {
    /// Its scope in words, as the log keeps it: `acts=read,find purposes=all items=email`.
    pub fn words(&self) -> String {
        fn named<T: ToString>(scope: &Scope<T>) -> String {
            match scope {
                Scope::All => "all".to_owned(),
                Scope::Only(these) => these.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
            }
        }
        let acts: Vec<_> = self.scope.acts.iter().map(|act| act.as_str()).collect();
        let (purposes, items) = (named(&self.scope.purposes), named(&self.scope.items));
        format!("acts={} purposes={purposes} items={items}", acts.join(","))
    }

    /// Whether a key may ever allow an act.
    pub fn can_hold(act: ActKind) -> bool {
        !PERSONAL.contains(&act)
    }
}

/// An actor's rights in one world at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Rights<'a> {
    world: &'a World,
    of: Of<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Of<'a> {
    Staff(&'a Member),
    Key(&'a ApiKey, &'a Member),
    Subject(SubjectId),
}

impl<'a> Rights<'a> {
    /// Of this actor.
    ///
    /// # Errors
    /// Nobody of that name; a key that ended, or whose owner left.
    pub fn of(world: &'a World, actor: &Actor, now: Timestamp) -> Result<Self, RefusalCode> {
        let of = match actor {
            Actor::Staff(staff) | Actor::Stale(staff) => {
                Of::Staff(world.staff.get(staff).ok_or(RefusalCode::NotStaff)?)
            }
            Actor::Key(id) => {
                let key = world.keys.get(id).ok_or(RefusalCode::UnknownKey)?;
                if key.expires <= now {
                    return Err(RefusalCode::KeyOver);
                }
                Of::Key(key, world.staff.get(&key.owner).ok_or(RefusalCode::NotStaff)?)
            }
            Actor::Subject(subject) => Of::Subject(*subject),
        };
        Ok(Self { world, of })
    }

    /// The member of staff who acts in person.
    pub fn member(&self) -> Option<&'a Member> {
        match self.of {
            Of::Staff(member) => Some(member),
            Of::Key(..) | Of::Subject(_) => None,
        }
    }

    /// The only person whom the actor may act upon, where there is one.
    pub fn only(&self) -> Option<SubjectId> {
        match self.of {
            Of::Subject(subject) => Some(subject),
            Of::Staff(_) | Of::Key(..) => None,
        }
    }

    /// Whether the act is allowed at all.
    pub fn may(&self, act: ActKind) -> bool {
        self.allow(act, |_| true)
    }

    /// Whether the act is allowed under a purpose.
    pub fn may_for(&self, act: ActKind, purpose: &PurposeId) -> bool {
        self.allow(act, |p| p.purposes.covers(purpose))
    }

    /// Whether the act is allowed under some purpose on an item.
    pub fn may_see(&self, act: ActKind, item: &ItemId) -> bool {
        self.allow(act, |p| p.items.covers(item))
    }

    /// Whether the act is allowed under a purpose on an item.
    pub fn may_on(&self, act: ActKind, purpose: &PurposeId, item: &ItemId) -> bool {
        self.allow(act, |p| p.purposes.covers(purpose) && p.items.covers(item))
    }

    /// Whether it is the responsible person, who has to be there in person.
    pub fn is_responsible(&self) -> bool {
        self.member().is_some_and(|member| self.world.is_responsible(member))
    }

    fn allow(&self, act: ActKind, covers: impl Fn(&Permission) -> bool) -> bool {
        let granted = |p: &Permission| p.acts.contains(&act) && covers(p);
        let member = |member| self.world.permissions(member).any(granted);
        match self.of {
            Of::Staff(of) => member(of),
            Of::Key(key, owner) => ApiKey::can_hold(act) && granted(&key.scope) && member(owner),
            Of::Subject(_) => OWN.contains(&act),
        }
    }
}
