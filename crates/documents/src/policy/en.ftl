# The published policy. Names, numbers and terms are the pack's and the profile's.

title = Personal data policy
meta-edition = Edition
meta-approved = Approved
meta-in-force = In force from
meta-responsible = Responsible
meta-contact = Requests and questions
meta-address = Always in force at
approved = { $date } ({ $by })

## General

general = General
general-who = { $operator } ({ $kind } { $number }), the Operator below, says here which personal data it holds, why, on what ground and until when, and how it protects them.
general-whose = The policy covers every operation on the personal data of the people listed here, whether the Operator itself carries it out, an affiliate, or somebody authorised to act for it.
general-duty = Whoever is admitted to personal data, or organises or secures their processing, has to read this policy and to follow it. Nobody is admitted before having confirmed that.
general-two-roles = For the people listed the Operator decides itself what is done with their data. What users place in its products it only keeps, on their instruction: see “{ $chapter }”.
general-laws = The policy rests on these laws and on the other legal acts on personal data:

## Words

glossary = Words used here
word-subject = Subject
word-subject-is = the person whom the data is about
word-register = Register
word-register-is = the list below: for what purpose whose data is held, which items, on what ground and until when
word-user = User
word-user-is = whoever uses the Operator’s products or sites
word-content = User content
word-content-is = whatever a user places or uploads in the products: { $content }
word-products = Products
word-sites = Sites
word-site-with = { $domain } and its subdomains
word-cookies = Cookies
word-cookies-is = cookies, beacons, pixels, tags and scripts: what remembers something on a visitor’s device, or reports from it
glossary-rest = Words that are not explained here mean what the law says they mean.

## The register

operator = Data that the Operator processes itself
register = Register
register-intro = Only what stands in the register is processed. For each purpose it says whose data is held, which items and no others, on what ground and until when.
register-caption = { $count ->
    [one] Register: { $count } purpose
   *[other] Register: { $count } purposes
}
head-purpose = Purpose
head-category = Whose data
head-items = Items, and no others
head-ground = Ground
head-terms = Until when
purpose-no = { $no }. { $name }
everywhere = Every row ends besides on these events: { $terms }.
terms = A term follows from the purpose, from a contract or consent of the subject, or from a law. It runs from an event, such as the end of a contract, and when it is over the data is destroyed.
terms-storage = Where a term of keeping follows an event, the data is from then on only kept: nobody uses it any more, and only the person responsible may open it.
consents = What each consent covers
consents-intro = A consent is given for one purpose. Passing data on, sending it abroad and publishing it are each agreed to or refused by themselves ({ $law }).
consents-caption = Consents by purpose
head-holds = Holds
head-third = Third parties
head-abroad = Abroad
head-public = Publication
yes = yes
no = no

## Conditions

conditions = Principles and conditions
principles = The Operator keeps to these principles:
principle-rights = the rights and freedoms of people come first
principle-lawful = nothing is done without a ground: a consent or a named law
principle-confidential = data of restricted access stays confidential: each member of staff sees only what their work on a purpose needs, and every look is recorded
principle-equal = subjects, owners and operators have equal rights
principle-safe = the security of person, society and state is protected
biometrics = Biometric data is not processed.
identity-copies = Copies of identity documents are not taken on paper, unless the state’s systems are not connected, the person cannot be identified by technical means, or a law says otherwise.
identity-scans = The same holds for scanned copies.
third-parties = Third parties get access to data only where the subject’s consent says so expressly, or another lawful ground exists.
undertakings = Whoever gets data has first undertaken to meet the requirements of the law on personal data.
recipients = Who gets data
head-recipient = Recipient
head-state = State
head-given-for = For what
head-given-items = Which items
cross-border = To do what it owes the users, the Operator may send data across the border under these purposes, and only to states that protect personal data: { $purposes }.
cross-border-states = Data may go to the states on this list:
cross-border-none = Data is not sent across the border.
cross-border-empty = No other state is on the Operator’s list at present, so data stays in the country.
state-because = { $state }: { $because }

## Rights

rights = Rights of the subject
rights-intro = A subject has the right:
right-information = to learn whether the Operator holds data on them, and if it does: the fact, the purposes, the sources and the ways of collecting and processing; the list of items; the terms of processing and keeping
right-rectification = to have data corrected and supplemented, on documents that support it
right-blocking = to have data blocked, where there is information that the conditions of collecting or processing were broken
right-unlawful = to have data destroyed that was collected and processed against the law, and in the other cases that the law sets
right-withdrawal = to withdraw a consent to collecting, processing, publication, transfer to third parties or transfer abroad: each by itself. What rests on another ground goes on, and the answer says on which
right-objection = to object to decisions that a machine takes about them alone
right-protection = to defend their rights and lawful interests, and to be compensated for moral and material harm
right-other = to use any other right that the law gives
within = { $right } (within { $term })
requests = How to use these rights
requests-form = Write to { $contact }. A request may be made in writing, as an electronic document, or in another way that protects it against forgery.
requests-identity = To answer only the right person, the Operator may ask for a confirmation of identity, in any form that the law allows.
requests-answer = The answer comes within { $term }.
requests-refusal = A refusal comes within { $term }, with its reasons and the ground on which it rests.
requests-further = Whoever does not agree with the answer may complain to the authority for the protection of personal data, or go to court.
deadlines = Deadlines that the Operator keeps
deadlines-caption = How long each takes at most
deadlines-note = Counting starts on the day after the event. A last day that is no working day moves to the next working day.
head-what = What
head-within = Within
deadline-information = Give the information asked for
deadline-refusal = Refuse, with reasons
deadline-rectify = Correct or supplement data
deadline-block = Block data on information of a breach
deadline-unblock = Unblock data where no breach is confirmed
deadline-destroy-unlawful = Destroy data that was processed against the law
deadline-withdrawal = Destroy data after a consent is withdrawn (use stops at once)
deadline-unpublish = Remove unlawfully published data
deadline-transfer-notice = Tell of a transfer to a third party
deadline-automated-objection = Answer an objection to an automated decision
deadline-destruction = Destroy data whose term is over
deadline-breach-notice = Report a breach of security to the authority

## Duties and endings

duties = What the Operator has done
duties-intro = To meet the law, the Operator has taken these measures:
duty-list = the list of data that is necessary and sufficient is approved: it is the register above
duty-documents = the documents that set out how data is collected, processed and protected are approved
duty-destruction = data is destroyed when its purpose is reached, and in the other cases that the law sets
duty-responsible = a person is responsible for organising the processing of personal data: { $position }, { $email }
duty-access = measures against unauthorised access are taken: access by role, purpose and item, encryption, a record of every operation that cannot be altered unnoticed
duty-other = other legal, organisational and technical measures are taken
ending = When processing ends
ending-intro = Processing ends:
end-term = when the term is over
end-demand = on the subject’s demand, in the cases that the law sets
end-consent = when a consent is withdrawn, for what rests on it
end-relation = when the relation between subject and Operator ends
end-court = when a court’s decision comes into force
end-other = in the other cases that the law sets
destruction = How data is destroyed
destruction-systems = In information systems it is destroyed by their built-in means, under their administrators: the key to the record is destroyed and the record with it, so that nothing can be restored.
destruction-paper = Paper is shredded.
destruction-act = Every destruction ends in an act that can be checked against the record of operations.

## The processor

processor = Content that the Operator keeps for users
content-roles = What a user places in the products belongs to the user’s own processing: the user is its owner, operator or processor. The Operator does not identify people in it or single their data out. It keeps the content, and protects it as the user’s assignment says.
warranties = Whoever places data of other people warrants to have all permissions and consents for that.
warranties-abroad = Whoever places data of other people warrants to have all permissions and consents for that, those for transfer across the border among them.
keeping = Content is kept as these set:
kept-function = what the product is for
kept-documentation = its technical documentation
kept-licence = the licence agreement
kept-assignment = the user’s assignment for the processing of personal data
foreign-software = For processing by third parties’ software that is built into the products, those third parties answer.
content-measures = How content is protected
content-measures-intro = The Operator takes legal, organisational and technical measures, or sees that they are taken:
measure-tls256 = every connection is encrypted by TLS with a key of 256 bits
measure-two-step-sign-in = signing in takes two steps: a password and a one-time code
measure-reactions = emergencies set off reactions, some by themselves, some after a person confirms them
measure-waf = a web application firewall stops most of the known attacks
measure-audits = code and infrastructure are audited constantly, by the Operator’s own security staff and by independent companies
measure-firewall = all infrastructure stands behind a firewall
measure-monitoring = activity is monitored constantly
measure-updates = system software is updated in time when a vulnerability is found and its correction is out
measure-encryption-at-rest = what is kept is encrypted
measure-backups = backup copies are made and can be restored
content-lawful = The Operator does not start the placing of content, and does not check whether it is true or up to date.
content-proof = The Operator does not start the placing of content, and does not check whether it is true or up to date. It may demand proof that what is kept is lawful.
public-content = Some content users make public themselves, by a product’s own function ({ $where }). Anybody can see it, and its confidentiality cannot be promised.

## Cookies

cookies = Cookies
cookies-intro = Only what is necessary is set without asking. Each of the other groups is set when you agree to it; using the site is no agreement.
cookies-intro-none = Only what is necessary is set, and nothing of it needs an agreement.
cookie-kinds = Session cookies go when the browser is closed. Persistent cookies stay for the time given here, or until you delete them.
cookies-groups = Groups of cookies
head-group = Group
head-serves = What it serves
head-asked = Asked for
head-lost = What is lost without it
always = no: nothing works without it
asked = yes
lost-all = —
groups-caption = What is set, and what for
services = Services
service-provider = provided by { $provider }
service-idle = It is not loaded: the provider has not yet undertaken to meet the requirements of the law.
service-collects = It collects: { $items }.
service-terms = Terms
service-opt-out = Opting out
head-service = Service
head-cookie-group = Group
head-about = What there is to know
cookies-list = Cookies by name
head-cookie = Cookie
head-of = Set by
head-lasts = Lasts
own = the Operator itself
session = until the browser is closed
cookies-refuse = How to refuse
cookie-refusal = You may refuse some groups or all of them, as easily as agree, and change your mind at any time. That takes effect at once, and what was set already is cleared.
cookie-browsers = A browser can block and delete cookies by itself: look for “cookies” or “site data” in the settings for privacy. A browser’s signal against tracking (Global Privacy Control) counts as a refusal of every group that is asked for.
cookie-loss = If you block the necessary ones too, you may be unable to sign in and to use what depends on them. Deleting cookies loses the preferences that they hold, those about advertising among them; they have to be set again.

## Final

final = Final provisions
final-change = The Operator may change this policy by publishing a new edition. Data stays bound to the edition under which it was collected: a new edition never widens an old consent.
final-address = The edition in force is always published at { $address }.
final-edition = This is the edition { $edition }, approved on { $approved } ({ $by }), in force from { $from }.
final-hash = Its imprint (SHA-256) is { $hash }. Whoever has the policy’s files can compute it again, and so tell that nothing in them was changed.
