# Answers to people: information, decisions, acknowledgements, consents.

meta-request = Request
meta-subject = Record of the person
meta-edition = Edition of the policy
meta-number = Number in the state's register
meta-published = The policy is published at
meta-contact = For questions
meta-policy-hash = SHA-256 of the edition

## Everywhere

due-unknown = no term runs yet
kept-open = as long as the relation lasts, and then for that term
due-not-before = not before { $at }
term-own = the consent's own term
ground-consent = your consent ({ $law })
ground-another-consent = your consent, as far as it stands
goes-on = What rests on another ground goes on:
duty-due = by { $at }
duty-done = done { $at }
lang-kk = Kazakh
lang-ru = Russian
lang-en = English
verdict-refused = refused
from-subject = from you
from-import = from a file that the operator took in
from-carried-over = from your earlier relation with the operator

head-item = Item
head-value = Value
head-entry = Entry
head-when = When
head-act = What
head-who = By whom
head-about = Purpose and items
head-clause = Clause, article
law-article = Article of the law
head-step = Step
head-note = Note
head-purpose = Purpose
head-law = Law
head-term = Term
head-until = Until
head-system = System
head-did = What it did
head-tries = Tries

## The answer to a request for information

info-title = Answer to a request for information about personal data
info-held = What is held about you
info-intro = You asked whether { $operator } holds personal data about you, and which. This answer was put together on { $at } from everything that was held then ({ $clause }).
info-none = No personal data about you is held under any purpose of the policy. What stands below is kept because you turned to the operator.
info-some = { $n ->
    [one] Yes: personal data about you is held under one purpose. It is described below.
   *[other] Yes: personal data about you is held under { $n } purposes. Each is described below.
}
info-identity = Who asks was established by: { $known }. Before values are given out, the policy asks for: { $asked }.
info-without-title = This answer names no values
info-without = Who asks was established by: { $known }. Before values are given out, the policy asks for: { $asked }. Until then the answer says which items are held and leaves out the values, what you wrote and where you can be reached, so that they do not come to anybody else.
info-without-next = Confirm who you are in that way and ask for the answer again: { $contact }. It costs you nothing, and the new answer holds the values.

info-restrictions = What restricts the use of your data
info-blocked = Your data has been blocked since { $since }: it is only kept, neither used, changed, passed on nor destroyed.
info-holds = A court or another lawful ground forbids destroying your data:
info-hold = { $reference }; since { $since }, entered by { $by }, no. { $id }

info-purposes = Your data by purpose
info-as = You are here as
info-choice = Chosen
info-ground = Ground
info-source = Source
info-ways = What was done with it
info-since = Held since
info-edition = Edition of the policy
info-phase = State
info-restricted = use is restricted: a law orders keeping it, and nothing else is done with it
info-events = What happened
info-terms = Term of keeping
info-due = To be destroyed by
info-recipients = May go to
info-nobody = nobody
info-abroad = Transfer abroad
info-abroad-may = allowed by the policy; whether anything went abroad stands among the papers and in the log
info-abroad-consent = by your consent; whether anything went abroad stands among the papers and in the log
info-abroad-no = not provided for
info-record = Record
info-items = What is held
info-items-none = No item is held under this purpose any more.
info-value-hashed = held as a one-way hash, which nobody can read
info-value-hidden = held; the value is not given here

consent-given = Consent given
consent-parts = You agreed to
consent-until = Holds until
consent-withdrawn = Withdrawn
consent-language = Language of the text shown
consent-text-hash = SHA-256 of the text shown
consent-proof = What proves it

info-papers = What is kept beside the data
info-papers-intro = Requests, former consents, transfers and the like are kept for as long as they may be needed as proof.
paper-former-consent = A former consent
paper-request = A request
paper-disclosure = Data given to a third party
paper-publication = Data made public
paper-carrier = A paper or other carrier
paper-evidence = A file attached to a request
paper-code = A one-time code
paper-id = Number
paper-purpose = Purpose
paper-ended = Counted until
paper-when = When
paper-whom = To whom
paper-authority = a court or an authority, on its demand
paper-abroad = Abroad, to
paper-document = On the strength of
paper-items = Items
paper-notice = Telling you of it
paper-recipient-told = Telling the recipient of a change
paper-place = Where
paper-removal = Taking it back
paper-carrier-number = Number in the register of carriers
paper-of-request = Of the request
paper-bytes = Size in bytes
paper-sha256 = SHA-256
paper-expires = Valid until

request-asked = Asked for
request-received = Received
request-due = To be answered by
request-identity = Who asks was established by
request-status = State
request-outcome = Decision
request-closed = Answered
request-kept-until = Kept until
request-represented = Representative
request-parts = Of what
request-again = Came again, times
request-paused = The clock stands still since
request-extended = extended
request-decided = Decided
request-power-until = until { $at }
request-contact = Answer goes to
request-text = Text
request-history = What was done with the request

info-log = Who did what with your data
info-log-intro = Every operation that concerned you stands in the operator's log, refused ones too. In it members of staff stand by these names:
info-log-edition = All of it under the edition of the policy of { $it }.
log-hash-of = Entry { $entry }
log-hashes = The SHA-256 hashes that the table shortens, whole:
info-log-caption = Entries of the log
log-to = to: { $whom }
log-abroad = abroad: { $state }
log-ground = on the ground: { $it }
log-as-of = as of { $it }
log-due = due by { $it }
log-number = No. { $it }
log-edition = edition { $it }

how-without-values = without values
how-answer = the answer to a request
how-receipt = a receipt of the consent
how-request = looking at the request
how-deadlines = the list of deadlines
how-restricted = use restricted
how-unrestricted = use allowed again
how-unfounded = no breach was found
how-rectified = values were replaced
how-destroyed = the data was destroyed
how-unlawful = processed against the law
how-demand = on the person's demand
how-carrier = a carrier was destroyed
how-contract = contract
how-form = form
how-letter = letter
how-medium = electronic medium

info-check = How this answer can be checked
info-check-log = The number in the first column is that of the entry in the operator's log. The log only grows and is signed: nothing in it can be changed or taken away unseen. For every entry about you the operator gives, when you ask, a proof that can be checked without trusting the operator.
info-check-policy = The clauses are those of the published policy. Its edition can be compared by its SHA-256:
info-check-json = The same answer is given as JSON for programs when you ask for it, so that you can take your data elsewhere.

your-rights = Your rights
your-rights-intro = You may:
your-right-rectify = have your data corrected and completed, with documents that support it
your-right-block = have your data blocked where there is information that it is processed against the rules
your-right-destroy-unlawful = have data destroyed that was collected and processed against the law, and in the other cases of the law
your-right-withdrawal = withdraw your consent, as a whole or any part of it; what rests on another ground goes on
your-right-within = { $right } (within { $term })
your-complaint = Write to { $contact }. If you do not agree with what was done or with this answer, you may complain to the authority for the protection of personal data, or go to court.

## Decisions

decision-outcome = Decision
decision-clause = Clause
decision-reasons = Reasons
decision-refused = { $why } ({ $clause }).
decision-kept = What a law orders to keep
decision-systems = What each system did
decision-act = What was destroyed stands in the act of destruction no. { $act }. It names no person; the signed log holds it.

refused-blocked = The data is blocked: until the check ends it is only kept
refused-not-blocked = The data is not blocked, so there is no block to end
refused-held = A court or another lawful hold forbids destroying the data
refused-law-keeps = What is held rests on a law, or on another ground, that orders keeping it
refused-unknown-engagement = Nothing is held that this could concern
refused-unknown-subject = Nothing is held on such a person
refused-nothing-to-withdraw = There is nothing to withdraw: this consent was not given, or was withdrawn before
refused-not-on-consent = The processing does not rest on consent, so there is none to withdraw
refused-no-consent = The consent does not stand any more
refused-item-outside-purpose = The policy does not let this item be held for the purpose
refused-unknown-item = The policy knows no such item
refused-never-read = The item is kept as a one-way hash
refused-storage-only = Use has ended; the data is only stored
refused-restricted = A law orders keeping the data, and nothing else may be done with it
refused-term-over = The term is over; the data waits for its destruction
refused-no-items = No item was named
refused-consent-does-not-cover = The consent was given before this item was added, and does not cover it
refused-not-staff = The actor is not on the staff
refused-not-acknowledged = The member of staff has not yet read and confirmed the policy in force
refused-no-permission = The member of staff has no role that allows it
refused-other-profile = The profile is another jurisdiction’s
refused-nobody-known = Nobody is known on whom it could be done
refused-consent-before-recipient = The consent does not name this recipient
refused-unknown-key = No key has this name
refused-key-known = There is a key of this name already
refused-step-up = The second step has to be shown again
refused-passkey-copied = The passkey’s counter went back: there may be a copy of it
refused-key-over = The key’s term is over
refused-key-term = A key ends within a year
refused-not-for-keys = No machine does this
refused-unknown-hook = Events are sent to no system of this name
refused-hook-known = There is a system of this name already
refused-future-time = The time stated lies ahead
refused-unknown-purpose = The policy has no such purpose
refused-unknown-category = The purpose does not reach such people
refused-item-required = An item is missing without which nothing is taken in
refused-choice-missing = A choice that the policy asks for was not made
refused-unknown-choice = The choice has no such option
refused-consent-missing = The purpose rests on consent, and none was given
refused-consent-in-future = The consent is dated ahead
refused-already-due = The term of what was offered is over already
refused-consent-beyond-purpose = The consent goes beyond what the purpose asks for
refused-unknown-paper = There is no such record
refused-no-such-right = The policy takes no such requests
refused-not-at-this-step = The request is not at a stage where this can be done
refused-identity-too-low = Who asks is not known surely enough
refused-power-over = The representative’s power is over
refused-no-pause = The law does not let the term stand still for this
refused-no-extension = The law does not let the term be extended
refused-unknown-recipient = The policy knows no such recipient
refused-not-for-recipient = The recipient may not have this
refused-no-undertaking = The recipient’s undertaking is not in force on this day
refused-not-across-border = Nothing lets it go across the border
refused-not-to-be-published = Nothing lets it be made public
refused-identity-copy = Copies of identity documents are kept only under the exceptions that the policy names
refused-unknown-exception = The policy has no such exception
refused-unknown-class = The policy has no such class of files and papers
refused-nothing-to-do = There is nothing of the kind to do, or it was done before
refused-not-findable = The policy does not let people be found by this item
refused-unknown-hold = There is no such hold
refused-unknown-event = The policy knows no such event
refused-event-not-here = No term depends on this event here
refused-event-recorded = The event was recorded before
refused-event-not-recorded = The event was not recorded
refused-event-automatic = The event is recorded with the taking in, not by hand
refused-event-final = The event can’t be taken back any more
refused-same-subject = The two records are one person’s already
refused-nothing-to-split = There is nothing to separate
refused-unknown-edition = There is no such edition of the policy
refused-edition-not-newer = This edition is in force already, or an older one
refused-edition-not-yet = The edition’s day has not come
refused-unknown-role = The policy has no such role
refused-staff-known = This person is on the staff already
refused-unknown-staff = Nobody of this name is on the staff
refused-last-responsible = Without this person nobody would be responsible
refused-otherwise = The policy does not permit it ({ $code })

## Answers

answer-title = Answer to your request: { $kind }
answer-decision = The decision
answer-none-yet = Nothing is decided yet; the answer is due by { $due }.
answer-to = To
answer-asked = What you asked for
answer-next = What you may do next
answer-evidence = Files that came with it
answer-to-remove = { $n ->
    [one] What was made public is taken back in { $n } place.
   *[other] What was made public is taken back in { $n } places.
}
represented-until = until { $at }
decided-granted = Your request of { $at } ({ $kind }) is granted ({ $clause }).
decided-partly = Your request of { $at } ({ $kind }) is granted in part ({ $clause }).
decided-refused = Your request of { $at } ({ $kind }) is refused ({ $clause }).
decided-no-reasons = No reasons were recorded; ask for them.
effect-information = What is held about you stands in the answer to the request for information.
effect-rectify = The values that you named were replaced. The earlier ones were destroyed with the key that opened them.
effect-block = Your data is blocked until the check ends: it is only kept, neither used, changed, passed on nor destroyed.
effect-unblock = The check found no breach of the conditions of processing, so the block is over and the data may be used as before.
effect-erase = What no law orders to keep was destroyed so that it cannot be recovered.
effect-withdraw = The use that rested on the consent has stopped. The data that was held on it alone is destroyed within { $term } at the latest.
effect-object = A decision that a machine alone would take about you is not taken, or was looked at again by a person.
effect-complaint = Your complaint was found justified.

to-tell = Whom the operator tells of the change
to-tell-intro = Your data had gone to somebody outside, who has to hear of the change:
to-tell-not-yet = not yet
head-whom = To whom
head-by-when = By
head-told = Told

received-title = Acknowledgement that your request was received
received-head = Your request
received-intro = Your request was received on { $at }. It costs you nothing; keep its number for questions.
received-clause = Clause of the policy
received-rule = Rule that gives the time
received-needs = Needed to decide
received-blocked = What is held about you is blocked at once, until the check ends: it is only kept.

## Consents

consent-mark = Mark yes or no for each
consent-form-free = Each part is given, refused and withdrawn by itself; refusing one part takes nothing from the others.
consent-signs = Who gives the consent
consent-form-hash = SHA-256 of the text above the table, as the operator keeps it with the consent: { $hash }
consent-what = Of what
agree-processing = Collection and processing
agree-third-parties = Transfer to third parties
agree-cross-border = Transfer across the border
agree-publication = Making public
head-part = Part
head-yes = Yes
head-no = No
head-answer = Answer
head-now = Now
head-what = What
answer-yes = yes
answer-no = no
state-given = given, in force
state-withdrawn = withdrawn
state-expired = its term is over
state-refused = not given

meta-record = Record of the consent
given-title = Confirmation of a consent
given-head = What you agreed to
given-intro = You gave { $operator } your consent to process your personal data: { $at }, { $way }.
given-withdraw = How to withdraw it
given-withdraw-how = You may withdraw the consent, or any part of it, at any time: write to { $contact }, or do it in the way in which you gave it. Use stops at once.
withdrawn-title = Confirmation of the withdrawal of a consent
withdrawn-head = What stops
withdrawn-intro = You withdrew from { $operator }:
withdrawn-part = { $part } — { $at }; use stopped at that moment
withdrawn-due = The data that was held on this consent is destroyed by: { $due }.
withdrawn-no-due = The data that was held on this consent is destroyed with the next sweep of what is due.
withdrawn-rest = The other parts of the consent stand; the data is held under them as before.
withdrawn-was = The consent
goes-on-nothing = Nothing else of you is processed.
receipt-retention = Term
receipt-parts = What was asked, and your answer
receipt-events = What happened to the consent
happened-answered = you answered
happened-withdrawn = you withdrew: { $parts }
happened-expired = its term ended
happened-superseded = another consent took its place
receipt-check = How this can be checked
receipt-check-how = The operator's signed log holds an entry that commits to the record of this consent. The receipt, a file in JSON-LD (ISO/IEC TS 27560), holds the proof: anyone can check it with the log's public key, without trusting the operator.
receipt-record = Record
receipt-entry = Entry of the log
receipt-digest = SHA-256 of the record
receipt-log = Log
