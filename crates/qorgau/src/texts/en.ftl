# What the command line says. The same keys stand in every language.

## Words

refused = refused
fault = not done
entry = log entry { $entry }
no = no
all = all

## Acts that were done

done-collect = Taken in
done-read = Read
done-rectify = Rectified
done-record-event = Event recorded
done-revoke-event = Event taken back
done-block = Blocked: nothing but keeping from now on
done-unblock = Unblocked: no breach was found
done-unblock-rectified = Unblocked: what was wrong is replaced
done-unblock-destroyed = Unblocked: what was wrong is destroyed
done-hold = Held: nothing is destroyed until the hold is released
done-release = Hold released
done-erase = Destroyed
done-merge = The two are one person now
done-split = Split: what was named belongs to another person now
done-add-staff = Admitted to the staff
done-remove-staff = No longer on the staff
done-add-key = Key made
done-remove-key = Key ended
done-add-hook = Events are sent there from now on
done-remove-hook = No more events are sent there
done-resume-hook = Events are sent there again
done-rotate-hook = Another secret signs from now on
done-test-hook = An event that tells of nothing waits to be sent
done-acknowledge-edition = The edition in force is read and will be followed
done-activate-edition = The new edition is in force
done-enter-profile = Profile brought up to date

collect-known = This person was known already: what was taken in is one more engagement of theirs.
collect-conflict = The values point to different people ({ $item }). A new person was made and nothing was merged; where the two are one, say so with `qorgau subject merge`.
rectify-conflict = Somebody else has this value of { $item } too. Nothing was merged; where the two are one, say so with `qorgau subject merge`.
found-nobody = Nobody of whom this value is held and whom your role may find.
not-held = nothing held
kept-hashed = kept as a one-way hash
staff-next = Before { $staff } may act, they are invited (qorgau staff invite { $staff }), sign in, read the policy and confirm it: qorgau staff acknowledge
edition-next = Everyone on the staff has to acknowledge it before they act again: qorgau staff acknowledge
event-everywhere = The event “{ $event }” is recorded
event-blocked-left = Nothing may change on blocked people. Run the same command again once they are unblocked.

## Names of fields

field-subject = subject
field-engagement = engagement
field-items = items
field-event = event
field-hold = hold
field-split-off = new subject
field-staff = staff
field-key = key
field-secret = the key itself
field-hook = system
field-signed-with = secret
field-roles = roles
field-edition = edition
field-number = number
field-sha256 = SHA-256
field-destroyed = records destroyed
field-persons = people of whom nothing is left
field-kept = due, but kept
field-waiting = may be due, waits for a year’s calendar
field-act-file = act of destruction
field-recorded = recorded
field-already = had it already
field-left-blocked = left, since blocked
field-blocked = blocked
field-holds-on = holds
field-acts = acts logged
field-category = as
field-ground = ground
field-source = source
field-since = since
field-phase = phase
field-due = to be destroyed
field-terms = terms
field-events = events
field-entries = entries
field-signed = signed by the last checkpoint
field-present = of people still held
field-gone = subject part destroyed, with an act
field-run = run
field-log = log
field-entry = log entry
field-rows = rows
field-taken = taken in
field-already-in = in already
field-rejected = rejected
field-rejects-file = rejected rows
field-delete-by = delete that file by
field-conflicts = in conflict with people known
field-holds = holds
field-operator = operator
field-approved = approved on
field-in-force = in force from
field-policy = policy
field-profile = jurisdiction
field-first-staff = first on the staff
field-log-key = the log's public key
field-rehearsal = rehearsal, clock at

## Heads of tables

head-subject = Subject
head-clause = Clause
head-purpose = Purpose
head-category = About whom
head-fate = What happens
head-phase = Phase
head-due = To be destroyed
head-engagement = Engagement
head-entry = Entry
head-time = Time
head-actor = Who
head-act = Act
head-about = On what
head-staff = Staff
head-key = Key
head-owner = Made by
head-allows = Allows
head-key-used = Last used
head-until = Until
head-hook = System
head-host = Host
head-events = Events
head-condition = How it fares
head-waiting = Waiting
head-roles = Roles
head-acknowledged = Edition in force
head-number = No.
head-pack = Pack
head-edition = Edition
head-approved = Approved
head-in-force = In force from
head-sha256 = SHA-256
head-held = Held
head-stored = In storage
head-blocked = Blocked
head-is-due = Due
head-destroyed = Destroyed

## Staff and editions

staff-head = Staff
machine-head = Keys of machines
edition-head = Editions
acknowledged = acknowledged
acknowledged-older = acknowledged an older one
not-acknowledged = not acknowledged

## What is held on a person

due-unknown = no term runs yet
due-not-before = not before { $at }
blocked-since = since { $since }
hold-line = by { $by }, since { $since }
ground-consent = consent ({ $way }, { $at })
source-subject = the person
source-import = a file taken in
source-carried-over = an earlier engagement
export-acts = What was done

## Sweep

sweep-done = Swept: what was due is destroyed
sweep-nothing = Nothing to destroy
sweep-progress = { $count } destroyed
sweep-unsigned = The act is not signed yet: something still reads the database. Opening the store again without that reader signs it.
event-progress = { $count } recorded
plan-head = On { $at }: { $count } would be destroyed, { $kept } kept. Nothing was destroyed now.
fate-due = due since { $since }, by term { $term }
fate-blocked = kept: blocked
fate-held = kept: hold by { $by }
fate-paused = paused until { $until }, so that a wrong event can be taken back
fate-not-before = not before: calendar year { $year } is missing
fate-moved = its day is counted anew
fate-not-due = not due

## The log

log-sound = The log is sound
log-faulty = { $count ->
    [one] The log has { $count } fault
   *[other] The log has { $count } faults
}
log-faulty-next = Write nothing more. Copy the folder as it is, run `qorgau doctor --deep` to see how far it goes, and restore from a backup.
log-progress = { $count } entries checked
not-signed = The act is done and durable, but the log could not be signed after it: { $why }
act-holds = The act of destruction holds: the signed log contains it

## Doctor

doctor-well = The store looks well; `--deep` opens every row and replays the log
doctor-well-deep = { $rows ->
    [one] The store is well: { $rows } row looked at
   *[other] The store is well: { $rows } rows looked at
}
doctor-ill = { $count ->
    [one] { $count } serious finding
   *[other] { $count } serious findings
}
doctor-progress = { $count } looked at

## Overview and clock

overview-head = { $people ->
    [one] { $people } person
   *[other] { $people } people
}, { $entries ->
    [one] { $entries } log entry
   *[other] { $entries } log entries
}, on { $at }
clock-rehearsal = It is { $at } in this rehearsal
clock-system = It is { $at }, by this machine's clock

## Import

import-nothing = Nothing was taken in, after { $seconds } s: every row was rejected
import-done = File taken in after { $seconds } s
import-progress = { $rows } rows · { $rate }/s · { $left } left · { $rejected } rejected
import-resumed = Taken up again after row { $row }, where an earlier run was stopped.
import-conflict = row { $row }: { $item } points to another person; { $subject } was made new. Where the two are one: qorgau subject merge

## Packs

pack-sound = The pack { $pack }, edition { $edition }, is sound
pack-counts = { $purposes } purposes in { $rows } rows, { $items } items, { $roles } roles

## A new store

init-made = A new store stands in { $dir }
init-key-head = The root key
init-key = It lies in { $path } and opens everything. Only you may read that file.
init-key-loss = Whoever loses it has lost all data: there is no second key, and nobody can make one. Keep a copy on paper in a safe, and keep the file away from the backups of the data: who has both can read everything.
init-passphrase = It is made from your passphrase each time, and is kept nowhere.
init-passphrase-loss = Whoever forgets the passphrase has lost all data: there is no second key, and nobody can make one. Write it down, or the 24 words of the key, and keep the paper in a safe.
init-next = What to do next
init-next-acknowledge = Read the policy and confirm it; nobody acts before that:
init-next-words = Write the root key down and lock the paper away:
init-next-staff = Admit the others, each with a role of the policy:

key-words = The root key in 24 words, to be read downwards
key-qr = The root key as a QR code of its 24 words
key-advice = Who has these words and a copy of the data reads everything. Put them on paper, not into a file or a photo, and lock the paper away. `qorgau key restore FILE` makes the key file of them again.
key-restored = The key file { $path } is written; only its owner reads it

## What was typed

bad-key = QORGAU_KEY is no key of this store: mistyped, ended, or another store’s. `qorgau machine list` shows those there are.
key-next = Keep it where the program finds it, and nowhere else: it is not shown again. The program gives it as QORGAU_KEY.
hook-head = Systems that hear of events
hook-all = all
hook-active = well
hook-failing = fails since { $at }
hook-paused = paused since { $at }
hook-disabled = gone since { $at }
hook-missed = missed something
hook-next = Give it to the system, and keep it nowhere else: it is not shown again. The system checks every event by it.
hook-sent = Sent: { $sent }; failed, to be tried again: { $failed }
hook-more = The time is over, and more is due: run it again.
key-over = over
at-means-nothing = --at has no meaning here. It says when something took effect: with collect, import, event, consent withdraw and request receive, and with sweep --dry-run.
format-of-register = The format csv is that of `qorgau policy register`, `journal` and `list`; md is that of `qorgau policy register`, `policy diff` and of documents; html and pdf are those of documents: `policy render`, `request answer`, `consent text` and `consent receipt`, `journal`, `carrier list`, `act`, notices. Everything else knows table and json.
format-of-document = A document is written as html, md or pdf.
format-of-render = A policy is rendered as html, md or pdf.
pdf-needs-out = A PDF is a file: say where to write it, with --out FILE.
no-pdf = The document can't be put on paper: { $why }.
document-written = Written: { $path }
period-backwards = The period ends before it begins: --from has to be before --to.
bad-moment = This is no moment. Write a date such as 2026-11-01, or 2026-11-01T09:30:00+05:00.
bad-consent = Write the consent as its way and its date: written@2026-11-01. What else is agreed to stands after it: +third-parties, +cross-border, +publication. The ways are written, electronic-document, state-service, one-time-code and web-form.
bad-pair = Argument { $place } among the items is not item=value. Write the item's id, an equals sign and the value, in quotes where it has blanks. The argument is not shown here, since it may be a personal value.
bad-line = Line { $line } of the input is not item=value.
item-twice = The item { $item } is given twice. Give it once.
bad-stdin = The standard input is not text in UTF-8.
bad-subject = This is no person's id. Give the id whole, or an item and its value, such as email=name@example.org.
nobody-found = Nobody has this value of { $item }. Check the value, or give the person's id.
several-found = { $count } people have this value of { $item }. Give the id of the one meant; `qorgau find` lists them.
find-by-one = Give one item and its value, such as email=name@example.org.
no-event = Say what happened and to whom: qorgau event EVENT --subject SUBJECT --purpose PURPOSE, or --organisation.
rectify-needs-purpose = Say with --purpose under which purpose the values are held.
no-pack = There is no pack { $path }. Give its folder, or { $known } for the pack inside the program.
pack-is-no-folder = { $path } is no folder. A pack is a folder of TOML files.
no-profile = No jurisdiction profile was found for the pack. Give its file with --profile.
bad-profile = { $why }
unreadable = { $path } can't be read: { $why }. Correct the path or its permissions.
unwritable = { $path } can't be written: { $why }. Nothing is replaced; choose another path.
bad-mapping = { $path } is no mapping: { $why }. Each line reads "header" = "item".
bad-words = These are not the words of a root key: { $why }.
neither-act-nor-receipt = This is neither an act of destruction nor a consent receipt. Give the file as it was handed out, byte for byte.
act-form = The act of destruction does not hold: the file is none, or was cut. Fetch it again, byte for byte.
act-altered = The act of destruction does not hold: it was altered, and its SHA-256 is not the one that its log entry holds. Fetch it again, byte for byte.
act-other-entry = The act of destruction does not hold: the log entry beside it is that of another act.
act-counts = The act of destruction does not hold: its counts are not those of what it lists.
act-unproved = The act of destruction does not hold: the log does not prove it with this key. Take the verifier key that the log’s owner published, and the file as it was given.
no-qr = The words do not fit a QR code. Take --words.
no-randomness = The system gives no random numbers, and a password can't be hashed without. Try again later.
passphrase-needed = The store's key comes from a passphrase, and there is no terminal to ask for it. Give it in the variable QORGAU_PASSPHRASE.
passphrase-not-text = The variable QORGAU_PASSPHRASE is not text in UTF-8.
passphrase-short = The passphrase is too short: { $least } characters are the least, and five words picked at random are better.
passphrases-differ = The two passphrases differ. Nothing was made; try again.
ask-passphrase = Passphrase:
ask-new-passphrase = New passphrase (it is not shown):
ask-passphrase-again = The same once more:

## Faults

fault-value = { $item }: { $why }
fault-input = { $why }
fault-no-store = There is no store at { $path }. Make one with `qorgau init`, or correct --dir.
fault-in-use = Another process has the store open (its lock is { $path }). Wait until it is done, or stop it.
fault-store = The store can't be used as it is: { $why }
fault-log = The log can't be used as it is: { $why }
fault-other = Something went wrong: { $why }

## Spans

span-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
 }
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
span-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
 }
span-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
span-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }

# Of a command line that does not read.
usage = Usage: { $usage }
usage-help = For more, try --help.
usage-no-option = there is no option { $arg } here{ $near ->
    [none] {""}
   *[other] ; did you mean { $near }?
}
usage-one-too-many = one argument too many (it is not shown, since it may be a personal value); a value with blanks stands in quotes: full-name="Name Surname"
usage-no-command = there is no such command{ $near ->
    [none] {""}
   *[other] ; did you mean { $near }?
}
usage-which-command = a command is missing
usage-missing = missing: { $arg }
usage-conflict = { $arg } and { $other } don't go together
usage-no-value = { $arg } needs a value
usage-value-of = the value of { $arg } is not one of: { $valid }
usage-value = the value of { $arg } does not read: { $why }
usage-id = { $arg } takes an id: 32 hexadecimal digits in five groups, as lists and answers show it; copy it whole
usage-name = { $arg } takes a short name: 1 to { $most } small Latin letters, digits and hyphens, a letter or digit first
usage-number = { $arg } takes a whole number
usage-utf-8 = an argument is not UTF-8; set the terminal to UTF-8
usage-count = { $arg } has too many or too few values

log-rebuilt = The tiles of { $entries } entries are made again, and give what was signed
year-missing = The profile has no working days of { $year } yet: days that need them are bounds only, and what may be due waits. Enter the year: `qorgau edition profile FILE`.

serve-serving = Serving { $name } at { $address }
serve-certificate = Certificate, SHA-256: { $print }
serve-stop = It stops at Ctrl-C or SIGTERM, when what is under way is done; SIGHUP reads the certificate anew.
serve-first = Nobody has enrolled yet. { $staff } does, once, within 24 hours, with this secret (POST /v1/enrolment; see docs/build.md): { $link }
serve-stopped = Stopped; everything that was answered is kept.
serve-reloaded = The certificate was read anew, SHA-256: { $print }
serve-not-reloaded = The certificate could not be read anew, and the one in use stays: { $why }
serve-address = { $address } can't be listened on: { $why }. Choose another with --listen, or end what listens there.
serve-file = { $path } does not read: { $why }
serve-certificate-half = A certificate and its private key are given together: --certificate and --private-key.
serve-connections = At least one connection has to be taken.
