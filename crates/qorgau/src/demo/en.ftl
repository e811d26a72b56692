# What the rehearsal says. The same keys stand in every language.

demo-title = Qorgau: a rehearsal
demo-lead = { $people } made-up people and six years of an organisation that exists only here, under the policy of { $operator }, edition { $edition }. Everything is done by the ordinary commands, and each stands under its step. To try them on this folder afterwards, type first:
demo-seconds = { $time } s
demo-milliseconds = { $time } ms
demo-progress = { $count } { $n ->
    [one] row
   *[other] rows
 }

demo-not-empty = { $dir } is not empty; nothing was written. Choose another folder with --dir.
demo-too-many = This folder is full of rehearsals. Choose another one with --dir.

## Steps

demo-files = Files, as another system would give them
demo-files-done = { $people } { $p ->
    [one] person
   *[other] people
 }: { $rows } { $r ->
    [one] row
   *[other] rows
 } on 12 lists and { $events } { $e ->
    [one] event
   *[other] events
 } in { $files } CSV files
demo-files-why = Made up from seed { $seed }, the same each time: names in two scripts, IINs and bank accounts with the right check digits, addresses at example domains.

demo-store = A store, founded on the day on which the policy comes into force
demo-store-done = Edition { $edition }: { $purposes } purposes, { $lists } lists, { $items } kinds of data; { $staff } members of staff have read it
demo-store-why = This is a rehearsal: its clock stands still until it is set, now at { $day }. A store in earnest has the machine's clock, and no other.

demo-years = Six years, taken in year by year
demo-years-why = What is older than the store comes in as old files, people first and then what happened to them. After the pause in which a wrong event can still be taken back, a sweep destroys what is due.
demo-years-period = from – to
demo-years-taken = taken in on
demo-years-rows = records
demo-years-over = too late
demo-years-events = events
demo-years-destroyed = destroyed
demo-years-done = { $rows } rows through the ordinary importer, { $rate } a second; { $destroyed } { $d ->
    [one] record
   *[other] records
 } destroyed on the way
demo-years-refused = { $count } { $n ->
    [one] row came
   *[other] rows came
 } too late: the term was over already, and what should be gone is not taken in ({ $clause }). They are listed beside the files, without values.
demo-years-others = { $rejected } rows were set aside for other reasons, and { $conflicts } people look like two that are known. That should not happen here.

demo-read = A read, permitted and logged
demo-read-done = Sales may see this of a customer: { $clause }, log entry { $entry }
demo-refuse = One item of the same customer under another purpose, refused
demo-block = A person blocked
demo-block-done = Nothing but keeping from now on: { $clause }, log entry { $entry }
demo-block-why = A candidate, turned down in September, says that the data was wrong. It is due to be destroyed; while the complaint is looked into, it is neither used nor destroyed.

demo-sweep = The sweep of { $day }: what is due, and why
demo-sweep-clause = clause
demo-sweep-purpose = purpose
demo-sweep-term = term
demo-sweep-records = records
demo-sweep-all = all
demo-sweep-done = { $destroyed } { $d ->
    [one] record
   *[other] records
 } destroyed; of { $persons } { $p ->
    [one] person
   *[other] people
 } nothing is left
demo-sweep-kept = { $count ->
    [one] One record is due and stays: its person is blocked.
   *[other] { $count } records are due and stay: their people are blocked.
 }

demo-register = The register, as it stands now
demo-register-clause = clause
demo-register-purpose = purpose
demo-register-category = of whom
demo-register-held = held
demo-register-stored = stored
demo-register-blocked = blocked
demo-register-due = due
demo-register-destroyed = destroyed
demo-register-all = all
demo-register-done = { $people } { $p ->
    [one] person is
   *[other] people are
 } held; the log has { $entries } { $e ->
    [one] entry
   *[other] entries
 }.

demo-proof = The proof, for anybody who doubts
demo-proof-act = The act of destruction holds, checked with its file and the log's public key alone: { $destroyed } { $d ->
    [one] record
   *[other] records
 }, log entry { $entry }
demo-proof-log = The log holds: of { $entries } { $e ->
    [one] entry
   *[other] entries
 } none is missing or changed; { $gone } spoke of data that is destroyed, and an act lists each of them

demo-consent = A consent, with the text that was shown
demo-consent-done = The customer agrees to mailings: { $clause }, log entry { $entry }. The SHA-256 of the { $lines } lines shown is kept with it.
demo-consent-why = Processing and passing on to third parties are agreed to, each by itself; publication and sending abroad are not.
demo-consent-used = { $recipient } gets the address: an undertaking is in force, and the consent covers it ({ $clause })
demo-abroad = Data of a visitor, to somebody abroad, refused
demo-abroad-taken = A visitor of the site agrees to third parties, and not to the border (log entry { $entry })
demo-withdraw = The consent withdrawn, and a receipt for it
demo-withdraw-done = Use stops with this very act ({ $clause })
demo-withdraw-receipt = The receipt holds, checked with its file and the log’s public key alone: log { $origin }, entry { $entry }
demo-information = “What do you hold of me?”
demo-information-code = A request came by e-mail from somebody unknown. A code went to the address, came back, and the request is now { $subject }’s.
demo-information-done = Answered: { $purposes } { $purposes ->
    [one] purpose
   *[other] purposes
 }, { $values } { $values ->
    [one] value
   *[other] values
 }, { $acts } acts on them, as a document in { $path }
demo-erase = “Destroy everything!”
demo-erase-done = { $n ->
    [0] Nothing is destroyed
    [one] One record is destroyed at once, with an act
   *[other] { $n } records are destroyed at once, with an act
 }
demo-erase-kept = { $purpose } stays, restricted: { $law }. Until when: { $until }
demo-erase-open = as long as the relation lasts, and then the term that the law sets
demo-erase-answer = The answer says so, law by law, in { $path }. It was due by the rule: { $rule }.
demo-breach = A breach, and whom it is told to
demo-breach-what = A notebook with the list of a webinar’s participants was left in a taxi. Its disk is encrypted.
demo-breach-consequences = Unwanted letters, should the disk be opened.
demo-breach-measures = The keys were withdrawn and the passwords changed on the same day; the participants are being told.
demo-breach-done = Number { $number } in the register ({ $clause }). The authority has to know by { $due }; the notification, filled in, is in { $path }
demo-breach-why = Told with number 2026/17 on the same day; had it not been, `qorgau deadlines` would show it first, and loudly.
demo-publish = The policy, published from the same pack
demo-publish-done = As the public reads it, in Kazakh, Russian and English: { $files } files in { $path }
demo-lies-papers = { $n ->
    [one] one file
   *[other] { $n } files
 } for people: answers, a notification, a receipt, the policy

demo-lies = Where everything lies
demo-lies-store = the store
demo-lies-database = people, sealed
demo-lies-key = the key to everything: keep it in a safe
demo-lies-log = the log: checkpoints and tiles
demo-lies-verifier = the public key, for those who check
demo-lies-acts = { $n ->
    [one] one act of destruction
   *[other] { $n } acts of destruction
 }
demo-lies-files = { $n ->
    [one] one CSV file
   *[other] { $n } CSV files
 } that came in
demo-lies-care = What was destroyed is gone from the store, and from there alone: the CSV files still have it. In earnest, they are destroyed once they are in.

demo-next = Done in { $time }. What next?
demo-next-means = The session’s term is over once the clock goes on; then sign in again: the password and the recovery codes, each good once, are in { $file }.
demo-next-show = What is held of the customer, why, and until when:
demo-next-ahead = Let five weeks go by, and sweep again:
demo-next-register = The register itself, which says all of this in advance:

## Sizes

demo-bytes = { $size } B
demo-kilobytes = { $size } kB
demo-megabytes = { $size } MB

## Purposes, in a word or two

demo-purpose-recruitment = Recruitment
demo-purpose-employment = Employment
demo-purpose-business-trips = Business trips
demo-purpose-training = Training
demo-purpose-benefits = Benefits
demo-purpose-statutory-reports = Reports, taxes
demo-purpose-contracts = Contracts
demo-purpose-products = Products
demo-purpose-sites = Sites
demo-purpose-mailings = Mailings
demo-purpose-events = Events

## Categories, in a word or two

demo-category-candidate = Candidate
demo-category-employee = Employee
demo-category-counterparty = Counterparty
demo-category-representative = Representative
demo-category-site-user = Visitor of a site
demo-category-user-counterparty = Counterparty, user
demo-category-participant = Participant
