# What the command line says of consents, requests, transfers, deadlines and registers.

## Acts that were done

done-give-consent = Consent recorded
done-withdraw-consent = Consent withdrawn: use has stopped
done-withdraw-part = Withdrawn in part
done-receive-request = Request taken in
done-confirm-identity = Recorded how it is known who asks
done-pause = The clock stands still
done-resume = The clock goes on
done-extend = Deadline extended
done-pass-on = Passed on
done-note = Noted
done-attach = File attached
done-decide-request = Decided
done-answer-request = Answered
done-disclose = Given out
done-publish = Recorded as made public
done-answer-demand = Given out on demand
done-finish-task = Recorded as done
done-restrict = From now on this is only kept
done-unrestrict = This may be used again
done-register-carrier = Entered in the register of carriers
done-destroy-carrier = Struck off: the carrier is destroyed
done-report-breach = Entered in the register of breaches
done-follow-breach = Entered

withdraw-next = What has to be told and taken back stands in `qorgau deadlines`; record it with `qorgau task done` once it is done.
decide-next = Send the answer, then record that it left: qorgau request answered { $request }
notice-next = Tell the person, then record it: qorgau task done { $paper } notice
breach-next = Tell the authority, then record it: qorgau breach step { $number } authority-told --note NUMBER
request-joined = The same request was open already: it counts once, and its day stays.
blocked-with-it = since now, with this request
code-on-its-way = If anybody who asks here has this address, a code is on its way. It holds for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
code-for = your request about your personal data
code-passed = The code is right. The request is that of { $subject }.
code-wrong = The code is wrong; { $left ->
    [one] { $left } try is left
   *[other] { $left } tries are left
}.
code-over = This code can't be tried any more. Send another.
mail-not-ready = No code was made, since letters can’t be sent now: { $why }. Ask for one again once that works.
letter-not-taken = The mail server did not take the letter with the code.

## Names of fields

field-purpose = purpose
field-consent-to = consent to
field-until = until
field-notice = text shown
field-proof = proof
field-given = given
field-withdrawn = withdrawn
field-ended = counted until
field-stops = what stops
field-destroy-by = to be destroyed by
field-to-tell = to be told
field-to-remove = publications to take back
field-goes-on = goes on
field-request = request
field-kind = what is asked for
field-answer-by = to be answered by
field-rule = rule
field-needs = needed to decide
field-status = where it is
field-channel = how it came
field-received = received
field-paused = paused
field-identity = known by
field-parts = of what
field-representative = speaks for the person
field-represented-by = their name
field-again = asked again
field-contact = answer goes to
field-text = what it says
field-evidence = evidence
field-outcome = outcome
field-reasons = reasons
field-refused-by = refused by
field-law-keeps = kept by law
field-systems = systems
field-paper = paper
field-tell-subject-by = tell the person by
field-duty = what
field-class = what it is
field-place = where
field-means = with what
field-witness = witness
field-step = step
field-tell-authority-by = tell the authority by
field-authority = authority
field-detected = detected
field-entered = entered
field-what = what happened
field-categories = whose data
field-people = people
field-consequences = may follow
field-measures = measures

## Heads of tables

head-left = Left
head-by = By
head-what = What
head-which = Which
head-rule = Rule
head-request = Request
head-note = Said about it
head-given-under = Given under
head-class = What
head-place = Where
head-since = Since
head-detected = Detected
head-people = People
head-authority = Authority told
head-state = State

column-entry = Entry
column-time = Time
column-actor = Who
column-act = Act
column-purpose = Purpose
column-category = About whom
column-items = Items
column-parts = Parts of the consent
column-recipient = To whom
column-abroad = Abroad
column-ground = Ground
column-how = How
column-due = By
column-number = No.
column-clause = Clause
column-request = What was asked for
column-count = How many
column-code = Why refused

## Time

overdue = OVERDUE
overdue-perhaps = perhaps OVERDUE
left-today = today
left-working-days = { $n ->
    [one] { $n } working day left
   *[other] { $n } working days left
}
left-days = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
by-day = by { $at }
kept-until = until { $at }
times = { $n ->
    [one] { $n } time
   *[other] { $n } times
}
nothing = nothing else is held
ground-other-consent = consent

## Lists

requests-head = { $count ->
    [0] No request waits
    [one] { $count } request waits, { $overdue } overdue, { $soon } soon (!)
   *[other] { $count } requests wait, { $overdue } overdue, { $soon } soon (!)
}
request-head = Request
deadlines-head = { $count ->
    [0] Nothing is to be done
    [one] { $count } thing is to be done, { $overdue } overdue, { $soon } soon (!)
   *[other] { $count } things are to be done, { $overdue } overdue, { $soon } soon (!)
}
ask-again-head = { $count ->
    [0] Nobody has to be asked again
    [one] { $count } consent has to be asked for again
   *[other] { $count } consents have to be asked for again
}, of { $consents } looked at
and-more = And { $n } more; --format json names all.
limited = The list is cut at { $n }; what is overdue stands in it all the same. --limit shows more.
listed = { $n ->
    [0] Nobody is reached today
    [one] { $n } person, logged
   *[other] { $n } people, each logged
}
consents-none = No consent is held here.
consent-former = before
journal-head = Journal: { $name }, { $from } to { $to }
journal-lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
carriers-head = Register of carriers
carrier-kept = kept
carrier-due = to be destroyed by { $at } ({ $left })
carrier-struck = destroyed { $at }, { $means }, seen by { $witness }
breaches-head = Register of breaches
breach-head = Breach { $number }
breach-open-still = open
breach-closed = closed
authority-told-at = told { $at }
register-empty = The register is empty.

## Words of the program

duty-notice = tell the person of a transfer
duty-tell = tell the recipient
duty-removal = take a publication back
duty-breach = tell the authority of a breach
duty-carrier = destroy a carrier

task-done-notice = the person was told
task-done-tell = the recipient was told
task-done-removal = the publication was taken back

carrier-contract = contract
carrier-form = form
carrier-letter = letter
carrier-medium = medium
carrier-identity-document-copy = copy of an identity document

breach-step-entered = entered
breach-step-authority-told = the authority was told
breach-step-subjects-told = the people were told
breach-step-measure = a measure was taken
breach-step-closed = closed

journal-name-consents = consents
journal-name-disclosures = disclosures
journal-name-transfers = transfers abroad
journal-name-publications = publications
journal-name-requests = requests
journal-name-incidents = breaches
journal-name-destruction = destruction
journal-name-acknowledgements = acknowledgements
journal-name-reads = reads
journal-name-refusals = refusals

## What was typed

bad-representative = Write by what right and until when: power-of-attorney@2027-01-31. A parent or guardian needs no day.
bad-breach-file = { $path }: { $member } is missing or not of its kind. The file is a JSON object with detected, what, categories, subjects, items, consequences and measures.
notice-size = The text shown is empty or longer than { $most } bytes.
text-size = The text is longer than { $most } bytes. Shorten it, and attach the rest as a file.
evidence-size = A file has at most { $most } MiB. Make it smaller, or attach it in pieces.
refusal-needs-reasons = A refusal says why: --reasons TEXT.
refusal-alone = --set and --unfounded go with grant, not with refuse.
carrier-still-there = Carrier { $number } was not destroyed, so there is no act of that.
notice-of-what = This paper brings no “{ $what }”: a disclosure brings notice and tell, a publication removal.
mail-where = Say where letters go: QORGAU_MAIL=smtps://user:password@host:port, or folder:PATH for a rehearsal.
mail-bad = QORGAU_MAIL can't be used: { $why }.
mail-no-sender = The policy names no responsible person with an e-mail address, so there is nobody to write as.
mail-address = Letters can't be sent to this address.

## Answers and receipts

receipt-written = Receipt written: { $path }
receipt-holds = The consent receipt holds: the signed log contains its record
receipt-form = The consent receipt does not hold: the file is none, or was cut. Fetch it again, byte for byte.
receipt-altered = The consent receipt does not hold: it was altered, and its SHA-256 is not the one that its log entry holds. Fetch it again, byte for byte.
receipt-frame = The consent receipt does not hold: it was altered around its record. Fetch it again, byte for byte.
receipt-key = The consent receipt does not hold: what was given with --key is no verifier key of a log.
receipt-unproved = The consent receipt does not hold: the log does not prove it with this key. Take the verifier key that the log’s owner published, and the file as it was given.
field-record = record
subject-papers = What is kept beside that
