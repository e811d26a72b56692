# Why an act is refused: what happened and by which clause; the remedy says what would make it permitted.
# A text never holds a person's value. Fluent can't tell an empty word, so a text names only what its code always gives.

not-staff = You are not on the staff that this organisation has admitted to personal data ({ $clause }).
    .remedy = Ask someone who may admit staff to add you with a role, then confirm that you have read the policy.
not-acknowledged = You have not confirmed reading the edition of the policy that is in force ({ $clause }).
    .remedy = Read it and confirm it; what you asked for can be done right after.
no-permission = None of your roles allows { act-done } here ({ $clause }).
    .remedy = Ask a colleague whose role allows it, or ask for a role that covers this act, this purpose and this item.
future-time = The effective time you gave lies ahead ({ $clause }).
    .remedy = Record what has happened once it has happened; to look ahead, use a dry run.

unknown-purpose = The policy has no purpose “{ $purpose }” ({ $clause }).
    .remedy = Choose a purpose of the register, or have a new edition state this one before any data is taken in for it.
unknown-category = The purpose “{ $purpose }” is not about people of the category “{ $category }” ({ $clause }).
    .remedy = Choose a category that the register names for this purpose, or another purpose.
unknown-item = The policy knows no item “{ $item }”, so nobody may hold it ({ $clause }).
    .remedy = Check the item's id; if the organisation really needs such data, an edition has to list it first.
item-outside-purpose = The purpose “{ $purpose }” may not hold the item “{ $item }” ({ $clause }).
    .remedy = Leave the item out. If the purpose cannot do without it, a new edition has to list it.
item-required = For the purpose “{ $purpose }” nothing is taken in without the item “{ $item }” ({ $clause }).
    .remedy = Add the item.
no-items = No item was named ({ $clause }).
    .remedy = Name at least one item that the purpose “{ $purpose }” may hold.
choice-missing = The term of keeping under “{ $purpose }” depends on a choice, and none was made ({ $clause }).
    .remedy = Choose one of: { $hint }. Without a choice the data would be kept for ever by silence.
unknown-choice = The register has no such choice for the purpose “{ $purpose }” ({ $clause }).
    .remedy = Look in the register which answers this row has: some rows have none. { $hint }

consent-missing = The purpose “{ $purpose }” rests on consent, and no consent was stated ({ $clause }).
    .remedy = State how and when the person gave it, such as written@2026-11-01. Without a consent that can be proved the data may not be held.
consent-in-future = The consent is dated after the moment of collecting ({ $clause }).
    .remedy = Check both dates: data may be collected only once the consent is given.
already-due = The term of this data was over on { $hint } already, so it may not be taken in any more ({ $clause }).
    .remedy = Leave it out, and destroy it where it comes from. If the dates are wrong, correct them.

unknown-subject = Nothing is held on such a person ({ $clause }).
    .remedy = Check the id. If the data was destroyed, an act of destruction may say so; to the person the answer is that nothing is held.
unknown-engagement = Nothing is held on this person that the act could be about ({ $clause }).
    .remedy = Look at the purposes under which data of this person is held, and name one of them.
blocked = The person's data is blocked: it is only kept, neither used, changed, disclosed nor destroyed ({ $clause }).
    .remedy = Wait until the responsible person has checked the complaint and ended the block.
not-blocked = The person's data is not blocked ({ $clause }).
    .remedy = Nothing has to be ended. To look at data that is not blocked, read it under its purpose.
storage-only = Use under “{ $purpose }” has ended; the data is only stored, and the responsible person alone reads it ({ $clause }).
    .remedy = If you need it by law, ask the responsible person.
term-over = The term of keeping under “{ $purpose }” is over; the data waits for its destruction ({ $clause }).
    .remedy = Nothing makes this permitted: the next sweep destroys it. If an event was recorded wrongly, take it back.
never-read = The item “{ $item }” is kept as a one-way hash: it can be checked and replaced, never read ({ $clause }).
    .remedy = Leave the item out. If it was forgotten, let the person set a new one.
not-findable = People are not looked for by the item “{ $item }” ({ $clause }).
    .remedy = Search by an item that the policy declares findable, such as a number or an e-mail address.

held = A court or another lawful hold forbids destroying or moving this person's data ({ $clause }).
    .remedy = Release the hold once its reason is gone; then ask again.
unknown-hold = There is no such hold on this person ({ $clause }).
    .remedy = Check the hold's id; it may have been released already.
law-keeps = What is held rests on a law, or another ground, that keeps it, so it is not destroyed on demand ({ $clause }).
    .remedy = Tell the person which it is and until when the data is kept. It can be blocked against other use.

unknown-event = The policy has no event “{ $event }” ({ $clause }).
    .remedy = Choose an event that this row's terms listen to: { $hint }.
event-not-here = No term under the purpose “{ $purpose }” listens to the event “{ $event }” ({ $clause }).
    .remedy = Choose one of its own events: { $hint }.
event-recorded = The event “{ $event }” is on record already ({ $clause }).
    .remedy = Nothing more has to be done. If its date is wrong, take the event back and record it anew.
event-not-recorded = The event “{ $event }” is not on record, so it can't be taken back ({ $clause }).
    .remedy = Check the purpose and the event.
event-automatic = The event “{ $event }” is recorded by collecting itself and is not entered by hand ({ $clause }).
    .remedy = Collect the data with its true date and consent.
event-final = The event “{ $event }” has opened another engagement and can't be taken back ({ $clause }).
    .remedy = End the new engagement by an event of its own, or have it erased if it was opened against the law.

same-subject = The two are one person already ({ $clause }).
    .remedy = Name two different people.
nothing-to-split = The engagements named are not this person's, or nothing would be left of the person ({ $clause }).
    .remedy = Name some, but not all, of this person's engagements.

unknown-edition = There is no such edition of the policy ({ $clause }).
    .remedy = Load the edition first, or check its number.
edition-not-newer = This edition is in force already, or it is older than the one in force ({ $clause }).
    .remedy = Load a newer edition: an old one never comes back.
edition-not-yet = This edition comes into force on { $hint }, not before ({ $clause }).
    .remedy = Put it in force on that day.
unknown-role = The edition in force has no such role ({ $clause }).
    .remedy = Name at least one role of the edition, by its id. { $hint }
staff-known = This person is on the staff already, with the same roles ({ $clause }).
    .remedy = Nothing has to be done.
unknown-staff = Nobody of this name is on the staff ({ $clause }).
    .remedy = Check the name as the log writes it.
last-responsible = Without this person nobody would be responsible for the processing of personal data ({ $clause }).
    .remedy = Give the responsible person's role to somebody else first.

act-done = { $act ->
    [collect] taking data in
    [read] reading values
    [find] looking for people
    [rectify] changing values
    [record-event] recording an event
    [revoke-event] taking an event back
    [block] blocking
    [unblock] ending a block
    [check] checking blocked data
    [hold] placing a hold
    [release] releasing a hold
    [erase] destroying data
    [sweep] destroying what is due
    [export] exporting everything held
    [merge] merging two people
    [split] splitting a person in two
    [activate-edition] putting an edition in force
    [enter-profile] bringing the profile up to date
    [acknowledge-edition] confirming an edition
    [add-staff] admitting staff
    [remove-staff] removing staff
    [enrol] letting sign-in be set up anew
    [sign-in] signing in
    [add-key] making keys
    [remove-key] ending keys
    [add-hook] having events sent to a system
    [remove-hook] ending the sending of events to a system
    [change-hook] changing the sending of events to a system
    [propose] proposing this
    [approve] approving this
    [decline] declining this
    [bulk-export] exporting in bulk
    [give-consent] recording a consent
    [withdraw-consent] withdrawing a consent
    [list] listing whom a purpose reaches
    [receive-request] taking a request in
    [handle-request] moving a request on
    [decide-request] deciding a request
    [answer-request] answering a request
    [confirm-identity] confirming who asks
    [disclose] giving data to third parties
    [publish] making data public
    [answer-demand] answering a demand of an authority
    [register-carrier] entering a carrier
    [finish-task] finishing a task
    [report-breach] entering a breach
    [print-journal] printing journals
   *[other] this act
}

# Words of the program in $hint.
consent-part = { $hint ->
    [processing] processing
    [third-parties] giving to third parties
    [cross-border] sending across the border
    [publication] publication
   *[other] { $hint }
}
identity-level = { $hint ->
    [none] nothing
    [one-time-code] one-time code
    [staff-check] a document, seen by staff
    [signed-document] signed electronic document
   *[other] { $hint }
}
pause-reason = { $hint ->
    [identity] finding out who asks
    [clarification] asking what is meant
   *[other] { $hint }
}

consent-beyond-purpose = The consent goes beyond what “{ $purpose }” asks for ({ $clause }).
    .remedy = Leave out “{ consent-part }” ({ $hint }), or have a new edition ask for it.
not-on-consent = The purpose “{ $purpose }” does not rest on consent ({ $clause }).
    .remedy = There is no consent to give or withdraw here; a demand to erase or a complaint may be the way.
consent-does-not-cover = The consent under “{ $purpose }” was given before “{ $item }” was added, and does not cover it ({ $clause }).
    .remedy = Ask the person again, and record the new consent.
no-consent = The consent under “{ $purpose }” does not stand for this ({ $clause }).
    .remedy = It was not given, was withdrawn, or its term is over: { consent-part }. Ask the person anew.
nothing-to-withdraw = There is nothing to withdraw: this part of the consent was not given, or was withdrawn before ({ $clause }).
    .remedy = Look at the person's consents to see which parts stand.
unknown-paper = This person has no such paper ({ $clause }).
    .remedy = Check the id; it may have been destroyed when its term ended.
no-such-right = The policy has no rule for such requests ({ $clause }).
    .remedy = Have the pack say how they are answered.
not-at-this-step = The request is not where this step starts ({ $clause }).
    .remedy = Look at its history: it may be paused, decided, answered or passed on.
identity-too-low = Who asks is not known surely enough to grant this ({ $clause }).
    .remedy = Confirm who asks at the level “{ identity-level }” first; refusing with reasons needs none.
power-over = The representative's power is over ({ $clause }).
    .remedy = Ask for a power of attorney in force, or hear the subject.
no-pause = The law does not let this clock stand still for “{ pause-reason }” ({ $clause }).
    .remedy = Decide the request by its day; a pause needs a reason that the profile lists.
no-extension = The law does not let this deadline be extended, or not again ({ $clause }).
    .remedy = Decide the request by its day.
unknown-recipient = The policy knows no recipient “{ $hint }” ({ $clause }).
    .remedy = Data goes only to recipients that the pack lists with their undertaking.
not-for-recipient = The recipient “{ $hint }” may not have this under “{ $purpose }” ({ $clause }).
    .remedy = Give only what the pack lists for this recipient and purpose.
no-undertaking = The undertaking of “{ $hint }” is not in force today ({ $clause }).
    .remedy = Have the recipient renew it, and put its dates into the pack.
not-across-border = Nothing lets this data go to { state } ({ $clause }).
    .remedy = It takes the subject's consent to transfer abroad; or a state on the pack's list, for a purpose that the policy's clause on transfer abroad reaches.
not-to-be-published = Nothing lets data under “{ $purpose }” be made public ({ $clause }).
    .remedy = Ask the subject for a consent to publication of its own.
identity-copy = A copy of an identity document is not taken ({ $clause }).
    .remedy = Note its particulars instead. If an exception applies, name it: { $hint }.
unknown-exception = The policy has no such exception ({ $clause }).
    .remedy = Name one of: { $hint }.
unknown-class = There is no such class of carriers ({ $clause }).
    .remedy = Name one of: { $hint }.
nothing-to-do = There is nothing to do here, or it is done already ({ $clause }).
    .remedy = Look at the list of deadlines for what is open.
restricted = The data under “{ $purpose }” is restricted: a law orders keeping it, and nothing else ({ $clause }).
    .remedy = Only the responsible person sees it until it is destroyed.
consent-before-recipient = The consent under “{ $purpose }” was given before the policy named “{ $hint }”, or so much for it ({ $clause }).
    .remedy = Ask the person again, and record the new consent.
nobody-known = The request is tied to nobody of whom data is held: there is nothing to block ({ $clause }).
    .remedy = Find out who asks, by a code or a document; or refuse with that reason.
other-profile = This is the profile of another jurisdiction ({ $clause }).
    .remedy = Give the profile { $hint }.
unknown-key = There is no key of this name ({ $clause }).
    .remedy = Check the name in the list of keys; a key goes with the member of staff who made it.
key-known = There is a key of this name already ({ $clause }).
    .remedy = Choose another name, or end the old key first.
unknown-hook = Events are sent to no system of this name ({ $clause }).
    .remedy = Check the name in the list of systems.
hook-known = There is a system of this name already ({ $clause }).
    .remedy = Choose another name, or remove the old one first.
step-up = This weighs so much that you show your second step again: you signed in a while ago ({ $clause }).
    .remedy = Show it, then do it again.
takes-two = Nobody does this alone: somebody else has to approve it first ({ $clause }).
    .remedy = Propose it; whoever else may do it approves it by its number (qorgau proposal approve).
unknown-proposal = No proposal of this number waits: it was never made, or was done, declined or approved, or has ended ({ $clause }).
    .remedy = Look what waits: qorgau proposal list.
proposal-known = Exactly this is proposed already, as number { $hint } ({ $clause }).
    .remedy = Have somebody else approve it.
own-proposal = Whoever proposed it can’t approve it as well ({ $clause }).
    .remedy = Ask somebody else who may do it.
passkey-copied = This passkey’s counter went back: there may be a copy of it, so nobody gets in by it ({ $clause }).
    .remedy = Sign in by another second step, remove the passkey, and tell the responsible person.
key-over = The key’s term is over ({ $clause }).
    .remedy = Have whoever made it make a new one.
key-term = A key has to end, and within a year ({ $clause }).
    .remedy = Name a day ahead, at most a year from now.
not-for-keys = No machine does this, whatever its key ({ $clause }).
    .remedy = Leave out { $hint }: it takes a member of staff in person.
